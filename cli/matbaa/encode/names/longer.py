"""Longer names that no list has: Paris in "Paris Barış Konferansı", Oxford in "University of Oxford".

What stands in one is no mention of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.encode.model import Kind, Span
from matbaa.encode.names.forms import Strength
from matbaa.encode.names.inflection import stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.encode.names.hits import Hit, Reading
    from matbaa.encode.names.languages import Head

__all__ = ["head_of", "is_office", "is_organ", "longer"]

_MOST_WORDS = 6


def longer(reading: Reading, every: Sequence[Hit]) -> list[Span]:
    """The spans of longer names around matches."""
    found: dict[Span, None] = {}
    named = {hit.first for hit in every if any(ref.strength >= Strength.SINGLE for ref in hit.refs)}
    for hit in every:
        if not hit.ending:
            for span in (_after(reading, hit, named), _before(reading, hit)):
                if span is not None:
                    found[span] = None
    return list(found)


def is_office(reading: Reading, place: int) -> bool:
    """True if the word at `place` is a rank or office, whatever its ending."""
    word = reading.words[place]
    offices = reading.language.offices
    return word.key in offices or any(stem in offices for stem in stems(word.text, word.key, reading.language.code))


def is_organ(reading: Reading, place: int) -> bool:
    """True if the noun at `place` belongs to what is named before it, as a government does."""
    word = reading.words[place]
    organs = reading.language.organs
    return word.key in organs or any(stem in organs for stem in stems(word.text, word.key, reading.language.code))


def head_of(reading: Reading, place: int) -> Head | None:
    """What kind of name the noun at `place` makes, whatever its ending."""
    word = reading.words[place]
    own = reading.language
    for key in (word.key, *stems(word.text, word.key, own.code)):
        if (kind := own.head(key)) is not None:
            return kind
    return None


def _after(reading: Reading, hit: Hit, named: set[int]) -> Span | None:
    """A name that begins with the match: it, words with capitals, and a noun that makes a name."""
    words = reading.words
    own = reading.language
    place = hit.last
    while place < min(len(words), hit.last + _MOST_WORDS) and reading.adjacent(place - 1):
        word = words[place]
        if place in named or is_office(reading, place):
            return None
        kind = head_of(reading, place)
        begins_name = word.capital or (place == hit.last and own.possessed)
        if kind in ("event", "document", "body", "site") and begins_name and _makes_name(reading, hit, place, kind):
            return Span(hit.span.begin, word.end)
        if not word.capital or kind == "organ" or reading.ending(place) is not None or word.opens:
            return None
        place += 1
    return None


def _makes_name(reading: Reading, hit: Hit, place: int, kind: Head) -> bool:
    """True if the noun is one with the match: in Turkish it has the ending of a compound (Konferansı)."""
    word = reading.words[place]
    own = reading.language
    if not own.possessed:
        return word.capital or kind in ("event", "document")
    compound = own.head(word.key) is None
    if word.capital:
        return True
    if not compound or hit.last - hit.first > 1 or (hit.refs[0].kind is Kind.PERSON and kind != "document"):
        return False
    if hit.refs[0].kind not in (Kind.PERSON, Kind.PLACE):
        return False
    if hit.refs[0].kind is Kind.PERSON:
        return True
    return kind in ("event", "document") and not _is_many(word.key)


def _is_many(key: str) -> bool:
    return "leri" in key or "lari" in key


def _before(reading: Reading, hit: Hit) -> Span | None:
    """A name that ends with the match: `Treaty of Lausanne`, `traité de Versailles`, `Universität Wien`."""
    words = reading.words
    own = reading.language
    place = hit.first - 1
    joined = False
    while place >= 0 and words[place].key in own.joins and _is_near(reading, place):
        joined = True
        place -= 1
    if place < 0 or not _is_near(reading, place) or own.possessed:
        return None
    word = words[place]
    kind = own.head(word.key)
    if kind not in ("event", "document", "body", "site"):
        return None
    if joined and (word.capital or kind in ("event", "document")):
        return Span(word.begin, hit.span.end)
    if not joined and own.nouns and kind in ("body", "site") and word.capital:
        return Span(word.begin, hit.span.end)
    return None


def _is_near(reading: Reading, place: int) -> bool:
    return reading.between(place) in (" ", "\u00a0", "'", "’")
