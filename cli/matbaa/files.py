"""Finding input files, and writing output so that it is there whole or not at all."""

from __future__ import annotations

import filecmp
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from matbaa.finding import CannotRun, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["STDIN", "Staging", "real", "refuse_leaving", "refuse_overwriting", "refused", "tei_files", "write_whole"]

# the path that stands for standard input
STDIN = Path("-")


def tei_files(paths: Iterable[Path]) -> list[Path]:
    """The XML files that `paths` stand for: each file as it is, each folder with all its `.xml` files, sorted by name.

    Hidden files and folders are left out; `-` stands for standard input. Raises `CannotRun` for a path that does not
    exist and a folder without XML.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(_xml_inside(path))
            if not inside:
                raise CannotRun(
                    Finding("MBI004", Severity.ERROR, "this folder holds no XML file", str(path),
                            hint="Matbaa looks for names that end in .xml, in the folder and those inside it")
                )  # fmt: skip
            found.update(dict.fromkeys(inside))
        elif path.exists() or path == STDIN:
            found[path] = None
        else:
            raise CannotRun(
                Finding("MBI001", Severity.ERROR, "there is no such file or folder", str(path),
                        hint="check the path and its spelling")
            )  # fmt: skip
    return list(found)


def _xml_inside(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        message = f"cannot be read: {error.strerror}"
        raise CannotRun(Finding("MBI003", Severity.ERROR, message, str(error.filename))) from None

    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if name.lower().endswith(".xml") and not name.startswith("."):
                yield Path(place) / name


def real(path: Path) -> Path:
    """Where a path leads, absolute and without symbolic links; of links in a circle, one of them."""
    return Path(os.path.realpath(path))


def refuse_overwriting(outputs: Iterable[Path], inputs: Iterable[Path]) -> None:
    """Raises `CannotRun` where an output is one of the inputs, also under another name of the same file."""
    known = {real(path) for path in inputs}
    faults = [
        Finding("MBI007", Severity.ERROR, "would be overwritten, and it is one of the files that are read", str(output),
                hint="choose another output with -o")
        for output in outputs
        if real(output) in known
    ]  # fmt: skip
    if faults:
        raise CannotRun(*faults)


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
            raise refused(error, self.folder) from None
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        shutil.rmtree(self.path, ignore_errors=True)
        for folder in self._made:
            try:
                folder.rmdir()
            except OSError:
                break
        if isinstance(error, OSError):
            raise refused(error, self.folder) from None

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
        """Moves every staged file to its place; gives the paths of those that differ from what was there before.

        When one of them cannot be moved, those that were are put back.
        """
        names = [name for name in self.files() if not self._is_there(name)]
        kept = Path(tempfile.mkdtemp(prefix="old-", dir=self.path))
        done: list[str] = []
        try:
            for name in names:
                target = self.folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                refuse_leaving(self.folder, target.parent)
                done.append(name)
                if target.exists():
                    (kept / name).parent.mkdir(parents=True, exist_ok=True)
                    target.replace(kept / name)
                (self.path / name).replace(target)
        except (OSError, CannotRun):
            for name in reversed(done):
                self._put_back(name, kept)
            raise
        return [self.folder / name for name in names]

    def _is_there(self, name: str) -> bool:
        target = self.folder / name
        return target.is_file() and filecmp.cmp(self.path / name, target, shallow=False)

    def _put_back(self, name: str, kept: Path) -> None:
        target = self.folder / name
        with suppress(OSError):
            if (kept / name).exists():
                (kept / name).replace(target)
            elif not (self.path / name).exists():
                target.unlink()


def write_whole(path: Path, data: bytes) -> None:
    """Writes `data` to `path` so that a reader sees the old file or the new one, never a part; the new one has the
    permissions of the old one.

    Until it is whole, the file grows beside `path`. Raises `CannotRun`.
    """
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            mode = path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask()
            Path(temporary).chmod(mode)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise refused(error, path) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def refuse_leaving(folder: Path, place: Path) -> None:
    """Raises `CannotRun` where the folder `place`, which is named below `folder`, lies elsewhere by a symbolic link."""
    if not real(place).is_relative_to(real(folder)):
        message = f"leads out of {folder}, the output folder, by a symbolic link: nothing is written there"
        hint = "take the link away, or make the place that it leads to the output folder"
        raise CannotRun(Finding("MBI021", Severity.ERROR, message, str(place), hint=hint))


def refused(error: OSError, path: Path) -> CannotRun:
    """The exception for a disk that does not take what is to be written to `path`."""
    return CannotRun(
        Finding("MBI005", Severity.ERROR, f"cannot be written: {error.strerror or error}", str(path),
                hint="choose another folder with -o, or see to room and permissions; earlier output is as it was")
    )  # fmt: skip
