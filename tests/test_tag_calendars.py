"""The calendars that dates follow: entries in the header, and the pointers at them."""

from __future__ import annotations

from pathlib import Path

import pytest

from matbaa.document import TEI, XML, Document, parse
from matbaa.encode.model import KINDS
from matbaa.encode.tagging import tag
from matbaa.encode.work import Wanted, work_on

FILE = "<titleStmt><title>T</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc>"
TEXT = "<p>Rumî 31 Mart 1325 günü, 10 Muharrem 1300’de ve 3 Mayıs 1921’de.</p>"
_T = f"{{{TEI}}}"


def tagged(header: str, text: str = TEXT) -> Document:
    content = f"<teiHeader><fileDesc>{FILE}</fileDesc>{header}</teiHeader><text><body>{text}</body></text>"
    document = parse(f'<TEI xmlns="{TEI}" xml:lang="tr">{content}</TEI>'.encode(), "a.xml", Path("/nowhere/a.xml"))
    work = work_on(document, Wanted(KINDS))
    return tag(document, work.proposed.source, work.ready, work.conventions)


def calendars(document: Document) -> list[str]:
    return [node.get(f"{{{XML}}}id", "") for node in document.root.iter(f"{_T}calendar")]


def pointers(document: Document) -> list[str | None]:
    return [node.get("calendar") for node in document.root.iter(f"{_T}date")]


@pytest.mark.parametrize(
    ("header", "ids", "pointed"),
    [
        ("", ["rumi", "hijri"], ["#rumi", "#hijri", None]),
        ("<profileDesc><langUsage/></profileDesc>", ["rumi", "hijri"], ["#rumi", "#hijri", None]),
        (
            '<profileDesc><calendarDesc><calendar xml:id="rumi"><p>Rumi</p></calendar></calendarDesc></profileDesc>',
            ["rumi", "hijri"],
            ["#rumi", "#hijri", None],
        ),
        (
            '<profileDesc><calendarDesc><calendar xml:id="c1"><p>Hicrî</p></calendar></calendarDesc></profileDesc>',
            ["c1", "rumi"],
            ["#rumi", "#c1", None],
        ),
        (
            '<profileDesc><textClass><keywords><term xml:id="rumi">Mevlâna</term></keywords></textClass></profileDesc>',
            ["rumi-2", "hijri"],
            ["#rumi-2", "#hijri", None],
        ),
    ],
)
def test_the_header_describes_the_calendars(header: str, ids: list[str], pointed: list[str | None]) -> None:
    document = tagged(header)
    assert calendars(document) == ids
    assert pointers(document) == pointed
    assert len(list(document.root.iter(f"{_T}calendarDesc"))) == len(list(document.root.iter(f"{_T}profileDesc"))) == 1


def test_without_such_dates_there_are_no_calendars() -> None:
    document = tagged("", "<p>3 Mayıs 1921’de.</p>")
    assert (calendars(document), pointers(document)) == ([], [None])
