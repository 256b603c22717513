"""Proposals that have their spots -> the tags that are written, with the machine's marks, by the file's conventions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matbaa.encode.calendars import calendars_for, repointed
from matbaa.encode.candidates import added
from matbaa.encode.edit import NewTag, inserted
from matbaa.encode.header import machine
from matbaa.encode.model import Kind
from matbaa.finding import CannotRun, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from matbaa.document import Document
    from matbaa.encode.conventions import Conventions
    from matbaa.encode.edit import Insertion
    from matbaa.encode.model import Candidate, Part
    from matbaa.encode.placing import Spot
    from matbaa.encode.settle import Placed
    from matbaa.encode.source import Source
    from matbaa.known import Key

__all__ = ["is_undecided", "pointing", "possible", "tag", "tags_of"]


def is_undecided(placed: Placed) -> bool:
    """True of a name that may mean several entries: which, is the editor's choice, and it is not written before.

    A citation is written all the same, without its pointer.
    """
    proposal = placed.proposal
    return bool(proposal.alternatives) and proposal.kind not in (Kind.CITATION, Kind.DATE)


def possible(placed: Placed) -> tuple[Key | str, ...]:
    """Everything that a proposal may point at, what is likeliest first."""
    proposal = placed.proposal
    inside = (target for part in proposal.parts if part.element == "ref" for target in part.targets)
    return tuple(dict.fromkeys((*proposal.targets, *inside, *proposal.alternatives)))


def pointing(placed: Placed, target: Key | str) -> Placed:
    """The proposal as one that points at this; of a citation it is the `ref` in it that does."""
    proposal = placed.proposal
    if any(part.element == "ref" for part in proposal.parts):
        parts = tuple(replace(part, targets=(target,)) if part.element == "ref" else part for part in proposal.parts)
        return replace(placed, proposal=replace(proposal, parts=parts, alternatives=()))
    return replace(placed, proposal=replace(proposal, targets=(target,), alternatives=()))


def tag(
    document: Document,
    source: Source,
    placed: Iterable[Placed],
    conventions: Conventions,
    *,
    accepted: Collection[Placed] = (),
    pointers_to: Mapping[str, str] | None = None,
    candidates: Sequence[Candidate] = (),
    taken: Collection[str] = (),
) -> Document:
    """The document with the tags of these proposals, each with the machine's mark and how sure it is; without, where an
    editor has `accepted` it.

    `candidates` get entries in the document's own `standOff`, with ids that are not among the `taken` ones;
    `pointers_to` has pointers to others, by their ids. Where a candidate has neither, what points at it is written
    without a pointer. Raises `CannotRun` where there is no header to name the machine in.
    """
    chosen = list(placed)
    calendars, entries = calendars_for(document, source, chosen)
    others: list[Insertion] = []
    ids = dict(pointers_to or {})
    mark = ""
    if candidates or any(one not in accepted for one in chosen):
        found = machine(document, source)
        if found is None:
            raise CannotRun(
                document.finding(
                    "MBE003",
                    Severity.ERROR,
                    "has no teiHeader, in which the machine that sets tags could be named",
                    hint="give it a teiHeader with a fileDesc first",
                )
            )
        mark = f"#{found.id}"
        others += [found.insertion] if found.insertion else []
        new = added(document, source, candidates, mark, taken)
        others += new.elements
        ids |= {candidate: f"#{identity}" for candidate, identity in new.ids.items()}
    others += [entries] if entries else []
    tags: list[NewTag] = []
    for one in chosen:
        tags += tags_of(one, conventions, "" if one in accepted else mark, ids, calendars)
    return inserted(document, source, tags, others)


def tags_of(
    placed: Placed,
    conventions: Conventions,
    mark: str,
    ids: Mapping[str, str],
    calendars: Mapping[str, str] | None = None,
) -> Iterator[NewTag]:
    """The tags of one proposal and its parts; `calendars` are the ids that calendars have in the document."""
    proposal, spot = placed.proposal, placed.spot
    prefix = f"{spot.parent.prefix}:" if spot.parent.prefix else ""
    given = proposal.attributes if calendars is None else repointed(proposal.attributes, calendars)
    element, attributes = conventions.element(proposal.kind, proposal.element, given)
    targets = () if proposal.alternatives else proposal.targets
    attributes += _pointers(targets, proposal.pointer, conventions, spot, ids)
    marks = (("cert", proposal.cert), ("resp", mark)) if mark else ()
    attributes += marks
    yield NewTag(spot.begin, spot.end, element, attributes, prefix)
    for depth, (part, inner) in enumerate(zip(proposal.parts, placed.parts, strict=True), 1):
        found = _part(part, inner, conventions, ids, undecided=bool(proposal.alternatives))
        if found is not None:
            own = marks if part.kind is not None else ()
            yield found._replace(attributes=found.attributes + own, prefix=prefix, depth=depth)


def _part(
    part: Part, spot: Spot, conventions: Conventions, ids: Mapping[str, str], *, undecided: bool
) -> NewTag | None:
    element, attributes = part.element, part.attributes
    if part.kind is not None:
        element, attributes = conventions.element(part.kind, element, attributes)
    targets = () if undecided else part.targets
    found = _pointers(targets, part.pointer, conventions, spot, ids)
    # a reference that leads nowhere is none
    if not found and (part.targets or element == "ref"):
        return None
    return NewTag(spot.begin, spot.end, element, attributes + found)


def _pointers(
    targets: Iterable[Key | str], attribute: str, conventions: Conventions, spot: Spot, ids: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """The attribute that leads to these entries; none if there is none that could be pointed at."""
    found: dict[str, None] = {}
    name = attribute
    for target in targets:
        if isinstance(target, str):
            if target in ids:
                found[ids[target]] = None
        else:
            name, written = conventions.pointer(target, attribute, spot.parent)
            found[written] = None
    return ((name, " ".join(found)),) if found else ()
