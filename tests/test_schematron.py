"""The Schematron compiler: a folder of golden cases (schema.sch, input.xml, expected.txt), and what must be refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from matbaa.document import parse, read
from matbaa.finding import CannotRun, Finding, Severity
from matbaa.validate.rule_store import compile_rules
from matbaa.validate.schematron import check

CASES = Path(__file__).parent / "cases" / "schematron"
ROOT = Path(__file__).parents[1]
REFERENCE = Path(os.environ.get("MATBAA_REFERENCE", ROOT.parent / "shared" / "reference"))
TEI = "http://www.tei-c.org/ns/1.0"


def schema(content: str, attributes: str = 'queryBinding="xslt2"') -> str:
    return (
        f'<schema xmlns="http://purl.oclc.org/dsdl/schematron" {attributes}>\n'
        f'<ns prefix="tei" uri="{TEI}"/>\n{content}</schema>'
    )


def refusal(tmp_path: Path, content: str, phase: str | None = None) -> CannotRun:
    file = tmp_path / "rules.sch"
    file.write_text(content, "utf-8")
    with pytest.raises(CannotRun) as caught:
        compile_rules(file, "rules.sch", phase)
    return caught.value


def rendered(findings: list[Finding]) -> str:
    lines = []
    for found in findings:
        lines.append(f"{found.file}:{found.line}:{found.column}: {found.severity.label} {found.code} {found.message}\n")
        lines.extend(f"    {more}\n" for more in (found.hint, found.see and f"see {found.see}") if more)
    return "".join(lines)


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_case(case: str) -> None:
    folder = CASES / case
    rules = compile_rules(folder / "schema.sch", "schema.sch")
    findings = sorted(check(read(folder / "input.xml", "input.xml"), rules), key=lambda finding: finding.order)
    report = rendered(findings)
    if os.environ.get("MATBAA_ACCEPT"):
        (folder / "expected.txt").write_text(report, "utf-8")
    assert report == (folder / "expected.txt").read_text("utf-8")


def test_rules_embedded_in_a_grammar(tmp_path: Path) -> None:
    (tmp_path / "g.rng").write_text(
        f"""<grammar xmlns="http://relaxng.org/ns/structure/1.0" xmlns:sch="http://purl.oclc.org/dsdl/schematron">
  <sch:ns prefix="tei" uri="{TEI}"/>
  <sch:ns prefix="tei" uri="{TEI}"/>
  <start><element name="p" ns="{TEI}"><sch:pattern><sch:rule context="tei:p">
    <sch:assert id="in-pattern" test="@n">no n</sch:assert></sch:rule></sch:pattern>
    <sch:rule context="tei:p"><sch:report id="alone" test="true()">seen</sch:report></sch:rule><text/></element></start>
</grammar>""",
        "utf-8",
    )
    findings = list(check(parse(f'<p xmlns="{TEI}"/>'.encode(), "p.xml"), compile_rules(tmp_path / "g.rng")))
    assert sorted(finding.message for finding in findings) == ["no n", "seen"]


@pytest.mark.parametrize(
    ("phase", "expected"), [("quick", ["a"]), ("slow", ["b"]), ("#ALL", ["a", "b"]), (None, ["a", "b"])]
)
def test_phases(tmp_path: Path, phase: str | None, expected: list[str]) -> None:
    file = tmp_path / "rules.sch"
    file.write_text(
        schema(
            """<phase id="quick"><active pattern="a"/></phase><phase id="slow"><active pattern="b"/></phase>
