"""The command line's contract: help, exit codes, messages, start-up."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from matbaa.main import COMMANDS
from tests.conftest import Matbaa


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(matbaa: Matbaa, command: str) -> None:
    done = matbaa(command, "--help")
    assert done.code == 0
    assert done.err == ""
    assert "Example" in done.out
    assert f"matbaa {command}" in done.out
    options = [line for line in done.out.partition("Options:")[2].splitlines() if line.startswith("  -")]
    assert options
    assert all(len(line.split(maxsplit=1)) == 2 for line in options)


def test_the_group_lists_every_command(matbaa: Matbaa) -> None:
    done = matbaa("--help")
    assert done.code == 0
    assert all(f"\n  {command} " in done.out for command in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bulid"], "Did you mean 'build'?"),
        (["build", "--nothing"], "No such option"),
        (["index", "--kind", "people"], "persons"),
        (["transform", "no-such-file.xml"], "no-such-file.xml"),
        (["validate", "no-such-file.xml"], "no-such-file.xml"),
        (["index", "no-such-file.xml"], "no-such-file.xml"),
        (["stats", "no-such-file.xml"], "no-such-file.xml"),
        (["build", "--project", "no-such-folder"], "no-such-folder"),
    ],
)
def test_misuse_is_told_on_standard_error_with_exit_code_2(matbaa: Matbaa, arguments: list[str], said: str) -> None:
    done = matbaa(*arguments)
    assert done.code == 2
    assert done.out == ""
    assert said in done.err


@pytest.mark.parametrize("options", [["validate"], ["transform", "-o", "out"], ["index"], ["stats"]])
def test_a_folder_without_xml_is_misuse(matbaa: Matbaa, options: list[str], tmp_path: Path) -> None:
    done = matbaa(*options, tmp_path, cwd=tmp_path)
    assert done.code == 2
    assert "MBI004" in done.err


def test_version(matbaa: Matbaa) -> None:
    assert matbaa("--version").out.startswith("matbaa ")


@pytest.mark.parametrize("arguments", [["--help"], *([command, "--help"] for command in COMMANDS)])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    script = (
        "import sys; from matbaa.main import run; run(sys.argv[1:]); "
        "heavy = {'lxml', 'saxonche', 'xmlschema', 'rapidfuzz', 'babel', 'tomllib'} & set(sys.modules); "
        "print(heavy, file=sys.stderr); raise SystemExit(bool(heavy))"
    )
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_reader_that_goes_away_is_no_error(root: object) -> None:
    command = f"{sys.executable} -m matbaa index --project {root} | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stdout == "{\n"
    assert done.stderr == ""
