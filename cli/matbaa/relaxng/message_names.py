"""How messages name elements, and list those that a grammar expects."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from matbaa.finding import Severity
from matbaa.relaxng import expected
from matbaa.relaxng.automaton import ANYTHING, names_of, split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml import etree

    from matbaa.document import Document
    from matbaa.finding import Finding
    from matbaa.relaxng.automaton import Automaton

__all__ = ["NAMES", "Names", "cut", "in_namespace"]

# how many names are listed, and how many values and parents
NAMES = 8
_ENOUGH = 4


class Names:
    """What the messages on one document have in common."""

    def __init__(self, document: Document, automaton: Automaton) -> None:
        self._document = document
        self._automaton = automaton
        self._home = split(str(document.root.tag))[0]
        self._hints: dict[tuple[object, ...], str | None] = {}
        # lists that many faults need, by state, kind, or parent and name
        self._next_names: dict[int, list[str]] = {}
        self._inner_names: dict[int, list[str]] = {}
        self._attribute_names: dict[int, list[str]] = {}
        self._exclusive: dict[tuple[etree._Element, object], etree._Element] = {}

    def _error(self, code: str, message: str, node: etree._Element, hint: str | None) -> Finding:
        return self._document.finding(code, Severity.ERROR, message, self._document.locate(node), hint=hint)

    def _hint(self, key: tuple[object, ...], make: Callable[[], str | None]) -> str | None:
        """A hint that is the same for all faults with that key, and is worked out once."""
        if key not in self._hints:
            self._hints[key] = make()
        return self._hints[key]

    def _name(self, tag: str) -> str:
        """`<name>`, with its namespace where that is not the root element's."""
        namespace, local = split(tag)
        if namespace == self._home:
            return f"<{local}>"
        return f"<{local}> ({in_namespace(namespace)})"

    def _needed(self, state: int) -> list[str]:
        """The names of the elements of which one must come next."""
        return self._likeliest(
            self._names_of(expected.missing_elements(self._automaton, self._automaton.patterns(state)))
        )

    def _expected(self, state: int) -> list[str]:
        """The names of the elements that may come next, those first that must."""
        found = self._next_names.get(state)
        if found is None:
            found = self._next_names[state] = self._all_expected(state)
        return found

    def _all_expected(self, state: int) -> list[str]:
        patterns = self._automaton.patterns(state)
        rest = [one for pattern in patterns for one in self._automaton.derivatives.first(pattern).elements]
        return list(dict.fromkeys([*self._needed(state), *self._likeliest(self._names_of(rest))]))

    def _children(self, kind: int) -> list[str]:
        """The names of all elements that one of that kind may hold."""
        if kind == ANYTHING:
            return []
        found = self._inner_names.get(kind)
        if found is None:
            found = self._inner_names[kind] = self._all_children(kind)
        return found

    def _all_children(self, kind: int) -> list[str]:
        derivatives = self._automaton.derivatives
        contents = self._automaton.contents(kind)
        return self._likeliest(
            self._names_of(one for content in contents for one in derivatives.first(content, skipping=True).elements)
        )

    def _names_of(self, elements: Iterable[int]) -> list[str]:
        grammar = self._automaton.grammar
        nodes = grammar.patterns.nodes
        found: dict[str, None] = {}
        for element in elements:
            for name in names_of(grammar.names[grammar.elements[nodes[element][1]].names]):
                found[name] = None
        return list(found)

    def _likeliest(self, names: Iterable[str]) -> list[str]:
        """Those first that the document has already, the commonest first; then by the alphabet."""
        used = self._used
        return sorted(set(names), key=lambda name: (-used[name], split(name)[1].casefold(), name))

    @cached_property
    def _used(self) -> Counter[str]:
        return Counter(str(node.tag) for node in self._document.root.iter("*"))

    @cached_property
    def _used_attributes(self) -> Counter[str]:
        return Counter(str(name) for node in self._document.root.iter("*") for name in map(str, node.keys()))

    def _parents(self, name: str) -> set[str]:
        """The elements that may hold that one."""
        automaton = self._automaton
        grammar = automaton.grammar
        found: set[str] = set()
        for element in grammar.elements:
            if automaton.fitting((element.content,), name, skipping=True):
                found.update(names_of(grammar.names[element.names]))
        return found

    def _listed(self, lead: str, names: list[str]) -> str | None:
        return f"{lead} {self._cut_names(names)}" if names else None

    def _cut_names(self, names: list[str]) -> str:
        """The first of the names, of those that this document uses if it uses enough of them."""
        used = sum(1 for name in names if self._used[name])
        return cut([self._name(name) for name in names], min(used, NAMES) if used >= _ENOUGH else NAMES)

    def _any(self, names: list[str]) -> str:
        shown = [self._name(name) for name in names]
        if len(shown) > NAMES:
            return self._cut_names(names)
        return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"


def in_namespace(namespace: str) -> str:
    """In which namespace."""
    return f'in the namespace "{namespace}"' if namespace else "in no namespace"


def cut(shown: list[str], limit: int) -> str:
    """The first `limit` of the names, and how many others there are."""
    rest = len(shown) - limit
    return ", ".join(shown[:limit]) + (f" and {rest} {'other' if rest == 1 else 'others'}" if rest > 0 else "")
