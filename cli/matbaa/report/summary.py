"""How many of what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matbaa.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matbaa.report.model import Report

__all__ = ["Summary", "most", "summarise"]

# from this number of findings on, it helps to know which are the most frequent
_MANY = 20
_MOST = 5


@dataclass(frozen=True, slots=True)
class Summary:
    """The number of files looked at, and of findings by severity; of those, none is waived or known before."""

    files: int
    errors: int
    warnings: int
    hints: int
    waived: int = 0
    known: int = 0

    def sentence(self, *, complete: bool = True) -> str:
        """In words; "valid" only where the run was `complete`, with a schema for each file and no finding left out."""
        files = _count(self.files, "file")
        counts = [_count(self.errors, "error"), _count(self.warnings, "warning"), _count(self.hints, "hint")]
        others = [f"{self.waived} waived", f"{self.known} known before"]
        told = ", ".join(text for text in counts if not text.startswith("0 "))
        more = ", ".join(text for text in others if not text.startswith("0 "))
        if self.errors or self.warnings:
            return f"{files}: {told}" + (f" ({more})" if more else "")
        if self.known:
            verdict = f"{files}: nothing new"
        else:
            verdict = f"{files} valid" if complete else f"{files}: no fault found by the checks that ran"
        rest = ", ".join(text for text in (told, more) if text)
        return verdict + (f" ({rest})" if rest else "")


def summarise(report: Report) -> Summary:
    """The summary of a run."""
    severities = Counter(finding.severity for finding in report.findings)
    return Summary(
        len(report.files),
        severities[Severity.ERROR],
        severities[Severity.WARNING],
        severities[Severity.HINT],
        len(report.waived),
        len(report.known or ()),
    )


def most(findings: Iterable[Finding]) -> str | None:
    """The codes that are most frequent, in words; none where the findings are few or of one code."""
    codes = Counter(finding.code for finding in findings)
    if codes.total() <= _MANY or len(codes) < 2:
        return None
    ranked = sorted(codes.items(), key=lambda item: (-item[1], item[0]))[:_MOST]
    return "most often: " + ", ".join(f"{code} ({number})" for code, number in ranked)


def _count(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")
