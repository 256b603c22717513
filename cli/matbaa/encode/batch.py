"""Many files, one after another: of each, only what is needed later is kept, for they may be thousands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from matbaa.document import read, require_tei
from matbaa.encode.listing import undecided
from matbaa.encode.work import is_standard_input, work_on
from matbaa.files import STDIN, write_whole
from matbaa.finding import BadInput, CannotRun

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from matbaa.document import Document
    from matbaa.encode.model import Candidate
    from matbaa.encode.work import Wanted, Work
    from matbaa.finding import Finding

__all__ = ["Batch", "Changes", "Rest"]


@dataclass(frozen=True, slots=True)
class Rest:
    """What remains of the work on one file: how many proposals there are and can be written, the entries that no list
    has, the ids that lists have, and what is to be told: of what had to be left, and of what the editor has to choose.
    """

    path: Path
    proposals: int
    ready: int
    candidates: tuple[Candidate, ...]
    taken: frozenset[str]
    left: tuple[Finding, ...]
    undecided: tuple[Finding, ...]

    @classmethod
    def of(cls, work: Work) -> Rest:
        """That of one file."""
        return cls(
            work.document.path, len(work.placed), len(work.ready), work.proposed.candidates,
            frozenset(work.conventions.ids), work.proposed.findings, tuple(undecided(work)),
        )  # fmt: skip


@dataclass(eq=False)
class Batch:
    """The files, and what is wanted of them; `name` says what messages call them, `home` of each the folder and the
    language of the edition that it is part of.
    """

    paths: Sequence[Path]
    wanted: Wanted
    lists: Sequence[Path] = ()
    name: Callable[[Path], str] = str
    home: Callable[[Document], tuple[Path | None, str]] = lambda _: (None, "")
    _standard_input: Document | None = None

    def texts(self) -> Iterator[Document]:
        """The TEI files that can be read. After the last, raises `CannotRun` with a finding for each that cannot."""
        faults: list[Finding] = []
        for path in self.paths:
            try:
                document = require_tei(self._read(path))
            except CannotRun as error:
                faults.extend(error.findings)
                continue
            yield document
        if faults:
            raise BadInput.of(faults)

    def works(self) -> Iterator[Work]:
        """What is proposed for each. Raises `CannotRun` as `texts` does, and for what cannot be edited."""
        for document in self.texts():
            root, language = self.home(document)
            yield work_on(document, self.wanted, self.lists, root, language)

    def _read(self, path: Path) -> Document:
        if path != STDIN:
            return read(path, self.name(path))
        if self._standard_input is None:  # it can be read once only
            self._standard_input = read(path)
        return self._standard_input


@dataclass(eq=False)
class Changes:
    """Edited files that are written when all are there, each whole or not at all."""

    files: list[tuple[Path, bytes]] = field(default_factory=list)
    # what goes to standard output
    printed: bytes | None = None

    def add(self, before: Document, after: Document) -> None:
        """Keeps an edited file, if it has changed."""
        if is_standard_input(before):
            self.printed = after.data
        elif after.data != before.data:
            self.files.append((before.path, after.data))

    def save(self) -> int:
        """Writes the files; gives their number. Raises `CannotRun`."""
        for path, data in self.files:
            write_whole(path.resolve(), data)
        return len(self.files)
