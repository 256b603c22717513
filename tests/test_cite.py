"""Citing: what a header or an entry says, in the forms that readers and machines cite from."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given, settings
from hypothesis import strategies as st

from matbaa.cite.bibtex import as_bibtex
from matbaa.cite.csl import as_csl
from matbaa.cite.datacite import as_datacite, missing
from matbaa.cite.entry import of_entry
from matbaa.cite.header import of_header
from matbaa.cite.model import Day, Identifier, Person, Work
from matbaa.cite.ris import as_ris
from matbaa.cite.schema_org import as_json_ld
from matbaa.cite.written import written
from matbaa.dates.values import Value
from matbaa.document import TEI, parse, read

CASES = Path(__file__).parent / "cases" / "cite"
FORMS = {"bib": as_bibtex, "ris": as_ris, "json": as_csl}


def expected(file: Path, got: str) -> None:
    if os.environ.get("MATBAA_ACCEPT") == "1":
        file.write_bytes(got.encode())
    assert got == file.read_bytes().decode()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("case", ["article", "chapter", "body-as-author", "silent"])
def test_a_text_by_its_header(case: str, form: str) -> None:
    work = of_header(read(CASES / case / "text.xml"), case)
    expected(CASES / case / f"cite.{form}", FORMS[form]([work]))


@pytest.mark.parametrize("case", ["article", "chapter", "body-as-author"])
def test_citations_as_people_write_them(case: str) -> None:
    work = of_header(read(CASES / case / "text.xml"), case)
    alone = replace(work, authors=())
    told = [
        f"{style}: {text}\n"
        for one, languages in ((work, ("tr", "en", "de", "xx")), (alone, ("tr", "en")))
        for language in languages
        for style, text, _ in written(one, language)
    ]
    expected(CASES / case / "cite.txt", "".join(told))


def test_a_citation_is_its_runs() -> None:
    work = Work(
        "x",
        title="A <b>& c",
        journal="J",
        kind="article-journal",
        identifiers=(Identifier("doi", "10.5555/x"),),
        authors=(Person(name="N"),),
    )
    (apa, chicago) = written(work, "en")
    assert "".join(run.text for run in apa.runs) == apa.text == "N. (n.d.). A <b>& c. J. https://doi.org/10.5555/x"
    assert [run.text for run in apa.runs if run.italic] == ["J"]
    assert [run.address for run in apa.runs if run.address] == ["https://doi.org/10.5555/x"]
    assert chicago.text.startswith("N. “A <b>& c.”")
    assert written(Work("x"), "en") == ()


@pytest.mark.parametrize("language", ["en", "tr", "fr"])
def test_nobody_and_nothing_is_named_twice(language: str) -> None:
    work = Work("x", title="Only Once (1919–1938)?", editors=(Person("Lee", "Ann"),), publishers=("Press",))
    for one in (work, replace(work, editors=()), replace(work, kind="book"), replace(work, kind="book", editors=())):
        for _, text, _ in written(one, language):
            assert text.count("Only Once") == 1, text
            assert text.count("Lee") == len(one.editors), text
            assert ".." not in text, text


@pytest.mark.parametrize("case", ["article"])
def test_datacite(case: str) -> None:
    work = of_header(read(CASES / case / "text.xml"), case)
    expected(CASES / case / "cite.datacite.xml", as_datacite(work).decode())


def test_datacite_is_not_made_of_too_little() -> None:
    lacks = missing(of_header(read(CASES / "body-as-author" / "text.xml"), "x"))
    assert lacks == ("a year of publication",)
    with pytest.raises(ValueError, match="a year of publication"):
        as_datacite(of_header(read(CASES / "body-as-author" / "text.xml"), "x"))


@pytest.mark.parametrize("case", ["article", "chapter"])
def test_json_ld(case: str) -> None:
    told = json.loads(as_json_ld(of_header(read(CASES / case / "text.xml"), case)))
    expected(CASES / case / "cite.jsonld", json.dumps(told, ensure_ascii=False, indent=1) + "\n")


@pytest.mark.parametrize("form", FORMS)
def test_works_by_their_entries(form: str) -> None:
    root = read(CASES / "works" / "list.xml").root
    works = [of_entry(node) for node in root.iterfind(f".//{{{TEI}}}listBibl/*")]
    expected(CASES / "works" / f"cite.{form}", FORMS[form](works))


def test_the_address_of_the_page_comes_before_that_of_the_header() -> None:
    document = read(CASES / "chapter" / "text.xml")
    assert of_header(document, "x").url == "https://hdl.example.org/11.22/33_44%20a"
    assert of_header(document, "x", "https://example.org/x.html").url == "https://example.org/x.html"


def test_hostile_headers_are_read() -> None:
    for inside in (
        "",
        "<fileDesc/>",
        "<fileDesc><titleStmt><author/><title><!-- x --><?y z?></title></titleStmt></fileDesc>",
    ):
        data = f'<TEI xmlns="{TEI}"><teiHeader>{inside}</teiHeader></TEI>'
        assert of_header(parse(data.encode(), "x.xml"), "x") == Work("x")
    assert of_header(parse(f'<TEI xmlns="{TEI}"/>'.encode(), "x.xml"), "x") == Work("x")


# anything that a header can hold
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=40).map(
    lambda text: " ".join(text.split())
)
FILLED = TEXT.filter(bool)
# signs that mean something to TeX or to RIS
LOADED = st.text(st.sampled_from("{}\\%$#_&~^\"'@,;=- aüĞİıß\r\n\t\v\x85\u2028"), max_size=30)
PERSONS = st.one_of(st.builds(Person, family=FILLED, given=TEXT), st.builds(Person, name=FILLED))


def one_line(text: str) -> str:
    return " ".join(text.split())


@given(
    st.one_of(TEXT, LOADED),
    st.lists(st.one_of(TEXT, LOADED).filter(str.strip), max_size=3),
    st.lists(PERSONS, max_size=3),
)
def test_bibtex_is_read_back(title: str, publishers: list[str], persons: list[Person]) -> None:
    work = Work(
        "key", title=one_line(title), publishers=tuple(map(one_line, publishers)), authors=tuple(persons), language="tr"
    )
    library = parse_string(as_bibtex([work, work]))
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == ["key", "key-2"]
    fields = library.entries[0].fields_dict
    for field in fields.values():
        # what stands in braces is closed there: nothing can leave its field
        depth = 0
        for at, sign in enumerate(str(field.value)):
            depth += (sign == "{") - (sign == "}")
            assert depth >= 0, at
        assert depth == 0
    assert ("title" in fields) == bool(work.title)
    assert ("author" in fields) == bool(persons)


@pytest.mark.parametrize(
    "text", ["100% of {rivers} & $eas", r"\textbf{no} #1_a", "a~b^c", "İğne, ığdır — “x”", "}{", "{", "\\"]
)
def test_signs_of_tex_are_shown_as_they_are(text: str) -> None:
    library = parse_string(as_bibtex([Work("x", title=text)]), append_middleware=[LatexDecodingMiddleware()])
    # the library takes the circumflex of TeX for the one among the modifier letters
    assert str(library.entries[0]["title"]).replace("ˆ", "^") == text


@given(st.one_of(TEXT, LOADED), st.lists(st.one_of(TEXT, LOADED).filter(lambda text: bool(one_line(text))), max_size=3))
def test_ris_is_read_back(title: str, names: list[str]) -> None:
    work = Work("key", title=title, authors=tuple(Person(name=name) for name in names))
    (first, _) = rispy.loads(as_ris([work, Work("other", title="Next")]))
    assert one_line(first.get("title", "")) == one_line(title.replace("\x85", " "))
    assert [one_line(name) for name in first.get("authors", [])] == [one_line(name) for name in names]


@given(st.one_of(TEXT, LOADED))
def test_csl_json_is_json(title: str) -> None:
    (item,) = json.loads(as_csl([Work("x", title=title)]))
    assert item.get("title", "") == title


@given(st.one_of(TEXT, LOADED, st.just("</script><!--")))
def test_json_ld_cannot_leave_its_script(title: str) -> None:
    told = as_json_ld(Work("x", title=title, abstract=title))
    assert not set(told) & set("<>&\u2028\u2029")
    assert json.loads(told).get("name", "") == title


@settings(max_examples=15)
@given(
    st.one_of(TEXT, LOADED).filter(str.strip), st.lists(PERSONS, max_size=3), st.sampled_from(["tr", "en", "fr", ""])
)
def test_any_text_can_be_cited(title: str, persons: list[Person], language: str) -> None:
    work = Work("x", title=title, authors=tuple(persons), language=language)
    told = written(work, language)
    assert told == written(work, language)
    for _, text, runs in told:
        assert "".join(run.text for run in runs) == text
        assert one_line(title).casefold().rstrip(".,;:!? ") in text.casefold()


@pytest.mark.parametrize(
    ("day", "iso"),
    [
        (Day(Value(2017, None, None)), "2017"),
        (Day(Value(2017, 3, None), Value(2018, None, None)), "2017-03/2018"),
        (Day(Value(-44, 3, 15)), "-0044-03-15"),
        (Day(written="Easter"), ""),
    ],
)
def test_days(day: Day, iso: str) -> None:
    assert day.iso == iso


def test_names_of_several_parts() -> None:
    person = Person("Gogh", "Vincent", "van", "Jr.")
    assert person.inverted == "van Gogh, Vincent, Jr."
    assert person.plain == "Vincent van Gogh Jr."
    assert "author = {van Gogh, Jr., Vincent}" in as_bibtex([Work("x", authors=(person,))])


def test_pages() -> None:
    assert (Work("x", pages="12–34").first_page, Work("x", pages="12–34").last_page) == ("12", "34")
    assert (Work("x", pages="e12").first_page, Work("x", pages="e12").last_page) == ("e12", "")
    assert Work("x", pages="1-2-3").last_page == ""


def test_a_doi_is_known_by_its_form() -> None:
    assert Work("x", identifiers=(Identifier("doi", "10.5555/x"),)).doi == "10.5555/x"
