"""The forms under which entries are looked for, by their letters."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from matbaa.encode.model import Kind
from matbaa.encode.names.derive import Strength, honorifics_of, of_entry
from matbaa.encode.names.spelling import adjectival, ascii_fold, old_fold
from matbaa.encode.names.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matbaa.encode.names.derive import Ref
    from matbaa.entries import Entry
    from matbaa.known import Key, Known

__all__ = ["Index", "index_of"]

# so many first letters of a key tell whether any form can begin with some words
_PREFIXES = (3, 7)
_SHORTEST_PLAIN = 5
_MOST_WORDS = 14
# a forename that more bear says nothing
_MOST_BEARERS = 50


@dataclass(frozen=True, eq=False)
class Index:
    """All forms by their folded letters without blanks; `plain` by their letters without accents, `old` by those that
    German spellings of all times share, `bent` by those without the endings of German adjectives.

    `small` has the first words of forms that begin without a capital, `honorifics` those that a person's names bear.
    """

    exact: dict[str, list[Ref]] = field(default_factory=dict)
    plain: dict[str, list[Ref]] = field(default_factory=dict)
    old: dict[str, list[Ref]] = field(default_factory=dict)
    bent: dict[str, list[Ref]] = field(default_factory=dict)
    small: set[str] = field(default_factory=set)
    honorifics: dict[Key, frozenset[str]] = field(default_factory=dict)
    longest: int = 1
    _beginnings: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, entries: dict[Key, Entry]) -> Index:
        """The forms of all entries."""
        index = cls()
        longest = 1
        for key, entry in entries.items():
            if entry.kind == Kind.PERSON:
                index.honorifics[key] = honorifics_of(entry)
            for letters, ref in of_entry(key, entry):
                index._add(letters, ref)
                longest = max(longest, len(ref.words))
        object.__setattr__(index, "longest", min(longest + 2, _MOST_WORDS))
        return index

    def _add(self, letters: str, ref: Ref) -> None:
        refs = self.exact.setdefault(letters, [])
        if len(refs) >= _MOST_BEARERS and ref.strength is Strength.WEAK:
            return
        refs.append(ref)
        self._open(letters)
        if not ref.words[0][0].isupper():
            self.small.add(fold(ref.words[0]))
        if len(letters) >= _SHORTEST_PLAIN:
            for table, spelled in ((self.plain, ascii_fold(letters)), (self.old, old_fold(letters))):
                if spelled != letters:
                    table.setdefault(spelled, []).append(ref)
                    self._open(spelled)
        if len(ref.words) > 1 and ref.kind is not Kind.PERSON:
            *first, last = map(fold, ref.words)
            bent = "".join(map(adjectival, first)) + last
            if bent != letters:
                self.bent.setdefault(bent, []).append(ref)
                self._open(bent)

    def _open(self, letters: str) -> None:
        self._beginnings.update(letters[:size] for size in _PREFIXES if len(letters) >= size)

    def may_begin(self, *spellings: str) -> bool:
        """False if no form begins with a word, whatever its ending, in any of its spellings."""
        size = _PREFIXES[0]
        return any(len(letters) < size or letters[:size] in self._beginnings for letters in spellings)

    def may_go_on(self, spellings: Iterable[str]) -> bool:
        """False if no form begins with any of these letters."""
        return any(
            all(len(letters) < size or letters[:size] in self._beginnings for size in _PREFIXES)
            for letters in spellings
        )


@lru_cache(maxsize=4)
def index_of(known: Known) -> Index:
    """The forms of all entries of `known`, made once: many texts are read with the same lists."""
    return Index.of(known.entries)
