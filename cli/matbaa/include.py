"""XInclude: a text that is spread over files read as one, each of its nodes still knowing where it was written.

What is included lies in the room of the including file: the folder of its edition, else its own folder. Nothing is
fetched. Elements are found by their id (`xpointer="c3"`, `element(c3/2)`, `element(/1/2)`, `xpointer(id('c3'))`).
"""

from __future__ import annotations

import copy
import hashlib
import os
import posixpath
import re
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from lxml import etree

from matbaa.document import XML, Document, Included, Origin, Piece, parse
from matbaa.finding import BadInput, CannotRun, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matbaa.places import Slot

__all__ = ["INCLUDE", "as_written", "included", "room_of", "whole_xml"]

_XI = "{http://www.w3.org/2001/XInclude}"
INCLUDE = f"{_XI}include"
_FALLBACK = f"{_XI}fallback"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_ELEMENT = re.compile(r"element\(([^()/]*)((?:/[1-9]\d*)*)\)")
_BY_ID = re.compile(r"(?:xpointer\()?id\((?:'([^']*)'|\"([^\"]*)\"|([^()'\"]*))\)\)?")
# includes in one text, how deep they go, and how much they bring: beyond any text, within any machine
_MOST, _DEEPEST, _LARGEST = 10_000, 32, 512 << 20


def included(document: Document) -> Document:
    """`document` with what it includes in its place; itself where it includes nothing.

    Raises `CannotRun` with a finding for each include that cannot be followed (MBW005), or that leads to a file which
    is not well-formed.
    """
    if next(document.root.iter(INCLUDE), None) is None:
        return document
    # a file is read once, so that one and the same document means one and the same file
    work = _Work(room_of(document.path), {document.path.resolve(): document})
    work.know(document)
    work.expand(document.root, (document,))
    if work.faults:
        raise BadInput.of(work.faults)
    return replace(
        document,
        included=tuple(Included(path, digest) for path, digest in work.used.items()),
        origins=work.origins,
        pieces=work.pieces,
        added=tuple(work.added),
    )


@contextmanager
def as_written(document: Document) -> Iterator[None]:
    """Without the `xml:base` and `xml:lang` that included elements were given: no schema need allow them."""
    kept = []
    for element, name in document.added:
        if (value := element.attrib.pop(name, None)) is not None:
            kept.append((element, name, value))
    try:
        yield
    finally:
        for element, name, value in kept:
            element.set(name, value)


def whole_xml(document: Document) -> bytes:
    """The document as one file: its own bytes, or, where it includes others, all of it written anew in UTF-8."""
    if not document.included:
        return document.data
    return etree.tostring(document.tree, encoding="UTF-8", xml_declaration=True, doctype="")


def room_of(path: Path) -> Path:
    """The folder that a file's includes may not leave: that of its edition, else its own."""
    from matbaa.project import find

    folder = path.resolve().parent
    edition = find(folder)
    return edition.parent if edition else folder


