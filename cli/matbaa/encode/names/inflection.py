"""Endings of names: what remains of a word when its case, plural or possessive is taken off.

Each function reads one word, so its cost is bounded by the length of an ending.
"""

from __future__ import annotations

import re
from functools import lru_cache

from matbaa.encode.names.text import fold, lower

__all__ = ["german_stems", "is_ending", "plain_head", "plural", "stems", "turkish_stems"]

# the shapes of Turkish endings in their order: plural, possessive, case, -ki and what follows it, the copula
_CASE = "(?:[yn]?[ıiuü]|[yn]?[ae]|[yn]?[ıiuü]n|n?[dt][ae]n?|y?l[ae]|n?[cç][ae])"
_CHAIN = re.compile(
    "(?:l[ae]r)?"
    "(?:[ıiuü]?m[ıiuü]z|[ıiuü]?n[ıiuü]z|[ıiuü]?m|[ıiuü]?n|s?[ıiuü])?"
    f"{_CASE}?"
    f"(?:ki(?:l[ae]r)?{_CASE}?)?"
    "(?:y?[dt][ıiuü]r?(?:l[ae]r)?|y?m[ıiuü]ş|y?s[ae]|yken)?"
)
_LONGEST = 14
_SHORTEST = 3
_FRONT, _BACK = frozenset("eiöüî"), frozenset("aıouû")
_VOWELS = _FRONT | _BACK | frozenset("âêô")
_SOFT = {"ğ": "k", "g": "k", "b": "p", "c": "ç", "d": "t"}
# a last consonant after which a back vowel may be followed by a front one: Kemal'in, istiklâli, Rıfat'ı, dikkati
_CLEAR = frozenset("ltkfpr")
# endings after an apostrophe in other languages: Turkey's, Schnitzler's
_OTHER = frozenset(("s", "es"))


@lru_cache(65536)
def turkish_stems(word: str) -> tuple[str, ...]:
    """What the word may be with an ending taken off, folded: `Meclisinin` gives `meclisi`, `meclis` and others.

    Consonants are given back as they were (`Irağa`: `irak`). The word itself is not among them.
    """
    text = lower(word)
    found: dict[str, None] = {}
    for cut in range(len(text) - 1, max(_SHORTEST, len(text) - _LONGEST) - 1, -1):
        stem, ending = text[:cut], text[cut:]
        if not _CHAIN.fullmatch(ending) or not _joins(stem, ending):
            continue
        found[fold(stem)] = None
        if ending[0] in _VOWELS and stem[-1] in _SOFT:
            found[fold(stem[:-1] + _SOFT[stem[-1]])] = None
    return tuple(found)


def _joins(stem: str, ending: str) -> bool:
    """True if the ending can follow the stem: no two vowels side by side, and their harmony."""
    after_vowel = stem[-1] in _VOWELS
    first = ending[0]
    if after_vowel and first in _VOWELS:
        return False
    if not after_vowel and first in "ysn" and ending[1:2] and ending[1] in _VOWELS:
        return False
    sounds = [letter for letter in ending if letter in _VOWELS]
    if not sounds:
        return True
    fronts = {sound in _FRONT for sound in sounds}
    # what comes after -ki may be of the other kind
    if len(fronts) > 1 and "ki" not in ending:
        return False
    last = next((letter for letter in reversed(stem) if letter in _VOWELS), "")
    if not last or last in "âêô":
        return True
    front = sounds[0] in _FRONT
    return front == (last in _FRONT) or (front and not after_vowel and stem[-1] in _CLEAR)


def is_ending(letters: str, language: str = "") -> bool:
    """True if letters after an apostrophe are an ending that leaves a name a name.

    False for what makes another word of it: `ABD’li`, `Wilson’cu`. Harmony is not asked for, as foreign names follow
    their sound.
    """
    text = lower(letters)
    if text in _OTHER:
        return True
    if language not in ("", "tr") and len(text) < 2:
        return False
    return len(text) <= _LONGEST and _CHAIN.fullmatch(text) is not None


def german_stems(key: str) -> tuple[str, ...]:
    """A folded German word without the ending of its genitive or plural."""
    if len(key) > 4 and key.endswith("es"):
        return key[:-1], key[:-2]
    if len(key) > _SHORTEST and key.endswith("s"):
        return (key[:-1],)
    return ()


def stems(word: str, key: str, language: str) -> tuple[str, ...]:
    """What a word may be with an ending that no apostrophe sets off, folded."""
    if language == "tr":
        return turkish_stems(word)
    if language == "de":
        return german_stems(key)
    return (*turkish_stems(word), *german_stems(key)) if not language else ()


def plain_head(word: str) -> str:
    """A Turkish noun without the possessive of a compound: `Hükümeti` gives `hükümet`, `bakanlığı` `bakanlık`; else
    nothing.
    """
    text = lower(word)
    if len(text) > _SHORTEST and text[-2] == "s" and text[-1] in "ıiuü" and text[-3] in _VOWELS:
        return text[:-2]
    if len(text) > _SHORTEST and text[-1] in "ıiuü" and text[-2] not in _VOWELS:
        stem = text[:-1]
        return stem[:-1] + _SOFT[stem[-1]] if stem[-1] == "ğ" else stem
    return ""


def plural(word: str) -> str:
    """The plural of a Turkish compound's head: `Hükümeti` gives `hükümetleri`; nothing for what is no such head."""
    head = plain_head(word)
    last = next((letter for letter in reversed(head) if letter in _VOWELS), "")
    if not last:
        return ""
    return head + ("leri" if last in _FRONT else "ları")
