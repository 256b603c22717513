"""The types of XML Schema (1.0, Part 2): how their values are written, which are equal, and in what order they stand.

Texts come here with their white space processed. A function that gives a value expects a text that fits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Final, Literal

from matbaa.relaxng.datatypes import moments
from matbaa.relaxng.datatypes.names import NAME, NAME_START

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["BUILT_IN", "COMPATIBILITY", "KINDS", "Identity", "Kind", "collapse", "strip"]

BUILT_IN: Final = ""
COMPATIBILITY: Final = "http://relaxng.org/ns/compatibility/datatypes/1.0"
SCHEMA: Final = "http://www.w3.org/2001/XMLSchema-datatypes"

Identity = Literal["", "ID", "IDREF", "IDREFS"]

_SPACE: Final = " \t\n\r"
_RUN: Final = re.compile(r"[ \t\n\r]{2,}|[\t\n\r]")
_AS_SPACE: Final = str.maketrans("\t\n\r", "   ")


def collapse(text: str) -> str:
    """`text` with one space for each run of white space, and none at the ends."""
    return _RUN.sub(" ", text.strip(_SPACE))


def strip(text: str) -> str:
    """`text` without white space at the ends."""
    return text.strip(_SPACE)


def _keep(text: str) -> str:
    return text


def _spaces(text: str) -> str:
    return text.translate(_AS_SPACE)


def _compare(first: Any, second: Any) -> int | None:
    if first == second:
        return 0
    return -1 if first < second else 1 if first > second else None


@dataclass(frozen=True)
class Kind:
    """A type before parameters narrow it."""

    # what its values are, bounds apart: "a date such as 1921-03-16"
    form: str
    # the white space that is processed always, and what is enough where only `fits` is asked
    normal: Callable[[str], str] = collapse
    trim: Callable[[str], str] = strip
    # how values are written, and what else is asked of them
    written: str | None = None
    also: Callable[[str], bool] | None = None
    # what equal texts have in common
    value: Callable[[str], object] = _keep
    # below 0, 0, above 0 or, where there is no order, None
    order: Callable[[Any, Any], int | None] | None = None
    # what the lengths count
    measure: Callable[[str], int] | None = None
    unit: tuple[str, str] = ("character", "characters")
    # the bounds of whole numbers, for messages
    least: int | None = None
    most: int | None = None
    # totalDigits and fractionDigits apply
    digits: bool = False
    # prefixes matter
    contextual: bool = False
    identity: Identity = ""
    # the type may have parameters
    narrows: bool = True

    @cached_property
    def fits(self) -> Callable[[str], object]:
        """True (or a match) if a text is written as it should be."""
        if self.written is None:
            return lambda _text: True
        match, also = _matcher(self.written), self.also
        return match if also is None else lambda text: match(text) and also(text)


def _matcher(written: str) -> Callable[[str], object]:
    """What matches a whole text. Of an expression with the many letters of names, which takes `re` long to compile, the
    part for ASCII is tried on texts in ASCII.
    """
    if written.isascii():
        return re.compile(written).fullmatch
    narrow = written.replace(NAME, r"A-Z_a-z0-9.\-").replace(NAME_START, "A-Z_a-z")
    return lambda text: _compiled(narrow if text.isascii() else written).fullmatch(text)


@cache
def _compiled(written: str) -> re.Pattern[str]:
    return re.compile(written)


# ---- numbers


def _whole(written: str, least: int | None = None, most: int | None = None) -> Kind:
    """A type of whole numbers; `written` keeps to a single bound by itself."""
    also = None
    if least is not None and most is not None:
        low, high = Decimal(least), Decimal(most)
        # so many digits are within the bounds whatever they are
        safe = len(str(most)) - 1

        def also(text: str) -> bool:
            return len(text) <= safe or low <= Decimal(text) <= high

    return Kind(
        "a whole number", written=written, also=also, value=Decimal, order=_compare, digits=True, least=least, most=most
    )


_NEGATIVE: Final = r"-0*[1-9][0-9]*"
_POSITIVE: Final = r"\+?0*[1-9][0-9]*"
_ZERO: Final = r"[+-]?0+"
_SIGNED: Final = r"[+-]?[0-9]+"
_NOT_NEGATIVE: Final = r"\+?[0-9]+|-0+"


def _signed(bits: int) -> Kind:
    high = 2 ** (bits - 1)
    return _whole(_SIGNED, -high, high - 1)


def _unsigned(bits: int) -> Kind:
    high = 2**bits - 1
    # what is written with the minus sign is 0
    return _whole(_NOT_NEGATIVE, 0, high)


def _single(text: str) -> float:
    """The number nearest to `text` that 32 bits can hold."""
    import struct

    number = float(text)
    try:
        rounded: float = struct.unpack("f", struct.pack("f", number))[0]
    except OverflowError:
        return float("inf") if number > 0 else float("-inf")
    return rounded


def _order_floats(first: float, second: float) -> int | None:
    # what is not a number is equal to itself only
    return 0 if first != first and second != second else _compare(first, second)


_FLOAT: Final = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|-?INF|NaN"
_double: Final = Kind("a number such as 3.14", written=_FLOAT, value=float, order=_order_floats)

# ---- names

_nc_name: Final = f"[{NAME_START}][{NAME}]*"
_name: Final = f"[{NAME_START}:][{NAME}:]*"
_token: Final = f"[{NAME}:]+"
_qname: Final = f"(?:{_nc_name}:)?{_nc_name}"


def _items(text: str) -> int:
    return text.count(" ") + 1


def _list(form: str, item: str, identity: Identity = "") -> Kind:
    return Kind(form, trim=collapse, written=f"{item}(?: {item})*", measure=_items, unit=("item", "items"),
                identity=identity)  # fmt: skip


# ---- addresses: what java.net.URI takes, to which Jing has given what it would not take in another writing

_ESCAPED: Final = "%[0-9A-Fa-f]{2}"


def _run(excluded: str) -> str:
    """Any characters but some. What follows is always among these, so that nothing is tried twice."""
    return f"[^%{excluded}]*+(?:{_ESCAPED}[^%{excluded}]*+)*+"


_HOST, _USER = _run(r"/?#\[\]"), _run(r"/?#\[\]@")
_AUTHORITY: Final = (
    rf"(?:(?=[^/?#]){_HOST}"
    rf"|(?:{_USER}@)?\[(?=[^\]]*:)[0-9A-Fa-f:.]++(?:%[0-9A-Za-z]++)?\](?::[0-9]*+)?)(?=[/?#]|\Z)"
)
_SEGMENTS: Final = _run(r"?#\[\]")
_PATH: Final = rf"(?://(?:{_AUTHORITY}|(?=[/?#]))(?:/{_SEGMENTS})?|(?!//){_SEGMENTS})(?:\?{_run('#')})?"
_ADDRESS: Final = (
    rf"(?:[A-Za-z][A-Za-z0-9+.\-]*+:(?:(?=/){_PATH}|(?=[^/#]){_run('#')})|(?![^/?#]*:){_PATH})(?:#{_run('#')})?"
)

# ---- bytes

_FOUR: Final = "(?:[A-Za-z0-9+/] ?){4}"
_BASE64: Final = (
    f"(?:{_FOUR})*(?:(?:[A-Za-z0-9+/] ?){{3}}[A-Za-z0-9+/]"
    "|[A-Za-z0-9+/] ?[A-Za-z0-9+/] ?[AEIMQUYcgkosw048] ?="
    "|[A-Za-z0-9+/] ?[AQgw] ?= ?=)|"
)


def _base64_length(text: str) -> int:
    digits = text.replace(" ", "").rstrip("=")
    return len(digits) * 3 // 4


def _without_spaces(text: str) -> str:
    return text.replace(" ", "")


# ---- dates


def _moment(name: str, form: str) -> Kind:
    return Kind(
        form,
        written=moments.MOMENTS[name],
        also=moments.exists if "date" in name else None,
        value=moments.moment,
        order=moments.order_moments,
    )


_string: Final = Kind("text", normal=_keep, trim=_keep, measure=len)
_id: Final = Kind("a name without a colon, such as p1", written=_nc_name, measure=len)

# (library, name) -> the type
KINDS: Final[dict[tuple[str, str], Kind]] = {
    (BUILT_IN, "string"): replace(_string, narrows=False),
    (BUILT_IN, "token"): Kind("text", narrows=False),
    (COMPATIBILITY, "ID"): replace(_id, identity="ID", narrows=False),
    (COMPATIBILITY, "IDREF"): replace(_id, identity="IDREF", narrows=False),
    (COMPATIBILITY, "IDREFS"): replace(
        _list("names separated by spaces, such as p1 p2", _nc_name, "IDREFS"), narrows=False
    ),
} | {
    (SCHEMA, name): kind
    for name, kind in {
        "string": _string,
        "normalizedString": Kind("text", normal=_spaces, trim=_keep, measure=len),
        "token": Kind("text", measure=len),
        "language": Kind('a language code such as "tr" or "en-GB"', measure=len,
                         written="[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*"),
        "Name": Kind("an XML name", written=_name, measure=len),
        "NCName": _id,
        "NMTOKEN": Kind("letters, digits, points and hyphens without spaces", written=_token, measure=len),
        "NMTOKENS": _list("words of letters, digits, points and hyphens, separated by spaces", _token),
        "ID": replace(_id, identity="ID"),
        "IDREF": replace(_id, identity="IDREF"),
        "IDREFS": _list("names separated by spaces, such as p1 p2", _nc_name, "IDREFS"),
        # whether the document declares the entity is not looked at
        "ENTITY": replace(_id, form="the name of an entity"),
        "ENTITIES": _list("names of entities, separated by spaces", _nc_name),
        "QName": Kind("an XML name, with its prefix declared", written=_qname, contextual=True),
        "NOTATION": Kind("the name of a notation, with its prefix declared", written=_qname, contextual=True),
        "anyURI": Kind('an address such as "https://example.org/" or "#p1"', written=_ADDRESS, measure=len),
        "boolean": Kind('"true" or "false"', written="true|false|1|0",
                        value=lambda text: text in ("true", "1")),
        "decimal": Kind("a number such as 3.14", written=r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)",
                        value=Decimal, order=_compare, digits=True),
        "float": replace(_double, value=_single),
        "double": _double,
        "integer": _whole(_SIGNED),
        "nonNegativeInteger": _whole(_NOT_NEGATIVE, least=0),
        "positiveInteger": _whole(_POSITIVE, least=1),
        "nonPositiveInteger": _whole(f"-[0-9]+|{_ZERO}", most=0),
        "negativeInteger": _whole(_NEGATIVE, most=-1),
        "long": _signed(64),
        "int": _signed(32),
        "short": _signed(16),
        "byte": _signed(8),
        "unsignedLong": _unsigned(64),
        "unsignedInt": _unsigned(32),
        "unsignedShort": _unsigned(16),
        "unsignedByte": _unsigned(8),
        "hexBinary": Kind("bytes as hexadecimal digits", written="(?:[0-9A-Fa-f]{2})*", value=str.upper,
                          measure=lambda text: len(text) // 2, unit=("byte", "bytes")),
        "base64Binary": Kind("bytes in base 64", trim=collapse, written=_BASE64, value=_without_spaces,
                             measure=_base64_length, unit=("byte", "bytes")),
        "date": _moment("date", "a date such as 1921-03-16"),
        "dateTime": _moment("dateTime", "a date with its time, such as 1921-03-16T10:30:00"),
        "time": _moment("time", "a time such as 10:30:00"),
        "gYear": _moment("gYear", "a year such as 1921"),
        "gYearMonth": _moment("gYearMonth", "a year and month such as 1921-03"),
        "gMonth": _moment("gMonth", "a month such as --03"),
        "gMonthDay": _moment("gMonthDay", "a month and day such as --03-16"),
        "gDay": _moment("gDay", "a day of the month such as ---16"),
        "duration": Kind("a duration such as P3Y6M or PT45M", written=moments.DURATION,
                         value=moments.duration, order=moments.order_durations),
    }.items()
}  # fmt: skip
