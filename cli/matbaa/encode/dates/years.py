"""Whether a number is a year: the words around it must say so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from matbaa.dates.folding import fold
from matbaa.encode.dates.around import is_numbered, left_of, says_until

if TYPE_CHECKING:
    from matbaa.dates.grammar import Expression
    from matbaa.dates.lexer import Lexed

__all__ = ["IN", "INTO", "OUT_OF", "are_years", "is_year"]

# Turkish endings of a year: in 1919; from, to, of 1919
IN = re.compile("[dt][ae](?:ki(?:l[ae]r)?)?")
OUT_OF = re.compile("[dt][ae]n")
INTO = re.compile("[yn]?[ae]")
_MORE_THAN = ("askin", "asan", "bulan")
_POSSESSED = re.compile("s?[iu]")
# more of a list or range of years after one that is known to be one, or before
_MORE_YEARS = re.compile("(?:(?:,?&|,|-|T)[fp]{0,2}y){0,9}")
_YEARS_BEFORE = re.compile("(?:y(?:,?&|,|-|T)[fp]{0,2}){1,9}$")
_BEFORE = 24
_PLAUSIBLE = range(1100, 2040)
_WORD = re.compile(r"[^\W\d_]+")
_PLURALS = {"en": ("s", "men", "people"), "fr": ("s", "x"), "es": ("s",), "it": ("i", "e"), "tr": ("",)}
_NO_PLURALS = frozenset(
    "was is his as this has its us thus les des ses mes tes nos vos plus dans sous sans vers mais puis alors las los "
    "sus pues entonces che gli si ci vi di e le".split()
)
# years that are round and yet are named
# as many years as 1914/18 may mean
_SEASONS = 10
_TURNS = (1800, 1900, 2000)
_AUTHOR = re.compile(r"[^\W\d_]{2,}\.?,\s?$|[^\W\d_][^\W\d_]+\s$")
_PAGES = re.compile(r"[a-z]?\s?[,:]\s?(?:[^\W\d_]{1,5}\.?\s?)?\d")


def is_year(expression: Expression, lexed: Lexed) -> bool:
    """True of a number that its company makes a year, or that has an era or a calendar."""
    unit = expression.first
    if unit.era or expression.calendar:
        return True
    if unit.year is None or is_numbered(expression.begin, lexed):
        return False
    return _around(expression, lexed) > 0


def are_years(expression: Expression, lexed: Lexed) -> bool:
    """True of two numbers that are the first and the last year of a time, and not pages or sums."""
    first, last, joint = expression.first, expression.last, expression.joint
    symbols, begin, end = lexed.symbols, expression.begin, expression.end
    if first.year is None or last.year is None or is_numbered(begin, lexed):
        return False
    if symbols[begin - 1 : begin] in ("-", "/") or symbols[end : end + 1] in ("-", "/", "%"):
        return False
    if first.era or last.era:
        return True
    if first.year not in _PLAUSIBLE or last.year not in _PLAUSIBLE:
        return False
    whole = lexed.entries[last.end - 1].symbol == "y"
    if joint == "/" and last.year > first.year + (1 if whole else _SEASONS):
        return False
    if first.year % 50 == last.year % 50 == 0 and symbols[end : end + 1] == "#":
        return _around(expression, lexed) > 0
    return not _cited(expression, lexed)


def _around(expression: Expression, lexed: Lexed) -> int:
    """How sure the words around make it that a number is a year: 0 not at all, 1 probably, 2 surely."""
    symbols, entries = lexed.symbols, lexed.entries
    begin, end = expression.begin, expression.end
    if symbols[end : end + 1] == "%" or (
        begin and symbols[begin - 1] in "-/" and begin > 1 and symbols[begin - 2] in "dnyz"
    ):
        return 0
    if expression.narrowed or expression.circa == "t":
        return 2
    year = expression.first.year or 0
    round_number = year % 50 == 0 and _counts(expression, lexed)
    if found := _YEARS_BEFORE.search(symbols, max(0, begin - _BEFORE), begin):
        begin = found.start()
    left = left_of(begin, lexed)
    before = symbols[left] if left >= 0 else ""
    found = _MORE_YEARS.match(symbols, end)
    last = found.end() if found else end
    if lexed.language == "tr":
        return _turkish(lexed, last)
    if before in ("k", "K", "B"):
        return 2
    if before == "p":
        return 2 if entries[left].value == "sure" and not round_number else 0 if round_number else 1
    if before in ("S", "b", "a") or (before == "T" and says_until(left, lexed)) or before == "F":
        return 0 if round_number else 1
    return 1 if lexed.language == "de" and (year % 100 or year in _TURNS) and _adverbial(expression, lexed) else 0


def _turkish(lexed: Lexed, last: int) -> int:
    symbols, entries = lexed.symbols, lexed.entries
    after = symbols[last : last + 1]
    ending = entries[last - 1].ending
    if after == "k":
        # 2000 yılı aşkın bir süre: more than 2000 years
        if fold(lexed.text[lexed.end(last) : lexed.end(last) + 8]).strip().startswith(_MORE_THAN):
            return 0
        return 2 if _POSSESSED.match(entries[last].ending) else 0
    if after in ("K", "g"):
        return 2
    if IN.fullmatch(ending):
        return 2
    if after in ("a", "b") and not ending and entries[last].value == "of":
        return 1
    if OUT_OF.fullmatch(ending):
        return int(after in ("S", "a", "b"))
    return int(after == "T" and bool(INTO.fullmatch(ending)))


def _adverbial(expression: Expression, lexed: Lexed) -> bool:
    """True of a German year that stands by itself: er kam 1919 nach Wien. What is counted has a capital letter."""
    text, begin = lexed.text, expression.begin
    start, end = lexed.starts[begin], lexed.end(expression.end - 1)
    after = text[end : end + 2].strip()
    before = text[lexed.starts[begin - 1] : start] if begin else ""
    if expression.first.year not in _PLAUSIBLE or after[:1].isupper() or after[:1] in tuple("-–/("):
        return False
    if not begin or lexed.symbols[begin - 1] == ".":
        # the first word: 1903 erschien es
        return after[:1].islower()
    # er kam 1919, Bereits 1924 war
    first = begin == 1 or lexed.symbols[begin - 2] == "."
    return before.endswith(" ") and (before[0].islower() or (first and before[0].isupper() and after[:1].islower()))


def _counts(expression: Expression, lexed: Lexed) -> bool:
    """True if a word follows that the number could count: a noun, where one can be told from other words."""
    if lexed.symbols[expression.end : expression.end + 1] != "#":
        return False
    word = _WORD.match(lexed.text, lexed.end(expression.end - 1) + 1)
    if word is None:
        return False
    if lexed.language == "de":
        return word[0][0].isupper()
    return word[0].endswith(_PLURALS.get(lexed.language, ("",))) and word[0] not in _NO_PLURALS


def _cited(expression: Expression, lexed: Lexed) -> bool:
    """True of years in parentheses after an author, or before pages."""
    text, begin, end = lexed.text, lexed.starts[expression.begin], lexed.end(expression.end - 1)
    opened = text.rfind("(", max(0, begin - 120), begin)
    if opened < 0 or ")" in text[opened:begin]:
        return False
    closed = text.find(")", end, end + 120)
    inside = text[opened + 1 : begin], text[end : closed if closed >= 0 else end + 20]
    return bool(_AUTHOR.search(inside[0]) or _PAGES.match(inside[1]))
