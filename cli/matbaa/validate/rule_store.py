"""Schematron rules made ready to run: what was generated of them is kept from run to run, and only those are compiled
that documents call for.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from matbaa import cache
from matbaa.document import TEI
from matbaa.finding import CannotRun
from matbaa.saxon import reader, sandbox
from matbaa.validate.rule_compiler import Generated, Origin, compile_generated, compiler_digest, generate
from matbaa.validate.rule_files import SCH, RuleFiles, gather, unknown_phase
from matbaa.validate.rule_needs import called_for, names_in, only

if TYPE_CHECKING:
    from collections.abc import Callable

    from matbaa.document import Document
    from matbaa.saxon import Saxon, Stylesheet

__all__ = ["OpenRules", "Ready", "Rules", "compile_rules", "has_rules", "open_rules"]

_KIND = "schematron"
_HOLDERS = "schematron-holders"
_FORMAT = b"2"


class Ready(NamedTuple):
    """A stylesheet that Saxon has compiled, and what it was generated as."""

    stylesheet: Stylesheet
    generated: Generated


@dataclass(eq=False)
class Rules:
    """Rules that may be run on any number of documents of this process.

    `files` are the path and the SHA-256 of every file that they were made of; with `reads_more`, the rules may read
    others when they are run.
    """

    name: str
    files: tuple[tuple[str, str], ...]
    reads_more: bool
    _generated: Generated
    _processor: Callable[[], Saxon]
    _ready: Ready | None = None
    _holds: frozenset[int] = frozenset()
    _compiled: int = 0

    def ready_for(self, document: Document) -> Ready | None:
        """The rules that could say something of a document, compiled; none if no rule could.

        Raises `CannotRun` (MBS003) where they cannot be compiled.
        """
        needs = self._generated.needs
        called = called_for(needs, names_in(document.root))
        if not called:
            return None
        if self._ready is None or not called <= self._holds:
            wanted = self._holds | called
            # what is compiled again and again for more and more rules costs more than all of them at once
            if self._compiled + len(wanted) > len(needs):
                wanted = frozenset(range(len(needs)))
            self._compile(wanted)
        return self._ready

    def compile_all(self) -> None:
        """Compiles every rule. Raises `CannotRun` (MBS003) where that cannot be done."""
        self._compile(frozenset(range(len(self._generated.needs))))

    def _compile(self, wanted: frozenset[int]) -> None:
        generated = self._generated
        if len(wanted) < len(generated.needs):
            generated = generated._replace(stylesheet=only(generated.stylesheet, wanted))
        self._ready = Ready(compile_generated(generated, self.name, self._processor()), generated)
        self._holds = wanted
        self._compiled += len(wanted)


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
        processor = reader if self.trusted else sandbox
        rules = Rules(self.name, self.files, _reads_more(generated.stylesheet), generated, processor)
        if self.generated is None:
            # only what is known to compile as a whole is kept, so that afterwards it may be compiled in part
            rules.compile_all()
            cache.store(_KIND, self.key, _record(self, generated))
        return rules


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
        key = cache.digest((_FORMAT, os.fsencode(path.resolve())))
        kept = _unchanged(cache.load(_HOLDERS, key))
        if kept is not None:
            return bool(kept["holds"])
        sources = gather(path)
    except (OSError, CannotRun):
        return False
    found = _holds_rules(sources)
    cache.store(_HOLDERS, key, json.dumps({"files": sources.digests, "holds": found}).encode())
    return found


def _holds_rules(sources: RuleFiles) -> bool:
    if etree.QName(sources.main.root).namespace == TEI:
        rules = sources.main.root.iterfind(f".//{{{TEI}}}constraint/{{{SCH}}}*")
        return next(rules, None) is not None
    tags = [f"{{{SCH}}}{tag}" for tag in ("pattern", "rule", "group", "rules")]
    return any(next(document.root.iter(tags), None) is not None for document in sources.documents.values())


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
        "needs": [None if needs is None else sorted(needs) for needs in generated.needs],
    }
    return json.dumps(record).encode()


def _kept(key: str) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...], Generated] | None:
    """What was generated before, if no file has changed since."""
    record = _unchanged(cache.load(_KIND, key))
    if record is None:
        return None
    files = tuple((path, digest) for path, digest in record["files"])
    origins = tuple(Origin(*origin) for origin in record["origins"])
    needs = tuple(None if names is None else frozenset(names) for names in record["needs"])
    return files, tuple(record["phases"]), Generated(record["stylesheet"], origins, needs)


def _unchanged(data: bytes | None) -> dict[str, Any] | None:
    """A record, if all the files that it was made of are what they were."""
    if data is None:
        return None
    record: dict[str, Any] = json.loads(data)
    return record if all(_digest(path) == digest for path, digest in record["files"]) else None


def _digest(path: str) -> str:
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()
    except OSError:
        return ""
