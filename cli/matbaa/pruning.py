"""The user's cache folder kept small: what has not been used for long goes, and the oldest where there is too much."""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["DAY", "prune", "prune_daily"]

DAY = 86_400
_UNUSED = 90 * DAY
_LARGEST, _ENOUGH = 500_000_000, 400_000_000
_STAMP = "pruned"
_SHELF = re.compile(r"[0-9a-f]{2}")
_VALUE = re.compile(r"[0-9a-f]{64}")
# a value that was never finished
_UNFINISHED = re.compile(r"tmp\w+")


class _Value(NamedTuple):
    used: float
    size: int
    path: str


def prune_daily(base: Path) -> None:
    """Prunes the folder, if that has not been done for a day."""
    stamp = base / _STAMP
    with suppress(OSError):
        if stamp.exists() and 0 <= time.time() - stamp.stat().st_mtime < DAY:
            return
        stamp.touch()
        prune(base, time.time())


def prune(base: Path, now: float, largest: int = _LARGEST, enough: int = _ENOUGH) -> None:
    """Removes values that were last used ninety days before `now`, what was never finished, and, where more than
    `largest` bytes are left, the oldest until `enough` are. Whatever is no value of `matbaa.cache` stays.
    """
    left = []
    for value in _values(base):
        unfinished = _UNFINISHED.fullmatch(os.path.basename(value.path))  # noqa: PTH119
        if now - value.used > (DAY if unfinished else _UNUSED):
            _remove(value)
        elif not unfinished:
            left.append(value)
    total = sum(value.size for value in left)
    if total > largest:
        for value in sorted(left):
            if total <= enough:
                break
            _remove(value)
            total -= value.size


def _values(base: Path) -> Iterator[_Value]:
    for kind in _folders(str(base)):
        for shelf in _folders(kind.path):
            if not _SHELF.fullmatch(shelf.name):
                continue
            with suppress(OSError), os.scandir(shelf.path) as entries:
                for entry in entries:
                    if entry.is_file(follow_symlinks=False) and (
                        _VALUE.fullmatch(entry.name) or _UNFINISHED.fullmatch(entry.name)
                    ):
                        status = entry.stat(follow_symlinks=False)
                        yield _Value(status.st_mtime, status.st_size, entry.path)


def _folders(path: str) -> list[os.DirEntry[str]]:
    with suppress(OSError), os.scandir(path) as entries:
        return [entry for entry in entries if entry.is_dir(follow_symlinks=False)]
    return []


def _remove(value: _Value) -> None:
    with suppress(OSError):
        os.unlink(value.path)  # noqa: PTH108
