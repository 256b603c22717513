"""Days of the calendars that older texts count by, as days of the Gregorian one: Julian, Rumi, Hijri."""

from __future__ import annotations

import re
from datetime import date, timedelta

from matbaa.dates.folding import fold

__all__ = [
    "CALENDARS", "RUMI_BEHIND", "RUMI_GREGORIAN", "RUMI_YEARS", "extent", "hijri", "julian", "lunar_month", "rumi",
    "solar_month",
]  # fmt: skip

# what a `calendar` element says of them, by the id that @calendar points at
CALENDARS = {
    "rumi": "Rumi calendar: Julian days (Gregorian from 1 March 1333), years from the Hijra counted by the sun",
    "hijri": "Hijri calendar, of lunar years; converted by the tabular reckoning, which may be off by a day",
    "julian": "Julian calendar",
    "gregorian": "Gregorian calendar",
}
RUMI_YEARS = range(1205, 1342)
RUMI_BEHIND = 584
# the year from which the days are Gregorian; it ended with December
RUMI_GREGORIAN = 1333
_BEFORE = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# the day before 1 Muharram 1, as `date.toordinal` counts
_HIJRA = 227_014
_LUNAR = {
    word: number
    for number, words in enumerate(
        (
            "muharrem muharram mouharram",
            "safer safar",
            "rebiulevvel rebiyulevvel rebiyyulevvel",
            "rebiulahir rebiyulahir rebiyyulahir",
            "cemaziyelevvel cemaziyulevvel cumadelula",
            "cemaziyelahir cemaziyulahir cemaziyelahire cumadelahire",
            "recep receb rajab",
            "saban shaban",
            "ramazan ramadan",
            "sevval shawwal",
            "zilkade zulkade zilkaade",
            "zilhicce zulhicce",
        ),
        1,
    )
    for word in words.split()
}
_LETTERS = re.compile(r"[\W_]+")


def julian(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a Julian one; nothing for a day that does not exist."""
    leap = year % 4 == 0
    if not (1 <= month <= 12 and 1 <= day <= _LENGTHS[month - 1] + (leap and month == 2)):
        return None
    days = 365 * (year - 1) + (year - 1) // 4 + _BEFORE[month - 1] + (leap and month > 2) + day
    return _day(days - 2)


def rumi(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of one of the Rumi calendar; nothing for a day that it does not have."""
    if year not in RUMI_YEARS:
        return None
    if year >= RUMI_GREGORIAN:
        # January and February 1333 were left out
        if year == RUMI_GREGORIAN and month < 3:
            return None
        try:
            return date(year + RUMI_BEHIND, month, day)
        except ValueError:
            return None
    if year == RUMI_GREGORIAN - 1 and month == 2 and day > 15:
        return None
    return julian(year + RUMI_BEHIND + (month < 3), month, day)


def hijri(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a Hijri one by the tabular reckoning; nothing for a day that does not exist."""
    if not (1 <= month <= 12 and 1 <= day <= 30 and year >= 1):
        return None
    return _day(_HIJRA + day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30)


def extent(calendar: str, year: int, month: int | None) -> tuple[date, date] | None:
    """The first and the last Gregorian day of a month or a year of the Rumi or the Hijri calendar."""
    if calendar == "hijri":
        first = hijri(year, month or 1, 1)
        after = hijri(year, month + 1, 1) if month is not None and month < 12 else hijri(year + 1, 1, 1)
    else:
        # the year begins in March, so January and February are its last months
        first = rumi(year, month or 3, 1)
        after = rumi(year + (month is None or month == 2), 3 if month is None else month % 12 + 1, 1)
    return (first, after - timedelta(days=1)) if first and after else None


def _day(ordinal: int) -> date | None:
    try:
        return date.fromordinal(ordinal)
    except (ValueError, OverflowError):
        return None


def lunar_month(word: str) -> int:
    """The number of a month of the Hijri calendar, however it is written; 0 for another word."""
    plain = _LETTERS.sub("", fold(word))
    if plain in _LUNAR:
        return _LUNAR[plain]
    first = plain.startswith(("reb", "rab"))
    if first or plain.startswith(("cem", "cum", "jum")):
        late = any(part in plain for part in ("ahir", "thani", "akhir"))
        if late or any(part in plain for part in ("evvel", "awwal", "ula")):
            return (3 if first else 5) + late
    return 0


def solar_month(word: str) -> int:
    """The number of one of the four months that the Rumi calendar names for themselves; 0 for another word."""
    plain = _LETTERS.sub("", fold(word))
    second = "sani" in plain
    if plain.startswith("tesrin"):
        return 10 + second
    return (1 if second else 12) if plain.startswith("kanun") else 0
