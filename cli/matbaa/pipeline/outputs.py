"""Files below the output folder: written whole or not at all, and taken away when nothing makes them any more."""

from __future__ import annotations

import filecmp
import hashlib
import os
import shutil
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matbaa.files import refuse_leaving, refused

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["Written", "clear_unfinished", "remove", "sizes_and_times", "unfinished", "write", "write_parts"]

# where files grow until they are whole; on the same disk, so that moving them is one step
_UNFINISHED = ".matbaa-unfinished"
_FOLDERS = frozenset(("html", "text", "tei", "cite", "index", "assets", "search", _UNFINISHED))


@dataclass(frozen=True, slots=True)
class Written:
    """A file that is in its place: `changed` is false where the same bytes stood there before. `scanned` is what a page
    has and leads to, if it was looked at (see `matbaa.pipeline.pages`).
    """

    name: str
    size: int
    mtime: int
    sha256: str
    changed: bool
    scanned: bytes = b""


def refuse_links(folder: Path) -> None:
    """Raises `CannotRun` (MBI021) where a folder that a build writes into leads out of the output folder."""
    for place in (*folder.glob("*"), *(folder / "index").glob("*"), folder / _UNFINISHED):
        if place.is_symlink() and (place.name in _FOLDERS or place.parent != folder) and place.is_dir():
            refuse_leaving(folder, place)


def write(folder: Path, name: str, data: bytes) -> Written:
    """Puts `data` into the file `name` (a relative path with `/`) below `folder`.

    Whoever looks sees the old file or the new one; a file that has these bytes already is not touched. Raises
    `CannotRun` when the disk refuses.
    """
    target = folder / name
    try:
        changed = not _holds(target, data)
        if changed:
            _put(folder, target, data)
        status = target.stat()
    except OSError as error:
        raise refused(error, target) from None
    return Written(name, status.st_size, status.st_mtime_ns, hashlib.sha256(data).hexdigest(), changed)


def write_parts(folder: Path, name: str, parts: Iterable[str]) -> Written:
    """The same for a file that is put together of many parts and may be larger than the memory."""
    target = folder / name
    digest = hashlib.sha256()
    try:
        grown = folder / _UNFINISHED / "parts"
        grown.parent.mkdir(exist_ok=True)
        with grown.open("wb") as file:
            for part in parts:
                data = part.encode("utf-8", "surrogateescape")
                digest.update(data)
                file.write(data)
        changed = not _same(grown, target)
        if changed:
            target.parent.mkdir(parents=True, exist_ok=True)
            grown.replace(target)
        else:
            grown.unlink()
        status = target.stat()
    except OSError as error:
        raise refused(error, target) from None
    return Written(name, status.st_size, status.st_mtime_ns, digest.hexdigest(), changed)


def _same(one: Path, other: Path) -> bool:
    try:
        return one.stat().st_size == other.stat().st_size and filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False


def unfinished(folder: Path, name: str, data: bytes) -> Path:
    """A file for the time of the build, which all of its processes can read. Raises `CannotRun`."""
    place = folder / _UNFINISHED / name
    try:
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(data)
    except OSError as error:
        raise refused(error, place) from None
    return place


def _put(folder: Path, target: Path, data: bytes) -> None:
    """The file grows elsewhere on the same disk. Folders are made where they turn out to be missing, which is rare."""
    growing = folder / _UNFINISHED / f"{os.getpid()}-{threading.get_ident()}"
    try:
        growing.write_bytes(data)
    except FileNotFoundError:
        growing.parent.mkdir(exist_ok=True)
        growing.write_bytes(data)
    try:
        growing.replace(target)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        growing.replace(target)


def _holds(target: Path, data: bytes) -> bool:
    try:
        return target.stat().st_size == len(data) and target.read_bytes() == data
    except OSError:
        return False


def clear_unfinished(folder: Path) -> None:
    """Takes away what a build that was killed left half-written."""
    shutil.rmtree(folder / _UNFINISHED, ignore_errors=True)


def remove(folder: Path, names: Iterable[str]) -> list[str]:
    """Takes away those of the files that are there and lie inside `folder`, and folders that are empty then."""
    removed = []
    top = folder.resolve()
    for name in names:
        target = folder / name
        # names come from files that anybody may have touched
        if top not in target.resolve().parents or not target.is_file():
            continue
        target.unlink()
        removed.append(name)
        for above in target.parents:
            if above == folder:
                break
            with suppress(OSError):
                above.rmdir()
    return removed


def sizes_and_times(folder: Path) -> dict[str, tuple[int, int]]:
    """The size and time of every file below `folder`, by its relative path with `/`."""
    found: dict[str, tuple[int, int]] = {}
    folders = [(os.fspath(folder), "")]
    while folders:
        place, prefix = folders.pop()
        try:
            entries = os.scandir(place)
        except OSError:
            continue
        with entries:
            for entry in entries:
                name = prefix + entry.name
                try:
                    if not entry.is_dir(follow_symlinks=False):
                        status = entry.stat()
                        found[name] = status.st_size, status.st_mtime_ns
                    elif entry.name != _UNFINISHED:
                        folders.append((entry.path, f"{name}/"))
                except OSError:  # gone meanwhile, or a link to nothing
                    continue
    return found
