"""Longer names that no list has: Paris in "Paris Barış Konferansı", Oxford in "University of Oxford".

What stands in one is no mention of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from matbaa.encode.model import Kind, Span
from matbaa.encode.names.derive import Strength

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.encode.names.hits import Hit
    from matbaa.encode.names.languages import Head
    from matbaa.encode.names.reading import Reading

__all__ = ["Longer", "longer"]

_MOST_WORDS = 6
_NAMING: tuple[Head, ...] = ("event", "document", "body", "site")
_ELIDING = ("'", "’")


class Longer(NamedTuple):
    """A longer name: its words and characters, and what its noun says it is."""

    first: int
    last: int
    span: Span
    head: Head


def longer(reading: Reading, every: Sequence[Hit]) -> list[Longer]:
    """The longer names around matches."""
    found: dict[Longer, None] = {}
    named = {hit.first for hit in every if any(ref.strength > Strength.WEAK for ref in hit.refs)}
    for hit in every:
        if (name := _directed(reading, hit)) is not None:
            found[name] = None
        if hit.ending:
            continue
        for name in (_after(reading, hit, named), _before(reading, hit)):
            if name is not None:
                found[name] = None
    return list(found)


def _after(reading: Reading, hit: Hit, named: set[int]) -> Longer | None:
    """A name that begins with the match: it, words with capitals, and a noun that makes a name."""
    words, own = reading.words, reading.language
    for place in range(hit.last, min(len(words), hit.last + _MOST_WORDS)):
        if not reading.adjacent(place - 1) or place in named or reading.is_office(place):
            return None
        word, kind = words[place], reading.head(place)
        begins = word.capital or (place == hit.last and own.possessed)
        if kind in _NAMING and begins and _makes_name(reading, hit, place, kind):
            return Longer(hit.first, place + 1, Span(hit.span.begin, word.end), kind)
        # in a heading, capitals do not tie words together
        if not word.capital or kind == "organ" or reading.ending(place) is not None or word.opens or reading.titled:
            return None
    return None


def _makes_name(reading: Reading, hit: Hit, place: int, kind: Head) -> bool:
    """True if the noun is one with the match: in Turkish it has the ending of a compound (Konferansı)."""
    word, own = reading.words[place], reading.language
    if not own.possessed:
        return word.capital or kind in ("event", "document")
    if word.capital:
        return True
    # ilkeleri, konferansı: with an ending that the noun by itself does not have
    if own.head(word.key) is not None or hit.last - hit.first > 1:
        return False
    match hit.refs[0].kind:
        case Kind.PERSON:
            return kind == "document"
        case Kind.PLACE:
            return kind in ("event", "document") and not ("leri" in word.key or "lari" in word.key)
    return False


def _before(reading: Reading, hit: Hit) -> Longer | None:
    """A name that ends with the match: `Treaty of Lausanne`, `traité de Versailles`, `Universität Wien`."""
    words, own = reading.words, reading.language
    place = hit.first - 1
    joined = False
    while place >= max(0, hit.first - _MOST_WORDS) and words[place].key in own.joins and _is_near(reading, place):
        joined = True
        place -= 1
    if place < 0 or not _is_near(reading, place) or own.possessed:
        return None
    word = words[place]
    kind = own.head(word.key)
    if kind not in _NAMING:
        return None
    named = joined and (word.capital or kind in ("event", "document"))
    # Hotel Bristol, Universität Wien; but not every compound: Tennisplatz Edelhofgasse
    hosted = not joined and word.capital and word.key in own.hosts
    return Longer(place, hit.last, Span(word.begin, hit.span.end), kind) if named or hosted else None


def _directed(reading: Reading, hit: Hit) -> Longer | None:
    """Another place: Batı Trakya, North Africa."""
    place = hit.first - 1
    if place < 0 or hit.refs[0].kind is not Kind.PLACE or not reading.adjacent(place):
        return None
    word = reading.words[place]
    if not word.capital or word.key not in reading.language.directions:
        return None
    return Longer(place, hit.last, Span(word.begin, hit.span.end), "site")


def _is_near(reading: Reading, place: int) -> bool:
    return reading.adjacent(place) or reading.between(place) in _ELIDING
