"""What a report may not hold: half characters, as which Python keeps the bytes of a file name that is not UTF-8."""

from __future__ import annotations

import re

__all__ = ["printable"]

_HALF = re.compile(r"[\ud800-\udfff]")


def printable(words: str) -> str:
    """`words` with a replacement character for each byte of a name that is no UTF-8, so that it can be written."""
    return _HALF.sub("\ufffd", words)
