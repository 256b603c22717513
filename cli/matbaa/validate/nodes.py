"""Which element a complaint of libxml2 is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

    from matbaa.document import Document

__all__ = ["element_of", "element_on"]

_STEP = re.compile(r"(?:([^:/\[\]@()]+):)?([^:/\[\]@()]+)(?:\[(\d+)\])?")
_NAME = re.compile(r"[Ee]lement '?(?:\{[^}]*\})?([^\s':]+)")


def element_of(document: Document, path: str | None, line: int, message: str) -> etree._Element:
    """The element that an entry of libxml2's log speaks of: by its path; else the one of that line that the message
    names; else the root.
    """
    node = element_on(document.root, path) if path else None
    return document.root if node is None and (node := _by_line(document, line, message)) is None else node


def element_on(root: etree._Element, path: str) -> etree._Element | None:
    """The element at `path`, as libxml2 writes it: `/*/tei:text/*[2]/p[3]`; nothing where no such element is.

    It is walked by hand, for its prefixes are those of the text and no XPath without their declarations knows them.
    A `*` stands for an element in a default namespace and counts all sisters; a name counts those with the same
    prefix and name. A step to a text or an attribute ends at its element.
    """
    node: etree._Element | None = None
    for step in path.strip("/").split("/"):
        found = _STEP.fullmatch(step)
        if found is None:
            return node
        prefix, local, position = found[1], found[2], int(found[3] or 1)
        sisters = [root] if node is None else node.iterchildren("*")
        fitting = (sister for sister in sisters if local == "*" or _named(sister, prefix, local))
        node = next((sister for number, sister in enumerate(fitting, 1) if number == position), None)
        if node is None:
            return None
    return node


def _named(element: etree._Element, prefix: str | None, local: str) -> bool:
    namespace, _, name = str(element.tag).rpartition("}")
    return name == local and element.prefix == prefix and bool(prefix) == bool(namespace)


def _by_line(document: Document, line: int, message: str) -> etree._Element | None:
    named = _NAME.search(message)
    if named is None:
        return None
    local = str(named[1])
    return next((node for node in document.root.iter(f"{{*}}{local}") if node.sourceline == line), None)
