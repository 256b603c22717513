"""Patterns as they are written -> RELAX NG's simple form: sections 4.12 to 4.21 of the specification.

Only what can be reached from the start is simplified, each definition once; nothing here calls itself to the depth of
the schema's references.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from matbaa.relaxng.grammar import AnyName, NameChoice, NsName
from matbaa.relaxng.reader_tree import START, Definition, Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matbaa.relaxng.grammar import NameClass
    from matbaa.relaxng.reader_faults import Faults

__all__ = [
    "ATTRIBUTE",
    "CHOICE",
    "COMPLEX",
    "DATA",
    "ELEMENT",
    "EMPTY",
    "GROUP",
    "GROUPED",
    "INTERLEAVE",
    "LIST",
    "MIXED_UP",
    "MORE",
    "NONE",
    "NOT_ALLOWED",
    "SIMPLE",
    "SINGLE",
    "TEXT",
    "VALUE",
    "Simple",
    "Simplifier",
    "is_open",
]

# kinds of patterns, as bits: `holds` of a pattern has those of all that it is made of, down to elements and attributes
EMPTY: Final = 1
NOT_ALLOWED: Final = 2
TEXT: Final = 4
CHOICE: Final = 8
GROUP: Final = 16
INTERLEAVE: Final = 32
MORE: Final = 64
LIST: Final = 128
ATTRIBUTE: Final = 256
ELEMENT: Final = 512
DATA: Final = 1024
VALUE: Final = 2048
# further bits of `holds`: an attribute in a group or interleave; one of any name that is not repeated
GROUPED: Final = 4096
SINGLE: Final = 8192

# the content types of section 7.2: nothing or attributes; elements and text; a value; what may not stand together
NONE: Final = 0
COMPLEX: Final = 1
SIMPLE: Final = 2
MIXED_UP: Final = 3

_PLAIN: Final = {"empty": EMPTY, "text": TEXT, "notAllowed": NOT_ALLOWED}
_TYPES: Final = {TEXT: COMPLEX, ELEMENT: COMPLEX, LIST: SIMPLE, DATA: SIMPLE, VALUE: SIMPLE}


@dataclass(slots=True, eq=False)
class Simple:
    """A pattern in simple form, and the one that it was made from. Parts come into being before what they are part of.

    Of an element `content` is what stands in it, once that has been simplified; of an attribute and of a list it is
    the one part. `data` may have a part too, which is excepted.
    """

    kind: int
    origin: Pattern
    parts: tuple[Simple, ...]
    holds: int
    content_type: int
    content: Simple | None = None
    order: int = 0


def is_open(names: NameClass) -> bool:
    """True if the class has names without end."""
    if isinstance(names, NameChoice):
        return any(is_open(one) for one in names.classes)
    return isinstance(names, (AnyName, NsName))


class Simplifier:
    """Simplifies what can be reached; `nodes` are the patterns in the order in which they came into being."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self.nodes: list[Simple] = []
        self.elements: list[Simple] = []

    def run(self, start: Pattern) -> Simple:
        """The start in simple form, with the contents of all elements that can be reached."""
        first = self._definition(Definition(START, start))
        seen: set[int] = set()
        reached: set[int] = set()
        pending = deque([first])
        while pending:
            for element in self._elements(pending.popleft(), seen):
                if element.order in reached:
                    continue
                reached.add(element.order)
                self.elements.append(element)
                assert element.origin.definition is not None
                element.content = self._definition(element.origin.definition)
                pending.append(element.content)
        return first

    @staticmethod
    def _elements(top: Simple, seen: set[int]) -> Iterator[Simple]:
        """The elements in a pattern, but for those in patterns that were `seen` already."""
        pending = [top]
        while pending:
            node = pending.pop()
            if not node.holds & ELEMENT or node.order in seen:
                continue
            seen.add(node.order)
            if node.kind == ELEMENT:
                yield node
            else:
                pending.extend(reversed(node.parts))

    def _definition(self, definition: Definition) -> Simple:
        """A definition in simple form, after all that it refers to outside of elements."""
        way = [(definition, _references(definition))]
        on_way = {id(definition)}
        while way:
            current, references = way[-1]
            following = next((one for one in references if one.definition and one.definition.simple is None), None)
            if following is None:
                assert current.pattern is not None
                current.simple = self._simple(current.pattern)
                on_way.discard(id(current))
                way.pop()
                continue
            assert following.definition is not None
            if id(following.definition) in on_way:
                self._circle(following, [one for one, _ in way])
            on_way.add(id(following.definition))
            way.append((following.definition, _references(following.definition)))
        simple = definition.simple
        assert isinstance(simple, Simple)
        return simple

    def _circle(self, reference: Pattern, way: list[Definition]) -> None:
        assert reference.definition is not None
        circle = [*way[way.index(reference.definition) :], reference.definition]
        names = " → ".join(one.name or "start" for one in (circle if len(circle) < 9 else [*circle[:4], *circle[-4:]]))
        self._faults.stop(
            reference.at,
            f"a definition refers to itself without an element in between: {names}",
            "let it refer to itself only inside an <element>; what is repeated stands in <oneOrMore>",
        )

    # -- one pattern

    def _simple(self, pattern: Pattern) -> Simple:
        """A pattern in simple form; every definition that it refers to is simplified already."""
        kind = pattern.kind
        if kind == "ref":
            assert pattern.definition is not None
            simple = pattern.definition.simple
            assert isinstance(simple, Simple)
            return simple
        if kind in _PLAIN:
            return self._make(_PLAIN[kind], pattern)
        if kind == "element":
            if pattern.simple is None:
                pattern.simple = self._make(ELEMENT, pattern)
            made = pattern.simple
            assert isinstance(made, Simple)
            return made
        if kind == "value":
            return self._make(VALUE, pattern)
        if kind == "data":
            excepted = pattern.excepted and self._simple(pattern.excepted)
            return self._make(DATA, pattern, () if not excepted or excepted.kind == NOT_ALLOWED else (excepted,))
        parts = [self._simple(part) for part in pattern.parts]
        match kind:
            case "choice":
                return self._choice(pattern, parts)
            case "interleave":
                return self._all(INTERLEAVE, pattern, parts)
            case "group":
                return self._all(GROUP, pattern, parts)
        one = self._all(GROUP, pattern, parts)
        match kind:
            case "optional":
                return self._choice(pattern, [one, self._make(EMPTY, pattern)])
            case "zeroOrMore":
                return self._choice(pattern, [self._more(pattern, one), self._make(EMPTY, pattern)])
            case "oneOrMore":
                return self._more(pattern, one)
            case "mixed":
                return self._all(INTERLEAVE, pattern, [self._make(TEXT, pattern), one])
        if one.kind == NOT_ALLOWED:
            return one
        return self._make(ATTRIBUTE if kind == "attribute" else LIST, pattern, (one,))

    def _choice(self, pattern: Pattern, parts: list[Simple]) -> Simple:
        kept = [part for part in parts if part.kind not in (NOT_ALLOWED, EMPTY)]
        kept += [part for part in parts if part.kind == EMPTY][:1]
        if len(kept) == 1:
            return kept[0]
        return self._make(CHOICE, pattern, tuple(kept)) if kept else self._make(NOT_ALLOWED, pattern)

    def _all(self, kind: int, pattern: Pattern, parts: list[Simple]) -> Simple:
        if len(parts) == 1:
            return parts[0]
        if any(part.kind == NOT_ALLOWED for part in parts):
            return self._make(NOT_ALLOWED, pattern)
        kept = [part for part in parts if part.kind != EMPTY]
        if len(kept) == 1:
            return kept[0]
        return self._make(kind, pattern, tuple(kept)) if kept else self._make(EMPTY, pattern)

    def _more(self, pattern: Pattern, part: Simple) -> Simple:
        return part if part.kind in (NOT_ALLOWED, EMPTY) else self._make(MORE, pattern, (part,))

    def _make(self, kind: int, pattern: Pattern, parts: tuple[Simple, ...] = ()) -> Simple:
        made = Simple(kind, pattern, parts, _holds(kind, pattern, parts), _content_type(kind, parts))
        made.order = len(self.nodes)
        self.nodes.append(made)
        return made


