"""Schematron rules run in a process of their own: beside all other checks, and ended where they come to no end.

Saxon holds whatever process it runs in until it is done, so nothing else could stop it.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any, cast

from matbaa import cache, limits
from matbaa.confine import confine, machinery
from matbaa.finding import Finding, Severity
from matbaa.saxon import reader, started
from matbaa.validate.checks import Checker
from matbaa.validate.outcome import Outcome
from matbaa.validate.workers import died

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from matbaa.validate.checks import Settings
    from matbaa.validate.plan import Item

__all__ = ["RuleProcess"]

_RULES = "MBS"
# items that are handed over before the first of them is done: enough to keep the process busy, less than a pipe holds
_AHEAD = 4
# how a process ends that is given up, and how one whose parent has gone
_GIVEN_UP, _ALONE = 1, 3
# the time that rules have for a file: so many seconds, and so many more for each megabyte
_SECONDS, _SECONDS_A_MEGABYTE = 60.0, 30.0


@dataclass(eq=False)
class RuleProcess:
    """The process that runs the rules for one set of settings; begun when it is first asked.

    `seconds` is the time that rules have for one file; without it, the time grows with the file. With `reads`, the
    process can read those files and folders and, besides what Matbaa itself needs, nothing else, where the kernel
    sees to it. What passes between the processes is pickled; it is known to nobody else.
    """

    settings: Settings
    seconds: float | None = None
    reads: tuple[Path, ...] | None = None
    _waiting: deque[Item] = field(default_factory=deque)
    _asked: deque[Item] = field(default_factory=deque)
    _child: _Child | None = None

    def ask(self, items: Iterable[Item]) -> None:
        """Hands over items, whose outcomes `answer` gives one after another."""
        self._waiting.extend(items)
        self._hand_over()

    def answer(self) -> Outcome:
        """What the rules have found in the next of the items. Raises what the check of it raised, and `CannotRun`
        (MBI008) when the process was ended from outside.
        """
        item = self._asked.popleft()
        assert self._child is not None  # nosec: it was begun when the item was handed over
        try:
            outcome, error = pickle.load(self._child.answers)
        except (EOFError, OSError, pickle.UnpicklingError):
            return self._ended(item)
        self._hand_over()
        if error is not None:
            raise error
        return cast("Outcome", outcome)

    def close(self) -> None:
        """Ends the process, whatever it does."""
        if self._child is not None:
            self._child.end()
        self._child = None
        self._asked.clear()
        self._waiting.clear()

    def _hand_over(self) -> None:
        while self._waiting and len(self._asked) < _AHEAD:
            if self._child is None:
                self._child = _forked(self) if _may_fork() else _begun(self)
            item = self._waiting.popleft()
            self._asked.append(item)
            try:
                pickle.dump(item, self._child.questions)
                self._child.questions.flush()
            except OSError:
                return  # it has ended; that is seen when its answer is asked for

    def _ended(self, item: Item) -> Outcome:
        """What is told of an item over which the process has ended; another will go on with the rest."""
        assert self._child is not None  # nosec: as above
        status = self._child.end()
        self._child = None
        self._waiting.extendleft(reversed(self._asked))
        self._asked.clear()
        if status == -signal.SIGINT:
            raise KeyboardInterrupt
        if status == -getattr(signal, "SIGKILL", 9):
            raise died()
        self._hand_over()
        if status == _GIVEN_UP:
            what = f"did not come to an end within {_limit(item, self.seconds):.0f} seconds and were given up"
            hint = "allow more with --time-limit SECONDS, or look for a rule that compares everything with everything"
        else:
            what = "ended the process that ran them"
            hint = "look for a rule that calls itself without end, or needs more memory than there is"
        message = f"the Schematron rules for this file {what}"
        return Outcome((Finding("MBS004", Severity.ERROR, message, item.name, hint=hint),), lasting=False)


@dataclass(eq=False)
class _Child:
    """A process, seen from its parent: what it is asked and what it answers."""

    questions: IO[bytes]
    answers: IO[bytes]
    process: int | subprocess.Popen[bytes]

    def end(self) -> int:
        """Ends the process if it has not ended; gives its exit code, or the negative number of the signal that ended
        it.
        """
        for pipe in (self.questions, self.answers):
            with suppress(OSError):  # what was written last cannot be handed over any more
                pipe.close()
        if not isinstance(self.process, int):
            try:
                return self.process.wait(0.05)
            except subprocess.TimeoutExpired:
                self.process.kill()
                return self.process.wait()
        ended, status = os.waitpid(self.process, os.WNOHANG)
        if not ended:
            os.kill(self.process, signal.SIGKILL)
            _, status = os.waitpid(self.process, 0)
        return os.waitstatus_to_exitcode(status)


def _may_fork() -> bool:
    """Elsewhere than on Linux it is not safe, nor where Saxon has run."""
    return sys.platform == "linux" and not started()


def _forked(rules: RuleProcess) -> _Child:
    asked, questions = os.pipe()
    answers, said = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        try:  # whatever happens, this process must not go on as if it were its parent
            os.close(questions)
            os.close(answers)
            with os.fdopen(asked, "rb") as reading, os.fdopen(said, "wb") as writing:
                _serve(reading, writing, rules.settings, rules.seconds, rules.reads)
        finally:
            os._exit(_ALONE)
    os.close(asked)
    os.close(said)
    return _Child(os.fdopen(questions, "wb"), os.fdopen(answers, "rb"), child)


def _begun(rules: RuleProcess) -> _Child:
    # -P: no module is taken from the folder that the user happens to be in
    command = [sys.executable, "-P", "-m", __name__]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None  # nosec: they were asked for
    assert process.stdout is not None  # nosec
    pickle.dump((rules.settings, rules.seconds, rules.reads, limits.current()), process.stdin)
    return _Child(process.stdin, process.stdout, process)


def _serve(
    reading: IO[bytes],
    writing: IO[bytes],
    settings: Settings,
    seconds: float | None,
    reads: tuple[Path, ...] | None,
) -> None:
    """Answers until nothing more is asked."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Python's own way waits for Saxon
    checker = Checker(settings.only(_RULES))
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123
        _confine(reads)
        while True:
            try:
                item = pickle.load(reading)
            except EOFError:
                return
            faulthandler.dump_traceback_later(_limit(item, seconds), exit=True, file=nowhere)
            answer = _attempt(checker, item)
            faulthandler.cancel_dump_traceback_later()
            pickle.dump(answer, writing)
            writing.flush()


