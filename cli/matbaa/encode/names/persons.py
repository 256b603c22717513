"""Mentions of persons: a name with the honorifics beside it, and what it takes for a surname or forename to be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.encode.model import Kind, Span
from matbaa.encode.names.derive import Strength
from matbaa.encode.names.evidence import THING, doubt, is_part
from matbaa.encode.names.languages import language
from matbaa.encode.names.mention import Mention
from matbaa.encode.names.reading import BLANKS

if TYPE_CHECKING:
    from matbaa.encode.names.derive import Ref
    from matbaa.encode.names.evidence import Counts
    from matbaa.encode.names.forms import Index
    from matbaa.encode.names.hits import Hit
    from matbaa.encode.names.reading import Reading
    from matbaa.known import Key

__all__ = ["honorific", "person"]

_MOST_TITLES = 4
_UNNAMED = "a surname alone, of one whom the text does not name in full"
_TITLED = "a forename with an honorific that the entry does not tell"
_ALSO = "a name that is a forename too"
_ODD = "a word before it may make another person of it"
_WIFE = "a surname with an honorific of a woman, whom the entry does not tell to be one"
_FORENAME = "a forename alone, of one whom the text names in full"


def honorific(reading: Reading, place: int) -> str:
    """The honorific after a name that the word at `place` is, whatever its ending; nothing where it is none."""
    word = reading.words[place]
    if not word.capital:
        return ""
    after = language("").after
    if word.key in after or not reading.language.possessed:
        return word.key if word.key in after else ""
    return next((base for base in reading.bases(place) if base in after), "")


def person(
    reading: Reading, hit: Hit, index: Index, counts: Counts, named: frozenset[Key], starts: set[int]
) -> Mention | None:
    """The mention of a person that a match is, if it is one. `named` are those whom the text names in full."""
    first, titles = _before(reading, hit.first)
    last, end, ending, after = _after(reading, hit)
    titles += after
    if not titles and (shared := _shared(reading, last)):
        titles = [shared]
    words = reading.words
    span = Span(min(words[first].begin, hit.span.begin), max(end, hit.span.end))
    office = first > 0 and reading.linked(first - 1) and reading.is_office(first - 1)
    refs = [ref for ref in hit.refs if ref.kind is Kind.PERSON]
    bearing = [ref for ref in refs if not index.honorifics[ref.key].isdisjoint(titles)]
    refs = bearing or refs
    strength = max(ref.strength for ref in refs)
    best = tuple(ref for ref in refs if ref.strength is strength)
    why, faint = "", False
    if strength is Strength.SURNAME and not bearing and not language("").women.isdisjoint(titles):
        # Lady Crowe is not Sir Eyre Crowe, and Frau Salten may be his wife
        best = tuple(ref for ref in best if not index.honorifics[ref.key])
        why, faint = _WIFE, True
        if not best:
            return None
    if strength is Strength.WEAK:
        if not titles:
            best = tuple(ref for ref in best if ref.key in named)
            why = _FORENAME
        elif not bearing:
            # Mustafa Bey is not Mustafa Paşa, nor is Master James every James
            best = tuple(ref for ref in best if not index.honorifics[ref.key])
            why = _TITLED
            faint = named.isdisjoint(ref.key for ref in best)
        if len({ref.key for ref in best}) != 1:
            return None
    odd = strength < Strength.FULL and not titles and _is_odd(reading, hit, starts)
    if strength < Strength.FULL and not titles and _is_longer(reading, hit, index, starts, best):
        return None
    if odd and strength is not Strength.SINGLE:
        return None
    if not titles and not office:
        known = any(ref.key in named for ref in best)
        found = doubt(reading, hit._replace(refs=best), counts, starts, known)
        thing = found == THING
        if found is None or (found and not thing and not known and strength in (Strength.SURNAME, Strength.WEAK)):
            return None
        faint = (thing and not known) or odd
        why = _ODD if odd else why
        why = why or found
        if strength is Strength.SURNAME and not known:
            why = why or _UNNAMED
        if strength is Strength.SINGLE and not known and reading.words[hit.first].key in language("").forenames:
            why = why or _ALSO
    elif is_part(reading, hit, starts):
        return None
    return Mention(first, last, span, best, tuple(titles), office, doubt=why, ending=ending, faint=faint)


def _before(reading: Reading, first: int) -> tuple[int, list[str]]:
    """The first word of the honorifics before a name, and they."""
    words, known = reading.words, language("")
    titles: list[str] = []
    place = first - 1
    if place > 0 and not words[place].capital and words[place].key in known.particles and reading.linked(place):
        # von, de: a preposition, unless an honorific stands before it
        place -= 1
    while place >= 0 and len(titles) < _MOST_TITLES:
        if not (words[place].capital and words[place].key in known.before and reading.linked(place)):
            break
        titles.append(words[place].key)
        first = place
        place -= 1
    return first, titles


def _after(reading: Reading, hit: Hit) -> tuple[int, int, str, list[str]]:
    """The word after the honorifics behind a name, the character, the ending that is set off, and they."""
    words = reading.words
    last, end, ending = hit.last, hit.span.end, hit.ending
    titles: list[str] = []
    while not ending and last < len(words) and len(titles) < _MOST_TITLES:
        between = reading.between(last - 1)
        closing = not titles and between == ") " and reading.passage.text[hit.span.end - 1] == ")"
        if not (between in BLANKS or closing) or not (title := honorific(reading, last)):
            break
        titles.append(title)
        end, ending = words[last].end, reading.ending(last) or ""
        last += 1
    return last, end, ending, titles


def _shared(reading: Reading, last: int) -> str:
    """The honorific that the next name shares with this one: Mustafa Kemal ve Kazım Karabekir Paşalara."""
    words = reading.words
    if last >= len(words) or words[last].key not in reading.language.ands or not reading.adjacent(last - 1):
        return ""
    for place in range(last + 1, min(len(words), last + _MOST_TITLES + 1)):
        if not reading.adjacent(place - 1) or not words[place].capital:
            return ""
        if (title := honorific(reading, place)) and words[place].key.startswith((f"{title}lar", f"{title}ler")):
            return title
    return ""


def _is_longer(reading: Reading, hit: Hit, index: Index, starts: set[int], best: tuple[Ref, ...]) -> bool:
    """True if a word beside it makes another person's name of it: Fevzi Karabekir, Mustafa Kemal Öke."""
    words, own = reading.words, reading.language
    alone = best[0].strength is Strength.WEAK
    after, before = hit.last, hit.first - 1
    if after < len(words) and not hit.ending and reading.adjacent(after - 1):
        word = words[after]
        plain = word.key in own.peoples or word.key in own.common or reading.is_office(after)
        usual = (not alone and (own.nouns or after in starts)) or plain
        if word.capital and not word.capitals and not usual:
            return True
    if before < 0 or not reading.linked(before):
        return False
    word = words[before]
    if reading.between(before) in BLANKS and (_is_forename(word.key, index) or _is_first(reading, before)):
        return True
    # an initial that is not the person's
    initial = len(word.text) == 1 and word.capital and not word.opens
    return initial and best[0].strength is Strength.SURNAME


def _is_first(reading: Reading, place: int) -> bool:
    word = reading.words[place]
    return word.capital and not reading.language.nouns and word.key in language("").forenames


def _is_odd(reading: Reading, hit: Hit, starts: set[int]) -> bool:
    """True if a capitalised word stands before it that nothing explains: a forename, or an adjective."""
    words, own, known = reading.words, reading.language, language("")
    before = hit.first - 1
    if before < 0 or own.nouns or not reading.adjacent(before):
        return False
    word = words[before]
    plain = word.key in own.peoples or word.key in own.common or word.key in known.before or reading.is_office(before)
    usual = word.opens or plain or before in starts or reading.ending(before - 1) is not None
    return word.capital and not word.capitals and not usual and len(word.text) > 1


def _is_forename(key: str, index: Index) -> bool:
    return any(ref.strength is Strength.WEAK for ref in index.exact.get(key, ()))
