"""Schematron: rules compiled by our own stylesheets, run in Saxon, their report read back as findings with places."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from matbaa import cache
from matbaa.document import TEI, Document, read
from matbaa.finding import CannotRun, Finding, Severity
from matbaa.saxon import Stylesheet, sandbox, saxon
from matbaa.validate.rule_compiler import OURS, Generated, Origin, compile_generated, compiler_digest, generate
from matbaa.validate.rule_files import SCH, RuleFiles, gather, unknown_phase
from matbaa.validate.rule_places import Places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["OpenRules", "Rules", "check", "compile_rules", "has_rules", "open_rules"]

_SVRL = "{http://purl.oclc.org/dsdl/svrl}"
_REPORTS = {f"{_SVRL}failed-assert", f"{_SVRL}successful-report"}
_SEVERITIES = {
    **dict.fromkeys(("error", "fatal", "critical"), Severity.ERROR),
    **dict.fromkeys(("warning", "warn", "nonfatal", "non-fatal", "caution"), Severity.WARNING),
    **dict.fromkeys(("information", "info", "informational", "hint", "notice", "note", "suggestion"), Severity.HINT),
}
_KIND = "schematron"
_FORMAT = b"1"


@dataclass(frozen=True, eq=False)
class Rules:
    """Compiled rules; may be run on any number of documents of this process.

    `files` are the path and the SHA-256 of every file that they were made of; with `reads_more`, the rules may read
    others when they are run.
    """

    name: str
    stylesheet: Stylesheet
    generated: Generated
    files: tuple[tuple[str, str], ...]
    reads_more: bool = False


@dataclass(frozen=True, eq=False)
class OpenRules:
    """Rules whose files have been read, but which Saxon has not seen: it must not be started before a fork."""

    name: str
    phase: str | None
    trusted: bool
    key: str
    files: tuple[tuple[str, str], ...]
    phases: tuple[str, ...]
    sources: RuleFiles | None = None
    generated: Generated | None = None

    def compiled(self) -> Rules:
        """The rules, ready to run. Raises `CannotRun` (MBS003) where they cannot be compiled."""
        generated = self.generated
        if generated is None:
            assert self.sources is not None  # nosec: one of the two is always there
            generated = generate(self.sources, self.phase)
        stylesheet = compile_generated(generated, self.name, saxon() if self.trusted else sandbox())
        if self.generated is None:
            cache.store(_KIND, self.key, _record(self, generated))
        return Rules(self.name, stylesheet, generated, self.files, _reads_more(generated.stylesheet))


def open_rules(schema: Path, name: str | None = None, phase: str | None = None, trusted: bool = True) -> OpenRules:
    """The rules of the Schematron file `schema`, or those embedded in a RELAX NG or XSD schema or an ODD.

    `phase` is an id or `#ALL`; without it the schema's default phase counts. Rules that are not `trusted` cannot read
    files when they are run, and take in only what lies in their own folder. Raises `CannotRun` when a file cannot be
    read or is no schema, or the phase is not there.
    """
    shown = name or str(schema)
    key = cache.digest(
        text.encode("utf-8", "surrogateescape")
        for text in (_FORMAT.decode(), compiler_digest(), str(schema.resolve()), shown, phase or "", str(trusted))
    )
    if (kept := _kept(key)) is not None:
        files, phases, generated = kept
        return OpenRules(shown, phase, trusted, key, files, phases, generated=generated)
    sources = gather(schema, shown, within=None if trusted else schema.resolve().parent)
    if fault := unknown_phase(sources, phase):
        raise CannotRun(fault)
    return OpenRules(shown, phase, trusted, key, sources.digests, sources.phases, sources)


def compile_rules(schema: Path, name: str | None = None, phase: str | None = None, trusted: bool = True) -> Rules:
    """The same, compiled. Raises `CannotRun` besides for an expression that does not compile, with its place."""
    return open_rules(schema, name, phase, trusted).compiled()


def has_rules(path: Path) -> bool:
    """True of a schema (RELAX NG, XSD, ODD) in which Schematron rules are embedded, or in a file that it takes in.

    A search for the namespace comes first, so that a file without it costs next to nothing. False for a file that
    cannot be read.
    """
    try:
        if path.suffix.lower() == ".rnc" or (SCH.encode() not in path.read_bytes() and not _takes_in(path)):
            return False
        sources = gather(path)
    except (OSError, CannotRun):
        return False
    if etree.QName(sources.main.root).namespace == TEI:
        rules = sources.main.root.iterfind(f".//{{{TEI}}}constraint/{{{SCH}}}*")
        return next(rules, None) is not None
    tags = [f"{{{SCH}}}{tag}" for tag in ("pattern", "rule", "group", "rules")]
    return any(next(document.root.iter(tags), None) is not None for document in sources.documents.values())


def check(document: Document, rules: Rules) -> Iterator[Finding]:
    """What the rules have to say of `document`: MBS001 for each assert that failed and report that holds, MBS002
    for a rule that failed itself.
    """
    try:
        report = etree.fromstring(rules.stylesheet.run(document).encode(), etree.XMLParser(huge_tree=True))
    except CannotRun as error:
        reason = "; ".join(finding.message for finding in error.findings)
        yield document.finding(
            "MBS002", Severity.ERROR, f"the rules in {rules.name} could not be run on this file: {reason}"
        )
        return
    targets = _Targets(document)
    failures: dict[tuple[str, str], list[etree._Element]] = {}
    for entry in report:
        if entry.tag in _REPORTS:
            yield _finding(entry, rules, targets)
        elif entry.tag == f"{OURS}error":
            failures.setdefault((entry.get("at", ""), _words(entry)), []).append(entry)
    for (_at, reason), entries in failures.items():
        yield _failure(entries, reason, rules, targets)
    yield from _untested(document, rules)


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


def _finding(entry: etree._Element, rules: Rules, targets: _Targets) -> Finding:
    words = _words(entry.find(f"{_SVRL}text")) or f"the test {entry.get('test')} does not hold"
    if entry.tag == f"{_SVRL}successful-report" and not _words(entry.find(f"{_SVRL}text")):
        words = f"the test {entry.get('test')} holds"
    return Finding(
        "MBS001",
        _SEVERITIES.get((entry.get("role") or "error").strip().lower(), Severity.ERROR),
        words,
        *targets.locate(entry),
        hint=_notes(entry) or None,
        see=_see(entry, rules),
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


def _failure(entries: Sequence[etree._Element], reason: str, rules: Rules, targets: _Targets) -> Finding:
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
        see=_stands(entry, rules),
    )


def _untested(document: Document, rules: Rules) -> Iterator[Finding]:
    """Rules whose context failed: XSLT takes that for a context that does not fit, and so would say nothing."""
    told = set()
    for warning in rules.stylesheet.warnings:
        number, tag = rules.generated.element_at_line(warning.line or 0)
        found = re.search(r"An error occurred matching pattern \{.*\}: (.*)", warning.message)
        if tag is None or found is None or number in told:
            continue
        told.add(number)
        file, line, _column = rules.generated.origins[number]
        yield Finding(
            "MBS002",
            Severity.WARNING,
            f"whether a rule applies could not be told everywhere in this file: {found[1]}",
            document.name,
            hint="mend the text or the context of the rule; where the context fails, the rule is left out",
            see=f"{file}:{line}" if line else file,
        )


def _see(entry: etree._Element, rules: Rules) -> str:
    """What a rule says to see, and where it comes from: the schema's name with the nearest id, or the line."""
    number = entry.get("id") or entry.get("rule") or entry.get("pattern")
    origin = f"{rules.name}#{number}" if number else _stands(entry, rules)
    return f"{entry.get('see')} ({origin})" if entry.get("see") else origin


