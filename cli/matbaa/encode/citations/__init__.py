"""Citations by author and year, read in running text: what they are, and which works they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.encode.citations import entries
from matbaa.encode.citations.deciding import decide
from matbaa.encode.citations.reading import read
from matbaa.encode.citations.shelf import shelf_of
from matbaa.encode.model import Found, Kind, Part, Proposal, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.encode.citations.deciding import Decision
    from matbaa.encode.citations.locators import Locator
    from matbaa.encode.model import Passage
    from matbaa.known import Key, Known

__all__ = ["find"]


def find(passages: Sequence[Passage], known: Known) -> Found:
    """The citations in these passages, which are in the order of the text, and the works that no list has.

    Each is a `bibl` with a `ref` around author and year, whose target is the work, and a `citedRange` for each
    locator. Where it may mean several works, the `ref` has no target and the proposal has `alternatives`.
    """
    shelf = shelf_of(known)
    written = [one for number, passage in enumerate(passages) for one in read(passage, number, shelf)]
    decisions = decide(written, passages, shelf)
    asking = [(number, decision.written) for number, decision in enumerate(decisions) if decision.new]
    missing, of = entries.gathered(asking)
    for number, decision in enumerate(decisions):
        if decision.same is not None and not decision.keys and (entry := of.get(decision.same)):
            of[number] = entry
            entry.cited.append(number)
    texts = [passages[decision.written.passage].text for decision in decisions]
    found = entries.candidates(
        missing,
        [_form(decision, text) for decision, text in zip(decisions, texts, strict=True)],
        [(decision.written.passage, decision.written.span) for decision in decisions],
        [passages[decision.written.passage].language for decision in decisions],
        {key[1] for entries_of in (known.works, known.persons, known.named) for key in entries_of},
    )
    ids = {number: entry.id for number, entry in of.items()}
    return Found(
        tuple(_proposal(decision, ids.get(number, "")) for number, decision in enumerate(decisions)), found
    )  # fmt: skip


def _form(decision: Decision, text: str) -> str:
    """The words that name the work, where they name it wholly."""
    written = decision.written
    return text[written.ref.begin : written.ref.end] if written.own and written.manner != "again" else ""


def _proposal(decision: Decision, candidate: str) -> Proposal:
    written = decision.written
    clear: tuple[Key | str, ...] = decision.keys if len(decision.keys) == 1 else (candidate,) if candidate else ()
    ref = Part(written.ref, "ref", targets=clear, pointer="target")
    return Proposal(
        Kind.CITATION,
        written.passage,
        written.span,
        "bibl",
        cert=decision.cert,
        reason=decision.reason,
        parts=tuple(sorted([ref, *map(_range, written.locators)], key=lambda part: part.span)),
        alternatives=decision.keys if len(decision.keys) > 1 else (),
    )


def _range(locator: Locator) -> Part:
    told = (("unit", locator.unit), ("from", locator.first), ("to", locator.last))
    return Part(Span(locator.begin, locator.end), "citedRange", tuple((name, value) for name, value in told if value))