def _confine(reads: tuple[Path, ...] | None) -> None:
    """Rules learn nothing of the user's environment, and read no file that is none of theirs."""
    kept = cache.folder()
    os.environ.clear()
    os.environ["MATBAA_CACHE"] = str(kept or "")
    if reads is None:
        return
    reader().warm_up()  # what it holds open stays so
    confine([*reads, *machinery()], [kept] if kept else [])


def _attempt(checker: Checker, item: Item) -> tuple[Outcome | None, Exception | None]:
    try:
        return checker.check(item), None
    except Exception as error:
        return None, error


def _limit(item: Item, seconds: float | None) -> float:
    if seconds is not None:
        return seconds
    try:
        size = item.path.stat().st_size if item.data is None else len(item.data)
    except OSError:
        size = 0
    return _SECONDS + _SECONDS_A_MEGABYTE * size / 1_000_000


def _main() -> None:
    """The process where it could not be forked: what is said to it comes by standard input."""
    said = os.dup(1)
    os.dup2(2, 1)  # what Saxon or a library prints is no answer
    settings, seconds, reads, allowed = cast("tuple[Any, Any, Any, Any]", pickle.load(sys.stdin.buffer))
    limits.use(allowed)
    with os.fdopen(said, "wb") as writing:
        _serve(sys.stdin.buffer, writing, settings, seconds, reads)


if __name__ == "__main__":
    _main()
