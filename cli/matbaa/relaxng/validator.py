"""The way through a document: from state to state of the automaton, and past what does not fit."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from matbaa.document import TextNode
from matbaa.relaxng.automaton import ANYTHING, DATA_TEXT, JOIN, START, VARIES, split
from matbaa.relaxng.datatypes.faults import TypeTimeout
from matbaa.relaxng.derivatives import TooComplex
from matbaa.relaxng.faults import Fault, What
from matbaa.relaxng.patterns import EMPTY, NOT_ALLOWED, TEXT
from matbaa.relaxng.values import SPACE

if TYPE_CHECKING:
    from lxml import etree

    from matbaa.document import Slot
    from matbaa.relaxng.automaton import Automaton

__all__ = ["faults"]

# the more definitions a misplaced element may have, the less its content can be judged
_LIKENESSES = 8
# how many of the elements that were expected are tried in the place of one that may not be there
_TRIED = 40


_INCLUDE = "{http://www.w3.org/2001/XInclude}include"


def faults(root: etree._Element, automaton: Automaton) -> list[Fault]:
    """Everything in the tree of `root` that does not fit the grammar, in document order."""
    walk = _Walk(automaton)
    try:
        walk.through(root)
    except TooComplex:
        walk.found.append(Fault(What.TOO_COMPLEX, walk.node, ANYTHING, ANYTHING))
    return walk.found


class _Walk:
    def __init__(self, automaton: Automaton) -> None:
        self._automaton = automaton
        self._tables = automaton.tables
        self.found: list[Fault] = []
        self.node: etree._Element
        # elements with a text that was told of already; by parent, what was told to be missing though it comes later
        self._told: set[etree._Element] = set()
        self._awaited: dict[etree._Element, set[str]] = {}
        self._tried: dict[int, list[int]] = {}
        self._turned: dict[int, int] = {}

    def through(self, root: etree._Element) -> None:
        """Goes through all of the document.

        The tables are looked at here, without a call where nothing new is to be learned and nothing is wrong.
        """
        tables, values = self._tables, self._automaton.values
        moves, openings, accepts, texts = tables.moves, tables.openings, tables.accepts, tables.texts
        fitting = values.fitting
        # the open elements above: the element, its state, its kind, whether the end of its open child tells its state
        stack: list[tuple[etree._Element | None, int, int, bool]] = []
        current: etree._Element | None = None
        state, kind = START, ANYTHING
        for node in chain(root.iter(), (None,)):
            above = None if node is None else node.getparent()
            while current is not None and current is not above:
                ended, ended_kind, ended_accepts = current, kind, accepts[state]
                if not ended_accepts:
                    ended_accepts = self._incomplete(ended, state, kind)
                current, state, kind, joins = stack.pop()
                if joins:
                    self.node = ended
                    state = self._automaton.join(state, ended_kind, ended_accepts)
                if texts[state] and (tail := ended.tail) and tail.strip(SPACE):
                    state = self._text(ended, "tail", state, kind)
            if node is None:
                break
            name = node.tag
            if name.__class__ is not str:  # a comment or processing instruction
                if texts[state] and (tail := node.tail) and tail.strip(SPACE):
                    state = self._text(node, "tail", state, kind)
                continue
            move = moves[state].get(name)
            if move is None:
                self.node = node
                move = self._automaton.move(state, name) or self._past(node, name, state, kind)
            begun, after = move
            stack.append((current, state if after == JOIN else after, kind, after == JOIN))
            current, kind = node, begun
            if begun == ANYTHING:
                state = ANYTHING
                continue
            names = node.keys()
            joined = " ".join(names)
            opening = openings[kind].get(joined)
            if opening is None:
                self.node = node
                opening = self._automaton.opening(kind, joined)
            if opening is None or opening[0] == VARIES:
                self.node = node
                state = self._attributes(node, kind)
            else:
                state = opening[0]
                if len(opening) > 1:
                    for name, pattern, value in zip(names, opening[1:], node.values(), strict=True):
                        if pattern != TEXT and (pattern not in fitting or value not in fitting[pattern]):
                            self._value(node, kind, name, pattern, value)
            if texts[state]:
                if texts[state] == DATA_TEXT and next(node.iterchildren("*"), None) is None:
                    state = self._content(node, state, kind)
                elif (content := node.text) and content.strip(SPACE):
                    state = self._text(node, "text", state, kind)

    def _text(self, node: etree._Element, slot: Slot, state: int, kind: int) -> int:
        """The state after a text between elements that is more than white space."""
        self.node = node
        if self._tables.texts[state] == DATA_TEXT:
            text = TextNode(node, slot)
            parent = text.parent
            assert parent is not None
            after = self._valued(parent, state, kind, str(text), whole=False)
        else:
            known = self._turned.get(state)
            after = self._turned[state] = self._automaton.turn(state) if known is None else known
        if after >= 0:
            return after
        text = TextNode(node, slot)
        parent = text.parent
        if parent is not None and parent not in self._told:
            self._told.add(parent)
            self.found.append(Fault(What.TEXT, parent, state, kind, text=text))
        return state

    def _content(self, node: etree._Element, state: int, kind: int) -> int:
        """The state at the end of an element without child elements that may hold a value."""
        self.node = node
        content = "".join([node.text or "", *(child.tail or "" for child in node)])
        after = self._valued(node, state, kind, content, whole=True)
        if after >= 0:
            return after
        self.found.append(Fault(What.CONTENT, node, state, kind))
        return self._automaton.ended((1 << len(self._automaton.patterns(state))) - 1)

    def _valued(self, node: etree._Element, state: int, kind: int, content: str, *, whole: bool) -> int:
        try:
            return self._automaton.valued(state, content, lambda: dict(node.nsmap), whole=whole)
        except TypeTimeout:
            self.found.append(Fault(What.TIMEOUT, node, state, kind))
            return self._automaton.ended((1 << len(self._automaton.patterns(state))) - 1)

    def _value(self, node: etree._Element, kind: int, name: str, pattern: int, value: str) -> None:
        """Judges the value of an attribute that no other attribute depends on."""
        self.node = node
        try:
            fits = self._automaton.values.allows(pattern, value, lambda: dict(node.nsmap))
        except TypeTimeout:
            self.found.append(Fault(What.TIMEOUT, node, ANYTHING, kind, attribute=name))
        else:
            if not fits:
                self.found.append(Fault(What.VALUE, node, ANYTHING, kind, attribute=name))

    def _attributes(self, node: etree._Element, kind: int) -> int:
        """The state after the attributes, each by each, with what is wrong with them."""
        automaton, derivatives = self._automaton, self._automaton.derivatives
        nodes = automaton.grammar.patterns.nodes
        patterns = automaton.contents(kind)
        for name, value in node.items():
            come = {one for pattern in patterns for one in automaton.attributes(pattern, name)}
            if not come:
                known = any(automaton.attributes(content, name) for content in automaton.contents(kind))
                what = What.EXCLUDED_ATTRIBUTE if known else What.UNKNOWN_ATTRIBUTE
                self.found.append(Fault(what, node, ANYTHING, kind, patterns, name))
                continue
            try:
                fitting = {
                    one for one in come if automaton.values.allows(nodes[one][2], value, lambda: dict(node.nsmap))
                }
            except TypeTimeout:
                self.found.append(Fault(What.TIMEOUT, node, ANYTHING, kind, patterns, name))
                fitting = come
            if not fitting:
                self.found.append(Fault(What.VALUE, node, ANYTHING, kind, patterns, name))
                fitting = come
            patterns = tuple(derivatives.after_attribute(pattern, fitting) for pattern in patterns)
        closed = tuple(derivatives.closed(pattern) for pattern in patterns)
        if all(pattern == NOT_ALLOWED for pattern in closed):
            self.found.append(Fault(What.MISSING_ATTRIBUTES, node, ANYTHING, kind, patterns))
            closed = tuple(derivatives.closed(pattern, EMPTY) for pattern in patterns)
        return automaton.state(closed)

    def _past(self, node: etree._Element, name: str, state: int, kind: int) -> list[int]:
        """The kind of an element that may not be here, and the state to go on with after it."""
        automaton = self._automaton
        likely = automaton.known(name)
        if name == _INCLUDE and not likely:
            return [ANYTHING, state]  # a part of the text that is not here, as MBW005 tells
        anyhow = automaton.kind(likely) if 0 < len(likely) <= _LIKENESSES else ANYTHING
        if state == ANYTHING:
            if not likely and split(name)[0] in automaton.namespaces:
                self.found.append(Fault(What.UNKNOWN_ELEMENT, node, ANYTHING, ANYTHING))
            return [anyhow, ANYTHING]
        patterns = automaton.patterns(state)
        parent = node.getparent()
        if later := automaton.fitting(patterns, name, skipping=True):
            if next(node.itersiblings(_INCLUDE, preceding=True), None) is None:
                self.found.append(Fault(What.EARLY_ELEMENT, node, state, kind))
            if parent is not None:
                names = {str(sister.tag) for sister in node.itersiblings("*")}
                awaited = {one for one in names if automaton.fitting(patterns, one)}
                self._awaited.setdefault(parent, set()).update(awaited)
            return [automaton.kind_of(later), automaton.after(state, later, skipping=True)]
        if elsewhere := automaton.fitting(self._all(kind), name, skipping=True):
            if parent is not None and name in (awaited := self._awaited.get(parent, set())):
                awaited.remove(name)
            else:
                self.found.append(Fault(What.MISPLACED_ELEMENT, node, state, kind))
            return [automaton.kind_of(elsewhere), state]
        what = What.FOREIGN_ELEMENT if likely else What.UNKNOWN_ELEMENT
        self.found.append(Fault(what, node, state, kind))
        return [anyhow, self._likely(node, state)]

    def _all(self, kind: int) -> tuple[int, ...]:
        """What elements of a kind may hold at their beginning."""
        derivatives = self._automaton.derivatives
        return tuple(derivatives.closed(content, EMPTY) for content in self._automaton.contents(kind))

    def _likely(self, node: etree._Element, state: int) -> int:
        """The state that lets the text go on after an element that may not be here: as if it were not there, or as if
        something that was expected were in its place.
        """
        automaton = self._automaton
        following = next(node.itersiblings("*"), None)

        def goes_on(after: int) -> bool:
            if following is None:
                return bool(self._tables.accepts[after])
            return automaton.move(after, str(following.tag)) is not None

        if goes_on(state):
            return state
        expected = self._expected(state)
        from matbaa.validate.words import near

        names = {local: one for one in expected if (local := automaton.local_name(one))}
        similar = near(split(str(node.tag))[1], names)
        if similar is not None:
            return automaton.after(state, (names[similar],))
        if following is not None and not automaton.known(str(following.tag)):
            return state
        return next((after for after in self._afters(state) if goes_on(after)), state)

    def _expected(self, state: int) -> list[int]:
        """The element patterns that may come next."""
        automaton = self._automaton
        return [one for pattern in automaton.patterns(state) for one in automaton.derivatives.first(pattern).elements]

    def _afters(self, state: int) -> list[int]:
        """The different states after one of the elements that may come next."""
        found = self._tried.get(state)
        if found is None:
            afters = (self._automaton.after(state, (one,)) for one in self._expected(state)[:_TRIED])
            found = self._tried[state] = list(dict.fromkeys(afters))
        return found

    def _incomplete(self, node: etree._Element, state: int, kind: int) -> int:
        """Tells that an element ends too early; gives the bits of the definitions that it began to fulfil."""
        self.node = node
        is_told = node in self._told and next(node.iterchildren("*"), None) is None
        if not is_told and next(node.iterchildren(_INCLUDE), None) is None:
            self.found.append(Fault(What.INCOMPLETE, node, state, kind))
        return sum(1 << i for i, one in enumerate(self._automaton.patterns(state)) if one != NOT_ALLOWED)
