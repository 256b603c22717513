"""RELAX NG. The verdict is libxml2's; its words are replaced by ours, with what the schema allows at that place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from matbaa.document import TEI, Document, read
from matbaa.finding import CannotRun, Finding, Severity
from matbaa.validate import words
from matbaa.validate.nodes import element_of
from matbaa.validate.schema_files import distant, schema_tree
from matbaa.validate.vocabulary import Element, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["check"]

# complaints that only echo another one, deeper in the same element
_ECHOES = {
    "ELEMWRONG",
    "ELEMNAME",
    "EXTRACONTENT",
    "CONTENTVALID",
    "INTERSEQ",
    "INTERNODATA",
    "INTEREXTRA",
    "ELEMNOTEMPTY",
}
_NO_ELEMENT = Element()
_REFERENCES = {f"{{http://relaxng.org/ns/structure/1.0}}{name}": "href" for name in ("include", "externalRef")}


@dataclass(frozen=True)
class _Grammar:
    compiled: etree.RelaxNG
    vocabulary: Vocabulary


def check(document: Document, schema: Path) -> Iterator[Finding]:
    """What the RELAX NG schema (in the XML syntax) has against `document`, as findings MBG001 to MBG007.

    Raises `CannotRun` (MBG008) when the schema cannot be used.
    """
    grammar = _grammar(schema.resolve(), str(schema))
    if grammar.compiled.validate(document.tree):
        return
    complaints = _complaints(document, grammar)
    for node, kind, message in complaints:
        yield _finding(document, grammar.vocabulary, node, kind, message)
    if not complaints:
        yield document.finding(
            "MBG007", Severity.ERROR, "is not valid against the schema", document.locate(document.root)
        )


@lru_cache(maxsize=4)
def _grammar(schema: Path, name: str) -> _Grammar:
    document = read(schema, name)
    if addresses := distant(document, _REFERENCES, "MBG008"):
        raise CannotRun(
            Finding(
                "MBG008",
                Severity.ERROR,
                f'it includes "{addresses[0]}", and Matbaa fetches nothing from the network',
                name,
                hint="put that file beside the schema and include it from there",
            )
        )
    try:
        return _Grammar(etree.RelaxNG(schema_tree(schema)), Vocabulary(document.tree))
    except etree.RelaxNGParseError as error:
        entry = error.error_log[0] if len(error.error_log) else None
        message = f"is not a RELAX NG schema that can be used: {' '.join(str(error).split())}"
        raise CannotRun(
            Finding(
                "MBG008",
                Severity.ERROR,
                message,
                name,
                (entry.line or None) if entry else None,
                hint="mend the schema, or make it anew from its ODD",
            )
        ) from None


def _complaints(document: Document, grammar: _Grammar) -> list[tuple[etree._Element, str, str]]:
    """libxml2's log as (element, kind, message): without echoes, and one a node."""
    found: dict[tuple[etree._Element, str], tuple[etree._Element, str, str]] = {}
    for entry in grammar.compiled.error_log:
        node = element_of(document, entry.path, entry.line, entry.message)
        kind = entry.type_name.removeprefix("RELAXNG_ERR_")
        subject = entry.message if kind == "INVALIDATTR" else ""
        found.setdefault((node, subject), (node, kind, entry.message))
    parents = {ancestor for node, _ in found for ancestor in node.iterancestors()}
    kept = [
        (node, kind, message)
        for node, kind, message in found.values()
        if node not in parents or not _is_echo(kind, _missing(grammar.vocabulary, node))
    ]
    return kept or list(found.values())


def _is_echo(kind: str, missing: list[str]) -> bool:
    return kind in _ECHOES or (kind == "ATTRVALID" and not missing)


def _missing(vocabulary: Vocabulary, node: etree._Element) -> list[str]:
    """The attributes that an element must have and has not."""
    known = vocabulary.element(str(node.tag)) or _NO_ELEMENT
    return [attribute for attribute in known.required if attribute not in node.attrib]


