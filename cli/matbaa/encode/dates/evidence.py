"""Whether what looks like a time is one: which words around a number make it a year, and a word a month."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from matbaa.dates.folding import fold
from matbaa.dates.grammar import Expression, Unit
from matbaa.dates.names import is_short
from matbaa.dates.numerals import figures, without_year

if TYPE_CHECKING:
    from matbaa.dates.lexer import Lexed
    from matbaa.dates.values import Value

__all__ = ["Clues", "day_of_text", "is_cut", "is_time", "of_any_year", "relation"]

# languages that have the year before the month, and the month before the day
_YEAR_FIRST = frozenset({"tr", "", "hu", "lt", "lv", "eu", "zh", "ja"})
_MONTH_FIRST = frozenset({"en", "", "hu", "lt"})
_CENTURY_FIRST = frozenset({"es", "it", "fr", "pt", "ca", "gl", "ro", "la", ""})
# words for a decade are those for years in these
_DECADES = frozenset({"fr", "es", "it", "pt", "ca", "gl", ""})
# Turkish endings of a year: in 1919; from, to, of 1919
_IN = re.compile("[dt][ae](?:ki(?:l[ae]r)?)?")
_OUT_OF = re.compile("[dt][ae]n")
_INTO = re.compile("[yn]?[ae]")
_MORE_THAN = ("askin", "asan", "bulan")
_POSSESSED = re.compile("s?[iu]")
# more of a list or range of years after one that is known to be one, or before
_MORE_YEARS = re.compile("(?:(?:,?&|,|-|T)[fp]{0,2}y){0,9}")
_YEARS_BEFORE = re.compile("(?:y(?:,?&|,|-|T)[fp]{0,2}){1,9}$")
_BEFORE = 24
_PLAUSIBLE = range(1100, 2040)
_LINE = 80
# 186...
_BROKEN_OFF = ("..", "…", "*", "-", "–", "—")
# first and second of something else than days
_NO_DAYS = frozenset(
    "primera primeras segunda premiere premieres seconde prima seconda terza ilk former latter".split()
)
_HYPHENS = frozenset("-‐")
_WORD = re.compile(r"[^\W\d_]+")
_PLURALS = {"en": ("s", "men", "people"), "fr": ("s", "x"), "es": ("s",), "it": ("i", "e"), "tr": ("",)}
_NO_PLURALS = frozenset(
    "was is his as this has its us thus les des ses mes tes nos vos plus dans sous sans vers mais puis alors las los "
    "sus pues entonces che gli si ci vi di e le".split()
)
# years that are round and yet are named
_TURNS = (1800, 1900, 2000)


class Clues(NamedTuple):
    """What is known of the text: when it was written, the year that was named last, and whether it begins here."""

    written: Value | None = None
    year: int | None = None
    first: bool = False

    def fits(self, given: int | None) -> bool:
        """True of one of the years, or its last two figures."""
        years = (self.year, self.written.year if self.written else None)
        return given is not None and any(year is not None and given in (year, year % 100) for year in years)

    def is_month(self, month: int) -> bool:
        """True of the month in which the text was written, and of its neighbours."""
        written = self.written
        return written is not None and written.month is not None and (month - written.month) % 12 in (0, 1, 11)


_NOTHING = Clues()


def is_time(expression: Expression, lexed: Lexed, clues: Clues = _NOTHING) -> bool:
    """True if the words mean a time, as far as they and their neighbours say, and what is known of the text."""
    first, last = expression.first, expression.last
    if expression.pair is not None:
        return True
    if expression.narrowed and expression.narrowed.kind == "begin" and _since(expression, lexed):
        return False
    if not expression.single:
        return _is_end(first, lexed) and _is_end(last, lexed) and _is_range(expression, lexed)
    if first.kind == "figures":
        return _figures(expression, lexed, clues)
    if first.short:
        return _short(expression, lexed, clues)
    check = {"day": _day, "month": _month, "season": _season, "century": _century}
    if first.kind in check:
        return check[first.kind](expression, lexed)
    return _decade(expression, lexed) if first.kind == "decade" else _year(expression, lexed)


def _since(expression: Expression, lexed: Lexed) -> bool:
    """True of what begins with the beginning of a time, and so lasts all of it: since the beginning of 1920."""
    if lexed.language == "tr":
        ending = lexed.entries[expression.end - 1].ending
        return bool(_OUT_OF.search(ending)) and lexed.symbols[expression.end : expression.end + 1] == "S"
    left = _left(expression.begin, lexed)
    return left >= 0 and lexed.symbols[left] == "S"


def is_cut(index: int, lexed: Lexed) -> bool:
    """True of a word that is cut short: Sept, Jh."""
    word = fold(lexed.text[lexed.starts[index] : lexed.end(index)])
    if lexed.symbols[index] == "m":
        return is_short(word, lexed.language)
    return len(word) <= 4 and word not in ("vek", "wiek")


def of_any_year(expression: Expression, lexed: Lexed) -> str:
    """Why a day without a year has none that stands elsewhere: it is a feast, or its year is in words; else nothing."""
    begin, end = lexed.starts[expression.begin], lexed.end(expression.end - 1)
    if _FEAST_BEFORE.search(lexed.text[max(0, begin - 40) : begin]) or _FEAST_AFTER.match(lexed.text, end):
        return "a day of every year"
    if _IN_WORDS.match(fold(lexed.text[end : end + 40])):
        return "its year is in words"
    return ""


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
        if _OUT_OF.search(ending) and after in _AFTER:
            return _AFTER[after]
        return "to" if after == "T" and _INTO.search(ending) else ""
    left = _left(expression.begin, lexed, "fp")
    symbol = symbols[left] if left >= 0 else ""
    if symbol == "T":
        return "to" if _until(left, lexed) else ""
    if symbol == "F" and re.compile("p?O").match(symbols, end):
        return "from"
    return _AFTER.get(symbol, "")


_AFTER = {"S": "from", "b": "notAfter", "a": "notBefore"}


def _until(index: int, lexed: Lexed) -> bool:
    """True of a word that says up to when: until, bis zum, fino al."""
    at = (index, index - 1) if index else (index,)
    return any(lexed.entries[one].symbol == "T" and lexed.entries[one].value == "until" for one in at)


def _left(begin: int, lexed: Lexed, skipped: str = "f") -> int:
    """The word before, without articles and prepositions that say nothing."""
    left = begin - 1
    while left >= 0 and begin - left < 4 and lexed.symbols[left] in skipped:
        left -= 1
    return left


def _numbered(begin: int, lexed: Lexed) -> bool:
    """True if the word before says that the number is one of a page, a volume, a document."""
    before = lexed.symbols[max(0, begin - 3) : begin].rstrip(".:")
    return before.endswith("!")


def _is_end(unit: Unit, lexed: Lexed) -> bool:
    if unit.kind == "century":
        return 1 <= (unit.day or 0) <= 21
    return len(unit.months) <= 1 and (unit.own or unit.year is not None)


def _is_range(expression: Expression, lexed: Lexed) -> bool:
    first, last, joint = expression.first, expression.last, expression.joint
    symbols = lexed.symbols
    if first.kind == last.kind == "year" and first.year is not None and last.year is not None:
        if _numbered(expression.begin, lexed) or symbols[expression.begin - 1 : expression.begin] in ("-", "/"):
            return False
        if symbols[expression.end : expression.end + 1] in ("-", "/", "%"):
            return False
        if first.era or last.era:
            return True
        if first.year not in _PLAUSIBLE or last.year not in _PLAUSIBLE:
            return False
        whole = lexed.entries[last.end - 1].symbol == "y"
        if joint == "/" and last.year > first.year + (1 if whole else 10):
            return False
        if first.year % 50 == last.year % 50 == 0 and symbols[expression.end : expression.end + 1] == "#":
            return _around(expression, lexed) > 0
        return not _cited(expression, lexed)
    if first.kind == last.kind == "month" and first.year is None:
        return first.sure and last.sure
    if first.kind == last.kind == "season":
        return last.year is not None or last.same
    return True


def _cited(expression: Expression, lexed: Lexed) -> bool:
    """True of years in parentheses after an author, or before pages."""
    text, begin, end = lexed.text, lexed.starts[expression.begin], lexed.end(expression.end - 1)
    opened = text.rfind("(", max(0, begin - 120), begin)
    if opened < 0 or ")" in text[opened:begin]:
        return False
    closed = text.find(")", end, end + 120)
    inside = text[opened + 1 : begin], text[end : closed if closed >= 0 else end + 20]
    return bool(_AUTHOR.search(inside[0]) or _PAGES.match(inside[1]))


_AUTHOR = re.compile(r"[^\W\d_]{2,}\.?,\s?$|[^\W\d_][^\W\d_]+\s$")
_PAGES = re.compile(r"[a-z]?\s?[,:]\s?(?:[^\W\d_]{1,5}\.?\s?)?\d")


def _figures(expression: Expression, lexed: Lexed, clues: Clues) -> bool:
    index = next((i for i in range(expression.begin, expression.end) if lexed.symbols[i] in "DVQ"), None)
    if index is None:
        return _slashed(expression, lexed, clues)
    start, symbol = lexed.starts[index], lexed.symbols[index]
    text = lexed.text[start : lexed.end(index)]
    following = lexed.text[lexed.end(index) : lexed.end(index) + 1]
    if (start and lexed.text[start - 1] in "./,") or _numbered(index, lexed) or ("-" in text and following == "-"):
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


def _slashed(expression: Expression, lexed: Lexed, clues: Clues) -> bool:
    """True of 17/3 where the text is of about that time, and begins with it or says that it is a day."""
    before = lexed.symbols[max(0, expression.begin - 1) : expression.begin]
    dated = expression.begin == 0 or before in ("p", "F", "T", "w") or lexed.symbols[expression.begin] == "w"
    found = without_year(expression.first.figures)
    return dated and bool(found) and clues.is_month(found[0][0])


def _apart(expression: Expression, lexed: Lexed) -> bool:
    """True of figures that end a short passage, or are all of it: over and under letters."""
    return len(lexed.text) <= _LINE and not lexed.symbols[expression.end :].strip(".,)") and expression.begin > 0


def _short(expression: Expression, lexed: Lexed, clues: Clues) -> bool:
    """True of a day or a month with two figures of its year, where these cannot count something else."""
    unit = expression.first
    if unit.kind == "year":
        return clues.year is not None or clues.written is not None
    if (
        len(unit.months) != 1
        or not unit.own
        or _small(unit, lexed)
        or lexed.text.startswith(_BROKEN_OFF, lexed.end(unit.end - 1))
    ):
        return False
    if clues.fits(unit.year) or (unit.year or 0) > 99:
        return True
    last = lexed.starts[expression.end - 1]
    if lexed.symbols[expression.end - 1] == "d" and lexed.text[last] != "0":
        return False
    return unit.kind == "day" and lexed.symbols[expression.end : expression.end + 1] in ("", ".", ",", ")")


def _dated_before(expression: Expression, lexed: Lexed) -> bool:
    """True if a word for a day, or one that stands before days, precedes figures that might number anything."""
    before = lexed.symbols[max(0, expression.begin - 1) : expression.begin]
    return lexed.symbols[expression.begin] == "w" or before[-1:] in ("p", "f", "F", "T", "S", "b", "a", "g")


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
    if unit.lunar or not unit.own or len(unit.months) > 1 or _small(unit, lexed):
        return False
    if _numbered(unit.begin, lexed) and not letters.startswith("w"):
        return False
    month_first = letters.lstrip("w.,f").startswith("m")
    return not month_first or (lexed.language in _MONTH_FIRST and unit.sure)


def _parted(unit: Unit, lexed: Lexed) -> bool:
    """True of a month and a year with a word between that does not join them: Janeiro in 1843."""
    month = lexed.symbols.find("m", unit.begin, unit.end)
    between = lexed.symbols[month + 1 : unit.end] if month >= 0 else ""
    return "p" in between and lexed.language != "it"


def _small(unit: Unit, lexed: Lexed) -> bool:
    """True of a month with a small letter where months have a capital one."""
    if lexed.language not in ("en", "de"):
        return False
    month = lexed.symbols.find("m", unit.begin, unit.end)
    return month >= 0 and not lexed.text[lexed.starts[month]].isupper()


def _month(expression: Expression, lexed: Lexed) -> bool:
    unit = expression.first
    symbols, begin, end = lexed.symbols, expression.begin, expression.end
    if len(unit.months) > 1 or _small(unit, lexed) or _parted(unit, lexed):
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
            or (unit.sure and capital and bool(_IN.fullmatch(ending)))
        )
    if not unit.sure:
        return False
    left = _left(begin, lexed)
    before = symbols[left] if left >= 0 else ""
    name = fold(lexed.text[lexed.starts[unit.begin] : lexed.end(unit.begin)])
    if before == "q" or expression.narrowed:
        return True
    if before == "p":
        return True
    # May is a name as well
    return before in ("S", "b", "a") and name not in ("may", "march", "august", "mai", "mars")


def _season(expression: Expression, lexed: Lexed) -> bool:
    year_first = lexed.symbols[expression.first.begin] == "y"
    return not year_first or lexed.language in _YEAR_FIRST


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
    if letters[0] == "c":
        return lexed.language in _CENTURY_FIRST and ("r" in letters or "d" in letters or lexed.language != "fr")
    return letters[0] in "or" or letters[1:2] == "."


def _decade(expression: Expression, lexed: Lexed) -> bool:
    unit, symbols = expression.first, lexed.symbols
    if unit.year is None or unit.year % 10:
        return False
    if symbols[unit.begin] != "K":
        return True
    more = symbols[unit.end : unit.end + 2]
    return lexed.language in _DECADES and not re.match(r"[,&/T-]\.?y?", more)


def _year(expression: Expression, lexed: Lexed) -> bool:
    unit = expression.first
    if unit.era or expression.calendar:
        return True
    if unit.year is None or _numbered(expression.begin, lexed):
        return False
    return _around(expression, lexed) > 0


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
    left = _left(begin, lexed)
    before = symbols[left] if left >= 0 else ""
    found = _MORE_YEARS.match(symbols, end)
    last = found.end() if found else end
    if lexed.language == "tr":
        return _turkish(lexed, last)
    if before in ("k", "K", "B"):
        return 2
    if before == "p":
        return 2 if entries[left].value == "sure" and not round_number else 0 if round_number else 1
    if before in ("S", "b", "a") or (before == "T" and _until(left, lexed)) or before == "F":
        return 0 if round_number else 1
    return 1 if lexed.language == "de" and (year % 100 or year in _TURNS) and _adverbial(expression, lexed) else 0


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
    if _IN.fullmatch(ending):
        return 2
    if _OUT_OF.fullmatch(ending):
        return int(after in ("S", "a", "b"))
    return int(after == "T" and bool(_INTO.fullmatch(ending)))
