"""One file and what is proposed for it: from reading it to its edited bytes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from matbaa.encode.conventions import Conventions
from matbaa.encode.lists import known_for
from matbaa.encode.model import Kind
from matbaa.encode.passages import entries_by_id
from matbaa.encode.pipeline import propose
from matbaa.encode.placing import located
from matbaa.encode.tagging import is_undecided, tag, tags_of
from matbaa.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from matbaa.document import Document
    from matbaa.encode.conventions import Names
    from matbaa.encode.edit import NewTag
    from matbaa.encode.model import Cert
    from matbaa.encode.pipeline import Proposed
    from matbaa.encode.settle import Placed
    from matbaa.finding import Place
    from matbaa.known import Key

__all__ = ["CERTS", "Context", "Wanted", "Work", "drafted", "is_standard_input", "save", "work_on"]

# the surest first
CERTS: tuple[Cert, ...] = ("high", "medium", "low")
_WORDS, _NEAR = 8, 400
# what `document.read` calls it
_STANDARD_INPUT = Path("standard-input.xml")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the assistant: which kinds, how sure at least, which elements for names."""

    kinds: Collection[Kind]
    cert: Cert = "low"
    names: Names = "auto"


class Context(NamedTuple):
    """The words of a proposal, and some before and behind them in the passage."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, eq=False)
class Work:
    """A document and what is proposed for it; `placed` are those that are as sure as is wanted."""

    document: Document
    proposed: Proposed
    conventions: Conventions
    placed: tuple[Placed, ...]

    @property
    def ready(self) -> tuple[Placed, ...]:
        """Those that can be written without a choice of the editor."""
        return tuple(one for one in self.placed if not is_undecided(one))

    @property
    def undecided(self) -> tuple[Placed, ...]:
        """The others."""
        return tuple(one for one in self.placed if is_undecided(one))

    def place(self, placed: Placed) -> Place:
        """Line and column of the first word of a proposal."""
        reading, source = self.proposed.reading, self.proposed.source
        return located(reading, source, placed.proposal.passage, placed.proposal.span.begin)

    def context(self, placed: Placed) -> Context:
        """The words of a proposal, with those around them."""
        text = self.proposed.reading.passages[placed.proposal.passage].text
        begin, end = placed.proposal.span
        # a paragraph may be a book
        before, after = text[max(0, begin - _NEAR) : begin], text[end : end + _NEAR]
        first = before.rsplit(" ", _WORDS + 1)
        last = after.split(" ", _WORDS + 1)
        if len(first) > _WORDS + 1:
            before = "… " + " ".join(first[1:])
        if len(last) > _WORDS + 1:
            after = " ".join(last[:-1]) + " …"
        return Context(before, text[begin:end], after)

    def pointer(self, placed: Placed, target: Key | str) -> str:
        """How a pointer from there to an entry is written; the id of a candidate as it is."""
        if isinstance(target, str):
            return target
        return self.conventions.pointer(target, placed.proposal.pointer, placed.spot.parent)[1]

    def tags(self, placed: Placed, ids: Mapping[str, str] | None = None) -> list[NewTag]:
        """The tags of a proposal and its parts, without the machine's marks."""
        return list(tags_of(placed, self.conventions, "", ids or {}))

    def edited(
        self, placed: Iterable[Placed], accepted: Collection[Placed] = (), ids: Mapping[str, str] | None = None
    ) -> Document:
        """The document with the tags of these proposals; the document itself if there are none. Raises `CannotRun`."""
        chosen = list(placed)
        if not chosen:
            return self.document
        return tag(self.document, self.proposed.source, chosen, self.conventions, accepted=accepted, pointers_to=ids)


def work_on(
    document: Document, wanted: Wanted, authorities: Iterable[Path] = (), root: Path | None = None, language: str = ""
) -> Work:
    """What is proposed for a document. `root` is the folder below which lists are read that the text points at.

    Raises `CannotRun` where the document cannot be edited.
    """
    known = known_for(document, authorities, root)
    proposed = propose(document, known, wanted.kinds, language=language)
    sure = CERTS[: CERTS.index(wanted.cert) + 1]
    placed = tuple(one for one in proposed.placed if one.proposal.cert in sure)
    conventions = Conventions(proposed.reading, entries_by_id(known), wanted.names)
    return Work(document, proposed, conventions, placed)


def drafted(
    document: Document, wanted: Wanted, authorities: Iterable[Path] = (), root: Path | None = None, language: str = ""
) -> tuple[Document, Work]:
    """A draft with the tags that can be set without an editor's choice, and what was proposed for it.

    Works that it cites and no list has get entries in its own `standOff`. Raises `CannotRun` as `work_on` does.
    """
    work = work_on(document, wanted, authorities, root, language)
    cited = {target for placed in work.ready for part in placed.proposal.parts for target in part.targets}
    candidates = [one for one in work.proposed.candidates if one.kind is Kind.CITATION and one.id in cited]
    if not work.ready:
        return document, work
    taken = work.conventions.ids
    source = work.proposed.source
    return tag(document, source, work.ready, work.conventions, candidates=candidates, taken=taken), work


def is_standard_input(document: Document) -> bool:
    """True of what came from standard input, and goes to standard output."""
    return document.path == _STANDARD_INPUT


def save(edited: Document, before: Document) -> bool:
    """Writes a file if it has changed, whole or not at all; true if it has. Raises `CannotRun`."""
    if edited.data == before.data:
        return False
    write_whole(edited.path.resolve(), edited.data)
    return True
