"""A text without its white space: that of a transcription, and that of its source in an encoding."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from matbaa.document import TEI, Document, TextNode
from matbaa.finding import CannotRun, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from lxml import etree

    from matbaa.places import Slot

__all__ = ["Reading", "encoding", "read_source", "transcription"]

_HYPHENS = "-\u2010\u00ad\u00ac"
_LINE_END = re.compile(r"[ \t]*[\n\f\v]")
_T = f"{{{TEI}}}"
_LEFT_OUT = {
    f"{_T}{name}"
    for name in (
        "corr",
        "reg",
        "supplied",
        "figDesc",
        "ex",
        "rdg",
        "standOff",
        "teiHeader",
        "listPerson",
        "listPlace",
        "listOrg",
        "listEvent",
        "listObject",
        "listRelation",
        "interp",
        "interpGrp",
        "certainty",
        "respons",
        "noteGrp",
    )
}
_PREFERRED = {f"{_T}choice": ("sic", "orig", "abbr"), f"{_T}app": ("lem",)}


@dataclass(frozen=True)
class Reading:
    """A text without its white space: the characters, after how many of them white space stood, which may be
    absent from the other text, and which are the marks of notes, that the other text may dress otherwise.
    """

    text: str
    breaks: array[int]
    optional: frozenset[int]
    marks: frozenset[int] = frozenset()

    def words_around(self, begin: int, end: int) -> tuple[int, int]:
        """The span of the whole words that `begin` to `end` touches."""
        first = bisect_right(self.breaks, begin)
        last = bisect_right(self.breaks, max(begin, end - 1))
        start = self.breaks[first - 1] if first else 0
        stop = self.breaks[last] if last < len(self.breaks) else len(self.text)
        return start, max(stop, end)

    def whole_words(self, begin: int, end: int) -> bool:
        """True if white space, or an end of the text, is on both sides."""
        return self.words_around(begin, end) == (begin, end)

    def spaced(self, begin: int, end: int) -> str:
        """The characters from `begin` to `end`, with a blank wherever white space stood between them."""
        first, last = bisect_right(self.breaks, begin), bisect_right(self.breaks, end - 1)
        cuts = [begin, *self.breaks[first:last], end]
        return " ".join(self.text[a:b] for a, b in pairwise(cuts))


def read_source(path: Path, name: str) -> str:
    """The text of a transcription. Raises `CannotRun` when it is not there or not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        message = f"the source is not UTF-8 text (at byte {error.start})"
        raise CannotRun(Finding("MBF003", Severity.ERROR, message, name, hint="save it as UTF-8")) from None
    except OSError as error:
        message = f"the source cannot be read: {error.strerror}"
        raise CannotRun(
            Finding("MBF003", Severity.ERROR, message, name, hint="check the path and its spelling")
        ) from None


def transcription(raw: str) -> tuple[Reading, array[int]]:
    """A source as a reading, and each character's offset in it.

    A hyphen that ends a line may be absent from the encoding.
    """
    offsets = array("l")
    characters: list[str] = []
    breaks = array("l")
    optional = []
    for match in re.finditer(r"\S+", raw):
        breaks.append(len(offsets))
        offsets.extend(range(match.start(), match.end()))
        characters.append(match[0])
        if match[0][-1] in _HYPHENS and _LINE_END.match(raw, match.end()):
            optional.append(len(offsets) - 1)
    return Reading("".join(characters), breaks, frozenset(optional)), offsets


def encoding(document: Document, *, notes_at_foot: bool = False) -> tuple[Reading, list[TextNode], array[int]]:
    """The source's text as the encoding gives it: the reading, its text nodes, and the number of characters before
    each.

    With `notes_at_foot`, footnotes that have a number (`note[@place='foot' or 'bottom'][@n]`) are read as they are
    printed: the number at the note's place, number and note at the foot of the page.
    """
    nodes: list[TextNode] = []
    starts = array("l")
    breaks = array("l")
    parts: list[str] = []
    optional: set[int] = set()
    marks: set[int] = set()
    total = 0
    for piece in _source_texts(document, notes_at_foot):
        nodes.append(piece.node)
        starts.append(total)
        for match in re.finditer(r"(\s*)(\S+)", piece.text):
            if match[1]:
                breaks.append(total)
            parts.append(match[2])
            if piece.kind is not _Kind.TEXT:
                (optional if piece.kind is _Kind.FORME else marks).update(range(total, total + len(match[2])))
            total += len(match[2])
        if piece.text[-1:].isspace():
            breaks.append(total)
    ordered = array("l", sorted(set(breaks)))
    return Reading("".join(parts), ordered, frozenset(optional), frozenset(marks)), nodes, starts


