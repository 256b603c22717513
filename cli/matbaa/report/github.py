"""Workflow commands of GitHub Actions, which show each finding beside its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.finding import Finding, Severity
from matbaa.report.characters import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["render"]

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def render(findings: Iterable[Finding], _files: Sequence[str] = ()) -> str:
    """One line a finding."""
    return "".join(_line(finding) for finding in findings)


def _line(finding: Finding) -> str:
    properties = {"file": finding.file, "line": finding.line, "col": finding.column, "title": finding.code}
    written = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value is not None)
    words = finding.message if not finding.hint else f"{finding.message}\n{finding.hint}"
    return f"::{_COMMANDS[finding.severity]} {written}::{_data(words)}\n"


def _data(words: str) -> str:
    return printable(words).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")
