"""Where the characters and tags of a document stand in its bytes, exactly, so that it can be edited as text.

`matbaa.places` tells lines and columns to readers of messages; an editor has to know of each character whether it is
written as itself, as a reference, in a CDATA section, or by an entity that brings tags with it.
"""

from __future__ import annotations

import codecs
import re
from array import array
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from matbaa.finding import CannotRun, Place, Severity

if TYPE_CHECKING:
    from lxml import etree

    from matbaa.document import Document, TextNode
    from matbaa.places import Slot

__all__ = ["Run", "Source", "Tags"]

_START_TAG = re.compile(rb"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_CDATA = b"<![CDATA["
_LINE = re.compile(rb"\r\n|\n|\r")
# characters after which the bytes of a long run are counted
_STEP = 1024


class Tags(NamedTuple):
    """The bytes of an element: where its start tag begins and ends, and its end tag; of `<lb/>` all of the latter are
    where it ends.
    """

    begin: int
    inside: int
    close: int
    end: int

    @property
    def is_empty(self) -> bool:
        """True of `<lb/>`."""
        return self.inside == self.end


class Run(NamedTuple):
    """Characters `offset` to `offset + length` of a text node, in the bytes `begin` to `end`.

    `data` are the characters if each is written as itself; a reference, a CDATA section and a line end of two
    characters are one piece.
    """

    offset: int
    length: int
    begin: int
    end: int
    data: str | None


class Source:
    """The bytes of a document in UTF-8, without byte order mark, and where its nodes stand in them.

    Raises `CannotRun` where that cannot be told for certain: then the file cannot be edited.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._codec, self._mark = _codec(document)
        self.utf8 = document.data[len(self._mark) :].decode(self._codec, "replace").encode("utf-8", "surrogatepass")
        if self.encoded(self.utf8) != document.data:
            raise _refused(document, "its bytes are not those of its encoding throughout")
        self._numbers = {node: number for number, node in enumerate(document.root.iter())}
        reader = _Reader(self.utf8)
        try:
            reader.read()
        except expat.ExpatError as error:
            hint = "look at that line: names of elements and attributes should have letters that older parsers know too"
            raise _refused(document, f"{expat.ErrorString(error.code)} in line {error.lineno}", hint) from None
        self._tags, self._runs = reader.tags, reader.runs
        self._steps: dict[int, list[int]] = {}
        self._seen = (0, 1)
        self._mixed = reader.mixed
        # where each node begins, by the numbers of document order
        self.begins = reader.begins

    def encoded(self, utf8: bytes) -> bytes:
        """An edited `utf8` as the file has it: with its encoding and its byte order mark."""
        return self._mark + utf8.decode("utf-8", "surrogatepass").encode(self._codec, "xmlcharrefreplace")

    def tags(self, element: etree._Element) -> Tags | None:
        """Where an element stands; nothing if an entity brought it."""
        return self._tags.get(self._numbers[element])

    def before(self, text: TextNode, offset: int) -> int | None:
        """The byte before which a tag stands that stands before this character.

        Nothing where no tag can stand: within a reference or a CDATA section.
        """
        run = self._run(text, offset)
        if run is None or run.begin in self._mixed:
            return None
        if offset == run.offset:
            return run.begin
        return None if run.data is None else run.begin + self._bytes(run, offset - run.offset)

    def after(self, text: TextNode, offset: int) -> int | None:
        """The byte before which a tag stands that stands after this character, as `before` tells it."""
        run = self._run(text, offset)
        if run is None or run.begin in self._mixed:
            return None
        if offset == run.offset + run.length - 1:
            return run.end
        return None if run.data is None else run.begin + self._bytes(run, offset + 1 - run.offset)

    def place(self, at: int) -> Place:
        """Line and column of a byte; swift where places are asked for in their order, also in a very long line."""
        number = bisect_right(self._lines, at) - 1
        begin, column = self._lines[number], 1
        seen, at_column = self._seen
        if begin <= seen <= at:
            begin, column = seen, at_column
        column += len(self.utf8[begin:at].decode("utf-8", "replace"))
        self._seen = at, column
        return Place(number + 1, column)

    @cached_property
    def _lines(self) -> array[int]:
        return array("Q", [0, *(match.end() for match in _LINE.finditer(self.utf8))])

    def _bytes(self, run: Run, length: int) -> int:
        """How many bytes the first characters of a run are."""
        data = run.data or ""
        if data.isascii():
            return length
        steps = self._steps.get(run.begin)
        if steps is None:
            pieces = (data[index : index + _STEP] for index in range(0, len(data), _STEP))
            steps = self._steps[run.begin] = list(accumulate((len(piece.encode()) for piece in pieces), initial=0))
        whole = length // _STEP
        return steps[whole] + len(data[whole * _STEP : length].encode())

    def _run(self, text: TextNode, offset: int) -> Run | None:
        runs = self._runs.get((self._numbers[text.node], text.slot))
        if not runs:
            return None
        run = runs[bisect_right(runs, offset, key=lambda run: run.offset) - 1]
        return run if run.offset <= offset < run.offset + run.length else None


class _Reader:
    """Reads the bytes once with expat, which tells where each event begins."""

    def __init__(self, source: bytes) -> None:
        self.tags: dict[int, Tags] = {}
        self.runs: dict[tuple[int, Slot], list[Run]] = {}
        # where references stand whose entity has tags in it
        self.mixed: set[int] = set()
        self.begins = array("Q")
        self._source = source
        self._nodes = 0
        self._open: list[int] = []
        self._begun: dict[int, tuple[int, int]] = {}
        self._slot: tuple[int, Slot] | None = None
        self._length = 0
        self._section: int | None = None
        self._parser = parser = expat.ParserCreate("utf-8")
        parser.buffer_text = False
        parser.UseForeignDTD(False)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.CommentHandler = parser.ProcessingInstructionHandler = self._leaf
        parser.StartCdataSectionHandler = self._start_section
        parser.EndCdataSectionHandler = self._end_section

    def read(self) -> None:
        """Raises `ExpatError` for what expat takes for ill-formed, such as names of XML's fifth edition."""
        self._parser.Parse(self._source, True)

    def _start(self, _name: str, _attributes: dict[str, str]) -> None:
        number, begin = self._nodes, self._parser.CurrentByteIndex
        self.begins.append(begin)
        self._open.append(number)
        self._nodes += 1
        self._to(number, "text")
        tag = _START_TAG.match(self._source, begin)
        if tag is None:
            self.mixed.add(begin)
        else:
            self._begun[number] = begin, tag.end()

    def _end(self, _name: str) -> None:
        number, close = self._open.pop(), self._parser.CurrentByteIndex
        self._to(number, "tail")
        if number not in self._begun:
            return
        begin, inside = self._begun.pop(number)
        if self._source.endswith(b"/>", begin, inside):
            self.tags[number] = Tags(begin, inside, inside, inside)
        else:
            self.tags[number] = Tags(begin, inside, close, self._source.index(b">", close) + 1)

    def _leaf(self, *_what: str) -> None:
        if self._open:
            begin = self._parser.CurrentByteIndex
            self.begins.append(begin)
            if self._source[begin : begin + 1] == b"&":
                self.mixed.add(begin)
            self._to(self._nodes, "tail")
            self._nodes += 1

    def _to(self, number: int, slot: Slot) -> None:
        self._slot, self._length = (number, slot), 0

    def _start_section(self) -> None:
        begin = self._parser.CurrentByteIndex
        if self._source.startswith(_CDATA, begin):  # else an entity brings it
            self._section = begin

    def _end_section(self) -> None:
        self._section = None

    def _characters(self, data: str) -> None:
        if self._slot is None:
            return
        begin = self._parser.CurrentByteIndex
        runs = self.runs.setdefault(self._slot, [])
        offset, length = self._length, len(data)
        self._length += length
        literal: str | None = None
        if self._section is not None:
            begin, end = self._section, self._source.index(b"]]>", begin) + 3
        elif self._source[begin : begin + 1] == b"&":
            end = self._source.index(b";", begin) + 1
        elif data == "\n" and self._source[begin : begin + 1] == b"\r":
            end = begin + (2 if self._source[begin + 1 : begin + 2] == b"\n" else 1)
        else:
            literal, end = data, begin + len(data.encode())
        if runs and runs[-1].begin == begin:  # more of the same entity or section
            offset, length = runs[-1].offset, runs[-1].length + length
            runs[-1] = Run(offset, length, begin, end, None)
        else:
            runs.append(Run(offset, length, begin, end, literal))


def _codec(document: Document) -> tuple[str, bytes]:
    """The name that Python has for the document's encoding, and its byte order mark."""
    for codec, mark in (
        ("utf-8", codecs.BOM_UTF8),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
    ):
        if document.data.startswith(mark):
            return codec, mark
    declared = (document.tree.docinfo.encoding or "utf-8").lower()
    if declared in {"utf-16", "utf16"}:  # without a mark
        declared = "utf-16-be" if document.data.startswith(b"\0") else "utf-16-le"
    try:
        return codecs.lookup(declared).name, b""
    except LookupError:
        raise _refused(document, f'Python does not know its encoding "{declared}"') from None


def _refused(document: Document, why: str, hint: str = "save it as UTF-8 and try again") -> CannotRun:
    return CannotRun(document.finding("MBE001", Severity.ERROR, f"cannot be edited: {why}", hint=hint))
