"""Reading XML from strangers: safely, and with the line and column of every node.

lxml makes the tree; `places` says where its nodes stand.
"""

from __future__ import annotations

import hashlib
import re
import sys
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from matbaa import limits
from matbaa.finding import CannotRun, Finding, Place, Severity
from matbaa.places import Places, Slot
from matbaa.syntax import refused_entity, syntax_finding, too_deep

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = [
    "TEI", "XML", "Document", "Included", "Origin", "Piece", "Slot", "TextNode", "digest_with", "element_at", "parse",
    "read", "read_whole", "require_tei", "words",
]  # fmt: skip

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"

_START = Place(1, 1)
_ROOTS = frozenset({f"{{{TEI}}}TEI", f"{{{TEI}}}teiCorpus"})
_START_TAG = re.compile(rb"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_VALUE = re.compile(r"\"[^\"]*\"|'[^']*'")
_ATTRIBUTE = re.compile(r"(?<=\s)([^\s:=]+:)?([^\s:=]+)(?=\s*=)")
_STEP = re.compile(r"/(?:Q\{([^}]*)\})?([^/\[@{}]+)\[(\d+)\]")


class TextNode(NamedTuple):
    """A text node as lxml sees it: `text` of a node, or the `tail` after it."""

    node: etree._Element
    slot: Slot

    @property
    def parent(self) -> etree._Element | None:
        """The element that the text stands in."""
        return self.node if self.slot == "text" else self.node.getparent()

    def __str__(self) -> str:
        return getattr(self.node, self.slot) or ""


class Included(NamedTuple):
    """A file that was read into a document, and its SHA-256; empty where it could not be read."""

    path: Path
    sha256: str


class Origin(NamedTuple):
    """The file that a node was written in, and its number there."""

    document: Document
    number: int


class Piece(NamedTuple):
    """From the character `begin` on, a text was written in this slot of that node, or in a file of text alone."""

    begin: int
    document: Document
    number: int | None
    slot: Slot


class PlaceElsewhere(Place):
    """A place in a file that the document at hand includes."""

    file: str

    @classmethod
    def of(cls, place: Place, file: str) -> PlaceElsewhere:
        """`place` in `file`."""
        made = cls(*place)
        made.file = file
        return made


