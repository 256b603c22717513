"""The schema, made from its ODD: RELAX NG, W3C XML Schema, Schematron and a reference page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from matbaa.document import read
from matbaa.finding import CannotRun, Severity
from matbaa.resources import resource
from matbaa.saxon import saxon

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lxml import etree

    from matbaa.document import Document
    from matbaa.finding import Place

__all__ = ["compile_odd", "stale"]

_CULPRIT = re.compile(r"(\w+Spec) (\S+): ")
_IDENT = re.compile(r"\w[\w-]*")
_TEI = "{http://www.tei-c.org/ns/1.0}"
# the address of the specifications that come with Matbaa
_OURS = "matbaa:matbaa.odd"
_OUTPUTS: Mapping[str, str] = {
    "{ident}.rng": "odd2rng.xsl",
    "{ident}.xsd": "odd2xsd.xsl",
    "xml.xsd": "odd2xml.xsl",
    "{ident}.sch": "odd2sch.xsl",
    "{ident}.html": "odd2html.xsl",
}


def compile_odd(odd: Path) -> dict[str, bytes]:
    """All that is made from the ODD at `odd`: names of files, from schemaSpec/@ident, and their content (UTF-8).

    The XML Schema imports `xml.xsd`, which is among the files where the schema uses attributes such as xml:id. Nothing
    in the result depends on time or machine. Raises `CannotRun` when the ODD cannot be read or does not make a schema.
    """
    document = read(odd)
    schema = _schema_spec(document)
    source = _source(schema.get("source"), document)
    node = saxon().node(document.tree)
    made = {
        name.format(ident=schema.get("ident")): _run(stylesheet, node, source, document).encode()
        for name, stylesheet in _OUTPUTS.items()
    }
    if b'schemaLocation="xml.xsd"' not in made[f"{schema.get('ident')}.xsd"]:
        del made["xml.xsd"]
    return made


def stale(odd: Path, folder: Path | None = None) -> tuple[str, ...]:
    """The names of files that are missing in `folder` (by default beside the ODD) or are not what it makes now, sorted.

    Raises `CannotRun` as `compile_odd` does.
    """
    return tuple(
        sorted(name for name, content in compile_odd(odd).items() if not _is((folder or odd.parent) / name, content))
    )


def _is(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _run(stylesheet: str, node: Any, source: Any, odd: Document) -> str:
    """One output of the ODD; a fault that a stylesheet finds in the ODD is told with its place there."""
    compiled = saxon().stylesheet(resource("xslt/odd") / stylesheet)
    try:
        return compiled.run(node, {} if source is None else {"source": source})
    except CannotRun as error:
        said = error.findings[0].message
    message = said.removeprefix("odd:fault ")
    kind, ident = culprit.groups() if (culprit := _CULPRIT.match(message)) else ("", "")
    named = odd.root.iter(f"{_TEI}{kind}") if kind else ()
    place = next((odd.locate(spec) for spec in named if spec.get("ident") == ident), None)
    raise _fault("MBO001", message, odd, "see docs/schema.md for what an ODD can say", place)


def _schema_spec(odd: Document) -> etree._Element:
    """The schemaSpec, which must have an @ident that can name files."""
    schema = next(odd.root.iter(f"{_TEI}schemaSpec"), None)
    if schema is None:
        message = "this file is not an ODD: it has no schemaSpec"
        raise _fault("MBO002", message, odd, "give the ODD, not the schema made from it")
    ident = schema.get("ident", "")
    if not _IDENT.fullmatch(ident):
        message = f"schemaSpec/@ident is {ident!r}, but the files of the schema are named by it"
        raise _fault("MBO003", message, odd, "use letters, digits, hyphens and underscores", odd.locate(schema))
    return schema


def _source(address: str | None, odd: Document) -> Any:
    """The document that schemaSpec/@source names, as Saxon's node: a file, relative to the ODD, or one that comes with
    Matbaa. Nothing is fetched.
    """
    if not address:
        return None
    if address == _OURS:
        return saxon().node(read(resource("schema/matbaa.odd")).tree)
    if ":" in address:
        message = f"schemaSpec/@source is {address}, which is not a file"
        hint = (
            "save the specifications (such as TEI's p5subset.xml) in a file and name its path, relative to the ODD; "
            f"{_OURS} is the file that comes with Matbaa"
        )
        raise _fault("MBO004", message, odd, hint)
    return saxon().node(read(odd.path.parent / address).tree)


def _fault(code: str, message: str, odd: Document, hint: str, place: Place | None = None) -> CannotRun:
    return CannotRun(odd.finding(code, Severity.ERROR, message, place, hint=hint))
