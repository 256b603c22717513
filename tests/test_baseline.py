"""A baseline: what was known before is not told again."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matbaa.finding import CannotRun, Finding, Severity
from matbaa.validate.baseline import identity, read, sorted_out
from tests.conftest import Matbaa

TEXT = """<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader><fileDesc><titleStmt><title>x</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
<text><body>
<p corresp="#nowhere">x</p>
</body></text></TEI>"""
FINDINGS = st.lists(
    st.builds(
        Finding,
        st.sampled_from(["MBP001", "MBG002"]),
        st.sampled_from(Severity),
        st.sampled_from(["a", "b, line 3", "b, line 4"]),
        st.none() | st.sampled_from(["x.xml", "y.xml"]),
        st.none() | st.integers(1, 9),
    ),
    max_size=8,
)


def _known(findings: list[Finding]) -> Counter[tuple[str, str, str]]:
    return Counter(identity(finding.code, finding.file, finding.message) for finding in findings)


@given(FINDINGS, FINDINGS)
def test_each_is_new_or_known(findings: list[Finding], before: list[Finding]) -> None:
    new, old = sorted_out(findings, _known(before))
    assert Counter([*new, *old]) == Counter(findings)
    assert _known(old) <= _known(before)
    # nothing is called new that the baseline still has
    assert not (_known(before) - _known(old)) & _known(new)
    assert sorted_out(findings, _known(findings)) == ([], findings)
    assert sorted_out(findings, Counter()) == (findings, [])


def test_lines_may_move() -> None:
    before = Finding("MBW001", Severity.ERROR, "opened in line 3", "a.xml", 3, 1)
    after = Finding("MBW001", Severity.ERROR, "opened in line 13", "a.xml", 13, 1)
    assert sorted_out([after, after], _known([before])) == ([after], [after])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not JSON"),
        (b"\xff", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "no report"),
        (b'{"findings": []}', "no report"),
        (b'{"version": 1, "findings": {}}', "no report"),
        (b'{"version": "1", "findings": []}', "of version 1,"),
        (b'{"version": 2, "findings": []}', "of version 2"),
        (b'{"version": 1, "findings": [3]}', "not of the form"),
        (b'{"version": 1, "findings": [{"code": "MBP001"}]}', "not of the form"),
        (b'{"version": 1, "findings": [], "known": [null]}', "not of the form"),
    ],
)
def test_what_is_no_baseline(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "b.json").write_bytes(data)
    with pytest.raises(CannotRun, match=words) as caught:
        read(tmp_path / "b.json")
    assert [found.code for found in caught.value.findings] == ["MBI009"]


def test_only_what_is_new_is_told(matbaa: Matbaa, tmp_path: Path) -> None:
    text = tmp_path / "a.xml"
    text.write_text(TEXT, "utf-8")
    arguments = ["validate", "a.xml", "--ignore", "MBG009"]
    assert matbaa(*arguments, "--format", "json", "-o", "known.json", cwd=tmp_path).code == 1
    again = matbaa(*arguments, "--baseline", "known.json", cwd=tmp_path)
    assert (again.code, again.out) == (0, "")
    assert "1 file: nothing new (1 known before)" in again.err
    # a line before it, and a second of the kind
    text.write_text(TEXT.replace("<body>", '<body>\n\n<p corresp="#new">x</p>'), "utf-8")
    more = matbaa(*arguments, "--baseline", "known.json", "--format", "json", cwd=tmp_path)
    report = json.loads(more.out)
    assert more.code == 1
    assert [found["line"] for found in report["findings"]] == [6]
    assert [found["line"] for found in report["known"]] == [7]
    # a report made with a baseline has what that had
    (tmp_path / "second.json").write_text(more.out, "utf-8")
    assert matbaa(*arguments, "--baseline", "second.json", cwd=tmp_path).code == 0
    sarif = json.loads(matbaa(*arguments, "--baseline", "known.json", "--format", "sarif", cwd=tmp_path).out)
    assert [result["baselineState"] for result in sarif["runs"][0]["results"]] == ["new", "unchanged"]


def test_a_baseline_that_is_not_there(matbaa: Matbaa, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(TEXT, "utf-8")
    done = matbaa("validate", "a.xml", "--baseline", "known.json", cwd=tmp_path)
    assert done.code == 2
    assert "known.json: error MBI001 there is no such baseline" in done.err
    assert "--format json -o known.json" in done.err


def test_the_baseline_is_not_overwritten(matbaa: Matbaa, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(TEXT, "utf-8")
    matbaa("validate", "a.xml", "--format", "json", "-o", "known.json", cwd=tmp_path)
    before = (tmp_path / "known.json").read_bytes()
    done = matbaa("validate", "a.xml", "--baseline", "known.json", "-o", "known.json", cwd=tmp_path)
    assert (done.code, "MBI007" in done.err) == (2, True)
    assert (tmp_path / "known.json").read_bytes() == before
