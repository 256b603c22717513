"""The places of authority files looked up in GeoNames: in data of a few places that come with the tests."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matbaa.document import parse
from matbaa.finding import CannotRun
from matbaa.main import run
from matbaa.reconcile.gazetteer import Gazetteer
from matbaa.reconcile.model import Feature, Place
from matbaa.reconcile.names import folded, shortened
from matbaa.reconcile.offers import looked_up
from matbaa.reconcile.places import places
from matbaa.reconcile.rank import Surroundings, cert, distance, ranked
from matbaa.reconcile.write import Choice, certain, edited
from matbaa.validate.coordinates import Point
from tests.conftest import Matbaa

CASES = Path(__file__).parent / "cases" / "reconcile"
DATA = CASES / "data"
LISTS = sorted(path.parent for path in CASES.glob("*/places.xml"))
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc/></teiHeader><standOff><listPlace>{}</listPlace></standOff></TEI>'


@pytest.mark.parametrize("case", LISTS, ids=lambda case: case.name)
def test_a_case(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(case / "places.xml", tmp_path)
    shutil.copytree(DATA, tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    told = {}
    for form, name in (("text", "expected.txt"), ("json", "expected.json"), ("csv", "expected.csv")):
        assert run(["reconcile", "places.xml", "--data", "data", "--limit", "3", "--format", form]) == 0
        captured = capsys.readouterr()
        told[name] = captured.out.replace("\r\n", "\n")
        told["findings.txt"] = captured.err
    assert run(["reconcile", "places.xml", "--data", "data", "--write"]) == 0
    told["written.xml"] = (tmp_path / "places.xml").read_text("utf-8")
    for name, got in told.items():
        if os.environ.get("MATBAA_ACCEPT"):
            (case / name).write_text(got, "utf-8")
        assert got == (case / name).read_text("utf-8")


@pytest.mark.parametrize("case", LISTS, ids=lambda case: case.name)
def test_writing_once_is_enough(case: Path) -> None:
    document = parse((case / "places.xml").read_bytes(), "places.xml")
    once = edited(document, certain(looked_up([document], folder=DATA)))
    assert once.data != document.data
    again = edited(once, certain(looked_up([once], folder=DATA)))
    assert again.data == once.data


def test_what_is_written_is_accepted_like_other_tags(matbaa: Matbaa, tmp_path: Path) -> None:
    shutil.copy(CASES / "edition" / "places.xml", tmp_path)
    assert matbaa("reconcile", "places.xml", "--data", DATA, "--write", "--cert", "high", cwd=tmp_path).code == 0
    assert 'cert="medium"' not in (tmp_path / "places.xml").read_text("utf-8")
    done = matbaa("tag", "places.xml", "--accept", cwd=tmp_path)
    assert done.code == 0, done.err
    told = (tmp_path / "places.xml").read_text("utf-8")
    assert "#matbaa" not in told
    assert '<idno type="geonames">2761369</idno>' in told


def test_an_editor_is_asked(tmp_path: Path, matbaa: Matbaa) -> None:
    shutil.copy(CASES / "edition" / "places.xml", tmp_path)
    done = matbaa("reconcile", "places.xml", "--data", DATA, "--interactive", cwd=tmp_path, stdin="1\ns\n9\n2\nq\n")
    assert done.code == 0, done.err
    assert "2 places written to 1 file" in done.err
    told = (tmp_path / "places.xml").read_text("utf-8")
    assert "@resp" not in told
    assert "#matbaa" not in told
    assert told.count(">2761369<") == 1
    # of Paris, the second
    assert "4717560" in told


def test_a_file_from_standard_input_goes_to_standard_output(matbaa: Matbaa) -> None:
    text = (CASES / "edition" / "places.xml").read_text("utf-8")
    done = matbaa("reconcile", "-", "--data", DATA, "--write", stdin=text)
    assert done.out == (CASES / "edition" / "written.xml").read_text("utf-8")


def test_the_table_is_one_that_programs_read() -> None:
    rows = list(csv.DictReader(io.StringIO((CASES / "foreign" / "expected.csv").read_text("utf-8"))))
    assert rows[0]["geonames"] == "2782067"
    # a spreadsheet would take it for a formula
    assert any(row["name"].startswith("'=1+1") for row in rows)


def test_a_country_that_is_named_decides(matbaa: Matbaa) -> None:
    text = TEI.format('<place xml:id="s" type="city"><placeName>Baden</placeName></place>')
    for country, expected in (("CH", 2661646), ("at", 2782067)):
        done = matbaa("reconcile", "-", "--data", DATA, "--country", country, "--format", "json", stdin=text)
        (place,) = json.loads(done.out)["places"]
        assert place["candidates"][0]["geonames"] == expected


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--write", "--format", "json"), "does not go with --write"),
        (("--interactive", "-"), "cannot be both the file and your answers"),
        (("--country", "Turkey"), "'TURKEY' is no code of a country"),
        (("nowhere.xml",), "nowhere.xml: error MBI001"),
        (("broken.xml",), "broken.xml:1:"),
        (("places.xml", "--data", "."), "error MBE075 cannot be used as data of GeoNames"),
        (("places.xml", "--data", "bad"), "error MBE075 cannot be used as data of GeoNames: it is not one object"),
        (("places.xml", "--data", "odd"), "error MBE075 cannot be used as data of GeoNames"),
    ],
)
def test_misuse_is_told(matbaa: Matbaa, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    (tmp_path / "places.xml").write_text(TEI.format("<place><placeName>Wien</placeName></place>"), "utf-8")
    (tmp_path / "broken.xml").write_text("<TEI", "utf-8")
    shutil.copytree(DATA, tmp_path / "bad")
    (tmp_path / "bad" / "countries.json").write_text("[]", "utf-8")
    shutil.copytree(DATA, tmp_path / "odd")
    (tmp_path / "odd" / "cities500.json").write_text(
        '{"1": {"geonameid": "x", "name": "Wien", "latitude": "y"}}', "utf-8"
    )
    done = matbaa("reconcile", *arguments, cwd=tmp_path)
    assert done.code in (1, 2)
    assert said in done.err
    assert not done.out


def test_without_the_data_it_says_how_to_get_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    document = parse(TEI.format("<place><placeName>Wien</placeName></place>").encode(), "places.xml")
    with pytest.raises(CannotRun) as caught:
        looked_up([document])
    (finding,) = caught.value.findings
    assert finding.code == "MBE075"
    assert "pip install 'matbaa[reconcile]'" in (finding.hint or "")


def test_the_data_are_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MATBAA_CACHE", str(tmp_path / "cache"))
    said: list[str] = []
    gazetteers = [Gazetteer(DATA, tell=said.append) for _ in range(2)]
    found = [sorted(one.id for one in gazetteer.find({"wien"}, {300619})) for gazetteer in gazetteers]
    assert found == [[300619, 2761369]] * 2
    assert len(said) == 1
    monkeypatch.setenv("MATBAA_CACHE", "")
    assert {one.id for one in Gazetteer(DATA).find({"avusturya", "ohio", "avrupa"}, ())} == {2782113, 5165418, 6255148}


POINTS = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))


@given(POINTS, POINTS)
def test_a_distance_is_one(one: Point, other: Point) -> None:
    assert distance(one, other) == pytest.approx(distance(other, one))
    assert 0 <= distance(one, other) <= 20_040
    assert distance(one, one) == 0


def test_a_distance_is_known() -> None:
    assert distance(Point(41.01384, 28.94966), Point(39.91987, 32.85427)) == pytest.approx(350, abs=2)


@given(st.text(max_size=300))
def test_names_are_folded_once(name: str) -> None:
    once = folded(name)
    assert folded(once) == once
    assert once == once.strip()
    head, _ = shortened(name)
    assert head in name or "(" in name or "[" in name


def place(*names: str, kind: str = "settlement", hints: tuple[str, ...] = (), point: Point | None = None) -> Place:
    document = parse(b"<a/>", "a.xml")
    return Place(document, document.root, "", names, kind, "", hints, point=point)  # type: ignore[arg-type]


def feature(number: int, name: str, country: str, population: int, *others: str, at: Point | None = None) -> Feature:
    return Feature(number, name, "settlement", country, population, at, frozenset(map(folded, (name, *others))))


AROUND = Surroundings({"AT": frozenset({"osterreich", "austria"}), "US": frozenset({"usa"})})


def test_the_larger_of_two_comes_first_and_is_certain_if_far_larger() -> None:
    large, small = feature(1, "Paris", "FR", 2_000_000), feature(2, "Paris", "US", 20_000)
    found = ranked(place("Paris"), [small, large], AROUND)
    assert [one.feature.id for one in found] == [1, 2]
    assert cert(place("Paris"), found, AROUND) == "medium"
    near = ranked(place("Paris"), [small, feature(3, "Paris", "FR", 60_000)], AROUND)
    assert cert(place("Paris"), near, AROUND) == ""


def test_the_country_and_the_coordinates_that_an_entry_names_count_more_than_size() -> None:
    large = feature(1, "Linz", "US", 2_000_000, at=Point(30, -80))
    small = feature(2, "Linz", "AT", 2_000, at=Point(48.3, 14.3))
    for one in (place("Linz", hints=("Österreich",)), place("Linz", point=Point(48.31, 14.29))):
        found = ranked(one, [large, small], AROUND)
        assert found[0].feature.id == 2
        assert cert(one, found, AROUND) == "high"


def test_a_village_far_from_all_else_is_not_certain_and_one_among_others_is() -> None:
    village = feature(1, "Hallstatt", "AT", 779)
    found = ranked(place("Hallstatt"), [village], AROUND)
    assert cert(place("Hallstatt"), found, AROUND) == ""
    around = AROUND.with_known([feature(2, "Wien", "AT", 1_700_000)])
    assert cert(place("Hallstatt"), ranked(place("Hallstatt"), [village], around), around) == "medium"


def test_a_kind_that_does_not_fit_is_no_candidate() -> None:
    town = feature(1, "Malta", "AT", 2_000)
    assert not ranked(place("Malta", kind="country"), [town], AROUND)
    assert not ranked(place("Malta", kind="other"), [town], AROUND)
    assert ranked(place("Malta", kind=""), [town], AROUND)
    assert cert(place("Malta", kind=""), ranked(place("Malta", kind=""), [town], AROUND), AROUND) == ""


def test_hostile_lists_take_no_longer() -> None:
    many = "".join(f"<place><placeName>Wien {'(' * 50} {n}, x</placeName></place>" for n in range(3000))
    deep = "<place><placeName>Wien</placeName>" * 80 + "</place>" * 80
    begin = time.perf_counter()
    for body in (
        many,
        deep,
        f"<place><placeName>{'(' * 100_000}</placeName></place>",
        "<place><placeName>&#9;</placeName></place>",
    ):
        document = parse(TEI.format(body).encode(), "places.xml")
        offers = looked_up([document], folder=DATA)
        assert edited(document, certain(offers)).root.tag == document.root.tag
    assert time.perf_counter() - begin < 10


def test_odd_numbers_are_left_alone() -> None:
    body = "".join(
        f'<place type="city"><placeName>Wien</placeName><idno type="geonames">{number}</idno></place>'
        for number in ("", "x", "99999999999999999999999", "²", "-5")
    )
    document = parse(TEI.format(body).encode(), "places.xml")
    for one in places(document):
        assert one.geonames is None or one.geonames > 0
    written = edited(document, certain(looked_up([document], folder=DATA)))
    for before, after in zip(document.root.iter("{*}place"), written.root.iter("{*}place"), strict=True):
        assert len(before.findall("{*}idno")) <= len(after.findall("{*}idno")) <= max(1, len(before.findall("{*}idno")))


def test_a_file_that_has_no_header_gets_what_an_editor_chose_only() -> None:
    text = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPlace><place><placeName>Wien</placeName></place></listPlace></standOff></TEI>'
    document = parse(text.encode(), "places.xml")
    ((one,), wien) = list(places(document)), next(Gazetteer(DATA).find({"wien"}, ()))
    with pytest.raises(CannotRun, match="no header"):
        edited(document, [Choice(one, wien, "high")])
    told = edited(document, [Choice(one, wien)]).data.decode()
    assert '<location><geo>48.20849 16.37208</geo></location><idno type="geonames">2761369</idno></place>' in told
