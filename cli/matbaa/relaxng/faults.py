"""What does not fit in a document, as data; `matbaa.relaxng.messages` finds the words."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml import etree

    from matbaa.document import TextNode

__all__ = ["Fault", "What"]


class What(Enum):
    """Kinds of faults."""

    # elements: without a definition, not in this parent, not at this place, before others that are missing
    UNKNOWN_ELEMENT = auto()
    FOREIGN_ELEMENT = auto()
    MISPLACED_ELEMENT = auto()
    EARLY_ELEMENT = auto()
    # the element ends though something must follow
    INCOMPLETE = auto()
    # text where there are elements only; text or content that is no value of the datatype
    TEXT = auto()
    CONTENT = auto()
    # attributes: not on this element, not beside the others, with this value; missing
    UNKNOWN_ATTRIBUTE = auto()
    EXCLUDED_ATTRIBUTE = auto()
    VALUE = auto()
    MISSING_ATTRIBUTES = auto()
    # ids
    DOUBLE_ID = auto()
    LOST_REFERENCE = auto()
    # what could not be decided
    TIMEOUT = auto()
    TOO_COMPLEX = auto()


class Fault(NamedTuple):
    """A fault: of which element, in which state of which parent's kind; `state` and `kind` are numbers of the
    automaton.

    For a fault of an element's start `state` and `kind` are its parent's, else its own. For attributes `patterns` are
    what was left of its contents when the attribute came. `value` is the part of the attribute's value that is at
    fault; `other` is the element that has the same id.
    """

    what: What
    node: etree._Element
    state: int
    kind: int
    patterns: tuple[int, ...] = ()
    attribute: str = ""
    text: TextNode | None = None
    value: str = ""
    other: etree._Element | None = None
