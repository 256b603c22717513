"""What RELAX NG forbids of a schema in simple form: section 7 of the specification."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from matbaa.relaxng.restrictions_names import OTHER, Names, overlap
from matbaa.relaxng.simplify import (
    ATTRIBUTE,
    CHOICE,
    DATA,
    ELEMENT,
    EMPTY,
    GROUP,
    GROUPED,
    INTERLEAVE,
    LIST,
    MIXED_UP,
    MORE,
    NOT_ALLOWED,
    SINGLE,
    TEXT,
    VALUE,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matbaa.relaxng.reader_faults import Faults
    from matbaa.relaxng.reader_tree import At
    from matbaa.relaxng.simplify import Simple

__all__ = ["check"]

_WORDS: Final = {
    EMPTY: "<empty>", TEXT: "<text>", GROUP: "<group>", INTERLEAVE: "<interleave>", MORE: "<oneOrMore>",
    LIST: "<list>", ATTRIBUTE: "<attribute>", ELEMENT: "<element>", DATA: "<data>", VALUE: "<value>",
}  # fmt: skip
_IN_START: Final = ATTRIBUTE | DATA | VALUE | TEXT | LIST | GROUP | INTERLEAVE | MORE | EMPTY
_IN_LIST: Final = LIST | ELEMENT | ATTRIBUTE | TEXT | INTERLEAVE
_IN_EXCEPT: Final = ~(DATA | VALUE | CHOICE | NOT_ALLOWED)
# what may be done to find out whether names meet, counted in single names
_MOST_WORK: Final = 6_000_000
_OF_LOOKING: Final = 25


def check(start: Simple, elements: list[Simple], nodes: list[Simple], faults: Faults) -> None:
    """Tells of all that section 7 forbids, in what can be reached from the start.

    `nodes` are in the order in which they were made, so that each comes after its parts.
    """
    checker = _Checker(elements, faults)
    checker.start(start)
    contents = [element.content for element in elements if element.content is not None]
    for top in contents:
        checker.content(top)
    reached = checker.contexts(contents)
    if not faults.findings:
        checker.overlaps([node for node in nodes if node.order in reached])


class _Attributes(NamedTuple):
    """The attributes in a pattern: those of one name, and those of any."""

    single: dict[tuple[str, str], Simple]
    open: tuple[Simple, ...]


class _Checker:
    def __init__(self, elements: list[Simple], faults: Faults) -> None:
        self._elements = elements
        self._faults = faults
        self._told: set[tuple[int, int]] = set()
        self._typed: set[int] = set()
        self._work = 0
        # the names that stand twice in the pattern at hand, each with what it names
        self._repeated_names: list[tuple[tuple[str, str], Simple]] = []

    # -- 7.1: what may stand in what

    def start(self, start: Simple) -> None:
        """The start: only elements, and choices of them."""
        for culprit in _inside(start, _IN_START):
            self._forbid(
                culprit, start, f"the start of the schema leads to {_words(culprit)}, but a document is an element",
                "let <start> lead to <element> or a <choice> of them only",
            )  # fmt: skip

    def contexts(self, tops: Iterable[Simple]) -> set[int]:
        """Each pattern against what it holds; gives the orders of all that were looked at."""
        seen: set[int] = set()
        pending = list(tops)
        while pending:
            node = pending.pop()
            if node.order in seen:
                continue
            seen.add(node.order)
            pending.extend(node.parts)
            kind = node.kind
            if kind == ATTRIBUTE:
                held, forbidden, hint = (
                    node.parts[0].holds, ELEMENT | ATTRIBUTE, "an attribute's value is text, data or a list of data",
                )  # fmt: skip
            elif kind == LIST:
                held, forbidden, hint = node.parts[0].holds, _IN_LIST, "a <list> holds <data> and <value> only"
            elif kind == DATA and node.parts:
                held, forbidden, hint = node.parts[0].holds, _IN_EXCEPT & 4095, "except only <data> and <value>"
            else:
                if kind == MORE and node.holds & GROUPED:
                    self._repeated(node)
                continue
            if held & forbidden:
                for culprit in _inside(node.parts[0], forbidden):
                    what = "the <except> of <data>" if kind == DATA else _words(node)
                    self._forbid(culprit, node, f"{what} holds {_words(culprit)}", hint)
        return seen

    def _repeated(self, node: Simple) -> None:
        """Attributes that stand together with others in a <oneOrMore>."""
        for group in _inside(node, GROUP | INTERLEAVE):
            for culprit in _inside(group, ATTRIBUTE):
                self._forbid(
                    culprit, node,
                    f"{_words(culprit)} stands among other things that are repeated, but an attribute stands only once",
                    "take it out of <oneOrMore> or <zeroOrMore>",
                )  # fmt: skip

    # -- 7.2: values stand alone; 7.3: attributes of any name are repeated

    def content(self, top: Simple) -> None:
        """The content of an element."""
        if top.holds & SINGLE:
            for culprit in _inside(top, ATTRIBUTE, SINGLE):
                self._forbid(
                    culprit, culprit, "an attribute of any name is not repeated",
                    "put it in <oneOrMore> or <zeroOrMore>",
                )  # fmt: skip
        pending = [top]
        while pending:
            node = pending.pop()
            if node.order in self._typed:
                continue
            self._typed.add(node.order)
            if node.kind in (LIST, DATA):
                continue
            pending.extend(node.parts)
            if node.content_type != MIXED_UP:
                continue
            valued = next(_inside(node, DATA | VALUE | LIST))
            where = "is repeated" if node.kind == MORE else "stands beside other content"
            self._forbid(
                valued, node, f"{_words(valued)} {where}, but a value is the whole content of an element or attribute",
                "put what consists of several values in a <list>; for words among elements there is <text>",
            )  # fmt: skip

    # -- 7.3 and 7.4: no name twice

    def overlaps(self, nodes: list[Simple]) -> None:
        """Groups whose attributes, interleaves whose elements or texts could be taken for each other."""
        found: dict[int, _Attributes] = {}
        for node in nodes:
            if node.holds & ATTRIBUTE:
                found[node.order] = self._attributes(node, found)
            if node.kind == INTERLEAVE:
                self._interleaved(node)

    def _attributes(self, node: Simple, found: dict[int, _Attributes]) -> _Attributes:
        if node.kind == ATTRIBUTE:
            names = Names.of(node.origin.names)
            return _Attributes(dict.fromkeys(names.single, node), (node,) if names.open else ())
        parts = [found[part.order] for part in node.parts if part.holds & ATTRIBUTE]
        if len(parts) == 1:
            return parts[0]
        single: dict[tuple[str, str], Simple] = {}
        several: dict[int, Simple] = {}
        for part in parts:
            self._labour(node, len(part.single) + len(part.open))
            if node.kind != CHOICE:
                for name in sorted(single.keys() & part.single.keys()):
                    self._twice(single[name], part.single[name], name, node)
                self._open_overlap(node, several, single, part)
            single.update(part.single)
            several.update((one.order, one) for one in part.open)
        self._referred_twice(node, "attribute", "can stand twice in")
        return _Attributes(single, tuple(several.values()))

    def _open_overlap(
        self, node: Simple, several: dict[int, Simple], single: dict[tuple[str, str], Simple], part: _Attributes
    ) -> None:
        """Attributes of any name against those of other parts."""
        if several:
            for one in several.values():
                for other in {*part.single.values(), *part.open}:
                    self._compare(one, other, node)
        if part.open:
            for one in part.open:
                for other in set(single.values()):
                    self._compare(one, other, node)

    def _compare(self, one: Simple, other: Simple, node: Simple) -> None:
        names, others = Names.of(one.origin.names), Names.of(other.origin.names)
        self._labour(node, _OF_LOOKING + names.size + others.size)
        common = overlap(names, others)
        if common is not None:
            self._twice(one, other, common, node)

    def _twice(self, one: Simple, other: Simple, name: tuple[str, str], node: Simple) -> None:
        if one.origin is other.origin:
            self._repeated_names.append((name, one))
            return
        first, at = sorted((one.origin.at, other.origin.at), key=lambda at: (at.source.label, at.line))
        what = "an attribute of any name" if OTHER in name[1] else f"the attribute {_name(name)}"
        message = f"{what} can stand twice in {self._element(node)}: also {first.where(at)}"
        self._tell(other, one, at, message, "leave one of the two out, or put them in a <choice>")

    def _referred_twice(self, node: Simple, kind: str, what: str) -> None:
        """Tells at once of all names that stand twice because what defines them is referred to twice."""
        names, self._repeated_names = self._repeated_names, []
        if not names:
            return
        first = names[0][1].origin.at.where(node.origin.at)
        message = (
            f"{_several(kind, [name for name, _ in names])} {what} {self._element(node)}: what is defined {first} is "
        )
        message += "referred to twice"
        self._tell(node, node, node.origin.at, message, "leave out one of the two references")

    def _interleaved(self, node: Simple) -> None:
        texts = [part for part in node.parts if part.holds & TEXT]
        if len(texts) > 1:
            self._forbid(node, node, "text is interleaved with text, so that it is open which is which",
                         "let <text> stand in one part of the <interleave> only; <mixed> brings one too")  # fmt: skip
        parts = [part for part in node.parts if part.holds & ELEMENT]
        if len(parts) < 2:
            return
        owners: dict[tuple[str, str], Simple] = {}
        opens: list[tuple[Simple, Names]] = []
        for part in parts:
            own: dict[tuple[str, str], Simple] = {}
            own_open: list[tuple[Simple, Names]] = []
            for element in _inside(part, ELEMENT):
                names = Names.of(element.origin.names)
                self._labour(node, _OF_LOOKING + names.size)
                for name in names.single:
                    if name in owners:
                        self._interleaved_twice(owners[name], element, node, name)
                    own[name] = element
                if names.open:
                    own_open.append((element, names))
            self._labour(node, (len(own_open) * (len(owners) + len(opens)) + len(opens) * len(own)) * _OF_LOOKING)
            for element, names in own_open:
                self._any_of(element, names, owners, opens, node)
            for element, names in opens:
                self._any_of(element, names, own, [], node)
            owners.update(own)
            opens.extend(own_open)
        self._referred_twice(node, "element", "can stand in two parts of an <interleave> in")

    def _any_of(
        self, element: Simple, names: Names, singles: dict[tuple[str, str], Simple],
        opens: list[tuple[Simple, Names]], node: Simple,
    ) -> None:  # fmt: skip
        for name, other in singles.items():
            if names.has(name):
                self._interleaved_twice(other, element, node, name)
        for other, its in opens:
            self._labour(node, names.size + its.size)
            common = overlap(names, its)
            if common is not None:
                self._interleaved_twice(other, element, node, common)

    def _interleaved_twice(self, one: Simple, other: Simple, node: Simple, name: tuple[str, str]) -> None:
        if one.origin is other.origin:
            self._repeated_names.append((name, one))
            return
        at = node.origin.at
        what = "an element of any name" if OTHER in name[1] else f"the element {_name(name)}"
        self._tell(
            other, one, at,
            f"{what} can stand in two parts of an <interleave> in {self._element(node)}: it is defined "
            f"{one.origin.at.where(at)} and {other.origin.at.where(at)}",
            "let it stand in one part only",
        )  # fmt: skip

    # -- telling

    def _element(self, node: Simple) -> str:
        """The first element that has the pattern in its content, as messages name it."""
        for element in self._elements:
            assert element.content is not None
            if any(one is node for one in _inside(element.content, node.kind)):
                return str(element.origin.at)
        return "one element"

    def _forbid(self, culprit: Simple, holder: Simple, message: str, hint: str) -> None:
        at = culprit.origin.at
        held = holder.origin.at
        if held.element is not at.element:
            message += f" ({held} {held.where(at)})"
        self._tell(culprit, holder, at, message, hint)

    def _tell(self, culprit: Simple, holder: Simple, at: At, message: str, hint: str) -> None:
        """Tells a fault once for the same pair of patterns."""
        key = (id(culprit.origin), id(holder.origin))
        if key not in self._told:
            self._told.add(key)
            self._faults.add(at, message, hint)

    def _labour(self, node: Simple, amount: int) -> None:
        self._work += amount
        if self._work > _MOST_WORK:
            self._faults.stop(
                node.origin.at,
                "the schema is too large: there are too many attributes or elements that could be taken for each other",
                "look for groups and interleaves in one another that hold thousands of parts",
            )


def _inside(top: Simple, kinds: int, bits: int = 0) -> Iterator[Simple]:
    """The patterns of these kinds that `top` is made of, itself included, not looking into elements and attributes.

    With SINGLE as `bits` only attributes of any name that are not repeated.
    """
    seen: set[int] = set()
    pending = [top]
    while pending:
        node = pending.pop()
        if node.order in seen or not node.holds & kinds or (bits and not node.holds & bits):
            continue
        seen.add(node.order)
        if node.kind & kinds:
            yield node
        if node.kind not in (ATTRIBUTE, LIST, DATA):
            pending.extend(reversed(node.parts))


def _words(node: Simple) -> str:
    """The pattern as messages name it."""
    if node.kind in (ELEMENT, ATTRIBUTE):
        return str(node.origin.at)
    return _WORDS[node.kind]


def _name(name: tuple[str, str]) -> str:
    namespace, local = name
    return f'"{local}"' if not namespace else f'"{local}" (of the namespace "{namespace}")'


def _several(kind: str, names: list[tuple[str, str]]) -> str:
    """Attributes or elements as messages name them: two of them, and how many there are more."""
    if any(OTHER in name[1] for name in names):
        return f"an {kind} of any name"
    if len(names) == 1:
        return f"the {kind} {_name(names[0])}"
    if len(names) == 2:
        return f"the {kind}s {_name(names[0])} and {_name(names[1])}"
    return f"the {kind}s {_name(names[0])}, {_name(names[1])} and {len(names) - 2} more"
