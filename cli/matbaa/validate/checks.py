"""Every check on one file, in whatever process it runs.

The checks are imported when they are made: a run that asks for little starts sooner.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from matbaa import encodings
from matbaa.document import TEI, Document, parse, read, require_tei
from matbaa.finding import CannotRun, Finding, Severity
from matbaa.include import as_written, included
from matbaa.resources import resource
from matbaa.validate import grammar
from matbaa.validate.association import Association, associated
from matbaa.validate.outcome import Facts, Outcome
from matbaa.validate.results import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matbaa.relaxng.automaton import Automaton
    from matbaa.validate import rule_store
    from matbaa.validate.plan import Item, Plan, RuleFile, Schemas
    from matbaa.validate.xsd import Compiled

__all__ = ["Checker", "Settings", "checker"]

_AREAS = ("MBW", "MBG", "MBX", "MBS", "MBP", "MBF", "MBA", "MBD", "MBR", "MBN")
_SENSE = frozenset({"MBP", "MBA", "MBD", "MBR", "MBN"})


@dataclass(frozen=True, slots=True)
class Settings:
    """What is the same for all files of a run: parts of its plan, the phase of Schematron rules, and the areas of
    codes that somebody wants to hear of; checks that could only find others are left out.
    """

    root: Path
    authorities: tuple[Path, ...]
    base: Path | None
    catalog: tuple[tuple[str, Path], ...]
    phase: str | None
    areas: tuple[str, ...]

    @classmethod
    def of(cls, plan: Plan, phase: str | None, select: Sequence[str], ignore: Sequence[str]) -> Settings:
        """Those of a plan; `select` and `ignore` are beginnings of codes, as in `selection`."""
        chosen = [code.upper() for code in select]
        unwanted = tuple(code.upper() for code in ignore)
        areas = tuple(
            area
            for area in _AREAS
            if any(code.startswith(area) for code in chosen)
            or ((not chosen or area.startswith(tuple(chosen))) and not area.startswith(unwanted or ("-",)))
        )
        return cls(plan.root, tuple(sorted(plan.authorities)), plan.base, plan.catalog, phase, areas)

    def only(self, area: str) -> Settings:
        """The same for one area of codes."""
        return replace(self, areas=(area,))

    def without(self, area: str) -> Settings:
        """The same for all areas but one."""
        return replace(self, areas=tuple(one for one in self.areas if one != area))

    def shown(self, path: Path) -> str:
        """How messages name a schema or a source."""
        if self.base is not None and path.is_absolute() and path.is_relative_to(self.base):
            return path.relative_to(self.base).as_posix()
        # where what comes with Matbaa lies is no matter
        return path.name if path.parent == resource("schema/matbaa.odd").parent else str(path)


@cache
def checker(settings: Settings) -> Checker:
    """The one checker of this process for these settings."""
    return Checker(settings)


@dataclass(eq=False)
class Checker:
    """Checks files one after another, and keeps what serves for all of them."""

    settings: Settings

    @cached_property
    def _catalog(self) -> dict[str, Path]:
        return dict(self.settings.catalog)

    def open(self, schemas: Schemas) -> None:
        """Gets schemas ready, as far as that can be done without Saxon, which must not run in a process that is
        going to fork. Raises `CannotRun` for one that cannot be used.
        """
        areas = self.settings.areas
        for path in schemas.relaxng if "MBG" in areas else ():
            self._grammar(path)
        for path in schemas.xsd if "MBX" in areas else ():
            self._xsd(path)
        for file in schemas.schematron if "MBS" in areas else ():
            self._open_rules(file)

    def files_of_rules(self, file: RuleFile) -> tuple[Path, ...]:
        """Every file that rules are made of. Raises `CannotRun` as `open` does."""
        return tuple(Path(path) for path, _ in self._open_rules(file).files)

    def _grammar(self, path: Path) -> Automaton:
        return grammar.open_schema(path, self.settings.shown(path), self._catalog)

    def _xsd(self, path: Path) -> Compiled:
        from matbaa.validate import xsd

        return xsd.open_schema(path, self.settings.shown(path))

    def _open_rules(self, file: RuleFile) -> rule_store.OpenRules:
        from matbaa.validate import rule_store

        phase = file.phase or self.settings.phase
        return rule_store.open_rules(file.path, self.settings.shown(file.path), phase, file.trusted)

    @cached_property
    def _compiled(self) -> dict[RuleFile, rule_store.Rules]:
        return {}

    def _rules(self, file: RuleFile) -> rule_store.Rules:
        if file not in self._compiled:
            self._compiled[file] = self._open_rules(file).compiled()
        return self._compiled[file]

    def check(self, item: Item) -> Outcome:
        """Everything that can be said of one file by itself. Raises `CannotRun` when a schema that was given cannot
        be used.
        """
        reads: dict[Path, str] = {}
        try:
            alone = read(item.path, item.name) if item.data is None else parse(item.data, item.name, item.path)
            document = included(alone)
            if not item.any_root:
                require_tei(document)
        except CannotRun as error:
            # what another file is at fault for may be mended there
            own = all(finding.file == item.name and finding.code != "MBW005" for finding in error.findings)
            return Outcome(error.findings, reads=_listed({item.path: digest_of(item.path)}), lasting=own)
        reads[item.path] = hashlib.sha256(document.data).hexdigest()
        reads |= dict(document.included)
        named = Association(item.schemas) if item.schemas else associated(document, self._catalog)
        findings: list[Finding] = []
        if "MBW" in self.settings.areas:
            findings += encodings.check(document)
        try:
            findings += self._by_schemas(document, named.schemas, reads)
        except CannotRun as error:
            if item.schemas:
                raise
            findings += error.findings  # of a schema that the text names
        facts: dict[str, Facts] = {}
        if str(document.root.tag).startswith(f"{{{TEI}}}"):
            findings = _untold(findings, list(self._by_sense(document, facts, reads)))
            findings += self._fidelity(document, item, reads)
        return Outcome(
            tuple(findings),
            facts,
            named.distant,
            named.missing,
            read=True,
            checked=named.schemas.given,
            reads=_listed(reads),
            lasting=not any(rules.reads_more for rules in self._compiled.values()),
        )

    def _by_schemas(self, document: Document, schemas: Schemas, reads: dict[Path, str]) -> list[Finding]:
        findings: list[Finding] = []
        areas = self.settings.areas
        if "MBG" in areas:
            for path in schemas.relaxng:
                automaton = self._grammar(path)
                with as_written(document):
                    findings += grammar.check(document, automaton)
                reads |= {Path(file): digest for file, digest in automaton.files}
        if "MBX" in areas and (asked := schemas.xsd if findings else (*schemas.xsd, *schemas.spare)):
            from matbaa.validate import xsd

            for path in asked:
                compiled = self._xsd(path)
                with as_written(document):
                    findings += xsd.check(document, compiled)
                reads |= {file: digest_of(file) for file in compiled.files}
        if "MBS" in areas and schemas.schematron:
            from matbaa.validate import schematron

            for file in schemas.schematron:
                rules = self._rules(file)
                findings += schematron.check(document, rules)
                reads |= {Path(name): digest for name, digest in rules.files}
        return findings

    def _by_sense(self, document: Document, facts: dict[str, Facts], reads: dict[Path, str]) -> Iterator[Finding]:
        """What no schema can say."""
        areas = self.settings.areas
        if not _SENSE.intersection(areas):
            return
        from matbaa.known import Known
        from matbaa.validate import authority, citations, coverage, dates, pointers
        from matbaa.validate.lists import known_of, resolver

        own = document.path.resolve()
        listed = own in self.settings.authorities if self.settings.base is not None else None
        findings, facts["pointers"] = pointers.check(document, authority=listed)
        yield from findings
        if "MBA" in areas:
            findings, facts["authority"] = authority.check(document)
            yield from findings
        by_lists = {"MBD": dates.check, "MBR": citations.check, "MBN": coverage.check}
        if not by_lists.keys() & areas:
            return
        others = {Path(path) for path in facts["pointers"]["out"] if Path(path).is_relative_to(self.settings.root)}
        known, read_here = known_of({*others, *self.settings.authorities} - {own})
        reads |= read_here
        known = Known.merged((known, mine)) if (mine := Known.of(document)) else known
        resolve = resolver(document)
        for area, check in by_lists.items():
            if area in areas:
                yield from check(document, known, resolve)[0]

    def _fidelity(self, document: Document, item: Item, reads: dict[Path, str]) -> Iterator[Finding]:
        if "MBF" not in self.settings.areas:
            return
        if item.source is not None:
            from matbaa.validate import fidelity

            reads[item.source] = digest_of(item.source)
            try:
                yield from fidelity.check(document, item.source, self.settings.shown(item.source))
            except CannotRun as error:
                yield from error.findings
        elif item.answerable and next(document.root.iter(f"{{{TEI}}}body"), None) is not None:
            yield document.finding(
                "MBF004",
                Severity.WARNING,
                f"there is no source for this text: no file {item.path.stem}.txt among the sources",
                hint="put its transcription there, and its words are compared character by character",
            )


def _untold(by_schemas: list[Finding], by_sense: list[Finding]) -> list[Finding]:
    """Both, without what a grammar says of a date that is no day of the calendar, which is told in plainer words."""
    days = {(finding.line, finding.column) for finding in by_sense if finding.code == "MBD001"}
    told_better = {"MBG003", "MBX001"}
    kept = [one for one in by_schemas if one.code not in told_better or (one.line, one.column) not in days]
    return [*kept, *by_sense]


def _listed(reads: dict[Path, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((str(path), digest) for path, digest in reads.items()))
