"""JSON: an object with `findings`, a list in the order of the text report, and `summary`."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from matbaa.report.characters import printable
from matbaa.report.summary import summarise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.finding import Finding

__all__ = ["render"]


def render(findings: Sequence[Finding], files: Sequence[str]) -> str:
    """The report on `files`; each finding has every key, `null` where it has no value."""
    report: dict[str, Any] = {
        "findings": [{**asdict(finding), "severity": finding.severity.label} for finding in findings],
        "summary": asdict(summarise(findings, len(files))),
    }
    return printable(json.dumps(report, ensure_ascii=False, indent=2)) + "\n"
