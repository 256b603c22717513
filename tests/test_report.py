"""The forms of a report: each is read back by what reads it, whatever the words are."""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from matbaa.finding import Finding, Severity
from matbaa.report import github, junit, sarif, text
from matbaa.report import json as json_report
from matbaa.report.characters import width
from matbaa.report.model import Report, Waived
from matbaa.report.source import Source, excerpt
from matbaa.report.summary import most, summarise
from matbaa.validate.baseline import identity
from matbaa.validate.selection import selected, unknown
from tests.conftest import ROOT

ERROR = Finding("MBP001", Severity.ERROR, 'no "x"', "a, b.xml", 3, 7, "did you mean y?", "rules.sch#r1")
WARNING = Finding("MBF004", Severity.WARNING, "100% odd: a::b", "şu.xml")
HINT = Finding("MBG009", Severity.HINT, "no schema", hint="name one\nwith --schema")
ALL = [ERROR, WARNING, HINT]
FILES = ["a, b.xml", "şu.xml", "good.xml"]
FINDINGS = st.lists(
    st.builds(
        Finding,
        st.sampled_from(["MBP001", "MBG002"]),
        st.sampled_from(Severity),
        st.text(),
        st.none() | st.text(min_size=1),
        st.none() | st.integers(1, 9),
        st.none() | st.integers(1, 9),
        st.none() | st.text(),
    ),
    max_size=4,
)


REPORTS = st.builds(
    Report,
    st.lists(st.text(min_size=1), max_size=3, unique=True),
    FINDINGS,
    st.lists(st.builds(Waived, FINDINGS.filter(bool).map(lambda found: found[0]), st.text()), max_size=2),
    st.none() | FINDINGS,
)


def _json(report: Report) -> Any:
    return json.loads("".join(json_report.render(report)))


def _sarif(report: Report) -> Any:
    return json.loads("".join(sarif.render(report)))


def _suites(report: Report) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring("".join(junit.render(report))))


def _report(findings: list[Finding], files: list[str] | None = None, **more: Any) -> Report:
    return Report(FILES if files is None else files, findings, **more)


def test_text() -> None:
    expected = (
        'a, b.xml:3:7: error MBP001 no "x"\n    did you mean y?\n    see rules.sch#r1\n'
        "şu.xml: warning MBF004 100% odd: a::b\n"
        "hint MBG009 no schema\n    name one with --schema\n"
    )
    assert text.told(ALL) == expected
    assert "".join(text.render(_report(ALL))).replace("\n\n", "\n") == expected
    assert text.told([]) == "".join(text.render(_report([]))) == ""


def test_the_line_with_the_culprit_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.xml").write_bytes("<p>\r\n\t<name key=\"日本\" ref='#x'>é̄</name>\r\n</p>\r\n".encode("utf-16"))
    found = [
        Finding("MBP001", Severity.ERROR, "no x", "a.xml", 2, 17),
        Finding("MBP001", Severity.ERROR, "no line", "a.xml", 9, 1),
        Finding("MBP001", Severity.ERROR, "no column", "a.xml", 3, 99),
        Finding("MBP001", Severity.ERROR, "of the line", "a.xml", 3),
        Finding("MBP001", Severity.ERROR, "not there", "b.xml", 1, 1),
    ]
    monkeypatch.chdir(tmp_path)
    expected = [
        "a.xml:2:17: error MBP001 no x",
        "     2 | <name key=\"日本\" ref='#x'>é̄</name>",
        "       |                  ^^^^^^^^",
        "a.xml:9:1: error MBP001 no line",
        "a.xml:3:99: error MBP001 no column",
        "a.xml:3: error MBP001 of the line",
        "",
        "b.xml:1:1: error MBP001 not there",
    ]
    assert "".join(text.render(_report(found, base=tmp_path))).splitlines() == expected
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    elsewhere = "".join(text.render(_report(found, base=tmp_path))).splitlines()
    assert [line.replace("../", "") for line in elsewhere] == expected
    assert elsewhere[0].startswith("../a.xml:2:17:")


