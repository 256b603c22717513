"""A noun by itself for the name that it is the noun of: "Kongre" after "Sivas Kongresi", "the Treaty" after its name.

Only one with a capital counts, and only where the name stands shortly before it in the same passage.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from matbaa.encode.model import Kind
from matbaa.encode.names.inflection import plain_head
from matbaa.encode.names.text import fold

if TYPE_CHECKING:
    from matbaa.encode.names.derive import Ref
    from matbaa.encode.names.reading import Reading
    from matbaa.known import Key

__all__ = ["Named", "Nouns", "noun_at"]

# so many characters back
_FAR = 300
_KINDS = (Kind.EVENT, Kind.DOCUMENT)


class Named(NamedTuple):
    """An entry that was named with a noun, and where."""

    key: Key
    kind: Kind
    passage: int
    place: int


class Nouns:
    """The names of the passages so far, by their nouns."""

    def __init__(self) -> None:
        self._last: dict[str, Named] = {}

    def tell(self, ref: Ref, reading: Reading, end: int) -> None:
        """A name was read that ends at a character."""
        if ref.kind not in _KINDS or len(ref.words) < 2:
            return
        for word in (ref.words[-1], ref.words[0]):
            for noun in (fold(word), fold(plain_head(word)) if reading.language.possessed else ""):
                if noun and reading.language.head(noun) in ("event", "document"):
                    self._last[noun] = Named(ref.key, ref.kind, reading.number, end)

    def who(self, noun: str, reading: Reading, place: int) -> Named | None:
        """What a noun at a character means, if a name with it stands shortly before."""
        found = self._last.get(noun)
        if found is None or found.passage != reading.number or not 0 <= place - found.place <= _FAR:
            return None
        return found


def noun_at(reading: Reading, place: int) -> str:
    """The noun of names that the word at `place` is by itself, in the singular; nothing where it is none."""
    own, word = reading.language, reading.words[place]
    if own.nouns or not word.capital or own.head(word.key) not in ("event", "document"):
        return _bent_noun(reading, place) if own.possessed and word.capital else ""
    return word.key


def _bent_noun(reading: Reading, place: int) -> str:
    word, own = reading.words[place], reading.language
    for base in reading.bases(place)[1:]:
        # savaşlar is no war that was named, savaşı may be the end of another name
        rest = word.key[len(base) :]
        if own.head(base) in ("event", "document") and not rest.startswith(("ler", "lar")) and len(rest) > 1:
            return base
    return ""
