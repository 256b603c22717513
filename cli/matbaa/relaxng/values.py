"""Values: whether a text, of an attribute or an element, fits the pattern of a value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from matbaa.relaxng.derivatives import Derivatives, TooComplex
from matbaa.relaxng.patterns import (
    CHOICE,
    DATA,
    EMPTY,
    GROUP,
    INTERLEAVE,
    LIST,
    MORE,
    NOT_ALLOWED,
    TEXT,
    VALUE,
    Patterns,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from matbaa.relaxng.datatypes import Type
    from matbaa.relaxng.grammar import Datatype
    from matbaa.relaxng.patterns import Node

__all__ = ["SPACE", "Namespaces", "Values", "parts_of_value", "tokens"]

Namespaces = dict[str | None, str]

# the white space of XML
SPACE: Final = " \t\r\n"
_WORD = re.compile(r"[^ \t\r\n]+")
# how many values that fit are remembered for one pattern
_REMEMBERED: Final = 5_000


def parts_of_value(pattern: int, node: Callable[[int], Node]) -> Iterable[int]:
    """The patterns that the pattern of a value consists of, itself among them."""
    seen: dict[int, None] = {}
    pending = [pattern]
    while pending:
        one = pending.pop()
        if one in seen:
            continue
        seen[one] = None
        kind, *parts = node(one)
        if kind in (CHOICE, GROUP, INTERLEAVE, MORE, LIST):
            pending.extend(parts)
        elif kind == DATA:
            pending.append(parts[1])
    return seen


def tokens(text: str) -> list[str]:
    """The words of a list: only the white space of XML parts them."""
    return _WORD.findall(text)


class Values:
    """Judges values; `node` and `datatype` give what the numbers stand for."""

    def __init__(self, node: Callable[[int], Node], datatype: Callable[[int], Datatype]) -> None:
        self._node = node
        self._datatype = datatype
        self._types: dict[int, Type] = {}
        self._contextual: dict[int, bool] = {}
        self._lists: dict[int, _List] = {}
        # by pattern, values that are known to fit wherever they stand
        self.fitting: dict[int, set[str]] = {}

    def type(self, number: int) -> Type:
        """The datatype of that number."""
        found = self._types.get(number)
        if found is None:
            from matbaa.relaxng.datatypes import compiled

            found = self._types[number] = compiled(self._datatype(number))
        return found

    def contextual(self, pattern: int) -> bool:
        """True if the namespaces at the place of the value count."""
        found = self._contextual.get(pattern)
        if found is None:
            nodes = (self._node(part) for part in parts_of_value(pattern, self._node))
            found = any(self.type(node[1]).contextual for node in nodes if node[0] in (DATA, VALUE))
            self._contextual[pattern] = found
        return found

    def allows(self, pattern: int, text: str, namespaces: Callable[[], Namespaces]) -> bool:
        """True if the value `text` fits. Raises `TypeTimeout`, `TooComplex`."""
        known = self.fitting.get(pattern)
        if known is None:
            known = self.fitting[pattern] = set()
        elif text in known:
            return True
        contextual = self.contextual(pattern)
        try:
            found = self._allows(pattern, text, namespaces() if contextual else {})
        except RecursionError:
            raise TooComplex from None
        if found and not contextual:
            if len(known) >= _REMEMBERED:
                known.clear()
            known.add(text)
        return found

    def allows_one(self, leaf: int, text: str, namespaces: Namespaces) -> bool:
        """True if `text` fits a pattern that is `text`, a datatype, a value or a list. Raises `TypeTimeout`."""
        node = self._node(leaf)
        kind = node[0]
        if kind == TEXT:
            return True
        if kind == DATA:
            fits = self.type(node[1]).allows(text, namespaces)
            return fits and (node[2] == NOT_ALLOWED or not self._allows(node[2], text, namespaces))
        if kind == VALUE:
            bindings = {prefix or None: uri for prefix, uri in node[3]}
            return self.type(node[1]).same(node[2], bindings, text, namespaces)
        if kind == LIST:
            return self._fits_list(node[1], tokens(text), namespaces)
        return False

    def _allows(self, pattern: int, text: str, namespaces: Namespaces) -> bool:
        if self._one(pattern, text, namespaces):
            return True
        return not text.strip(SPACE) and self._nullable(pattern)

    def _one(self, pattern: int, text: str, namespaces: Namespaces) -> bool:
        """True if `text` as one piece fits what the pattern asks for."""
        kind, *parts = self._node(pattern)
        if kind == CHOICE:
            return any(self._one(part, text, namespaces) for part in parts)
        if kind in (GROUP, INTERLEAVE):
            return any(
                self._one(part, text, namespaces)
                for i, part in enumerate(parts)
                if all(self._nullable(other) for j, other in enumerate(parts) if i != j)
            )
        if kind == MORE:
            return self._one(parts[0], text, namespaces)
        return self.allows_one(pattern, text, namespaces)

    def _nullable(self, pattern: int) -> bool:
        kind, *parts = self._node(pattern)
        if kind == CHOICE:
            return any(map(self._nullable, parts))
        if kind in (GROUP, INTERLEAVE, MORE):
            return all(map(self._nullable, parts))
        return kind in (EMPTY, TEXT)

    def _fits_list(self, pattern: int, tokens: list[str], namespaces: Namespaces) -> bool:
        found = self._lists.get(pattern)
        if found is None:
            found = self._lists[pattern] = _List(pattern, self._node)
        left = found.start
        for token in tokens:
            texts = found.derivatives.first(left).texts
            come = frozenset(one for one in texts if self.allows_one(found.originals[one], token, namespaces))
            left = found.after(left, come)
        return found.derivatives.nullable(left)


class _List:
    """What a list may hold, in a table of its own that grows with the lists that come."""

    def __init__(self, pattern: int, node: Callable[[int], Node]) -> None:
        self.patterns = Patterns()
        self.derivatives = Derivatives(self.patterns)
        # the numbers in the grammar's table of the datatypes and values here
        self.originals: dict[int, int] = {}
        self._after: dict[tuple[int, frozenset[int]], int] = {}
        self.start = self._copied(pattern, node)

    def after(self, pattern: int, come: frozenset[int]) -> int:
        key = (pattern, come)
        found = self._after.get(key)
        if found is None:
            found = self._after[key] = self.derivatives.after(pattern, come) if come else NOT_ALLOWED
        return found

    def _copied(self, pattern: int, node: Callable[[int], Node]) -> int:
        kind, *parts = node(pattern)
        if kind == CHOICE:
            return self.patterns.choice([self._copied(part, node) for part in parts])
        if kind == GROUP:
            return self.patterns.group([self._copied(part, node) for part in parts])
        if kind == MORE:
            return self.patterns.more(self._copied(parts[0], node))
        if kind == EMPTY:
            return EMPTY
        if kind not in (DATA, VALUE):
            return NOT_ALLOWED
        # the pattern's number stands for it: what it is made of does not matter here
        found = self.patterns.number((DATA, pattern, NOT_ALLOWED))
        self.originals[found] = pattern
        return found
