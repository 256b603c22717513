"""The machine that sets tags, named in the header of the file: `encodingDesc/appInfo/application`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from matbaa.document import TEI, XML
from matbaa.encode.layout import behind, wrapped

if TYPE_CHECKING:
    from lxml import etree

    from matbaa.document import Document
    from matbaa.encode.edit import Insertion
    from matbaa.encode.layout import Lines
    from matbaa.encode.source import Source

__all__ = ["IDENT", "Machine", "last_child", "machine", "machine_ids"]

IDENT = "matbaa"
_T = f"{{{TEI}}}"
_ID = f"{{{XML}}}id"
_VERSION = re.compile(r"\d+(\.\d+){0,2}")


class Machine(NamedTuple):
    """The `xml:id` by which tags name the machine, and what has to be put into the file for that, if anything."""

    id: str
    insertion: Insertion | None = None


def machine_ids(document: Document) -> frozenset[str]:
    """The ids by which tags of the document name this machine."""
    return frozenset(
        found.get(_ID, "")
        for found in document.root.iter(f"{_T}application")
        if found.get("ident") == IDENT and found.get(_ID)
    )


def machine(document: Document, source: Source) -> Machine | None:
    """How the machine is named in the document, or is to be.

    Nothing where the document has no header that could hold it.
    """
    if known := sorted(machine_ids(document)):
        return Machine(known[0])
    taken = {node.get(_ID) for node in document.root.iter() if isinstance(node.tag, str)}
    identity = next(name for name in _names() if name not in taken)
    header = document.root.find(f"{_T}teiHeader")
    if header is None:
        header = next(document.root.iter(f"{_T}teiHeader"), None)
    if header is None:
        return None
    prefix = f"{header.prefix}:" if header.prefix else ""
    lines = _application(identity, prefix)
    for path in ("encodingDesc/appInfo", "encodingDesc", "fileDesc"):
        holder = header.find("/".join(f"{_T}{step}" for step in path.split("/")))
        sister = holder if path == "fileDesc" else last_child(holder)
        if sister is not None and (found := behind(sister, lines, source)):
            return Machine(identity, found)
        name = prefix + {"encodingDesc/appInfo": "appInfo", "encodingDesc": "encodingDesc"}.get(path, "")
        lines = wrapped(lines, f"<{name}>", name)
    return None


def _names() -> list[str]:
    return [IDENT, *(f"{IDENT}-{number}" for number in range(2, 1000))]


def last_child(holder: etree._Element | None) -> etree._Element | None:
    """The last child that is an element."""
    return None if holder is None else next((child for child in reversed(holder) if isinstance(child.tag, str)), None)


def _application(identity: str, prefix: str) -> Lines:
    from importlib.metadata import version

    found = _VERSION.match(version("matbaa"))
    number = found[0] if found else "0"
    start = f'<{prefix}application xml:id="{identity}" ident="{IDENT}" version="{number}">'
    return wrapped([(0, f"<{prefix}label>Matbaa</{prefix}label>")], start, f"{prefix}application")
