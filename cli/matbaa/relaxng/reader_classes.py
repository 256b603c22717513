"""Names and classes of names in a schema: sections 4.10 and 4.16 of the specification."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matbaa.document import XML
from matbaa.relaxng.grammar import AnyName, Name, NameChoice, NsName
from matbaa.relaxng.reader_frames import SPACE
from matbaa.relaxng.reader_names import is_ncname

if TYPE_CHECKING:
    from matbaa.relaxng.grammar import NameClass
    from matbaa.relaxng.reader_faults import Faults
    from matbaa.relaxng.reader_frames import Frame

__all__ = ["any_name", "is_xmlns", "name_choice", "ncname", "qname"]

_XMLNS: Final = "http://www.w3.org/2000/xmlns"
_HINT: Final = "a name begins with a letter, and has no spaces in it"


def ncname(frame: Frame, attribute: str, faults: Faults) -> str:
    """An attribute that is a name without a prefix; empty if it is none."""
    value = frame.element.get(attribute)
    if value is None:
        return ""
    value = value.strip(SPACE)
    if not is_ncname(value):
        faults.add(frame.at, f'{attribute}="{value}" of <{frame.kind}> is not a name', _HINT, attribute=attribute)
        frame.sound = False
        return ""
    return value


def qname(frame: Frame, written: str, namespace: str, attribute: str | None, faults: Faults) -> Name | None:
    """A name, with or without a prefix; none, with a fault, if it is not one."""
    written = written.strip(SPACE)
    prefix, colon, local = written.rpartition(":")
    if not is_ncname(local) or (colon and not is_ncname(prefix)):
        faults.add(
            frame.at, f'"{written}" is not a name that an element or attribute can have', _HINT, attribute=attribute
        )
        frame.sound = False
        return None
    if not colon:
        return Name(namespace, local)
    found = XML if prefix == "xml" else frame.element.nsmap.get(prefix)
    if found is None:
        faults.add(
            frame.at, f'the prefix "{prefix}:" is not declared', f'declare it: xmlns:{prefix}="…"', attribute=attribute
        )
        frame.sound = False
        return None
    return Name(found, local)


def any_name(frame: Frame, faults: Faults) -> NameClass:
    """An <anyName> or <nsName>."""
    if len(frame.made) > 1:
        faults.add(frame.at, f"<{frame.kind}> has more than one <except>", "put the names in one <except>")
    but = name_choice(frame.made[0].made) if frame.made else None
    if frame.kind == "anyName":
        if but is not None and any(isinstance(one, AnyName) for one in _flat(but)):
            faults.add(
                frame.at, "<anyName> excepts <anyName>, so that nothing is left", "except only names or <nsName>"
            )
        return AnyName(but)
    if but is not None and any(not isinstance(one, Name) for one in _flat(but)):
        faults.add(frame.at, "<nsName> excepts <anyName> or <nsName>", "except only single names")
    return NsName(frame.namespace, but)


def name_choice(classes: list[NameClass]) -> NameClass:
    """The names of any of `classes`."""
    flat = [one for given in classes for one in _flat(given)]
    return flat[0] if len(flat) == 1 else NameChoice(tuple(flat))


def _flat(names: NameClass) -> tuple[NameClass, ...]:
    return names.classes if isinstance(names, NameChoice) else (names,)


def is_xmlns(names: NameClass) -> bool:
    """True if a name of the class is that of a namespace declaration, which no attribute has."""
    match names:
        case Name():
            return names == ("", "xmlns") or names.namespace == _XMLNS
        case AnyName():
            return names.but is not None and is_xmlns(names.but)
        case NsName():
            return names.namespace == _XMLNS or (names.but is not None and is_xmlns(names.but))
        case NameChoice():
            return any(is_xmlns(one) for one in names.classes)
