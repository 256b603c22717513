"""One build at a time in an output folder."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["alone"]


@contextmanager
def alone(folder: Path, wait: Callable[[], None]) -> Iterator[None]:
    """Keeps other builds out of `folder`, which must be there, until the end; a build that dies keeps nobody out.

    Where another one is at work, calls `wait` once and waits for it.
    """
    if sys.platform == "win32":  # a folder cannot be locked there
        yield
        return
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            wait()
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
