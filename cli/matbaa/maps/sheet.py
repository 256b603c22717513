"""A map of places: the ground, a circle for each place by how often it is mentioned, and labels that do not overlap."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matbaa.maps.ground import Ground, View, ground
from matbaa.maps.labels import Label, labels
from matbaa.maps.projection import Azimuthal, EqualEarth

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Place", "Sheet", "Spot", "locator", "sheets"]

_WIDTH = 960
_HEIGHTS = (480, 720)
# the least that a map shows, in degrees across, and the share of its width that stays free around the places
_LEAST = 7.0
_MARGIN = 0.1
# places farther apart than so many degrees are shown on the whole earth
_WORLD = 150.0
# a closer map comes first where this share of the mentions lies within that share of the whole map's extent
_CORE, _CLOSE = 0.85, 0.4
_RADII = (3.2, 20.0)
# among more places than these the smallest circles are smaller
_MANY = 300


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its coordinates in degrees and the number of its mentions."""

    id: str
    label: str
    latitude: float
    longitude: float
    count: int = 1


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a sheet: its middle and the radius of its circle, and its label (see `Label`)."""

    id: str
    x: float
    y: float
    radius: float
    label: Label


@dataclass(frozen=True, slots=True)
class Sheet:
    """A map of `width` by `height` units. `spots` come the largest first, so that the small lie above; `left_out` is
    the number of places that lie outside of it.
    """

    width: int
    height: int
    ground: Ground
    spots: tuple[Spot, ...]
    left_out: int = 0


def sheets(places: Sequence[Place]) -> tuple[Sheet, ...]:
    """Maps of all the places; where most mentions crowd in a corner, a map of that part first. None without places."""
    if not places:
        return ()
    core = _core(places)
    return tuple(_sheet(some, len(places) - len(some)) for some in ((core, places) if core else (places,)))


def locator(latitude: float, longitude: float, kind: str = "") -> Sheet:
    """A small map around one place; `kind` is the entry's type, such as `country`, which tells how much it shows."""
    span = {"country": 26.0, "continent": 80.0, "region": 16.0, "ocean": 60.0, "sea": 22.0}.get(kind.lower(), 11.0)
    width, height = 320, 220
    # places near each other share their ground
    step = span / 3
    middle = Azimuthal(round(longitude / step) * step, max(-87.0, min(87.0, round(latitude / step) * step)))
    view = View(middle, -span / 2, -span / 2 * height / width, width / span, width, height)
    x, y = view.place(longitude, latitude)
    spot = Spot("", round(x, 1), round(y, 1), 5.0, Label(0, 0, "start", 0))
    return Sheet(width, height, ground(view), (spot,))


def _sheet(places: Sequence[Place], left_out: int) -> Sheet:
    view = _view(places)
    most = max(place.count for place in places)
    ranked = sorted(places, key=lambda place: (-place.count, place.id))
    points = [view.place(_turned(place.longitude, view.projection.longitude), place.latitude) for place in ranked]
    least = _RADII[0] if len(places) <= _MANY else _RADII[0] * 0.7
    radii = [_radius(place.count, most, least) for place in ranked]
    names = [place.label for place in ranked]
    found = labels(list(zip(points, radii, names, strict=True)), view.width, view.height)
    spots = tuple(
        Spot(place.id, round(x, 1), round(y, 1), radius, label)
        for place, (x, y), radius, label in zip(ranked, points, radii, found, strict=True)
    )
    return Sheet(view.width, view.height, ground(view), spots, left_out)


def _radius(count: int, most: int, least: float) -> float:
    """So that areas are as the numbers, but the smallest can still be seen and hit."""
    greatest = min(_RADII[1], 5.0 + 2.2 * math.sqrt(most))
    return round(max(least, greatest * math.sqrt(count / max(most, 1))), 1)


def _view(places: Sequence[Place]) -> View:
    """The projection and the window that show all places with room around them."""
    west, east = _longitudes([place.longitude for place in places])
    south, north = min(place.latitude for place in places), max(place.latitude for place in places)
    middle = (west + east) / 2
    if east - west > _WORLD or north - south > _WORLD:
        globe = EqualEarth(middle)
        right, top = globe.project(middle + 180, 0)[0], globe.project(middle, 90)[1]
        scale = _WIDTH / (2 * right)
        return View(globe, -right, top, scale, _WIDTH, math.ceil(-2 * top * scale))
    plane = Azimuthal(middle, (south + north) / 2)
    points = [plane.project(_turned(place.longitude, middle), place.latitude) for place in places]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    wide, high = max(right - left, _LEAST), max(bottom - top, _LEAST / 2)
    room = _MARGIN * max(wide, high)
    wide, high = wide + 2 * room, high + 2 * room
    # the sheet is as high as the places ask for, within reason
    height = round(min(max(_WIDTH * high / wide, _HEIGHTS[0]), _HEIGHTS[1]))
    wide = max(wide, high * _WIDTH / height)
    high = wide * height / _WIDTH
    return View(plane, (left + right - wide) / 2, (top + bottom - high) / 2, _WIDTH / wide, _WIDTH, height)


def _longitudes(given: Sequence[float]) -> tuple[float, float]:
    """West and east of the shortest way around the globe that meets all longitudes; east may be over 180."""
    ordered = sorted({longitude % 360 for longitude in given})
    gaps = [(ordered[(n + 1) % len(ordered)] - one) % 360 or 360.0 for n, one in enumerate(ordered)]
    widest = max(range(len(gaps)), key=lambda number: gaps[number])
    west = ordered[(widest + 1) % len(ordered)]
    west = west - 360 if west > 180 else west
    return west, west + 360 - gaps[widest]


def _turned(longitude: float, middle: float) -> float:
    """The same meridian, within 180 degrees of the middle."""
    return middle + (longitude - middle + 180) % 360 - 180


def _core(places: Sequence[Place]) -> list[Place]:
    """The places around which most mentions crowd, if these are much closer together than all of them."""
    whole = _extent(places)
    heaviest = max(places, key=lambda place: (place.count, place.id))
    near = sorted(places, key=lambda place: (_far(place, heaviest), place.id))
    wanted = _CORE * sum(place.count for place in places)
    kept: list[Place] = []
    counted = 0
    for place in near:
        kept.append(place)
        counted += place.count
        if counted >= wanted:
            break
    reach = max(_far(kept[-1], heaviest), _LEAST / 2)
    kept = [place for place in near if _far(place, heaviest) <= reach]
    return kept if len(kept) > 1 and len(kept) < len(places) and 2 * reach < _CLOSE * whole else []


def _extent(places: Sequence[Place]) -> float:
    west, east = _longitudes([place.longitude for place in places])
    latitudes = [place.latitude for place in places]
    return max((east - west) * math.cos(math.radians(sum(latitudes) / len(latitudes))), max(latitudes) - min(latitudes))


def _far(one: Place, other: Place) -> float:
    """Degrees of the great circle between two places."""
    a, b = math.radians(one.latitude), math.radians(other.latitude)
    turn = math.radians(one.longitude - other.longitude)
    return math.degrees(
        math.acos(max(-1.0, min(1.0, math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(turn))))
    )
