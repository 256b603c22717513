"""Which of what looks like a citation is one, and what it means."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from matbaa.dates.words import fold
from matbaa.encode.citations.pieces import stem
from matbaa.encode.citations.shelf import Match
from matbaa.encode.citations.weighing import HABIT, habit_of, narrative_stands, surnames, weight_of
from matbaa.encode.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.encode.citations.heads import Head
    from matbaa.encode.citations.shelf import Shelf
    from matbaa.encode.citations.written import Written
    from matbaa.encode.model import Cert, Passage
    from matbaa.known import Key

__all__ = ["Decision", "decide"]

_WORD = re.compile("[^\\W\\d_]+(?:['’ʼ-][^\\W\\d_]+)*")
# before a name, it is a place's rather than an author's
_PLACING = frozenset("in en de del di da a at aus zu dans à".split())
# how far before a bare (2018, s. 284) its author may stand
_NEAR = 400
_NAMED = 40
# brackets with several works are not longer, as a rule
_ASIDE = 300
_MANY = 20
_RECENT = 5


@dataclass(slots=True)
class Decision:
    """A citation that stands. `keys` are the works that it may mean, one if it is clear.

    `same` is the number of the citation before it that it repeats, where that has no work in the lists; `new` is true
    where it asks for an entry of its own.
    """

    written: Written
    keys: tuple[Key, ...] = ()
    cert: Cert = "medium"
    reason: str = ""
    same: int | None = None
    new: bool = False


@dataclass(eq=False)
class _Court:
    """What is decided so far. `cited` are surnames and years that the text cites in brackets."""

    passages: Sequence[Passage]
    shelf: Shelf
    habit: float = 0.0
    # whether there are citations that nobody doubts
    cites: bool = False
    cited: set[tuple[str, str]] = field(default_factory=set)
    decisions: list[Decision] = field(default_factory=list)
    # the last decision by the surname of its first author, and by that and the year
    by_author: dict[str, int] = field(default_factory=dict)
    by_year: dict[tuple[str, str], int] = field(default_factory=dict)
    years: set[str] = field(default_factory=set)
    matches: dict[object, Match] = field(default_factory=dict)

    def match(self, one: Written) -> Match:
        if one.head is None:
            return Match()
        volumes = tuple(locator.first for locator in one.locators if locator.unit == "volume")
        pages = tuple(locator.first for locator in one.locators if locator.unit == "page")[:1]
        head = one.head
        key = (head.names, head.title, head.others, one.years, volumes, pages, one.spelled)
        if key not in self.matches:
            self.matches[key] = self.shelf.find(head, one.years, one.locators)
        return self.matches[key]

    def take(self, decision: Decision) -> None:
        number = len(self.decisions)
        self.decisions.append(decision)
        for word in surnames(decision.written.head):
            self.by_author[word] = number
            self.by_year.update({(word, year): number for year in decision.written.years})
            self.years.update(decision.written.years)


def decide(written: Sequence[Written], passages: Sequence[Passage], shelf: Shelf) -> list[Decision]:
    """The citations among these, which are in the order of the text, with what they mean."""
    court = _Court(passages, shelf)
    weights = [weight_of(one, court.match(one), shelf) if one.head is not None else 0 for one in written]
    court.habit = habit_of(written, weights) + 2 * sum(
        mark.kind == Kind.CITATION for two in passages for mark in two.marks
    )
    court.cites = any(weight >= 2 for weight in weights)
    court.cited = {
        (word, year)
        for one, weight in zip(written, weights, strict=True)
        if one.manner == "bracketed" and (weight >= 2 or (weight >= 0 and court.habit >= HABIT))
        for word in surnames(one.head)
        for year in one.years
    }
    standing: Head | None = None
    for one, weight in zip(written, weights, strict=True):
        if one.manner == "bracketed" and not one.own:
            # a year more of the same author
            decision = _judged(one, court.match(one), 1, court) if one.head is standing else None
        else:
            decision = _decided(one, weight, court)
            standing = None if decision is None else one.head
        if decision is not None:
            court.take(decision)
    return court.decisions


def _decided(one: Written, weight: int, court: _Court) -> Decision | None:
    if one.listed:
        return None
    if one.manner == "again":
        return _again(one, court)
    if one.manner == "year":
        return _by_context(one, court)
    if one.manner == "undated":
        return _undated(one, court)
    match = court.match(one)
    if one.manner == "narrative":
        stands = narrative_stands(one, match, court.habit, court.cited)
    else:
        stands = weight >= 2 or (weight >= 0 and court.habit >= HABIT)
    placed = one.manner == "narrative" and bool(one.locators) and fold(one.lead) in _PLACING
    if placed and stands and not match.keys and one.head is not None:
        # in Monte Negro (1992: 33), whose author was named before
        named = any((word, year) in court.cited for word in surnames(one.head) for year in one.years)
        farther = None if named else _by_context(one, court)
        if farther is not None and (farther.keys or farther.same is not None):
            return farther
    if not stands:
        return _by_context(one, court) if one.manner == "narrative" else None
    return _judged(one, match, weight, court)


def _judged(one: Written, match: Match, weight: int, court: _Court) -> Decision:
    if len(match.keys) == 1:
        cert: Cert = "high" if match.exact else "medium"
        reason = match.reason if match.exact else f"{match.reason}, for a slip"
        return Decision(one, match.keys, cert, reason)
    if match.keys:
        return Decision(one, match.keys, "low", f"{len(match.keys)} works of this name and year")
    # a name and a year of long ago may be of anything else
    modern = weight > 0 or max(one.years, default="") >= "195"
    sure: Cert = "medium" if weight >= 2 or (weight >= 0 and court.cites and modern) else "low"
    return Decision(one, (), sure, _missing(one, court), new=True)


def _missing(one: Written, court: _Court) -> str:
    """Why there is no entry; it may be the year that is wrong."""
    near = court.shelf.near(one.head) if one.head is not None and one.years else []
    return f"no entry of this year, but {', '.join(key[1] for key in near[:3])}" if near else "no entry yet"


def _again(one: Written, court: _Court) -> Decision | None:
    """The same work as the citation before; with an author, as the last one of that author."""
    if one.head is not None:
        return _author_again(one, court)
    last = len(court.decisions) - 1
    passage, marked = one.passage, _marked(one, court)
    if last >= 0 and court.decisions[last].written.passage >= passage - 1:
        before = court.decisions[last]
        if marked and before.written.passage < passage:
            return Decision(one, marked, "medium" if len(marked) == 1 else "low", "the citation before")
        if one.years:
            return _same_author(one, court)
        if before.written.several:
            rest = [
                decision
                for decision in court.decisions[max(0, last - _MANY) :]
                if decision.written.passage == before.written.passage and decision.written.several
            ]
            near = [two for two in rest if before.written.span.begin - two.written.span.begin < _ASIDE]
            keys = tuple(dict.fromkeys(key for two in near for key in two.keys))
            if len(near) > 1:
                return Decision(one, keys, "low", "one of the citations before")
        return Decision(one, before.keys, "medium", "the citation before", same=last)
    if marked:
        return Decision(one, marked, "medium" if len(marked) == 1 else "low", "the citation before")
    return None


def _same_author(one: Written, court: _Court) -> Decision | None:
    """Ders. 2010: another work of the author before."""
    heads = [decision.written.head for decision in court.decisions[-_RECENT:]]
    one.head = next((head for head in reversed(heads) if head is not None and head.names), None)
    one.own = False
    return None if one.head is None else _judged(one, court.match(one), 2, court)


def _marked(one: Written, court: _Court) -> tuple[Key, ...]:
    """The works of the last citation that is tagged already, here before it or in the passage before."""
    here = [
        mark
        for mark in court.passages[one.passage].marks
        if mark.kind == Kind.CITATION and mark.span.end <= one.span.begin
    ]
    if not here and one.passage:
        here = [mark for mark in court.passages[one.passage - 1].marks if mark.kind == Kind.CITATION]
    return max(here, key=lambda mark: mark.span.end).targets if here else ()


def _author_again(one: Written, court: _Court) -> Decision | None:
    found = _last_of_author(one, court)
    if found is not None:
        before = court.decisions[found]
        return Decision(one, before.keys, "medium", "the last of this author", same=found)
    assert one.head is not None
    match = court.shelf.find(one.head, (), one.locators)
    near = match.keys or tuple(court.shelf.near(one.head))
    if len(near) == 1:
        return Decision(one, near, "medium", "the only work of this author")
    return Decision(one, near, "low", f"{len(near)} works of this author" if near else "a work not cited before")


def _last_of_author(one: Written, court: _Court) -> int | None:
    words = surnames(one.head)
    return next((court.by_author[word] for word in words if word in court.by_author), None)


def _undated(one: Written, court: _Court) -> Decision | None:
    """An author and a page."""
    head = one.head
    if head is None or head.doubt or not head.clean:
        return None
    match = court.shelf.find(head, (), one.locators)
    near = match.keys or tuple(court.shelf.near(head))
    if len(near) == 1:
        return Decision(one, near, "medium", "the only work of this author")
    found = _last_of_author(one, court)
    if found is not None:
        before = court.decisions[found]
        return Decision(one, near or before.keys, "low", "the author without a year", same=None if near else found)
    if near:
        return Decision(one, near, "low", f"{len(near)} works of this author")
    if court.habit >= HABIT and one.spelled and len(head.names) < 4 and all(len(name.words) < 4 for name in head.names):
        return Decision(one, (), "low", "no entry yet", new=True)
    return None


def _by_context(one: Written, court: _Court) -> Decision | None:
    """A bracketed year: its author is who was named last before it, of those of whom a work of that year is known."""
    if one.ranged and not one.locators:
        return None
    # beside another name the year may be of anything
    sure: Cert = "medium" if one.head is None or one.locators else "low"
    known = court.shelf.surnames(one.years)
    years = [year for year in one.years if year in court.years]
    for word in reversed(_named_before(one, court)) if known or years else ():
        if keys := known.get(word):
            return Decision(one, keys, sure if len(keys) == 1 else "low", "the author named before it")
        number = next((court.by_year[word, year] for year in years if (word, year) in court.by_year), None)
        if number is not None and any((word, year) in court.cited for year in years):
            return Decision(one, court.decisions[number].keys, sure, "the author named before it", same=number)
    if one.head is None and (one.spelled or (one.locators and court.habit >= HABIT)):
        return Decision(one, (), "low", "a year and a page; the author was not found")
    return None


def _named_before(one: Written, court: _Court) -> list[str]:
    """The last words with a capital before a citation, folded, without endings of case."""
    text = court.passages[one.passage].text
    start = max(0, one.span.begin - _NEAR)
    found = [word[0] for word in _WORD.finditer(text, start, one.span.begin) if word[0][0].isupper()]
    return [stem(fold(word)) for word in found[-_NAMED:]]
