"""Where a paragraph ends: whether the next line goes on with it, line by line, by all that the layout says."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from matbaa.encode.structure.plain.lines import first_word, is_closed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.encode.structure.plain.lines import Line, Measure

__all__ = ["Seam", "seams"]

_LABEL = re.compile(r"[^\W\d_][\w\s-]{2,24}:\s")
_CAPITAL = re.compile(r"[^\w]*([^\W\d_])")
_ENUMERATED = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*[.)]|[IVXLC]{1,6}[.)]|[a-zA-Z][.)]|[-*•▪◦·‣])\s")


class Seam(NamedTuple):
    """What holds between a line and the one after it: whether a paragraph ends, and why that was a guess, if it was
    one.
    """

    ends: bool
    guess: str = ""


def seams(lines: Sequence[Line], measure: Measure) -> list[Seam]:
    """For each line but the last, how it stands to the next."""
    widths = _widths(lines, measure)
    slips = _slips(lines, widths)
    return [_seam(a, b, width, measure, slips) for (a, b), width in zip(_pairs(lines), widths, strict=True)]


def _pairs(lines: Sequence[Line]) -> list[tuple[Line, Line]]:
    return list(pairwise(lines))


def _widths(lines: Sequence[Line], measure: Measure) -> list[int]:
    """How long a full line is, at each line: what is set smaller has longer lines, a title shorter ones."""
    lengths = [len(line.text) for line in lines]
    inner = [after.gap == 0 for _, after in _pairs(lines)]
    widths: list[int] = []
    around = 6
    for at in range(len(lines) - 1):
        own = _run(lengths, inner, at)
        near = sorted(lengths[n] for n in range(max(at - around, 0), min(at + around + 1, len(inner))) if inner[n])
        if len(own) >= 3 or len(near) < 3:
            widths.append(_most(sorted(own)) if own else measure.width)
        elif own and max(own) < 0.75 * measure.width:
            widths.append(max(own))
        else:
            # a line by itself is full only if it would be so in the text
            widths.append(max(_most(near), int(0.9 * measure.width) if not own else 0))
    return widths


def _most(ordered: list[int]) -> int:
    return ordered[(len(ordered) * 3) // 4]


def _run(lengths: Sequence[int], inner: Sequence[bool], at: int) -> list[int]:
    """The lengths of the full lines of the block that line `at` is in, at most twelve of them."""
    first = at
    while first > 0 and inner[first - 1] and at - first < 6:
        first -= 1
    last = at
    while last < len(inner) and inner[last] and last - at < 6:
        last += 1
    return list(lengths[first:last])


def _slips(lines: Sequence[Line], widths: Sequence[int]) -> bool:
    """True if blank lines in this text also stand inside sentences, as extraction from a PDF leaves them."""
    open_lines = [
        b
        for (a, b), width in zip(_pairs(lines), widths, strict=True)
        if b.gap == 1 and not b.new_page and _fills(a, b, width) and not is_closed(a.text, fully=False)
    ]
    inside = sum(line.text[:1].islower() for line in open_lines)
    return inside >= 2 and inside >= 0.5 * len(open_lines)


def _fills(a: Line, b: Line, width: int, share: float = 0.93) -> bool:
    """True if the first word of `b` would not have had room in the line `a`."""
    return len(a.text) + 1 + len(first_word(b.text)) >= share * width


def _seam(a: Line, b: Line, width: int, measure: Measure, slips: bool) -> Seam:
    if not measure.wrapped and not b.new_page:
        return Seam(ends=True)
    if b.new_page:
        return _over_page(a, b, width, measure)
    fills, closed = _fills(a, b, width), is_closed(a.text)
    if b.gap:
        return _over_blanks(a, b, fills, slips)
    if measure.indents >= 0 and b.indent >= measure.indents > a.indent:
        return Seam(ends=True)
    if closed and measure.trails and a.trail >= 2:
        return Seam(ends=True, guess="its line ends with two blanks, as last lines do in this text")
    if closed and not _fills(a, b, width, 0.72):
        return Seam(ends=True, guess="" if not measure.gaps else "its last line is short")
    return Seam(ends=False)


def _over_blanks(a: Line, b: Line, fills: bool, slips: bool) -> Seam:
    if b.gap > 1 or not fills or is_closed(a.text, fully=False) or _begins_anew(b):
        return Seam(ends=True)
    if b.text[:1].islower():
        return Seam(ends=False, guess="" if slips else "a blank line stands in it, but its sentence goes on")
    if slips and b.indent <= a.indent + 1:
        return Seam(ends=False, guess="a blank line stands in it, but its line is full and its sentence not at an end")
    return Seam(ends=True)


def _begins_anew(b: Line) -> bool:
    return bool(_LABEL.match(b.text) or _ENUMERATED.match(b.text))


def _over_page(a: Line, b: Line, width: int, measure: Measure) -> Seam:
    if not measure.wrapped:
        # a line is a paragraph, but a page may end inside one
        goes_on = not is_closed(a.text, fully=False) and b.text[:1].islower()
        return Seam(not goes_on, "a page ends in it, and its sentence goes on" if goes_on else "")
    closed, lower = is_closed(a.text), b.text[:1].islower()
    if not closed:
        if lower or (_fills(a, b, width, 0.8) and not _begins_anew(b)):
            return Seam(ends=False)
        return Seam(ends=True)
    if lower:
        return Seam(ends=False, guess="the next page begins with a small letter")
    if measure.indents >= 0:
        return Seam(ends=b.indent >= measure.indents)
    if measure.trails:
        sure = (a.trail >= 2) != _fills(a, b, width, 0.97)
        return Seam(a.trail >= 2, "" if sure else "the page ends with a sentence")
    if not _fills(a, b, width, 0.9):
        return Seam(ends=True, guess="the page ends with a line that is not full")
    return Seam(ends=False, guess="the page ends with a sentence, but its last line is full")
