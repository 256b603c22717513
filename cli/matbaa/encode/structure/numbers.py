"""The numbers of headings: 1., 1.1, I., A., § 4, Chapter 3."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Number", "numbered", "roman"]

_NUMBERED = re.compile(
    r"(?:(?P<decimal>\d{1,3}(?:\.\d{1,3}){0,4})(?P<point>[.)]?)|(?P<roman>[IVXLC]{1,7})(?P<rpoint>[.)])"
    r"|(?P<letter>[A-HÇ])(?P<lpoint>[.)])|§\s?(?P<section>\d{1,3})\.?)\s+(?=[^\s])"
)


_ROMAN = re.compile(r"(?=.)(c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def roman(letters: str) -> int:
    """The value of a Roman number up to 399; 0 where it is none."""
    small = letters.lower()
    if not _ROMAN.fullmatch(small):
        return 0
    values = [_VALUES[letter] for letter in small]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


class Number(NamedTuple):
    """A heading's number: as `@n` has it, its kind (`decimal`, `roman`, `letter`, `alone`, `roman alone`), its parts
    as numbers, and its end
    in the text.

    `bare` says that no point or bracket follows a single number.
    """

    n: str
    kind: str
    parts: tuple[int, ...]
    end: int
    bare: bool = False


_ALONE = re.compile(r"(?:(\d{1,3})|([IVXLC]{1,8}|[ivxlc]{1,8}))[.)]?")


def numbered(text: str) -> Number | None:
    """The number that a heading begins with, or that it is."""
    if len(text) < 10 and (alone := _ALONE.fullmatch(text)):
        value = int(alone[1]) if alone[1] else roman(alone[2])
        kind = "alone" if alone[1] else "roman alone"
        return Number(alone[1] or alone[2], kind, (value,), len(text), bare=True) if value else None
    found = _NUMBERED.match(text)
    if found is None or not any(letter.isalpha() for letter in text[found.end() :]):
        return None
    if number := found["decimal"] or found["section"]:
        parts = tuple(map(int, number.split(".")))
        bare = len(parts) == 1 and not found["point"] and not found["section"]
        return Number(number, "decimal", parts, found.end(), bare) if 0 < parts[0] < 200 else None
    if found["roman"] and (value := roman(found["roman"])):
        return Number(found["roman"], "roman", (value,), found.end())
    if found["letter"]:
        return Number(found["letter"], "letter", (ord(found["letter"]) - ord("A") + 1,), found.end())
    return None
