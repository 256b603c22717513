"""Which place of GeoNames an entry may be: candidates in the order of likelihood, and whether the first is certain.

The figures are points, not probabilities: they were set so that each kind of evidence weighs as an editor would weigh
it, and are held to by the tests.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from matbaa.reconcile.model import Candidate
from matbaa.reconcile.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from matbaa.reconcile.model import Feature, Kind, Place
    from matbaa.validate.coordinates import Point

__all__ = ["Surroundings", "cert", "distance", "ranked"]

_RADIUS = 6371.0
_PREFERRED, _VARIANT, _MAIN, _FURTHER = 40.0, 32.0, 5.0, 4.0
_KIND, _WORLD = 15.0, 10.0
# each tenfold of inhabitants
_TENFOLD = 8.0
_COUNTRY = 35.0
_SHARE, _AROUND = 20.0, 5.0
_HERE, _NEAR, _FAR = 50.0, 20.0, -50.0
# kilometres
_AT, _BY, _AWAY, _REGION = 15.0, 50.0, 200.0, 150.0
# how far ahead of the second the first must be to be certain
_AHEAD = 15.0
_LARGE = 100_000
_COMMON = 0.1
# kinds that an entry of a kind may be in the data
_FITTING: dict[Kind, frozenset[Kind]] = {
    "settlement": frozenset({"settlement"}),
    "country": frozenset({"country"}),
    "continent": frozenset({"continent"}),
    "region": frozenset({"region", "country"}),
    # an island may be a country
    "other": frozenset({"country", "region"}),
    "": frozenset({"settlement", "country", "continent", "region"}),
}


@dataclass(frozen=True)
class Surroundings:
    """What is known of the other places of the lists: in which countries they lie, and where.

    `countries` are shares of 1 by code; `names` the names of every country, folded, by code.
    """

    names: Mapping[str, frozenset[str]]
    countries: Mapping[str, float] = field(default_factory=dict)
    points: Sequence[Point] = ()

    def with_known(self, features: Iterable[Feature]) -> Surroundings:
        """The same with those places that are known; countries that were named before keep their weight."""
        found = list(features)
        counts = Counter(feature.country for feature in found if feature.country and feature.kind != "country")
        number = sum(counts.values())
        shares = {code: count / number for code, count in counts.items()}
        points = tuple(one.point for one in found if one.point is not None and one.kind == "settlement")
        return Surroundings(self.names, {**shares, **self.countries}, points)


def ranked(place: Place, features: Iterable[Feature], around: Surroundings) -> tuple[Candidate, ...]:
    """The features that an entry may be, the likeliest first."""
    names = [folded(name) for name in place.names]
    hints = {folded(hint) for hint in place.hints}
    hinted = {code for code, known in around.names.items() if not hints.isdisjoint(known)}
    found = []
    for feature in features:
        if feature.kind in _FITTING.get(place.kind, ()) and not feature.names.isdisjoint(names):
            weights = [
                *_by_name(names, feature),
                *_by_kind(place, feature),
                *_by_place(place, feature, hinted, around),
            ]
            reasons = tuple(reason for _, reason in weights if reason)
            found.append(Candidate(feature, sum(weight for weight, _ in weights), reasons))
    found.sort(key=lambda one: (-one.score, -one.feature.population, one.feature.id))
    return tuple(found)


def _by_name(names: Sequence[str], feature: Feature) -> Iterable[tuple[float, str]]:
    matching = [number for number, name in enumerate(names) if name in feature.names]
    is_main = any(names[number] == folded(feature.name) for number in matching)
    if matching[0] == 0:
        yield _PREFERRED, "its name" if is_main else "another name of it"
    else:
        yield _VARIANT, "a variant is its name" if is_main else "a variant is another name of it"
    if is_main:
        yield _MAIN, ""
    if len(set(names)) > 1 and (more := len({names[number] for number in matching}) - 1):
        yield _FURTHER * min(more, 2), "further names"


def _by_kind(place: Place, feature: Feature) -> Iterable[tuple[float, str]]:
    if place.kind == feature.kind:
        yield _KIND, ""
    elif not place.kind and feature.kind in ("country", "continent"):
        yield _WORLD, ""
    inhabitants = max(feature.population, 1) if feature.kind == "settlement" else 10_000_000
    yield _TENFOLD * math.log10(inhabitants), ""


def _by_place(place: Place, feature: Feature, hinted: set[str], around: Surroundings) -> Iterable[tuple[float, str]]:
    if hinted and feature.country:
        yield (_COUNTRY, "in the country that the entry names") if feature.country in hinted else (-_COUNTRY, "")
    if share := around.countries.get(feature.country):
        yield _SHARE * share, "in the country of many others" if share >= _COMMON else ""
    if feature.point is None:
        return
    if place.point is not None:
        away = distance(place.point, feature.point)
        if away <= _AT:
            yield _HERE, "where the entry says"
        elif away <= _BY:
            yield _NEAR, "near where the entry says"
        elif away > _AWAY:
            yield _FAR, "far from where the entry says"
    if feature.kind == "settlement" and any(distance(point, feature.point) < _REGION for point in around.points):
        yield _AROUND, ""


def cert(place: Place, candidates: Sequence[Candidate], around: Surroundings) -> Literal["high", "medium", ""]:
    """How certain the first candidate is; empty where an editor has to choose.

    It must have the preferred name and the kind of the entry, be far ahead of all others, and be no village that is
    out of the way of everything else.
    """
    if not candidates:
        return ""
    first = candidates[0]
    feature = first.feature
    here = place.point is not None and feature.point is not None and distance(place.point, feature.point) <= _AT
    hints = {folded(hint) for hint in place.hints}
    hinted = not hints.isdisjoint(around.names.get(feature.country, ()))
    if folded(place.names[0]) not in feature.names or not (place.kind == feature.kind or here):
        return ""
    if len(candidates) > 1 and first.score - candidates[1].score < _AHEAD:
        return ""
    if place.point is not None and feature.point is not None and not here:
        return ""
    known = around.countries.get(feature.country, 0) >= _COMMON or feature.population >= _LARGE
    if feature.kind == "settlement" and not (here or hinted or known):
        return ""
    further = sum(folded(name) in feature.names for name in dict.fromkeys(map(folded, place.names))) > 1
    return "high" if here or hinted or further or feature.kind != "settlement" else "medium"


def distance(one: Point, other: Point) -> float:
    """Kilometres between two points on the Earth."""
    a, b = math.radians(one.latitude), math.radians(other.latitude)
    across = math.radians(other.longitude - one.longitude)
    part = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(across / 2) ** 2
    return 2 * _RADIUS * math.asin(min(1.0, math.sqrt(part)))