@pytest.mark.parametrize(
    ("line", "column", "shown", "marked"),
    [
        ("  <p>x</p>", 3, "<p>x</p>", "<p"),
        ("  <p>x</p>", 1, "  <p>x</p>", " "),
        ("<p>bir iki</p>", 8, "<p>bir iki</p>", "iki"),
        ("a &amp; b", 3, "a &amp; b", "&amp;"),
        ("\ta\tb", 4, "a    b", "b"),
        ("ab", 3, "ab", ""),
        ("x" * 300, 200, "…" + "x" * 99 + "…", "x" * 59),
        ("日" * 300, 2, "日" * 50 + "…", "日" * 49),
        ("a\u202eb\x1bc", 3, "a\ufffdb\ufffdc", "b"),
    ],
)
def test_excerpts(line: str, column: int, shown: str, marked: str) -> None:
    part = excerpt(line, column)
    assert part is not None
    assert part.text == shown
    wide = "".join(character * (2 if character == "日" else 1) for character in part.text)
    assert wide[part.start : part.start + part.length].replace("日日", "日") == marked


def test_a_file_of_one_line_is_not_read_again_for_each_finding() -> None:
    source = Source(lambda name: (f"<TEI n='{name}'>" + "<p>é</p>" * 100_000).encode())
    part = source.excerpt("a.xml", 1, len("<TEI n='a.xml'>") + 8 * 50_000 + 1)
    assert part is not None
    assert part.text.startswith("…")
    assert part.text[part.start : part.start + part.length] == "<p"
    assert source.excerpt("a.xml", 2, 1) is None
    assert source.excerpt("a.xml", 1, 800_100) is None
    assert source.excerpt("a.xml", 1, 1) == ("<TEI n='a.xml'><p>é</p>" + "<p>é</p>" * 9 + "<p>é<…", 0, 4)


@pytest.mark.parametrize("line", ["x" * 300, "<p>" + "日本" * 200, "\t" * 50 + "ş" * 200])
@pytest.mark.parametrize("columns", [20, 40, 80, 250])
def test_an_excerpt_fits_the_terminal(line: str, columns: int) -> None:
    for column in range(1, 200, 7):
        part = excerpt(line, column, columns)
        assert part is not None
        assert sum(map(width, part.text)) <= columns + 1
        assert part.start + part.length <= columns + 1


@pytest.mark.parametrize(("line", "column"), [("", 1), ("   ", 2), ("ab", 4)])
def test_nothing_to_show(line: str, column: int) -> None:
    assert excerpt(line, column) is None


@given(st.text(max_size=400), st.integers(1, 400))
def test_an_excerpt_is_short_and_says_nothing_to_the_terminal(line: str, column: int) -> None:
    part = excerpt(line, column)
    if part is not None:
        assert part.start + part.length <= 102
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", part.text)


def test_colour_is_only_added() -> None:
    coloured = text.told(ALL, colour=True)
    assert "\x1b[1;31merror\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]+m", "", coloured) == text.told(ALL)


@given(FINDINGS)
def test_a_text_cannot_speak_to_the_terminal(findings: list[Finding]) -> None:
    report = text.told(findings)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", report)
    assert report.count("\n") == sum(1 + bool(finding.hint) for finding in findings)


@settings(deadline=None)
@given(REPORTS)
def test_json(report: Report) -> None:
    read = _json(report)
    jsonschema.validate(read, json.loads((ROOT / "docs" / "report.schema.json").read_text("utf-8")))
    assert [f["code"] for f in read["findings"]] == [f.code for f in report.findings]
    assert [f["severity"] for f in read["findings"]] == [f.severity.label for f in report.findings]
    assert read["summary"]["errors"] == sum(f.severity is Severity.ERROR for f in report.findings)
    assert read["summary"]["files"] == len(report.files)
    assert ("known" in read) == (report.known is not None)
    assert len(read["waived"]) == len(report.waived) == read["summary"]["waived"]


