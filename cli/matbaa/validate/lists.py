"""What authority files and other lists say, each read once in a process."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from matbaa.document import read
from matbaa.finding import CannotRun
from matbaa.known import Known
from matbaa.pointers import Resolver
from matbaa.validate.results import digest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from matbaa.document import Document

__all__ = ["known_of", "resolver"]


def known_of(paths: Iterable[Path]) -> tuple[Known, dict[Path, str]]:
    """What the lists in these files say together, and the SHA-256 of each file as it was read.

    A file that is not there or cannot be read says nothing; that is told where it is pointed at.
    """
    files = frozenset(paths)
    return _all(files), {path: _one(path)[1] for path in files}


@lru_cache(maxsize=1024)
def _one(path: Path) -> tuple[Known, str]:
    digest = digest_of(path)
    if not digest:
        return Known(), ""
    try:
        return Known.of(read(path)), digest
    except CannotRun:
        return Known(), digest


@lru_cache(maxsize=64)
def _all(paths: frozenset[Path]) -> Known:
    return Known.merged(_one(path)[0] for path in sorted(paths))


def resolver(document: Document) -> Callable[[str], tuple[str, str] | None]:
    """A function that gives the file and the id that a pointer in `document` leads to, if it leads to one."""
    by_address = Resolver(document)

    def resolve(token: str) -> tuple[str, str] | None:
        target = by_address.resolve(token, document.root)
        return (target.file.as_posix(), target.fragment) if target.file and target.fragment else None

    return resolve
