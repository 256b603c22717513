"""A schema in RELAX NG's simple form: what the reader makes and the automaton runs on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from matbaa.relaxng.patterns import Patterns

__all__ = ["AnyName", "Datatype", "Element", "Grammar", "Name", "NameChoice", "NameClass", "NsName", "contains"]


class Name(NamedTuple):
    """One name; `namespace` is empty for none."""

    namespace: str
    local: str


class AnyName(NamedTuple):
    """Every name but those of `but`."""

    but: NameClass | None


class NsName(NamedTuple):
    """Every name of a namespace but those of `but`."""

    namespace: str
    but: NameClass | None


class NameChoice(NamedTuple):
    """The names of any of `classes`."""

    classes: tuple[NameClass, ...]


NameClass = Name | AnyName | NsName | NameChoice


def contains(names: NameClass, namespace: str, local: str) -> bool:
    """True if the class has that name."""
    match names:
        case Name():
            return names == (namespace, local)
        case NsName():
            return names.namespace == namespace and not (names.but and contains(names.but, namespace, local))
        case AnyName():
            return not (names.but and contains(names.but, namespace, local))
        case NameChoice():
            return any(contains(one, namespace, local) for one in names.classes)


class Datatype(NamedTuple):
    """A datatype with its parameters, in the order of the schema; `library` is empty for the built-in one."""

    library: str
    name: str
    parameters: tuple[tuple[str, str], ...] = ()


class Element(NamedTuple):
    """One element pattern: its names (a number of `Grammar.names`), its content with its attributes (a pattern), and
    where in which file of the schema it stands: a path from the folder of the main file.
    """

    names: int
    content: int
    file: str
    line: int


@dataclass(frozen=True)
class Grammar:
    """The simple form. Patterns name name classes, datatypes and elements by their numbers here."""

    patterns: Patterns
    start: int
    names: tuple[NameClass, ...]
    datatypes: tuple[Datatype, ...]
    elements: tuple[Element, ...]
    # every file that the schema was read from, the main one first: its absolute path, and the SHA-256 of its bytes
    files: tuple[tuple[str, str], ...]
    # attributes of type ID, IDREF or IDREFS may be checked: the schema fulfils what the DTD compatibility asks for
    ids: bool
