"""Whether ids may be checked: what RELAX NG's DTD compatibility asks of attributes of type ID, IDREF and IDREFS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.relaxng.grammar import Name
from matbaa.relaxng.restrictions_names import Names
from matbaa.relaxng.simplify import ATTRIBUTE, DATA, LIST, VALUE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from matbaa.relaxng.grammar import Datatype
    from matbaa.relaxng.simplify import Simple

__all__ = ["are_sound"]


def are_sound(elements: list[Simple], identity: Callable[[Datatype], str]) -> bool:
    """True if there are attributes of these types, and every document tells them from all others by name.

    `identity` gives the type's name, or nothing for all other types.
    """
    typed: dict[Name, dict[Name, str]] = {}
    attributes = [(element.origin.names, list(_attributes(element))) for element in elements]
    known: dict[Datatype, str] = {}

    def identity_of(node: Simple) -> str:
        datatype = node.origin.datatype
        assert datatype is not None
        found = known.get(datatype)
        if found is None:
            found = known[datatype] = identity(datatype)
        return found

    for element in elements:
        if element.content is not None and any(identity_of(node) for node in _values(element.content)):
            return False
    for names, held in attributes:
        for attribute in held:
            kind = _kind(attribute, identity_of)
            if kind is None:
                return False
            if not kind:
                continue
            name = attribute.origin.names
            if not isinstance(names, Name) or not isinstance(name, Name):
                return False
            if typed.setdefault(names, {}).setdefault(name, kind) != kind:
                return False
    return bool(typed) and not any(
        _conflicts(names, held, typed, identity_of) for names, held in attributes if names is not None
    )


def _conflicts(
    names: Name | object, held: list[Simple], typed: dict[Name, dict[Name, str]], identity_of: Callable[[Simple], str]
) -> bool:
    """True if an attribute of a typed one's name has another type."""
    if isinstance(names, Name):
        relevant = [typed[names]] if names in typed else []
    else:
        class_ = Names.of(names)  # type: ignore[arg-type]
        relevant = [kinds for name, kinds in typed.items() if class_.has(name)]
    for kinds in relevant:
        for attribute in held:
            its = Names.of(attribute.origin.names)
            kind = _kind(attribute, identity_of)
            for name, wanted in kinds.items():
                if kind != wanted and its.has(name):
                    return True
    return False


def _kind(attribute: Simple, identity_of: Callable[[Simple], str]) -> str | None:
    """The attribute's identity type, empty for none; None if such a type is only a part of its value."""
    value = attribute.parts[0]
    if value.kind in (DATA, VALUE) and (kind := identity_of(value)):
        return kind
    return None if any(identity_of(node) for node in _values(value)) else ""


def _attributes(element: Simple) -> Iterator[Simple]:
    """The attributes of an element."""
    seen: set[int] = set()
    pending = [element.content]
    while pending:
        node = pending.pop()
        if node is None or not node.holds & ATTRIBUTE or node.order in seen:
            continue
        seen.add(node.order)
        if node.kind == ATTRIBUTE:
            yield node
        else:
            pending.extend(node.parts)


def _values(top: Simple) -> Iterator[Simple]:
    """The data and values that a pattern is made of, in lists too, but not those of its attributes."""
    seen: set[int] = set()
    pending = [top]
    while pending:
        node = pending.pop()
        if node.order in seen or not node.holds & (DATA | VALUE | LIST):
            continue
        seen.add(node.order)
        if node.kind in (DATA, VALUE):
            yield node
        if node.kind != ATTRIBUTE:
            pending.extend(node.parts)
