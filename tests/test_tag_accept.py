"""Accepting tags of the machine: its marks go, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from matbaa.document import TEI, Document, parse
from matbaa.encode.accept import accept, unreviewed
from matbaa.encode.model import Cert, Kind

BODY = (
    "<p ><persName ref='#a'  cert = 'high' resp=\"#m\">Ali</persName> <!-- cert='high' -->\n"
    '<placeName\n\tresp="#editor #m" cert="low" ref="#b">Bor</placeName> &amp; <date resp="#editor" cert="low">x</date>'
    '<bibl cert="medium" resp="#m"><ref target="#w" cert="high">Tak</ref></bibl>'
    "<rs type='person' resp='#m'>he</rs> <q resp='#m' cert='high'>so</q></p>"
)


def tei(body: str) -> Document:
    header = (
        '<encodingDesc><appInfo><application xml:id="m" ident="matbaa" version="1"><label/></application></appInfo>'
    )
    text = f'<TEI xmlns="{TEI}"><teiHeader>{header}</encodingDesc></teiHeader><text>{body}</text></TEI>'
    return parse(text.encode(), "t.xml", Path("/x/t.xml"))


@pytest.mark.parametrize(
    ("kinds", "cert", "number", "changes"),
    [
        ((Kind.PERSON,), "high", 1, [("  cert = 'high' resp=\"#m\"", "")]),
        ((Kind.PERSON,), "low", 2, [("  cert = 'high' resp=\"#m\"", ""), (" resp='#m'>he", ">he")]),
        ((Kind.PLACE,), "medium", 0, []),
        ((Kind.PLACE,), "low", 1, [('\n\tresp="#editor #m" cert="low"', ' resp="#editor"')]),
        ((Kind.CITATION, Kind.DATE), "medium", 1, [(' cert="medium" resp="#m"', "")]),
    ],
)
def test_what_is_accepted(kinds: tuple[Kind, ...], cert: Cert, number: int, changes: list[tuple[str, str]]) -> None:
    document = tei(BODY)
    expected = document.data.decode()
    for before, after in changes:
        assert expected.count(before) == 1
        expected = expected.replace(before, after)
    edited, count = accept(document, kinds, cert)
    assert (edited.data.decode(), count) == (expected, number)


def test_what_is_not_accepted_yet() -> None:
    document = tei(BODY)
    assert [one.kind for one in unreviewed(document)] == [
        Kind.PERSON, Kind.PLACE, Kind.CITATION, Kind.PERSON, None,
    ]  # fmt: skip
    edited, count = accept(document)
    assert count == 5
    assert not list(unreviewed(edited))
    assert accept(edited) == (edited, 0)


def test_tags_of_another_machine_are_not_ours() -> None:
    data = tei(BODY).data.replace(b'ident="matbaa"', b'ident="another"')
    document = parse(data, "t.xml", Path("/x/t.xml"))
    assert accept(document) == (document, 0)
