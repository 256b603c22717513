"""`matbaa serve`: what is served to whom, and what a browser is told of a change."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import pytest

from matbaa.serve.addresses import content_type, file_at, is_ours
from matbaa.serve.model import Remark
from matbaa.serve.news import News
from matbaa.serve.watching import concerns
from tests.conftest import Matbaa

CHROMIUM = "/usr/bin/chromium"


@pytest.mark.parametrize(
    ("host", "ours"),
    [
        ("127.0.0.1:8000", True),
        ("LocalHost:8000", True),
        ("[::1]:8000", True),
        ("127.0.0.1:8001", False),
        ("127.0.0.1", False),
        ("evil.example:8000", False),
        ("127.0.0.1.evil.example:8000", False),
        ("[::1]", False),
        ("", False),
        (None, False),
    ],
)
def test_only_names_of_this_machine_are_answered(host: str | None, ours: bool) -> None:
    assert is_ours(host, 8000) is ours


def test_the_port_of_http_need_not_be_named() -> None:
    assert is_ours("127.0.0.1", 80)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / "html").mkdir(parents=True)
    for name in ("index.html", "html/a b.html", ".hidden", "html/İ.txt"):
        (site / name).write_text(name, "utf-8")
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (site / "link.txt").symlink_to(tmp_path / "secret.txt")
    (site / "out").symlink_to(tmp_path)
    (site / "inside.html").symlink_to(site / "index.html")
    return site


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/", "index.html"),
        ("/html/a%20b.html", "html/a b.html"),
        ("/html/%C4%B0.txt", "html/İ.txt"),
        ("//html//a%20b.html", "html/a b.html"),
        ("/inside.html", "index.html"),
    ],
)
def test_an_address_is_a_file_of_the_folder(folder: Path, address: str, name: str) -> None:
    assert file_at(folder, address) == (folder / name).resolve()


@pytest.mark.parametrize(
    "address",
    [
        "/../secret.txt",
        "/html/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/html%2f..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "/link.txt",
        "/out/secret.txt",
        "/.hidden",
        "/html",
        "/html/",
        "/nothing.html",
        "/a%00.html",
        "/%ff",
        "/" + "a" * 5000,
    ],
)
def test_no_address_leads_out_of_the_folder(folder: Path, address: str) -> None:
    assert file_at(folder, address) is None


def test_types_do_not_depend_on_the_machine() -> None:
    assert content_type(Path("a.HTML")) == "text/html; charset=utf-8"
    assert content_type(Path("a.js")) == "text/javascript; charset=utf-8"
    assert content_type(Path("a.wasm")) == "application/wasm"
    assert content_type(Path("a.pf_meta")) == "application/octet-stream"


def test_what_is_watched(tmp_path: Path) -> None:
    output = tmp_path / "build"

    def watched(name: str) -> bool:
        return concerns(tmp_path / name, [tmp_path], output)

    assert all(map(watched, ["tei/a.xml", "edition.toml", "look/own.css", "own.xsl"]))
    names = ["build/html/a.html", ".git/index", "tei/.a.xml.swp", "tei/a.xml~", "tei/#a.xml#", "node_modules/x/y.css"]
    assert not any(map(watched, names))
    assert not concerns(Path("/elsewhere/a.xml"), [tmp_path], output)


def test_a_page_is_told_what_concerns_it() -> None:
    news = News()
    news.built(["html/a.html", "index/persons.html"], ())
    assert news.wait(0, "html/a.html", 0).reload  # type: ignore[union-attr]
    assert news.wait(1, "html/a.html", 0) is None
    news.built(["index.html"], ())
    assert news.wait(1, "", 0).reload  # type: ignore[union-attr]
    told = news.wait(1, "html/a.html", 0)
    assert told is not None
    assert (told.reload, told.number) == (False, 2)
    news.built(["assets/own.css"], ())
    styled = news.wait(2, "html/a.html", 0)
    assert styled is not None
    assert (styled.reload, styled.styles) == (False, ("assets/own.css",))
    news.built(["assets/x.js"], ())
    assert news.wait(3, "html/a.html", 0).reload  # type: ignore[union-attr]


def test_remarks_on_the_text_of_a_page_come_first() -> None:
    news = News()
    other, own = Remark("MBG001", "error", "x", "tei/b.xml"), Remark("MBG001", "error", "x", "tei/a.xml")
    news.checked((other, own))
    assert news.now("html/a.html").remarks == (own, other)
    assert news.now("html/b.html").remarks == (other, own)


def test_a_page_of_long_ago_is_loaded_again() -> None:
    news = News()
    for number in range(150):
        news.built([f"html/{number}.html"], ())
    told = news.wait(3, "html/x.html", 0)
    assert told is not None
    assert told.reload
    recent = news.wait(149, "html/x.html", 0)
    assert recent is not None
    assert not recent.reload


def test_a_wait_ends_when_the_news_end() -> None:
    news = News()
    threading.Timer(0.05, news.close).start()
    with pytest.raises(EOFError):
        news.wait(0, "", 30)


@dataclass
class Serving:
    """A server as a process of its own, and what it says."""

    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)
    port: int = 0

    def listen(self, stream: IO[str]) -> None:
        with stream:
            for line in stream:
                self.said.append(line)

    def heard(self, pattern: str, seconds: float = 90, since: int = 0) -> re.Match[str]:
        """Waits until something was said."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            if match := re.search(pattern, "".join(self.said[since:])):
                return match
            time.sleep(0.02)
        raise AssertionError(f"{pattern} was not said: {self.said}")

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(30)


