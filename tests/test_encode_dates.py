"""Dates found in running text, and what they mean."""

from __future__ import annotations

import os
import re
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from babel.dates import format_date
from hypothesis import example, given
from hypothesis import strategies as st

from matbaa.dates.calendars import hijri, julian, rumi
from matbaa.dates.values import parse, value_or_none
from matbaa.document import TEI, Document
from matbaa.document import parse as parsed
from matbaa.encode.dates import find
from matbaa.encode.edit import written
from matbaa.encode.model import Kind, Mark, Passage, Proposal, Span
from matbaa.encode.passages import read_passages
from matbaa.encode.written import when_written
from matbaa.known import Known

CASES = Path(__file__).parent / "cases" / "encode-dates"
CERT = {"high": "", "medium": " ?", "low": " !"}
LANGUAGES = ("tr", "en", "de", "fr", "es", "it")


def value(proposal: Proposal) -> str:
    given = dict(proposal.attributes)
    if "when" in given:
        told = given["when"]
    elif "from" in given or "to" in given:
        told = f"{given.get('from', '')}/{given.get('to', '')}"
    else:
        told = f"{given.get('notBefore', '')}..{given.get('notAfter', '')}"
    told += " ~" if given.get("precision") == "low" else ""
    told += f" {given['calendar'].replace('#', '@')}" if "calendar" in given else ""
    return told + CERT[proposal.cert]


def read(language: str, text: str) -> tuple[str, str]:
    """The text with brackets around each date that was found, and the values."""
    found = find([Passage(text, language)], Known()).proposals
    for proposal in reversed(found):
        begin, end = proposal.span
        text = f"{text[:begin]}[{text[begin:end]}]{text[end:]}"
    return text, "; ".join(value(proposal) for proposal in found)


