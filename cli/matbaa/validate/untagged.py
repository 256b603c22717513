"""Citations that stand as plain text, in a text that tags citations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.finding import Finding, Severity
from matbaa.validate.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matbaa.document import Document
    from matbaa.encode.model import Proposal
    from matbaa.known import Known

__all__ = ["check"]


def check(document: Document, known: Known) -> Iterator[Finding]:
    """Plain text that cites a work of the lists by author and year."""
    # only a text that tags citations is read for others
    from matbaa.encode.citations import find
    from matbaa.encode.passages import read_passages

    reading = read_passages(document, known)
    for proposal in find(reading.passages, known).proposals:
        passage = reading.passages[proposal.passage]
        entries = _entries(proposal)
        if not entries or passage.block == "head" or any(closed.overlaps(proposal.span) for closed in passage.closed):
            continue
        one = "point at" if len(entries) == 1 else "point at one of"
        yield document.finding(
            "MBR007",
            Severity.HINT,
            f"{quoted(passage.text[proposal.span.begin : proposal.span.end])} is a citation that is not tagged",
            reading.place(proposal.passage, proposal.span.begin),
            hint=f"tag it, and {one} {', '.join(map(quoted, entries))}",
        )


def _entries(proposal: Proposal) -> list[str]:
    """The ids of the works of the lists that it may mean, if that is more than a guess."""
    if proposal.alternatives:
        return [key[1] for key in proposal.alternatives]
    targets = [target for part in proposal.parts for target in part.targets]
    return [target[1] for target in targets if isinstance(target, tuple)] if proposal.cert == "high" else []
