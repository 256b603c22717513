"""Speed, measured by hand: `make bench`. Nothing here fails for being slow."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pytest_benchmark", reason="install the extra `bench`")

ROOT = Path(__file__).parent.parent.parent


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)


def test_import_click(benchmark: Any) -> None:
    """The floor of any start-up."""
    benchmark.pedantic(_run, args=("-c", "import click"), rounds=20, warmup_rounds=3)


def test_help(benchmark: Any) -> None:
    """To be within 1.5 times of the floor."""
    benchmark.pedantic(_run, args=("-m", "matbaa", "--help"), rounds=20, warmup_rounds=3)


def test_build_of_the_article(benchmark: Any, tmp_path: Path) -> None:
    """The whole edition in a process of its own, with compiling every stylesheet; to be within 5 s."""
    out = tmp_path / "out"

    def clean() -> tuple[tuple[str, ...], dict[str, Any]]:
        shutil.rmtree(out, ignore_errors=True)
        return ("-m", "matbaa", "build", "--project", str(ROOT), "-o", str(out)), {}

    benchmark.pedantic(_run, setup=clean, rounds=5)


def test_validation_of_the_article(benchmark: Any) -> None:
    """Every check on the edition."""
    benchmark.pedantic(_run, args=("-m", "matbaa", "validate", "--project", str(ROOT)), rounds=5)


def test_index_of_the_article(benchmark: Any) -> None:
    """Gathering alone, in this process."""
    from matbaa.index.collect import collect
    from matbaa.project import load

    project = load(ROOT / "edition.toml")
    benchmark(collect, project.texts, project.authorities, project.language)
