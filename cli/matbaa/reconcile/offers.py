"""For each place of authority files what GeoNames offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.reconcile.gazetteer import Gazetteer, installed
from matbaa.reconcile.model import Candidate, Offer
from matbaa.reconcile.names import folded
from matbaa.reconcile.places import languages, places
from matbaa.reconcile.rank import Surroundings, cert, ranked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from matbaa.document import Document
    from matbaa.reconcile.model import Feature, Place

__all__ = ["looked_up", "offers"]


def looked_up(
    documents: Sequence[Document],
    countries: Sequence[str] = (),
    folder: Path | None = None,
    tell: Callable[[str], None] = lambda message: None,
) -> list[Offer]:
    """What is offered for the places of these documents, from the data in `folder` or those that are installed.

    `tell` is called before work that takes long. Raises `CannotRun` where there are no data.
    """
    found = [place for document in documents for place in places(document)]
    spoken = sorted({language for document in documents for language in languages(document)})
    return offers(found, Gazetteer(folder or installed(), spoken, tell), countries)


def offers(listed: Sequence[Place], gazetteer: Gazetteer, countries: Sequence[str] = ()) -> list[Offer]:
    """What is offered for each place, in their order.

    `countries` are codes of those in which places are rather looked for. What is certain tells of what lies around it:
    the rest is looked through a second time with that.
    """
    by_name, by_number = _found(listed, gazetteer)
    bare = Surroundings(gazetteer.countries, dict.fromkeys(countries, 1.0))
    first = [_offer(place, by_name, by_number, bare) for place in listed]
    known = [
        offer.candidates[0].feature for offer in first if offer.candidates and (offer.cert or offer.place.geonames)
    ]
    around = bare.with_known(known)
    return [_offer(place, by_name, by_number, around) for place in listed]


def _found(listed: Sequence[Place], gazetteer: Gazetteer) -> tuple[Mapping[str, list[Feature]], Mapping[int, Feature]]:
    names = {folded(name) for place in listed for name in place.names} - {""}
    numbers = {place.geonames for place in listed if place.geonames is not None}
    by_name: dict[str, list[Feature]] = {}
    by_number: dict[int, Feature] = {}
    for feature in gazetteer.find(names, numbers):
        if feature.id in numbers:
            by_number[feature.id] = feature
        for name in feature.names & names:
            by_name.setdefault(name, []).append(feature)
    return by_name, by_number


def _offer(
    place: Place, by_name: Mapping[str, list[Feature]], by_number: Mapping[int, Feature], around: Surroundings
) -> Offer:
    own = by_number.get(place.geonames) if place.geonames is not None else None
    if place.geonames is not None:
        # its number decides; what can be offered is the coordinates
        if own is None:
            return Offer(place, "unknown")
        if place.point is not None or place.geo is not None or own.point is None:
            return Offer(place, "known", (Candidate(own, 0.0),))
        called = any(folded(name) in own.names for name in place.names)
        reasons = ("the number that it has", *(() if called else ("but under another name",)))
        return Offer(place, "offered", (Candidate(own, 100.0, reasons),), "high" if called else "")
    features = {one.id: one for name in place.names for one in by_name.get(folded(name), ())}
    candidates = ranked(place, features.values(), around)
    if not candidates:
        return Offer(place, "outside" if place.kind == "other" else "nothing")
    return Offer(place, "offered", candidates, cert(place, candidates, around))
