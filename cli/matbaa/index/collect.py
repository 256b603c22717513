"""Reading what an index is made of: a project's files, or any files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.document import read_whole, require_tei
from matbaa.finding import BadInput, CannotRun
from matbaa.index.build import Indexer
from matbaa.index.identity import page_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from matbaa.finding import Finding

__all__ = ["collect"]


def collect(texts: Iterable[Path], authorities: Iterable[Path], language: str) -> tuple[Indexer, list[Finding]]:
    """An indexer that has taken in all files, one after another, and a warning where a file leaves text to another.

    Raises `CannotRun` with a finding for each that cannot be read: an index without one of them would be wrong.
    """
    indexer = Indexer(language)
    faults: list[Finding] = []
    warnings: list[Finding] = []
    for paths, take in ((authorities, False), (texts, True)):
        for path in paths:
            try:
                document = require_tei(read_whole(path))
            except CannotRun as error:
                faults.extend(error.findings)
                continue
            if take:
                indexer.text(document, page_name(document.path))
            else:
                indexer.authority(document)
    if faults:
        raise BadInput.of(faults)
    return indexer, warnings
