"""SARIF 2.1.0, the exchange format of code scanning."""

from __future__ import annotations

import hashlib
import json
import os
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from matbaa.finding import Finding, Severity
from matbaa.report.characters import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matbaa.report.model import Report

__all__ = ["render"]

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}
# what relative addresses start at; whoever reads the report says where that is
_BASE = "SRCROOT"


def render(report: Report) -> Iterator[str]:
    """One run with a result for each finding, those waived marked as suppressed, a rule for each code that occurs, and
    the files that were looked at. What concerns no file is told as a notification of the tool: those who read results
    want a place for each.
    """
    codes: dict[str, int] = {}
    states = ("new", "unchanged") if report.known is not None else (None, None)
    results = chain(
        (_result(finding, codes, report, state=states[0]) for finding in report.findings if finding.file is not None),
        (_result(finding, codes, report, reason=reason, state=states[0]) for finding, reason in report.waived),
        (
            _result(finding, codes, report, state=states[1])
            for finding in report.known or ()
            if finding.file is not None
        ),
    )
    yield '{\n"$schema": "https://json.schemastore.org/sarif-2.1.0.json",\n"version": "2.1.0",\n"runs": [{\n'
    yield '"columnKind": "unicodeCodePoints",\n'
    yield f'"originalUriBaseIds": {_json({_BASE: {"description": {"text": "The folder that matbaa ran in."}}})},\n'
    yield from _array("artifacts", ({"location": _location(report.shown(file))} for file in report.files))
    yield from _array("results", results)
    notifications = [_notification(finding, codes) for finding in report.findings if finding.file is None]
    invocation = {"executionSuccessful": True, "toolExecutionNotifications": notifications}
    yield f'"invocations": {_json([invocation])},\n'
    driver = {"name": "Matbaa", **_version(), "rules": [_rule(code) for code in codes]}
    yield f'"tool": {_json({"driver": driver})}\n}}]\n}}\n'


def _notification(finding: Finding, codes: dict[str, int]) -> dict[str, Any]:
    rule = {"id": finding.code, "index": codes.setdefault(finding.code, len(codes))}
    return {"level": _LEVELS[finding.severity], "message": {"text": _words(finding)}, "associatedRule": rule}


def _words(finding: Finding) -> str:
    return printable(finding.message if not finding.hint else f"{finding.message} ({finding.hint})") or finding.code


def _array(name: str, items: Iterable[object]) -> Iterator[str]:
    separator = f'"{name}": [\n'
    for item in items:
        yield f"{separator}{_json(item)}"
        separator = ",\n"
    yield "\n],\n" if separator == ",\n" else f'"{name}": [],\n'


def _json(item: object) -> str:
    return json.dumps(item, ensure_ascii=False)


def _version() -> dict[str, str]:
    try:
        return {"semanticVersion": version("matbaa")}
    except PackageNotFoundError:  # run from a checkout that is not installed
        return {}


def _rule(code: str) -> dict[str, Any]:
    """What the page of a code says."""
    from matbaa.codes import page

    try:
        found = page(code)
    except (KeyError, ValueError):
        return {"id": code}
    _, _, body = found.text.partition("\n")
    return {
        "id": code,
        "shortDescription": {"text": found.title},
        "fullDescription": {"text": found.explanation},
        "help": {"text": found.explanation, "markdown": body.strip()},
    }


def _result(
    finding: Finding, codes: dict[str, int], report: Report, *, reason: str | None = None, state: str | None = None
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": codes.setdefault(finding.code, len(codes)),
        "level": _LEVELS[finding.severity],
        "message": {"text": _words(finding)},
        "partialFingerprints": {"matbaa/v1": _fingerprint(finding)},
    }
    if finding.file is not None:
        physical: dict[str, Any] = {"artifactLocation": _location(report.shown(finding.file))}
        if finding.line is not None:
            region = {"startLine": finding.line}
            if finding.column is not None:
                region["startColumn"] = finding.column
            physical["region"] = region
        result["locations"] = [{"physicalLocation": physical}]
    if finding.see:
        result["properties"] = {"see": printable(finding.see)}
    if reason is not None:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": printable(reason)}]
    if state is not None:
        result["baselineState"] = state
    return result


def _fingerprint(finding: Finding) -> str:
    """What is the same of a finding from run to run, though it moves to another line."""
    from matbaa.validate.baseline import identity

    words = "\0".join(identity(finding.code, finding.file, finding.message))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _location(name: str) -> dict[str, str]:
    written = quote(os.fsencode(name.replace(os.sep, "/")))
    if os.path.isabs(name):  # noqa: PTH117 -- a name, which need not be a path of this machine
        return {"uri": f"file://{'' if written.startswith('/') else '/'}{written}"}
    return {"uri": written, "uriBaseId": _BASE}
