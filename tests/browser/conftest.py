"""What the tests in a real browser share: the browser, and pages that are watched."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Dialog, Page, Route, ViewportSize

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

CHROMIUM = os.environ.get("MATBAA_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
WIDE = {"width": 1600, "height": 1000}


@dataclass
class Watched:
    """A page, and what it did that a page of ours should not do."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("no chromium on PATH; MATBAA_CHROMIUM may name one")
    try:
        playwright = sync_api.sync_playwright().start()
    except Exception as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"Playwright does not start here ({error}); on Debian it wants the package libatomic1")
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
    yield browser
    browser.close()
    playwright.stop()


def watch(page: Page, allowed: Callable[[str], bool]) -> Watched:
    """The page, watched from now on: requests that are not `allowed` are told and go nowhere."""
    watched = Watched(page)

    def route(route: Route) -> None:
        address = route.request.url
        if allowed(address) or address.startswith("data:"):
            route.continue_()
            return
        watched.requests.append(address)
        route.abort()

    def dismiss(dialog: Dialog) -> None:
        watched.errors.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.route("**/*", route)
    page.on("console", lambda message: watched.errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: watched.errors.append(str(error)))
    page.on("dialog", dismiss)
    return watched


class Visitor:
    """Opens files of a site that was built, in fresh contexts, and watches that they ask for nothing outside of it."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.visits: list[Watched] = []

    def __call__(
        self, site: Path, name: str, viewport: dict[str, int] = DESK, fragment: str = "", **options: Any
    ) -> Page:
        size: ViewportSize = {"width": viewport["width"], "height": viewport["height"]}
        context = self.browser.new_context(viewport=size, **options)
        watched = watch(context.new_page(), lambda address: address.startswith(site.as_uri() + "/"))
        self.visits.append(watched)
        watched.page.goto((site / name).as_uri() + fragment)
        return watched.page


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visitor]:
    """Opens pages of a site; in the end none of them may have said an error or asked another host."""
    visitor = Visitor(browser)
    yield visitor
    for watched in visitor.visits:
        watched.page.context.close()
    assert [address for watched in visitor.visits for address in watched.requests] == []
    # an image that a sample speaks of may not have come with it
    errors = [error for watched in visitor.visits for error in watched.errors if "ERR_FILE_NOT_FOUND" not in error]
    assert errors == []
