"""The recognisers, one after another, and what they propose together."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from matbaa.encode.header import machine_ids
from matbaa.encode.model import KINDS
from matbaa.encode.passages import read_passages
from matbaa.encode.settle import chosen, settle
from matbaa.encode.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from matbaa.document import Document
    from matbaa.encode.model import Candidate, Found, Kind, Proposal
    from matbaa.encode.passages import Reading
    from matbaa.encode.settle import Placed
    from matbaa.finding import Finding
    from matbaa.known import Known

__all__ = ["RECOGNISERS", "Proposed", "propose"]

# each has a function `find(passages, known) -> Found`
RECOGNISERS = ("citations", "dates", "names")


@dataclass(frozen=True, eq=False)
class Proposed:
    """What is proposed for one document, the entries that no list has, and what had to be left.

    `reading` and `source` are the document's, for whoever puts the tags in.
    """

    reading: Reading
    source: Source
    placed: tuple[Placed, ...]
    candidates: tuple[Candidate, ...]
    findings: tuple[Finding, ...]


def propose(document: Document, known: Known, kinds: Collection[Kind] = KINDS, *, language: str = "") -> Proposed:
    """What the recognisers find in a document that could be tagged.

    All of them run whatever `kinds` are asked for, for a citation keeps the year in it from being a date. What the
    machine has tagged before, and nobody has accepted, tells them nothing: so a second run says what the first one
    said. `language` is that of passages which do not say theirs. Raises `CannotRun` where the document cannot be
    edited.
    """
    source = Source(document)
    reading = read_passages(document, known, language)
    own = [f"#{identity}" for identity in machine_ids(document)]
    passages = read_passages(document, known, language, own).passages if own else reading.passages
    proposals: list[Proposal] = []
    candidates: list[Candidate] = []
    for name in RECOGNISERS:
        found = _recogniser(name)(passages, known)
        proposals += found.proposals
        candidates += [candidate for candidate in found.candidates if candidate.kind in kinds]
    settled = chosen(settle(proposals, reading, source), kinds)
    return Proposed(reading, source, settled.placed, tuple(candidates), settled.findings)


def _recogniser(name: str) -> Callable[..., Found]:
    find: Callable[..., Found] = import_module(f"matbaa.encode.{name}").find
    return find
