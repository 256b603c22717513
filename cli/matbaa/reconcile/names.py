"""Names of places in the form in which they are compared."""

from __future__ import annotations

import re

from matbaa.dates.words import fold

__all__ = ["folded", "shortened"]

_NO_WORD = re.compile(r"[\W_]+")
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_LONGEST = 120


def folded(name: str) -> str:
    """A name without case, accents and signs: `Saint-Étienne` and `saint etienne` are one."""
    return _NO_WORD.sub(" ", fold(name[:_LONGEST])).strip()


def shortened(name: str) -> tuple[str, tuple[str, ...]]:
    """A name without what says where it lies, in brackets or behind a comma, and that: `Frankfurt (Oder)`."""
    aside = tuple(found.strip(" ()[]") for found in _ASIDE.findall(name))
    head, comma, rest = _ASIDE.sub("", name).partition(",")
    return head.strip(), (*aside, *((rest.strip(),) if comma and rest.strip() else ()))
