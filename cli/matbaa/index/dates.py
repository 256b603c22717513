"""Dates as TEI normalises them: their order in time, their label in a language, the id they are listed under."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["iso", "label", "slug", "sort_key"]

_ISO = re.compile(r"(-?)(\d{4,})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?(?:Z|[+-]\d\d:\d\d)?$")


def iso(attributes: Mapping[str, str]) -> str:
    """The dating attributes as one expression of ISO 8601: `1919-05-19`, `1919/1923`, `1919/..`; empty without any.

    `@notBefore`/`@notAfter` give the bounds of a time that is not known better, written with `~` before:
    `~1920-09/1920-11`.
    """
    when = attributes.get("when") or attributes.get("when-iso")
    if when:
        return when
    for begin, end, mark in (("from", "to", ""), ("from-iso", "to-iso", ""), ("notBefore", "notAfter", "~")):
        bounds = attributes.get(begin), attributes.get(end)
        if any(bounds):
            return mark + "/".join(bound or ".." for bound in bounds)
    return ""


def sort_key(expression: str) -> tuple[int, ...]:
    """Order in time: by the first day, the wider span first. An expression that is no ISO date comes last."""
    begin, _, end = expression.lstrip("~").partition("/")
    first, last = _day(begin if begin != ".." else end, 1), _day(end or begin if end != ".." else begin, 99)
    if first is None:
        return (1, 0, 0, 0)
    return (0, *first, *(-part for part in last or first))


def _day(expression: str, missing: int) -> tuple[int, int, int] | None:
    found = _ISO.match(expression)
    if found is None:
        return None
    sign, year, month, day = found.groups()
    return (int(sign + year), int(month or missing), int(day or missing))


def label(expression: str, language: str) -> str:
    """The date as a reader of `language` writes it: `19 Mayıs 1919`, `Mayıs 1919 – Ekim 1922`."""
    begin, slash, end = expression.lstrip("~").partition("/")
    about = "≈ " if expression.startswith("~") else ""
    if not slash:
        return about + _one(begin, language)
    first = "…" if begin == ".." else _one(begin, language)
    last = "…" if end == ".." else _one(end, language)
    return f"{about}{first} – {last}"


def _one(expression: str, language: str) -> str:
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    found = _ISO.match(expression)
    if found is None or found[1] or len(found[2]) > 4:
        return expression
    year, month, day = int(found[2]), found[3], found[4]
    if month is None:
        return str(year)
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    try:
        when = date(year, int(month), int(day or 1))
    except ValueError:
        return expression
    return format_date(when, "long" if day else "MMMM y", locale=locale)


def slug(expression: str) -> str:
    """An id for the date in a page: `d-1919-05-19`."""
    return "d-" + re.sub(r"[^0-9A-Za-z]+", "_", expression.replace("..", "x")).replace("_", "-").strip("-")
