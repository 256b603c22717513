"""Builds that look at links and published addresses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from matbaa.lasting.ledger import LEDGER, lines
from matbaa.pipeline.build import Built, Orders, build
from matbaa.project import load

if TYPE_CHECKING:
    from matbaa.finding import Finding

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc>
<titleStmt><title>{title}</title><author>Lee, Ann</author></titleStmt>
<publicationStmt><publisher>Quay</publisher><date when="2020"/>{more}</publicationStmt>
<sourceDesc><p>None</p></sourceDesc></fileDesc></teiHeader><text><body>
{body}</body></text></TEI>
"""
CONFIG = """[edition]
title = "Letters"
language = "en"
texts = ["tei/*.xml"]
[site]
search = false
{site}"""


class Edition:
    """An edition of letters, to change and to build."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "tei").mkdir()
        self.configure("")
        self.write("one", "<p xml:id='p1'>First.</p><p xml:id='p2'>Second.</p>")
        self.write("two", "<p xml:id='q1'><ref target='one.xml#p2'>See</ref> <persName>Ann</persName>.</p>")

    def configure(self, site: str) -> None:
        (self.folder / "edition.toml").write_text(CONFIG.format(site=site), "utf-8")

    def write(self, name: str, body: str, more: str = "") -> Path:
        path = self.folder / "tei" / f"{name}.xml"
        path.write_text(LETTER.format(title=name, body=body, more=more), "utf-8")
        return path

    def build(self, orders: Orders | None = None) -> Built:
        return build(load(self.folder / "edition.toml"), None, orders)

    def told(self, code: str, orders: Orders | None = None) -> list[Finding]:
        return [one for one in self.build(orders).findings if one.code == code]

    @property
    def ledger(self) -> dict[str, set[str]]:
        return {line.page: set(line.ids) for line in lines((self.folder / LEDGER).read_text("utf-8"))}


@pytest.fixture
def letters(tmp_path: Path) -> Edition:
    return Edition(tmp_path)


def test_a_sound_edition_has_no_broken_link(letters: Edition) -> None:
    assert letters.build().findings == ()


def test_a_link_is_told_with_its_place_until_it_leads_somewhere(letters: Edition) -> None:
    letters.write("two", "<p xml:id='q1'>\n<graphic url='scan.jpg'/></p>")
    (found,) = letters.told("MBL001")
    assert (found.file, found.line, found.column) == ("tei/two.xml", 6, 10)
    assert found.message == "a link on html/two.html leads to html/scan.jpg, which is not there"
    # told again, though nothing is made
    assert letters.told("MBL001") == [found]
    # the editors put the file there; the next build that makes anything sees it
    (letters.folder / "build" / "html" / "scan.jpg").write_bytes(b"x")
    letters.write("one", "<p xml:id='p1'>Another first.</p><p xml:id='p2'>Second.</p>")
    assert letters.told("MBL001") == []


def test_a_page_that_is_not_made_is_looked_at_when_its_goal_changes(letters: Edition) -> None:
    letters.build()
    letters.write("one", "<p xml:id='p1'>First.</p>")
    built = letters.build()
    assert "html/two.html" not in {one.name for one in built.stale}
    (found,) = [one for one in built.findings if one.code == "MBL001"]
    assert (found.file, found.line) == ("tei/two.xml", 5)
    assert found.message == 'a link on html/two.html leads to html/one.html, which has no id "p2"'
    letters.write("one", "<p xml:id='p1'>First.</p><p xml:id='p2'>Second.</p>")
    assert letters.told("MBL001") == []


def test_pictures_come_with_the_pages_and_go_with_them(letters: Edition) -> None:
    picture = letters.folder / "tei" / "img" / "scan 1.jpg"
    picture.parent.mkdir()
    picture.write_bytes(b"one")
    (letters.folder / "shared.png").write_bytes(b"two")
    (letters.folder.parent / "outside.png").write_bytes(b"three")
    body = "<p><graphic url='img/scan%201.jpg'/><graphic url='../shared.png'/><graphic url='../../outside.png'/></p>"
    letters.write("two", body)
    built = letters.build()
    folder = letters.folder / "build"
    assert (folder / "html" / "img" / "scan 1.jpg").read_bytes() == b"one"
    assert (folder / "shared.png").read_bytes() == b"two"
    assert [one.message for one in built.findings if one.code == "MBL001"] == [
        "a link on html/two.html leads to ../outside.png, which lies outside of the site"
    ]
    assert '"path": "shared.png"' in (folder / "manifest.json").read_text("utf-8")
    assert '"tei/img/scan 1.jpg": "' in (folder / "manifest.json").read_text("utf-8")
    assert letters.build().changed == ()
    picture.write_bytes(b"another")
    assert [name for name in letters.build().changed if name != "manifest.json"] == ["html/img/scan 1.jpg"]
    picture.unlink()
    built = letters.build()
    assert built.removed == ("html/img/scan 1.jpg",)
    assert "html/img/scan 1.jpg, which is not there" in " ".join(one.message for one in built.findings)
    letters.write("two", "<p>None.</p>")
    assert letters.build().removed == ("shared.png",)


def test_what_was_published_is_missed(letters: Edition) -> None:
    built = letters.build(Orders(publish=True))
    assert built.published == sum(1 + len(ids) for ids in letters.ledger.values())
    assert letters.ledger["html/one.html"] == {"p1", "p2"}
    assert letters.ledger["html/two.html"] == {"q1"}
    # Ann is in no list: her page goes with her last mention
    assert not [page for page in letters.ledger if page.startswith("index/persons/")]
    assert letters.build(Orders(publish=True)).published == 0
    letters.write("one", "<p xml:id='p2'>Second.</p>")
    (found,) = letters.told("MBL002")
    assert found.message == "html/one.html#p1 was published and is not there any more"
    assert (found.file, found.line) == (LEDGER, 3)
    assert letters.told("MBL002") == [found]
    # publishing anew forgets nothing
    letters.write("three", "<p xml:id='r1'>Third.</p>")
    assert [one.message for one in letters.told("MBL002", Orders(publish=True))] == [found.message]
    assert letters.ledger["html/three.html"] == {"r1"}
    assert letters.ledger["html/one.html"] == {"p1", "p2"}


def test_a_text_under_another_name_is_missed_and_one_taken_from_the_ledger_is_not(letters: Edition) -> None:
    letters.build(Orders(publish=True))
    (letters.folder / "tei" / "one.xml").rename(letters.folder / "tei" / "first.xml")
    assert [one.message for one in letters.told("MBL002")] == ["html/one.html was published and is not there any more"]
    ledger = letters.folder / LEDGER
    ledger.write_text("\n".join(line for line in ledger.read_text("utf-8").splitlines() if "one" not in line), "utf-8")
    assert letters.told("MBL002") == []


def test_a_text_that_cannot_be_read_is_not_missed_besides(letters: Edition) -> None:
    letters.build(Orders(publish=True))
    (letters.folder / "tei" / "one.xml").write_text("<TEI", "utf-8")
    built = letters.build()
    assert built.faults
    assert [one for one in built.findings if one.code in ("MBL001", "MBL002")] == []


def test_without_a_ledger_nothing_is_missed(letters: Edition) -> None:
    letters.build()
    (letters.folder / "tei" / "two.xml").unlink()
    assert letters.told("MBL002") == []
    assert not (letters.folder / LEDGER).exists()


def test_a_site_with_an_address_has_a_sitemap_and_canonical_links(letters: Edition) -> None:
    folder = letters.folder / "build"
    assert "sitemap.xml" not in letters.build().files
    letters.configure('url = "https://example.org/letters"\n')
    built = letters.build()
    found = {node.text for node in etree.parse(folder / "sitemap.xml").iter("{*}loc")}
    pages = {name for name in built.files if name.endswith(".html")}
    assert found == {f"https://example.org/letters/{'' if name == 'index.html' else name}" for name in pages}
    html = (folder / "html" / "one.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://example.org/letters/html/one.html">' in html
    assert "url = {https://example.org/letters/html/one.html}" in (folder / "cite" / "one.bib").read_text("utf-8")
    letters.configure("")
    assert "sitemap.xml" in letters.build().removed


def test_datacite_metadata_is_made_where_the_header_says_enough(letters: Edition) -> None:
    letters.write("two", "<p>y</p>")
    letters.write("one", "<p>x</p>", '<idno type="DOI">10.5555/one</idno>')
    built = letters.build()
    assert "cite/one.datacite.xml" in built.files
    assert 'href="../cite/one.datacite.xml"' in (letters.folder / "build/html/one.html").read_text("utf-8")
    (hint,) = [one for one in built.findings if one.code == "MBL003"]
    assert (hint.file, hint.message) == ("tei/two.xml", "no DataCite metadata can be made: the header lacks a DOI")
    letters.write("one", "<p>x</p>")
    built = letters.build()
    assert "cite/one.datacite.xml" in built.removed
    assert built.findings == ()
