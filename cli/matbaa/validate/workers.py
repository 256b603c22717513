"""Work spread over processes, its results in the order of the tasks."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections import deque
from typing import TYPE_CHECKING, TypeVar, cast

from matbaa.finding import CannotRun, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

__all__ = ["available", "beside", "spread"]

Task = TypeVar("Task")
Result = TypeVar("Result")

# tasks handed out for each process: enough to keep it busy, few enough that results do not pile up
_AHEAD = 4


def available() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


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
        raise _died() from None
    finally:
        executor.shutdown(cancel_futures=True)


def beside(work: Callable[[Task], Result], task: Task) -> Callable[[], Result]:
    """Begins `work` on one task in a process of its own, where that can be forked, and gives the function that waits
    for its result.

    What passes between processes is pickled, also what `work` raises. The function raises `CannotRun` (MBI008) when
    the process dies.
    """
    if sys.platform != "linux":
        return lambda: work(task)
    reading, writing = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        try:  # whatever happens, this process must not go on as if it were its parent
            os.close(reading)
            with os.fdopen(writing, "wb") as pipe:
                pickle.dump(_attempt(work, task), pipe)
        finally:
            os._exit(0)
    os.close(writing)

    def result() -> Result:
        with os.fdopen(reading, "rb") as pipe:
            data = pipe.read()
        os.waitpid(child, 0)
        if not data:
            raise _died()
        outcome, error = pickle.loads(data)
        if error is not None:
            raise error
        return cast("Result", outcome)

    return result


def _attempt(work: Callable[[Task], Result], task: Task) -> tuple[Result | None, Exception | None]:
    try:
        return work(task), None
    except Exception as error:
        return None, error


def _died() -> CannotRun:
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
