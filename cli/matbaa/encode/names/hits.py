"""Where forms of entries stand in a passage: every place that may be a mention, longest first at each word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from matbaa.encode.model import Kind, Span
from matbaa.encode.names.forms import Strength, adjectival
from matbaa.encode.names.inflection import is_ending, stems
from matbaa.encode.names.text import APOSTROPHES, Word, ascii_fold, split

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matbaa.encode.model import Passage
    from matbaa.encode.names.forms import Index, Ref
    from matbaa.encode.names.languages import Language

__all__ = ["Hit", "Reading", "hits"]

_APOSTROPHES = frozenset(APOSTROPHES)
_QUOTES = re.escape(APOSTROPHES)
# what may stand between two words of one name
_BETWEEN = re.compile(rf"(?:[ \u00a0]|[-‐‑–]\s?|[{_QUOTES}]|\. ?| ?\(|, ?)?")
_ELISIONS = frozenset("l d dell all nell sull dall coll qu s c j m n t un quell quest sant lorsqu jusqu o mc".split())
_HARDER = {"ğ": "k", "g": "k", "b": "p", "c": "ç", "d": "t"}
_FIRST_VOWELS = frozenset("aeıioöuüâîû")
_SHORTEST_BARE = 4


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


@dataclass(frozen=True, eq=False)
class Reading:
    """A passage as words, in its language."""

    passage: Passage
    number: int
    language: Language

    @cached_property
    def words(self) -> list[Word]:
        """Its words."""
        return split(self.passage.text)

    @cached_property
    def shouted(self) -> bool:
        """True where nearly all words are in capitals, so that capitals say nothing."""
        long = [word for word in self.words if len(word.text) > 2 and not word.text.isdigit()]
        return len(long) > 1 and sum(word.capitals for word in long) > 0.7 * len(long)

    @cached_property
    def gaps(self) -> list[str]:
        """What stands after each word, up to the next; a line end after the last."""
        words, text = self.words, self.passage.text
        return [*(text[one.end : two.begin] for one, two in pairwise(words)), "\n"]

    @cached_property
    def signs(self) -> list[str | None]:
        """Of what stands after each word, what keys have: nothing for a blank or hyphen; `None` where names end."""
        return [_sign(self, place) for place in range(len(self.words))]

    def between(self, index: int) -> str:
        """What stands between the word at `index` and the next."""
        return self.gaps[index] if index >= 0 else "\n"

    def adjacent(self, index: int) -> bool:
        """True if only a blank stands between the word at `index` and the next."""
        return self.between(index) in (" ", "\u00a0")

    def ending(self, index: int) -> str | None:
        """The letters that an apostrophe sets off after the word at `index`; nothing where there are none."""
        between = self.gaps[index]
        return self.words[index + 1].text if between in _APOSTROPHES else None


def hits(reading: Reading, index: Index) -> Iterator[Hit]:
    """All matches, in the order of their first words; of those that begin at one word, the longest first."""
    words = reading.words
    for first, word in enumerate(words):
        if not (word.capital or word.key in index.small or word.text[0].isdigit() or reading.shouted):
            continue
        if not index.may_begin(word.key, word.plain) or (first and _is_ending(reading, first - 1)):
            continue
        yield from reversed(list(_from(reading, first, index)))


def _is_ending(reading: Reading, before: int) -> bool:
    """True if the word after `before` is set off from it by an apostrophe, and not the one after l’ or d’."""
    return reading.gaps[before] in _APOSTROPHES and reading.words[before].key not in _ELISIONS


def _from(reading: Reading, first: int, index: Index) -> Iterator[Hit]:
    words = reading.words
    begun = _Begun("", "", "")
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
        if not opened or reading.passage.text[word.end : word.end + 1] == ")":
            found, inside = _refs(reading, first, last, begun, index)
            ending = None if opened else reading.ending(last)
            if found and not (ending is not None and not is_ending(ending, reading.language.code)):
                yield Hit(first, last + 1, Span(words[first].begin, word.end + opened), found, ending or "", inside)
        begun = _Begun(begun.exact + word.key, begun.plain + word.plain, begun.bent + adjectival(word.key))
        if not index.may_go_on(begun):
            return


class _Begun(NamedTuple):
    """The letters of the words so far, as they are looked up in the three tables."""

    exact: str
    plain: str
    bent: str


def _sign(reading: Reading, place: int) -> str | None:
    between = reading.gaps[place]
    if between == " ":
        return ""
    if len(between) > 2 or _BETWEEN.fullmatch(between) is None:
        return None
    if "(" in between:
        return "("
    if "," in between:
        return ","
    if "." in between:
        return None if reading.words[place + 1].opens else ""
    return ""


def _refs(reading: Reading, first: int, last: int, begun: _Begun, index: Index) -> tuple[tuple[Ref, ...], bool]:
    """The forms that the words make, and whether an ending was taken off to find them."""
    word = reading.words[last]
    code = reading.language.code
    ending = reading.ending(last)

    def look(table: dict[str, list[Ref]], key: str) -> tuple[Ref, ...]:
        refs = table.get(key)
        return tuple(ref for ref in refs if _is_written(ref, reading, first, last)) if refs else ()

    ends: tuple[str, ...] = ()
    if ending is not None:
        if word.key[-1] in _HARDER and ending[0].lower() in _FIRST_VOWELS:
            ends = (word.key[:-1] + _HARDER[word.key[-1]],)
    elif first != last or word.key not in reading.language.peoples:
        ends = stems(word.text, word.key, code)
    if found := look(index.exact, begun.exact + word.key):
        return found, False
    for end in ends:
        found = look(index.exact, begun.exact + end)
        if found := tuple(ref for ref in found if ending is not None or _bends(ref, end, code)):
            return found, True
    if index.plain:
        for end in (word.plain, *map(ascii_fold, ends)):
            found = look(index.plain, begun.plain + end)
            if found := tuple(ref for ref in found if end == word.plain or _bends(ref, end, code)):
                return found, end != word.plain
    if reading.language.nouns and last > first:
        for end in (word.key, *ends):
            if found := look(index.adjectives, begun.bent + end):
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
    """True if the letters' case lets words be this form."""
    code = reading.language.code
    if ref.language and code and len(ref.words) == 1 and ref.language.partition("-")[0] != code:
        return False
    words = reading.words[first : last + 1]
    if ref.words[0][0].isupper() and not (words[0].capital or words[0].text[0].isdigit()):
        return False
    if reading.shouted:
        return True
    if len(words) != len(ref.words):
        return ref.kind is not Kind.PERSON or all(word.capital for word in words)
    for place, (word, form) in enumerate(zip(words, ref.words, strict=True)):
        if len(form) > 1 and form.isupper() and not word.text.isupper():
            return False
        if place and ref.kind is Kind.PERSON and form[0].isupper() and not word.capital:
            return False
    return True
