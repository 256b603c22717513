"""A TEI document as passages of running text, and the way back from a character of a passage to the document."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from matbaa.document import TEI, XML, Document, TextNode, parse
from matbaa.encode.blocks import CLOSED, MENTION_TAGS, is_apart, is_block, is_closed_block, is_unread, mark_kind
from matbaa.encode.model import Kind, Passage, Span
from matbaa.encode.running import Running, Segment
from matbaa.encode.source import Source
from matbaa.encode.written import when_written
from matbaa.pointers import Resolver

if TYPE_CHECKING:
    from collections.abc import Collection

    from matbaa.finding import Place
    from matbaa.known import Key, Known

__all__ = ["Reading", "Segment", "entries_by_id", "read_passages", "without_tags"]

_T = f"{{{TEI}}}"
_LANG = f"{{{XML}}}lang"
_TEXT = f"{_T}text"
_PARTS = frozenset({f"{_T}ref", f"{_T}citedRange"})
# an empty space is one between words, too
_BREAKS = frozenset(f"{_T}{name}" for name in ("lb", "pb", "cb", "gb", "space"))


@dataclass(frozen=True, eq=False)
class Reading:
    """The passages of a document, in the order in which they begin, and where their characters stand.

    `blocks` are the elements that the passages fill.
    """

    document: Document
    passages: tuple[Passage, ...]
    blocks: tuple[etree._Element, ...]
    segments: tuple[tuple[Segment, ...], ...]

    def first(self, passage: int, offset: int) -> tuple[TextNode, int] | None:
        """The text node that a character of a passage stands in, and at which character of it it begins.

        Nothing for a blank that no character stands for, as at a line end between two words.
        """
        segment = self._segment(passage, offset)
        if segment is None or segment.node is None:
            return None
        inner = offset - segment.begin if segment.size == segment.end - segment.begin else 0
        return TextNode(segment.node, segment.slot), segment.offset + inner

    def last(self, passage: int, offset: int) -> tuple[TextNode, int] | None:
        """The same for where it ends: the last of the characters that it stands for."""
        segment = self._segment(passage, offset)
        if segment is None or segment.node is None:
            return None
        whole = segment.size != segment.end - segment.begin
        inner = segment.size - 1 if whole else offset - segment.begin
        return TextNode(segment.node, segment.slot), segment.offset + inner

    def place(self, passage: int, offset: int) -> Place:
        """Line and column of a character; of a blank that no character stands for, those of the one before."""
        while offset and (found := self.first(passage, offset)) is None:
            offset -= 1
        found = self.first(passage, offset)
        return self.document.locate_text(*found) if found else self.document.locate(self.blocks[passage])

    def _segment(self, passage: int, offset: int) -> Segment | None:
        segments = self.segments[passage]
        number = bisect_right(segments, offset, key=lambda segment: segment.begin) - 1
        return segments[number] if number >= 0 and offset < segments[number].end else None


def read_passages(
    document: Document, known: Known | None = None, language: str = "", unseen: Collection[str] = ()
) -> Reading:
    """The passages of all `text` of a document, without those that are empty.

    A block inside another, such as a list in a paragraph, ends the passage of the outer one, and behind it begins a new
    one; a note, a figure and a stage direction do not. Header, lists of entries and facsimiles are not read.

    With `known` entries, a mark leads to one also by `@key`, or by an `#id` that only another file has, as many
    editions write it. `language` is that of texts which do not say theirs. Tags with one of the `unseen` pointers in
    `@resp` are read as if they were not there.
    """
    reader = _Reader(document, known, language, frozenset(unseen))
    reader.read()
    made = [one for one in reader.made if one.length]
    written = when_written(document)
    return Reading(
        document,
        tuple(one.passage(written) for one in made),
        tuple(one.block for one in made),
        tuple(tuple(one.segments) for one in made),
    )


def without_tags(document: Document, tags: Collection[str] = MENTION_TAGS) -> Document:
    """The document as it would be if nobody had tagged names, dates and citations in its texts; all else, the
    entries of lists and the tags in the header too, is as it was. `tags` are names as lxml writes them.

    Serves to measure what an assistant finds again. Raises `CannotRun` where the file cannot be edited.
    """
    source = Source(document)
    cuts: list[tuple[int, int]] = []
    depth = unread = 0
    for event, node in etree.iterwalk(document.root, events=("start", "end")):
        step = 1 if event == "start" else -1
        depth += step * (node.tag == _TEXT)
        unread += step * (depth > 0 and _is_kept(node))
        if event == "start" and depth and not unread and node.tag in tags and (found := source.tags(node)):
            cuts += [(found.begin, found.inside), (found.close, found.end)]
    data = bytearray()
    end = 0
    for begin, after in sorted(cuts):
        data += source.utf8[end:begin]
        end = after
    data += source.utf8[end:]
    return parse(source.encoded(bytes(data)), document.name, document.path)


def _is_kept(node: etree._Element) -> bool:
    """True of lists, whose entries are no mentions."""
    return str(node.tag).startswith((f"{_T}list", f"{_T}castList")) and node.tag != f"{_T}list"


@dataclass(eq=False)
class _Frame:
    """An open block, and the passage that is being read in it; at a block inside it that passage has `ended`."""

    node: etree._Element
    building: Running
    ended: bool = False


class _Reader:
    """Walks through the document once."""

    def __init__(self, document: Document, known: Known | None, language: str, unseen: frozenset[str]) -> None:
        self._unseen = unseen
        self.made: list[Running] = []
        self._document = document
        self._resolver = Resolver(document)
        self._frames: list[_Frame] = []
        self._languages: list[tuple[etree._Element | None, str]] = [(None, language)]
        self._ids = entries_by_id(known) if known else {}
        # blocks that are closed throughout
        self._closed: list[etree._Element] = []

    def read(self) -> None:
        unread: etree._Element | None = None
        for event, node in etree.iterwalk(self._document.root, events=("start", "end", "comment", "pi")):
            if event == "start":
                if unread is not None:
                    continue
                if (language := node.get(_LANG)) is not None:
                    self._languages.append((node, language))
                if (self._frames or node.tag == f"{_T}teiHeader") and is_unread(node):
                    unread = node
                else:
                    self._start(node)
                continue
            if event == "end":
                if unread is None:
                    self._end(node)
                elif unread is node:
                    unread = None
                if self._languages[-1][0] is node:
                    self._languages.pop()
            if unread is None and self._frames and node.tail:
                self._current().add(node, "tail", node.tail)

    def _start(self, node: etree._Element) -> None:
        if self._frames and not is_block(node, str(self._frames[-1].node.tag)) and not is_apart(node):
            building = self._current()
            if (node.tag in CLOSED or not str(node.tag).startswith(_T)) and not self._is_unseen(node):
                building.opened.append((node, building.length))
            if node.tag in _BREAKS:
                building.line_ends(node.get("break") == "no")
        elif self._frames or node.tag == _TEXT:
            if self._frames and not is_apart(node):
                self._frames[-1].ended = self._frames[-1].building.length > 0
            if is_closed_block(node):
                self._closed.append(node)
            self._frames.append(_Frame(node, self._building(node, self._languages[-1][1])))
        if self._frames and node.text:
            self._current().add(node, "text", node.text)

    def _is_unseen(self, node: etree._Element) -> bool:
        """True of a tag of the machine, and of the parts of its citations, which carry no mark of their own."""
        if not self._unseen:
            return False
        if node.tag in _PARTS:
            return any(above.tag == f"{_T}bibl" and self._is_unseen(above) for above in node.iterancestors())
        return not self._unseen.isdisjoint(node.get("resp", "").split())

    def _building(self, node: etree._Element, language: str) -> Running:
        building = Running(node, language, bool(self._closed))
        self.made.append(building)
        return building

    def _current(self) -> Running:
        """The passage that is being read: behind a block inside another, a new one of the outer."""
        frame = self._frames[-1]
        if frame.ended:
            opened = frame.building.opened
            for node, begin in opened:
                self._close(frame.building, node, begin)
            frame.building = self._building(frame.node, frame.building.language)
            frame.building.opened = [(node, 0) for node, _ in opened]
            frame.ended = False
        return frame.building

    def _end(self, node: etree._Element) -> None:
        if not self._frames:
            return
        frame = self._frames[-1]
        opened = frame.building.opened
        if opened and opened[-1][0] is node:
            self._close(frame.building, *opened.pop())
        elif frame.node is node:
            self._frames.pop()
            if self._closed and self._closed[-1] is node:
                self._closed.pop()

    def _close(self, building: Running, node: etree._Element, begin: int) -> None:
        span = Span(min(begin, building.length), building.length)
        building.closed.append(span)
        if kind := mark_kind(node):
            building.marks.append((node, kind, span, tuple(self._targets(node, kind))))

    def _targets(self, node: etree._Element, kind: Kind) -> dict[Key, None]:
        """The entries that a mention leads to: by its own pointers or, for a citation, by those of what is in it."""
        own = [(token, node) for name in ("ref", "target", "corresp", "sameAs") for token in node.get(name, "").split()]
        if not own and kind is Kind.CITATION:
            inside = node.iter(f"{_T}ref", f"{_T}ptr", f"{_T}title")
            own = [
                (token, found) for found in inside for token in (found.get("target") or found.get("ref") or "").split()
            ]
        found: dict[Key, None] = {}
        for token, where in own:
            target = self._resolver.resolve(token, where)
            if target.file is not None and target.fragment:
                found |= dict.fromkeys(self._meant((target.file.as_posix(), target.fragment)))
        if not own:
            found |= dict.fromkeys(key for token in node.get("key", "").split() for key in self._ids.get(token, ()))
        return found

    def _meant(self, key: Key) -> list[Key]:
        """The entry that a pointer leads to: where its file has none, the one of that id in another."""
        others = self._ids.get(key[1], [])
        return [key] if key in others or not others or key[0] != self._resolver.path.as_posix() else others


def entries_by_id(known: Known) -> dict[str, list[Key]]:
    """The keys of all entries, by their id."""
    found: dict[str, list[Key]] = {}
    for key in dict.fromkeys((*known.persons, *known.named, *known.works, *known.entries)):
        found.setdefault(key[1], []).append(key)
    return found
