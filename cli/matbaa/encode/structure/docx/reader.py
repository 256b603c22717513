"""The reader of DOCX: its paragraphs and tables to blocks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from matbaa.encode.structure.characters import writable
from matbaa.encode.structure.docx.grouping import as_styled, clean, grouped, look_of
from matbaa.encode.structure.docx.package import W, open_package
from matbaa.encode.structure.docx.runs import Runs
from matbaa.encode.structure.docx.styles import Numbering, Style, Styles, child, is_on, numbering_of, value
from matbaa.encode.structure.model import Block, Content, Element, Known, Read, Role, element, plain, said, unmarked
from matbaa.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matbaa.encode.structure.docx.package import Package
    from matbaa.encode.structure.source import Source
    from matbaa.finding import Finding

__all__ = ["read_docx"]

_FEW = 240
_DEEPEST = 30
_ROLES = {
    "title": Role.TITLE, "subtitle": Role.SUBTITLE, "author": Role.AUTHOR, "date": Role.DATE, "abstract": Role.ABSTRACT,
    "quote": Role.QUOTE, "intense quote": Role.QUOTE, "block text": Role.QUOTE, "html preformatted": Role.LITERAL,
    "macro text": Role.LITERAL, "verse": Role.VERSE, "poem": Role.VERSE,
}  # fmt: skip
_LEFT = {
    "comments": "{} comment{s} of reviewers {are} left out",
    "pictures": "{} picture{s} {are} left out, with {their} place kept as figure",
    "formulas": "of {} formula{s} only the characters are kept",
    "glosses": "{} ruby gloss{es} {are} left out",
    "hidden": "{} hidden paragraph{s} {are} kept like the others",
}
_DC = "{http://purl.org/dc/elements/1.1/}"


def read_docx(source: Source) -> Read:
    """The blocks of a DOCX file. Raises `CannotRun` where it cannot be read."""
    return _Reader(source, open_package(source)).read()


class _Reader:
    def __init__(self, source: Source, package: Package) -> None:
        self.source = source
        self.package = package
        self.styles = Styles.of(package)
        self.numbering = Numbering(package)
        self.notes = {kind: self._notes(kind) for kind in ("footnote", "endnote")}
        self.runs = Runs(package, self.styles, self._note, self._page, self._told)
        self.number = 0
        self.pages = 0
        self.rendered = 0
        self.counts: Counter[str] = Counter()
        self.changes: Counter[str] = Counter()
        self.firsts: dict[str, int] = {}
        self.noted: Counter[str] = Counter()
        self.kept: list[Finding] = []

    def read(self) -> Read:
        """All of it."""
        body = child(self.package.main, "body")
        blocks = list(self._blocks(body, 0)) if body is not None else []
        blocks.extend(self._unused())
        if self.pages:
            first = element("pb", attributes={"n": "1"})
            blocks.insert(0, Block(Role.POINT, (first,), 1))
        return Read(
            tuple(grouped(blocks)),
            "\n".join(said(block) for block in blocks),
            Known(),
            (*self.kept, *self._findings()),
            (("pages", "the page breaks of the file"),) if self.pages else (),
        )

    # findings

    def _told(self, what: str, which: str) -> None:
        if what == "changes":
            self.changes[which] += 1
        else:
            self.counts[what] += 1
        self.firsts.setdefault(what, self.number)

    def _findings(self) -> Iterator[Finding]:
        for what, count in self.counts.items():
            many = count > 1
            words = {
                "s": "s" * many,
                "es": "es" * many,
                "are": "are" if many else "is",
                "their": "their" if many else "its",
            }
            yield self._finding(
                "MBE034", _LEFT[what].format(count, **words), self.firsts[what], "put into the draft what is missed"
            )
        if self.changes:
            added, deleted = self.changes["add"], self.changes["del"]
            message = f"{added} tracked insertions and {deleted} deletions are kept, as add and del"
            yield self._finding(
                "MBE034",
                message,
                self.firsts["changes"],
                "accept or reject them in the source, or take the elements away",
            )
        if self.rendered:
            message = f"{self.rendered} page breaks are where a word processor last saw them"
            yield self._finding("MBE024", message, None, "compare some of them with the source's pages")
        printed = self.package.count("header") + self.package.count("footer")
        if printed:
            message = "what is printed at the head and foot of pages is left out"
            yield self._finding("MBE034", message, None, "it is not of the text; write it as fw where it matters")

    def _finding(self, code: str, message: str, paragraph: int | None, hint: str) -> Finding:
        return self.source.finding(code, Severity.HINT, message, paragraph, hint)

    # pages and notes

    def _page(self, explicit: bool) -> Element:
        self.pages += 1
        self.rendered += not explicit
        return element("pb", attributes={"n": str(self.pages + 1)})

    def _notes(self, kind: str) -> dict[str, etree._Element]:
        root = self.package.related(f"{kind}s")
        if root is None:
            return {}
        return {
            node.get(f"{W}id", ""): node
            for node in root.iter(f"{W}{kind}")
            if node.get(f"{W}type", "normal") == "normal"
        }

    def _note(self, kind: str, identity: str) -> Element | None:
        node = self.notes[kind].pop(identity, None)
        if node is None:
            return None
        from matbaa.encode.structure.parts import elements

        self.noted[kind] += 1
        blocks = list(self._blocks(node, 1))
        attributes = {"place": "foot" if kind == "footnote" else "end", "n": str(self.noted[kind])}
        content: Content = (
            blocks[0].content if len(blocks) == 1 and blocks[0].content else tuple(elements(grouped(blocks)))
        )
        return element("note", *content, attributes=attributes)

    def _unused(self) -> Iterator[Block]:
        """Notes that nothing refers to."""
        for kind, nodes in self.notes.items():
            for identity in list(nodes):
                message = f"nothing refers to the {kind} {identity}: it stands at the end"
                self.kept.append(self._finding("MBE028", message, None, "put it where it belongs"))
                for block in self._blocks(nodes.pop(identity), 1):
                    yield replace(block, role=Role.NOTE, label="") if block.role is Role.PARAGRAPH else block

    # blocks

    def _blocks(self, node: etree._Element, depth: int) -> Iterator[Block]:
        for part in node:
            if part.tag == f"{W}p":
                yield from self._paragraph(part, depth)
            elif part.tag == f"{W}tbl":
                yield self._table(part, depth)
            elif isinstance(part.tag, str) and etree.QName(part).localname in _BLOCK_HOLDERS:
                yield from self._blocks(part, depth + 1) if depth < _DEEPEST else self._words(part)

    def _words(self, node: etree._Element) -> Iterator[Block]:
        """What is nested deeper than anybody writes: its words."""
        words = " ".join(writable(" ".join(str(part.text or "") for part in node.iter(f"{W}t"))).split())
        if words:
            yield Block(Role.PARAGRAPH, (words,), self.number, gap=1)

    def _paragraph(self, node: etree._Element, depth: int) -> Iterator[Block]:
        if depth == 0:
            self.number += 1
        properties = child(node, "pPr")
        style = self.styles.style(value(properties, "pStyle") or self.styles.default)
        if is_on(properties, "pageBreakBefore"):
            yield Block(Role.POINT, (self._page(True),), self.number)
        pieces = self.runs.read(node)
        content = clean(pieces.content())
        lead = 0
        while lead < len(content) and isinstance(content[lead], Element) and content[lead].name == "pb":  # type: ignore[union-attr]
            lead += 1
        if lead:
            yield Block(Role.POINT, content[:lead], self.number)
            content = clean(content[lead:])
        if is_on(child(properties, "rPr"), "vanish") and content:
            self._told("hidden", "")
        if content:
            yield from self._of_style(content, style, properties, depth)
        for box in pieces.boxes:
            yield from self._blocks(box, depth + 1) if depth < _DEEPEST else self._words(box)

    def _of_style(
        self, content: Content, style: Style, properties: etree._Element | None, depth: int
    ) -> Iterator[Block]:
        text = plain(content)
        if not text.strip() and not any(
            isinstance(part, Element) and part.name in {"figure", "note"} for part in content
        ):
            yield Block(
                Role.POINT,
                tuple(part for part in content if isinstance(part, Element) and part.name == "pb"),
                self.number,
            )
            return
        level = value(properties, "outlineLvl")
        outline = int(level) + 1 if level.isdigit() and int(level) < 9 else style.outline
        number = numbering_of(properties) or style.number
        depth_by_name = int(style.name[-1]) - 1 if re.fullmatch(r"list (?:bullet|number) [2-9]", style.name) else 0
        kind = self.numbering.kind(number) if number and number[0] != "0" else ""
        block = Block(
            Role.PARAGRAPH, content, self.number, gap=1, few=len(text) <= _FEW, look=look_of(content, style, properties)
        )
        if outline and len(text) <= 400:
            counted = self.numbering.next(number) if number and kind not in {"", "bullet"} else ""
            yield replace(block, role=Role.HEADING, level=outline, label=counted, few=True, content=unmarked(content))
        elif style.name in _ROLES and depth == 0:
            yield from as_styled(_ROLES[style.name], block)
        elif kind and number:
            counted = self.numbering.next(number) if kind != "bullet" else ""
            yield replace(
                block,
                role=Role.ITEM,
                level=number[1] + 1 + depth_by_name,
                label="",
                kind=kind,
                rows=1,
                few=False,
                parts=(),
                look=frozenset({f"n:{counted}"} if counted else ()),
            )
        else:
            yield block

    def _table(self, node: etree._Element, depth: int) -> Block:
        rows: list[Block] = []
        for row in node.iter(f"{W}tr"):
            if next(above for above in row.iterancestors() if above.tag == f"{W}tbl") is not node:
                continue
            head = is_on(child(row, "trPr"), "tblHeader")
            cells = [
                self._cell(cell, depth)
                for cell in row.iter(f"{W}tc")
                if next(above for above in cell.iterancestors() if above.tag == f"{W}tr") is row
            ]
            if cells:
                rows.append(Block(Role.TABLE, (), self.number, parts=tuple(cells), kind="header" if head else ""))
        return Block(Role.TABLE, (), self.number, parts=tuple(rows), gap=1)

    def _cell(self, node: etree._Element, depth: int) -> Block:
        blocks = list(self._blocks(node, depth + 1) if depth < _DEEPEST else self._words(node))
        span = value(child(node, "tcPr"), "gridSpan")
        wide = span if span.isdigit() and int(span) > 1 else ""
        if len(blocks) == 1 and blocks[0].role is Role.PARAGRAPH:
            return Block(Role.PARAGRAPH, blocks[0].content, self.number, kind=wide)
        return Block(Role.PARAGRAPH, (), self.number, parts=tuple(grouped(blocks)), kind=wide)


_BLOCK_HOLDERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "del", "moveFrom"})
