"""What a grammar expects: asked only when something does not fit, so that it can be said."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from matbaa.relaxng.automaton import names_of
from matbaa.relaxng.patterns import (
    ATTRIBUTE,
    CHOICE,
    DATA,
    ELEMENT,
    GROUP,
    INTERLEAVE,
    LIST,
    MORE,
    NOT_ALLOWED,
    VALUE,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matbaa.relaxng.automaton import Automaton

__all__ = ["ValueForms", "attributes", "missing_attributes", "missing_elements", "value_forms"]

# the more ways there are to put it right, the less they help
_WAYS = 8


class ValueForms(NamedTuple):
    """What values may be: those of a list, and forms in words; `several` of them with spaces between."""

    values: tuple[str, ...]
    forms: tuple[str, ...]
    several: bool


def missing_elements(automaton: Automaton, patterns: Iterable[int]) -> list[int]:
    """The element patterns of which one must come next; none if it is not an element, or nothing must come."""
    found: dict[int, None] = {}
    seen: set[int] = set()
    nodes = automaton.grammar.patterns.nodes
    nullable = automaton.derivatives.nullable
    pending = [pattern for pattern in patterns if pattern != NOT_ALLOWED]
    while pending:
        pattern = pending.pop(0)
        if pattern in seen or nullable(pattern):
            continue
        seen.add(pattern)
        kind, *parts = nodes[pattern]
        if kind == ELEMENT:
            found[pattern] = None
        elif kind in (GROUP, INTERLEAVE):
            pending.append(next(part for part in parts if not nullable(part)))
        elif kind in (CHOICE, MORE):
            pending.extend(parts)
    return list(found)


def missing_attributes(automaton: Automaton, patterns: Iterable[int]) -> list[list[int]]:
    """The sets of attribute patterns of which one must be added, the smallest first."""
    ways = _ways(automaton, CHOICE, [pattern for pattern in patterns if pattern != NOT_ALLOWED])
    return [sorted(way) for way in sorted(ways, key=lambda way: (len(way), sorted(way)))]


def _ways(automaton: Automaton, kind: int, parts: Iterable[int]) -> set[frozenset[int]]:
    nodes = automaton.grammar.patterns.nodes
    each = []
    for part in parts:
        node = nodes[part]
        if automaton.derivatives.closed(part) != NOT_ALLOWED:
            each.append({frozenset[int]()})
        elif node[0] == ATTRIBUTE:
            each.append({frozenset((part,))})
        elif node[0] in (CHOICE, GROUP, INTERLEAVE, MORE):
            each.append(_ways(automaton, node[0], node[1:]))
    if kind == CHOICE:
        return _smallest({way for ways in each for way in ways})
    found = {frozenset[int]()}
    for ways in each:
        found = _smallest({one | other for one in found for other in ways})
    return found


def _smallest(ways: set[frozenset[int]]) -> set[frozenset[int]]:
    kept: list[frozenset[int]] = []
    for way in sorted(ways, key=lambda way: (len(way), sorted(way))):
        if len(kept) < _WAYS and not any(one <= way for one in kept):
            kept.append(way)
    return set(kept)


def attributes(automaton: Automaton, patterns: Iterable[int]) -> list[str]:
    """The names of the attributes that these patterns have."""
    grammar = automaton.grammar
    found: dict[str, None] = {}
    for pattern in patterns:
        for attribute in automaton.derivatives.attributes(pattern):
            found.update(dict.fromkeys(names_of(grammar.names[grammar.patterns.nodes[attribute][1]])))
    return list(found)


def value_forms(automaton: Automaton, patterns: Iterable[int]) -> ValueForms:
    """What values fit any of the patterns of values."""
    nodes = automaton.grammar.patterns.nodes
    values: dict[str, None] = {}
    forms: dict[str, None] = {}
    several = False
    seen: set[int] = set()
    pending = list(patterns)
    while pending:
        pattern = pending.pop(0)
        if pattern in seen:
            continue
        seen.add(pattern)
        kind, *parts = nodes[pattern]
        if kind == VALUE:
            values[parts[1]] = None
        elif kind == DATA:
            forms[automaton.values.type(parts[0]).form] = None
        elif kind == LIST:
            several = True
            pending.extend(parts)
        elif kind in (CHOICE, GROUP, INTERLEAVE, MORE):
            pending.extend(parts)
    return ValueForms(tuple(values), tuple(forms), several)
