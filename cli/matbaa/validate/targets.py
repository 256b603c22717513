"""The ids of files: of those that are checked and of those that pointers lead to, each read once and kept as little
as possible.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from matbaa.document import TEI, XML, Document, read
from matbaa.finding import CannotRun
from matbaa.validate.attributes import ENTRIES, kind_of_entry

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["ID", "Ids", "Targets"]

ID = f"{{{XML}}}id"
_INCLUDE = "{http://www.w3.org/2001/XInclude}include"
_LISTS = {
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
}


@dataclass(slots=True)
class Ids:
    """What one file offers to pointers: its ids with the kind of entry they stand for, and which of them are
    authority entries.
    """

    kinds: dict[str, str | None] = field(default_factory=dict)
    entries: list[str] = field(default_factory=list)


class Targets:
    """The files that pointers lead to, by their resolved path. Files outside `root` are never read."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._files: dict[Path, Ids | None] = {}

    def allowed(self, path: Path) -> bool:
        """True of a file inside the root folder."""
        return path.is_relative_to(self.root)

    def add(self, document: Document) -> Ids:
        """The ids of a document that has been read."""
        path = document.path.resolve()
        known = self._files.get(path)
        if known is None:
            known = self._files[path] = Ids()  # before the walk: files may include each other
            self._collect(document, known)
        return known

    def ids(self, path: Path) -> Ids | None:
        """The ids of the XML file at `path`; nothing where it cannot be read as XML or lies outside the root."""
        if path not in self._files:
            self._files[path] = None
            if self.allowed(path):
                with suppress(CannotRun):  # told where the file itself is checked
                    self.add(read(path))
        return self._files[path]

    def _collect(self, document: Document, ids: Ids) -> None:
        for element in document.root.iter("*"):
            if (name := element.get(ID)) is not None:
                name = name.strip()
                ids.kinds.setdefault(name, kind_of_entry(element))
                if _is_entry(element):
                    ids.entries.append(name)
            elif element.tag == _INCLUDE and element.get("parse", "xml") == "xml":
                href = urlsplit(element.get("href", ""))
                if href.path and not href.scheme:
                    included = self.ids((document.path.resolve().parent / unquote(href.path)).resolve())
                    for name, kind in included.kinds.items() if included else ():
                        ids.kinds.setdefault(name, kind)


def _is_entry(element: object) -> bool:
    """True of a person, place, work, category and so on in a list or in `standOff`, but not of a book in another
    entry's notes.
    """
    tag = str(element.tag)  # type: ignore[attr-defined]
    if re.sub(r"\{.*\}", "", tag) not in ENTRIES or not tag.startswith(f"{{{TEI}}}"):
        return False
    parent = element.getparent()  # type: ignore[attr-defined]
    if parent is not None and parent.tag == tag:  # categories and places inside one another
        return _is_entry(parent)
    return parent is not None and parent.tag in _LISTS