class _Kind(Enum):
    TEXT, FORME, MARK = range(3)


class _Piece(NamedTuple):
    """Words of the source, where they stand in the encoding, and whether they are forme work, which a transcription may
    leave out, or the mark of a note.
    """

    node: TextNode
    text: str
    kind: _Kind = _Kind.TEXT


def _source_texts(document: Document, moved: bool) -> Iterator[_Piece]:
    """What the source has too."""
    for top in document.root.iter(f"{_T}text"):
        if next(top.iterancestors(f"{_T}text"), None) is None:
            yield from _at_foot(top) if moved else _walk(top, _nothing)


def _at_foot(top: etree._Element) -> Iterator[_Piece]:
    """The text with its footnotes where they are printed: before the next page, or what is printed at this one's
    foot.
    """
    waiting: list[etree._Element] = []

    def apart(node: etree._Element) -> Iterator[_Piece] | None:
        if node.tag == f"{_T}note" and node.get("place") in ("foot", "bottom") and node.get("n"):
            waiting.append(node)
            return iter([_mark(node)])
        if node.tag == f"{_T}pb" or (node.tag == f"{_T}fw" and node.get("type") != "rule"):
            return flushed()
        return None

    def flushed() -> Iterator[_Piece]:
        for note in waiting:
            yield _Piece(TextNode(note, "text"), " ")
            yield _mark(note)
            yield _Piece(TextNode(note, "text"), " ")
            yield from _walk(note, _nothing)
            yield _Piece(TextNode(note, "text"), " ")
        waiting.clear()

    yield from _walk(top, apart)
    yield from flushed()


def _mark(note: etree._Element) -> _Piece:
    return _Piece(TextNode(note, "text"), note.get("n", ""), _Kind.MARK)


def _nothing(_node: etree._Element) -> None:
    return None


def _walk(top: etree._Element, apart: Callable[[etree._Element], Iterator[_Piece] | None]) -> Iterator[_Piece]:
    """The text of `top`. What `apart` gives for an element stands before it; a note that it gives something for is
    left out.
    """
    # by hand and not by recursion: texts may be nested deeply
    stack: list[tuple[etree._Element, str, bool]] = [(top, "in", False)]
    while stack:
        node, step, forme = stack.pop()
        if step == "tail":
            if node.tail:
                yield _piece(node, "tail", forme)
            continue
        if node is not top:
            stack.append((node, "tail", forme))
            if isinstance(node.tag, str) and (before := apart(node)) is not None:
                yield from before
                if node.tag == f"{_T}note":
                    continue
        if not isinstance(node.tag, str) or _is_left_out(node):
            continue
        inside = forme or node.tag == f"{_T}fw"
        if node.text:
            yield _piece(node, "text", inside)
        stack.extend((child, "in", inside) for child in reversed(_children(node)))


def _piece(node: etree._Element, slot: Slot, forme: bool) -> _Piece:
    text = TextNode(node, slot)
    return _Piece(text, str(text), _Kind.FORME if forme else _Kind.TEXT)


def _children(node: etree._Element) -> list[etree._Element]:
    """The children whose text counts: of a choice, those with the source's reading; white space between them counts
    no more than elsewhere.
    """
    children = list(node)
    preferred = _PREFERRED.get(str(node.tag))
    if preferred is None:
        return children
    chosen = [child for child in children if child.tag in {f"{_T}{name}" for name in preferred}]
    alternatives = [child for child in children if isinstance(child.tag, str)]
    if not chosen and node.tag == f"{_T}choice":
        chosen = [child for child in alternatives if child.tag not in {f"{_T}corr", f"{_T}reg", f"{_T}expan"}][:1]
    return chosen


def _is_left_out(node: etree._Element) -> bool:
    if node.tag == f"{_T}note":
        return node.get("type") == "editorial"
    return node.tag in _LEFT_OUT
