"""The forms under which entries are looked for, by their letters."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from matbaa.encode.model import Kind
from matbaa.encode.names.derive import Strength, honorifics_of, of_entry
from matbaa.encode.names.spelling import adjectival, ascii_fold, old_fold
from matbaa.encode.names.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

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
    """All forms by their folded letters without blanks.

    `small` has the first words of forms that begin without a capital, `honorifics` those that a person's names bear.
    """

    exact: dict[str, list[Ref]] = field(default_factory=dict)
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
                refs = index.exact.setdefault(letters, [])
                if len(refs) < _MOST_BEARERS or ref.strength is not Strength.WEAK:
                    refs.append(ref)
                    longest = max(longest, len(ref.words))
                    if not ref.words[0][0].isupper():
                        index.small.add(fold(ref.words[0]))
        index._open(index.exact)
        object.__setattr__(index, "longest", min(longest + 2, _MOST_WORDS))
        return index

    @cached_property
    def plain(self) -> dict[str, list[Ref]]:
        """The forms by their letters without accents, those that have any."""
        return self._spelled(ascii_fold)

    @cached_property
    def old(self) -> dict[str, list[Ref]]:
        """The forms by the letters that German spellings of all times share, where these are others."""
        return self._spelled(old_fold)

    @cached_property
    def bent(self) -> dict[str, list[Ref]]:
        """The forms of several words by their letters without the endings of German adjectives."""
        found: dict[str, list[Ref]] = {}
        for letters, refs in self.exact.items():
            for ref in refs:
                if len(ref.words) > 1 and ref.kind is not Kind.PERSON:
                    *first, last = map(fold, ref.words)
                    bent = "".join(map(adjectival, first)) + last
                    if bent != letters:
                        found.setdefault(bent, []).append(ref)
        self._open(found)
        return found

    def _spelled(self, spell: Callable[[str], str]) -> dict[str, list[Ref]]:
        found: dict[str, list[Ref]] = {}
        for letters, refs in self.exact.items():
            if len(letters) >= _SHORTEST_PLAIN and (spelled := spell(letters)) != letters:
                found.setdefault(spelled, []).extend(refs)
        self._open(found)
        return found

    def _open(self, keys: Iterable[str]) -> None:
        for letters in keys:
            for size in _PREFIXES:
                self._beginnings.add(letters[:size])

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
