"""The words for what does not fit: what is wrong, where, what was expected there, what to do."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from matbaa.document import XML, TextNode
from matbaa.finding import Severity
from matbaa.relaxng import expected
from matbaa.relaxng.automaton import ANYTHING, names_of, split
from matbaa.relaxng.derivatives import TooComplex
from matbaa.relaxng.faults import What
from matbaa.relaxng.patterns import EMPTY, NOT_ALLOWED
from matbaa.relaxng.values import SPACE, tokens
from matbaa.validate import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml import etree

    from matbaa.document import Document
    from matbaa.finding import Finding, Place
    from matbaa.relaxng.automaton import Automaton
    from matbaa.relaxng.faults import Fault

__all__ = ["Messages"]

# how many names are listed, and how many values and parents
_NAMES = 8
_VALUES = 24
_PARENTS = 4
_ENOUGH = 4
_FORMS = 4


class Messages:
    """Makes findings of the faults of one document."""

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

    def finding(self, fault: Fault) -> Finding:
        """The finding for a fault."""
        try:
            return self._finding(fault)
        except (RecursionError, TooComplex):  # the grammar is such that what it expects cannot be said
            name = self._name(str(fault.node.tag))
            return self._error("MBG007", f"{name} does not fit the schema", fault.node, "compare it with the schema")

    def _finding(self, fault: Fault) -> Finding:
        match fault.what:
            case What.UNKNOWN_ELEMENT | What.FOREIGN_ELEMENT:
                return self._foreign(fault)
            case What.MISPLACED_ELEMENT:
                return self._misplaced(fault)
            case What.EARLY_ELEMENT:
                return self._early(fault)
            case What.INCOMPLETE:
                return self._incomplete(fault)
            case What.TEXT:
                return self._text(fault)
            case What.CONTENT:
                return self._content(fault)
            case What.UNKNOWN_ATTRIBUTE | What.EXCLUDED_ATTRIBUTE:
                return self._attribute(fault)
            case What.VALUE:
                return self._value(fault)
            case What.MISSING_ATTRIBUTES:
                return self._missing_attributes(fault)
            case What.DOUBLE_ID | What.LOST_REFERENCE:
                return self._id(fault)
            case What.TIMEOUT:
                return self._timeout(fault)
            case What.TOO_COMPLEX:
                return self._too_complex(fault)

    # elements

    def _foreign(self, fault: Fault) -> Finding:
        """An element that has no place in its parent at all."""
        node = fault.node
        name = self._name(str(node.tag))
        parent = node.getparent()
        if parent is None:
            roots = self._expected(fault.state)
            hint = self._hint(
                (fault.what, node.tag), lambda: self._meant(node, roots) or self._listed("the root may be", roots)
            )
            return self._error("MBG001", f"{name} cannot be the root element in this schema", node, hint)
        inside = self._name(str(parent.tag))
        here = self._expected(fault.state)
        anyhow = self._children(fault.kind)
        if fault.what is What.FOREIGN_ELEMENT:
            message = f"{name} is not allowed in {inside}"
            key: tuple[object, ...] = (fault.what, node.tag, fault.kind)
            hint = self._hint(key, lambda: self._allowed(node, inside, anyhow))
        else:
            message = f"the schema knows no element {name}, here in {inside}"
            key = (fault.what, node.tag, fault.state)
            hint = self._hint(key, lambda: self._meant(node, [*here, *anyhow]) or self._next(fault.state))
        return self._error("MBG001", message, node, hint)

    def _meant(self, node: etree._Element, likely: list[str]) -> str | None:
        """What was meant by a name that nobody knows here."""
        namespace, local = split(str(node.tag))
        elsewhere = [known for known, name in self._automaton.element_names if name == local and known != namespace]
        if elsewhere:
            return f"the schema knows <{local}> {_in(elsewhere[0])}; this one is {_in(namespace)}"
        names = {split(name)[1]: name for name in reversed(likely)}
        similar = words.near(local, names)
        if similar is None:
            names = {name: name for known, name in self._automaton.element_names if known == namespace}
            similar = words.near(local, names)
        return f"did you mean <{similar}>?" if similar else None

    def _allowed(self, node: etree._Element, inside: str, children: list[str]) -> str | None:
        parents = self._parents(str(node.tag))
        where = ""
        if 0 < len(parents) <= _PARENTS:
            where = f"; {self._name(str(node.tag))} stands in {' or '.join(map(self._name, sorted(parents)))}"
        return (self._may_hold(inside, children) or "") + where

    def _may_hold(self, inside: str, children: list[str]) -> str:
        return self._listed(f"{inside} may hold", children) or f"{inside} may hold no elements"

    def _misplaced(self, fault: Fault) -> Finding:
        """An element that its parent may hold, but not here, nor later."""
        node = fault.node
        parent = node.getparent()
        assert parent is not None
        name, inside = self._name(str(node.tag)), self._name(str(parent.tag))
        hint = self._hint((fault.what, fault.state), lambda: self._next(fault.state))
        before = self._excluding(node, parent, fault.kind)
        if before is None:
            message = f"{name} may stand in {inside}, but not at this place"
        elif before.tag == node.tag:
            message = f"{name} may stand here in {inside} only once, and there is one already"
        else:
            other = self._name(str(before.tag))
            message = f"{name} cannot stand after {other} in {inside}"
        return self._error("MBG001", message, node, hint)

    def _next(self, state: int) -> str | None:
        if state == ANYTHING:
            return None
        names = self._expected(state)
        return self._listed("here may stand", names) or "nothing more may follow here: remove it, or look at the order"

    def _excluding(self, node: etree._Element, parent: etree._Element, kind: int) -> etree._Element | None:
        """The first sister before `node` after which it may not come any more."""
        key = (parent, node.tag)
        found = self._exclusive.get(key)
        if found is None and (found := self._first_excluding(node, parent, kind)) is not None:
            self._exclusive[key] = found
        return found

    def _first_excluding(self, node: etree._Element, parent: etree._Element, kind: int) -> etree._Element | None:
        automaton = self._automaton
        derivatives = automaton.derivatives
        patterns = [derivatives.closed(content, EMPTY) for content in automaton.contents(kind)]
        seen = set()
        for sister in parent.iterchildren("*"):
            if sister is node:
                break
            name = str(sister.tag)
            if name in seen:
                continue
            seen.add(name)
            come = automaton.fitting(patterns, name, skipping=True)
            if come:
                left = [derivatives.after(pattern, come, skipping=True) for pattern in patterns]
                if not automaton.fitting(left, str(node.tag), skipping=True):
                    return sister
        return None

    def _early(self, fault: Fault) -> Finding:
        """An element before which another is missing."""
        node = fault.node
        parent = node.getparent()
        name = self._name(str(node.tag))
        inside = self._name(str(parent.tag)) if parent is not None else "the document"
        needed = self._needed(fault.state)
        later = {str(sister.tag): sister for sister in node.itersiblings("*", preceding=False)}
        swapped = next((one for one in needed if one in later), None)
        if swapped is not None:
            other = self._name(swapped)
            place = self._document.locate(later[swapped])
            hint = f"move {other} from line {place.line} to before {name}"
            return self._error("MBG001", f"{name} stands before {other}, which must come first in {inside}", node, hint)
        if not needed:
            return self._error("MBG001", f"{name} cannot stand here in {inside}: something is missing before it", node,
                               self._next(fault.state))  # fmt: skip
        what = self._any(needed) if len(needed) == 1 else "an element"
        some = "one of " if len(needed) > 2 else ""
        message = f"{what} is missing in {inside} before {name}"
        return self._error("MBG005", message, node, f"put {some}{self._any(needed)} before {name}")

    def _incomplete(self, fault: Fault) -> Finding:
        """An element that ends before all is there."""
        node = fault.node
        name = self._name(str(node.tag))
        place, end = self._document.locate(node), self._document.locate_end(node)
        needed = self._needed(fault.state)
        if end.line != place.line:
            name_here = f"{name} (begun on line {place.line})"
            place = end
        else:
            name_here = name
        empty = len(node) == 0 and not (node.text or "").strip(SPACE)
        how = "is empty" if empty else "ends too early"
        if not needed:
            message = f"{name_here} {how}: something that must stand in it is missing"
            hint: str | None = self._listed(f"{name} may go on with", self._expected(fault.state))
        elif len(needed) == 1:
            message = f"{name_here} {how}: {self._any(needed)} is missing"
            hint = f"add {self._any(needed)} to {name}"
        else:
            message = f"{name_here} {how}: an element is missing"
            hint = f"add {'one of ' if len(needed) > 2 else ''}{self._any(needed)} to {name}"
        return self._document.finding("MBG005", Severity.ERROR, message, place, hint=hint)

    # text

    def _text(self, fault: Fault) -> Finding:
        name = self._name(str(fault.node.tag))
        text = fault.text
        assert text is not None
        children = self._children(fault.kind)
        hint = self._hint(
            (fault.what, fault.kind),
            lambda: (
                self._listed("put it into one of the elements that may stand here:", children)
                or f"{name} must be empty"
            ),
        )
        if fault.kind == ANYTHING:
            hint = None
        message = f"{name} may not hold text of its own, but here is {_shown(str(text))}"
        return self._document.finding("MBG006", Severity.ERROR, message, self._text_place(text), hint=hint)

    def _text_place(self, text: TextNode) -> Place:
        content = str(text)
        return self._document.locate_text(text, len(content) - len(content.lstrip(SPACE)))

    def _content(self, fault: Fault) -> Finding:
        """An element whose text is no value of the datatype."""
        node = fault.node
        name = self._name(str(node.tag))
        derivatives = self._automaton.derivatives
        patterns = self._automaton.patterns(fault.state)
        wanted = [text for pattern in patterns for text in derivatives.first(pattern).texts]
        slots = [TextNode(node, "text"), *(TextNode(child, "tail") for child in node)]
        told = next((slot for slot in slots if str(slot).strip(SPACE)), None)
        content = "".join(map(str, slots))
        hint = self._value_hint(content, wanted, None)
        if told is None:
            children = self._expected(fault.state)
            hint = self._listed(f"{name} may hold", children) if children else hint
            return self._error("MBG005", f"{name} is empty: its value is missing", node, hint)
        message = f"{words.quoted(content)} is no value that {name} may have"
        return self._document.finding("MBG003", Severity.ERROR, message, self._text_place(told), hint=hint)

    # attributes

    def _attribute(self, fault: Fault) -> Finding:
        """An attribute that may not be on its element, or not beside the others."""
        node = fault.node
        name, which = self._name(str(node.tag)), words.attribute(fault.attribute)
        place = self._document.locate_attribute(node, fault.attribute)
        if fault.what is What.EXCLUDED_ATTRIBUTE:
            other = self._excluding_attribute(fault)
            beside = f"beside {words.attribute(other)}" if other else "beside the others"
            message = f"{which} is not allowed on {name} {beside}"
            return self._document.finding("MBG007", Severity.ERROR, message, place, hint="leave one of them out")
        known = self._attribute_names.get(fault.kind)
        if known is None:
            known = expected.attributes(self._automaton, self._automaton.contents(fault.kind))
            used = self._used_attributes
            known.sort(key=lambda one: (-used[one], words.local(one).casefold()))
            self._attribute_names[fault.kind] = known
        message = f"{which} is not allowed on {name}"
        hint = self._meant_attribute(node, fault.attribute, known)
        return self._document.finding("MBG002", Severity.ERROR, message, place, hint=hint)

    def _meant_attribute(self, node: etree._Element, attribute: str, known: list[str]) -> str | None:
        namespace, local = split(attribute)
        free = [one for one in known if node.get(one) is None]
        same = next((one for one in free if split(one)[1] == local), None)
        if same is not None:
            if split(same)[0] in ("", XML):
                return f"did you mean {words.attribute(same)}?"
            return f'the schema knows {words.attribute(same)}, but that of the namespace "{split(same)[0]}"'
        similar = None if namespace else words.near(local, [words.local(one) for one in free])
        if similar:
            return f"did you mean @{similar}?"
        if not free:
            return f"no {'more ' if known else ''}attributes are allowed here: remove it"
        return f"allowed are {_cut([words.attribute(one) for one in free], _NAMES)}"

    def _excluding_attribute(self, fault: Fault) -> str | None:
        automaton = self._automaton
        for name in map(str, fault.node.keys()):
            if name == fault.attribute:
                break
            for content in automaton.contents(fault.kind):
                come = automaton.attributes(content, name)
                left = automaton.derivatives.after_attribute(content, come)
                if left != NOT_ALLOWED and not automaton.attributes(left, fault.attribute):
                    return name
        return None

    def _value(self, fault: Fault) -> Finding:
        """An attribute whose value does not fit."""
        node = fault.node
        name, which = self._name(str(node.tag)), words.attribute(fault.attribute)
        value = str(node.get(fault.attribute))
        contents = self._automaton.contents(fault.kind)
        wanted = self._values_of(fault.patterns or contents, fault.attribute)
        message = f"{words.quoted(value)} is no value that {which} on {name} may have"
        code = "MBG003"
        if fault.patterns and self._fits_elsewhere(
            fault, set(self._values_of(contents, fault.attribute)) - set(wanted)
        ):
            code = "MBG007"
            message += " beside its other attributes"
        if not value.strip(SPACE):
            message = f"{which} on {name} is empty"
        else:
            token = self._wrong_token(value, wanted, node)
            if token is not None:
                message += f": {words.quoted(token)} does not fit"
                value = token
        place = self._document.locate_attribute(node, fault.attribute)
        hint = self._value_hint(value, wanted, which)
        return self._document.finding(code, Severity.ERROR, message, place, hint=hint)

    def _fits_elsewhere(self, fault: Fault, others: set[int]) -> bool:
        """True if the value fits one of these patterns, which other attributes have ruled out."""
        value = str(fault.node.get(fault.attribute))
        return any(self._automaton.values.allows(one, value, lambda: dict(fault.node.nsmap)) for one in others)

    def _values_of(self, patterns: Iterable[int], attribute: str) -> list[int]:
        nodes = self._automaton.grammar.patterns.nodes
        return [nodes[one][2] for pattern in patterns for one in self._automaton.attributes(pattern, attribute)]

    def _wrong_token(self, value: str, wanted: list[int], node: etree._Element) -> str | None:
        """The word of a list that does not fit, where it can be told."""
        parts = tokens(value)
        if len(parts) < 2 or not expected.value_forms(self._automaton, wanted).several:
            return None
        values = self._automaton.values
        return next(
            (part for part in parts if not any(values.allows(one, part, lambda: dict(node.nsmap)) for one in wanted)),
            None,
        )

    def _value_hint(self, value: str, wanted: list[int], which: str | None) -> str | None:
        values, forms, several = expected.value_forms(self._automaton, wanted)
        if which in words.DATES and any("date" in form for form in forms):
            return words.DATE_FORM
        parts = []
        if values:
            similar = words.near(value.strip(SPACE), values)
            if similar:
                parts.append(f'did you mean "{similar}"?')
            listed = words.listed(values, _VALUES)
            parts.append(f"allowed are {listed}" if len(values) > 1 else f'only "{values[0]}" is allowed')
        if forms:
            lead = "it must be" if not values else "; or"
            shown = forms[:_FORMS]
            more = f", or one of {len(forms) - _FORMS} other forms" if len(forms) > _FORMS else ""
            parts.append(f"{lead} {' or '.join(shown)}{more}{'; several with spaces between' if several else ''}")
        return " ".join(parts).replace(" ; or", "; or") or None

    def _missing_attributes(self, fault: Fault) -> Finding:
        node = fault.node
        name = self._name(str(node.tag))
        grammar = self._automaton.grammar
        ways = []
        for way in expected.missing_attributes(self._automaton, fault.patterns):
            names = [names_of(grammar.names[grammar.patterns.nodes[one][1]]) for one in way]
            shown = sorted(words.attribute(name) for one in names for name in one[:1])
            ways.append(" and ".join(shown if all(names) else [*shown, "another attribute"]))
        ways = list(dict.fromkeys(ways))
        if len(ways) == 1:
            return self._error("MBG004", f"{name} lacks {ways[0]}", node, f"add {ways[0]} to {name}")
        return self._error("MBG004", f"{name} lacks an attribute that it must have", node,
                           f"add {' or '.join(ways)} to {name}")  # fmt: skip

    def _id(self, fault: Fault) -> Finding:
        """An id that stands twice, or a reference without one."""
        which = f"{words.attribute(fault.attribute)} on {self._name(str(fault.node.tag))}"
        place = self._document.locate_attribute(fault.node, fault.attribute)
        if fault.what is What.DOUBLE_ID:
            shown = words.quoted(str(fault.node.get(fault.attribute)).strip(SPACE))
            assert fault.other is not None
            first = self._document.locate(fault.other).line
            message = f"the id {shown} stands twice in this file, first in line {first}"
            hint = "give one of the two another id"
        else:
            shown = words.quoted(fault.value)
            message = f"{which} refers to {shown}, but in this file there is no such id"
            hint = "look at the spelling, or add the id to what is meant"
        return self._document.finding("MBG014", Severity.ERROR, message, place, hint=hint)

    # what could not be decided

    def _timeout(self, fault: Fault) -> Finding:
        node = fault.node
        name = self._name(str(node.tag))
        where, place = f"the text of {name}", self._document.locate(node)
        if fault.attribute:
            where = f"{words.attribute(fault.attribute)} on {name}"
            place = self._document.locate_attribute(node, fault.attribute)
        message = f"it could not be decided whether {where} fits: a pattern of the schema takes too long over its value"
        hint = "write the pattern in the schema so that there is one way only to match a text"
        return self._document.finding("MBG011", Severity.WARNING, message, place, hint=hint)

    def _too_complex(self, fault: Fault) -> Finding:
        message = f"the check stopped at {self._name(str(fault.node.tag))}: the schema leaves too many ways open here"
        hint = "make the schema more definite at this place: fewer parts that may come in any order or be left out"
        return self._error("MBG012", message, fault.node, hint)

    # names and lists

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
        return f"<{local}> ({_in(namespace)})"

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
        return _cut([self._name(name) for name in names], min(used, _NAMES) if used >= _ENOUGH else _NAMES)

    def _any(self, names: list[str]) -> str:
        shown = [self._name(name) for name in names]
        if len(shown) > _NAMES:
            return self._cut_names(names)
        return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"


def _shown(text: str) -> str:
    """Text as it is quoted; where nothing is to be seen, the name of its first character."""
    if text.strip():
        return words.quoted(text, 40)
    import unicodedata

    character = text.strip(SPACE)[0]
    return f"the character U+{ord(character):04X} ({unicodedata.name(character, 'without a name').lower()})"


def _in(namespace: str) -> str:
    return f'in the namespace "{namespace}"' if namespace else "in no namespace"


def _cut(shown: list[str], limit: int) -> str:
    rest = len(shown) - limit
    return ", ".join(shown[:limit]) + (f" and {rest} {'other' if rest == 1 else 'others'}" if rest > 0 else "")
