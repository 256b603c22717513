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
from matbaa.pipeline import kept, pages
from matbaa.pipeline.kept import Kept
from matbaa.pipeline.pages import Pages

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = ["Known", "Made", "State", "made_from"]

_TABLES = """
CREATE TABLE file (path BLOB PRIMARY KEY, mtime INTEGER, size INTEGER, inode INTEGER, sha256 TEXT) WITHOUT ROWID;
CREATE TABLE output (name BLOB PRIMARY KEY, made_from TEXT, size INTEGER, mtime INTEGER, sha256 TEXT, parts TEXT,
    sources TEXT, said TEXT, line TEXT);
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""


_ALL = _TABLES + kept.TABLES + pages.TABLES
# other tables make another version, of which nobody has to think
_VERSION = int(hashlib.sha256(_ALL.encode()).hexdigest()[:7], 16)


@dataclass(frozen=True, slots=True)
class Made:
    """One output as it was made: its name below the output folder, the digest of each thing that it was made from by
    what that is, the files that the manifest names as its sources, the output's own size, time and digest, what the
    stylesheet said, and for a page what it has and leads to (see `matbaa.pipeline.pages`).
    """

    name: str
    parts: Mapping[str, str]
    sources: tuple[str, ...]
    size: int
    mtime: int
    sha256: str
    said: tuple[str, ...] = ()
    scanned: bytes = b""

    @property
    def line(self) -> str:
        """What the manifest says of it."""
        told = f'"path": {json.dumps(self.name, ensure_ascii=False)}, "bytes": {self.size}, "sha256": "{self.sha256}"'
        return f'{{{told}, "from": {json.dumps(self.sources, ensure_ascii=False)}}}'


@dataclass(frozen=True, slots=True)
class Known:
    """What is quickly known of an output: a digest of all that it was made from, its size and its time."""

    made_from: str
    size: int
    mtime: int


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
        self.kept = Kept(self._base)
        self.pages = Pages(self._base)
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
                base.executescript(f"BEGIN;{_ALL}PRAGMA user_version = {_VERSION};COMMIT;")
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

    def outputs(self) -> dict[str, Known]:
        """The outputs that are known, by name."""
        rows = self._base.execute("SELECT name, made_from, size, mtime FROM output")
        return {os.fsdecode(name): Known(*row) for name, *row in rows}

    def parts(self, name: str) -> dict[str, str]:
        """What an output was made from: the digest of each thing, by what it is."""
        row = self._base.execute("SELECT parts FROM output WHERE name = ?", (os.fsencode(name),)).fetchone()
        return dict(json.loads(row[0])) if row else {}

    def said(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The outputs of which a stylesheet had something to say, with the first of their sources, and what it was."""
        rows = self._base.execute("SELECT sources, said FROM output WHERE said != '[]' ORDER BY name")
        for sources, said in rows:
            yield json.loads(sources)[0], tuple(json.loads(said))

    def source(self, name: str) -> str:
        """The first of the files that an output was made from, as messages name it; empty where none is known."""
        row = self._base.execute("SELECT sources FROM output WHERE name = ?", (os.fsencode(name),)).fetchone()
        sources = json.loads(row[0]) if row else []
        return str(sources[0]) if sources else ""

    def lines(self) -> Iterator[tuple[str, str]]:
        """Of each output the name, and the line that the manifest has of it; sorted by name."""
        for name, line in self._base.execute("SELECT name, line FROM output ORDER BY name"):
            yield os.fsdecode(name), line

    def record(self, made: Iterable[Made]) -> None:
        """Keeps what was made. The files must be in their places by now."""
        made = list(made)
        self.pages.keep({one.name: one.scanned for one in made if one.scanned})
        rows = [
            (
                os.fsencode(one.name),
                made_from(one.parts),
                one.size,
                one.mtime,
                one.sha256,
                _json(dict(one.parts)),
                json.dumps(one.sources),
                _json(one.said),
                one.line,
            )
            for one in made
        ]
        self._write("INSERT OR REPLACE INTO output VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def forget(self, names: Iterable[str]) -> None:
        """Forgets outputs that are gone."""
        names = list(names)
        self.pages.forget(names)
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

        if self._base.in_transaction:
            self._base.executemany(statement, rows)
            return
        # where nothing can be kept, as on a full disk, the next build makes it again
        with suppress(sqlite3.OperationalError), closing(self._base.cursor()) as cursor:
            cursor.execute("BEGIN")
            try:
                cursor.executemany(statement, rows)
                cursor.execute("COMMIT")
            except sqlite3.OperationalError:
                cursor.execute("ROLLBACK")


def made_from(parts: Mapping[str, str]) -> str:
    """A digest of the things that an output is made from."""
    return hashlib.sha256(_json(sorted(parts.items())).encode()).hexdigest()


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
