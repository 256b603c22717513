"""The entries that the edition's lists have, and what pointers find among them."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import msgspec

from matbaa.index.authority import Entry  # noqa: TC001 (read at run time, to know what was kept)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from matbaa.index.gathered import Gathered

__all__ = ["Catalogue", "Question", "catalogue", "entry_digest", "questions"]

# a pointer as the catalogue is asked for it: the key of its target, and the id where that is one of the same file,
# or a word that stands for one
Question = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The entries of all lists by their keys, in their order; `by_id` are those of authority files by their ids alone,
    `texts` the names of the edition's texts by their paths, and `root` the folder that files are told from.
    """

    language: str
    root: str
    entries: dict[str, Entry] = field(default_factory=dict)
    by_id: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def find(self, question: Question) -> str:
        """The key of the entry that a pointer leads to, or else of what it would be; many editions write `#id` for an
        id of a list that is kept in another file.
        """
        key, identity = question
        if key in self.entries or not identity:
            return key
        return self.by_id.get(identity, f"#{identity}")

    def answers(self, asked: Iterable[Question]) -> str:
        """A digest of all that the catalogue says to these questions."""
        digest = hashlib.sha256()
        for question in asked:
            found = self.find(question)
            if (entry := self.entries.get(found)) is not None:
                digest.update(entry_digest(entry))
            elif name := self.texts.get(question[0].partition("#")[0]):
                digest.update(name.encode())
            digest.update(b"\0")
        return digest.hexdigest()

    def without(self, paths: Iterable[str]) -> Catalogue:
        """The catalogue as if the texts with these paths were not there."""
        gone = set(paths)
        entries = {key: entry for key, entry in self.entries.items() if key.rpartition("#")[0] not in gone}
        texts = {path: name for path, name in self.texts.items() if path not in gone}
        return replace(self, entries=entries, texts=texts)

    def digest(self) -> str:
        """A digest of all of it."""
        return hashlib.sha256(msgspec.msgpack.encode(self)).hexdigest()


def entry_digest(entry: Entry) -> bytes:
    """Changes with anything that is said of an entry, but not with the place of its file."""
    return hashlib.sha256(msgspec.msgpack.encode(replace(entry, key=""))).digest()


def catalogue(
    language: str,
    root: Path,
    lists: Iterable[Sequence[Entry]],
    texts: Iterable[tuple[str, str, Sequence[Entry]]],
) -> Catalogue:
    """The catalogue of the authority files' entries, and of the lists that texts have themselves; of each text its
    path and name come before them.

    Where two authority files have one id, the later ones get a number; an entry of a text whose id is not its own
    alone is told by the text's name.
    """
    entries: dict[str, Entry] = {}
    by_id: dict[str, str] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for found in lists:
        for entry in found:
            if entry.key not in entries:
                seen[entry.kind, entry.id] += 1
                number = seen[entry.kind, entry.id]
                entries[entry.key] = entry if number == 1 else replace(entry, id=f"{entry.id}-{number}")
                by_id.setdefault(entry.id, entry.key)
    told = [(path, name, found) for path, name, found in texts]
    own = Counter((entry.kind, entry.id) for _, _, found in told for entry in found if entry.key not in entries)
    for _, name, found in told:
        for entry in found:
            if entry.key not in entries:
                alone = own[entry.kind, entry.id] == 1 and not seen[entry.kind, entry.id]
                entries[entry.key] = entry if alone else replace(entry, id=f"{name}.{entry.id}")
    return Catalogue(language, str(root), entries, by_id, {path: name for path, name, _ in told})


def questions(gathered: Gathered) -> tuple[Question, ...]:
    """What the text asks of a catalogue."""
    return tuple(sorted({(pointed.key, pointed.local) for pointed in gathered.targets.values()}))
