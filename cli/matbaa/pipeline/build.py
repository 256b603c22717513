"""The whole edition: every text as a page and as plain text, every index, the home page, and a manifest of it all."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from matbaa.document import read, require_tei
from matbaa.files import Staging
from matbaa.finding import BadInput, CannotRun, Finding, Severity
from matbaa.index import KINDS
from matbaa.index.build import Indexer
from matbaa.index.formats import as_csv, as_json, links_xml
from matbaa.index.mentions import references
from matbaa.index.pages import home_page, index_page
from matbaa.pointers import prefixes, resolve
from matbaa.resources import resource
from matbaa.saxon import saxon

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from matbaa.document import Document
    from matbaa.index.build import Index
    from matbaa.project import Project

__all__ = ["MANIFEST", "Built", "build"]

MANIFEST = "manifest.json"
_CSS = "html/matbaa.css"


@dataclass(frozen=True, slots=True)
class Built:
    """What a build left: all its files, those of them that changed, and those of the build before that it took away."""

    folder: Path
    files: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


class _Outputs:
    """Staged outputs, and what each was made from."""

    def __init__(self, project: Project, stage: Staging) -> None:
        self.project = project
        self.stage = stage
        self.records: list[dict[str, object]] = []
        self._hashes: dict[Path, str] = {}

    def add(self, name: str, text: str, made_from: Iterable[Path]) -> None:
        """Stages one output and records its inputs: texts and authority files by their own content."""
        data = text.encode("utf-8")
        self.stage.write(name, data)
        self.records.append(
            {"path": name, "bytes": len(data), "sha256": _sha256(data), "from": self._inputs(made_from)}
        )

    def _inputs(self, paths: Iterable[Path]) -> list[dict[str, str]]:
        return [{"path": self.project.name(path), "sha256": self._hash(path)} for path in paths]

    def _hash(self, path: Path) -> str:
        if path not in self._hashes:
            self._hashes[path] = _sha256(path.read_bytes())
        return self._hashes[path]

    def manifest(self) -> str:
        """The manifest: no time and no machine in it, so that the same inputs give the same bytes."""
        made = {
            "generator": f"matbaa {version('matbaa')}",
            "stylesheets": _stylesheets_hash(),
            "title": self.project.title,
            "outputs": sorted(self.records, key=lambda record: str(record["path"])),
        }
        return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def build(project: Project, output: Path | None = None) -> Built:
    """Builds the edition into `output` (the project's own by default).

    Raises `CannotRun` with a finding for each text or authority file that cannot be read, and when
    two texts would have one name; the output folder is then as it was.
    """
    folder = (output or project.output).resolve()
    _refuse_inputs(project, folder)
    texts, authorities = _read_all(project)
    indexer = Indexer(project.language)
    for document in authorities:
        indexer.authority(document)
    for document in texts:
        indexer.text(document, document.path.stem)
    indexes = [index for kind in KINDS if (index := indexer.index(kind)).entries]
    kinds = " ".join(index.kind for index in indexes)
    before = _outputs_before(folder)
    with Staging(folder) as stage:
        outputs = _Outputs(project, stage)
        said: list[Finding] = []
        for document in texts:
            said += _text_outputs(outputs, document, indexer, kinds)
        _index_outputs(outputs, indexes, kinds)
        outputs.add("index.html", _home(project, texts, indexes), project.texts)
        outputs.add(_CSS, resource("xslt/html/matbaa.css").read_text("utf-8"), ())
        stage.write(MANIFEST, outputs.manifest().encode("utf-8"))
        files = stage.files()
        changed = [path.relative_to(folder).as_posix() for path in stage.commit()]
    removed = [name for name in before if name not in files and (folder / name).is_file()]
    for name in removed:
        (folder / name).unlink()
    return Built(folder, tuple(files), tuple(changed), tuple(removed), tuple(said))


def _refuse_inputs(project: Project, folder: Path) -> None:
    """A folder that holds what the edition is made from must not become its output."""
    schema = project.schema
    inputs = [
        *project.texts,
        *project.authorities,
        project.sources,
        schema.odd,
        schema.relaxng,
        schema.xsd,
        schema.schematron,
    ]
    held = sorted(
        {project.name(path) for path in inputs if path and folder in (path.resolve(), *path.resolve().parents)}
    )
    if held:
        message = f"cannot be the output folder: it holds {held[0]}, which the edition is made from"
        hint = "choose a folder for output alone, such as build"
        raise CannotRun(Finding("MBI007", Severity.ERROR, message, project.name(folder), hint=hint))


def _read_all(project: Project) -> tuple[list[Document], list[Document]]:
    faults: list[Finding] = []
    documents: list[list[Document]] = []
    for paths in (project.texts, project.authorities):
        documents.append([])
        for path in paths:
            try:
                documents[-1].append(require_tei(read(path, project.name(path))))
            except CannotRun as error:
                faults.extend(error.findings)
    names: dict[str, Path] = {}
    for path in project.texts:
        if (other := names.setdefault(path.stem, path)) != path:
            message = f"would become the same page as {project.name(other)}"
            hint = "give the two files different names"
            faults.append(Finding("MBI006", Severity.ERROR, message, project.name(path), hint=hint))
    if faults:
        raise BadInput.of(faults)
    return documents[0], documents[1]


def _text_outputs(outputs: _Outputs, document: Document, indexer: Indexer, kinds: str) -> list[Finding]:
    """The page and the plain text of one text; gives what the stylesheets had to say."""
    project, name = outputs.project, document.path.stem
    node = saxon().node(document.tree)
    made_from = [document.path, *project.authorities]
    page = saxon().stylesheet(resource("xslt/html.xsl"))
    parameters = {
        "entities": links_xml(indexer.links(name), "../index/", _other_texts(document, project)),
        "css": "matbaa.css",
        "home": "../index.html",
        "indexes": "../index/",
        "kinds": kinds,
        "text": f"../text/{name}.txt",
    }
    outputs.add(f"html/{name}.html", page.run(node, parameters), made_from)
    said = [Finding("MBT004", Severity.WARNING, message, document.name) for message in page.messages]
    plain = saxon().stylesheet(resource("xslt/text.xsl"))
    outputs.add(f"text/{name}.txt", plain.run(node), [document.path])
    return said


def _other_texts(document: Document, project: Project) -> dict[str, str]:
    """The pages of other texts of the edition that references in this one lead to, by the pointer as it is written."""
    declared = prefixes(document)
    found = {}
    for token in references(document):
        target = resolve(token, document.path, declared)
        if target.file in project.texts and target.file != document.path.resolve():
            fragment = f"#{target.fragment}" if target.fragment else ""
            found[token] = f"{target.file.stem}.html{fragment}"
    return found


def _index_outputs(outputs: _Outputs, indexes: list[Index], kinds: str) -> None:
    project = outputs.project
    made_from = [*project.texts, *project.authorities]
    for index in indexes:
        page = index_page(
            index,
            "../html/",
            css=f"../{_CSS}",
            home="../index.html",
            kinds=kinds,
            title=project.title,
        )
        outputs.add(f"index/{index.kind}.html", page, made_from)
        outputs.add(f"index/{index.kind}.json", as_json([index], "../html/"), made_from)
        outputs.add(f"index/{index.kind}.csv", as_csv([index], "../html/"), made_from)


def _home(project: Project, texts: list[Document], indexes: list[Index]) -> str:
    return home_page(project.title, project.language, texts, indexes, css=_CSS)


def _outputs_before(folder: Path) -> list[str]:
    """The files that the build before this one left, by its manifest."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        names = [str(record["path"]) for record in manifest["outputs"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    # a manifest is a file that anybody may have touched: only what lies inside the folder is ours to take away
    return [name for name in names if folder.resolve() in (folder / name).resolve().parents]


def _stylesheets_hash() -> str:
    folder = resource("xslt")
    digest = hashlib.sha256()
    for path in sorted(file for file in folder.rglob("*") if file.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
