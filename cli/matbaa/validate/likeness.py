"""Which entries of lists may be one and the same, by their names and what else is known of them.

The entries are put into small groups that share a name, or the years of a life, and only within a group is each held
against each, so that long lists take no longer than their length.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Known", "alike", "normal"]

# a group of more tells nothing, and would take long
_MOST = 60
_CLOSE = 0.02  # degrees, about two kilometres
_LIKE = 92


class Known(NamedTuple):
    """What is known of one entry, as far as it helps to tell it from others; as JSON a list in this order.

    `names` are normal (see `normal`), the preferred one first; `birth` and `death` are dates (ISO 8601) or empty;
    `identifiers` are pairs of system and number; `point` is latitude and longitude or empty; `type` is that of the
    entry, or the sex of a person; `said` is what else is said of it.
    """

    kind: str
    names: Sequence[str]
    surname: str = ""
    birth: str = ""
    death: str = ""
    identifiers: Sequence[Sequence[str]] = ()
    point: Sequence[float] = ()
    type: str = ""
    said: str = ""


def normal(name: str) -> str:
    """A name with nothing but its words, in alphabetical order, without accents and capitals."""
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("İ", "i")).casefold()
    kept = "".join(sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign))
    return " ".join(sorted(kept.split()))


def alike(entries: Sequence[Known]) -> Iterator[tuple[int, int, str]]:
    """The numbers of two entries that may be one, the later first, and what makes them look so."""
    told: set[tuple[int, int]] = set()
    for why, groups in (("name", _by_name(entries)), ("life", _by_life(entries))):
        for group in groups:
            for first, second in combinations(group[:_MOST], 2):
                pair = (second, first)
                if pair in told or _differ(entries[first], entries[second]):
                    continue
                if reason := (_namesakes if why == "name" else _same_life)(entries[first], entries[second]):
                    told.add(pair)
                    yield second, first, reason


def _by_name(entries: Sequence[Known]) -> Iterable[list[int]]:
    groups: dict[Any, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        if entry.names and entry.names[0]:
            groups[entry.kind, entry.names[0]].append(number)
    return [group for group in groups.values() if len(group) > 1]


def _by_life(entries: Sequence[Known]) -> Iterable[list[int]]:
    groups: dict[Any, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        if entry.kind == "person" and entry.birth and entry.death:
            groups[_year(entry.birth), _year(entry.death)].append(number)
    return [group for group in groups.values() if len(group) > 1]


def _differ(one: Known, other: Known) -> bool:
    """True of two that are certainly not the same: born or dead at other times, of another type, with other numbers."""
    for mine, theirs in ((one.birth, other.birth), (one.death, other.death)):
        if mine and theirs and not (mine.startswith(theirs) or theirs.startswith(mine)):
            return True
    if one.type and other.type and one.type != other.type:
        return True
    numbers: dict[str, set[str]] = defaultdict(set)
    for system, number in one.identifiers:
        numbers[system].add(number)
    known = {(system, number) for system, number in other.identifiers}
    systems = {system for system, _ in known} & numbers.keys()
    return any(all((system, number) not in known for number in numbers[system]) for system in systems)


def _namesakes(one: Known, other: Known) -> str:
    """Why two of the same name may be one; empty if nothing tells."""
    unlike = one.said and other.said and one.said != other.said
    if one.kind == "place":
        near = (
            one.point and other.point and all(abs(a - b) <= _CLOSE for a, b in zip(one.point, other.point, strict=True))
        )
        return "they have the same name and lie in the same place" if near and not unlike else ""
    if one.kind == "org":
        return "they have the same name" if one.said == other.said else ""
    if one.kind != "person":
        return ""
    if (one.birth and other.birth) or (one.death and other.death):
        return "they have the same name and nothing in their dates tells them apart"
    bare = not (one.birth or one.death or other.birth or other.death)
    whole = (one.surname or other.surname) and sum(len(word) > 1 for word in one.names[0].split()) > 1
    return "they have the same name, and neither has a date" if bare and whole and not unlike else ""


def _same_life(one: Known, other: Known) -> str:
    """Why two with the same dates may be one; empty if their names are quite different."""
    dates = "they were born and died at the same time"
    if any(" " in name for name in set(one.names) & set(other.names)):  # one word may be a title
        return f"{dates}, and have a name in common"
    if not one.surname or one.surname != other.surname:
        return ""
    mine, theirs = (_forenames(entry) for entry in (one, other))
    if mine and theirs and _short_for(mine, theirs):
        return f"{dates}, and their names are alike"
    from rapidfuzz import fuzz

    exact = len(one.birth) == len(other.birth) == len(one.death) == len(other.death) == 10
    alike_enough = fuzz.ratio(one.names[0], other.names[0]) >= (_LIKE if exact else 96)
    return f"{dates}, and their names are alike" if alike_enough else ""


def _forenames(entry: Known) -> list[str]:
    rest = entry.names[0].split()
    for word in entry.surname.split():
        if word in rest:
            rest.remove(word)
    return rest


def _short_for(mine: list[str], theirs: list[str]) -> bool:
    """True where one has initials for the forenames of the other: each word begins one of the other's."""
    few, many = sorted((mine, theirs), key=len)
    left = list(many)
    for word in sorted(few, key=len, reverse=True):
        found = next(
            (other for other in left if other.startswith(word) or (len(other) == 1 and word.startswith(other))), None
        )
        if found is None:
            return False
        left.remove(found)
    return any(len(word) == 1 for word in few + many)


def _year(date: str) -> str:
    found = re.match(r"-?\d+", date)
    return found[0] if found else date