@dataclass(frozen=True, eq=False)
class Document:
    """A well-formed XML document: where it came from, its bytes and its tree.

    `name` is the file's name for messages. Entities that the document itself declares are resolved; nothing outside
    it was read but what it includes, where that was asked for: `included`, where the nodes were written, and the
    attributes that were added.
    """

    path: Path
    name: str
    data: bytes
    tree: etree._ElementTree
    included: tuple[Included, ...] = ()
    origins: Mapping[etree._Element, Origin] = field(default_factory=dict, repr=False)
    pieces: Mapping[tuple[etree._Element, Slot], list[Piece]] = field(default_factory=dict, repr=False)
    added: tuple[tuple[etree._Element, str], ...] = ()

    @property
    def root(self) -> etree._Element:
        """The document element."""
        return self.tree.getroot()

    @property
    def digest(self) -> str:
        """The SHA-256 of the file's bytes; where it includes others, one that also stands for theirs."""
        return digest_with(hashlib.sha256(self.data).hexdigest(), (part.sha256 for part in self.included))

    @cached_property
    def _places(self) -> Places:
        return Places(self.data, self.tree.docinfo.encoding)

    @cached_property
    def _numbers(self) -> dict[etree._Element, int]:
        return {node: number for number, node in enumerate(self.root.iter())}

    def _origin(self, node: etree._Element) -> Origin:
        return self.origins[node] if self.origins else Origin(self, self._numbers[node])

    def _of(self, place: Place, document: Document) -> Place:
        """A place in `document`, which knows its file where that is another."""
        return place if document.name == self.name else PlaceElsewhere.of(place, document.name)

    def locate(self, node: etree._Element) -> Place:
        """Where `node` (element, comment or processing instruction of this tree) begins."""
        document, number = self._origin(node)
        return self._of(document.locate_own(number, node.sourceline), document)

    def locate_own(self, number: int, line: int | None = None) -> Place:
        """Where the node begins that had this number in the file itself; if that is not known, at `line`."""
        return self._places.node(number) or Place(line or 1, 1)

    def locate_end(self, element: etree._Element) -> Place:
        """Where the end tag of `element` begins; where there is none, `<lb/>`, the element's place."""
        document, number = self._origin(element)
        end = document._places.end(number)
        return self.locate(element) if end is None else self._of(end, document)

    def locate_attribute(self, element: etree._Element, name: str) -> Place:
        """Where the attribute `name` (as lxml writes it, `{namespace}local`) of `element` begins;

        else the element's place.
        """
        place = self.locate(element)
        qualified = etree.QName(name)
        document, number = self._origin(element)
        begins = document._attributes_of(number)
        found = begins.get((bool(qualified.namespace), qualified.localname))
        if found is None:
            return place
        return self._of(_advance(place, document._tag[1][:found]), document)

    def _attributes_of(self, number: int) -> dict[tuple[bool, str], int]:
        """Where in its start tag the attributes of an element begin, by whether they have a prefix and by local name;
        worked out for one element after the other, of which several may be asked for.
        """
        if self._tag[0] != number:
            begin = self._places.tag(number)
            tag = _START_TAG.match(self._places.source, begin) if begin is not None else None
            source = tag[0].decode("utf-8", "replace") if tag else ""
            # blank the values out, so that nothing inside them looks like an attribute
            names = _VALUE.sub(lambda value: "\0" * len(value[0]), source)
            begins: dict[tuple[bool, str], int] = {}
            for found in _ATTRIBUTE.finditer(names):
                begins.setdefault((found[1] is not None, found[2]), found.start(0))
            self._tag[:] = number, source, begins
        tagged: dict[tuple[bool, str], int] = self._tag[2]
        return tagged

    @cached_property
    def _tag(self) -> list[Any]:
        """The number of the element that was looked at last, its start tag, and its attributes."""
        return [None, "", {}]

    def locate_text(self, text: TextNode, offset: int) -> Place:
        """Where the character `offset` of a text node stands."""
        pieces = self.pieces.get((text.node, text.slot))
        if pieces:
            begin, document, number, slot = pieces[bisect_right(pieces, offset, key=lambda piece: piece.begin) - 1]
        else:
            begin, slot = 0, text.slot
            document, number = self._origin(text.node)
        if number is None:  # of a file that is nothing but text
            return self._of(_advance(_START, str(text)[begin:offset]), document)
        found = document._places.text(number, slot, offset - begin)
        if found is None:
            return self.locate(text.node)
        place, run = found
        return self._of(_advance(place, str(text)[begin + run : offset]), document)

    def finding(
        self,
        code: str,
        severity: Severity,
        message: str,
        place: Place | None = None,
        *,
        hint: str | None = None,
    ) -> Finding:
        """A finding of this document."""
        line, column = place or (None, None)
        file = place.file if isinstance(place, PlaceElsewhere) else self.name
        return Finding(code, severity, message, file, line, column, hint)

    def texts(self, element: etree._Element | None = None) -> Iterator[TextNode]:
        """Every text node inside `element` (the root by default), in document order."""
        top = self.root if element is None else element
        for event, node in etree.iterwalk(top, events=("start", "end", "comment", "pi")):
            if event == "start" and node.text:
                yield TextNode(node, "text")
            elif event != "start" and node is not top and node.tail:
                yield TextNode(node, "tail")


def _advance(place: Place, text: str) -> Place:
    lines = text.count("\n")
    if lines:
        return Place(place.line + lines, len(text) - text.rfind("\n"))
    return Place(place.line, place.column + len(text))


def digest_with(own: str, included: Iterable[str]) -> str:
    """A digest for a file and what it includes, of their digests; that of the file where it includes nothing."""
    parts = [own, *included]
    return own if len(parts) == 1 else hashlib.sha256(" ".join(parts).encode()).hexdigest()


class _Empty(etree.Resolver):
    """Gives nothing for every external address, so that neither disk nor network is touched."""

    def resolve(self, _system_url: object, _public_id: object, context: Any) -> Any:
        return self.resolve_string("", context)


def read_whole(path: Path, name: str | None = None) -> Document:
    """The same as `read`, with what the file includes in its place. Raises `CannotRun` also where that cannot be."""
    from matbaa.include import included

    return included(read(path, name))


