"""The dates, times and durations of XML Schema: how they are written and in what order they stand.

Two points in time of which one only has a time zone can be in no order; likewise a month and thirty days.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, NamedTuple

__all__ = [
    "DURATION",
    "MOMENTS",
    "Duration",
    "Moment",
    "duration",
    "exists",
    "moment",
    "order_durations",
    "order_moments",
]

_YEAR: Final = r"-?(?:[1-9][0-9]{4,}|(?!0000)[0-9]{4})"
_MONTH: Final = r"(?:0[1-9]|1[0-2])"
_DAY: Final = r"(?:0[1-9]|[12][0-9]|3[01])"
# the 29th of February is looked at by itself
_MONTH_DAY: Final = (
    r"(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9]))"
)
# a sixtieth second is a leap second, at whose true times nobody looks
_TIME: Final = r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\.[0-9]+)?|24:00:00(?:\.0+)?)"
_ZONE: Final = r"(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"

# name of the type -> how it is written
MOMENTS: Final = {
    "date": f"{_YEAR}-{_MONTH_DAY}{_ZONE}",
    "dateTime": f"{_YEAR}-{_MONTH_DAY}T{_TIME}{_ZONE}",
    "gDay": f"---{_DAY}{_ZONE}",
    "gMonth": f"--{_MONTH}{_ZONE}",
    "gMonthDay": f"--{_MONTH_DAY}{_ZONE}",
    "gYear": f"{_YEAR}{_ZONE}",
    "gYearMonth": f"{_YEAR}-{_MONTH}{_ZONE}",
    "time": f"{_TIME}{_ZONE}",
}
DURATION: Final = (
    r"-?P(?=[0-9T])(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+D)?"
    r"(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:\.[0-9]+)?S)?)?"
)

# the parts of any of them; what a type leaves out is that of the last day of 1972, a leap year
_PARTS: Final = re.compile(
    r"(?P<year>-?[0-9]{4,})?(?:-{0,3}(?P<month>(?<!---)[0-9]{2}(?!:)))?(?:-{1,3}(?P<day>[0-9]{2}))?"
    r"(?:T?(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2})(?:\.(?P<fraction>[0-9]+))?)?"
    r"(?P<zone>Z|(?P<sign>[+-])(?P<hours>[0-9]{2}):(?P<minutes>[0-9]{2}))?"
)
_FOURTEEN_HOURS: Final = 14 * 3600
# what is longer than anybody means is cut, so that nobody can make us count for long
_YEAR_DIGITS: Final = 1000
_LONGEST: Final = Decimal(10**20)


class Moment(NamedTuple):
    """A point in time: seconds since the beginning of the first year, in universal time where `zoned`.

    `fraction` has the digits of a fraction of a second, without zeros at the end.
    """

    zoned: bool
    seconds: int
    fraction: str


class Duration(NamedTuple):
    """A duration: so many months and so many seconds."""

    months: Decimal
    seconds: Decimal


def exists(text: str) -> bool:
    """True unless `text`, which is written as it should be, names the 29th of February of a year without one."""
    if "-02-29" not in text or text.startswith("--"):
        return True
    year = _astronomical(text[: text.index("-", 1)])
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def moment(text: str) -> Moment:
    """What `text`, which is written as it should be, stands for."""
    parts = _PARTS.fullmatch(text)
    assert parts is not None, text
    year = _astronomical(parts["year"]) if parts["year"] else 1972
    month = int(parts["month"] or (12 if parts["day"] or parts["hour"] else 1))
    day = int(parts["day"] or (31 if parts["hour"] else 1))
    seconds = _days(year, month, day) * 86400
    if parts["hour"]:
        seconds += int(parts["hour"]) * 3600 + int(parts["minute"]) * 60 + int(parts["second"])
    if parts["sign"]:
        ahead = int(parts["hours"]) * 3600 + int(parts["minutes"]) * 60
        seconds += -ahead if parts["sign"] == "+" else ahead
    return Moment(parts["zone"] is not None, seconds, (parts["fraction"] or "").rstrip("0"))


def order_moments(first: Moment, second: Moment) -> int | None:
    """Below 0, 0 or above 0 as `first` is before, at or after `second`; None if nobody can say."""
    if first.zoned == second.zoned:
        return (first > second) - (first < second)
    if second.zoned:
        turned = order_moments(second, first)
        return None if turned is None else -turned
    here = (first.seconds, first.fraction)
    if here < (second.seconds - _FOURTEEN_HOURS, second.fraction):
        return -1
    return 1 if here > (second.seconds + _FOURTEEN_HOURS, second.fraction) else None


def duration(text: str) -> Duration:
    """What `text`, which is written as it should be, stands for."""
    sign = -1 if text.startswith("-") else 1
    date, _, time = text.partition("T")
    parts = {letter: min(Decimal(number), _LONGEST) for number, letter in re.findall(r"([0-9]+)([YMD])", date)}
    times = {letter: min(Decimal(number), _LONGEST) for number, letter in re.findall(r"([0-9.]+)([HMS])", time)}
    none = Decimal(0)
    months = parts.get("Y", none) * 12 + parts.get("M", none)
    seconds = parts.get("D", none) * 86400 + times.get("H", none) * 3600 + times.get("M", none) * 60
    return Duration(sign * months, sign * (seconds + times.get("S", none)))


# the beginnings from which XML Schema says durations are compared
_STARTS: Final = ((1696, 9), (1697, 2), (1903, 3), (1903, 7))


def order_durations(first: Duration, second: Duration) -> int | None:
    """Below 0, 0 or above 0 as `first` is shorter than, equal to or longer than `second`; None if nobody can say."""
    if first.months == second.months:
        return (first.seconds > second.seconds) - (first.seconds < second.seconds)
    found = set()
    for year, month in _STARTS:
        here, there = (_later(year, month, one) for one in (first, second))
        found.add((here > there) - (here < there))
    return found.pop() if len(found) == 1 else None


def _later(year: int, month: int, length: Duration) -> Decimal:
    """The seconds to the end of a duration that begins with a month."""
    years, months = divmod(month - 1 + int(length.months), 12)
    return _days(year + years, months + 1, 1) * 86400 + length.seconds


def _astronomical(year: str) -> int:
    """A year, counted so that the year before the first is 0."""
    number = int(year[: _YEAR_DIGITS + 1])
    return number + 1 if number < 0 else number


def _days(year: int, month: int, day: int) -> int:
    """The days from the beginning of the first year to a date."""
    year -= month <= 2
    months = (month + 9) % 12
    return year * 365 + year // 4 - year // 100 + year // 400 + (months * 153 + 2) // 5 + day - 307
