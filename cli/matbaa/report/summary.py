"""How many of what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matbaa.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Summary", "summarise"]


@dataclass(frozen=True, slots=True)
class Summary:
    """The number of files looked at, and of findings by severity."""

    files: int
    errors: int
    warnings: int
    hints: int

    def sentence(self, *, complete: bool = True) -> str:
        """In words; "valid" only where the run was `complete`, with a schema for each file and no finding left out."""
        files = _count(self.files, "file")
        counts = [_count(self.errors, "error"), _count(self.warnings, "warning"), _count(self.hints, "hint")]
        told = ", ".join(text for text in counts if not text.startswith("0 "))
        if self.errors or self.warnings:
            return f"{files}: {told}"
        verdict = f"{files} valid" if complete else f"{files}: nothing found by the checks that ran"
        return verdict + (f" ({told})" if told else "")


def summarise(findings: Iterable[Finding], files: int) -> Summary:
    """The summary of a run over that many files."""
    severities = [finding.severity for finding in findings]
    return Summary(
        files,
        severities.count(Severity.ERROR),
        severities.count(Severity.WARNING),
        severities.count(Severity.HINT),
    )


def _count(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")
