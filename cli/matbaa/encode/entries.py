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
    from matbaa.encode.batch import Rest

__all__ = ["Entries"]


@dataclass(frozen=True, eq=False)
class Entries:
    """The entries that no list has, in a file of their own; without one, they are nowhere and nothing points at them.

    `ids` are, for each of the texts, those that the works it cites have in the file.
    """

    path: Path | None
    document: Document | None
    number: int
    ids: dict[Path, dict[str, str]]

    @classmethod
    def of(cls, rests: Sequence[Rest], path: Path | None) -> Entries:
        """Those of the candidates of all files: added to the file where it is there, else to a new one.

        Raises `CannotRun` where the file cannot be read or edited, or is one of the texts.
        """
        found, ids = gathered(rest.candidates for rest in rests)
        if path is None or not found:
            return cls(path, None, 0, {})
        refuse_overwriting([path], [rest.path for rest in rests])
        before = require_tei(read(path)) if path.exists() else new_list(path)
        taken = frozenset[str]().union(*(rest.taken for rest in rests))
        document, given = with_entries(before, found, taken)
        return cls(
            path, document, len(found),
            {rest.path: {own: given[name] for own, name in one.items()} for rest, one in zip(rests, ids, strict=True)},
        )  # fmt: skip

    def pointers(self, document: Path) -> dict[str, str]:
        """How a text points at its candidates, by their ids."""
        if self.path is None:
            return {}
        path = self.path.resolve().as_posix()
        return {
            own: relative_pointer((path, identity), document) for own, identity in self.ids.get(document, {}).items()
        }

    def save(self) -> bool:
        """Writes the file, if there is something to write. Raises `CannotRun`."""
        if self.path is None or self.document is None:
            return False
        write_whole(self.path.resolve(), self.document.data)
        return True
