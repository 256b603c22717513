"""JUnit's XML: a test suite for each file, and in it a test case for each code that was found."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from matbaa.finding import Finding, Severity
from matbaa.report import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matbaa.report.model import Report

__all__ = ["render"]

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WHOLE = "(all files)"


def render(report: Report) -> Iterator[str]:
    """Errors are failures, waived findings are skipped tests, warnings and hints are output of a test that passes; a
    file without findings is one test that passes.
    """
    waived: dict[str, list[tuple[Finding, str]]] = {}
    for finding, reason in report.waived:
        waived.setdefault(finding.file or "", []).append((finding, reason))
    rest = dict.fromkeys(report.files)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="matbaa validate">\n'
    for name, found in groupby(report.findings, key=lambda finding: finding.file or ""):
        rest.pop(name, None)
        yield _suite(name, list(found), waived.pop(name, []))
    for name in dict.fromkeys([*rest, *waived]):
        yield _suite(name, [], waived.get(name, []))
    yield "</testsuites>\n"


def _suite(name: str, findings: list[Finding], waived: list[tuple[Finding, str]]) -> str:
    title = name or _WHOLE
    by_code: dict[str, list[Finding]] = {}
    for finding in findings:
        by_code.setdefault(finding.code, []).append(finding)
    cases = [_case(title, code, found) for code, found in by_code.items()]
    cases += [
        f"{_open(title, f'{finding.code} waived')}<skipped message={_attribute(reason)}/></testcase>\n"
        for finding, reason in waived
    ]
    failed = sum(any(finding.severity is Severity.ERROR for finding in found) for found in by_code.values())
    if not cases:
        cases = [f"{_open(title, 'no findings')}</testcase>\n"]
    return (
        f'  <testsuite name={_attribute(title)} tests="{len(cases)}" failures="{failed}" errors="0"'
        f' skipped="{len(waived)}">\n{"".join(cases)}  </testsuite>\n'
    )


def _case(title: str, code: str, findings: Iterable[Finding]) -> str:
    found = list(findings)
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    others = [finding for finding in found if finding.severity is not Severity.ERROR]
    parts = [_open(title, code)]
    if errors:
        message = errors[0].message if len(errors) == 1 else f"{len(errors)} errors, the first: {errors[0].message}"
        parts.append(
            f'<failure type="{code}" message={_attribute(message)}>{escape(_clean(text.told(errors)))}</failure>'
        )
    if others:
        parts.append(f"<system-out>{escape(_clean(text.told(others)))}</system-out>")
    return "".join([*parts, "</testcase>\n"])


def _open(title: str, name: str) -> str:
    return f"    <testcase classname={_attribute(title)} name={_attribute(name)}>"


def _attribute(words: str) -> str:
    return quoteattr(_clean(" ".join(words.split())))


def _clean(words: str) -> str:
    return _NOT_XML.sub("\ufffd", words)
