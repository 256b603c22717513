"""Finding input files, and writing output so that it is there whole or not at all."""

from __future__ import annotations

import filecmp
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Self

from matbaa.finding import CannotRun, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Staging", "tei_files", "write_whole"]


def tei_files(paths: Iterable[Path]) -> list[Path]:
    """The XML files that `paths` stand for: each file as it is, each folder with all its `.xml` files, sorted by name.

    Hidden files and folders are left out. Raises `CannotRun` for a path that does not exist and a folder without XML.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*.xml") if not _hidden(file, path) and file.is_file())
            if not inside:
                raise CannotRun(
                    Finding("MBI004", Severity.ERROR, "this folder holds no XML file", str(path),
                            hint="Matbaa looks for names that end in .xml, in the folder and those inside it")
                )  # fmt: skip
            found.update(dict.fromkeys(inside))
        elif path.exists():
            found[path] = None
        else:
            raise CannotRun(
                Finding("MBI001", Severity.ERROR, "there is no such file or folder", str(path),
                        hint="check the path and its spelling")
            )  # fmt: skip
    return list(found)


def _hidden(file: Path, top: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(top).parts)


class Staging:
    """A folder beside the final one in which output is made, and moved to its place only when all of it is there.

    Used as a context manager: `with Staging(folder) as stage:` write below `stage.path`, then `stage.commit()`.
    Without a commit nothing of it remains, and `folder` is as it was. Raises `CannotRun` when the
    disk refuses.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made: list[Path] = []

    def __enter__(self) -> Self:
        try:
            missing = [folder for folder in (self.folder, *self.folder.parents) if not folder.exists()]
            self.folder.mkdir(parents=True, exist_ok=True)
            self._made = missing
            self.path = Path(tempfile.mkdtemp(prefix=".matbaa-", dir=self.folder))
        except OSError as error:
            raise _refused(error, self.folder) from None
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        shutil.rmtree(self.path, ignore_errors=True)
        for folder in self._made:
            try:
                folder.rmdir()
            except OSError:
                break
        if isinstance(error, OSError):
            raise _refused(error, self.folder) from None

    def write(self, name: str, data: bytes) -> Path:
        """Puts `data` into the staged file `name` (a relative path) and gives its path."""
        target = self.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        return target

    def files(self) -> list[str]:
        """The staged files, as relative paths with `/`, sorted."""
        return sorted(file.relative_to(self.path).as_posix() for file in self.path.rglob("*") if file.is_file())

    def commit(self) -> list[Path]:
        """Moves every staged file to its place; gives the paths of those that differ from what was there before."""
        moved = []
        for name in self.files():
            target = self.folder / name
            if target.is_file() and filecmp.cmp(self.path / name, target, shallow=False):
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            (self.path / name).replace(target)
            moved.append(target)
        return moved


def write_whole(path: Path, data: bytes) -> None:
    """Writes `data` to `path` so that a reader sees the old file or the new one, never a part. Raises `CannotRun`."""
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            mode = 0o666 & ~_umask()
            Path(temporary).chmod(mode)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _refused(error, path) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _refused(error: OSError, path: Path) -> CannotRun:
    return CannotRun(
        Finding("MBI005", Severity.ERROR, f"cannot be written: {error.strerror or error}", str(path),
                hint="choose another folder with -o, or see to room and permissions; earlier output is as it was")
    )  # fmt: skip
