"""What stands before a word in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.dates.folding import fold
from matbaa.dates.names import is_short

if TYPE_CHECKING:
    from matbaa.dates.lexer import Lexed
    from matbaa.dates.units import Unit

__all__ = ["is_cut", "is_numbered", "is_small", "left_of", "says_until"]


def is_cut(index: int, lexed: Lexed) -> bool:
    """True of a word that is cut short: Sept, Jh."""
    word = fold(lexed.text[lexed.starts[index] : lexed.end(index)])
    if lexed.symbols[index] == "m":
        return is_short(word, lexed.language)
    return len(word) <= 4 and word not in ("vek", "wiek")


def left_of(begin: int, lexed: Lexed, skipped: str = "f") -> int:
    """The word before, without articles and prepositions that say nothing."""
    left = begin - 1
    while left >= 0 and begin - left < 4 and lexed.symbols[left] in skipped:
        left -= 1
    return left


def is_numbered(begin: int, lexed: Lexed) -> bool:
    """True if the word before says that the number is one of a page, a volume, a document."""
    before = lexed.symbols[max(0, begin - 3) : begin].rstrip(".:")
    return before.endswith("!")


def says_until(index: int, lexed: Lexed) -> bool:
    """True of a word that says up to when: until, bis zum, fino al."""
    at = (index, index - 1) if index else (index,)
    return any(lexed.entries[one].symbol == "T" and lexed.entries[one].value == "until" for one in at)


def is_small(unit: Unit, lexed: Lexed) -> bool:
    """True of a month with a small letter where months have a capital one."""
    if lexed.language not in ("en", "de"):
        return False
    month = lexed.symbols.find("m", unit.begin, unit.end)
    return month >= 0 and not lexed.text[lexed.starts[month]].isupper()
