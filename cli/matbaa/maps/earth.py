"""The world as lines of longitudes and latitudes, read from `earth.json` (see `README.md` beside it)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

__all__ = ["Box", "Earth", "Line", "Point", "earth"]

Point = tuple[float, float]
"""Longitude and latitude in degrees, or x and y on a sheet."""

Box = tuple[float, float, float, float]
"""The least and the greatest of both: west, south, east, north; or left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Line:
    """A ring or a line, and the box around it."""

    points: tuple[Point, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class Earth:
    """`land` and `lakes` are rings, whose last point is their first; `borders` are those of countries today."""

    land: tuple[Line, ...]
    lakes: tuple[Line, ...]
    borders: tuple[Line, ...]
    rivers: tuple[Line, ...]


@cache
def earth() -> Earth:
    """The world; read once a process."""
    data = json.loads((Path(__file__).parent / "earth.json").read_text("ascii"))
    unit = float(data["unit"])
    return Earth(*(tuple(_line(row, unit) for row in data[name]) for name in ("land", "lakes", "borders", "rivers")))


def _line(steps: list[int], unit: float) -> Line:
    x = [number * unit for number in accumulate(steps[0::2])]
    y = [number * unit for number in accumulate(steps[1::2])]
    return Line(tuple(zip(x, y, strict=True)), (min(x), min(y), max(x), max(y)))
