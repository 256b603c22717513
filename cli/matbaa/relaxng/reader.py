"""Schema files -> `Grammar`: a RELAX NG schema read, simplified and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matbaa.finding import CannotRun
from matbaa.relaxng.reader_faults import Faults
from matbaa.relaxng.reader_files import Files
from matbaa.relaxng.reader_reading import Reading
from matbaa.relaxng.reader_syntax import components_of, pattern_of
from matbaa.relaxng.reader_tree import Definition
from matbaa.relaxng.restrictions import check
from matbaa.relaxng.restrictions_ids import are_sound
from matbaa.relaxng.simplify import Simplifier
from matbaa.relaxng.simplify_lower import lower
from matbaa.relaxng.simplify_resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from matbaa.relaxng.grammar import Grammar
    from matbaa.relaxng.reader_reading import Job
    from matbaa.relaxng.reader_tree import Component, Include, Pattern

__all__ = ["load"]

_LONGEST_CHAIN: Final = 100
_MOST_READINGS: Final = 1000


def load(path: Path, name: str, catalog: Mapping[str, Path] | None = None) -> Grammar:
    """The grammar of the schema at `path`, in the XML syntax or, as `.rnc`, in the compact one.

    `name` is the file's name in messages; `catalog` has local copies of files that are named by addresses on the
    network. Raises `CannotRun`: MBG008 with all that is wrong in the schema, MBI… if there is no such file.
    """
    faults = Faults()
    files = Files(path, name, catalog or {})
    start = _read(path, files, faults)
    resolve(start, faults)
    faults.end()
    simplifier = Simplifier(faults)
    simple = simplifier.run(start)
    check(simple, simplifier.elements, simplifier.nodes, faults)
    faults.end()
    ids = are_sound(simplifier.elements)
    return lower(simple, simplifier.elements, simplifier.nodes, files.digests, ids, faults)


def _read(path: Path, files: Files, faults: Faults) -> Pattern:
    """The schema as it is written, with all files that it includes."""
    reading = Reading(files, faults)
    start = pattern_of(files.open(path), "", None, (), reading)
    readings = 0
    while reading.jobs:
        job, target = reading.jobs.pop()
        readings += 1
        if readings > _MOST_READINGS:
            faults.stop(job.at, f"the files of the schema include each other more than {_MOST_READINGS:,} times",
                        "look for a file that is included again and again")  # fmt: skip
        _read_further(job, target, files, reading)
    faults.end()
    assert start is not None
    return start


def _read_further(job: Job, target: Definition | list[Component | Include], files: Files, reading: Reading) -> None:
    """Reads a file that another one refers to."""
    faults = reading.faults
    if len(job.chain) > _LONGEST_CHAIN:
        faults.add(job.at, f"more than {_LONGEST_CHAIN} files of the schema include one another in a row",
                   "put some of them together")  # fmt: skip
        return
    try:
        source = files.open(job.path)
    except CannotRun as error:
        for finding in error.findings:
            if finding.code.startswith("MBI"):
                href = job.at.element.get("href", "")
                faults.add(job.at, f'the file "{href}" that it includes cannot be read: {finding.message}',
                           finding.hint or "name a file of the schema there", attribute="href")  # fmt: skip
            else:
                faults.keep(finding)
        return
    if isinstance(target, Definition):
        target.pattern = pattern_of(source, job.namespace, job.scope, job.chain, reading)
    else:
        target.extend(components_of(source, job.namespace, job.scope, job.chain, reading))
