"""Pages: golden cases, completeness, soundness, and that nothing of a hostile text runs or leads astray."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from matbaa.document import TEI, Document, parse, read
from matbaa.resources import resource
from matbaa.saxon import saxon
from matbaa.transform import Options, Output, built_in, transform
from tests.pages import (
    CASES,
    articles,
    authorities,
    faults,
    hoisted_notes,
    page_text,
    parsed,
    required_samples,
    tei,
    text_of,
)
from tests.random_tei import RandomText

HTML = sorted(path.parent for path in (CASES / "html").glob("*/input.xml"))


def page(document: Document, options: Options | None = None) -> str:
    return transform(document, built_in("html"), options).data.decode()


def article_of(html: str) -> str:
    found = re.search(r"<article.*</article>", html, re.DOTALL)
    assert found is not None
    return found[0].replace(' data-pagefind-body=""', "") + "\n"


def case(folder: Path) -> Output:
    entities = folder / "entities.xml"
    settings = folder / "options.toml"
    parameters = tomllib.loads(settings.read_text("utf-8")) if settings.exists() else {}
    options = Options(entities=read(entities).tree if entities.exists() else None, parameters=parameters)
    return transform(read(folder / "input.xml"), built_in("html"), options)


@pytest.mark.parametrize("folder", HTML, ids=lambda folder: folder.name)
def test_case(folder: Path) -> None:
    made = case(folder)
    got = article_of(made.data.decode())
    expected = folder / "expected.html"
    if os.environ.get("MATBAA_ACCEPT"):
        expected.write_text(got, "utf-8")
    assert got == expected.read_text("utf-8")
    assert faults(made.data.decode()) == []
    messages = folder / "messages.txt"
    assert [finding.message for finding in made.findings] == (
        messages.read_text("utf-8").splitlines() if messages.exists() else []
    )


def test_there_are_cases() -> None:
    assert len(HTML) > 15


@pytest.mark.parametrize("path", [*articles(), *authorities()], ids=lambda path: path.name)
def test_the_edition_gives_sound_pages(path: Path) -> None:
    assert faults(page(read(path))) == []


def test_samples_give_sound_pages() -> None:
    wrong = {path.name: found for path in required_samples() if (found := faults(page(read(path))))}
    assert wrong == {}


def shown_whole(document: Document) -> list[str]:
    """Where a page shows another text than the document has; empty if it is the same, letter by letter."""
    text, notes = page_text(page(document))
    source = document.root.find(f"{{{TEI}}}text")
    assert source is not None
    differences = _differences(text_of(source), text)
    for number, (note, shown) in enumerate(zip(hoisted_notes(source), notes, strict=True), 1):
        differences += [f"note {number}: {difference}" for difference in _differences(text_of(note), shown)]
    return differences


def _differences(expected: str, got: str) -> list[str]:
    if expected == got:
        return []
    at = next((i for i, (a, b) in enumerate(zip(expected, got, strict=False)) if a != b), min(len(expected), len(got)))
    return [f"at {at}: expected …{expected[at - 20 : at + 40]}…, got …{got[at - 20 : at + 40]}…"]


@pytest.mark.parametrize("path", articles(), ids=lambda path: path.name)
def test_the_page_shows_the_whole_article(path: Path) -> None:
    assert shown_whole(read(path)) == []


def test_pages_show_the_whole_samples() -> None:
    documents = [read(path) for path in required_samples()]
    wrong = {
        d.name: found for d in documents if d.root.find(f"{{{TEI}}}text") is not None and (found := shown_whole(d))
    }
    assert wrong == {}


def test_lost_text_would_be_seen() -> None:
    source = tei("<body><p>Some words</p></body>").root.find(f"{{{TEI}}}text")
    assert source is not None
    assert text_of(source) == "Somewords"
    assert _differences("Somewords", "Someword") != []


def test_soundness_checks_see_faults() -> None:
    def broken(body: str) -> list[str]:
        return faults(f"<!DOCTYPE html><html lang=en><head><title>T</title></head><body><h1>T</h1>{body}</body></html>")

    assert broken("<p>fine</p>") == []
    assert broken("<p>a<div>b</div></p>")
    assert broken("<span><div>b</div></span>")
    assert broken("<i id=a></i><i id=a></i>")
    assert broken("<a href='#nowhere'>x</a>")
    assert broken("<a href='java&#10;script:x'>x</a>")
    assert broken("<p onclick='x'>x</p>")
    assert broken("<ul><p>x</p></ul>")
    assert broken("<img src='//elsewhere/x.png'>")


@pytest.mark.parametrize(
    ("body", "levels"),
    [
        ("<div><div><head>A</head></div></div>", "12"),
        ("<div><head>A</head><div><div><head>B</head></div></div></div>", "123"),
        ("<head>A</head><div><head>B</head></div>", "123"),
        ("<div><head>A</head><floatingText><body><div><head>B</head></div></body></floatingText></div>", "123"),
        ("<div><head>A</head></div><div><head>B</head></div>", "122"),
    ],
)
def test_headings_follow_the_headings_they_stand_under(body: str, levels: str) -> None:
    assert "".join(re.findall(r"<h([1-6])[ >]", article_of(page(tei(f"<body>{body}<p/></body>"))))) == levels


def test_the_style_sheet_keeps_to_what_checkers_know() -> None:
    css = "".join(path.read_text("utf-8") for path in resource("xslt/assets").glob("*.css"))
    assert not re.search(r"anchor-name|position-(anchor|area|try)", css)


def test_letters_of_an_index_have_sound_addresses_and_mentions_without_a_page_no_link() -> None:
    entries = "".join(
        f'<entry id="e{n}" letter="{letter}"><name>x</name>'
        f'<mention document="a"{where}><before/><form>x</form><after/></mention></entry>'
        for n, (letter, where) in enumerate(
            [("#", ""), ("?", ' href="a.html#m.1"'), ("-0044", ""), ("Ö", ""), ("b c", "")]
        )
    )
    source = parse(f'<index xmlns="urn:matbaa:index" kind="persons">{entries}</index>'.encode(), "index")
    html = saxon().stylesheet(resource("xslt/index.xsl")).run(source)
    assert faults(html) == []
    assert re.findall(r'href="#(letter:[^"]*)"', html) == re.findall(r'<h2 id="([^"]*)"', html)
    assert re.findall(r'<h2 id="([^"]*)"', html) == [
        "letter:0", "letter:.63", "letter:-0044", "letter:Ö", "letter:b.32c",
    ]  # fmt: skip
    assert re.findall(r'<(\w+) class="(place|hit)"', html) == [
        (name, kind) for name in ("span", "a", "span", "span", "span") for kind in ("place", "hit")
    ]
    assert 'href=""' not in html


def test_mention_ids_as_the_index_computes_them() -> None:
    document = tei(
        '<body><p><persName>A</persName><name xml:id="own">B<placeName>C</placeName></name><date>D</date></p>'
        '<div xml:id="d"><p><rs>E</rs></p><p xml:id="p"><orgName>F<placeName>G</placeName></orgName></p>'
        "<p><bibl><title>H</title></bibl></p></div><p><rs>I</rs></p></body>"
    )
    html = parsed(page(document))
    ids = {letter: next(e.get("id") for e in html.iter() if (e.text or "") == letter) for letter in "ABCDEFGHI"}
    assert ids == {
        "A": "m.1",
        "B": "own",
        "C": "own.1",
        "D": "m.2",
        "E": "d.1",
        "F": "p.1",
        "G": "p.2",
        "H": "d.3",
        "I": "m.3",
    }


@pytest.mark.parametrize("path", articles(), ids=lambda path: path.name)
def test_mention_ids_agree_with_the_index(path: Path) -> None:
    mentions = pytest.importorskip("matbaa.index.mentions")
    document = read(path)
    ids = set(parsed(page(document)).xpath("//@id"))
    missing = [mention.id for mention in mentions.mentions(document) if mention.id not in ids]
    assert missing == []


def test_language_and_direction() -> None:
    html = page(
        tei('<body><p xml:lang="ota-Arab">x</p><p xml:lang="ota-Latn">y</p></body>', attributes='xml:lang="tr"')
    )
    assert '<html xmlns="http://www.w3.org/1999/xhtml" lang="tr">' in html
    assert '<p lang="ota-Arab" dir="rtl" class="p">x' in html
    assert '<p lang="ota-Latn" class="p">y' in html
    assert "Bu metin hakkında" in html


def test_the_interface_follows_the_parameter() -> None:
    html = page(tei("<body><p>x</p></body>", attributes='xml:lang="tr"'), Options(parameters={"language": "en"}))
    assert "About this text" in html


def test_every_word_is_there_in_every_language() -> None:
    tree = etree.parse(resource("xslt/html/words.xml"))
    words = {
        language.get("{http://www.w3.org/XML/1998/namespace}lang"): [word.get("key") for word in language]
        for language in tree.getroot().iterchildren("{*}language")
    }
    for keys in words.values():
        assert len(keys) == len(set(keys))
        assert set(keys) == set(words["en"])


def test_links_of_the_bar() -> None:
    parameters = {
        "home": "../index.html",
        "indexes": "../index/",
        "kinds": "persons works",
        "tei": "t.xml",
        "text": "t.txt",
    }
    html = page(tei("<body><p>x</p></body>"), Options(parameters=parameters))
    bar = parsed(html).xpath("//header[@class='bar']//a/@href")
    assert bar == ["../index.html", "../index/persons.html", "../index/works.html", "t.xml", "t.txt"]


def test_the_style_sheet_is_in_the_page_or_linked() -> None:
    document = tei("<body><p>x</p></body>")
    assert "<style>" in page(document)
    linked = page(document, Options(parameters={"css": "matbaa.css"}))
    assert "<style>" not in linked
    assert '<link rel="stylesheet" href="matbaa.css">' in linked


def test_the_same_text_gives_the_same_page() -> None:
    path = articles()[0]
    assert page(read(path)) == page(read(path))


def _links() -> str:
    folder = resource("xslt/lib").resolve().as_uri()
    return (
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:matbaa:functions">'
        f'<xsl:include href="{folder}/links.xsl"/><xsl:output method="text"/><xsl:param name="address"/>'
        '<xsl:template match="/"><xsl:value-of select="m:safe-link($address), m:safe-image($address)" '
        'separator="&#x2028;"/></xsl:template>'
        "</xsl:stylesheet>"
    )


_NOTHING = etree.ElementTree(etree.Element("nothing"))


def _safe(address: str) -> list[str]:
    stylesheet = saxon().compile(_links(), "links")
    return stylesheet.run(_NOTHING, {"address": address}).split("\u2028")


UNSAFE = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "java\tscript:x",
    "\u200bjavascript:x",
    "javascript&colon;x:y",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "blob:x",
    "ftp://x",
    "view-source:x",
]


@pytest.mark.parametrize("address", UNSAFE)
def test_unsafe_addresses(address: str) -> None:
    assert _safe(address) == [""]


@pytest.mark.parametrize("address", ["http://x/y", "HTTPS://x", "mailto:a@b", "a/b.html", "#p1", "../x?y=a:b", "./p:1"])
def test_safe_addresses(address: str) -> None:
    assert _safe(address)[0] == address


@pytest.mark.parametrize(
    "address", ["http://x/y.png", "//x/y.png", "\\\\x\\y.png", "/\\x/y.png", "data:image/png;base64,AA", "#x"]
)
def test_no_image_from_elsewhere(address: str) -> None:
    assert len(_safe(address)) == 1


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12),
    st.sampled_from(["javascript", "data", "vbscript"]),
)
def test_no_scheme_but_the_known_ones(noise: str, scheme: str) -> None:
    for address in (scheme + ":" + noise, noise + scheme + ":x"):
        safe = _safe(address)[0]
        # a browser drops white space and controls at the ends and line breaks inside before it looks for a scheme
        seen = re.match(r"([a-z][a-z0-9+.-]*):", safe, re.IGNORECASE)
        assert seen is None or seen[1].lower() in {"http", "https", "mailto"}


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000))
def test_any_nesting_gives_a_sound_page_with_every_word(seed: int) -> None:
    document = tei(RandomText(Random(seed)).body())
    html = page(document)
    assert faults(html) == []
    article, notes = page_text(html)
    source = document.root.find(f"{{{TEI}}}text")
    assert source is not None
    words = re.findall(r"w\d+", " ".join(source.itertext()))
    assert sorted(re.findall(r"w\d+", article + " ".join(notes))) == sorted(words)
