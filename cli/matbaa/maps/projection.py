"""From the globe to the plane: Lambert's azimuthal equal-area projection for a part of it, Equal Earth for the whole.

Both show areas in their true proportions. A unit of the plane is about a degree; y grows downwards, as on a screen.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from matbaa.maps.earth import Point

__all__ = ["Azimuthal", "EqualEarth", "Projection"]


class Projection(Protocol):
    """What a map is drawn by."""

    @property
    def longitude(self) -> float:
        """The meridian in the middle."""
        ...

    def project(self, longitude: float, latitude: float) -> Point:
        """The point of the plane for a place on the globe."""
        ...


@dataclass(frozen=True, slots=True)
class Azimuthal:
    """Seen from straight above `longitude` and `latitude`; what lies opposite is at the rim, at a distance of 114.6."""

    longitude: float
    latitude: float

    def project(self, longitude: float, latitude: float) -> Point:
        """The point of the plane; (0, 0) for the middle."""
        turn, phi, middle = map(math.radians, (longitude - self.longitude, latitude, self.latitude))
        across = 1 + math.sin(middle) * math.sin(phi) + math.cos(middle) * math.cos(phi) * math.cos(turn)
        stretch = math.sqrt(2 / max(across, 1e-9))
        x = stretch * math.cos(phi) * math.sin(turn)
        y = stretch * (math.cos(middle) * math.sin(phi) - math.sin(middle) * math.cos(phi) * math.cos(turn))
        return math.degrees(x), -math.degrees(y)

    def unproject(self, x: float, y: float) -> Point:
        """Longitude (within 180 degrees of the middle's) and latitude of a point of the plane."""
        x, y, middle = math.radians(x), -math.radians(y), math.radians(self.latitude)
        distance = math.hypot(x, y)
        if distance < 1e-12:
            return self.longitude, self.latitude
        angle = 2 * math.asin(min(1.0, distance / 2))
        sine = math.cos(angle) * math.sin(middle) + y * math.sin(angle) * math.cos(middle) / distance
        turn = math.atan2(
            x * math.sin(angle),
            distance * math.cos(middle) * math.cos(angle) - y * math.sin(middle) * math.sin(angle),
        )
        return self.longitude + math.degrees(turn), math.degrees(math.asin(max(-1.0, min(1.0, sine))))


@dataclass(frozen=True, slots=True)
class EqualEarth:
    """The whole globe around the meridian `longitude`, after Šavrič, Patterson and Jenny (2018)."""

    longitude: float = 0.0

    def project(self, longitude: float, latitude: float) -> Point:
        """The point of the plane; (0, 0) for the equator's middle."""
        a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
        theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
        square = theta * theta
        sixth = square**3
        slope = 9 * a4 * sixth * square + 7 * a3 * sixth + 3 * a2 * square + a1
        x = 2 * math.sqrt(3) * math.radians(longitude - self.longitude) * math.cos(theta) / (3 * slope)
        y = theta * (a4 * sixth * square + a3 * sixth + a2 * square + a1)
        return math.degrees(x), -math.degrees(y)
