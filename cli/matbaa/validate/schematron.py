"""Schematron: rules compiled by our own stylesheets, run in Saxon, their report read back as findings with places."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree

from matbaa.document import read
from matbaa.finding import CannotRun, Finding, Severity
from matbaa.validate.rule_compiler import OURS
from matbaa.validate.rule_places import Places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matbaa.document import Document
    from matbaa.validate.rule_compiler import Origin
    from matbaa.validate.rule_store import Ready, Rules

__all__ = ["check"]

_SVRL = "{http://purl.oclc.org/dsdl/svrl}"
_REPORTS = {f"{_SVRL}failed-assert", f"{_SVRL}successful-report"}
_SEVERITIES = {
    **dict.fromkeys(("error", "fatal", "critical"), Severity.ERROR),
    **dict.fromkeys(("warning", "warn", "nonfatal", "non-fatal", "caution"), Severity.WARNING),
    **dict.fromkeys(("information", "info", "informational", "hint", "notice", "note", "suggestion"), Severity.HINT),
}


def check(document: Document, rules: Rules) -> Iterator[Finding]:
    """What the rules have to say of `document`: MBS001 for each assert that failed and report that holds, MBS002
    for a rule that failed itself.

    Raises `CannotRun` (MBS003) where the rules cannot be compiled.
    """
    ready = rules.ready_for(document)
    if ready is None:
        return
    try:
        report = etree.fromstring(ready.stylesheet.run(document).encode(), etree.XMLParser(huge_tree=True))
    except CannotRun as error:
        # how Saxon got there is told in words of the generated stylesheet
        reason = "; ".join(re.sub(r" In template rule with .*", "", finding.message) for finding in error.findings)
        yield document.finding(
            "MBS002", Severity.ERROR, f"the rules in {rules.name} could not be run on this file: {reason}"
        )
        return
    source = _Source(rules.name, ready.generated.origins)
    targets = _Targets(document)
    failures: dict[tuple[str, str], list[etree._Element]] = {}
    for entry in report:
        if entry.tag in _REPORTS:
            yield _finding(entry, source, targets)
        elif entry.tag == f"{OURS}error":
            failures.setdefault((entry.get("at", ""), _words(entry)), []).append(entry)
    for (_at, reason), entries in failures.items():
        yield _failure(entries, reason, source, targets)
    yield from _untested(document, ready)


class _Source(NamedTuple):
    """The schema that rules come from, and where in it each test stands."""

    name: str
    origins: tuple[Origin, ...]


class _Targets:
    """The document at hand, and those that a pattern's @documents leads to: by address."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._places: dict[str, tuple[str, Places | None]] = {"": (document.name, Places(document))}

    def locate(self, entry: etree._Element) -> tuple[str, int | None, int | None]:
        """The name of the file that an entry is about, with line and column."""
        address = entry.get("document", "")
        if address not in self._places:
            self._places[address] = self._open(address)
        name, places = self._places[address]
        place = places.find(entry.get("place", "")) if places else (None, None)
        return (name, *place)

    def _open(self, address: str) -> tuple[str, Places | None]:
        path = Path(unquote(urlsplit(address).path))
        folder = self._document.path.resolve().parent
        if path == self._document.path.resolve():
            return self._places[""]
        name = str(path)
        if path.is_relative_to(folder):
            name = str(Path(self._document.name).parent / path.relative_to(folder))
        try:
            return name, Places(read(path, name))
        except CannotRun:
            return name, None


def _finding(entry: etree._Element, source: _Source, targets: _Targets) -> Finding:
    words = _words(entry.find(f"{_SVRL}text")) or f"the test {entry.get('test')} does not hold"
    if entry.tag == f"{_SVRL}successful-report" and not _words(entry.find(f"{_SVRL}text")):
        words = f"the test {entry.get('test')} holds"
    return Finding(
        "MBS001",
        _SEVERITIES.get((entry.get("role") or "error").strip().lower(), Severity.ERROR),
        words,
        *targets.locate(entry),
        hint=_notes(entry) or None,
        see=_see(entry, source),
    )


def _notes(entry: etree._Element) -> str:
    """The diagnostics as they stand, and after them in brackets the properties, each with its name."""
    diagnostics = [_words(note) for note in entry.iterfind(f"{_SVRL}diagnostic-reference")]
    properties = []
    for note in entry.iterfind(f"{_SVRL}property-reference"):
        text = note.find(f"{_SVRL}text")
        attributes = [] if text is None else text.items()
        copied = [f'{etree.QName(key).localname}="{value}"' for key, value in attributes]
        if words := " ".join((*copied, _words(note))).strip():
            properties.append(f"{note.get('property')}: {words}")
    brackets = f"({'; '.join(properties)})" if properties else ""
    return " ".join(words for words in (*diagnostics, brackets) if words)


def _failure(entries: Sequence[etree._Element], reason: str, source: _Source, targets: _Targets) -> Finding:
    """One finding for all places at which the same rule fails for the same reason."""
    entry = entries[0]
    if entry.get("test"):
        expression = f"its test is {entry.get('test')}"
    elif entry.get("context"):
        expression = f"its context is {entry.get('context')}"
    else:
        expression = f"its @documents are {entry.get('documents')}"
    more = len(entries) - 1
    again = "" if not more else " (as at one more place)" if more == 1 else f" (as at {more} more places)"
    return Finding(
        "MBS002",
        Severity.ERROR,
        f"a rule could not be tested here{again}: {reason}",
        *targets.locate(entry),
        hint=f"mend the text or the rule: {expression}",
        see=_stands(entry, source),
    )


def _untested(document: Document, ready: Ready) -> Iterator[Finding]:
    """Rules whose context failed: XSLT takes that for a context that does not fit, and so would say nothing."""
    told = set()
    for warning in ready.stylesheet.warnings:
        number, tag = ready.generated.element_at_line(warning.line or 0)
        found = re.search(r"An error occurred matching pattern \{.*\}: (.*)", warning.message)
        if tag is None or found is None or number in told:
            continue
        told.add(number)
        file, line, _column = ready.generated.origins[number]
        yield Finding(
            "MBS002",
            Severity.WARNING,
            f"whether a rule applies could not be told everywhere in this file: {found[1]}",
            document.name,
            hint="mend the text or the context of the rule; where the context fails, the rule is left out",
            see=f"{file}:{line}" if line else file,
        )


def _see(entry: etree._Element, source: _Source) -> str:
    """What a rule says to see, and where it comes from: the schema's name with the nearest id, or the line."""
    number = entry.get("id") or entry.get("rule") or entry.get("pattern")
    origin = f"{source.name}#{number}" if number else _stands(entry, source)
    return f"{entry.get('see')} ({origin})" if entry.get("see") else origin


def _stands(entry: etree._Element, source: _Source) -> str:
    """The file and line of a test in the schema."""
    number = int(entry.get("at", -1))
    if not 0 <= number < len(source.origins):
        return source.name
    file, line, _column = source.origins[number]
    return f"{file}:{line}" if line else file


def _words(element: etree._Element | None) -> str:
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())
