"""The process that runs one stylesheet, confined to what the stylesheet may read and write.

Where the kernel can confine it (Linux), the stylesheet reads the folders that it is given and no others. Elsewhere it
reads nothing while it runs, and its further files are taken from Saxon's memory, not written by Saxon.
"""

from __future__ import annotations

import os
import re
import signal
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from matbaa.confine import confine, machinery
from matbaa.finding import CannotRun
from matbaa.saxon import Saxon, Untyped
from matbaa.transform.orders import PRINCIPAL, Begin, Done, Order, Value, reached, receive, send

if TYPE_CHECKING:
    from matbaa.finding import Finding
    from matbaa.saxon import Stylesheet

__all__: list[str] = []

# no file that a stylesheet writes is larger
_LARGEST = 4 << 30
_REFUSED = ("Permission denied", "has been prohibited", "has been disallowed", "Failed to create output file")
_ADDRESS = re.compile(r"\b(?:file|https?|ftp|jar|data):\S+?(?=[.,]?(?:\s|$))")


def _main() -> None:
    # what Saxon or a library prints is no answer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Python's own way waits for Saxon
    os.environ.clear()  # before Saxon sees it
    try:
        _serve(sys.stdin.buffer, answers)
    except (OSError, EOFError):
        pass  # whoever asked has gone
    finally:
        os._exit(0)  # Saxon does not bear to be taken down in pieces


def _serve(questions: IO[bytes], answers: IO[bytes]) -> None:
    begin = receive(questions, Begin)
    _limit(begin.memory)
    tempfile.tempdir = begin.write
    os.chdir(begin.write)
    processor = Saxon()
    processor.warm_up()
    confined = begin.kernel and confine([*map(Path, begin.read), *machinery()], [Path(begin.write)])
    try:
        stylesheet = processor.stylesheet(Path(begin.source))
    except CannotRun as error:
        send(answers, Done(faults=_told(error)))
        return
    stylesheet.name = begin.name
    processor.narrow(files=confined)
    send(answers, Done())
    while True:
        try:
            order = receive(questions, Order)
        except EOFError:
            return
        try:
            _run(processor, stylesheet, order, written_by_saxon=confined)
            send(answers, Done(tuple(stylesheet.messages)))
        except CannotRun as error:
            send(answers, Done(tuple(stylesheet.messages), _told(error)))


def _run(processor: Saxon, stylesheet: Stylesheet, order: Order, *, written_by_saxon: bool) -> None:
    source = processor.node_of(order.document, order.address)
    given = {name: _value(value) for name, value in order.parameters.items()}
    folder = Path(order.folder)
    principal = folder / PRINCIPAL
    if written_by_saxon:
        stylesheet.run_to(source, principal, given)
        return
    for address, node in stylesheet.run_captured(source, principal, given).items():
        target = Path(unquote(urlsplit(address).path)).resolve()
        if not target.is_relative_to(folder.resolve()):
            raise CannotRun(reached(str(target), stylesheet.name))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(processor.serialised(node))


def _value(value: Value) -> Any:
    match value.kind:
        case "untyped":
            return Untyped(value.written)
        case "truth":
            return value.written == "true"
        case "number":
            return int(value.written)
        case "tree":
            return etree.fromstring(value.written)
    return value.written


def _told(error: CannotRun) -> tuple[Finding, ...]:
    """Faults, those that confinement makes in words of their own."""
    told = []
    for finding in error.findings:
        if finding.code.startswith("MBT") and any(words in finding.message for words in _REFUSED):
            address = _ADDRESS.search(finding.message)
            place = finding.file, finding.line, finding.column
            finding = reached(address[0] if address else "a folder", *place)
        told.append(finding)
    return tuple(told)


def _limit(memory: int) -> None:
    if sys.platform != "win32":
        import resource

        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST, _LARGEST))
        if sys.platform == "linux":
            with suppress(ValueError, OSError):
                resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


if __name__ == "__main__":
    _main()
