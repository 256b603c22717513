"""What people find things by, in a real browser: lists narrowed down, entries, and charts looked at closely."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import DESK, PHONE, Visitor
from tests.browser.test_accessible import violations

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

LIST = "#page\\:list"
CHARTS = ("timeline", "map", "network", "citations")


def shown(page: Page) -> list[str]:
    """The names of the rows that can be seen."""
    names: list[str] = page.locator(f"{LIST} li:not([hidden]) .name").evaluate_all(
        "nodes => nodes.filter(n => n.checkVisibility()).map(n => n.textContent)"
    )
    return names


def typed(page: Page, words: str) -> list[str]:
    page.locator(".find input").fill(words)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return shown(page)


WORDS = {
    "places": {
        "istanbul": "İstanbul", "İSTANBUL": "İstanbul", "ISTANBUL": "İstanbul", "kılıkya": "Kilikya", "izmır": "İzmir",
    },
    "persons": {
        "çiçerin": "Çiçerin, Georgi", "CICERIN": "Çiçerin, Georgi", "kemal ataturk": "Atatürk, Mustafa Kemal",
        "mustafa kemal pasha": "Atatürk, Mustafa Kemal",
    },
}  # fmt: skip


@pytest.mark.parametrize("kind", WORDS)
def test_a_list_is_narrowed_down_whatever_the_letters(visit: Visitor, site: Path, kind: str) -> None:
    page = visit(site, f"index/{kind}.html")
    every = len(shown(page))
    for words, found in WORDS[kind].items():
        assert found in typed(page, words)
        assert len(shown(page)) < every / 3
        assert len(typed(page, "")) == every


def test_the_number_of_hits_is_told_and_nothing_is_told_apart(visit: Visitor, site: Path) -> None:
    page = visit(site, "index/persons.html")
    typed(page, "zzz")
    status = page.locator("[role=status]")
    status.filter(has_text="bulunamadı").wait_for()
    assert page.locator("section.letter:visible").count() == 0
    page.keyboard.press("Tab")
    page.locator(".find input").press("Escape")
    assert page.locator(".find input").input_value() == ""
    assert len(typed(page, "bey")) > 1
    status.filter(has_text=f"{len(shown(page))} / ").wait_for()
    page.locator(".find input").press("Enter")
    assert page.evaluate("document.activeElement.textContent") == shown(page)[0]


def test_a_list_by_mentions_and_back(visit: Visitor, site: Path) -> None:
    page = visit(site, "index/places.html")
    before = shown(page)
    page.locator("[data-sort=count]").click()
    assert page.locator("[data-sort=count]").get_attribute("aria-pressed") == "true"
    after = shown(page)
    assert after[0] == "Türkiye"
    assert sorted(after) == sorted(before)
    assert not page.locator(".letters").is_visible()
    page.locator("[data-sort=name]").click()
    assert shown(page) == before


def test_an_address_of_a_row_shows_it_whatever_is_typed(visit: Visitor, site: Path) -> None:
    page = visit(site, "index/persons.html")
    identity = page.locator(f"{LIST} li").last.get_attribute("id")
    typed(page, "ataturk")
    page.evaluate("id => { location.hash = id }", identity)
    page.locator(f"[id='{identity}']").wait_for(state="visible")
    assert page.locator(".find input").input_value() == ""


def test_a_row_leads_to_its_entry_and_a_mention_to_its_place(visit: Visitor, site: Path) -> None:
    page = visit(site, "index/places.html")
    page.locator("a.name", has_text="Ankara").first.click()
    assert page.locator("h1").inner_text() == "Ankara"
    assert page.locator("figure.locator svg").is_visible()
    page.locator(".find input").fill("meclis")
    page.wait_for_function("document.querySelectorAll('#page\\\\:list li[hidden]').length > 3")
    hit = page.locator(f"{LIST} li:not([hidden]) a.hit").first
    words = hit.inner_text()
    hit.click()
    assert page.locator(":target").inner_text().strip().startswith(words.split()[0])


def test_without_scripts_nothing_is_missing(visit: Visitor, site: Path) -> None:
    for name, least in (("index/persons.html", 50), ("index/timeline.html", 40), ("index/map.html", 15)):
        page = visit(site, name, java_script_enabled=False)
        assert page.locator("main a[href]:visible").count() > least
        assert page.locator(".find:visible, .tools:visible, .settings:visible").count() == 0


# --- charts ------------------------------------------------------------------------------------------------------


def width_of(page: Page) -> float:
    """How much of a sheet is seen, in its units."""
    return float(page.locator("figure.chart svg").first.get_attribute("data-width") or 0)


def settled(page: Page) -> None:
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


@pytest.mark.parametrize("chart", ["map", "network"])
def test_a_sheet_is_looked_at_closely_by_buttons_keys_and_wheel(visit: Visitor, site: Path, chart: str) -> None:
    page = visit(site, f"index/{chart}.html")
    whole = width_of(page)
    labels = page.locator(".spot:not(.later)").count()
    radius = page.locator(".spot circle").first.bounding_box()
    height = (page.locator(".canvas").first.bounding_box() or {"height": 0})["height"]
    page.locator("button[data-zoom=in]").first.click()
    settled(page)
    assert width_of(page) < whole
    # circles keep their size, and labels that have room now come forth
    closer = page.locator(".spot circle").first.bounding_box()
    assert radius is not None
    assert closer is not None
    assert closer["width"] == pytest.approx(radius["width"], rel=0.02)
    page.locator(".canvas").first.focus()
    for _ in range(3):
        page.keyboard.press("+")
    settled(page)
    near = width_of(page)
    assert near < whole / 4
    frame = page.locator(".canvas").first.bounding_box()
    assert frame is not None
    assert frame["height"] == pytest.approx(height, abs=1)
    assert page.locator(".spot:not(.later)").count() >= labels
    page.keyboard.press("ArrowRight")
    page.keyboard.press("-")
    settled(page)
    assert near < width_of(page) < whole
    page.keyboard.press("0")
    settled(page)
    assert width_of(page) == whole
    svg = page.locator("figure.chart svg").first
    svg.dispatch_event("wheel", {"deltaY": -300})
    settled(page)
    assert width_of(page) == whole  # the wheel alone scrolls the page
    svg.dispatch_event("wheel", {"deltaY": -300, "ctrlKey": True})
    settled(page)
    assert width_of(page) < whole


def test_a_map_is_dragged_and_a_place_is_gone_to(visit: Visitor, site: Path) -> None:
    page = visit(site, "index/map.html")
    page.locator("button[data-zoom=in]").first.click()
    settled(page)
    svg = page.locator("figure.chart svg").first
    before = svg.locator("> g").get_attribute("transform")
    box = svg.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 300, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 150, steps=4)
    page.mouse.up()
    settled(page)
    assert svg.locator("> g").get_attribute("transform") != before
    assert page.url.endswith("map.html")
    page.locator("button[data-zoom=whole]").first.click()
    settled(page)
    page.locator(".spot a[aria-label^='Ankara'] circle").first.click()
    page.wait_for_url("**/index/places/ankara.html")


def test_neighbours_in_the_network_stand_out(visit: Visitor, site: Path) -> None:
    page = visit(site, "index/network.html")
    spot = page.locator(".spot[data-id='places/ankara']").first
    spot.locator("circle").hover()
    svg = page.locator("svg.pointed")
    assert svg.count() == 1
    near = page.locator(".spot.near").count()
    assert 2 < near < page.locator(".spot").count() / 2
    assert page.locator("line.near").count() == near - 1
    page.mouse.move(2, 2)
    page.wait_for_function("!document.querySelector('svg.pointed')")
    page.locator(".spot a").first.focus()
    assert svg.count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/index/*/*.html")


def test_the_timeline_is_looked_at_closely(visit: Visitor, site: Path) -> None:
    page = visit(site, "index/timeline.html")
    figures = page.locator("figure.timeline")
    whole = figures.last
    bars = whole.locator(".stacks rect")
    most = max(range(bars.count()), key=lambda number: float(bars.nth(number).get_attribute("height") or 0))
    bars.nth(most).click()
    settled(page)
    # what was a bar is points now
    assert page.url.endswith("timeline.html")
    assert whole.locator(".stacks circle").count() > 3
    whole.locator("button[data-zoom=whole]").click()
    settled(page)
    assert whole.locator(".stacks rect").count() == bars.count()
    page.locator(".canvas").first.focus()
    ticks = page.locator(".axis text").first.text_content()
    page.keyboard.press("+")
    page.keyboard.press("+")
    settled(page)
    page.keyboard.press("ArrowRight")
    settled(page)
    assert page.locator(".axis text").first.text_content() != ticks
    page.locator(".stacks a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/index/dates/*.html")


def test_a_citation_is_gone_to(visit: Visitor, site: Path) -> None:
    page = visit(site, "index/citations.html")
    page.locator(".strip a").nth(2).click(force=True)
    page.wait_for_url("**/html/*.html#*")
    assert page.locator(":target").count() == 1


# --- all of them -------------------------------------------------------------------------------------------------


def fits_a_phone(page: Page) -> bool:
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    settled(page)
    return bool(page.evaluate("width => document.documentElement.scrollWidth <= width", PHONE["width"]))


@pytest.mark.parametrize("name", ["index.html", "index/persons.html", "index/places/ankara.html", "index/map.html"])
def test_axe_finds_nothing_in_the_light_nor_in_the_dark(visit: Visitor, site: Path, name: str) -> None:
    page = visit(site, name, DESK)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, "color-contrast") == []
    assert fits_a_phone(page)


@pytest.mark.parametrize("chart", ["timeline", "citations"])
def test_axe_finds_nothing_in_other_charts(visit: Visitor, site: Path, chart: str) -> None:
    page = visit(site, f"index/{chart}.html", DESK)
    assert violations(page) == []
    assert fits_a_phone(page)


def test_axe_finds_nothing_in_the_network(visit: Visitor, site: Path) -> None:
    # every label's colours against all that may lie behind it would take half a minute
    page = visit(site, "index/network.html", DESK)
    assert violations(page, "wcag2a", "best-practice") == []
    assert fits_a_phone(page)


def test_light_is_what_the_reader_chose(visit: Visitor, site: Path) -> None:
    page = visit(site, "index/map.html", color_scheme="light")
    page.locator("details.settings summary").click()
    page.locator("details.settings input[value=dark]").check()
    page.goto((site / "index/persons.html").as_uri())
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
