"""Putting a new edition into its folder: all of it or nothing."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from matbaa.files import refused
from matbaa.finding import CannotRun, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["create", "refuse_full"]

# what may be there before: somebody has begun with `git init`
_HARMLESS = frozenset({".git"})


def refuse_full(folder: Path) -> None:
    """Raises `CannotRun` where `folder` is a file or holds anything but a repository without files."""
    if folder.is_dir():
        try:
            there = sorted(path.name for path in folder.iterdir() if path.name not in _HARMLESS)
        except OSError as error:
            raise refused(error, folder) from None
        if not there:
            return
        more = f" and {len(there) - 1} more" if len(there) > 1 else ""
        message = f"the folder is not empty: it holds {there[0]}{more}"
    elif folder.exists() or folder.is_symlink():
        message = "this is a file, and a new edition needs a folder"
    else:
        return
    hint = "name a folder that does not exist yet or is empty; nothing was written"
    raise CannotRun(Finding("MBI015", Severity.ERROR, message, str(folder), hint=hint))


def create(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes `files`, by their paths, into `folder`, which must be empty or not there.

    Where that fails nothing remains of it. Raises `CannotRun`.
    """
    refuse_full(folder)
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    stage: Path | None = None
    done: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=".matbaa-", dir=folder))
        for name, data in files.items():
            path = stage / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        for top in sorted(stage.iterdir()):
            done.append(top.replace(folder / top.name))
    except BaseException as error:
        for path in done:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        _clear(stage, missing)
        if isinstance(error, OSError):
            raise refused(error, folder) from None
        raise
    stage.rmdir()


def _clear(stage: Path | None, folders: list[Path]) -> None:
    if stage is not None:
        shutil.rmtree(stage, ignore_errors=True)
    with suppress(OSError):
        for place in folders:
            place.rmdir()
