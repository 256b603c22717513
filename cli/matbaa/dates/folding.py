"""Words without what differs from writer to writer: case and accents."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

__all__ = ["fold"]


@lru_cache(4096)
def fold(text: str) -> str:
    """`text` without case and accents."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i"))
    # what is taken apart may have capitals in it, as signs of mathematics have
    return "".join(character for character in plain.casefold() if not unicodedata.combining(character))
