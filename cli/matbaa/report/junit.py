"""JUnit's XML: a test case for each file, which fails with its errors; warnings and notes stand in its output."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from matbaa.finding import Finding, Severity
from matbaa.report import text

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["render"]

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(findings: Sequence[Finding], files: Sequence[str]) -> str:
    """A test suite with one case for each of `files`, and for each other name that a finding has."""
    cases = dict.fromkeys([*files, *(finding.file or "" for finding in findings)])
    failed = {finding.file or "" for finding in findings if finding.severity >= Severity.ERROR}
    suite = ElementTree.Element(
        "testsuite", name="matbaa validate", tests=str(len(cases)), failures=str(len(failed)), errors="0"
    )
    for name in cases:
        case = ElementTree.SubElement(
            suite, "testcase", classname="matbaa.validate", name=_clean(name or "(all files)")
        )
        own = [finding for finding in findings if (finding.file or "") == name]
        errors = [finding for finding in own if finding.severity >= Severity.ERROR]
        if errors:
            message = errors[0].message if len(errors) == 1 else f"{len(errors)} errors"
            failure = ElementTree.SubElement(case, "failure", type=errors[0].code, message=_clean(message))
            failure.text = _clean(text.render(errors))
        if rest := [finding for finding in own if finding.severity < Severity.ERROR]:
            ElementTree.SubElement(case, "system-out").text = _clean(text.render(rest))
    top = ElementTree.Element("testsuites")
    top.append(suite)
    ElementTree.indent(top)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(top, encoding="unicode") + "\n"


def _clean(words: str) -> str:
    return _NOT_XML.sub("\ufffd", words)
