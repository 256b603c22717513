"""Where the nodes of an XML document stand in its bytes: lines and columns, worked out for those that are asked for.

lxml knows the line of an element but no columns, so expat reads the bytes again: once for where elements, comments and
processing instructions begin, and once more for end tags and runs of text, if anybody asks for those.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from contextlib import suppress
from functools import cached_property
from itertools import accumulate
from typing import Literal
from xml.parsers import expat

from matbaa.finding import Place

__all__ = ["Places", "Slot"]

Slot = Literal["text", "tail"]

_LINE = re.compile(rb"\r\n|\n|\r")
_BOM = b"\xef\xbb\xbf"
_PIECE = 4096
# the bytes of UTF-8 that begin no character
_FOLLOWING = bytes(range(0x80, 0xC0))


class Places:
    """The places in a well-formed document; nodes have the numbers of document order, the root element is 0.

    What expat does not take for well-formed, names of XML's fifth edition, has no places from there on.
    """

    def __init__(self, data: bytes, encoding: str | None) -> None:
        """`encoding` is what lxml says of the document."""
        self.source = _utf8(data, encoding)

    def node(self, number: int) -> Place | None:
        """Where a node begins."""
        return self._place(self._begins[number]) if number < len(self._begins) else None

    def tag(self, number: int) -> int | None:
        """The same as a number of bytes in `source`."""
        return self._begins[number] if number < len(self._begins) else None

    def end(self, number: int) -> Place | None:
        """Where the end tag of an element begins; where it has none, `<lb/>`, where the element begins."""
        end = self._inside.ends.get(number)
        return self.node(number) if end is None else self._place(end)

    def text(self, number: int, slot: Slot, offset: int) -> tuple[Place, int] | None:
        """Where the run of characters begins that holds the character `offset` of a text, and at which character of
        the text; a text is one run unless it holds references or sections.
        """
        runs = self._inside.texts.get((number, slot))
        if not runs:
            return None
        begin, index = runs[bisect_right(runs, offset, key=lambda run: run[0]) - 1]
        return self._place(index), begin

    @cached_property
    def _lines(self) -> array[int]:
        return array("Q", [0, *(match.end() for match in _LINE.finditer(self.source))])

    def _place(self, index: int) -> Place:
        line = bisect_right(self._lines, index)
        return Place(line, self._characters(index) - self._characters(self._lines[line - 1]) + 1)

    def _characters(self, index: int) -> int:
        """How many characters begin before a byte; of a text in one line all would be counted again and again."""
        piece = index // _PIECE
        return self._pieces[piece] + _length(self.source[piece * _PIECE : index])

    @cached_property
    def _pieces(self) -> array[int]:
        """How many characters begin before each piece of the source."""
        pieces = (self.source[at : at + _PIECE] for at in range(0, len(self.source), _PIECE))
        return array("Q", [0, *accumulate(map(_length, pieces))])

    @cached_property
    def _begins(self) -> array[int]:
        parser = _parser()
        found = array("Q")
        add = found.append

        def start(_name: str, _attributes: list[str]) -> None:
            add(parser.CurrentByteIndex)

        def leaf(*_what: str) -> None:
            if found:  # what stands before the root element is not counted
                add(parser.CurrentByteIndex)

        parser.StartElementHandler = start
        parser.CommentHandler = parser.ProcessingInstructionHandler = leaf
        with suppress(expat.ExpatError):
            parser.Parse(self.source, True)
        return found

    @cached_property
    def _inside(self) -> _Inside:
        return _Inside(self.source)


class _Inside:
    """Where end tags begin, by the number of their element, and the runs of each text: at which character of it a run
    begins, and where it stands.
    """

    def __init__(self, source: bytes) -> None:
        self.ends: dict[int, int] = {}
        self.texts: dict[tuple[int, Slot], list[tuple[int, int]]] = {}
        self._source = source
        self._open: list[int] = []
        self._nodes = 0
        self._slot: tuple[int, Slot] | None = None
        self._length = 0
        self._parser = parser = _parser()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.CommentHandler = parser.ProcessingInstructionHandler = self._leaf
        with suppress(expat.ExpatError):
            parser.Parse(source, True)

    def _start(self, _name: str, _attributes: list[str]) -> None:
        self._open.append(self._nodes)
        self._to(self._nodes, "text")
        self._nodes += 1

    def _leaf(self, *_what: str) -> None:
        if self._open:
            self._to(self._nodes, "tail")
            self._nodes += 1

    def _end(self, _name: str) -> None:
        number = self._open.pop()
        index = self._parser.CurrentByteIndex
        is_empty = number == self._nodes - 1 and (number, "text") not in self.texts
        if not (is_empty and self._source.endswith(b"/>", 0, index)):
            self.ends[number] = index
        self._to(number, "tail")

    def _to(self, number: int, slot: Slot) -> None:
        self._slot, self._length = (number, slot), 0

    def _characters(self, data: str) -> None:
        if self._slot is not None:
            self.texts.setdefault(self._slot, []).append((self._length, self._parser.CurrentByteIndex))
            self._length += len(data)


def _length(data: bytes) -> int:
    """How many characters begin in these bytes."""
    return len(data.translate(None, _FOLLOWING))


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = False
    parser.ordered_attributes = True
    parser.UseForeignDTD(False)
    return parser


def _utf8(data: bytes, encoding: str | None) -> bytes:
    """The document in UTF-8, whatever it says of itself."""
    if (encoding or "utf-8").lower().replace("_", "-") in {"utf-8", "us-ascii", "ascii"}:
        return data.removeprefix(_BOM)
    try:
        return data.decode(encoding or "utf-8", "replace").removeprefix("\ufeff").encode()
    except LookupError:  # a name that lxml knows and Python does not
        return data.decode("latin-1").encode()
