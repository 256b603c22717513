"""Spellings of one name: without accents, with ae for ä, in the orthography of another time, with a short ending."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["adjectival", "ascii_fold", "old_fold", "shortened"]

_PLAIN = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_OLD = re.compile("th|ph|c(?![hk])|y")
_NEW = {"th": "t", "ph": "f", "c": "k", "y": "i"}
_ENDING = re.compile("e[rsnm]?$")
_SHORTEST = 4
# the last part of a German compound, and how it is shortened before a full stop
_SHORT = {"gasse": "g", "straße": "str", "strasse": "str", "theater": "th", "platz": "pl", "garten": "g"}


@lru_cache(65536)
def ascii_fold(key: str) -> str:
    """A folded word without any accent: how it is written where letters were wanting."""
    if key.isascii():
        return key
    plain = unicodedata.normalize("NFKD", key.translate(_PLAIN))
    return "".join(character for character in plain if not unicodedata.combining(character))


@lru_cache(65536)
def old_fold(key: str) -> str:
    """A folded word so that German spellings of all times are one: Oesterreich, Thal, Curpark."""
    return ascii_fold(_OLD.sub(lambda match: _NEW[match[0]], key.translate(_UMLAUTS)))


def adjectival(key: str) -> str:
    """A folded word without the ending of a German adjective, if it may have one."""
    return _ENDING.sub("", key) if len(key) > _SHORTEST else key


def shortened(key: str) -> str:
    """A folded German compound with its last part cut: `volkstheater` gives `volksth`; nothing for others."""
    for long, short in _SHORT.items():
        if key.endswith(long) and len(key) > len(long) + 2:
            return key[: -len(long)] + short
    return ""
