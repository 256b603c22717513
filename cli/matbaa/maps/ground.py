"""What a map shows below its places: coasts, lakes, rivers and borders within a window, as the paths of SVG."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from matbaa.maps.clip import clip_line, clip_ring, dense, meet
from matbaa.maps.earth import Line, earth
from matbaa.maps.projection import Azimuthal, Projection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from matbaa.maps.earth import Box, Point

__all__ = ["TENTHS", "Ground", "View", "ground", "part_of_globe"]

TENTHS = 10
"""Paths are in tenths of a unit of the sheet, so that whole numbers do."""

# an edge longer than so many degrees is bent by the projection
_BEND = 2.0
# lines are cut first to boxes of so many degrees
_COARSE = 15
# points nearer than this to the one before, in units of the sheet, are left out
_NEAR = 0.35


@dataclass(frozen=True, slots=True)
class View:
    """A window in the plane of a projection, and the size of the sheet that it fills: `scale` sheet units a degree."""

    projection: Projection
    left: float
    top: float
    scale: float
    width: int
    height: int

    def place(self, longitude: float, latitude: float) -> Point:
        """Where on the sheet a place is."""
        x, y = self.projection.project(longitude, latitude)
        return (x - self.left) * self.scale, (y - self.top) * self.scale


@dataclass(frozen=True, slots=True)
class Ground:
    """Path data of each layer, in tenths of units of the sheet; empty where there is nothing of it. `globe` is the
    outline of the whole earth where the sheet shows it, else empty: the sea fills the sheet.
    """

    globe: str
    land: str
    lakes: str
    rivers: str
    borders: str


@lru_cache(maxsize=256)
def ground(view: View) -> Ground:
    """The ground of a window. Kept for a while: many places share theirs."""
    box = part_of_globe(view)
    return Ground(
        globe="" if isinstance(view.projection, Azimuthal) else _globe(view),
        land=_path(_rings("land", box, view), closed=True),
        lakes=_path(_rings("lakes", box, view), closed=True),
        rivers=_path(_lines("rivers", box, view), closed=False),
        borders=_path(_lines("borders", box, view), closed=False),
    )


def part_of_globe(view: View) -> Box:
    """Longitudes and latitudes that hold all of the window; longitudes may run over 180."""
    projection = view.projection
    middle = projection.longitude
    if not isinstance(projection, Azimuthal):
        return middle - 180, -90, middle + 180, 90
    right, bottom = view.left + view.width / view.scale, view.top + view.height / view.scale
    steps = [number / 40 for number in range(41)]
    rim = [
        projection.unproject(view.left + (right - view.left) * across, view.top + (bottom - view.top) * down)
        for across, down in (
            *((step, side) for step in steps for side in (0, 1)),
            *((side, step) for step in steps for side in (0, 1)),
        )
    ]
    west, east = min(x for x, _ in rim), max(x for x, _ in rim)
    south, north = min(y for _, y in rim), max(y for _, y in rim)
    for pole in (-90.0, 90.0):
        x, y = projection.project(middle, pole)
        if view.left <= x <= right and view.top <= y <= bottom:
            west, east = middle - 180, middle + 180
            south, north = min(south, pole), max(north, pole)
    return west - 1, max(-90.0, south - 1), east + 1, min(90.0, north + 1)


def _globe(view: View) -> str:
    middle = view.projection.longitude
    west = [(middle - 180, float(latitude)) for latitude in range(-90, 91, 2)]
    east = [(middle + 180, float(latitude)) for latitude in range(90, -91, -2)]
    return _path([[view.place(*point) for point in west + east]], closed=True)


def _near(layer: str, box: Box) -> Iterator[Line]:
    """The lines of a layer that touch the box, and nothing much of them that is far from it."""
    coarse = (
        math.floor(box[0] / _COARSE) * _COARSE, math.floor(box[1] / _COARSE) * _COARSE,
        math.ceil(box[2] / _COARSE) * _COARSE, math.ceil(box[3] / _COARSE) * _COARSE,
    )  # fmt: skip
    return (line for line in _region(layer, coarse) if meet(line.box, box))


@lru_cache(maxsize=64)
def _region(layer: str, box: Box) -> tuple[Line, ...]:
    """The lines of a layer cut to a box, moved once around the globe where that brings them there. Places come in
    crowds, and the whole of Eurasia need not be cut for each.
    """
    found = []
    closed = layer in ("land", "lakes")
    for line in getattr(earth(), layer):
        for turn in (0.0, -360.0, 360.0):
            around = (line.box[0] + turn, line.box[1], line.box[2] + turn, line.box[3])
            if not meet(around, box):
                continue
            points = [(x + turn, y) for x, y in line.points] if turn else line.points
            if _inside(around, box):
                found.append(Line(tuple(points), around))
            elif closed:
                found += [_boxed(clip_ring(points, box))]
            else:
                found += map(_boxed, clip_line(points, box))
    return tuple(line for line in found if line.points)


def _boxed(points: Sequence[Point]) -> Line:
    if not points:
        return Line((), (0.0, 0.0, 0.0, 0.0))
    x, y = [point[0] for point in points], [point[1] for point in points]
    return Line(tuple(points), (min(x), min(y), max(x), max(y)))


def _inside(inner: Box, outer: Box) -> bool:
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _frame(view: View) -> Box:
    """The sheet with a little around it, so that no cut shows."""
    return -4.0, -4.0, view.width + 4.0, view.height + 4.0


def _rings(layer: str, box: Box, view: View) -> Iterator[list[Point]]:
    frame = _frame(view)
    for line in _near(layer, box):
        cut = line.points if _inside(line.box, box) else clip_ring(line.points, box)
        if len(cut) > 2:
            yield clip_ring([view.place(*point) for point in dense([*cut, cut[0]], _BEND)], frame)


def _lines(layer: str, box: Box, view: View) -> Iterator[list[Point]]:
    frame = _frame(view)
    for line in _near(layer, box):
        for piece in [line.points] if _inside(line.box, box) else clip_line(line.points, box):
            yield from clip_line([view.place(*point) for point in dense(piece, _BEND)], frame)


def _path(lines: Iterable[Sequence[Point]], *, closed: bool) -> str:
    least = 3 if closed else 2
    parts = []
    for line in lines:
        points = _thinned([(round(x * TENTHS), round(y * TENTHS)) for x, y in line])
        if len(points) < least:
            continue
        steps = (f"{x - points[number][0]} {y - points[number][1]}" for number, (x, y) in enumerate(points[1:]))
        parts.append(f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}{'z' if closed else ''}".replace(" -", "-"))
    return "".join(parts)


def _thinned(points: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without the points that cannot be told from the one before; the last is kept."""
    least = _NEAR * TENTHS
    kept = list(points[:1])
    for point in points[1:-1]:
        if abs(point[0] - kept[-1][0]) > least or abs(point[1] - kept[-1][1]) > least:
            kept.append(point)
    return [*kept, *points[1:][-1:]]
