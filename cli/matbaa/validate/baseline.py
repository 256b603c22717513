"""A report kept from before, against which only what is new is told."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from matbaa.finding import CannotRun, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["Identity", "identity", "read", "sorted_out"]

# what stays the same of a finding when its text moves: code, file, message
Identity = tuple[str, str, str]

_VERSION = 1
_LINES = re.compile(r"\b(lines?) \d+|:\d+\b")


def identity(code: str, file: str | None, message: str) -> Identity:
    """What a finding is known by: not its place, nor the lines that its message names."""
    return code, file or "", _LINES.sub(r"\1", message)


def read(path: Path) -> Counter[Identity]:
    """How often each finding stands in a JSON report of `matbaa validate`. Raises `CannotRun`."""
    try:
        report = json.loads(path.read_bytes())
    except FileNotFoundError:
        hint = f"make it first: matbaa validate --format json -o {path}"
        raise CannotRun(Finding("MBI001", Severity.ERROR, "there is no such baseline", str(path), hint=hint)) from None
    except OSError as error:
        raise CannotRun(Finding("MBI003", Severity.ERROR, f"cannot be read: {error.strerror}", str(path))) from None
    except (ValueError, RecursionError):
        raise _unusable(path, "is not JSON") from None
    if not isinstance(report, dict) or "version" not in report or not isinstance(report.get("findings"), list):
        raise _unusable(path, "is no report of Matbaa")
    if report["version"] != _VERSION:
        raise _unusable(path, f"is a report of version {report['version']}, and this Matbaa reads version {_VERSION}")
    known = report.get("known", [])
    return Counter(_identity(path, item) for item in [*report["findings"], *(known if isinstance(known, list) else [])])


def sorted_out(findings: Iterable[Finding], known: Counter[Identity]) -> tuple[list[Finding], list[Finding]]:
    """The findings that are new and those that are known, each as often as it is known."""
    left = known.copy()
    new: list[Finding] = []
    old: list[Finding] = []
    for finding in findings:
        key = identity(finding.code, finding.file, finding.message)
        if left[key] > 0:
            left[key] -= 1
            old.append(finding)
        else:
            new.append(finding)
    return new, old


def _identity(path: Path, item: Any) -> Identity:
    if isinstance(item, dict):
        code, file, message = item.get("code"), item.get("file"), item.get("message")
        if isinstance(code, str) and isinstance(message, str) and (file is None or isinstance(file, str)):
            return identity(code, file, message)
    raise _unusable(path, "has findings that are not of the form of Matbaa's reports")


def _unusable(path: Path, message: str) -> CannotRun:
    hint = "a baseline is what matbaa validate --format json -o FILE writes"
    return CannotRun(Finding("MBI009", Severity.ERROR, message, str(path), hint=hint))
