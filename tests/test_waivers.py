"""Waivers: what edition.toml accepts does not count, and what it need not accept is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matbaa.finding import Finding, Place, Severity
from matbaa.project import CONFIG, Waiver
from matbaa.validate.waivers import applied, fits, unused
from tests.conftest import Matbaa

FAULT = Finding("MBP001", Severity.ERROR, 'points at "#x"', "tei/a.xml", 3, 7)
TEXT = """<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader><fileDesc><titleStmt><title>x</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
<text><body>
<p corresp="#nowhere">x</p>
<p corresp="#elsewhere">x</p>
</body></text></TEI>"""
WAIVER = '[[waiver]]\ncode = "MBP001"\nfile = "{file}"\n{more}reason = "the other volume has them"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tei").mkdir()
    for name in ("a", "b"):
        (tmp_path / "tei" / f"{name}.xml").write_text(TEXT, "utf-8")
    (tmp_path / CONFIG).write_text('[edition]\ntitle = "T"\ntexts = ["tei/*.xml"]\n', "utf-8")
    return tmp_path


def _waive(folder: Path, file: str, more: str = "") -> None:
    with (folder / CONFIG).open("a", encoding="utf-8") as config:
        config.write(WAIVER.format(file=file, more=more))


def _codes(out: str) -> list[tuple[str, str | None, int | None]]:
    return [(found["code"], found["file"], found["line"]) for found in json.loads(out)["findings"]]


@pytest.mark.parametrize(
    ("path", "pattern", "expected"),
    [
        ("tei/a.xml", "tei/a.xml", True),
        ("tei/a.xml", "tei/*.xml", True),
        ("tei/a.xml", "*.xml", False),
        ("tei/a.xml", "**/*.xml", True),
        ("a.xml", "**/*.xml", True),
        ("tei/b/c/a.xml", "tei/**/a.xml", True),
        ("tei/b/c/a.xml", "tei/**", True),
        ("tei/b/a.xml", "tei/*/?.xml", True),
        ("tei/ab.xml", "tei/?.xml", False),
        ("tei/a[1].xml", "tei/a[1].xml", True),
        ("tei/a+xml", "tei/a.xml", False),
    ],
)
def test_patterns(path: str, pattern: str, expected: bool) -> None:
    assert fits(path, pattern) is expected


@given(st.text(alphabet="ab/.*?[]()+\\\n", min_size=1, max_size=12))
def test_every_path_is_its_own_pattern(path: str) -> None:
    assert fits(path, path)


@pytest.mark.parametrize(
    ("more", "waives"),
    [
        ({}, True),
        ({"line": 3}, True),
        ({"line": 4}, False),
        ({"match": '"#x"'}, True),
        ({"match": "#y"}, False),
        ({"line": 3, "match": "#y"}, False),
    ],
)
def test_what_a_waiver_is_for(more: dict[str, Any], waives: bool) -> None:
    waiver = Waiver("MBP001", "tei/*.xml", "r", **more)
    left, waived, needed = applied([FAULT], [waiver], lambda name: name)
    assert (left == [], len(waived) == 1, waiver in needed) == (waives, waives, waives)


def test_what_lies_outside_the_edition_is_not_waived() -> None:
    waiver = Waiver("MBP001", "**", "r")
    nowhere = Finding("MBP001", Severity.ERROR, "x")
    assert applied([FAULT, nowhere], [waiver], lambda _name: None)[0] == [FAULT, nowhere]


@pytest.mark.parametrize(
    ("files", "whole", "told"),
    [
        ("tei/a.xml", True, True),
        ("tei/c.xml", True, True),
        ("tei/*.xml", True, True),
        ("tei/a.xml", False, True),
        ("tei/c.xml", False, False),
        ("tei/*.xml", False, False),
    ],
)
def test_a_waiver_that_waives_nothing(files: str, whole: bool, told: bool) -> None:
    waiver = Waiver("MBP001", files, "r", 4, "w", Place(9, 3))
    found = unused([waiver], {"tei/a.xml"}, "edition.toml", whole=whole)
    assert [(one.code, one.file, one.line, one.column) for one in found] == [("MBC008", "edition.toml", 9, 3)] * told
    assert all(f"no MBP001 in {files}, line 4" in one.message for one in found)


@pytest.mark.parametrize("code", ["MBG003", "MBX001", "MBS001"])
def test_a_waiver_is_not_judged_where_its_check_was_not_made(matbaa: Matbaa, folder: Path, code: str) -> None:
    """The edition has no schema, so that nobody knows whether the finding would be there."""
    with (folder / CONFIG).open("a", encoding="utf-8") as config:
        config.write(WAIVER.replace("MBP001", code).format(file="tei/a.xml", more=""))
    assert "MBC008" not in matbaa("validate", cwd=folder).out
    assert "MBC008" not in matbaa("validate", "--schema", "matbaa", cwd=folder).out


def test_a_waiver_is_not_judged_where_its_file_cannot_be_read(matbaa: Matbaa, folder: Path) -> None:
    _waive(folder, "tei/*.xml", 'match = "nothing of the kind"\n')
    assert "MBC008" in matbaa("validate", cwd=folder).out
    (folder / "tei" / "b.xml").write_text("<TEI>", "utf-8")
    assert "MBC008" not in matbaa("validate", cwd=folder).out


def test_waived_findings_do_not_count(matbaa: Matbaa, folder: Path) -> None:
    assert matbaa("validate", cwd=folder).code == 1
    _waive(folder, "tei/*.xml")
    done = matbaa("validate", "--format", "json", cwd=folder)
    report = json.loads(done.out)
    assert done.code == 0
    assert {found["code"] for found in report["findings"]} == {"MBG009"}
    assert len(report["waived"]) == report["summary"]["waived"] == 4
    assert {found["reason"] for found in report["waived"]} == {"the other volume has them"}
    assert "4 waived" in done.err
    done = matbaa("validate", "--format", "sarif", cwd=folder)
    results = json.loads(done.out)["runs"][0]["results"]
    assert [result["ruleId"] for result in results if "suppressions" in result] == ["MBP001"] * 4


def test_a_waiver_for_one_line_of_one_file(matbaa: Matbaa, folder: Path) -> None:
    _waive(folder, "tei/a.xml", "line = 6\n")
    done = matbaa("validate", "--format", "json", cwd=folder)
    left = [("MBP001", "tei/a.xml", 5), ("MBP001", "tei/b.xml", 5), ("MBP001", "tei/b.xml", 6)]
    assert [found for found in _codes(done.out) if found[0] == "MBP001"] == left
    # the same where the file is named from elsewhere
    done = matbaa("validate", "../a.xml", "--format", "json", cwd=_made(folder / "tei" / "x"))
    assert [found for found in _codes(done.out) if found[0] == "MBP001"] == [("MBP001", "../a.xml", 5)]


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_a_waiver_that_is_not_needed_is_told(matbaa: Matbaa, folder: Path) -> None:
    _waive(folder, "tei/a.xml", "line = 99\n")
    done = matbaa("validate", "--format", "json", cwd=folder)
    assert ("MBC008", "edition.toml", 4) in _codes(done.out)
    done = matbaa("validate", "tei/b.xml", "--format", "json", cwd=folder)
    assert "MBC008" not in {code for code, _, _ in _codes(done.out)}
    done = matbaa("validate", "--ignore", "MBP", "--format", "json", cwd=folder)
    assert _codes(done.out) == [("MBG009", None, None)]
    done = matbaa("validate", "--ignore", "MBC008", "--format", "json", cwd=folder)
    assert "MBC008" not in {code for code, _, _ in _codes(done.out)}


def test_edition_toml_says_what_is_checked(matbaa: Matbaa, folder: Path) -> None:
    with (folder / CONFIG).open("a", encoding="utf-8") as config:
        config.write('[validate]\nignore = ["MBP", "MBG009"]\nfail-on = "hint"\n')
    assert matbaa("validate", cwd=folder).code == 0
    assert matbaa("validate", "tei/a.xml", cwd=folder).code == 0
    assert matbaa("validate", "--ignore", "MBF", cwd=folder).code == 0
    assert _codes(matbaa("validate", "--select", "MBG009", "--format", "json", cwd=folder).out)
    assert matbaa("validate", "--select", "MBG009", cwd=folder).code == 1
    assert matbaa("validate", "--select", "MBG009", "--fail-on", "error", cwd=folder).code == 0
    # a file that is none of the edition's is not its concern
    (folder / "other.xml").write_text(TEXT, "utf-8")
    assert matbaa("validate", "other.xml", cwd=folder).code == 1