@settings(deadline=None)
@given(REPORTS)
def test_sarif(report: Report) -> None:
    read = _sarif(report)
    run = read["runs"][0]
    assert read["version"] == "2.1.0"
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    told = [finding for finding in report.findings if finding.file is not None]
    told += [finding for finding, _ in report.waived]
    told += [finding for finding in report.known or () if finding.file is not None]
    whole = [finding for finding in report.findings if finding.file is None]
    (invocation,) = run["invocations"]
    assert [rules[said["associatedRule"]["index"]] for said in invocation["toolExecutionNotifications"]] == [
        finding.code for finding in whole
    ]
    assert len(rules) == len(set(rules))
    assert len(run["results"]) == len(told)
    for result, finding in zip(run["results"], told, strict=True):
        assert rules[result["ruleIndex"]] == result["ruleId"] == finding.code
        assert result["level"] in {"error", "warning", "note"}
        assert ("locations" in result) == (finding.file is not None)
        assert ("baselineState" in result) == (report.known is not None)
        for location in result.get("locations", []):
            assert not re.search(r"[^\x21-\x7e]", location["physicalLocation"]["artifactLocation"]["uri"])
    assert [bool(result.get("suppressions")) for result in run["results"]].count(True) == len(report.waived)


# the part of SARIF 2.1.0 that is used here, and nothing else
_TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
_LOCATION = {
    "type": "object",
    "additionalProperties": False,
    "required": ["uri"],
    "properties": {"uri": {"type": "string", "pattern": "^[!-~]*$"}, "uriBaseId": {"const": "SRCROOT"}},
}
_DIGEST = {"type": "string", "pattern": "^[0-9a-f]{32}$"}
_INTEGER = {"type": "integer", "minimum": 1}
_REGION = {"startLine": _INTEGER, "startColumn": _INTEGER}
_PHYSICAL = {
    "artifactLocation": _LOCATION,
    "region": {"type": "object", "additionalProperties": False, "required": ["startLine"], "properties": _REGION},
}


def _object(required: str, **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": required.split(),
        "properties": properties,
    }


