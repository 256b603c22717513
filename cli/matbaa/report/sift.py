"""What of the findings counts: those asked for, that neither edition.toml waives nor the baseline has."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from matbaa.finding import Severity
from matbaa.project import CONFIG
from matbaa.report.model import Report
from matbaa.validate.baseline import sorted_out
from matbaa.validate.selection import is_selected, selected
from matbaa.validate.waivers import applied, fits, unused

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Sequence

    from matbaa.finding import Finding
    from matbaa.project import Checks, Project, Waiver
    from matbaa.report.model import Waived
    from matbaa.validate.baseline import Identity
    from matbaa.validate.plan import Plan

__all__ = ["sift"]

# with these, something was not held to a schema
_UNCHECKED = frozenset({"MBG009", "MBG013", "MBG015"})
# the areas of which that depends
_BY_SCHEMA = ("MBG", "MBX", "MBS")
# with these, nothing more was asked of a file
_UNREAD = ("MBI", "MBW001", "MBW002", "MBW003", "MBW004")


def sift(
    findings: Iterable[Finding],
    plan: Plan,
    project: Project | None,
    checks: Checks,
    known: Counter[Identity] | None = None,
    *,
    whole: bool = False,
    own: bool = True,
) -> Report:
    """The report on the `findings` of `plan`: in its order, what is waived or known apart from what counts.

    `project` is the edition whose waivers hold; `whole` is true where all of it was checked, `own` where that was done
    by its own schemas.
    """
    found = list(findings)
    opened = not any(one.code in _UNCHECKED for one in found)
    left = list(selected(found, checks.select, checks.ignore))
    waived: list[Waived] = []
    if project is not None and project.waivers:
        left, waived = _waive(left, plan, project, checks, whole=whole, held=own and opened)
    left.sort(key=lambda finding: (finding.file is None, finding.order))
    new, old = (left, None) if known is None else sorted_out(left, known)
    return Report(
        files=[item.name for item in plan.items],
        findings=new,
        waived=waived,
        known=old,
        complete=opened and not (checks.select or checks.ignore),
        base=project.root if project and whole else None,
        held={item.name: item.data for item in plan.items if item.data is not None},
    )


def _waive(
    findings: Sequence[Finding], plan: Plan, project: Project, checks: Checks, *, whole: bool, held: bool
) -> tuple[list[Finding], list[Waived]]:
    base = project.root if whole else Path.cwd()

    @cache
    def inside(name: str) -> str | None:
        path = (base / name).resolve()
        return path.relative_to(project.root).as_posix() if path.is_relative_to(project.root) else None

    left, waived, needed = applied(findings, project.waivers, inside)
    checked = {path for item in plan.items if item.data is None and (path := inside(item.name)) is not None}
    unread = {inside(one.file) for one in findings if one.file is not None and one.code.startswith(_UNREAD)}
    ungrammatical = any(one.code.startswith("MBG") and one.severity is Severity.ERROR for one in findings)

    def judged(waiver: Waiver) -> bool:
        """True if the finding would have been told."""
        if not is_selected(waiver.code, checks.select, checks.ignore):
            return False
        if waiver.code.startswith(_BY_SCHEMA) and not held:
            return False
        if waiver.code.startswith("MBX") and ungrammatical:  # the XSD is asked after the RELAX NG only
            return False
        return not any(path and fits(path, waiver.files) for path in unread)

    useless = unused(
        [waiver for waiver in project.waivers if waiver not in needed and judged(waiver)],
        checked,
        os.path.relpath(project.config or project.root / CONFIG, base),
        whole=whole,
    )
    return [*left, *selected(useless, checks.select, checks.ignore)], waived
