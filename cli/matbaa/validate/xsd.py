"""XSD.

libxml2 gives the verdict, in a hundredth of the time; xmlschema does where libxml2 does not know the schema's means
(XSD 1.1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lxml import etree

from matbaa.document import Document, parse, read
from matbaa.finding import CannotRun, Finding, Severity
from matbaa.validate import words
from matbaa.validate.nodes import element_of, element_on
from matbaa.validate.schema_files import parts, schema_tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Compiled", "check", "open_schema"]

_XS = "{http://www.w3.org/2001/XMLSchema}"
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_REFERENCES = {f"{_XS}{name}": "schemaLocation" for name in ("include", "import", "redefine", "override")}


@dataclass(frozen=True)
class Compiled:
    """A schema ready for use, as libxml2 or xmlschema compiled it, and the files that it was read from."""

    schema: Any
    files: tuple[Path, ...]


def check(document: Document, compiled: Compiled) -> Iterator[Finding]:
    """What the XSD schema has against `document`: MBX001 each."""
    tree = _without_locations(document)
    if isinstance(compiled.schema, etree.XMLSchema):
        yield from _by_libxml2(document, tree, compiled.schema)
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
    if not addresses:
        try:
            return Compiled(etree.XMLSchema(schema_tree(schema)), files)
        except etree.XMLSchemaParseError:
            pass  # XSD 1.1, or a fault that xmlschema tells better
    import xmlschema

    try:
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
    if b"chemaLocation" not in document.data:
        return document.tree
    copy = parse(document.data, document.name, document.path)
    for element in copy.root.iter("*"):
        for name in (f"{_XSI}schemaLocation", f"{_XSI}noNamespaceSchemaLocation"):
            element.attrib.pop(name, None)
    return copy.tree


# libxml2's words, our words, the group that lists what was expected, and advice where nothing is listed
_LIBXML2: list[tuple[str, str, str | None, str | None]] = [
    (
        r"This element is not expected\.(?: Expected is (?:one of )?\( (?P<names>.*) \)\.)?",
        "{element} is not expected here{parent}",
        "names",
        "nothing more may follow here: remove it, or look at the order",
    ),
    (
        r"Missing child element\(s\)\.(?: Expected is (?:one of )?\( (?P<names>.*) \)\.)?",
        "{element} is not complete",
        "names",
        "look in the schema at what it must hold",
    ),
    (r"The attribute '(?P<a>[^']+)' is required but missing", "{element} lacks @{a}", None, "add @{a} to {element}"),
    (
        r"The attribute '(?P<a>[^']+)' is not allowed",
        "@{a} is not allowed on {element}",
        None,
        "remove it, or look whether another name was meant",
    ),
    (
        r"\[facet 'enumeration'\] The value '(?P<v>.*)' is not an element of the set \{(?P<names>.*)\}",
        '"{v}" is no value of {where}',
        "names",
        None,
    ),
    (
        r"\[facet '\w+'\] The value '(?P<v>.*)' is not accepted by the pattern",
        '"{v}" is no value of {where}: it has not the right form',
        None,
        "the schema says which form it must have",
    ),
    (
        r"'(?P<v>.*)' is not a valid value of the (?:atomic|list|union) type '(?P<t>[^']+)'",
        '"{v}" is no value of {where}, which must be {t}',
        None,
        "write a value of that type",
    ),
    (
        r"Character content .*is not allowed",
        "{element} may not hold text of its own",
        None,
        "put it into an element that may stand here",
    ),
    (
        r"No matching global (?:element )?declaration available",
        "{element} cannot be the root element in this schema",
        None,
        "is this the right schema for the file?",
    ),
]


def _by_libxml2(document: Document, tree: etree._ElementTree, compiled: etree.XMLSchema) -> Iterator[Finding]:
    if compiled.validate(tree):
        return
    told = set()
    for entry in compiled.error_log:
        node = element_of(document, entry.path, entry.line, entry.message)
        message, attribute, hint = _reworded(node, entry.message)
        if (node, attribute) in told:  # the type of a value is told twice, by its facet and as a whole
            continue
        told.add((node, attribute))
        place = document.locate_attribute(node, attribute) if attribute else document.locate(node)
        if "may not hold text" in message:
            place, text = words.first_text(document, node)
            message += f", but here is {text}"
        yield document.finding("MBX001", Severity.ERROR, message, place, hint=hint)


def _reworded(node: etree._Element, message: str) -> tuple[str, str | None, str | None]:
    """Our words for a message of libxml2's: the message, the attribute's name, a hint."""
    found = re.match(r"Element '[^']*'(?:, attribute '(?P<attribute>[^']*)')?: (?P<words>.*)", message, re.DOTALL)
    attribute = found["attribute"] if found else None
    rest = found["words"] if found else message
    element = words.element(node)
    above = node.getparent()
    parent = f" in {words.element(above)}" if above is not None else ""
    where = f"@{words.local(attribute)} on {element}" if attribute else element
    for pattern, form, names, advice in _LIBXML2:
        if match := re.match(pattern, rest, re.DOTALL):
            values = {key: re.sub(r"\{[^}]*\}", "", value or "") for key, value in match.groupdict().items()}
            listed = [name.strip().strip("'") for name in (values.get(names) or "").split(",")] if names else []
            hint = _expected(listed) or (advice and advice.format(element=element, **values)) or None
            if values.get("t") is not None and attribute and words.attribute(attribute) in words.DATES:
                hint = words.DATE_FORM
            return (
                form.format(element=element, where=where, parent=parent, **values),
                attribute or (values.get("a") or None),
                hint,
            )
    return f"{where}: {re.sub(r'{[^}]*}', '', rest)}", attribute, None


def _expected(names: list[str]) -> str | None:
    """libxml2 lists ten names at most."""
    names = [name for name in names if name]
    if not names:
        return None
    return f"expected{' (among others)' if len(names) >= 10 else ''}: {words.listed(names, 16)}"


def _by_xmlschema(document: Document, tree: etree._ElementTree, compiled: Any) -> Iterator[Finding]:
    import xmlschema

    root: Any = tree.getroot()  # its stubs know ElementTree only
    source = xmlschema.XMLResource(root, allow="none")
    for error in compiled.iter_errors(source, use_location_hints=False):
        node = _same(document, tree, error.elem if isinstance(error.elem, etree._Element) else None)
        reason = re.sub(r"\{[^}]*\}", "", " ".join((error.reason or error.message).split()))
        yield document.finding("MBX001", Severity.ERROR, f"{words.element(node)}: {reason}", document.locate(node))


def _same(document: Document, tree: etree._ElementTree, node: etree._Element | None) -> etree._Element:
    """The document's own element for one of a copy of its tree."""
    if node is None:
        return document.root
    if tree is document.tree:
        return node
    found = element_on(document.root, tree.getpath(node))
    return document.root if found is None else found
