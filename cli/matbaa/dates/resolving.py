"""What times that words give are in the Gregorian calendar: the first and the last day, month or year."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matbaa.dates import calendars
from matbaa.dates.numerals import figures, without_year
from matbaa.dates.values import Value, has_day

if TYPE_CHECKING:
    from datetime import date

    from matbaa.dates.grammar import Expression
    from matbaa.dates.narrowing import Narrowing
    from matbaa.dates.units import Unit

__all__ = ["Resolved", "resolve", "written"]

# languages whose short dates name the month first, and those that have both
_MONTH_FIRST = frozenset({"en-us"})
_EITHER = frozenset({"en", "en-ca", "en-ph"})
_NO_CENTURY = "nothing says of which century the year is"


@dataclass(frozen=True, slots=True)
class Resolved:
    """A time by its ends. `how` is `when` for one, `range` if it lasts from the first to the last, `within` if it lies
    somewhere between. `calendar` is the id of the calendar that the words follow, empty for the Gregorian; `doubts` say
    why it may be wrong, and `unsure` is true where it is but one of two.
    """

    first: Value
    last: Value
    how: str
    calendar: str = ""
    doubts: tuple[str, ...] = ()
    unsure: bool = False


def written(value: Value) -> str:
    """A value as dating attributes have it: 1919-05-19, 1919, --05-19, -0044."""
    year, month, day = value
    parts = [] if year is None else [f"-{-year:04}" if year < 0 else f"{year:04}"]
    if month is not None:
        parts.append(f"{month:02}")
    if day is not None:
        parts.append(f"{day:02}")
    return ("--" if year is None else "") + "-".join(parts)


def resolve(expression: Expression, tag: str = "") -> Resolved | None:
    """The time that an expression of a text in this language means; nothing where no such time exists.

    A year that it does not have is not looked for.
    """
    if expression.pair is not None:
        return _paired(expression, tag)
    first = _time(expression.first, expression.calendar, tag)
    if expression.single or first is None:
        found = first
    else:
        last = _time(expression.last, expression.calendar, tag)
        found = _range(first, last, expression) if last else None
    if found is None:
        return None
    if expression.narrowed:
        found = _narrowed(found, expression.last.kind, expression.narrowed)
    return _weekday_checked(found, expression) if found else None


def _range(first: Resolved, last: Resolved, expression: Expression) -> Resolved | None:
    begin, end = first.first, last.last
    if expression.joint == "/" and (day := _two_styles(begin, end)):
        return Resolved(day, day, "when", "julian gregorian", first.doubts + last.doubts)
    if begin.year is not None and end.year is not None and (begin.first or 0) >= (end.last or 0):
        return None
    unsure = first.unsure or last.unsure
    return Resolved(begin, end, "range", last.calendar, tuple(dict.fromkeys(first.doubts + last.doubts)), unsure)


def _two_styles(begin: Value, end: Value) -> Value | None:
    """The Gregorian day of 1/13 March 1881, which is the same day in both calendars."""
    if None in begin or None in end:
        return None
    day = calendars.julian(*begin)  # type: ignore[arg-type]
    return end if day is not None and _value(day) == end else None


def _value(day: date) -> Value:
    return Value(day.year, day.month, day.day)


def _time(unit: Unit, calendar: str, tag: str) -> Resolved | None:
    if unit.kind == "figures":
        return _figures(unit, tag, calendar)
    if unit.kind == "century":
        return _century(unit)
    year = -unit.year if unit.era < 0 and unit.year else unit.year
    if unit.kind == "decade":
        return _decade(year)
    if unit.kind == "season":
        return _season(unit, year)
    if len(unit.months) > 1:
        return None
    month = unit.lunar or next(iter(unit.months), None)
    if unit.short and (unit.year or 0) > 99:
        return _either(Value((unit.year or 0) + 1000, month, unit.day), _NO_CENTURY)
    if unit.short:
        return _either(Value(None, month, unit.day), _NO_CENTURY) if month else None
    value = Value(year, month, unit.day)
    if unit.lunar or calendar in ("rumi", "hijri", "julian"):
        return _converted(value, "hijri" if unit.lunar else calendar)
    if year in calendars.RUMI_YEARS and month is not None:
        other = _converted(value, "rumi")
        if unit.ottoman:
            return other
        if other and tag.lower().startswith("tr"):
            return _either(value, f"if it is of the Rumi calendar, {written(other.first)}")
    return _single(value) if has_day(value) else None


def _span(first: Value, last: Value, how: str, calendar: str = "", *doubts: str) -> Resolved:
    return Resolved(first, last, how, calendar, doubts)


def _single(value: Value) -> Resolved:
    return Resolved(value, value, "when")


def _either(value: Value, doubt: str) -> Resolved | None:
    return Resolved(value, value, "when", "", (doubt,), True) if has_day(value) else None


def _figures(unit: Unit, tag: str, calendar: str) -> Resolved | None:
    text = unit.figures
    dated = figures(text)
    short = bool(dated) and dated[0][0] < 100
    possible = [(unit.year if year < 100 else year, m, d) for year, m, d in dated if not short or year == dated[0][0]]
    possible = possible or [(unit.year, m, d) for m, d in without_year(text)]
    days = [Value(year, m, unit.day or d) for year, m, d in possible]
    days = [day for day in dict.fromkeys(days) if has_day(day)]
    if "/" in text and tag.lower() in _MONTH_FIRST:
        days.reverse()
    if not days:
        return None
    if calendar in ("rumi", "hijri", "julian"):
        return _converted(days[0], calendar)
    if short and unit.year is None:
        return _either(days[0], _NO_CENTURY)
    if len(days) > 1 and "/" in text and tag.lower() in _EITHER:
        return _either(days[0], f"may be {written(days[1])} as well")
    return _single(days[0])


def _century(unit: Unit) -> Resolved | None:
    number = unit.day or 0
    if not 1 <= number <= 21:
        return None
    if unit.era < 0:
        return _span(Value(-number * 100, None, None), Value(-number * 100 + 99, None, None), "range")
    return _span(Value(number * 100 - 99, None, None), Value(number * 100, None, None), "range")


def _decade(year: int | None) -> Resolved | None:
    if year is None or year % 10:
        return None
    first = Value(year, None, None)
    if year % 100:
        return _span(first, Value(year + 9, None, None), "range")
    doubt = f"may be the ten years from {year} only"
    return Resolved(first, Value(year + 99, None, None), "range", "", (doubt,), True)


def _season(unit: Unit, year: int | None) -> Resolved:
    if unit.season < 12:
        return _span(Value(year, unit.season, None), Value(year, unit.season + 2, None), "within")
    following = None if year is None else year + 1
    doubts = () if unit.crossing else ("may be the winter at the beginning of the year",)
    return Resolved(Value(year, 12, None), Value(following, 2, None), "within", "", doubts, not unit.crossing)


def _converted(value: Value, calendar: str) -> Resolved | None:
    """A day, a month or a year of another calendar."""
    year, month, day = value
    if year is None:
        return None
    convert = {"rumi": calendars.rumi, "hijri": calendars.hijri, "julian": calendars.julian}[calendar]
    doubts = ("by the tabular calendar, a day may be off by one",) if calendar == "hijri" else ()
    if day is not None and month is not None:
        found = convert(year, month, day)
        return _span(_value(found), _value(found), "when", calendar, *doubts) if found else None
    if calendar == "julian":
        return _span(value, value, "when", calendar)
    if calendar == "rumi" and year >= calendars.RUMI_GREGORIAN:
        if year not in calendars.RUMI_YEARS:
            return None
        plain = Value(year + calendars.RUMI_BEHIND, month, None)
        return _span(plain, plain, "when", calendar)
    extent = calendars.extent(calendar, year, month)
    if extent is None:
        return None
    return _span(_value(extent[0]), _value(extent[1]), "within", calendar, *doubts)


def _paired(expression: Expression, tag: str) -> Resolved | None:
    """A time given by two calendars: what the Gregorian one says, if the other agrees."""
    pair = expression.pair
    assert pair is not None
    plain = _time(pair, "", tag)
    if plain is None:
        return None
    for calendar in (expression.calendar,) if expression.calendar else ("rumi", "hijri"):
        other = _time(expression.first, calendar, tag)
        if (
            other
            and (other.first.first or 0) <= (plain.last.last or 0)
            and (plain.first.first or 0) <= (other.last.last or 0)
        ):
            # a day is more than the year that stands beside it
            return other if other.how == "when" and plain.first.day is None else replace(plain, calendar=calendar)
    return None


def _narrowed(found: Resolved, kind: str, narrowing: Narrowing) -> Resolved | None:
    """A part of a time, where it is one that has parts."""
    if found.how not in ("when", "range") or kind not in ("month", "year", "decade", "century"):
        return None
    if kind == "century" and narrowing.kind != "part":
        return None
    if narrowing.kind == "begin" and narrowing.which != 1:
        return None
    if kind in ("month", "year") and found.how != "when":
        return None
    how, which, of = narrowing
    year = found.first.year
    if how == "months":
        if kind != "year" or year is None or not 1 <= of < 12:
            return None
        first = 13 - of if which == -1 else 1
        return replace(found, first=Value(year, first, None), last=Value(year, first + of - 1, None), how="range")
    if how == "part":
        which = of if which == -1 else which
        return _cut(found, kind, which - 1, which, of) if 1 <= which <= of <= 4 else None
    within = _cut(found, kind, *_PARTS[kind][how])
    return replace(within, how="within") if within else None


# where a part begins and ends, and of how many
_PARTS = {
    "month": {"begin": (0, 1, 3), "mid": (1, 2, 3), "end": (2, 3, 3)},
    "year": {"begin": (0, 1, 4), "mid": (1, 3, 4), "end": (3, 4, 4)},
    "decade": {"begin": (0, 4, 10), "mid": (4, 7, 10), "end": (7, 10, 10)},
}


def _cut(found: Resolved, kind: str, begin: int, end: int, of: int) -> Resolved | None:
    """From `begin` of `of` equal parts to `end`."""
    year, month, _ = found.first
    if kind == "decade" and found.last.year != (year or 0) + 9:
        return None
    if kind in ("decade", "century") and year is not None:
        years = 10 if kind == "decade" else 100
        first, last = year + begin * years // of, year + end * years // of - 1
        return replace(found, first=Value(first, None, None), last=Value(last, None, None), how="range")
    if kind == "year" and year is not None:
        first, last = begin * 12 // of + 1, end * 12 // of
        return replace(found, first=Value(year, first, None), last=Value(year, last, None), how="range")
    if kind == "month" and month is not None:
        days = 28 if year is None and month == 2 else monthrange(year if year and year > 0 else 2001, month)[1]
        first, last = begin * 30 // of + 1, days if end == of else end * 30 // of
        return replace(found, first=Value(year, month, first), last=Value(year, month, last), how="range")
    return None


def _weekday_checked(found: Resolved, expression: Expression) -> Resolved:
    """The same with a doubt where the day of the week that the text names is another."""
    from datetime import date

    if found.calendar and " " not in found.calendar and found.calendar != "rumi":
        return found
    for unit, value in ((expression.first, found.first), (expression.last, found.last)):
        year, month, day = value
        if unit.weekdays and year is not None and month is not None and day is not None and 1582 < year < 9999:
            actual = date(year, month, day).isoweekday()
            if actual not in unit.weekdays:
                doubt = f"{written(value)} was a {_WEEKDAYS[actual - 1]}"
                return replace(found, doubts=(*found.doubts, doubt))
    return found


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
