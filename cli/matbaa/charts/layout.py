"""Where the entries of a network stand: those that are often mentioned together near each other.

Stress majorisation (Gansner, Koren and North 2004): distances on the plane come to be those in the network. It starts
from the network itself and uses no chance, so that the same network always gives the same picture.
"""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matbaa.maps.labels import labels
from matbaa.maps.sheet import Spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Drawing", "Link", "Node", "layout"]

_WIDTH = 960
_MARGIN = 70.0
# of an entry's links so many are drawn, the strongest; all others are in the table and in the data
_STRONGEST = 3
_ROUNDS = 40
_RADII = (4.0, 22.0)

Points = dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Node:
    """An entry with the number of its mentions."""

    id: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Link:
    """Two entries and the number of passages that mention both."""

    start: str
    end: str
    count: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """A sheet of `width` by `height` with the entries that have links, the largest first, and the links to draw."""

    width: int
    height: int
    spots: tuple[Spot, ...]
    links: tuple[Link, ...]


def layout(nodes: Sequence[Node], links: Iterable[Link]) -> Drawing:
    """The picture of a network; entries without a link are left out of it."""
    known = {node.id: node for node in nodes}
    kept = _backbone([link for link in links if link.start in known and link.end in known and link.start != link.end])
    near = _neighbours(kept, known)
    parts = [_placed(part, near, known) for part in _components(near)]
    points, height = _packed(parts)
    ranked = sorted((known[name] for name in points), key=lambda node: (-node.count, node.id))
    most = max((node.count for node in ranked), default=1)
    radii = {node.id: _radius(node.count, most) for node in ranked}
    found = labels([(points[node.id], radii[node.id], node.label) for node in ranked], _WIDTH, height)
    spots = tuple(
        Spot(node.id, round(points[node.id][0], 1), round(points[node.id][1], 1), radii[node.id], label)
        for node, label in zip(ranked, found, strict=True)
    )
    return Drawing(_WIDTH, height, spots, tuple(kept))


def _radius(count: int, most: int) -> float:
    return round(max(_RADII[0], _RADII[1] * math.sqrt(count / max(most, 1))), 1)


def _backbone(links: Sequence[Link]) -> list[Link]:
    """The links that are among the strongest of one of their ends, in the order given."""
    of: dict[str, list[int]] = {}
    for number, link in enumerate(links):
        of.setdefault(link.start, []).append(number)
        of.setdefault(link.end, []).append(number)
    kept: set[int] = set()
    for numbers in of.values():
        kept.update(sorted(numbers, key=lambda number: (-links[number].count, number))[:_STRONGEST])
    return [links[number] for number in sorted(kept)]


def _neighbours(links: Iterable[Link], known: Mapping[str, Node]) -> dict[str, dict[str, float]]:
    """Each entry’s neighbours with their distance, the shorter the more of their mentions are common to both."""
    near: dict[str, dict[str, float]] = {}
    for link in links:
        share = link.count / math.sqrt(max(known[link.start].count, 1) * max(known[link.end].count, 1))
        distance = 1.6 - min(share, 1.0)
        near.setdefault(link.start, {})[link.end] = distance
        near.setdefault(link.end, {})[link.start] = distance
    return near


def _components(near: Mapping[str, Mapping[str, float]]) -> list[list[str]]:
    """The parts of the network that hang together, the largest first; in each the best connected entry first."""
    left = dict.fromkeys(sorted(near, key=lambda name: (-len(near[name]), name)))
    parts = []
    while left:
        part = [next(iter(left))]
        left.pop(part[0])
        for name in part:
            for other in near[name]:
                if other in left:
                    left.pop(other)
                    part.append(other)
        parts.append(part)
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def _distances(part: Sequence[str], near: Mapping[str, Mapping[str, float]]) -> list[list[float]]:
    """The shortest ways between all entries of a part."""
    rows = []
    for start in part:
        reached: dict[str, float] = {}
        waiting = [(0.0, start)]
        while waiting:
            so_far, name = heapq.heappop(waiting)
            if name in reached:
                continue
            reached[name] = so_far
            for other, step in near[name].items():
                if other not in reached:
                    heapq.heappush(waiting, (so_far + step, other))
        rows.append([reached[name] for name in part])
    return rows


