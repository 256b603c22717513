"""The automaton of a grammar: states for the contents of open elements, learned as documents ask for them.

A *state* is what may follow in an open element; a *kind* is what an element that has just begun can be. Usually both
are one pattern; where several definitions fit one name, they are followed side by side, and the end of the element
tells which of them it was. All that is learned stands in `Tables`, which hold numbers and names only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from matbaa.relaxng.grammar import Name, NameChoice, contains
from matbaa.relaxng.patterns import DATA, ELEMENT, NOT_ALLOWED, TEXT, VALUE
from matbaa.relaxng.values import SPACE, Values, parts_of_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from matbaa.relaxng.derivatives import Derivatives
    from matbaa.relaxng.grammar import Datatype, Grammar, NameClass
    from matbaa.relaxng.patterns import Node
    from matbaa.relaxng.values import Namespaces

__all__ = [
    "ANYTHING",
    "CHECKED_TEXT",
    "DATA_TEXT",
    "FREE_TEXT",
    "JOIN",
    "START",
    "VARIES",
    "Automaton",
    "Kept",
    "Tables",
    "names_of",
    "split",
]

# the state, and the kind, of an element that nobody knows; the state before the document element
ANYTHING: Final = 0
START: Final = 1
# what `Tables.texts` says of a state: text changes nothing; it must be looked at; it is a value
FREE_TEXT: Final = 0
CHECKED_TEXT: Final = 1
DATA_TEXT: Final = 2
# instead of the state after an element: the end of the element will tell
JOIN: Final = -1
# instead of the state after the attributes: their values decide
VARIES: Final = -1
_NONE: Final = -1


def split(name: str) -> tuple[str, str]:
    """Namespace and local name of a name as lxml writes it."""
    namespace, _, local = name.rpartition("}")
    return namespace[1:], local


def names_of(names: NameClass) -> list[str]:
    """The names in a class, as lxml writes them; none where it is not a list of names."""
    if isinstance(names, Name):
        return [f"{{{names.namespace}}}{names.local}" if names.namespace else names.local]
    if isinstance(names, NameChoice):
        return [name for one in names.classes for name in names_of(one)]
    return []


@dataclass
class Tables:
    """What was learned, as lists and dictionaries of numbers and names, ready to be JSON.

    `moves`, by state: an element's name -> [its kind, the state after it or JOIN]. `openings`, by kind: the names of
    the attributes -> [state, the pattern of each value (left out where all are text)], or [VARIES]. `accepts`, by
    state: a bit for each of its patterns that may end here. `joins`: "state kind bits" -> state. `turns`: state ->
    state after text, or -1.
    """

    states: list[list[int]] = field(default_factory=list)
    kinds: list[list[int]] = field(default_factory=list)
    moves: list[dict[str, list[int]]] = field(default_factory=list)
    openings: list[dict[str, list[int]]] = field(default_factory=list)
    accepts: list[int] = field(default_factory=list)
    texts: list[int] = field(default_factory=list)
    joins: dict[str, int] = field(default_factory=dict)
    turns: dict[str, int] = field(default_factory=dict)


@dataclass
class Kept:
    """What an automaton needs to go on where another one stopped, without the grammar itself."""

    tables: Tables = field(default_factory=Tables)
    # the patterns that were made since the grammar was read
    grown: list[Node] = field(default_factory=list)
    # the patterns and datatypes of the values that occurred
    nodes: dict[int, Node] = field(default_factory=dict)
    datatypes: dict[int, Datatype] = field(default_factory=dict)
    # what `Automaton.identities` gives, once it was asked for
    identities: dict[str, dict[str, str]] | None = None


class Automaton:
    """Answers what may come: from the tables where they know, else from the grammar, which is fetched only then.

    Whatever must be learned may raise `TooComplex`.
    """

    def __init__(
        self,
        fetch: Callable[[], Grammar],
        files: tuple[tuple[str, str], ...] = (),
        kept: Kept | None = None,
        key: str = "",
        grammar: Grammar | None = None,
    ) -> None:
        """`files` and `key` say what the grammar was read from; `grammar` may be given where it is at hand."""
        self.files = files
        self.key = key
        self._fetch = fetch
        self._fetched = grammar
        self._begin(kept)

    def _begin(self, kept: Kept | None) -> None:
        self._kept = kept or Kept()
        self.tables = self._kept.tables
        self.values = Values(self._node, self._datatype)
        self.learned = 0
        self._base = 0
        self._states = {tuple(state): number for number, state in enumerate(self.tables.states)}
        self._kinds = {tuple(kind): number for number, kind in enumerate(self.tables.kinds)}
        if not self._states:
            self._add_state((_NONE,), 1, FREE_TEXT)
            self.kind(())
            self.state((self.grammar.start,))

    def forget(self) -> None:
        """Begins anew, without what was learned."""
        for name in ("grammar", "derivatives", "_by_name", "namespaces"):
            self.__dict__.pop(name, None)
        self._begin(None)

    @cached_property
    def grammar(self) -> Grammar:
        """The grammar; its table of patterns grows with what is learned."""
        grammar, self._fetched = self._fetched or self._fetch(), None
        self._base = len(grammar.patterns.nodes)
        for node in self._kept.grown:
            grammar.patterns.number(node)
        return grammar

    @cached_property
    def derivatives(self) -> Derivatives:
        """The derivatives of the grammar's patterns."""
        from matbaa.relaxng.derivatives import Derivatives

        return Derivatives(self.grammar.patterns)

    def keep(self) -> Kept:
        """What is worth keeping."""
        if "grammar" in self.__dict__:
            nodes = self.grammar.patterns.nodes
            self._kept.grown = nodes[self._base :]
            for opening in (opening for openings in self.tables.openings for opening in openings.values()):
                for pattern in opening[1:]:
                    if pattern not in self._kept.nodes:
                        self._keep_value(pattern)
        return self._kept

    def state(self, patterns: tuple[int, ...]) -> int:
        """The number of the state in which these patterns are followed."""
        found = self._states.get(patterns)
        if found is None:
            accepts = sum(1 << i for i, pattern in enumerate(patterns) if self.derivatives.nullable(pattern))
            found = self._add_state(patterns, accepts, self._texts(patterns))
        return found

    def ended(self, accepts: int) -> int:
        """The state after a value, in which nothing more may come."""
        key = (_NONE, accepts)
        found = self._states.get(key)
        return self._add_state(key, accepts, FREE_TEXT) if found is None else found

    def kind(self, elements: tuple[int, ...]) -> int:
        """The number of the kind that may be any of these elements of the grammar."""
        found = self._kinds.get(elements)
        if found is None:
            found = self._kinds[elements] = len(self.tables.kinds)
            self.tables.kinds.append(list(elements))
            self.tables.openings.append({})
            self.learned += 1
        return found

    def move(self, state: int, name: str) -> list[int] | None:
        """The kind of an element `name` that begins in that state, and the state after it; none if it may not."""
        found = self.tables.moves[state].get(name)
        if found is None and state != ANYTHING and (patterns := self.fitting(self.patterns(state), name)):
            kind = self.kind_of(patterns)
            after = JOIN if len(patterns) > 1 else self.after(state, patterns)
            found = self.tables.moves[state][name] = [kind, after]
            self.learned += 1
        return found

    def join(self, state: int, kind: int, accepts: int) -> int:
        """The state after an element of several possible definitions, of which those of the bits `accepts` fit."""
        key = f"{state} {kind} {accepts}"
        found = self.tables.joins.get(key)
        if found is None:
            elements = [element for i, element in enumerate(self.tables.kinds[kind]) if accepts >> i & 1]
            found = self.tables.joins[key] = self.after(state, [self.pattern_of(element) for element in elements])
            self.learned += 1
        return found

    def opening(self, kind: int, names: str) -> list[int] | None:
        """The state after attributes of these names (with spaces between them), and the pattern of each value.

        [VARIES] if the values decide which state it is, none if these attributes may not be or are not all.
        """
        openings = self.tables.openings[kind]
        found = openings.get(names)
        if found is None and (found := self._opening(kind, names.split(" ") if names else [])):
            openings[names] = found
            self.learned += 1
        return found

    def turn(self, state: int) -> int:
        """The state after a text that is no value; -1 if none may come."""
        found = self.tables.turns.get(str(state))
        if found is None:
            found = self.tables.turns[str(state)] = self._moved(state, (TEXT,))
            self.learned += 1
        return found

    def valued(self, state: int, text: str, namespaces: Callable[[], Namespaces], *, whole: bool) -> int:
        """The state after a text that is or may be a value; -1 if it does not fit.

        `whole`: the text is all that the element holds. Raises `TypeTimeout`.
        """
        patterns = self.patterns(state)
        texts = {text for pattern in patterns for text in self.derivatives.first(pattern).texts}
        come = {one for one in texts if self.values.allows(one, text, namespaces)}
        if not whole:
            return self._moved(state, come)
        accepts = self.tables.accepts[state] if not text.strip(SPACE) else 0
        if come:
            left = (self.derivatives.after(pattern, come) for pattern in patterns)
            accepts |= sum(1 << i for i, pattern in enumerate(left) if self.derivatives.nullable(pattern))
        return self.ended(accepts) if accepts else _NONE

    @property
    def identities(self) -> dict[str, dict[str, str]]:
        """The attributes of type ID, IDREF or IDREFS: by element, the type of each; none where ids are not to be
        checked.
        """
        if self._kept.identities is None:
            self._kept.identities = self._identities() if self.grammar.ids else {}
            self.learned += 1
        return self._kept.identities

    def _identities(self) -> dict[str, dict[str, str]]:
        names, nodes = self.grammar.names, self.grammar.patterns.nodes
        found: dict[str, dict[str, str]] = {}
        for element in self.grammar.elements:
            for attribute in self.derivatives.attributes(element.content):
                _, name, value = nodes[attribute]
                kind = self.values.type(nodes[value][1]).identity if nodes[value][0] in (DATA, VALUE) else ""
                if kind:
                    for tag in names_of(names[element.names]):
                        found.setdefault(tag, {}).update(dict.fromkeys(names_of(names[name]), kind))
        return found

    # what follows is for learning, and for what is said where a document does not fit

    def patterns(self, state: int) -> tuple[int, ...]:
        """The patterns that are followed in a state."""
        patterns = tuple(self.tables.states[state])
        return (NOT_ALLOWED,) if patterns[0] == _NONE else patterns

    def contents(self, kind: int) -> tuple[int, ...]:
        """What the elements of a kind may hold, with their attributes."""
        return tuple(self.grammar.elements[element].content for element in self.tables.kinds[kind])

    def kind_of(self, patterns: Iterable[int]) -> int:
        """The kind of an element that may be any of these element patterns."""
        nodes = self.grammar.patterns.nodes
        return self.kind(tuple(sorted({nodes[pattern][1] for pattern in patterns})))

    def pattern_of(self, element: int) -> int:
        """The pattern for an element of the grammar."""
        return self.grammar.patterns.number((ELEMENT, element))

    def fitting(self, patterns: Iterable[int], name: str, *, skipping: bool = False) -> list[int]:
        """The element patterns for that name that may come first in any of `patterns`; `skipping`: or later."""
        found: dict[int, None] = {}
        for pattern in patterns:
            for element in self.derivatives.first(pattern, skipping=skipping).elements:
                if self.names_element(element, name):
                    found[element] = None
        return list(found)

    def names_element(self, pattern: int, name: str) -> bool:
        """True if an element pattern has that name."""
        element = self.grammar.elements[self.grammar.patterns.nodes[pattern][1]]
        return contains(self.grammar.names[element.names], *split(name))

    def local_name(self, pattern: int) -> str:
        """The local name of an element pattern; empty where it has not just one."""
        element = self.grammar.elements[self.grammar.patterns.nodes[pattern][1]]
        names = self.grammar.names[element.names]
        return names.local if isinstance(names, Name) else ""

    def known(self, name: str) -> tuple[int, ...]:
        """The elements of the grammar that have just this name."""
        return self._by_name.get(split(name), ())

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], tuple[int, ...]]:
        found: dict[tuple[str, str], tuple[int, ...]] = {}
        for number, element in enumerate(self.grammar.elements):
            names = self.grammar.names[element.names]
            if isinstance(names, Name):
                key = (names.namespace, names.local)
                found[key] = (*found.get(key, ()), number)
        return found

    @cached_property
    def namespaces(self) -> frozenset[str]:
        """The namespaces of the elements that the grammar names."""
        return frozenset(namespace for namespace, _ in self._by_name)

    @property
    def element_names(self) -> Iterable[tuple[str, str]]:
        """Namespace and local name of every element that the grammar names."""
        return self._by_name

    def after(self, state: int, elements: Iterable[int], *, skipping: bool = False) -> int:
        """The state after one of these element patterns; `skipping`: as if what is missing before had come."""
        found = self._moved(state, tuple(elements), skipping=skipping)
        return state if found == _NONE else found

    def attributes(self, pattern: int, name: str) -> list[int]:
        """The attribute patterns of that name in a pattern."""
        names, nodes = self.grammar.names, self.grammar.patterns.nodes
        parts = split(name)
        return [one for one in self.derivatives.attributes(pattern) if contains(names[nodes[one][1]], *parts)]

    def _moved(self, state: int, come: Iterable[int], *, skipping: bool = False) -> int:
        come = frozenset(come)
        left = tuple(self.derivatives.after(pattern, come, skipping=skipping) for pattern in self.patterns(state))
        return _NONE if all(pattern == NOT_ALLOWED for pattern in left) else self.state(left)

    def _opening(self, kind: int, names: list[str]) -> list[int] | None:
        patterns = self.contents(kind)
        nodes = self.grammar.patterns.nodes
        values: list[int] = []
        for name in names:
            fitting = {one for pattern in patterns for one in self.attributes(pattern, name)}
            wanted = {nodes[one][2] for one in fitting}
            if len(wanted) > 1:
                return [VARIES]
            patterns = tuple(self.derivatives.after_attribute(pattern, fitting) for pattern in patterns)
            values.extend(wanted)  # one or, where nothing fits, none
        patterns = tuple(self.derivatives.closed(pattern) for pattern in patterns)
        if all(pattern == NOT_ALLOWED for pattern in patterns):
            return None
        return [self.state(patterns), *(values if set(values) - {TEXT} else ())]

    def _texts(self, patterns: tuple[int, ...]) -> int:
        texts = {text for pattern in patterns for text in self.derivatives.first(pattern).texts}
        if texts - {TEXT}:
            return DATA_TEXT
        free = texts and all(self.derivatives.after(pattern, (TEXT,)) == pattern for pattern in patterns)
        return FREE_TEXT if free else CHECKED_TEXT

    def _add_state(self, patterns: tuple[int, ...], accepts: int, texts: int) -> int:
        number = self._states[patterns] = len(self.tables.states)
        self.tables.states.append(list(patterns))
        self.tables.moves.append({})
        self.tables.accepts.append(accepts)
        self.tables.texts.append(texts)
        self.learned += 1
        return number

    def _node(self, number: int) -> Node:
        found = self._kept.nodes.get(number)
        return self.grammar.patterns.nodes[number] if found is None else found

    def _datatype(self, number: int) -> Datatype:
        found = self._kept.datatypes.get(number)
        return self.grammar.datatypes[number] if found is None else found

    def _keep_value(self, pattern: int) -> None:
        nodes = self.grammar.patterns.nodes
        for part in parts_of_value(pattern, nodes.__getitem__):
            node = self._kept.nodes[part] = nodes[part]
            if node[0] in (DATA, VALUE):
                self._kept.datatypes[node[1]] = self.grammar.datatypes[node[1]]
