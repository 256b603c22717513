"""Matching a regular expression in a time that grows with the text only, however the expression is built.

The positions of an expression are its characters and classes, each repetition having its own. A text is read once, with
the set of positions at which the expression can be (Glushkov's automaton, made deterministic as far as texts need it).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Either", "One", "Positions", "Repeated", "Row", "TooMany", "Tree"]

_MOST: Final = 400
# the positions in all sets that are remembered
_KEPT: Final = 500_000


class One(NamedTuple):
    """A character or class, as `re` writes it, if it can, and as `regex` does."""

    plain: str | None
    full: str


class Row(NamedTuple):
    """One after the other."""

    parts: tuple[Tree, ...]


class Either(NamedTuple):
    """One of several."""

    parts: tuple[Tree, ...]


class Repeated(NamedTuple):
    """So many times at least and at most; infinity for no limit."""

    part: Tree
    least: int
    most: float


Tree = One | Row | Either | Repeated


class TooMany(Exception):
    """The expression has more positions than are looked at."""


class _Ends(NamedTuple):
    """Whether a part fits the empty text, and the positions at which it begins and ends."""

    empty: bool
    first: frozenset[int]
    last: frozenset[int]


_NOTHING: Final = _Ends(True, frozenset(), frozenset())
_START: Final = frozenset({-1})


class Positions:
    """An expression that is ready to read texts. Making one raises `TooMany`."""

    def __init__(self, tree: Tree) -> None:
        self._ones: list[One] = []
        self._follow: dict[int, frozenset[int]] = {}
        ends = self._ends(tree)
        self._follow[-1] = ends.first
        self._last = ends.last | (_START if ends.empty else frozenset())
        # what has been found out so far: where a character leads from a set, and which positions it fits
        self._moves: dict[frozenset[int], dict[str, frozenset[int]]] = {}
        self._known = 0
        self._fitting: dict[str, frozenset[int]] = {}
        self._tests: dict[One, Callable[[str], object]] = {}

    def fits(self, text: str) -> bool:
        """True if the whole of `text` fits."""
        here = _START
        moves = self._moves
        for char in text:
            row = moves.get(here)
            if row is None:
                row = moves[here] = {}
            there = row.get(char)
            if there is None:
                there = self._move(here, char)
                self._known += 1 + len(there)
                if self._known > _KEPT:
                    moves.clear()
                    self._fitting.clear()
                    self._known = 0
                else:
                    row[char] = there
            if not there:
                return False
            here = there
        return not here.isdisjoint(self._last)

    def _move(self, here: frozenset[int], char: str) -> frozenset[int]:
        fitting = self._fitting.get(char)
        if fitting is None:
            tests = {one: bool(self._test(one)(char)) for one in set(self._ones)}
            fitting = frozenset(position for position, one in enumerate(self._ones) if tests[one])
            self._fitting[char] = fitting
        return frozenset().union(*(self._follow[position] for position in here)) & fitting

    def _test(self, one: One) -> Callable[[str], object]:
        found = self._tests.get(one)
        if found is None:
            if one.plain is not None:
                found = re.compile(one.plain).fullmatch
            else:
                import regex

                found = regex.compile(one.full, regex.V1).fullmatch
            self._tests[one] = found
        return found

    def _ends(self, tree: Tree) -> _Ends:
        match tree:
            case One():
                position = len(self._ones)
                if position >= _MOST:
                    raise TooMany
                self._ones.append(tree)
                self._follow[position] = frozenset()
                here = frozenset({position})
                return _Ends(False, here, here)
            case Row():
                return self._joined(self._ends(part) for part in tree.parts)
            case Either():
                several = [self._ends(part) for part in tree.parts]
                return _Ends(
                    any(ends.empty for ends in several),
                    frozenset().union(*(ends.first for ends in several)),
                    frozenset().union(*(ends.last for ends in several)),
                )
            case Repeated():
                return self._joined(self._repetitions(tree))

    def _repetitions(self, tree: Repeated) -> Iterable[_Ends]:
        endless = tree.most == float("inf")
        copies = max(tree.least, 1) if endless else int(tree.most)
        for number in range(copies):
            ends = self._ends(tree.part)
            if not ends.first:
                # nothing, as often as one likes
                yield ends
                return
            if endless and number == copies - 1:
                self._link(ends.last, ends.first)
            yield ends._replace(empty=ends.empty or number >= tree.least)

    def _joined(self, parts: Iterable[_Ends]) -> _Ends:
        done = _NOTHING
        for ends in parts:
            self._link(done.last, ends.first)
            done = _Ends(
                done.empty and ends.empty,
                done.first | ends.first if done.empty else done.first,
                done.last | ends.last if ends.empty else ends.last,
            )
        return done

    def _link(self, ends: frozenset[int], begins: frozenset[int]) -> None:
        for position in ends:
            self._follow[position] |= begins
