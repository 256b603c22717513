"""Which Matbaa this is: what was made by another one is made again."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

from matbaa.resources import resource

__all__ = ["contents", "fingerprint"]


@functools.cache
def fingerprint() -> str:
    """A text that changes with every change of Matbaa's code and stylesheets, installed or in a checkout."""
    stats = [file.stat() for file in _files()]
    return hashlib.sha256(repr([(stat.st_mtime_ns, stat.st_size) for stat in stats]).encode()).hexdigest()


@functools.cache
def contents() -> str:
    """A text that is the same for the same Matbaa on every machine."""
    digests = sorted((file.name, hashlib.sha256(file.read_bytes()).hexdigest()) for file in _files())
    return hashlib.sha256(repr(digests).encode()).hexdigest()


def _files() -> list[Path]:
    return sorted({*Path(__file__).parent.rglob("*.py"), *filter(Path.is_file, resource("xslt").rglob("*"))})
