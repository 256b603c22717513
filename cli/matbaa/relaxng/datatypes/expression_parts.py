"""Parts of regular expressions, as they are written for `re` and for `regex`."""

from __future__ import annotations

import re
from math import inf, log
from typing import TYPE_CHECKING, Final, NamedTuple

from matbaa.relaxng.datatypes.positions import One, Tree

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "REPEATS",
    "Class",
    "Part",
    "alone",
    "block_named",
    "character",
    "complement",
    "digits",
    "joined",
    "literal",
    "number",
    "one_of",
    "quantifier",
    "short",
    "ways",
]

# as often as that is without end
REPEATS: Final = 1_000_000_000
# names of blocks that Unicode has changed since
_BLOCKS: Final = {
    "CombiningMarksforSymbols": "CombiningDiacriticalMarksforSymbols",
    "Greek": "GreekandCoptic",
    "PrivateUse": "PrivateUseArea",
}


class Part(NamedTuple):
    """A part of an expression: its sources, and in how many ways it can match.

    There are at most e^weight * (n+1)^degree ways to match the beginnings of a text of n characters. A `firm` part
    has one way and one length.
    """

    plain: str | None
    full: str
    tree: Tree
    weight: float = 0
    degree: float = 0
    firm: bool = True


class Class(NamedTuple):
    """The inside of brackets, and the sources of whole classes of which any, or (`negated`) none, may match."""

    plain: str | None
    full: str


def alone(found: Class | str) -> Part:
    """An escape outside brackets."""
    if isinstance(found, str):
        return one_of(found, found)
    return one_of(None if found.plain is None else f"[{found.plain}]", f"[{found.full}]")


def one_of(plain: str | None, full: str) -> Part:
    """A part that matches one character."""
    return Part(plain, full, One(plain, full))


def complement(found: Class) -> Class:
    """All other characters."""
    return Class(None if found.plain is None else _flip(found.plain), _flip(found.full))


def _flip(inside: str) -> str:
    return inside[1:] if inside.startswith("^") else "^" + inside


def literal(char: str) -> str:
    """One character, as it is written inside and outside of brackets."""
    if char in "\n\r\t":
        return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}[char]
    return "\\" + char if char.isascii() and not char.isalnum() and char not in " _" else char


def character(written: str) -> str:
    """The character that `literal` or an escape has written."""
    return {"\\n": "\n", "\\r": "\r", "\\t": "\t"}.get(written, written[-1])


def joined(between: str, sources: Iterable[str | None]) -> str | None:
    """The sources one after another; none if one of them is none."""
    kept = list(sources)
    return None if None in kept else between.join(source for source in kept if source is not None)


def digits(written: str) -> tuple[int, str]:
    """What orders whole numbers of any length."""
    kept = written.lstrip("0")
    return len(kept), kept


def number(written: str) -> int:
    """A whole number; `REPEATS` where it is larger than that."""
    length, kept = digits(written)
    return int(kept or 0) if length < 10 else REPEATS


def quantifier(least: int, most: float) -> str:
    """How it is written that something comes so often."""
    if most == inf:
        return {0: "*", 1: "+"}.get(least, f"{{{least},}}")
    return "?" if (least, most) == (0, 1) else f"{{{least},{int(most)}}}"


def ways(part: Part, least: int, most: float) -> tuple[float, float]:
    """The weight and degree of `part`, repeated."""
    if part.firm:
        if least == most:
            return 0, 0
        return (log(most - least + 1), 0) if most - least < 100 else (0, 1)
    if most == inf:
        return 0, inf
    if most == 0:
        return 0, 0
    return (part.weight + log(2)) * most, part.degree * most


def block_named(name: str) -> str | None:
    """The name of a block as `regex` knows it."""
    if not re.fullmatch(r"[A-Za-z0-9-]+", name):
        return None
    import regex

    known = _BLOCKS.get(name, name)
    try:
        regex.compile(f"\\p{{Block={known}}}")
    except regex.error:
        return None
    return known


def short(text: str) -> str:
    """A text cut to what a message can have."""
    return text if len(text) <= 80 else text[:77] + "…"
