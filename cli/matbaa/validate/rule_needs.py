"""Which rules a document could call for: those whose context names an element or attribute that it has.

Saxon takes longer to compile the rules of a large schema than to run them, and most documents call for few of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

__all__ = ["called_for", "names_in", "needs", "needs_of", "only"]

_OURS = "{urn:matbaa:schematron}"
_AT = f"{_OURS}at"
_TEMPLATE = "{http://www.w3.org/1999/XSL/Transform}template"
_CHECK = f"Q{_OURS}check"
_NAME = r"[^\W\d][\w.\-]*"
_STEP = re.compile(
    rf"(?:(?P<axis>[a-z\-]+)\s*::\s*|(?P<at>@)\s*)?(?:(?P<prefix>{_NAME}|\*):)?(?P<name>{_NAME}|\*)", re.ASCII
)
_ATTRIBUTE = re.compile(rf"\s*@\s*(?:(?P<prefix>{_NAME}):)?(?P<name>{_NAME})\s*(?:$|and\b)", re.ASCII)
_OPERATOR = re.compile(r"\b(?:union|intersect|except)\b")
_AXES = {"child", "self", "descendant", "descendant-or-self", "attribute"}


def needs(context: str, prefixes: Mapping[str | None, str]) -> frozenset[str] | None:
    """The names of which one at least must be in a document for the context to fit anything in it, as `names_in` gives
    them; none where that cannot be told.
    """
    found = set()
    for step, predicates in _last_steps(context):
        name = _name(step, predicates, prefixes)
        if name is None:
            return None
        found.add(name)
    return frozenset(found) or None


def names_in(root: etree._Element) -> frozenset[str]:
    """Elements as lxml names them, attributes with @ before; and each besides with `*:` for its namespace."""
    elements: set[str] = set()
    attributes: set[str] = set()
    for element in root.iter("*"):
        elements.add(str(element.tag))
        attributes.update(map(str, element.keys()))
    elements |= {f"*:{_local(name)}" for name in elements}
    attributes |= {f"*:{_local(name)}" for name in attributes}
    return frozenset(elements | {f"@{name}" for name in attributes})


def needs_of(stylesheet: etree._Element) -> tuple[frozenset[str] | None, ...]:
    """What each rule of a generated stylesheet needs; none for one that is to run whatever a document has."""
    # other modes walk through other documents than the one at hand
    return tuple(
        needs(rule.get("match", ""), dict(rule.nsmap)) if rule.get("mode") == _CHECK else None
        for rule in _rules(stylesheet)
    )


def called_for(rules: Sequence[frozenset[str] | None], names: frozenset[str]) -> frozenset[int]:
    """The positions of the rules, of which these are the needs, that a document with these names could call for."""
    return frozenset(number for number, needed in enumerate(rules) if needed is None or not needed.isdisjoint(names))


def only(stylesheet: str, kept: Collection[int]) -> str:
    """A generated stylesheet with the rules at the positions `kept`."""
    root = etree.fromstring(stylesheet.encode(), etree.XMLParser(huge_tree=True))
    for number, rule in enumerate(list(_rules(root))):
        if number not in kept:
            root.remove(rule)
    return etree.tostring(root, encoding="unicode")


def _rules(stylesheet: etree._Element) -> Iterator[etree._Element]:
    return (template for template in stylesheet.iterchildren(_TEMPLATE) if template.get(_AT) is not None)


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _name(step: str, predicates: list[str], prefixes: Mapping[str | None, str]) -> str | None:
    """The name that a step asks for, or for any element one of its attributes."""
    found = _STEP.fullmatch(step)
    if found is None or (found["axis"] is not None and found["axis"] not in _AXES):
        return None
    attribute = found["at"] is not None or found["axis"] == "attribute"
    if found["name"] != "*":
        name = _resolved(found["prefix"], found["name"], prefixes)
        return f"@{name}" if attribute and name else name
    if attribute:
        return None
    for predicate in predicates:
        asked = _ATTRIBUTE.match(predicate)
        # what is joined by "and" must all hold; of other means nothing is said
        if asked and not re.search(r"\bor\b|[,|]|\bif\b|\breturn\b|\bsatisfies\b", predicate):
            name = _resolved(asked["prefix"], asked["name"], prefixes)
            return f"@{name}" if name else None
    return None


def _resolved(prefix: str | None, name: str, prefixes: Mapping[str | None, str]) -> str | None:
    if prefix is None:
        return name
    if prefix == "*":
        return f"*:{name}"
    if prefix == "xml":
        return f"{{http://www.w3.org/XML/1998/namespace}}{name}"
    return f"{{{prefixes[prefix]}}}{name}" if prefixes.get(prefix) else None


def _last_steps(context: str) -> Iterator[tuple[str, list[str]]]:
    """The last step of each alternative, without its predicates, and these. A step that is not understood is empty."""
    step: list[str] = []
    predicates: list[str] = []
    depth = opened = begun = 0
    for token in re.finditer(r"\"[^\"]*\"|'[^']*'|\(:|[\s\S]", context):
        text = token[0]
        if text == "(:":
            yield "", []
            return
        if text == "[":
            if not depth and not opened:
                begun = token.end()
            depth += 1
        elif text == "]":
            depth -= 1
            if not depth and not opened:
                predicates.append(context[begun : token.start()])
        elif depth:
            continue
        elif text in {"(", ")"}:
            opened += 1 if text == "(" else -1
            step.append(text)
        elif opened:
            step.append(text)
        elif text == "|":
            yield _whole(step, predicates)
            step, predicates = [], []
        elif text == "/":
            # what stands before must not join or take away alternatives
            if _OPERATOR.search(before := "".join(step)) or "?" in before:
                yield "", []
                return
            step, predicates = [], []
        elif predicates and not text.isspace():
            step.append("?")  # nothing but more predicates may follow a predicate
        else:
            step.append(text)
    yield _whole(step, predicates)


def _whole(step: list[str], predicates: list[str]) -> tuple[str, list[str]]:
    return "".join(step).strip(), predicates
