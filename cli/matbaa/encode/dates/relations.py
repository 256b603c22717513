"""What the words around a date say: since, before, until; and whether it is one of every year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from matbaa.dates.folding import fold
from matbaa.encode.dates.around import left_of, says_until
from matbaa.encode.dates.years import INTO, OUT_OF

if TYPE_CHECKING:
    from matbaa.dates.grammar import Expression
    from matbaa.dates.lexer import Lexed

__all__ = ["is_since", "of_any_year", "relation"]

_AFTER = {"S": "from", "b": "notAfter", "a": "notBefore"}
_ONWARD = re.compile("p?O")
_FEAST = r"(?:bayram|feast|holiday|anniversar|feiertag|jahrestag|fête|férié|fiesta|aniversario|festa|festività)\w*"
_FEAST_BEFORE = re.compile(rf"{_FEAST}\W+(?:\w{{1,5}}\W+){{0,2}}$", re.IGNORECASE)
_FEAST_AFTER = re.compile(rf"(?:['’][^\W\d_]{{1,4}})?\s{_FEAST}", re.IGNORECASE)
_IN_WORDS = re.compile(
    r",?\s(?:de\s|del\s|l'an\s)?(?:mil(?:le|\s)|(?:eigh|nine|seven|six|fif|acht|neun|sieb|sech)\w{2,4}\s?hun)"
)


def relation(expression: Expression, lexed: Lexed) -> str:
    """What the words around say: `from`, `to`, `notBefore`, `notAfter`; or nothing."""
    symbols, entries, end = lexed.symbols, lexed.entries, expression.end
    if not expression.single:
        return ""
    if lexed.language == "tr":
        ending = entries[end - 1].ending
        after = symbols[end : end + 1]
        if after in _AFTER and (OUT_OF.search(ending) or entries[end].value == "of"):
            return _AFTER[after]
        return "to" if after == "T" and INTO.search(ending) else ""
    left = left_of(expression.begin, lexed, "fp")
    symbol = symbols[left] if left >= 0 else ""
    if symbol == "T":
        return "to" if says_until(left, lexed) else ""
    if symbol == "F" and _ONWARD.match(symbols, end):
        return "from"
    return _AFTER.get(symbol, "")


def is_since(expression: Expression, lexed: Lexed) -> bool:
    """True of what begins with the beginning of a time, and so lasts all of it: since the beginning of 1920."""
    if lexed.language == "tr":
        ending = lexed.entries[expression.end - 1].ending
        return bool(OUT_OF.search(ending)) and lexed.symbols[expression.end : expression.end + 1] == "S"
    left = left_of(expression.begin, lexed)
    return left >= 0 and lexed.symbols[left] == "S"


def of_any_year(expression: Expression, lexed: Lexed) -> str:
    """Why a day without a year has none that stands elsewhere: it is a feast, or its year is in words; else nothing."""
    begin, end = lexed.starts[expression.begin], lexed.end(expression.end - 1)
    if _FEAST_BEFORE.search(lexed.text[max(0, begin - 40) : begin]) or _FEAST_AFTER.match(lexed.text, end):
        return "a day of every year"
    if _IN_WORDS.match(fold(lexed.text[end : end + 40])):
        return "its year is in words"
    return ""
