"""What the readings of all files of a schema share: its faults, its datatypes, and what is still to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from matbaa.relaxng.reader_files import Unresolved
from matbaa.relaxng.reader_types import Types

if TYPE_CHECKING:
    from pathlib import Path

    from matbaa.relaxng.reader_faults import Faults
    from matbaa.relaxng.reader_files import Files
    from matbaa.relaxng.reader_tree import At, Component, Definition, Include, Scope

__all__ = ["Job", "Reading"]

_MOST_ELEMENTS: Final = 300_000


class Job(NamedTuple):
    """A file that is still to be read, for what refers to it.

    `namespace` and `scope` are those around the reference; `chain` holds the files that led to it.
    """

    path: Path
    at: At
    namespace: str
    scope: Scope | None
    chain: tuple[Path, ...]


class Reading:
    """Keeps count of one schema while its files are read."""

    def __init__(self, files: Files, faults: Faults) -> None:
        self.faults = faults
        self.types = Types()
        # where what a file holds is to go: an external pattern, or the components of an included grammar
        self.jobs: list[tuple[Job, Definition | list[Component | Include]]] = []
        self._files = files
        self._externals: dict[tuple[Path, str, Scope | None], Definition] = {}
        self._count = 0

    def count(self, at: At) -> None:
        """Counts an element; ends the reading where there are too many."""
        self._count += 1
        if self._count > _MOST_ELEMENTS:
            self.faults.stop(
                at,
                f"the schema has more than {_MOST_ELEMENTS:,} elements, with those of all files that it includes",
                "look for a file that is included again and again",
            )

    def external(self, job: Job, definition: Definition) -> Definition:
        """What stands for an external pattern: `definition`, or what was given for the same file, namespace and grammar
        before.
        """
        key = (job.path, job.namespace, job.scope)
        found = self._externals.get(key)
        if found is None:
            found = self._externals[key] = definition
            self.jobs.append((job, definition))
        return found

    def resolve(self, at: At, address: str, base: str) -> Path | None:
        """The file that the address in @href means; none, with a fault, if that is none that can be read."""
        try:
            return self._files.resolve(address, base).resolve()
        except Unresolved as error:
            self.faults.add(at, error.message, error.hint, attribute="href")
        except (OSError, ValueError, RuntimeError):
            self.faults.add(at, f'"{address}" is not the name of a file', "give the path of a file", attribute="href")
        return None
