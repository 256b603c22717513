"""Citing in the page: what machines find in its head, and what readers find below the text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from matbaa.cite.header import of_header
from matbaa.cite.model import Identifier, Person, Work
from matbaa.cite.page import NAMESPACE, citing
from matbaa.document import read
from matbaa.resources import resource
from matbaa.saxon import saxon
from tests.pages import faults, parsed, tei

CASES = Path(__file__).parent / "cases" / "cite"
FILES = {"bib": "../cite/x.bib", "ris": "../cite/x.ris"}


def page(work: Work, address: str = "", **parameters: str) -> str:
    document = tei("<body><p xml:id='p1'>x</p></body>")
    given = {"citing": citing(work, work.language or "en", FILES, address).getroottree(), **parameters}
    return saxon().stylesheet(resource("xslt/html.xsl")).run(saxon().node(document.tree), given)


def metas(html: str, name: str) -> list[str]:
    return [str(value) for value in parsed(html).xpath("//meta[@name=$name]/@content", name=name)]


@pytest.fixture(scope="module")
def article() -> str:
    address = "https://example.org/html/x.html"
    return page(of_header(read(CASES / "article" / "text.xml"), "x", address), address, css="a.css")


def test_the_page_is_sound(article: str) -> None:
    assert faults(article) == []


def test_scholars_search_engines_and_zotero_find_what_they_look_for(article: str) -> None:
    for name, values in {
        "citation_title": ["Deniz & ırmak: yolculuk anlatıları: bir döküm"],
        "citation_author": ["Güneş, Ayşe Işıl", "van der Meer, d. Ä., Ludwig, Jr."],
        "citation_publication_date": ["2021/03/04"],
        "citation_journal_title": ["Irmak Araştırmaları Dergisi"],
        "citation_firstpage": ["101"],
        "citation_lastpage": ["118"],
        "citation_doi": ["10.5555/irmak.2021_3"],
        "citation_language": ["tr"],
        "citation_fulltext_html_url": ["https://example.org/html/x.html"],
        "DC.date": ["2021-03-04"],
        "DC.creator": ["Güneş, Ayşe Işıl", "van der Meer, d. Ä., Ludwig, Jr."],
        "DC.rights": ["https://creativecommons.org/licenses/by/4.0/"],
        "z:itemType": ["journalArticle"],
    }.items():
        assert metas(article, name) == values, name


def test_search_engines_find_json(article: str) -> None:
    (script,) = parsed(article).xpath("//script[@type='application/ld+json']/text()")
    told = json.loads(str(script))
    assert told["@type"] == "ScholarlyArticle"
    assert [author["familyName"] for author in told["author"]] == ["Güneş", "van der Meer, d. Ä."]


def test_the_page_knows_its_own_address_only_where_the_edition_has_one(article: str) -> None:
    assert parsed(article).xpath("//link[@rel='canonical']/@href") == ["https://example.org/html/x.html"]
    silent = page(Work("x", title="T", url="https://example.org/elsewhere"))
    assert parsed(silent).xpath("//link[@rel='canonical']") == []
    assert metas(silent, "citation_fulltext_html_url") == []
    assert metas(silent, "DC.identifier") == ["https://example.org/elsewhere"]


def test_readers_find_two_styles_and_files(article: str) -> None:
    tree = parsed(article)
    assert tree.xpath("//section[@id='page:cite']//dt/text()") == ["APA", "İSNAD"]
    assert tree.xpath("//section[@id='page:cite']//dd//i/text()") == [
        "Irmak Araştırmaları Dergisi", "12", "Irmak Araştırmaları Dergisi",
    ]  # fmt: skip
    assert tree.xpath("//section[@id='page:cite']//li/a/@href") == list(FILES.values())
    assert "page:cite" in str(tree.xpath("//section[@class='cite']/@aria-labelledby"))


def test_nothing_is_said_where_the_header_is_silent() -> None:
    html = page(of_header(read(CASES / "silent" / "text.xml"), "x"))
    assert 'id="page:cite"' not in html
    assert "ld+json" not in html
    assert "citation_" not in html
    assert '<meta name="DC.type" content="Text">' in html


@pytest.mark.parametrize(
    ("person", "content"),
    [
        (Person("Çelik", "Halil İbrahim"), "Çelik, Halil İbrahim"),
        # Zotero would make two of one by itself with several words on both sides of the comma
        (Person("Gogh", "Vincent Willem", "van"), "van Gogh, Vincent Willem;"),
        (Person(name="Kızılay"), "Kızılay"),
    ],
)
def test_one_author_stays_one(person: Person, content: str) -> None:
    assert metas(page(Work("x", title="T", authors=(person,))), "citation_author") == [content]


def test_the_policy_allows_files_of_the_site_alone() -> None:
    for css, style in (("a.css", "'self'"), ("", "'unsafe-inline'")):
        html = page(Work("x"), css=css)
        (policy,) = parsed(html).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        rules = dict(rule.strip().split(" ", 1) for rule in str(policy).split(";"))
        assert rules["default-src"] == "'none'"
        assert rules["style-src"] == style
        assert rules["script-src"] == "'self' 'wasm-unsafe-eval'"
        # it comes before all that it rules
        assert html.index("Content-Security-Policy") < min(html.index("<title>"), html.index("<link"))


ANY = st.text(st.characters(codec="utf-8"), max_size=30)


@settings(max_examples=40)
@given(ANY, ANY, ANY, ANY)
def test_any_text_stays_text(title: str, name: str, kind: str, value: str) -> None:
    work = Work(
        "x", title=title, authors=(Person(name=name),), identifiers=(Identifier(kind, value),), publishers=(value,)
    )
    element = citing(work, "en", FILES)
    again = etree.fromstring(etree.tostring(element))
    assert again.tag == f"{{{NAMESPACE}}}citing"
    assert etree.tostring(again, method="c14n") == etree.tostring(element, method="c14n")


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "<!--", "]]>"]
)
def test_markup_in_a_title_is_text(text: str) -> None:
    html = page(Work("x", title=text, authors=(Person(name=text),), publishers=(text,), url="javascript:alert(1)"))
    tree = parsed(html)
    assert tree.xpath("//img | //@onerror | //a[starts-with(@href, 'javascript')]") == []
    assert len(tree.xpath("//script")) == 1
    assert metas(html, "citation_title") == [text]
