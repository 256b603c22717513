"""The reader of Markdown: its tokens to blocks."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

from matbaa.encode.structure.markdown.inline import Inline
from matbaa.encode.structure.markdown.matter import Matter, is_table, matter
from matbaa.encode.structure.model import Block, Content, Element, Known, Read, Role, element, plain, said, trimmed
from matbaa.finding import CannotRun, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matbaa.encode.structure.source import Source
    from matbaa.finding import Finding

__all__ = ["read_markdown"]

_FEW = 240
_MARKUP = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]*>", re.DOTALL)


def read_markdown(source: Source, text: str, base: str = "") -> Read:
    """The blocks of a Markdown text; `base` is put before its relative addresses.

    Raises `CannotRun` where the front matter is no YAML.
    """
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    parser: Any = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(front_matter_plugin)
    # notes stay where they are written, also those that nothing refers to
    parser.disable("footnote_tail")
    environment: dict[str, Any] = {}
    tokens: list[Any] = parser.parse(text, environment)
    if tokens and tokens[0].type == "front_matter" and not is_table(tokens[0].content):
        # two rules and words between them
        parser.disable("front_matter")
        environment = {}
        tokens = parser.parse(text, environment)
    return _Reader(source, tokens, environment, base).read()


class _Reader:
    def __init__(self, source: Source, tokens: Sequence[Any], environment: dict[str, Any], base: str) -> None:
        self.source = source
        self.tokens = tokens
        self.findings: list[Finding] = []
        self.line = 1
        self.plain: list[str] = []
        listed: dict[int, Any] = environment.get("footnotes", {}).get("list", {})
        self.inline_notes = {number: note["tokens"] for number, note in listed.items() if "tokens" in note}
        self.labels = {number: note["label"] for number, note in listed.items() if "label" in note}
        self.ends = _ends(tokens)
        self.notes = self._definitions()
        self.used: dict[str, str] = {}
        self.inline = Inline(self._note, self._told, base)

    def read(self) -> Read:
        """All of it."""
        known = Matter()
        begin = 0
        if self.tokens and self.tokens[0].type == "front_matter":
            known = self._matter(self.tokens[0])
            begin = 1
        body = list(self._blocks(begin, len(self.tokens)))
        lead = list(self._before(known, body))
        blocks = (*lead, *body)
        return Read(
            blocks,
            "\n".join(said(block) for block in blocks),
            Known(known.title, known.authors, known.language, known.keywords),
            tuple(self.findings),
        )

    # what the front matter says

    def _matter(self, token: Any) -> Matter:
        try:
            found = matter(token.content)
        except ValueError as error:
            message, line = error.args
            fault = self.source.finding(
                "MBE033", Severity.ERROR, f"the front matter is no YAML: {message}", line + 2,
                "put values that hold a colon or begin with a sign into quotation marks",
            )  # fmt: skip
            raise CannotRun(fault) from None
        if found.others:
            names = ", ".join(found.others[:6])
            self.findings.append(
                self.source.finding("MBE034", Severity.HINT, f"the front matter also has {names}: left out", 1)
            )
        return found

    def _before(self, known: Matter, body: Sequence[Block]) -> Iterator[Block]:
        """Title, authors, date, abstracts and keywords as blocks before the text, but not what the text says itself."""
        first = next((block for block in body if block.role is Role.HEADING), None)
        if known.title and (first is None or first.text.casefold() != known.title.casefold()):
            yield Block(Role.TITLE, (known.title,), 1)
            if known.subtitle:
                yield Block(Role.SUBTITLE, (known.subtitle,), 1)
            if known.authors:
                yield from (Block(Role.AUTHOR, (name,), 1) for name in known.authors)
            if known.date:
                yield Block(Role.DATE, (known.date,), 1)
        for tag, words in known.abstracts:
            yield Block(Role.ABSTRACT, (), 1, kind=tag, parts=tuple(
                Block(Role.PARAGRAPH, (part,), 1) for part in words.split("\n\n")
            ))  # fmt: skip

    # notes

    def _definitions(self) -> dict[str, tuple[int, int]]:
        """Where the notes are written, by their labels: the first and the last token."""
        return {
            token.meta["label"]: (at + 1, self.ends[at])
            for at, token in enumerate(self.tokens)
            if token.type == "footnote_reference_open"
        }

    def _note(self, token: Any) -> Element | None:
        number: int = token.meta["id"]
        if number in self.inline_notes:
            return element("note", *self.inline.content(self.inline_notes[number]), attributes={"place": "foot"})
        label = self.labels.get(number, token.meta.get("label", ""))
        if label not in self.notes:
            return None
        if label in self.used:
            # a second mark of the same note
            return element("ptr", attributes={"target": f"#{self.used[label]}"})
        self.used[label] = f"fn{len(self.used) + 1}"
        before = self.line
        content = self._of_note(*self.notes[label])
        self.line = before
        return Element("note", content, (("place", "foot"), ("n", label), ("xml:id", self.used[label])))

    def _of_note(self, begin: int, end: int) -> Content:
        from matbaa.encode.structure.parts import elements

        blocks = list(self._blocks(begin, end))
        if len(blocks) == 1 and blocks[0].role is Role.PARAGRAPH:
            return blocks[0].content
        return tuple(elements(blocks))

    # blocks

    def _blocks(self, begin: int, end: int, look: frozenset[str] = frozenset()) -> Iterator[Block]:
        at = begin
        while at < end:
            token = self.tokens[at]
            last = self.ends.get(at, at)
            if token.map:
                self.line = token.map[0] + 1
            yield from self._block(token, at, last)
            at = last + 1

    def _block(self, token: Any, at: int, last: int) -> Iterator[Block]:
        line = self.line
        match token.type:
            case "heading_open":
                level = int(token.tag[1:])
                content = self._inline(at + 1)
                if content:
                    yield Block(Role.HEADING, content, line, level=level, few=True, gap=1)
            case "paragraph_open":
                yield from self._paragraph(at, line)
            case "bullet_list_open" | "ordered_list_open":
                made = self._list(token, at, last, line)
                if made.parts:
                    yield made
            case "blockquote_open":
                parts = tuple(self._blocks(at + 1, last))
                if parts:
                    yield Block(Role.QUOTE, (), line, parts=parts, gap=1)
            case "code_block" | "fence":
                rows = token.content.rstrip("\n").split("\n")
                yield Block(Role.LITERAL, _rows(rows), line, gap=1)
            case "hr":
                yield Block(Role.RULE, (), line, gap=1)
            case "table_open":
                yield self._table(at, last, line)
            case "html_block":
                yield from self._html(token.content, line)
            case "footnote_reference_open":
                label = token.meta["label"]
                if label not in self.used and label not in self.labels.values():
                    yield from self._unused(label, at, last, line)
            case _:
                if token.content:
                    yield Block(Role.PARAGRAPH, (" ".join(token.content.split()),), line, gap=1)

    def _inline(self, at: int) -> Content:
        return self.inline.content(self.tokens[at].children or ())

    def _paragraph(self, at: int, line: int) -> Iterator[Block]:
        content = self._inline(at + 1)
        if not content:
            return
        if (rows := _verse(content)) is not None:
            self._hint(
                "MBE029",
                "these lines are taken as verse: each is ended by a break",
                "make it a paragraph if it is none",
                line,
            )
            yield Block(Role.VERSE, (), line, parts=tuple(Block(Role.VERSE, row, line) for row in rows), gap=1)
            return
        few = len(plain(content)) <= _FEW
        yield Block(Role.PARAGRAPH, content, line, gap=1, few=few, look=_look(content))

    def _list(self, token: Any, at: int, last: int, line: int) -> Block:
        ordered = token.type.startswith("ordered")
        number = int(token.attrs.get("start", 1))
        items: list[Block] = []
        inner = at + 1
        while inner < last:
            end = self.ends[inner]
            if self.tokens[inner].map:
                self.line = self.tokens[inner].map[0] + 1
            blocks = list(self._blocks(inner + 1, end))
            tight = bool(blocks) and self.tokens[inner + 1].hidden and blocks[0].role is Role.PARAGRAPH
            content, parts = (blocks[0].content, blocks[1:]) if tight else ((), blocks)
            if content or parts:
                items.append(
                    Block(Role.ITEM, content, self.line, parts=tuple(parts), label=str(number) if ordered else "",
                          kind="number" if ordered else "bullet")
                )  # fmt: skip
            number += 1
            inner = end + 1
        return Block(Role.LIST, (), line, parts=tuple(items), kind="number" if ordered else "bullet", gap=1)

    def _table(self, at: int, last: int, line: int) -> Block:
        rows: list[Block] = []
        cells: list[Block] = []
        head = False
        for number in range(at + 1, last):
            token = self.tokens[number]
            if token.type == "thead_open":
                head = True
            elif token.type == "tbody_open":
                head = False
            elif token.type == "inline":
                cells.append(Block(Role.PARAGRAPH, self._inline(number), line))
            elif token.type == "tr_close":
                rows.append(Block(Role.TABLE, (), line, parts=tuple(cells), kind="header" if head else ""))
                cells = []
        return Block(Role.TABLE, (), line, parts=tuple(rows), gap=1)

    def _html(self, source: str, line: int) -> Iterator[Block]:
        """A block of HTML: its words, without its tags and comments, which is told."""
        words = " ".join(unescape(_MARKUP.sub(" ", source)).split())
        left = ", ".join(dict.fromkeys(mark[:30] for mark in _MARKUP.findall(source)))[:80]
        self._told(f"of a block of HTML only the words are kept; left out: {left}", line)
        if words:
            yield Block(Role.PARAGRAPH, (words,), line, gap=1)

    def _unused(self, label: str, at: int, last: int, line: int) -> Iterator[Block]:
        message = f"nothing refers to the note [^{label}]: it stays where it is written"
        self._hint("MBE028", message, f"put [^{label}] where it belongs", line)
        yield Block(Role.NOTE, self._of_note(at + 1, last), line, label=label)

    def _told(self, message: str, line: int | None = None) -> None:
        self._hint("MBE034", message, "put into the draft what is missed", line or self.line)

    def _hint(self, code: str, message: str, hint: str, line: int) -> None:
        self.findings.append(self.source.finding(code, Severity.HINT, message, line, hint))


def _ends(tokens: Sequence[Any]) -> dict[int, int]:
    """The closing token of each opening one."""
    found: dict[int, int] = {}
    stack: list[int] = []
    for at, token in enumerate(tokens):
        if token.nesting > 0:
            stack.append(at)
        elif token.nesting < 0 and stack:
            found[stack.pop()] = at
    return found


def _rows(rows: Sequence[str]) -> Content:
    parts: list[str | Element] = []
    for number, row in enumerate(rows):
        if number:
            parts.append(element("lb"))
        if row:
            parts.append(row)
    return tuple(parts)


def _verse(content: Content) -> list[Content] | None:
    """The lines of a paragraph, if each of them is ended by a break and none is long."""
    rows: list[list[str | Element]] = [[]]
    for part in content:
        if isinstance(part, Element) and part.name == "lb":
            rows.append([])
        else:
            rows[-1].append(part)
    lines = [tuple(row) for row in rows]
    texts = [plain(row).strip() for row in lines]
    if len(lines) < 3 or any(not text or len(text) > 80 for text in texts):
        return None
    return [trimmed(row) for row in lines]


def _look(content: Content) -> frozenset[str]:
    bold = len(content) == 1 and isinstance(content[0], Element) and content[0].get("rend") == "bold"
    return frozenset({"bold"}) if bold else frozenset()
