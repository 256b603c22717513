"""What GeoNames offers, written out: for people, as JSON, and as a table that OpenRefine and the like read."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matbaa.reconcile.model import Candidate, Feature, Offer

__all__ = ["as_csv", "as_json", "as_text", "candidate_line", "entry_line"]

_VERSION = 1
_COLUMNS = (
    "file", "line", "id", "name", "type", "status", "cert", "rank", "score", "geonames", "candidate", "kind", "country",
    "population", "latitude", "longitude", "reasons",
)  # fmt: skip
_SAID = {
    "nothing": "GeoNames has no place of that name",
    "outside": "a kind of place that the data do not have",
    "unknown": "the data do not have its number; that does not make it wrong",
}


def as_text(offers: Sequence[Offer], limit: int) -> str:
    """Each entry that lacks something, with its candidates, and how many there are of the others."""
    lines: list[str] = []
    for offer in offers:
        if offer.status != "known":
            lines.append(entry_line(offer))
        if offer.status == "offered":
            lines += [candidate_line(one, offer.cert if not number else "") for number, one in _first(offer, limit)]
            if len(offer.candidates) > limit:
                lines.append(f"      … {len(offer.candidates) - limit} more")
        elif offer.status != "known":
            lines.append(f"      {_SAID[offer.status]}")
    certain = sum(bool(offer.cert) for offer in offers)
    offered = sum(offer.status == "offered" for offer in offers)
    known = sum(offer.status == "known" for offer in offers)
    lines.append(
        f"{len(offers):,} place{'' if len(offers) == 1 else 's'}: {known:,} complete, {offered:,} with candidates "
        f"({certain:,} certain), {len(offers) - known - offered:,} without"
    )
    return "\n".join(lines) + "\n"


def _first(offer: Offer, limit: int) -> Iterator[tuple[int, Candidate]]:
    return ((number, one) for number, one in enumerate(offer.candidates[:limit]))


def entry_line(offer: Offer) -> str:
    """The entry: where it stands, its id, its name and its type."""
    place = offer.place
    line, column = place.document.locate(place.node)
    number = f", GeoNames {place.geonames}" if place.geonames is not None else ""
    kind = f" ({place.type}{number})" if place.type else f" ({number[2:]})" if number else ""
    return f'{place.document.name}:{line}:{column}: {place.id or "–"} "{place.label}"{kind}'


def candidate_line(candidate: Candidate, cert: str = "", number: int | None = None) -> str:
    """A candidate: its number, name, country, inhabitants, coordinates, and what speaks for it."""
    feature = candidate.feature
    mark = f"{number:>3})" if number is not None else "   *" if cert else "    "
    where = f"{feature.point.latitude:g} {feature.point.longitude:g}" if feature.point else "–"
    people = f"{feature.population:,}" if feature.population else "–"
    reasons = "; ".join(candidate.reasons)
    certain = f" [certain: {cert}]" if cert else ""
    name = ", ".join(filter(None, (feature.name, feature.country or feature.kind)))
    return f"  {mark} {feature.id:<9} {name:<28} {people:>12}  {where:<20} {reasons}{certain}".rstrip()


def as_json(offers: Sequence[Offer], limit: int) -> str:
    """The same as data; docs/reconcile.md describes the form."""
    told = {"version": _VERSION, "places": [_entry(offer, limit) for offer in offers]}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _entry(offer: Offer, limit: int) -> dict[str, Any]:
    place = offer.place
    line, column = place.document.locate(place.node)
    return {
        "file": place.document.name,
        "line": line,
        "column": column,
        "id": place.id,
        "name": place.label,
        "type": place.type,
        "geonames": place.geonames,
        "status": offer.status,
        "cert": offer.cert or None,
        "candidates": [_candidate(one) for one in offer.candidates[:limit]],
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    feature = candidate.feature
    return {
        "geonames": feature.id,
        "name": feature.name,
        "kind": feature.kind,
        "country": feature.country or None,
        "population": feature.population,
        "latitude": feature.point.latitude if feature.point else None,
        "longitude": feature.point.longitude if feature.point else None,
        "score": round(candidate.score, 1),
        "reasons": list(candidate.reasons),
    }


def as_csv(offers: Sequence[Offer], limit: int) -> str:
    """One line a candidate, and one for each entry without any."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for offer in offers:
        place = offer.place
        head = [place.document.name, place.document.locate(place.node).line, place.id, place.label, place.type]
        if not offer.candidates:
            writer.writerow(_safe([*head, offer.status, "", "", "", place.geonames or "", *[""] * 7]))
        for number, candidate in enumerate(offer.candidates[:limit]):
            cert = offer.cert if number == 0 else ""
            cells = [offer.status, cert, number + 1, f"{candidate.score:.1f}", *_cells(candidate.feature)]
            writer.writerow(_safe([*head, *cells, "; ".join(candidate.reasons)]))
    return out.getvalue()


def _cells(feature: Feature) -> list[object]:
    point = feature.point
    where = (point.latitude, point.longitude) if point else ("", "")
    return [feature.id, feature.name, feature.kind, feature.country, feature.population, *where]


def _safe(cells: list[object]) -> list[object]:
    """A spreadsheet takes what begins with these signs for a formula."""
    return [f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@\t\r" and cell else cell for cell in cells]