def _array(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


SARIF = _object(
    "$schema version runs",
    **{"$schema": {"type": "string"}},
    version={"const": "2.1.0"},
    runs={
        "type": "array",
        "minItems": 1,
        "maxItems": 1,
        "items": _object(
            "tool results columnKind artifacts originalUriBaseIds invocations",
            invocations=_array(
                _object(
                    "executionSuccessful",
                    executionSuccessful={"type": "boolean"},
                    toolExecutionNotifications=_array(
                        _object(
                            "message level associatedRule",
                            message=_TEXT,
                            level={"enum": ["error", "warning", "note"]},
                            associatedRule=_object("id index", id={"type": "string"}, index={"type": "integer"}),
                        )
                    ),
                )
            ),
            tool=_object(
                "driver",
                driver=_object(
                    "name rules",
                    name={"const": "Matbaa"},
                    semanticVersion={"type": "string", "pattern": r"^\d+\.\d+\.\d+"},
                    rules={
                        "type": "array",
                        "uniqueItems": True,
                        "items": _object(
                            "id", id={"type": "string"}, shortDescription=_TEXT, fullDescription=_TEXT,
                            help={**_TEXT, "required": ["text", "markdown"]},
                        ),
                    },
                ),
            ),
            columnKind={"const": "unicodeCodePoints"},
            originalUriBaseIds=_object("SRCROOT", SRCROOT=_object("description", description=_TEXT)),
            artifacts={**_array(_object("location", location=_LOCATION)), "uniqueItems": True},
            results=_array(
                _object(
                    "ruleId ruleIndex level message partialFingerprints",
                    ruleId={"type": "string"},
                    ruleIndex={"type": "integer", "minimum": 0},
                    level={"enum": ["error", "warning", "note"]},
                    message=_TEXT,
                    partialFingerprints=_object("matbaa/v1", **{"matbaa/v1": _DIGEST}),
                    locations={
                        "type": "array",
                        "maxItems": 1,
                        "items": _object("physicalLocation", physicalLocation=_object("artifactLocation", **_PHYSICAL)),
                    },
                    properties=_object("see", see={"type": "string"}),
                    baselineState={"enum": ["new", "unchanged"]},
                    suppressions=_array(
                        _object("kind", kind={"const": "external"}, status={"const": "accepted"},
                                justification={"type": "string"})
                    ),
                )
            ),
        ),
    },
)  # fmt: skip


@settings(deadline=None)
@given(REPORTS)
def test_sarif_has_its_form(report: Report) -> None:
    jsonschema.validate(_sarif(report), SARIF)


@settings(deadline=None)
@given(REPORTS)
def test_sarif_is_valid_by_its_published_schema(report: Report) -> None:
    jsonschema.validators.Draft7Validator(json.loads(_reference("sarif-schema-2.1.0.json"))).validate(_sarif(report))


@settings(deadline=None)
@given(REPORTS)
def test_junit_is_valid_by_the_schema_of_jenkins(report: Report) -> None:
    schema = etree.XMLSchema(etree.fromstring(_reference("junit-10.xsd")))
    schema.assertValid(etree.fromstring("".join(junit.render(report)).encode()))


@cache
def _reference(name: str) -> bytes:
    folder = Path(os.environ.get("MATBAA_REFERENCE", ROOT.parent / "shared" / "reference"))
    if not (folder / name).is_file():
        pytest.skip(f"no {name} here: set MATBAA_REFERENCE to a folder that has it")
    return (folder / name).read_bytes()


def test_sarif_places() -> None:
    results = _sarif(_report([ERROR, WARNING, HINT, Finding("MBI001", Severity.ERROR, "x", "/tmp/ş.xml")]))["runs"][0][
        "results"
    ]
    assert results[0]["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "a%2C%20b.xml", "uriBaseId": "SRCROOT"},
        "region": {"startLine": 3, "startColumn": 7},
    }
    absolute = results[2]["locations"][0]["physicalLocation"]
    assert absolute == {"artifactLocation": {"uri": "file:///tmp/%C5%9F.xml"}}


def test_sarif_says_what_a_code_means() -> None:
    (rule,) = _sarif(_report([HINT]))["runs"][0]["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"]
    assert "--schema" in rule["help"]["markdown"]


def test_a_fingerprint_is_that_of_the_finding_and_not_of_its_line() -> None:
    moved = Finding("MBW001", Severity.ERROR, "<p>, opened in line 12, is never closed", "a.xml", 30, 1)
    again = Finding("MBW001", Severity.ERROR, "<p>, opened in line 14, is never closed", "a.xml", 32, 1)
    other = Finding("MBW001", Severity.ERROR, "<hi>, opened in line 12, is never closed", "a.xml", 30, 1)
    prints = [result["partialFingerprints"] for result in _sarif(_report([moved, again, other]))["runs"][0]["results"]]
    assert prints[0] == prints[1] != prints[2]
    assert identity("MBW001", None, "x:12 lines 3") == ("MBW001", "", "x lines")


@settings(deadline=None)
@given(REPORTS)
def test_junit(report: Report) -> None:
    suites = _suites(report)
    assert {suite.get("name") for suite in suites} or not (report.files or report.findings)
    for suite in suites:
        cases = suite.findall("testcase")
        assert cases
        assert suite.get("tests") == str(len(cases))
        assert suite.get("failures") == str(len(suite.findall("testcase/failure")))
        assert suite.get("skipped") == str(len(suite.findall("testcase/skipped")))
    skipped = sum(len(suite.findall("testcase/skipped")) for suite in suites)
    assert skipped == len(report.waived)
    assert any(suite.find("testcase/failure") is not None for suite in suites) == any(
        finding.severity is Severity.ERROR for finding in report.findings
    )


def test_junit_of_valid_files() -> None:
    suites = _suites(_report([]))
    assert [suite.get("name") for suite in suites] == FILES
    assert all(suite.get("failures") == "0" and suite.get("tests") == "1" for suite in suites)


def test_junit_has_a_case_for_each_code() -> None:
    (first, second, whole, good) = _suites(_report([ERROR, ERROR, WARNING, HINT]))
    assert [case.get("name") for case in first] == ["MBP001"]
    assert str(first[0][0].get("message")).startswith("2 errors, the first: no")
    assert second.find("testcase/system-out") is not None
    assert (whole.get("name"), good.get("name")) == ("(all files)", "good.xml")


def test_github(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    assert "".join(github.render(_report([HINT, WARNING, ERROR]))) == (
        '::error file=a%2C b.xml,line=3,col=7,title=MBP001::no "x"%0Adid you mean y?\n'
        "::warning file=şu.xml,title=MBF004::100%25 odd: a::b\n"
        "::notice title=MBG009::no schema%0Aname one%0Awith --schema\n"
    )


def test_github_knows_files_by_their_place_in_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    assert "file=below/şu.xml," in "".join(github.render(_report([WARNING])))
    assert "file=şu.xml," in "".join(github.render(_report([WARNING], base=tmp_path)))
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "elsewhere"))
    assert "file=şu.xml," in "".join(github.render(_report([WARNING])))


