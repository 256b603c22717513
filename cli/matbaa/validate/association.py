"""Which schemas a text names itself: in `xml-model` instructions, oXygen's older ones, `xsi:schemaLocation`."""

from __future__ import annotations

import html
import os.path
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree

from matbaa.validate.plan import RuleFile, Schemas

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from matbaa.document import Document

__all__ = ["Association", "associated"]

_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_KINDS = {
    "http://relaxng.org/ns/structure/1.0": "relaxng",
    "http://purl.oclc.org/dsdl/schematron": "schematron",
    "http://www.w3.org/2001/xmlschema": "xsd",
}
_SUFFIXES = {".rng": "relaxng", ".rnc": "relaxng", ".sch": "schematron", ".isosch": "schematron", ".xsd": "xsd"}
_PSEUDO_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


@dataclass(frozen=True, slots=True)
class Association:
    """The schemas that a text names: those that are there; `distant` addresses, which are on the network; and
    `missing` ones with the lines that name them.
    """

    schemas: Schemas
    distant: tuple[str, ...] = ()
    missing: tuple[tuple[str, int], ...] = ()


class _Reference(NamedTuple):
    kind: str
    address: str
    phase: str | None
    line: int


def associated(document: Document, catalog: Mapping[str, Path]) -> Association:
    """The schemas that `document` names; `catalog` has local files for addresses of the network.

    Nothing is fetched, and no schema is opened.
    """
    found: dict[str, dict[RuleFile, None]] = {"relaxng": {}, "xsd": {}, "schematron": {}}
    distant: dict[str, None] = {}
    missing: dict[str, int] = {}
    for reference in _references(document):
        path = catalog.get(reference.address) or _local(reference.address, document.path)
        if path is None:
            distant[reference.address] = None
        elif not os.path.isfile(path):  # noqa: PTH113  (no error for a name that is too long)
            missing.setdefault(reference.address, reference.line)
        else:
            found[reference.kind][RuleFile(path, reference.phase, trusted=False)] = None
    relaxng, xsd = (tuple(dict.fromkeys(file.path for file in found[kind])) for kind in ("relaxng", "xsd"))
    return Association(Schemas(relaxng, xsd, tuple(found["schematron"])), tuple(distant), tuple(missing.items()))


def _local(address: str, base: Path) -> Path | None:
    """The file of this machine that an address in the file `base` stands for, if it is one."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme not in {"", "file"} or parts.netloc not in {"", "localhost"} or "%00" in address:
        return None
    return (base.resolve().parent / unquote(parts.path)).resolve()


def _references(document: Document) -> Iterator[_Reference]:
    node = document.root.getprevious()
    before = []
    while node is not None:
        if isinstance(node, etree._ProcessingInstruction):
            before.append(node)
        node = node.getprevious()
    for instruction in reversed(before):
        if instruction.target == "xml-model":
            yield from _by_model(instruction)
        elif instruction.target == "oxygen":
            yield from _by_oxygen(instruction)
    yield from _by_location(document.root)


def _by_model(instruction: etree._ProcessingInstruction) -> Iterator[_Reference]:
    """https://www.w3.org/TR/xml-model/"""
    said = _pseudo_attributes(instruction)
    address = said.get("href", "").strip()
    kind = _KINDS.get(said.get("schematypens", "").lower().rstrip("/"))
    if kind is None and said.get("type") == "application/relax-ng-compact-syntax":
        kind = "relaxng"
    if kind is None and "schematypens" not in said:
        kind = _SUFFIXES.get(Path(address.partition("?")[0]).suffix.lower())
    if address and kind:
        yield _Reference(kind, address, said.get("phase"), instruction.sourceline or 1)


def _by_oxygen(instruction: etree._ProcessingInstruction) -> Iterator[_Reference]:
    said = _pseudo_attributes(instruction)
    for name, kind in (("RNGSchema", "relaxng"), ("SCHSchema", "schematron")):
        if address := said.get(name, "").strip():
            yield _Reference(kind, address, said.get("phase"), instruction.sourceline or 1)


def _by_location(root: etree._Element) -> Iterator[_Reference]:
    """The XSD for the namespace of the root element; it names those for others itself."""
    namespace = etree.QName(root).namespace
    said = root.get(f"{_XSI}schemaLocation", "").split()
    pairs = dict(zip(said[::2], said[1::2], strict=False))
    address = pairs.get(namespace) if namespace else root.get(f"{_XSI}noNamespaceSchemaLocation", "").strip()
    if address:
        yield _Reference("xsd", address, None, root.sourceline or 1)


def _pseudo_attributes(instruction: etree._ProcessingInstruction) -> dict[str, str]:
    found = _PSEUDO_ATTRIBUTE.finditer(instruction.text or "")
    return {name: html.unescape(double or single or "") for name, double, single in (match.groups() for match in found)}
