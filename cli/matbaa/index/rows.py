"""An entry as lists and charts need it, without its mentions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matbaa.index.authority import Entry  # noqa: TC001 (read at run time, to know what was kept)
from matbaa.index.shares import Beside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.index.shares import Share

__all__ = ["Place", "Row", "company", "row_of"]

# others of an entry that are told
_OTHERS = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text mentions an entry: `spots` are the fragments of the mentions, `positions` say how far into the text
    each stands, from 0 to 1.
    """

    document: str
    title: str
    spots: tuple[str, ...]
    positions: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """An entry, the letter that it stands under, and the numbers of its mentions and of the texts that have some.

    `places` are told of works alone, which have few.
    """

    entry: Entry
    letter: str
    mentions: int
    texts: int
    others: tuple[Beside, ...]
    places: tuple[Place, ...] = ()


def row_of(entry: Entry, letter: str, shares: Sequence[Share]) -> Row:
    """The row of an entry."""
    places = (
        Place(
            share.document,
            share.title,
            tuple(spot.id for spot in share.spots),
            tuple(spot.position for spot in share.spots),
        )
        for share in (shares if entry.kind == "works" else ())
    )
    mentions = sum(len(share.spots) for share in shares)
    return Row(entry, letter, mentions, len(shares), company(shares), tuple(places))


def company(shares: Sequence[Share]) -> tuple[Beside, ...]:
    """The entries that are mentioned beside one, in all of its shares; those that are most often first."""
    times: Counter[tuple[str, str]] = Counter()
    labels: dict[tuple[str, str], str] = {}
    for share in shares:
        for other in share.beside:
            times[other.kind, other.id] += other.times
            labels.setdefault((other.kind, other.id), other.label)
    found = [Beside(*key, labels[key], number) for key, number in times.items()]
    found.sort(key=lambda other: (-other.times, other.label, other.kind, other.id))
    return tuple(found[:_OTHERS])
