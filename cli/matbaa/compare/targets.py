"""Whether two pointers, each in a text of its own, lead to one entry, also where the texts use different lists."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from matbaa.document import Document, read
from matbaa.finding import CannotRun
from matbaa.index.authority import entries
from matbaa.index.mentions import pointers_of
from matbaa.pointers import Resolver

if TYPE_CHECKING:
    from pathlib import Path

    from lxml import etree

    from matbaa.index.authority import Entry
    from matbaa.pointers import Target

__all__ = ["Lists", "Pointer", "Pointers"]

# a list larger than this is not read for a comparison
_LARGEST = 200_000_000
_BARE = re.compile(r"[\w.-]+")
_ADDRESS = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)


class Pointer(NamedTuple):
    """One pointer as it is written, where it leads to, and the id that it names: one token may be a bare key."""

    written: str
    target: Target
    id: str


class Lists:
    """The entries of the lists that pointers lead to; each file is read once, when it is asked for."""

    def __init__(self, *documents: Document) -> None:
        self._files: dict[Path, dict[str, Entry]] = {}
        for document in documents:
            self._files[document.path.resolve()] = _entries(document)

    def entry(self, pointer: Pointer) -> Entry | None:
        """The entry that a pointer leads to, if it can be read."""
        file, fragment, _ = pointer.target.file, pointer.target.fragment, pointer.target.address
        if file is None or not fragment:
            return None
        if file not in self._files:
            self._files[file] = {}
            with suppress(CannotRun, OSError, ValueError):
                if file.is_file() and file.stat().st_size <= _LARGEST:
                    self._files[file] = _entries(read(file))
        return self._files[file].get(fragment)

    def same(self, one: Pointer, other: Pointer) -> bool:
        """True if both lead to one entry: of one file, of one id, or with one identifier or preferred name.

        Entries of one id that have neither a name nor an identifier in common are two, unless they are works, whose
        names are made of what an edition happens to know.
        """
        if one.target.key == other.target.key:
            return True
        first, second = self.entry(one), self.entry(other)
        if first is None or second is None:
            known, address = (first, other) if first else (second, one)
            return (one.id == other.id != "") or (known is not None and _plain(address.target.key) in _marks(known))
        if first.kind != second.kind:
            return False
        if one.id == other.id and (first.kind == "works" or _names(first) & _names(second)):
            return True
        return bool(_marks(first) & _marks(second)) or first.label.casefold() == second.label.casefold()


class Pointers:
    """Resolves what the tags of one document point at."""

    def __init__(self, document: Document) -> None:
        self._resolver = Resolver(document)

    def of(self, node: etree._Element) -> tuple[Pointer, ...]:
        """The pointers of a tag; for a citation those of what stands in it."""
        tokens = pointers_of(node) or tuple(node.get("target", "").split())
        found = []
        for token in tokens:
            target = self._resolver.resolve(token, node)
            bare = token if _BARE.fullmatch(token) else ""
            found.append(Pointer(token, target, bare or target.fragment or ""))
        return tuple(found)


def _entries(document: Document) -> dict[str, Entry]:
    return {entry.id: entry for entry in entries(document)}


def _names(entry: Entry) -> set[str]:
    return {name.casefold() for name in (entry.label, *entry.variants)}


def _marks(entry: Entry) -> set[str]:
    """The identifiers of an entry, as they are told apart: by address where one is known, else by type and value."""
    return {_plain(mark.url) if mark.url else f"{mark.type.lower()}:{mark.value}" for mark in entry.identifiers}


def _plain(address: str) -> str:
    """An address without what does not tell it from others."""
    return _ADDRESS.sub("", address).rstrip("/")
