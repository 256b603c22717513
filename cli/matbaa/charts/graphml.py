"""A network as GraphML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matbaa.charts.layout import Link, Node

__all__ = ["graphml"]

_GRAPHML = "http://graphml.graphdrawing.org/xmlns"


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