@pytest.fixture
def served(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Iterator[tuple[Serving, Path]]:
    """The small edition, served; tests change its text and put it back."""
    import shutil

    folder = tmp_path_factory.mktemp("served") / "edition"
    shutil.copytree(root / "tests" / "cases" / "edition", folder)
    command = [sys.executable, "-m", "matbaa", "serve", "--port", "0"]
    process = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    serving = Serving(process)
    assert process.stderr is not None
    listening = threading.Thread(target=serving.listen, args=(process.stderr,), daemon=True)
    listening.start()
    try:
        serving.port = int(serving.heard(r"http://127\.0\.0\.1:(\d+)/")[1])
        serving.heard(r"\d+ changed in")
        yield serving, folder
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(30)
        listening.join(30)


def test_from_the_first_page_to_the_end(served: tuple[Serving, Path], matbaa: Matbaa) -> None:
    """One server for all that asks a real one."""
    serving, folder = served
    _pages_have_a_script_that_the_files_do_not_have(serving, folder)
    _strangers_and_other_methods_are_refused(serving)
    _a_taken_port_is_told(serving, folder, matbaa)
    _a_browser_sees_changes_and_faults(serving, folder)
    _it_ends_when_it_is_interrupted_and_leaves_nothing_behind(serving)


def _pages_have_a_script_that_the_files_do_not_have(serving: Serving, folder: Path) -> None:
    status, headers, page = serving.ask("/html/mektup.html")
    assert status == 200
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Cache-Control"] == "no-store"
    assert b"/.matbaa/reload.js" in page
    assert b".matbaa" not in (folder / "build" / "html" / "mektup.html").read_bytes()
    assert serving.ask("/.matbaa/reload.js")[1]["Content-Type"] == "text/javascript; charset=utf-8"
    status, headers, text = serving.ask("/text/mektup.txt")
    assert (status, headers["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert text == (folder / "build" / "text" / "mektup.txt").read_bytes()
    status, headers, body = serving.ask("/html/mektup.html", "HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) > 500


def _strangers_and_other_methods_are_refused(serving: Serving) -> None:
    assert serving.ask("/", Host="evil.example")[0] == 403
    assert serving.ask("/.matbaa/news", Host=f"evil.example:{serving.port}")[0] == 403
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH"):
        status, headers, _ = serving.ask("/", method)
        assert (status, headers["Allow"]) == (405, "GET, HEAD")
    status, _, page = serving.ask("/html/nothing.html")
    assert status == 404
    assert b"There is no such page" in page
    assert serving.ask("/../../edition.toml")[0] == 404


def _a_taken_port_is_told(serving: Serving, folder: Path, matbaa: Matbaa) -> None:
    done = matbaa("serve", "--port", str(serving.port), "-o", str(folder.parent / "other"), cwd=folder)
    assert done.code == 2
    assert f"MBI016 port {serving.port} is in use" in done.err
    assert "--port 0" in done.err


def _a_browser_sees_changes_and_faults(serving: Serving, folder: Path) -> None:
    """An edit, a text that is broken and mended, and a finding: each comes to the page by itself."""
    if not Path(CHROMIUM).exists():
        return
    from playwright.sync_api import expect, sync_playwright

    text = folder / "tei" / "mektup.xml"
    whole = text.read_text("utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            page = browser.new_page()
            faults: list[str] = []
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.goto(f"http://127.0.0.1:{serving.port}/html/mektup.html")
            slow = 60_000
            expect(page.locator("article")).to_contain_text("yazdı", timeout=slow)

            text.write_text(whole.replace("yazdı", "haber verdi"), "utf-8")
            expect(page.locator("article")).to_contain_text("haber verdi", timeout=slow)

            text.write_text(whole.replace("</body>", ""), "utf-8")
            expect(page.locator(".matbaa-serve-failed")).to_contain_text("mektup.xml", timeout=slow)
            expect(page.locator(".matbaa-serve-failed")).to_contain_text("MBW001")
            expect(page.locator("article")).to_contain_text("haber verdi")
            assert serving.ask("/html/mektup.html")[0] == 200

            text.write_text(whole.replace('when="1919-05-19"', 'when="1919-05-39"'), "utf-8")
            expect(page.locator(".matbaa-serve")).to_contain_text("MBD001", timeout=slow)
            expect(page.locator(".matbaa-serve-failed")).to_have_count(0)

            text.write_text(whole, "utf-8")
            expect(page.locator("article")).to_contain_text("yazdı", timeout=slow)
            assert faults == []
        finally:
            browser.close()


def _it_ends_when_it_is_interrupted_and_leaves_nothing_behind(serving: Serving) -> None:
    children = _children(serving.process.pid)
    assert serving.end() == 0
    assert "ended" in "".join(serving.said)
    end = time.monotonic() + 20
    while any(Path(f"/proc/{child}").exists() for child in children) and time.monotonic() < end:
        time.sleep(0.05)
    assert not [child for child in children if Path(f"/proc/{child}").exists()]
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", serving.port))


def _children(process: int) -> list[int]:
    path = Path(f"/proc/{process}/task/{process}/children")
    return [int(child) for child in path.read_text().split()] if path.exists() else []


def test_an_edition_that_is_none_is_told(matbaa: Matbaa, tmp_path: Path) -> None:
    done = matbaa("serve", "--port", "0", cwd=tmp_path)
    assert done.code == 2
    assert "MBC007" in done.err
