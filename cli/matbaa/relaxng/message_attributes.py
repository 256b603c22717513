"""The words for attributes that do not fit: their names, their values, those that are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.document import XML
from matbaa.finding import Severity
from matbaa.relaxng import expected
from matbaa.relaxng.automaton import names_of, split
from matbaa.relaxng.faults import What
from matbaa.relaxng.message_names import NAMES, Names, cut
from matbaa.relaxng.patterns import NOT_ALLOWED
from matbaa.relaxng.values import SPACE, tokens
from matbaa.validate import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

    from matbaa.finding import Finding
    from matbaa.relaxng.faults import Fault

__all__ = ["Attributes"]

_VALUES = 24
_FORMS = 4


class Attributes(Names):
    """Makes findings of the faults of attributes."""

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
        return f"allowed are {cut([words.attribute(one) for one in free], NAMES)}"

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
