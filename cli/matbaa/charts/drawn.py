"""Where things stand on a chart, put into its XML for `xslt/chart.xsl`, which draws and does not reckon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.charts import timeline
from matbaa.charts.layout import Link, Node, layout
from matbaa.index import dates
from matbaa.index.markup import NAMESPACE, element
from matbaa.maps.sheet import Place, locator, sheets
from matbaa.maps.xml import sheet_xml, spot_xml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

    from matbaa.charts.timeline import Moment, Scale

__all__ = ["draw", "locate", "network_of", "places_of"]


def draw(chart: etree._Element) -> None:
    """Adds to a `chart` what its kind needs: sheets of a map or a network, scales of a timeline."""
    kind = chart.get("kind", "")
    if kind == "map":
        for sheet in sheets([place for place, _ in places_of(chart)]):
            sheet_xml(chart, sheet)
    elif kind == "network":
        _network(chart)
    elif kind == "timeline":
        _timeline(chart)


def locate(entry: etree._Element) -> None:
    """Adds to an `entry` that has a `point` the map that shows where it is."""
    point = entry.find(f"{{{NAMESPACE}}}point")
    if point is not None:
        latitude, longitude = float(point.get("latitude", "0")), float(point.get("longitude", "0"))
        sheet_xml(entry, locator(latitude, longitude, entry.get("type", "")))


def places_of(chart: etree._Element) -> list[tuple[Place, str]]:
    """The places of a map, each with the address of its page."""
    return [
        (
            Place(one.get("id", ""), one.get("label", ""), float(one.get("latitude", "0")),
                  float(one.get("longitude", "0")), int(one.get("count", "0"))),
            one.get("href", ""),
        )
        for one in _all(chart, "place")
    ]  # fmt: skip


def network_of(chart: etree._Element) -> tuple[list[Node], list[Link]]:
    """The entries of a network and what joins them."""
    nodes = [
        Node(f"{one.get('kind')}/{one.get('id')}", one.get("label", ""), int(one.get("count", "0")))
        for one in _all(chart, "node")
    ]
    links = [Link(one.get("from", ""), one.get("to", ""), int(one.get("count", "0"))) for one in _all(chart, "link")]
    return nodes, links


def _all(chart: etree._Element, name: str) -> Iterable[etree._Element]:
    return chart.iterchildren(f"{{{NAMESPACE}}}{name}")


def _network(chart: etree._Element) -> None:
    drawing = layout(*network_of(chart))
    if not drawing.spots:
        return
    sheet = element(chart, "sheet", width=str(drawing.width), height=str(drawing.height))
    at = {spot.id: spot for spot in drawing.spots}
    for link in drawing.links:
        one, other = at[link.start], at[link.end]
        element(sheet, "line", **{"from": link.start, "to": link.end}, count=str(link.count),
                x1=f"{one.x:g}", y1=f"{one.y:g}", x2=f"{other.x:g}", y2=f"{other.y:g}")  # fmt: skip
    for spot in drawing.spots:
        spot_xml(sheet, spot)


def _timeline(chart: etree._Element) -> None:
    """`begin` and `end` (days, see `timeline.day_number`), `uncertain` and `open` for each date that has a time."""
    given = list(_all(chart, "date"))
    found = timeline.moments(
        timeline.Dated(one.get("iso", ""), one.get("label", ""), int(one.get("count", "0"))) for one in given
    )
    for moment in found:
        _timed(given[moment.number], moment)
    for scale in timeline.scales(found):
        _scale(chart, scale, chart.get("language", "en"))


def _timed(date: etree._Element, moment: Moment) -> None:
    date.set("begin", str(moment.begin))
    date.set("end", str(moment.end))
    if moment.uncertain:
        date.set("uncertain", "true")
    if moment.open_begin or moment.open_end:
        date.set("open", "begin" if moment.open_begin else "end")


def _scale(chart: etree._Element, scale: Scale, language: str) -> None:
    top = element(chart, "scale", width=str(scale.width), unit=scale.unit, begin=str(scale.begin), end=str(scale.end),
                  unlaid=str(scale.unlaid or ""), **{"left-out": str(scale.left_out or "")})  # fmt: skip
    for tick in scale.ticks:
        label = dates.label(tick.iso, language) if tick.major else ""
        element(top, "tick", x=f"{tick.x:g}", iso=tick.iso, label=label)
    for stack in scale.stacks:
        element(top, "stack", x=f"{stack.x:g}", width=f"{stack.width:g}", iso=stack.iso, count=str(stack.count),
                dates=" ".join(str(number + 1) for number in stack.numbers),
                label=_unit_label(stack.iso, scale.unit, language))  # fmt: skip
    for strip in scale.strips:
        element(top, "strip", date=str(strip.number + 1), x=f"{strip.x:g}", width=f"{strip.width:g}",
                lane=str(strip.lane), uncertain="true" if strip.uncertain else "", cut=strip.cut,
                words=strip.words)  # fmt: skip


def _unit_label(iso: str, unit: str, language: str) -> str:
    years = {"decade": 9, "century": 99}.get(unit)
    label = dates.label(iso, language)
    return label if years is None else f"{label} – {dates.label(f'{int(iso) + years:04}', language)}"
