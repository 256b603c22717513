"""What the charts show, as the XML that `xslt/chart.xsl` draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.charts.drawn import draw
from matbaa.index.addresses import entry_page, spot
from matbaa.index.markup import element

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml import etree

    from matbaa.index.rows import Row

__all__ = ["CHARTS", "chart_xml", "charts_of"]

# each chart, and the kinds of entries that it is made of
CHARTS: dict[str, tuple[str, ...]] = {
    "timeline": ("dates",),
    "map": ("places",),
    "network": ("persons", "places", "orgs", "events", "documents"),
    "citations": ("works",),
}
# more entries than these are no chart but a thicket
_NODES = 150


def charts_of(kinds: Iterable[str], *, points: bool) -> tuple[str, ...]:
    """The charts of an edition that has indexes of these kinds; `points` says whether any place has coordinates."""
    have = set(kinds)
    return tuple(
        chart
        for chart, of in CHARTS.items()
        if have.intersection(of) and (chart != "map" or points) and (chart != "network" or "persons" in have)
    )


def chart_xml(chart: str, language: str, rows: Mapping[str, Iterable[Row]]) -> etree._ElementTree:
    """One of `CHARTS`, for a page in the folder of indexes, with where things stand on it; `rows` are those of its
    kinds, sorted.
    """
    root = element(None, "chart", kind=chart, language=language)
    all_rows = [row for kind in CHARTS[chart] for row in rows.get(kind, ()) if row.mentions or chart == "map"]
    if chart == "timeline":
        for row in all_rows:
            element(root, "date", iso=row.entry.date, label=row.entry.label, href=_page(row), count=str(row.mentions))
    elif chart == "map":
        for row in all_rows:
            if row.entry.point:
                latitude, longitude = row.entry.point
                element(root, "place", id=row.entry.id, label=row.entry.label, href=_page(row), count=str(row.mentions),
                        latitude=str(latitude), longitude=str(longitude))  # fmt: skip
    elif chart == "network":
        _network(root, all_rows)
    else:
        _citations(root, all_rows)
    draw(root)
    return root.getroottree()


def _page(row: Row) -> str:
    return entry_page("", row.entry.kind, row.entry.id)


def _network(root: etree._Element, rows: list[Row]) -> None:
    """The entries that are mentioned most, and in how many blocks two of them stand together."""
    connected = [row for row in rows if row.others]
    shown = sorted(connected, key=lambda row: (-row.mentions, row.entry.kind, row.entry.id))[:_NODES]
    names = {(row.entry.kind, row.entry.id) for row in shown}
    for row in shown:
        element(root, "node", kind=row.entry.kind, id=row.entry.id, label=row.entry.label, href=_page(row),
                count=str(row.mentions))  # fmt: skip
    links: dict[tuple[str, str], int] = {}
    for row in shown:
        here = f"{row.entry.kind}/{row.entry.id}"
        for other in row.others:
            if (other.kind, other.id) in names:
                there = f"{other.kind}/{other.id}"
                links[min(here, there), max(here, there)] = other.times
    for (start, end), times in sorted(links.items()):
        element(root, "link", **{"from": start, "to": end, "count": str(times)})


def _citations(root: etree._Element, rows: list[Row]) -> None:
    for row in rows:
        work = element(root, "work", id=row.entry.id, label=row.entry.label, href=_page(row), count=str(row.mentions))
        for place in row.places:
            element(work, "text", document=place.document, title=place.title, count=str(len(place.positions)),
                    href=spot("../html/", place.document, place.spots[0]), spots=" ".join(place.spots),
                    positions=" ".join(f"{position:g}" for position in place.positions))  # fmt: skip