def _references(definition: Definition) -> Iterator[Pattern]:
    """The references in a definition, but for those in elements."""
    pending = [definition.pattern]
    while pending:
        pattern = pending.pop()
        if pattern is None:
            continue
        if pattern.kind == "ref":
            yield pattern
        elif pattern.kind != "element":
            pending.extend(pattern.parts)
            pending.append(pattern.excepted)


def _holds(kind: int, pattern: Pattern, parts: tuple[Simple, ...]) -> int:
    if kind == ATTRIBUTE:
        assert pattern.names is not None
        return ATTRIBUTE | SINGLE if is_open(pattern.names) else ATTRIBUTE
    if kind in (LIST, DATA):
        return kind
    held = kind
    for part in parts:
        held |= part.holds
    if kind == MORE:
        held &= ~SINGLE
    elif kind in (GROUP, INTERLEAVE) and held & ATTRIBUTE:
        held |= GROUPED
    return held


def _content_type(kind: int, parts: tuple[Simple, ...]) -> int:
    if kind in (CHOICE, GROUP, INTERLEAVE, MORE):
        types = [part.content_type for part in parts]
        if MIXED_UP in types:
            # it has been told of already
            return COMPLEX
        most = max(types)
        if kind == MORE:
            return MIXED_UP if most == SIMPLE else most
        if kind != CHOICE and most == SIMPLE and sum(1 for one in types if one != NONE) > 1:
            return MIXED_UP
        return most
    return _TYPES.get(kind, NONE)
