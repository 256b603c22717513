"""Dates: whether the days exist, a time ends after it begins, and the attributes say what the words say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from matbaa.dates.values import Span, Value, has_day, parse, spanned, value_or_none
from matbaa.dates.words import Part, Reading, read
from matbaa.document import TEI, words
from matbaa.finding import Finding, Severity
from matbaa.index.authority import language_of
from matbaa.known import attributes
from matbaa.validate import lives
from matbaa.validate.words import attribute, element, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from lxml import etree

    from matbaa.document import Document
    from matbaa.known import Key, Known

__all__ = ["check"]

_T = f"{{{TEI}}}"
_NAMES = ("when", "from", "to", "notBefore", "notAfter")
_DATING = frozenset(name + form for name in _NAMES for form in ("", "-iso"))
# pairs of attributes of which the second cannot come before the first
_ORDER = (("from", "to"), ("notBefore", "notAfter"), ("from", "notAfter"), ("notBefore", "to"))
# elements whose attributes of these names are no dates: places in a text, points of a time line, numbers
_UNDATED = frozenset(
    _T + name
    for name in "citedRange biblScope locus arc rt span app conversion moduleRef fsDescr node timeline".split()
)
# elements whose words are a date and nothing else
_WORDED = frozenset(_T + name for name in ("date", "origDate", "docDate", "birth", "death"))
# whose words are not those of one date: two readings, or something in between
_MIXED = frozenset(
    _T + name
    for name in (
        "choice app subst del add note gap unclear sic corr surplus supplied date ref ptr space handShift "
        "placeName settlement country persName orgName name time"
    ).split()
)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
# when the last countries left the Julian calendar
_JULIAN_LAST = 1924
_LONGEST = 80
_REVERSED = "exchange the two, or mend the one that is wrong"
_REVERSED_BC = f"{_REVERSED}; before our era the earlier year has the greater number"


def check(
    document: Document, known: Known, resolve: Callable[[str], Key | None]
) -> tuple[list[Finding], dict[str, Any]]:
    """What is wrong with the dates of one document, by itself and with what the lists say of persons.

    `resolve` gives the key of the entry that a pointer in this document leads to, if it leads to a file. There are no
    facts for the whole set.
    """
    findings: list[Finding] = []
    for node in document.root.iter("*"):
        if not _DATING.isdisjoint(node.keys()) and node.tag not in _UNDATED:
            dated = {name: value for name, value in attributes(node).items() if name in _DATING}
            if dated:
                faults = list(_values(document, node, dated))
                findings += faults or _words(document, node, dated)
    findings += lives.check(document, known, resolve)
    return findings, {}


def _values(document: Document, node: etree._Element, dated: Mapping[str, str]) -> Iterator[Finding]:
    for name, text in dated.items():
        value = parse(text)
        if value is not None and not has_day(value) and not _other_calendar(node):
            yield document.finding(
                "MBD001",
                Severity.ERROR,
                f"{attribute(name)} of {element(node)} is {quoted(text)}, but {_missing(value)}",
                document.locate_attribute(node, name),
                hint="write YYYY-MM-DD in the Gregorian calendar; what another calendar says goes into @when-custom",
            )
    for begin, end in _ORDER:
        first, last = value_or_none(dated, begin), value_or_none(dated, end)
        if first and last and first.first is not None and last.last is not None and last.last < first.first:
            name = end if end in dated else f"{end}-iso"
            yield document.finding(
                "MBD003",
                Severity.ERROR,
                f"{element(node)} ends before it begins: {_given(dated, begin)}, {_given(dated, end)}",
                document.locate_attribute(node, name),
                hint=_REVERSED_BC if first.year is not None and first.year < 0 else _REVERSED,
            )
            return


def _given(dated: Mapping[str, str], name: str) -> str:
    key = name if name in dated else f"{name}-iso"
    return f"{attribute(key)} is {dated[key]}"


def _missing(value: Value) -> str:
    if value.month is not None and not 1 <= value.month <= 12:
        return f"there is no month {value.month:02}"
    month = f"{_MONTHS[value.month - 1]} " if value.month else "a month "
    year = f"of {value.year} " if value.month == 2 and value.year is not None else ""
    return f"{month}{year}has no day {value.day:02}"


def _other_calendar(node: etree._Element) -> bool:
    """True where the element says that its date is counted otherwise."""
    named = f"{node.get('calendar', '')} {node.get('datingMethod', '')}".casefold()
    return bool(named.strip()) and "gregor" not in named


class _Given(NamedTuple):
    """What the attributes of an element say: one date, or its ends; and the ends within which it must lie."""

    when: Value | None
    begin: Value | None
    end: Value | None
    span: Span


def _words(document: Document, node: etree._Element, dated: Mapping[str, str]) -> Iterator[Finding]:
    # an editor who answers for the value may have corrected the words
    judged = any(name in node.attrib for name in ("cert", "resp", "evidence", "when-custom", "from-custom", "source"))
    if node.tag not in _WORDED or judged or _other_calendar(node):
        return
    text = _plain(node)
    span = spanned(dated)
    if not text or len(text) > _LONGEST or span is None:
        return
    given = _Given(value_or_none(dated, "when"), value_or_none(dated, "from"), value_or_none(dated, "to"), span)
    readings = read(text, language_of(node))
    if not readings or any(_fits(reading, given) for reading in readings):
        return
    name = next(name for name in (*_NAMES, *(f"{name}-iso" for name in _NAMES)) if name in dated)
    told = ", ".join(f'{attribute(name)}="{value}"' for name, value in dated.items())
    yield document.finding(
        "MBD002",
        Severity.WARNING,
        f"the words of {element(node)} are {quoted(text)}, but {told}",
        document.locate_attribute(node, name),
        hint="mend the one that is wrong; where the source errs, @resp and @cert say that you judge so",
    )


def _plain(node: etree._Element) -> str:
    """The words, where nothing in them could make them say something else."""
    for child in node.iter():
        if child is not node and (child.tag in _MIXED or not isinstance(child.tag, str)):
            return ""
    return words(node)


def _fits(reading: Reading, given: _Given) -> bool:
    first, last, loose = reading
    if _years_of_another_era(reading, given.span):
        return True
    if given.when is not None:
        if first == last:
            return _agree(first, given.when)
        return _agree(first, given.when) or _agree(last, given.when) or _within(reading, given.span)
    if given.begin is not None and given.end is not None and first != last and not loose:
        return _agree(first, given.begin) and _agree(last, given.end)
    # the Gregorian calendar is some days ahead
    return _within(reading, given.span) or (_within(reading, given.span, 100) and _may_be_julian(given.span))


def _within(reading: Reading, span: Span, late: int = 0) -> bool:
    """True unless the words mean a time that lies wholly outside the one that the attributes give."""
    first, last = _first_day(reading.first), _last_day(reading.last)
    return first is None or last is None or Span(first, last + late).touches(span)


def _may_be_julian(span: Span) -> bool:
    return span.first is not None and span.first // 10_000 <= _JULIAN_LAST


def _first_day(part: Part) -> int | None:
    if part.year is None or part.year < 100:
        return None
    return part.year * 10_000 + min(part.months, default=1) * 100 + (part.day or 1)


def _last_day(part: Part) -> int | None:
    if part.year is None or part.year < 100:
        return None
    return part.year * 10_000 + max(part.months, default=12) * 100 + (part.day or 31)


def _agree(part: Part, value: Value) -> bool:
    """True unless the words and the value give another year, month or day."""
    year = part.year is None or value.year is None or part.year == (value.year % 100 if part.year < 100 else value.year)
    month = not part.months or value.month is None or value.month in part.months
    day = part.day is None or value.day is None or part.day == value.day
    return (year and month and day) or _old_style(part, value)


def _old_style(part: Part, value: Value) -> bool:
    """True if the words may count by the Julian calendar, or begin the year in March, and the value does not."""
    year = value.year
    if year is None or year > _JULIAN_LAST or part.year is None or part.year < 100:
        return False
    if value.month and value.month <= 3 and part.year == year - 1 and _agree(part._replace(year=year), value):
        return year <= 1752
    if not part.months or part.day is None or value.month is None or value.day is None:
        return False
    from datetime import date, timedelta

    # 10 days from 1582, 11 from 1700, and so on
    behind = timedelta(days=max(10, year // 100 - year // 400 - 2))
    try:
        shifted = (date(part.year, month, part.day) + behind for month in part.months)
        return any(day == date(year, value.month, value.day) for day in shifted)
    except (ValueError, OverflowError):
        return False


def _years_of_another_era(reading: Reading, span: Span) -> bool:
    """True if the words may count the years otherwise: Hijri and Rumi years are about six hundred less, Jewish ones
    some thousands more.
    """
    day = span.first if span.first is not None else span.last
    year = reading.first.year if reading.first.year is not None else reading.last.year
    if day is None or year is None or year < 100:
        return False
    behind = day // 10_000 - year
    return 560 <= behind <= 625 or year > 2150
