"""What indexes and home pages need of one file, as data that can be kept from build to build."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from matbaa.document import TEI, Document, words
from matbaa.finding import Finding  # noqa: TC001 (read at run time, to know what was kept)
from matbaa.index.authority import Entry, entries, language_of
from matbaa.index.mentions import Mention, mentions, references
from matbaa.pointers import Prefix, Resolver, Target, prefixes, resolve

__all__ = ["Gathered", "Head", "gather"]


@dataclass(frozen=True, slots=True)
class Head:
    """A title or an author of a text, by its header: `kind` is `title` or `author`."""

    kind: str
    words: str
    type: str
    language: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """One file without its running text. `path` is absolute; `mentions` are those outside of citations; `rebased` are
    pointers that `xml:base` lets mean something else, each with one that means the same by itself.
    """

    path: str
    heads: tuple[Head, ...]
    entries: tuple[Entry, ...]
    prefixes: tuple[Prefix, ...]
    mentions: tuple[Mention, ...] = ()
    references: tuple[str, ...] = ()
    warnings: tuple[Finding, ...] = ()
    rebased: dict[str, str] = field(default_factory=dict)

    def target(self, token: str) -> Target:
        """What a pointer in the file, as it is written there, leads to."""
        return resolve(self.rebased.get(token, token), Path(self.path), self.prefixes)

    @property
    def title(self) -> str:
        """The first title of the header; empty without one."""
        return next((head.words for head in self.heads if head.kind == "title"), "")


def gather(document: Document, *, text: bool = True) -> Gathered:
    """What there is in a file; of an authority file, where `text` is false, its entries alone."""
    from matbaa.validate import includes

    return Gathered(
        path=str(document.path.absolute()),
        heads=_heads(document),
        entries=tuple(entries(document)),
        prefixes=prefixes(document),
        mentions=tuple(found for found in mentions(document) if not found.in_citation) if text else (),
        references=tuple(references(document)) if text else (),
        warnings=tuple(includes.check(document)),
        rebased=Resolver(document).rebased(("target", "ref", "key", "corresp", "sameAs")) if text else {},
    )


def _heads(document: Document) -> tuple[Head, ...]:
    head = document.root.find(f"{{{TEI}}}teiHeader/{{{TEI}}}fileDesc/{{{TEI}}}titleStmt")
    return tuple(
        Head(kind, words(found), found.get("type", ""), language_of(found))
        for kind in ("title", "author")
        for found in (() if head is None else head.iterchildren(f"{{{TEI}}}{kind}"))
    )
