"""Mentions and entries brought together: the index of each kind, sorted."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from matbaa.index import dates
from matbaa.index.authority import Entry, Identifier
from matbaa.index.collate import letter, sort_key
from matbaa.index.gathered import Gathered, gather

if TYPE_CHECKING:
    from matbaa.document import Document
    from matbaa.index.mentions import Mention

__all__ = ["Found", "Index", "IndexEntry", "Indexer", "Link", "kind_of", "mention_kind"]

_ELEMENT_KINDS = {
    "persName": "persons", "placeName": "places", "geogName": "places", "settlement": "places", "country": "places",
    "region": "places", "district": "places", "orgName": "orgs", "eventName": "events", "objectName": "documents",
    "date": "dates", "bibl": "works",
}  # fmt: skip
_TYPE_KINDS = {
    "person": "persons", "pers": "persons", "place": "places", "geo": "places", "org": "orgs", "organization": "orgs",
    "organisation": "orgs", "event": "events", "document": "documents", "work": "documents", "bibl": "documents",
    "date": "dates", "persname": "persons", "placename": "places", "geogname": "places", "settlement": "places",
    "city": "places", "country": "places", "region": "places", "orgname": "orgs", "eventname": "events",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A mention with the text that it stands in: `document` is the text's name without extension, `title` its title."""

    document: str
    title: str
    mention: Mention


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One entry of an index: what the authority says and every mention, in the order of the texts."""

    entry: Entry
    letter: str
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """The index of one kind (see `KINDS`), sorted for readers of `language`."""

    kind: str
    language: str
    entries: tuple[IndexEntry, ...]


class Link(NamedTuple):
    """What in a text leads to an entry: a pointer as it is written or, for a mention without one, the mention's id."""

    pointer: str = ""
    mention: str = ""


class Indexer:
    """Gathers authority files and texts, one after another, and makes the indexes of them."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._entries: dict[str, Entry] = {}
        self._found: dict[str, list[Found]] = {}
        self._links: dict[str, dict[Link, str]] = {}
        self._by_id: dict[str, str] = {}
        self._ids: dict[tuple[str, str], int] = {}

    def authority(self, document: Document) -> None:
        """Takes in the entries of an authority file, or of the lists inside a text."""
        self.take_entries(gather(document, text=False))

    def text(self, document: Document, name: str) -> None:
        """Takes in the mentions of a text, which is called `name` in the indexes. Authority files come before texts."""
        self.take(gather(document), name)

    def take_entries(self, gathered: Gathered) -> None:
        """The same as `authority`, of what was gathered before."""
        for entry in gathered.entries:
            if entry.key not in self._entries:
                self._unique(entry.kind, entry.id)
            self._entries[entry.key] = entry
            self._by_id.setdefault(entry.id, entry.key)

    def take(self, gathered: Gathered, name: str) -> None:
        """The same as `text`, of what was gathered before."""
        self.take_entries(gathered)
        links = self._links.setdefault(name, {})
        for mention in gathered.mentions:
            keys = self._keys(mention, gathered)
            links.update(keys)
            for key in dict.fromkeys(keys.values()):
                self._found.setdefault(key, []).append(Found(name, gathered.title, mention))
        for token in gathered.references:
            if (key := self._entry_key(token, gathered)) in self._entries:
                links.setdefault(Link(token), key)

    def _keys(self, mention: Mention, gathered: Gathered) -> dict[Link, str]:
        """The entries that a mention belongs to; an entry is made where no authority file has one."""
        by_id = Link(mention=mention.id)
        if mention.element == "date":
            expression = dates.iso(mention.attributes)
            return (
                {by_id: self._made("dates", expression, dates.label(expression, self.language))} if expression else {}
            )
        keys = {}
        for token in mention.pointers:
            key = self._entry_key(token, gathered)
            if key in self._entries:
                keys[Link(token)] = key
            elif kind := mention_kind(mention):
                keys[Link(token)] = self._made(kind, key, mention.form, token)
        kind = mention_kind(mention)
        if not keys and kind and mention.form and mention.element != "rs":
            keys[by_id] = self._made(kind, f"form:{mention.form}", mention.form)
        return keys

    def _entry_key(self, token: str, gathered: Gathered) -> str:
        """The entry that a pointer leads to; many editions write `#id` for an id of a list kept in another file."""
        target = gathered.target(token)
        if target.key in self._entries or target.file != Path(gathered.path).resolve() or not target.fragment:
            return target.key
        return self._by_id.get(target.fragment, f"#{target.fragment}")

    def _made(self, kind: str, what: str, name: str, pointer: str = "") -> str:
        key = f"{kind}:{what}"
        if key not in self._entries:
            identity = self._unique(kind, dates.slug(what) if kind == "dates" else _slug(name))
            date = what if kind == "dates" else ""
            known = (Identifier("ref", pointer, pointer if pointer.startswith("http") else ""),) if pointer else ()
            self._entries[key] = Entry(kind, identity, key, name, name, "", (), (), (), known, None, date)
        return key

    def _unique(self, kind: str, identity: str) -> str:
        """`identity`, with a number behind it where another entry of the kind has it."""
        count = self._ids.get((kind, identity), 0) + 1
        self._ids[kind, identity] = count
        return identity if count == 1 else f"{identity}-{count}"

    def index(self, kind: str) -> Index:
        """The index of `kind`: every entry of the authority files, and what was made of the mentions."""
        found = [
            IndexEntry(entry, self._letter(entry), tuple(self._found.get(entry.key, ())))
            for entry in self._entries.values()
            if entry.kind == kind
        ]
        if kind == "dates":
            found.sort(key=lambda item: dates.sort_key(item.entry.date))
        else:
            found.sort(key=lambda item: (sort_key(item.entry.name, self.language), item.entry.key))
        return Index(kind, self.language, tuple(found))

    def _letter(self, entry: Entry) -> str:
        if entry.kind != "dates":
            return letter(entry.name, self.language)
        year = re.search(r"-?\d{4,}", entry.date)
        return year[0] if year else "?"

    def links(self, name: str) -> dict[Link, Entry]:
        """The entry that each link of the text `name` leads to."""
        return {link: self._entries[key] for link, key in self._links.get(name, {}).items()}


def mention_kind(mention: Mention) -> str | None:
    """The kind of index that a mention belongs to by its own element and type; nothing where it does not tell."""
    return kind_of(mention.element, mention.type)


def kind_of(element: str, type_: str) -> str | None:
    """The same of an element's local name and its `@type`."""
    if kind := _ELEMENT_KINDS.get(element):
        return kind
    if element in ("name", "rs"):
        return _TYPE_KINDS.get(type_.strip().lower())
    return None


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("İ", "i")).encode("ascii", "ignore").decode()
    words = "".join(character if character.isalnum() else " " for character in plain.lower()).split()
    return "-".join(words)[:60] or "entry"
