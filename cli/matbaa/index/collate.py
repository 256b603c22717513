"""Sorting as a reader of a language expects.

The letters of an alphabet are weighed first, accents second, so that `â` stands with `a` in Turkish but `ç` after
`c`. A language without an alphabet of its own here is sorted by base letters in the order of Unicode.
"""

from __future__ import annotations

import unicodedata
from functools import cache

__all__ = ["letter", "sort_key"]

_NORDIC = "abcdefghijklmnopqrstuvwxyz"
_ALPHABETS = {
    "tr": "abcçdefgğhıijklmnoöpqrsştuüvwxyz",
    "az": "abcçdeəfgğhxıijkqlmnoöprsştuüvyzw",
    "sv": f"{_NORDIC}åäö",
    "fi": f"{_NORDIC}åäö",
    "da": f"{_NORDIC}æøå",
    "nb": f"{_NORDIC}æøå",
    "nn": f"{_NORDIC}æøå",
    "no": f"{_NORDIC}æøå",
    "es": "abcdefghijklmnñopqrstuvwxyz",
}
_DOTTED = frozenset({"tr", "az"})

Key = tuple[tuple[tuple[int, int, int], ...], tuple[str, ...], str]


def sort_key(text: str, language: str) -> Key:
    """A key that sorts `text` among others of the same `language` (a BCP 47 tag)."""
    first: list[tuple[int, int, int]] = []
    accents: list[str] = []
    base_language = language.split("-")[0].lower()
    gap = False
    for character in _lower(unicodedata.normalize("NFC", text), base_language):
        if character.isspace() or character in "-–—/":
            gap = bool(first)
            continue
        weight = _weight(character, base_language)
        if weight is None:
            continue
        if gap:
            first.append((0, 0, 0))
            accents.append("")
            gap = False
        first.append(weight[0])
        accents.append(weight[1])
    return tuple(first), tuple(accents), text


def letter(text: str, language: str) -> str:
    """The heading that `text` stands under:

    its first letter, in upper case, without an accent that is none of the alphabet; `#` for a digit.
    """
    base_language = language.split("-")[0].lower()
    for character in _lower(unicodedata.normalize("NFC", text), base_language):
        if character.isdigit():
            return "#"
        if character.isalpha():
            alphabet = _order(base_language)
            base = character if character in alphabet else unicodedata.normalize("NFD", character)[0]
            return {"i": "İ", "ı": "I"}.get(base, base.upper()) if base_language in _DOTTED else base.upper()
    return "#"


def _lower(text: str, language: str) -> str:
    if language in _DOTTED:
        text = text.replace("I", "ı").replace("İ", "i").replace("Î", "î")
    return text.lower().replace("ß", "ss")


@cache
def _order(language: str) -> dict[str, int]:
    return {character: number for number, character in enumerate(_ALPHABETS.get(language, ""))}


@cache
def _weight(character: str, language: str) -> tuple[tuple[int, int, int], str] | None:
    """Class (gap, digit, letter), place and tie-break of one character, and its accents; nothing for punctuation."""
    alphabet = _order(language)
    if character in alphabet:
        return (2, alphabet[character], 0), ""
    base, *marks = list(unicodedata.normalize("NFD", character))
    if base.isdigit():
        return (1, int(unicodedata.numeric(base)), 0), "".join(marks)
    if not base.isalpha():
        return None
    if base in alphabet:
        return (2, alphabet[base], 0), "".join(marks)
    # letters that the alphabet lacks come after it
    return (2, len(alphabet), ord(base)), "".join(marks)