<pattern id="a"><rule context="tei:p"><report id="a" test="true()">a</report></rule></pattern>
<pattern id="b"><rule context="tei:p"><report id="b" test="true()">b</report></rule></pattern>"""
        ),
        "utf-8",
    )
    findings = check(parse(f'<p xmlns="{TEI}"/>'.encode(), "p.xml"), compile_rules(file, phase=phase))
    assert sorted(finding.message for finding in findings) == expected


def test_an_unknown_phase_names_the_known_ones(tmp_path: Path) -> None:
    error = refusal(tmp_path, schema('<phase id="quick"/><pattern/>'), "quikc")
    assert error.findings[0].message == 'there is no phase with the id "quikc"; the schema has quick'


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ('<pattern>\n<rule context="tei:p">\n<assert test="count(">x</assert></rule></pattern>', 5, "count("),
        ('<pattern>\n<rule context="tei:p["><assert test="1">x</assert></rule></pattern>', 4, "tei:p["),
        (
            '<pattern><rule context="tei:p"><let\n name="x" value="nosuch()"/><assert test="$x"/></rule></pattern>',
            3,
            "nosuch",
        ),
        ('<pattern><rule context="tei:p"><assert test="$y">x</assert></rule></pattern>', 3, "y"),
        ('<pattern><rule context="x:p"><assert test="1">x</assert></rule></pattern>', 3, "x"),
        ('<pattern is-a="nothing"/>', 3, '"nothing"'),
        ('<pattern><rule context="tei:p"><extends rule="nothing"/></rule></pattern>', 3, '"nothing"'),
        (
            '<pattern><rule abstract="true" id="a"><extends rule="a"/></rule>'
            '<rule context="tei:p"><extends rule="a"/></rule></pattern>',
            3,
            "extends itself",
        ),
        ('<pattern abstract="true" id="a" is-a="a"/><pattern is-a="a"/>', 3, "built on itself"),
        ('<include href="missing.sch"/>', 3, '"missing.sch"'),
        ('<include href="http://127.0.0.1:9/x.sch"/>', 3, "only files on this machine"),
        ('<include href="rules.sch"/>', 3, "includes itself"),
        ('<pattern><rule><assert test="1">x</assert></rule></pattern>', 3, "no @context"),
        ('<pattern><rule context="tei:p"><assert>x</assert></rule></pattern>', 3, "no @test"),
        ('<ns prefix="a" uri=""/><pattern/>', 3, 'the prefix "a" cannot stand for the namespace ""'),
        ('<ns prefix="$a" uri="urn:a"/><pattern/>', 3, 'the prefix "$a" cannot stand'),
        ('<ns prefix="xsl" uri="urn:a"/><pattern/>', 3, "the prefix xsl stands for XSLT"),
        ("<include/>", 3, "the include does not say what it takes in"),
        ('<pattern>\n<rule context="*"><extends/></rule></pattern>', 4, "the extends does not say what it takes in"),
        ('<pattern><rule context="*"><extends href="rules.sch"/></rule></pattern>', 3, "a rule cannot extend a schema"),
        ('<let name="a" value="1"/><let name="a" value="2"/><pattern/>', 3, '"a" is declared twice'),
        (
            '<let name="a" value="1"/><pattern><let name="a" value="2"/>'
            '<rule context="*"><assert test="1"/></rule></pattern>',
            3,
            'has a variable "a" already',
        ),
        (
            '<pattern><rule abstract="true" id="a"><assert test="1">x</assert></rule></pattern>'
            '<pattern><rule context="*"><extends rule="a"/></rule></pattern>',
            3,
            "stands in another pattern",
        ),
        (
            '<pattern abstract="true" id="a"><param name="p"/></pattern>\n<pattern is-a="a"/>',
            4,
            'asks for a parameter "p"',
        ),
        ('<pattern><rule context="tei:p"><assert test="1=2" diagnostics="d">x</assert></rule></pattern>', 3, '"d"'),
    ],
)
def test_a_faulty_schema_is_refused_with_its_place(tmp_path: Path, content: str, line: int, words: str) -> None:
    error = refusal(tmp_path, schema(content))
    assert all(finding.code == "MBS003" for finding in error.findings)
    assert error.findings[0].file == "rules.sch"
    assert error.findings[0].line == line
    assert words in error.findings[0].message


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<schema/>", "no"),
        ('<schema xmlns="http://www.ascc.net/xml/schematron"/>', "Schematron 1.5"),
        (schema("<pattern/>", 'queryBinding="stx"'), "stx"),
    ],
)
def test_what_is_no_schematron_of_ours(tmp_path: Path, content: str, words: str) -> None:
    finding = refusal(tmp_path, content).findings[0]
    assert finding.code == "MBS003"
    assert words in f"{finding.message} {finding.hint}"


def test_a_fault_in_an_included_file_is_told_there(tmp_path: Path) -> None:
    (tmp_path / "part.sch").write_text(
        '<pattern xmlns="http://purl.oclc.org/dsdl/schematron">\n\n'
        '<rule context="tei:p"><assert test=")">x</assert></rule></pattern>'
    )
    finding = refusal(tmp_path, schema('<include href="part.sch"/>')).findings[0]
    assert finding.file is not None
    assert (Path(finding.file).name, finding.line) == ("part.sch", 3)


def test_an_included_file_may_not_bring_external_entities(tmp_path: Path) -> None:
    (tmp_path / "part.sch").write_text(
        '<!DOCTYPE pattern [<!ENTITY e SYSTEM "secret.txt">]>\n<pattern xmlns="http://purl.oclc.org/dsdl/schematron">&e;</pattern>'
    )
    assert refusal(tmp_path, schema('<include href="part.sch"/>')).findings[0].code == "MBW003"


def test_a_deep_document(tmp_path: Path) -> None:
    file = tmp_path / "rules.sch"
    file.write_text(
        schema('<pattern><rule context="tei:ab"><report id="x" test="true()">seen</report></rule></pattern>')
    )
    depth = 200
    source = f'<TEI xmlns="{TEI}">' + "<seg>" * depth + "<ab/>" + "</seg>" * depth + "</TEI>"
    findings = list(check(parse(source.encode(), "deep.xml"), compile_rules(file)))
    assert [finding.message for finding in findings] == ["seen"]


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="TEI's own schemas are not there (MATBAA_REFERENCE)")
def test_the_rules_of_the_whole_tei() -> None:
    rules = compile_rules(REFERENCE / "tei_all.isosch")
    broken = f"""<TEI xmlns="{TEI}"><text><body><p><date when="1919" notBefore="1918">x</date>
<l><lg/></l><ref target="#a" cRef="b"/></p></body></text></TEI>"""
    findings = list(check(parse(broken.encode(), "broken.xml"), rules))
    lines = {(finding.line, finding.severity) for finding in findings}
    assert (1, Severity.WARNING) in lines
    assert (2, Severity.ERROR) in lines
    assert not [finding for finding in findings if finding.code != "MBS001"]
