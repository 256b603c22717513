"""A text as it is compared: its characters without white space, and what is tagged in them."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from lxml import etree

from matbaa.compare.kinds import kind_of_tag
from matbaa.document import TEI, TextNode
from matbaa.index.authority import is_entry
from matbaa.index.mentions import BLOCKS, is_unread

if TYPE_CHECKING:
    from collections.abc import Callable

    from matbaa.document import Document
    from matbaa.finding import Place

__all__ = ["Tag", "Text", "read_text"]

# neither white space nor what is not seen: accents set apart from their letter, soft hyphens, joiners
_SEEN = re.compile(r"(\s*)([^\s\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufeff]+)")
# what is set apart from what stands before and after it
_APART = BLOCKS - {f"{{{TEI}}}{name}" for name in ("quote", "stage", "desc")}
_BREAKS = frozenset(f"{{{TEI}}}{name}" for name in ("lb", "pb", "cb", "gb"))
_NOTE, _TEXT, _BIBL = (f"{{{TEI}}}{name}" for name in ("note", "text", "bibl"))
# what several ways of typing one text differ in
_LIKE = {
    **dict.fromkeys(map(ord, "’‘ʼ`´′‛"), "'"),
    **dict.fromkeys(map(ord, "“”„‟«»″"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
}
_AROUND = 30


@dataclass(frozen=True, slots=True)
class Tag:
    """An element that says what its words are: its kind, and its characters in the text that it stands in."""

    kind: str
    node: etree._Element
    begin: int
    end: int


@dataclass(frozen=True)
class Text:
    """All that a reader reads in a document's `text`, without white space; notes stand behind all else.

    Of a `choice` it is the editor's reading. `breaks` says after how many characters white space stood, `starts` how
    many stand before each text node. Tags are in the order of the document; `notes` are the characters of each note.
    """

    document: Document
    characters: str
    breaks: array[int]
    nodes: tuple[TextNode, ...]
    starts: array[int]
    tags: tuple[Tag, ...]
    notes: tuple[tuple[int, int], ...]

    @cached_property
    def folded(self) -> str:
        """As many characters, without accents, and with one form of apostrophe, quotation mark and dash."""
        plain = {ord(character): _plain(character) for character in set(self.characters)}
        return self.characters.translate({**plain, **_LIKE})

    def place(self, position: int) -> Place:
        """Where a character stands in the file; for the end of the text, its last one."""
        if not self.nodes:
            return self.document.locate(next(self.document.root.iter(_TEXT), self.document.root))
        position = min(max(position, 0), max(len(self.characters) - 1, 0))
        number = bisect_right(self.starts, position) - 1
        rest = position - self.starts[number]
        for found in _SEEN.finditer(str(self.nodes[number])):
            if rest < len(found[2]):
                return self.document.locate_text(self.nodes[number], found.start(2) + rest)
            rest -= len(found[2])
        return self.document.locate_text(self.nodes[number], 0)

    def around(self, begin: int, end: int) -> tuple[str, str, str]:
        """The words before a stretch, its own, and those after it, each with the blanks that stand there."""
        at = bisect_right(self.notes, begin, key=lambda note: note[0])
        left = self.notes[at - 1][0] if at else 0
        right = self.notes[at][0] if at < len(self.notes) else len(self.characters)
        first = max(left, self._word(begin - _AROUND))
        last = min(right, self._word(end + _AROUND, after=True))
        before = self._spaced(first, begin) + (" " if self._breaks_at(begin) else "")
        after = (" " if self._breaks_at(end) else "") + self._spaced(end, last)
        return before, self._spaced(begin, end), after

    def _word(self, position: int, *, after: bool = False) -> int:
        """Where the word begins that a character stands in, or ends that stands before it."""
        if after:
            at = bisect_left(self.breaks, position)
            return self.breaks[at] if at < len(self.breaks) else len(self.characters)
        at = bisect_right(self.breaks, position)
        return self.breaks[at - 1] if at else 0

    def _breaks_at(self, position: int) -> bool:
        at = bisect_left(self.breaks, position)
        return at < len(self.breaks) and self.breaks[at] == position

    def _spaced(self, begin: int, end: int) -> str:
        if begin >= end:
            return ""
        first, last = bisect_right(self.breaks, begin), bisect_right(self.breaks, end - 1)
        cuts = [begin, *self.breaks[first:last], end]
        return " ".join(self.characters[a:b] for a, b in pairwise(cuts))


@dataclass(slots=True)
class _Stream:
    """Text that is read as one: all outside notes, or one note."""

    node: etree._Element | None = None
    parts: list[str] = field(default_factory=list)
    length: int = 0
    breaks: list[int] = field(default_factory=list)
    nodes: list[TextNode] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def add(self, text: TextNode) -> None:
        self.nodes.append(text)
        self.starts.append(self.length)
        content = str(text)
        for found in _SEEN.finditer(content):
            if found[1]:
                self.pause()
            self.parts.append(found[2])
            self.length += len(found[2])
        if content[-1:].isspace():
            self.pause()

    def pause(self) -> None:
        if not self.breaks or self.breaks[-1] != self.length:
            self.breaks.append(self.length)


@dataclass(slots=True)
class _Open:
    """A tag whose words are still being read."""

    kind: str
    node: etree._Element
    stream: _Stream
    begin: int
    end: int = 0


def read_text(document: Document, leads_to_work: Callable[[etree._Element], bool]) -> Text:
    """The text of a document and its tags. `leads_to_work` says of a `ref` whether it points at a cited work.

    What stands in words that no reader reads (`sic` in a `choice`, the head of a printed page) counts for nothing.
    """
    streams = [_Stream()]
    current, open_tags = [streams[0]], list[_Open]()
    found: list[_Open] = []
    texts = citations = unread = 0
    for event, node in etree.iterwalk(document.root, events=("start", "end", "comment", "pi")):
        tag = node.tag
        if event == "start":
            texts += tag == _TEXT
            if not texts:
                continue
            unread += is_unread(node)
            if tag == _NOTE and not unread:
                streams.append(_Stream(node))
                current.append(streams[-1])
            if tag in _APART or (tag in _BREAKS and node.get("break") != "no"):
                current[-1].pause()
            entry = is_entry(node)
            kind = None if unread or entry else kind_of_tag(node, citations > 0, leads_to_work)
            if kind is not None:
                open_tags.append(_Open(kind, node, current[-1], current[-1].length))
                found.append(open_tags[-1])
            citations += entry or tag == _BIBL
            if node.text and not unread:
                current[-1].add(TextNode(node, "text"))
            continue
        if not texts:
            continue
        if event == "end":
            if open_tags and open_tags[-1].node is node:
                closing = open_tags.pop()
                closing.end = closing.stream.length
            citations -= is_entry(node) or tag == _BIBL
            if tag in _APART:
                current[-1].pause()
            if current[-1].node is node:
                current.pop()
            unread -= is_unread(node)
            texts -= tag == _TEXT
        if texts and node.tail and not unread:
            current[-1].add(TextNode(node, "tail"))
    return _joined(document, streams, found)


def _joined(document: Document, streams: list[_Stream], found: list[_Open]) -> Text:
    """The streams one behind the other."""
    offsets: dict[int, int] = {}
    breaks, starts = array("l"), array("l")
    nodes: list[TextNode] = []
    total = 0
    for stream in streams:
        offsets[id(stream)] = total
        breaks.extend(total + at for at in stream.breaks if not breaks or total + at > breaks[-1])
        starts.extend(total + at for at in stream.starts)
        nodes += stream.nodes
        total += stream.length
    tags = tuple(
        Tag(opened.kind, opened.node, at + opened.begin, at + opened.end)
        for opened in found
        if (at := offsets[id(opened.stream)]) is not None and opened.end > opened.begin
    )
    characters = "".join(part for stream in streams for part in stream.parts)
    notes = tuple((at := offsets[id(stream)], at + stream.length) for stream in streams[1:])
    return Text(document, characters, breaks, tuple(nodes), starts, tags, notes)


def _plain(character: str) -> str:
    """A letter without its accents."""
    parts = unicodedata.normalize("NFD", character)
    return parts[0] if all("\u0300" <= accent <= "\u036f" for accent in parts[1:]) else character
