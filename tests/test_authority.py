"""Authority entries: numbers, coordinates, entries that stand twice."""

from __future__ import annotations

import json
import os
import zlib
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matbaa.document import parse
from matbaa.finding import Finding
from matbaa.validate import authority
from matbaa.validate.coordinates import Point, astray, read_geo
from matbaa.validate.likeness import Known, alike, normal

TEI = "http://www.tei-c.org/ns/1.0"
CASES = Path(__file__).parent / "cases" / "authority"
GND = '<idno type="GND">118639528</idno>'


def lists(content: str) -> str:
    return f'<TEI xmlns="{TEI}"><standOff>{content}</standOff></TEI>'


def persons(*entries: str) -> str:
    numbered = (f'<person xml:id="p{number}">{entry}</person>' for number, entry in enumerate(entries))
    return lists(f"<listPerson>{''.join(numbered)}</listPerson>")


def person(name: str, birth: str = "", death: str = "", more: str = "") -> str:
    surname, _, forename = name.partition(", ")
    full = f"<persName><surname>{surname}</surname><forename>{forename}</forename></persName>"
    dates = (f'<{what} when="{when}"/>' for what, when in (("birth", birth), ("death", death)) if when)
    return full + "".join(dates) + more


def told(*files: str) -> list[Finding]:
    """What both steps say, the facts having passed through JSON as between processes."""
    findings: list[Finding] = []
    facts = []
    for number, content in enumerate(files):
        own, fact = authority.check(parse(content.encode(), f"{number}.xml", Path(f"{number}.xml")))
        findings += own
        facts.append((f"{number}.xml", json.loads(json.dumps(fact))))
    return findings + list(authority.across(facts))


def codes(*files: str) -> list[str]:
    return [finding.code for finding in told(*files)]


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda path: path.name)
def test_case(case: Path) -> None:
    """Folders of lists with what is to be said of them; set MATBAA_ACCEPT to write that anew."""
    files = sorted(case.glob("*.xml"))
    findings: list[Finding] = []
    facts = []
    for file in files:
        own, fact = authority.check(parse(file.read_bytes(), file.name, file))
        findings += own
        facts.append((file.name, fact))
    findings += authority.across(facts)
    report = "".join(
        f"{found.file}:{found.line}:{found.column} {found.severity.label} {found.code} {found.message}\n"
        f"    {found.hint}\n"
        for found in sorted(findings, key=lambda found: found.order)
    )
    if os.environ.get("MATBAA_ACCEPT"):
        (case / "expected.txt").write_text(report, "utf-8")
    assert report == (case / "expected.txt").read_text("utf-8")


def test_numbers_are_found_in_content_and_attributes() -> None:
    text = lists(
        """<listPerson><person xml:id="a" sameAs="https://viaf.org/viaf/x1">
        <persName ref="#b https://d-nb.info/gnd/118639529">A</persName><idno type="GND">118639529</idno>
        <idno type="URL" subtype="wikidata">http://www.wikidata.org/entity/5152</idno></person></listPerson>"""
    )
    found = told(text)
    assert [(finding.code, finding.line, finding.column) for finding in found] == [
        ("MBA001", 2, 72),
        ("MBA002", 3, 9),
        ("MBA002", 1, 83),
        ("MBA001", 2, 19),
    ]
    assert found[0].message == "the GND number 118639529 has a wrong check digit: after these digits it would be 8"


def test_comments_and_instructions_may_stand_anywhere() -> None:
    entry = """<place xml:id="a"><placeName>Sivas</placeName><idno type="geonames">300619</idno>
    <location><country>TR</country><geo>39.7477 37.0179</geo></location><note>x</note></place>"""
    entry = entry.replace(">", "><!--c--><?p i?>")
    assert codes(lists(f"<listPlace>{entry}</listPlace>")) == []
    person_entry = person("A, B", "1880", "1938", GND).replace(">", "><!--c--><?p i?>")
    assert codes(persons(person_entry, person_entry)) == ["MBA003"]


def test_a_number_that_is_marked_as_wrong_is_left_alone() -> None:
    assert codes(persons('<persName>A</persName><idno type="GND" subtype="invalid">118639529</idno>')) == []


