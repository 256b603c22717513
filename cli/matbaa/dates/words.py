"""The words of a date, read: `19 Mayıs 1919`, `March 3rd, 1921`, `le 1er mai`, `16-20 Mart 1920`, `XIX. yüzyıl`.

Only what can be read as a whole counts: one word that is not understood (circa, before, Easter), and nothing is said.
"""

from __future__ import annotations

import re
from itertools import product
from typing import NamedTuple

from matbaa.dates.folding import fold
from matbaa.dates.names import ANDS, CENTURIES, FILLERS, RANGES, months, weekdays

__all__ = ["Part", "Reading", "fold", "read"]

_TOKEN = re.compile(r"\d+|[^\W\d_]+|['’][^\W\d_]+|\S")
# 3.9.1921, 3/9/21, 3-9-1921, 19.V.1919; 1921-09-03, 1921.9.3
_NUMERIC = re.compile(r"(\d{1,2}|[ivx]+)\s*([./-])\s*(\d{1,2}|[ivx]+)\s*\2\s*(\d{4}|\d\d)")
_YEAR_FIRST = re.compile(r"(\d{4})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{1,2})")
_ROMAN = re.compile(r"(?=[ivx])(x{0,2})(ix|iv|v?i{0,3})")
_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
# what may follow a number: 3rd, 1er, 1º, 3ème
_ORDINALS = frozenset("st nd rd th er ere re eme e ste sten ten de te ter º ° ª".split())
# Turkish endings after the apostrophe, but not those of a plural (1920'ler)
_ENDING = re.compile(r"['’](?!l[ae]r)[^\W\d_]{1,7}")
# shapes that one of two dates may have: 3 to 5 March, 1914-18, March 3 to 5, 1921
_HALVES = frozenset({"N", "NY"})
_SHAPES = {
    "N": "d", "NM": "dm", "MN": "md", "NMY": "dmy", "NMN": "dmy", "MNY": "mdy", "YMN": "ymd", "YNM": "ydm",
    "M": "m", "MY": "my", "YM": "ym", "Y": "y", "NY": "dy",
}  # fmt: skip
# d'abril, l'an
_ELIDED = re.compile(r"\b[dl]['’](?=[^\W\d_])")
_BRACKETS = str.maketrans("", "", "[]")
_DASH = re.compile(r"\s*[–—]\s*|\s+-\s+")
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
    text = _ELIDED.sub("", fold(text).translate(_BRACKETS)).strip(" .,;:()\t\n")
    if not text or len(text) > _LONGEST:
        return ()
    first, dash, last = (part.strip() for part in _DASH.sub("–", text, count=1).partition("–"))
    if dash and (numeric := _numeric(first)):
        return tuple(Reading(begin.first, end.last) for begin, end in product(numeric, _numeric(last)))
    return _numeric(text) or _century(text) or _worded(text, language.partition("-")[0].lower())


def _numeric(text: str) -> tuple[Reading, ...]:
    if found := _YEAR_FIRST.fullmatch(text):
        year, one, other = int(found[1]), int(found[3]), int(found[4])
        return _readings([(year, one, other), (year, other, one)])
    found = _NUMERIC.fullmatch(text)
    if found is None:
        return ()
    day, month, year = found[1], found[3], int(found[4])
    if not month.isdigit():
        return _readings([(year, _roman(month), int(day))]) if day.isdigit() else ()
    if not day.isdigit():
        return _readings([(year, _roman(day), int(month))])
    possible = [(year, int(month), int(day)), (year, int(day), int(month))]
    if len(found[4]) == 2:
        possible.append((int(day), int(month), year))
    return _readings(possible)


def _readings(possible: list[tuple[int, int, int]]) -> tuple[Reading, ...]:
    parts = [Part(y, frozenset({m}), d) for y, m, d in possible if 1 <= m <= 12 and 1 <= d <= 31]
    return tuple(Reading(part, part) for part in parts)


def _roman(text: str) -> int:
    found = _ROMAN.fullmatch(text)
    return 10 * len(found[1]) + _UNITS.index(found[2]) if found else 0


def _century(text: str) -> tuple[Reading, ...]:
    """A century: the years 1800 to 1900 for the nineteenth, as its beginning is counted either way."""
    number = 0
    names = 0
    for token in _TOKEN.findall(text):
        if token in CENTURIES:
            names += 1
        elif token.isdigit() or (_roman(token) and not number):
            if number:
                return ()
            number = int(token) if token.isdigit() else _roman(token)
        elif (roman := _roman(token.removesuffix("eme").removesuffix("e"))) and not number:
            number = roman
        elif not (token in FILLERS or token in _ORDINALS or token in ".-" or _ENDING.fullmatch(token)):
            return ()
    if names != 1 or not 1 <= number <= 21:
        return ()
    none: frozenset[int] = frozenset()
    return (Reading(Part((number - 1) * 100, none, None), Part(number * 100, none, None), True),)


def _worded(text: str, language: str) -> tuple[Reading, ...]:
    symbols: list[_Symbol] = []
    previous = ""
    for token in _TOKEN.findall(text):
        symbol = _symbol(token, previous, language)
        if symbol is None:
            return ()
        # a word for "and" at the beginning is one for "in"
        if symbol[0] and (symbols or symbol[0] not in "-/"):
            symbols.append(symbol)
        previous = token
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


def _symbol(token: str, previous: str, language: str) -> _Symbol | None:
    """What a token is: `N` a day or a short year, `Y` a year, `M` a month, `-` or `/` between two dates, an empty
    text for what says nothing; nothing at all for a word that is not known.
    """
    if token.isdecimal():
        number = int(token)
        if len(token) <= 2:
            return ("N", number) if number else None
        return ("Y", number) if len(token) == 4 and number >= 1000 else None
    if token in ".," or weekdays(token) or (previous.isdecimal() and token in _ORDINALS):
        return "", 0
    if _ENDING.fullmatch(token):
        return ("", 0) if previous.isdecimal() or months(previous, language) else None
    if named := months(token, language):
        return "M", named
    if token in RANGES:
        return "-", 0
    if token in ANDS:
        return "/", 0
    return ("", 0) if token in FILLERS else None


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
