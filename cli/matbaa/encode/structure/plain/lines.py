"""The lines of a plain text, and how wide it is set."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.encode.structure.model import Element

__all__ = ["Line", "Measure", "cut", "first_word", "is_closed", "measured", "read_lines"]

# what parts lines besides the line feed: vertical tab, next line, line and paragraph separator
_OTHER_BREAKS = re.compile("[\v\x85\u2028\u2029]")
_TAB = 4
_CLOSED = re.compile(r"[.!?…:;。！？](?:[\]\)}\"'»“”’‘*†‡]|\[\w{1,4}\]|[¹²³⁰-⁹]|\d{1,3}(?!\S))*$")
_FULL_STOP = re.compile(r"[.!?…。！？](?:[\]\)}\"'»“”’‘*†‡]|\[\w{1,4}\]|[¹²³⁰-⁹])*(?:\d{1,3})?$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its words, how far in it begins, how many blanks end it, and how many blank lines
    stand above it.

    `number` counts from 1 in the source. `before` is what stands at the page break above it, if there is one; then
    `new_page` is true. `fed` tells how many form feeds stand before it. `marks` are characters of it that a note
    takes the place of.
    """

    number: int
    text: str
    indent: int = 0
    trail: int = 0
    gap: int = 0
    fed: int = 0
    before: tuple[Element, ...] = ()
    marks: tuple[tuple[int, int, Element], ...] = ()

    @property
    def new_page(self) -> bool:
        """True if a page begins with it."""
        return bool(self.before)


def read_lines(text: str) -> list[Line]:
    """The lines of `text` that have words."""
    lines: list[Line] = []
    gap = fed = 0
    for number, whole in enumerate(text.split("\n"), 1):
        for part in _OTHER_BREAKS.split(whole) if not whole.isascii() or "\v" in whole else (whole,):
            pieces = part.split("\f")
            for position, piece in enumerate(pieces):
                fed += position > 0
                words = piece.strip()
                if not words:
                    gap += position == len(pieces) - 1
                    continue
                lead = piece[: len(piece) - len(piece.lstrip())]
                trail = len(piece) - len(piece.rstrip())
                lines.append(Line(number, words, _width(lead), trail, gap, fed))
                gap = fed = 0
    return lines


def _width(lead: str) -> int:
    return len(lead) + lead.count("\t") * (_TAB - 1)


@dataclass(frozen=True, slots=True)
class Measure:
    """How a text is set: the usual length of its full lines, whether its lines are wrapped at all, and which signs it
    gives of paragraphs: room, indentation, two blanks at the end of the last line.
    """

    width: int
    wrapped: bool
    indents: int = -1
    gaps: bool = False
    trails: bool = False


def measured(lines: Sequence[Line]) -> Measure:
    """How the text is set, as far as its lines tell."""
    inner = sorted(len(line.text) for line, after in pairwise(lines) if after.gap == 0)
    everything = sorted(len(line.text) for line in lines)
    if not everything:
        return Measure(0, wrapped=False)
    spaced = sum(line.gap > 0 for line in lines[1:])
    if len(inner) < 3:
        return Measure(everything[-1], wrapped=bool(inner) and everything[-1] <= _WIDEST, gaps=spaced > 0)
    width = inner[int(len(inner) * 0.9)]
    # in wrapped text most lines that another follows are about as long as the longest
    full = sum(length >= 0.72 * width for length in inner)
    wrapped = width <= _WIDEST and (full >= 0.5 * len(inner) or width <= 100)
    gaps = spaced >= 2 and spaced >= len(lines) / 60
    return Measure(width, wrapped, _indentation(lines), gaps, _trailing(lines))


# no page has longer lines than this
_WIDEST = 240


def _indentation(lines: Sequence[Line]) -> int:
    """By how much first lines are indented; -1 where it is no sign of paragraphs."""
    indents = [line.indent for line in lines]
    usual = min(sorted(indents)[len(indents) // 4], sorted(indents)[len(indents) // 2])
    # first lines, behind which the text goes on at the margin
    first = [
        line.indent - usual
        for line, after in pairwise(lines)
        if usual + 2 <= line.indent <= usual + 12 and after.gap == 0 and after.indent <= usual + 1
    ]
    if len(first) < 2 or len(first) > 0.6 * len(lines):
        return -1
    common = max(set(first), key=lambda step: (first.count(step), -step))
    return usual + common if first.count(common) >= 0.5 * len(first) else -1


def _trailing(lines: Sequence[Line]) -> bool:
    """True if lines that end with two blanks or more are, as a rule, last lines of paragraphs, and the others end with
    one: word processors leave it so.
    """
    ends = [line.trail for line, after in pairwise(lines) if after.gap > 0]
    inside = [line.trail for line, after in pairwise(lines) if after.gap == 0]
    two_at_ends, two_inside = sum(n >= 2 for n in ends), sum(n >= 2 for n in inside)
    one_inside = sum(n == 1 for n in inside)
    return two_at_ends >= 3 and two_at_ends >= 5 * two_inside and one_inside >= 0.9 * len(inside) > 0


def first_word(text: str) -> str:
    """The characters up to the first blank."""
    return text[:80].split(" ", 1)[0]


def is_closed(text: str, *, fully: bool = True) -> bool:
    """True if a sentence ends at the end of `text`; not `fully`, a colon or semicolon is enough."""
    return bool((_FULL_STOP if fully else _CLOSED).search(text[-24:]))


def cut(line: Line, begin: int, end: int | None = None) -> Line:
    """The words from `begin` to `end` of a line, without blanks at their ends, and the notes among them; what stands at
    a page break above goes with its beginning.
    """
    words = line.text[begin:end]
    lead = begin + len(words) - len(words.lstrip())
    marks = tuple((a - lead, b - lead, note) for a, b, note in line.marks if a >= lead and (end is None or b <= end))
    return replace(line, text=words.strip(), before=line.before if begin == 0 else (), marks=marks, gap=0)
