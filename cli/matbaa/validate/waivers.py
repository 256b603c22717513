"""The findings that edition.toml waives, and the waivers that waive nothing."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from matbaa.finding import Finding, Severity
from matbaa.report.model import Waived

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from matbaa.project import Waiver

__all__ = ["applied", "fits", "unused"]


def applied(
    findings: Iterable[Finding], waivers: Sequence[Waiver], inside: Callable[[str], str | None]
) -> tuple[list[Finding], list[Waived], frozenset[Waiver]]:
    """The findings that are not waived, those that are, and the waivers that were needed.

    `inside` gives the path below the edition's folder for a file's name in findings; none for a file outside it.
    """
    by_code: dict[str, list[Waiver]] = {}
    for waiver in waivers:
        by_code.setdefault(waiver.code, []).append(waiver)
    left: list[Finding] = []
    waived: list[Waived] = []
    needed: set[Waiver] = set()
    for finding in findings:
        candidates = by_code.get(finding.code, ()) if finding.file is not None else ()
        path = inside(finding.file) if candidates and finding.file is not None else None
        found = [waiver for waiver in candidates if path is not None and _waives(waiver, finding, path)]
        if found:
            # all of them are needed: one may be for the line, another for the file
            needed.update(found)
            waived.append(Waived(finding, found[0].reason))
        else:
            left.append(finding)
    return left, waived, frozenset(needed)


def unused(waivers: Iterable[Waiver], checked: Collection[str], config: str, *, whole: bool) -> list[Finding]:
    """MBC008 for each of `waivers`, which waive nothing, at its place in `config`.

    `checked` are the files of this run as paths below the edition's folder; unless the run was over the `whole`
    edition, a waiver for other files cannot be judged.
    """
    return [
        Finding(
            "MBC008",
            Severity.WARNING,
            f"this waiver is not needed: there is no {waiver.code} {_where(waiver)}",
            config,
            *waiver.place,
            hint="delete it, or mend its file, line or match",
        )
        for waiver in waivers
        if whole or waiver.files in checked
    ]


def fits(path: str, pattern: str) -> bool:
    """True if `path`, with `/` between its parts, is `pattern`, or one of the paths that it stands for.

    In a pattern, `*` and `?` stand for any characters and any one character of a name, `**` for any folders.
    """
    return path == pattern or _compiled(pattern).fullmatch(path) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    signs = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern)
    return re.compile("".join(signs.get(part) or re.escape(part) for part in parts), re.DOTALL)


def _waives(waiver: Waiver, finding: Finding, path: str) -> bool:
    if waiver.line is not None and finding.line != waiver.line:
        return False
    if waiver.match is not None and waiver.match not in finding.message:
        return False
    return fits(path, waiver.files)


def _where(waiver: Waiver) -> str:
    words = f"in {waiver.files}"
    if waiver.line is not None:
        words += f", line {waiver.line}"
    return words + (f', whose message has "{waiver.match}"' if waiver.match is not None else "")
