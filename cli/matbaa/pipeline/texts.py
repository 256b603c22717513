"""What is done with one text, in whichever process: gathering what indexes need of it, making its page and its text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from matbaa.document import parse, require_tei
from matbaa.finding import CannotRun, Finding, Severity
from matbaa.index.gathered import Gathered, gather
from matbaa.pipeline import outputs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from matbaa.document import Document
    from matbaa.pipeline.outputs import Written

__all__ = ["Gathering", "Making", "gathered_from", "gathered_of", "made_of"]


@dataclass(frozen=True, slots=True)
class Gathering:
    """A file from which to gather; `name` is its name in messages."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Making:
    """A text of which outputs are to be made into `folder`: those in `wanted`, names by kind (`html`, `text`).

    `links` is the XML that says where its mentions lead; `parameters` are those of the stylesheet for pages.
    """

    path: Path
    name: str
    folder: Path
    wanted: Mapping[str, str]
    links: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)


def gathered_of(task: Gathering) -> tuple[str, bytes]:
    """The digest of the file as it was read, and what it gives to indexes, as bytes that `gathered_from` reads.

    Raises `CannotRun` for a file that cannot be read or is not TEI.
    """
    document = _read(task.path, task.name)
    return hashlib.sha256(document.data).hexdigest(), msgspec.msgpack.encode(gather(document))


def gathered_from(data: bytes) -> Gathered:
    """What `gathered_of` gave. Raises `msgspec.DecodeError` for anything else."""
    return msgspec.msgpack.decode(data, type=Gathered)


def made_of(task: Making) -> tuple[str, list[tuple[Written, tuple[str, ...]]]]:
    """The digest of the text as it was read, and each output that was written, with what its stylesheet said.

    Raises `CannotRun` for a text that cannot be read or transformed.
    """
    from lxml import etree

    from matbaa.resources import resource
    from matbaa.saxon import saxon

    document = _read(task.path, task.name)
    node = saxon().node(document.tree)
    written = []
    for kind, name in task.wanted.items():
        stylesheet = saxon().stylesheet(resource(f"xslt/{kind}.xsl"))
        given: dict[str, object] = {}
        if kind == "html":
            given = {**task.parameters, "entities": etree.fromstring(task.links)}
        try:
            result = stylesheet.run(node, given)
        except CannotRun as error:
            raise CannotRun(*(_of(task.name, finding) for finding in error.findings)) from None
        written.append((outputs.write(task.folder, name, result.encode("utf-8")), tuple(stylesheet.messages)))
    return hashlib.sha256(document.data).hexdigest(), written


def _read(path: Path, name: str) -> Document:
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise CannotRun(Finding("MBI003", Severity.ERROR, message, name)) from None
    return require_tei(parse(data, name, path))


def _of(name: str, finding: Finding) -> Finding:
    """A fault of a stylesheet of our own, told of the text that it happened with."""
    where = f" ({finding.file}:{finding.line})" if finding.line else ""
    return Finding(finding.code, finding.severity, f"{finding.message}{where}", name, hint=finding.hint)
