"""Schematron to XSLT: our own stylesheets run over the schema; what is wrong with it is told at its place there."""

from __future__ import annotations

import hashlib
import html
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree

from matbaa.document import element_at
from matbaa.finding import CannotRun, Finding, Severity
from matbaa.resources import resource
from matbaa.saxon import saxon
from matbaa.validate.rule_needs import needs_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matbaa.saxon import Saxon, Stylesheet
    from matbaa.validate.rule_files import RuleFiles

__all__ = ["OURS", "Generated", "Origin", "compile_generated", "compiler_digest", "generate"]

OURS = "{urn:matbaa:schematron}"
_REPORT = {"http://purl.oclc.org/dsdl/svrl", OURS[1:-1]}
_NUMBER = re.compile(r"\b\w+:at=\"(\d+)\"")
_MEND = "mend the schema at this place"


class Origin(NamedTuple):
    """Where in a schema something comes from."""

    file: str
    line: int | None
    column: int | None


class Generated(NamedTuple):
    """A stylesheet made of rules.

    Each element that can be at fault begins a line, and `@m:at` numbers its origin in `origins`. `needs` are as
    `rule_needs.needs_of` gives them, for all rules; the stylesheet may be one with a part of them.
    """

    stylesheet: str
    origins: tuple[Origin, ...]
    needs: tuple[frozenset[str] | None, ...]

    def element_at_line(self, line: int) -> tuple[int, str | None]:
        """The start tag that begins on that line of the stylesheet, or on the nearest before it, with the number of
        its origin; none where there is no such tag.
        """
        for text in reversed(self.stylesheet.split("\n")[:line]):
            tag = text.split(">", 1)[0]
            if found := _NUMBER.search(tag):
                return int(found[1]), tag
        return 0, None


@cache
def compiler_digest() -> str:
    """A text that changes with our stylesheets."""
    main = resource("xslt/schematron.xsl")
    found = hashlib.sha256(main.read_bytes())
    for part in sorted(main.with_suffix("").glob("*.xsl")):
        found.update(part.read_bytes())
    return found.hexdigest()


def generate(files: RuleFiles, phase: str | None) -> Generated:
    """The stylesheet for the rules in one phase. Raises `CannotRun` (MBS003) with the place of the fault."""
    compiler = saxon().stylesheet(resource("xslt/schematron.xsl"))
    try:
        text = compiler.run(files.main, {"phase": phase} if phase else {})
    except CannotRun:
        if not compiler.messages or "\n" not in compiler.messages[-1]:
            raise
        place, words = compiler.messages[-1].split("\n", 1)
        raise CannotRun(_fault(_origin(place, files), words)) from None
    return _numbered(text, files)


def compile_generated(generated: Generated, name: str, processor: Saxon) -> Stylesheet:
    """The stylesheet, ready to run. Raises `CannotRun` (MBS003) with the places of expressions that do not compile."""
    try:
        return processor.compile(generated.stylesheet, name)
    except CannotRun as error:
        raise CannotRun(*dict.fromkeys(_at_origin(error, generated, name))) from None


def _numbered(text: str, files: RuleFiles) -> Generated:
    """Addresses and paths give way to numbers: they are long, and each is needed only where something is told."""
    root = etree.fromstring(text.encode(), etree.XMLParser(huge_tree=True))
    numbers: dict[str, int] = {}
    for element in root.iter(etree.Element):
        if (place := element.get(f"{OURS}at")) is not None:
            element.set(f"{OURS}at", str(numbers.setdefault(place, len(numbers))))
        elif etree.QName(element).namespace in _REPORT and (place := element.get("at")) is not None:
            # an attribute value template, which doubles the braces
            place = place.replace("{{", "{").replace("}}", "}")
            element.set("at", str(numbers.setdefault(place, len(numbers))))
    for element in root.iterfind(f".//*[@{OURS}at]"):
        _break_line(element)
    origins = tuple(_origin(place, files) for place in numbers)
    return Generated(etree.tostring(root, encoding="unicode"), origins, needs_of(root))


def _break_line(element: etree._Element) -> None:
    """A line feed before the element: white space between the instructions of a stylesheet is nothing to XSLT."""
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = "\n"
    elif parent is not None:
        parent.text = "\n"


def _origin(place: str, files: RuleFiles) -> Origin:
    """The origin that a stylesheet noted: the file's address, a blank, the path in it."""
    address, _, path = place.partition(" ")
    file = Path(unquote(urlsplit(address).path))
    document = files.documents.get(file.resolve().as_uri() if file.is_absolute() else address)
    if document is None:
        return Origin(str(file), None, None)
    return Origin(document.name, *document.locate(element_at(document, path)[0]))


def _fault(origin: Origin, words: str) -> Finding:
    return Finding("MBS003", Severity.ERROR, words, *origin, hint=_MEND)


def _at_origin(error: CannotRun, generated: Generated, name: str) -> Iterator[Finding]:
    """Saxon's complaints about the generated stylesheet as faults of the schema."""
    for finding in error.findings:
        words = re.sub(r"Q\{urn:matbaa:schematron\}", "", finding.message)
        number, element = generated.element_at_line(finding.line or 0)
        if element is None:
            yield Finding("MBS003", Severity.ERROR, f"does not compile: {words}", name, hint=_MEND)
            continue
        shown = f" in {expression}" if (expression := _expression(element)) else ""
        yield _fault(generated.origins[number], f"a rule does not compile: {words}{shown}")


_EXPRESSION = re.compile(r"\s(?:test|match|select)=\"([^\"]*)\"")


def _expression(tag: str) -> str | None:
    found = _EXPRESSION.search(tag)
    if found is None:
        return None
    return " ".join(html.unescape(found[1]).split())
