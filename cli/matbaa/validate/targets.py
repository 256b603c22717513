"""What pointers lead to: the ids of files, of those that are checked and of those that they point at, kept as small
as possible.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import unquote, urlsplit

from lxml import etree

from matbaa.document import TEI, XML, Document, read
from matbaa.finding import CannotRun
from matbaa.validate.attributes import ENTRIES, kind_of_entry

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ID", "Ids", "Targets", "exists", "ids_of", "is_entry", "only_lists", "with_ids"]

ID = f"{{{XML}}}id"
_INCLUDE = "{http://www.w3.org/2001/XInclude}include"
_ENTRIES = frozenset(f"{{{TEI}}}{name}" for name in ENTRIES)
# elements that authority entries stand in
_LISTS = frozenset(
    f"{{{TEI}}}{name}"
    for name in (
        "standOff",
        "listPerson",
        "listPlace",
        "listOrg",
        "listEvent",
        "listBibl",
        "listObject",
        "listNym",
        "taxonomy",
        "classDecl",
        "particDesc",
        "settingDesc",
        "handNotes",
        "interpGrp",
    )
)
_CONTENT = tuple(f"{{{TEI}}}{name}" for name in ("text", "sourceDoc", "facsimile"))
_PROSE = tuple(f"{{{TEI}}}{name}" for name in ("p", "ab", "l", "lg", "sp", "zone", "surface"))


@dataclass(slots=True)
class Ids:
    """What one file offers to pointers: its ids with the kind of entry that they stand for, the elements that are
    authority entries by their id, and the files that it includes.
    """

    kinds: dict[str, str | None] = field(default_factory=dict)
    entries: dict[str, etree._Element] = field(default_factory=dict)
    includes: list[Path] = field(default_factory=list)


def ids_of(document: Document) -> Ids:
    """The ids of a document; nothing else is read."""
    found = Ids()
    for element in with_ids(document.root):
        name = element.get(ID, "").strip()
        found.kinds.setdefault(name, kind_of_entry(element))
        if element.tag in _ENTRIES and is_entry(element):
            found.entries.setdefault(name, element)
    for element in document.root.iter(_INCLUDE):
        if element.get("parse", "xml") == "xml":
            with suppress(ValueError):  # neither an address nor a name of a file
                href = urlsplit(element.get("href", ""))
                if href.path and not href.scheme:
                    found.includes.append((document.path.resolve().parent / unquote(href.path)).resolve())
    return found


def with_ids(root: etree._Element) -> list[etree._Element]:
    """The elements that have an id, in their order."""
    return cast("list[etree._Element]", _with_ids()(root))


@cache
def _with_ids() -> etree.XPath:
    return etree.XPath("descendant-or-self::*[@xml:id]")


def is_entry(element: etree._Element) -> bool:
    """True of a person, place, work, category and so on in a list or in `standOff`, but not of a book in another
    entry's notes.
    """
    parent = element.getparent()
    while parent is not None and parent.tag == element.tag:  # categories and places inside one another
        parent = parent.getparent()
    return parent is not None and parent.tag in _LISTS


def only_lists(document: Document) -> bool:
    """True of a file without running text outside its lists."""
    for text in document.root.iter(*_CONTENT):
        for element in text.iter(*_PROSE):
            if not any(above.tag in _LISTS for above in element.iterancestors()):
                return False
    return True


def exists(path: str) -> bool:
    """True of a file or folder that is there; false, too, of a name that none can have."""
    try:
        return Path(path).exists()
    except (OSError, ValueError):
        return False


class Targets:
    """The ids of files by their resolved path, those of included files among them.

    Of `known` files the ids are given; others are read when they are asked for, each once, but never outside `root`.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._packed: dict[str, tuple[Mapping[str, str], list[str]]] = {}
        self._kinds: dict[str, Mapping[str, str | None] | None] = {}
        self._exists: dict[str, bool] = {}

    def know(self, path: str, ids: Mapping[str, str], includes: list[str]) -> None:
        """Takes the ids of a file, with blanks between them, by the kind of entry, or an empty text for none."""
        self._packed[path] = (ids, includes)

    def allowed(self, path: str) -> bool:
        """True of a file inside the root folder."""
        return path in self._packed or Path(path).is_relative_to(self.root)

    def exists(self, path: str) -> bool:
        """True of a file that is there."""
        if path in self._packed:
            return True
        if path not in self._exists:
            self._exists[path] = exists(path)
        return self._exists[path]

    def kinds(self, path: str) -> Mapping[str, str | None] | None:
        """The ids of the XML file at `path` with their kinds; nothing where it cannot be read as XML or lies outside
        the root.
        """
        if path not in self._kinds:
            self._kinds[path] = {}  # before others are asked: files may include each other
            self._kinds[path] = self._collected(path)
        return self._kinds[path]

    def _collected(self, path: str) -> dict[str, str | None] | None:
        found: dict[str, str | None] = {}
        includes: list[str] = []
        if path in self._packed:
            packed, includes = self._packed[path]
            for packed_kind, names in packed.items():
                found.update(dict.fromkeys(names.split(" "), packed_kind or None))
        elif self.allowed(path):
            read_here = None
            with suppress(CannotRun):  # told where the file itself is checked
                read_here = ids_of(read(Path(path)))
            if read_here is None:
                return None
            found, includes = read_here.kinds, list(map(str, read_here.includes))
        else:
            return None
        for file in includes:
            for name, kind in (self.kinds(file) or {}).items():
                found.setdefault(name, kind)
        return found
