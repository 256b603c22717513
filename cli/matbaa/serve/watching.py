"""Which files change, told in small sets soon after they have changed."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["changes", "concerns", "watched"]

# milliseconds of silence that end a set of changes, as a program writes several files or one in several steps; and the
# longest that a set is waited for
_SILENCE, _LONGEST = 40, 400
# names that editors give to copies
_COPIES = ("~", ".swp", ".swx", ".tmp", ".part", ".crdownload")
_FOLDERS = frozenset({"node_modules", "__pycache__"})


def concerns(path: Path, folders: Sequence[Path], output: Path) -> bool:
    """True if a change of `path`, which lies in one of `folders`, may be one of the edition: not one of the outputs,
    of hidden files and folders, or of the copies that editors make.
    """
    if path == output or output in path.parents:
        return False
    inside = next((folder for folder in folders if folder in path.parents), None)
    if inside is None:
        return False
    parts = path.relative_to(inside).parts
    if any(part.startswith(".") or part in _FOLDERS for part in parts):
        return False
    name = parts[-1]
    return not name.endswith(_COPIES) and not (name.startswith("#") and name.endswith("#")) and name != "4913"


def changes(folders: Sequence[Path], output: Path, stop: threading.Event) -> Iterator[frozenset[Path]]:
    """Sets of files of `folders` that have changed, come or gone, until `stop` is set."""
    from watchfiles import watch

    def is_ours(_change: object, path: str) -> bool:
        return concerns(Path(path), folders, output)

    for polling in (None, True):  # where the system has no more watches to give, files are looked at
        try:
            for found in watch(
                *folders,
                watch_filter=is_ours,
                debounce=_LONGEST,
                step=_SILENCE,
                stop_event=stop,
                force_polling=polling,
                raise_interrupt=False,
            ):
                yield frozenset(Path(path) for _change, path in found)
            return
        except OSError:
            if polling:
                raise


def watched(folders: Sequence[Path], output: Path, told: Callable[[frozenset[Path]], None]) -> threading.Event:
    """Calls `told` with each set from a thread of its own; the event ends it."""
    stop = threading.Event()

    def look() -> None:
        for found in changes(folders, output, stop):
            told(found)

    threading.Thread(target=look, name="watching", daemon=True).start()
    return stop
