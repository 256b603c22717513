"""Grammars and what was learned of them, kept from run to run.

Three records a schema: which files it consists of, by the path of the main one; the grammar and the learned tables, by
the contents of all those files. Whatever is stale, damaged or missing is made anew, silently.
"""

from __future__ import annotations

import hashlib
import json
import os
from functools import cache as memoised
from pathlib import Path
from typing import TYPE_CHECKING

from matbaa import cache
from matbaa.relaxng.automaton import Automaton

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from matbaa.relaxng.automaton import Kept
    from matbaa.relaxng.grammar import Grammar

__all__ = ["keep", "opened"]

_FORMAT = b"1"
_FILES, _GRAMMAR, _TABLES = "relaxng-files", "relaxng-grammar", "relaxng-tables"
# tables larger than that take longer to read than they save
_LARGEST = 4_000_000
_SURPRISES = (ValueError, TypeError, LookupError, AttributeError, RecursionError)


def opened(path: Path, name: str, catalog: Mapping[str, Path]) -> Automaton:
    """The automaton of the schema at `path`, with what earlier runs have learned; `name` and `catalog` as for
    `matbaa.relaxng.reader.load`.

    Raises `CannotRun` (MBG008) when the schema cannot be used.
    """
    place = _place_key(path, catalog)
    files = _known_files(place)
    if files is not None:
        key = _contents_key(files)
        data = cache.load(_GRAMMAR, key)
        if data is not None:
            return Automaton(_fetcher(data, path, name, catalog), files, _kept(key), key)
    grammar = _load(path, name, catalog)
    key = _contents_key(grammar.files)
    if cache.folder() is not None:
        from matbaa.relaxng.encoding import grammar_to_json

        cache.store(_GRAMMAR, key, grammar_to_json(grammar))
        cache.store(_FILES, place, json.dumps(grammar.files).encode("ascii"))
    return Automaton(_loader(path, name, catalog), grammar.files, _kept(key), key, grammar)


def keep(automaton: Automaton) -> None:
    """Keeps what an automaton has learned, if that is anything new."""
    if not automaton.learned or cache.folder() is None:
        return
    from matbaa.relaxng.encoding import kept_to_json

    data = kept_to_json(automaton.keep())
    if len(data) <= _LARGEST:
        cache.store(_TABLES, automaton.key, data)
    automaton.learned = 0


def _kept(key: str) -> Kept | None:
    data = cache.load(_TABLES, key)
    if data is None:
        return None
    from matbaa.relaxng.encoding import kept_from_json

    try:
        return kept_from_json(data)
    except _SURPRISES:
        return None


def _load(path: Path, name: str, catalog: Mapping[str, Path]) -> Grammar:
    from matbaa.relaxng.reader import load

    return load(path, name, catalog)


def _loader(path: Path, name: str, catalog: Mapping[str, Path]) -> Callable[[], Grammar]:
    return lambda: _load(path, name, catalog)


def _fetcher(data: bytes, path: Path, name: str, catalog: Mapping[str, Path]) -> Callable[[], Grammar]:
    def fetch() -> Grammar:
        from matbaa.relaxng.encoding import grammar_from_json

        try:
            return grammar_from_json(data)
        except _SURPRISES:
            return _load(path, name, catalog)

    return fetch


def _known_files(place: str) -> tuple[tuple[str, str], ...] | None:
    """The files that the schema consisted of, if they all are what they were."""
    data = cache.load(_FILES, place)
    if data is None:
        return None
    try:
        files = tuple((str(path), str(digest)) for path, digest in json.loads(data))
        same = all(hashlib.sha256(Path(path).read_bytes()).hexdigest() == digest for path, digest in files)
    except (OSError, *_SURPRISES):
        return None
    return files if files and same else None


def _place_key(path: Path, catalog: Mapping[str, Path]) -> str:
    named = sorted((address, str(file.resolve())) for address, file in catalog.items())
    return cache.digest([_program(), os.fsencode(path), json.dumps(named).encode("ascii")])


def _contents_key(files: tuple[tuple[str, str], ...]) -> str:
    return cache.digest([_program(), json.dumps(files).encode("ascii")])


@memoised
def _program() -> bytes:
    """Something that changes when this package does."""
    parts = []
    for folder in (Path(__file__).parent / part for part in ("", "compact", "datatypes")):
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
            if entry.name.endswith(".py"):
                status = entry.stat()
                parts.append(f"{entry.name} {status.st_size} {status.st_mtime_ns}")
    return _FORMAT + "\n".join(parts).encode()