@given(FINDINGS)
def test_github_has_one_line_a_finding(findings: list[Finding]) -> None:
    assert "".join(github.render(_report(findings))).count("\n") == len(findings)


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (_report([], ["a"]), "1 file valid"),
        (_report([]), "3 files valid"),
        (_report([HINT]), "3 files valid (1 hint)"),
        (_report([ERROR, ERROR, WARNING]), "3 files: 2 errors, 1 warning"),
        (_report([WARNING, HINT], ["a"]), "1 file: 1 warning, 1 hint"),
        (_report([], ["a"], complete=False), "1 file: no fault found by the checks that ran"),
        (_report([HINT], complete=False), "3 files: no fault found by the checks that ran (1 hint)"),
        (_report([ERROR], complete=False), "3 files: 1 error"),
        (_report([], waived=[Waived(ERROR, "r")]), "3 files valid (1 waived)"),
        (_report([ERROR], waived=[Waived(ERROR, "r")], known=[HINT]), "3 files: 1 error (1 waived, 1 known before)"),
        (_report([HINT], known=[ERROR, ERROR]), "3 files: nothing new (1 hint, 2 known before)"),
        (_report([], known=[]), "3 files valid"),
    ],
)
def test_the_summary(report: Report, words: str) -> None:
    assert summarise(report).sentence(complete=report.complete) == words


def test_what_is_most_frequent() -> None:
    assert most([ERROR] * 30) is None
    assert most(ALL) is None
    assert most([*[ERROR] * 20, HINT, HINT, WARNING]) == "most often: MBP001 (20), MBG009 (2), MBF004 (1)"


@pytest.mark.parametrize(
    ("beginning", "near"),
    [("MPB", "MBP"), ("mbq", None), ("", None), ("xyz", None), ("MBP9", "MBP0"), ("MBC0O1", "MBC001")],
)
def test_beginnings_of_no_code(beginning: str, near: str | None) -> None:
    assert beginning in unknown([beginning, "MBP"])
    assert len(unknown([beginning, "MBP", "mbp00", "MBG010", "M"])) == 1
    assert unknown([beginning]) == {beginning: near}


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        ([], [], ["MBP001", "MBF004", "MBG009"]),
        (["MBP"], [], ["MBP001"]),
        (["mbf004", "MBG"], [], ["MBF004", "MBG009"]),
        ([], ["MBP", "MBF"], ["MBG009"]),
        (["MBP", "MBF004"], ["MBF"], ["MBP001", "MBF004"]),
        (["MB"], ["MBP001"], ["MBF004", "MBG009"]),
    ],
)
def test_the_selection(select: list[str], ignore: list[str], codes: list[str]) -> None:
    assert [finding.code for finding in selected(ALL, select, ignore)] == codes
