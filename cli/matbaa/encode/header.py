"""The machine that sets tags, named in the header of the file: `encodingDesc/appInfo/application`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from matbaa.document import TEI, XML
from matbaa.encode.edit import Insertion

if TYPE_CHECKING:
    from lxml import etree

    from matbaa.document import Document
    from matbaa.encode.source import Source

__all__ = ["IDENT", "Machine", "machine", "machine_ids"]

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
    for path in (f"{_T}encodingDesc/{_T}appInfo", f"{_T}encodingDesc"):
        holder = header.find(path)
        if holder is not None and len(holder) and (last := _last(holder, source)) is not None:
            inside = lines if path.endswith("appInfo") else _wrapped(lines, prefix, "appInfo")
            return Machine(identity, _behind(last, inside, source))
    before = header.find(f"{_T}fileDesc")
    if before is None or source.tags(before) is None:
        return None
    wrapped = _wrapped(_wrapped(lines, prefix, "appInfo"), prefix, "encodingDesc")
    return Machine(identity, _behind(before, wrapped, source))


def _names() -> list[str]:
    return [IDENT, *(f"{IDENT}-{number}" for number in range(2, 1000))]


def _last(holder: etree._Element, source: Source) -> etree._Element | None:
    """The last child that is an element and stands in the file as such."""
    return next((child for child in reversed(holder) if isinstance(child.tag, str) and source.tags(child)), None)


def _application(identity: str, prefix: str) -> list[tuple[int, str]]:
    """Lines, each with how deep it stands in the first."""
    from importlib.metadata import version

    found = _VERSION.match(version("matbaa"))
    number = found[0] if found else "0"
    return [
        (0, f'<{prefix}application xml:id="{identity}" ident="{IDENT}" version="{number}">'),
        (1, f"<{prefix}label>Matbaa</{prefix}label>"),
        (0, f"</{prefix}application>"),
    ]


def _wrapped(lines: list[tuple[int, str]], prefix: str, name: str) -> list[tuple[int, str]]:
    inside = [(depth + 1, line) for depth, line in lines]
    return [(0, f"<{prefix}{name}>"), *inside, (0, f"</{prefix}{name}>")]


def _behind(sister: etree._Element, lines: list[tuple[int, str]], source: Source) -> Insertion:
    """Lines behind an element, with the indentation that the file has."""
    tags = source.tags(sister)
    assert tags is not None
    own = _indentation(sister)
    if own is None:
        return Insertion(tags.end, "", "".join(line for _, line in lines))
    parent = sister.getparent()
    above = None if parent is None else _indentation(parent)
    step = own.removeprefix(above) if above is not None and own.startswith(above) else ""
    if not step and (above is None or own):
        step = "  "
    return Insertion(tags.end, f"\n{own}", f"\n{own}".join(f"{step * depth}{line}" for depth, line in lines))


def _indentation(node: etree._Element) -> str | None:
    """What stands before an element in its line, if that is white space only."""
    previous, parent = node.getprevious(), node.getparent()
    text = (previous.tail if previous is not None else parent.text if parent is not None else None) or ""
    head, line_end, own = text.rpartition("\n")
    return own if line_end and not own.strip() and not head.strip() else None
