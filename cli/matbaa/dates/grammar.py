"""What the words of a text say of times: days, months, years, parts and ranges of them, found in a row of letters.

Nothing is decided here: whether a number is a year, and which year a day is in, is for those who know the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from matbaa.dates.calendars import solar_month
from matbaa.dates.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from matbaa.dates.lexer import Lexed

__all__ = ["Expression", "Narrowing", "Unit", "expressions"]

# what may stand between a day and its month, a month and its year
_OF = "[fp]{0,3}"
_YEAR_OF = f"{_OF}(?:k{_OF})?"
# the 3rd of, 3rd day of the month of
_DAY_OF = "g?f{0,2}(?:qf{0,2})?"
_WEEKDAY = r"(?:w\.?,?f{0,2})?"
_DAY = r"(?:[do]\.?|u)"


def _compiled(*shapes: tuple[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(shape)) for kind, shape in shapes)


# the shapes of one time, by what it is; the letters are those of `lexer`
_UNITS = _compiled(
    ("figures", f"{_WEEKDAY}[DVQ](?:,?w)?|{_WEEKDAY}d/[dr](?![/.]?[dmcyn/])"),
    ("day", rf"{_WEEKDAY}{_DAY}{_DAY_OF}m\.?,?{_YEAR_OF}[ynhd](?:,?w)?"),
    ("day", rf"{_WEEKDAY}m\.?f?[do],?[fp]?y"),
    ("day", rf"y\.?k?m\.?q?f?[do](?!\.?m)|yk{_DAY}m"),
    ("day", rf"{_DAY}i,?[hy]"),
    ("day", rf"=k{_DAY}m|{_DAY}{_DAY_OF}m{_OF}=k"),
    ("day", rf"{_WEEKDAY}{_DAY}{_DAY_OF}m(?:,?w)?"),
    ("day", rf"{_DAY}f{{0,2}}oq,?{_OF}y"),
    ("month", rf"oq,?{_OF}y"),
    ("day", rf"{_WEEKDAY}m\.?f?[do]"),
    ("month", rf"y\.?k?m|m\.?,?{_YEAR_OF}y|=km|m{_OF}=k|i[hy]|m\.?[nd](?!\.?m)|m"),
    ("season", rf"s,?{_YEAR_OF}y(?:[-/T][dny])?|yk?s|=ks|s{_OF}=k"),
    ("century", r"E?[dour]\.?c(?:[fp]?E)?|c\.?[fp]?[rdou](?:[fp]?E)?"),
    ("decade", rf"x[kK]?|XK|[KZ]{_OF}[yx]"),
    ("year", r"E[dnhy]|[dnhy]E|y|[dnh](?=k)|(?<=k)[hn]|(?<=kf)h|(?<=j)[nh]|(?<=j\.)[nh]"),
)
# the first half of a range or a list, where the second says the rest, and the second, where the first does
_LEFT = _compiled(("day", f"{_WEEKDAY}{_DAY}"), ("century", r"[dour]\.?"), ("month", "m"), ("season", "s"))
_RIGHT = _compiled(("day", r"[do]\.?,?[fp]?y"), ("day", r"[do](?!\.?m)"), ("year", r"[dn](?!\.?[mc])"))
_TO = re.compile(r"\.?(?:-|/|,?[fp]{0,2}T{1,2}[fp]{0,3})")
_AND = re.compile(r",?&[fp]{0,3}")
# in a list
_NEXT = re.compile(r",?&[fp]{0,2}|[,/]")
# before the time that it is a part of: early, end of, first half of, first six months of
_NARROWED = re.compile(
    rf"(?P<part>P)\.?-?(?!g|[Uu]q){_OF}(?:[kq]{_OF})?|(?P<which>[oubdL])\.?-?(?P<fraction>[Ho]){_OF}(?:k{_OF})?"
    rf"|(?P<first>[oPL])(?P<count>[Uud])q{_OF}(?:[kK]{_OF})?|(?P<count2>[Uu])(?P<first2>[oPL])q{_OF}(?:k{_OF})?"
    rf"|(?P<edge>[oPL])g{_OF}(?:q{_OF})?"
    rf"|(?P<middle>H)f{_OF}(?:k{_OF})?"
)
# and after it: 1920 yılı başında, XIX. yüzyılın ilk yarısında, 1919 yılının ilk altı ayında
_NARROWED_AFTER = re.compile(
    "[kq]?(?:(?P<which>[oL])(?P<fraction>H)|(?P<first>[oL])(?P<count>[ud])q|(?P<edge>[oL])g|(?P<part>P)|(?P<fraction2>H))"
)
_CIRCA = re.compile(r"[tv]\.?f{0,2}")
_CALENDAR = re.compile(r"j\.?")
_CALENDAR_AFTER = re.compile(r"\(j\.?\)|j\.?")
_AMONG = re.compile("[gkK]?A")
_ABOUT = re.compile("[kK]?t")
# Turkish: from (1919’dan, 1919’den), to (1923’e, 1923’ye)
_FROM_ENDING = re.compile("n?[dt][ae]n|.{0,6}n?[dt][ae]n")
_TO_ENDING = re.compile("[yn]?[ae]")
_OLD_YEARS = range(1200, 1345)
_MANY = 8
_FIELDS = {"w": "weekdays", "s": "season", "E": "era", "i": "lunar", "D": "figures", "V": "figures", "Q": "figures"}
_STARTS = re.compile("[BEDVQdourywmsicxXKZPHLUbtv=nhj]")
_NUMBERS = frozenset("dour")


class Narrowing(NamedTuple):
    """A part of a time: its `begin`, `mid` or `end`; the `which`th of `of` equal parts, -1 for the last; or so many
    `months` at its beginning or, if `which` is -1, at its end.
    """

    kind: str
    which: int = 1
    of: int = 1


@dataclass(frozen=True, slots=True)
class Unit:
    """One time as words give it, from the word `begin` to before `end`.

    `kind` is `day`, `month`, `season`, `century`, `decade` or `year`, or `figures`, of which `figures` are the text.
    A `year` is `short` if only its last figures are given; `same` is true where it is that of another date. `sure` is
    false where the month may be another word, `own` where the word is one of another language; `ottoman` is true of
    a month that the Rumi calendar names for itself, `crossing` of a winter of two years.
    """

    kind: str
    begin: int
    end: int
    year: int | None = None
    months: frozenset[int] = frozenset()
    day: int | None = None
    season: int = 0
    lunar: int = 0
    weekdays: frozenset[int] = frozenset()
    era: int = 0
    short: bool = False
    same: bool = False
    sure: bool = True
    own: bool = True
    ottoman: bool = False
    crossing: bool = False
    figures: str = ""


@dataclass(frozen=True, slots=True)
class Expression:
    """A time, or one from `first` to `last`, which are the same for a single one; words `begin` to before `end`.

    `circa` is the letter of the word that says about when. `calendar` is named by the text. `pair` is the same time
    by another calendar. `joint` is what joins the two ends.
    """

    first: Unit
    last: Unit
    begin: int
    end: int
    narrowed: Narrowing | None = None
    circa: str = ""
    calendar: str = ""
    pair: Unit | None = None
    joint: str = ""

    @property
    def single(self) -> bool:
        """True unless it has two ends."""
        return self.first is self.last


def expressions(lexed: Lexed, accept: Callable[[Expression], bool]) -> Iterator[Expression]:
    """What the text says of times, in its order, of all readings at a place the longest that is accepted."""
    position = 0
    while found := _STARTS.search(lexed.symbols, position):
        position = found.start() + 1
        for several in _readings(lexed, found.start()):
            if all(accept(one) for one in several):
                yield from several
                position = several[-1].end
                break


def _readings(lexed: Lexed, start: int) -> list[list[Expression]]:
    """The ways to read what begins with a word, the longest first."""
    symbols, at = lexed.symbols, start
    circa = narrowed = calendar = None
    if symbols[at] == "B":
        return [[one] for one in _between(lexed, at)]
    if found := _CIRCA.match(symbols, at):
        circa, at = symbols[at], found.end()
    if found := _narrowed_at(lexed, at):
        narrowed, at = _narrowing(lexed, found), found.end()
    if found := _CALENDAR.match(symbols, at):
        calendar, at = str(lexed.entries[at].value), found.end()
    if at > start and (at >= len(symbols) or not _STARTS.match(symbols, at)):
        return []
    readings = [[one] for one in _timed(lexed, at)]
    if (circa or narrowed or calendar) and readings:
        readings = [
            [replace(one, begin=start, circa=circa or "", narrowed=narrowed or one.narrowed,
                     calendar=calendar or one.calendar)]
            for [one] in readings
            if not (narrowed and one.narrowed)
        ]  # fmt: skip
    readings += _listed(lexed, start)
    return sorted(readings, key=lambda several: several[-1].end, reverse=True)


def _between(lexed: Lexed, start: int) -> Iterator[Expression]:
    """Between the one and the other."""
    at = start + 1
    while lexed.symbols[at : at + 1] in ("f", "p"):
        at += 1
    for one in _joined(lexed, at, _AND):
        yield replace(one, begin=start)


def _timed(lexed: Lexed, at: int) -> Iterator[Expression]:
    """One time or a range that begins with this word, with what stands after it."""
    yield from _joined(lexed, at, _TO)
    if lexed.language == "tr":
        # 3 Mart ile 5 Mart arasında, 3 Mart’tan 5 Mart’a kadar
        yield from (one for one in _joined(lexed, at, _AND) if _AMONG.match(lexed.symbols, one.end))
        yield from _joined(lexed, at, None)
    for unit in _units(lexed, at, _UNITS):
        single = Expression(unit, unit, at, unit.end)
        yield from _followed(lexed, single)
        yield single


def _followed(lexed: Lexed, one: Expression) -> Iterator[Expression]:
    """The same with a word after it that says which part of it, about when, or by which calendar."""
    symbols, end = lexed.symbols, one.end
    if lexed.language == "tr":
        if found := _NARROWED_AFTER.match(symbols, end):
            yield replace(one, narrowed=_narrowing(lexed, found), end=found.end())
        if (found := _ABOUT.match(symbols, end)) and lexed.entries[found.end() - 1].value == "after":
            yield replace(one, circa="t", end=found.end())
    if found := _CALENDAR_AFTER.match(symbols, end):
        index = end + (symbols[end] == "(")
        yield replace(one, calendar=str(lexed.entries[index].value), end=found.end())
    if symbols[end : end + 1] in ("(", "/") and one.first.year and one.first.year in _OLD_YEARS:
        for unit in _units(lexed, end + 1, _UNITS):
            closed = symbols[end] == "/" or symbols[unit.end : unit.end + 1] == ")"
            if closed and unit.year and unit.year not in _OLD_YEARS:
                yield replace(one, pair=unit, end=unit.end + (symbols[end] == "("))


def _joined(lexed: Lexed, at: int, joint: re.Pattern[str] | None) -> Iterator[Expression]:
    """Two times with a joint between them; without one if their endings say so: from the one to the other."""
    symbols = lexed.symbols
    for left in (*_units(lexed, at, _UNITS), *_units(lexed, at, _LEFT)):
        middle, letter = left.end, ""
        if joint is not None:
            found = joint.match(symbols, left.end)
            if found is None:
                continue
            middle, letter = found.end(), found[0].strip(".,fp")[:1]
        elif not _FROM_ENDING.fullmatch(lexed.entries[left.end - 1].ending):
            continue
        for right in (*_units(lexed, middle, _UNITS), *_units(lexed, middle, _RIGHT)):
            if joint is None and not (
                _TO_ENDING.fullmatch(lexed.entries[right.end - 1].ending) or symbols[right.end : right.end + 1] == "T"
            ):
                continue
            if both := _completed(left, right, symbols[left.end - 1], letter):
                one = Expression(*both, at, right.end, joint=letter or "T")
                yield from _followed(lexed, one)
                yield one


def _completed(left: Unit, right: Unit, last: str, joint: str) -> tuple[Unit, Unit] | None:
    """The two ends of a range, where each takes from the other what it does not say itself; nothing if they are none.

    `last` is the letter of the last word of the first one.
    """
    if right.kind == "figures" and left.kind == "day" and not left.months:
        # 3. bis 5. 9. 1921
        return replace(left, kind="figures", figures=right.figures), right
    if left.kind != right.kind and "century" in (left.kind, right.kind):
        return None
    if right.kind == "year" and right.year is not None and right.year < 100 and not right.era:
        # 1914-18
        if left.kind != "year" or left.year is None or left.year < 1000 or joint not in ("-", "/"):
            return None
        return left, replace(right, year=left.year // 100 * 100 + right.year)
    if right.kind == "day" and not right.months and not right.lunar:
        # March 3-5, 1921
        if not left.months or last not in _NUMBERS:
            return None
        return replace(left, year=left.year or right.year), replace(
            right, months=left.months, year=right.year or left.year
        )
    if left.kind == "day" and not left.months and not left.lunar:
        if right.kind != "day" or right.day is None or left.day is None or left.day >= right.day:
            return None
        return replace(
            left, months=right.months, lunar=right.lunar, year=right.year, era=right.era, same=right.same
        ), right
    if left.kind == "century":
        return (replace(left, era=left.era or right.era), right)
    if left.kind == "season" or right.kind == "season":
        return (replace(left, year=left.year or right.year), right) if left.kind == right.kind else None
    if left.year is None and left.months and not left.same:
        left = replace(left, year=right.year, short=right.short, same=right.same)
    elif right.year is None and right.months and not right.same:
        right = replace(right, year=left.year, short=left.short)
    if "decade" in (left.kind, right.kind) and left.kind != right.kind:
        return None
    return left, right


def _listed(lexed: Lexed, start: int) -> Iterator[list[Expression]]:
    """Several times of which the last says what the others leave out: 19 ve 21 Mayıs 1919, 19th and 20th centuries."""
    symbols, at = lexed.symbols, start
    heads: list[Expression] = []
    while len(heads) < _MANY:
        begin, narrowed = at, None
        if found := _narrowed_at(lexed, at):
            narrowed, at = _narrowing(lexed, found), found.end()
        if heads:
            for unit in _units(lexed, at, _UNITS):
                several = [one for head in heads if (one := _like(head, unit))]
                if len(several) == len(heads):
                    yield [*several, Expression(unit, unit, begin, unit.end, narrowed)]
        left = next(iter(_units(lexed, at, _LEFT)), None)
        joint = _NEXT.match(symbols, left.end) if left else None
        if left is None or joint is None:
            return
        heads.append(Expression(left, left, begin, left.end, narrowed))
        at = joint.end()


def _like(head: Expression, unit: Unit) -> Expression | None:
    """The head of a list with what the last one says."""
    first = head.first
    if unit.kind == "century" and first.day is not None:
        first = replace(first, kind="century", era=unit.era)
    elif unit.kind == first.kind == "day" and unit.months and not first.months and (first.day or 0) < (unit.day or 0):
        first = replace(first, months=unit.months, lunar=unit.lunar, year=unit.year, short=unit.short, same=unit.same)
    elif unit.kind == first.kind and unit.year is not None and first.year is None and unit.kind in ("month", "season"):
        first = replace(first, year=unit.year)
    else:
        return None
    return replace(head, first=first, last=first)


def _units(lexed: Lexed, at: int, shapes: tuple[tuple[str, re.Pattern[str]], ...]) -> list[Unit]:
    found = {(match.end(), kind) for kind, shape in shapes if (match := shape.match(lexed.symbols, at))}
    return [
        _unit(lexed, kind, at, end)
        for end, kind in sorted(found, reverse=True)
        # Mai 08, but not May 8
        if not (kind == "month" and lexed.symbols[end - 1] == "d" and lexed.text[lexed.starts[end - 1]] != "0")
    ]


def _unit(lexed: Lexed, kind: str, begin: int, end: int) -> Unit:
    """What the words from `begin` to before `end` say."""
    values: dict[str, object] = {}
    for index in range(begin, end):
        symbol, value, _, _, sure, own = lexed.entries[index]
        if symbol in _NUMBERS:
            if kind == "month" or (kind == "day" and "day" in values and "months" in values):
                # 12. Okt. 08
                values["year"], values["short"] = value, True
            else:
                values.setdefault("day" if kind in ("day", "century") else "year", value)
        elif symbol in "ynhxX" and "year" not in values:
            values["year"] = value
            if kind in ("day", "month") and symbol in "nh" and "lunar" not in values:
                # 16. Mai 97, 29. Juni 908; but año 313
                values["short"] = "k" not in lexed.symbols[begin:end]
            elif kind == "year" and symbol == "n":
                # im Jahre 97
                values["short"] = (
                    "k" in lexed.symbols[max(0, begin - 1) : end + 1] and "E" not in lexed.symbols[begin:end]
                )
        elif symbol in "-/T" and kind == "season":
            values["crossing"] = True
        elif symbol == "q" and index and lexed.symbols[index - 1] == "o" and kind in ("day", "month") and index > begin:
            # the third month
            ordinal = lexed.entries[index - 1].value
            values |= {"months": frozenset({ordinal}), "day": values.get("day") if kind == "day" else None}
        elif symbol == "m":
            word = lexed.text[lexed.starts[index] : lexed.end(index)]
            values |= {"months": value, "sure": sure, "own": own, "ottoman": bool(solar_month(word))}
        elif symbol in _FIELDS:
            values[_FIELDS[symbol]] = value
        elif symbol == "=":
            values["same"] = True
        elif symbol == "j":
            values["era"] = 0
    if kind == "figures" and "figures" not in values:
        slash = lexed.symbols.index("/", begin, end)
        values["figures"] = fold(lexed.text[lexed.starts[slash - 1] : lexed.end(slash + 1)])
    return Unit(kind, begin, end, **values)  # type: ignore[arg-type]


def _narrowed_at(lexed: Lexed, at: int) -> re.Match[str] | None:
    """What says there which part of the time after it is meant; in Turkish it stands after."""
    found = None if lexed.language == "tr" else _NARROWED.match(lexed.symbols, at)
    if found and found["fraction"] and lexed.symbols[found.start("fraction")] == "o":
        # a third and a quarter are ordinal numbers in some languages
        start = found.start("fraction")
        if lexed.entries[start].value not in (3, 4) or lexed.text[lexed.starts[start]].isdigit():
            return None
    if found and found["edge"] and lexed.entries[found.start("edge") + 1].value != "many":
        # the first day is a day
        return None
    return found


def _narrowing(lexed: Lexed, found: re.Match[str]) -> Narrowing:
    def value(*names: str) -> int:
        for name in names:
            if name in found.re.groupindex and found[name]:
                entry = lexed.entries[found.start(name)]
                if entry.symbol == "L" or entry.value == "end":
                    return -1
                return (entry.value if isinstance(entry.value, int) else 0) or 1
        return 1

    groups = found.groupdict()
    if groups["part"]:
        return Narrowing(str(lexed.entries[found.start("part")].value))
    if groups["edge"]:
        return Narrowing("end" if value("edge") == -1 else "begin", value("edge"))
    if groups["which"]:
        return Narrowing("part", value("which"), value("fraction"))
    if groups["first"] or groups.get("first2"):
        return Narrowing("months", -1 if value("first", "first2") == -1 else 1, value("count", "count2"))
    return Narrowing("mid")
