"""A process that does one kind of work on demand and stays, with all that it has compiled, until it is let go."""

from __future__ import annotations

import os
import signal
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from matbaa.serve.model import Order

    # the work: an order, and what to call with words for whoever waits
    Work: TypeAlias = Callable[[Order, Callable[[str], None]], "Answer"]

__all__ = ["Died", "Helper"]

Answer = TypeVar("Answer")


class Died(Exception):
    """The process has ended by itself; the next order has a new one."""


def _deaf(_words: str) -> None:
    pass


class Helper(Generic[Answer]):
    """The process, from outside. `make` is called in it and gives what does the work; both must be importable.

    Where the work has a method `rest`, that is called when an order is done and answered, to prepare for the next one.

    It is begun with the first order. Nothing here may be called by two threads at a time but `stop`.
    """

    def __init__(self, make: Callable[[], Work[Answer]]) -> None:
        self._make = make
        self._process: BaseProcess | None = None
        self._ours: Connection | None = None
        self._guard = threading.Lock()
        self._stopped = False

    def ask(self, order: Order, hear: Callable[[str], None] = _deaf) -> Answer:
        """What the work gives; `hear` is called with what it says meanwhile. Raises `Died`."""
        with self._guard:
            if self._stopped:
                raise Died
            if self._process is None:
                self._begin()
            ours = self._ours
        assert ours is not None
        try:
            ours.send(order)
            kind, answer = ours.recv()
            while kind == "said":
                hear(answer)
                kind, answer = ours.recv()
        except (EOFError, OSError):
            self.renew()
            raise Died from None
        if kind == "fault":
            raise RuntimeError(answer)
        result: Answer = answer
        return result

    def renew(self) -> None:
        """Ends the process; the next order begins a new one, which knows nothing of what was compiled."""
        with self._guard:
            self._end()

    def stop(self) -> None:
        """Ends the process for good, whatever it is doing."""
        with self._guard:
            self._stopped = True
            self._end()

    def _begin(self) -> None:
        from multiprocessing import get_context

        # not forked: whoever serves has threads
        context = get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, self._make), name="matbaa")
        self._process.start()
        theirs.close()

    def _end(self) -> None:
        process, self._process = self._process, None
        if self._ours is not None:
            with suppress(OSError):
                self._ours.close()
            self._ours = None
        if process is None:
            return
        process.join(0.5)  # it hears that nobody asks any more, unless it is at work
        if process.is_alive():
            process.terminate()
            process.join(5)
        if process.is_alive():
            process.kill()
            process.join()


def _work(orders: Connection, make: Callable[[], Work[Any]]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever serves hears it, too, and ends us
    signal.signal(signal.SIGTERM, lambda *_what: os._exit(0))
    work = make()
    while True:
        try:
            order = orders.recv()
        except (EOFError, OSError):
            return
        try:
            answer = ("answer", work(order, lambda words: orders.send(("said", words))))
        except Exception as error:
            answer = ("fault", f"{type(error).__name__}: {error}")
        try:
            orders.send(answer)
        except OSError:
            return
        rest = getattr(work, "rest", None)
        if rest is not None:
            rest()
