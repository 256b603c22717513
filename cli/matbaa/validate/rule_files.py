"""The files that Schematron rules come from, read by our own reader before Saxon sees any of them."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from matbaa.document import TEI, Document, read
from matbaa.finding import CannotRun, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["SCH", "RuleFiles", "gather", "unknown_phase"]

SCH = "http://purl.oclc.org/dsdl/schematron"
_OLD = "http://www.ascc.net/xml/schematron"
_RNG = "http://relaxng.org/ns/structure/1.0"
_XSD = "http://www.w3.org/2001/XMLSchema"
_XSL = "http://www.w3.org/1999/XSL/Transform"
_REFERENCES = {
    f"{{{SCH}}}include": "href",
    f"{{{SCH}}}extends": "href",
    f"{{{_XSL}}}include": "href",
    f"{{{_XSL}}}import": "href",
    f"{{{_RNG}}}include": "href",
    f"{{{_RNG}}}externalRef": "href",
    f"{{{_XSD}}}include": "schemaLocation",
    f"{{{_XSD}}}import": "schemaLocation",
}


@dataclass(frozen=True, eq=False)
class RuleFiles:
    """A schema with rules and every file that it takes in, by address (`file:` URI)."""

    main: Document
    documents: dict[str, Document]

    @property
    def digests(self) -> tuple[tuple[str, str], ...]:
        """The path of each file and the SHA-256 of its bytes."""
        return tuple(
            (str(document.path.resolve()), hashlib.sha256(document.data).hexdigest())
            for document in self.documents.values()
        )

    @property
    def phases(self) -> tuple[str, ...]:
        """The ids of all phases."""
        found = (
            phase.get("id", "")
            for document in self.documents.values()
            for phase in document.root.iter(f"{{{SCH}}}phase")
        )
        return tuple(dict.fromkeys(found))


def gather(schema: Path, name: str | None = None, *, within: Path | None = None) -> RuleFiles:
    """The files of `schema`; with `within`, none of them lies outside that folder.

    Raises `CannotRun` for a file that cannot be read, has no rules, or includes what is not there.
    """
    main = read(schema, name)
    _require_rules(main)
    _require_names(main)
    documents = {schema.resolve().as_uri(): main}
    _follow(main, main, documents, within.resolve() if within else None)
    return RuleFiles(main, documents)


def unknown_phase(files: RuleFiles, phase: str | None) -> Finding | None:
    """What is wrong with the name of a phase, if anything; without one the schema's own default counts."""
    asked = phase if phase and phase != "#DEFAULT" else files.main.root.get("defaultPhase", "#ALL")
    known = files.phases
    if asked == "#ALL" or asked in known:
        return None
    return files.main.finding(
        "MBS003",
        Severity.ERROR,
        f'there is no phase with the id "{asked}"; the schema has {", ".join(known) or "none"}',
        files.main.locate(files.main.root),
        hint="name one of its phases" if known else "leave out the phase",
    )


def _follow(main: Document, document: Document, documents: dict[str, Document], within: Path | None) -> None:
    for reference, address in _references(document):
        path = Path(unquote(urlsplit(address).path))
        ours = etree.QName(reference).namespace == SCH
        local = urlsplit(address).scheme == "file"
        if local and within is not None and not path.resolve().is_relative_to(within):
            raise CannotRun(_outside(document, reference))
        if not local or not path.is_file():
            if ours:
                raise CannotRun(_missing(document, reference))
            continue  # whoever uses the grammar or the stylesheet tells of it
        key = path.resolve().as_uri()
        if key not in documents:
            documents[key] = read(path, _name(main, path))
            _require_names(documents[key])
            _follow(main, documents[key], documents, within)


def _references(document: Document) -> Iterator[tuple[etree._Element, str]]:
    for reference in document.root.iter(list(_REFERENCES)):
        href = reference.get(_REFERENCES[str(reference.tag)], "").split("#")[0].strip()
        if href:
            yield reference, urljoin(reference.base or document.path.resolve().as_uri(), href)


def _name(main: Document, path: Path) -> str:
    """How messages name an included file: as they name the schema, if it lies beside or below."""
    folder = main.path.resolve().parent
    if path.resolve().is_relative_to(folder):
        return os.fspath(Path(main.name).parent / path.resolve().relative_to(folder))
    return str(path)


def _require_rules(document: Document) -> None:
    root = etree.QName(document.root)
    if (root.namespace, root.localname) == (SCH, "schema"):
        return
    if root.namespace in {_RNG, _XSD, TEI}:
        return
    message = f"is not a Schematron schema: its root element is <{root.localname}>"
    hint = f'the root of a Schematron file is schema in the namespace "{SCH}"'
    if root.namespace == _OLD:
        hint = f'this is Schematron 1.5; change its namespace to that of ISO Schematron, "{SCH}"'
    elif root.namespace == SCH:
        hint = "this is a part of a schema; name the schema that includes or extends it"
    raise CannotRun(
        document.finding("MBS003", Severity.ERROR, message, document.locate(document.root), hint=hint)
    )  # fmt: skip


def _require_names(document: Document) -> None:
    """Raises `CannotRun` for prefixes that are none, and for elements that do not say what they take in."""
    for element in document.root.iter(f"{{{SCH}}}ns", f"{{{SCH}}}include", f"{{{SCH}}}extends"):
        kind, words = etree.QName(element).localname, None
        if kind == "ns":
            prefix, uri = element.get("prefix", ""), element.get("uri", "")
            if not _is_binding(prefix, uri):
                words = f'the prefix "{prefix}" cannot stand for the namespace "{uri}"'
        elif not element.get("href") and not (kind == "extends" and element.get("rule")):
            words = f"the {kind} does not say what it takes in"
        if words:
            place = document.locate(element)
            raise CannotRun(
                document.finding("MBS003", Severity.ERROR, words, place, hint="mend the schema at this place")
            )


def _is_binding(prefix: str, uri: str) -> bool:
    if not re.fullmatch(r"[^\W\d][\w.\-]*", prefix):
        return False
    try:
        etree.fromstring(f"<{prefix}:a xmlns:{prefix}='{escape(uri)}'/>")
    except (etree.XMLSyntaxError, ValueError):
        return False
    return True


def _missing(document: Document, reference: etree._Element) -> Finding:
    return document.finding(
        "MBS003",
        Severity.ERROR,
        f'the included file "{reference.get("href")}" cannot be read; only files on this machine are included',
        document.locate(reference),
        hint="put the file there, or mend the path",
    )


def _outside(document: Document, reference: etree._Element) -> Finding:
    href = reference.get(_REFERENCES[str(reference.tag)])
    return document.finding(
        "MBS003",
        Severity.ERROR,
        f'it names the file "{href}", which lies outside the schema\'s folder',
        document.locate(reference),
        hint="rules that a text names itself may not do so; give the schema with --schema",
    )
