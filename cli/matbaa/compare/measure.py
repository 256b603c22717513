"""One encoding measured against another of the same text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree

from matbaa.compare import KINDS, MENTIONS
from matbaa.compare.align import Alignment, Block, aligned
from matbaa.compare.match import exact_pairs, overlapping_pairs
from matbaa.compare.model import Comparison, Difference, Figures, Found
from matbaa.compare.targets import Lists, Pointer, Pointers
from matbaa.compare.text import Tag, Text, read_text
from matbaa.compare.values import DATING, date_value, locators
from matbaa.finding import CannotRun, Finding, Severity
from matbaa.known import attributes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from matbaa.document import Document

__all__ = ["compare"]

# the share of the shorter text that the other must have, for both to be versions of one text
_ONE_TEXT = 0.5


_Pairs = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A tag by the columns that its words have in both texts."""

    tag: Tag
    span: tuple[int, int]


def compare(
    document: Document, reference: Document, kinds: Collection[str] = KINDS, *, differences: bool = False
) -> Comparison:
    """How the tags in `document` agree with those in `reference`, for these kinds, and each difference if asked for.

    Raises `CannotRun` with MBE070 where the two are not versions of one text.
    """
    return _Both(document, reference).comparison(kinds, differences=differences)


class _Both:
    """Two encodings of one text; side 0 is the one that is measured, side 1 the reference."""

    def __init__(self, document: Document, reference: Document) -> None:
        self.lists = Lists(document, reference)
        self.pointers = Pointers(document), Pointers(reference)
        self.texts = self._text(document, 0), self._text(reference, 1)
        self.alignment = _aligned(*self.texts)
        self.placed, self.outside = self._place()

    def _text(self, document: Document, side: int) -> Text:
        def leads_to_work(node: etree._Element) -> bool:
            entries = (self.lists.entry(pointer) for pointer in self.pointers[side].of(node))
            return any(entry is not None and entry.kind == "works" for entry in entries)

        return read_text(document, leads_to_work)

    def _place(self) -> tuple[tuple[dict[str, list[_Placed]], dict[str, list[_Placed]]], Counter[str]]:
        """The tags whose words, or most of them, both texts have, by kind; and how many others there are."""
        outside = Counter[str]()
        sides: tuple[dict[str, list[_Placed]], dict[str, list[_Placed]]] = ({}, {})
        for side, text in enumerate(self.texts):
            for tag in text.tags:
                begin, end, number = self.alignment.columns(side, tag.begin, tag.end)
                if 2 * number >= tag.end - tag.begin and begin < end:
                    sides[side].setdefault(tag.kind, []).append(_Placed(tag, (begin, end)))
                else:
                    outside[tag.kind] += 1
        return sides, outside

    def comparison(self, kinds: Collection[str], *, differences: bool) -> Comparison:
        """All figures, and the differences in the order of the reference."""
        figures: dict[str, Figures] = {}
        told: list[tuple[int, Difference]] = []
        for kind in KINDS:
            ours, theirs = self.placed[0].get(kind, []), self.placed[1].get(kind, [])
            if kind in kinds and (ours or theirs or self.outside[kind]):
                exact, near = self._paired(ours, theirs)
                figures[kind] = self._figures(kind, ours, theirs, exact, near)
                if differences:
                    told += self._differences(kind, ours, theirs, exact, near)
        told.sort(key=lambda item: item[0])
        here, there = self.texts
        return Comparison(
            here.document.name,
            there.document.name,
            self.alignment.equal,
            len(here.characters) - self.alignment.equal,
            len(there.characters) - self.alignment.equal,
            figures,
            tuple(difference for _, difference in told),
        )

    def _paired(self, ours: list[_Placed], theirs: list[_Placed]) -> tuple[_Pairs, _Pairs]:
        """Tags with the same words, and of the others those whose words overlap."""

        def alike(one: int, other: int) -> bool:
            return all(right for _, right in self._aspects(ours[one].tag, theirs[other].tag))

        exact = exact_pairs([item.span for item in ours], [item.span for item in theirs], alike)
        rest = [_others(ours, {one for one, _ in exact}), _others(theirs, {other for _, other in exact})]
        near = overlapping_pairs([ours[n].span for n in rest[0]], [theirs[n].span for n in rest[1]])
        return exact, [(rest[0][one], rest[1][other]) for one, other in near]

    def _figures(self, kind: str, ours: list[_Placed], theirs: list[_Placed], exact: _Pairs, near: _Pairs) -> Figures:
        compared, right = Counter[str](), Counter[str]()
        for one, other in exact:
            for aspect, is_right in self._aspects(ours[one].tag, theirs[other].tag):
                compared[aspect] += 1
                right[aspect] += is_right
        return Figures(len(theirs), len(ours), len(exact), len(near), compared, right, self.outside[kind])

    def _aspects(self, ours: Tag, theirs: Tag) -> Iterator[tuple[str, bool]]:
        """In what else two tags with the same words can be compared, and whether they agree in it."""
        if theirs.kind == "dates":
            if (value := date_value(attributes(theirs.node))) is not None:
                yield "value", date_value(attributes(ours.node)) == value
            return
        if theirs.kind in MENTIONS and (pointers := self.pointers[1].of(theirs.node)):
            yield "target", self._same(self.pointers[0].of(ours.node), pointers)
        if theirs.kind == "citations":
            said = locators(ours.node), locators(theirs.node)
            if any(said):
                yield "locator", said[0] == said[1]

    def _same(self, ours: tuple[Pointer, ...], theirs: tuple[Pointer, ...]) -> bool:
        """True if each pointer of one has its equal in the other."""
        return all(any(self.lists.same(one, other) for other in theirs) for one in ours) and all(
            any(self.lists.same(one, other) for one in ours) for other in theirs
        )

    def _differences(
        self, kind: str, ours: list[_Placed], theirs: list[_Placed], exact: _Pairs, near: _Pairs
    ) -> Iterator[tuple[int, Difference]]:
        """Each difference of a kind, and the column that it stands at."""
        for one, other in exact:
            for aspect, is_right in self._aspects(ours[one].tag, theirs[other].tag):
                if not is_right:
                    found = self._told(0, ours[one].tag, aspect), self._told(1, theirs[other].tag, aspect)
                    yield theirs[other].span[0], Difference(aspect, kind, found[1], found[0])
        for one, other in near:
            found = self._told(0, ours[one].tag), self._told(1, theirs[other].tag)
            yield theirs[other].span[0], Difference("span", kind, found[1], found[0])
        paired = [*exact, *near]
        for number in _others(ours, {one for one, _ in paired}):
            item = ours[number]
            there = self._across(0, item.tag)
            yield item.span[0], Difference("extra", kind, there, self._told(0, item.tag), self._kind(1, item))
        for number in _others(theirs, {other for _, other in paired}):
            item = theirs[number]
            here = self._across(1, item.tag)
            yield item.span[0], Difference("missing", kind, self._told(1, item.tag), here, self._kind(0, item))

    def _told(self, side: int, tag: Tag, aspect: str = "") -> Found:
        text = self.texts[side]
        before, form, after = text.around(tag.begin, tag.end)
        says: tuple[str, ...] = ()
        if aspect == "target":
            says = tuple(pointer.written for pointer in self.pointers[side].of(tag.node))
        elif aspect == "value":
            says = tuple(f"{name}={value}" for name, value in attributes(tag.node).items() if name in DATING)
        elif aspect == "locator":
            says = tuple(" ".join(filter(None, locator)) for locator in sorted(locators(tag.node)))
        place = text.document.locate(tag.node)
        return Found(text.document.name, place, etree.QName(tag.node).localname, before, form, after, says)

    def _across(self, side: int, tag: Tag) -> Found:
        """Where in the other text the words of a tag begin."""
        text = self.texts[1 - side]
        return Found(text.document.name, text.place(self.alignment.other(side, tag.begin)))

    def _kind(self, side: int, item: _Placed) -> str:
        """The kind that the same words have in a text, if they are tagged there."""
        return self._kinds[side].get(item.span, "")

    @cached_property
    def _kinds(self) -> tuple[dict[tuple[int, int], str], ...]:
        sides = (((item.span, kind) for kind, items in placed.items() for item in items) for placed in self.placed)
        return tuple(map(dict, sides))


