"""Schematron: a schema compiled by our own stylesheets, run in Saxon, its report read back as findings with places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from lxml import etree

from matbaa.document import Document, TextNode, element_at, parse, read
from matbaa.finding import CannotRun, Finding, Place, Severity
from matbaa.resources import resource
from matbaa.saxon import Stylesheet, saxon

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Rules", "check", "compile_rules"]

SCH = "http://purl.oclc.org/dsdl/schematron"
_SVRL = "{http://purl.oclc.org/dsdl/svrl}"
_OURS = "{urn:matbaa:schematron}"
_RNG = "http://relaxng.org/ns/structure/1.0"
_REPORTS = {f"{_SVRL}failed-assert", f"{_SVRL}successful-report"}
_SEVERITIES = {
    "error": Severity.ERROR,
    "fatal": Severity.ERROR,
    "warning": Severity.WARNING,
    "warn": Severity.WARNING,
    "nonfatal": Severity.WARNING,
    "information": Severity.HINT,
    "info": Severity.HINT,
    "hint": Severity.HINT,
}

_MEND = "mend the schema at this place"
_LEAF = re.compile(r"/((?:text|comment)\(\)|processing-instruction\([^)]*\))\[(\d+)\]$")


@dataclass(frozen=True)
class Rules:
    """A compiled Schematron schema; may be run on any number of documents of this process."""

    name: str
    stylesheet: Stylesheet


def compile_rules(schema: Path, name: str | None = None, phase: str | None = None) -> Rules:
    """The rules of the Schematron file `schema` (or those embedded in a RELAX NG grammar), in one of its phases.

    `phase` is an id or `#ALL`; without it the schema's default phase counts. Raises `CannotRun` with the place of
    the fault when the schema cannot be read, is not Schematron, or holds an expression that does not compile.
    """
    document = read(schema, name)
    _require_schematron(document)
    names = {schema.resolve().as_uri(): document.name}
    _read_included(document, names)
    compiler = saxon().stylesheet(resource("xslt/schematron.xsl"))
    try:
        generated = compiler.run(document, {"phase": phase} if phase else {})
    except CannotRun:
        if not compiler.messages or "\n" not in compiler.messages[-1]:
            raise
        place, words = compiler.messages[-1].split("\n", 1)
        raise CannotRun(_fault(place, words, names)) from None
    try:
        return Rules(document.name, saxon().compile(generated, document.name))
    except CannotRun as error:
        raise CannotRun(*dict.fromkeys(_at_origin(error, generated, names))) from None


def check(document: Document, rules: Rules) -> Iterator[Finding]:
    """What the rules have to say of `document`: MBS001 for each assert that failed and report that holds, MBS002
    for a rule that failed itself.
    """
    try:
        report = etree.fromstring(rules.stylesheet.run(document).encode())
    except CannotRun as error:
        reason = "; ".join(finding.message for finding in error.findings)
        yield document.finding(
            "MBS002", Severity.ERROR, f"the rules in {rules.name} could not be run on this file: {reason}"
        )
        return
    for entry in report:
        if entry.tag in _REPORTS:
            yield _finding(document, entry, rules)
        elif entry.tag == f"{_OURS}error":
            yield _failure(document, entry, rules)


def _finding(document: Document, entry: etree._Element, rules: Rules) -> Finding:
    words = _words(entry.find(f"{_SVRL}text")) or f"the test {entry.get('test')} does not hold"
    notes = [_words(note) for note in entry.findall(f"{_SVRL}diagnostic-reference")]
    return Finding(
        "MBS001",
        _SEVERITIES.get((entry.get("role") or "error").strip().lower(), Severity.ERROR),
        words,
        document.name,
        *_place(document, entry),
        hint=" ".join(note for note in notes if note) or None,
        see=_origin(entry, rules),
    )


def _failure(document: Document, entry: etree._Element, rules: Rules) -> Finding:
    reason = " ".join("".join(entry.itertext()).split())
    test = f"its test is {entry.get('test')}" if entry.get("test") else f"its context is {entry.get('context')}"
    return Finding(
        "MBS002",
        Severity.ERROR,
        f"a rule could not be tested here: {reason}",
        document.name,
        *_place(document, entry),
        hint=f"mend the text or the rule: {test}",
        see=_origin(entry, rules),
    )


def _origin(entry: etree._Element, rules: Rules) -> str:
    """Where a rule comes from: what it says to see, or the schema's name with the nearest id."""
    number = entry.get("id") or entry.get("rule") or entry.get("pattern")
    origin = f"{rules.name}#{number}" if number else rules.name
    return f"{entry.get('see')} ({origin})" if entry.get("see") else origin


