"""Outcomes kept from run to run: a file is not checked again while nothing that its outcome rests on has changed."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from matbaa import cache
from matbaa.resources import resource
from matbaa.validate.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Results", "digest_of"]

_KIND = "results"


def digest_of(path: Path) -> str:
    """The SHA-256 of a file's bytes; empty for one that cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


class Results:
    """The outcomes of one run's settings; `settings` says everything besides the files that an outcome depends on."""

    def __init__(self, settings: Iterable[str]) -> None:
        self._settings = cache.digest(text.encode("utf-8", "surrogateescape") for text in (_program(), *settings))
        self._digests: dict[str, str] = {}

    def load(self, key: Iterable[str]) -> Outcome | None:
        """The outcome that was kept by this key, if it still holds."""
        data = cache.load(_KIND, self._key(key))
        if data is None:
            return None
        try:
            outcome = Outcome.from_json(data)
        except (ValueError, TypeError, KeyError):
            return None
        return outcome if all(self._digest(path) == digest for path, digest in outcome.reads) else None

    def store(self, key: Iterable[str], outcome: Outcome) -> None:
        """Keeps an outcome."""
        cache.store(_KIND, self._key(key), outcome.to_json())

    def _key(self, key: Iterable[str]) -> str:
        return cache.digest(text.encode("utf-8", "surrogateescape") for text in (self._settings, *key))

    def _digest(self, path: str) -> str:
        """Each file is read once in a run."""
        if path not in self._digests:
            self._digests[path] = digest_of(Path(path))
        return self._digests[path]


def _program() -> str:
    """A text that changes with every change of Matbaa, installed or in a checkout."""
    folders = (Path(__file__).parent.parent, resource("xslt"))
    found = (file for folder in folders for file in folder.rglob("*.[px][ys]*"))
    files = sorted(file for file in found if "__pycache__" not in file.parts)
    stats = [file.stat() for file in files]
    return repr([(stat.st_mtime_ns, stat.st_size) for stat in stats])
