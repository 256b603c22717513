"""Tags put into files as text: nothing else changes by a byte."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from matbaa.document import TEI, Document, parse, read
from matbaa.encode.accept import accept
from matbaa.encode.content import may_hold, may_stand
from matbaa.encode.conventions import Conventions
from matbaa.encode.edit import Insertion, NewTag, inserted
from matbaa.encode.model import Kind, Part, Proposal, Span
from matbaa.encode.passages import Reading, read_passages
from matbaa.encode.settle import Settled, chosen, settle
from matbaa.encode.source import Source
from matbaa.encode.tagging import tag
from matbaa.finding import CannotRun
from tests.random_tei import RandomText

if TYPE_CHECKING:
    from collections.abc import Sequence

PATH = Path("/edition/text.xml")
APPLICATION = f'<application xml:id="matbaa" ident="matbaa" version="{version("matbaa")}">'
HOSTILE = Path(__file__).parent / "hostile"
HEADER = "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc></teiHeader>"


def tei(body: str, before: str = "", header: str = HEADER) -> Document:
    return parse(f'{before}<TEI xmlns="{TEI}">{header}<text>{body}</text></TEI>'.encode(), "text.xml", PATH)


def proposals(
    reading: Reading, words: Sequence[str], kind: Kind = Kind.PERSON, element: str = "persName"
) -> list[Proposal]:
    """A proposal for each place where the words stand."""
    found = []
    for number, passage in enumerate(reading.passages):
        for wanted in words:
            at = passage.text.find(wanted)
            while at >= 0:
                found.append(Proposal(kind, number, Span(at, at + len(wanted)), element))
                at = passage.text.find(wanted, at + 1)
    return found


def tagged(
    document: Document, words: Sequence[str], kind: Kind = Kind.PERSON, element: str = "persName"
) -> tuple[bytes, Settled]:
    source, reading = Source(document), read_passages(document)
    settled = settle(proposals(reading, words, kind, element), reading, source)
    done = tag(document, source, settled.placed, Conventions(reading), accepted=settled.placed)
    return done.data, settled


@pytest.mark.parametrize(
    ("body", "words", "expected"),
    [
        ("<p>Then Ali came</p>", ["Ali"], "<p>Then <N>Ali</N> came</p>"),
        ("<p>Ali</p>", [" Ali "], "<p>Ali</p>"),
        ("<p> Mustafa\n  Kemal </p>", ["Mustafa Kemal"], "<p> <N>Mustafa\n  Kemal</N> </p>"),
        # elements inside, and at the edges
        ("<p>Mus<lb break='no'/>tafa <hi>Kemal</hi></p>", ["Mustafa Kemal"],
         "<p><N>Mus<lb break='no'/>tafa <hi>Kemal</hi></N></p>"),
        ("<p><hi>Mustafa <q>Kemal</q></hi></p>", ["Mustafa Kemal"], "<p><hi><N>Mustafa <q>Kemal</q></N></hi></p>"),
        ("<p><hi>Mustafa</hi> Kemal</p>", ["Mustafa Kemal"], "<p><N><hi>Mustafa</hi> Kemal</N></p>"),
        ("<p><w>Ali</w> <w>Bey</w></p>", ["Ali Bey"], "<p><N><w>Ali</w> <w>Bey</w></N></p>"),
        ("<p><w>Ali</w></p>", ["Ali"], "<p><N><w>Ali</w></N></p>"),
        ("<p>a <pb/>Ali<pb/> b</p>", ["Ali"], "<p>a <pb/><N>Ali</N><pb/> b</p>"),
        # what a boundary would cut stays untagged
        ("<p><hi>see Mustafa</hi> Kemal</p>", ["Mustafa Kemal"], None),
        ("<p>Mustafa <emph>Kemal now</emph></p>", ["Mustafa Kemal"], None),
        ("<p><w>Alis</w></p>", ["Ali"], None),
        # a choice is one thing
        ("<p><choice><sic>Al</sic><corr>Ali</corr></choice> Bey</p>", ["Ali Bey"],
         "<p><N><choice><sic>Al</sic><corr>Ali</corr></choice> Bey</N></p>"),
        ("<p><choice><sic>Al</sic><corr>Ali</corr></choice></p>", ["Ali"],
         "<p><N><choice><sic>Al</sic><corr>Ali</corr></choice></N></p>"),
        ("<p><choice><sic>x</sic><corr>see Ali there</corr></choice></p>", ["Ali"],
         "<p><choice><sic>x</sic><corr>see <N>Ali</N> there</corr></choice></p>"),
        ("<p>I <app><lem>Ali</lem><rdg>Al</rdg></app></p>", ["Ali"],
         "<p>I <N><app><lem>Ali</lem><rdg>Al</rdg></app></N></p>"),
        # notes, comments, instructions
        ("<p>Mustafa<note>so Ali</note> Kemal</p>", ["Mustafa Kemal", "Ali"],
         "<p><N>Mustafa<note>so <N>Ali</N></note> Kemal</N></p>"),
        ("<p>A<!-- < -->l<?x y?>i</p>", ["Ali"], "<p><N>A<!-- < -->l<?x y?>i</N></p>"),
        # references and sections
        ("<p>&#x130;zmir &amp; Ali</p>", ["İzmir", "& Ali"], "<p><N>&#x130;zmir</N> <N>&amp; Ali</N></p>"),
        ("<p><![CDATA[Ali]]> <![CDATA[see Veli]]></p>", ["Ali", "Veli"],
         "<p><N><![CDATA[Ali]]></N> <![CDATA[see Veli]]></p>"),
        # what is tagged is left alone
        ("<p><date when = '1919'>1919</date> Ali</p>", ["1919", "1919 Ali"], None),
        ("<p><persName\n ref='#a'>Ali</persName> Bey, Ali</p>", ["Ali Bey", "Ali"],
         "<p><persName\n ref='#a'>Ali</persName> Bey, <N>Ali</N></p>"),
        # no place for a name
        ("<p><code>Ali</code></p>", ["Ali"], None),
        ("<sp><speaker>Ali</speaker></sp>", ["Ali"], "<sp><speaker><N>Ali</N></speaker></sp>"),
    ],
)  # fmt: skip
def test_where_tags_stand(body: str, words: list[str], expected: str | None) -> None:
    document = tei(f"<body>{body}</body>")
    data, settled = tagged(document, words)
    wanted = body if expected is None else expected.replace("<N>", "<persName>").replace("</N>", "</persName>")
    assert data == document.data.replace(body.encode(), wanted.encode())
    for finding in settled.findings:
        assert finding.code == "MBE004"
        assert finding.line == 1


def test_entities_that_bring_tags() -> None:
    before = f"<!DOCTYPE TEI [<!ENTITY mk 'Mustafa Kemal'> <!ENTITY p '<hi xmlns=\"{TEI}\">Ali</hi> Bey'>]>"
    document = tei("<body><p>&mk; and &mk; Bey, &p;, Ali &p;</p></body>", before)
    data, settled = tagged(document, ["Mustafa Kemal", "Mustafa Kemal Bey", "Ali", "Ali Bey", "Ali Ali Bey"])
    expected = "<p><persName>&mk;</persName> and <persName>&mk; Bey</persName>, &p;, Ali &p;</p>"
    assert data == document.data.replace(b"<p>&mk; and &mk; Bey, &p;, Ali &p;</p>", expected.encode())
    assert len(settled.findings) == 2
    (data, _) = tagged(document, ["Kemal", "Mustafa"])
    assert data == document.data


@pytest.mark.parametrize(
    ("encoding", "newline"), [("utf-8-sig", "\r\n"), ("utf-16", "\n"), ("iso-8859-9", "\r"), ("utf-16-be", "\r\n")]
)
def test_encodings_and_line_ends(encoding: str, newline: str) -> None:
    name = {"utf-8-sig": "UTF-8", "utf-16-be": "UTF-16"}.get(encoding, encoding)
    text = (
        f'<?xml version="1.0" encoding="{name}"?>\n<t:TEI xmlns:t="{TEI}">\n  <t:teiHeader>\n    <t:fileDesc/>\n'
        "  </t:teiHeader>\n<t:text>\n<t:p>{}Şişli{}</t:p></t:text></t:TEI>\n"
    ).replace("\n", newline)
    document = parse(text.format("", "").encode(encoding), "text.xml", PATH)
    source, reading = Source(document), read_passages(document)
    settled = settle(proposals(reading, ["Şişli"], Kind.PLACE, "placeName"), reading, source)
    done = tag(document, source, settled.placed, Conventions(reading))
    header = (
        "<t:fileDesc/>\n    <t:encodingDesc>\n      <t:appInfo>\n        "
        f"{APPLICATION.replace('<', '<t:')}\n          <t:label>Matbaa</t:label>\n        </t:application>\n"
        "      </t:appInfo>\n"
        "    </t:encodingDesc>"
    ).replace("\n", newline if newline == "\r\n" else "\n")
    expected = text.format('<t:placeName cert="high" resp="#matbaa">', "</t:placeName>").replace(
        "<t:fileDesc/>", header
    )
    assert done.data == expected.encode(encoding)


def test_citations_come_first_then_the_longest() -> None:
    document = tei("<body><p>(Atatürk, 1970, s. 3) in Ankara hükümeti 1970</p></body>")
    source, reading = Source(document), read_passages(document)
    citation = Proposal(
        Kind.CITATION, 0, Span(1, 20), "bibl", cert="low",
        parts=(
            Part(Span(1, 14), "ref", targets=(("/edition/w.xml", "ataturk1970"),), pointer="target"),
            Part(Span(16, 20), "citedRange", (("unit", "page"), ("from", "3"), ("to", "3"))),
        ),
    )  # fmt: skip
    body = Proposal(
        Kind.ORG, 0, Span(25, 40), "orgName", targets=(("/edition/o.xml", "ankara"),), cert="medium",
        parts=(Part(Span(25, 31), "placeName", targets=(("/edition/a b/p.xml", "ankara"),), kind=Kind.PLACE),),
    )  # fmt: skip
    others = [
        Proposal(Kind.PERSON, 0, Span(1, 8), "persName"),
        *proposals(reading, ["1970"], Kind.DATE, "date"),
        *proposals(reading, ["Ankara"], Kind.PLACE, "placeName"),
    ]
    settled = settle([*others, body, citation], reading, source)
    done = tag(document, source, settled.placed, Conventions(reading), accepted=settled.placed)
    place = '<placeName ref="a%20b/p.xml#ankara">Ankara</placeName>'
    assert done.data.decode().partition("<p>")[2].partition("</p>")[0] == (
        '(<bibl><ref target="w.xml#ataturk1970">Atatürk, 1970</ref>, '
        '<citedRange unit="page" from="3" to="3">s. 3</citedRange></bibl>) '
        f'in <orgName ref="o.xml#ankara">{place} hükümeti</orgName> <date>1970</date>'
    )
    only = chosen(settled, {Kind.PLACE})
    done = tag(document, source, only.placed, Conventions(reading), accepted=only.placed)
    assert done.data == document.data.replace(b"Ankara", place.encode())


def test_a_longer_name_may_hold_one_that_is_tagged() -> None:
    document = tei("<body><p>in <placeName>Ankara</placeName> hükümeti</p></body>")
    data, _ = tagged(document, ["Ankara hükümeti"], Kind.ORG, "orgName")
    assert b"in <orgName><placeName>Ankara</placeName> h\xc3\xbck\xc3\xbcmeti</orgName>" in data
    data, _ = tagged(document, ["Ankara hükümeti"], Kind.PLACE, "placeName")
    assert data == document.data


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_random_tags_in_random_texts(random: Random) -> None:
    """The text is as it was, and so is the tree, apart from the new elements: an edit proves that, or refuses."""
    document = tei(RandomText(random).body())
    source, reading = Source(document), read_passages(document)
    found = []
    for number, passage in enumerate(reading.passages):
        for _ in range(3):
            begin = random.randrange(len(passage.text))
            span = Span(begin, begin + random.randint(1, 12))
            kind, element = random.choice(
                [(Kind.PERSON, "persName"), (Kind.CITATION, "bibl"), (Kind.DATE, "date"), (Kind.ORG, "orgName")]
            )
            middle = random.randint(span.begin, span.end)
            parts = tuple(
                Part(inner, "ref", targets=(("/x.xml", "y"),), pointer="target")
                for inner in (Span(span.begin, middle), Span(middle, span.end))
                if inner.begin < inner.end <= len(passage.text)
            )
            found.append(Proposal(kind, number, span, element, parts=parts))
    settled = settle(found, reading, source)
    done = tag(document, source, settled.placed, Conventions(reading))
    assert (
        "".join(done.root.itertext()).replace("Matbaa", "", 1) == "".join(document.root.itertext())
        or not settled.placed
    )
    new = [node for node in done.root.iter() if node.get("resp") == "#matbaa"]
    assert len(new) == len(settled.placed)
    for node in new:
        parent = node.getparent()
        assert parent is not None
        assert may_stand(etree.QName(node).localname, str(parent.tag))
    # accepting what was written is as if it had been accepted at once
    info = f"<encodingDesc><appInfo>{APPLICATION}<label>Matbaa</label></application></appInfo></encodingDesc>"
    at_once = tag(document, source, settled.placed, Conventions(reading), accepted=settled.placed)
    assert accept(done)[0].data.replace(info.encode(), b"") == at_once.data
    # what is tagged is closed: nothing of it is proposed again
    again = read_passages(done)
    assert [one.text for one in again.passages] == [one.text for one in reading.passages]
    for one in settled.placed:
        assert any(closed.holds(one.proposal.span) for closed in again.passages[one.proposal.passage].closed)


@pytest.mark.parametrize("path", sorted(HOSTILE.glob("*.xml")), ids=lambda path: path.name)
def test_hostile_files(path: Path) -> None:
    try:
        document = read(path)
    except CannotRun:
        return
    source, reading = Source(document), read_passages(document)
    found = [Proposal(Kind.PERSON, n, Span(0, len(one.text)), "persName") for n, one in enumerate(reading.passages)]
    settled = settle(found, reading, source)
    done = tag(document, source, settled.placed, Conventions(reading), accepted=settled.placed)
    assert len(list(done.root.iter())) == len(list(document.root.iter())) + len(settled.placed)


def test_an_edit_that_would_change_more_is_refused() -> None:
    document = tei("<body><p>Ali</p></body>")
    source = Source(document)
    at = source.utf8.index(b"Ali")
    with pytest.raises(CannotRun, match="would differ") as refused:
        inserted(document, source, [], [Insertion(at, "", "<hi/>text")])
    assert refused.value.findings[0].code == "MBE002"
    with pytest.raises(CannotRun, match="could not be read"):
        inserted(document, source, [NewTag(at, at - 1, "persName")])
    with pytest.raises(CannotRun, match="would differ"):
        inserted(document, source, [], [Insertion(at, "x", "<hi/>")])


def test_what_tei_lets_stand_where(reference: Path) -> None:
    """The lists of `content` are those of tei_all."""
    children = _content_models(reference / "tei_all.rng")
    names = ["persName", "placeName", "orgName", "name", "rs", "date", "ref"]
    for parent, found in children.items():
        tag_ = f"{{{TEI}}}{parent}"
        for name in names:
            assert not may_stand(name, tag_) or name in found, (name, parent)
        assert may_stand("persName", tag_) <= ("persName" in found)
        assert not may_stand("bibl", tag_) or "bibl" in found
        assert not may_stand("citedRange", tag_) or "citedRange" in found
    for name in (*names, "bibl", "citedRange"):
        assert all(child in children[name] for child in children if may_hold(name, f"{{{TEI}}}{child}"))
    for parent in ("p", "head", "l", "item", "cell", "note", "hi", "emph", "quote", "q", "seg", "corr"):
        assert all(may_stand(name, f"{{{TEI}}}{parent}") for name in (*names, "bibl"))


def _content_models(path: Path) -> dict[str, set[str]]:
    rng = "{http://relaxng.org/ns/structure/1.0}"
    root = etree.parse(path).getroot()
    defined: dict[str, list[etree._Element]] = {}
    for define in root.iter(f"{rng}define"):
        defined.setdefault(define.get("name", ""), []).append(define)

    def collect(node: etree._Element, seen: set[str], found: set[str]) -> None:
        for child in node.iterchildren(f"{rng}*"):
            if child.tag == f"{rng}element":
                found.add(child.get("name", ""))
            elif child.tag == f"{rng}ref" and child.get("name", "") not in seen:
                seen.add(child.get("name", ""))
                for define in defined[child.get("name", "")]:
                    collect(define, seen, found)
            elif child.tag != f"{rng}attribute":
                collect(child, seen, found)

    models: dict[str, set[str]] = {}
    for element in root.iter(f"{rng}element"):
        collect(element, set(), models.setdefault(element.get("name", ""), set()))
    return models
