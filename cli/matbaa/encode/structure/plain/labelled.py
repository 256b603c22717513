"""What lines such as `Title: …` and `Author: …` at the top of a text say of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from matbaa.encode.structure.model import Known
from matbaa.encode.structure.vocabulary import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.encode.structure.plain.lines import Line

__all__ = ["labelled"]

_LABELS = {
    "title": ("title", "titel", "baslik", "titre", "titulo", "titolo"),
    "author": ("author", "autor", "verfasser", "yazar", "auteur", "autore"),
    "language": ("language", "sprache", "dil", "langue", "idioma", "lingua"),
}
_LABELLED = re.compile(
    r"(title|titel|başlık|titre|título|titolo|author|autor|verfasser|yazar|auteur|autore|language|sprache|dil|langue|"
    r"idioma|lingua):\s+(\S.*)",
    re.IGNORECASE,
)
_TOP = 40


def labelled(lines: Sequence[Line]) -> Known:
    """What lines such as `Title: …` and `Author: …` at the top say, if there are two of them at least."""
    said: dict[str, str] = {}
    for line in lines[:_TOP]:
        if found := _LABELLED.match(line.text):
            said.setdefault(next(key for key, words in _LABELS.items() if fold(found[1]) in words), found[2].strip())
    if len(said) < 2 or "title" not in said:
        return Known()
    return Known(said["title"], (said["author"],) if "author" in said else ())
