"""Reports as they leave the command: to a terminal, a file, a pipe; from wherever the command runs."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from matbaa.main import run
from matbaa.project import CONFIG
from tests.conftest import Matbaa

TEXT = """<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader><fileDesc><titleStmt><title>x</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
<text><body><p corresp="#hiçbir">x</p></body></text></TEI>"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "tei" / "below").mkdir(parents=True)
    (tmp_path / "tei" / "ş.xml").write_text(TEXT, "utf-8")
    (tmp_path / CONFIG).write_text('[edition]\ntitle = "T"\ntexts = ["tei/*.xml"]\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "GITHUB_WORKSPACE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_names_can_be_opened_from_the_current_folder(matbaa: Matbaa, folder: Path) -> None:
    below = folder / "tei" / "below"
    assert matbaa("validate", cwd=folder).out.startswith("tei/ş.xml:4:16: error MBP001 ")
    done = matbaa("validate", cwd=below)
    assert done.out.startswith("../ş.xml:4:16: error MBP001 ")
    assert '     4 | <text><body><p corresp="#hiçbir">x</p>' in done.out
    assert matbaa("validate", "../ş.xml", cwd=below).out.startswith("../ş.xml:4:16: ")
    # a program wants names that do not depend on where it was called
    report = json.loads(matbaa("validate", "--format", "json", cwd=below).out)
    assert report["findings"][0]["file"] == "tei/ş.xml"


def test_colour(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    run(["validate"])
    plain = capsys.readouterr().out
    assert "\x1b" not in plain
    monkeypatch.setenv("FORCE_COLOR", "1")
    run(["validate"])
    coloured = capsys.readouterr().out
    assert "\x1b[1;31merror\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]+m", "", coloured) == plain
    run(["validate", "-o", "report.txt"])
    assert (folder / "report.txt").read_text("utf-8") == plain
    monkeypatch.setenv("FORCE_COLOR", "0")
    run(["validate"])
    assert "\x1b" not in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("FORCE_COLOR", "1")
    run(["validate"])
    assert capsys.readouterr().out.endswith(plain)
    run(["validate", "tei/none.xml"])
    assert "\x1b" not in capsys.readouterr().err


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit", "github"])
def test_a_terminal_with_few_letters(folder: Path, form: str) -> None:
    """The name of the file has a letter that the terminal cannot show; machines get UTF-8 all the same."""
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "matbaa", "validate", "--format", form]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    assert done.returncode == 1, done.stderr
    if form == "text":
        assert done.stdout.startswith(b"tei/?.xml:4:16: error")
    else:
        assert "hiçbir" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit", "github"])
def test_a_file_has_what_is_printed(matbaa: Matbaa, folder: Path, form: str) -> None:
    printed = matbaa("validate", "--format", form, cwd=folder)
    kept = matbaa("validate", "--format", form, "-o", "report", cwd=folder)
    assert (kept.code, kept.out, kept.err) == (printed.code, "", printed.err)
    assert (folder / "report").read_text("utf-8") == printed.out
    if form == "junit":
        assert ElementTree.fromstring(printed.out).tag == "testsuites"


def test_standard_input_is_shown_as_files_are(matbaa: Matbaa, tmp_path: Path) -> None:
    done = matbaa("validate", "-", cwd=tmp_path, stdin=TEXT)
    assert done.out.startswith("standard input:4:16: error MBP001")
    assert '     4 | <text><body><p corresp="#hiçbir">x</p>' in done.out


def test_many_findings_are_told_with_what_is_most_frequent(matbaa: Matbaa, tmp_path: Path) -> None:
    paragraphs = "".join(f'<p corresp="#x{number}">x</p>\n' for number in range(30))
    (tmp_path / "a.xml").write_text(TEXT.replace("<body>", f"<body>{paragraphs}"), "utf-8")
    done = matbaa("validate", "a.xml", cwd=tmp_path)
    assert "most often: MBP001 (31), MBG009 (1)\n" in done.err
    assert done.out.count("error MBP001") == 31
    assert "most often" not in matbaa("validate", "a.xml", "--format", "github", cwd=tmp_path).err


def test_one_process_and_no_cache_tell_the_same(matbaa: Matbaa, folder: Path) -> None:
    printed = matbaa("validate", cwd=folder)
    assert matbaa("validate", "--jobs", "1", "--no-cache", cwd=folder) == printed
    assert matbaa("validate", "--jobs", "0", cwd=folder).code == 2
