"""A part of an XSD schema that says of some documents what the whole says, and is compiled in a fraction of the time.

What an element holds is left out where none of that name is in the documents. Elsewhere, content models lose what is
not there either: where one of a hundred elements may stand, those that nobody wrote. Over the elements that are there,
each model describes the same sequences as before, so that the verdict on every element is the same. What is told of a
fault lists what may stand there; so elements at fault are kept `whole`, in a second compilation.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lxml import etree

__all__ = ["part"]

_XS = "{http://www.w3.org/2001/XMLSchema}"
_CHANGES = (f"{_XS}redefine", f"{_XS}override")
_CONSTRAINTS = (f"{_XS}key", f"{_XS}keyref", f"{_XS}unique")
_MODELS = frozenset(f"{_XS}{name}" for name in ("choice", "sequence", "all", "group", "element", "any"))
_CHOICE, _GROUP, _ELEMENT, _ANY, _TYPE = (
    f"{_XS}{name}" for name in ("choice", "group", "element", "any", "complexType")
)
_SHORT = "-short"


def part(schema: etree._ElementTree, names: Collection[str], whole: Collection[str] = ()) -> bool:
    """Reduces a schema to what documents with elements of these local names call for; those of the names `whole` stay
    as they are.

    False, with the schema as it was, where that cannot be done.
    """
    root = schema.getroot()
    if next(root.iter(*_CHANGES), None) is not None:
        return False
    _Reducer(root, frozenset(names), frozenset(whole)).reduce()
    return True


@dataclass
class _Reducer:
    root: etree._Element
    names: frozenset[str]
    whole: frozenset[str]
    groups: dict[str, etree._Element] = field(default_factory=dict)
    _never: dict[str, bool] = field(default_factory=dict)

    def reduce(self) -> None:
        # an element that others may take the place of is where they are
        members = [element for element in self.root.iter(_ELEMENT) if element.get("substitutionGroup")]
        self.names |= {_local(name) for element in members for name in element.get("substitutionGroup", "").split()}
        self.groups = {group.get("name", ""): group for group in self.root.iterchildren(_GROUP)}
        kept = self._kept_types()
        shorter = {name: copy.deepcopy(group) for name, group in self.groups.items()}
        for element in self.root.iterchildren(_ELEMENT):
            name = element.get("name", "")
            if name in self.whole:
                continue
            if self._may_go(element, name):
                element[:] = ()
                element.attrib.pop("type", None)
            else:
                self._shorten(element)
        for defined in self.root.iterchildren(_TYPE):
            if defined.get("name") not in kept:
                self._shorten(defined)
        for name, group in shorter.items():
            group.set("name", name + _SHORT)
            self.root.append(group)
            self._shorten(group)

    def _kept_types(self) -> set[str]:
        """The types of elements that stay whole, and what these are derived from."""
        types = {defined.get("name"): defined for defined in self.root.iterchildren(_TYPE)}
        found: set[str] = set()
        wanted = [element for element in self.root.iter(_ELEMENT) if element.get("name") in self.whole]
        while wanted:
            for node in wanted.pop().iter("*"):
                for attribute in ("type", "base"):
                    name = _local(node.get(attribute, ""))
                    if name in types and name not in found:
                        found.add(name)
                        wanted.append(types[name])
        return found

    def _may_go(self, element: etree._Element, name: str) -> bool:
        return (
            name not in self.names
            and element.get("substitutionGroup") is None
            and next(element.iter(*_CONSTRAINTS), None) is None
        )

    def _shorten(self, node: etree._Element) -> None:
        """Takes from all models inside `node` what is not there, and lets them refer to short groups."""
        for model in list(node.iter(*_MODELS)):
            if model is not node and model.getparent() is None:
                continue  # gone with what it stood in
            if self._is_ours(model):
                model.set("ref", f"{model.get('ref')}{_SHORT}")
            if model.tag in (_GROUP, _ELEMENT, _ANY):
                continue
            parts = list(_parts(model))
            idle = [one for one in parts if self._is_idle(one, model)]
            for one in idle[1:] if len(idle) == len(parts) else idle:
                model.remove(one)

    def _is_idle(self, one: etree._Element, model: etree._Element) -> bool:
        """True of what changes nothing in a model if it goes: an alternative that never is there, or an option."""
        if not self._is_never(one):
            return False
        return (_least(one) != "0") if model.tag == _CHOICE else (_least(one) == "0")

    def _is_never(self, one: etree._Element) -> bool:
        """True of what describes no sequence of elements that are there, but for an empty one where it may be absent
        at all.
        """
        if one.get("maxOccurs", "1").strip() == "0" or one.tag == _ANY:
            return False
        if one.tag == _ELEMENT:
            return _local(one.get("ref", "") or one.get("name", "")) not in self.names
        if one.tag == _GROUP and one.get("ref") is not None:
            return self._is_group_never(one)
        parts = list(_parts(one))
        never = [self._is_never(inner) and _least(inner) != "0" for inner in parts]
        if one.tag == _CHOICE:
            return bool(parts) and all(never)
        return any(never)

    def _is_group_never(self, reference: etree._Element) -> bool:
        name = _local(reference.get("ref", "")).removesuffix(_SHORT)
        group = self.groups.get(name)
        if group is None or not self._is_local(reference):
            return False
        if name not in self._never:
            self._never[name] = False  # a group that refers to itself is no group
            self._never[name] = any(self._is_never(model) and _least(model) != "0" for model in _parts(group))
        return self._never[name]

    def _is_ours(self, model: etree._Element) -> bool:
        """True of a reference to a group of this file."""
        name = model.get("ref")
        return model.tag == _GROUP and name is not None and _local(name) in self.groups and self._is_local(model)

    def _is_local(self, reference: etree._Element) -> bool:
        prefix, colon, _ = reference.get("ref", "").rpartition(":")
        return reference.nsmap.get(prefix if colon else None) == self.root.get("targetNamespace")


def _parts(model: etree._Element) -> Iterator[etree._Element]:
    return (child for child in model if child.tag in _MODELS)


def _local(name: str) -> str:
    return name.strip().rpartition(":")[2]


def _least(model: etree._Element) -> str:
    return model.get("minOccurs", "1").strip()
