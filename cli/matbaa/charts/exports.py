"""What a chart shows, as data for other programs."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from matbaa.charts.drawn import network_of, places_of
from matbaa.charts.geojson import geojson
from matbaa.charts.graphml import graphml
from matbaa.index.formats import cell
from matbaa.index.markup import NAMESPACE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

__all__ = ["FORMS", "chart_data"]

FORMS: dict[str, tuple[str, ...]] = {
    "timeline": ("json", "csv"),
    "map": ("geojson", "csv"),
    "network": ("graphml", "csv"),
    "citations": ("csv",),
}
"""The forms of each chart's data; xslt/chart.xsl links to them."""

_ROWS = {
    "timeline": ("date", ("iso", "label", "count", "href")),
    "map": ("place", ("id", "label", "latitude", "longitude", "count", "href")),
    "network": ("link", ("from", "to", "count")),
}


def chart_data(chart: etree._Element, form: str) -> str:
    """The data of a `chart` (see `matbaa.charts.content`) in one of its `FORMS`; addresses are those of its page."""
    kind = chart.get("kind", "")
    if form == "geojson":
        return geojson(places_of(chart))
    if form == "graphml":
        return graphml(*network_of(chart))
    if form == "json":
        return _json(kind, chart)
    if kind == "citations":
        return _csv(("work", "label", "document", "title", "position", "href"), _citations(chart))
    name, columns = _ROWS[kind]
    return _csv(columns, ([one.get(column, "") for column in columns] for one in _all(chart, name)))


def _json(kind: str, chart: etree._Element) -> str:
    name, columns = _ROWS[kind]
    rows = [
        {column: int(one.get(column, "0")) if column == "count" else one.get(column, "") for column in columns}
        for one in _all(chart, name)
    ]
    return json.dumps({kind: rows}, ensure_ascii=False, indent=1) + "\n"


def _citations(chart: etree._Element) -> Iterator[list[str]]:
    """A row a citation."""
    for work in _all(chart, "work"):
        for text in _all(work, "text"):
            page = text.get("href", "").partition("#")[0]
            positions, spots = text.get("positions", "").split(), text.get("spots", "").split()
            for number, position in enumerate(positions):
                href = f"{page}#{spots[number]}" if number < len(spots) else text.get("href", "")
                yield [work.get("id", ""), work.get("label", ""), text.get("document", ""), text.get("title", ""),
                       position, href]  # fmt: skip


def _all(chart: etree._Element, name: str) -> Iterator[etree._Element]:
    return chart.iterchildren(f"{{{NAMESPACE}}}{name}")


def _csv(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue()
