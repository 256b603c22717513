"""Places as GeoJSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matbaa.maps.sheet import Place

__all__ = ["geojson"]


def geojson(places: Iterable[tuple[Place, str]]) -> str:
    """A FeatureCollection (RFC 7946) of places, each with the address of its page: points with the properties `id`,
    `name`, `mentions` and `href`.
    """
    features = [
        {
            "type": "Feature",
            "id": place.id,
            "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
            "properties": {"id": place.id, "name": place.label, "mentions": place.count, "href": href},
        }
        for place, href in places
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1) + "\n"
