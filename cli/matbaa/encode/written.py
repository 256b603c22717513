"""When a text was written, as far as its header says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.dates.values import Value, has_day, parse, spanned
from matbaa.dates.words import read
from matbaa.document import TEI, words
from matbaa.index.authority import language_of
from matbaa.known import attributes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from matbaa.document import Document

__all__ = ["when_written"]

_T = f"{{{TEI}}}"


def when_written(document: Document) -> Value | None:
    """The day on which a letter was sent, a work created, a source made, or which is the title of the text.

    Of times that are longer or several, what they share: the month, the year. Nothing where the header does not say.
    """
    headers = list(document.root.iter(f"{_T}teiHeader"))
    if len(headers) != 1:
        return None
    for dates in (_sent(headers[0]), _created(headers[0]), _made(headers[0]), _titled(headers[0])):
        values = [value for date in dates for value in _ends(date)]
        if values and (shared := _shared(values)).year is not None:
            return shared
    return None


def _sent(header: etree._Element) -> Iterator[etree._Element]:
    for action in header.iter(f"{_T}correspAction"):
        if action.get("type") in (None, "sent"):
            yield from action.iter(f"{_T}date")


def _created(header: etree._Element) -> Iterator[etree._Element]:
    for creation in header.iter(f"{_T}creation"):
        yield from creation.iter(f"{_T}date")


def _made(header: etree._Element) -> Iterator[etree._Element]:
    return header.iter(f"{_T}origDate")


def _titled(header: etree._Element) -> Iterator[etree._Element]:
    return header.iterfind(f"{_T}fileDesc/{_T}titleStmt/{_T}title")


def _ends(node: etree._Element) -> list[Value]:
    """The first and the last day of an element that has a date; of a title, one that is a whole day only."""
    if span := spanned(attributes(node)):
        return [_value(number) for number in span if number is not None and number > 0]
    if node.tag != f"{_T}title":
        return []
    text = words(node)
    if (value := parse(text)) and value.day is not None:
        return [value]
    readings = read(text, language_of(node))
    if len(readings) != 1 or readings[0].first != readings[0].last or len(readings[0].first.months) != 1:
        return []
    year, months, day = readings[0].first
    value = Value(year, next(iter(months)), day)
    return [value] if year is not None and year > 99 and day is not None and has_day(value) else []


def _value(number: int) -> Value:
    return Value(number // 10_000, number // 100 % 100, number % 100)


def _shared(values: list[Value]) -> Value:
    first = values[0]
    if any(value.year != first.year for value in values):
        return Value(None, None, None)
    if any(value.month != first.month for value in values):
        return Value(first.year, None, None)
    return first if all(value.day == first.day for value in values) else Value(first.year, first.month, None)
