"""The values of dating attributes: a year, a month, a day, as far as they are given, and the days that they span."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Span", "Value", "has_day", "parse", "spanned", "value_or_none"]

# years with at least four digits, as W3C and ISO 8601 write them; or no year: --05-19, --05, ---19
_DATE = re.compile(
    r"(?:(?P<year>[+-]?\d{4,9})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?"
    r"|--(?P<bare_month>\d\d)(?:-(?P<bare_day>\d\d))?|---(?P<only_day>\d\d))"
    r"(?:T[\d:.,]+)?(?:Z|[+-]\d\d:\d\d)?"
)
_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T[\d:.,]+)?(?:Z|[+-]\d\d:?\d\d)?")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_REFORM = 1582


class Value(NamedTuple):
    """A date as far as it is given; a month or a day may stand without a year."""

    year: int | None
    month: int | None
    day: int | None

    @property
    def first(self) -> int | None:
        """Its first day as one number that orders days in time; nothing without a year."""
        return None if self.year is None else self.year * 10_000 + (self.month or 1) * 100 + (self.day or 1)

    @property
    def last(self) -> int | None:
        """Its last day, as `first`. Months have 31 days here, which is enough for an order."""
        return None if self.year is None else self.year * 10_000 + (self.month or 12) * 100 + (self.day or 31)


class Span(NamedTuple):
    """A time by its first and last day as `Value` numbers them; an end that is not known is open."""

    first: int | None
    last: int | None

    def before(self, other: Span) -> bool:
        """True if all of it lies before all of `other`, for certain."""
        return self.last is not None and other.first is not None and self.last < other.first

    def touches(self, other: Span) -> bool:
        """True unless one of the two lies wholly before the other."""
        return not self.before(other) and not other.before(self)

    def widened(self, other: Span) -> Span:
        """The shortest time that holds both."""
        return Span(
            None if self.first is None or other.first is None else min(self.first, other.first),
            None if self.last is None or other.last is None else max(self.last, other.last),
        )


def parse(text: str) -> Value | None:
    """The value that an attribute gives, whether its day exists or not; nothing for a time, a week, a duration, and
    for what is no date at all.
    """
    text = text.strip()
    if found := _DATE.fullmatch(text):
        part = found.groupdict()
        return Value(
            _number(part["year"]),
            _number(part["month"] or part["bare_month"]),
            _number(part["day"] or part["bare_day"] or part["only_day"]),
        )
    if found := _BASIC.fullmatch(text):
        return Value(*map(int, found.groups()))
    return None


def _number(digits: str | None) -> int | None:
    return None if digits is None else int(digits)


def has_day(value: Value) -> bool:
    """True if the calendar has such a month and such a day.

    It is the Gregorian one; before its reform the 29th of February of 1500 and the like is taken for Julian.
    """
    year, month, day = value
    if month is not None and not 1 <= month <= 12:
        return False
    if day is None:
        return True
    longest = _DAYS[month - 1] if month else 31
    if month == 2 and year is not None and not (_leap(year) or (year <= _REFORM and year % 4 in (0, 3))):
        longest = 28
    return 1 <= day <= longest


def _leap(year: int) -> bool:
    # before our era years are counted with a year 0 (ISO 8601) or without (W3C 1.0): either will do
    if year < 0:
        return year % 4 in (0, 3)
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def value_or_none(attributes: Mapping[str, str], name: str) -> Value | None:
    """The value of a dating attribute, in W3C's form or in ISO's; nothing where it is not there or no real day."""
    for key in (name, f"{name}-iso"):
        if (text := attributes.get(key)) is not None and (value := parse(text)) is not None:
            return value if has_day(value) else None
    return None


def spanned(attributes: Mapping[str, str]) -> Span | None:
    """The time that dating attributes give, at its widest; nothing without any that can be read."""
    if "when" in attributes or "when-iso" in attributes:
        when = value_or_none(attributes, "when")
        if when is None:
            return _range(attributes.get("when-iso", ""))
        return None if when.year is None else Span(when.first, when.last)
    begin = value_or_none(attributes, "from") or value_or_none(attributes, "notBefore")
    end = value_or_none(attributes, "to") or value_or_none(attributes, "notAfter")
    span = Span(begin.first if begin else None, end.last if end else None)
    return None if span == (None, None) else span


def _range(text: str) -> Span | None:
    """`1919-05/1919-08` of ISO 8601."""
    begin, slash, end = text.partition("/")
    first, last = parse(begin), parse(end)
    return Span(first.first, last.last) if slash and first and last else None
