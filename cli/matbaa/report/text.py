"""`file:line:column: severity CODE message`, the hint indented below: for people, and for editors that jump to
places.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from matbaa.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["render"]

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.HINT: "36"}
# what a text must not send to a terminal
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def render(findings: Iterable[Finding], *, colour: bool = False) -> str:
    """One or more lines a finding, each ended by a line feed; `colour` marks them up for a terminal."""
    return "".join(_lines(finding, colour) for finding in findings)


def _lines(finding: Finding, colour: bool) -> str:
    place = ":".join(str(part) for part in (finding.file, finding.line, finding.column) if part is not None)
    severity = finding.severity.label
    place = f"{_plain(place)}: " if place else ""
    if colour:
        place = f"\x1b[1m{place}\x1b[0m"
        severity = f"\x1b[{_COLOURS[finding.severity]}m{severity}\x1b[0m"
    lines = [f"{place}{severity} {finding.code} {_plain(finding.message)}"]
    if finding.hint:
        lines.append(f"    {_plain(finding.hint)}")
    if finding.see:
        lines.append(f"    see {_plain(finding.see)}")
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    return _CONTROL.sub("\ufffd", re.sub(r"\r?\n|\t", " ", text))
