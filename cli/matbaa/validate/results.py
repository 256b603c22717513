"""Outcomes kept from run to run: a file is not checked again while nothing that its outcome rests on has changed."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from matbaa import cache
from matbaa.program import fingerprint
from matbaa.validate.outcome import Outcome

if TYPE_CHECKING:
    from matbaa.validate.plan import Item

__all__ = ["Results", "digest_of"]

_KIND = "results"


def digest_of(path: Path) -> str:
    """The SHA-256 of a file's bytes; empty for one that cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


class Results:
    """The outcomes of runs with the same `settings`, a text that says everything besides the files that an outcome
    depends on.
    """

    def __init__(self, settings: str) -> None:
        self._settings = settings.encode("utf-8", "surrogateescape")
        self._digests: dict[str, str] = {}

    def load(self, item: Item) -> Outcome | None:
        """What was found in this file, if that still holds."""
        data = cache.load(_KIND, self._key(item)) if item.data is None else None
        if data is None:
            return None
        program, _, kept = data.partition(b"\n")
        if program != _program():
            return None
        try:
            outcome = Outcome.from_json(kept)
        except (ValueError, TypeError, KeyError):
            return None
        return outcome if all(self._digest(path) == digest for path, digest in outcome.reads) else None

    def store(self, item: Item, outcome: Outcome) -> None:
        """Keeps what was found, in the place of what was found before."""
        if item.data is None and outcome.lasting:
            cache.store(_KIND, self._key(item), _program() + b"\n" + outcome.to_json())

    def _key(self, item: Item) -> str:
        place = item.path.resolve()  # which its name alone does not tell
        return cache.digest((self._settings, f"{place} {item!r}".encode("utf-8", "surrogateescape")))

    def _digest(self, path: str) -> str:
        """Each file is read once in a run."""
        if path not in self._digests:
            self._digests[path] = digest_of(Path(path))
        return self._digests[path]


def _program() -> bytes:
    return fingerprint().encode()
