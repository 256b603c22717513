"""Proposals of several recognisers -> those that can stand side by side in the file, each with its spot."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matbaa.encode.model import KINDS, Kind, Part, Proposal, Span
from matbaa.encode.placing import Misplaced, Room, Spot, located, place
from matbaa.finding import Severity
from matbaa.validate.words import quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from matbaa.encode.model import Mark, Passage
    from matbaa.encode.passages import Reading
    from matbaa.encode.source import Source
    from matbaa.finding import Finding

__all__ = ["Placed", "Settled", "chosen", "settle"]

_CERT = {"high": 0, "medium": 1, "low": 2}
_NAMES = frozenset({Kind.PERSON, Kind.PLACE, Kind.ORG, Kind.EVENT, Kind.DOCUMENT})
# what may be tagged already inside a proposal: what could be a part of it
_INSIDE = {
    Kind.CITATION: _NAMES | {Kind.DATE},
    Kind.ORG: frozenset({Kind.PLACE, Kind.PERSON}),
    Kind.EVENT: frozenset({Kind.PLACE, Kind.PERSON, Kind.DATE}),
    Kind.DOCUMENT: frozenset({Kind.PLACE, Kind.PERSON, Kind.DATE}),
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A proposal and where its tags stand: its own, and those of its parts, in their order."""

    proposal: Proposal
    spot: Spot
    parts: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """What can be tagged, in the order of the text, and what had to be left."""

    placed: tuple[Placed, ...] = ()
    findings: tuple[Finding, ...] = ()


def settle(proposals: Iterable[Proposal], reading: Reading, source: Source) -> Settled:
    """Of proposals that overlap, citations come first, then the longest, then the surest; the others are dropped.

    What overlaps a tag that is there is dropped too, for the editor has spoken; a longer name may hold a shorter one of
    another kind. What cannot stand where it is, for it would cut an element, is told.
    """
    taken: dict[int, _Spans] = {}
    placed: list[Placed] = []
    findings: list[Finding] = []
    for proposal in sorted((_trimmed(one, reading) for one in proposals), key=_rank):
        passage = reading.passages[proposal.passage]
        spans = taken.setdefault(proposal.passage, _Spans())
        if not proposal.span.begin < proposal.span.end or spans.meets(proposal.span) or not _is_open(passage, proposal):
            continue
        # also where it cannot stand, for part of its words alone would say something else
        spans.add(proposal.span)
        try:
            placed.append(_placed(proposal, reading, source))
        except Misplaced as why:
            findings.append(_left(proposal, reading, source, str(why)))
    placed.sort(key=lambda one: (one.proposal.passage, one.proposal.span.begin))
    return Settled(tuple(placed), tuple(sorted(findings, key=lambda finding: finding.order)))


def chosen(settled: Settled, kinds: Collection[Kind] = KINDS) -> Settled:
    """Only what is of these kinds: with the proposals of other kinds go their tags, but not the parts in them that are
    of one of these.
    """
    if set(kinds) >= set(KINDS):
        return settled
    found: list[Placed] = []
    for one in settled.placed:
        pairs = list(zip(one.proposal.parts, one.parts, strict=True))
        if one.proposal.kind in kinds:
            kept = [(part, spot) for part, spot in pairs if part.kind is None or part.kind in kinds]
            parts = tuple(part for part, _ in kept)
            found.append(Placed(replace(one.proposal, parts=parts), one.spot, tuple(spot for _, spot in kept)))
        else:
            found += (_alone(one.proposal, part, spot) for part, spot in pairs if part.kind in kinds)
    return replace(settled, placed=tuple(found))


def _alone(whole: Proposal, part: Part, spot: Spot) -> Placed:
    """A part as a proposal of its own."""
    return Placed(
        Proposal(
            part.kind or whole.kind, whole.passage, part.span, part.element, part.attributes, part.targets,
            part.pointer, whole.cert, whole.reason,
        ),
        spot,
    )  # fmt: skip


