"""Which matches in a passage are mentions: longer names win over shorter ones, and doubtful words need evidence."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from matbaa.encode.model import Kind, Span
from matbaa.encode.names.forms import Strength
from matbaa.encode.names.inflection import stems
from matbaa.encode.names.languages import language
from matbaa.encode.names.longer import is_office, longer
from matbaa.encode.names.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matbaa.encode.names.forms import Index, Ref
    from matbaa.encode.names.hits import Hit, Reading
    from matbaa.known import Key

__all__ = ["Counts", "Mention", "choose", "honorific"]

# an author and a year in parentheses, as far as it takes to tell that it is no running text
_CITED = re.compile(r"\([^()]{2,300}\)")
_YEAR = re.compile(r"(?<!\d)1[4-9]\d\d[a-z]?(?!\d)|(?<!\d)20\d\d[a-z]?(?!\d)")
_LOCATOR = re.compile(r"(?:\bs|\bp|\bpp|\bS|\bss|\bC|\bvol|\bBd)\. ?\d|: ?\d")


@dataclass(frozen=True, slots=True)
class Counts:
    """How often a folded word stands in lower case, and with a capital inside of a sentence."""

    small: Counter[str] = field(default_factory=Counter)
    capital: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, readings: Iterable[Reading]) -> Counts:
        """Of all passages together."""
        counts = cls()
        for reading in readings:
            if reading.shouted or reading.passage.block in ("head", "titlePart"):
                continue
            for word in reading.words:
                if not word.capital:
                    counts.small[word.key] += 1
                elif not word.opens:
                    counts.capital[word.key] += 1
        return counts


class Mention(NamedTuple):
    """A match that is taken: its words and characters, what it may mean, and the honorifics that stand with it.

    `inside` are the matches that lie in it; `doubt` says in a few words what makes it doubtful.
    """

    first: int
    last: int
    span: Span
    refs: tuple[Ref, ...]
    honorifics: tuple[str, ...] = ()
    office: bool = False
    inside: tuple[Hit, ...] = ()
    doubt: str = ""
    ending: str = ""


def choose(
    reading: Reading, every: Sequence[Hit], index: Index, counts: Counts, named: frozenset[Key]
) -> list[Mention]:
    """The mentions of a passage in their order, out of its matches.

    `named` are the persons whom the text names in full.
    """
    cited = Spans(_citations(reading.passage.text))
    starts = {hit.first for hit in every}
    shields = longer(reading, every)
    found: list[Mention] = []
    for hit in every:
        mention = _mention(reading, hit, index, counts, named, starts)
        if mention is not None and not (cited.hold(mention.span) and mention.refs[0].kind is Kind.PERSON):
            found.append(mention)
    return _settled(found, shields, every)


def _settled(found: list[Mention], shields: Sequence[Span], every: Sequence[Hit]) -> list[Mention]:
    found.sort(key=lambda mention: (mention.span.begin - mention.span.end, mention.span.begin))
    taken: list[Mention] = []
    covered: set[int] = set()
    guarded: dict[int, int] = {}
    for shield in shields:
        for place in range(*shield):
            guarded[place] = max(guarded.get(place, 0), shield.end - shield.begin)
    for mention in found:
        size = mention.span.end - mention.span.begin
        places = range(*mention.span)
        if (
            mention.span.begin in covered
            or mention.span.end - 1 in covered
            or any(place in covered for place in places)
        ):
            continue
        if any(guarded.get(place, 0) > size for place in places):
            continue
        covered.update(places)
        taken.append(mention)
    taken.sort(key=lambda mention: mention.span.begin)
    by_first: dict[int, list[Hit]] = {}
    for hit in every:
        by_first.setdefault(hit.first, []).append(hit)
    return [
        mention._replace(
            inside=tuple(
                hit
                for place in range(mention.first, mention.last)
                for hit in by_first.get(place, ())
                if mention.span.holds(hit.span) and hit.span != mention.span
            )
        )
        for mention in taken
    ]


def honorific(reading: Reading, place: int) -> str:
    """The honorific that the word at `place` is, whatever its ending; nothing where it is none."""
    word = reading.words[place]
    if not word.capital:
        return ""
    after = language("").after
    if word.key in after:
        return word.key
    return next((stem for stem in stems(word.text, word.key, "tr") if stem in after), "")


def _mention(
    reading: Reading, hit: Hit, index: Index, counts: Counts, named: frozenset[Key], starts: set[int]
) -> Mention | None:
    others = tuple(ref for ref in hit.refs if ref.kind is not Kind.PERSON)
    person = _person(reading, hit, index, counts, named, starts) if len(others) < len(hit.refs) else None
    if not others or (person and (person.honorifics or person.office)):
        return person
    doubt = _doubt(reading, hit, counts)
    if doubt is None:
        return person
    refs = (*others, *person.refs) if person else others
    return Mention(hit.first, hit.last, hit.span, refs, doubt=doubt, ending=hit.ending)


def _doubt(reading: Reading, hit: Hit, counts: Counts) -> str | None:
    """What makes a match doubtful, if anything; `None` where it is none."""
    word = reading.words[hit.first]
    following = reading.words[hit.last] if hit.last < len(reading.words) else None
    if word.text[0].isdigit() and following and following.text.isdigit() and reading.adjacent(hit.last - 1):
        return None  # 14 Temmuz 1922 is a date, whatever feast 14 Temmuz may be
    if hit.last - hit.first > 1 or not word.capital:
        return ""
    if word.opens and not hit.ending and counts.small[word.key]:
        return "opens a sentence, and is a common word too"
    return ""


def _person(
    reading: Reading, hit: Hit, index: Index, counts: Counts, named: frozenset[Key], starts: set[int]
) -> Mention | None:
    words = reading.words
    first, last, span = hit.first, hit.last, hit.span
    titles: list[str] = []
    office = False
    known = language("")
    before = first - 1
    if before > 0 and _is_particle(reading, before) and words[before - 1].key in known.before:
        # von, de: the preposition, unless an honorific stands before it
        before -= 1
    while before >= 0 and words[before].capital and _linked(reading, before) and words[before].key in known.before:
        titles.append(words[before].key)
        first, span = before, Span(words[before].begin, span.end)
        before -= 1
    if before >= 0 and _linked(reading, before):
        office = is_office(reading, before)
    closing = reading.passage.text[span.end - 1] == ")"
    ending = hit.ending
    while not ending and last < len(words) and (closing or reading.adjacent(last - 1)):
        if reading.between(last - 1) not in (" ", "\u00a0", ") ") or not (title := honorific(reading, last)):
            break
        titles.append(title)
        span = Span(span.begin, words[last].end)
        ending = reading.ending(last) or ""
        last += 1
        closing = False
    refs = _bearers([ref for ref in hit.refs if ref.kind is Kind.PERSON], titles, index)
    listed = {title for ref in refs for title in index.honorifics.get(ref.key, ())}
    strength = max((ref.strength for ref in refs), default=Strength.WEAK)
    best = tuple(ref for ref in refs if ref.strength is strength)
    if not best:
        return None
    if strength is Strength.WEAK and not (titles and (listed & set(titles) or len({ref.key for ref in best}) == 1)):
        return None
    if strength < Strength.FULL and not titles and _is_longer(reading, hit, starts):
        return None
    doubt = ""
    if strength in (Strength.SURNAME, Strength.SINGLE) and not titles and not office:
        doubt = _doubt(reading, hit, counts) or ""
        if strength is Strength.SURNAME and not doubt and not any(ref.key in named for ref in best):
            doubt = "a surname alone, of one whom the text does not name in full"
    return Mention(first, last, span, best, tuple(titles), office, doubt=doubt, ending=ending)


def _is_particle(reading: Reading, place: int) -> bool:
    return (
        not reading.words[place].capital
        and reading.words[place].key in language("").particles
        and _linked(reading, place - 1)
    )


def _bearers(refs: list[Ref], titles: list[str], index: Index) -> list[Ref]:
    """Those who bear one of the honorifics, if any does."""
    bearing = [ref for ref in refs if index.honorifics.get(ref.key, set()) & set(titles)]
    return bearing if bearing else refs


def _linked(reading: Reading, before: int) -> bool:
    return reading.between(before) in (" ", "\u00a0", ". ", ".")


def _is_longer(reading: Reading, hit: Hit, starts: set[int]) -> bool:
    """True if a capitalised word beside it makes a longer name of it that is nobody's in the lists."""
    words = reading.words
    known, own = language(""), reading.language
    after, before = hit.last, hit.first - 1
    if after < len(words) and not hit.ending and reading.adjacent(after - 1):
        word = words[after]
        usual = own.nouns or after in starts or word.key in own.peoples or word.key in own.common
        if word.capital and not word.capitals and not usual and not is_office(reading, after):
            return True
    if before >= 0 and reading.adjacent(before):
        word = words[before]
        usual = own.nouns or word.opens or word.key in own.peoples or word.key in own.common or word.key in known.before
        in_name = any(before in range(start, start + 1) for start in starts)
        if word.capital and not word.capitals and not usual and not in_name and not is_office(reading, before):
            return reading.ending(before) is None
    return False


def _citations(text: str) -> list[Span]:
    found: list[Span] = []
    for match in _CITED.finditer(text):
        inside = match[0][1:-1]
        year = _YEAR.search(inside)
        if year is None or not inside[:1].isupper():
            continue
        if _LOCATOR.search(inside) or re.fullmatch(r"[^\d]{2,80}[ ,]+\d{4}[a-z]?", inside):
            found.append(Span(*match.span()))
    return found
