"""The year of a date that does not say it: from its own sentence, or from what was dated before."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from matbaa.dates.numerals import figures, without_year
from matbaa.dates.values import spanned
from matbaa.encode.dates.relations import of_any_year
from matbaa.encode.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.dates.grammar import Expression
    from matbaa.dates.lexer import Lexed
    from matbaa.dates.units import Unit
    from matbaa.encode.model import Cert, Mark, Passage

__all__ = ["Completed", "When", "completed"]

# by how many months a date may lie before or after the day of writing, or before what is told before it
_HALF, _LATE = -6, -8
# years that a date may be away from the year of writing and still be what the text speaks of
_CLOSE = 2
# and of which the two figures 97 leave no doubt
_SAME_TIME = 15
# passages after which a year is less sure, and after which it is no longer meant
_FAR, _FORGOTTEN = 5, 40

# the end of a sentence, but not after a number or a single letter
_END = re.compile(r"(?<![\s.(][^\W\d_])(?<!\b\d)(?<!\b\d\d)[.!?…][\"'”’»)\]]{0,3}\s[\"'“„«(]{0,3}(?=([^\W_]))")


# the letters of days and months in a list
_LIST = re.compile("[douwmfp&,.T/-]")


class Completed(NamedTuple):
    """An expression with its year, how sure that is, and what it rests on."""

    expression: Expression
    cert: Cert
    reason: str


class When(NamedTuple):
    """A time that the text names or its header: the year, the month if there is one, and where it stands.

    `cert` is less than high where the year was taken from elsewhere.
    """

    position: int
    year: int
    month: int | None = None
    passage: int = 0
    cert: Cert = "high"


def completed(
    found: Sequence[Expression], lexed: Lexed, passage: Passage, number: int, before: When | None
) -> tuple[list[Completed], When | None]:
    """The expressions of a passage with the years that they lack, and the last date, which holds after it.

    `before` is the last date of the passages before it.
    """
    named = [when for one in found if (when := _when(one, lexed.starts[one.begin]))]
    named += [when for mark in passage.marks if (when := _marked(mark))]
    named.sort(key=lambda when: when.position)
    ends: list[int] = []
    if any(_lacks(one.first) or _lacks(one.last) for one in found):
        ends = [match.start() for match in _END.finditer(passage.text) if match[1].isupper() or match[1].isdecimal()]
    context = _Context(named, ends, number, before, _of_text(passage), lexed)
    return [context.complete(one) for one in found], context.last(len(passage.text))


@dataclass(eq=False)
class _Context:
    """What is dated in a passage and before it, where its sentences end, and when the text was written."""

    named: list[When]
    ends: list[int]
    number: int
    before: When | None
    written: When | None
    lexed: Lexed
    # the last date that got its year from another, and so is the nearer one
    derived: When | None = None

    def last(self, position: int) -> When | None:
        """The date that stands last before a position."""
        index = bisect_right(self.named, position, key=lambda when: when.position)
        near = self.named[index - 1]._replace(passage=self.number) if index else None
        if self.derived and (near is None or near.position < self.derived.position):
            return self.derived
        return near or self.before

    def complete(self, one: Expression) -> Completed:
        """The expression with the year that it lacks, if there is one to take."""
        position = self.lexed.starts[one.begin]
        if not (_lacks(one.first) or _lacks(one.last)):
            return Completed(one, "high", "")
        if why := of_any_year(one, self.lexed):
            return Completed(one, "medium", why)
        when, cert, reason = self._nearest(position)
        if when is None:
            return Completed(one, "high", "")
        year, turned = _year_for(one.first, when, when is self.written)
        if turned:
            reason, cert = f"{reason}; {year}, for the month is far from that date", "low"
        elif (one.first.same or one.last.same) and cert == "high":
            cert = "medium"
        elif (two := _two_figures(one.last)) is not None and abs(_nearest(two, year) - year) <= _SAME_TIME:
            cert = "high"
        first = _with(one.first, year)
        last = first if one.single else _with(one.last, year)
        whole = replace(one, first=first, last=last)
        if now := _when(whole, position):
            self.derived = now._replace(passage=self.number, cert=cert)
        return Completed(whole, cert, reason)

    def _joins(self, position: int, following: int) -> bool:
        """True if nothing but days and what joins them stands between: 3 Eylül ve 5 Eylül 1921."""
        begin, end = (bisect_left(self.lexed.starts, at) for at in (position, following))
        return not _LIST.sub("", self.lexed.symbols[begin:end])

    def _nearest(self, position: int) -> tuple[When | None, Cert, str]:
        """The date whose year is meant at a position, how sure that is, and why."""
        sentence = bisect_right(self.ends, position)
        index = bisect_right(self.named, position, key=lambda when: when.position)
        following = self.named[index] if index < len(self.named) else None
        written = self.written
        for near in (self.named[index - 1] if index else None, following):
            if (
                near
                and bisect_right(self.ends, near.position) == sentence
                and (near is not following or self._joins(position, near.position))
            ):
                sure = written is None or abs(near.year - written.year) <= 1
                return near, "high" if sure else "medium", f"the year of its sentence: {near.year}"
        last = self.last(position)
        far = self.number - last.passage if last else 0
        if written and (last is None or last.year in range(written.year - 1, written.year + 2)):
            return written, "medium", f"the year in which the text was written: {written.year}"
        if written and last and abs(last.year - written.year) > _CLOSE:
            return written, "medium", f"the year in which the text was written: {written.year}"
        if last is None or far > _FORGOTTEN:
            return written, "medium", f"the year in which the text was written: {written.year}" if written else ""
        cert: Cert = "low" if far > _FAR or last.cert == "low" else "medium"
        return last, cert, f"the year of what was dated before: {last.year}"


def _year_for(unit: Unit, when: When, written: bool) -> tuple[int, bool]:
    """The year of a day or a month after a date; true if that is another than the date's.

    What was written in December speaks of the next January, and a story goes on from one to the other.
    """
    month = next(iter(unit.months), None)
    if unit.kind == "figures":
        month = next((month for month, _ in _months_and_days(unit.figures)), None)
    if month is None or when.month is None or unit.same:
        return when.year, False
    ahead = month - when.month
    if ahead < (_HALF if written else _LATE):
        return when.year + 1, not written
    if written and ahead > -_HALF:
        return when.year - 1, False
    return when.year, False


def _of_text(passage: Passage) -> When | None:
    written = passage.written
    return When(0, written.year, written.month) if written and written.year is not None else None


def _months_and_days(text: str) -> list[tuple[int, int]]:
    return [(month, day) for _, month, day in figures(text)] or without_year(text)


def _two_figures(unit: Unit) -> int | None:
    """The two figures of a year of which no more is given."""
    if unit.short:
        return unit.year
    year = next((year for year, _, _ in figures(unit.figures)), None) if unit.kind == "figures" else None
    return year if year is not None and year < 100 else None


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


def _nearest(figures: int, year: int) -> int:
    """The year that ends with these two or three figures and is nearest to another year."""
    size = 100 if figures < 100 else 1000
    found = year // size * size + figures
    return found - size if found - year > size // 2 else found + size if year - found > size // 2 else found


def _when(one: Expression, position: int) -> When | None:
    """The one year that an expression names; nothing of centuries, decades and ranges of years."""
    # an author tells in 1904 of about 1860
    if one.first.kind in ("century", "decade") or one.circa:
        return None
    unit = one.pair or one.last
    (first, _), (last, month) = _of(one.first), _of(unit)
    if last is None or (one.pair is None and one.first.kind == "year" and first != last):
        return None
    return When(position, last, month)


def _of(unit: Unit) -> tuple[int | None, int | None]:
    if unit.kind == "figures":
        year, month, _ = next(iter(figures(unit.figures)), (0, None, 0))
        return (year, month) if year > 99 else (None, None)
    if unit.short or unit.lunar or unit.era < 0:
        return None, None
    return unit.year, next(iter(unit.months), None)


def _marked(mark: Mark) -> When | None:
    if mark.kind != Kind.DATE:
        return None
    span = spanned(dict(mark.attributes))
    if span is None or span.first is None or span.last is None or span.first // 10_000 != span.last // 10_000:
        return None
    month = span.first // 100 % 100 if span.first // 100 == span.last // 100 else None
    return When(mark.span.begin, span.first // 10_000, month)
