"""The elements of a schema's file while they are being read, from the root to the one at hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from matbaa.relaxng.reader_tree import At, Scope

__all__ = ["SPACE", "Except", "Frame", "Parameter"]

SPACE = " \t\r\n"


class Parameter(NamedTuple):
    """A <param>."""

    name: str
    text: str


class Except(NamedTuple):
    """An <except>: the names or patterns in it."""

    at: At
    made: list[Any]


@dataclass(slots=True, eq=False)
class Frame:
    """An element that is being read, with what it inherits.

    `allowed` may stand in it; `made` grows by what its children are: patterns, name classes, components and the like.
    """

    at: At
    kind: str
    allowed: frozenset[str]
    namespace: str
    library: str
    base: str
    scope: Scope | None
    children: Iterator[etree._Element]
    made: list[Any]
    # false if something was left out, so that nothing is said of what is then missing
    sound: bool = True

    @property
    def element(self) -> etree._Element:
        """The element itself."""
        return self.at.element

    @property
    def content(self) -> str:
        """The text in the element, with that between its comments."""
        element = self.at.element
        return (element.text or "") + "".join(child.tail or "" for child in element)