def _placed(part: Sequence[str], near: Mapping[str, Mapping[str, float]], known: Mapping[str, Node]) -> Points:
    """One part of the network, laid out around its own middle; a distance of 1 in the network is 1 here."""
    if len(part) == 2:
        return {part[0]: (0.0, 0.0), part[1]: (1.2, 0.0)}
    wanted = _distances(part, near)
    size = len(part)
    # the best connected in the middle, the others on a spiral by their distance from it
    golden = math.pi * (3 - math.sqrt(5))
    order = sorted(range(size), key=lambda number: (wanted[0][number], part[number]))
    x, y = [0.0] * size, [0.0] * size
    for turn, number in enumerate(order):
        x[number] = wanted[0][number] * math.cos(turn * golden)
        y[number] = wanted[0][number] * math.sin(turn * golden)
    weights = [[1 / (distance * distance) if distance else 0.0 for distance in row] for row in wanted]
    for _ in range(_ROUNDS):
        for here in range(size):
            sum_x = sum_y = weight = 0.0
            own_x, own_y = x[here], y[here]
            for there, (w, distance) in enumerate(zip(weights[here], wanted[here], strict=True)):
                if not w:
                    continue
                away_x, away_y = own_x - x[there], own_y - y[there]
                length = math.sqrt(away_x * away_x + away_y * away_y) or 1e-6
                pull = distance / length
                sum_x += w * (x[there] + away_x * pull)
                sum_y += w * (y[there] + away_y * pull)
                weight += w
            x[here], y[here] = sum_x / weight, sum_y / weight
    return dict(zip(part, zip(x, y, strict=True), strict=True))


def _packed(parts: Sequence[Points]) -> tuple[Points, int]:
    """All parts on one sheet, the largest over all its width, the small ones in rows below; and the sheet's height."""
    points: Points = {}
    top = 0.0
    row: list[tuple[Points, float, float]] = []
    across = 0.0
    scale = _scale(parts[0]) if parts else 1.0
    for number, part in enumerate(parts):
        own = min(scale, _scale(part))
        wide, high = _size(part, own)
        if number and across + wide > _WIDTH:
            top = _rowed(points, row, top)
            row, across = [], 0.0
        row.append((_moved(part, own), wide, high))
        across += wide
        if number == 0 and (high > 300 or wide > _WIDTH / 2):
            top = _rowed(points, row, top)
            row, across = [], 0.0
    top = _rowed(points, row, top)
    _apart(points)
    height = max(round(top), 120)
    inside = {
        name: (min(max(x, _RADII[1]), _WIDTH - _RADII[1]), min(max(y, _RADII[1]), height - _RADII[1]))
        for name, (x, y) in points.items()
    }
    return inside, height


def _scale(part: Points) -> float:
    """So that the largest part fills the width, if that leaves room for each of its entries and no more than enough."""
    x, y = [point[0] for point in part.values()], [point[1] for point in part.values()]
    wide, high = max(x) - min(x) or 1.0, max(y) - min(y) or 1.0
    return min((_WIDTH - 2 * _MARGIN) / wide, 860.0 / high, 190.0)


def _size(part: Points, scale: float) -> tuple[float, float]:
    x, y = [point[0] for point in part.values()], [point[1] for point in part.values()]
    return (max(x) - min(x)) * scale + 2 * _MARGIN, (max(y) - min(y)) * scale + _MARGIN


def _moved(part: Points, scale: float) -> Points:
    left, top = min(point[0] for point in part.values()), min(point[1] for point in part.values())
    return {name: ((x - left) * scale, (y - top) * scale) for name, (x, y) in part.items()}


def _rowed(points: Points, row: Sequence[tuple[Points, float, float]], top: float) -> float:
    """Puts parts beside each other, in the middle of the sheet; gives where the next row begins."""
    if not row:
        return top
    free = max(0.0, _WIDTH - sum(wide for _, wide, _ in row)) / (len(row) + 1)
    left, high = free, max(high for _, _, high in row)
    for part, wide, own in row:
        for name, (x, y) in part.items():
            points[name] = (left + _MARGIN + x, top + (high - own) / 2 + _MARGIN / 2 + y)
        left += wide + free
    return top + high


def _apart(points: Points, least: float = 24.0) -> None:
    """Pushes points apart that lie nearly on each other."""
    names = list(points)
    for _ in range(12):
        for number, name in enumerate(names):
            for other in names[number + 1 :]:
                (ax, ay), (bx, by) = points[name], points[other]
                dx, dy = bx - ax, by - ay
                if abs(dx) >= least or abs(dy) >= least:
                    continue
                length = math.sqrt(dx * dx + dy * dy)
                if length >= least:
                    continue
                if not length:
                    dx, length = 1e-3 * (number + 1), 1e-3 * (number + 1)
                push = (least - length) / length / 2
                points[name] = ax - dx * push, ay - dy * push
                points[other] = bx + dx * push, by + dy * push
