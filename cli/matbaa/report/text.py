"""Text for people: `file:line:column: severity CODE message`, which editors and terminals can jump to, and below it
the line of the file with the culprit marked, and what to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.finding import Finding, Severity
from matbaa.report.characters import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matbaa.report.model import Report
    from matbaa.report.source import Source

__all__ = ["render", "told"]

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.HINT: "36"}
_BOLD, _FAINT = "1", "2"
# what stands before a line of a file, and the sign that there is more of it
_GUTTER = 10


def render(report: Report, *, colour: bool = False, columns: int | None = None) -> Iterator[str]:
    """A piece for each finding, with an empty line between two files; `colour` marks it up for a terminal, which has
    so many `columns`.
    """
    from matbaa.report.source import Source

    source = Source(lambda name: _bytes(report, name), *([columns - _GUTTER] if columns else []))
    before = name = None
    for number, finding in enumerate(report.findings):
        if not number or finding.file != before:
            name = report.shown(finding.file) if finding.file is not None else None
            if number:
                yield "\n"
        before = finding.file
        yield _lines(finding, name, colour, source)


def told(findings: Iterable[Finding], *, colour: bool = False) -> str:
    """Findings without the lines that they are about."""
    return "".join(_lines(finding, finding.file, colour) for finding in findings)


def _bytes(report: Report, name: str) -> bytes | None:
    if report.held and name in report.held:
        return report.held[name]
    try:
        return report.path(name).read_bytes()
    except OSError:
        return None


def _lines(finding: Finding, name: str | None, colour: bool, source: Source | None = None) -> str:
    def marked(words: str, *codes: str) -> str:
        return f"\x1b[{';'.join(codes)}m{words}\x1b[0m" if colour and words else words

    shade = _COLOURS[finding.severity]
    place = ":".join(str(part) for part in (name, finding.line, finding.column) if part is not None)
    place = marked(f"{plain(place)}: ", _BOLD) if place else ""
    severity = marked(finding.severity.label, _BOLD, shade)
    lines = [f"{place}{severity} {finding.code} {plain(finding.message)}"]
    part = None
    if source is not None and finding.file is not None and finding.line is not None and finding.column is not None:
        part = source.excerpt(finding.file, finding.line, finding.column)
    if part:
        gutter = f"{finding.line:>6} | "
        bar = f"{'| ':>{len(gutter)}}"
        lines.append(f"{marked(gutter, _FAINT)}{part.text}")
        lines.append(f"{marked(bar, _FAINT)}{' ' * part.start}{marked('^' * part.length, _BOLD, shade)}")
    if finding.hint:
        lines.append(f"    {plain(finding.hint)}")
    if finding.see:
        lines.append(f"    see {plain(finding.see)}")
    return "\n".join(lines) + "\n"
