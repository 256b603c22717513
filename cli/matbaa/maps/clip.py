"""Lines and rings cut to a box."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matbaa.maps.earth import Box, Point

__all__ = ["clip_line", "clip_ring", "dense", "meet"]


def meet(one: Box, other: Box) -> bool:
    """True where two boxes have a point in common."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def clip_ring(points: Sequence[Point], box: Box) -> list[Point]:
    """What is inside the box of the area within a ring (Sutherland and Hodgman); empty where nothing is.

    Parts that fall apart stay joined along the sides of the box, where nobody sees it.
    """
    left, top, right, bottom = box
    sides: tuple[tuple[int, float, Callable[[float], bool]], ...] = (
        (0, left, lambda value: value >= left),
        (0, right, lambda value: value <= right),
        (1, top, lambda value: value >= top),
        (1, bottom, lambda value: value <= bottom),
    )
    kept = list(points)
    for axis, edge, inside in sides:
        if not kept:
            break
        before, kept, given = kept[-1], [], kept
        for point in given:
            if inside(point[axis]):
                if not inside(before[axis]):
                    kept.append(_cross(before, point, axis, edge))
                kept.append(point)
            elif inside(before[axis]):
                kept.append(_cross(before, point, axis, edge))
            before = point
    return kept


def clip_line(points: Sequence[Point], box: Box) -> list[list[Point]]:
    """The pieces of a line that are inside the box (Liang and Barsky)."""
    pieces: list[list[Point]] = []
    for number in range(1, len(points)):
        found = _segment(points[number - 1], points[number], box)
        if found is None:
            continue
        begin, end = found
        if pieces and pieces[-1][-1] == begin:
            pieces[-1].append(end)
        else:
            pieces.append([begin, end])
    return pieces


def dense(points: Sequence[Point], step: float) -> list[Point]:
    """The same line with further points, so that no two are farther apart than `step`."""
    out = list(points[:1])
    for number in range(1, len(points)):
        (x0, y0), (x1, y1) = points[number - 1], points[number]
        parts = int(max(abs(x1 - x0), abs(y1 - y0)) / step) + 1
        out += [(x0 + (x1 - x0) * part / parts, y0 + (y1 - y0) * part / parts) for part in range(1, parts)]
        out.append((x1, y1))
    return out


def _cross(one: Point, other: Point, axis: int, edge: float) -> Point:
    share = (edge - one[axis]) / (other[axis] - one[axis])
    across = one[1 - axis] + share * (other[1 - axis] - one[1 - axis])
    return (edge, across) if axis == 0 else (across, edge)


def _segment(one: Point, other: Point, box: Box) -> tuple[Point, Point] | None:
    begin, end = 0.0, 1.0
    for axis in (0, 1):
        way = other[axis] - one[axis]
        for side, wanted in ((box[axis] - one[axis], -1), (box[axis + 2] - one[axis], 1)):
            if way == 0:
                if side * wanted < 0:
                    return None
                continue
            share = side / way
            if way * wanted < 0:
                begin = max(begin, share)
            else:
                end = min(end, share)
        if begin > end:
            return None
    x, y = other[0] - one[0], other[1] - one[1]
    first = one if begin == 0 else (one[0] + begin * x, one[1] + begin * y)
    last = other if end == 1 else (one[0] + end * x, one[1] + end * y)
    return first, last
