"""A sheet as XML for the stylesheets, in the namespace `urn:matbaa:index`."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from matbaa.index.markup import element
from matbaa.maps.ground import Ground

if TYPE_CHECKING:
    from lxml import etree

    from matbaa.maps.sheet import Sheet, Spot

__all__ = ["sheet_xml", "spot_xml"]


def sheet_xml(parent: etree._Element, sheet: Sheet) -> etree._Element:
    """`sheet` (width, height, left-out) with a `path` a layer (name, d) and a `spot` a place (place, x, y, r, dx, dy,
    anchor, zoom), below `parent`.
    """
    top = element(parent, "sheet", width=str(sheet.width), height=str(sheet.height))
    if sheet.left_out:
        top.set("left-out", str(sheet.left_out))
    for layer in fields(Ground):
        if path := getattr(sheet.ground, layer.name):
            element(top, "path", name=layer.name, d=path)
    for spot in sheet.spots:
        spot_xml(top, spot)
    return top


def spot_xml(sheet: etree._Element, spot: Spot) -> None:
    """A `spot` of a sheet."""
    label = spot.label
    element(sheet, "spot", place=spot.id, x=f"{spot.x:g}", y=f"{spot.y:g}", r=f"{spot.radius:g}",
            dx=f"{label.dx:g}", dy=f"{label.dy:g}", anchor=label.anchor, zoom=f"{label.zoom:g}")  # fmt: skip
