"""What was found out of the edition's files, kept from build to build: surveys, shares of texts, and entries."""

from __future__ import annotations

import hashlib
import os
import time
from contextlib import closing
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Self

from matbaa.finding import CannotRun, Finding, Severity

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["TABLES", "Found", "Kept", "KeptEntry", "SharedText", "Transaction"]

TABLES = """
CREATE TABLE surveyed (path BLOB PRIMARY KEY, made_from TEXT, survey BLOB, gathered BLOB, questions BLOB, kinds TEXT);
CREATE TABLE shared (text BLOB PRIMARY KEY, digest TEXT, answers TEXT, context TEXT) WITHOUT ROWID;
CREATE TABLE share (text BLOB, key BLOB, sha256 BLOB, data BLOB, UNIQUE (key, text));
CREATE INDEX share_of_text ON share (text);
CREATE TABLE stale (key BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE entry (key BLOB PRIMARY KEY, kind TEXT, own TEXT, page TEXT, made_from TEXT, context TEXT, listed TEXT,
    told TEXT, row BLOB, json TEXT, csv TEXT);
CREATE INDEX entry_of_kind ON entry (kind);
"""


# seconds after which what was made is kept, lest it be made again
_KEEP = 1.0


@dataclass(frozen=True, slots=True)
class Found:
    """What a file gave, as bytes (see `matbaa.pipeline.tasks`), and the kinds of its mentions."""

    survey: bytes
    gathered: bytes
    questions: bytes
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SharedText:
    """What the shares of a text were made from: the digest of its file, that of what the catalogue answered it, and one
    of everything else.
    """

    digest: str
    answers: str
    context: str


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """An entry without its data: `own` is the digest of what a list says of it, empty where none does, `page` the name
    of its output, `made_from` a digest of all that this was made from, `context` one of what all pages are made from,
    `listed` one of its row and `told` one of its data.
    """

    kind: str
    own: str
    page: str
    made_from: str
    context: str
    listed: str
    told: str


