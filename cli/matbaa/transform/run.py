"""Many documents to one target: what fails is told, the rest is made."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matbaa.document import read_whole
from matbaa.files import refuse_overwriting
from matbaa.finding import CannotRun, Finding, Severity
from matbaa.transform.target import Options, Target, transform

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from matbaa.files import Staging
    from matbaa.transform.plan import Job

__all__ = ["Done", "transform_all"]


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one job: whether its output is there, and what is to be said of it."""

    job: Job
    made: bool
    findings: tuple[Finding, ...]


def transform_all(
    jobs: Iterable[Job],
    target: Target,
    options: Options,
    stage: Staging,
    tick: Callable[[], None] = lambda: None,
) -> list[Done]:
    """Transforms each job's source into `stage`; the caller commits. `tick` is called after each.

    A document that cannot be transformed gives its findings and no output. Raises `CannotRun` where files that a
    stylesheet writes beside its output would meet another output or an input.
    """
    jobs = list(jobs)
    inputs = [job.source for job in jobs]
    taken = {job.output: job for job in jobs}
    done = []
    for job in jobs:
        try:
            output = transform(read_whole(job.source), target, options)
        except CannotRun as error:
            done.append(Done(job, False, tuple(_about(finding, job) for finding in error.findings)))
        else:
            _write_others(job, dict(output.others), taken, inputs, stage)
            if output.data or not output.others:
                stage.write(job.output, output.data)
            done.append(Done(job, True, output.findings))
        tick()
    return done


def _write_others(
    job: Job, others: dict[str, bytes], taken: dict[str, Job], inputs: list[Path], stage: Staging
) -> None:
    folder = job.output.rpartition("/")[0]
    for name, data in others.items():
        path = f"{folder}/{name}" if folder else name
        if (other := taken.setdefault(path, job)) is not job or path == job.output:
            message = f"its stylesheet also writes {path}, which is an output of {other.source}"
            hint = "let xsl:result-document make names that differ for each document"
            raise CannotRun(Finding("MBI006", Severity.ERROR, message, str(job.source), hint=hint))
        refuse_overwriting([stage.folder / path], inputs)
        stage.write(path, data)


def _about(finding: Finding, job: Job) -> Finding:
    """A finding of a stylesheet's run, with the document that it was run on."""
    if not finding.code.startswith("MBT"):
        return finding
    return replace(finding, message=f"{job.source} could not be transformed: {finding.message}")
