"""Places that everybody knows: countries, continents and large cities, as CLDR names them in a language."""

from __future__ import annotations

from functools import lru_cache

from matbaa.encode.names.text import fold, split

__all__ = ["is_known_place"]

_DEFAULT = "en"
_WORLD = "001"


def is_known_place(key: str, code: str) -> bool:
    """True if folded letters are a country, continent or large city in a language; of none, in English."""
    return key in _places(code or _DEFAULT)


@lru_cache(maxsize=16)
def _places(code: str) -> frozenset[str]:
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return frozenset()
    names = [str(name) for code, name in locale.territories.items() if code != _WORLD]
    names += [str(zone["city"]) for zone in locale.time_zones.values() if zone.get("city")]
    return frozenset("".join(fold(word.text) for word in split(name)) for name in names)