class _Unfollowed(Exception):
    """Why an include cannot be followed; where its target is missing, its fallback may stand in."""

    def __init__(self, reason: str, hint: str | None = None, *, missing: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.hint, self.missing = reason, hint, missing


@dataclass(eq=False)
class _Work:
    room: Path
    documents: dict[Path, Document]
    used: dict[Path, str] = field(default_factory=dict)
    origins: dict[etree._Element, Origin] = field(default_factory=dict)
    pieces: dict[tuple[etree._Element, Slot], list[Piece]] = field(default_factory=dict)
    faults: list[Finding] = field(default_factory=list)
    added: list[tuple[etree._Element, str]] = field(default_factory=list)
    _count: int = 0
    _bytes: int = 0

    def know(self, document: Document) -> None:
        """Remembers where the nodes of a document stand, before anything is moved."""
        for number, node in enumerate(document.root.iter()):
            self.origins[node] = Origin(document, number)

    def expand(self, top: etree._Element, chain: tuple[Document, ...]) -> etree._Element:
        """Follows the includes in `top`, a part of the last document of `chain`; gives what stands for `top` then."""
        for include in list(top.iter(INCLUDE)):
            if include is not top and next(include.iterancestors(INCLUDE), None) is not None:
                continue  # in the fallback of another, which sees to it
            if len(self.faults) >= 20:
                break
            try:
                self._follow(include, chain)
            except _Unfollowed as error:
                self._refuse(include, error)
            except CannotRun as error:
                self.faults += [fault for fault in error.findings if fault not in self.faults]
        return top

    def _refuse(self, include: etree._Element, error: _Unfollowed) -> None:
        origin = self.origins[include]
        target = include.get("href") or include.get("xpointer") or ""
        message = f'this XInclude of "{target}" cannot be followed: {error.reason}'
        place = origin.document.locate_own(origin.number)
        self.faults.append(origin.document.finding("MBW005", Severity.ERROR, message, place, hint=error.hint))

    def _follow(self, include: etree._Element, chain: tuple[Document, ...]) -> None:
        if include.getparent() is None:
            raise _Unfollowed("it is the root element", "give the text a root element of its own")
        self._count += 1
        if self._count > _MOST:
            raise _Unfollowed(f"there are more than {_MOST:,} of them")
        try:
            if include.get("parse", "xml") == "text":
                text, source = self._text(include, chain[-1])
                self._put(include, [], text, [Piece(0, source, None, "text")])
            elif include.get("parse", "xml") == "xml":
                self._put(include, [self._element(include, chain)])
            else:
                raise _Unfollowed(f'parse="{include.get("parse")}" is neither xml nor text')
        except _Unfollowed as error:
            fallback = include.find(_FALLBACK)
            if fallback is None or not error.missing:
                raise
            self._fall_back(include, fallback, chain)

    def _element(self, include: etree._Element, chain: tuple[Document, ...]) -> etree._Element:
        """A copy of what an include of XML leads to, with its own includes followed."""
        href, pointer = include.get("href", ""), include.get("xpointer")
        if "#" in href:
            raise _Unfollowed("its href has a fragment", 'write the id in xpointer="…"')
        here = chain[-1]
        if not href and pointer is None:
            raise _Unfollowed("it names no file", 'write href="…"')
        document = self._document(self._path(href, here), here) if href else here
        if href and any(document is other for other in chain):
            raise _Unfollowed("that file includes this one", "a text cannot be a part of itself")
        if len(chain) > _DEEPEST:
            raise _Unfollowed(f"includes go more than {_DEEPEST} deep")
        found = document.root if pointer is None else _pointed_at(document, pointer)
        if found in set(include.iterancestors()):
            raise _Unfollowed("it would include what it stands in", "a text cannot be a part of itself")
        made = copy.deepcopy(found)
        made.tail = None
        for copied, node in zip(made.iter(), found.iter(), strict=True):
            self.origins[copied] = self.origins[node]
        for name, value in _fixes(made, found, document, include, here):
            if name not in made.attrib:  # else it is written there, only otherwise
                self.added.append((made, name))
            made.set(name, value)
        holder = etree.Element("holder")
        holder.append(made)
        self.expand(holder, (*chain, document) if href else chain)
        return holder[0] if len(holder) else made

    def _document(self, path: Path, here: Document) -> Document:
        if path not in self.documents:
            data = self._read(path)
            document = parse(data, _name(path, here), path)
            self.documents[path] = document
            self.know(document)
        else:
            self._weigh(len(self.documents[path].data))
        return self.documents[path]

    def _text(self, include: etree._Element, here: Document) -> tuple[str, Document]:
        href = include.get("href", "")
        if not href:
            raise _Unfollowed("it names no file", 'write href="…"')
        path = self._path(href, here)
        data = self._read(path)
        encoding = include.get("encoding") or ("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
        try:
            text = data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except LookupError:
            raise _Unfollowed(f'its encoding "{encoding}" is not known') from None
        except UnicodeDecodeError as error:
            reason = f"at byte {error.start} the file is not {encoding.removesuffix('-sig')} text"
            raise _Unfollowed(reason, 'name its encoding: encoding="…"') from None
        if bad := re.search("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text):
            raise _Unfollowed(f"it holds the character U+{ord(bad[0]):04X}, which is not allowed in XML")
        return text, Document(path, _name(path, here), data, here.tree)

    def _read(self, path: Path) -> bytes:
        try:
            data = path.read_bytes()
        except OSError as error:
            self.used[path] = ""
            reason = "there is no such file" if isinstance(error, FileNotFoundError) else f"{error.strerror}"
            raise _Unfollowed(reason, "check the path, which starts at the including file", missing=True) from None
        except ValueError:
            raise _Unfollowed("that is no name of a file") from None
        self.used[path] = hashlib.sha256(data).hexdigest()
        self._weigh(len(data))
        return data

    def _weigh(self, size: int) -> None:
        self._bytes += size
        if self._bytes > _LARGEST:
            raise _Unfollowed(f"includes bring more than {_LARGEST >> 20} MB")

    def _path(self, href: str, here: Document) -> Path:
        """The file that an address stands for, which must lie in the room."""
        if _SCHEME.match(href) and not href.lower().startswith("file:"):
            raise _Unfollowed("nothing is fetched from a network", "put a copy beside the text", missing=True)
        try:
            parts = urlsplit(href)
            path = (here.path.resolve().parent / unquote(parts.path)).resolve()
        except ValueError:
            raise _Unfollowed("that is no name of a file") from None
        if not path.is_relative_to(self.room):
            raise _Unfollowed(
                f"it lies outside {self.room.name or self.room}, the folder of the text or of its edition",
                "put a copy into the edition",
            )
        return path

    def _fall_back(self, include: etree._Element, fallback: etree._Element, chain: tuple[Document, ...]) -> None:
        self.expand(fallback, chain)
        origin = self.origins[fallback]
        nodes = list(fallback)
        first = self._piece(fallback, "text", origin)
        self._put(include, nodes, fallback.text or "", first)

    def _piece(self, node: etree._Element, slot: Slot, origin: Origin) -> list[Piece]:
        return self.pieces.get((node, slot)) or [Piece(0, origin.document, origin.number, slot)]

    def _put(
        self,
        include: etree._Element,
        nodes: list[etree._Element],
        text: str = "",
        pieces: list[Piece] | None = None,
    ) -> None:
        """Puts text, then nodes, in the place of an include."""
        parent = include.getparent()
        assert parent is not None  # nosec: it was looked at
        at = parent.index(include)
        tail, tail_pieces = include.tail or "", self._piece(include, "tail", self.origins[include])
        parent.remove(include)
        if text:
            self._append(parent, at, text, pieces or [])
        for offset, node in enumerate(nodes):
            parent.insert(at + offset, node)
        if tail:
            self._append(parent, at + len(nodes), tail, tail_pieces)

    def _append(self, parent: etree._Element, at: int, text: str, pieces: list[Piece]) -> None:
        """Adds text in front of the child at `at`."""
        slot: Slot = "tail" if at else "text"
        node = parent[at - 1] if at else parent
        before = getattr(node, slot) or ""
        known = self._piece(node, slot, self.origins[node]) if before else []
        self.pieces[node, slot] = [*known, *(piece._replace(begin=piece.begin + len(before)) for piece in pieces)]
        setattr(node, slot, before + text)


def _fixes(
    made: etree._Element, found: etree._Element, document: Document, include: etree._Element, here: Document
) -> Iterator[tuple[str, str]]:
    """Attributes that let addresses and languages mean in the new place what they meant in the old one."""
    if document is not here:
        base = quote(Path(os.path.relpath(document.path.resolve(), here.path.resolve().parent)).as_posix())
        own = made.get(f"{{{XML}}}base")
        yield f"{{{XML}}}base", posixpath.join(posixpath.dirname(base), own) if own else base
    if not made.get(f"{{{XML}}}lang") and (language := _language(found)) and language != _language(include):
        yield f"{{{XML}}}lang", language


def _pointed_at(document: Document, pointer: str) -> etree._Element:
    pointer = pointer.strip()
    steps = ""
    if found := _ELEMENT.fullmatch(pointer):
        wanted, steps = found[1], found[2]
    elif found := _BY_ID.fullmatch(pointer):
        wanted = found[1] or found[2] or found[3] or ""
    elif "(" in pointer:
        hint = 'name the element by its id: xpointer="c3"'
        raise _Unfollowed(f'the xpointer "{pointer}" is not among those that are read', hint, missing=True)
    else:
        wanted = pointer
    if wanted:
        node = next((each for each in document.root.iter("*") if each.get(f"{{{XML}}}id") == wanted), None)
    else:
        node, steps = (document.root, steps[2:]) if re.match(r"/1(?:/|$)", steps) else (None, "")
    for step in steps.split("/")[1:]:
        children = [] if node is None else list(node.iterchildren("*"))
        node = children[int(step) - 1] if int(step) <= len(children) else None
    if node is None:
        raise _Unfollowed(f'nothing there is "{pointer}"', "check the id", missing=True)
    return node


def _language(element: etree._Element) -> str:
    return next((found for node in _upwards(element) if (found := node.get(f"{{{XML}}}lang"))), "")


def _upwards(element: etree._Element) -> Iterator[etree._Element]:
    yield element
    yield from element.iterancestors()


def _name(path: Path, here: Document) -> str:
    """The name of an included file in messages, in the way of the including one's."""
    relative = os.path.relpath(path, here.path.resolve().parent)
    return os.path.normpath(Path(here.name).parent / relative)
