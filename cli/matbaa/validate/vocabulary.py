"""What a RELAX NG schema says of an element: which attributes and values, which children.

For messages only, never for a verdict.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

__all__ = ["Element", "Vocabulary"]

_RNG = "{http://relaxng.org/ns/structure/1.0}"
_OPTIONAL = {f"{_RNG}{name}" for name in ("optional", "zeroOrMore", "choice")}


@dataclass
class Element:
    """What an element of one name may have, over all its definitions: lxml's names (`{namespace}local`), and for
    attributes the values listed.
    """

    attributes: dict[str, list[str]] = field(default_factory=dict)
    required: set[str] = field(default_factory=set)
    children: set[str] = field(default_factory=set)


class Vocabulary:
    """The elements of a schema in the XML syntax.

    A schema of several files (`include`, `externalRef`) is known only in part.
    """

    def __init__(self, schema: etree._ElementTree) -> None:
        self._root = schema.getroot()
        self._known: dict[str, Element] = {}

    @cached_property
    def _defines(self) -> dict[str, list[etree._Element]]:
        found: dict[str, list[etree._Element]] = {}
        for define in self._root.iter(f"{_RNG}define"):
            found.setdefault(define.get("name", ""), []).append(define)
        return found

    @cached_property
    def _elements(self) -> dict[str, list[etree._Element]]:
        found: dict[str, list[etree._Element]] = {}
        for element in self._root.iter(f"{_RNG}element"):
            if name := _name(element):
                found.setdefault(name, []).append(element)
        return found

    @property
    def names(self) -> list[str]:
        """Every element that the schema names."""
        return list(self._elements)

    def element(self, name: str) -> Element | None:
        """What the schema says of the element `name`; nothing where it does not name it."""
        if name not in self._elements:
            return None
        if name not in self._known:
            known = self._known[name] = Element()
            for element in self._elements[name]:
                for child in element:
                    self._walk(child, False, known, set())
        return self._known[name]

    def _walk(self, node: etree._Element, optional: bool, known: Element, seen: set[tuple[str, bool]]) -> None:
        if node.tag == f"{_RNG}element":
            if name := _name(node):
                known.children.add(name)
        elif node.tag == f"{_RNG}attribute":
            if name := _name(node, attribute=True):
                known.attributes.setdefault(name, []).extend(self._values(node, set()))
                if not optional:
                    known.required.add(name)
        elif node.tag in (f"{_RNG}ref", f"{_RNG}parentRef"):
            key = (node.get("name", ""), optional)
            if key not in seen:
                seen.add(key)
                for define in self._defines.get(key[0], []):
                    for child in define:
                        self._walk(child, optional, known, seen)
        elif isinstance(node.tag, str):
            for child in node:
                self._walk(child, optional or node.tag in _OPTIONAL, known, seen)

    def _values(self, node: etree._Element, seen: set[str]) -> Iterator[str]:
        for child in node.iter(f"{_RNG}value", f"{_RNG}ref"):
            name = child.get("name", "")
            if child.tag == f"{_RNG}value":
                yield (child.text or "").strip()
            elif name not in seen:
                seen.add(name)
                for define in self._defines.get(name, []):
                    yield from self._values(define, seen)


def _name(node: etree._Element, *, attribute: bool = False) -> str | None:
    """The name of an `element` or `attribute` as lxml writes it; nothing where the schema gives a class of names."""
    name = node.get("name")
    if name is None:
        child = node.find(f"{_RNG}name")
        if child is None or child.getparent() is not node or node.index(child) != 0:
            return None
        name, node = (child.text or "").strip(), child
        attribute = False
    if ":" in name:
        prefix, local = name.split(":", 1)
        if prefix == "xml":
            return f"{{http://www.w3.org/XML/1998/namespace}}{local}"
        return f"{{{node.nsmap.get(prefix, '')}}}{local}"
    inherited = next((a.get("ns") for a in (node, *node.iterancestors()) if a.get("ns") is not None), None)
    namespace = node.get("ns") if attribute else inherited
    return f"{{{namespace}}}{name}" if namespace else name