def _place(document: Document, entry: etree._Element) -> Place:
    element, attribute = element_at(document, entry.get("location") or "/")
    if attribute:
        return document.locate_attribute(element, attribute)
    if step := _LEAF.search(entry.get("location") or ""):
        return _place_of_leaf(document, element, step[1], int(step[2]))
    return document.locate(element)


def _place_of_leaf(document: Document, parent: etree._Element, kind: str, position: int) -> Place:
    """Where the text, comment or processing instruction that is the `position`-th of its kind in `parent` stands."""
    if kind == "text()":
        texts = [
            text for text in (TextNode(parent, "text"), *(TextNode(child, "tail") for child in parent)) if str(text)
        ]
        return document.locate_text(texts[position - 1], 0) if position <= len(texts) else document.locate(parent)
    if kind == "comment()":
        leaves: list[etree._Element] = [child for child in parent if isinstance(child, etree._Comment)]
    else:
        target = kind.removeprefix("processing-instruction(").rstrip(")")
        leaves = [
            child for child in parent if isinstance(child, etree._ProcessingInstruction) and child.target == target
        ]
    return document.locate(leaves[position - 1]) if position <= len(leaves) else document.locate(parent)


def _words(element: etree._Element | None) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _require_schematron(document: Document) -> None:
    root = etree.QName(document.root)
    if (root.namespace, root.localname) in {(SCH, "schema"), (_RNG, "grammar")}:
        return
    hint = f'the root of a Schematron file is schema in the namespace "{SCH}"'
    if root.namespace == "http://www.ascc.net/xml/schematron":
        hint = f'this is Schematron 1.5; change its namespace to that of ISO Schematron, "{SCH}"'
    raise CannotRun(
        document.finding(
            "MBS003",
            Severity.ERROR,
            f"is not a Schematron schema: its root element is <{root.localname}>",
            document.locate(document.root),
            hint=hint,
        )
    )


def _read_included(document: Document, names: dict[str, str]) -> None:
    """Reads what a schema includes, so that nothing that our reader refuses comes before Saxon; fills `names` by
    address.
    """
    for pointer in document.root.iter(f"{{{SCH}}}include", f"{{{SCH}}}extends"):
        href = pointer.get("href", "").split("#")[0]
        if not href or urlsplit(href).scheme not in {"", "file"}:
            continue
        path = Path(unquote(urlsplit(href).path)) if href.startswith("file:") else document.path.parent / unquote(href)
        address = path.resolve().as_uri()
        if address not in names and path.is_file():
            included = read(path)
            names[address] = included.name
            _read_included(included, names)


def _fault(place: str, words: str, names: dict[str, str]) -> Finding:
    """A finding at the origin that a stylesheet noted: the file's address, a blank, the path in it."""
    address, _, path = place.partition(" ")
    file = Path(unquote(urlsplit(address).path))
    name = names.get(address, str(file))
    try:
        document = read(file, name)
        line, column = document.locate(element_at(document, path)[0])
    except CannotRun:
        return Finding("MBS003", Severity.ERROR, words, name, hint=_MEND)
    return Finding("MBS003", Severity.ERROR, words, name, line, column, _MEND)


def _at_origin(error: CannotRun, generated: str, names: dict[str, str]) -> Iterator[Finding]:
    """Saxon's complaints about the generated stylesheet as faults of the schema."""
    stylesheet = parse(generated.encode(), "stylesheet")
    elements = [element for element in stylesheet.root.iter() if element.get(f"{_OURS}at")]
    for finding in error.findings:
        words = re.sub(r"Q\{urn:matbaa:schematron\}", "", finding.message)
        before = [element for element in elements if stylesheet.locate(element).line <= (finding.line or 0)]
        if before:
            origin = before[-1]
            expression = next((value for key in ("test", "match", "select") if (value := origin.get(key))), None)
            shown = f" in {_own(expression)}" if expression else ""
            yield _fault(origin.get(f"{_OURS}at", ""), f"a rule does not compile: {words}{shown}", names)
        else:
            yield Finding(
                "MBS003", Severity.ERROR, f"does not compile: {words}", next(iter(names.values())), hint=_MEND
            )


def _own(expression: str) -> str:
    """The expression as the schema has it, without the negation that an assert gets."""
    found = re.fullmatch(r"not\(\((.*)\)\)", expression, re.DOTALL)
    return " ".join((found[1] if found else expression).split())
