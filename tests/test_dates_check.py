"""Dates that cannot be, that do not say what their words say, and that do not fit a life."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from matbaa.dates.values import Span, Value, has_day, spanned
from matbaa.dates.values import parse as value_of
from matbaa.dates.words import read
from matbaa.document import TEI, Document, parse
from matbaa.finding import Finding
from matbaa.known import Known, Person
from matbaa.validate import dates

PATH = Path("/edition/text.xml")


def tei(content: str, language: str = "") -> Document:
    lang = f' xml:lang="{language}"' if language else ""
    return parse(f'<TEI xmlns="{TEI}"{lang}>{content}</TEI>'.encode(), "text.xml", PATH)


def findings(content: str, language: str = "", known: Known | None = None) -> list[Finding]:
    def resolve(token: str) -> tuple[str, str] | None:
        path, sign, name = token.partition("#")
        return (f"/edition/{path or 'text.xml'}", name) if sign else None

    found, facts = dates.check(tei(content, language), known or Known(), resolve)
    assert facts == {}
    return found


def codes(content: str, language: str = "") -> list[str]:
    return [finding.code for finding in findings(content, language)]


@pytest.mark.parametrize(
    "value", ["1921-06-31", "1921-13", "1921-13-01", "1900-02-29", "1921-02-30", "1921-00-10", "1921-01-00", "--06-31"]
)
def test_a_day_that_does_not_exist(value: str) -> None:
    (finding,) = findings(f'<date when="{value}"/>')
    column = len(f'<TEI xmlns="{TEI}"><date ') + 1
    assert (finding.code, finding.line, finding.column) == ("MBD001", 1, column)


@pytest.mark.parametrize(
    "dated",
    [
        'when="1920-02-29"', 'when="2000-02-29"', 'when="--02-29"', 'when="1500-02-29"', 'when="12:30:00"',
        'when="1921-06-30T25"', 'when="soon"', 'when=""', 'dur="P31D"', 'when-iso="1919-W20"', 'when="-0044-03-15"',
        'when="1900-02-29" calendar="#julian"', 'when="1900-02-29" datingMethod="#Julian"', 'when-iso="19210630"',
    ],
)  # fmt: skip
def test_what_is_or_may_be_a_day(dated: str) -> None:
    assert codes(f"<date {dated}/>") == []


@pytest.mark.parametrize(
    ("dated", "wrong"),
    [
        ('from="1921" to="1920"', True),
        ('from="1921" to="1921-03"', False),
        ('from="1921-03" to="1921"', False),
        ('from="1921-03-12" to="1921-03-11"', True),
        ('notBefore="1921" notAfter="1920-12"', True),
        ('notBefore="-0200" notAfter="-0100"', False),
        ('notBefore="-0100" notAfter="-0200"', True),
        ('from-iso="1921" to-iso="1920"', True),
        ('from="1921" notAfter="1920"', True),
        ('from="--05" to="--03"', False),
        ('from="1921-06-31" to="1930"', False),
    ],
)
def test_the_end_comes_after_the_beginning(dated: str, wrong: bool) -> None:
    assert ("MBD003" in codes(f"<date {dated}/>")) == wrong


def test_numbers_of_pages_are_no_dates() -> None:
    assert codes('<citedRange from="1921" to="1920"/><biblScope from="1921-13" to="1920"/>') == []


@pytest.mark.parametrize(
    ("language", "dated", "text", "agree"),
    [
        ("tr", 'when="1919-05-19"', "19 Mayıs 1919", True),
        ("tr", 'when="1919-05-18"', "19 Mayıs 1919", False),
        ("tr", 'when="1919-05-19"', "19 MAYIS 1919", True),
        ("tr", 'when="1919-09-08"', "8 Eylül 1919 Pazartesi", True),
        ("tr", 'when="1919-06"', "1919 yılı Haziran", True),
        ("tr", 'when="1919-07"', "1919 yılı Haziran", False),
        ("tr", 'from="1920-03-16" to="1920-03-20"', "16-20 Mart 1920", True),
        ("tr", 'from="1920-03-16" to="1920-03-21"', "16-20 Mart 1920", False),
        ("tr", 'from="1921-02-21" to="1921-03-12"', "21 Şubat 1921-12 Mart 1921", True),
        ("tr", 'when="1920-04-23"', "23 Nisan 1336", True),
        ("tr", 'when="1922-10-05"', "5 Ekim", True),
        ("tr", 'when="1922-10-05"', "5 Ekim’de", True),
        ("tr", 'when="1922-10-06"', "5 Ekim’de", False),
        ("tr", 'from="1801" to="1900"', "XIX. yüzyılın", True),
        ("tr", 'from="1701" to="1799"', "XIX. yüzyılın", False),
        ("tr", 'from="1910" to="1911"', "1920’lerde", True),
        ("tr", 'notBefore="1920-03" notAfter="1920-05"', "1920 baharından", True),
        ("en", 'when="1921-09-03"', "3 September 1921", True),
        ("en", 'when="1921-03-03"', "March 3rd, 1921", True),
        ("en", 'when="1921-03-04"', "March 3rd, 1921", False),
        ("en", 'when="1921-03-21"', "March 21", True),
        ("en", 'when="1921-03"', "March 21", True),
        ("en", 'when="1922-03"', "March 21", True),
        ("en", 'when="1922-03-02"', "March 21", False),
        ("en", 'from="1801" to="1900"', "19th century", True),
        ("en", 'from="1901" to="2000"', "19th century", False),
        ("en", 'from="1914" to="1918"', "1914-18", True),
        ("en", 'from="1914" to="1919"', "1914–18", False),
        ("en", 'when="1921-09-03"', "3/9/1921", True),
        ("en", 'when="1921-03-09"', "3/9/1921", True),
        ("en", 'when="1921-03-10"', "3/9/1921", False),
        ("en", 'when="1655-02-03"', "3 February 1654", True),
        ("en", 'when="1921-03-05"', "21", True),
        ("de", 'when="1921-03-05"', "den 21.", True),
        ("en", 'when="1921-03-05"', "3/1921", True),
        ("en", 'from="1921-03-16" to="1921-03-18"', "March 16 to 18, 1921", True),
        ("en", 'from="1921-03-16" to="1921-03-17"', "March 16 to 18, 1921", False),
        ("en", 'when="1922"', "circa 1921", True),
        ("en", 'when="1922"', "before 1921", True),
        ("en", 'when="-0044"', "44 BC", True),
        ("en", 'notAfter="1920"', "1921", False),
        ("en", 'notBefore="1920"', "1921", True),
        ("de", 'when="1921-02-21"', "21. Februar 1921", True),
        ("de", 'when="1921-11-21"', "21. II. 21", False),
        ("de", 'when="1921-01-21"', "Montag, den 21. Jänner 1921", True),
        ("de", 'when="1899-03-04"', "3. u. 4. März 1899", True),
        ("de", 'when="1899-03-05"', "3. u. 4. März 1899", False),
        ("de", 'when="1921-09-03"', "3. 9. [1921]", True),
        ("de", 'when="1921-09-04"', "3. 9. [1921]", False),
        ("de", 'when="1921-09-04"', "[3. 9. 1921?]", True),
        ("de", 'notBefore="1921-09-03" notAfter="1921-09-07"', "[3. 9. 1921 – 7. 9. 1921]", True),
        ("de", 'from="1921-09-03" to="1921-09-17"', "3.9.1921 - 16.9.1921", False),
        ("fr", 'when="1921-03-03"', "le 3 mars 1921", True),
        ("fr", 'when="1921-05-01"', "1er mai", True),
        ("fr", 'when="1921-05-02"', "1er mai", False),
        ("fr", 'from="1701" to="1800"', "XVIIIe siècle", True),
        ("es", 'when="1921-03-03"', "3 de marzo de 1921", True),
        ("it", 'when="1921-03-04"', "3 marzo 1921", False),
        ("nl", 'when="1921-03-03"', "3 maart 1921", True),
        ("pl", 'when="1921-11-03"', "3 listopada 1921", True),
        ("hr", 'when="1921-10-03"', "3. listopada 1921", True),
        ("", 'when="1921-10-03"', "3. listopada 1921", True),
        ("pl", 'when="1921-10-03"', "3 listopada 1921", False),
        ("pt", 'when="1921-03-03"', "3 de março de 1921", True),
        ("la", 'when="1521-03-03"', "die 3 Martii 1521", True),
        ("ru", 'when="1921-03-03"', "3 марта 1921", True),
        ("ru", 'when="1917-03-15"', "2 марта 1917", True),
        ("ru", 'when="1917-03-14"', "2 марта 1917", False),
        ("xx", 'when="1921-03-04"', "3 maart 1921", False),
    ],
)
def test_words_and_value(language: str, dated: str, text: str, agree: bool) -> None:
    assert codes(f"<date {dated}>{text}</date>", language) == ([] if agree else ["MBD002"])


@pytest.mark.parametrize(
    "content",
    [
        '<date when="1922" resp="#editor">1921</date>',
        '<date when="1922" cert="low">1921</date>',
        '<date when="1922" calendar="#julian">1921</date>',
        '<date when="1922"><choice><sic>1921</sic><corr>1922</corr></choice></date>',
        '<date when="1922">1921<note>so</note></date>',
        '<docDate when="1922">Paris, 1921</docDate>',
        '<p><event when="1922"><p>1921</p></event></p>',
        '<date when="1921"/>',
        '<date>1921</date>',
    ],
)  # fmt: skip
def test_words_that_are_not_compared(content: str) -> None:
    assert codes(content) == []


@given(
    st.dates(min_value=date(1600, 1, 1), max_value=date(2100, 1, 1)),
    st.sampled_from("tr en de fr es it nl pl pt cs sv da fi hu hr ro ca ru uk".split()),
    st.sampled_from(["long", "d MMMM y", "MMMM y", "d.M.y", "y"]),
)
def test_dates_as_people_write_them_agree(day: date, language: str, form: str) -> None:
    text = format_date(day, form, locale=language)
    assert codes(f'<date when="{day.isoformat()}">{text}</date>', language) == []


@given(
    st.dates(min_value=date(1925, 1, 1), max_value=date(2100, 1, 1)),
    st.integers(1, 4000),
    st.sampled_from("tr en de fr es it nl pl pt cs sv da fi hr ca ru uk".split()),
)
def test_another_day_is_told(day: date, days: int, language: str) -> None:
    text = format_date(day, "d MMMM y", locale=language)
    other = day + timedelta(days=days)
    assert codes(f'<date when="{other.isoformat()}">{text}</date>', language) == ["MBD002"]


@given(st.text(max_size=90), st.sampled_from(["", "tr", "en", "x-y", "zz"]))
def test_any_words_can_be_read_or_not(text: str, language: str) -> None:
    for reading in read(text, language):
        for part in (reading.first, reading.last):
            assert all(1 <= month <= 12 for month in part.months)
            assert part.day is None or 1 <= part.day <= 99


@given(st.text(alphabet="0123456789-+TZ:W/", max_size=25))
def test_any_value_can_be_parsed_or_not(text: str) -> None:
    value = value_of(text)
    if value is not None and has_day(value) and value.year is not None:
        assert value.first is not None
        assert value.last is not None
        assert value.first <= value.last


@given(st.dates(), st.dates())
def test_spans_are_ordered_as_days_are(one: date, other: date) -> None:
    spans = [spanned({"when": day.isoformat()}) for day in (one, other)]
    assert spans[0] is not None
    assert spans[1] is not None
    assert spans[0].before(spans[1]) == (one < other)
    assert spans[0].touches(spans[1]) == (one == other)


def test_leap_years_are_those_of_the_calendar() -> None:
    for year in range(1583, 2401):
        try:
            date(year, 2, 29)
        except ValueError:
            assert not has_day(Value(year, 2, 29))
        else:
            assert has_day(Value(year, 2, 29))


def person(inner: str) -> str:
    return f'<listPerson><person xml:id="a"><persName>Ali</persName>{inner}</person></listPerson>'


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ('<birth when="1881"/><death when="1938-11-10"/>', []),
        ('<birth when="1938-11-10"/><death when="1938"/>', []),
        ('<birth when="1938-11-10"/><death when="1938-11-09"/>', ["MBD004"]),
        ('<birth notBefore="1881" notAfter="1885"/><death when="1880"/>', ["MBD004"]),
        ('<birth notBefore="1881" notAfter="1885"/><death when="1882"/>', []),
        ('<birth when="1881" cert="low"/><death when="1880"/>', []),
        ('<birth when="1881"/><birth when="1870"/><death when="1880"/>', []),
        ("<birth>1881</birth><death>1880</death>", ["MBD004"]),
        ("<birth>about 1881</birth><death>1880</death>", []),
        ('<birth><date when="1881"/></birth><death><date when="1880"/></death>', ["MBD004"]),
        ('<birth when="-0521"/><death when="-0445"/>', []),
        ('<birth when="1781"/><death when="1938"/>', ["MBD005"]),
        ('<birth when="1817"/><death when="1938"/>', []),
        ('<death when="1938"/><occupation from="1920" to="1945">president</occupation>', []),
        ('<death when="1938"/><occupation from="1940" to="1945">president</occupation>', ["MBD006"]),
        ('<death when="1938"/><occupation notAfter="1945">president</occupation>', []),
        ('<birth when="1881"/><residence when="1880">Selanik</residence>', ["MBD006"]),
        ('<death when="1938"/><event when="1953"><p>burial</p></event>', []),
    ],
)
def test_lives(inner: str, expected: list[str]) -> None:
    assert codes(person(inner)) == expected


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ('<correspAction type="sent"><persName ref="p.xml#a">Ali</persName><date when="1939"/></correspAction>', 1),
        ('<correspAction type="sent"><persName ref="p.xml#a">Ali</persName><date when="1938-12"/></correspAction>', 1),
        ('<correspAction type="sent"><persName ref="p.xml#a">Ali</persName><date when="1938"/></correspAction>', 0),
        ('<correspAction type="sent"><persName ref="p.xml#a">Ali</persName><date to="1939"/></correspAction>', 0),
        ('<correspAction type="sent"><persName ref="p.xml#a">Ali</persName></correspAction>', 0),
        ('<correspAction type="sent"><persName ref="p.xml#b">B</persName><date when="1939"/></correspAction>', 0),
        ('<correspAction type="sent"><persName>B</persName><date when="1939"/></correspAction>', 0),
        ('<correspAction type="received"><persName ref="p.xml#a">Ali</persName><date when="1939"/></correspAction>', 0),
        ('<p><persName ref="p.xml#a">Ali</persName> <date when="1939">1939</date></p>', 0),
    ],
)
def test_the_dead_send_no_letters(action: str, expected: int) -> None:
    known = Known({("/edition/p.xml", "a"): Person(("Ali",), Span(18810101, 18811231), Span(19381110, 19381110))})
    found = findings(action, known=known)
    assert [finding.code for finding in found] == ["MBD007"] * expected
    assert all("after the death in 1938" in finding.message for finding in found)
