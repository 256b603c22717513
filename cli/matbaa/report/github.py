"""Workflow commands of GitHub Actions, which show each finding beside its line."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from matbaa.finding import Finding, Severity
from matbaa.report.characters import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matbaa.report.model import Report

__all__ = ["render"]

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def render(report: Report) -> Iterator[str]:
    """One line a finding; the gravest first, for GitHub shows ten of each severity."""
    for severity in sorted(Severity, reverse=True):
        for finding in report.findings:
            if finding.severity is severity:
                yield _line(finding, report)


def _line(finding: Finding, report: Report) -> str:
    file = _in_repository(report.shown(finding.file)) if finding.file is not None else None
    properties = {"file": file, "line": finding.line, "col": finding.column, "title": finding.code}
    written = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value is not None)
    words = finding.message if not finding.hint else f"{finding.message}\n{finding.hint}"
    return f"::{_COMMANDS[finding.severity]} {written}::{_data(words)}\n"


def _in_repository(name: str) -> str:
    """`name`, which starts at the current folder, as it starts at the repository's; GitHub knows it by that."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if not workspace or Path(name).is_absolute() or Path.cwd() == Path(workspace):
        return name
    path = os.path.normpath(Path.cwd() / name)
    return os.path.relpath(path, workspace) if Path(path).is_relative_to(workspace) else name


def _data(words: str) -> str:
    return printable(words).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")
