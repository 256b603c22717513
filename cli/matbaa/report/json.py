"""JSON, as docs/reports.md and docs/report.schema.json describe it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from matbaa.report.characters import printable
from matbaa.report.summary import summarise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matbaa.finding import Finding
    from matbaa.report.model import Report

__all__ = ["VERSION", "finding_members", "members", "render"]

# raised when what is there changes its meaning or goes; new keys may come at any time
VERSION = 1


def render(report: Report) -> Iterator[str]:
    """The report; each finding has every key, `null` where it has no value."""
    waived = ({**finding_members(finding), "reason": printable(reason)} for finding, reason in report.waived)
    yield "{\n"
    yield f'  "version": {VERSION},\n'
    yield '  "tool": "matbaa",\n'
    yield from members("findings", map(finding_members, report.findings))
    yield from members("waived", waived)
    if report.known is not None:
        yield from members("known", map(finding_members, report.known))
    yield f'  "complete": {json.dumps(report.complete)},\n'
    yield f'  "summary": {json.dumps(asdict(summarise(report)))}\n'
    yield "}\n"


def finding_members(finding: Finding) -> dict[str, Any]:
    """What the report says of one finding."""
    return {
        "code": finding.code,
        "severity": finding.severity.label,
        "message": printable(finding.message),
        "file": _written(finding.file),
        "line": finding.line,
        "column": finding.column,
        "hint": _written(finding.hint),
        "see": _written(finding.see),
    }


def members(name: str, items: Iterable[object]) -> Iterator[str]:
    """The member `name` of an object: an array with one line for each item."""
    lines = iter(items)
    first = next(lines, None)
    if first is None:
        yield f'  "{name}": [],\n'
        return
    yield f'  "{name}": [\n    {_line(first)}'
    for item in lines:
        yield f",\n    {_line(item)}"
    yield "\n  ],\n"


def _line(item: object) -> str:
    return json.dumps(item, ensure_ascii=False)


def _written(words: str | None) -> str | None:
    return None if words is None else printable(words)
