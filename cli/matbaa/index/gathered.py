"""What indexes and home pages need of one file, as data that can be kept from build to build."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from matbaa.document import TEI, Document, words
from matbaa.finding import Finding  # noqa: TC001 (read at run time, to know what was kept)
from matbaa.index import dates
from matbaa.index.authority import Entry, entries, language_of
from matbaa.index.identity import page_name
from matbaa.index.kinds import mention_kind
from matbaa.index.mentions import Mention, mentions, references
from matbaa.pointers import Resolver

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Gathered", "Head", "Pointed", "Survey", "gather", "survey"]

# signs of an abstract that a home page shows
_SUMMARY = 520


@dataclass(frozen=True, slots=True)
class Head:
    """A title or an author of a text, by its header, or how its abstract begins: `kind` is `title`, `author` or
    `summary`.
    """

    kind: str
    words: str
    type: str
    language: str


@dataclass(frozen=True, slots=True)
class Pointed:
    """What a pointer leads to: `key` is one text for one target, however it was written, `file` an absolute path or
    empty, `fragment` an id in it or empty. `local` is an id of the same file, or a word that stands for one.
    """

    key: str
    local: str
    file: str
    fragment: str


@dataclass(frozen=True, slots=True)
class Survey:
    """What is to be known of every file before the page of any is made. `path` is absolute; `entries` are those of the
    file's own lists, `included` the paths of the files that it includes, `cited` is a digest of what its header says
    to cite it, `lacks` what DataCite demands and this does not say.
    """

    path: str
    heads: tuple[Head, ...]
    entries: tuple[Entry, ...]
    warnings: tuple[Finding, ...] = ()
    included: tuple[str, ...] = ()
    cited: str = ""
    lacks: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The first title of the header; empty without one."""
        return next((head.words for head in self.heads if head.kind == "title"), "")


@dataclass(frozen=True, slots=True)
class Gathered:
    """The mentions of one text outside of citations, and the pointers of its references. `path` and `title` are those
    of its survey, `length` is that of its text in characters; `targets` says of each pointer, as it is written, where
    it leads.
    """

    path: str
    title: str
    length: int
    mentions: tuple[Mention, ...] = ()
    references: tuple[str, ...] = ()
    targets: dict[str, Pointed] = field(default_factory=dict)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of index that its mentions have entries in, as far as the text alone tells."""
        return frozenset(kind for mention in self.mentions if (kind := mention_kind(mention)) and _is_listed(mention))


def _is_listed(mention: Mention) -> bool:
    """Is the mention listed, even if no list has an entry for it?"""
    if mention.element == "date":
        return bool(dates.iso(mention.attributes))
    return bool(mention.pointers or (mention.form and mention.element != "rs"))


def survey(document: Document) -> Survey:
    """Titles, authors and entries of a file."""
    from matbaa.cite.datacite import missing
    from matbaa.cite.header import of_header

    work = of_header(document, page_name(document.path))
    return Survey(
        path=str(document.path.absolute()),
        heads=_heads(document),
        entries=tuple(entries(document)),
        included=tuple(str(part.path) for part in document.included),
        cited=hashlib.sha256(repr(work).encode("utf-8", "surrogatepass")).hexdigest(),
        lacks=missing(work),
    )


def gather(document: Document, title: str) -> Gathered:
    """The mentions of a text, which `title` is the title of."""
    found = tuple(mention for mention in mentions(document) if not mention.in_citation)
    told = tuple(references(document))
    return Gathered(
        path=str(document.path.absolute()),
        title=title,
        length=_length(document),
        mentions=found,
        references=told,
        targets=_targets(document, (*told, *(token for mention in found for token in mention.pointers))),
    )


def _targets(document: Document, tokens: Iterable[str]) -> dict[str, Pointed]:
    resolver = Resolver(document)
    rebased = resolver.rebased(("target", "ref", "key", "corresp", "sameAs"))
    return {token: _target(resolver, rebased.get(token, token), document) for token in dict.fromkeys(tokens)}


def _target(resolver: Resolver, token: str, document: Document) -> Pointed:
    if token.isidentifier():  # no pointer but a word of a list kept elsewhere, as @key has it
        return Pointed(token, token, "", "")
    target = resolver.resolve(token, document.root)
    fragment = target.fragment or ""
    local = fragment if target.file == resolver.path else ""
    return Pointed(target.key, local, str(target.file) if target.file else "", fragment)


def _length(document: Document) -> int:
    tag = f"{{{TEI}}}text"
    outermost = (text for text in document.root.iter(tag) if next(text.iterancestors(tag), None) is None)
    return sum(len(words) for text in outermost for words in text.itertext())


def _heads(document: Document) -> tuple[Head, ...]:
    head = document.root.find(f"{{{TEI}}}teiHeader/{{{TEI}}}fileDesc/{{{TEI}}}titleStmt")
    return (
        *(
            Head(kind, words(found), found.get("type", ""), language_of(found))
            for kind in ("title", "author")
            for found in (() if head is None else head.iterchildren(f"{{{TEI}}}{kind}"))
        ),
        *_summaries(document),
    )


def _summaries(document: Document) -> Iterator[Head]:
    """What the text is about, in its own words: the beginning of its abstract, one in each language."""
    tags = (f"{{{TEI}}}abstract", f"{{{TEI}}}div", f"{{{TEI}}}div1")
    told: set[str] = set()
    for found in document.root.iter(*tags):
        if found.tag != tags[0] and found.get("type") != "abstract":
            continue
        language = language_of(found)
        first = next((text for part in found.iter(f"{{{TEI}}}p", f"{{{TEI}}}ab") if (text := words(part))), "")
        if first and language not in told:
            told.add(language)
            yield Head("summary", _shortened(first), "", language)


def _shortened(text: str) -> str:
    """Not much more than a look tells: whole sentences where they end in time, else whole words."""
    if len(text) <= _SUMMARY:
        return text
    cut = text[:_SUMMARY]
    end = max(cut.rfind(mark) for mark in (". ", "! ", "? ", "… "))
    return cut[: end + 1] if end > _SUMMARY // 2 else f"{cut.rpartition(' ')[0] or cut} …"
