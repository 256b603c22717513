"""XSD.

libxml2 gives the verdict, in a hundredth of the time, and `xsd_words` the words for it; xmlschema does both where
libxml2 does not know the schema's means (XSD 1.1).
"""

from __future__ import annotations

import copy
import re
import signal
import threading
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from lxml import etree

from matbaa.document import Document, read
from matbaa.finding import CannotRun, Finding, Severity
from matbaa.validate import words
from matbaa.validate.nodes import element_of, element_on
from matbaa.validate.schema_files import parts
from matbaa.validate.xsd_schema import Schema, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from matbaa.validate.xsd_hints import Declared

__all__ = ["Compiled", "check", "open_schema"]

_XS = "{http://www.w3.org/2001/XMLSchema}"
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
# that long, xmlschema may take over a file
_SECONDS = 60
_REFERENCES = {f"{_XS}{name}": "schemaLocation" for name in ("include", "import", "redefine", "override")}


@dataclass(frozen=True, eq=False)
class Compiled:
    """A schema ready for use, as libxml2 or xmlschema compiled it, and the files that it was read from."""

    schema: Any
    files: tuple[Path, ...]

    @cached_property
    def declared(self) -> Declared:
        """What it declares."""
        from matbaa.validate.xsd_hints import Declared

        return Declared(self.files)


def check(document: Document, compiled: Compiled) -> Iterator[Finding]:
    """What the XSD schema has against `document`: MBX001 each; MBX003 where that could not be decided."""
    tree = _without_locations(document)
    if isinstance(compiled.schema, Schema):
        yield from _by_libxml2(document, tree, compiled, compiled.schema)
    else:
        yield from _by_xmlschema(document, tree, compiled.schema)


def open_schema(path: Path, name: str) -> Compiled:
    """The schema at `path` as libxml2 compiles it; as xmlschema does where libxml2 cannot or the schema names files of
    the network. Compiled once in a process; `name` is for messages.

    Raises `CannotRun` (MBX002) when the schema cannot be used.
    """
    return _compiled(path.resolve(), name)


@lru_cache(maxsize=4)
def _compiled(schema: Path, name: str) -> Compiled:
    files, addresses = parts(read(schema, name), _REFERENCES, "MBX002", schema.parent)
    if not addresses and (known := opened(schema, files)) is not None:
        return Compiled(known, files)
    # XSD 1.1, or a fault that xmlschema tells better
    import xmlschema

    try:
        with warnings.catch_warnings():
            # what could not be imported is missed where the schema refers to it
            warnings.simplefilter("ignore")
            return Compiled(xmlschema.XMLSchema11(str(schema), allow="sandbox", defuse="always"), files)
    except (xmlschema.XMLSchemaException, OSError, ValueError) as error:
        reason = getattr(error, "message", None) or str(error)
        raise CannotRun(
            Finding(
                "MBX002",
                Severity.ERROR,
                f"is not an XSD schema that can be used: {' '.join(str(reason).split())}",
                name,
                hint="mend the schema; the files that it imports must lie beside it or in folders below",
            )
        ) from None


def _without_locations(document: Document) -> etree._ElementTree:
    """The tree without hints at schemas, which libxml2 would follow."""
    if b"chemaLocation" not in document.data and not document.included:
        return document.tree
    tree = copy.deepcopy(document.tree)
    for element in tree.iter("*"):
        for name in (f"{_XSI}schemaLocation", f"{_XSI}noNamespaceSchemaLocation"):
            element.attrib.pop(name, None)
    return tree


def _by_libxml2(document: Document, tree: etree._ElementTree, compiled: Compiled, schema: Schema) -> Iterator[Finding]:
    try:
        entries = schema.faults(tree)
    except etree.XMLSchemaValidateError:
        yield _undecided(document, "libxml2 could not decide it")
        return
    if not entries:
        return
    from matbaa.validate.xsd_words import Words

    speaker = Words(document, compiled.declared, schema.validator)
    told = set()
    for entry in entries:
        node = element_of(document, entry.path, entry.line, entry.message)
        said = speaker.said(node, entry.message)
        # the type of a value is told twice, by its facet and as a whole
        if said is None or (node, said.attribute) in told:
            continue
        told.add((node, said.attribute))
        place = said.place or (
            document.locate_attribute(node, said.attribute) if said.attribute else document.locate(node)
        )
        yield document.finding("MBX001", Severity.ERROR, said.message, place, hint=said.hint)


def _undecided(document: Document, why: str) -> Finding:
    message = f"it could not be decided whether this file fits the XSD: {why}"
    hint = "look in the schema for a pattern that can match one text in very many ways, such as (a+)+"
    return document.finding("MBX003", Severity.WARNING, message, hint=hint)


def _by_xmlschema(document: Document, tree: etree._ElementTree, compiled: Any) -> Iterator[Finding]:
    import xmlschema

    root: Any = tree.getroot()  # its stubs know ElementTree only
    source = xmlschema.XMLResource(root, allow="none")
    try:
        with _limited(_SECONDS):
            errors = list(compiled.iter_errors(source, use_location_hints=False))
    except TimeoutError:
        yield _undecided(document, f"it takes more than {_SECONDS} seconds")
        return
    for error in errors:
        node = _same(document, tree, error.elem if isinstance(error.elem, etree._Element) else None)
        reason = re.sub(r"\{[^}]*\}", "", " ".join((error.reason or error.message).split()))
        yield document.finding("MBX001", Severity.ERROR, f"{words.element(node)}: {reason}", document.locate(node))


@contextmanager
def _limited(seconds: int) -> Iterator[None]:
    """Raises `TimeoutError` inside where that takes longer, if there are such signals in this place."""

    def give_up(_number: int, _frame: object) -> None:
        raise TimeoutError

    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _same(document: Document, tree: etree._ElementTree, node: etree._Element | None) -> etree._Element:
    """The document's own element for one of a copy of its tree."""
    if node is None:
        return document.root
    if tree is document.tree:
        return node
    found = element_on(document.root, tree.getpath(node))
    return document.root if found is None else found
