"""Labels beside points, none over another: those of the largest at once, those of others from a closer look on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matbaa.maps.clip import meet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matbaa.maps.earth import Box, Point

__all__ = ["SIZE", "ZOOMS", "Label", "labels"]

SIZE = 13.0
"""The height of letters in units of the sheet."""

ZOOMS = (0.4, 0.65, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
"""The steps of looking closer, from a sheet on a phone on. Circles and letters keep their size while the distances
between them grow.
"""

_ADVANCE = 0.56  # of a letter, as a share of its height
_CELL = 64.0
_LARGEST = 4


@dataclass(frozen=True, slots=True)
class Label:
    """Where a label stands from its point: the step to its baseline, its `text-anchor`, and the least of `ZOOMS` at
    which there is room for it; 0 where there never is.
    """

    dx: float
    dy: float
    anchor: str
    zoom: float


class _Grid:
    """Boxes that are taken, found by where they are."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = {}

    def add(self, box: Box) -> None:
        for cell in self._around(box):
            self._cells.setdefault(cell, []).append(box)

    def is_free(self, box: Box) -> bool:
        return not any(meet(box, other) for cell in self._around(box) for other in self._cells.get(cell, ()))

    @staticmethod
    def _around(box: Box) -> Iterator[tuple[int, int]]:
        for x in range(int(box[0] // _CELL), int(box[2] // _CELL) + 1):
            for y in range(int(box[1] // _CELL), int(box[3] // _CELL) + 1):
                yield x, y


def labels(points: Sequence[tuple[Point, float, str]], width: float, height: float) -> list[Label]:
    """A label for each of the points (place, radius of its circle, words), which come the most important first."""
    found: dict[int, Label] = {}
    for zoom in ZOOMS:
        grid, words_alone = _Grid(), _Grid()
        for (x, y), radius, _ in points:
            # the rim of a circle may be covered, its middle not
            inner = radius * 0.7
            grid.add((x * zoom - inner, y * zoom - inner, x * zoom + inner, y * zoom + inner))
        for number, label in found.items():
            (x, y), _, words = points[number]
            taken = _box(x * zoom, y * zoom, label, words)
            grid.add(taken)
            words_alone.add(taken)
        for number, ((x, y), radius, words) in enumerate(points):
            if number in found:
                continue
            # the names of the largest are told, be it over the circles of others
            tries = [(grid, label) for label in _choices(radius, zoom)]
            tries += [(words_alone, label) for _, label in tries if number < _LARGEST]
            for free, label in tries:
                box = _box(x * zoom, y * zoom, label, words)
                inside = box[0] >= 0 and box[1] >= 0 and box[2] <= width * zoom and box[3] <= height * zoom
                if inside and free.is_free(box):
                    found[number] = label
                    grid.add(box)
                    words_alone.add(box)
                    break
    return [found.get(number, Label(0, 0, "start", 0)) for number in range(len(points))]


def _choices(radius: float, zoom: float) -> Iterator[Label]:
    """The places that a label may have, the best first: right, left, above, below."""
    beside, middle = round(radius + 3, 1), round(SIZE * 0.34, 1)
    yield Label(beside, middle, "start", zoom)
    yield Label(-beside, middle, "end", zoom)
    yield Label(0, -round(radius + 4, 1), "middle", zoom)
    yield Label(0, round(radius + SIZE, 1), "middle", zoom)


def _box(x: float, y: float, label: Label, words: str) -> Box:
    wide = len(words) * SIZE * _ADVANCE
    left = x + label.dx - {"start": 0.0, "middle": wide / 2, "end": wide}[label.anchor]
    base = y + label.dy
    return left - 1, base - SIZE * 0.8, left + wide + 1, base + SIZE * 0.25
