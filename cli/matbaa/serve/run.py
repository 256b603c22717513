"""The work of `matbaa serve`: build, serve, watch, and again."""

from __future__ import annotations

import queue
import signal
import threading
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

from matbaa.files import refused
from matbaa.finding import CannotRun, Finding, Severity
from matbaa.serve.building import builder
from matbaa.serve.checking import checker, remarks
from matbaa.serve.helper import Died, Helper
from matbaa.serve.model import Checked, Made, Order
from matbaa.serve.news import News
from matbaa.serve.served import HOST, Server
from matbaa.serve.watching import watched

if TYPE_CHECKING:
    from pathlib import Path

    from matbaa.project import Project

__all__ = ["Teller", "end_when_told", "serve"]

# what changes with these is compiled once a process
_COMPILED = (".xsl", ".xslt")


class Teller:
    """What is told of the work as it goes on; each method may be called by a thread of its own."""

    def serving(self, address: str) -> None:
        """The server is up."""

    def made(self, made: Made) -> None:
        """A build has ended."""

    def checked(self, checked: Checked) -> None:
        """Validation has ended, with another outcome than before."""

    def trouble(self, message: str) -> None:
        """Something went wrong that is no fault of the edition."""


def serve(project: Project, config: Path, output: Path | None, port: int, teller: Teller) -> None:
    """Serves the edition until the process is interrupted or told to end. Raises `CannotRun` where the port is taken or
    the output folder cannot be made.
    """
    folder = (output or project.output).resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refused(error, folder) from None
    news = News()
    server = _server(folder, port, news)
    with ExitStack() as stack:
        stack.callback(server.server_close)
        stack.callback(server.shutdown)
        stack.callback(news.close)
        threading.Thread(target=server.serve_forever, name="serving", daemon=True).start()
        teller.serving(server.address)
        _Work(project, Order(config, output), folder, news, teller).run(stack)


def _server(folder: Path, port: int, news: News) -> Server:
    import errno

    try:
        return Server(folder, port, news)
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        message = f"port {port} is in use" if taken else f"port {port} cannot be had: {error.strerror}"
        hint = f"choose another one with --port {port + 1}, or any that is free with --port 0"
        raise CannotRun(Finding("MBI016", Severity.ERROR, message, f"{HOST}:{port}", hint=hint)) from None
    except OverflowError:
        message = "a port is a number from 0 to 65535"
        raise CannotRun(Finding("MBI016", Severity.ERROR, message, f"{HOST}:{port}")) from None


class _Work:
    """Orders for the two helpers, as changes come."""

    def __init__(self, project: Project, order: Order, folder: Path, news: News, teller: Teller) -> None:
        self._root = project.root
        self._first = order
        self._folder = folder
        self._news = news
        self._teller = teller
        self._changes: queue.SimpleQueue[frozenset[Path]] = queue.SimpleQueue()
        self._builder: Helper[Made] = Helper(builder)
        self._checker: Helper[Checked] = Helper(checker)
        self._to_check: queue.SimpleQueue[Order | None] = queue.SimpleQueue()
        self._last = Checked()

    def run(self, stack: ExitStack) -> None:
        """Never ends by itself."""
        from matbaa.resources import resource

        folders = tuple(dict.fromkeys((self._root, resource("xslt"))))
        stop = watched(folders, self._folder, self._changes.put)
        stack.callback(stop.set)
        stack.callback(self._builder.stop)
        stack.callback(self._checker.stop)
        stack.callback(self._to_check.put, None)
        threading.Thread(target=self._check, name="checking", daemon=True).start()
        self._build(self._first)
        while True:
            changed = self._next()
            self._build(replace(self._first, changed=changed, whole=False))

    def _next(self) -> frozenset[Path]:
        """What has changed since the last build; waits for it."""
        changed = self._changes.get()
        while not self._changes.empty():
            changed |= self._changes.get()
        return changed

    def _build(self, order: Order) -> None:
        if any(path.suffix in _COMPILED for path in order.changed):
            self._builder.renew()
        self._to_check.put(order)
        early: set[str] = set()

        def hear(name: str) -> None:
            early.add(name)
            self._news.built((name,), ())

        try:
            made = self._builder.ask(order, hear)
        except Died:
            self._teller.trouble("the process that builds has ended; the next change begins a new one")
            return
        except RuntimeError as error:
            self._teller.trouble(f"a fault of Matbaa itself: {error}")
            return
        changed = {*made.changed, *made.removed} - early
        self._news.built(changed, remarks(made.findings, self._root) if made.failed else ())
        self._teller.made(made)

    def _check(self) -> None:
        while (order := self._to_check.get()) is not None:
            while not self._to_check.empty():  # only the last state matters
                later = self._to_check.get()
                if later is None:
                    return
                order = replace(later, changed=order.changed | later.changed)
            try:
                checked = self._checker.ask(order)
            except Died:
                continue
            except RuntimeError as error:
                self._teller.trouble(f"a fault of Matbaa itself: {error}")
                continue
            self._news.checked(checked.remarks)
            if checked != self._last:
                self._teller.checked(checked)
            self._last = checked


def end_when_told() -> None:
    """Lets a signal to end do what an interruption from the keyboard does."""

    def end(*_what: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, end)
