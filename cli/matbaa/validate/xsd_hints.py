"""What an XSD schema would have allowed: its names and values, and what libxml2 says of one element after another."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree

from matbaa.validate.schema_files import schema_tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["Declared", "Probe"]

_XS = "{http://www.w3.org/2001/XMLSchema}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
# longer rows of sisters are not tried with every element
_LONG = 400
# so many places are looked at, each of which takes some hundredths of a second
_PLACES = 50


@dataclass
class Declared:
    """What the files of a schema declare, by local names: enough to say what was meant, not to decide anything."""

    files: Sequence[Path]

    @cached_property
    def elements(self) -> tuple[str, ...]:
        """The names of all elements."""
        return tuple(dict.fromkeys(self._named("element")))

    @cached_property
    def roots(self) -> tuple[tuple[str, str], ...]:
        """Namespace and name of the elements that may be the root."""
        return tuple(
            (root.get("targetNamespace", ""), element.get("name", ""))
            for root in self._roots
            for element in root.iterchildren(f"{_XS}element")
            if element.get("abstract") not in {"true", "1"}
        )

    def attributes(self, element: str) -> dict[str, etree._Element]:
        """The attributes of the elements of that name, each with its declaration; `xml:id` with its prefix."""
        found: dict[str, etree._Element] = {}
        for node in self._nodes["element", element]:
            self._collect(node, found, set())
        return found

    def values(self, attribute: etree._Element) -> tuple[list[str], bool]:
        """The values that a declaration lists, and whether others are allowed besides."""
        values: list[str] = []
        others = self._values(attribute, values, set())
        return list(dict.fromkeys(values)), others

    @cached_property
    def _roots(self) -> list[etree._Element]:
        return [schema_tree(file).getroot() for file in self.files]

    @cached_property
    def _nodes(self) -> _Nodes:
        found = _Nodes()
        for root in self._roots:
            for node in root.iter("*"):
                if (name := node.get("name")) is not None:
                    found.setdefault((etree.QName(node).localname, name), []).append(node)
        return found

    def _named(self, kind: str) -> Iterator[str]:
        return (name for one, name in self._nodes if one == kind)

    def _collect(self, node: etree._Element, found: dict[str, etree._Element], seen: set[etree._Element]) -> None:
        """The attributes of an element or a type; not those of elements inside it."""
        if node in seen:
            return
        seen.add(node)
        references = [("complexType", node.get("type")), ("complexType", node.get("base"))]
        if node.tag == f"{_XS}attributeGroup":
            references.append(("attributeGroup", node.get("ref")))
        for kind, name in references:
            for other in self._nodes[kind, _local(name or "")]:
                self._collect(other, found, seen)
        for child in node.iterchildren("*"):
            if child.tag == f"{_XS}attribute":
                if child.get("use") != "prohibited":
                    name = child.get("name", "") or child.get("ref", "")
                    found.setdefault(name if name.startswith("xml:") else _local(name), child)
            elif child.tag not in (f"{_XS}element", f"{_XS}sequence", f"{_XS}choice", f"{_XS}all", f"{_XS}group"):
                self._collect(child, found, seen)

    def _values(self, node: etree._Element, values: list[str], seen: set[etree._Element]) -> bool:
        """Adds what a declaration or type lists; true where there is more than what is listed."""
        if node in seen:
            return False
        seen.add(node)
        if node.tag == f"{_XS}attribute" and node.get("ref"):
            declared = self._nodes["attribute", _local(node.get("ref", ""))]
            return sum(self._values(one, values, seen) for one in declared) > 0
        listed = [one.get("value", "") for one in node.iterchildren(f"{_XS}enumeration")]
        if listed:
            values += listed
            return False
        names = [node.get("type"), node.get("base"), *node.get("memberTypes", "").split()]
        inner = [child for child in node.iterchildren("*") if child.tag != f"{_XS}annotation"]
        more = [self._values(child, values, seen) for child in inner]
        for name in filter(None, names):
            types = self._nodes["simpleType", _local(name)]
            more += [self._values(one, values, seen) for one in types] or [True]
        return any(more) if more else True


class _Nodes(dict[tuple[str, str], list[etree._Element]]):
    """Declarations by kind and name; none for what is not there."""

    def __missing__(self, key: tuple[str, str]) -> list[etree._Element]:
        return []


@dataclass
class Probe:
    """Asks a compiled schema which elements could stand at a place, by trying them there. Only elements that may be a
    root can be asked about.
    """

    schema: etree.XMLSchema
    candidates: Sequence[tuple[str, str]]
    _known: dict[tuple[object, ...], list[str]] = field(default_factory=dict)

    def here(self, node: etree._Element) -> list[str]:
        """The names of the elements that could stand where `node` does; none where that cannot be told."""
        parent = node.getparent()
        if parent is None:
            return []
        before = [str(one.tag) for one in reversed(list(node.itersiblings("*", preceding=True)))]
        return self._tried(str(parent.tag), before, completing=False)

    def missing(self, node: etree._Element) -> list[str]:
        """The names of the elements each of which would make `node` complete if it stood last in it."""
        return self._tried(str(node.tag), [str(one.tag) for one in node.iterchildren("*")], completing=True)

    def _tried(self, parent: str, before: Sequence[str], *, completing: bool) -> list[str]:
        if len(before) > _LONG:
            return []
        key = (parent, completing, *before)
        if key not in self._known:
            if len(self._known) >= _PLACES:
                return []
            self._known[key] = self._try(parent, before, completing)
        return self._known[key]

    def _try(self, parent: str, before: Sequence[str], completing: bool) -> list[str]:
        found = []
        for namespace, name in self.candidates:
            root = etree.Element(parent)
            for tag in before:
                etree.SubElement(root, tag)
            etree.SubElement(root, f"{{{namespace}}}{name}" if namespace else name)
            self.schema.validate(root)
            said = [(entry.path or "", entry.message) for entry in self.schema.error_log]
            own = [message for path, message in said if path.count("/") == 1]
            if any("No matching global" in message for message in own):
                return []
            refused = any("This element is not expected" in message for _path, message in said)
            incomplete = completing and any("Missing child" in message for message in own)
            if not refused and not incomplete:
                found.append(name)
        return found


def _local(name: str) -> str:
    return name.strip().rpartition(":")[2]
