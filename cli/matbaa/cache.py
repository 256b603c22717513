"""What was worked out once and may be used again: byte strings on disk, by kind and key, in the user's own folder.

A key is a digest of everything that the value was made from, so that nothing stale is ever found; a value carries its
own digest, so that a damaged one is as good as none. Values are data; whoever stores them never makes code of them.
What nobody uses any more is removed in time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from matbaa.pruning import DAY, prune_daily

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["digest", "folder", "load", "store"]

_DIGEST = 32


def folder() -> Path | None:
    """The user's cache folder, made if need be; none where there cannot be one that only the user can write.

    MATBAA_CACHE names another; where that is empty, nothing is kept.
    """
    named = os.environ.get("MATBAA_CACHE")
    if named == "":
        return None
    try:
        place = Path(named) if named else _usual()
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        return place if _is_ours(place) else None
    except (OSError, RuntimeError):
        return None


def digest(parts: Iterable[bytes]) -> str:
    """A name for these parts in this order, in hexadecimal digits."""
    found = hashlib.sha256()
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.hexdigest()


def load(kind: str, key: str) -> bytes | None:
    """The value of that kind and key; none if there is none, or if it is damaged."""
    place = _place(kind, key)
    if place is None:
        return None
    try:
        with place.open("rb") as file:
            if time.time() - os.fstat(file.fileno()).st_mtime > DAY:  # what is used is not pruned
                os.utime(place)
            data = file.read()
    except OSError:
        return None
    value = data[_DIGEST:]
    return value if hashlib.sha256(value).digest() == data[:_DIGEST] else None


def store(kind: str, key: str, value: bytes) -> None:
    """Keeps a value, whole or not at all; where that is not possible, nothing happens."""
    place = _place(kind, key)
    if place is None:
        return
    _prune(place.parent.parent.parent)
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, name = tempfile.mkstemp(dir=place.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(hashlib.sha256(value).digest() + value)
            Path(name).replace(place)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise


@cache
def _prune(base: Path) -> None:
    """Looks once in a process whether it is time to."""
    prune_daily(base)


def _place(kind: str, key: str) -> Path | None:
    base = folder()
    return base / kind / key[:2] / key if base else None


def _usual() -> Path:
    """Where the system keeps caches; by hand, for importing platformdirs takes longer than many a whole run."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "matbaa" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "matbaa"
    named = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(named) if Path(named).is_absolute() else Path.home() / ".cache") / "matbaa"


def _is_ours(place: Path) -> bool:
    """True if nobody else can write into the folder."""
    if not hasattr(os, "getuid"):
        return True
    status = place.stat()
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
