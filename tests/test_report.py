"""The forms of a report: each is read back by what reads it, whatever the words are."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matbaa.finding import Finding, Severity
from matbaa.report import github, junit, sarif, text
from matbaa.report import json as json_report
from matbaa.report.summary import summarise
from matbaa.validate.selection import selected, unknown

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


def test_text() -> None:
    assert text.render(ALL) == (
        'a, b.xml:3:7: error MBP001 no "x"\n    did you mean y?\n    see rules.sch#r1\n'
        "şu.xml: warning MBF004 100% odd: a::b\n"
        "hint MBG009 no schema\n    name one with --schema\n"
    )
    assert text.render([]) == ""


def test_colour_is_only_added() -> None:
    coloured = text.render(ALL, colour=True)
    assert "\x1b[31merror\x1b[0m" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == text.render(ALL)


@given(FINDINGS)
def test_a_text_cannot_speak_to_the_terminal(findings: list[Finding]) -> None:
    report = text.render(findings)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", report)
    assert report.count("\n") == sum(1 + bool(finding.hint) for finding in findings)


@given(FINDINGS)
def test_json(findings: list[Finding]) -> None:
    report = json.loads(json_report.render(findings, ["a.xml"]))
    assert [f["message"] for f in report["findings"]] == [f.message for f in findings]
    assert [f["severity"] for f in report["findings"]] == [f.severity.label for f in findings]
    assert report["summary"]["errors"] == sum(f.severity is Severity.ERROR for f in findings)
    assert report["summary"]["files"] == 1


@given(FINDINGS)
def test_sarif(findings: list[Finding]) -> None:
    report = json.loads(sarif.render(findings, FILES))
    run = report["runs"][0]
    assert report["version"] == "2.1.0"
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(run["results"]) == len(findings)
    for result, finding in zip(run["results"], findings, strict=True):
        assert rules[result["ruleIndex"]] == result["ruleId"] == finding.code
        assert result["level"] in {"error", "warning", "note"}
        assert ("locations" in result) == (finding.file is not None)
        for location in result.get("locations", []):
            assert not re.search(r"[^\x21-\x7e]", location["physicalLocation"]["artifactLocation"]["uri"])


def test_sarif_places() -> None:
    location = json.loads(sarif.render(ALL, FILES))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert location == {"artifactLocation": {"uri": "a%2C%20b.xml"}, "region": {"startLine": 3, "startColumn": 7}}


@given(FINDINGS)
def test_junit(findings: list[Finding]) -> None:
    suite = ElementTree.fromstring(junit.render(findings, FILES)).find("testsuite")
    assert suite is not None
    cases = suite.findall("testcase")
    assert suite.get("tests") == str(len(cases))
    assert suite.get("failures") == str(len(suite.findall("testcase/failure")))
    failed = {finding.file for finding in findings if finding.severity is Severity.ERROR}
    assert len(suite.findall("testcase/failure")) == len(failed)


def test_junit_of_valid_files() -> None:
    suite = ElementTree.fromstring(junit.render([], FILES)).find("testsuite")
    assert suite is not None
    assert [case.get("name") for case in suite] == FILES
    assert suite.get("failures") == "0"


def test_github() -> None:
    assert github.render(ALL) == (
        '::error file=a%2C b.xml,line=3,col=7,title=MBP001::no "x"%0Adid you mean y?\n'
        "::warning file=şu.xml,title=MBF004::100%25 odd: a::b\n"
        "::notice title=MBG009::no schema%0Aname one%0Awith --schema\n"
    )


@given(FINDINGS)
def test_github_has_one_line_a_finding(findings: list[Finding]) -> None:
    assert github.render(findings).count("\n") == len(findings)


@pytest.mark.parametrize(
    ("findings", "files", "words"),
    [
        ([], 1, "1 file valid"),
        ([], 3, "3 files valid"),
        ([HINT], 3, "3 files valid (1 hint)"),
        ([ERROR, ERROR, WARNING], 3, "3 files: 2 errors, 1 warning"),
        ([WARNING, HINT], 1, "1 file: 1 warning, 1 hint"),
    ],
)
def test_the_summary(findings: list[Finding], files: int, words: str) -> None:
    assert summarise(findings, files).sentence() == words


def test_the_summary_of_a_run_that_left_things_out() -> None:
    assert summarise([], 1).sentence(complete=False) == "1 file: nothing found by the checks that ran"
    assert summarise([HINT], 2).sentence(complete=False) == "2 files: nothing found by the checks that ran (1 hint)"
    assert summarise([ERROR], 2).sentence(complete=False) == "2 files: 1 error"


@pytest.mark.parametrize(
    ("beginning", "near"),
    [("MPB", "MBP"), ("mbq", None), ("", None), ("xyz", None), ("MBP9", "MBP0"), ("MBI0O1", "MBI001")],
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
