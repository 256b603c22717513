"""Which text is measured against which: one file against one, or the files of a folder against those of another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from matbaa.compare.measure import compare
from matbaa.document import read, require_tei
from matbaa.files import STDIN, tei_files
from matbaa.finding import BadInput, CannotRun, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from matbaa.compare.model import Comparison

__all__ = ["Pair", "compare_all", "paired"]


class Pair(NamedTuple):
    """A text and its reference."""

    file: Path
    reference: Path


def paired(paths: Sequence[Path], reference: Path) -> tuple[list[Pair], list[Finding]]:
    """The texts with what each is measured against, and a warning for each that has no counterpart.

    With a file as reference, the only text, or that of the same name. With a folder, the file at the same place in it,
    or else the only one of that name. Raises `CannotRun` for paths that do not exist and where nothing fits.
    """
    texts = {file: place for path in paths for file, place in _with_places(path)}
    references = dict(_with_places(reference))
    if len(texts) == 1 and not reference.is_dir():
        return [Pair(next(iter(texts)), reference)], []
    at = {place: file for file, place in references.items()}
    named: dict[str, list[Path]] = {}
    for file in references:
        named.setdefault(file.name, []).append(file)
    pairs: list[Pair] = []
    alone: list[Finding] = []
    for file, place in texts.items():
        same_name = named.get(file.name, [])
        fitting = at.get(place) or (same_name[0] if len(same_name) == 1 else None)
        if fitting is not None:
            pairs.append(Pair(file, fitting))
        else:
            alone.append(_alone(file, reference))
    taken = {pair.reference for pair in pairs}
    if reference.is_dir():
        alone += [_alone(file, Path(*paths[:1])) for file in references if file not in taken]
    if not pairs:
        message = "there is no text to measure against this: no file has the name of another"
        raise CannotRun(
            Finding("MBE071", Severity.ERROR, message, str(reference),
                    hint="name one file and one reference, or two folders whose files have the same names")
        )  # fmt: skip
    return pairs, alone


def _with_places(path: Path) -> Iterable[tuple[Path, Path]]:
    """The TEI files that a path stands for, each with its place in the folder, or its name."""
    return ((file, file.relative_to(path) if path.is_dir() else Path(file.name)) for file in tei_files([path]))


def _alone(file: Path, other: Path) -> Finding:
    message = f"is not measured: nothing in {other} has its name"
    return Finding("MBE071", Severity.WARNING, message, str(file), hint="give both encodings of a text one file name")


def compare_all(pairs: Iterable[Pair], kinds: Collection[str], *, differences: bool = False) -> list[Comparison]:
    """Each text measured. Raises `CannotRun` with a finding for each that cannot be."""
    measured: list[Comparison] = []
    faults: list[Finding] = []
    for pair in pairs:
        try:
            if pair.file == pair.reference == STDIN:
                reference = document = require_tei(read(STDIN))
            else:
                document, reference = require_tei(read(pair.file)), require_tei(read(pair.reference))
            measured.append(compare(document, reference, kinds, differences=differences))
        except CannotRun as error:
            faults.extend(error.findings)
    if faults:
        raise BadInput.of(faults)
    return measured
