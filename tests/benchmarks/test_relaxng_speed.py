"""Speed of the RELAX NG validator, measured by hand: `make bench`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from matbaa.document import parse
from matbaa.relaxng import store
from matbaa.relaxng.reader import load
from matbaa.relaxng.validator import faults

pytest.importorskip("pytest_benchmark", reason="install the extra `bench`")

ROOT = Path(__file__).parent.parent.parent
SCHEMA = ROOT / "schema" / "matbaa.rng"


def test_reading_a_schema(benchmark: Any) -> None:
    """Without what earlier runs have kept."""
    benchmark(load, SCHEMA, SCHEMA.name)


def test_opening_a_schema_again(benchmark: Any) -> None:
    """From the cache; to be within 60 ms."""
    store.opened(SCHEMA, SCHEMA.name, {})
    benchmark(store.opened, SCHEMA, SCHEMA.name, {})


def test_the_article_by_its_grammar(benchmark: Any) -> None:
    """When all is learned; to be within 15 ms."""
    automaton = store.opened(SCHEMA, SCHEMA.name, {})
    root = parse(next((ROOT / "tei").glob("*.xml")).read_bytes(), "article.xml").root
    benchmark(faults, root, automaton)
