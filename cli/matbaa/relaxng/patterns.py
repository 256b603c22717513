"""Patterns in RELAX NG's simple form, as numbers in a table: equal patterns have one number.

A node is a tuple of its kind and its operands. Operands that are patterns are numbers of this table; other operands
are numbers of the tables of a `matbaa.relaxng.grammar.Grammar`. The table is data only, and can be kept as JSON.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "ATTRIBUTE",
    "CHOICE",
    "DATA",
    "ELEMENT",
    "EMPTY",
    "GROUP",
    "INTERLEAVE",
    "LIST",
    "MORE",
    "NOT_ALLOWED",
    "TEXT",
    "VALUE",
    "Node",
    "Patterns",
]

Node = tuple[Any, ...]

# the numbers of the three patterns without operands are their kinds
EMPTY: Final = 0
NOT_ALLOWED: Final = 1
TEXT: Final = 2
# (kind, pattern, pattern, …)
CHOICE: Final = 3
GROUP: Final = 4
INTERLEAVE: Final = 5
# (kind, pattern)
MORE: Final = 6
LIST: Final = 7
# (kind, name class, pattern of the value)
ATTRIBUTE: Final = 8
# (kind, element)
ELEMENT: Final = 9
# (kind, datatype, pattern of what is excepted, or NOT_ALLOWED)
DATA: Final = 10
# (kind, datatype, text, ((prefix, namespace), …)): the bindings only where the datatype looks at them; the prefix None
# is that of names without one
VALUE: Final = 11

# longer groups stay groups of their own in other groups, lest a schema that doubles itself grows beyond measure
_LONGEST = 1000


class Patterns:
    """A growing table of patterns; the methods give numbers.

    What cannot be is left out at once: `notAllowed` in a choice, `empty` in a group, doubles in a choice.
    """

    def __init__(self, nodes: Iterable[Node] = ()) -> None:
        self.nodes: list[Node] = list(nodes) or [(EMPTY,), (NOT_ALLOWED,), (TEXT,)]
        self._numbers: dict[Node, int] = {node: number for number, node in enumerate(self.nodes)}

    def number(self, node: Node) -> int:
        """The number of a node as it is; `choice` and the others below are for patterns that are being made."""
        found = self._numbers.get(node)
        if found is None:
            found = self._numbers[node] = len(self.nodes)
            self.nodes.append(node)
        return found

    def choice(self, parts: Iterable[int]) -> int:
        """Any one of `parts`."""
        flat = self._flat(CHOICE, parts)
        kept = sorted({part for part in flat if part != NOT_ALLOWED})
        return self._of(CHOICE, kept, NOT_ALLOWED)

    def group(self, parts: Iterable[int]) -> int:
        """All of `parts`, in this order."""
        flat = self._flat(GROUP, parts)
        if NOT_ALLOWED in flat:
            return NOT_ALLOWED
        return self._of(GROUP, [part for part in flat if part != EMPTY], EMPTY)

    def interleave(self, parts: Iterable[int]) -> int:
        """All of `parts`, mingled."""
        flat = self._flat(INTERLEAVE, parts)
        if NOT_ALLOWED in flat:
            return NOT_ALLOWED
        kept = sorted(part for part in flat if part not in (EMPTY, TEXT))
        return self._of(INTERLEAVE, [TEXT, *kept] if TEXT in flat else kept, EMPTY)

    def more(self, part: int) -> int:
        """`part`, once or more often."""
        if part in (EMPTY, NOT_ALLOWED, TEXT) or self.nodes[part][0] == MORE:
            return part
        return self.number((MORE, part))

    def _flat(self, kind: int, parts: Iterable[int]) -> list[int]:
        flat: list[int] = []
        for part in parts:
            node = self.nodes[part]
            if node[0] == kind and (kind == CHOICE or len(node) <= _LONGEST):
                flat.extend(node[1:])
            else:
                flat.append(part)
        return flat

    def _of(self, kind: int, parts: list[int], none: int) -> int:
        if not parts:
            return none
        return parts[0] if len(parts) == 1 else self.number((kind, *parts))
