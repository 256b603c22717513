"""`matbaa explain`: a page as a terminal shows it, and the list of all."""

from __future__ import annotations

import re

import pytest

from matbaa.codes import codes, page
from matbaa.main import run
from tests.conftest import Matbaa


def test_one_code(matbaa: Matbaa) -> None:
    done = matbaa("explain", "mbi001")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "MBI001: There is no such file"
    assert "Severity: error" in lines
    assert lines.index("Wrong") < lines.index("Right")
    assert "    $ matbaa validate --schema matbaa leter.xml" in lines
    assert "```" not in done.out
    assert not any(line != line.rstrip() for line in lines)
    outside = [line for line in lines if not line.startswith("    ")]
    assert max(map(len, outside)) <= 88


def test_all_codes(matbaa: Matbaa) -> None:
    done = matbaa("explain")
    assert done.code == 0
    listed = re.findall(r"^  (MB[A-Z]\d{3})  \S.* \((?:error|warning|hint)[^)]*\)$", done.out, re.MULTILINE)
    assert listed == list(codes())
    assert all(page(code).title in done.out for code in codes())


def test_the_codes_of_one_area(matbaa: Matbaa) -> None:
    done = matbaa("explain", "MBC")
    assert done.code == 0
    assert done.out.splitlines()[0] == "MBC  The configuration, edition.toml"
    assert set(re.findall(r"MB[A-Z]\d{3}", done.out)) == {code for code in codes() if code.startswith("MBC")}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("MBC0O1", 'did you mean "MBC001"?'),
        ("MBQ", "lists all codes"),
        ("rubbish", "lists all codes"),
        ("../x", "no code"),
    ],
)
def test_no_such_code(matbaa: Matbaa, asked: str, said: str) -> None:
    done = matbaa("explain", asked)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_colour_only_where_it_is_wanted(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    assert run(["explain", "MBI001"]) == 0
    plain = capsys.readouterr().out
    assert "\x1b" not in plain
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert run(["explain", "MBI001"]) == 0
    coloured = capsys.readouterr().out
    assert "\x1b[1mMBI001: There is no such file\x1b[0m" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == plain
    monkeypatch.setenv("NO_COLOR", "1")
    assert run(["explain", "MBI001"]) == 0
    assert capsys.readouterr().out == plain
