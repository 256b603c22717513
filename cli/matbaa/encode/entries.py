"""The file of candidates beside the texts that cite them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matbaa.document import read, require_tei
from matbaa.encode.candidates import gathered, new_list, with_entries
from matbaa.encode.conventions import relative_pointer
from matbaa.files import refuse_overwriting, write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from matbaa.document import Document
    from matbaa.encode.work import Work

__all__ = ["Entries"]


@dataclass(frozen=True, eq=False)
class Entries:
    """The entries that no list has, in a file of their own; without one, they are nowhere and nothing points at them.

    `ids` are, for each of the works, those that its candidates have in the file.
    """

    path: Path | None
    document: Document | None
    number: int
    ids: dict[Work, dict[str, str]]

    @classmethod
    def of(cls, works: Sequence[Work], path: Path | None) -> Entries:
        """Those of the candidates of all works: added to the file where it is there, else to a new one.

        Raises `CannotRun` where the file cannot be read or edited, or is one of the texts.
        """
        found, ids = gathered(work.proposed.candidates for work in works)
        if path is None or not found:
            return cls(path, None, 0, {})
        refuse_overwriting([path], [work.document.path for work in works])
        before = require_tei(read(path)) if path.exists() else new_list(path)
        taken = {name for work in works for name in work.conventions.ids}
        document, given = with_entries(before, found, taken)
        return cls(
            path, document, len(found),
            {work: {own: given[name] for own, name in one.items()} for work, one in zip(works, ids, strict=True)},
        )  # fmt: skip

    def pointers(self, work: Work) -> dict[str, str]:
        """How a text points at its candidates, by their ids."""
        if self.path is None:
            return {}
        path = self.path.resolve().as_posix()
        return {
            own: relative_pointer((path, identity), work.document.path)
            for own, identity in self.ids.get(work, {}).items()
        }

    def save(self) -> bool:
        """Writes the file, if there is something to write. Raises `CannotRun`."""
        if self.path is None or self.document is None:
            return False
        write_whole(self.path.resolve(), self.document.data)
        return True
