"""The search: its index among the outputs, and what a reader finds with it."""

from __future__ import annotations

import functools
import gzip
import json
import re
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from matbaa.pipeline import search
from matbaa.pipeline.build import Orders, build
from matbaa.project import load

pytest.importorskip("pagefind_bin")
CHROMIUM = "/usr/bin/chromium"
TEXT = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{language}"><teiHeader><fileDesc>
<titleStmt><title>{title}</title><author>{author}</author></titleStmt><publicationStmt><p/></publicationStmt>
<sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body>{paragraphs}</body></text></TEI>"""
TURKISH = (
    "Isparta’da ışıklar söndü.",
    "DİYARBAKIR surları ve Diyarbakır’ın karpuzu.",
    "İstanbul’un kitapları, kitapçıları.",
    "Kitap <pb n='2'/>okuyan <choice><sic>İzmr</sic><corr>İzmir</corr></choice>li çocuk; "
    "şairin <persName ref='#ali'>Ali</persName>’ye sözü.",
)
ENGLISH = ("The printers of Istanbul.", "A book is read by the sea &lt;b&gt;.")


def edition(folder: Path) -> Path:
    (folder / "tei").mkdir(parents=True)
    (folder / "edition.toml").write_text(
        '[edition]\ntitle = "Deneme"\nlanguage = "tr"\ntexts = ["tei/*.xml"]\n', "utf-8"
    )
    for name, language, author, words in (("bir", "tr", "Ayşe Çınar", TURKISH), ("two", "en", "Ann Hill", ENGLISH)):
        paragraphs = "".join(f'<p xml:id="p{number}">{text}</p>' for number, text in enumerate(words, 1))
        text = TEXT.format(language=language, title=name, author=author, paragraphs=paragraphs)
        (folder / "tei" / f"{name}.xml").write_text(text, "utf-8")
    return folder / "edition.toml"


def test_the_index_is_made_once_and_is_the_same_each_time(tmp_path: Path) -> None:
    config = edition(tmp_path)
    first = build(load(config))
    names = {name for name in first.files if name.startswith("search/")}
    assert {"search/pagefind.js", "search/pagefind-entry.json"} <= names
    assert "search.html" in first.files
    assert not [name for name in names if "ui" in Path(name).stem]
    assert build(load(config)).changed == ()
    with pytest.MonkeyPatch.context() as patch:
        # a change of the title of the edition makes all pages again, one of a list none of a text
        patch.setattr(search, "_made", lambda _site: pytest.fail("the index was made again"))
        (tmp_path / "edition.toml").write_text(
            config.read_text("utf-8").replace("tei/*.xml", "tei/[a-z]*.xml"), "utf-8"
        )
        assert build(load(config)).changed == ()
    again = build(load(config), tmp_path / "elsewhere")
    for name in names:
        assert (again.folder / name).read_bytes() == (first.folder / name).read_bytes()
    text = tmp_path / "tei" / "bir.xml"
    text.write_text(text.read_text("utf-8").replace("söndü", "yandı"), "utf-8")
    assert [name for name in build(load(config)).changed if name.startswith("search/fragment/")]
    assert build(load(config), orders=Orders(dry=True)).stale == ()


def test_an_edition_may_have_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = edition(tmp_path)
    monkeypatch.setattr(search, "available", lambda: False)
    built = build(load(config))
    assert [finding.code for finding in built.findings] == ["MBI017"]
    assert "search.html" not in built.files
    assert b"search.html" not in (built.folder / "html" / "bir.html").read_bytes()
    with config.open("a", encoding="utf-8") as file:
        file.write("[site]\nsearch = false\n")
    assert build(load(config)).findings == ()


def _indexed(folder: Path) -> set[str]:
    """The pages that the index leads to."""
    found = (gzip.decompress(path.read_bytes()) for path in (folder / "search" / "fragment").glob("*.pf_fragment"))
    return {json.loads(data[data.index(b"{") :])["url"] for data in found}


def test_no_search_leads_to_a_page_that_is_gone(tmp_path: Path) -> None:
    config = edition(tmp_path)
    folder = build(load(config)).folder
    assert _indexed(folder) == {"/html/bir.html", "/html/two.html"}
    (tmp_path / "tei" / "two.xml").unlink()
    built = build(load(config))
    assert _indexed(folder) == {"/html/bir.html"}
    assert {name for name in built.removed if name.startswith("search/")}
    broken = tmp_path / "tei" / "bir.xml"
    broken.write_text("<TEI>", "utf-8")
    built = build(load(config))
    assert [fault.code for fault in built.faults] == ["MBW001"]
    assert not (folder / "search").exists()
    assert not (folder / "search.html").exists()


def test_the_rest_is_made_where_the_search_cannot_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = edition(tmp_path)
    folder = build(load(config)).folder
    before = _indexed(folder)
    (tmp_path / "tei" / "two.xml").unlink()
    (tmp_path / "tei" / "three.xml").write_text("<TEI>", "utf-8")
    monkeypatch.setattr(search, "_program", lambda: Path("/bin/false"))
    built = build(load(config))
    assert [fault.code for fault in built.faults] == ["MBW001", "MBI017"]
    assert "html/two.html" in built.removed
    assert _indexed(folder) == before
    monkeypatch.undo()
    build(load(config))
    assert _indexed(folder) == {"/html/bir.html"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A small site on a server of its own, in a folder below its top."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_what: object) -> None:
            pass

    folder = tmp_path_factory.mktemp("site")
    build(load(edition(folder / "edition")), folder / "site" / "below")
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/below/", folder / "site" / "below"
    finally:
        server.shutdown()
        server.server_close()


def test_a_reader_finds(site: tuple[str, Path]) -> None:
    if not Path(CHROMIUM).exists():
        pytest.skip("no Chromium here")
    from playwright.sync_api import Page, expect, sync_playwright

    address, folder = site
    expect.set_options(timeout=30_000)

    def ids(page: Page, words: str) -> list[str]:
        page.goto(f"{address}search.html?q={words}")
        expect(page.locator("#found")).to_have_text(re.compile("yer|bulunamadı"))
        links = page.locator("#results ol a")
        return [
            str(links.nth(number).get_attribute("href")).removeprefix("/below/html/") for number in range(links.count())
        ]

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            page = browser.new_page()
            told: list[str] = []
            asked: list[str] = []
            page.on("console", lambda message: told.append(message.text))
            page.on("pageerror", lambda error: told.append(str(error)))
            page.on("request", lambda request: asked.append(request.url))

            # from the field on any page; nothing of the index is loaded before
            page.goto(f"{address}html/bir.html")
            assert not [url for url in asked if "/search/" in url]
            page.fill(".bar input[type=search]", "istanbul")
            page.keyboard.press("Enter")
            expect(page.locator("#found")).to_have_text("2 metinde 2 yer")
            expect(page.locator("#results mark")).to_contain_text(["Istanbul", "İstanbul’un"])
            page.locator("#results ol a", has_text="İstanbul’un").click()
            expect(page).to_have_url(f"{address}html/bir.html#p3")

            for words in ("ışık", "Işık", "IŞIK", "ışıklar", "isik"):
                assert ids(page, words) == ["bir.html#p1"], words
            for words in ("ısparta", "Isparta", "ISPARTA", "isparta"):
                assert ids(page, words) == ["bir.html#p1"], words
            for words in ("diyarbakır", "DİYARBAKIR", "diyarbakir", "Diyarbakır"):
                assert ids(page, words) == ["bir.html#p2"], words
            for words in ("İSTANBUL", "ISTANBUL", "ıstanbul"):
                assert ids(page, words) == ["bir.html#p3", "two.html#p1"] or ids(page, words) == [
                    "two.html#p1",
                    "bir.html#p3",
                ]
            assert ids(page, "kitaplar") == ["bir.html#p3", "bir.html#p4"]
            assert ids(page, "şair") == ids(page, "sair") == ["bir.html#p4"]
            assert ids(page, "İzmirli") == ["bir.html#p4"]
            assert ids(page, "books") == ["two.html#p2"]
            assert ids(page, "yokböylebirşey") == []
            # what is found is text, and never markup
            ids(page, "book")
            expect(page.locator("#results ol a").first).to_contain_text("<b>")

            page.goto(f"{address}search.html?author=Ann+Hill")
            expect(page.locator("#results h2")).to_have_text(
                ["two Ann Hill"] if page.locator(".by").count() else ["two"]
            )
            page.locator("details.filters summary").click()
            expect(page.get_by_label("Ann Hill")).to_be_checked()
            page.fill("#search input[type=search]", "istanbul")
            page.keyboard.press("Enter")
            expect(page.locator("#results ol a")).to_have_count(1)
            page.get_by_label("Ann Hill").uncheck()
            expect(page.locator("#results ol a")).to_have_count(2)
            assert page.url == f"{address}search.html?q=istanbul"
            assert all(url.startswith((address, "data:")) for url in asked)
            assert told == []

            page.goto((folder / "search.html").as_uri())
            expect(page.locator("#found")).to_contain_text("matbaa serve")
            assert "<noscript><p>Arama JavaScript ister." in (folder / "search.html").read_text("utf-8")
        finally:
            browser.close()
