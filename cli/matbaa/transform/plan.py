"""Which file becomes which: decided, and refused where two would meet, before any work."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from matbaa.files import real, refuse_overwriting, tei_files
from matbaa.finding import CannotRun, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Job", "plan"]


@dataclass(frozen=True, slots=True)
class Job:
    """One input, and its output's path relative to the output folder, with `/`."""

    source: Path
    output: str


def plan(paths: Sequence[Path], extension: str, folder: Path | None, keep: Iterable[Path] = ()) -> list[Job]:
    """The jobs for `paths`: files under their own name, what a folder holds in the folder's own order.

    Names end in `extension`. Raises `CannotRun` for paths that do not exist, where two inputs would have one
    output (also on disks that take A for a), and where an output in `folder` would overwrite an input or one of `keep`.
    """
    jobs = list(_jobs(paths, extension))
    _refuse_meeting(jobs)
    if folder is not None:
        refuse_overwriting((folder / job.output for job in jobs), [*(job.source for job in jobs), *keep])
    return jobs


def _jobs(paths: Sequence[Path], extension: str) -> Iterable[Job]:
    seen: set[Path] = set()
    for path in paths:
        for file in tei_files([path]):
            if (found := real(file)) not in seen:
                seen.add(found)
                name = file.relative_to(path) if path.is_dir() else Path(file.name)
                yield Job(file, name.with_name(_named(name, extension)).as_posix())


def _named(name: Path, extension: str) -> str:
    stem = name.name[: -len(".xml")] if name.name.lower().endswith(".xml") else name.stem
    return f"{stem or name.name}{extension}"


def _refuse_meeting(jobs: Iterable[Job]) -> None:
    met: dict[str, Job] = {}
    faults = []
    for job in jobs:
        other = met.setdefault(job.output.casefold(), job)
        if other is not job:
            message = f"would become {job.output}, and so would {other.source}"
            hint = "transform them into different folders, or name the folder that holds both: its tree is kept"
            faults.append(Finding("MBI006", Severity.ERROR, message, str(job.source), hint=hint))
    if faults:
        raise CannotRun(*faults)
