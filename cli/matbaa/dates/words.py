"""The words of a date, read: `19 Mayıs 1919`, `March 3rd, 1921`, `le 1er mai`, `16-20 Mart 1920`, `XIX. yüzyıl`.

Only what can be read as a whole counts: one word that is not understood (circa, before, Easter), and nothing is said.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from matbaa.dates.folding import fold
from matbaa.dates.lexer import Lexer
from matbaa.dates.names import ANDS, CENTURIES, FILLERS, RANGES, months, weekdays
from matbaa.dates.numerals import figures

if TYPE_CHECKING:
    from matbaa.dates.lexer import Entry

__all__ = ["Part", "Reading", "fold", "read"]

# shapes that one of two dates may have: 3 to 5 March, 1914-18, March 3 to 5, 1921
_HALVES = frozenset({"N", "NY"})
_SHAPES = {
    "N": "d", "NM": "dm", "MN": "md", "NMY": "dmy", "NMN": "dmy", "MNY": "mdy", "YMN": "ymd", "YNM": "ydm",
    "M": "m", "MY": "my", "YM": "ym", "Y": "y", "NY": "dy",
}  # fmt: skip
# the letters of `lexer` that are numbers, and those that say nothing about which day, month or year it is
_NUMBERS = frozenset("dnou")
_NOTHING = frozenset(".,wfpFkKqg")
_JOINTS = {"-": "-", "T": "-", "/": "/", "&": "/"}
_BRACKETS = str.maketrans("", "", "[]")
_LONGEST = 80

_Symbol = tuple[str, int | frozenset[int]]


class Part(NamedTuple):
    """A date as far as words give it. `months` has each month that the word can mean; a `year` below 100 is one of
    two digits.
    """

    year: int | None
    months: frozenset[int]
    day: int | None


class Reading(NamedTuple):
    """One way to read the words: from `first` to `last`, the same for a single date.

    `loose` is true where the two need not be the ends of one time: `3/4 March`, `1750/51`.
    """

    first: Part
    last: Part
    loose: bool = False


def read(text: str, language: str = "") -> tuple[Reading, ...]:
    """Every way to read `text`, a date in `language` (a tag, or empty); none where it is not wholly understood."""
    # in square brackets stands what the editor adds
    text = text.translate(_BRACKETS).strip(" .,;:()\t\n")
    if not text or len(text) > _LONGEST:
        return ()
    lexed = Lexer(language.partition("-")[0].lower()).lex(text)
    letters = lexed.symbols
    if "D" in letters or "V" in letters:
        return _figures(letters, lexed.entries)
    words = [lexed.text[start : lexed.end(index)] for index, start in enumerate(lexed.starts)]
    symbols = [_symbol(entry, fold(word), lexed.language) for entry, word in zip(lexed.entries, words, strict=True)]
    if any(symbol is None for symbol in symbols):
        return ()
    known = [symbol for symbol in symbols if symbol is not None]
    return _century(known) if any(kind == "C" for kind, _ in known) else _worded(known)


def _figures(letters: str, entries: list[Entry]) -> tuple[Reading, ...]:
    """Days in figures only, or two of them: 3.9.1921 - 16.9.1921."""
    shape = "".join(letter for letter in letters if letter != "w").strip(".,f")
    days = [_possible(str(entry.value)) for entry in entries if entry.symbol in ("D", "V")]
    if shape in ("D", "V"):
        return tuple(Reading(part, part) for part in days[0])
    if len(days) == 2 and shape in ("D-D", "V-D", "D-V", "V-V", "DTD"):
        return tuple(Reading(first, last) for first, last in product(*days))
    return ()


def _possible(text: str) -> list[Part]:
    return [Part(year, frozenset({month}), day) for year, month, day in figures(text)]


def _symbol(entry: Entry, word: str, language: str) -> _Symbol | None:
    """What a word is: `N` a day or a short year, `Y` a year, `M` a month, `C` a century, `R` a Roman number, `-` or `/`
    between two dates, an empty text for what says nothing; nothing at all for a word that is not known.
    """
    symbol, value = entry.symbol, entry.value
    if symbol in _NUMBERS and isinstance(value, int):
        return ("N", value) if value else None
    if symbol in ("y", "z") and isinstance(value, int):
        return ("Y", value) if value >= 1000 else None
    if symbol == "m" and isinstance(value, frozenset):
        return "M", value
    if symbol in _JOINTS:
        return _JOINTS[symbol], 0
    if symbol == "c":
        return "C", 0
    if symbol in _NOTHING:
        return "", 0
    # words of another language
    if named := months(word, language):
        return "M", named
    if word in CENTURIES:
        return "C", 0
    if word in RANGES or word in ANDS:
        return ("-" if word in RANGES else "/"), 0
    if word in FILLERS or weekdays(word, language):
        return "", 0
    return ("R", value) if symbol == "r" and isinstance(value, int) else None


def _century(symbols: list[_Symbol]) -> tuple[Reading, ...]:
    """A century: the years 1800 to 1900 for the nineteenth, as its beginning is counted either way."""
    shape = "".join(kind for kind, _ in symbols)
    number = next((value for kind, value in symbols if kind in ("N", "R")), 0)
    if shape not in ("NC", "RC", "CN", "CR") or not isinstance(number, int) or not 1 <= number <= 21:
        return ()
    none: frozenset[int] = frozenset()
    return (Reading(Part((number - 1) * 100, none, None), Part(number * 100, none, None), True),)


def _worded(symbols: list[_Symbol]) -> tuple[Reading, ...]:
    # a word for "and" at the beginning is one for "in"
    while symbols and symbols[0][0] in ("", "-", "/"):
        symbols = symbols[1:]
    symbols = [symbol for symbol in symbols if symbol[0]]
    shape = "".join(kind for kind, _ in symbols)
    cuts = [index for index, kind in enumerate(shape) if kind in "-/"]
    if not cuts:
        # a number alone, or with a year, may be anything
        return () if shape in _HALVES else tuple(Reading(part, part) for part in _parts(symbols))
    if len(cuts) > 1:
        return ()
    pairs = product(_parts(symbols[: cuts[0]]), _parts(symbols[cuts[0] + 1 :]))
    found = (_joined(first, last, shape[cuts[0]] == "/") for first, last in pairs)
    return tuple(reading for reading in found if reading)


def _parts(symbols: list[_Symbol]) -> list[Part]:
    """The ways to read the symbols of one date."""
    shape = "".join(kind for kind, _ in symbols)
    order = _SHAPES.get(shape)
    if order is None:
        return []
    values = dict(zip(order, (value for _, value in symbols), strict=True))
    found = [_one(values)]
    if shape == "MN":  # March 21: the day, or the year
        found.append(_one({"m": values["m"], "y": values["d"]}))
    return [part for part in found if part.day is None or part.day <= 31 or (shape == "N" and part.day < 100)]


def _one(values: dict[str, int | frozenset[int]]) -> Part:
    year, month, day = values.get("y"), values.get("m"), values.get("d")
    return Part(
        year if isinstance(year, int) else None,
        month if isinstance(month, frozenset) else frozenset(),
        day if isinstance(day, int) else None,
    )


def _joined(first: Part, last: Part, loose: bool) -> Reading | None:
    """Two dates between which each gives what the other leaves out."""
    if first.year is not None and not first.months and last[:2] == (None, frozenset()):
        year = first.year // 100 * 100 + (last.day or 0)  # 1914-18
        return Reading(first, Part(year, frozenset(), None), loose) if year > first.year else None
    if not first.months and not last.months and (first.day or last.day):
        return None
    first = first._replace(months=first.months or last.months) if first.day else first
    last = last._replace(months=last.months or first.months) if last.day else last
    in_order = not first.months or not last.months or min(first.months) <= max(last.months)
    if first.year is None and in_order:
        first = first._replace(year=last.year)
    if last.year is None and in_order:
        last = last._replace(year=first.year)
    return Reading(first, last, loose)
