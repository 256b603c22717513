"""What builds know from the ones before: digests of inputs, what was gathered of them, what each output was made from.

It is kept in the user's cache folder and not beside the outputs, so that an output folder holds the edition alone. None
of it is needed: without it everything is made again.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from matbaa import cache

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

__all__ = ["Made", "State"]

_VERSION = 1
_TABLES = """
CREATE TABLE file (path BLOB PRIMARY KEY, mtime INTEGER, size INTEGER, inode INTEGER, sha256 TEXT) WITHOUT ROWID;
CREATE TABLE gathered (path BLOB PRIMARY KEY, made_from TEXT, digest TEXT, data BLOB);
CREATE TABLE output (name BLOB PRIMARY KEY, inputs TEXT, sources TEXT, size INTEGER, mtime INTEGER, sha256 TEXT,
    said TEXT) WITHOUT ROWID;
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Made:
    """One output as it was made: its name below the output folder, the digest of each input by what it is, the files
    that the manifest names as its sources, the output's own size, time and digest, and what the stylesheet said.
    """

    name: str
    inputs: Mapping[str, str]
    sources: tuple[str, ...]
    size: int
    mtime: int
    sha256: str
    said: tuple[str, ...] = ()


class State:
    """What is known of one output folder; a context manager. Nobody else may have it open."""

    def __init__(self, folder: Path) -> None:
        """`folder` is the output folder, absolute."""
        self._place = _place(folder)

    def __enter__(self) -> Self:
        import sqlite3

        try:
            self._base = self._open()
        except (sqlite3.DatabaseError, OSError):
            if self._place is not None:  # damaged, or of another version
                for end in ("", "-wal", "-shm"):
                    self._place.with_name(self._place.name + end).unlink(missing_ok=True)
            self._base = self._open()
        self._files: dict[bytes, tuple[int, int, int, str]] = {
            row[0]: row[1:] for row in self._base.execute("SELECT * FROM file")
        }
        return self

    def __exit__(self, *_error: object) -> None:
        self._base.close()

    def _open(self) -> sqlite3.Connection:
        import sqlite3

        base = sqlite3.connect(self._place or ":memory:", isolation_level=None)
        try:
            base.execute("PRAGMA journal_mode = WAL")
            base.execute("PRAGMA synchronous = NORMAL")
            (version,) = base.execute("PRAGMA user_version").fetchone()
            if version not in (0, _VERSION):
                raise sqlite3.DatabaseError("of another version")
            if version == 0:
                base.executescript(f"BEGIN;{_TABLES}PRAGMA user_version = {_VERSION};COMMIT;")
            base.execute("SELECT count(*) FROM fact").fetchone()
        except BaseException:
            base.close()
            raise
        return base

    def digests(self, paths: Iterable[Path]) -> dict[Path, str]:
        """The SHA-256 of each file; one whose time and size are as they were is not read again. A file that cannot be
        read has an empty text.
        """
        found: dict[Path, str] = {}
        changed = []
        for path in paths:
            name = os.fsencode(path)
            try:
                status = path.stat()
                now = status.st_mtime_ns, status.st_size, status.st_ino
                known = self._files.get(name)
                if known is None or known[:3] != now:
                    known = (*now, hashlib.sha256(path.read_bytes()).hexdigest())
                    self._files[name] = known
                    changed.append((name, *known))
                found[path] = known[3]
            except OSError:
                found[path] = ""
        if changed:
            self._write("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?)", changed)
        return found

    def gathered(self) -> dict[str, tuple[str, str]]:
        """Of each file from which something was gathered, what that was made from, and its digest."""
        rows = self._base.execute("SELECT path, made_from, digest FROM gathered")
        return {os.fsdecode(row[0]): row[1:] for row in rows}

    def gathered_data(self, path: str) -> bytes | None:
        """What was gathered from a file, if it was kept."""
        row = self._base.execute("SELECT data FROM gathered WHERE path = ?", (os.fsencode(path),)).fetchone()
        return bytes(row[0]) if row else None

    def keep_gathered(self, found: Iterable[tuple[str, str, bytes]]) -> None:
        """Keeps, for each path, what was gathered, and what it was made from."""
        rows = [(os.fsencode(path), source, hashlib.sha256(data).hexdigest(), data) for path, source, data in found]
        self._write("INSERT OR REPLACE INTO gathered VALUES (?, ?, ?, ?)", rows)

    def forget_gathered(self, paths: Iterable[str]) -> None:
        """Forgets files that are no longer part of the edition."""
        self._write("DELETE FROM gathered WHERE path = ?", [(os.fsencode(path),) for path in paths])

    def outputs(self) -> dict[str, Made]:
        """The outputs that are known, by name."""
        found = {}
        for key, inputs, sources, size, mtime, sha, said in self._base.execute("SELECT * FROM output"):
            name = os.fsdecode(key)
            made = Made(name, json.loads(inputs), tuple(json.loads(sources)), size, mtime, sha, tuple(json.loads(said)))
            found[name] = made
        return found

    def record(self, made: Iterable[Made]) -> None:
        """Keeps what was made. The files must be in their places by now."""
        rows = [
            (
                os.fsencode(one.name),
                _json(dict(one.inputs)),
                _json(one.sources),
                one.size,
                one.mtime,
                one.sha256,
                _json(one.said),
            )
            for one in made
        ]
        self._write("INSERT OR REPLACE INTO output VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def forget(self, names: Iterable[str]) -> None:
        """Forgets outputs that are gone."""
        self._write("DELETE FROM output WHERE name = ?", [(os.fsencode(name),) for name in names])

    def fact(self, name: str) -> str:
        """A text that was kept under a name; empty where there is none."""
        row = self._base.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def keep_fact(self, name: str, value: str) -> None:
        """Keeps a text under a name."""
        self._write("INSERT OR REPLACE INTO fact VALUES (?, ?)", [(name, value)])

    def _write(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        import sqlite3

        # where nothing can be kept, as on a full disk, the next build makes it again
        with suppress(sqlite3.OperationalError), closing(self._base.cursor()) as cursor:
            cursor.execute("BEGIN")
            try:
                cursor.executemany(statement, rows)
                cursor.execute("COMMIT")
            except sqlite3.OperationalError:
                cursor.execute("ROLLBACK")


def _place(folder: Path) -> Path | None:
    base = cache.folder()
    if base is None:
        return None
    name = hashlib.sha256(str(folder).encode("utf-8", "surrogateescape")).hexdigest()
    place = base / "builds" / f"{name}.sqlite"
    with suppress(OSError):
        place.parent.mkdir(exist_ok=True, mode=0o700)
        return place
    return None


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))  # in ASCII, which names of any bytes survive
