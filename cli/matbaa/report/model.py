"""What a report tells: the files that were looked at, and the findings, new, waived and known before."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matbaa.finding import Finding

__all__ = ["Report", "Waived"]


class Waived(NamedTuple):
    """A finding that edition.toml waives, and the reason given there."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of one run. `findings` are those that count, in the order of the report.

    `known` are those that the baseline has; it is absent where none was given. `complete` is true where each file had
    a schema and nothing was left out. Names that are no absolute paths start at the folder `base`; `held` has the
    bytes of files that are not on disk.
    """

    files: Sequence[str]
    findings: Sequence[Finding]
    waived: Sequence[Waived] = ()
    known: Sequence[Finding] | None = None
    complete: bool = True
    base: Path | None = None
    held: Mapping[str, bytes] | None = None

    def path(self, name: str) -> Path:
        """Where the file `name` lies."""
        return self.base / name if self.base else Path(name)

    def shown(self, name: str) -> str:
        """`name` as it is to be opened from the current folder."""
        if self.base is None or Path(name).is_absolute() or name in (self.held or ()):
            return name
        here = Path.cwd()
        return name if self.base == here else os.path.relpath(self.base / name, here)
