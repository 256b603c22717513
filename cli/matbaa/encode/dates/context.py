"""The year of a date that does not say it: from its own sentence, or from what was dated before."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from matbaa.dates.numerals import figures
from matbaa.dates.values import spanned
from matbaa.encode.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.dates.grammar import Expression, Unit
    from matbaa.dates.lexer import Lexed
    from matbaa.encode.model import Cert, Mark, Passage

__all__ = ["Completed", "completed"]

# the end of a sentence, but not after a number or a single letter
_END = re.compile(r"(?<![\s.(][^\W\d_])(?<!\b\d)(?<!\b\d\d)[.!?…][\"'”’»)\]]{0,3}\s[\"'“„«(]{0,3}(?=([^\W_]))")


class Completed(NamedTuple):
    """An expression with its year, how sure that is, and what it rests on."""

    expression: Expression
    cert: Cert
    reason: str


class _Named(NamedTuple):
    """A year that the text names, and where."""

    position: int
    year: int


def completed(
    found: Sequence[Expression], lexed: Lexed, passage: Passage, before: int | None
) -> tuple[list[Completed], int | None]:
    """The expressions of a passage with the years that they lack, and the year that holds after it.

    `before` is the year that held before it.
    """
    named = [_Named(lexed.starts[one.begin], year) for one in found if (year := _year(one)) is not None]
    named += [_Named(mark.span.begin, year) for mark in passage.marks if (year := _marked(mark)) is not None]
    named.sort()
    ends = [match.start() for match in _END.finditer(passage.text) if match[1].isupper() or match[1].isdecimal()]
    whole = [_complete(one, lexed.starts[one.begin], named, ends, before) for one in found]
    return whole, named[-1].year if named else before


def _complete(one: Expression, position: int, named: list[_Named], ends: list[int], before: int | None) -> Completed:
    if not (_lacks(one.first) or _lacks(one.last)):
        return Completed(one, "high", "")
    sentence = bisect_right(ends, position)
    index = bisect_right(named, _Named(position, 9999))
    year, cert, reason = before, "medium", f"the year of what was dated before: {before}"
    if index:
        near = named[index - 1]
        year = near.year
        same = bisect_right(ends, near.position) == sentence
        cert, reason = (
            ("high" if same else "medium"),
            f"the year of {'its sentence' if same else 'a date before it'}: {year}",
        )
    if cert != "high" and index < len(named) and bisect_right(ends, named[index].position) == sentence:
        year, cert, reason = named[index].year, "high", f"the year of its sentence: {named[index].year}"
    if year is None:
        return Completed(one, "high", "no year in what stands before it")
    if one.first.same or one.last.same:
        cert = "medium"
    first = _with(one.first, year)
    last = first if one.single else _with(one.last, year)
    return Completed(replace(one, first=first, last=last), cert, reason)  # type: ignore[arg-type]


def _lacks(unit: Unit) -> bool:
    """True if it could have a year and does not say it wholly."""
    if unit.kind == "figures":
        years = figures(unit.figures)
        return not years or years[0][0] < 100
    return unit.short or (unit.kind in ("day", "month", "season") and unit.year is None)


def _with(unit: Unit, year: int) -> Unit:
    """The same with a year, or with the century of one that is given by two figures."""
    if not _lacks(unit):
        return unit
    if unit.short and unit.year is not None:
        return replace(unit, year=_nearest(unit.year, year), short=False)
    if unit.kind == "figures" and (found := figures(unit.figures)):
        return replace(unit, year=_nearest(found[0][0], year))
    return replace(unit, year=year)


def _nearest(two: int, year: int) -> int:
    """The year that ends with these two figures and is nearest to another year."""
    found = year // 100 * 100 + two
    return found - 100 if found - year > 50 else found + 100 if year - found > 50 else found


def _year(one: Expression) -> int | None:
    """The one year that an expression names; nothing for centuries, decades and ranges of years."""
    if one.first.kind in ("century", "decade"):
        return None
    unit = one.pair or one.last
    first, last = _of(one.first), _of(unit)
    if one.pair is None and not one.single and first is not None and first != last and one.first.kind == "year":
        return None
    return last


def _of(unit: Unit) -> int | None:
    if unit.kind == "figures":
        found = figures(unit.figures)
        return found[0][0] if found and found[0][0] > 99 else None
    return None if unit.short or unit.lunar or unit.era < 0 else unit.year


def _marked(mark: Mark) -> int | None:
    if mark.kind != Kind.DATE:
        return None
    span = spanned(dict(mark.attributes))
    if span is None or span.first is None or span.last is None or span.first // 10_000 != span.last // 10_000:
        return None
    return span.first // 10_000
