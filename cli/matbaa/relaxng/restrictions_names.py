"""Whether two classes of names have a name in common."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from matbaa.relaxng.grammar import AnyName, Name, NameChoice, NsName

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from matbaa.relaxng.grammar import NameClass

__all__ = ["OTHER", "Names", "overlap"]

# stands for a name that no class mentions; no schema can write it
OTHER: Final = "\0"


@dataclass(frozen=True, slots=True)
class _Open:
    """A class with names without end: all of a namespace, or of all namespaces, but for what is excepted."""

    namespace: str | None
    excepted: frozenset[tuple[str, str]]
    # namespaces that are excepted, but for some of their names
    spaces: Mapping[str, frozenset[tuple[str, str]]]

    def has(self, name: tuple[str, str]) -> bool:
        if self.namespace is not None and name[0] != self.namespace:
            return False
        if name in self.excepted:
            return False
        spared = self.spaces.get(name[0])
        return spared is None or name in spared

    def samples(self) -> Iterator[tuple[str, str]]:
        """One name for each way in which its names can differ."""
        yield (OTHER if self.namespace is None else self.namespace, OTHER)
        for namespace, local in self.excepted:
            yield (namespace, local)
            yield (namespace, OTHER)
        for namespace, spared in self.spaces.items():
            yield (namespace, OTHER)
            yield from spared


@dataclass(frozen=True, slots=True)
class Names:
    """A class of names: its single names, and its parts that have names without end. `size` is what it mentions."""

    single: frozenset[tuple[str, str]]
    open: tuple[_Open, ...]
    size: int

    @classmethod
    def of(cls, names: NameClass | None) -> Names:
        """Those of a class."""
        assert names is not None
        return _names(names)

    def has(self, name: tuple[str, str]) -> bool:
        """True if the class has that name."""
        return name in self.single or any(one.has(name) for one in self.open)


@lru_cache(maxsize=4096)
def _names(names: NameClass) -> Names:
    parts = _parts(names)
    single = frozenset((one.namespace, one.local) for one in parts if isinstance(one, Name))
    opened = tuple(_open(one) for one in parts if isinstance(one, (AnyName, NsName)))
    return Names(single, opened, len(single) + sum(1 + len(one.excepted) + len(one.spaces) for one in opened))


def _open(names: AnyName | NsName) -> _Open:
    excepted = () if names.but is None else _parts(names.but)
    single = frozenset((one.namespace, one.local) for one in excepted if isinstance(one, Name))
    spaces: dict[str, frozenset[tuple[str, str]]] = {}
    for one in excepted:
        if isinstance(one, NsName):
            spared = frozenset() if one.but is None else _names(one.but).single
            # excepted twice, a namespace is spared only in what both spare
            spaces[one.namespace] = spaces.get(one.namespace, spared) & spared
    return _Open(names.namespace if isinstance(names, NsName) else None, single, spaces)


def _parts(names: NameClass) -> tuple[NameClass, ...]:
    return names.classes if isinstance(names, NameChoice) else (names,)


def overlap(one: Names, other: Names) -> tuple[str, str] | None:
    """A name that both classes have, if there is one; OTHER stands in it for any name."""
    common = min(one.single & other.single, default=None)
    if common is not None:
        return common
    for names, against in ((one, other), (other, one)):
        if against.open:
            common = min((name for name in names.single if against.has(name)), default=None)
            if common is not None:
                return common
    if not one.open or not other.open:
        return None
    samples = {name for names in (one, other) for part in names.open for name in part.samples()}
    return min((name for name in samples if one.has(name) and other.has(name)), default=None)