def test_one_number_on_two_entries() -> None:
    link = '<persName ref="https://d-nb.info/gnd/118639528">B</persName>'
    same = told(persons(person("A, B", more=GND), link))
    (finding,) = same
    assert finding.code == "MBA003"
    assert finding.message == ('the entry "p1" has the GND number 118639528, which the entry "p0" (line 1) has too')
    assert codes(persons(person("A, B", more=GND)), persons(person("A, B", more=GND))) == []  # a copy
    (finding,) = told(persons(person("A, B", more=GND)), persons(person("C, D"), link))
    assert finding.message.endswith('which the entry "p0" (0.xml, line 1) has too')


@pytest.mark.parametrize(
    "content",
    [
        # a person and an organisation
        f'<listPerson><person xml:id="a">{GND}</person></listPerson><listOrg><org xml:id="b">{GND}</org></listOrg>',
        # the place where somebody was born is not the person
        """<listPlace><place xml:id="a"><idno type="geonames">323786</idno></place></listPlace>
        <listPerson><person xml:id="b"><birth><placeName>Ankara<idno type="geonames">323786</idno></placeName></birth>
        </person></listPerson>""",
        # two articles of one book
        """<listBibl><bibl xml:id="a"><idno type="ISBN">9783161484100</idno></bibl>
        <bibl xml:id="b"><idno type="ISBN">9783161484100</idno></bibl></listBibl>""",
        # mentions without an id are no entries
        f"<listPerson><person>{GND}</person><person>{GND}</person></listPerson>",
    ],
)
def test_one_number_that_stands_twice_for_a_reason(content: str) -> None:
    assert codes(lists(content)) == []


def test_lists_in_texts_are_compared_with_themselves_only() -> None:
    text = f"""<TEI xmlns="{TEI}"><text><body><p>x</p></body><back><listPerson><person xml:id="a">{GND}</person>
    </listPerson></back></text></TEI>"""
    assert codes(text, text) == []
    twice = text.replace("</listPerson>", f'<person xml:id="b">{GND}</person></listPerson>')
    assert [(finding.code, finding.line) for finding in told(twice)] == [("MBA003", 2)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Schmidt, Johann", "1810", "1880"), ("Schmidt, Johann", "1810-03-04", ""), True),
        (("Schmidt, Johann", "1810", ""), ("Schmidt, Johann", "1811", ""), False),
        (("Strauss, Johann", "1804", "1849"), ("Strauss, Johann", "1825", "1899"), False),
        (("Schmidt, Johann", "1810", ""), ("Schmidt, Johann", "", "1880"), False),
        (("Schmidt, Johann", "", ""), ("Schmidt, Johann", "", ""), True),
        (("Schmidt, J", "", ""), ("Schmidt, J", "", ""), False),
        (("Schmidt, Johann", "", ""), ("Schmidt, Johann", "1810", ""), False),
        (("Goethe, Johann Wolfgang", "1749-08-28", "1832-03-22"), ("Goethe, J. W.", "1749", "1832"), True),
        (("Goethe, Johann Wolfgang", "1749-08-28", "1832-03-22"), ("Schiller, Friedrich", "1749", "1832"), False),
        (("Müller, Hans", "1880", "1914"), ("Müller, Karl", "1880", "1914"), False),
        (("Furgaç, Ahmet İzzet", "1864", "1937"), ("FURGAC, Ahmet Izzet", "1864", "1937"), True),
    ],
)
def test_two_persons_that_look_like_one(one: tuple[str, str, str], other: tuple[str, str, str], same: bool) -> None:
    assert codes(persons(person(*one), person(*other))) == (["MBA004"] if same else [])


def test_what_tells_namesakes_apart() -> None:
    name = ("Schmidt, Johann", "1810", "1880")
    other = '<idno type="GND">118609807</idno>'
    assert codes(persons(person(*name, GND), person(*name, other))) == []
    assert codes(persons(person(*name, '<sex value="m"/>'), person(*name, '<sex value="f"/>'))) == []
    assert codes(persons(person(*name, GND), person(*name, GND))) == ["MBA003"]


def test_variants_count_where_the_dates_are_the_same() -> None:
    twain = person("Clemens, Samuel", "1835", "1910", '<persName type="variant">Mark Twain</persName>')
    pen_name = '<persName>Mark Twain</persName><birth when="1835-11-30"/><death when="1910-04-21"/>'
    (finding,) = told(persons(twain, pen_name))
    assert finding.code == "MBA004"