def _trimmed(proposal: Proposal, reading: Reading) -> Proposal:
    """The proposal without the blanks at its ends."""
    text = reading.passages[proposal.passage].text
    begin, end = max(0, proposal.span.begin), min(len(text), proposal.span.end)
    while begin < end and text[begin] == " ":
        begin += 1
    while begin < end and text[end - 1] == " ":
        end -= 1
    return replace(proposal, span=Span(begin, end))


def _rank(proposal: Proposal) -> tuple[bool, int, int, int, int]:
    span = proposal.span
    length = span.end - span.begin
    return proposal.kind is not Kind.CITATION, -length, _CERT[proposal.cert], proposal.passage, span.begin


class _Spans:
    """Spans that do not overlap one another."""

    def __init__(self) -> None:
        self._begins: list[int] = []
        self._ends: list[int] = []

    def meets(self, span: Span) -> bool:
        """True if one of them has a character in common with `span`."""
        number = bisect_right(self._begins, span.begin)
        before = number > 0 and self._ends[number - 1] > span.begin
        return before or (number < len(self._begins) and self._begins[number] < span.end)

    def add(self, span: Span) -> None:
        number = bisect_right(self._begins, span.begin)
        self._begins.insert(number, span.begin)
        self._ends.insert(number, span.end)


def _is_open(passage: Passage, proposal: Proposal) -> bool:
    """True if nothing there is tagged already, or only what could be part of the proposal."""
    allowed = _INSIDE.get(proposal.kind, frozenset())
    for closed in _meeting(passage.closed, proposal.span):
        if not proposal.span.holds(closed) or closed == proposal.span:
            return False
        if not any(mark.kind in allowed and mark.span == closed for mark in _inside(passage.marks, closed)):
            return False
    return True


def _meeting(spans: tuple[Span, ...], span: Span) -> Iterable[Span]:
    number = bisect_right(spans, span.begin, key=lambda one: one.end)
    while number < len(spans) and spans[number].begin < span.end:
        yield spans[number]
        number += 1


def _inside(marks: tuple[Mark, ...], span: Span) -> Iterable[Mark]:
    number = bisect_right(marks, span.begin - 1, key=lambda mark: mark.span.begin)
    while number < len(marks) and marks[number].span.begin < span.end:
        yield marks[number]
        number += 1


def _placed(proposal: Proposal, reading: Reading, source: Source) -> Placed:
    spot = place(reading, source, proposal.passage, proposal.span, proposal.element)
    room = Room(proposal.element, spot)
    closed = reading.passages[proposal.passage].closed
    kept: list[tuple[Part, Spot]] = []
    for part in sorted(proposal.parts, key=lambda part: part.span):
        if not proposal.span.holds(part.span) or any(_cuts(part, other) for other in _meeting(closed, part.span)):
            continue
        if kept and kept[-1][0].span.end > part.span.begin:
            continue
        try:
            kept.append((part, place(reading, source, proposal.passage, part.span, part.element, room)))
        except Misplaced:
            continue  # the whole is worth having without it
    parts = tuple(part for part, _ in kept)
    return Placed(replace(proposal, parts=parts), spot, tuple(spot for _, spot in kept))


def _cuts(part: Part, closed: Span) -> bool:
    """True if a part meets a tag that is there, unless it is a pointer around all of it."""
    return part.kind is not None or not part.span.holds(closed)


def _left(proposal: Proposal, reading: Reading, source: Source, why: str) -> Finding:
    words = reading.passages[proposal.passage].text[proposal.span.begin : proposal.span.end]
    return reading.document.finding(
        "MBE004",
        Severity.HINT,
        f"{quoted(words)} is left untagged, though it seems to be a {proposal.kind}, because {why}",
        located(reading, source, proposal.passage, proposal.span.begin),
        hint="tag it by hand, if it is one",
    )