def table() -> list[tuple[str, str, str]]:
    lines = (CASES / "expressions.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split("|") for line in lines if line and not line.startswith("#")]
    return [(language.strip(), text.strip(), values.strip()) for language, text, values in rows]


@pytest.mark.parametrize(("language", "text", "values"), table())
def test_expressions(language: str, text: str, values: str) -> None:
    # a bracket of the text itself stays where it does not open or close a date
    plain = text.replace("1335 [1919]", "1335 \0001919\1")
    plain = re.sub(r"[\[\]]", "", plain).replace("\0", "[").replace("\1", "]")
    assert read(language, plain) == (text, values)


@pytest.mark.parametrize("case", sorted(path for path in CASES.iterdir() if path.is_dir()), ids=lambda case: case.name)
def test_whole_texts(case: Path) -> None:
    """Folders of a text, a passage a line, and the text with tags; set MATBAA_ACCEPT to write that anew."""
    head, _, body = (case / "text.txt").read_text(encoding="utf-8").partition("\n")
    when = None
    if body.startswith("written: "):
        first, _, body = body.partition("\n")
        when = parse(first.removeprefix("written: "))
    language = head.removeprefix("language: ")
    passages = [Passage(line, language, written=when) for line in body.splitlines()]
    lines = [passage.text for passage in passages]
    for proposal in reversed(find(passages, Known()).proposals):
        begin, end = proposal.span
        text = lines[proposal.passage]
        marks = (*proposal.attributes, *((("cert", proposal.cert),) if proposal.cert != "high" else ()))
        lines[proposal.passage] = f"{text[:begin]}<date{written(marks)}>{text[begin:end]}</date>{text[end:]}"
    got = "\n".join(lines) + "\n"
    if os.environ.get("MATBAA_ACCEPT"):
        (case / "expected.txt").write_text(got, encoding="utf-8")
    assert got == (case / "expected.txt").read_text(encoding="utf-8")


# what people write around dates; none of it may be taken in
AROUND = {
    "tr": ("Toplantı ", " tarihinde yapıldı."),
    "en": ("They met on ", ", and parted."),
    "de": ("Sie trafen sich am ", " in der Stadt."),
    "fr": ("Ils se virent le ", " à Paris."),
    "es": ("Se vieron el ", " en la ciudad."),
    "it": ("Si videro il ", " in città."),
}
FORMS = {
    "d MMMM y": "%Y-%m-%d", "EEEE, d MMMM y": "%Y-%m-%d", "d.M.y": "%Y-%m-%d", "MMMM y": "%Y-%m", "long": "%Y-%m-%d",
    "full": "%Y-%m-%d", "medium": "%Y-%m-%d",
}  # fmt: skip


@given(st.dates(date(1583, 1, 1), date(2090, 1, 1)), st.sampled_from(LANGUAGES), st.sampled_from(sorted(FORMS)))
@example(date(1920, 2, 29), "es", "full")
@example(date(2000, 9, 1), "fr", "medium")
def test_a_date_in_any_language_and_form_is_found(day: date, language: str, form: str) -> None:
    words = format_date(day, form, locale=language)
    before, after = AROUND[language]
    (found,) = find([Passage(before + words + after, language)], Known()).proposals
    assert dict(found.attributes) == {"when": f"{day:{FORMS[form]}}"}
    inside = (before + words + after)[found.span.begin : found.span.end]
    # the article of a Spanish or Italian weekday is the only word that may be left out
    assert words.endswith(inside)


@given(
    st.dates(date(1800, 1, 1), date(2000, 1, 1)), st.integers(1, 2000), st.sampled_from(LANGUAGES),
    st.sampled_from(["-", "–", " – "]),
)  # fmt: skip
def test_two_days_with_a_dash_are_a_range(day: date, days: int, language: str, dash: str) -> None:
    last = day + timedelta(days=days)
    words = dash.join(format_date(one, "d MMMM y", locale=language) for one in (day, last))
    before, after = AROUND[language]
    (found,) = find([Passage(before + words + after, language)], Known()).proposals
    assert dict(found.attributes) == {"from": day.isoformat(), "to": last.isoformat()}
    assert found.span == Span(len(before), len(before) + len(words))


@given(st.dates(date(1800, 1, 1), date(2000, 1, 1)), st.sampled_from(LANGUAGES))
def test_a_day_takes_the_year_of_the_passage_before(day: date, language: str) -> None:
    earlier = Passage(
        AROUND[language][0] + format_date(day.replace(month=1, day=1), "d MMMM y", locale=language) + ".", language
    )
    before, after = AROUND[language]
    # the word for the year or a preposition before it stands last in some languages
    words = re.sub(rf"\W*\b(?:de |del )?{day.year}\b", "", format_date(day, "d MMMM y", locale=language))
    found = find([earlier, Passage(before + words + after, language)], Known()).proposals[1]
    assert dict(found.attributes) == {"when": day.isoformat()}
    assert found.cert == "medium"


@given(st.text(max_size=120), st.sampled_from([*LANGUAGES, "", "pl", "xx-y"]))
@example("1919-1919-1919", "en")
@example("ilk ilk ilk 5 5 Mart Mart", "tr")
def test_any_text_can_be_read(text: str, language: str) -> None:
    check(text, language)


WORDS = (
    "3 12 31 45 97 313 1919 1335 XIX I 3rd 1er 19. . , - – / ( ) [ ] ' ’de ’dan Mart Mayıs May march mars mai Muharrem "
)
WORDS += (
    "yılı yılında yüzyıl century siècle siglo secolo Jahrhundert başında end of the de la du in en im bis to à and ve "
)
WORDS += (
    "between entre zwischen since seit first zweite prima son Hälfte moitié half circa um vers Rumi H. BC v. Chr. M.Ö. "
)
WORDS += "spring été kış Sommer 1920s 1920’li années aynı same même Sunday Pazartesi 3.9.1921 3. 9. 1/2 12/V %"


@given(st.lists(st.sampled_from(WORDS.split()), max_size=25), st.sampled_from([*LANGUAGES, ""]))
def test_any_order_of_the_words_of_dates_can_be_read(words: list[str], language: str) -> None:
    check(" ".join(words), language)


def check(text: str, language: str) -> None:
    """Whatever is found lies in the text, apart from all else, and has a value that the schema allows."""
    end = 0
    for proposal in find([Passage(text, language)], Known()).proposals:
        assert (proposal.kind, proposal.element) == (Kind.DATE, "date")
        assert end <= proposal.span.begin < proposal.span.end <= len(text)
        end = proposal.span.end
        given = dict(proposal.attributes)
        names = given.keys() & {"when", "from", "to", "notBefore", "notAfter"}
        assert names in (
            {"when"}, {"from"}, {"to"}, {"from", "to"}, {"notBefore", "notAfter"}, {"notBefore"}, {"notAfter"},
        )  # fmt: skip
        values = [value_or_none(given, name) for name in names]
        assert all(values), given
        first, last = (
            value_or_none(given, name) for name in (("from", "to") if "to" in given else ("notBefore", "notAfter"))
        )
        if first and last and first.first is not None and last.last is not None:
            assert first.first <= last.last


PIECES = (
    "1. 1- 1/ 1919- 1919,_ 1919_ve_ 19,_ ve_ a' XIX._ IV/ teşrin_ rebi_ M._ Mayıs_ Mayıs_ve_ (1919 early_ "
    "between_1919_and_ yirmi_ d' Mart- 1920_yılı_ circa_ 1_mai_"
)


@pytest.mark.parametrize("piece", [piece.replace("_", " ") for piece in PIECES.split()] + ["x" * 50])
def test_harmful_texts_take_a_time_that_grows_with_their_length_only(piece: str) -> None:
    times = []
    for size in (1_500, 12_000):
        text = piece * (size // len(piece))
        start = time.process_time()
        find([Passage(text, "fr" if "mai" in piece else "tr")], Known())
        times.append(time.process_time() - start)
    # eight times the text, and far from sixty-four times the time
    assert times[1] < 20 * times[0] + 0.2


def test_what_is_tagged_already_is_left_and_gives_its_year() -> None:
    text = "On 3 May 1921 he came; on 5 June he left."
    begin, end = text.index("3"), text.index(" he")
    mark = Mark(Kind.DATE, Span(begin, end), "date", attributes=(("when", "1922-05-03"),))
    (found,) = find([Passage(text, "en", closed=(Span(begin, end),), marks=(mark,))], Known()).proposals
    assert dict(found.attributes) == {"when": "1922-06-05"}


def test_a_year_far_off_is_less_sure_and_then_forgotten() -> None:
    def year_after(passages: int) -> tuple[str, str]:
        texts = ["On 3 May 1921 he came.", *["Nothing."] * passages, "On 5 June he left."]
        found = find([Passage(text, "en") for text in texts], Known()).proposals[-1]
        return dict(found.attributes)["when"], found.cert

    assert year_after(0) == ("1921-06-05", "medium")
    assert year_after(10) == ("1921-06-05", "low")
    assert year_after(100) == ("--06-05", "high")


def tei(header: str, text: str) -> Document:
    content = f"<teiHeader>{header}</teiHeader><text>{text}</text>"
    return parsed(f'<TEI xmlns="{TEI}" xml:lang="de">{content}</TEI>'.encode(), "a.xml", Path("/a.xml"))


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ('<correspDesc><correspAction><date when="1903-03-17"/></correspAction></correspDesc>', "1903-03-17"),
        ('<correspDesc><correspAction type="received"><date when="1903"/></correspAction></correspDesc>', None),
        ('<creation><date when="1903-03"/></creation>', "1903-03"),
        ('<creation><date from="1903-03-01" to="1903-05-31"/></creation>', "1903"),
        ('<creation><date from="1903" to="1905"/></creation>', None),
        ("", None),
    ],
)
def test_when_a_text_was_written_by_its_header(header: str, expected: str | None) -> None:
    document = tei(f"<fileDesc/><profileDesc>{header}</profileDesc>", "")
    assert when_written(document) == (parse(expected) if expected else None)


