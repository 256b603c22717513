"""Where the tags of a proposal stand in the bytes of a file, if they can stand there at all.

A boundary at the edge of an element moves outside of it; a tag never cuts an element, a reference or a CDATA section,
and stands only where TEI has a place for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from matbaa.document import TEI
from matbaa.encode.content import may_hold, may_stand

if TYPE_CHECKING:
    from matbaa.document import TextNode
    from matbaa.encode.model import Span
    from matbaa.encode.passages import Reading
    from matbaa.encode.source import Source
    from matbaa.finding import Place

__all__ = ["Misplaced", "Room", "Spot", "located", "place"]

# one of several readings: a tag around all of one stands around the whole
_READINGS = frozenset(f"{{{TEI}}}{name}" for name in ("choice", "app", "subst"))


class Misplaced(Exception):
    """The tag cannot stand there; says why, as a sentence goes on behind "because"."""


class Spot(NamedTuple):
    """The bytes before which the start tag and the end tag stand, and the element that both stand in."""

    begin: int
    end: int
    parent: etree._Element


class Room(NamedTuple):
    """The tag of a proposal that has its spot, for the parts that stand in it."""

    element: str
    spot: Spot


def place(reading: Reading, source: Source, passage: int, span: Span, element: str, room: Room | None = None) -> Spot:
    """The spot for the tag `element` around these characters; `room` is the proposal whose part they are.

    Raises `Misplaced`.
    """
    return _Placing(reading, source, passage, room).spot(span, element)


def located(reading: Reading, source: Source, passage: int, offset: int) -> Place:
    """Line and column of a character of a passage."""
    found = reading.first(passage, offset)
    at = source.before(*found) if found else None
    return reading.place(passage, offset) if at is None else source.place(at)


class _Placing:
    def __init__(self, reading: Reading, source: Source, passage: int, room: Room | None) -> None:
        self._reading, self._source, self._passage, self._room = reading, source, passage, room
        self._block = reading.blocks[passage]

    def spot(self, span: Span, element: str) -> Spot:
        begins = self._reading.first(self._passage, span.begin)
        ends = self._reading.last(self._passage, span.end - 1)
        if begins is None or ends is None:
            raise Misplaced("it begins or ends with no character of the file")
        parent = self._common(begins[0], ends[0])
        first, last = self._below(begins[0], parent), self._below(ends[0], parent)
        begin = self._edge(begins, first, self._neighbour(span.begin, -1), before=True)
        end = self._edge(ends, last, self._neighbour(span.end - 1, 1), before=False)
        start = _next_element(begins[0]) if first is None else first
        while True:
            fits = self._fits(element, parent)
            if fits and not self._is_reading(parent):
                break
            tags, above = self._source.tags(parent), parent.getparent()
            if parent is self._block or above is None or tags is None or not self._is_all(span, parent):
                if fits:
                    break
                raise Misplaced(f"no {element} may stand in <{etree.QName(parent).localname}>")
            start, begin, end, parent = parent, tags.begin, tags.end, above
        self._check_content(element, start, end)
        if self._room is not None and not (self._room.spot.begin <= begin and end <= self._room.spot.end):
            raise Misplaced("it would stand outside of what it is part of")
        return Spot(begin, end, parent)

    def _common(self, one: TextNode, other: TextNode) -> etree._Element:
        """The innermost element that holds both."""
        above = set(self._lineage(one.parent))
        return next(node for node in self._lineage(other.parent) if node in above)

    def _lineage(self, node: etree._Element | None) -> list[etree._Element]:
        """An element and those around it, up to the block."""
        found: list[etree._Element] = []
        while node is not None:
            found.append(node)
            if node is self._block:
                break
            node = node.getparent()
        return found

    def _below(self, text: TextNode, parent: etree._Element) -> etree._Element | None:
        """The child of `parent` that holds the text, if it does not stand in `parent` itself."""
        child = None
        for node in self._lineage(text.parent):
            if node is parent:
                break
            child = node
        return child

    def _neighbour(self, offset: int, step: int) -> TextNode | None:
        """The text node of the next character before or behind one, blanks apart."""
        text = self._reading.passages[self._passage].text
        offset += step
        while 0 <= offset < len(text) and text[offset] == " ":
            offset += step
        found = self._reading.first(self._passage, offset) if 0 <= offset < len(text) else None
        return found[0] if found else None

    def _edge(
        self, at: tuple[TextNode, int], child: etree._Element | None, neighbour: TextNode | None, *, before: bool
    ) -> int:
        if child is None:
            found = self._source.before(*at) if before else self._source.after(*at)
            if found is None:
                raise Misplaced("an entity or a CDATA section would be cut")
            return found
        if neighbour is not None and child in self._lineage(neighbour.parent):
            raise Misplaced(f"<{etree.QName(child).localname}> would be cut")
        tags = self._source.tags(child)
        if tags is None:
            raise Misplaced("an entity would be cut")
        return tags.begin if before else tags.end

    def _fits(self, element: str, parent: etree._Element) -> bool:
        if self._room is not None and parent is self._room.spot.parent:
            return True
        return may_stand(element, str(parent.tag))

    def _is_reading(self, parent: etree._Element) -> bool:
        above = parent.getparent()
        return parent is not self._block and above is not None and above.tag in _READINGS

    def _is_all(self, span: Span, parent: etree._Element) -> bool:
        """True if no more of an element is read than the characters."""
        around = (self._neighbour(span.begin, -1), self._neighbour(span.end - 1, 1))
        return all(text is None or parent not in self._lineage(text.parent) for text in around)

    def _check_content(self, element: str, start: etree._Element | None, end: int) -> None:
        node = start
        while node is not None:
            if isinstance(node.tag, str):
                tags = self._source.tags(node)
                if tags is not None and tags.begin >= end:
                    return
                if tags is not None and not may_hold(element, node.tag):
                    raise Misplaced(f"no {element} may hold <{etree.QName(node).localname}>")
            node = node.getnext()


def _next_element(text: TextNode) -> etree._Element | None:
    """The first node behind a text in the element that it stands in."""
    if text.slot == "tail":
        return text.node.getnext()
    return text.node[0] if len(text.node) else None
