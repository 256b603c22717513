"""Charts: where things stand on them, how they are drawn, and their data."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from matbaa.charts.drawn import draw, locate
from matbaa.charts.exports import FORMS, chart_data
from matbaa.charts.layout import Link, Node, layout
from matbaa.charts.timeline import Dated, Moment, Scale, day_number, moments, scales
from matbaa.document import parse
from matbaa.maps.clip import clip_line, clip_ring
from matbaa.maps.earth import earth
from matbaa.maps.ground import part_of_globe
from matbaa.maps.labels import labels
from matbaa.maps.projection import Azimuthal, EqualEarth
from matbaa.maps.sheet import Place, Sheet, locator, sheets
from matbaa.resources import resource
from matbaa.saxon import saxon
from tests.pages import faults, parsed

NAMESPACE = "urn:matbaa:index"
BOX = (0.0, 0.0, 10.0, 10.0)

longitudes = st.floats(-180, 180)
latitudes = st.floats(-89.9, 89.9)


# --- the globe ---------------------------------------------------------------------------------------------------


def test_the_earth_is_whole_small_and_sound() -> None:
    assert resource_size() < 400_000
    world = earth()
    for ring in (*world.land, *world.lakes):
        assert ring.points[0] == ring.points[-1]
    for layer in (world.land, world.lakes, world.borders, world.rivers):
        assert len(layer) > 100
        for line in layer:
            west, south, east, north = line.box
            assert -180.01 <= west <= east <= 180.01
            assert -90.01 <= south <= north <= 90.01
            # no line jumps over the globe
            assert all(abs(a[0] - b[0]) < 90 or a[1] == b[1] == -90 for a, b in pairwise(line.points))


def resource_size() -> int:
    from pathlib import Path

    import matbaa.maps

    return (Path(matbaa.maps.__file__).parent / "earth.json").stat().st_size


def _on_land(longitude: float, latitude: float) -> bool:
    inside = False
    for ring in earth().land:
        for (x0, y0), (x1, y1) in pairwise(ring.points):
            if (y0 > latitude) != (y1 > latitude) and longitude < (x1 - x0) * (latitude - y0) / (y1 - y0) + x0:
                inside = not inside
    return inside


@pytest.mark.parametrize(
    ("longitude", "latitude", "land"),
    [(32.85, 39.92, True), (16.37, 48.2, True), (-100, 40, True), (178, 68, True), (34, 43, False), (51, 42, False),
     (-30, 40, False), (0, -85, True)],
)  # fmt: skip
def test_what_is_land_and_what_is_sea(longitude: float, latitude: float, land: bool) -> None:
    assert _on_land(longitude, latitude) is land


@given(longitudes, latitudes, longitudes, st.floats(-80, 80))
def test_a_place_on_the_plane_is_found_again_on_the_globe(x: float, y: float, middle_x: float, middle_y: float) -> None:
    plane = Azimuthal(middle_x, middle_y)
    found = plane.unproject(*plane.project(x, y))
    there = plane.project(*found)
    here = plane.project(x, y)
    # what is opposite to the middle is a ring on the plane
    if math.hypot(*here) < 114:
        assert there == pytest.approx(here, abs=1e-4)


def test_equal_earth_is_as_its_makers_say() -> None:
    globe = EqualEarth()
    right, top = globe.project(180, 0)[0], -globe.project(0, 90)[1]
    assert right / top == pytest.approx(2.05458, abs=1e-4)


@given(st.lists(st.tuples(st.floats(-20, 30), st.floats(-20, 30)), min_size=3, max_size=12))
def test_what_is_cut_lies_in_the_box(points: list[tuple[float, float]]) -> None:
    cut = [clip_ring(points, BOX), *clip_line(points, BOX)]
    for line in cut:
        assert all(-1e-6 <= x <= 10 + 1e-6 and -1e-6 <= y <= 10 + 1e-6 for x, y in line)


def test_a_ring_around_the_box_is_the_box() -> None:
    around = [(-5.0, -5.0), (15.0, -5.0), (15.0, 15.0), (-5.0, 15.0)]
    assert sorted(set(clip_ring(around, BOX))) == [(0.0, 0.0), (0.0, 10.0), (10.0, 0.0), (10.0, 10.0)]
    assert clip_ring([(20.0, 20.0), (30.0, 20.0), (30.0, 30.0)], BOX) == []
    assert clip_line([(-5.0, 5.0), (15.0, 5.0)], BOX) == [[(0.0, 5.0), (10.0, 5.0)]]


# --- sheets ------------------------------------------------------------------------------------------------------


def _place(number: int, longitude: float, latitude: float, count: int = 1) -> Place:
    return Place(f"p{number}", f"Place {number}", latitude, longitude, count)


def _sound(sheet: Sheet) -> None:
    for spot in sheet.spots:
        assert 0 <= spot.x <= sheet.width
        assert 0 <= spot.y <= sheet.height


@settings(max_examples=5, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(st.lists(st.tuples(longitudes, latitudes, st.integers(0, 500)), min_size=1, max_size=12))
def test_every_place_is_on_a_sheet(given_places: list[tuple[float, float, int]]) -> None:
    places = [_place(number, *one) for number, one in enumerate(given_places)]
    made = sheets(places)
    assert {spot.id for spot in made[-1].spots} == {place.id for place in places}
    assert made[-1].left_out == 0
    for sheet in made:
        _sound(sheet)


def test_a_crowd_in_a_corner_has_a_sheet_of_its_own() -> None:
    vienna = [_place(number, 16 + number / 10, 48.2, 20) for number in range(8)]
    core, whole = sheets([*vienna, _place(90, -74, 40.7), _place(91, 139, 35.7)])
    assert (len(core.spots), core.left_out) == (8, 2)
    assert (len(whole.spots), whole.left_out) == (10, 0)
    assert whole.ground.globe
    assert len(sheets(vienna)) == 1
    assert sheets([]) == ()


def test_places_on_both_sides_of_the_date_line_are_neighbours() -> None:
    (sheet,) = sheets([_place(1, 178, -17), _place(2, -178, -16)])
    assert sheet.ground.globe == ""
    west, east = sorted(sheet.spots, key=lambda spot: spot.x)
    assert (west.id, east.id) == ("p1", "p2")


def test_a_place_is_in_the_middle_part_of_its_locator() -> None:
    for kind in ("", "country", "continent"):
        for longitude, latitude in ((28.97, 41.0), (-179.9, -17.0), (0.0, 89.0), (16.4, 48.2)):
            sheet = locator(latitude, longitude, kind)
            (spot,) = sheet.spots
            assert 0.05 * sheet.width < spot.x < 0.95 * sheet.width
            assert 0.0 < spot.y < sheet.height


def test_neighbours_share_their_ground() -> None:
    assert locator(48.2, 16.3).ground is locator(48.21, 16.4).ground


def test_the_window_is_inside_of_its_part_of_the_globe() -> None:
    from matbaa.maps.ground import View

    box = part_of_globe(View(Azimuthal(30.0, 50.0), -20.0, -12.0, 24.0, 960, 576))
    assert box[0] < 5
    assert box[2] > 55
    assert box[1] < 38 < 62 < box[3]
    pole = part_of_globe(View(Azimuthal(0.0, 88.0), -10.0, -7.0, 48.0, 960, 672))
    assert pole[3] == 90
    assert pole[2] - pole[0] >= 360


def test_labels_do_not_overlap() -> None:
    points = [((float(x * 30), float(y * 18)), 4.0, f"Label {x} {y}") for x in range(1, 12) for y in range(1, 12)]
    found = labels(points, 400, 240)
    for zoom in (1.0, 4.0):
        boxes = []
        for ((x, y), _, words), label in zip(points, found, strict=True):
            if label.zoom and label.zoom <= zoom:
                wide = len(words) * 13 * 0.56
                left = x * zoom + label.dx - {"start": 0, "middle": wide / 2, "end": wide}[label.anchor]
                boxes.append((left, y * zoom + label.dy - 10, left + wide, y * zoom + label.dy + 3))
        assert len(boxes) > 5
        for number, one in enumerate(boxes):
            for other in boxes[number + 1 :]:
                assert not (one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3])


# --- network -----------------------------------------------------------------------------------------------------


def test_a_network_is_the_same_each_time_and_neighbours_are_near() -> None:
    nodes = [Node(f"persons/{number}", f"Person {number}", 10 + number) for number in range(20)]
    links = [Link(f"persons/{n}", f"persons/{n + 1}", 5) for n in range(9)]
    links += [Link(f"persons/{n}", f"persons/{n + 1}", 5) for n in range(10, 18)]
    drawing = layout(nodes, links)
    assert drawing == layout(nodes, links)
    at = {spot.id: spot for spot in drawing.spots}
    assert "persons/19" not in at
    assert len(at) == 19

    def far(one: int, other: int) -> float:
        a, b = at[f"persons/{one}"], at[f"persons/{other}"]
        return math.hypot(a.x - b.x, a.y - b.y)

    assert far(0, 1) < far(0, 5) < far(0, 9)
    for spot in drawing.spots:
        assert 0 <= spot.x <= drawing.width
        assert 0 <= spot.y <= drawing.height


def test_a_thicket_is_thinned_to_its_strongest_links() -> None:
    names = [f"persons/{number}" for number in range(12)]
    nodes = [Node(name, name, 3) for name in names]
    links = [Link(a, b, 9 if a == names[0] else 1) for i, a in enumerate(names) for b in names[i + 1 :]]
    drawing = layout(nodes, [*links, Link("persons/0", "persons/nobody", 1), Link(names[0], names[0], 4)])
    assert len(drawing.links) < len(links)
    assert {link.end for link in drawing.links if link.start == names[0]} == set(names[1:])


def test_a_network_without_links_is_empty() -> None:
    assert layout([Node("persons/a", "A", 1)], []).spots == ()


# --- timeline ----------------------------------------------------------------------------------------------------


@given(st.dates())
def test_days_are_numbered_as_python_does(day: date) -> None:
    assert day_number(day.year, day.month, day.day) == day.toordinal()


def _moments(*expressions: str) -> list[Moment]:
    return moments(Dated(expression, expression, 1) for expression in expressions)


@pytest.mark.parametrize(
    ("iso", "begin", "end", "uncertain", "opened"),
    [
        ("1919-05-19", (1919, 5, 19), (1919, 5, 20), False, ""),
        ("1919-05-19T10:00:00+02:00", (1919, 5, 19), (1919, 5, 20), False, ""),
        ("1919-12", (1919, 12, 1), (1920, 1, 1), False, ""),
        ("-0044", (-44, 1, 1), (-43, 1, 1), False, ""),
        ("1919-05/1920", (1919, 5, 1), (1921, 1, 1), False, ""),
        ("~1920-09/1920-11", (1920, 9, 1), (1920, 12, 1), True, ""),
        ("1919/..", (1919, 1, 1), (1920, 1, 1), False, "end"),
        ("../1919", (1919, 1, 1), (1920, 1, 1), False, "begin"),
        ("1923/1919", (1919, 12, 31), (1923, 1, 2), False, ""),
    ],
)
def test_when_a_date_is(
    iso: str, begin: tuple[int, int, int], end: tuple[int, int, int], uncertain: bool, opened: str
) -> None:
    (moment,) = _moments(iso)
    if iso != "1923/1919":
        assert (moment.begin, moment.end) == (day_number(*begin), day_number(*end))
    assert moment.begin < moment.end
    assert moment.uncertain is uncertain
    assert (moment.open_begin, moment.open_end) == (opened == "begin", opened == "end")


def test_what_is_no_date_has_no_place() -> None:
    assert _moments("--05-19", "soon", "1919-13", "", "../..") == []


def _shown(scale: Scale) -> list[int]:
    return sorted([n for stack in scale.stacks for n in stack.numbers] + [strip.number for strip in scale.strips])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.dates(), st.integers(0, 900), st.integers(1, 9)), min_size=1, max_size=40))
def test_every_date_is_on_the_timeline_and_no_span_covers_another(given_dates: list[tuple[date, int, int]]) -> None:
    expressions = []
    for day, length, _ in given_dates:
        end = date.fromordinal(min(day.toordinal() + length, date.max.toordinal()))
        expressions.append(day.isoformat() if length < 450 else f"{day.isoformat()}/{end.isoformat()}")
    found = moments(Dated(iso, iso, count) for iso, (_, _, count) in zip(expressions, given_dates, strict=True))
    made = scales(found)
    assert len(made) in (1, 2)
    whole = made[-1]
    assert len(_shown(whole)) + whole.unlaid == len(given_dates)
    assert whole.left_out == 0
    for scale in made:
        for strip in scale.strips:
            assert -0.1 <= strip.x <= scale.width
        for lane in {strip.lane for strip in scale.strips}:
            row = sorted((strip.x, strip.x + strip.width) for strip in scale.strips if strip.lane == lane)
            assert all(one[1] <= other[0] for one, other in pairwise(row))


def test_units_grow_with_the_time() -> None:
    def unit(*expressions: str) -> str:
        return scales(_moments(*expressions))[-1].unit

    assert unit("1919-05-19", "1919-06-01") == "day"
    assert unit("1919-05-19", "1922-06-01") == "month"
    assert unit("1850", "1922") == "year"
    assert unit("1050", "1922") == "decade"
    assert unit("-3000", "1922") == "century"


def test_sixteen_thousand_days_are_bars() -> None:
    begin = date(1879, 1, 1).toordinal()
    found = moments(Dated(date.fromordinal(begin + n).isoformat(), "x", 1) for n in range(16_000))
    (scale,) = scales(found)
    assert scale.unit == "year"
    assert sum(stack.count for stack in scale.stacks) == 16_000
    assert len(scale.stacks) == 44


# --- drawn -------------------------------------------------------------------------------------------------------

PLACES = """<place id="ankara" label="Ankara" href="places/ankara.html" latitude="39.92" longitude="32.85" count="26"/>
<place id="evil" label="&lt;script&gt;x&lt;/script&gt;" href="places/evil.html" latitude="41" longitude="29"
count="0"/>"""
NODES = """<node kind="persons" id="ali" label="Ali" href="persons/ali.html" count="4"/>
<node kind="places" id="izmir" label="İzmir" href="places/izmir.html" count="2"/>
<link from="persons/ali" to="places/izmir" count="2"/>"""
DATES = """<date iso="1919-05-19" label="19 Mayıs 1919" href="dates/a.html" count="2"/>
<date iso="1919/1920" label="1919 – 1920" href="dates/b.html" count="1"/>
<date iso="~1919-05/1919-06" label="≈ &lt;/script&gt;" href="dates/c.html" count="1"/>
<date iso="--05-19" label="19 Mayıs" href="dates/d.html" count="1"/>"""
WORKS = """<work id="w" label="Öz, 1920" href="works/w.html" count="2"><text document="t" title="T" count="2"
href="../html/t.html#p1.1" positions="0.25 0.5" spots="p1.1 p2.1"/></work>"""
CHARTS = {"map": PLACES, "network": NODES, "timeline": DATES, "citations": WORKS}


def chart(kind: str) -> etree._Element:
    source = f'<chart xmlns="{NAMESPACE}" kind="{kind}" language="tr">{CHARTS[kind]}</chart>'
    root = parse(source.encode(), "chart.xml").root
    draw(root)
    return root


def page(root: etree._Element, stylesheet: str = "chart") -> str:
    parameters = {"css": "../assets/index.css", "root": "../", "kinds": "dates map", "language": "tr"}
    html = saxon().stylesheet(resource(f"xslt/{stylesheet}.xsl")).run(root.getroottree(), parameters)
    assert [fault for fault in faults(html) if fault not in ("element script", "element svg")] == []
    assert "<style" not in html
    return html


def links(html: str, within: str) -> list[str]:
    found: list[str] = parsed(html).xpath(f"//*[contains(@class, '{within}')]//*[local-name()='a']/@href")
    return found


def test_a_map_leads_to_its_places() -> None:
    html = page(chart("map"))
    assert links(html, "canvas") == ["places/ankara.html", "places/evil.html"]
    assert links(html, "downloads") == ["map.geojson", "map.csv"]
    assert "<script>x" not in html
    rows = parsed(html).xpath("//tbody/tr")
    assert ["".join(cell.itertext()) for cell in rows[0]] == ["Ankara", "26", "39.92, 32.85"]


def test_a_network_leads_to_its_entries_and_is_a_table_too() -> None:
    html = page(chart("network"))
    assert links(html, "canvas") == ["persons/ali.html", "places/izmir.html"]
    (line,) = parsed(html).xpath("//*[local-name()='line']")
    assert (line.get("data-from"), line.get("data-to")) == ("persons/ali", "places/izmir")
    assert "İzmir 2" in " ".join("".join(parsed(html).xpath("//tbody/tr")[0].itertext()).split())


def test_a_timeline_leads_to_its_dates() -> None:
    html = page(chart("timeline"))
    assert sorted(set(links(html, "canvas"))) == ["dates/a.html", "dates/b.html", "dates/c.html"]
    tree = parsed(html)
    data = json.loads(tree.xpath("string(//script[@type='application/json'])"))
    assert [row[3] for row in data["rows"]] == ["dates/a.html", "dates/b.html", "dates/c.html"]
    assert data["rows"][2][2] == "≈ </script>"
    assert data["rows"][2][5] == "u"
    assert len(tree.xpath("(//figure)[1]//*[local-name()='svg']//*[contains(@class, 'uncertain')]")) == 1
    years = [" ".join("".join(item.itertext()).split()) for item in tree.xpath("//ul[@class='years']/li")]
    assert years == ["1919 3 tarih", "? 1 tarih"]


def test_citations_lead_to_their_places() -> None:
    html = page(chart("citations"))
    assert links(html, "strips") == ["works/w.html", "../html/t.html#p1.1", "../html/t.html#p2.1"]
    marks = parsed(html).xpath("//*[@class='mark']/@x")
    assert [float(mark) for mark in marks] == [248.8, 498.8]


def test_the_page_of_a_place_shows_where_it_is() -> None:
    source = (
        f'<entry xmlns="{NAMESPACE}" kind="places" id="a" language="tr"><name>Ankara</name><label>Ankara</label>'
        '<point latitude="39.92" longitude="32.85"/></entry>'
    )
    root = parse(source.encode(), "entry.xml").root
    locate(root)
    html = page(root, "entry")
    (image,) = parsed(html).xpath("//figure[@class='locator']/*[local-name()='svg']")
    assert (image.get("role"), image.get("aria-label")) == ("img", "Harita: Ankara")
    assert image.xpath("*[local-name()='path'][@class='land']/@d")


# --- data --------------------------------------------------------------------------------------------------------


def test_the_places_as_geojson() -> None:
    data = json.loads(chart_data(chart("map"), "geojson"))
    assert data["type"] == "FeatureCollection"
    first = data["features"][0]
    assert first["geometry"] == {"type": "Point", "coordinates": [32.85, 39.92]}
    assert first["properties"] == {"id": "ankara", "name": "Ankara", "mentions": 26, "href": "places/ankara.html"}


def test_the_network_as_graphml() -> None:
    root = etree.fromstring(chart_data(chart("network"), "graphml").encode())
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    assert root.xpath("//g:node/@id", namespaces=space) == ["persons/ali", "places/izmir"]
    assert root.xpath("string(//g:edge/g:data[@key='weight'])", namespaces=space) == "2"


@pytest.mark.parametrize("kind", FORMS)
def test_every_chart_as_csv(kind: str) -> None:
    rows = list(csv.DictReader(io.StringIO(chart_data(chart(kind), "csv"))))
    expected = {"map": 2, "network": 1, "timeline": 4, "citations": 2}
    assert len(rows) == expected[kind]
    if kind == "citations":
        assert [row["href"] for row in rows] == ["../html/t.html#p1.1", "../html/t.html#p2.1"]
        assert rows[0]["position"] == "0.25"


def test_the_dates_as_json() -> None:
    data = json.loads(chart_data(chart("timeline"), "json"))
    assert data["timeline"][0] == {"iso": "1919-05-19", "label": "19 Mayıs 1919", "count": 2, "href": "dates/a.html"}


def test_forms_are_those_that_the_pages_lead_to() -> None:
    source = resource("xslt/chart.xsl").read_text("utf-8")
    for kind, forms in FORMS.items():
        found = re.search(rf"'{kind}': \(([^)]*)\)", source)
        assert found is not None
        assert re.findall(r"'(\w+)'", found[1]) == list(forms)
