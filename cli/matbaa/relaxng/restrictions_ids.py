"""Whether ids may be checked: what RELAX NG's DTD compatibility asks of attributes of type ID, IDREF and IDREFS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.relaxng.datatypes import compiled
from matbaa.relaxng.grammar import Name
from matbaa.relaxng.restrictions_names import Names
from matbaa.relaxng.simplify import ATTRIBUTE, DATA, LIST, VALUE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matbaa.relaxng.simplify import Simple

__all__ = ["are_sound"]


def are_sound(elements: list[Simple]) -> bool:
    """True if there are attributes of these types, and every document tells them from all others by their names."""
    # element's name -> attribute's name -> its type
    typed: dict[tuple[str, str], dict[Name, str]] = {}
    held: list[tuple[Names, list[tuple[Names, str]]]] = []
    for element in elements:
        names = Names.of(element.origin.names)
        assert element.content is not None
        if _has_identity(element.content):
            return False
        kinds: list[tuple[Names, str]] = []
        for attribute in _attributes(element.content):
            kind = _identity(attribute.parts[0])
            name = attribute.origin.names
            kinds.append((Names.of(name), kind))
            if not kind:
                if _has_identity(attribute.parts[0]):
                    return False
                continue
            if names.open or not isinstance(name, Name):
                return False
            if any(typed.setdefault(one, {}).setdefault(name, kind) != kind for one in names.single):
                return False
        held.append((names, kinds))
    return bool(typed) and not any(_conflicts(names, kinds, typed) for names, kinds in held)


def _conflicts(names: Names, held: list[tuple[Names, str]], typed: dict[tuple[str, str], dict[Name, str]]) -> bool:
    """True if attributes of elements of these names have the names of typed ones, but not their types."""
    if names.open:
        relevant = [kinds for name, kinds in typed.items() if names.has(name)]
    else:
        relevant = [typed[name] for name in names.single if name in typed]
    return any(
        kind != wanted and its.has(name)
        for kinds in relevant
        for its, kind in held
        for name, wanted in kinds.items()
    )  # fmt: skip


def _identity(value: Simple) -> str:
    """ID, IDREF or IDREFS where a value is of such a type; empty otherwise."""
    datatype = value.origin.datatype
    return compiled(datatype).identity if value.kind in (DATA, VALUE) and datatype is not None else ""


def _attributes(top: Simple) -> Iterator[Simple]:
    """The attributes in the content of an element."""
    seen: set[int] = set()
    pending = [top]
    while pending:
        node = pending.pop()
        if not node.holds & ATTRIBUTE or node.order in seen:
            continue
        seen.add(node.order)
        if node.kind == ATTRIBUTE:
            yield node
        else:
            pending.extend(node.parts)


def _has_identity(top: Simple) -> bool:
    """True if a pattern has values of such a type, in lists too, but not looking into attributes."""
    seen: set[int] = set()
    pending = [top]
    while pending:
        node = pending.pop()
        if node.order in seen or not node.holds & (DATA | VALUE | LIST):
            continue
        seen.add(node.order)
        if _identity(node):
            return True
        pending.extend(node.parts)
    return False
