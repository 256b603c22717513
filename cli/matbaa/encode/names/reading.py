"""A passage as words, in its language."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from matbaa.encode.names.inflection import stems
from matbaa.encode.names.languages import LANGUAGES, language
from matbaa.encode.names.spelling import ascii_fold, old_fold
from matbaa.encode.names.text import APOSTROPHES, Word, split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.encode.model import Passage
    from matbaa.encode.names.languages import Head, Language

__all__ = ["BLANKS", "Reading", "read"]

BLANKS = frozenset((" ", "\u00a0"))
_HYPHENS = frozenset("-‐‑")
_APOSTROPHES = frozenset(APOSTROPHES)
# what may stand between two words of one name
_BETWEEN = re.compile(rf"[ \u00a0]|[-‐‑–]\s?|[{re.escape(APOSTROPHES)}]|\. ?| ?\(|, ?| & ")
_MOSTLY = 0.7
_TITLES = frozenset(("head", "titlePart", "title", "label", "term", "trailer", "docAuthor", "byline"))
# so many words, and so many more of a language than of any other, tell which one it is
_ENOUGH, _AHEAD = 5, 1.3
_SAMPLE = 2000


def read(passages: Sequence[Passage]) -> list[Reading]:
    """The passages as readings, in their languages; where they say none, in the one that their words are of."""
    own = _guess([passage.text for passage in passages if not passage.language])
    return [Reading(passage, number, language(passage.language or own)) for number, passage in enumerate(passages)]


def _guess(texts: Sequence[str]) -> str:
    counts = Counter(word.key for text in texts for word in split(text[:_SAMPLE]))
    found = sorted((sum(counts[word] for word in language(code).common), code) for code in LANGUAGES)
    (second, _), (first, code) = found[-2:]
    return code if first >= _ENOUGH and first > _AHEAD * second else ""


@dataclass(frozen=True, eq=False)
class Reading:
    """A passage, by its number in what is read."""

    passage: Passage
    number: int
    language: Language

    @cached_property
    def words(self) -> list[Word]:
        """Its words."""
        return split(self.passage.text)

    @cached_property
    def spelled(self) -> list[str]:
        """Its words as another spelling has them: in German that of all times, else without accents."""
        spell = old_fold if self.language.nouns else ascii_fold
        return [spell(word.key) for word in self.words]

    @cached_property
    def shouted(self) -> bool:
        """True where nearly all words are in capitals, so that capitals say nothing."""
        long = [word for word in self.words if len(word.text) > 2 and not word.text.isdigit()]
        return len(long) > 1 and sum(word.capitals for word in long) > _MOSTLY * len(long)

    @property
    def titled(self) -> bool:
        """True of a heading, where capitals say little."""
        return self.passage.block in _TITLES

    @cached_property
    def gaps(self) -> list[str]:
        """What stands after each word, up to the next; a line end after the last."""
        words, text = self.words, self.passage.text
        return [*(text[one.end : two.begin] for one, two in pairwise(words)), "\n"]

    @cached_property
    def signs(self) -> list[str | None]:
        """Of what stands after each word, what keys have: nothing for a blank or hyphen; `None` where names end."""
        return [self._sign(place) for place in range(len(self.words))]

    def _sign(self, place: int) -> str | None:
        between = self.gaps[place]
        if between == " ":
            return ""
        if len(between) > 3 or _BETWEEN.fullmatch(between) is None:
            return None
        if "(" in between:
            return "("
        if "," in between:
            return ","
        if "." in between:
            return None if self.words[place + 1].opens else ""
        return ""

    def between(self, place: int) -> str:
        """What stands between the word at `place` and the next."""
        return self.gaps[place] if 0 <= place < len(self.gaps) else "\n"

    def adjacent(self, place: int) -> bool:
        """True if only a blank stands between the word at `place` and the next."""
        return self.between(place) in BLANKS

    def linked(self, place: int) -> bool:
        """True if a blank, with a full stop or not, stands between the word at `place` and the next: `Mr. X`."""
        return self.between(place) in (" ", "\u00a0", ". ", ".")

    def hyphened(self, place: int) -> bool:
        """True if only a hyphen stands between the word at `place` and the next."""
        return self.between(place) in _HYPHENS

    def ending(self, place: int) -> str | None:
        """The letters that an apostrophe sets off after the word at `place`; nothing where there are none."""
        return self.words[place + 1].text if self.gaps[place] in _APOSTROPHES else None

    def bases(self, place: int) -> tuple[str, ...]:
        """The word at `place` and what it may be without its ending, folded."""
        word = self.words[place]
        return word.key, *stems(word.text, word.key, self.language.code)

    def is_one_of(self, place: int, words: frozenset[str]) -> bool:
        """True if the word at `place` is one of these, whatever its ending."""
        return not words.isdisjoint(self.bases(place))

    def is_office(self, place: int) -> bool:
        """True if the word at `place` is a rank or office."""
        return self.is_one_of(place, self.language.offices)

    def head(self, place: int) -> Head | None:
        """What kind of name the noun at `place` makes."""
        return next((kind for key in self.bases(place) if (kind := self.language.head(key)) is not None), None)