class Kept:
    """The tables of one build's state."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        self._entries: dict[str, KeptEntry] | None = None

    def surveyed(self) -> dict[str, str]:
        """Of each file that was surveyed, what that was made from."""
        rows = self._base.execute("SELECT path, made_from FROM surveyed")
        return {os.fsdecode(path): source for path, source in rows}

    def found(self, path: str) -> Found:
        """All that a file gave."""
        row = self._base.execute(
            "SELECT survey, gathered, questions, kinds FROM surveyed WHERE path = ?", (os.fsencode(path),)
        ).fetchone()
        return Found(row[0], row[1], row[2], tuple(row[3].split()))

    def surveys(self) -> Iterator[tuple[str, bytes, bytes, tuple[str, ...]]]:
        """The survey, the questions and the kinds of every file."""
        for path, survey, questions, kinds in self._base.execute("SELECT path, survey, questions, kinds FROM surveyed"):
            yield os.fsdecode(path), survey, questions, tuple(kinds.split())

    def keep_found(self, found: Mapping[str, tuple[str, Found]]) -> None:
        """Keeps what files gave, by their paths, and what that was made from."""
        self._write(
            "INSERT OR REPLACE INTO surveyed VALUES (?, ?, ?, ?, ?, ?)",
            (
                (os.fsencode(path), source, one.survey, one.gathered, one.questions, " ".join(one.kinds))
                for path, (source, one) in found.items()
            ),
        )

    def forget_files(self, paths: Iterable[str]) -> None:
        """Forgets files that are no longer part of the edition; entries that they had a share in become stale."""
        for path in paths:
            self.keep_shares(path, None, {})
            self._write("DELETE FROM surveyed WHERE path = ?", [(os.fsencode(path),)])

    def shared(self) -> dict[str, SharedText]:
        """Of each text whose shares are kept, what they were made from."""
        rows = self._base.execute("SELECT text, digest, answers, context FROM shared")
        return {os.fsdecode(path): SharedText(*source) for path, *source in rows}

    def keep_shares(self, path: str, source: SharedText | None, shares: Mapping[str, bytes]) -> None:
        """Keeps the shares of a text in entries by their keys; each entry whose share is another one becomes stale.

        Without a `source` the text itself stays stale.
        """
        text = os.fsencode(path)
        rows = self._base.execute("SELECT key, sha256 FROM share WHERE text = ?", (text,))
        before = {os.fsdecode(key): sha for key, sha in rows}
        now = {key: hashlib.sha256(data).digest() for key, data in shares.items()}
        changed = [key for key in {*before, *now} if before.get(key) != now.get(key)]
        with self.together() as together:
            together.cursor.executemany(
                "INSERT OR IGNORE INTO stale VALUES (?)", ((os.fsencode(key),) for key in changed)
            )
            together.cursor.executemany(
                "DELETE FROM share WHERE text = ? AND key = ?", ((text, os.fsencode(key)) for key in changed)
            )
            together.cursor.executemany(
                "INSERT INTO share VALUES (?, ?, ?, ?)",
                ((text, os.fsencode(key), now[key], shares[key]) for key in changed if key in now),
            )
            if source is None:
                together.cursor.execute("DELETE FROM shared WHERE text = ?", (text,))
            else:
                row = (text, source.digest, source.answers, source.context)
                together.cursor.execute("INSERT OR REPLACE INTO shared VALUES (?, ?, ?, ?)", row)

    def share_digests(self, path: str) -> dict[str, bytes]:
        """The digests of a text's shares, by the keys of the entries."""
        rows = self._base.execute("SELECT key, sha256 FROM share WHERE text = ?", (os.fsencode(path),))
        return {os.fsdecode(key): sha for key, sha in rows}

    def mentioned(self) -> dict[str, int]:
        """The keys of all entries that some text has a share in, with the number of such texts."""
        rows = self._base.execute("SELECT key, count(*) FROM share GROUP BY key")
        return {os.fsdecode(key): number for key, number in rows}

    def shares_of(self, key: str) -> list[tuple[str, bytes, bytes]]:
        """The shares in an entry: path of the text, digest, data; in no order."""
        rows = self._base.execute("SELECT text, sha256, data FROM share WHERE key = ?", (os.fsencode(key),))
        return [(os.fsdecode(text), sha, data) for text, sha, data in rows]

    def stale(self) -> set[str]:
        """The keys of entries of which a share has changed since they were made."""
        return {os.fsdecode(row[0]) for row in self._base.execute("SELECT key FROM stale")}

    def entries(self) -> dict[str, KeptEntry]:
        """The entries that were made, by their keys."""
        if self._entries is None:
            rows = self._base.execute("SELECT key, kind, own, page, made_from, context, listed, told FROM entry")
            self._entries = {os.fsdecode(key): KeptEntry(*row) for key, *row in rows}
        return dict(self._entries)

    def keep_entry(self, key: str, entry: KeptEntry, row: bytes, json: str, csv: str) -> None:
        """Keeps an entry that was made, which is not stale from now on."""
        name = os.fsencode(key)
        if self._entries is not None:
            self._entries[key] = entry
        with self.together() as together:
            together.cursor.execute(
                "INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (name, *astuple(entry), row, json, csv),
            )
            together.cursor.execute("DELETE FROM stale WHERE key = ?", (name,))

    def forget_entries(self, keys: Iterable[str]) -> None:
        """Forgets entries that nothing speaks of any more."""
        keys = list(keys)
        if keys:
            self._entries = None
        names = [(os.fsencode(key),) for key in keys]
        self._write("DELETE FROM entry WHERE key = ?", names)
        self._write("DELETE FROM stale WHERE key = ?", names)

    def rows(self, kind: str) -> list[tuple[str, bytes]]:
        """The rows of a kind's entries, by their keys."""
        rows = self._base.execute("SELECT key, row FROM entry WHERE kind = ?", (kind,))
        return [(os.fsdecode(key), row) for key, row in rows]

    def data(self, key: str, form: str) -> str:
        """What an entry gives to the `json` or `csv` of its kind."""
        column = {"json": "json", "csv": "csv"}[form]
        row = self._base.execute(f"SELECT {column} FROM entry WHERE key = ?", (os.fsencode(key),)).fetchone()
        return str(row[0]) if row else ""

    def _write(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        with self.together() as together:
            together.cursor.executemany(statement, rows)

    def together(self) -> Transaction:
        """What is kept inside is written together, which costs less."""
        return Transaction(self._base)


class Transaction:
    """What is written inside is kept whole or not at all. What cannot be kept stops the build: it is read again.

    One inside of another is a part of that.
    """

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        self._nested = base.in_transaction
        self._begun = time.monotonic()

    def __enter__(self) -> Self:
        self.cursor = self._base.cursor()
        if not self._nested:
            self.cursor.execute("BEGIN")
        return self

    def keep(self) -> None:
        """Keeps, once a second, what was written until now."""
        if not self._nested and time.monotonic() - self._begun > _KEEP:
            self._end(None)
            self.cursor.execute("BEGIN")
            self._begun = time.monotonic()

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        with closing(self.cursor):
            if not self._nested:
                self._end(error)

    def _end(self, error: BaseException | None) -> None:
        import sqlite3

        if error is None:
            try:
                self.cursor.execute("COMMIT")
            except sqlite3.OperationalError as refused:
                error = refused
        if error is not None and self._base.in_transaction:
            self.cursor.execute("ROLLBACK")
        if isinstance(error, sqlite3.OperationalError):
            message = f"what the build must keep cannot be written: {error}"
            hint = "make room where the cache is, or name another folder with MATBAA_CACHE"
            raise CannotRun(Finding("MBI005", Severity.ERROR, message, "the cache", hint=hint)) from None
