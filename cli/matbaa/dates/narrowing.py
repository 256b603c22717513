"""Which part of a time is meant: early, end of, first half of; in Turkish, after it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from matbaa.dates.units import OF

if TYPE_CHECKING:
    from matbaa.dates.lexer import Lexed

__all__ = ["Narrowing", "narrowed_after", "narrowed_before"]

# before the time that it is a part of: early, end of, first half of, first six months of
_BEFORE = re.compile(
    rf"(?P<part>P)\.?-?(?!g|[Uu]q){OF}(?:[kq]{OF})?|(?P<which>[oubdL])\.?-?(?P<fraction>[Ho]){OF}(?:k{OF})?"
    rf"|(?P<first>[oPL])(?P<count>[Uud])q{OF}(?:[kK]{OF})?|(?P<count2>[Uu])(?P<first2>[oPL])q{OF}(?:k{OF})?"
    rf"|(?P<edge>[oPL])g{OF}(?:q{OF})?"
    rf"|(?P<middle>H)f{OF}(?:k{OF})?"
)
# and after it: 1920 yılı başında, XIX. yüzyılın ilk yarısında, 1919 yılının ilk altı ayında
_AFTER = re.compile(
    "[kq]?(?:(?P<which>[oL])(?P<fraction>H)|(?P<first>[oL])(?P<count>[ud])q|(?P<edge>[oL])g|(?P<part>P)|(?P<fraction2>H))"
)


class Narrowing(NamedTuple):
    """A part of a time: its `begin`, `mid` or `end`; the `which`th of `of` equal parts, -1 for the last; or so many
    `months` at its beginning or, if `which` is -1, at its end.
    """

    kind: str
    which: int = 1
    of: int = 1


def narrowed_before(lexed: Lexed, at: int) -> tuple[Narrowing, int] | None:
    """Which part of the time after it the words from `at` on mean, and the word behind them; not in Turkish."""
    found = None if lexed.language == "tr" else _BEFORE.match(lexed.symbols, at)
    if found is None:
        return None
    if found["fraction"] and lexed.symbols[found.start("fraction")] == "o":
        # a third and a quarter are ordinal numbers in some languages
        start = found.start("fraction")
        if lexed.entries[start].value not in (3, 4) or lexed.text[lexed.starts[start]].isdigit():
            return None
    if found["edge"] and lexed.entries[found.start("edge") + 1].value != "many":
        # the first day is a day
        return None
    return _narrowing(lexed, found), found.end()


def narrowed_after(lexed: Lexed, at: int) -> tuple[Narrowing, int] | None:
    """The same of the time before it, in Turkish."""
    found = _AFTER.match(lexed.symbols, at) if lexed.language == "tr" else None
    return (_narrowing(lexed, found), found.end()) if found else None


def _narrowing(lexed: Lexed, found: re.Match[str]) -> Narrowing:
    def value(*names: str) -> int:
        for name in names:
            if name in found.re.groupindex and found[name]:
                entry = lexed.entries[found.start(name)]
                if entry.symbol == "L" or entry.value == "end":
                    return -1
                return (entry.value if isinstance(entry.value, int) else 0) or 1
        return 1

    groups = found.groupdict()
    if groups["part"]:
        return Narrowing(str(lexed.entries[found.start("part")].value))
    if groups["edge"]:
        return Narrowing("end" if value("edge") == -1 else "begin", value("edge"))
    if groups["which"]:
        return Narrowing("part", value("which"), value("fraction"))
    if groups["first"] or groups.get("first2"):
        return Narrowing("months", -1 if value("first", "first2") == -1 else 1, value("count", "count2"))
    return Narrowing("mid")
