"""The page of a text as it is read: cards, settings, notes in the margin, contents that follow, copied links."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import DESK, PHONE, WIDE, Visitor
from tests.pages import articles

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

ARTICLE = f"html/{articles()[0].stem}.html"
NAMES = "article p.p a.persName.entity"
# longer than a card waits before it opens, and before it closes
MOMENT = 500


def card(page: Page) -> Locator:
    return page.locator("#page\\:card")


def settings(page: Page) -> Locator:
    page.locator("details.settings summary").click()
    return page.locator("details.settings")


def inside(page: Page, element: Locator) -> bool:
    """Is the element, whole, in the window?"""
    box, window = element.bounding_box(), page.viewport_size
    assert box is not None
    assert window is not None
    return box["x"] >= 0 and box["x"] + box["width"] <= window["width"] and box["y"] >= 0


def test_a_card_by_mouse(visit: Visitor, site: Path) -> None:
    page = visit(site, ARTICLE)
    name = page.locator(NAMES).nth(8)
    name.hover()
    card(page).wait_for(state="visible")
    assert name.get_attribute("href") == card(page).locator(".card-links a").first.get_attribute("href")
    assert card(page).locator(".card-name").inner_text()
    assert inside(page, card(page))
    # it does not lie on the words, stays while the pointer is on it, and goes when that leaves
    words, box = name.bounding_box(), card(page).bounding_box()
    assert words is not None
    assert box is not None
    assert words["y"] + words["height"] <= box["y"] + 1 or box["y"] + box["height"] <= words["y"] + 1
    card(page).locator(".card-name").hover()
    page.wait_for_timeout(MOMENT)
    assert card(page).is_visible()
    page.mouse.move(2, 2)
    card(page).wait_for(state="hidden")


def test_a_passing_pointer_opens_nothing(visit: Visitor, site: Path) -> None:
    page = visit(site, ARTICLE)
    page.locator(NAMES).nth(8).hover()
    page.mouse.move(2, 2)
    page.wait_for_timeout(MOMENT)
    assert card(page).count() == 0


def test_a_card_by_keyboard(visit: Visitor, site: Path) -> None:
    page = visit(site, ARTICLE)
    name = page.locator(NAMES).nth(8)
    page.keyboard.press("Control")
    name.focus()
    card(page).wait_for(state="visible")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.card') !== null")
    page.keyboard.press("Escape")
    assert not card(page).is_visible()
    assert name.evaluate("link => link === document.activeElement")
    name.blur()
    name.focus()
    card(page).wait_for(state="visible")
    # Tab goes through the card and on to what follows the name in the text
    for _step in range(12):
        page.keyboard.press("Tab")
        if not page.evaluate("document.activeElement.closest('.card')"):
            break
    assert page.evaluate("document.activeElement.closest('article') !== null")
    after = "(a, b) => a !== b && !!(a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING)"
    assert page.evaluate(f"link => ({after})(link, document.activeElement)", name.element_handle())


def test_a_card_by_touch(visit: Visitor, site: Path) -> None:
    page = visit(site, ARTICLE, PHONE, has_touch=True, is_mobile=True)
    name = page.locator(NAMES).nth(8)
    name.tap()
    card(page).wait_for(state="visible")
    assert ARTICLE in page.url
    top = card(page).evaluate("card => card.getBoundingClientRect().top")
    assert name.evaluate("link => link.getBoundingClientRect().bottom") <= top
    card(page).locator(".card-close").tap()
    assert not card(page).is_visible()
    name.tap()
    card(page).locator(".card-links a").first.tap()
    page.wait_for_url("**/index/**")


def test_a_note_opens_as_a_card_where_the_margin_has_no_room(visit: Visitor, site: Path) -> None:
    page = visit(site, ARTICLE, PHONE, has_touch=True, is_mobile=True)
    page.locator("a[role=doc-noteref]").nth(1).tap()
    card(page).wait_for(state="visible")
    note = page.locator("#page\\:notes li").nth(1)
    words = note.evaluate(
        """li => {
          const copy = li.cloneNode(true);
          copy.querySelector('.back').remove();
          return copy.textContent.trim();
        }"""
    )
    assert words in (card(page).text_content() or "")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)")
    assert len(ids) == len(set(ids))


def test_a_citation_tells_where_else_its_work_is_cited(visit: Visitor, site: Path) -> None:
    page = visit(site, ARTICLE)
    href = page.evaluate(
        """() => {
          const cards = [...document.getElementById('page:cards').content.children];
          return cards.find(c => c.querySelectorAll('ul.card-places a').length > 2).dataset.href;
        }"""
    )
    citation = page.locator(f'article a[href="{href}"]').nth(1)
    citation.hover()
    card(page).wait_for(state="visible")
    places = card(page).locator("ul.card-places a")
    assert places.count() == page.locator(f'article .bibl:has(a[href="{href}"])').count()
    assert card(page).locator("ul.card-places a[aria-current]").count() == 1
    other = card(page).locator("ul.card-places a:not([aria-current])").first
    goal = (other.get_attribute("href") or "").removeprefix("#")
    other.click()
    assert page.evaluate("location.hash") == f"#{goal}"
    assert page.locator(f'[id="{goal}"] a[href="{href}"]').count() == 1


def test_the_next_mention_of_the_same(visit: Visitor, site: Path) -> None:
    page = visit(site, ARTICLE)
    name = page.locator(NAMES).nth(8)
    name.hover()
    steps = card(page).locator(".card-steps")
    steps.wait_for(state="visible")
    before = steps.inner_text()
    steps.locator("button").last.click()
    assert steps.inner_text() != before
    shown = page.locator("article a.shown")
    assert shown.get_attribute("href") == name.get_attribute("href")
    assert inside(page, shown)


def test_what_is_marked_is_chosen_and_remembered(visit: Visitor, site: Path) -> None:
    page = visit(site, ARTICLE)
    line = "link => getComputedStyle(link).textDecorationColor"
    place, person = page.locator("article p.p a.placeName").first, page.locator(NAMES).first
    marked = place.evaluate(line)
    settings(page).locator("input[value=places]").uncheck()
    unmarked = place.evaluate(line)
    assert unmarked == "color(srgb 0 0 0 / 0)" != marked
    assert person.evaluate(line) != unmarked
    page.reload()
    assert place.evaluate(line) == unmarked
    assert not settings(page).locator("input[value=places]").is_checked()


def test_the_original_reading(visit: Visitor, site: Path) -> None:
    page = visit(site, ARTICLE)
    choice = page.locator("article p.p .choice:has(> .corr):has(.sic)").first
    corrected, original = choice.locator("> .corr"), choice.locator(".sic")
    wide = "element => element.getBoundingClientRect().width"
    assert corrected.evaluate(wide) > 1
    panel = settings(page)
    panel.locator("input[value=original]").check()
    page.mouse.move(2, 2)
    assert corrected.evaluate(wide) <= 1
    assert original.evaluate("e => e.closest('.original').getBoundingClientRect().height") > 5
    inline = original.evaluate("e => getComputedStyle(e.closest('.original')).position")
    assert inline == "static"
    panel.locator("input[value=corrected]").check()
    assert corrected.evaluate(wide) > 1


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_theme_of_ones_own(visit: Visitor, site: Path, theme: str) -> None:
    page = visit(site, ARTICLE, color_scheme="light" if theme == "dark" else "dark")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    before = page.evaluate(ground)
    settings(page).locator(f"input[value={theme}]").check()
    after = page.evaluate(ground)
    assert after != before
    page.reload()
    assert page.evaluate(ground) == after


def test_settings_close_by_escape_and_outside(visit: Visitor, site: Path) -> None:
    page = visit(site, ARTICLE)
    panel = settings(page)
    page.keyboard.press("Escape")
    assert panel.get_attribute("open") is None
    assert page.evaluate("document.activeElement.matches('.settings summary')")
    panel = settings(page)
    page.mouse.click(5, 600)
    assert panel.get_attribute("open") is None


def test_cards_can_be_switched_off(visit: Visitor, site: Path) -> None:
    page = visit(site, ARTICLE)
    settings(page).locator("input[value=cards]").uncheck()
    page.keyboard.press("Escape")
    page.locator(NAMES).nth(8).hover()
    page.wait_for_timeout(MOMENT)
    assert card(page).count() == 0


def test_notes_beside_the_text(visit: Visitor, site: Path) -> None:
    page = visit(site, ARTICLE, WIDE)
    assert page.evaluate("document.documentElement.dataset.notes") == "margin"
    boxes = page.evaluate(
        """() => [...document.querySelectorAll('#page\\\\:notes li')].map(note => {
          const number = document.getElementById(note.querySelector('.back').hash.slice(1));
          const text = document.querySelector('article').getBoundingClientRect();
          const [a, b] = [note.getBoundingClientRect(), number.getBoundingClientRect()];
          return {top: a.top, bottom: a.bottom, left: a.left, right: a.right, line: b.top, edge: text.right};
        })"""
    )
    assert len(boxes) > 10
    for box in boxes:
        assert box["left"] > box["edge"]
        assert box["right"] <= WIDE["width"]
        assert -10 <= box["top"] - box["line"] <= 600
    for one, other in pairwise(boxes):
        assert one["bottom"] <= other["top"]
    # on a screen without room, on paper, and when the reader wants it so, they are at the foot
    page.emulate_media(media="print")
    assert page.locator("#page\\:notes li").first.evaluate("li => getComputedStyle(li).position") == "static"
    page.emulate_media(media="screen")
    settings(page).locator("input[value=margin-notes]").uncheck()
    page.wait_for_timeout(100)
    assert page.evaluate("document.documentElement.dataset.notes") is None
    page.set_viewport_size({"width": DESK["width"] - 60, "height": 900})
    assert page.locator("#page\\:notes li").first.evaluate("li => li.style.top") == ""


def test_the_contents_follow_the_reading(visit: Visitor, site: Path) -> None:
    page = visit(site, ARTICLE)
    current = page.locator("nav.contents a[aria-current]")
    headings = page.locator("article section.div:not(.t-abstract) > h2")
    for number in (1, 3):
        heading = headings.nth(number)
        heading.evaluate("h => scrollTo(0, h.getBoundingClientRect().top + scrollY - 60)")
        goal = heading.evaluate("h => h.parentElement.id")
        page.locator(f'nav.contents a[aria-current][href="#{goal}"]').wait_for()
        assert current.count() == 1


def test_the_address_of_a_paragraph_is_copied(visit: Visitor, site: Path) -> None:
    page = visit(site, ARTICLE, permissions=["clipboard-read", "clipboard-write"])
    paragraph = page.locator("article p.p[id]").nth(3)
    paragraph.hover()
    paragraph.locator("a.permalink").click()
    address = page.evaluate("location.href")
    assert address.endswith(f"#{paragraph.get_attribute('id')}")
    page.locator(".said:not(:empty)").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == address


def test_without_scripts_nothing_is_lost(visit: Visitor, site: Path) -> None:
    page = visit(site, ARTICLE, java_script_enabled=False)
    assert not page.locator("details.settings").is_visible()
    name = page.locator(NAMES).nth(8)
    assert "#" in (name.get_attribute("href") or "") or (name.get_attribute("href") or "").endswith(".html")
    assert page.locator("#page\\:notes li").first.is_visible()
    name.click()
    page.wait_for_url("**/index/**")


def test_paper_has_running_heads_and_addresses(visit: Visitor, site: Path) -> None:
    page = visit(site, ARTICLE, WIDE)
    page.emulate_media(media="print")
    title = page.title()
    assert page.evaluate("document.documentElement.style.getPropertyValue('--running-head')") == f'"{title}"'
    for hidden in ("header.bar", "nav.contents", "a.permalink >> nth=0"):
        assert not page.locator(hidden).is_visible()
    page.evaluate(
        "document.querySelector('article p.p').insertAdjacentHTML('beforeend', '<a href=\"https://example.org/\">x</a>')"
    )
    after = page.locator("article a[href='https://example.org/']").evaluate(
        "a => getComputedStyle(a, '::after').content"
    )
    assert "https://example.org/" in after
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")
    # no page is empty at the end because notes stood in the margin of the screen
    pages = pdf.count(b"/Type /Page\n") or pdf.count(b"/Type /Page ")
    assert 5 < pages < 25


def test_nothing_moves_when_notes_come_to_the_margin(visit: Visitor, site: Path) -> None:
    page = visit(site, ARTICLE, WIDE)
    shifts = """() => new Promise(told => {
      let sum = 0;
      new PerformanceObserver(list => { for (const one of list.getEntries()) sum += one.value; })
        .observe({type: 'layout-shift', buffered: true});
      setTimeout(() => told(sum), 300);
    })"""
    assert page.evaluate(shifts) < 0.05
