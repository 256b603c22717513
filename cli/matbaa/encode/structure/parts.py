"""Blocks as elements: paragraphs, lists, stanzas, quotations, speeches, tables, keywords, bibliographies."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from matbaa.encode.structure.model import Block, Content, Element, Role, element, plain, trimmed
from matbaa.encode.structure.plain.shapes import item_label
from matbaa.encode.structure.vocabulary import keywords_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["as_bibliography", "as_keywords", "as_row", "elements", "paragraph", "split_at"]

_ORDERED = frozenset({"number", "letter", "roman"})


def paragraph(block: Block) -> Element:
    """A paragraph; a line of keywords among others has its label and terms."""
    if keywords_label(block.text):
        return element("p", *_keywords(block.content)[0])
    return element("p", *block.content)


def elements(blocks: Sequence[Block]) -> Iterator[Element]:
    """The blocks of a division as its elements, items that follow one another as one list."""
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if block.role is Role.ITEM:
            end = _end_of_list(blocks, at)
            yield _list(blocks[at:end])
            at = end
            continue
        at += 1
        match block.role:
            case Role.POINT:
                yield from (part for part in block.content if isinstance(part, Element))
            case Role.VERSE:
                yield _stanza(block)
            case Role.QUOTE:
                yield element("quote", *_quoted(block), attributes={"rend": "block"})
            case Role.SPEECH:
                yield _speech(block)
            case Role.STAGE:
                yield element("stage", *block.content)
            case Role.TABLE:
                yield _table(block)
            case Role.LIST:
                yield _list(block.parts, labelled=False)
            case Role.RULE if not block.content:
                yield element("milestone", attributes={"unit": "section"})
            case Role.RULE:
                yield element("ab", *block.content, attributes={"type": "separator", "rend": "center"})
            case Role.LITERAL:
                yield element("ab", *block.content, attributes={"type": "code"})
            case Role.NOTE:
                yield _note(block)
            case Role.HEADING:
                yield element("label", *block.content)
            case _:
                yield paragraph(block)


def _quoted(block: Block) -> Iterable[str | Element]:
    """What a quotation holds: of one paragraph, its words."""
    if len(block.parts) == 1 and block.parts[0].role is Role.PARAGRAPH:
        return block.parts[0].content
    return elements(block.parts)


def _end_of_list(blocks: Sequence[Block], at: int) -> int:
    """Where the list that begins at `at` ends: page breaks may stand between its items."""
    end = at + 1
    first = blocks[at]
    look = end
    while look < len(blocks):
        block = blocks[look]
        if block.role is Role.ITEM:
            if block.level <= first.level and not _goes_on(blocks[at:look], block):
                break
            end = look + 1
        elif block.role is not Role.POINT:
            break
        look += 1
    return end


def _goes_on(before: Sequence[Block], item: Block) -> bool:
    """True if the item belongs to the list of those before it, and does not begin another."""
    first = before[0]
    if (first.kind in _ORDERED) != (item.kind in _ORDERED) or item.level < first.level:
        return False
    if item.kind in _ORDERED and item.label:
        return not any(label.value == 1 and label.kind == first.kind for label in item_label(f"{item.label} x"))
    return True


def _list(blocks: Sequence[Block], *, labelled: bool = True) -> Element:
    depth = blocks[0].level
    content: list[Element] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        at += 1
        if block.role is Role.POINT:
            content.extend(part for part in block.content if isinstance(part, Element))
            continue
        inner: list[str | Element] = list(_item_content(block, labelled=labelled))
        deeper = at
        while deeper < len(blocks) and (blocks[deeper].role is Role.POINT or blocks[deeper].level > depth):
            deeper += 1
        while deeper > at and blocks[deeper - 1].role is Role.POINT:
            deeper -= 1
        if deeper > at:
            inner.append(_list(blocks[at:deeper]))
            at = deeper
        content.append(
            Element(
                "item", tuple(inner), (("n", _bare(block.label)),) if block.kind in _ORDERED and block.label else ()
            )
        )
    kind = blocks[0].kind
    return element(
        "list",
        *content,
        attributes={"type": "ordered" if kind in _ORDERED else "bulleted" if kind == "bullet" else "simple"},
    )


def _bare(label: str) -> str:
    return label.strip("().")


def _item_content(block: Block, *, labelled: bool) -> Content:
    """What an item holds; the number or sign that the source writes stays, as a label."""
    content = block.content
    if labelled and block.label and plain(content).startswith(block.label):
        before, rest = split_at(content, len(block.label))
        breaks = (part for part in before if isinstance(part, Element))
        content = (*breaks, element("label", block.label), *rest)
    if not block.parts:
        return content
    if content and any(part.role not in (Role.LIST, Role.ITEM) for part in block.parts):
        content = (element("p", *content),)
    return (*content, *elements(block.parts))


def split_at(content: Content, length: int) -> tuple[Content, Content]:
    """The content before and after `length` characters of its own text; elements at the edge go to the second part."""
    before: list[str | Element] = []
    for number, part in enumerate(content):
        if isinstance(part, str):
            if length <= len(part):
                rest = (part[length:], *content[number + 1 :])
                return (*before, part[:length]), tuple(piece for piece in rest if piece != "")
            length -= len(part)
            before.append(part)
        else:
            size = len(plain((part,)))
            if size > length:
                return tuple(before), content[number:]
            length -= size
            before.append(part)
    return tuple(before), ()


def _stanza(block: Block) -> Element:
    lines: list[str | Element] = []
    for part in block.parts:
        lead = [piece for piece in part.content if isinstance(piece, Element) and piece.name in {"pb", "fw"}]
        if lead and part.content[: len(lead)] == tuple(lead):
            lines.extend(lead)
            lines.append(element("l", *part.content[len(lead) :]))
        else:
            lines.append(element("l", *part.content))
    return element("lg", *lines)


def _speech(block: Block) -> Element:
    said: list[Element] = []
    for part in block.parts:
        made = list(elements([part]))
        # stanzas are for poems: what is said in verse is lines
        said.extend(piece for stanza in made for piece in stanza.content if isinstance(piece, Element)) if (
            part.role is Role.VERSE
        ) else said.extend(made)
    return element("sp", element("speaker", *block.content), *said)


def _table(block: Block) -> Element:
    rows: list[str | Element] = []
    for row in block.parts:
        if row.role is Role.POINT:
            rows.extend(row.content)
            continue
        cells = [
            element("cell", *(cell.content or elements(cell.parts)), attributes={"cols": cell.kind})
            for cell in row.parts
        ]
        rows.append(element("row", *cells, attributes={"role": "label" if row.kind == "header" else ""}))
    head = (element("head", *block.content),) if block.content else ()
    return element("table", *head, *rows)


def _note(block: Block) -> Element:
    content: tuple[str | Element, ...] = (
        (element("label", block.label), " ", *block.content) if block.label else block.content
    )
    if block.parts:
        content = (element("p", *content), *elements(block.parts))
    # ¹ and [1] are both note 1
    n = unicodedata.normalize("NFKC", block.label).strip("[](). ")
    attributes = {"place": "end", "n": n, "xml:id": block.kind}
    return element("note", *content, attributes=attributes)


def as_row(block: Block) -> Element:
    """A paragraph as the entry of a bibliography."""
    return element("bibl", *block.content)


def as_bibliography(blocks: Sequence[Block]) -> Iterator[Element]:
    """Blocks of a bibliography: entries as `listBibl`, whatever else there is as it is."""
    entries: list[Element] = []
    for block in blocks:
        if block.role in (Role.PARAGRAPH, Role.ITEM) and block.text and not block.parts:
            entries.append(element("bibl", *block.content))
        elif block.role is Role.POINT and entries:
            entries.extend(part for part in block.content if isinstance(part, Element))
        else:
            if entries:
                yield element("listBibl", *entries, attributes={"type": "bibliography"})
            entries = []
            yield from elements([block])
    if entries:
        yield element("listBibl", *entries, attributes={"type": "bibliography"})


def as_keywords(block: Block) -> tuple[Element, list[str]]:
    """A line of keywords as a division, and the keywords."""
    content, terms = _keywords(block.content)
    return element("div", element("p", *content), attributes={"type": "keywords"}), terms


def _keywords(content: Content) -> tuple[Content, list[str]]:
    text = plain(content)
    found = keywords_label(text)
    if found is None:
        return content, []
    label = found[0]
    head, rest = split_at(content, len(label))
    rest_text = plain(rest)
    mark = next((mark for mark in (";", "；", ",", "،", "、", " · ", " – ", " • ") if mark in rest_text), ",")
    parts: list[str | Element] = [element("label", *trimmed(head))]
    terms: list[str] = []
    term: list[str | Element] = []

    def close() -> None:
        words = plain(term)
        if not words.strip():
            parts.extend(term)
        else:
            lead, inner, trail = _inside(tuple(term))
            parts.extend((lead, element("term", *inner), trail))
            terms.append(plain(inner))
        term.clear()

    for part in rest:
        if isinstance(part, Element):
            term.append(part)
            continue
        pieces = part.split(mark)
        for number, piece in enumerate(pieces):
            term.append(piece)
            if number < len(pieces) - 1:
                close()
                parts.append(mark)
    close()
    return tuple(part for part in parts if part != ""), [term for term in terms if term]


def _inside(content: Content) -> tuple[str, Content, str]:
    """The content without the blanks at its ends and a full stop at its end."""
    parts = list(content)
    lead = trail = ""
    if isinstance(parts[0], str):
        bare = parts[0].lstrip(" ")
        lead, parts[0] = parts[0][: len(parts[0]) - len(bare)], bare
    if isinstance(parts[-1], str):
        bare = re.sub(r"[\s.]+$", "", parts[-1]) if not re.search(r"\b\w\.\s*$", parts[-1]) else parts[-1].rstrip(" ")
        trail, parts[-1] = parts[-1][len(bare) :], bare
    return lead, tuple(part for part in parts if part != ""), trail
