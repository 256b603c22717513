"""What an edition's outputs are made from, and which of them are stale."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from matbaa.index import KINDS
from matbaa.index.build import Indexer
from matbaa.index.links import links_xml
from matbaa.program import fingerprint
from matbaa.resources import resource

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from matbaa.index.build import Index
    from matbaa.index.gathered import Gathered
    from matbaa.pipeline.state import Made
    from matbaa.project import Project

__all__ = ["ASSETS", "MANIFEST", "SCRIPTS", "Edition", "Want", "assets", "edition_of", "reasons"]

MANIFEST = "manifest.json"
ASSETS = "assets/"
# those of the pages of texts; the first holds before a page is shown
SCRIPTS = ("settings", "cards", "notes", "contents", "permalinks", "cite")
_FORMS = ("html", "json", "csv")


@dataclass(frozen=True, slots=True)
class Want:
    """An output of the edition: the digest of each thing that it is made from, by what that is, and the files that the
    manifest names as its sources.
    """

    inputs: Mapping[str, str]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Edition:
    """Texts and authority files brought together: every output that there is to be, and what is needed to make it.

    `texts` are by name, `links` is the XML that says where a text's mentions lead.
    """

    project: Project
    texts: Mapping[str, Gathered]
    indexes: tuple[Index, ...]
    links: Mapping[str, str]
    wants: Mapping[str, Want] = field(default_factory=dict)

    @property
    def kinds(self) -> str:
        """The kinds of index that have a page, as the stylesheets want them."""
        return " ".join(index.kind for index in self.indexes)

    def text_outputs(self, name: str) -> dict[str, str]:
        """The outputs of one text: by the stylesheet that makes it, the name."""
        return {"html": f"html/{name}.html", "text": f"text/{name}.txt"}


def edition_of(
    project: Project, texts: Mapping[str, Gathered], authorities: Sequence[Gathered], digests: Mapping[str, str]
) -> Edition:
    """The edition that these make; `digests` are those of their files, by path."""
    from lxml import etree

    indexer = Indexer(project.language)
    for gathered in authorities:
        indexer.take_entries(gathered)
    for name, gathered in texts.items():
        indexer.take(gathered, name)
    indexes = tuple(index for kind in KINDS if (index := indexer.index(kind)).entries)
    links = {}
    names = {str(Path(gathered.path).resolve()): project.name(Path(gathered.path)) for gathered in authorities}
    pages = {Path(gathered.path).resolve(): name for name, gathered in texts.items()}
    used: dict[str, tuple[str, ...]] = {}
    for name, gathered in texts.items():
        found = indexer.links(name)
        tree = links_xml(found, "../index/", _other_texts(gathered, pages))
        links[name] = etree.tostring(tree, encoding="unicode")
        used[name] = _files_of({entry.key for entry in found.values()}, names)
    edition = Edition(project, texts, indexes, links)
    return replace(edition, wants=_wants(edition, digests, names, used))


def _wants(
    edition: Edition, digests: Mapping[str, str], names: Mapping[str, str], used: Mapping[str, tuple[str, ...]]
) -> dict[str, Want]:
    program = {"Matbaa": fingerprint()}
    settings = {"the settings of the edition": _digest(repr((edition.project.title, edition.kinds)))}
    own = {name: edition.project.name(Path(gathered.path)) for name, gathered in edition.texts.items()}
    wants = {}
    for name, gathered in edition.texts.items():
        file = own[name]
        text = {file: digests[gathered.path]}
        entries = {"the entries that it mentions": _digest(edition.links[name])}
        outputs = edition.text_outputs(name)
        wants[outputs["html"]] = Want(text | entries | settings | program, (file, *used[name]))
        wants[outputs["text"]] = Want(text | program, (file,))
    for index in edition.indexes:
        data = msgspec.msgpack.encode(index)
        inputs = {f"the entries and mentions of the index of {index.kind}": hashlib.sha256(data).hexdigest()}
        sources = _sources(index, own, names)
        for form in _FORMS:
            wants[f"index/{index.kind}.{form}"] = Want(inputs | settings | program, sources)
    heads = repr([(name, gathered.heads) for name, gathered in edition.texts.items()])
    counts = repr([(index.kind, len(index.entries)) for index in edition.indexes])
    home = {"titles and authors": _digest(heads), "numbers of entries": _digest(counts)}
    home |= {"the language of the edition": edition.project.language}
    wants["index.html"] = Want(home | settings | program, tuple(own.values()))
    wants |= {name: Want(program) for name in assets()}
    return wants


def assets() -> tuple[str, ...]:
    """The outputs that are the same in every edition: the style and the scripts."""
    return tuple(ASSETS + file.name for file in sorted(resource("xslt/assets").iterdir()))


def _sources(index: Index, own: Mapping[str, str], names: Mapping[str, str]) -> tuple[str, ...]:
    """The files that an index has something from."""
    texts = {own[found.document] for item in index.entries for found in item.found}
    return tuple(sorted(texts.union(_files_of({item.entry.key for item in index.entries}, names))))


def _files_of(keys: Set[str], names: Mapping[str, str]) -> tuple[str, ...]:
    """The authority files that entries with these keys stand in, by the names that they have in messages."""
    files = {key.rpartition("#")[0] for key in keys}
    return tuple(sorted(names[file] for file in files if file in names))


def _other_texts(gathered: Gathered, pages: Mapping[Path, str]) -> dict[str, str]:
    """The pages of other texts of the edition that references in this one lead to, by the pointer as it is written."""
    found = {}
    path = Path(gathered.path)
    for token in gathered.references:
        target = gathered.target(token)
        if target.file is not None and target.file in pages and target.file != path.resolve():
            fragment = f"#{target.fragment}" if target.fragment else ""
            found[token] = f"{pages[target.file]}.html{fragment}"
    return found


def reasons(want: Want, made: Made | None, there: tuple[int, int] | None) -> tuple[str, ...]:
    """Why an output is to be made (again); nothing where it is fresh. `there` is its size and time on the disk."""
    if made is None:
        return ("it was never made",)
    if there is None:
        return ("it is not there any more",)
    if there != (made.size, made.mtime):
        return ("it was changed by something else than a build",)
    changed = [name for name, digest in want.inputs.items() if made.inputs.get(name) != digest]
    gone = [name for name in made.inputs if name not in want.inputs]
    return tuple(
        [f"{name} changed" if name in made.inputs else f"{name} is new" for name in changed]
        + [f"{name} is gone" for name in gone]
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
