"""The files of a schema: found by their addresses, read once each, and never fetched from anywhere."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from urllib.request import url2pathname

from matbaa.document import Document, read
from matbaa.finding import CannotRun, Finding, Severity
from matbaa.relaxng.reader_faults import CODE
from matbaa.relaxng.reader_tree import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Files", "Unresolved"]


class Unresolved(Exception):
    """An address leads to no file that is read: what is wrong, and what to do."""

    def __init__(self, message: str, hint: str | None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Files:
    """The files that one schema is read from, in the order of their reading."""

    def __init__(self, main: Path, name: str, catalog: Mapping[str, Path]) -> None:
        self._main = main.resolve()
        self._name = name
        self._catalog = catalog
        self._sources: dict[Path, Source] = {}
        self.digests: dict[str, str] = {}

    def open(self, path: Path) -> Source:
        """The file at `path`. Raises `CannotRun`: MBG008 for what stands in the file, MBI… if there is none."""
        path = path.resolve()
        found = self._sources.get(path)
        if found is None:
            found = self._sources[path] = self._read(path)
        return found

    def resolve(self, address: str, base: str) -> Path:
        """The file that a relative or absolute address means. Raises `Unresolved`."""
        if urldefrag(address).fragment:
            message = f'the address "{address}" names a part of a file'
            raise Unresolved(message, 'give the address of the whole file, without "#"')
        try:
            whole = urljoin(base, address)
            parts = urlsplit(whole)
        except ValueError:
            raise Unresolved(
                f'"{address}" is not an address', "give the path of a file, relative to this one"
            ) from None
        for known in (address, whole):
            if known in self._catalog:
                return self._catalog[known]
        if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
            message = f'the schema needs "{whole}", and Matbaa fetches nothing from the network'
            hint = f'keep a copy of it, and name that in edition.toml under [catalog]: "{whole}" = "path of the copy"'
            raise Unresolved(message, hint)
        return Path(url2pathname(parts.path) if os.name == "nt" else unquote(parts.path, errors="surrogateescape"))

    def _read(self, path: Path) -> Source:
        name, label = self._names(path)
        try:
            document = _compact(path, name) if path.suffix.lower() == ".rnc" else read(path, name)
        except CannotRun as error:
            raise CannotRun(*map(_of_schema, error.findings)) from None
        self.digests[str(path)] = hashlib.sha256(document.data).hexdigest()
        return Source(document, label, path.suffix.lower() == ".rnc")

    def _names(self, path: Path) -> tuple[str, str]:
        """The file's name in messages, and its path from the folder of the main file."""
        if path == self._main:
            return self._name, self._main.name
        try:
            label = os.path.relpath(path, self._main.parent)
        except ValueError:  # on another drive
            return str(path), str(path)
        return os.path.normpath(os.path.join(os.path.dirname(self._name), label)), Path(label).as_posix()  # noqa: PTH118, PTH120


def _compact(path: Path, name: str) -> Document:
    from matbaa.relaxng.compact import to_xml

    try:
        data = path.read_bytes()
    except FileNotFoundError:
        hint = "check the path and its spelling"
        raise CannotRun(Finding("MBI001", Severity.ERROR, "there is no such file", name, hint=hint)) from None
    except IsADirectoryError:
        raise CannotRun(Finding("MBI002", Severity.ERROR, "this is a folder, not a file", name)) from None
    except OSError as error:
        raise CannotRun(Finding("MBI003", Severity.ERROR, f"cannot be read: {error.strerror}", name)) from None
    return Document(path, name, data, to_xml(data, name))


def _of_schema(finding: Finding) -> Finding:
    """A fault of XML as one of the schema; that there is no file stays what it is."""
    if finding.code.startswith("MBI"):
        return finding
    return Finding(CODE, Severity.ERROR, f"the schema {finding.message}" if finding.message.startswith("is ")
                   else finding.message, finding.file, finding.line, finding.column, finding.hint)  # fmt: skip
