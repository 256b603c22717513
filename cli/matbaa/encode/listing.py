"""Proposals as people read them, as a difference of files, and as data."""

from __future__ import annotations

import difflib
import json
import re
from typing import TYPE_CHECKING, Any

from matbaa.encode.candidates import gathered
from matbaa.encode.edit import written
from matbaa.encode.model import KINDS, Kind
from matbaa.encode.tagging import possible
from matbaa.finding import Severity
from matbaa.report.characters import plain
from matbaa.validate.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from matbaa.document import Document
    from matbaa.encode.edit import NewTag
    from matbaa.encode.model import Candidate
    from matbaa.encode.settle import Placed
    from matbaa.encode.work import Work
    from matbaa.finding import Finding

__all__ = ["as_data", "as_json", "difference", "lines", "missing", "told", "undecided"]

VERSION = 1
_BOLD, _FAINT, _GREEN = "1", "2", "32"


def lines(work: Work, *, colour: bool = False) -> Iterator[str]:
    """Each proposal of a document, with its place, its tag among the words around it, how sure it is, and why."""
    for placed in work.placed:
        yield told(work, placed, colour=colour)


def missing(candidates: Iterable[Iterable[Candidate]], *, colour: bool = False) -> str:
    """The entries that no list has, by the candidates of each text, and how often they are mentioned."""
    found, _ = gathered(candidates)
    if not found:
        return ""
    heading = "No list has an entry for:"
    told = [f"\x1b[{_BOLD}m{heading}\x1b[0m" if colour else heading]
    for candidate in sorted(found, key=lambda one: (KINDS.index(one.kind), -len(one.mentions), one.forms)):
        kind = "work" if candidate.kind is Kind.CITATION else candidate.kind.value
        why = f": {candidate.reason}" if candidate.reason else ""
        number = f"{len(candidate.mentions)} times, " if len(candidate.mentions) > 1 else ""
        told.append(f"    {kind:<8}  {plain(candidate.forms[0])} ({number}{candidate.cert}{plain(why)})")
    return "\n".join(told) + "\n"


def told(work: Work, placed: Placed, *, colour: bool = False, entries: bool = True) -> str:
    """One proposal, in two lines; where the editor has to choose, a third has the `entries`."""

    def marked(words: str, code: str) -> str:
        return f"\x1b[{code}m{words}\x1b[0m" if colour and words else words

    proposal = placed.proposal
    place = work.place(placed)
    before, words, after = map(plain, work.context(placed))
    tag = work.tags(placed)[0]
    where = marked(f"{plain(work.document.name)}:{place.line}:{place.column}:", _BOLD)
    why = f": {plain(proposal.reason)}" if proposal.reason else ""
    shown = f"{where} {proposal.kind} ({proposal.cert}{why})\n"
    begin, end = marked(plain(_start(tag)), _GREEN), marked(f"</{tag.element}>", _GREEN)
    shown += f"    {marked(before, _FAINT)}{begin}{marked(words, _BOLD)}{end}{marked(after, _FAINT)}\n"
    if entries and proposal.alternatives:
        shown += f"    may be {plain(_entries(work, placed))}\n"
    return shown


def _entries(work: Work, placed: Placed) -> str:
    return " or ".join(work.pointer(placed, target) for target in possible(placed))


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
    """A finding for each name that may mean several entries, at its first place."""
    found: dict[tuple[str, str], list[Placed]] = {}
    for placed in work.undecided:
        found.setdefault((work.context(placed).words, _entries(work, placed)), []).append(placed)
    for (words, entries), places in found.items():
        others = len(places) - 1
        more = f", here and in {others} more place{'' if others == 1 else 's'}" if others else ""
        yield work.document.finding(
            "MBE005",
            Severity.HINT,
            f"{quoted(words)} may be {entries}: it is left untagged{more}",
            work.place(places[0]),
            hint="choose with matbaa tag --interactive",
        )


def as_json(files: Sequence[dict[str, Any]]) -> str:
    """Everything that is proposed, as JSON; `files` are the data of each."""
    return json.dumps({"version": VERSION, "files": files}, ensure_ascii=False, indent=1) + "\n"


def as_data(work: Work) -> dict[str, Any]:
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
    place = work.place(placed)
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
        "alternatives": [work.pointer(placed, one) for one in possible(placed)] if proposal.alternatives else [],
        "cert": proposal.cert,
        "reason": proposal.reason,
    }


def _start(tag: NewTag) -> str:
    return f"<{tag.prefix}{tag.element}{written(tag.attributes)}>"


def _text(document: Document) -> str:
    return document.data.decode(document.tree.docinfo.encoding or "utf-8", "replace").removeprefix("\ufeff")
