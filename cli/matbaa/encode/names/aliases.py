"""Short forms that a text makes for itself: "Türkiye Büyük Millet Meclisi (TBMM)", and TBMM from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.encode.model import Kind, Span
from matbaa.encode.names.derive import Strength
from matbaa.encode.names.hits import Hit
from matbaa.encode.names.inflection import is_ending

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.encode.names.derive import Ref
    from matbaa.encode.names.reading import Reading

__all__ = ["with_aliases"]

_LONGEST = 8


def with_aliases(readings: Sequence[Reading], matches: Sequence[list[Hit]]) -> list[list[Hit]]:
    """The matches, and those of the abbreviations that stand in parentheses after one of them."""
    aliases: dict[str, Ref] = {}
    for reading, every in zip(readings, matches, strict=True):
        for hit in every:
            if (made := _made(reading, hit)) is not None:
                aliases.setdefault(*made)
    if not aliases:
        return list(matches)
    return [_added(reading, every, aliases) for reading, every in zip(readings, matches, strict=True)]


def _made(reading: Reading, hit: Hit) -> tuple[str, Ref] | None:
    """The abbreviation after a match, of its initials in their order, and what it means."""
    ref = hit.refs[0]
    words = reading.words
    single = ref.strength is not Strength.FULL or ref.kind is Kind.PERSON or len({one.key for one in hit.refs}) > 1
    if single or hit.last >= len(words) or not reading.between(hit.last - 1).endswith("("):
        return None
    short = words[hit.last]
    if not short.capitals or len(short.text) > _LONGEST or reading.passage.text[short.end : short.end + 1] != ")":
        return None
    initials = iter(word.key[0] for word in words[hit.first : hit.last])
    if not all(letter in initials for letter in short.key):
        return None
    return short.text, ref._replace(words=(short.text,), listed=False, guess=False, language="")


def _added(reading: Reading, every: list[Hit], aliases: dict[str, Ref]) -> list[Hit]:
    words = reading.words
    # what the text says itself counts for more than initials that fit
    found = [hit for hit in every if not (hit.refs[0].guess and words[hit.first].text in aliases)]
    taken = {hit.first for hit in found}
    for place, word in enumerate(words):
        ref = aliases.get(word.text)
        if ref is None or place in taken:
            continue
        ending = reading.ending(place)
        if ending is None or is_ending(ending, reading.language.code):
            found.append(Hit(place, place + 1, Span(word.begin, word.end), (ref,), ending or ""))
    return sorted(found, key=lambda hit: (hit.first, -hit.last))
