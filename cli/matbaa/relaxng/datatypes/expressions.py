r"""Regular expressions as XML Schema defines them (XML Schema 1.0 Part 2, second edition, appendix F).

They differ from Python's: `^` and `$` are ordinary characters, `[a-z-[aeiou]]` subtracts, `\i` and `\c` stand for the
characters of XML names, `\w` is all but punctuation, separators and the like, `\p{IsGreek}` is a block. So they are
read here and written anew for Python's own `re`, which is fast, and for `regex`, which knows Unicode's properties and
can be told to stop. A reader that knows the expression's shape is needed anyway, to tell which expressions and texts
`re` may be trusted with: it tries one way after another, and of some shapes there are more ways than anyone can wait
for. With the others `Positions` deals, and with what has too many of them, `regex`, for a second at most.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from math import exp, inf, log
from typing import TYPE_CHECKING, Final

from matbaa.relaxng.datatypes.expression_reader import read
from matbaa.relaxng.datatypes.faults import TypeTimeout
from matbaa.relaxng.datatypes.positions import Positions, TooMany, Tree

if TYPE_CHECKING:
    from collections.abc import Callable

    import regex

__all__ = ["Expression", "expression"]

# `re` and `regex` are used where they need no more steps than this (some hundredths of a second)
_STEPS: Final = 500_000
_SECONDS: Final = 1.0
# expressions that every TEI text meets thousands of times, and a test that finds most of what fits without `regex`
_QUICK: Final[dict[str, Callable[[str], bool]]] = {
    r"[^\p{C}\p{Z}]+": lambda text: text.isprintable() and " " not in text and text != "",
    r"(\p{L}|\p{N}|\p{P}|\p{S})+": lambda text: (
        text.isprintable() and text.isascii() and " " not in text and text != ""
    ),
}


@dataclass(frozen=True)
class Expression:
    """A regular expression, ready for use."""

    source: str
    _plain: re.Pattern[str] | None
    _full: str
    _tree: Tree
    # the longest text that `re` and `regex` can be trusted with
    _longest: int
    # true of nothing but what fits
    _quick: Callable[[str], bool] | None = None

    @cached_property
    def _thorough(self) -> regex.Pattern[str]:
        import regex

        return regex.compile(self._full, regex.V1)

    @cached_property
    def _positions(self) -> Positions | None:
        try:
            return Positions(self._tree)
        except TooMany:
            return None

    def fits(self, text: str) -> bool:
        """True if the whole of `text` fits. Raises `TypeTimeout`."""
        safe = len(text) <= self._longest
        if safe and self._plain is not None:
            return self._plain.fullmatch(text) is not None
        if self._quick is not None and self._quick(text):
            return True
        if not safe and self._positions is not None:
            return self._positions.fits(text)
        try:
            return self._thorough.fullmatch(text, timeout=_SECONDS) is not None
        except TimeoutError:
            raise TypeTimeout(
                f'the pattern "{self.source}" takes too long over a text of {len(text)} characters'
            ) from None


def expression(source: str) -> Expression:
    """The expression that `source` writes. Raises `DatatypeFault`."""
    part = read(source)
    room = log(_STEPS) - part.weight
    if part.degree == inf or room < 0:
        longest = -1
    else:
        longest = int(exp(min(room / part.degree, 40))) if part.degree else 10**9
    plain = None if part.plain is None or longest < 0 else re.compile(part.plain)
    return Expression(source, plain, part.full, part.tree, longest, _QUICK.get(source))
