"""The XML that is being made of the compact syntax."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["DOCUMENTATION", "RNG", "Node", "tree"]

RNG: Final = "http://relaxng.org/ns/structure/1.0"
_ANNOTATIONS: Final = "http://relaxng.org/ns/compatibility/annotations/1.0"
DOCUMENTATION: Final = f"{{{_ANNOTATIONS}}}documentation"
# more than this libxml2 cannot keep
_LAST_LINE: Final = 65535


@dataclass(slots=True)
class Node:
    """An element to be: its name as lxml writes it, or that of RELAX NG without its namespace."""

    tag: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    content: list[Node | str] = field(default_factory=list)


def tree(root: Node, prefixes: Mapping[str, str]) -> etree._ElementTree:
    """The tree of a schema, with `prefixes` declared for its values and annotations."""
    top = etree.Element(_tag(root), nsmap=_declared(prefixes))
    _attributes(root, top)
    todo: list[tuple[Node, etree._Element]] = [(root, top)]
    while todo:
        node, element = todo.pop()
        if node.line <= _LAST_LINE:
            setattr(element, "sourceline", node.line)  # noqa: B010 - the types do not know that it can be set
        last: etree._Element | None = None
        for child in node.content:
            if isinstance(child, Node):
                # an annotation can have a name that libxml2 does not take; RELAX NG looks at none of them
                with suppress(ValueError):
                    last = etree.SubElement(element, _tag(child))
                    _attributes(child, last)
                    todo.append((child, last))
            elif last is None:
                element.text = (element.text or "") + child
            else:
                last.tail = (last.tail or "") + child
    return top.getroottree()


def _attributes(node: Node, element: etree._Element) -> None:
    for name, value in node.attributes.items():
        with suppress(ValueError):
            element.set(name, value)


def _tag(node: Node) -> str:
    return node.tag.removeprefix("{}") if node.tag[0] == "{" else f"{{{RNG}}}{node.tag}"


def _declared(prefixes: Mapping[str, str]) -> dict[str | None, str]:
    """The prefixes of the tree; it has no default namespace, for annotations can be in none."""
    declared: dict[str | None, str] = {}
    for prefix, namespace in prefixes.items():
        if prefix != "xml":
            # what libxml2 takes for no address can be the namespace of names, but not of prefixes
            with suppress(ValueError):
                etree.Element("any", nsmap={prefix: namespace})
                declared[prefix] = namespace
    for prefix, namespace in (("rng", RNG), ("a", _ANNOTATIONS)):
        if namespace not in declared.values() and prefix not in declared:
            declared[prefix] = namespace
    return declared
