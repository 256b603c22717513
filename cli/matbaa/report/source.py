"""The lines that findings are about, read again from the files, and cut to what a terminal can show."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from matbaa.report.characters import plain, width

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Excerpt", "Source", "excerpt"]

# files above this size are told without their lines
_LARGEST = 200_000_000
# how many columns of a line are shown where nobody says, and at least; the part of them before the culprit
_SHOWN, _LEAST = 100, 20
_BEFORE = 0.4
# how much of a line is looked at on either side of a place
_NEAR = 2000
_TAB = "    "
_LINE_END = re.compile(r"\r\n|\r|\n")
_DECLARED = re.compile(rb"\A<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z][\w.-]*)")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
# what stands at a finding's place: a tag's beginning, an attribute, an entity, a word
_CULPRIT = re.compile(r"</?[^\s<>/]+|[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*')|&[\w#]+;|[\w'’\u0300-\u036f-]+")


class Excerpt(NamedTuple):
    """Part of a line as a terminal shows it, and the columns of the culprit in it: where it begins and its width."""

    text: str
    start: int
    length: int


class Source:
    """The lines of one file after the other; `read` gives a file's bytes, or none where it cannot be read."""

    def __init__(self, read: Callable[[str], bytes | None], columns: int = _SHOWN) -> None:
        self._columns = max(columns, _LEAST)
        # findings come file by file, and a file is decoded once
        self._open = lru_cache(maxsize=1)(lambda name: _Lines.of(read(name)))

    def excerpt(self, name: str, number: int, column: int) -> Excerpt | None:
        """What is worth showing of that line; none if there is no such place."""
        lines = self._open(name)
        if not (0 < number <= len(lines.begins)):
            return None
        begin, end, at = lines.begins[number - 1], lines.ends[number - 1], column - 1
        # some files are one line
        first = max(begin, begin + at - _NEAR)
        return excerpt(lines.text[first : min(end, begin + at + _NEAR)], column - (first - begin), self._columns)


class _Lines:
    """A text and where its lines begin and end, as an XML parser counts them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.begins = [0]
        self.ends: list[int] = []
        for end in _LINE_END.finditer(text):
            self.ends.append(end.start())
            self.begins.append(end.end())
        self.ends.append(len(text))

    @classmethod
    def of(cls, data: bytes | None) -> _Lines:
        return cls("" if data is None or len(data) > _LARGEST else _decoded(data))


def _decoded(data: bytes) -> str:
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    declared = _DECLARED.match(data[:1000])
    encoding = marked or (declared[1].decode("ascii") if declared else "utf-8")
    try:
        return data.decode(encoding, "replace")
    except (LookupError, ValueError):
        return data.decode("utf-8", "replace")


def excerpt(line: str, column: int, columns: int = _SHOWN) -> Excerpt | None:
    """The part of `line` around `column` (from 1) that is worth showing, on so many columns of a terminal, and one for
    the sign that there is more; none if there is nothing to show.
    """
    at = column - 1
    if at > len(line) or not line.strip():
        return None
    found = _CULPRIT.match(line, at)
    end = found.end() if found else min(at + 1, len(line))
    first = min(len(line) - len(line.lstrip()), at)
    before = ""
    if at - first > int(columns * _BEFORE) and _longer(line, first, columns):
        first, before = at - int(columns * _BEFORE), "…"
    part = line[first:]
    if part[: columns + 1].isascii() and part[: columns + 1].isprintable():
        room = columns - len(before)
        shown = part if len(part) <= room else part[:room].rstrip() + "…"
        stop = min(end - first, room)
        start = at - first
        return Excerpt((before + shown).rstrip(), len(before) + start, max(stop - start, 1))
    text, start, length = before, len(before), 0
    used = len(before)
    for position, character in enumerate(part, first):
        piece = _TAB if character == "\t" else plain(character)
        room = sum(map(width, piece))
        if used + room > columns:
            text = text.rstrip() + "…"
            break
        if position < at:
            start += room
        elif position < end:
            length += room
        text += piece
        used += room
    return Excerpt(text.rstrip() or text, start, max(length, 1))


def _longer(line: str, first: int, columns: int) -> bool:
    """True if the rest of `line` is wider than that."""
    rest = line[first:].rstrip()
    if rest.isascii():
        return len(rest) + rest.count("\t") * (len(_TAB) - 1) > columns
    # wide characters are two columns each
    return len(rest) * 2 > columns and sum(map(width, rest)) > columns
