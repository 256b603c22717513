"""What dates and citations say beside their words: the time that is meant, the pages that are cited."""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING

from matbaa.dates.values import parse, spanned
from matbaa.document import TEI, words
from matbaa.validate.locators import numbers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

__all__ = ["DATING", "date_value", "locators"]

# the attributes that say a time
_NAMES = ("when", "from", "to", "notBefore", "notAfter")
DATING = frozenset(f"{name}{ending}" for ending in ("", "-iso", "-custom") for name in _NAMES) | {"dur", "dur-iso"}
_UNITS = {
    "pages": "page", "pp": "page", "p": "page", "vol": "volume", "volumes": "volume", "no": "issue", "chap": "chapter",
    "ch": "chapter", "sect": "section", "lines": "line", "l": "line", "cols": "column", "col": "column", "n": "note",
}  # fmt: skip


def date_value(attributes: Mapping[str, str]) -> tuple[object, ...] | None:
    """What dating attributes say, the same for all ways to write it: the days that they span, at the widest.

    A value without a year, a time or a duration is only what it is written as. Nothing without any attribute.
    """
    if (span := spanned(attributes)) is not None:
        return span.first, _real(span.last)
    given = {name: attributes[name].strip() for name in DATING if attributes.get(name, "").strip()}
    return tuple((name, parse(value) or value) for name, value in sorted(given.items())) or None


def _real(day: int | None) -> int | None:
    """A last day that the month has: months are taken for 31 days long where only their order matters."""
    if day is None or day < 10_000:
        return day
    year, month = day // 10_000, day // 100 % 100
    longest = calendar.monthrange(year, month)[1] if 1 <= month <= 12 and year <= 9999 else 31
    return day - day % 100 + min(day % 100, longest)


def locators(citation: etree._Element) -> frozenset[tuple[str, str, str]]:
    """What a citation says of where in the work: unit, beginning and end of each `citedRange` in it."""
    scopes = citation.iter(f"{{{TEI}}}citedRange", f"{{{TEI}}}biblScope")
    return frozenset(_locator(scope) for scope in scopes)


def _locator(scope: etree._Element) -> tuple[str, str, str]:
    unit = (scope.get("unit") or scope.get("type") or "").strip().lower()
    first, last = _said(scope.get("from")), _said(scope.get("to"))
    if not first:
        told = sorted(numbers(words(scope)))
        if not told:
            return _UNITS.get(unit, unit), words(scope).casefold(), ""
        first, last = str(told[0]), last or str(told[-1])
    return _UNITS.get(unit, unit), first, last or first


def _said(text: str | None) -> str:
    text = (text or "").strip().casefold()
    return re.sub(r"^0+(?=\d)", "", text)
