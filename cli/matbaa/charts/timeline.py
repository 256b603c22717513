"""Dates as a timeline: points stacked over the time that they fall in, spans of time as bars in lanes below it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

__all__ = ["UNITS", "Dated", "Moment", "Scale", "Stack", "Strip", "Tick", "day_number", "moments", "scales"]

UNITS = ("day", "month", "year", "decade", "century")
"""What points are stacked by, and what the axis is divided into."""

_WIDTH = 960
# a stack is at least so wide
_NARROW = 7.0
_LANES = 24
# of a letter of a label
_ADVANCE = 6.2
# a closer view comes first where this share of the mentions lies within that share of all the time
_CORE, _CLOSE = 0.85, 0.4
_YEARS = {"year": 1, "decade": 10, "century": 100}
_ISO = re.compile(r"(-?)(\d{4,6})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?(?:Z|[+-]\d\d:\d\d)?")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of the index: an ISO 8601 expression as `matbaa.index.dates.iso` gives it, its words, and its mentions."""

    iso: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Moment:
    """When a date begins and ends: days as `day_number` counts them, `end` being the first day after it.

    `number` is the date's place among those given. `uncertain`: it lies somewhere between these bounds. An open bound
    is the same day as the other.
    """

    number: int
    begin: int
    end: int
    label: str
    count: int
    uncertain: bool
    open_begin: bool
    open_end: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis at `x`: the year or the month (`1919-05`) that begins there; `major` ones are labelled."""

    x: float
    iso: str
    major: bool


@dataclass(frozen=True, slots=True)
class Stack:
    """The points that fall in one unit of time, in the order of time; `iso` names the unit as its first day does."""

    x: float
    width: float
    iso: str
    numbers: tuple[int, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Strip:
    """A span of time in a lane; what goes on beyond the sheet is `cut` at that side (`begin`, `end`, `both`, or '').

    `words` says where there is room for its label: `inside`, `after`, `before`.
    """

    number: int
    x: float
    width: float
    lane: int
    uncertain: bool
    cut: str
    words: str


@dataclass(frozen=True, slots=True)
class Scale:
    """A stretch of time on a sheet `width` wide, from day `begin` to before day `end`. `unlaid` spans found no lane,
    `left_out` dates lie outside.
    """

    width: int
    unit: str
    begin: int
    end: int
    ticks: tuple[Tick, ...]
    stacks: tuple[Stack, ...]
    strips: tuple[Strip, ...]
    unlaid: int = 0
    left_out: int = 0


def day_number(year: int, month: int, day: int) -> int:
    """The number of a day of the proleptic Gregorian calendar, 1 January of the year 1 being 1; for any year."""
    year -= month <= 2
    era = year // 400
    of_era = year - era * 400
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 305


def _civil(number: int) -> tuple[int, int, int]:
    """Year, month and day of the number of a day."""
    number += 305
    era = number // 146097
    of_era = number - era * 146097
    year = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    part = (5 * of_year + 2) // 153
    month = part + (3 if part < 10 else -9)
    return year + era * 400 + (month <= 2), month, of_year - (153 * part + 2) // 5 + 1


def moments(dates: Iterable[Dated]) -> list[Moment]:
    """The dates that have a place in time, in its order."""
    found = []
    for number, dated in enumerate(dates):
        bare = dated.iso.lstrip("~")
        begin, slash, end = bare.partition("/")
        first, last = _extent(begin), _extent(end if slash else begin)
        if first is None and last is None:
            continue
        start = (first or last or (0, 0))[0]
        stop = (last or first or (0, 0))[1]
        # the two ends may stand the wrong way around
        start, stop = min(start, stop - 1), max(stop, start + 1)
        uncertain = dated.iso.startswith("~")
        found.append(Moment(number, start, stop, dated.label, dated.count, uncertain, first is None, last is None))
    return sorted(found, key=lambda moment: (moment.begin, moment.end, moment.number))


def _extent(iso: str) -> tuple[int, int] | None:
    """The first day of a date and the first after it."""
    found = _ISO.fullmatch(iso)
    if found is None:
        return None
    year, month, day = int(found[1] + found[2]), int(found[3] or 0), int(found[4] or 0)
    if month > 12 or day > 31:
        return None
    if not month:
        return day_number(year, 1, 1), day_number(year + 1, 1, 1)
    if not day:
        return day_number(year, month, 1), day_number(year + month // 12, month % 12 + 1, 1)
    first = day_number(year, month, day)
    return first, first + 1


def scales(found: Sequence[Moment]) -> tuple[Scale, ...]:
    """Sheets of all the dates; where most mentions crowd in a part of the time, a sheet of that part first."""
    if not found:
        return ()
    points = [moment for moment in found if moment.end - moment.begin <= 366] or list(found)
    whole = min(moment.begin for moment in found), max(moment.end for moment in found)
    core = _core(points)
    parts = [whole] if core is None or (core[1] - core[0]) > _CLOSE * (whole[1] - whole[0]) else [core, whole]
    return tuple(_scale(found, *part) for part in parts)


def _core(points: Sequence[Moment]) -> tuple[int, int] | None:
    """The shortest time that has most of the mentions."""
    wanted = _CORE * sum(moment.count for moment in points)
    best: tuple[int, int] | None = None
    first = 0
    counted = 0
    for last in points:
        counted += last.count
        while counted - points[first].count >= wanted:
            counted -= points[first].count
            first += 1
        if counted >= wanted and (best is None or last.end - points[first].begin < best[1] - best[0]):
            best = points[first].begin, last.end
    return best


def _scale(found: Sequence[Moment], begin: int, end: int) -> Scale:
    unit = _unit(end - begin)
    begin, end = _rounded(begin, end, unit)
    inside = [moment for moment in found if moment.begin < end and moment.end > begin]

    def at(day: int) -> float:
        return round((day - begin) / (end - begin) * _WIDTH, 1)

    stacks: dict[int, list[Moment]] = {}
    spans = []
    for moment in inside:
        start = _start(moment.begin, unit)
        if moment.end <= _next(start, unit) and not (moment.open_begin or moment.open_end) and moment.begin >= begin:
            stacks.setdefault(start, []).append(moment)
        else:
            spans.append(moment)
    strips, unlaid = _laid(spans, begin, end, at)
    return Scale(
        _WIDTH, unit, begin, end, tuple(_ticks(begin, end, at)),
        tuple(
            Stack(at(start), round(at(_next(start, unit)) - at(start), 1), _iso(start, unit),
                  tuple(moment.number for moment in some), sum(moment.count for moment in some))
            for start, some in sorted(stacks.items())
        ),
        strips, unlaid, len(found) - len(inside),
    )  # fmt: skip


def _unit(days: int) -> str:
    """The least unit of which so many fit on the sheet that each can be seen."""
    lengths = {"day": 1.0, "month": 30.4, "year": 365.2, "decade": 3652.4, "century": 36524.0}
    return next((unit for unit in UNITS if days / lengths[unit] * _NARROW <= _WIDTH), "century")


def _start(day: int, unit: str) -> int:
    """The first day of the unit that a day is in."""
    year, month, _ = _civil(day)
    if unit == "day":
        return day
    if unit == "month":
        return day_number(year, month, 1)
    return day_number(year - year % _YEARS[unit], 1, 1)


def _next(start: int, unit: str) -> int:
    """The first day of the next unit."""
    year, month, _ = _civil(start)
    if unit == "day":
        return start + 1
    if unit == "month":
        return day_number(year + month // 12, month % 12 + 1, 1)
    return day_number(year + _YEARS[unit], 1, 1)


def _rounded(begin: int, end: int, unit: str) -> tuple[int, int]:
    """The same stretch in whole units of the next larger kind, so that its ends fall on lines of the axis."""
    larger = {"day": "month", "month": "year", "year": "year", "decade": "decade", "century": "century"}[unit]
    return _start(begin, larger), _next(_start(end - 1, larger), larger)


def _iso(start: int, unit: str) -> str:
    year, month, day = _civil(start)
    written = f"{'-' if year < 0 else ''}{abs(year):04}"
    return {"day": f"{written}-{month:02}-{day:02}", "month": f"{written}-{month:02}"}.get(unit, written)


def _ticks(begin: int, end: int, at: Callable[[int], float]) -> Iterator[Tick]:
    """Lines of the axis: the least step of which a label has room, and the next smaller without labels."""
    years = (end - begin) / 365.2
    if years <= 2.2:
        day = begin
        while day < end:
            yield Tick(at(day), _iso(day, "month"), major=True)
            day = _next(day, "month")
        return
    major = next((step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500) if years / step <= 16), 1000)
    minor = {1: 1, 2: 1, 5: 1, 10: 5, 20: 10, 50: 10}.get(major, major // 2)
    first = _civil(begin)[0]
    year = math.ceil(first / minor) * minor
    while (day := day_number(year, 1, 1)) < end:
        if day >= begin:
            yield Tick(at(day), _iso(day, "year"), major=year % major == 0)
        year += minor


def _laid(spans: Sequence[Moment], begin: int, end: int, at: Callable[[int], float]) -> tuple[tuple[Strip, ...], int]:
    """Spans in lanes where none covers another, nor its words."""
    free: list[float] = []
    strips = []
    for moment in sorted(spans, key=lambda one: (one.begin, -one.end, one.number)):
        x = at(max(moment.begin, begin))
        width = round(max(at(min(moment.end, end)) - x, 5.0), 1)
        said = len(moment.label) * _ADVANCE + 8
        words = "inside" if width > said else "after" if x + width + said <= _WIDTH else "before"
        left = x - said if words == "before" else x
        lane = next((number for number, taken in enumerate(free) if taken <= left), len(free))
        if lane >= _LANES:
            continue
        free += [-math.inf] if lane == len(free) else []
        free[lane] = x + width + (said if words == "after" else 0) + 6
        before, after = moment.begin < begin or moment.open_begin, moment.end > end or moment.open_end
        cut = {(True, True): "both", (True, False): "begin", (False, True): "end"}.get((before, after), "")
        strips.append(Strip(moment.number, x, width, lane, moment.uncertain, cut, words))
    return tuple(strips), len(spans) - len(strips)
