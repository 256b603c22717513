"""What places of authority files say of themselves, held against GeoNames: numbers and coordinates that do not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.finding import Severity
from matbaa.reconcile.names import folded
from matbaa.reconcile.rank import distance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matbaa.finding import Finding
    from matbaa.reconcile.model import Offer

__all__ = ["check"]

# kilometres: a large town is not larger
_FAR = 50.0


def check(offers: Iterable[Offer]) -> Iterator[Finding]:
    """Coordinates that lie far from the place that the number names (MBE072), and numbers of places that are called
    otherwise altogether (MBE073).
    """
    for offer in offers:
        place = offer.place
        if place.geonames is None or not offer.candidates:
            continue
        feature = offer.candidates[0].feature
        shown = f"GeoNames {feature.id}, {feature.name} ({feature.country or feature.kind})"
        if not any(folded(name) in feature.names for name in place.names):
            node = place.idno if place.idno is not None else place.node
            yield place.document.finding(
                "MBE073",
                Severity.HINT,
                f'"{place.label}" has the number of {shown}, which has none of its names',
                place.document.locate(node),
                hint="look the number up; if it is right, add the name that GeoNames has as a variant",
            )
        elif feature.kind == "settlement" and place.point is not None and feature.point is not None:
            away = distance(place.point, feature.point)
            if away > _FAR:
                there = f"{feature.point.latitude:g} {feature.point.longitude:g}"
                yield place.document.finding(
                    "MBE072",
                    Severity.WARNING,
                    f'the coordinates of "{place.label}" lie {away:,.0f} km from {shown}',
                    place.document.locate(place.geo if place.geo is not None else place.node),
                    hint=f"mend the coordinates or the number; GeoNames has {there}",
                )