def _stands(entry: etree._Element, rules: Rules) -> str:
    """The file and line of a test in the schema."""
    number = int(entry.get("at", -1))
    if not 0 <= number < len(rules.generated.origins):
        return rules.name
    file, line, _column = rules.generated.origins[number]
    return f"{file}:{line}" if line else file


def _words(element: etree._Element | None) -> str:
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())


def _takes_in(path: Path) -> bool:
    """True if the file could take in another that has rules: a cheap search for the words."""
    data = path.read_bytes()
    return any(word in data for word in (b"include", b"externalRef", b"import"))


def _reads_more(stylesheet: str) -> bool:
    """True if rules might read a file when they are run: a search for the names of what does."""
    names = ("doc", "document", "doc-available", "collection", "uri-collection", "json-doc", "transform")
    return any(f"{name}(" in stylesheet for name in names) or "unparsed-text" in stylesheet


def _record(rules: OpenRules, generated: Generated) -> bytes:
    record = {
        "files": rules.files,
        "phases": rules.phases,
        "origins": generated.origins,
        "stylesheet": generated.stylesheet,
    }
    return json.dumps(record).encode()


def _kept(key: str) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...], Generated] | None:
    """What was generated before, if no file has changed since."""
    data = cache.load(_KIND, key)
    if data is None:
        return None
    record: dict[str, Any] = json.loads(data)
    files = tuple((path, digest) for path, digest in record["files"])
    if any(_digest(path) != digest for path, digest in files):
        return None
    origins = tuple(Origin(*origin) for origin in record["origins"])
    return files, tuple(record["phases"]), Generated(record["stylesheet"], origins)


def _digest(path: str) -> str:
    import hashlib

    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()
    except OSError:
        return ""
