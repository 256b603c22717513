"""TEI without the tags of its names, dates and citations."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from matbaa.compare.measure import compare
from matbaa.document import TEI, Document, parse
from matbaa.transform import Options, built_in, transform

BODY = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title ref="#t">A <name>b</name></title>
</titleStmt></fileDesc></teiHeader><text><front><docDate><date when="1919">1919</date></docDate></front><body>
<p xml:id="p1">The <roleName>consul</roleName> <persName ref="#a"><forename>Anna</forename> <choice><sic>Smitth</sic>
<corr>Smith</corr></choice><note>or <persName>Smyth</persName></note></persName> of the <orgName>Bank of
<placeName>Smyrna</placeName></orgName>, <rs type="event">the <name type="place">Rome</name> treaty</rs>,
<date when="1920"><hi>1920</hi></date> (<bibl><ref target="#b">Lee, <date>1920</date></ref>,
<citedRange unit="page">p. 3</citedRange></bibl>; <ref type="bibr" target="#c">Ray</ref>), see
<ref target="#p1">above</ref><ptr target="#p1"/> and <title>Faust</title>,
<title ref="#w">Egmont</title>.<pb n="2"/></p>
<cit><quote>words</quote><bibl>Lee <date>1921</date></bibl></cit>
<listPerson><person xml:id="a"><persName>Anna Smith</persName></person></listPerson>
<listBibl><bibl xml:id="b"><author><persName>Lee</persName></author> <date>1920</date></bibl></listBibl>
</body></text></TEI>"""


def untagged(document: Document, kinds: str | None = None) -> Document:
    options = Options(parameters={"kinds": kinds} if kinds else {})
    return parse(transform(document, built_in("untagged"), options).data, document.name, document.path)


def test_only_tags_of_names_dates_and_citations_go() -> None:
    document = parse(BODY.encode(), "text.xml")
    bare = untagged(document)
    assert "".join(map(str, bare.root.itertext())) == "".join(map(str, document.root.itertext()))
    (paragraph,) = bare.root.iter(f"{{{TEI}}}p")
    assert [etree.QName(node).localname for node in paragraph.iter()] == (
        "p choice sic corr note hi ref ptr title pb".split()
    )
    header, bare_header = (etree.tostring(one.root[0]) for one in (document, bare))
    assert header == bare_header
    for name in ("cit", "listPerson", "listBibl"):
        one, other = (etree.tostring(next(found.root.iter(f"{{{TEI}}}{name}"))) for found in (document, bare))
        assert one == other


@pytest.mark.parametrize("kind", ["citations", "dates", "persons", "places", "orgs", "events", "documents"])
def test_one_kind_alone_goes(kind: str, root: Path) -> None:
    path = root / "tests" / "cases" / "edition" / "tei" / "mektup.xml"
    for document in (parse(BODY.encode(), "text.xml"), parse(path.read_bytes(), "mektup.xml", path)):
        figures = compare(untagged(document, kind), document).figures
        for other, found in figures.items():
            if other != kind:
                assert found.f1() == 1, other
            elif found.reference:
                # a bibl in a cit has to stay
                assert found.found == (1 if kind == "citations" and document.name == "text.xml" else 0)


def test_the_edition_without_its_tags(root: Path) -> None:
    path = next((root / "tei").glob("*.xml"))
    document = parse(path.read_bytes(), path.name, path)
    bare = untagged(document)
    assert "".join(map(str, bare.root.itertext())) == "".join(map(str, document.root.itertext()))
    compared = compare(bare, document)
    assert compared.only_file == compared.only_reference == 0
    assert all(
        found.found == 0 for kind, found in compared.figures.items() if kind not in ("quotes", "corrections", "notes")
    )
