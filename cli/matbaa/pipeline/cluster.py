"""The same work on many machines: a Dask cluster whose workers see the edition and its output folder under the same
paths.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Self, TypeVar
from urllib.parse import urlsplit

from matbaa.finding import CannotRun, Finding, Severity
from matbaa.pipeline.workers import Named, Outcome, done
from matbaa.program import contents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

__all__ = ["Cluster"]

# tasks handed out for each thread of the cluster
_AHEAD = 8
# seconds to wait for the scheduler, and for its first worker
_PATIENCE = 30
_HINT = "see docs/cluster.md"

Task = TypeVar("Task", bound=Named)
Result = TypeVar("Result")


class Cluster:
    """The workers of a Dask scheduler; a context manager. What a lost worker did is done again by others."""

    def __init__(self, address: str, folder: Path) -> None:
        """`address` is that of the scheduler, `folder` one that all workers must see. Raises `CannotRun`."""
        self.address = address
        self._folder = folder
        self._client: Any = None

    def __enter__(self) -> Self:
        try:
            from distributed import Client
        except ImportError:
            hint = "pip install 'matbaa[cluster]'"
            raise _cannot("Dask is not installed", hint) from None
        if not _is_address(self.address):
            raise _cannot(f'"{self.address}" is no address of a scheduler', "such as tcp://node1:8786")
        try:
            self._client = Client(self.address, timeout=_PATIENCE)
            self._client.wait_for_workers(1, timeout=_PATIENCE)
        except (OSError, TimeoutError, ValueError) as error:
            self.__exit__()
            raise _cannot(f"no workers can be reached at {self.address}: {error}", _HINT) from None
        self._check()
        return self

    def __exit__(self, *_error: object) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None

    def _check(self) -> None:
        """Another Matbaa would make other bytes, and a worker without the folder none."""
        told = self._client.run(_told, str(self._folder))
        for worker, (theirs, sees) in sorted(told.items()):
            if theirs != contents():
                self.__exit__()
                raise _cannot(f"the worker {worker} has another version of Matbaa", "install the same one everywhere")
            if not sees:
                self.__exit__()
                raise _cannot(f"the worker {worker} does not see {self._folder}", "share the folder with it")

    def spread(self, work: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Outcome[Task, Result]]:
        """See `Workers`."""
        from distributed import wait

        waiting: dict[Any, Task] = {}
        for task in tasks:
            waiting[self._client.submit(_alone, work, task, pure=False)] = task
            while len(waiting) >= _AHEAD * max(1, sum(self._client.ncores().values())):
                ready = wait(list(waiting), return_when="FIRST_COMPLETED").done
                yield from (_outcome(future, waiting.pop(future)) for future in ready)
        while waiting:
            ready = wait(list(waiting), return_when="FIRST_COMPLETED").done
            yield from (_outcome(future, waiting.pop(future)) for future in ready)


def _outcome(future: Any, task: Task) -> Outcome[Task, Any]:
    from distributed import KilledWorker

    try:
        found: Outcome[Task, Any] = future.result()
    except KilledWorker:
        message = "ended the workers that worked on it and was set aside"
    except MemoryError:
        message = "took more memory than the worker has and was set aside"
    else:
        return found
    finally:
        future.release()
    hint = "everything else was made; see what is odd about this file"
    return Outcome(task, None, (Finding("MBI010", Severity.ERROR, message, task.name, hint=hint),))


_ONE = threading.Lock()


def _alone(work: Callable[[Task], Result], task: Task) -> Outcome[Task, Result]:
    """One task at a time in a process: a stylesheet that is at work must not be given another text."""
    with _ONE:
        return done(work, task)


def _is_address(address: str) -> bool:
    try:
        return urlsplit(address if "://" in address else f"tcp://{address}").port is not None
    except ValueError:
        return False


def _told(folder: str) -> tuple[str, bool]:
    """What a worker has: which Matbaa, and whether it sees the folder."""
    from pathlib import Path

    return contents(), Path(folder).is_dir()


def _cannot(message: str, hint: str) -> CannotRun:
    return CannotRun(Finding("MBI012", Severity.ERROR, message, "the cluster", hint=hint))
