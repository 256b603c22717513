"""Whether the datatypes and values that a schema names can be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.relaxng.datatypes import DatatypeFault, TypeTimeout, compiled

if TYPE_CHECKING:
    from matbaa.relaxng.grammar import Datatype

__all__ = ["Types"]


class Types:
    """Looks at each datatype once."""

    def __init__(self) -> None:
        self._faults: dict[Datatype, str | None] = {}

    def fault(self, datatype: Datatype) -> str | None:
        """What is wrong with a datatype or its parameters."""
        if datatype not in self._faults:
            self._faults[datatype] = _fault(datatype)
        return self._faults[datatype]

    def has(self, datatype: Datatype, text: str, bindings: tuple[tuple[str | None, str], ...]) -> bool:
        """True if `text` is a value of the datatype, which has no fault; true too if that cannot be found out."""
        try:
            return compiled(datatype).allows(text, dict(bindings))
        except TypeTimeout:
            return True


def _fault(datatype: Datatype) -> str | None:
    try:
        compiled(datatype)
    except DatatypeFault as error:
        return str(error)
    return None
