"""Schematron beside the golden cases: embedded rules, what strangers' rules may not do, what is kept, and places."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from matbaa.document import Document, parse
from matbaa.finding import CannotRun, Finding
from matbaa.validate.rule_compiler import Generated, generate
from matbaa.validate.rule_places import Places
from matbaa.validate.rule_store import Rules, compile_rules, has_rules, open_rules
from matbaa.validate.schematron import check

if TYPE_CHECKING:
    from matbaa.validate.rule_files import RuleFiles

TEI = "http://www.tei-c.org/ns/1.0"
SCH = "http://purl.oclc.org/dsdl/schematron"
ROOT = Path(__file__).parents[1]
REFERENCE = Path(os.environ.get("MATBAA_REFERENCE", ROOT.parent / "shared" / "reference"))
TEXT = f'<TEI xmlns="{TEI}"><p n="one">x</p>\n<p n="2" when="x">y</p></TEI>'


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("MATBAA_CACHE", str(folder))
    return folder


def schema(content: str) -> str:
    return (
        f'<schema xmlns="{SCH}" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" queryBinding="xslt3">'
        f'<ns prefix="tei" uri="{TEI}"/>{content}</schema>'
    )


def rule(content: str, context: str = "tei:p") -> str:
    return f'<pattern><rule context="{context}">{content}</rule></pattern>'


def written(folder: Path, content: str, name: str = "rules.sch") -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, "utf-8")
    return file


def findings(file: Path, text: str = TEXT, *, phase: str | None = None, trusted: bool = True) -> list[Finding]:
    document = parse(text.encode(), "text.xml", file.parent / "text.xml")
    return list(check(document, compile_rules(file, file.name, phase, trusted)))


def told(file: Path, text: str = TEXT) -> list[tuple[int | None, str]]:
    return sorted((finding.line, finding.message) for finding in findings(file, text))


# --- rules in other schemas


def odd(specs: str) -> str:
    body = f'<text><body><schemaSpec ident="s">{specs}</schemaSpec></body></text>'
    return f'<TEI xmlns="{TEI}" xmlns:sch="{SCH}">{body}</TEI>'


def constraint(content: str, attributes: str = "") -> str:
    start = f'<constraintSpec ident="c" scheme="schematron" {attributes}>'
    return f"{start}<constraint>{content}</constraint></constraintSpec>"


def test_rules_of_an_odd(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        odd(
            '<classSpec ident="att.x" type="atts">'
            + constraint('<sch:report test="@when">Member of a class.</sch:report>')
            + '</classSpec><elementSpec ident="p" mode="change"><classes><memberOf key="att.x"/></classes>'
            + constraint("<sch:assert test=\"@n = '2'\">Bare.</sch:assert>")
            + constraint('<sch:assert test="false()">Deleted.</sch:assert>', 'mode="delete"')
            + constraint(
                '<sch:rule context="tei:p[@when]"><sch:report test="true()">In a rule.</sch:report></sch:rule>'
            )
            + '<attList><attDef ident="when">'
            + constraint("<sch:report test=\". = 'x'\">Of the attribute.</sch:report>")
            + "</attDef></attList>"
            + f"<exemplum>{odd(constraint('<sch:rule/>'))}</exemplum>"
            + "</elementSpec>"
        ),
        "edition.odd",
    )
    assert has_rules(file)
    assert told(file) == [(1, "Bare."), (2, "In a rule."), (2, "Member of a class."), (2, "Of the attribute.")]
    of_attribute = next(finding for finding in findings(file) if finding.message == "Of the attribute.")
    assert (of_attribute.line, of_attribute.column) == (2, 10)


def test_an_odd_without_rules(tmp_path: Path) -> None:
    file = written(tmp_path, odd('<elementSpec ident="p" mode="change"/>'), "edition.odd")
    assert not has_rules(file)
    assert told(file) == []


def test_a_bare_assert_that_belongs_to_nothing(tmp_path: Path) -> None:
    file = written(tmp_path, odd(constraint('<sch:assert test="1"/>')), "edition.odd")
    with pytest.raises(CannotRun) as caught:
        compile_rules(file)
    assert "no rule that says where it applies" in caught.value.findings[0].message


def test_rules_in_a_grammar_that_another_takes_in(tmp_path: Path) -> None:
    start = f'<grammar xmlns="http://relaxng.org/ns/structure/1.0" xmlns:sch="{SCH}" xmlns:tei="{TEI}">'
    inner = f"""{start}<start><ref name="p"/></start>
