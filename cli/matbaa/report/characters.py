"""What a report may not hold, and how wide a character is on a terminal."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["plain", "printable", "width"]

# half characters, as which Python keeps the bytes of a file name that is not UTF-8
_HALF = re.compile(r"[\ud800-\udfff]")
_BREAK = re.compile(r"\r?\n|[\t\u2028\u2029]")
# what a text must not send to a terminal: controls, and what turns the direction of writing
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(words: str) -> str:
    """`words` with a replacement character for each byte of a name that is no UTF-8, so that it can be written."""
    return _HALF.sub("\ufffd", words)


def plain(words: str) -> str:
    """`words` in one line, with a replacement character for each that would change how a terminal shows the rest."""
    return _CONTROL.sub("\ufffd", _BREAK.sub(" ", words))


def width(character: str) -> int:
    """How many columns a terminal gives to `character`: two for wide ones, none for those that join the one before."""
    if " " <= character <= "~":
        return 1
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
