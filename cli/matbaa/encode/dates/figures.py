"""Days in figures only, and years of which only the last figures are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.dates.grammar import Expression
from matbaa.dates.numerals import figures, without_year
from matbaa.dates.units import Unit
from matbaa.encode.dates.around import is_numbered, is_small

if TYPE_CHECKING:
    from matbaa.dates.lexer import Lexed
    from matbaa.encode.dates.clues import Clues

__all__ = ["are_days", "day_of_text", "is_short_date"]

_LINE = 80
# 186...
_BROKEN_OFF = ("..", "…", "*", "-", "–", "—")


def are_days(expression: Expression, lexed: Lexed, clues: Clues) -> bool:
    """True of figures that are a day, and not a number of something."""
    index = next((i for i in range(expression.begin, expression.end) if lexed.symbols[i] in "DVQ"), None)
    if index is None:
        return _slashed(expression, lexed, clues)
    start, symbol = lexed.starts[index], lexed.symbols[index]
    text = lexed.text[start : lexed.end(index)]
    following = lexed.text[lexed.end(index) : lexed.end(index) + 1]
    if (start and lexed.text[start - 1] in "./,") or is_numbered(index, lexed) or ("-" in text and following == "-"):
        return False
    if symbol == "D" or _dated_before(expression, lexed):
        return True
    if symbol == "Q":
        return expression.begin == 0 and any(
            clues.is_month(month) for month, _ in without_year(expression.first.figures)
        )
    given = next((year for year, _, _ in figures(expression.first.figures)), None)
    # 12/V 97; a number of a chapter is nowhere by itself
    return symbol == "V" and (clues.fits(given) or any(sign in text for sign in "IVX") or _apart(expression, lexed))


def _dated_before(expression: Expression, lexed: Lexed) -> bool:
    """True if a word for a day, or one that stands before days, precedes figures that might number anything."""
    before = lexed.symbols[max(0, expression.begin - 1) : expression.begin]
    return lexed.symbols[expression.begin] == "w" or before[-1:] in ("p", "f", "F", "T", "S", "b", "a", "g")


def _slashed(expression: Expression, lexed: Lexed, clues: Clues) -> bool:
    """True of 17/3 where the text is of about that time, and begins with it or says that it is a day."""
    before = lexed.symbols[max(0, expression.begin - 1) : expression.begin]
    dated = expression.begin == 0 or before in ("p", "F", "T", "w") or lexed.symbols[expression.begin] == "w"
    found = without_year(expression.first.figures)
    return dated and bool(found) and clues.is_month(found[0][0])


def _apart(expression: Expression, lexed: Lexed) -> bool:
    """True of figures that end a short passage, or are all of it: over and under letters."""
    return len(lexed.text) <= _LINE and not lexed.symbols[expression.end :].strip(".,)") and expression.begin > 0


def is_short_date(expression: Expression, lexed: Lexed, clues: Clues) -> bool:
    """True of a day or a month with two figures of its year, where these cannot count something else."""
    unit = expression.first
    if unit.kind == "year":
        return clues.year is not None or clues.written is not None
    if (
        len(unit.months) != 1
        or not unit.own
        or is_small(unit, lexed)
        or lexed.text.startswith(_BROKEN_OFF, lexed.end(unit.end - 1))
    ):
        return False
    if clues.fits(unit.year) or (unit.year or 0) > 99:
        return True
    last = lexed.starts[expression.end - 1]
    if lexed.symbols[expression.end - 1] == "d" and lexed.text[last] != "0":
        return False
    return unit.kind == "day" and lexed.symbols[expression.end : expression.end + 1] in ("", ".", ",", ")")


def day_of_text(lexed: Lexed, clues: Clues) -> Expression | None:
    """The number of the day with which a text begins that is of that day, as entries of diaries do."""
    written = clues.written
    if not clues.first or written is None or written.day is None or written.month is None:
        return None
    if lexed.symbols[:2] != "d." or lexed.entries[0].value != written.day or _small_after(lexed):
        return None
    unit = Unit("day", 0, 2, written.year, frozenset({written.month}), written.day)
    return Expression(unit, unit, 0, 2)


def _small_after(lexed: Lexed) -> bool:
    """True if the text goes on with a small letter."""
    return len(lexed.starts) > 2 and lexed.text[lexed.starts[2]].islower()
