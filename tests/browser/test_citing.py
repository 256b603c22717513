"""Citing from the page: copied citations, the box for a passage, tags in the head, and the policy of the site."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.conftest import DESK, PHONE, Visitor, watch
from tests.pages import articles

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAME = articles()[0].stem
ARTICLE = f"html/{NAME}.html"
TITLE = (
    "Mustafa Kemal Paşa’nın Millî Mücadele Dönemindeki Dış Politikasının Millî Bağımsızlık İlkesi Çerçevesinde Analizi"
)
COPYING = ["clipboard-read", "clipboard-write"]


def copied(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def box(page: Page) -> str:
    return page.locator("#page\\:cite-box").inner_text()


def open_box(page: Page, number: int) -> str:
    """Clicks the sign of a paragraph; gives its address on the page."""
    sign = page.locator("article p > a.permalink").nth(number)
    sign.focus()
    page.keyboard.press("Enter")
    page.locator("#page\\:cite-box").wait_for(state="visible")
    return str(sign.get_attribute("href"))


def test_citations_are_copied(visit: Visitor, site: Path) -> None:
    page = visit(site, ARTICLE, permissions=COPYING)
    section = page.locator("#page\\:cite")
    assert section.locator("dt").all_inner_texts() == ["APA", "İSNAD"]
    button = section.locator("button.copy").nth(1)
    button.click()
    page.get_by_text("Kopyalandı", exact=True).wait_for()
    assert copied(page) == f"Çelik, Halil İbrahim. “{TITLE}”. Matbaa, ts."
    for link in section.locator("a[download]").all():
        assert (site / "html" / str(link.get_attribute("href"))).is_file()


def test_a_passage_is_cited_with_its_page_and_address(visit: Visitor, site: Path) -> None:
    page = visit(site, ARTICLE, permissions=COPYING)
    address = open_box(page, 6)
    assert page.url.endswith(address)
    told = box(page)
    assert "Çelik, H. İ. (t.y.)." in told
    assert f"s. 2. {address}" in told
    # a file on one machine has no address for others
    assert "file:" not in told
    page.locator("#page\\:cite-box button.copy").first.click()
    page.wait_for_function("document.querySelector('#page\\\\:cite-box .copy').textContent === 'Kopyalandı'")
    assert copied(page) == f"Çelik, H. İ. (t.y.). {TITLE}. Matbaa. s. 2. {address}"
    page.keyboard.press("Escape")
    page.locator("#page\\:cite-box").wait_for(state="hidden")
    assert page.evaluate("document.activeElement.getAttribute('href')") == address
    open_box(page, 7)
    page.locator("#page\\:cite-box button.close").click()
    page.locator("#page\\:cite-box").wait_for(state="hidden")


def test_the_box_is_inside_a_narrow_window(visit: Visitor, site: Path) -> None:
    for size in (PHONE, DESK):
        page = visit(site, ARTICLE, size)
        page.evaluate("document.querySelectorAll('article p > a.permalink')[3].click()")
        place = page.locator("#page\\:cite-box").bounding_box()
        assert place is not None
        assert place["x"] >= 0
        assert place["x"] + place["width"] <= size["width"]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_citations_need_no_script(visit: Visitor, site: Path) -> None:
    page = visit(site, ARTICLE, java_script_enabled=False)
    assert TITLE in page.locator("#page\\:cite").inner_text()
    assert page.locator("#page\\:cite button").count() == 0


def test_what_zotero_looks_for_is_in_the_page(visit: Visitor, site: Path) -> None:
    page = visit(site, ARTICLE)
    told = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('meta[name]')].map(m => [m.name, m.content]))"
    )
    assert told["citation_title"] == told["DC.title"] == TITLE
    assert told["citation_author"] == "Çelik, Halil İbrahim"
    assert told["citation_language"] == "tr"
    assert "citation_publication_date" not in told  # the header has no date
    linked = json.loads(page.locator("script[type='application/ld+json']").inner_text())
    assert linked["author"] == [
        {"@type": "Person", "name": "Halil İbrahim Çelik", "givenName": "Halil İbrahim", "familyName": "Çelik"}
    ]


def test_the_policy_is_kept_on_every_kind_of_page_and_refuses_what_is_not_of_the_site(
    browser: Browser, visit: Visitor, site: Path
) -> None:
    alike = {"places", "orgs", "events", "documents", "works", "dates"}  # as the list of persons
    kinds = [ARTICLE, "index.html", next(site.glob("index/persons/*.html")).relative_to(site).as_posix()]
    kinds += [f"index/{file.name}" for file in sorted(site.glob("index/*.html")) if file.stem not in alike]
    for name in kinds:
        page = visit(site, name)  # which tells of violations in the end
        assert page.locator("meta[http-equiv='Content-Security-Policy']").count() == 1, name
    # it would refuse a script in the page, an event handler, a style, and another host
    refused = watch(browser.new_context().new_page(), lambda address: address.startswith("file:"))
    refused.page.goto((site / ARTICLE).as_uri())
    refused.page.evaluate(
        """() => {
          document.body.insertAdjacentHTML('beforeend', '<p id="x" onclick="window.ran = 1" style="color: red">x</p>');
          const script = document.createElement('script');
          script.textContent = 'window.ran = 1';
          document.body.append(script, Object.assign(new Image(), {src: 'https://example.org/x.png'}));
          document.getElementById('x').click();
        }"""
    )
    refused.page.wait_for_timeout(100)
    assert refused.page.evaluate("window.ran") is None
    assert len([error for error in refused.errors if "Content Security Policy" in error]) >= 4, refused.errors
    assert refused.requests == []
    refused.page.context.close()
