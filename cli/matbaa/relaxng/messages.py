"""The words for what does not fit: what is wrong, where, what was expected there, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.document import TextNode
from matbaa.finding import Severity
from matbaa.relaxng.automaton import ANYTHING
from matbaa.relaxng.derivatives import TooComplex
from matbaa.relaxng.faults import What
from matbaa.relaxng.message_attributes import Attributes
from matbaa.relaxng.message_elements import Elements
from matbaa.relaxng.values import SPACE
from matbaa.validate import words

if TYPE_CHECKING:
    from matbaa.finding import Finding, Place
    from matbaa.relaxng.faults import Fault

__all__ = ["Messages"]


class Messages(Elements, Attributes):
    """Makes findings of the faults of one document."""

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


def _shown(text: str) -> str:
    """Text as it is quoted; where nothing is to be seen, the name of its first character."""
    if text.strip():
        return words.quoted(text, 40)
    import unicodedata

    character = text.strip(SPACE)[0]
    return f"the character U+{ord(character):04X} ({unicodedata.name(character, 'without a name').lower()})"
