"""Mentions and entries brought together: the index of each kind, sorted."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from matbaa.index import dates
from matbaa.index.catalogue import Catalogue, catalogue
from matbaa.index.collate import letter, sort_key
from matbaa.index.gathered import gather, survey
from matbaa.index.shares import shared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.document import Document
    from matbaa.index.authority import Entry
    from matbaa.index.gathered import Gathered, Survey
    from matbaa.index.shares import Share

__all__ = ["Index", "IndexEntry", "Indexer", "letter_of", "order_of"]


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One entry of an index: what the authority says, and the share of each text that mentions it, in their order."""

    entry: Entry
    letter: str
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """The index of one kind (see `KINDS`), sorted for readers of `language`."""

    kind: str
    language: str
    entries: tuple[IndexEntry, ...]


class Indexer:
    """Takes in authority files and texts, one after another, and makes the indexes of them."""

    def __init__(self, language: str, root: Path | None = None) -> None:
        """`root` is the folder that files are told from, by default the one that is worked in."""
        self.language = language
        self._root = (root or Path.cwd()).resolve()
        self._lists: list[Sequence[Entry]] = []
        self._texts: list[tuple[str, Survey, Gathered]] = []

    def authority(self, document: Document) -> None:
        """Takes in the entries of an authority file."""
        self._lists.append(survey(document).entries)

    def text(self, document: Document, name: str) -> None:
        """Takes in a text, which is called `name` in the indexes."""
        surveyed = survey(document)
        self._texts.append((name, surveyed, gather(document, surveyed.title)))

    def catalogue(self) -> Catalogue:
        """The entries that the lists have."""
        texts = [(str(Path(one.path).resolve()), name, one.entries) for name, one, _ in self._texts]
        return catalogue(self.language, self._root, self._lists, texts)

    def indexes(self, kinds: Sequence[str]) -> list[Index]:
        """The index of each of `kinds`: every entry of the lists, and what was made of the mentions."""
        known = self.catalogue()
        entries = dict(known.entries)
        found: dict[str, list[Share]] = defaultdict(list)
        for name, _, gathered in self._texts:
            for share in shared(gathered, name, known).shares:
                found[share.key].append(share)
                if share.entry is not None:
                    entries.setdefault(share.key, share.entry)
        made = []
        for kind in kinds:
            those = sorted((entry for entry in entries.values() if entry.kind == kind), key=self._order)
            items = (IndexEntry(one, letter_of(one, self.language), tuple(found[one.key])) for one in those)
            made.append(Index(kind, self.language, tuple(items)))
        return made

    def index(self, kind: str) -> Index:
        """The index of one kind."""
        return self.indexes([kind])[0]

    def _order(self, entry: Entry) -> tuple[object, ...]:
        return order_of(entry, self.language)


def order_of(entry: Entry, language: str) -> tuple[object, ...]:
    """What entries of one kind are sorted by."""
    if entry.kind == "dates":
        return (dates.sort_key(entry.date), entry.id)
    return (sort_key(entry.name, language), entry.id)


def letter_of(entry: Entry, language: str) -> str:
    """The letter that an entry stands under; for a date, its year."""
    if entry.kind != "dates":
        return letter(entry.name, language)
    year = re.search(r"-?\d{4,}", entry.date)
    return year[0] if year else "?"
