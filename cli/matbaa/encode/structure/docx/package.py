"""The parts of a DOCX file, read with care: it is a zip archive, and it may come from a stranger."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING

from lxml import etree

from matbaa.finding import CannotRun, Severity

if TYPE_CHECKING:
    from matbaa.encode.structure.source import Source

__all__ = ["Package", "R", "W", "open_package"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1].encode(),
}
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# one part unpacked, and all that are read together; a novel has some ten million bytes
_LARGEST_PART, _LARGEST = 200_000_000, 300_000_000
_SAVE_ANEW = "open it in a word processor and save it anew as DOCX"


class Package:
    """An open DOCX file: its main part, and the parts that it leads to, each read when it is asked for."""

    def __init__(self, archive: zipfile.ZipFile, source: Source) -> None:
        self._archive = archive
        self._source = source
        self._names = set(archive.namelist())
        self._read = 0
        roots = self._relations("_rels/.rels")
        main = next((target for kind, target, _ in roots.values() if kind == "officeDocument"), "word/document.xml")
        self.main_name = main.lstrip("/")
        self.main = self._part(self.main_name)
        folder, name = posixpath.split(self.main_name)
        self._folder = folder
        self._links = self._relations(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")

    def related(self, kind: str) -> etree._Element | None:
        """The part of this kind, such as `footnotes`; nothing where there is none."""
        target = next(
            (target for of_kind, target, outside in self._links.values() if of_kind == kind and not outside), None
        )
        if target is None:
            return None
        path = (
            target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(self._folder, target))
        )
        return self._part(path) if path in self._names else None

    def count(self, kind: str) -> int:
        """How many parts of a kind there are."""
        return sum(of_kind == kind for of_kind, _, _ in self._links.values())

    def address(self, relation: str) -> str:
        """What a relation leads to outside of the file, or the part inside it; empty where it leads nowhere."""
        return self._links.get(relation, ("", "", False))[1]

    def _relations(self, name: str) -> dict[str, tuple[str, str, bool]]:
        """Kind and target of each relation, and whether it leads out of the file."""
        if name not in self._names:
            return {}
        found: dict[str, tuple[str, str, bool]] = {}
        for node in self._part(name).iter(_RELATIONS):
            kind, outside = (node.get("Type") or "").rpartition("/")[2], node.get("TargetMode") == "External"
            found[node.get("Id", "")] = (kind, node.get("Target", ""), outside)
        return found

    def _part(self, name: str) -> etree._Element:
        if name not in self._names:
            raise _fault(self._source, f"this is no DOCX file: it has no part {name}")
        size = self._archive.getinfo(name).file_size
        self._read += size
        if size > _LARGEST_PART or self._read > _LARGEST:
            message = f"its part {name} is {size // 1_000_000} MB when unpacked: that is no text"
            raise _fault(self._source, message, "if it is one, save it as plain text, in parts")
        try:
            # the archive gives no more bytes than it says
            data = self._archive.read(name)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
            raise _fault(self._source, f"its part {name} cannot be unpacked: {error}") from None
        if b"<!DOCTYPE" in data[:4000] or b"<!ENTITY" in data:
            raise _fault(
                self._source,
                f"its part {name} declares entities, as no word processor does",
                "look where it comes from",
            )
        for strict, usual in _STRICT.items():
            if strict in data[:8000]:
                data = data.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, collect_ids=False
        )
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise _fault(self._source, f"its part {name} is not well-formed: {error.msg}") from None


def open_package(source: Source) -> Package:
    """The DOCX file that `source` is. Raises `CannotRun` (MBE033) where it is none or cannot be read."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(source.data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _fault(source, f"this is no DOCX file: {error}") from None
    return Package(archive, source)


def _fault(source: Source, message: str, hint: str = _SAVE_ANEW) -> CannotRun:
    return CannotRun(source.finding("MBE033", Severity.ERROR, message, hint=hint))
