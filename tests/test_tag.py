"""`matbaa tag` as it is used: golden cases as folders, and its options."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.conftest import Matbaa

CASES = sorted(path for path in (Path(__file__).parent / "cases" / "tag").iterdir() if path.is_dir())


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_a_case(matbaa: Matbaa, case: Path, tmp_path: Path) -> None:
    """`input.xml` is tagged by the lists of `authority/`; `options` has options of the command, if any."""
    shutil.copytree(case, tmp_path / "case")
    folder = tmp_path / "case"
    options = (folder / "options").read_text("utf-8").split() if (folder / "options").exists() else []
    lists = ["--authority", "authority"] if (folder / "authority").is_dir() else []
    diff = matbaa("tag", "input.xml", "--diff", *lists, *options, cwd=folder)
    written = matbaa("tag", "input.xml", "--write", *lists, *options, cwd=folder)
    assert written.code == 0, written.err
    expected = {"expected.diff": diff.out.encode(), "expected.xml": (folder / "input.xml").read_bytes()}
    for name, content in expected.items():
        if os.environ.get("MATBAA_ACCEPT"):
            (case / name).write_bytes(content)
        assert (case / name).read_bytes() == content
    # a second run has nothing new to say, and does not touch the file
    before = (folder / "input.xml").stat()
    again = matbaa("tag", "input.xml", "--write", *lists, *options, cwd=folder)
    assert (again.code, again.out) == (0, "")
    assert "0 proposals written to 0 files" in again.err
    assert (folder / "input.xml").stat() == before
