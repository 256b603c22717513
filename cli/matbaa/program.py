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
    folders = (Path(__file__).parent, resource("xslt"))
    found = (file for folder in folders for file in folder.rglob("*.[px][ys]*"))
    files = sorted(file for file in found if "__pycache__" not in file.parts)
    stats = [file.stat() for file in files]
    return hashlib.sha256(repr([(stat.st_mtime_ns, stat.st_size) for stat in stats]).encode()).hexdigest()
