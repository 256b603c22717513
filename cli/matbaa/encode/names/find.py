"""Names in passages: what the authority files know, and what they do not know yet."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from matbaa.encode.model import Found, Kind, Proposal
from matbaa.encode.names.aliases import with_aliases
from matbaa.encode.names.candidates import candidates
from matbaa.encode.names.choose import choose
from matbaa.encode.names.derive import Strength
from matbaa.encode.names.evidence import Counts, cited
from matbaa.encode.names.forms import index_of
from matbaa.encode.names.hits import hits
from matbaa.encode.names.reading import read
from matbaa.encode.names.resolve import Resolver
from matbaa.encode.names.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.encode.model import Passage
    from matbaa.encode.names.forms import Index
    from matbaa.encode.names.hits import Hit
    from matbaa.encode.names.reading import Reading
    from matbaa.known import Key, Known

__all__ = ["find"]


def find(passages: Sequence[Passage], known: Known) -> Found:
    """Proposals for the mentions of entries of `known`, in the order of the text; and names that no entry has."""
    index = index_of(known)
    readings = read(passages)
    counts = Counts.of(readings)
    matches = with_aliases(readings, [_open(reading, index) for reading in readings])
    named = _named(readings, matches)
    resolver = Resolver(known, index, named)
    proposals: list[Proposal] = []
    taken: list[Spans] = []
    for reading, every in zip(readings, matches, strict=True):
        found = resolver.read(reading, choose(reading, every, index, counts, named))
        proposals += found
        own = (proposal.span for proposal in found)
        taken.append(Spans([*own, *reading.passage.closed, *cited(reading.passage.text, strict=False)]))
    ids = {key[1] for key in known.entries}
    return Found(tuple(proposals), tuple(candidates(readings, taken, counts, index, ids)))


def _open(reading: Reading, index: Index) -> list[Hit]:
    """The matches in a passage outside of what is closed."""
    closed = Spans(reading.passage.closed)
    return [hit for hit in hits(reading, index) if not closed.touch(hit.span)]


def _named(readings: Sequence[Reading], matches: Sequence[Sequence[Hit]]) -> frozenset[Key]:
    """The persons whom the text names with more than a surname, or has tagged."""
    found = {key for reading in readings for mark in reading.passage.marks for key in mark.targets}
    for hit in chain.from_iterable(matches):
        if hit.last - hit.first > 1:
            found.update(ref.key for ref in hit.refs if ref.kind is Kind.PERSON and ref.strength >= Strength.FORENAMES)
    return frozenset(found)
