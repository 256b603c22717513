"""Whether two classes of names have a name in common."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from matbaa.relaxng.grammar import AnyName, Name, NameChoice, NsName, contains

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matbaa.relaxng.grammar import NameClass

__all__ = ["OTHER", "Names", "overlap"]

# stands for a name that no class mentions; no schema can write it
OTHER: Final = "\0"


@dataclass(frozen=True, slots=True)
class Names:
    """A class of names: its single names, and its parts that have names without end."""

    single: frozenset[tuple[str, str]]
    open: tuple[AnyName | NsName, ...]

    @classmethod
    def of(cls, names: NameClass | None) -> Names:
        """Those of a class."""
        assert names is not None
        return _names(names)

    def has(self, name: tuple[str, str]) -> bool:
        """True if the class has that name."""
        return name in self.single or any(contains(one, *name) for one in self.open)


@lru_cache(maxsize=4096)
def _names(names: NameClass) -> Names:
    parts = names.classes if isinstance(names, NameChoice) else (names,)
    single = frozenset((one.namespace, one.local) for one in parts if isinstance(one, Name))
    return Names(single, tuple(one for one in parts if isinstance(one, (AnyName, NsName))))


def overlap(one: Names, other: Names) -> tuple[str, str] | None:
    """A name that both classes have, if there is one; OTHER stands in it for any name."""
    common = min(one.single & other.single, default=None)
    if common is not None:
        return common
    if one.open or other.open:
        for names, against in ((one, other), (other, one)):
            for name in names.single:
                if against.has(name):
                    return name
    if one.open and other.open:
        for name in {*_samples(one), *_samples(other)}:
            if one.has(name) and other.has(name):
                return name
    return None


def _samples(names: Names) -> Iterator[tuple[str, str]]:
    """One name for each way in which names with no end can differ."""
    for one in names.open:
        if isinstance(one, NsName):
            yield (one.namespace, OTHER)
        else:
            yield (OTHER, OTHER)
        for part in _excepted(one):
            match part:
                case Name():
                    yield (part.namespace, part.local)
                    yield (part.namespace, OTHER)
                case NsName():
                    yield (part.namespace, OTHER)
                    yield from ((name.namespace, name.local) for name in _excepted(part) if isinstance(name, Name))


def _excepted(names: AnyName | NsName) -> tuple[NameClass, ...]:
    if names.but is None:
        return ()
    return names.but.classes if isinstance(names.but, NameChoice) else (names.but,)
