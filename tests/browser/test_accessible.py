"""Reading pages judged by axe: an article, plays, a diary, abstracts; light and dark, with all open that opens."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from tests.browser.conftest import DESK, PHONE, WIDE, Visitor
from tests.conftest import Matbaa
from tests.pages import CASES, articles

if TYPE_CHECKING:
    from playwright.sync_api import Page

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

ARTICLE = f"html/{articles()[0].stem}.html"
CASE_PAGES = ("drama", "letter", "verse", "tables", "figures", "notes", "lists", "choice", "apparatus")
SAMPLES = ("plays/leisewitz-die-pfandung", "diary/entry__1904-09-20", "abstracts/PUE_*", "abstracts/ALASSI_*")


def violations(page: Page, *rules: str) -> list[str]:
    """What axe finds, by all rules or by these."""
    # preload would fetch the style sheet once more, which no page from a folder may
    options: dict[str, object] = {"preload": False, "resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = [*rules]
    found = axe.Axe().run(page, options=options).response["violations"]
    return [f"{one['id']}: {one['help']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


def build(matbaa: Matbaa, folder: Path, texts: dict[str, Path]) -> Path:
    (folder / "tei").mkdir(parents=True)
    for name, text in texts.items():
        shutil.copyfile(text, folder / "tei" / f"{name}.xml")
    (folder / "edition.toml").write_text(
        '[edition]\ntitle = "Many kinds"\nlanguage = "en"\ntexts = ["tei/*.xml"]\n', "utf-8"
    )
    done = matbaa("build", "--project", folder)
    assert (folder / "build" / "index.html").is_file(), done.err
    return folder / "build"


@pytest.fixture(scope="module")
def cases(matbaa: Matbaa, tmp_path_factory: pytest.TempPathFactory) -> Path:
    texts = {name: CASES / "html" / name / "input.xml" for name in CASE_PAGES}
    return build(matbaa, tmp_path_factory.mktemp("cases") / "edition", texts)


@pytest.fixture(scope="module")
def others(matbaa: Matbaa, tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    texts = {f"text{number}": next(samples.glob(f"{name}.xml")) for number, name in enumerate(SAMPLES)}
    return build(matbaa, tmp_path_factory.mktemp("others") / "edition", texts)


@pytest.mark.parametrize(("viewport", "scheme"), [(PHONE, "dark"), (WIDE, "light")], ids=["phone", "wide"])
def test_the_article(visit: Visitor, site: Path, scheme: Literal["light", "dark"], viewport: dict[str, int]) -> None:
    page = visit(site, ARTICLE, viewport, color_scheme=scheme)
    page.locator("details.settings summary").click()
    name = page.locator("article p.p a.persName.entity").nth(8)
    name.hover()
    page.locator("#page\\:card").wait_for(state="visible")
    assert violations(page) == []


def wrong(visit: Visitor, site: Path, names: list[str]) -> list[str]:
    """What is wrong with pages: in the light by all rules, in the dark with their colours."""
    found = []
    for name in names:
        page = visit(site, f"html/{name}.html", DESK)
        found += [f"{name}: {one}" for one in violations(page)]
        page.emulate_media(color_scheme="dark")
        found += [f"{name}, dark: {one}" for one in violations(page, "color-contrast")]
    return found


def test_kinds_of_texts(visit: Visitor, cases: Path) -> None:
    assert wrong(visit, cases, [*CASE_PAGES]) == []


def test_texts_of_others(visit: Visitor, others: Path) -> None:
    assert wrong(visit, others, [f"text{number}" for number in range(len(SAMPLES))]) == []


def test_faults_would_be_seen(visit: Visitor, cases: Path) -> None:
    page = visit(cases, "html/letter.html")
    page.evaluate("document.querySelector('article').append(document.createElement('button'))")
    assert [one for one in violations(page) if one.startswith("button-name")] != []
