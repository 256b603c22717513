"""The Schematron rules of the schema: each is seen to speak where it should, and to be silent where it should not."""

# ruff: noqa: E501 (a table of examples)
from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from matbaa.document import parse
from matbaa.validate.rule_store import Rules, compile_rules
from matbaa.validate.schematron import check

SCHEMA = Path(__file__).parent.parent / "schema"
SCH = "{http://purl.oclc.org/dsdl/schematron}"
DOCUMENT = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
<titleStmt><title>A text</title><respStmt xml:id="editor"><resp>edited by</resp><name>Somebody</name></respStmt></titleStmt>
<publicationStmt><p>Not published.</p></publicationStmt><sourceDesc><p>Made up.</p></sourceDesc></fileDesc>
<profileDesc><langUsage><language ident="tr">Turkish</language></langUsage></profileDesc>{header}</teiHeader>
<standOff>{lists}</standOff>
<text><body>{body}</body></text></TEI>"""


def person(inside: str) -> str:
    """A list with a person of whom `inside` is said."""
    return f'<listPerson><person xml:id="a"><persName type="preferred">A</persName>{inside}</person></listPerson>'


# where the words stand: in the header, in a list beside the text, as divisions, or in a paragraph of the text
RIGHT = {
    "header": ['<revisionDesc><change when="2025-02-01" who="#editor">b</change>'
               '<change when="2025-01-01" who="#editor">a</change></revisionDesc>'],
    "lists": [
        person('<idno type="wikidata">Q5152</idno><idno type="gnd">118509403</idno>'),
        "<listPlace><place xml:id='b' type='settlement'><placeName type='preferred'>B</placeName>"
        "<location><geo>39.75 37.01</geo></location></place></listPlace>",
        '<listEvent><event xml:id="c" when="1919"><eventName type="preferred">C</eventName></event></listEvent>',
    ],
    "body": [
        '<div type="section" n="1"><head>1. Giriş</head><p xml:id="p1">a</p></div>',
        '<div type="poem"><lg><l>a</l></lg></div>',
        '<div type="section"><head>a</head><p xml:id="p1"><pb n="3"/>a<pb n="4"/></p></div>',
    ],
    "words": [
        '<persName ref="persons.xml#a">A</persName>',
        '<date from="1919" to="1920">a</date> <date notBefore="1919-05" notAfter="1919-06">b</date>',
        '<bibl><ref target="works.xml#tak2005">Tak, 2005</ref>, <citedRange unit="page" from="302" to="303">s. 302-303</citedRange></bibl>',
        '<choice><sic>a</sic><corr resp="#editor">b</corr></choice><note type="editorial" resp="#editor">b</note>',
        '<foreign xml:lang="tr">a</foreign> <name type="document" ref="#n">b</name>',
    ],
}  # fmt: skip
WRONG = [
    ("resp-in-header", "words", '<corr resp="#nobody">a</corr>'),
    ("dating-combination", "words", '<date when="1919" from="1919">a</date>'),
    ("dating-combination", "words", '<date from="1919" notBefore="1919">a</date>'),
    ("dating-combination", "words", '<date to="1919" notAfter="1919">a</date>'),
    ("dating-order", "words", '<date from="1920" to="1919">a</date>'),
    ("dating-order", "words", '<date notBefore="1920-05-02" notAfter="1920-05-01">a</date>'),
    ("title-empty", "words", "<title/>"),
    ("idno-form", "lists", person('<idno type="wikidata"> </idno>')),
    *(
        ("idno-form", "lists", person(f'<idno type="{kind}">{text}</idno>'))
        for kind in ("wikidata", "doi", "url")
        for text in ("x?", "https//example.org/1" if kind == "url" else "https://example.org/1")
    ),
    ("quotation-says-something", "header", "<encodingDesc><editorialDecl><quotation/></editorialDecl></encodingDesc>"),
    ("changes-in-order", "header", '<revisionDesc><change when="2024-01-01" who="#editor">a</change>'
                                   '<change when="2025-01-01" who="#editor">b</change></revisionDesc>'),
    ("change-who", "header", '<revisionDesc><change when="2024-01-01" who="#nobody">a</change></revisionDesc>'),
    ("language-declared", "words", '<foreign xml:lang="fr">a</foreign>'),
    ("div-head", "body", '<div type="section"><p xml:id="p1">a</p></div>'),
    ("div-head", "body", '<div type="abstract"><p xml:id="p1">a</p></div>'),
    ("div-number", "body", '<div type="section"><head>2. A</head><p xml:id="p1">a</p></div>'),
    ("head-empty", "body", '<div type="section"><head> </head><p xml:id="p1">a</p></div>'),
    ("p-empty", "body", '<div type="poem"><p xml:id="p1"> </p></div>'),
    ("p-id", "body", '<div type="poem"><p>a</p></div>'),
    ("p-in-p", "words", "<stage><hi rend='bold'><note><seg>a</seg></note></hi><q><quote>b</quote></q></stage><seg><p>a</p></seg>"),
    ("page-order", "words", '<pb n="3"/>a<pb n="3"/>'),
    ("page-order", "words", '<pb n="3"/>a<pb n="5"/>'),
    ("quote-empty", "words", "<quote/>"),
    ("cit-pair", "words", "<cit><quote>a</quote></cit>"),
    ("pointer-target", "words", "<ref>a</ref>"),
    ("pointer-target", "words", '<ptr target="works.xml#"/>'),
    ("editorial-note", "words", '<note type="editorial">a</note>'),
    ("editorial-note", "words", '<note type="editorial" resp="#editor"/>'),
    ("figure-described", "words", '<figure><graphic url="a.png"/></figure>'),
    ("lg-lines", "words", "<lg><head>a</head></lg>"),
    ("choice-differs", "words", '<choice><sic>a</sic><corr resp="#editor">a</corr></choice>'),
    *((f"{name}-ref", "words", f"<{name}>a</{name}>") for name in ("persName", "placeName", "orgName")),
    *((f"{name}-ref", "words", f'<{name} ref="#a"/>') for name in ("persName", "placeName", "orgName")),
    ("name-ref", "words", '<name type="event">a</name>'),
    ("name-ref", "words", '<name type="event" ref="#a"/>'),
    ("name-type", "words", '<name ref="#a">a</name>'),
    ("rs-ref", "words", '<rs type="person">a</rs>'),
    ("rs-ref", "words", '<rs type="person" ref="#a"/>'),
    ("date-dated", "words", "<date>a</date>"),
    ("citation-target", "words", "<bibl>Tak, 2005</bibl>"),
    ("citation-target", "lists", "<listBibl><bibl>a</bibl></listBibl>"),
    ("citedRange-in-bibl", "words", '<citedRange unit="page">a</citedRange>'),
    ("citedRange-in-bibl", "words", '<bibl><ref target="#a">a</ref><citedRange unit="page" to="3">a</citedRange></bibl>'),
    ("citedRange-in-bibl", "words", '<bibl><ref target="#a">a</ref><citedRange unit="page" from="134" to="5">a</citedRange></bibl>'),
    ("authority-id", "lists", '<listPerson><person><persName type="preferred">A</persName></person></listPerson>'),
    ("authority-id", "lists", '<listPerson><person xml:id="Çelik"><persName type="preferred">A</persName></person></listPerson>'),
    ("person-preferred", "lists", '<listPerson><person xml:id="a"><persName>A</persName></person></listPerson>'),
    ("place-preferred", "lists", '<listPlace><place xml:id="a"><placeName>A</placeName></place></listPlace>'),
    ("geo-range", "lists", '<listPlace><place xml:id="a"><placeName type="preferred">A</placeName>'
                           "<location><geo>91 0</geo></location></place></listPlace>"),
    ("geo-range", "lists", '<listPlace><place xml:id="a"><placeName type="preferred">A</placeName>'
                           "<location><geo>0 -181.5</geo></location></place></listPlace>"),
    ("org-preferred", "lists", '<listOrg><org xml:id="a"><orgName>A</orgName></org></listOrg>'),
    ("event-preferred", "lists", '<listEvent><event xml:id="a" when="1919"><eventName>A</eventName></event></listEvent>'),
    ("event-dated", "lists", '<listEvent><event xml:id="a"><eventName type="preferred">A</eventName></event></listEvent>'),
    ("relation-parts", "lists", '<listPerson><listRelation><relation name="a"/></listRelation></listPerson>'),
    ("relation-parts", "lists", '<listPerson><listRelation><relation name="a" active="#a" passive="#b" mutual="#c"/></listRelation></listPerson>'),
]  # fmt: skip


@pytest.fixture(scope="module")
def rules() -> Rules:
    return compile_rules(SCHEMA / "matbaa.sch")


def findings(rules: Rules, place: str, words: str) -> dict[str, list[str]]:
    """What the rules say of the words at their place: messages by pattern."""
    if place == "words":
        place, words = "body", f'<div type="poem"><p xml:id="p1">{words}</p></div>'
    slots = {"header": "", "lists": "", "body": "", place: words}
    said: dict[str, list[str]] = {}
    for finding in check(parse(DOCUMENT.format(**slots).encode(), "x.xml"), rules):
        said.setdefault((finding.see or "").split("#")[-1], []).append(finding.message)
    return said


@pytest.mark.parametrize(("pattern", "place", "words"), WRONG)
def test_what_is_wrong_is_told(rules: Rules, pattern: str, place: str, words: str) -> None:
    assert pattern in findings(rules, place, words)


@pytest.mark.parametrize(("place", "words"), [(place, words) for place, list_ in RIGHT.items() for words in list_])
def test_what_is_right_is_not_told(rules: Rules, place: str, words: str) -> None:
    assert findings(rules, place, words) == {}


def test_names_that_are_no_mentions_need_no_ref(rules: Rules) -> None:
    name = "<persName>Tak</persName>"
    for words in (
        f'<bibl><ref target="#a">{name}</ref></bibl>',
        f'<note type="editorial" resp="#editor">{name}</note>',
    ):
        assert findings(rules, "words", words) == {}


def test_every_message_is_seen(rules: Rules) -> None:
    said = [
        message
        for _, place, words in WRONG
        for messages in findings(rules, place, words).values()
        for message in messages
    ]
    for test in etree.parse(SCHEMA / "matbaa.sch").iter(f"{SCH}assert", f"{SCH}report"):
        parts = [test.text or "", *(child.tail or "" for child in test)]
        pattern = re.compile(".*".join(re.escape(" ".join(part.split())).join(("\\s*", "\\s*")) for part in parts))
        assert any(pattern.fullmatch(message) for message in said), pattern.pattern
