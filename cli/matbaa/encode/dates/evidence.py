"""Whether what looks like a time is one: which words around make a number a day, and a word a month."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from matbaa.dates.folding import fold
from matbaa.encode.dates.around import is_numbered, is_small, left_of, says_until
from matbaa.encode.dates.clues import Clues
from matbaa.encode.dates.figures import are_days, is_short_date
from matbaa.encode.dates.relations import is_since
from matbaa.encode.dates.years import IN, are_years, is_year

if TYPE_CHECKING:
    from matbaa.dates.grammar import Expression
    from matbaa.dates.lexer import Lexed
    from matbaa.dates.units import Unit

__all__ = ["is_time"]

# languages that have the year before the month, and the month before the day
_YEAR_FIRST = frozenset({"tr", "", "hu", "lt", "lv", "eu", "zh", "ja"})
_MONTH_FIRST = frozenset({"en", "", "hu", "lt"})
_CENTURY_FIRST = frozenset({"es", "it", "fr", "pt", "ca", "gl", "ro", "la", ""})
# words for a decade are those for years in these
_DECADES = frozenset({"fr", "es", "it", "pt", "ca", "gl", ""})
# first and second of something else than days
_NO_DAYS = frozenset(
    "primera primeras segunda premiere premieres seconde prima seconda terza ilk former latter".split()
)
_HYPHENS = frozenset("-‐")
# another year after one, so that the word before both is that for years
_MORE = re.compile("[,&/T-]{1,2}[fp]{0,2}[yx]")
# what is named after a day: 19 Mayıs Stadyumu, rue du 4 Septembre
_NAMED_BEFORE = frozenset("rue place avenue boulevard quai via piazza viale corso calle plaza avenida strasse".split())
_NAMED_AFTER = (
    "street", "road", "square", "avenue", "sokag", "sokak", "cadde", "bulvar", "meydan", "stad", "universite",
    "mahalle", "lise", "park", "kopru", "hastane",
)  # fmt: skip
_NOTHING = Clues()
_SUMMER = 6


def is_time(expression: Expression, lexed: Lexed, clues: Clues = _NOTHING) -> bool:
    """True if the words mean a time, as far as they and their neighbours say, and what is known of the text."""
    first, last = expression.first, expression.last
    if expression.pair is not None:
        return True
    if expression.narrowed and expression.narrowed.kind == "begin" and is_since(expression, lexed):
        return False
    if not expression.single:
        return _is_end(first, lexed) and _is_end(last, lexed) and _is_range(expression, lexed)
    if first.kind == "figures":
        return are_days(expression, lexed, clues)
    if first.short:
        return is_short_date(expression, lexed, clues)
    check = {"day": _day, "month": _month, "season": _season, "century": _century}
    if first.kind in check:
        return check[first.kind](expression, lexed)
    return _decade(expression, lexed) if first.kind == "decade" else is_year(expression, lexed)


def _is_end(unit: Unit, lexed: Lexed) -> bool:
    if unit.kind == "century":
        return 1 <= (unit.day or 0) <= 21
    if unit.short and lexed.symbols[unit.end - 1] == "d" and lexed.text[lexed.starts[unit.end - 1]] != "0":
        return False
    return len(unit.months) <= 1 and (unit.own or unit.year is not None)


def _is_range(expression: Expression, lexed: Lexed) -> bool:
    first, last = expression.first, expression.last
    if first.kind == last.kind == "year":
        return are_years(expression, lexed)
    if first.kind == last.kind == "month" and first.year is None:
        return first.sure and last.sure
    if first.kind == last.kind == "season":
        return last.year is not None or last.same
    return True


def _day(expression: Expression, lexed: Lexed) -> bool:
    unit = expression.first
    number = lexed.symbols.find("o", unit.begin, unit.end)
    if number >= 0 and fold(lexed.text[lexed.starts[number] : lexed.end(number)]) in _NO_DAYS:
        return False
    if unit.year is not None:
        if _parted(unit, lexed):
            return False
        if lexed.symbols[unit.begin] == "y" and lexed.language not in _YEAR_FIRST:
            return False
        return (unit.day or 0) <= 31 and len(unit.months) <= 1
    letters = lexed.symbols[unit.begin : unit.end]
    end = lexed.end(unit.end - 1)
    if lexed.text[end : end + 1] in _HYPHENS and lexed.text[end + 1 : end + 2].isalpha():
        # of a word of two: zweite Mai-Hälfte
        return False
    if unit.lunar or not unit.own or len(unit.months) > 1 or is_small(unit, lexed) or _is_named_after(unit, lexed):
        return False
    if is_numbered(unit.begin, lexed) and not letters.startswith("w"):
        return False
    if lexed.language == "tr" and _begins_a_name(unit, lexed):
        return False
    month_first = letters.lstrip("w.,f").startswith("m")
    return not month_first or (lexed.language in _MONTH_FIRST and unit.sure)


def _begins_a_name(unit: Unit, lexed: Lexed) -> bool:
    """True of a Turkish day before a word with a capital letter, as in 31 Mart Vakası; but a feast is of that day."""
    end = lexed.end(unit.end - 1)
    following = lexed.text[end : end + 8]
    name = lexed.symbols[unit.end : unit.end + 1] == "#" and following[:1] == " " and following[1:2].isupper()
    return name and not lexed.entries[unit.end - 1].ending and not fold(following).startswith(" bayram")


def _is_named_after(unit: Unit, lexed: Lexed) -> bool:
    """True of a day in the name of a street or a building."""
    left = left_of(unit.begin, lexed, "fp")
    before = fold(lexed.text[lexed.starts[left] : lexed.end(left)]) if left >= 0 else ""
    end = lexed.end(unit.end - 1)
    after = lexed.text[end + 1 : end + 14]
    return before in _NAMED_BEFORE or (after[:1].isupper() and fold(after).startswith(_NAMED_AFTER))


def _parted(unit: Unit, lexed: Lexed) -> bool:
    """True of a month and a year with a word between that does not join them: Janeiro in 1843."""
    month = lexed.symbols.find("m", unit.begin, unit.end)
    between = lexed.symbols[month + 1 : unit.end] if month >= 0 else ""
    return "p" in between and lexed.language != "it"


def _month(expression: Expression, lexed: Lexed) -> bool:
    unit = expression.first
    symbols, begin, end = lexed.symbols, expression.begin, expression.end
    if len(unit.months) > 1 or is_small(unit, lexed) or _parted(unit, lexed):
        return False
    if unit.lunar or unit.same:
        return True
    if unit.year is not None:
        return symbols[unit.begin] != "y" or lexed.language in _YEAR_FIRST
    if not unit.own:
        return False
    if lexed.language == "tr":
        ending = lexed.entries[unit.end - 1].ending
        capital = lexed.text[lexed.starts[unit.begin]].isupper()
        return (
            symbols[end : end + 1] == "q"
            or bool(expression.narrowed)
            or (unit.sure and capital and bool(IN.fullmatch(ending)))
        )
    if not unit.sure:
        return False
    left = left_of(begin, lexed)
    before = symbols[left] if left >= 0 else ""
    name = fold(lexed.text[lexed.starts[unit.begin] : lexed.end(unit.begin)])
    if before == "q" or expression.narrowed:
        return True
    if before == "p":
        return True
    # May is a name as well
    bound = before in ("S", "b", "a") or (before == "T" and says_until(left, lexed))
    return bound and name not in ("may", "march", "august", "mai", "mars")


def _season(expression: Expression, lexed: Lexed) -> bool:
    begin = expression.first.begin
    if lexed.symbols[begin] == "y":
        return lexed.language in _YEAR_FIRST
    # in French summer is also the word for been: l’été 1920, il avait été
    been = lexed.language == "fr" and lexed.entries[begin].value == _SUMMER
    return not been or begin == 0 or lexed.symbols[begin - 1] in "fpPT&.,("


def _century(expression: Expression, lexed: Lexed) -> bool:
    unit = expression.first
    letters = lexed.symbols[unit.begin : unit.end].strip("E")
    if not 1 <= (unit.day or 0) <= 21:
        return False
    word = lexed.symbols.find("c", unit.begin, unit.end)
    if word >= 0 and lexed.entries[word].size == 1:
        # XIXe s., s. XIX
        followed = lexed.text[lexed.end(word) : lexed.end(word) + 1] == "."
        small = lexed.text[lexed.starts[word]].islower()
        return "r" in letters and followed and small and (letters[0] == "c") == (lexed.language in ("es", "it"))
    if letters == "e":
        # ottocento uomini are eight hundred
        return lexed.text[lexed.starts[unit.begin]].isupper() and lexed.symbols[unit.begin - 1 : unit.begin] in (
            "f",
            "p",
        )
    if letters[0] == "c":
        return lexed.language in _CENTURY_FIRST and ("r" in letters or "d" in letters or lexed.language != "fr")
    return letters[0] in "or" or letters[1:2] == "."


def _decade(expression: Expression, lexed: Lexed) -> bool:
    unit, symbols = expression.first, lexed.symbols
    if unit.year is None or unit.year % 10:
        return False
    if symbols[unit.begin] != "K":
        return True
    return lexed.language in _DECADES and not _MORE.match(symbols, unit.end)
