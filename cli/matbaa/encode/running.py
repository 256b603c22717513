"""Running text while it is being read: white space collapsed, broken words joined, and where each character stands."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from matbaa.encode.model import Kind, Mark, Passage, Span

if TYPE_CHECKING:
    from matbaa.dates.values import Value
    from matbaa.known import Key
    from matbaa.places import Slot

__all__ = ["Running", "Segment"]

# words with single blanks between them are one piece: nothing has to be collapsed there
_PIECE = re.compile(r"[^\s\u00ad]+(?: [^\s\u00ad]+)*|\s+|\u00ad")
_CLUSTER = re.compile(r".[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u0655\u1dc0-\u1dff\u20d0-\u20f0]*", re.DOTALL)
_SHY = "\u00ad"
# signs that only a broken word has
_BROKEN = "¬\u2e17"
_HYPHENS = "-\u2010" + _BROKEN


class Segment(NamedTuple):
    """Characters `begin` to `end` of a passage that stand together in a text node, from its character `offset` on.

    `size` is how many they are there: where it is not `end - begin`, they are one piece, such as a run of white space.
    """

    begin: int
    end: int
    node: etree._Element | None
    slot: Slot
    offset: int
    size: int


@dataclass(eq=False)
class Running:
    """A passage that is being read."""

    block: etree._Element
    language: str
    closed_throughout: bool
    text: list[str] = field(default_factory=list)
    length: int = 0
    segments: list[Segment] = field(default_factory=list)
    closed: list[Span] = field(default_factory=list)
    marks: list[tuple[etree._Element, Kind, Span, tuple[Key, ...]]] = field(default_factory=list)
    # closed elements that are open, and where they begin
    opened: list[tuple[etree._Element, int]] = field(default_factory=list)
    blank: Segment | None = None
    # a line ended: a word may be broken there ("soft"), or is ("sure")
    broken: str = ""
    shy: bool = False

    def passage(self, written: Value | None) -> Passage:
        """What it has become."""
        text = "".join(self.text)
        closed = [Span(0, self.length)] if self.closed_throughout else [_trimmed(text, span) for span in self.closed]
        marks = (
            Mark(kind, _trimmed(text, span), etree.QName(node).localname, targets, tuple(_attributes(node)))
            for node, kind, span, targets in self.marks
        )
        return Passage(
            text,
            self.language,
            etree.QName(self.block).localname,
            tuple(_joined(closed)),
            tuple(sorted(marks, key=lambda mark: (mark.span.begin, -mark.span.end))),
            written,
        )

    def add(self, node: etree._Element, slot: Slot, content: str) -> None:
        """A text node that is read."""
        plain = unicodedata.is_normalized("NFC", content)
        for piece in _PIECE.finditer(content):
            found, offset = piece[0], piece.start()
            if found[0].isspace():
                self.blank = self.blank or Segment(0, 1, node, slot, offset, len(found))
            elif found == _SHY:
                self.shy = True
            else:
                self._join(found[0])
                for size, written in [(len(found), found)] if plain else _composed(found):
                    self._put(written, node, slot, offset, size)
                    offset += size

    def line_ends(self, sure: bool) -> None:
        """At a break of line, column or page; `sure` where it says that it breaks a word."""
        self.broken = "sure" if sure or self.broken == "sure" else "soft"
        self.blank = self.blank or Segment(0, 1, None, "text", 0, 0)

    def _join(self, following: str) -> None:
        """Puts what stands between the text so far and its next character: a blank or nothing."""
        broken, shy, blank = self.broken, self.shy, self.blank
        self.broken, self.shy, self.blank = "", False, None
        if not self.length:
            return
        if broken:
            last = self.text[-1][-1]
            hyphen = last in _HYPHENS and self._before_last().isalpha()
            if hyphen and (last in _BROKEN or following.islower()):
                self._drop_last()
                return
            if hyphen or shy or broken == "sure" or (last in _HYPHENS and following.isdecimal() and last != " "):
                return
        if blank is not None:
            self._put(" ", blank.node, blank.slot, blank.offset, blank.size)

    def _before_last(self) -> str:
        if len(self.text[-1]) > 1:
            return self.text[-1][-2]
        return self.text[-2][-1] if len(self.text) > 1 else " "

    def _drop_last(self) -> None:
        self.text[-1] = self.text[-1][:-1]
        if not self.text[-1]:
            self.text.pop()
        self.length -= 1
        self.opened = [(node, min(begin, self.length)) for node, begin in self.opened]
        last = self.segments.pop()
        if last.end - last.begin > 1:
            self.segments.append(last._replace(end=last.end - 1, size=last.size - 1))

    def _put(self, text: str, node: etree._Element | None, slot: Slot, offset: int, size: int) -> None:
        begin, end = self.length, self.length + len(text)
        self.text.append(text)
        self.length = end
        last = self.segments[-1] if self.segments else None
        if (
            last is not None and last.node is node and last.slot == slot and last.offset + last.size == offset
            and node is not None and size == len(text) and last.size == last.end - last.begin
        ):  # fmt: skip
            self.segments[-1] = last._replace(end=end, size=last.size + size)
        else:
            self.segments.append(Segment(begin, end, node, slot, offset, size))


def _composed(piece: str) -> list[tuple[int, str]]:
    """Letters with their marks as one character where there is one, and of how many each is made."""
    found = []
    for cluster in _CLUSTER.findall(piece):
        whole = unicodedata.normalize("NFC", cluster)
        found.append((len(cluster), whole if len(whole) == 1 else cluster))
    return found


def _trimmed(text: str, span: Span) -> Span:
    begin, end = min(span.begin, len(text)), min(span.end, len(text))
    while begin < end and text[begin] == " ":
        begin += 1
    while begin < end and text[end - 1] == " ":
        end -= 1
    return Span(begin, end)


def _joined(spans: list[Span]) -> list[Span]:
    """The spans in order, those that overlap as one, without empty ones."""
    found: list[Span] = []
    for span in sorted(span for span in spans if span.begin < span.end):
        if found and span.begin < found[-1].end:
            found[-1] = Span(found[-1].begin, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _attributes(node: etree._Element) -> list[tuple[str, str]]:
    return [(str(name), str(value)) for name, value in node.items()]
