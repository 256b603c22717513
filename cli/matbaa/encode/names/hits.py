"""Where forms of entries stand in a passage: every place that may be a mention, longest first at each word."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from matbaa.encode.model import Kind, Span
from matbaa.encode.names.derive import Strength
from matbaa.encode.names.inflection import is_ending, stems
from matbaa.encode.names.spelling import adjectival, ascii_fold, old_fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matbaa.encode.names.derive import Ref
    from matbaa.encode.names.forms import Index
    from matbaa.encode.names.reading import Reading

__all__ = ["Hit", "hits"]

# words that an apostrophe ties to what follows
_ELISIONS = frozenset("l d dell all nell sull dall coll qu s c j m n t un quell quest sant lorsqu jusqu o mc".split())
_HARDER = {"ğ": "k", "g": "k", "b": "p", "c": "ç", "d": "t"}
_VOWELS = frozenset("aeıioöuüâîû")
_SHORTEST_BARE = 4
_APOSTROPHE = 1


class Hit(NamedTuple):
    """A place where forms of entries match: the words from `first` to before `last`, and the characters.

    `ending` is an ending that is set off by an apostrophe; `bent` is true where one is inside the last word.
    """

    first: int
    last: int
    span: Span
    refs: tuple[Ref, ...]
    ending: str = ""
    bent: bool = False


class _Begun(NamedTuple):
    """The letters of the words so far, as they are looked up: as written, in another spelling, without endings."""

    exact: str = ""
    spelled: str = ""
    bent: str = ""


def hits(reading: Reading, index: Index) -> Iterator[Hit]:
    """All matches, in the order of their first words; of those that begin at one word, the longest first."""
    # what may begin a form depends on the spellings that are looked up
    _ = (index.old, index.bent) if reading.language.nouns else (index.plain,)
    for first, word in enumerate(reading.words):
        if not (word.capital or word.key in index.small or word.text[0].isdigit() or reading.shouted):
            continue
        if not index.may_begin(word.key, reading.spelled[first]) or (first and _is_ending(reading, first - 1)):
            continue
        yield from reversed(list(_from(reading, first, index)))


def _is_ending(reading: Reading, before: int) -> bool:
    """True if the word after `before` is set off from it by an apostrophe, and not the one after l’ or d’."""
    return reading.ending(before) is not None and reading.words[before].key not in _ELISIONS


def _from(reading: Reading, first: int, index: Index) -> Iterator[Hit]:
    words = reading.words
    text = reading.passage.text
    begun = _Begun()
    opened = False
    for last in range(first, min(first + index.longest, len(words))):
        word = words[last]
        if last > first:
            sign = reading.signs[last - 1]
            if sign is None or (opened and sign):
                return
            if sign:
                opened = opened or sign == "("
                begun = _Begun(*(letters + sign for letters in begun))
        if not opened or text[word.end : word.end + 1] == ")":
            found, bent = _refs(reading, first, last, begun, index)
            ending = None if opened else reading.ending(last)
            if found and not (ending is not None and not is_ending(ending, reading.language.code)):
                # the full stop of a word that is cut is its own
                end = word.end + (opened or found[0].short)
                yield Hit(first, last + 1, Span(words[first].begin, end), found, ending or "", bent)
        begun = _Begun(begun.exact + word.key, begun.spelled + reading.spelled[last], begun.bent + adjectival(word.key))
        if not index.may_go_on(begun):
            return


def _refs(reading: Reading, first: int, last: int, begun: _Begun, index: Index) -> tuple[tuple[Ref, ...], bool]:
    """The forms that the words make, and whether an ending was taken off to find them."""
    word, own = reading.words[last], reading.language
    ending = reading.ending(last)

    def look(table: dict[str, list[Ref]], key: str) -> tuple[Ref, ...]:
        refs = table.get(key)
        return tuple(ref for ref in refs if _is_written(ref, reading, first, last)) if refs else ()

    ends: tuple[str, ...] = ()
    if ending is not None:
        if word.key[-1] in _HARDER and ending[0].lower() in _VOWELS:
            ends = (word.key[:-1] + _HARDER[word.key[-1]],)
    elif first != last or word.key not in own.peoples:
        ends = stems(word.text, word.key, own.code)
    if found := look(index.exact, begun.exact + word.key):
        return found, False
    for end in ends:
        found = look(index.exact, begun.exact + end)
        if found := tuple(ref for ref in found if ending is not None or _bends(ref, end, own.code)):
            return found, True
    table, spell = (index.old, old_fold) if own.nouns else (index.plain, ascii_fold)
    spelled = reading.spelled[last]
    for end in (spelled, *map(spell, ends)):
        # what is listed in the other spelling, and what is written in it
        found = look(table, begun.spelled + end) or look(index.exact, begun.spelled + end)
        if found := tuple(ref for ref in found if end == spelled or _bends(ref, end, own.code)):
            return found, end != spelled
    if own.nouns and last > first:
        for end in (word.key, *ends):
            if found := look(index.bent, begun.bent + end):
                return found, end != word.key
    return (), False


def _bends(ref: Ref, stem: str, code: str) -> bool:
    """True if a form may have an ending that no apostrophe sets off.

    Where Turkish sets it off after persons and places of one word, a short word is more likely another one.
    """
    if code == "tr" and len(ref.words) == 1 and ref.kind in (Kind.PERSON, Kind.PLACE):
        return len(stem) >= _SHORTEST_BARE and ref.strength is not Strength.WEAK
    return ref.strength is not Strength.WEAK or len(stem) >= _SHORTEST_BARE


def _is_written(ref: Ref, reading: Reading, first: int, last: int) -> bool:
    """True if the letters' case, and the words, let them be this form."""
    own = reading.language
    if ref.language and own.code and len(ref.words) == 1 and ref.language.partition("-")[0] != own.code:
        return False
    words = reading.words[first : last + 1]
    if ref.short and not (own.nouns and reading.passage.text[words[-1].end : words[-1].end + 1] == "."):
        return False
    if ref.words[0][0].isupper() and not (words[0].capital or words[0].text[0].isdigit()):
        return False
    if reading.shouted:
        return True
    if len(words) != len(ref.words):
        return _is_same_in_parts(ref, reading, first, last)
    for place, (word, form) in enumerate(zip(words, ref.words, strict=True)):
        if len(form) > 1 and form.isupper() and not word.text.isupper():
            return False
        if place and ref.kind is Kind.PERSON and form[0].isupper() and not word.capital:
            return False
    return True


def _is_same_in_parts(ref: Ref, reading: Reading, first: int, last: int) -> bool:
    """True of a name that is only divided otherwise: Kara Deniz, Misakımilli, Beerhofmann; but not Leop for Leo P."""
    words = reading.words[first : last + 1]
    loose = any(
        len(word.text) == 1 and (place == first or reading.adjacent(place - 1))
        for place, word in enumerate(words, first)
    )
    if loose or ref.kind is not Kind.PERSON:
        return not loose
    return all(word.capital for word in words) and all(len(word) > 1 for word in ref.words)
