"""What passes between Matbaa and the process that runs a stylesheet: plain data in MessagePack, length first.

Nothing is pickled, for what comes back has been near what strangers wrote.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import IO, TypeVar

import msgspec

from matbaa.finding import Finding, Severity

__all__ = ["PRINCIPAL", "Begin", "Done", "Order", "Value", "reached", "receive", "send"]

# the name of a stylesheet's principal result in its folder
PRINCIPAL = ".principal"

Message = TypeVar("Message")
_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Begin:
    """The stylesheet to compile, its name in messages, the files and folders that may be read, the folder that may be
    written, how much memory there is, and whether the kernel is asked to see to all that.
    """

    source: str
    name: str
    read: tuple[str, ...]
    write: str
    memory: int
    kernel: bool = True


@dataclass(frozen=True, slots=True)
class Value:
    """The value of a parameter: `text`, `untyped`, `truth`, `number` or `tree`, and how it is written."""

    kind: str
    written: str


@dataclass(frozen=True, slots=True)
class Order:
    """A document to transform: its text and address, the parameters, and the new folder for what comes of it."""

    document: str
    address: str | None
    parameters: dict[str, Value]
    folder: str


@dataclass(frozen=True, slots=True)
class Done:
    """What the stylesheet said, and its faults if it failed."""

    said: tuple[str, ...] = ()
    faults: tuple[Finding, ...] = field(default_factory=tuple)


def reached(address: str, file: str | None, line: int | None = None, column: int | None = None) -> Finding:
    """The finding of a stylesheet that reads or writes what it may not."""
    hint = (
        "it may read the folders of the stylesheet, the text and the edition, and write below the output folder; "
        "if you know the stylesheet well, --trust lets it do what you may do"
    )
    message = f"the stylesheet reaches for {address}, which it may not"
    return Finding("MBT007", Severity.ERROR, message, file, line, column, hint)


def send(stream: IO[bytes], message: object) -> None:
    """Writes a message. Raises `OSError` where nobody reads."""
    data = msgspec.msgpack.encode(message)
    stream.write(len(data).to_bytes(_LENGTH, "big") + data)
    stream.flush()


def receive(stream: IO[bytes], kind: type[Message]) -> Message:
    """The next message, which must be of that kind. Raises `EOFError` where there is none any more."""
    head = stream.read(_LENGTH)
    data = stream.read(int.from_bytes(head, "big")) if len(head) == _LENGTH else b""
    if not data:
        raise EOFError
    return msgspec.msgpack.decode(data, type=kind)
