"""Roman numerals, and years, as citations write them."""

from __future__ import annotations

import re

__all__ = ["YEAR", "completed", "roman"]

# four digits that may be a year, and the letter that tells works of a year apart
YEAR = re.compile(r"(?<![\d.])(1[0-9]\d\d|20\d\d)(?!\d)([a-z](?![\w]))?")
_ROMAN = re.compile(r"(?=[ivxlcdm])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def roman(text: str) -> int | None:
    """The value of a Roman numeral, capital or small; nothing for what is none."""
    if not _ROMAN.fullmatch(text):
        return None
    values = [_VALUES[letter] for letter in text.lower()]
    after = [*values[1:], 0]
    return sum(-value if value < following else value for value, following in zip(values, after, strict=True))


def completed(first: str, last: str) -> str:
    """`last` of a range in full: of 401-8 it is 408."""
    return first[: -len(last)] + last if len(last) < len(first) else last
