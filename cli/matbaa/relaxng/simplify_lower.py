"""RELAX NG's simple form -> the numbered patterns of a `Grammar`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.relaxng import patterns as kinds
from matbaa.relaxng import simplify
from matbaa.relaxng.datatypes import compiled
from matbaa.relaxng.grammar import Element, Grammar
from matbaa.relaxng.patterns import EMPTY, NOT_ALLOWED, TEXT, Patterns

if TYPE_CHECKING:
    from matbaa.relaxng.grammar import Datatype, NameClass
    from matbaa.relaxng.reader_faults import Faults
    from matbaa.relaxng.simplify import Simple

__all__ = ["lower"]

_LARGEST = 10_000_000


def lower(
    start: Simple,
    elements: list[Simple],
    nodes: list[Simple],
    files: dict[str, str],
    ids: bool,
    faults: Faults,
) -> Grammar:
    """The grammar of `nodes` (every pattern after its parts) with that start and those elements."""
    return _Lowering(elements, faults).grammar(start, nodes, files, ids)


class _Lowering:
    def __init__(self, elements: list[Simple], faults: Faults) -> None:
        self._patterns = Patterns()
        self._elements = elements
        self._element_numbers = {element.order: number for number, element in enumerate(elements)}
        self._names: dict[NameClass, int] = {}
        self._datatypes: dict[Datatype, int] = {}
        self._faults = faults

    def grammar(self, start: Simple, nodes: list[Simple], files: dict[str, str], ids: bool) -> Grammar:
        wanted = _wanted([start, *(element.content for element in self._elements if element.content)])
        numbers: dict[int, int] = {}
        size = 0
        for node in nodes:
            if node.order in wanted:
                number = numbers[node.order] = self._number(node, numbers)
                size += len(self._patterns.nodes[number])
                if size > _LARGEST:
                    self._faults.stop(node.origin.at, "the schema grows beyond measure when it is written out",
                                      "look for choices in one another that hold thousands of parts")  # fmt: skip
        made = []
        for element in self._elements:
            origin = element.origin
            assert element.content is not None
            assert origin.names is not None
            names = self._names.setdefault(origin.names, len(self._names))
            made.append(Element(names, numbers[element.content.order], origin.at.source.label, origin.at.line))
        return Grammar(
            patterns=self._patterns,
            start=numbers[start.order],
            names=tuple(self._names),
            datatypes=tuple(self._datatypes),
            elements=tuple(made),
            files=tuple(files.items()),
            ids=ids,
        )

    def _number(self, node: Simple, numbers: dict[int, int]) -> int:
        table = self._patterns
        parts = [numbers[part.order] for part in node.parts]
        origin = node.origin
        match node.kind:
            case simplify.EMPTY:
                return EMPTY
            case simplify.NOT_ALLOWED:
                return NOT_ALLOWED
            case simplify.TEXT:
                return TEXT
            case simplify.CHOICE:
                return table.choice(parts)
            case simplify.GROUP:
                return table.group(parts)
            case simplify.INTERLEAVE:
                return table.interleave(parts)
            case simplify.MORE:
                return table.more(parts[0])
            case simplify.LIST:
                return table.number((kinds.LIST, parts[0]))
            case simplify.ELEMENT:
                return table.number((kinds.ELEMENT, self._element_numbers[node.order]))
            case simplify.ATTRIBUTE:
                assert origin.names is not None
                return table.number((kinds.ATTRIBUTE, self._names.setdefault(origin.names, len(self._names)), parts[0]))
        assert origin.datatype is not None
        datatype = self._datatypes.setdefault(origin.datatype, len(self._datatypes))
        if node.kind == simplify.DATA:
            return table.number((kinds.DATA, datatype, parts[0] if parts else NOT_ALLOWED))
        bindings = origin.bindings if compiled(origin.datatype).contextual else ()
        return table.number((kinds.VALUE, datatype, origin.text, bindings))


def _wanted(tops: list[Simple]) -> set[int]:
    """The orders of all patterns that others are made of, to any depth but not into elements."""
    wanted: set[int] = set()
    pending = list(tops)
    while pending:
        node = pending.pop()
        if node.order not in wanted:
            wanted.add(node.order)
            pending.extend(node.parts)
    return wanted
