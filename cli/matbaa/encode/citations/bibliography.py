"""Ids for the entries of a bibliography, such as citations of them would have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from matbaa.encode.citations import heads
from matbaa.encode.citations.entries import free_id, slug
from matbaa.encode.citations.tokens import Group, Token, outline
from matbaa.encode.model import Passage
from matbaa.numerals import YEAR

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["entry_id"]

# where the first author ends, if no year in brackets stands behind the authors
_FIRST = re.compile(r"[^,.:;(“\"«]{2,80}?(?=[,.:;(“\"«]|$)")
_LABEL = re.compile(r"^[\[(]?\d{1,4}[\]).:]+\s*|^[•–*-]\s+")
_LONGEST = 400


def entry_id(text: str, used: Collection[str] = ()) -> str:
    """The id of an entry with these words: `aksin2019`, `gonlubol-sar1997`; with a letter, where that is `used`.

    Nothing of an entry in which no author and no year can be read.
    """
    text = _LABEL.sub("", " ".join(text.split()))
    wanted = _behind_authors(text[:_LONGEST]) or _first_and_last(text)
    return free_id(wanted, used) if wanted else ""


def _behind_authors(text: str) -> str:
    """Of Akşin, S. (2019). Kısa Türkiye Tarihi."""
    whole = outline(Passage(text))[0]
    for at, item in enumerate(whole.items):
        if not isinstance(item, Group) or not item.items:
            continue
        year = item.items[0]
        if not isinstance(year, Token) or not (found := YEAR.match(text[year.begin :])):
            continue
        head = heads.read(whole.items, 0, at, lambda _: None)
        if head is None or not head.names or head.begin > 2:
            return ""
        # of Voltz, Johann Michael the second is a forename
        names = head.names[:1] if head.listed else head.names
        names = names[:1] if head.others or len(names) > 3 else names
        joined = "-".join(slug(name.shown) for name in names)
        return f"{joined}{'-etal' if len(names) < len(head.names) and not head.listed else ''}{found[0]}"
    return ""


def _first_and_last(text: str) -> str:
    """Of Akşin, Sina. Kısa Türkiye Tarihi. İstanbul, 2019."""
    years = [found[0] for found in YEAR.finditer(text)]
    first = _FIRST.match(text)
    name = slug(first[0]) if first else ""
    return f"{name[:40].strip('-')}{years[-1]}" if name and years else ""
