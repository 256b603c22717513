"""Schemas kept between runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.relaxng.automaton import Automaton

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["keep", "opened"]


def opened(path: Path, name: str, catalog: Mapping[str, Path]) -> Automaton:
    from matbaa.relaxng.reader import load

    grammar = load(path, name, catalog)
    return Automaton(lambda: grammar)


def keep(automaton: Automaton) -> None:
    pass
