"""The index: what is gathered, how it is sorted, and the three forms that it is written in."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from matbaa.document import parse
from matbaa.index.build import Indexer
from matbaa.index.formats import as_csv
from matbaa.index.mentions import mentions
from tests.conftest import Matbaa

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="tr"><teiHeader/>{}<text><body>{}</body></text></TEI>'


def _mentions(body: str) -> list[tuple[str, str, str, str, str]]:
    document = parse(TEI.format("", body).encode(), "text.xml")
    return [(m.element, m.id, m.before, m.form, m.after) for m in mentions(document)]


def test_words_around_a_mention_are_those_of_its_block() -> None:
    found = _mentions('<p xml:id="p1">Önce. <persName>Ali</persName>’nin evi.</p><p>Başka.</p>')
    assert found == [("persName", "p1.1", "Önce. ", "Ali", "’nin evi.")]


def test_a_note_is_a_block_of_its_own() -> None:
    found = _mentions('<p xml:id="p1">A <note>n <persName>Ali</persName></note><persName>Can</persName> b</p>')
    assert found == [("persName", "p1.1", "n ", "Ali", ""), ("persName", "p1.2", "A ", "Can", " b")]


def test_the_corrected_reading_is_read() -> None:
    body = '<p xml:id="p1"><choice><sic>Ankra</sic><corr>Ankara</corr></choice>’da <persName>Ali</persName></p>'
    assert _mentions(body) == [("persName", "p1.1", "Ankara’da ", "Ali", "")]


def test_nested_mentions_and_a_break_inside_a_name() -> None:
    body = '<p xml:id="p1"><rs><name>Millî\n<pb n="2"/>Mücadele</name> lideri</rs> geldi</p>'
    assert _mentions(body) == [
        ("rs", "p1.1", "", "Millî Mücadele lideri", " geldi"),
        ("name", "p1.2", "", "Millî Mücadele", " lideri geldi"),
    ]


def test_ids_count_below_the_nearest_id() -> None:
    body = (
        '<div xml:id="d"><head><name>a</name></head>'
        '<p xml:id="p"><name>b</name><name xml:id="own">c</name><name>d</name></p>'
        "<p><name>e</name></p></div><p><name>f</name></p>"
    )
    assert [found[1] for found in _mentions(body)] == ["d.1", "p.1", "own", "p.2", "d.2", "m.1"]


def test_ids_are_those_of_the_stylesheets(root: Path, tmp_path: Path) -> None:
    """The links of an index rest on this agreement."""
    from matbaa.document import read
    from matbaa.saxon import saxon

    path = tmp_path / "ids.xsl"
    path.write_text(
        f"""<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
        xmlns:m="urn:matbaa:functions">
        <xsl:include href="{(root / "xslt/lib/mentions.xsl").as_uri()}"/>
        <xsl:output method="text"/><xsl:mode use-accumulators="#all"/>
        <xsl:template match="/"><xsl:value-of select="//*[m:is-mention(.)] ! m:id(.)" separator=" "/></xsl:template>
        </xsl:stylesheet>""",
        "utf-8",
    )
    for text in (*root.glob("tei/*.xml"), root / "tests/cases/edition/tei/mektup.xml"):
        document = read(text)
        ours = {mention.id for mention in mentions(document)}
        assert ours
        theirs = saxon().stylesheet(path).run(document).split()
        assert set(theirs) == ours
        assert len(theirs) == len(ours)


def _index(matbaa: Matbaa, edition: Path, *options: str) -> dict[str, Any]:
    done = matbaa("index", "--project", edition, *options)
    assert done.code == 0, done.err
    loaded: dict[str, Any] = json.loads(done.out)
    return loaded


def test_entries_with_their_data_and_mentions(matbaa: Matbaa, edition: Path) -> None:
    index = _index(matbaa, edition)
    persons = index["persons"]["entries"]
    assert [person["name"] for person in persons] == ["Ârif", "Bilinmeyen Kişi", "Cem", "Çınar, Hasan"]
    cinar = persons[-1]
    assert cinar["label"] == "Hasan Çınar"
    assert cinar["facts"] == [{"name": "birth", "value": "1880"}]
    assert cinar["identifiers"] == [{"type": "wikidata", "value": "Q1", "url": "https://www.wikidata.org/entity/Q1"}]
    assert cinar["notes"] == [{"language": "tr", "text": "Mektubu yazan."}]
    forms = [mention["form"] for mention in cinar["mentions"]]
    assert forms == ["Çınar Bey", "kendisi"]
    assert persons[2]["mentions"] == []
    assert [place["letter"] for place in index["places"]["entries"]] == ["I", "İ"]
    assert index["places"]["entries"][1]["point"] == [38.41, 27.13]
    (work,) = index["works"]["entries"]
    assert work["name"] == "Öz, 1920"
    (citation,) = work["mentions"]
    assert citation["locators"] == ["s. 7-9"]
    assert citation["page"] == "1"
    assert [date["date"] for date in index["dates"]["entries"]] == ["1919-05-19", "~1920-09/1920-11"]
    assert [date["name"] for date in index["dates"]["entries"]] == ["19 Mayıs 1919", "≈ Eylül 1920 – Kasım 1920"]


def test_one_row_a_mention(matbaa: Matbaa, edition: Path) -> None:
    done = matbaa("index", "--project", edition, "--kind", "persons", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert [row["form"] for row in rows] == ["Ârif", "Bilinmeyen Kişi", "", "Çınar Bey", "kendisi"]
    assert rows[3]["href"] == "mektup.html#p1.1"


def test_no_cell_is_a_formula() -> None:
    indexer = Indexer("en")
    indexer.text(parse(TEI.format("", "<p><persName>=1+1</persName></p>").encode(), "t.xml"), "t")
    row = next(csv.DictReader(io.StringIO(as_csv([indexer.index("persons")], ""))))
    assert row["name"] == row["form"] == "'=1+1"


def test_texts_without_authority_files(matbaa: Matbaa, tmp_path: Path) -> None:
    body = (
        '<p><persName ref="#a">Ali</persName> <persName key="a2">Veli</persName> '
        '<persName ref="#a">Ali Bey</persName></p>'
    )
    (tmp_path / "one.xml").write_text(TEI.format("", body), "utf-8")
    (tmp_path / "two.xml").write_text(
        TEI.format("", "<p><persName>Can</persName><persName>Can</persName></p>"), "utf-8"
    )
    done = matbaa("index", tmp_path, "--kind", "persons")
    persons = json.loads(done.out)["persons"]["entries"]
    assert [(person["id"], len(person["mentions"])) for person in persons] == [("a", 2), ("can-2dba9a", 2), ("a2", 1)]


def test_lists_inside_the_text_itself_and_prefixes(matbaa: Matbaa, tmp_path: Path) -> None:
    front = (
        '<standOff><listPerson><person xml:id="x1"><persName>Ali Kaya</persName></person></listPerson>'
        '<listPrefixDef><prefixDef ident="p" matchPattern="(.+)" replacementPattern="#x$1"><p/></prefixDef>'
        "</listPrefixDef></standOff>"
    )
    (tmp_path / "one.xml").write_text(TEI.format(front, '<p><persName ref="p:1">A.</persName></p>'), "utf-8")
    persons = json.loads(matbaa("index", tmp_path, "--kind", "persons").out)["persons"]["entries"]
    assert [(person["id"], person["name"], len(person["mentions"])) for person in persons] == [("x1", "Ali Kaya", 1)]


def test_pages(matbaa: Matbaa, edition: Path, tmp_path: Path) -> None:
    done = matbaa("index", "--project", edition, "--format", "html", "-o", tmp_path / "lists", "--links", "../html/")
    assert done.code == 0, done.err
    page = (tmp_path / "lists" / "persons.html").read_text("utf-8")
    assert 'lang="tr"' in page[:200]
    assert 'id="cinar"' in page
    assert 'href="../html/mektup.html#p1.1"' in page
    assert sorted(path.name for path in (tmp_path / "lists").iterdir()) == sorted(
        f"{kind}.html" for kind in ("persons", "places", "orgs", "events", "documents", "works", "dates")
    )


def test_several_kinds_of_html_need_a_folder(matbaa: Matbaa, edition: Path) -> None:
    done = matbaa("index", "--project", edition, "--format", "html")
    assert done.code == 2
    assert "folder" in done.err


@pytest.mark.parametrize("broken", ["<TEI", "<html/>", ""])
def test_a_broken_text_is_named_and_the_last_index_stays(matbaa: Matbaa, edition: Path, broken: str) -> None:
    out = edition / "persons.json"
    matbaa("index", "--project", edition, "--kind", "persons", "-o", out)
    before = out.read_bytes()
    (edition / "tei" / "kirik.xml").write_text(broken, "utf-8")
    done = matbaa("index", "--project", edition, "--kind", "persons", "-o", out)
    assert done.code == 1
    assert "kirik.xml" in done.err
    assert out.read_bytes() == before


def test_a_file_of_the_edition_is_listed_with_its_authorities(matbaa: Matbaa, edition: Path) -> None:
    done = matbaa("index", "tei/mektup.xml", "--kind", "persons", cwd=edition)
    assert json.loads(done.out)["persons"]["language"] == "tr"
    assert [person["name"] for person in json.loads(done.out)["persons"]["entries"]][-1] == "Çınar, Hasan"


def test_an_input_is_never_overwritten(matbaa: Matbaa, edition: Path) -> None:
    text = edition / "tei" / "mektup.xml"
    before = text.read_bytes()
    done = matbaa("index", text, "-o", edition / "tei" / ".." / "tei" / "mektup.xml")
    assert done.code == 2
    assert "MBI007" in done.err
    assert text.read_bytes() == before


def test_standard_input(matbaa: Matbaa, edition: Path) -> None:
    text = (edition / "tei" / "mektup.xml").read_text("utf-8")
    persons = json.loads(matbaa("index", "-", "--kind", "persons", stdin=text).out)["persons"]["entries"]
    assert persons[0]["mentions"][0]["document"] == "standard-input"


def test_entries_of_a_text_s_own_list_are_no_mentions(matbaa: Matbaa, tmp_path: Path) -> None:
    lists = (
        '<listPlace><place xml:id="tr"><placeName>Türkiye</placeName><place xml:id="ank"><placeName>Ankara</placeName>'
        "<location><geo>39,92 32,85</geo></location></place></place></listPlace>"
    )
    body = f'<p><placeName ref="#ank">Ankara</placeName></p><div>{lists}</div>'
    (tmp_path / "one.xml").write_text(TEI.format("", body), "utf-8")
    places = json.loads(matbaa("index", tmp_path, "--kind", "places").out)["places"]["entries"]
    assert [(place["id"], place["point"], len(place["mentions"])) for place in places] == [
        ("ank", [39.92, 32.85], 1),
        ("tr", None, 0),
    ]


def test_furniture_and_other_readings_are_not_the_words_around() -> None:
    body = '<p xml:id="p">a <fw>12</fw><app><lem>b</lem><rdg>c</rdg></app> <persName>Ali</persName></p>'
    assert _mentions(body)[0][2] == "a b "


def test_a_reference_that_leads_nowhere_is_kept(matbaa: Matbaa, tmp_path: Path) -> None:
    (tmp_path / "one.xml").write_text(TEI.format("", '<p><placeName ref="#pmb7">Haus</placeName></p>'), "utf-8")
    (place,) = json.loads(matbaa("index", tmp_path, "--kind", "places").out)["places"]["entries"]
    assert place["identifiers"] == [{"type": "ref", "value": "#pmb7", "url": ""}]


@pytest.mark.parametrize("command", ["index", "stats"])
def test_text_that_another_file_ought_to_give_is_missed(matbaa: Matbaa, tmp_path: Path, command: str) -> None:
    include = '<p><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="two.xml"/></p>'
    (tmp_path / "one.xml").write_text(TEI.format("", include), "utf-8")
    done = matbaa(command, tmp_path / "one.xml")
    assert done.code == 1
    assert "error MBW005" in done.err


def test_pointers_with_another_base_lead_where_the_checks_let_them_lead(tmp_path: Path) -> None:
    entry = '<listPerson><person xml:id="ali"><persName>Ali Bey</persName></person></listPerson>'
    file = tmp_path / "lists" / "people.xml"
    people = parse(TEI.format(f"<standOff>{entry}</standOff>", "").encode(), "people.xml", file)
    body = (
        '<p><persName ref="people.xml#ali" xml:base="lists/">Ali</persName> <persName ref="#ali">he</persName>'
        ' <persName ref="lists/people.xml#ali">Ali</persName></p>'
    )
    text = parse(TEI.format("", body).encode(), "text.xml", tmp_path / "text.xml")
    indexer = Indexer("en")
    indexer.authority(people)
    indexer.text(text, "text.xml")
    found = indexer.index("persons").entries
    assert [(item.entry.label, len(item.shares[0].spots)) for item in found] == [("Ali Bey", 3)]


def test_a_kind_without_entries_has_no_list(matbaa: Matbaa, edition: Path) -> None:
    text = edition / "tei" / "mektup.xml"
    words = text.read_text("utf-8").replace("</p>", " <rs type='org'>bir kurum</rs> <date>bir gün</date></p>", 1)
    text.write_text(words, "utf-8")
    assert matbaa("build", cwd=edition).code == 0
    assert not (edition / "build" / "index" / "orgs.html").exists()
