"""The data of charts in forms that other programs read: GeoJSON of places, GraphML of a network, rows for CSV."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matbaa.index.layout import Link, Node
    from matbaa.maps.sheet import Place

__all__ = ["geojson", "graphml"]

_GRAPHML = "http://graphml.graphdrawing.org/xmlns"


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


def graphml(nodes: Sequence[Node], links: Iterable[Link]) -> str:
    """A network as GraphML, as Gephi and Cytoscape read it: of a node its `label`, `kind` and `mentions`, of an edge
    its `weight`, the number of passages that mention both.
    """
    root = etree.Element(f"{{{_GRAPHML}}}graphml", nsmap={None: _GRAPHML})
    keys = (
        ("label", "node", "string"),
        ("kind", "node", "string"),
        ("mentions", "node", "int"),
        ("weight", "edge", "int"),
    )
    for name, of, kind in keys:
        etree.SubElement(root, f"{{{_GRAPHML}}}key", {"id": name, "for": of, "attr.name": name, "attr.type": kind})
    graph = etree.SubElement(root, f"{{{_GRAPHML}}}graph", edgedefault="undirected")
    for node in nodes:
        made = etree.SubElement(graph, f"{{{_GRAPHML}}}node", id=node.id)
        for name, value in (("label", node.label), ("kind", node.id.partition("/")[0]), ("mentions", str(node.count))):
            etree.SubElement(made, f"{{{_GRAPHML}}}data", key=name).text = value
    known = {node.id for node in nodes}
    for link in links:
        if link.start in known and link.end in known:
            made = etree.SubElement(graph, f"{{{_GRAPHML}}}edge", source=link.start, target=link.end)
            etree.SubElement(made, f"{{{_GRAPHML}}}data", key="weight").text = str(link.count)
    written: str = etree.tostring(root, encoding="unicode", pretty_print=True)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + written
