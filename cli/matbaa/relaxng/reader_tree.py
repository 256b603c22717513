"""What a schema's files say, as a tree: patterns as they are written, before any of them is simplified."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from lxml import etree

    from matbaa.document import Document
    from matbaa.finding import Place
    from matbaa.relaxng.grammar import Datatype, NameClass

__all__ = ["RNG", "START", "At", "Component", "Definition", "Include", "Pattern", "Scope", "Source"]

RNG: Final = "http://relaxng.org/ns/structure/1.0"
# the name under which a grammar's <start> is kept; no <define> can have it
START: Final = ""


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """One file of a schema. `label` is its path from the folder of the main file."""

    document: Document
    label: str
    compact: bool


class At(NamedTuple):
    """What a fault is told of: an element of a file."""

    source: Source
    element: etree._Element

    @property
    def line(self) -> int:
        """The line of the element's start tag; where the tag has several lines, the last of them."""
        return self.element.sourceline or 0

    @property
    def place(self) -> Place | None:
        """Where the element begins; nothing in the compact syntax, of which only lines are known."""
        return None if self.source.compact else self.source.document.locate(self.element)

    def where(self, seen: At) -> str:
        """This place, in a message that is told of the place `seen`."""
        line = self.place.line if self.place else self.line
        return f"in line {line}" if self.source is seen.source else f"at {self.source.document.name}:{line}"

    def __str__(self) -> str:
        """The element as messages name it."""
        local = str(self.element.tag).rpartition("}")[2]
        name = self.element.get("name")
        return f"<{local}>" if name is None else f'<{local} name="{name.strip()}">'


@dataclass(slots=True, eq=False)
class Definition:
    """A pattern that others refer to, or the content of an element: what is simplified as one.

    `simple` is filled in by `matbaa.relaxng.simplify`; it is of no concern before.
    """

    name: str
    pattern: Pattern | None = None
    simple: Any = None


@dataclass(slots=True, eq=False)
class Pattern:
    """A pattern as it is written; `kind` is the element's name, only that every reference is a `ref`.

    A `ref` has a `definition` (an external one at once, the others when all is read) or the `scope` that it is to be
    looked up in, by `text`. `definition` of an `element` is its content.
    """

    kind: str
    at: At
    parts: list[Pattern] = field(default_factory=list)
    names: NameClass | None = None
    datatype: Datatype | None = None
    text: str = ""
    bindings: tuple[tuple[str | None, str], ...] = ()
    excepted: Pattern | None = None
    scope: Scope | None = None
    definition: Definition | None = None
    simple: Any = None


@dataclass(slots=True, eq=False)
class Component:
    """A <define> or <start> as it is written."""

    name: str
    at: At
    combine: str | None
    pattern: Pattern


@dataclass(slots=True, eq=False)
class Include:
    """An <include>: what it overrides, and what the included file holds."""

    at: At
    overrides: list[Component]
    included: list[Component | Include] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Scope:
    """A <grammar>: what it holds as written and, when all is read, its definitions by name."""

    at: At
    parent: Scope | None
    contents: list[Component | Include] = field(default_factory=list)
    definitions: dict[str, Definition] | None = None