def place(name: str, geo: str, kind: str = "") -> str:
    name_of = f"x{zlib.crc32(f'{name}{geo}{kind}'.encode())}"
    located = f"<placeName>{name}</placeName><location><geo>{geo}</geo></location>"
    return f'<place xml:id="{name_of}" type="{kind}">{located}</place>'


def test_two_places_that_look_like_one() -> None:
    def together(one: str, other: str) -> list[str]:
        return codes(lists(f"<listPlace>{one}{other}</listPlace>"))

    one = place("Sivas", "39.7477 37.0179")
    assert together(one, place("Sivas", "39.75 37.02")) == ["MBA004"]
    assert together(one, place("Sivas", "37.75 37.02")) == []
    assert together(place("Sivas", "39.75 37.02", "city"), place("Sivas", "39.75 37.02", "province")) == []


def test_a_long_list_does_not_take_long() -> None:
    entries = [
        Known(
            "person",
            [normal(f"Ad{n % 997} Soyad{n % 1009}")],
            f"soyad{n % 1009}",
            str(1800 + n % 90),
            str(1880 + n % 70),
        )
        for n in range(17_000)
    ]
    begin = perf_counter()
    assert not [pair for pair in alike(entries) if pair[0] == pair[1]]
    assert perf_counter() - begin < 10


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("39.7477 37.0179", None),
        ("39.7477, 37.0179", None),
        ("-33.87 151.21", None),
        ("−33.87 151.21", None),
        ("39.7477 37.0179 1285", None),
        ("39 37", None),
        ("", None),
        ("…", None),
        ("39°44′52″N 37°1′4″E", None),
        ("39.7 37.0 39.8 37.0 39.8 37.1", None),
        ("39,7477 37,0179", "MBA006"),
        ("39,7477, 37,0179", "MBA006"),
        ("39,7477; 37,0179", "MBA006"),
        ("39.7477", "MBA005"),
        ("139.7477 37.0179", "MBA005"),
        ("39.7477 397.0179", "MBA005"),
        ("397.477 370.179", "MBA005"),
    ],
)
def test_coordinates(text: str, code: str | None) -> None:
    assert codes(lists(f"<listPlace><place><location><geo>{text}</geo></location></place></listPlace>")) == (
        [code] if code else []
    )


def test_other_systems_of_coordinates_are_left_alone() -> None:
    header = '<teiHeader><encodingDesc><geoDecl datum="{}"/></encodingDesc></teiHeader>'
    places = (
        "<standOff><listPlace><place><location><geo>397.477 370.179</geo></location></place></listPlace></standOff>"
    )
    for datum, expected in (("WGS84", ["MBA005"]), ("OSGB36", []), ("MGRS", [])):
        assert codes(f'<TEI xmlns="{TEI}">{header.format(datum)}{places}</TEI>') == expected


def test_a_place_with_latitude_and_longitude_exchanged() -> None:
    near = [Point(47 + number / 10, 15 + number / 10) for number in range(12)]
    assert astray([*near, Point(15.4, 47.4)]) == [12]
    assert astray([*near, Point(21.43, 39.83)]) == []  # Mecca, of which the exchange is in Greece
    assert astray([*near, Point(-33.9, 151.2)]) == []
    assert astray([Point(15.4, 47.4), *near[:3]]) == []
    assert astray([Point(40 + n / 10, 41 + n / 10) for n in range(12)]) == []


@given(st.text())
def test_anything_may_stand_in_a_geo(text: str) -> None:
    reading = read_geo(text)
    assert reading.point is None or reading.point.possible
    assert bool(reading.message) == bool(reading.hint)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_what_is_written_is_read(latitude: float, longitude: float) -> None:
    reading = read_geo(f"{latitude:.5f} {longitude:.5f}")
    assert reading.point is not None
    assert reading.point == pytest.approx((latitude, longitude), abs=1e-4)


@given(st.text(), st.text())
def test_normal_names_have_no_order(one: str, other: str) -> None:
    assert normal(f"{one} {other}") == normal(f"{other} {one}")
    assert normal(normal(one)) == normal(one)


def test_a_surname_that_only_one_of_two_names_puts_first_is_enough() -> None:
    plain, turned = "<persName>İsmet İnönü</persName>", "<persName>İnönü, İsmet</persName>"
    assert codes(persons(plain, turned)) == codes(persons(turned, plain)) == ["MBA004"]
    assert codes(persons(plain, plain)) == []  # which of the words is a surname nobody says
