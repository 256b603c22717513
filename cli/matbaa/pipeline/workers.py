"""Work on many texts, spread over processes, so that a text that crashes, hangs or overfills one harms no other."""

from __future__ import annotations

import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from matbaa.finding import CannotRun, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

__all__ = ["Limits", "Outcome", "spread"]

Task = TypeVar("Task")
Result = TypeVar("Result")

# tasks handed out for each process: enough to keep it busy, few enough that they do not pile up
_AHEAD = 8
# tasks after which a process is replaced by a fresh one, before Saxon's memory grows
_MOST = 2_000


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


def spread(
    work: Callable[[Task], Result],
    tasks: Iterable[Task],
    jobs: int,
    named: Callable[[Task], str],
    limits: Limits,
) -> Iterator[Outcome[Task, Result]]:
    """`work` done on each of `tasks` by `jobs` processes; outcomes come as they are ready.

    With one job this process does all of it, without limits. `named` gives the file that a finding is of.
    What passes between processes is pickled.
    """
    if jobs == 1:
        for task in tasks:
            yield _done(work, task)
        return
    from concurrent.futures import FIRST_COMPLETED, wait
    from multiprocessing import get_context

    from pebble import ProcessPool

    # forking is quick and safe here as long as this process has no Saxon of its own; elsewhere it never is
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    pool = ProcessPool(jobs, _MOST, _begin, (limits.memory,), context)
    try:
        waiting: dict[Future[Outcome[Task, Result]], Task] = {}
        for task in tasks:
            waiting[pool.schedule(_done, (work, task), timeout=limits.seconds)] = task
            if len(waiting) >= jobs * _AHEAD:
                ready, _ = wait(list(waiting), return_when=FIRST_COMPLETED)
                yield from (_outcome(future, waiting.pop(future), named, limits) for future in ready)
        while waiting:
            ready, _ = wait(list(waiting), return_when=FIRST_COMPLETED)
            yield from (_outcome(future, waiting.pop(future), named, limits) for future in ready)
        pool.close()  # type: ignore[no-untyped-call]
    except BaseException:
        pool.stop()  # type: ignore[no-untyped-call]
        raise
    finally:
        pool.join()


def _done(work: Callable[[Task], Result], task: Task) -> Outcome[Task, Result]:
    try:
        return Outcome(task, work(task))
    except CannotRun as error:
        return Outcome(task, None, error.findings)


def _outcome(
    future: Future[Outcome[Task, Result]], task: Task, named: Callable[[Task], str], limits: Limits
) -> Outcome[Task, Result]:
    from concurrent.futures import TimeoutError as Late

    from pebble import ProcessExpired

    try:
        return future.result()
    except Late:
        message = f"took more than {limits.seconds:g} seconds and was set aside"
    except ProcessExpired as error:
        ended = -error.exitcode if error.exitcode < 0 else 0
        by = f" ({signal.Signals(ended).name})" if ended else ""
        message = f"ended the process that worked on it{by} and was set aside"
    except MemoryError:
        message = f"took more than {limits.memory >> 20} MB of memory and was set aside"
    hint = "everything else was made; see what is odd about this file, or raise the limit"
    return Outcome(task, None, (Finding("MBI010", Severity.ERROR, message, named(task), hint=hint),))


def _begin(memory: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it, too, and ends us
    if sys.platform == "linux":
        import resource

        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
