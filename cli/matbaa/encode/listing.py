"""Proposals as people read them, as a difference of files, and as data."""

from __future__ import annotations

import difflib
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from matbaa.encode.edit import written
from matbaa.finding import Severity
from matbaa.report.characters import plain
from matbaa.validate.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matbaa.document import Document
    from matbaa.encode.edit import NewTag
    from matbaa.encode.settle import Placed
    from matbaa.encode.work import Work
    from matbaa.finding import Finding

__all__ = ["as_json", "choices", "difference", "lines", "one_line", "undecided"]

VERSION = 1
_BOLD, _FAINT, _GREEN = "1", "2", "32"


def lines(work: Work, *, colour: bool = False) -> Iterator[str]:
    """Each proposal of a document, with its place, its tag among the words around it, how sure it is, and why."""
    for placed in work.placed:
        yield one_line(work, placed, colour=colour)


def one_line(work: Work, placed: Placed, *, colour: bool = False) -> str:
    """One proposal, in two lines, or three where the editor has to choose."""

    def marked(words: str, code: str) -> str:
        return f"\x1b[{code}m{words}\x1b[0m" if colour and words else words

    proposal = placed.proposal
    place = work.proposed.reading.place(proposal.passage, proposal.span.begin)
    before, words, after = map(plain, work.context(placed))
    tag = work.tags(placed)[0]
    where = marked(f"{plain(work.document.name)}:{place.line}:{place.column}:", _BOLD)
    why = f": {plain(proposal.reason)}" if proposal.reason else ""
    told = f"{where} {proposal.kind} ({proposal.cert}{why})\n"
    begin, end = marked(plain(_start(tag)), _GREEN), marked(f"</{tag.element}>", _GREEN)
    told += f"    {marked(before, _FAINT)}{begin}{marked(words, _BOLD)}{end}{marked(after, _FAINT)}\n"
    if proposal.alternatives:
        entries = [written_ for written_, _ in choices(work, placed)]
        told += f"    may be {' or '.join(map(plain, entries))}\n"
    return told


def choices(work: Work, placed: Placed) -> list[tuple[str, Placed]]:
    """What a proposal may point at, as it would be written, each with the proposal that points there."""
    proposal = placed.proposal
    found = []
    for target in (*proposal.targets, *proposal.alternatives):
        one = replace(placed, proposal=replace(proposal, targets=(target,), alternatives=()))
        if isinstance(target, str):
            found.append((target, one))
        else:
            found.append((work.conventions.pointer(target, proposal.pointer, placed.spot.parent)[1], one))
    return found


def difference(before: Document, after: Document) -> str:
    """A unified diff."""
    # only this ends a line for those who apply the difference
    old, new = (re.findall(r"[^\n]*\n|[^\n]+", _text(one)) for one in (before, after))
    name = before.name
    told = []
    for line in difflib.unified_diff(old, new, f"a/{name}", f"b/{name}"):
        told.append(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    return "".join(told)


def undecided(work: Work) -> Iterator[Finding]:
    """A finding for each name that may mean several entries."""
    for placed in work.undecided:
        proposal = placed.proposal
        entries = " or ".join(pointer for pointer, _ in choices(work, placed))
        yield work.document.finding(
            "MBE005",
            Severity.HINT,
            f"{quoted(work.context(placed).words)} may be {entries}: it is left untagged",
            work.proposed.reading.place(proposal.passage, proposal.span.begin),
            hint="choose with matbaa tag --interactive",
        )


def as_json(works: Iterable[Work]) -> str:
    """Everything that is proposed, as JSON."""
    data = {"version": VERSION, "files": [_data(work) for work in works]}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _data(work: Work) -> dict[str, Any]:
    """Everything that is proposed for a document, for `json`."""
    return {
        "file": work.document.name,
        "proposals": [_proposal(work, placed) for placed in work.placed],
        "candidates": [
            {
                "kind": candidate.kind.value,
                "id": candidate.id,
                "forms": list(candidate.forms),
                "cert": candidate.cert,
                "reason": candidate.reason,
                "mentions": len(candidate.mentions),
            }
            for candidate in work.proposed.candidates
        ],
        "left": [
            {"line": finding.line, "column": finding.column, "code": finding.code, "message": finding.message}
            for finding in work.proposed.findings
        ],
    }


def _proposal(work: Work, placed: Placed) -> dict[str, Any]:
    proposal = placed.proposal
    place = work.proposed.reading.place(proposal.passage, proposal.span.begin)
    before, words, after = work.context(placed)
    whole, *parts = work.tags(placed)
    return {
        "kind": proposal.kind.value,
        "line": place.line,
        "column": place.column,
        "text": words,
        "before": before,
        "after": after,
        "element": whole.element,
        "attributes": dict(whole.attributes),
        "parts": [{"element": part.element, "attributes": dict(part.attributes)} for part in parts],
        "alternatives": [pointer for pointer, _ in choices(work, placed)] if proposal.alternatives else [],
        "cert": proposal.cert,
        "reason": proposal.reason,
    }


def _start(tag: NewTag) -> str:
    return f"<{tag.prefix}{tag.element}{written(tag.attributes)}>"


def _text(document: Document) -> str:
    return document.data.decode(document.tree.docinfo.encoding or "utf-8", "replace").removeprefix("\ufeff")
