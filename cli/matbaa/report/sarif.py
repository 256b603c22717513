"""SARIF 2.1.0, the exchange format of code scanning."""

from __future__ import annotations

import json
import os
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from matbaa.finding import Finding, Severity
from matbaa.report.characters import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["render"]

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}


def render(findings: Sequence[Finding], files: Sequence[str]) -> str:
    """One run with a rule for each code that occurs, a result for each finding, and the files that were looked at."""
    codes = sorted({finding.code for finding in findings})
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "matbaa", **_version(), "rules": [{"id": code} for code in codes]}},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(file)}} for file in files],
        "results": [_result(finding, codes) for finding in findings],
    }
    report = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _version() -> dict[str, str]:
    try:
        return {"version": version("matbaa")}
    except PackageNotFoundError:  # run from a checkout that is not installed
        return {}


def _result(finding: Finding, codes: list[str]) -> dict[str, Any]:
    words = finding.message if not finding.hint else f"{finding.message} ({finding.hint})"
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": _LEVELS[finding.severity],
        "message": {"text": printable(words)},
    }
    if finding.file is not None:
        physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(finding.file)}}
        if finding.line is not None:
            region = {"startLine": finding.line}
            if finding.column is not None:
                region["startColumn"] = finding.column
            physical["region"] = region
        result["locations"] = [{"physicalLocation": physical}]
    return result


def _uri(file: str) -> str:
    return ("file://" if file.startswith("/") else "") + quote(os.fsencode(file))
