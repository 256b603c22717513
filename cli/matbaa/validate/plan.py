"""What is to be validated against what: the files with their schemas and sources, from a project or from the paths
given.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from matbaa.document import TEI, Document, read
from matbaa.files import real
from matbaa.finding import CannotRun, Finding, Severity
from matbaa.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matbaa.project import Project

__all__ = ["Item", "Plan", "RuleFile", "Schemas", "of_paths", "of_project", "sort_schemas"]

STDIN = "standard input"
SCH = "http://purl.oclc.org/dsdl/schematron"
_ROOTS = {
    "http://relaxng.org/ns/structure/1.0": "relaxng",
    "http://www.w3.org/2001/XMLSchema": "xsd",
    SCH: "schematron",
    "http://www.ascc.net/xml/schematron": "schematron",
}


class RuleFile(NamedTuple):
    """A file with Schematron rules: in which phase, and whether they may read other files, as those that a text names
    by itself may not.
    """

    path: Path
    phase: str | None = None
    trusted: bool = True


@dataclass(frozen=True, slots=True)
class Schemas:
    """Schema files by kind.

    `spare` are asked only of files in which the grammars find no fault, so that nothing is told twice.
    """

    relaxng: tuple[Path, ...] = ()
    xsd: tuple[Path, ...] = ()
    schematron: tuple[RuleFile, ...] = ()
    spare: tuple[Path, ...] = ()

    @property
    def files(self) -> tuple[Path, ...]:
        """All of them."""
        return (*self.relaxng, *self.xsd, *(rules.path for rules in self.schematron), *self.spare)

    @property
    def given(self) -> bool:
        """True if there is any."""
        return bool(self.relaxng or self.xsd or self.schematron)


@dataclass(frozen=True, slots=True)
class Item:
    """One file: its name in messages, its schemas, the transcription it is answerable to, and its bytes where it is
    not on disk.

    Without `schemas`, those count that the file names itself. `answerable` is true of a text that ought to have a
    source; with `any_root` the file may be XML other than TEI.
    """

    path: Path
    name: str
    schemas: Schemas | None = None
    source: Path | None = None
    answerable: bool = False
    data: bytes | None = None
    any_root: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """All that one run looks at.

    `root` is the folder beyond which no target of a pointer is read, `authorities` are resolved paths; `whole` is
    true where every file that could point at an authority entry is in it. Schemas and sources inside `base` are
    named relative to it. `catalog` has local files for the addresses of schemas.
    """

    items: tuple[Item, ...]
    root: Path
    authorities: frozenset[Path] = frozenset()
    whole: bool = False
    base: Path | None = None
    catalog: tuple[tuple[str, Path], ...] = ()

    def reads(self) -> set[Path]:
        """Every file that the run is told to read: texts, sources, schemas."""
        found: set[Path] = set()
        for item in self.items:
            found.update((item.path, *(item.schemas.files if item.schemas else ())))
            found.update((item.source,) if item.source else ())
        return found


def of_project(project: Project, schemas: Schemas | None = None) -> Plan:
    """The whole edition; `schemas` replace its own."""
    chosen = schemas or _schemas_of(project)
    texts = [
        Item(path, project.name(path), chosen, project.source_of(path), project.sources is not None)
        for path in project.texts
    ]
    lists = [Item(path, project.name(path), chosen) for path in project.authorities]
    catalog = tuple(project.catalog.items())
    return Plan((*lists, *texts), project.root, _authorities(project), whole=True, base=project.root, catalog=catalog)


def of_paths(
    paths: Sequence[Path],
    project: Project | None = None,
    schemas: Schemas | None = None,
    source: Path | None = None,
    sources: Path | None = None,
    standard_input: bytes | None = None,
) -> Plan:
    """The files given.

    Those that belong to `project` are held to its schemas, sources and authority files, others to `schemas` alone.

    `source` is the transcription of the only file, `sources` a folder with one `.txt` of each file's name;
    `standard_input` is a text without a file. Raises `CannotRun` for a source that is not there.
    """
    texts = {real(path) for path in project.texts} if project else set()
    lists = _authorities(project) if project else frozenset()
    own = _schemas_of(project) if project else None
    items = []
    for path in paths:
        resolved = real(path)
        member = resolved in texts or resolved in lists
        transcription, answerable = source, source is not None
        if sources is not None:
            beside = sources / f"{path.stem}.txt"
            transcription, answerable = (beside if beside.is_file() else None), resolved not in lists
        elif source is None and project and resolved in texts:
            transcription, answerable = project.source_of(resolved), project.sources is not None
        held_to = schemas or (own if member else None)
        items.append(Item(path, str(path), held_to, transcription, answerable, any_root=schemas is not None))
    if standard_input is not None:
        given = schemas is not None
        items.append(Item(Path(STDIN), STDIN, schemas, source, source is not None, standard_input, any_root=given))
    members = [path for path in paths if real(path) in texts or real(path) in lists]
    root = project.root if project and len(members) == len(items) else _common_folder([item.path for item in items])
    whole = project is None or {real(path) for path in paths} >= texts | lists
    return Plan(
        tuple(items),
        root,
        lists if members else frozenset(),
        whole=whole,
        base=Path.cwd() if members else None,
        catalog=tuple(project.catalog.items()) if project else (),
    )


def sort_schemas(paths: Iterable[Path]) -> Schemas:
    """Schema files by what their root element says they are.

    Rules embedded in a grammar count where no Schematron file is given.

    Raises `CannotRun` for a file that is none of the three.
    """
    kinds: dict[str, list[Path]] = {"relaxng": [], "xsd": [], "schematron": []}
    for path in paths:
        if str(path) == "matbaa" and not path.exists():
            kinds["relaxng"].append(resource("schema/matbaa.rng"))
            kinds["schematron"].append(resource("schema/matbaa.sch"))
            continue
        kinds[_kind(path)].append(path)
    rules = kinds["schematron"] or [path for path in kinds["relaxng"] if _has_rules(path)]
    return Schemas(tuple(kinds["relaxng"]), tuple(kinds["xsd"]), tuple(map(RuleFile, rules)))


def _kind(path: Path) -> str:
    suffix = path.suffix.lower()
    if suffix == ".rnc":
        return "relaxng"
    if suffix == ".dtd":
        raise CannotRun(_unusable(str(path), "is a DTD, which is not read", "convert it to RELAX NG (.rng)"))
    return _ROOTS.get(_namespace(path), "") or _rules_of_odd(path)


def _namespace(path: Path) -> str:
    """The namespace of the root element, found without reading on: whatever uses the schema reads it whole."""
    try:
        data = BytesIO(path.read_bytes())
        for _event, element in etree.iterparse(data, ("start",), load_dtd=False, resolve_entities=False):
            return etree.QName(element).namespace or ""
    except (OSError, etree.XMLSyntaxError):
        pass
    return etree.QName(read(path).root).namespace or ""


def _has_rules(path: Path) -> bool:
    from matbaa.validate.rule_store import has_rules

    return has_rules(path)


def _rules_of_odd(path: Path) -> str:
    """An ODD counts for the rules in it, where there are any."""
    document = read(path)
    if next(document.root.iter(f"{{{TEI}}}schemaSpec"), None) is not None and _has_rules(path):
        return "schematron"
    raise CannotRun(_unusable_document(document))


def _unusable_document(document: Document) -> Finding:
    hint = "a schema is RELAX NG (.rng), XSD (.xsd) or Schematron (.sch, .isosch)"
    if next(document.root.iter(f"{{{TEI}}}schemaSpec"), None) is not None:
        hint = "this is an ODD: compile it first with `matbaa schema`"
    return _unusable(document.name, "is no schema that Matbaa knows", hint)


def _unusable(name: str, message: str, hint: str) -> Finding:
    return Finding("MBG010", Severity.ERROR, message, name, hint=hint)


def _schemas_of(project: Project) -> Schemas | None:
    """The project's schemas, if it has any; where there is a RELAX NG, the XSD is asked only after it."""
    own = project.schema
    relaxng, xsd = _one(own.relaxng), _one(own.xsd)
    rules = tuple(map(RuleFile, _one(own.schematron)))
    found = Schemas(relaxng, () if relaxng else xsd, rules, xsd if relaxng else ())
    return found if found.given else None


def _one(path: Path | None) -> tuple[Path, ...]:
    return (path,) if path is not None else ()


def _authorities(project: Project) -> frozenset[Path]:
    return frozenset(real(path) for path in project.authorities)


def _common_folder(paths: Sequence[Path]) -> Path:
    """The folder above the one that all files lie in: texts and lists often stand in sister folders."""
    folders = [str(real(path).parent) for path in paths] or [str(Path.cwd())]
    return Path(os.path.commonpath(folders)).parent
