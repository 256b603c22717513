"""Work on many things, spread over processes, so that one that crashes, hangs or overfills one harms no other."""

from __future__ import annotations

import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, Self, TypeVar

from matbaa.finding import CannotRun, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

__all__ = ["Limits", "Named", "Outcome", "Pool", "Workers", "done"]

# tasks handed out for each process: enough to keep it busy, few enough that they do not pile up
_AHEAD = 8
# tasks after which a process is replaced by a fresh one, before Saxon's memory grows
_MOST = 2_000


class Named(Protocol):
    """What can be worked on: `name` is that of the file that a finding is of."""

    @property
    def name(self) -> str:
        """A file's name."""


Task = TypeVar("Task", bound=Named)
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one text may take: seconds, and bytes of memory of its process."""

    seconds: float = 300.0
    memory: int = 4 << 30


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Task, Result]):
    """What became of a task: its result, or the findings that say why there is none."""

    task: Task
    result: Result | None
    faults: tuple[Finding, ...] = ()


class Workers(Protocol):
    """Those who do the work, on this machine or on others."""

    def spread(self, work: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Outcome[Task, Result]]:
        """`work` done on each of `tasks`; outcomes come as they are ready. What passes between processes is pickled."""


class Pool:
    """Processes of this machine; a context manager. They begin with the first task. With no jobs this process does all
    the work, without limits.
    """

    def __init__(self, jobs: int, limits: Limits) -> None:
        self.jobs = jobs
        self.limits = limits
        self._pool: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_error: object) -> None:
        if self._pool is not None:
            self._pool.close() if kind is None else self._pool.stop()
            self._pool.join()

    def spread(self, work: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Outcome[Task, Result]]:
        """See `Workers`."""
        if not self.jobs:
            for task in tasks:
                yield done(work, task)
            return
        from concurrent.futures import FIRST_COMPLETED, wait

        waiting: dict[Future[Outcome[Task, Result]], Task] = {}
        for task in tasks:
            waiting[self._begun().schedule(done, (work, task), timeout=self.limits.seconds)] = task
            if len(waiting) >= self.jobs * _AHEAD:
                ready, _ = wait(list(waiting), return_when=FIRST_COMPLETED)
                yield from (self._outcome(future, waiting.pop(future)) for future in ready)
        while waiting:
            ready, _ = wait(list(waiting), return_when=FIRST_COMPLETED)
            yield from (self._outcome(future, waiting.pop(future)) for future in ready)

    def _begun(self) -> Any:
        if self._pool is None:
            from multiprocessing import get_context

            from pebble import ProcessPool

            # forking is quick and safe here as long as this process has no Saxon of its own; elsewhere it never is
            context = get_context("fork" if sys.platform == "linux" else "spawn")
            self._pool = ProcessPool(self.jobs, _MOST, _begin, (self.limits.memory,), context)
        return self._pool

    def _outcome(self, future: Future[Outcome[Task, Result]], task: Task) -> Outcome[Task, Result]:
        from concurrent.futures import TimeoutError as Late

        from pebble import ProcessExpired

        try:
            return future.result()
        except Late:
            message = f"took more than {self.limits.seconds:g} seconds and was set aside"
        except ProcessExpired as error:
            ended = -error.exitcode if error.exitcode < 0 else 0
            by = f" ({signal.Signals(ended).name})" if ended else ""
            message = f"ended the process that worked on it{by} and was set aside"
        except MemoryError:
            message = f"took more than {self.limits.memory >> 20} MB of memory and was set aside"
        hint = "everything else was made; see what is odd about this file, or raise the limit"
        return Outcome(task, None, (Finding("MBI010", Severity.ERROR, message, task.name, hint=hint),))


def done(work: Callable[[Task], Result], task: Task) -> Outcome[Task, Result]:
    """`work` done on one task, in this process."""
    try:
        return Outcome(task, work(task))
    except CannotRun as error:
        return Outcome(task, None, error.findings)


def _begin(memory: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it, too, and ends us
    if sys.platform == "linux":
        import resource

        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
