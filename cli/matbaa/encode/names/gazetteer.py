"""What everybody knows: countries, continents, large cities and languages, as CLDR names them in a language."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from matbaa.encode.names.text import bare, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from babel import Locale

__all__ = ["is_known_place", "is_language"]

_DEFAULT = "en"
_WORLD = "001"


def is_known_place(key: str, code: str) -> bool:
    """True if folded letters are a country, continent or large city in a language; of none, in English."""
    return key in _places(code or _DEFAULT)


def is_language(key: str, code: str) -> bool:
    """True if folded letters are the name of a language."""
    return key in _languages(code or _DEFAULT)


@lru_cache(maxsize=16)
def _places(code: str) -> frozenset[str]:
    locale = _locale(code)
    if locale is None:
        return frozenset()
    names = [str(name) for territory, name in locale.territories.items() if territory != _WORLD]
    names += [str(zone["city"]) for zone in locale.time_zones.values() if zone.get("city")]
    return _folded(names)


@lru_cache(maxsize=16)
def _languages(code: str) -> frozenset[str]:
    locale = _locale(code)
    return _folded(map(str, locale.languages.values())) if locale else frozenset()


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset("".join(map(fold, bare(name))) for name in names)


def _locale(code: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return None
