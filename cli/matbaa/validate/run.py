"""The run: each file by itself, then what only all of them show."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from matbaa.document import TEI, Document, parse, read, require_tei
from matbaa.finding import CannotRun, Finding, Severity
from matbaa.validate import fidelity, grammar, includes, schematron, xsd
from matbaa.validate.association import Association, associated
from matbaa.validate.pointers import Pointers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from matbaa.validate.plan import Item, Plan, RuleFile, Schemas

__all__ = ["validate"]


def validate(plan: Plan, phase: str | None = None, progress: Callable[[str], None] | None = None) -> Iterator[Finding]:
    """Everything that is wrong with the files of `plan`, file by file, and at the end what only the whole set
    shows.

    A file that cannot be read gives its finding, and the rest goes on. `phase` is one of the Schematron schemas'
    phases; `progress` is called with each file's name before it is checked. Raises `CannotRun` when a schema cannot
    be used.
    """

    @cache
    def rules(file: RuleFile) -> schematron.Rules:
        return schematron.compile_rules(file.path, plan.shown(file.path), file.phase or phase)

    for item in plan.items:  # a schema that cannot be used ends the run before anything else is told
        for file in item.schemas.schematron if item.schemas else ():
            rules(file)
    unbound = []
    across = Pointers(plan.root, plan.authorities)
    for item in plan.items:
        if progress:
            progress(item.name)
        try:
            document = read(item.path, item.name) if item.data is None else parse(item.data, item.name, item.path)
            if not item.any_root:
                require_tei(document)
        except CannotRun as error:
            yield from error.findings
            continue
        yield from includes.check(document)
        named = Association(item.schemas) if item.schemas else associated(document, dict(plan.catalog))
        if not named.schemas.given:
            unbound.append(item.name)
        yield from _grammars(document, named.schemas)
        for file in named.schemas.schematron:
            yield from schematron.check(document, rules(file))
        yield from across.check(document)
        yield from _fidelity(document, item, plan)
    if unbound:
        files = unbound[0] if len(unbound) == 1 else f"{len(unbound)} files"
        yield Finding(
            "MBG009",
            Severity.HINT,
            f"no schema was given for {files}: grammar and rules were not checked",
            None,
            hint="name one with --schema FILE (.rng, .xsd, .sch); --schema matbaa is the one that ships with Matbaa",
        )
    yield from across.finish(unused=plan.whole)


def _grammars(document: Document, schemas: Schemas) -> Iterator[Finding]:
    faults = 0
    for check, files in ((grammar.check, schemas.relaxng), (xsd.check, schemas.xsd)):
        for schema in files:
            for finding in check(document, schema):
                faults += 1
                yield finding
    if not faults:
        for schema in schemas.spare:
            yield from xsd.check(document, schema)


def _fidelity(document: Document, item: Item, plan: Plan) -> Iterator[Finding]:
    if item.source is not None:
        try:
            yield from fidelity.check(document, item.source, plan.shown(item.source))
        except CannotRun as error:
            yield from error.findings
    elif item.answerable and next(document.root.iter(f"{{{TEI}}}body"), None) is not None:
        yield document.finding(
            "MBF004",
            Severity.WARNING,
            f"there is no source for this text: no file {item.path.stem}.txt among the sources",
            hint="put its transcription there, and its words are compared character by character",
        )
