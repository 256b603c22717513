"""What the validating process does: the findings of the edition, of a large one those of what has changed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from matbaa.finding import CannotRun, Finding
from matbaa.serve.model import Checked, Order, Remark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from matbaa.report.model import Report
    from matbaa.report.source import Source

__all__ = ["checker", "remarks"]

# up to so many files the whole edition is checked each time: what has not changed is looked up
_SMALL = 300


def checker() -> Callable[[Order, Callable[[str], None]], Checked]:
    """The work of a validating process, which lets the building one go first."""
    if hasattr(os, "nice"):
        os.nice(5)
    return _check


def _check(order: Order, _say: Callable[[str], None]) -> Checked:
    from matbaa.project import load
    from matbaa.report import text
    from matbaa.report.sift import sift
    from matbaa.validate.plan import of_paths, of_project
    from matbaa.validate.run import validate

    try:
        project = load(order.config)
        files = (*project.texts, *project.authorities)
        small = len(files) <= _SMALL
        chosen = [path for path in files if path in order.changed]
        if not small and not chosen:
            return Checked()
        plan = of_project(project) if small else of_paths(chosen, project)
        checks = project.checks
        found = list(validate(plan, select=checks.select, ignore=checks.ignore, jobs=1))
        report = sift(found, plan, project, checks, whole=small)
    except CannotRun as error:
        return Checked(remarks(error.findings), text.told(error.findings), findings=error.findings)
    told = "".join(text.render(report))
    return Checked(_remarks(report), told, len(plan.items), tuple(report.findings))


def remarks(findings: Iterable[Finding], folder: Path | None = None) -> tuple[Remark, ...]:
    """Findings as a page shows them; `folder` is where their names start."""
    from matbaa.report.source import Source

    def read(name: str) -> bytes | None:
        try:
            return (folder / name if folder else Path(name)).read_bytes()
        except OSError:
            return None

    source = Source(read)
    return tuple(_remark(finding, source) for finding in findings)


def _remarks(report: Report) -> tuple[Remark, ...]:
    from matbaa.report.source import Source

    def read(name: str) -> bytes | None:
        try:
            return report.path(name).read_bytes()
        except OSError:
            return None

    source = Source(read)
    return tuple(_remark(finding, source) for finding in report.findings)


def _remark(finding: Finding, source: Source) -> Remark:
    part = None
    if finding.file is not None and finding.line is not None and finding.column is not None:
        part = source.excerpt(finding.file, finding.line, finding.column)
    return Remark(
        finding.code,
        finding.severity.label,
        finding.message,
        finding.file or "",
        finding.line,
        finding.column,
        finding.hint or "",
        part.text.strip() if part else "",
    )
