"""Annotations in the compact syntax: what a schema says to other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from matbaa.relaxng.compact.cursor import NAMES, Cursor
from matbaa.relaxng.compact.nodes import DOCUMENTATION, RNG, Node

if TYPE_CHECKING:
    from matbaa.relaxng.compact.tokens import Token

__all__ = ["Annotating", "Annotations"]

_XMLNS: Final = ("http://www.w3.org/2000/xmlns", "http://www.w3.org/2000/xmlns/")
# elements that hold text, in which nothing else can stand
_TEXTUAL: Final = frozenset({"name", "param", "value"})


class Annotations(NamedTuple):
    """What stands before a thing for other programs."""

    begin: Token
    attributes: dict[str, str]
    elements: list[Node]

    def __bool__(self) -> bool:
        return bool(self.attributes or self.elements)


class Annotating(Cursor):
    """A cursor that reads annotations."""

    def annotations(self) -> Annotations:
        """The annotations before a thing."""
        begin = self.token
        found = Annotations(begin, {}, [])
        if begin.kind not in ("documentation", "["):
            return found
        self.documentation(found.elements)
        if self.kind == "[":
            opening = self.take()
            self.foreign_attributes(found.attributes)
            while self.kind != "]":
                if not (self.kind in NAMES or self.kind == "prefixed"):
                    raise self.unclosed(opening)
                found.elements.append(self.foreign())
            self.at += 1
            self.documentation(found.elements)
        return found

    def documentation(self, into: list[Node]) -> None:
        """Lines with "##"."""
        while self.kind == "documentation":
            token = self.take()
            node = self.node(DOCUMENTATION, token)
            node.content.append(token.value)
            into.append(node)

    def foreign_attributes(self, into: dict[str, str]) -> None:
        """The attributes of an annotation."""
        while self.following == "=" and (self.kind in NAMES or self.kind == "prefixed"):
            token = self.take()
            name = self.foreign_name(token)
            if name in into:
                raise self.fault(token, f'the attribute "{token.value}" stands twice in an annotation')
            self.at += 1
            into[name] = self.literal(f'the value of "{token.value}", in quotes,')

    def foreign_name(self, token: Token) -> str:
        """The name of an element or attribute of an annotation, as lxml writes it."""
        prefix, _, name = token.value.rpartition(":")
        if not prefix:
            if name == "xmlns":
                raise self.fault(token, 'an annotation cannot be called "xmlns"')
            return name
        namespace = self.namespace(token, prefix)
        if namespace is None:
            raise self.fault(token, f'the prefix "{prefix}" of an annotation stands for an inherited namespace')
        if namespace == RNG and not self.annotating:
            raise self.fault(token, "an annotation is in the namespace of RELAX NG itself")
        if namespace in _XMLNS:
            raise self.fault(token, "an annotation is in the namespace of namespace declarations")
        return f"{{{namespace}}}{name}" if namespace else name

    def foreign(self) -> Node:
        """An element of an annotation."""
        token = self.take()
        name = self.foreign_name(token)
        node = self.node(name if name.startswith("{") else f"{{}}{name}", token)
        opening = self.expect("[", f'"[" after "{token.value}"')
        self.deeper(opening)
        self.annotating += 1
        self.foreign_attributes(node.attributes)
        while self.kind != "]":
            if self.kind == "literal":
                node.content.append(self.literal("a literal"))
            elif self.kind in NAMES or self.kind == "prefixed":
                node.content.append(self.foreign())
            else:
                raise self.unclosed(opening)
        self.at += 1
        self.annotating -= 1
        self.depth -= 1
        return node

    def followers(self) -> list[Node]:
        """The annotations after a pattern."""
        found: list[Node] = []
        while self.passed(">>"):
            if not (self.kind in NAMES or self.kind == "prefixed"):
                raise self.expected('an annotation after ">>"')
            found.append(self.foreign())
        return found

    def annotated(self, nodes: list[Node], annotations: Annotations) -> list[Node]:
        """`nodes`, the first of which has been given the annotations."""
        first = nodes[0]
        for name, value in annotations.attributes.items():
            if name in first.attributes or not name.startswith("{"):
                raise self.fault(annotations.begin, f'the annotation "{name}" has no prefix',
                                 "the attributes of annotations are in a namespace of their own")  # fmt: skip
            first.attributes[name] = value
        if first.tag in _TEXTUAL:
            return [first, *annotations.elements, *nodes[1:]]
        first.content[:0] = annotations.elements
        return nodes
