"""The wheel: what a user installs has everything in it, and works without the checkout."""

from __future__ import annotations

import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = folder.glob("*.whl")
    return made


def test_the_wheel_holds_what_the_checkout_has(root: Path, wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for top in ("xslt", "schema"):
        for path in (root / top).rglob("*"):
            if path.is_file():
                assert f"matbaa/{top}/{path.relative_to(root / top).as_posix()}" in names
    assert "matbaa/py.typed" in names
    assert not any(name.startswith(("tei/", "tests/", "cli/")) for name in names)


def test_the_installed_wheel_builds_an_edition(root: Path, wheel: Path, edition: Path, tmp_path: Path) -> None:
    """In a venv of its own, which sees this one's libraries but not the checkout."""
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    inside = next(home.glob("lib/python*/site-packages"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(inside)
    # the libraries of the testing environment, after the wheel's own files; its editable install stays out
    libraries = next(path for path in sys.path if path.endswith("site-packages"))
    (inside / "libraries.pth").write_text(libraries + "\n", "utf-8")
    python = home / "bin" / "python"
    where = [str(python), "-c", "import matbaa, matbaa.resources as r; print(r.resource('xslt/html.xsl'))"]
    found = subprocess.run(where, capture_output=True, text=True, cwd=tmp_path, check=True).stdout.strip()
    assert Path(found) == inside / "matbaa" / "xslt" / "html.xsl"
    command = [str(python), "-m", "matbaa", "build", "--project", str(edition)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr
    assert (edition / "build" / "html" / "mektup.html").is_file()
    begin = [str(python), "-m", "matbaa", "init", str(tmp_path / "new"), "--kind", "diary"]
    done = subprocess.run(begin, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr
    assert {".gitignore", ".github", "tei", "schema"} <= {path.name for path in (tmp_path / "new").iterdir()}


def test_lower_bounds_are_pinned(root: Path) -> None:
    import tomllib

    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    assert all(re.fullmatch(r"[a-z0-9-]+>=[0-9.]+", wanted) for wanted in project["dependencies"])
    assert "saxonche>=13.1.1" in project["dependencies"]
