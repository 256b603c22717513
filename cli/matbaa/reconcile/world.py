"""Countries, continents and states: from the data, with their names in other languages from Babel."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from matbaa.reconcile.model import Feature
from matbaa.reconcile.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["continents", "countries", "states"]

# of names of countries these languages are always known
_LANGUAGES = ("en", "tr", "de", "fr", "es", "it")
# what the Unicode consortium calls the continents
_CONTINENTS = {"AF": "002", "AN": "AQ", "AS": "142", "EU": "150", "NA": "003", "OC": "009", "SA": "005"}


def countries(data: Mapping[str, dict[str, Any]], languages: Iterable[str]) -> Iterator[Feature]:
    """The countries; the data have no coordinates of them."""
    tongues = (*_LANGUAGES, *languages)
    for code, told in data.items():
        names = {str(told.get("name", "")), str(told.get("iso3", "")), *_territories(code, tongues)}
        number, people = told.get("geonameid"), told.get("population") or 0
        if number:
            yield Feature(int(number), str(told.get("name")), "country", code, int(people), None, _folded(names))


def continents(data: Mapping[str, dict[str, Any]], languages: Iterable[str]) -> Iterator[Feature]:
    """The continents, with the names that the data have in all languages; a point in one would say nothing."""
    tongues = (*_LANGUAGES, *languages)
    for code, told in data.items():
        other = {str(one.get("name", "")) for one in told.get("alternateNames", ()) if one.get("lang") != "link"}
        names = other | {str(told.get("name", "")), *_territories(_CONTINENTS.get(code, ""), tongues)}
        if told.get("geonameId"):
            people = int(told.get("population") or 0)
            yield Feature(int(told["geonameId"]), str(told.get("name")), "continent", "", people, None, _folded(names))


def states(data: Mapping[str, dict[str, Any]]) -> Iterator[Feature]:
    """The states of the USA, by their English names."""
    for told in data.values():
        if told.get("geonameid"):
            name = str(told.get("name", ""))
            yield Feature(int(told["geonameid"]), name, "region", "US", 0, None, _folded({name}))


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, map(folded, names)))


def _territories(code: str, languages: Iterable[str]) -> Iterator[str]:
    for language in languages:
        name = _names(language.partition("-")[0].lower()).get(code)
        if name:
            yield name


@cache
def _names(language: str) -> dict[str, str]:
    from babel import Locale, UnknownLocaleError

    try:
        return dict(Locale.parse(language).territories)
    except (UnknownLocaleError, ValueError):
        return {}