def _others(placed: list[_Placed], taken: set[int]) -> list[int]:
    """The numbers of those that are in no pair."""
    return [number for number in range(len(placed)) if number not in taken]


def _aligned(text: Text, reference: Text) -> Alignment:
    breaks = text.breaks, reference.breaks
    alignment = aligned(text.folded, reference.folded, _same_notes(text, reference), breaks)
    shorter = min(len(text.characters), len(reference.characters))
    longer = max(len(text.characters), len(reference.characters))
    if alignment.equal < _ONE_TEXT * shorter or (longer and not shorter):
        raise CannotRun(
            Finding(
                "MBE070",
                Severity.ERROR,
                f"this is not the text of {reference.document.name}: of {shorter:,} characters, both have only "
                f"{alignment.equal:,} in common",
                text.document.name,
                hint="name two encodings of one text; what is measured comes last: "
                "matbaa stats --against REFERENCE.xml TEXT.xml",
            )
        )
    return alignment


def _same_notes(text: Text, reference: Text) -> Iterator[Block]:
    """The notes that both have, wherever they stand: the first with the first of those that are the same."""
    places: dict[str, list[int]] = {}
    for begin, end in reversed(reference.notes):
        places.setdefault(reference.folded[begin:end], []).append(begin)
    for begin, end in text.notes:
        if begin < end and (found := places.get(text.folded[begin:end])):
            yield Block(begin, found.pop(), end - begin)
