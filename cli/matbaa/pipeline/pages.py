"""What is kept of each page: its ids, the addresses that it offers, its links, and which of them lead nowhere."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import msgspec

from matbaa.lasting.links import Broken
from matbaa.lasting.scan import scan
from matbaa.pipeline.kept import Transaction

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["TABLES", "Pages", "packed"]

TABLES = """
CREATE TABLE page (name BLOB PRIMARY KEY, ids BLOB, offered BLOB, links BLOB, files BLOB, broken BLOB);
CREATE TABLE moved (name BLOB PRIMARY KEY) WITHOUT ROWID;
"""
# for more pages than this, all links are looked at and not those to each of them
_MANY = 100


def packed(name: str, data: bytes) -> bytes:
    """What a page has, as bytes that `Pages.keep` takes; nothing for what is no page."""
    if not name.endswith(".html"):
        return b""
    found = scan(name, data)
    links = {page: sorted(fragments) for page, fragments in sorted(found.links.items())}
    files = [page for page in links if not page.endswith(".html") and not page.startswith("../")]
    return msgspec.msgpack.encode((sorted(found.ids), sorted(found.offered), links, files))


class Pages:
    """The tables of one build's state."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base

    def keep(self, scanned: Mapping[str, bytes]) -> None:
        """Keeps what pages have. Those whose ids are others than before have moved, so that links to them are looked
        at, and their own links are unchecked.
        """
        with Transaction(self._base) as together:
            for name, data in scanned.items():
                ids, offered, links, files = (msgspec.msgpack.encode(part) for part in msgspec.msgpack.decode(data))
                key = os.fsencode(name)
                row = together.cursor.execute("SELECT ids FROM page WHERE name = ?", (key,)).fetchone()
                if row is None or row[0] != ids:
                    together.cursor.execute("INSERT OR IGNORE INTO moved VALUES (?)", (key,))
                together.cursor.execute(
                    "INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?, NULL)", (key, ids, offered, links, files)
                )

    def forget(self, names: Iterable[str]) -> None:
        """Forgets pages and other files that are gone: whatever leads to them is looked at."""
        keys = [(os.fsencode(name),) for name in names]
        with Transaction(self._base) as together:
            together.cursor.executemany("INSERT OR IGNORE INTO moved VALUES (?)", keys)
            together.cursor.executemany("DELETE FROM page WHERE name = ?", keys)

    def moved(self) -> frozenset[str]:
        """The files whose ids have changed, or that are gone, since links were looked at."""
        return frozenset(os.fsdecode(name) for (name,) in self._base.execute("SELECT name FROM moved"))

    def unchecked(self, moved: frozenset[str]) -> set[str]:
        """The pages whose links are to be looked at: new ones, those with links that lead nowhere, those that lead to
        what has moved.
        """
        found = {row[0] for row in self._base.execute("SELECT name FROM page WHERE broken IS NULL OR broken != x'90'")}
        if len(moved) > _MANY:
            found |= {row[0] for row in self._base.execute("SELECT name FROM page")}
        else:
            for name in moved:
                rows = self._base.execute("SELECT name FROM page WHERE instr(links, ?) > 0", (os.fsencode(name),))
                found |= {row[0] for row in rows}
        return {os.fsdecode(name) for name in found}

    def links(self, name: str) -> dict[str, list[str]]:
        """The links of a page: fragments by the page that they lead to."""
        data = self._column("SELECT links FROM page WHERE name = ?", name)
        return msgspec.msgpack.decode(data, type=dict[str, list[str]]) if data else {}

    def ids(self, name: str) -> frozenset[str]:
        """The ids of a page; none for one that is not known."""
        data = self._column("SELECT ids FROM page WHERE name = ?", name)
        return msgspec.msgpack.decode(data, type=frozenset[str]) if data else frozenset()

    def offered(self) -> Iterator[tuple[str, list[str]]]:
        """The pages with the ids that they offer to readers."""
        for name, offered in self._base.execute("SELECT name, offered FROM page"):
            yield os.fsdecode(name), msgspec.msgpack.decode(offered)

    def files(self) -> Iterator[tuple[str, list[str]]]:
        """The pages with the files that they lead to and that are no pages."""
        for name, files in self._base.execute("SELECT name, files FROM page WHERE files != x'90' ORDER BY name"):
            yield os.fsdecode(name), msgspec.msgpack.decode(files)

    def checked(self, broken: Mapping[str, list[Broken]]) -> None:
        """Keeps which links of pages lead nowhere. Nothing has moved from now on."""
        rows = [(msgspec.msgpack.encode(found), os.fsencode(name)) for name, found in broken.items()]
        with Transaction(self._base) as together:
            together.cursor.executemany("UPDATE page SET broken = ? WHERE name = ?", rows)
            together.cursor.execute("DELETE FROM moved")

    def broken(self) -> Iterator[tuple[str, list[Broken]]]:
        """The pages with links that lead nowhere, sorted."""
        query = "SELECT name, broken FROM page WHERE broken != x'90' ORDER BY name"
        for name, found in self._base.execute(query):
            yield os.fsdecode(name), msgspec.msgpack.decode(found, type=list[Broken])

    def _column(self, query: str, name: str) -> bytes:
        row = self._base.execute(query, (os.fsencode(name),)).fetchone()
        return bytes(row[0]) if row else b""
