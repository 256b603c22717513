"""Datatypes with their parameters, ready to look at texts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from matbaa.relaxng.datatypes.expressions import expression
from matbaa.relaxng.datatypes.faults import DatatypeFault
from matbaa.relaxng.datatypes.forms import form
from matbaa.relaxng.datatypes.kinds import KINDS, Identity, Kind, strip

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from matbaa.relaxng.grammar import Datatype

__all__ = ["Type", "compiled"]

_LENGTHS: Final = ("length", "minLength", "maxLength")
_BOUNDS: Final = ("minInclusive", "minExclusive", "maxInclusive", "maxExclusive")
_DIGITS: Final = ("totalDigits", "fractionDigits")


@dataclass(frozen=True, eq=False, slots=True)
class Type:
    """A datatype with its parameters.

    Texts are given as the document has them, and namespaces as a mapping from the prefixes in force (None for none) to
    namespaces; only a `contextual` type looks at them.
    """

    # the text is a value of the type; raises `TypeTimeout`
    allows: Callable[[str, Mapping[str | None, str]], bool]
    # the two texts, each with its namespaces, are the same value of the type
    same: Callable[[str, Mapping[str | None, str], str, Mapping[str | None, str]], bool]
    # what its values are to the document
    identity: Identity
    contextual: bool
    # what a value must be, in words: "a date such as 1921-03-16"
    form: str


@lru_cache(maxsize=4096)
def compiled(datatype: Datatype) -> Type:
    """The type that a schema names. Raises `DatatypeFault` if there is none, or a parameter is not correct."""
    kind = KINDS.get((datatype.library, datatype.name))
    if kind is None:
        if datatype.library not in {library for library, _ in KINDS}:
            raise DatatypeFault(f'the datatype library "{datatype.library}" is not known')
        where = f' in the library "{datatype.library}"' if datatype.library else " without a datatype library"
        raise DatatypeFault(f'there is no datatype "{datatype.name}"{where}')
    tests = [_test(kind, datatype.name, name, value) for name, value in datatype.parameters]
    allows = _allows_name(kind, tests) if kind.contextual else _allows(kind, tests)
    same = _same_name(kind) if kind.contextual else _same(kind)
    return Type(allows, same, kind.identity, kind.contextual, form(kind, datatype.parameters))


def _allows(kind: Kind, tests: list[Callable[[str], object]]) -> Callable[[str, Mapping[str | None, str]], bool]:
    fits, trim, normal = kind.fits, kind.trim, kind.normal
    if not tests:
        return lambda text, _namespaces: bool(fits(trim(text)))
    if len(tests) == 1:
        only = tests[0]

        def one(text: str, _namespaces: Mapping[str | None, str]) -> bool:
            text = normal(text)
            return bool(fits(text) and only(text))

        return one

    def several(text: str, _namespaces: Mapping[str | None, str]) -> bool:
        text = normal(text)
        return bool(fits(text)) and all(test(text) for test in tests)

    return several


def _allows_name(kind: Kind, tests: list[Callable[[str], object]]) -> Callable[[str, Mapping[str | None, str]], bool]:
    def allows(text: str, namespaces: Mapping[str | None, str]) -> bool:
        text = strip(text)
        return _expanded(kind, text, namespaces) is not None and all(test(text) for test in tests)

    return allows


def _same(kind: Kind) -> Callable[[str, Mapping[str | None, str], str, Mapping[str | None, str]], bool]:
    fits, normal, value = kind.fits, kind.normal, kind.value

    def same(first: str, _namespaces: Mapping[str | None, str], second: str, _others: Mapping[str | None, str]) -> bool:
        first, second = normal(first), normal(second)
        if not fits(first):
            return False
        return first == second or bool(fits(second) and _equal(value(first), value(second)))

    return same


def _same_name(kind: Kind) -> Callable[[str, Mapping[str | None, str], str, Mapping[str | None, str]], bool]:
    def same(first: str, namespaces: Mapping[str | None, str], second: str, others: Mapping[str | None, str]) -> bool:
        name = _expanded(kind, strip(first), namespaces)
        return name is not None and name == _expanded(kind, strip(second), others)

    return same


def _equal(first: object, second: object) -> bool:
    # what is not a number is equal to itself
    return first == second or (first != first and second != second)


def _expanded(kind: Kind, text: str, namespaces: Mapping[str | None, str]) -> tuple[str, str] | None:
    """Namespace and local part of a name; None if it is no name, or its prefix is not declared."""
    if not kind.fits(text):
        return None
    prefix, colon, local = text.rpartition(":")
    if not colon:
        return namespaces.get(None) or "", local
    if prefix == "xml":
        return "http://www.w3.org/XML/1998/namespace", local
    namespace = namespaces.get(prefix)
    return (namespace, local) if namespace else None


def _test(kind: Kind, name: str, parameter: str, value: str) -> Callable[[str], object]:
    """What a parameter asks of a text that has the right form and its white space processed."""
    if not kind.narrows:
        hint = "; name a datatypeLibrary" if name in ("string", "token") else ""
        raise DatatypeFault(f'the datatype "{name}" has no parameters{hint}')
    if parameter == "pattern":
        return expression(value).fits
    if parameter in _LENGTHS and kind.measure:
        return _length_test(kind.measure, parameter, _count(parameter, value, 0))
    if parameter in _BOUNDS and kind.order:
        return _bound_test(kind, name, parameter, value)
    if parameter in _DIGITS and kind.digits:
        return _digits_test(parameter, _count(parameter, value, 1 if parameter == "totalDigits" else 0))
    if parameter == "enumeration":
        raise DatatypeFault('the parameter "enumeration" is not for RELAX NG: write a choice of "value"s instead')
    if parameter == "whiteSpace":
        raise DatatypeFault('the parameter "whiteSpace" is not for RELAX NG: choose "string" or "token" as the type')
    if parameter in (*_LENGTHS, *_BOUNDS, *_DIGITS):
        raise DatatypeFault(f'the parameter "{parameter}" is not for the datatype "{name}"')
    raise DatatypeFault(f'there is no parameter "{parameter}"')


def _count(parameter: str, value: str, least: int) -> int:
    digits = strip(value).removeprefix("+")
    if not (digits.isascii() and digits.isdigit()):
        raise DatatypeFault(f'the parameter "{parameter}" is a whole number, not "{value}"')
    # no text is longer than this
    count = int(digits) if len(digits) < 18 else 10**18
    if count < least:
        raise DatatypeFault(f'the parameter "{parameter}" is at least {least}, not "{value}"')
    return count


def _length_test(measure: Callable[[str], int], parameter: str, count: int) -> Callable[[str], object]:
    if parameter == "length":
        return lambda text: measure(text) == count
    if parameter == "minLength":
        return lambda text: measure(text) >= count
    return lambda text: measure(text) <= count


def _bound_test(kind: Kind, name: str, parameter: str, value: str) -> Callable[[str], object]:
    written = kind.normal(value)
    if not kind.fits(written):
        raise DatatypeFault(f'the parameter "{parameter}" of the datatype "{name}" is {form(kind)}, not "{value}"')
    bound, order, convert = kind.value(written), kind.order, kind.value
    assert order is not None
    wanted = {"minInclusive": (0, 1), "minExclusive": (1,), "maxInclusive": (-1, 0), "maxExclusive": (-1,)}[parameter]
    return lambda text: order(convert(text), bound) in wanted


def _digits_test(parameter: str, count: int) -> Callable[[str], object]:
    def test(text: str) -> bool:
        whole, _, fraction = text.lstrip("+-").partition(".")
        fraction = fraction.rstrip("0")
        if parameter == "fractionDigits":
            return len(fraction) <= count
        return len(whole.lstrip("0")) + len(fraction) <= count

    return test