def read(path: Path, name: str | None = None) -> Document:
    """The XML document at `path`, or on standard input for `-`; its includes are not followed.

    Raises `CannotRun` when it cannot be read or is not well-formed XML.
    """
    if str(path) == "-":
        return parse(sys.stdin.buffer.read(), "standard input", Path("standard-input.xml"))
    name = name or str(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise CannotRun(
            Finding(
                "MBI001",
                Severity.ERROR,
                "there is no such file",
                name,
                hint="check the path and its spelling",
            )
        ) from None
    except IsADirectoryError:
        raise CannotRun(Finding("MBI002", Severity.ERROR, "this is a folder, not a file", name)) from None
    except OSError as error:
        raise CannotRun(Finding("MBI003", Severity.ERROR, f"cannot be read: {error.strerror}", name)) from None
    return parse(data, name, path)


def parse(data: bytes, name: str, path: Path | None = None) -> Document:
    """The XML document in `data`; `path` is where relative addresses in it start. Raises `CannotRun` as `read` does."""
    if not data.strip():
        raise CannotRun(Finding("MBW002", Severity.ERROR, "the file is empty", name))
    allowed = limits.current()
    if len(data) > allowed.megabytes << 20:
        message = f"is not read: it has {len(data) >> 20} MB, and the limit is {allowed.megabytes}"
        hint = "split it, or raise the limit: --max-size on the command line, megabytes in [limits] of edition.toml"
        raise CannotRun(Finding("MBW008", Severity.ERROR, message, name, hint=hint))
    if b"<!DOCTYPE" in data[:100_000].replace(b"\0", b"") and (refused := refused_entity(data, name)):
        raise CannotRun(refused)
    parser = etree.XMLParser(
        resolve_entities="internal", no_network=True, load_dtd=False, collect_ids=False, huge_tree=allowed.raised
    )
    parser.resolvers.add(_Empty())
    try:
        root = etree.fromstring(data, parser, base_url=(path or Path(name)).resolve().as_uri())
    except etree.XMLSyntaxError as error:
        from matbaa.encodings import encoding_fault

        raise CannotRun(encoding_fault(data, name) or syntax_finding(error, data, name)) from None
    except (ValueError, LookupError) as error:
        raise CannotRun(Finding("MBW001", Severity.ERROR, f"is not well-formed XML: {error}", name)) from None
    if allowed.raised and (deep := _too_deep(root, allowed.depth)) is not None:
        raise CannotRun(too_deep(allowed.depth, name, deep.sourceline))
    return Document(path or Path(name), name, data, root.getroottree())


def _too_deep(root: etree._Element, limit: int) -> etree._Element | None:
    """The first element that stands deeper than the limit."""
    depth = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limit:
            return node
    return None


def require_tei(document: Document) -> Document:
    """`document` itself if its root is TEI; raises `CannotRun` otherwise."""
    root = document.root
    if root.tag in _ROOTS:
        return document
    local, namespace = etree.QName(root).localname, etree.QName(root).namespace
    hint = f'the root of a TEI file is TEI or teiCorpus in the namespace "{TEI}"'
    if local in {"TEI.2", "teiCorpus.2"}:
        hint = "this is TEI P4, without a namespace; convert it to TEI P5 first"
    elif local in {"TEI", "teiCorpus"}:
        hint = f'write xmlns="{TEI}" on the root element'
    where = f' in the namespace "{namespace}"' if namespace else " in no namespace"
    raise CannotRun(
        document.finding("MBW004", Severity.ERROR, f"is not TEI: its root element is <{local}>{where}",
                         document.locate(root), hint=hint)
    )  # fmt: skip


def element_at(document: Document, path: str) -> tuple[etree._Element, str | None]:
    """The element, and the attribute's name if any, that an XPath as `fn:path()` writes it stands for.

    Such a path is `/Q{namespace}name[1]/Q{namespace}name[3]/@name`; steps to text, comments and the like end at
    their parent. A path that leads nowhere gives the deepest element on the way.
    """
    node = document.root
    for depth, (namespace, local, position) in enumerate(_STEP.findall(path)):
        if depth == 0:
            continue
        if local.endswith("()"):
            break
        tag = f"{{{namespace}}}{local}" if namespace else local
        children = list(node.iterchildren(tag))
        if len(children) < int(position):
            break
        node = children[int(position) - 1]
    attribute = re.search(r"/@(?:Q\{([^}]*)\})?([^/@]+)$", path)
    if attribute is None:
        return node, None
    return node, f"{{{attribute[1]}}}{attribute[2]}" if attribute[1] else attribute[2]


def words(element: etree._Element | None) -> str:
    """The text of an element in one line, its white space collapsed; empty for none."""
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())
