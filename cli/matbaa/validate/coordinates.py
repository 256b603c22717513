"""Coordinates: whether the content of a `geo` can be a latitude and a longitude."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Point", "Reading", "astray", "read_geo"]

_NUMBER = r"[+\-\u2212]?\d+(?:\.\d+)?"
_POINTS = re.compile(rf"{_NUMBER}(?:(?:\s*[,;]\s*|\s+){_NUMBER})*")
_WITH_COMMAS = re.compile(r"([+\-\u2212]?\d+(?:,\d+)?)(?:\s*;\s*|,?\s+)([+\-\u2212]?\d+(?:,\d+)?)")


class Point(NamedTuple):
    """A latitude and a longitude, in degrees."""

    latitude: float
    longitude: float

    @property
    def possible(self) -> bool:
        """True of a place on the Earth."""
        return abs(self.latitude) <= 90 and abs(self.longitude) <= 180

    @property
    def swapped(self) -> Point:
        """The point that is meant if the two numbers have changed places."""
        return Point(self.longitude, self.latitude)


class Reading(NamedTuple):
    """The point that a text is, where it is one; what is wrong with it, and what to do; `sure` if nothing else could
    have been meant.
    """

    point: Point | None = None
    message: str = ""
    hint: str = ""
    sure: bool = True


_FORM = "write latitude and longitude in decimal degrees with a blank between them: 39.7477 37.0179"


def read_geo(text: str) -> Reading:
    """The coordinates in decimal degrees (WGS 84) that `text` is.

    Words, degrees with minutes, and outlines of several points are passed over: a reading of nothing.
    """
    text = " ".join(text.split())
    if "," in text and "." not in text and (pair := _WITH_COMMAS.fullmatch(text)) and "," in pair[1] + pair[2]:
        point = Point(_number(pair[1]), _number(pair[2]))
        if point.possible:
            plain = f"{pair[1]} {pair[2]}".replace(",", ".")
            return Reading(point, "the decimals are written with a comma", f'write a full stop: "{plain}"', sure=False)
    if not _POINTS.fullmatch(text):
        return Reading()
    numbers = [_number(found) for found in re.findall(_NUMBER, text)]
    if len(numbers) == 1:
        return Reading(None, "one number is no place: latitude or longitude is missing", _FORM)
    if len(numbers) > 3:
        return Reading()
    point = Point(numbers[0], numbers[1])  # the third is the height
    if point.possible:
        return Reading(point)
    if point.swapped.possible:
        shown = f"{numbers[1]:g} {numbers[0]:g}"
        message = f"there is no latitude of {numbers[0]:g} degrees: it lies between -90 and 90"
        return Reading(None, message, f"the latitude comes first, then the longitude: {shown}?")
    outside = f"latitude of {numbers[0]:g}" if abs(numbers[0]) > 90 else f"longitude of {numbers[1]:g}"
    return Reading(
        None, f"there is no {outside} degrees", "a latitude lies between -90 and 90, a longitude between -180 and 180"
    )


def _number(text: str) -> float:
    return float(text.replace("\u2212", "-").replace(",", "."))


def astray(points: Sequence[Point]) -> list[int]:
    """The numbers of those points that would lie among the others if latitude and longitude changed places, and now
    lie far from all of them.

    Only where there are enough that keep together to tell.
    """
    if len(points) < 8:
        return []
    middle = Point(_median(point.latitude for point in points), _median(point.longitude for point in points))
    near = max(_median(_distance(point, middle) for point in points), 1.0)
    if near > 10:
        return []
    return [
        number
        for number, point in enumerate(points)
        if _distance(point.swapped, middle) <= near and _distance(point, middle) > 2 * near + 8
    ]


def _median(numbers: Iterable[float]) -> float:
    """The middle one of the numbers."""
    ordered = sorted(numbers)
    return ordered[len(ordered) // 2]


def _distance(one: Point, other: Point) -> float:
    """In degrees, the greater of both; enough to tell near from far."""
    return max(abs(one.latitude - other.latitude), abs(one.longitude - other.longitude))
