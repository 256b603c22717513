"""A stylesheet of the user's, run by a process that can read and write only what the stylesheet may."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from matbaa.finding import CannotRun, Finding, Severity
from matbaa.resources import resource
from matbaa.saxon import Untyped, written
from matbaa.transform.compiled import Copies
from matbaa.transform.orders import PRINCIPAL, Begin, Done, Order, Value, reached, receive, send
from matbaa.transform.stylesheets import module_files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matbaa.document import Document

__all__ = ["SECONDS", "Confined", "Made", "confined"]

Made = tuple[bytes, dict[str, bytes], tuple[str, ...]]
# what a stylesheet has for one document: seconds, and bytes of memory
SECONDS, MEMORY = 300.0, 4 << 30
# whether the kernel is asked to confine the process, where it can
KERNEL = True
# all that the process may know of the environment
_NEEDED = ("PYTHONPATH", "PYTHONHOME", "SYSTEMROOT", "LD_LIBRARY_PATH")


@cache
def confined(path: Path, folders: tuple[Path, ...], seconds: float) -> Confined:
    """The stylesheet at `path`, compiled by a process of its own, one a stylesheet; it may read its own modules and
    what lies in its folder and in `folders`. Raises `CannotRun` with the place of each fault.
    """
    made = Confined(path, folders, seconds)
    atexit.register(made.close)
    return made


class Confined:
    """A compiled stylesheet in a process of its own; see `confined`."""

    def __init__(self, path: Path, folders: tuple[Path, ...], seconds: float) -> None:
        self._path, self._seconds = path, seconds
        self._folder = Path(tempfile.mkdtemp(prefix="matbaa-")).resolve()
        (self._folder / "copies").mkdir()
        (self._folder / "made").mkdir()
        self._copies = Copies(self._folder / "copies")
        source = self._copies.of(path)
        read = (path.parent, *folders, self._folder / "copies", *module_files(path), resource("xslt"))
        self._begin = Begin(
            str(source), str(path), tuple(map(str, dict.fromkeys(read))), str(self._folder / "made"), MEMORY, KERNEL
        )
        self._count = 0
        self._process = self._begun()

    def run(self, document: Document, parameters: Mapping[str, object]) -> Made:
        """The result as the stylesheet's own xsl:output serialises it, the files that xsl:result-document made, by
        relative path, and what xsl:message said.

        Raises `CannotRun` when the transformation fails, stops itself, takes too long, or reaches for what it may not.
        """
        if self._process.poll() is not None:
            self._process = self._begun()
        self._count += 1
        folder = self._folder / "made" / str(self._count)
        folder.mkdir()
        values = {name: _value(value) for name, value in parameters.items()}
        order = Order(written(document.root), document.tree.docinfo.URL, values, str(folder))
        try:
            done = self._ask(order, document.name)
            if done.faults:
                raise CannotRun(*map(self._named, done.faults))
            if strays := [file.name for file in folder.parent.iterdir() if file != folder]:
                raise CannotRun(reached(f"../{sorted(strays)[0]}", str(self._path)))
            return *_read(folder), done.said
        finally:
            for made in folder.parent.iterdir():
                shutil.rmtree(made, ignore_errors=True) if made.is_dir() else made.unlink()

    def close(self) -> None:
        """Ends the process."""
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                assert pipe is not None  # nosec: both were asked for
                pipe.close()
        try:
            self._process.wait(0.2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _begun(self) -> subprocess.Popen[bytes]:
        # -P: no module is taken from the folder that the user happens to be in
        command = [sys.executable, "-P", "-m", "matbaa.transform.confined_process"]
        known = {name: os.environ[name] for name in _NEEDED if name in os.environ}
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=known)
        try:
            done = self._ask(self._begin, str(self._path))
        except CannotRun:
            self.close()
            raise
        if done.faults:
            self.close()
            raise CannotRun(*map(self._named, done.faults))
        return self._process

    def _ask(self, message: Begin | Order, name: str) -> Done:
        process = self._process
        assert process.stdin is not None  # nosec: both were asked for
        assert process.stdout is not None  # nosec
        expired = threading.Event()

        def give_up() -> None:
            expired.set()
            process.kill()

        late = threading.Timer(self._seconds, give_up)
        late.start()
        try:
            send(process.stdin, message)
            return receive(process.stdout, Done)
        except (OSError, EOFError):
            status = process.wait()
        finally:
            late.cancel()
        if status == -signal.SIGINT:
            raise KeyboardInterrupt
        if expired.is_set():
            what = f"took more than {self._seconds:g} seconds and was given up"
            hint = "allow more with --time-limit SECONDS, or look for a template that comes to no end"
        else:
            what = "ended the process that ran it"
            hint = "look for a template that calls itself without end, or needs more memory than there is"
        raise CannotRun(Finding("MBT008", Severity.ERROR, f"the stylesheet {what}", name, hint=hint))

    def _named(self, finding: Finding) -> Finding:
        return replace(finding, file=self._copies.named(finding.file))


def _read(folder: Path) -> tuple[bytes, dict[str, bytes]]:
    """The principal result, and the other files."""
    principal = folder / PRINCIPAL
    others = {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file != principal
    }
    return principal.read_bytes() if principal.exists() else b"", others


def _value(value: object) -> Value:
    if isinstance(value, bool):
        return Value("truth", str(value).lower())
    if isinstance(value, int):
        return Value("number", str(value))
    if isinstance(value, Untyped):
        return Value("untyped", str(value))
    if isinstance(value, etree._ElementTree):
        return Value("tree", written(value.getroot()))
    return Value("tree", written(value)) if isinstance(value, etree._Element) else Value("text", str(value))
