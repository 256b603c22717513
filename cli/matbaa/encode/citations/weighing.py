"""How much speaks for it that what looks like a citation is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.dates.words import fold
from matbaa.encode.citations.tokens import parts
from matbaa.encode.citations.vocabulary import ARTICLES, LEADING, SAYING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from matbaa.encode.citations.heads import Head
    from matbaa.encode.citations.shelf import Match, Shelf
    from matbaa.encode.citations.written import Written

__all__ = ["HABIT", "habit_of", "narrative_stands", "surnames", "weight_of"]

# a text cites by author and year where its citations have so many points: two for one that nobody doubts
HABIT = 1.5
# before a name these say nothing of an author
_PLAIN_VERBS = frozenset("called is are was were in has have had made make does did uses used use".split())


def weight_of(one: Written, match: Match, shelf: Shelf) -> int:
    """How much speaks for a citation: 2 and more is enough, below 0 too much against it."""
    head = one.head
    assert head is not None
    weight = 3 if match.keys and match.exact else 1 if match.keys else 0
    if head.others or one.locators or one.told or any(len(year) == 5 for year in one.years):
        weight += 2
    if len(head.names) > 1 or any(name.initials for name in head.names):
        weight += 1
    weight += 2 * one.signal + (one.several and not one.ranged)
    if head.title:
        weight += 1
    if head.doubt and not (match.keys and match.exact):
        weight -= 4 if head.doubt == "date" or not one.spelled else 1
    if one.imprint and not match.keys:
        weight -= 4
    if not match.keys and not one.spelled and shelf.is_no_author(" ".join(name.shown for name in head.names)):
        weight -= 4
    if not (head.clean or head.led):
        weight -= 2
    if (one.ranged and not one.spelled) or (one.years and one.years[0] < "15"):
        weight -= 1
    if len(head.names) == 1 and len(head.names[0].words) > 6:
        weight -= 1
    return weight


def habit_of(written: Sequence[Written], weights: Sequence[int]) -> float:
    """How much speaks for it that the text cites by author and year: names and years in brackets, at least."""
    seen: dict[object, float] = {}
    for one, weight in zip(written, weights, strict=True):
        if one.manner == "narrative" and one.head is not None and _said(one) and max(one.years, default="") >= "195":
            seen.setdefault((one.head.names, one.head.title, one.years), 0.75)
        elif one.manner in ("bracketed", "open") and one.own and one.head is not None and weight >= 0:
            # a name and a year of long ago may be of anything: (Wien, 1903)
            bare = 0.75 if max(one.years, default="") >= "195" else 0.25
            points = (bare, 1.0)[weight] if weight < 2 else 2.0
            key = (one.head.names, one.head.title, one.years)
            seen[key] = max(points, seen.get(key, 0.0))
    return sum(seen.values())


def narrative_stands(one: Written, match: Match, habit: float, cited: Collection[tuple[str, str]]) -> bool:
    """True if a year in brackets belongs to the names before it; `cited` are surnames and years cited elsewhere."""
    head = one.head
    assert head is not None
    if match.keys and (match.exact or one.locators):
        return not one.ranged or bool(one.locators)
    if head.doubt or (one.ranged and not one.locators):
        return False
    if one.locators or any(len(year) == 5 for year in one.years):
        return one.spelled or habit >= HABIT
    if head.others or any((word, year) in cited for word in surnames(head) for year in one.years):
        return True
    if habit < HABIT or not one.years or any(len(name.words) > 3 for name in head.names):
        return False
    if fold(one.lead) in ARTICLES:
        return False
    if len(head.names) > 1:
        return one.years[0] >= "19"
    # of a single name much may be of that year: a film, a town, a person's birth
    shown = head.names[0].shown
    said = _said(one)
    before = fold(one.lead)
    spoken = before in SAYING[0].split() and before not in _PLAIN_VERBS
    led = before in LEADING or spoken or one.lead in ("", ".", "),") or head.possessive
    if led and not said and (len(head.names[0].words) > 2 or sum(map(str.isupper, shown)) > 3):
        return False
    return (said and one.years[0] >= "19") or (led and one.years[0] >= "195")


def _said(one: Written) -> bool:
    """True if what follows the brackets is what authors do: Lewis (1993) shows."""
    following = fold(one.after)
    return following in SAYING[0].split() or any(following.startswith(verb) for verb in SAYING[1].split())


def surnames(head: Head | None) -> tuple[str, ...]:
    """What is likeliest the surname of the first author, folded; nothing of what has no author."""
    if head is None or not head.names:
        return ()
    words = parts(head.names[0].words[-1]) if head.names[0].words else ()
    return words[-1:]
