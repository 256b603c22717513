"""Our words for what libxml2 has against a document: what is wrong, what was expected, what was probably meant."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from matbaa.document import TEI, XML
from matbaa.validate import words
from matbaa.validate.xsd_hints import Probe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml import etree

    from matbaa.document import Document
    from matbaa.finding import Place
    from matbaa.validate.xsd_hints import Declared

__all__ = ["Said", "Words"]

_NAMES, _VALUES = 8, 24
# libxml2 lists so many names at most
_LISTED = 10
_FAULT = re.compile(r"Element '[^']*'(?:, attribute '(?P<attribute>[^']*)')?: (?P<words>.*)", re.DOTALL)
_EXPECTED = re.compile(r"Expected is (?:one of )?\( (.*) \)\.")
_VALUE = re.compile(r"(?:\[facet '[\w-]+'\] The value |)'(?P<value>.*?)' is not (?:a valid value|accepted|an element)")
_TYPE = re.compile(r" of the (?:atomic|list|union) type '([^']+)'")
_NAMED = re.compile(r"The attribute '([^']+)' is (required but missing|not allowed)")
_IN_BRACES = re.compile(r"\{[^}]*\}")


class Said(NamedTuple):
    """What is told of a fault: the attribute that it is about, and the place where it is not that or the element."""

    message: str
    hint: str | None
    attribute: str | None = None
    place: Place | None = None


@dataclass
class Words:
    """Speaks of the faults of one document."""

    document: Document
    declared: Declared
    schema: etree.XMLSchema

    def said(self, node: etree._Element, message: str) -> Said | None:
        """What is told of a fault of `node` for which libxml2 has this message; none where another check tells it."""
        found = _FAULT.match(message)
        attribute, rest = (found["attribute"], found["words"]) if found else (None, message)
        element = words.element(node)
        if rest.startswith("This element is not expected"):
            return self._unexpected(node, _listed(rest))
        if rest.startswith("Missing child element"):
            return self._incomplete(node, _listed(rest))
        if named := _NAMED.match(rest):
            return self._of_attribute(node, attribute or named[1], missing=named[2].startswith("required"))
        if value := _VALUE.match(rest):
            return self._of_value(node, attribute, value["value"], rest)
        if "haracter content" in rest and "not allowed" in rest:
            place, text = words.first_text(self.document, node)
            hint = "put it into an element that may stand here"
            return Said(f"{element} may not hold text of its own, but here is {text}", hint, None, place)
        if rest.startswith("No matching global"):
            return Said(f"{element} cannot be the root element in this schema", self._root_hint(node))
        where = f"{words.attribute(attribute)} on {element}" if attribute else element
        return Said(f"{where}: {_IN_BRACES.sub('', rest)}", None, attribute)

    def _unexpected(self, node: etree._Element, listed: Sequence[str]) -> Said:
        element, name = words.element(node), _local(str(node.tag))
        parent = node.getparent()
        inside = f" in {words.element(parent)}" if parent is not None else ""
        here = self._probe.here(node)
        if name not in self.declared.elements:
            similar = words.near(name, here or listed) or words.near(name, self.declared.elements)
            message = f"the schema knows no element {element}, here{inside}"
            return Said(message, f"did you mean <{similar}>?" if similar else _may(here, listed))
        if here or listed:
            return Said(f"{element} is not expected here{inside}", _may(here, listed))
        return Said(
            f"{element} is not expected here{inside}",
            "nothing more may follow here: remove it, or look at the order",
        )

    def _incomplete(self, node: etree._Element, listed: Sequence[str]) -> Said:
        element = words.element(node)
        needed = self._probe.missing(node)
        if len(needed) == 1:
            return Said(f"{element} is not complete: <{needed[0]}> is missing", f"add <{needed[0]}> to {element}")
        hint = f"add {_cut(needed, 'or')} to {element}" if needed else _may((), listed)
        return Said(f"{element} is not complete", hint or "look in the schema at what it must hold")

    def _of_attribute(self, node: etree._Element, attribute: str, *, missing: bool) -> Said:
        element, name = words.element(node), words.attribute(attribute)
        if missing:
            return Said(f"{element} lacks {name}", f"add {name} to {element}", attribute)
        known = [one for one in self.declared.attributes(_local(str(node.tag))) if _get(node, one) is None]
        similar = words.near(words.local(attribute), known)
        hint = f"did you mean @{similar}?" if similar else "remove it, or look whether another name was meant"
        return Said(f"{name} is not allowed on {element}", hint, attribute)

    def _of_value(self, node: etree._Element, attribute: str | None, value: str, rest: str) -> Said | None:
        element = words.element(node)
        which = f"{words.attribute(attribute)} on {element}" if attribute else element
        kind = _TYPE.search(rest)
        if kind and kind[1] == "xs:ID" and re.fullmatch(r"[^\W\d][\w.\-·]*", value.strip()):
            # in TEI the checks on pointers tell of ids
            if str(self.document.root.tag).startswith(f"{{{TEI}}}"):
                return None
            return Said(f"the id {words.quoted(value)} stands twice in this file", "give one of the two another id",
                        attribute)  # fmt: skip
        message = f"{words.quoted(value)} is no value of {which}" if value.strip() else f"{which} is empty"
        if attribute and words.attribute(attribute) in words.DATES:
            return Said(message, words.DATE_FORM, attribute)
        values, others = self._values(node, attribute)
        if values:
            similar = words.near(value.strip(), values)
            meant = f'did you mean "{similar}"? ' if similar else ""
            besides = "; or a value of another form, which the schema says" if others else ""
            return Said(message, f"{meant}allowed are {words.listed(values, _VALUES)}{besides}", attribute)
        if kind and not kind[1].startswith("{"):
            return Said(f"{message}, which must be {kind[1]}", "write a value of that type", attribute)
        return Said(f"{message}: it has not the right form", "the schema says which form it must have", attribute)

    def _values(self, node: etree._Element, attribute: str | None) -> tuple[list[str], bool]:
        if attribute is None:
            return [], True
        declaration = self.declared.attributes(_local(str(node.tag))).get(words.local(attribute))
        return self.declared.values(declaration) if declaration is not None else ([], True)

    def _root_hint(self, node: etree._Element) -> str:
        similar = words.near(_local(str(node.tag)), self.declared.elements)
        return f"did you mean <{similar}>?" if similar else "is this the right schema for the file?"

    @cached_property
    def _probe(self) -> Probe:
        """Asks of the elements that the document has first."""
        used = Counter(_local(str(node.tag)) for node in self.document.root.iter("*"))
        candidates = sorted(self.declared.roots, key=lambda one: (-used[one[1]], one[1].casefold()))
        return Probe(self.schema, candidates)


def _listed(rest: str) -> list[str]:
    found = _EXPECTED.search(rest)
    return [_IN_BRACES.sub("", name).strip() for name in found[1].split(",")] if found else []


def _may(here: Sequence[str], listed: Sequence[str]) -> str | None:
    if here:
        return f"here may stand {_cut(here)}"
    if not listed:
        return None
    return f"expected{' (among others)' if len(listed) >= _LISTED else ''}: {words.listed(listed, 16)}"


def _cut(names: Iterable[str], joined: str = "and") -> str:
    shown = [f"<{name}>" for name in names]
    rest = len(shown) - _NAMES
    if rest > 0:
        return f"{', '.join(shown[:_NAMES])} {joined} {rest} {'other' if rest == 1 else 'others'}"
    if joined == "or" and len(shown) > 1:
        return f"{', '.join(shown[:-1])} or {shown[-1]}"
    return ", ".join(shown)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _get(node: etree._Element, name: str) -> str | None:
    return node.get(f"{{{XML}}}{name[4:]}" if name.startswith("xml:") else name)