def _finding(document: Document, vocabulary: Vocabulary, node: etree._Element, kind: str, message: str) -> Finding:
    known = vocabulary.element(str(node.tag)) or _NO_ELEMENT
    name = words.element(node)
    if kind == "INVALIDATTR" and (found := re.match(r"Invalid attribute (\S+) for element", message)):
        return _attribute(document, known, node, found[1])
    if kind in {"ELEMWRONG", "ELEMNAME", "EXTRACONTENT"}:
        return _misplaced(document, vocabulary, node)
    if kind == "ATTRVALID":
        if missing := _missing(vocabulary, node):
            which = " and ".join(sorted(words.attribute(attribute) for attribute in missing))
            return _at(document, "MBG004", f"{name} lacks {which}", node, f"add {which} to {name}")
        return _at(
            document,
            "MBG004",
            f"{name} lacks an attribute that it must have, or has two that exclude each other",
            node,
            _allowed("its attributes are", (words.attribute(a) for a in known.attributes)),
        )
    if (found := re.match(r"Type \S+ doesn't allow value '(.*)'", message, re.DOTALL)) and (
        valued := _with_value(node, found[1])
    ):
        return _attribute(document, known, node, valued)
    if kind in {"NOELEM", "CONTENTVALID", "INTERNODATA"}:
        what = "is empty" if len(node) == 0 and not (node.text or "").strip() else "is not complete"
        return _at(
            document,
            "MBG005",
            f"{name} {what}: something that must stand in it is missing",
            node,
            _allowed("it may hold", (words.local(c) for c in known.children)),
        )
    if kind in {"TEXTWRONG", "ELEMNOTEMPTY"}:
        place, text = words.first_text(document, node)
        return document.finding(
            "MBG006",
            Severity.ERROR,
            f"{name} may not hold text of its own, but here is {text}",
            place,
            hint=_allowed(
                "put it into one of the elements that may stand here:", (words.local(c) for c in known.children)
            ),
        )
    return _at(document, "MBG007", f"{name} does not fit the schema: {message}", node)


def _attribute(document: Document, known: Element, node: etree._Element, shown: str) -> Finding:
    # libxml2 gives the local name only
    name = (
        shown
        if shown in node.attrib
        else next((a for a in node.attrib if etree.QName(a).localname == shown.split(":")[-1]), shown)
    )
    place = document.locate_attribute(node, str(name))
    which, element = words.attribute(str(name)), words.element(node)
    if name in known.attributes:
        value = str(node.get(name))
        values = known.attributes[str(name)]
        message = f"{words.quoted(value)} is no value that {which} on {element} may have"
        similar = words.near(value, values)
        hint = f'did you mean "{similar}"? ' if similar else ""
        hint += _allowed("allowed are", values, 24) or _form(which, element)
        return document.finding("MBG003", Severity.ERROR, message, place, hint=hint)
    similar = words.near(words.local(str(name)), [words.local(a) for a in known.attributes])
    allowed = _allowed("allowed are", (words.attribute(a) for a in known.attributes))
    advice = f"did you mean @{similar}?" if similar else allowed
    return document.finding("MBG002", Severity.ERROR, f"{which} is not allowed on {element}", place, hint=advice)


def _with_value(node: etree._Element, value: str) -> str | None:
    """The attribute of `node` that has that value."""
    return next((str(name) for name, own in node.attrib.items() if own == value), None)


def _form(which: str, element: str) -> str:
    """What a value that no list gives must look like."""
    if which in words.DATES:
        return words.DATE_FORM
    return f"{which} needs a value of another form; the schema's page on {element} says which"


def _misplaced(document: Document, vocabulary: Vocabulary, node: etree._Element) -> Finding:
    parent = node.getparent()
    name = words.element(node)
    if parent is None:
        return _at(document, "MBG001", f"{name} cannot be the root element in this schema", node)
    around = vocabulary.element(str(parent.tag)) or _NO_ELEMENT
    children = [words.local(child) for child in around.children]
    if str(node.tag) not in vocabulary.names:
        similar = words.near(words.local(str(node.tag)), children) or words.near(
            words.local(str(node.tag)), [words.local(n) for n in vocabulary.names]
        )
        hint = f"did you mean <{similar}>?" if similar else _allowed(f"{words.element(parent)} may hold", children)
        if similar == words.local(str(node.tag)):
            hint = f'<{similar}> is known in another namespace; that of TEI is "{TEI}"'
        return _at(
            document, "MBG001", f"the schema knows no element {name}, here in {words.element(parent)}", node, hint
        )
    if node.tag in around.children:
        return _at(
            document,
            "MBG001",
            f"{name} may stand in {words.element(parent)}, but not at this place",
            node,
            "look at what stands before it: the order is wrong, something is missing, or one is too many",
        )
    return _at(
        document,
        "MBG001",
        f"{name} is not allowed in {words.element(parent)}",
        node,
        _allowed(f"{words.element(parent)} may hold", children),
    )


def _allowed(lead: str, names: Iterator[str] | list[str], limit: int = 16) -> str | None:
    listed = words.listed(names, limit)
    return f"{lead} {listed}" if listed else None


def _at(document: Document, code: str, message: str, node: etree._Element, hint: str | None = None) -> Finding:
    return document.finding(code, Severity.ERROR, message, document.locate(node), hint=hint)
