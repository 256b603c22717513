"""What speaks for capitalised words being a name, and of what kind: their form and their company."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from matbaa.encode.model import Kind
from matbaa.encode.names.gazetteer import is_known_place
from matbaa.encode.names.inflection import is_ending, plain_head
from matbaa.encode.names.languages import language
from matbaa.encode.names.persons import honorific
from matbaa.encode.names.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matbaa.encode.names.evidence import Counts
    from matbaa.encode.names.languages import Head
    from matbaa.encode.names.reading import Reading
    from matbaa.encode.names.text import Word

__all__ = ["Vote", "head_of", "votes_for"]

_HEADS: dict[Head, Kind] = {
    "event": Kind.EVENT,
    "document": Kind.DOCUMENT,
    "body": Kind.ORG,
    "site": Kind.PLACE,
    "organ": Kind.ORG,
}
_LOCATIVE = re.compile("[dt][ae](?:n|ki.*)?")
_THE = "the"
# endings of German nouns that no place has
_NOUNS = ("ung", "heit", "keit", "schaft", "tion", "tät", "ismus", "nis")


class Vote(NamedTuple):
    """What speaks for a name, of a kind or of any: how much, of 3, and in words."""

    kind: Kind | None
    weight: int
    reason: str


def votes_for(reading: Reading, first: int, last: int, counts: Counts) -> Iterator[Vote]:
    """What speaks for the words from `first` to before `last` being a name."""
    words, own, known = reading.words, reading.language, language("")
    size = last - first
    ending = reading.ending(last - 1)
    if size > 1 and honorific(reading, last - 1):
        yield Vote(Kind.PERSON, 3, "an honorific after it")
    if size > 1 and words[first].key in known.before:
        yield Vote(Kind.PERSON, 3, "an honorific before it")
    if size > 1 and words[first].key in known.forenames and len(words[first + 1].text) > 1:
        yield Vote(Kind.PERSON, 3, "a forename before it")
    if size > 1 and (head := head_of(reading, first, last)) is not None:
        yield Vote(_HEADS[head], 3, "a noun of such names in it")
    letters = "".join(word.key for word in words[first:last])
    if is_known_place(letters, own.code):
        yield Vote(Kind.PLACE, 3, "a country or large city")
    if own.possessed and size < 3 and last < len(words) and reading.adjacent(last - 1) and _belongs(reading, last):
        yield Vote(Kind.PLACE, 2, f"{words[last].text} after it")
    before = words[first - 1] if first and reading.adjacent(first - 1) else None
    if before is not None and before.key in own.places and not own.nouns and not words[first].opens:
        strong = before.key in own.inside and not words[first].capitals
        yield Vote(Kind.PLACE, 2 if strong else 1, f"{before.text} before it")
    after = words[last] if last < len(words) and reading.adjacent(last - 1) else None
    if any(beside is not None and beside.key in own.sayings for beside in (before, after)):
        yield Vote(Kind.PERSON, 2, "a verb of speaking beside it")
    if own.nouns:
        if before is not None and before.key in own.inside and size == 1 and not _is_noun(reading, first, counts):
            yield Vote(Kind.PLACE, 1, f"{before.text} before it")
        return
    if ending and own.code == "tr":
        if _LOCATIVE.fullmatch(fold(ending)) and size < 3:
            yield Vote(Kind.PLACE, 2, f"’{ending} after it")
        elif is_ending(ending, "tr"):
            yield Vote(None, 2, "an ending after an apostrophe")
    elif before is not None and before.key == _THE:
        # the Capitol, the Flavians: hardly a person
        return
    elif (size > 1 or own.code != "tr") and not all(_is_common(word, counts) for word in words[first:last]):
        yield Vote(Kind.ORG if size == 1 and words[first].capitals else None, 1, "capitals inside of a sentence")


def _belongs(reading: Reading, place: int) -> bool:
    """True of an office or body of what stands before it: Valisi, hükümeti."""
    own, word = reading.language, reading.words[place]
    bases = reading.bases(place)[1:]
    return word.key not in own.offices and not (own.offices | own.organs).isdisjoint(bases)


def _is_common(word: Word, counts: Counts) -> bool:
    return word.opens or counts.small[word.key] > 0


def head_of(reading: Reading, first: int, last: int) -> Head | None:
    """What the noun in these words says that they name, if there is one: Barış Konferansı, Treaty of Sèvres."""
    own = reading.language
    if own.possessed:
        # in Turkish with the ending of a compound: Barış Konferansı
        final = reading.words[last - 1]
        kind = reading.head(last - 1)
        compound = own.head(final.key) is None and (plain_head(final.text) or len(reading.bases(last - 1)) > 1)
        return kind if compound else None
    for place in (last - 1, first):
        if own.nouns and place == first and reading.words[first].key not in own.hosts:
            continue
        kind = own.head(reading.words[place].key)
        if kind is not None and kind != "organ" and not (own.nouns and place == last - 1 and last - first < 2):
            return kind
    return None


def _is_noun(reading: Reading, place: int, counts: Counts) -> bool:
    """True of a German word that is more likely a noun than a name."""
    word = reading.words[place]
    return (
        word.key in reading.language.things
        or word.key.endswith(_NOUNS)
        or bool(counts.nouns[word.key])
        or bool(counts.small[word.key])
    )
