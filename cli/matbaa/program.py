"""Which Matbaa this is: what was made by another one is made again."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

from matbaa.resources import resource

__all__ = ["fingerprint"]


@functools.cache
def fingerprint() -> str:
    """A text that changes with every change of Matbaa's code and stylesheets, installed or in a checkout."""
    files = sorted((*Path(__file__).parent.rglob("*.py"), *filter(Path.is_file, resource("xslt").rglob("*"))))
    stats = [file.stat() for file in files]
    return hashlib.sha256(repr([(stat.st_mtime_ns, stat.st_size) for stat in stats]).encode()).hexdigest()
