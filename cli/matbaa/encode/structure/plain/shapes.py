"""What the layout of a run of lines says: verse, a list, or prose."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from matbaa.encode.structure.numbers import roman
from matbaa.encode.structure.plain.lines import first_word, is_closed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.encode.structure.plain.lines import Line, Measure

__all__ = ["Label", "is_hanging", "is_verse", "item_label", "items", "verse_text"]

_OPENING = "\"'“”‘’«»„([—–-*"
_BULLET = re.compile(r"([-*•▪◦·‣●○■□➢✓+])\s+(?=\S)")
_ORDER = re.compile(r"(\(?(?:(\d{1,3})|([ivxl]{1,6})|([a-zçğıöşü]))[.)])\s+(?=\S)", re.IGNORECASE)


class Label(NamedTuple):
    """The number or sign before an item: as it stands, its kind (`bullet`, `number`, `letter`, `roman`), its place in
    the row.
    """

    text: str
    kind: str
    value: int


def item_label(text: str) -> tuple[Label, ...]:
    """What the line begins with, if that may be the sign or number of an item: a letter may be a Roman number as
    well.
    """
    if found := _BULLET.match(text):
        return (Label(found[1], "bullet", 0),)
    found = _ORDER.match(text)
    if not found:
        return ()
    if found[2]:
        return (Label(found[1], "number", int(found[2])),)
    ways = []
    if found[3] and (value := roman(found[3])):
        ways.append(Label(found[1], "roman", value))
    if len(letter := (found[4] or found[3] or "")) == 1:
        ways.append(Label(found[1], "letter", _letter(letter)))
    return tuple(ways)


_ALPHABETS = ("abcdefghijklmnopqrstuvwxyz", "abcçdefgğhıijklmnoöprsştuüvyz")


def _letter(letter: str) -> int:
    small = letter.lower()
    return next((row.index(small) + 1 for row in _ALPHABETS if small in row), 0)


def items(lines: Sequence[Line]) -> list[int]:
    """The lines of a run at which items of a list begin; nothing where the run is no list.

    Two at least, their numbers in their order, the first line among them.
    """
    labels = [item_label(line.text) for line in lines]
    if not labels or not labels[0]:
        return []
    for first in labels[0]:
        starts = [0]
        value = first.value
        for at in range(1, len(lines)):
            fits = next((label for label in labels[at] if label.kind == first.kind), None)
            if fits is None or (fits.kind == "bullet" and fits.text != first.text):
                continue
            if fits.kind == "bullet" or fits.value == value + 1:
                starts.append(at)
                value = fits.value
        if len(starts) >= 2 and (first.kind == "bullet" or first.value <= 1 or len(starts) >= 3):
            return starts
    return []


def is_hanging(lines: Sequence[Line]) -> bool:
    """True if all lines of a paragraph but its first are set in: each line at the margin begins one."""
    if len(lines) < 3:
        return False
    margin = lines[0].indent
    later = [(a, b) for a, b in pairwise(lines) if b.indent >= margin + 2]
    first = [(a, b) for a, b in pairwise(lines) if b.indent <= margin]
    if not later or not first or len(later) + len(first) < len(lines) - 1:
        return False
    return all(is_closed(a.text) for a, _ in first) and not any(is_closed(a.text) for a, _ in later)


def verse_text(lines: Sequence[Line], measure: Measure) -> bool:
    """True if the text as a whole is verse: short lines of different lengths, nearly all with a capital in front."""
    inner = [line for line, after in pairwise(lines) if after.gap == 0]
    if len(inner) < 6 or measure.width > 66:
        return False
    lengths = [len(line.text) for line in inner]
    mean = sum(lengths) / len(lengths)
    spread = (sum((length - mean) ** 2 for length in lengths) / len(lengths)) ** 0.5
    return spread > 0.1 * mean and _capitals(inner) >= 0.85


def is_verse(lines: Sequence[Line], measure: Measure, *, whole: bool) -> bool:
    """True if the run is a stanza: lines that end before they must. `whole`: the text as a whole is verse."""
    if len(lines) < 2 or any(item_label(line.text) for line in lines[:2]):
        return False
    longest = max(len(line.text) for line in lines)
    if whole:
        return longest <= 1.6 * measure.width and _capitals(lines) >= 0.5
    if longest > (0.86 * measure.width if measure.wrapped else 76):
        return False
    capitals, closed = _capitals(lines), sum(is_closed(line.text) for line in lines) / len(lines)
    open_ends = sum(
        len(a.text) + 1 + len(first_word(b.text)) < 0.9 * (measure.width if measure.wrapped else 80)
        for a, b in pairwise(lines)
    )
    if open_ends < 0.85 * (len(lines) - 1):
        return False
    indented = min(line.indent for line in lines) >= 2
    if len(lines) < 4 and not indented:
        return False
    return closed <= 0.7 and (capitals >= 0.8 or (indented and capitals >= 0.4))


def _capitals(lines: Sequence[Line]) -> float:
    """The share of lines that begin with a capital letter."""
    return sum(_first_letter(line.text).isupper() for line in lines) / len(lines)


def _first_letter(text: str) -> str:
    return text[:6].lstrip(_OPENING + " ")[:1]
