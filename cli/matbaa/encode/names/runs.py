"""Stretches of capitalised words that no list knows, with what speaks for their being names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from matbaa.dates.names import is_of
from matbaa.dates.words import fold as date_fold
from matbaa.encode.model import Kind, Span
from matbaa.encode.names.gazetteer import is_known_place, is_language
from matbaa.encode.names.languages import language
from matbaa.encode.names.persons import honorific
from matbaa.encode.names.reading import BLANKS
from matbaa.encode.names.text import fold, lower
from matbaa.encode.names.votes import Vote, head_of, votes_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matbaa.encode.names.evidence import Counts
    from matbaa.encode.names.forms import Index
    from matbaa.encode.names.reading import Reading
    from matbaa.encode.names.spans import Spans

__all__ = ["Run", "runs"]

_MOST_WORDS = 8
_ROMAN = re.compile(r"[IVXLCDM]+")
# a case after the possessive of a compound: Devletlerinin, Heyetine, Zaferinden
_CASE = re.compile(
    "(?:(?<=[ıiuü])(n(?:[ıiuü]n|[ae]|[dt][ae]n?(?:ki.*)?)|yl[ae])|(?:(?<=s[ıiuü])|(?<=l[ae]r[ıiuü]))(n[ıiuü])"
    "|(?<=[aeıiuüîâû])(y[ıiuü]))$"
)
_IZAFET = frozenset(("ı", "i", "u", "ü", "yı", "yi", "yu", "yü"))
_YEAR = re.compile(r"\s*\(?\s*(?:1[4-9]|20)\d\d")
# Table 3, Fig. 4
_NUMBER = re.compile(r"\.? \d{1,3}(?!\w)")


class Run(NamedTuple):
    """Words that may be a name, in a passage: their characters, what they are, and the votes.

    `key` is the same for the same name.
    """

    passage: int
    span: Span
    text: str
    words: tuple[str, ...]
    key: str
    votes: tuple[Vote, ...]


def runs(reading: Reading, taken: Spans, counts: Counts, index: Index) -> Iterator[Run]:
    """The runs of a passage outside of what is taken, but those that some list has and that were no mention here."""
    if reading.shouted or reading.titled:
        return
    place = 0
    words = reading.words
    while place < len(words):
        last = _end(reading, place, taken)
        for begin, end, office in _split(reading, place, last):
            found = _run(reading, begin, end, office, counts)
            if found is not None and found.key not in index.exact and not _is_rest(reading, begin, end, taken):
                yield found
        place = max(last, place + 1)


def _end(reading: Reading, first: int, taken: Spans) -> int:
    """The word after the capitalised words that begin at `first` and may be one name; `first` where none do."""
    words = reading.words
    if not _may_stand(reading, first, taken):
        return first
    last = first + 1
    while last < min(len(words), first + _MOST_WORDS) and _goes_on(reading, first, last - 1):
        following = last
        # van der Lubbe, Treaty of Sèvres, Tasvir-i Efkâr
        while following < min(len(words), last + 3) and _joins(reading, following) and _near(reading, following - 1):
            following += 1
        if following >= len(words) or words[following].opens or not _near(reading, following - 1, last, following):
            break
        if not _may_stand(reading, following, taken):
            break
        last = following + 1
    return last


def _is_rest(reading: Reading, first: int, last: int, taken: Spans) -> bool:
    """True of one word beside a mention: Dönemi after Millî Mücadele."""
    if last - first > 1 or not first or not reading.adjacent(first - 1):
        return False
    before = reading.words[first - 1]
    return taken.touch(Span(before.begin, before.end))


def _may_stand(reading: Reading, place: int, taken: Spans) -> bool:
    word = reading.words[place]
    if not word.capital or taken.touch(Span(word.begin, word.end)):
        return False
    if _ROMAN.fullmatch(word.text) and not (reading.between(place) == ". " and not reading.words[place + 1].opens):
        return False
    # what an apostrophe sets off before it is its ending, but not l’ or d’
    return place == 0 or reading.ending(place - 1) is None or len(reading.words[place - 1].text) == 1


def _goes_on(reading: Reading, first: int, place: int) -> bool:
    """True if a name may go on after the word at `place`."""
    between = reading.between(place)
    word = reading.words[place]
    if between in BLANKS:
        titled = place > first and _is_titled(reading, place)
        return not (reading.language.possessed and (titled or _CASE.search(lower(word.text))))
    if between == "-":
        return True
    # an initial, a numeral, or a shortened honorific
    short = len(word.text) == 1 or _ROMAN.fullmatch(word.text) or word.key in language("").before
    return between in (". ", ".") and bool(short)


def _near(reading: Reading, place: int, last: int = 0, following: int = 0) -> bool:
    return reading.between(place) in BLANKS or reading.between(place) == "-" or following == last > 0


def _is_titled(reading: Reading, place: int) -> bool:
    """True of an honorific after a name: what follows is another name."""
    return bool(honorific(reading, place))


def _joins(reading: Reading, place: int) -> bool:
    word, own = reading.words[place], reading.language
    if own.possessed and word.text in _IZAFET:
        return reading.between(place - 1) == "-"
    if word.capital or word.key not in own.particles:
        return False
    # von der, but not Frau der
    return word.key not in own.articles or reading.words[place - 1].key in own.particles


def _split(reading: Reading, first: int, last: int) -> Iterator[tuple[int, int, bool]]:
    """The parts of a run between offices, and whether an office stands before each: Sivas | Valisi | Reşit Paşa."""
    begin, after = first, False
    for place in range(first, last):
        if reading.is_office(place) and reading.words[place].key not in language("").before:
            if begin < place:
                yield begin, place, after
            begin, after = place + 1, True
        elif begin < place and reading.language.possessed and _is_another(reading, begin, place, last):
            yield begin, place, after
            begin, after = place, False
    if begin < last:
        yield begin, last, after


def _is_another(reading: Reading, begin: int, place: int, last: int) -> bool:
    """True if another name begins at `place`, as Turkish sets them side by side: Budenni | Mustafa Kemal Paşa."""
    words, own, known = reading.words, reading.language, language("")
    before = words[place - 1].key
    if len(before) == 1 or before in own.peoples or before in own.directions or before in known.before:
        return False
    if words[place].key in known.forenames and last - place > 1:
        return not any(word.key in known.forenames for word in words[begin:place])
    return place == last - 1 and is_known_place(words[place].key, own.code) and own.head(words[place].key) is None


def _run(reading: Reading, first: int, last: int, after_office: bool, counts: Counts) -> Run | None:
    words, known = reading.words, language("")
    headed = head_of(reading, first, last) is not None and last - first > 1
    while first < last and (not words[first].capital or _is_outside(reading, first, counts, headed)):
        first += 1
    while last > first and not headed and _is_plain(reading, last - 1):
        last -= 1
    if reading.language.nouns and not headed and last - first > 1 and not _is_person(reading, first):
        # in Salzburg Regen: every noun has a capital
        last = first + 1
    if first >= last or all(words[place].key in known.before for place in range(first, last)):
        return None
    if all(words[place].key in reading.language.departments for place in range(first, last)):
        return None
    if all(len(words[place].text) < 2 for place in range(first, last)):
        return None
    behind = words[last - 1].end
    numbered = last - first == 1 and not reading.language.possessed and _NUMBER.match(reading.passage.text, behind)
    if numbered or _YEAR.match(reading.passage.text, behind):
        return None
    votes = list(votes_for(reading, first, last, counts))
    if after_office:
        votes.append(Vote(Kind.PERSON, 2 if reading.language.nouns else 3, "after an office"))
    if not votes:
        return None
    final = _nominative(reading, last - 1)
    text = reading.passage.text[words[first].begin : words[last - 1].begin] + final
    kept = (*(word.text for word in words[first : last - 1]), final)
    span = Span(words[first].begin, words[last - 1].end)
    return Run(reading.number, span, text, kept, "".join(map(fold, kept)), tuple(votes))


def _is_person(reading: Reading, first: int) -> bool:
    key, known = reading.words[first].key, language("")
    return len(key) == 1 or key in known.before or key in known.forenames


def _nominative(reading: Reading, place: int) -> str:
    """A word without its Turkish ending, where it can only be one: of a compound, of an honorific."""
    text = reading.words[place].text
    if not reading.language.possessed:
        return text
    if found := _CASE.search(lower(text)):
        return text[: found.start()]
    if _is_titled(reading, place):
        return text[: len(honorific(reading, place))]
    return text


def _is_outside(reading: Reading, place: int, counts: Counts, headed: bool) -> bool:
    """True of a word that begins a run and is no part of the name: a people, the first of a sentence."""
    word, known = reading.words[place], language("")
    if _is_plain(reading, place):
        return not headed or word.key in reading.language.common
    if not word.opens:
        return False
    if headed and not counts.small[word.key]:
        return False
    certain = (
        word.key in known.before
        or word.key in known.forenames
        or reading.ending(place) is not None
        or reading.hyphened(place)
        or is_known_place(word.key, reading.language.code)
    )
    return not certain and (bool(counts.small[word.key]) or not counts.capital[word.key] or reading.language.nouns)


def _is_plain(reading: Reading, place: int) -> bool:
    """True of a word with a capital that is no name: a people, a month, a pronoun."""
    word, own = reading.words[place], reading.language
    if word.key in own.common and (word.opens or own.nouns or len(word.text) == 1):
        return True
    if is_of(date_fold(word.text), own.code) or is_language(word.key, own.code):
        return True
    return not own.peoples.isdisjoint(reading.bases(place))