<define name="p"><element name="p" ns="{TEI}"><sch:pattern>
  <sch:rule context="tei:p"><sch:report test="true()">Replaced.</sch:report></sch:rule></sch:pattern><text/>
</element></define>
<define name="q"><element name="q" ns="{TEI}"><sch:pattern>
  <sch:rule context="tei:p"><sch:report test="@when">Taken in.</sch:report></sch:rule></sch:pattern><text/>
</element></define>
</grammar>"""
    written(tmp_path, inner, "inner.rng")
    outer = written(
        tmp_path, f'{start}<include href="inner.rng"><define name="p"><text/></define></include></grammar>', "outer.rng"
    )
    assert has_rules(outer)
    assert told(outer) == [(2, "Taken in.")]
    assert [Path(path).name for path, _ in open_rules(outer).files] == ["outer.rng", "inner.rng"]


def test_rules_in_an_xsd(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:sch="{SCH}"><xs:annotation><xs:appinfo>'
        f'<sch:ns prefix="t" uri="{TEI}"/><sch:pattern><sch:rule context="t:p">'
        '<sch:report test="@when">Seen.</sch:report></sch:rule></sch:pattern></xs:appinfo></xs:annotation></xs:schema>',
        "s.xsd",
    )
    assert has_rules(file)
    assert told(file) == [(2, "Seen.")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("g.rng", '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><text/></start></grammar>'),
        ("g.rng", f'<grammar xmlns="http://relaxng.org/ns/structure/1.0" xmlns:s="{SCH}"><start/></grammar>'),
        ("g.rnc", f'namespace sch = "{SCH}"\nstart = text'),
        ("broken.rng", f"<grammar {SCH}"),
        ("other.xml", f'<x xmlns:sch="{SCH}"><sch:pattern/></x>'),
        ("text.xml", f'<TEI xmlns="{TEI}"><p>{SCH}</p></TEI>'),
    ],
)  # fmt: skip
def test_files_without_rules(tmp_path: Path, name: str, content: str) -> None:
    assert not has_rules(written(tmp_path, content, name))
    assert not has_rules(tmp_path / "none.rng")


# --- strangers' rules


@pytest.mark.parametrize(
    "test",
    [
        "string(doc('{secret}'))",
        "string(document('{secret}'))",
        "doc-available('{secret}')",
        "unparsed-text('{secret}')",
        "unparsed-text-available('{secret}')",
        "exists(unparsed-text-lines('{secret}'))",
        "exists(collection('{folder}?select=*.xml'))",
        "exists(uri-collection('{folder}'))",
        "exists(json-doc('{secret}'))",
        "environment-variable('PATH')",
        "exists(available-environment-variables())",
        "system-property('user.home')",
        "string(transform(map{{'stylesheet-location': '{sheet}', 'source-node': /}})?output)",
        "contains(parse-xml(concat('&lt;!DOCTYPE a [&lt;!ENTITY e SYSTEM &quot;{secret}&quot;>]>&lt;a>&amp;', "
        "'e;&lt;/a>')), 's3')",
    ],
)
def test_strangers_rules_see_nothing_but_the_text(tmp_path: Path, test: str) -> None:
    secret = written(tmp_path, "<secret>s3cret</secret>", "secret.xml")
    sheet = written(
        tmp_path,
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/">x'
        "</xsl:template></xsl:stylesheet>",
        "sheet.xsl",
    )
    expression = test.format(secret=secret.as_uri(), folder=tmp_path.as_uri(), sheet=sheet.as_uri())
    file = written(tmp_path, schema(rule(f'<report test="{expression}">reached</report>', "tei:TEI")))
    assert [found for found in findings(file, trusted=False) if found.message == "reached"] == []


@pytest.mark.parametrize(
    "content",
    [
        '<xsl:result-document href="{target}"><a/></xsl:result-document>',
        '<let name="x" value="1"/><xsl:variable name="y"><xsl:result-document href="{target}"/></xsl:variable>',
    ],
)
def test_strangers_rules_write_nothing(tmp_path: Path, content: str) -> None:
    target = tmp_path / "written.xml"
    body = content.format(target=target.as_uri()) + '<report test="true()">seen</report>'
    file = written(tmp_path, schema(rule(body)))
    with pytest.raises(CannotRun):
        compile_rules(file, trusted=False)
    assert not target.exists()


@pytest.mark.parametrize(
    "part", ['<include href="../part.sch"/>', '<xsl:include href="../part.xsl"/>', '<include href="%2e%2e/part.sch"/>']
)
def test_strangers_rules_stay_in_their_folder(tmp_path: Path, part: str) -> None:
    written(tmp_path, "<x/>", "part.sch")
    written(tmp_path, "<x/>", "part.xsl")
    file = written(tmp_path / "rules", schema(part + "<pattern/>"))
    with pytest.raises(CannotRun) as caught:
        open_rules(file, trusted=False)
    assert "outside the schema's folder" in caught.value.findings[0].message


def test_trusted_rules_read_files(tmp_path: Path) -> None:
    written(tmp_path, "<list><item>one</item></list>", "list.xml")
    file = written(
        tmp_path, schema(rule("<assert test=\"@n = doc('list.xml')//item\">not in the list</assert>").replace(
            "doc('list.xml')", "doc(resolve-uri('list.xml', base-uri(/)))"))
    )  # fmt: skip
    assert told(file) == [(2, "not in the list")]
    assert compile_rules(file).reads_more
    assert not compile_rules(written(tmp_path, schema(rule('<assert test="@n"/>')), "plain.sch")).reads_more


# --- what is kept


def test_what_was_generated_is_kept_until_a_file_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = rule('<report test="@when">old</report>').replace("<pattern", f'<pattern xmlns="{SCH}"')
    part = written(tmp_path, old, "part.sch")
    file = written(tmp_path, schema('<include href="part.sch"/>'))
    generated = []

    def counted(files: RuleFiles, phase: str | None) -> Generated:
        generated.append(phase)
        return generate(files, phase)

    monkeypatch.setattr("matbaa.validate.rule_store.generate", counted)
    first = findings(file)
    assert findings(file) == first
    assert (first[0].message, first[0].see, len(generated)) == ("old", "part.sch:1", 1)
    assert open_rules(file, file.name).generated is not None
    part.write_text(part.read_text().replace("old", "new"))
    assert [found.message for found in findings(file)] == ["new"]
    part.unlink()
    with pytest.raises(CannotRun):
        open_rules(file, file.name)
    assert len(generated) == 2


def test_phases_and_trust_are_kept_apart(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        schema(
            '<phase id="a"><active pattern="a"/></phase><phase id="b"><active pattern="b"/></phase>'
            '<pattern id="a"><rule context="tei:p[@when]"><report test="true()">a</report></rule></pattern>'
            '<pattern id="b"><rule context="tei:p[@when]"><report test="true()">b</report></rule></pattern>'
        ),
    )
    for _time in range(2):
        for phase, expected in (("a", ["a"]), ("b", ["b"]), (None, ["a", "b"])):
            assert sorted(found.message for found in findings(file, phase=phase)) == expected
            assert sorted(found.message for found in findings(file, phase=phase, trusted=False)) == expected
    assert open_rules(file).phases == ("a", "b")


def test_a_damaged_record_is_as_good_as_none(tmp_path: Path, own_cache: Path) -> None:
    file = written(tmp_path, schema(rule('<report test="@when">seen</report>')))
    before = told(file)
    kept = [path for path in own_cache.rglob("*") if path.is_file()]
    assert kept
    for path in kept:
        path.write_bytes(path.read_bytes()[:-20])
    assert told(file) == before


def test_rules_are_opened_without_saxon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def started(*_given: object, **_named: object) -> None:
        pytest.fail("Saxon was started")

    monkeypatch.setattr("matbaa.saxon.Saxon.__init__", started)
    file = written(tmp_path, schema('<phase id="a"/>' + rule('<assert test="@n"/>')))
    assert open_rules(file, phase="a").phases == ("a",)
    with pytest.raises(CannotRun) as caught:
        open_rules(file, phase="x")
    assert caught.value.findings[0].message == 'there is no phase with the id "x"; the schema has a'


# --- places


@st.composite
def trees(draw: st.DrawFn) -> str:
    def node(depth: int) -> str:
        kind = draw(st.sampled_from("eeeetcp"))
        if kind == "t":
            return draw(st.sampled_from(["x", "\n", " ş ", "&amp;"]))
        if kind == "c":
            return "<!--c-->"
        if kind == "p":
            return "<?p i?>"
        parts = "".join(node(depth + 1) for _ in range(draw(st.integers(0, 3)))) if depth < 4 else ""
        attributes = draw(st.sampled_from(["", ' a="1"', ' b="<"'.replace("<", "&lt;"), '\n xml:id="i"']))
        return f"<e{attributes}>{parts}</e>"

    inner = "".join(node(0) for _ in range(draw(st.integers(0, 4))))
    return f"<?before x?><!-- before --><e>{inner}</e><!-- after -->"


@pytest.fixture(scope="module")
def every_node(tmp_path_factory: pytest.TempPathFactory) -> Rules:
    file = written(
        tmp_path_factory.mktemp("rules"),
        f'<schema xmlns="{SCH}" queryBinding="xslt3"><pattern>'
        '<rule context="*|comment()|processing-instruction()|text()|@*">'
        '<report test="true()"><value-of select="path()"/></report></rule></pattern></schema>',
    )
    return compile_rules(file)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=trees())
def test_every_node_is_found_where_it_stands(every_node: Rules, text: str) -> None:
    document = parse(text.encode(), "t.xml")
    places = {found.message: (found.line, found.column) for found in check(document, every_node)}
    expected = set()
    for node in document.root.iter():
        expected.add(tuple(document.locate(node)))
        if isinstance(node.tag, str):
            expected.update(tuple(document.locate_attribute(node, str(name))) for name in node.attrib)
    texts = {tuple(document.locate_text(node, 0)) for node in document.texts()}
    inside = {path: place for path, place in places.items() if path.startswith("/Q{}e[1]")}
    assert {place for path, place in inside.items() if "/text()" not in path} == expected
    assert {place for path, place in inside.items() if "/text()" in path} == texts


@given(place=st.text(max_size=30))
def test_a_place_that_makes_no_sense_is_the_root(place: str) -> None:
    document = parse(b"<a><b/></a>", "t.xml")
    assert Places(document).find(place) in {(1, 1), (1, 4)}


def test_thousands_of_findings_in_one_element(tmp_path: Path) -> None:
    rules = compile_rules(written(tmp_path, schema(rule('<assert test="@n">no n</assert>'))))
    text = f'<TEI xmlns="{TEI}"><body>' + "<p>x</p>\n" * 10_000 + "</body></TEI>"
    document = parse(text.encode(), "wide.xml")
    begin = time.perf_counter()
    lines = [found.line for found in check(document, rules)]
    assert lines == list(range(1, 10_001))
    # paths would take half a minute
    assert time.perf_counter() - begin < 10


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        ("/", 1),
        ("*", 3),
        ("tei:p", 1),
        ("( tei:p | tei:hi )", 2),
        ("element(tei:p)", 1),
        ("tei:p[contains(., '[')]", 0),
        ("tei:p[contains(@n, ']')]/@n", 1),
        ("@n", 2),
        ("@*", 4),
        ("tei:hi/@n | tei:p", 2),
        ("@xml:id", 1),
        ("tei:p/@n/..", None),
        ("attribute(n)", 2),
        ("attribute::rend", 1),
        ("@n[. = '2']", 1),
        ("text()", 2),
        ("tei:hi/text()[. = 'x']", 1),
        ("comment()", 1),
        ("processing-instruction('go')", 1),
        ("node()", 7),
        (".[. instance of attribute()]", 4),
        ("$hi", 1),
        ("id('i')", 1),
        ("tei:p / text ( )", 1),
        ("tei:hi/@n|tei:hi/text()", 2),
    ],
)
def test_a_rule_fits_what_its_context_says(tmp_path: Path, context: str, expected: int | None) -> None:
    file = written(
        tmp_path,
        schema('<let name="hi" value="//tei:hi"/>' + rule('<report test="true()">seen</report>', context)),
    )
    text = f"""<TEI xmlns="{TEI}"><p n="a]">y<!--c--><?go on?><hi n="2" rend="b" xml:id="i">x</hi></p></TEI>"""
    if expected is None:
        with pytest.raises(CannotRun):
            compile_rules(file)
    else:
        assert len(findings(file, text)) == expected


# --- the rules of TEI


def _numbers(document: Document) -> int:
    return sum(1 for _ in document.root.iter(etree.Element))


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="TEI's own schemas are not there (MATBAA_REFERENCE)")
def test_the_grammar_of_tei_says_what_its_schematron_says() -> None:
    text = f"""<TEI xmlns="{TEI}"><text><body><p><date when="1919" notBefore="1918">x</date></p>
<lg><l><lg><l>x</l></lg></l></lg><p><ref target="#a" cRef="b">x</ref><s><s>y</s></s></p>
<list type="gloss"><item>x</item></list><relatedItem/></body></text></TEI>"""
    document = parse(text.encode(), "broken.xml")
    assert _numbers(document) > 10
    by_grammar, by_schema = (
        {(found.line, found.column, found.message) for found in check(document, compile_rules(REFERENCE / name))}
        for name in ("tei_all.rng", "tei_all.isosch")
    )
    assert len(by_schema) >= 5
    assert by_grammar == by_schema
    assert has_rules(REFERENCE / "tei_all.rng")
