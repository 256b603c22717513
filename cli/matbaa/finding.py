"""The one diagnostic model: whatever a check or a command has to say of its input is a `Finding`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["BadInput", "CannotRun", "Finding", "Place", "Severity"]


class Severity(IntEnum):
    """How grave a finding is; the larger, the graver."""

    HINT = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The word used in reports: `error`, `warning` or `hint`."""
        return self.name.lower()


class Place(NamedTuple):
    """A position in a file; both count from 1, columns in characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or worth knowing: what, where, how grave, and what to do.

    `code` is stable (see docs/findings.md); `file` is the name as the user gave it or, in a project, relative to
    the project's folder; `line` and `column` count from 1 and are absent where the finding is of a whole file.
    """

    code: str
    severity: Severity
    message: str
    file: str | None = None
    line: int | None = None
    column: int | None = None
    hint: str | None = None
    see: str | None = None

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Sort key: by file, then place, then code, so that reports are stable."""
        return (self.file or "", self.line or 0, self.column or 0, self.code, self.message)


class CannotRun(Exception):
    """The command cannot do its work (exit 2); holds the findings that say why."""

    exit_code = 2

    def __init__(self, *findings: Finding) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = findings

    def __reduce__(self) -> tuple[type[CannotRun], tuple[Finding, ...]]:
        """Lets it pass from one process to another."""
        return type(self), self.findings


class BadInput(CannotRun):
    """The work is not done because of what stands in a text (exit 1)."""

    exit_code = 1

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> CannotRun:
        """The exception for findings of unreadable files: this one where all of them are of what stands in a file."""
        faults = tuple(findings)
        in_texts = all(finding.code.startswith("MBW") for finding in faults)
        return cls(*faults) if in_texts else CannotRun(*faults)
