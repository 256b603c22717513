"""Pages in a real browser: what they load, how they fit a phone and can be read, and that nothing of a text runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from matbaa.document import read
from matbaa.transform import Options, built_in, transform
from tests.browser.conftest import DESK, PHONE, Watched, watch
from tests.pages import CASES, articles, samples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

# the ratio of luminances of an element's colour and the first opaque colour behind it, as WCAG defines contrast
CONTRAST = """element => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
  const rgba = colour => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return canvas.getImageData(0, 0, 1, 1).data;
  };
  const luminance = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  let behind = element, ground = [0, 0, 0, 0];
  while (behind && (ground = rgba(getComputedStyle(behind).backgroundColor))[3] < 255) behind = behind.parentElement;
  const [a, b] = [luminance(rgba(getComputedStyle(element).color)), luminance(ground)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}"""


class Opener:
    """Opens pages in fresh contexts, watching them."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self.browser = browser
        self.folder = folder

    def __call__(
        self,
        source: Path,
        viewport: dict[str, int],
        scheme: Literal["light", "dark"] = "light",
        options: Options | None = None,
    ) -> Watched:
        file = self.folder / f"{source.parent.name}-{source.stem}.html"
        file.write_bytes(transform(read(source), built_in("html"), options).data)
        context = self.browser.new_context(
            viewport={"width": viewport["width"], "height": viewport["height"]}, color_scheme=scheme
        )
        watched = watch(context.new_page(), lambda address: address == file.as_uri())
        watched.page.goto(file.as_uri())
        return watched


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    yield Opener(browser, tmp_path)
    for context in browser.contexts:
        context.close()


def case(name: str) -> Path:
    return CASES / "html" / name / "input.xml"


def some_samples() -> list[Path]:
    found: dict[str, Path] = {}
    for path in samples():
        found.setdefault(path.parent.name, path)
    return list(found.values())


READ = [
    *articles(),
    *some_samples(),
    *map(case, ("tables", "verse", "drama", "letter", "choice", "lists", "notes", "languages")),
]


@pytest.mark.parametrize("source", READ, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_page_stays_at_home_and_fits_a_phone(opened: Opener, source: Path) -> None:
    watched = opened(source, PHONE)
    page = watched.page
    # an image beside the page may be asked for: of its own folder, and only of it
    folder = opened.folder.as_uri()
    assert [address for address in watched.requests if not address.startswith(folder)] == []
    assert [error for error in watched.errors if "ERR_FAILED" not in error] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_all_words_can_be_read(opened: Opener, scheme: Literal["light", "dark"], viewport: dict[str, int]) -> None:
    page = opened(articles()[0], viewport, scheme).page
    ratios: dict[str, float] = page.evaluate(
        f"""() => {{
          const contrast = {CONTRAST};
          const found = {{}};
          for (const element of document.querySelectorAll('body *')) {{
            if (![...element.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
            const name = element.tagName + '.' + element.className;
            found[name] ??= contrast(element);
          }}
          return found;
        }}"""
    )
    assert len(ratios) > 20
    assert {name: ratio for name, ratio in ratios.items() if ratio < 4.5} == {}
    background = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert (background == "rgb(25, 24, 22)") == (scheme == "dark")


def test_the_contents_lead_to_a_section(opened: Opener) -> None:
    page = opened(articles()[0], DESK).page
    link = page.locator("nav.contents a").nth(3)
    assert link.is_visible()
    link.click()
    heading = page.locator("section:target > h2")
    assert (heading.inner_text() or "").strip() == link.inner_text().strip()
    top = heading.evaluate("element => element.getBoundingClientRect().top")
    assert 0 <= top < DESK["height"] / 2


def test_the_contents_unfold_on_a_phone(opened: Opener) -> None:
    page = opened(articles()[0], PHONE).page
    link = page.locator("nav.contents a").first
    assert not link.is_visible()
    page.locator("nav.contents summary").click()
    assert link.is_visible()


def test_a_note_and_the_way_back(opened: Opener) -> None:
    page = opened(case("notes"), DESK).page
    page.locator("a[role=doc-noteref]").first.click()
    assert page.evaluate("location.hash") == "#note:1"
    page.locator("li:target a[role=doc-backlink]").click()
    assert page.evaluate("document.querySelector(':target').textContent") == "1"


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_a_correction_shows_what_the_source_has(opened: Opener, viewport: dict[str, int]) -> None:
    page = opened(articles()[0], viewport).page
    choices = page.locator(".choice")
    assert choices.count() > 5
    for number in range(6):
        choice = choices.nth(number)
        original = choice.locator(".original")
        assert original.evaluate("e => e.getBoundingClientRect().width") <= 1
        choice.focus()
        box = original.bounding_box()
        assert box is not None
        assert box["width"] > 60
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= viewport["width"]


def test_a_keyboard_reaches_the_text_first(opened: Opener) -> None:
    page = opened(articles()[0], DESK).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").evaluate("e => e.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#page:text"


def test_words_are_hyphenated_in_the_language_of_the_text(opened: Opener) -> None:
    page = opened(articles()[0], PHONE).page
    assert page.evaluate("document.documentElement.lang") == "tr"
    assert page.locator("article p.p").nth(2).evaluate("e => getComputedStyle(e).hyphens") == "auto"


def test_nothing_of_a_hostile_text_runs(opened: Opener) -> None:
    watched = opened(case("hostile"), DESK)
    page = watched.page
    for link in page.locator("article a").all():
        link.dispatch_event("mouseover")
        link.evaluate("e => e.setAttribute('target', '_blank')")
        link.click(force=True)
    for element in page.locator("article *").all():
        element.dispatch_event("mouseover")
        element.dispatch_event("click")
    page.wait_for_timeout(200)
    assert watched.errors == []
    assert [address for address in watched.requests if not address.startswith(opened.folder.as_uri())] == []
    assert page.evaluate("document.scripts.length") == 0
    handlers = "[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames()).filter(n => n.startsWith('on'))"
    assert page.evaluate(handlers) == []


def test_the_browser_tests_would_notice(opened: Opener) -> None:
    watched = opened(case("breaks"), DESK)
    watched.page.evaluate(
        "() => { console.error('seen'); setTimeout(() => { location.href = 'http://example.org/x.png' }) }"
    )
    watched.page.wait_for_timeout(200)
    assert watched.requests == ["http://example.org/x.png"]
    assert "seen" in watched.errors


def test_printed_pages_show_the_original_and_no_navigation(opened: Opener) -> None:
    page = opened(articles()[0], DESK).page
    page.emulate_media(media="print")
    assert not page.locator("nav.contents").is_visible()
    original = page.locator(".choice .original").first
    assert original.evaluate("e => e.getBoundingClientRect().width") > 20