def test_the_day_of_an_entry_is_that_of_its_header() -> None:
    title = "<fileDesc><titleStmt><title>Dienstag, 17. März 1903</title></titleStmt></fileDesc>"
    document = tei(title, "<body><p>17/3 Im Theater. Am 5. April wieder.</p></body>")
    found = find(read_passages(document).passages, Known()).proposals
    assert [dict(one.attributes)["when"] for one in found] == ["1903-03-17", "1903-04-05"]


@pytest.mark.parametrize(
    ("convert", "other", "expected"),
    [
        (rumi, (1325, 3, 31), date(1909, 4, 13)),
        (rumi, (1332, 2, 15), date(1917, 2, 28)),
        (rumi, (1332, 2, 16), None),
        (rumi, (1333, 3, 1), date(1917, 3, 1)),
        (rumi, (1333, 1, 1), None),
        (rumi, (1334, 1, 1), date(1918, 1, 1)),
        (rumi, (1336, 4, 23), date(1920, 4, 23)),
        (rumi, (1500, 1, 1), None),
        (hijri, (1, 1, 1), date(622, 7, 19)),
        (hijri, (1300, 1, 10), date(1882, 11, 21)),
        (hijri, (1300, 13, 1), None),
        (julian, (1917, 10, 25), date(1917, 11, 7)),
        (julian, (1900, 2, 29), date(1900, 3, 13)),
        (julian, (1901, 2, 29), None),
    ],
)
def test_days_of_other_calendars(convert: object, other: tuple[int, int, int], expected: date | None) -> None:
    assert callable(convert)
    assert convert(*other) == expected
