"""New tags are written as the file writes its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from matbaa.document import TEI, Document, parse
from matbaa.encode.conventions import Conventions, Names
from matbaa.encode.model import Kind
from matbaa.encode.passages import entries_by_id, read_passages
from matbaa.known import Key, Known, Person

BRIAND: Key = ("/lists/of persons.xml", "briand")
OWN: Key = ("/texts/a.xml", "briand")
DEFINED = (
    '<prefixDef ident="psn" matchPattern="(.+)" replacementPattern="../lists/of%20persons.xml#$1"/>'
    '<prefixDef ident="gnd" matchPattern="([0-9]+)" replacementPattern="https://d-nb.info/gnd/$1"/>'
)


def tei(body: str, header: str = "", base: str = "") -> Document:
    text = f'<TEI xmlns="{TEI}"{base}><teiHeader>{header}</teiHeader><text><p>{body} x</p></text></TEI>'
    return parse(text.encode(), "a.xml", Path("/texts/a.xml"))


def conventions(document: Document, names: Names = "auto") -> Conventions:
    known = Known(persons={BRIAND: Person(("Briand",))})
    return Conventions(read_passages(document, known), entries_by_id(known), names)


@pytest.mark.parametrize(
    ("document", "key", "expected"),
    [
        (tei(""), BRIAND, ("ref", "../lists/of%20persons.xml#briand")),
        (tei(""), OWN, ("ref", "#briand")),
        (tei("", DEFINED), BRIAND, ("ref", "psn:briand")),
        (tei("", DEFINED), OWN, ("ref", "#briand")),
        # one that the file declares and does not use
        (tei('<persName ref="../lists/of%20persons.xml#x">X</persName>', DEFINED), BRIAND,
         ("ref", "../lists/of%20persons.xml#briand")),
        # ids of another file, written as if they were the file's own
        (tei('<persName ref="#briand">X</persName>'), BRIAND, ("ref", "#briand")),
        (tei('<persName key="b">X</persName>'), BRIAND, ("key", "briand")),
        (tei('<persName key="b">X</persName><persName ref="#c">Y</persName>'), BRIAND,
         ("ref", "../lists/of%20persons.xml#briand")),
        # no relative path leads there
        (tei("", base=' xml:base="https://example.org/"'), BRIAND, ("ref", "#briand")),
        (tei(""), ("/texts/kişiler.xml", "a&b"), ("ref", "kişiler.xml#a&b")),
    ],
)  # fmt: skip
def test_pointers(document: Document, key: Key, expected: tuple[str, str]) -> None:
    where = next(document.root.iter(f"{{{TEI}}}p"))
    assert conventions(document).pointer(key, "ref", where) == expected


@pytest.mark.parametrize(
    ("body", "names", "kind", "expected"),
    [
        ("", "auto", Kind.PERSON, ("persName", ())),
        ("", "rs", Kind.PERSON, ("rs", (("type", "person"),))),
        ("<rs type='pers'>x</rs>", "auto", Kind.PERSON, ("rs", (("type", "pers"),))),
        ("<rs type='pers'>x</rs>", "specific", Kind.PERSON, ("persName", ())),
        ("<rs type='pers'>x</rs>", "rs", Kind.PERSON, ("rs", (("type", "pers"),))),
        ("<rs type='pers'>x</rs> <persName>y</persName>", "auto", Kind.PERSON, ("persName", ())),
        ("<rs type='pers'>x</rs>", "auto", Kind.PLACE, ("placeName", ())),
        ("<name type='place'>x</name>", "auto", Kind.PLACE, ("name", (("type", "place"),))),
        ("<settlement>x</settlement>", "auto", Kind.PLACE, ("placeName", ())),
        ("", "auto", Kind.EVENT, ("name", (("type", "event"),))),
        ("<eventName>x</eventName>", "auto", Kind.EVENT, ("eventName", ())),
        ("<rs type='work'>x</rs>", "auto", Kind.DOCUMENT, ("rs", (("type", "work"),))),
        ("<rs type='event'>x</rs> <name type='event'>x</name>", "auto", Kind.EVENT, ("name", (("type", "event"),))),
    ],
)
def test_elements(body: str, names: Names, kind: Kind, expected: tuple[str, tuple[tuple[str, str], ...]]) -> None:
    proposed = {
        Kind.PERSON: ("persName", ()), Kind.PLACE: ("placeName", ()), Kind.EVENT: ("name", (("type", "event"),)),
        Kind.DOCUMENT: ("name", (("type", "document"),)),
    }  # fmt: skip
    assert conventions(tei(body), names).element(kind, *proposed[kind]) == expected


def test_what_is_no_name_stays() -> None:
    found = conventions(tei("<rs type='pers'>x</rs>"))
    assert found.element(Kind.DATE, "date", (("when", "1919"),)) == ("date", (("when", "1919"),))
    assert found.element(Kind.PERSON, "rs", (("type", "person"),)) == ("rs", (("type", "person"),))
