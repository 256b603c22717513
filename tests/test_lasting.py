"""What makes a site last: links that resolve, addresses that stay, a list of all pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from matbaa.lasting.ledger import gone, lines, written
from matbaa.lasting.links import Broken, broken
from matbaa.lasting.scan import resolved, scan
from matbaa.lasting.sitemap import address, sitemaps

PAGE = b"""<!DOCTYPE html><html lang="tr"><head><link rel="stylesheet" href="../assets/matbaa.css">
<link rel="icon" href="data:,">
<link rel="canonical" href="https://example.org/html/a.html"><script src="../assets/cite.js" defer></script>
<script type="application/ld+json">{"a": "\\u003ca href='x.html'>"}</script></head>
<body><p id="p1">a<a class="permalink" href="#p1"></a> <a href="b.html?x=1#s%C3%BC">b</a> <a href="b.html">b</a>
<span class="pb" id="pg.3"><a href="#pg.3">3</a></span><img src="img/1.png"><a href="mailto:x@example.org">m</a>
<a href="//example.org/x">y</a><a href="../index/">i</a>
<a href="#">t</a><a href="#top">t</a><a href="../../x.html">out</a>
<a href="">e</a></p></body></html>"""


def test_a_page_is_scanned() -> None:
    found = scan("html/a.html", PAGE)
    assert found.ids == {"p1", "pg.3"}
    assert found.offered == {"p1", "pg.3"}
    assert found.links == {
        "html/a.html": {"", "p1", "pg.3"},
        "html/b.html": {"", "s\N{LATIN SMALL LETTER U WITH DIAERESIS}"},
        "html/img/1.png": {""},
        "index/index.html": {""},
        "assets/matbaa.css": {""},
        "assets/cite.js": {""},
        "../x.html": {""},
    }


@pytest.mark.parametrize(
    ("page", "address", "found"),
    [
        ("index.html", "html/a.html", ("html/a.html", "")),
        ("index/persons/x.html", "../../html/a.html#p1", ("html/a.html", "p1")),
        ("index.html", ".", ("index.html", "")),
        ("html/a.html", "..", ("index.html", "")),
        ("html/a.html", "#a%20b", ("html/a.html", "a b")),
        ("html/a.html", "java\nscript:alert(1)", None),
        ("html/a.html", "/x.html", ("../x.html", "")),
        ("html/a.html", "%2e%2e/%2e%2e/etc/passwd", ("../etc/passwd", "")),
    ],
)
def test_where_an_address_leads(page: str, address: str, found: tuple[str, str] | None) -> None:
    assert resolved(page, address) == found


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_address_leads_somewhere_or_out(page: str, address: str) -> None:
    found = resolved(page, address)
    assert found is None or (isinstance(found[0], str) and "\n" not in found[1])


@given(st.binary(max_size=300))
def test_any_bytes_are_scanned(data: bytes) -> None:
    scan("html/a.html", data)


def test_links_that_lead_nowhere() -> None:
    links = {"a.html": {"", "x", "y"}, "b.html": {""}, "c.png": {"any"}, "../d.html": {""}, "e.html": {"z"}}
    found = list(broken(links, {"a.html", "c.png"}.__contains__, lambda _: {"x"}))
    assert found == [
        Broken("../d.html", "", "lies outside of the site"),
        Broken("a.html", "y", "has no such id"),
        Broken("b.html", "", "is not there"),
        Broken("e.html", "", "is not there"),
    ]


def test_a_ledger_grows_and_loses_nothing() -> None:
    first = written({"html/b.html": {"p10", "p2"}, "html/a b.html": set()})
    assert first.splitlines()[2:] == ["html/a%20b.html", "html/b.html p2 p10"]
    second = written({"html/b.html": {"p3"}, "html/ç.html": {"ğ"}}, first)
    assert second.splitlines()[2:] == ["html/a%20b.html", "html/b.html p2 p3 p10", "html/ç.html ğ"]
    assert written({}, second) == second
    assert written({"html/b.html": {"p2"}}, second) == second


def test_remarks_of_the_editors_are_kept() -> None:
    text = written({"a.html": {"x"}}, "# ours\n# since 2020\nb.html\n")
    assert text == "# ours\n# since 2020\na.html x\nb.html\n"


NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12).filter(lambda text: not text.startswith("#"))


@given(st.dictionaries(NAMES, st.sets(NAMES, max_size=5), max_size=5))
def test_any_address_is_read_back(pages: dict[str, set[str]]) -> None:
    text = written(pages)
    assert {line.page: set(line.ids) for line in lines(text)} == pages
    assert written({}, text) == text


def test_what_is_gone() -> None:
    text = written({"a.html": {"p1", "p2"}, "b.html": {"p1"}, "c.html": set(), "d.html": {"x"}})
    there = {"a.html": {"p2"}, "c.html": set[str]()}
    found = list(gone(text, "ledger.txt", there.get, excused={"d.html"}))
    assert [(one.line, one.column, one.message) for one in found] == [
        (3, 8, "a.html#p1 was published and is not there any more"),
        (4, 1, "b.html was published and is not there any more"),
    ]


def test_a_sitemap_lists_every_page() -> None:
    ((name, text),) = sitemaps("https://example.org/e/", ["index.html", "html/ç & b.html"]).items()
    assert name == "sitemap.xml"
    found = [node.text for node in etree.fromstring(text.encode()).iter("{*}loc")]
    assert found == ["https://example.org/e/html/%C3%A7%20%26%20b.html", "https://example.org/e/"]


def test_a_large_sitemap_is_parted() -> None:
    files = sitemaps("https://example.org/", (f"html/{number}.html" for number in range(7)), most=3)
    assert list(files) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    index = etree.fromstring(files["sitemap.xml"].encode())
    assert etree.QName(index).localname == "sitemapindex"
    assert [node.text for node in index.iter("{*}loc")] == [f"https://example.org/sitemap-{n}.xml" for n in (1, 2, 3)]
    assert sum(text.count("<loc>https://example.org/html/") for text in files.values()) == 7


def test_an_address_is_written_as_addresses_are() -> None:
    assert (
        address("https://example.org/", "index/persons/ö#1.html") == "https://example.org/index/persons/%C3%B6%231.html"
    )


def test_no_link_of_the_edition_s_own_site_leads_nowhere(site: Path) -> None:
    pages = {
        file.relative_to(site).as_posix(): scan(file.relative_to(site).as_posix(), file.read_bytes())
        for file in site.rglob("*.html")
    }
    found = {
        name: list(broken(page.links, lambda goal: (site / goal).is_file(), lambda goal: pages[goal].ids))
        for name, page in pages.items()
    }
    assert {name: links for name, links in found.items() if links} == {}
