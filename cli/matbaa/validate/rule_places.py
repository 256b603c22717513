"""Where in a document an entry of a Schematron report stands."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from matbaa.document import Document, TextNode

if TYPE_CHECKING:
    from lxml import etree

    from matbaa.finding import Place

__all__ = ["Places"]

_PLACE = re.compile(r"(\d+)(?:/@Q\{(?P<namespace>[^}]*)\}(?P<attribute>.+)|/text\(\)\[(?P<text>\d+)\])?")


class Places:
    """Finds the places of one document, which are numbered as xslt/schematron/report.xsl says."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def find(self, place: str) -> Place:
        """The line and column of a numbered node; of the root element where there is none."""
        document = self._document
        found = _PLACE.fullmatch(place)
        number = int(found[1]) if found else 0
        if found is None or not 0 < number <= len(self._nodes):
            return document.locate(document.root)
        node = self._nodes[number - 1]
        if found["attribute"]:
            name, namespace = found["attribute"], found["namespace"]
            return document.locate_attribute(node, f"{{{namespace}}}{name}" if namespace else name)
        if found["text"]:
            return self._text(node, int(found["text"]))
        return document.locate(node)

    @cached_property
    def _nodes(self) -> list[etree._Element]:
        return list(self._document.root.iter())

    def _text(self, parent: etree._Element, position: int) -> Place:
        """Where the text that is the `position`-th in `parent` begins."""
        slots = (TextNode(parent, "text"), *(TextNode(child, "tail") for child in parent))
        texts = [text for text in slots if str(text)]
        if position > len(texts):
            return self._document.locate(parent)
        return self._document.locate_text(texts[position - 1], 0)
