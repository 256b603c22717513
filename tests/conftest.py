"""What several tests share."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import pytest
from hypothesis import HealthCheck, settings

# how long one example takes tells of the machine and what else it does
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

ROOT = Path(__file__).parent.parent

# how long an example takes says more of the machine than of the code
settings.register_profile("matbaa", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("matbaa")


@dataclass(frozen=True)
class Result:
    """How a run of the command line ended."""

    code: int
    out: str
    err: str


class Matbaa:
    """Runs `matbaa` as a user does: as a process of its own."""

    def __call__(self, *arguments: str | Path, cwd: Path | None = None, stdin: str | None = None) -> Result:
        done = subprocess.run(
            [sys.executable, "-m", "matbaa", *map(str, arguments)],
            cwd=cwd,
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            env={**os.environ, "MATBAA_DEBUG": "1"},
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Result(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test finds what another run left, or leaves anything."""
    os.environ["MATBAA_CACHE"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def matbaa() -> Matbaa:
    return Matbaa()


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


def _outside(variable: str, fallback: str) -> Path | None:
    """A folder of data that does not come with the project: named by a variable, else beside the checkout."""
    folder = Path(os.environ.get(variable) or ROOT.parent / "shared" / fallback)
    return folder if folder.is_dir() else None


@pytest.fixture(scope="session")
def samples() -> Path:
    """TEI made by others."""
    folder = _outside("MATBAA_SAMPLES", "samples")
    if folder is None:
        pytest.skip("no sample corpora here: set MATBAA_SAMPLES to a folder of TEI files")
    return folder


@pytest.fixture(scope="session")
def reference() -> Path:
    """The schemas of the TEI Consortium."""
    folder = _outside("MATBAA_REFERENCE", "reference")
    if folder is None:
        pytest.skip("no tei_all here: set MATBAA_REFERENCE to a folder with tei_all.rng")
    return folder


@pytest.fixture(scope="session")
def jing() -> str:
    """The RELAX NG validator of reference."""
    found = shutil.which("jing")
    if found is None:
        pytest.skip("jing is not installed")
    return found


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """A copy of the small edition in tests/cases/edition, to break and to build."""
    folder = tmp_path / "edition"
    shutil.copytree(ROOT / "tests" / "cases" / "edition", folder)
    return folder


@pytest.fixture(scope="session")
def site(matbaa: Matbaa, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the edition of this checkout, to look at only."""
    folder = tmp_path_factory.mktemp("site")
    done = matbaa("build", "--project", ROOT, "-o", folder)
    assert done.code == 0, done.err
    return folder
