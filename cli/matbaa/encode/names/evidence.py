"""What speaks against a match: words that are common too, parts of compounds, titles in quotation marks, months."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from matbaa.dates.names import months
from matbaa.dates.words import fold as date_fold
from matbaa.encode.model import Kind, Span
from matbaa.encode.names.languages import language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matbaa.encode.names.hits import Hit
    from matbaa.encode.names.reading import Reading

__all__ = ["THING", "Counts", "cited", "doubt", "is_part"]

_CITED = re.compile(r"\([^()]{2,300}\)")
_YEAR = re.compile(r"(?<!\d)1[4-9]\d\d[a-z]?(?!\d)|(?<!\d)20\d\d[a-z]?(?!\d)")
_LOCATOR = re.compile(r"(?:\bs|\bp|\bpp|\bS|\bss|\bC|\bvol|\bBd)\. ?\d|: ?\d")
_AUTHOR_YEAR = re.compile(r"[^\d]{2,80}[ ,]\d{4}[a-z]?")
_OPENING, _CLOSING = frozenset("\"„“«»‹›‘‚'"), frozenset("\"“”»«›‹’'")
_SHORT = 2
_COMMON = "opens a sentence, and is a common word too"
THING = "a name that is a common noun too"


@dataclass(frozen=True, slots=True)
class Counts:
    """How often a folded word stands in lower case, with a capital inside of a sentence, and with an article before."""

    small: Counter[str] = field(default_factory=Counter)
    capital: Counter[str] = field(default_factory=Counter)
    nouns: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, readings: Iterable[Reading]) -> Counts:
        """Of all passages together."""
        counts = cls()
        for reading in readings:
            if reading.shouted or reading.titled:
                continue
            articles = reading.language.articles
            before = ""
            for word in reading.words:
                if not word.capital:
                    counts.small[word.key] += 1
                elif not word.opens:
                    counts.capital[word.key] += 1
                    counts.nouns[word.key] += before in articles
                before = word.key
        return counts


def doubt(reading: Reading, hit: Hit, counts: Counts, starts: set[int], named: bool = False) -> str | None:
    """What makes a match doubtful, if anything; `None` where it is no mention.

    `starts` are the words at which matches begin; `named` is true of a person whom the text names in full.
    """
    if is_part(reading, hit, starts):
        return None
    word, own = reading.words[hit.first], reading.language
    if hit.last - hit.first > 1 or not word.capital:
        return ""
    if hit.refs[0].kind is Kind.PLACE and (
        _is_quoted(reading, hit) or _is_people(reading, hit) or _is_person(reading, hit)
    ):
        return None
    if own.nouns and (word.key in own.things or not own.things.isdisjoint(reading.bases(hit.first))):
        if hit.refs[0].kind is Kind.PERSON:
            # a noun hardly stands without an article, or an adjective that shows its case
            return None if _is_determined(reading, hit) or (hit.bent and not named) else THING
        return "" if _has_company(reading, hit) else None
    if len(word.text) <= _SHORT and not word.capitals and not (hit.ending or _has_company(reading, hit)):
        return None
    if word.opens and not hit.ending:
        if word.key in own.common:
            return None
        if counts.small[word.key] or (word.key in own.things and not counts.capital[word.key]):
            return None if own.nouns else _COMMON
    return ""


def is_part(reading: Reading, hit: Hit, starts: set[int]) -> bool:
    """True of what is but part of a date or of a compound."""
    return _is_date(reading, hit) or _is_compound(reading, hit, starts)


def _is_date(reading: Reading, hit: Hit) -> bool:
    """True of 14 Temmuz in 14 Temmuz 1922, whatever feast it may be; and of a month with a number beside it."""
    words = reading.words
    after = words[hit.last] if hit.last < len(words) and reading.adjacent(hit.last - 1) else None
    number_after = after is not None and after.text.isdigit()
    first = words[hit.first]
    if first.text[0].isdigit():
        return number_after
    if hit.last - hit.first > 1 or not months(date_fold(first.text), reading.language.code):
        return False
    before = words[hit.first - 1] if hit.first and reading.linked(hit.first - 1) else None
    return number_after or (before is not None and before.text[0].isdigit()) or reading.language.nouns


def _is_compound(reading: Reading, hit: Hit, starts: set[int]) -> bool:
    """True of what a hyphen ties to a word that is no name: Paris-Reise, N.-D."""
    if reading.hyphened(hit.last - 1) and hit.last not in starts:
        return True
    return (
        reading.hyphened(hit.first - 1)
        and reading.words[hit.first - 1].text[0].isupper()
        and not any(place in starts for place in range(max(0, hit.first - 3), hit.first))
    )


def _is_quoted(reading: Reading, hit: Hit) -> bool:
    text = reading.passage.text
    return text[hit.span.begin - 1 : hit.span.begin] in _OPENING and text[hit.span.end : hit.span.end + 1] in _CLOSING


def _is_people(reading: Reading, hit: Hit) -> bool:
    """True of a name that is both a country's and its people's, after an article: die Ungarn."""
    own, words = reading.language, reading.words
    return words[hit.first].key in own.peoples and hit.first > 0 and words[hit.first - 1].key in own.articles


def _is_person(reading: Reading, hit: Hit) -> bool:
    """True of a place's name that somebody bears: after an honorific or forename, or before an honorific."""
    words, known = reading.words, language("")
    before, after = hit.first - 1, hit.last
    if before >= 0 and words[before].capital and reading.linked(before):
        key = words[before].key
        if key in known.before or (key in known.forenames and reading.adjacent(before)):
            return True
    return (
        not hit.ending
        and after < len(words)
        and reading.adjacent(after - 1)
        and words[after].capital
        and reading.is_one_of(after, known.after)
    )


def _is_determined(reading: Reading, hit: Hit) -> bool:
    """True if what stands beside it makes a noun of it, or of both a name: der Fischer, 1. Stock, Hans Müller."""
    words = reading.words
    if hit.last < len(words) and reading.adjacent(hit.last - 1) and words[hit.last].capital:
        return True
    if not hit.first or not reading.linked(hit.first - 1):
        return False
    before = words[hit.first - 1]
    if not reading.adjacent(hit.first - 1):
        return before.text.isdigit()
    return before.key in reading.language.articles or before.key.endswith(("e", "en", "er", "es", "em"))


def _has_company(reading: Reading, hit: Hit) -> bool:
    """True if the word before it is one that stands before places, and no article beside it."""
    if not hit.first or not reading.adjacent(hit.first - 1):
        return False
    return reading.words[hit.first - 1].key in reading.language.inside


def cited(text: str, *, strict: bool = True) -> list[Span]:
    """Parentheses that hold an author and a year: the names in them are no mentions.

    Where it is not `strict`, a year and a capital are enough.
    """
    found: list[Span] = []
    for match in _CITED.finditer(text):
        inside = match[0][1:-1]
        if _YEAR.search(inside) is None or (strict and not inside[:1].isupper()):
            continue
        if not strict or _LOCATOR.search(inside) or _AUTHOR_YEAR.fullmatch(inside):
            found.append(Span(*match.span()))
    return found
