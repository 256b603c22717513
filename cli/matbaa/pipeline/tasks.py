"""What is done in the processes of a build, each a function of one task: gathering what indexes need of a file, making
the page and the plain text of a text, making the page of an entry, making any other page.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from matbaa.document import parse, require_tei
from matbaa.finding import CannotRun, Finding, Severity
from matbaa.include import included, whole_xml
from matbaa.index.catalogue import Catalogue, Question, questions
from matbaa.index.gathered import Gathered, Survey, gather, survey
from matbaa.index.rows import Row, row_of
from matbaa.index.shares import Share, Shared, shared
from matbaa.pipeline import outputs
from matbaa.pipeline.kept import Found
from matbaa.pipeline.pages import packed
from matbaa.resources import resource
from matbaa.saxon import saxon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from matbaa.cite.model import Work
    from matbaa.document import Document
    from matbaa.index.authority import Entry
    from matbaa.pipeline.outputs import Written
    from matbaa.saxon import Stylesheet

__all__ = [
    "EntryMade", "EntryMaking", "Gathering", "PageMaking", "TextMade", "TextMaking", "catalogue_bytes",
    "entry_made", "entry_of", "entry_page_name", "found_in", "page_made", "questions_from", "row_from", "share_from",
    "shares_of", "survey_from", "text_made",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gathering:
    """A file from which to gather; of an authority file, its entries alone."""

    path: Path
    name: str
    authority: bool = False


def found_in(task: Gathering) -> tuple[str, Found]:
    """The digest of the file as it was read, and what it gives.

    Raises `CannotRun` if it cannot be read or is not TEI.
    """
    document = _read(task.path, task.name)
    surveyed = survey(document)
    gathered, asked, kinds = b"", b"", frozenset[str]()
    if not task.authority:
        found = gather(document, surveyed.title)
        gathered, asked, kinds = _pack(found), _pack(questions(found)), found.kinds
    told = Found(_pack(surveyed), gathered, asked, tuple(sorted(kinds)))
    return document.digest, told


@dataclass(frozen=True, slots=True)
class TextMaking:
    """A text of which outputs are to be made into `folder`: those in `wanted`, names by kind (see `text_outputs`).

    `document` is its name in the indexes, `gathered` what was gathered of it, `catalogue` a file with the catalogue,
    `parameters` are those of the stylesheet for pages; `cited` are the addresses, from its page, of the files that it
    is cited by, `address` is the public one of the page, if it has one, `language` that of the edition; `stylesheet`
    is the edition's own for pages, if it has one.
    """

    path: Path
    name: str
    document: str
    folder: Path
    wanted: Mapping[str, str]
    gathered: bytes
    catalogue: Path
    parameters: Mapping[str, str] = field(default_factory=dict)
    cited: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    language: str = ""
    stylesheet: Path | None = None


@dataclass(frozen=True, slots=True)
class TextMade:
    """What became of a text: the digest of the file as it was read, each output that was written with what its
    stylesheet said, the text's shares in entries by their keys, and the keys of the entries that it links to.
    """

    digest: str
    written: list[tuple[Written, tuple[str, ...]]]
    shares: dict[str, bytes]
    linked: tuple[str, ...]


def text_made(task: TextMaking) -> TextMade:
    """Makes what is wanted of a text. Raises `CannotRun` for a text that cannot be read or transformed."""
    from matbaa.cite.header import of_header

    document = _read(task.path, task.name)
    gathered = msgspec.msgpack.decode(task.gathered, type=Gathered)
    found = shared(gathered, task.document, _catalogue(task.catalogue))
    text = _Text(task, document, of_header(document, task.document, task.address), found)
    written = []
    for kind, name in task.wanted.items():
        data, said = text.output(kind)
        written.append((_written(task.folder, name, data), said))
    linked = tuple(sorted({entry.key for entry in found.links.values()}))
    return TextMade(document.digest, written, {share.key: _pack(share) for share in found.shares}, linked)


@dataclass(eq=False)
class _Text:
    """A text of which outputs are made: the file, what it is cited by, and where its mentions lead."""

    task: TextMaking
    document: Document
    work: Work
    found: Shared

    def output(self, kind: str) -> tuple[bytes, tuple[str, ...]]:
        """One output, and what its stylesheet said."""
        from matbaa.cite.files import cited_as

        if kind == "tei":
            return whole_xml(self.document), ()
        if kind not in ("html", "text"):
            return cited_as(kind, [self.work]), ()
        stylesheet = self._stylesheet(kind)
        try:
            result = stylesheet.run(self._node, self._told() if kind == "html" else {})
        except CannotRun as error:
            raise CannotRun(*(_of(self.task.name, finding) for finding in error.findings)) from None
        return result.encode("utf-8"), tuple(stylesheet.messages)

    def _stylesheet(self, kind: str) -> Stylesheet:
        from matbaa.transform.compiled import compiled

        if kind == "html" and self.task.stylesheet is not None:
            return compiled(self.task.stylesheet)
        return saxon().stylesheet(resource(f"xslt/{kind}.xsl"))

    @cached_property
    def _node(self) -> object:
        return saxon().node(self.document.tree)

    def _told(self) -> dict[str, object]:
        """What the stylesheet for pages is told."""
        from lxml import etree

        from matbaa.cite.page import citing
        from matbaa.index.links import links_xml

        task, language = self.task, self.work.language or self.task.language
        links = links_xml(self.found.links, "../index/", self.found.others)
        told = citing(self.work, language, task.cited, task.address)
        return {**task.parameters, "entities": etree.fromstring(etree.tostring(links)), "citing": told}


def shares_of(gathered: bytes, document: str, catalogue: Catalogue) -> dict[str, bytes]:
    """The shares of a text in entries, by their keys."""
    found = shared(msgspec.msgpack.decode(gathered, type=Gathered), document, catalogue)
    return {share.key: _pack(share) for share in found.shares}


@dataclass(frozen=True, slots=True)
class EntryMaking:
    """An entry of which the page is to be made. `entry` is what a list says of it, or nothing; `shares` are those of
    the texts, in their order.
    """

    key: str
    name: str
    entry: Entry | None
    shares: Sequence[bytes]
    language: str
    folder: Path
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EntryMade:
    """What became of an entry: its page, its row, and what it gives to the data of its kind."""

    key: str
    kind: str
    written: Written
    row: bytes
    json: str
    csv: str


def entry_made(task: EntryMaking) -> EntryMade:
    """Makes the page of an entry."""
    from matbaa.charts.drawn import locate
    from matbaa.index.build import letter_of
    from matbaa.index.formats import entry_csv, entry_json
    from matbaa.index.markup import entry_xml

    shares = [share_from(share) for share in task.shares]
    entry = entry_of(task.entry, shares)
    row = row_of(entry, letter_of(entry, task.language), shares)
    tree = entry_xml(entry, shares, row.others, task.language)
    locate(tree.getroot())
    written = _page(task.folder, entry_page_name(entry), "entry", tree, task.parameters)
    return EntryMade(
        task.key, entry.kind, written, _pack(row),
        entry_json(entry, row.letter, shares, "../html/"), entry_csv(entry, shares, "../html/"),
    )  # fmt: skip


def entry_of(entry: Entry | None, shares: Sequence[Share]) -> Entry:
    """What a list says of an entry, else what the first text makes of it."""
    return entry or next(share.entry for share in shares if share.entry is not None)


def entry_page_name(entry: Entry) -> str:
    """The name of the output that is the page of an entry."""
    from matbaa.index.identity import file_name

    return f"index/{entry.kind}/{file_name(entry.id)}.html"


@dataclass(frozen=True, slots=True)
class PageMaking:
    """A page that is made of all entries of some kinds, or of all texts: `stylesheet` makes it of the XML `data`."""

    name: str
    folder: Path
    stylesheet: str
    data: bytes
    parameters: Mapping[str, str] = field(default_factory=dict)


def page_made(task: PageMaking) -> Written:
    """Makes the page."""
    from lxml import etree

    tree = etree.fromstring(task.data, etree.XMLParser(huge_tree=True)).getroottree()
    return _page(task.folder, task.name, task.stylesheet, tree, task.parameters)


def _page(folder: Path, name: str, stylesheet: str, tree: object, parameters: Mapping[str, str]) -> Written:
    made = saxon().stylesheet(resource(f"xslt/{stylesheet}.xsl")).run(tree, parameters)
    return _written(folder, name, made.encode("utf-8"))


def _written(folder: Path, name: str, data: bytes) -> Written:
    """An output in its place; a page is looked at as well."""
    return replace(outputs.write(folder, name, data), scanned=packed(name, data))


def survey_from(data: bytes) -> Survey:
    """What `Found.survey` has. Raises `msgspec.DecodeError` for anything else."""
    return msgspec.msgpack.decode(data, type=Survey)


def questions_from(data: bytes) -> tuple[Question, ...]:
    """What `Found.questions` has."""
    return msgspec.msgpack.decode(data, type=tuple[Question, ...]) if data else ()


def share_from(data: bytes) -> Share:
    """One of `TextMade.shares`."""
    return msgspec.msgpack.decode(data, type=Share)


def row_from(data: bytes) -> Row:
    """What `EntryMade.row` has."""
    return msgspec.msgpack.decode(data, type=Row)


def catalogue_bytes(catalogue: Catalogue) -> bytes:
    """A catalogue as the file that tasks name."""
    return _pack(catalogue)


@functools.lru_cache(maxsize=2)
def _catalogue(path: Path) -> Catalogue:
    return msgspec.msgpack.decode(path.read_bytes(), type=Catalogue)


def _pack(value: object) -> bytes:
    return msgspec.msgpack.encode(value)


def _read(path: Path, name: str) -> Document:
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise CannotRun(Finding("MBI003", Severity.ERROR, message, name)) from None
    return require_tei(included(parse(data, name, path)))


def _of(name: str, finding: Finding) -> Finding:
    """A fault of a stylesheet of our own, told of the text that it happened with."""
    where = f" ({finding.file}:{finding.line})" if finding.line else ""
    return Finding(finding.code, finding.severity, f"{finding.message}{where}", name, hint=finding.hint)
