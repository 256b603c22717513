"""Notes that stand behind the text: tied to the marks in it, and left where they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matbaa.encode.structure.model import Block, Content, Element, Role, element
from matbaa.encode.structure.parts import split_at
from matbaa.encode.structure.plain.footnotes import marker, note_label
from matbaa.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matbaa.encode.structure.headings import Head
    from matbaa.encode.structure.plain.footnotes import NoteLabel
    from matbaa.encode.structure.source import Source
    from matbaa.finding import Finding

__all__ = ["with_endnotes"]

_TEXT = frozenset({Role.PARAGRAPH, Role.ITEM, Role.HEADING})


@dataclass(frozen=True, slots=True)
class _Place:
    """The mark of a note: in which block, and which characters of which part of its content."""

    block: int
    part: int
    begin: int
    end: int


def with_endnotes(
    blocks: Sequence[Block], heads: Mapping[int, Head], source: Source
) -> tuple[list[Block], list[Finding]]:
    """The blocks with endnotes as notes, and a pointer at each mark: those below a heading that names them, and those
    with which the text ends.
    """
    result = list(blocks)
    findings: list[Finding] = []
    count = 0
    for begin, end, since in _stretches(blocks, heads):
        labels = [(at, label) for at in range(begin, end) if (label := _label(result[at]))]
        labels = _in_order(labels)
        places = _places(result, labels, since, begin)
        tied = [(at, label, place) for (at, label), place in zip(labels, places, strict=True) if place]
        if not tied or len(tied) < 0.6 * len(labels):
            continue
        named = {at: count + number for number, (at, _) in enumerate(labels, 1)}
        count += len(labels)
        marks: dict[int, list[tuple[_Place, int]]] = {}
        for at, _, place in tied:
            marks.setdefault(place.block, []).append((place, named[at]))
        for number, found in marks.items():
            result[number] = replace(result[number], content=_pointed(result[number].content, found))
        for at, label in labels:
            result[at] = _as_note(result[at], label, named[at])
        findings.append(
            source.finding(
                "MBE028",
                Severity.HINT,
                f"{len(labels)} note{'s' if len(labels) > 1 else ''} from line {result[labels[0][0]].line} on "
                f"{'are' if len(labels) > 1 else 'is'} tied to {len(tied)} of the marks in the text",
                result[labels[0][0]].line,
                "look whether each mark leads to its note",
            )
        )
    return result, findings


def _stretches(blocks: Sequence[Block], heads: Mapping[int, Head]) -> list[tuple[int, int, int]]:
    """Where notes may stand: begin, end, and from which block on their marks are looked for."""
    places = sorted(heads)
    found: list[tuple[int, int, int]] = []
    since = 0
    for number, at in enumerate(places):
        part = heads[at].part
        end = places[number + 1] if number + 1 < len(places) else len(blocks)
        if part is not None and part.type == "notes":
            found.append((at + 1, end, since))
            since = end
    last = places[-1] if places else -1
    of_last = heads[last].part if places else None
    if of_last is None or of_last.type not in {"notes", "bibliography"}:
        begin = len(blocks)
        while begin > last + 1 and (blocks[begin - 1].role is Role.POINT or _bracketed(blocks[begin - 1])):
            begin -= 1
        if begin < len(blocks):
            found.append((begin, len(blocks), since))
    return found


def _bracketed(block: Block) -> bool:
    label = _label(block)
    return label is not None and label.form in {"bracket", "raised"}


def _label(block: Block) -> NoteLabel | None:
    if block.role not in (Role.PARAGRAPH, Role.ITEM) or not block.content or not isinstance(block.content[0], str):
        return None
    return note_label(block.content[0])


def _in_order(labels: list[tuple[int, NoteLabel]]) -> list[tuple[int, NoteLabel]]:
    """Those whose numbers rise: another number at the beginning of a paragraph is none."""
    found: list[tuple[int, NoteLabel]] = []
    for at, label in labels:
        if not label.n.isdigit():
            continue
        if not found or int(label.n) == int(found[-1][1].n) + 1:
            found.append((at, label))
    return found


def _places(
    blocks: Sequence[Block], labels: Sequence[tuple[int, NoteLabel]], since: int, until: int
) -> list[_Place | None]:
    """Where the mark of each note stands, each behind the one before."""
    found: list[_Place | None] = []
    block, part, column = since, 0, 0
    for _, label in labels:
        place = _next(blocks, label, (block, part, column), until)
        found.append(place)
        if place:
            block, part, column = place.block, place.part, place.end
    return found


def _next(blocks: Sequence[Block], label: NoteLabel, after: tuple[int, int, int], until: int) -> _Place | None:
    first, first_part, column = after
    # a mark is looked for within so many blocks behind the last: one that is missing costs no walk to the end
    for number in range(first, min(until, first + 400)):
        block = blocks[number]
        if block.role not in _TEXT:
            continue
        for part in range(first_part if number == first else 0, len(block.content)):
            text = block.content[part]
            if not isinstance(text, str):
                continue
            start = column if (number, part) == (first, first_part) else 0
            if place := marker(text, label, start):
                return _Place(number, part, *place)
    return None


def _pointed(content: Content, marks: Sequence[tuple[_Place, int]]) -> Content:
    by_part: dict[int, list[tuple[_Place, int]]] = {}
    for place, number in marks:
        by_part.setdefault(place.part, []).append((place, number))
    parts: list[str | Element] = []
    for at, part in enumerate(content):
        done = 0
        for place, number in by_part.get(at, ()):
            assert isinstance(part, str)
            parts.append(part[done : place.begin])
            attributes = {"xml:id": f"r{number}", "target": f"#n{number}"}
            parts.append(element("ref", part[place.begin : place.end], attributes=attributes))
            done = place.end
        parts.append(part[done:] if isinstance(part, str) else part)
    return tuple(part for part in parts if part != "")


def _as_note(block: Block, label: NoteLabel, number: int) -> Block:
    assert isinstance(block.content[0], str)
    rest = split_at(block.content, label.end)[1]
    return replace(block, role=Role.NOTE, content=rest, label=label.text, kind=f"n{number}")
