"""Work spread over processes, its results in the order of the tasks."""

from __future__ import annotations

import signal
import sys
from collections import deque
from typing import TYPE_CHECKING, TypeVar

from matbaa.finding import CannotRun, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

__all__ = ["died", "spread"]

Task = TypeVar("Task")
Result = TypeVar("Result")

# tasks handed out for each process: enough to keep it busy, few enough that results do not pile up
_AHEAD = 4


def spread(
    work: Callable[[Task], Result], tasks: Iterable[Task], jobs: int, at_end: Callable[[], None]
) -> Iterator[Result]:
    """`work` done on each of `tasks` by `jobs` processes, each of which calls `at_end` before it ends; with one job,
    all of it by this process.

    What passes between processes is pickled, also what `work` raises. Raises `CannotRun` (MBI008) when a process dies.
    """
    if jobs == 1:
        try:
            yield from map(work, tasks)
        finally:
            at_end()
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # a forked process has the schemas that are open already; elsewhere than on Linux forking is not safe
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    executor = ProcessPoolExecutor(jobs, context, _begin, (at_end,))
    waiting: deque[Future[Result]] = deque()
    try:
        for task in tasks:
            if len(waiting) >= jobs * _AHEAD:
                yield waiting.popleft().result()
            waiting.append(executor.submit(work, task))
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool:
        raise died() from None
    finally:
        executor.shutdown(cancel_futures=True)


def died() -> CannotRun:
    """What is told of a process that was ended from outside (MBI008)."""
    return CannotRun(
        Finding(
            "MBI008",
            Severity.ERROR,
            "a process that checked files was ended from outside, perhaps because memory ran out",
            hint="run again with --jobs 1, or with fewer files, to see at which it happens",
        )
    )


def _begin(at_end: Callable[[], None]) -> None:
    from multiprocessing.util import Finalize

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it, too, and ends us
    Finalize(None, at_end, exitpriority=1)
