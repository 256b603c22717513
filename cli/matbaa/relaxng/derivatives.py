"""Derivatives of patterns: what a pattern asks for first, and what is left of it after something has come.

The theory is James Clark's (An algorithm for RELAX NG validation); but the content of an element is followed by
itself, so that no pattern ever holds more than one element's content.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from matbaa.relaxng.patterns import (
    ATTRIBUTE,
    CHOICE,
    DATA,
    ELEMENT,
    EMPTY,
    GROUP,
    INTERLEAVE,
    LIST,
    MORE,
    NOT_ALLOWED,
    TEXT,
    VALUE,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from matbaa.relaxng.patterns import Patterns

__all__ = ["Derivatives", "First", "TooComplex"]

# what one step may look at, and how large the patterns may grow that were made since the grammar was read
_STEP_LIMIT: Final = 1_000_000
_SIZE_LIMIT: Final = 5_000_000
_TEXTS = frozenset({TEXT, DATA, VALUE, LIST})


class TooComplex(Exception):
    """A pattern grows beyond measure."""


class First(NamedTuple):
    """What may come first, as patterns: elements; `text`, data, values and lists."""

    elements: tuple[int, ...]
    texts: tuple[int, ...]


class Derivatives:
    """Works on a table of patterns, which grows by what is left after each step; remembers what it has worked out."""

    def __init__(self, patterns: Patterns) -> None:
        self.patterns = patterns
        self._nullable: dict[int, bool] = {}
        self._first: dict[tuple[int, bool], First] = {}
        self._attributes: dict[int, tuple[int, ...]] = {}
        self._closed: dict[tuple[int, int], int] = {}
        self._measured = len(patterns.nodes)
        self._size = 0
        self._steps = 0

    def nullable(self, pattern: int) -> bool:
        """True if the pattern allows that nothing comes."""
        found = self._nullable.get(pattern)
        if found is None:
            kind, *parts = self.patterns.nodes[pattern]
            match kind:
                case 0 | 2:  # EMPTY, TEXT
                    found = True
                case 3:  # CHOICE
                    found = any(self.nullable(part) for part in parts)
                case 4 | 5 | 6:  # GROUP, INTERLEAVE, MORE
                    found = all(self.nullable(part) for part in parts)
                case _:
                    found = False
            self._nullable[pattern] = found
        return found

    def first(self, pattern: int, *, skipping: bool = False) -> First:
        """What may come first; with `skipping`, whatever may come at all, as if all before it were not asked for."""
        found = self._first.get((pattern, skipping))
        if found is None:
            elements: dict[int, None] = {}
            texts: dict[int, None] = {}
            seen: set[int] = set()
            pending = [pattern]
            while pending:
                one = pending.pop()
                if one in seen:
                    continue
                seen.add(one)
                kind, *parts = self.patterns.nodes[one]
                if kind == ELEMENT:
                    elements[one] = None
                elif kind in _TEXTS:
                    texts[one] = None
                elif kind == GROUP:
                    reached = []
                    for part in parts:
                        reached.append(part)
                        if not skipping and not self.nullable(part):
                            break
                    pending.extend(reversed(reached))
                elif kind in (CHOICE, INTERLEAVE, MORE):
                    pending.extend(reversed(parts))
            found = self._first[pattern, skipping] = First(tuple(elements), tuple(texts))
        return found

    def attributes(self, pattern: int) -> tuple[int, ...]:
        """The attribute patterns in the pattern, outside its elements."""
        found = self._attributes.get(pattern)
        if found is None:
            seen: dict[int, None] = {}
            pending = [pattern]
            while pending:
                one = pending.pop()
                if one not in seen:
                    seen[one] = None
                    kind, *parts = self.patterns.nodes[one]
                    if kind in (CHOICE, GROUP, INTERLEAVE, MORE):
                        pending.extend(reversed(parts))
            nodes = self.patterns.nodes
            found = self._attributes[pattern] = tuple(one for one in seen if nodes[one][0] == ATTRIBUTE)
        return found

    def after(self, pattern: int, come: Collection[int], *, skipping: bool = False) -> int:
        """What is left when one of the elements, texts or values `come` has come; `skipping` as in `first`.

        Raises `TooComplex`.
        """
        return self._stepped(pattern, come, all_nullable=skipping, unordered=False)

    def after_attribute(self, pattern: int, come: Collection[int]) -> int:
        """What is left when one of the attributes `come` has come. Raises `TooComplex`."""
        return self._stepped(pattern, come, all_nullable=False, unordered=True)

    def closed(self, pattern: int, missing: int = NOT_ALLOWED) -> int:
        """What is left when no more attributes come; with `EMPTY`, as if those that are missing had come."""
        key = (pattern, missing)
        found = self._closed.get(key)
        if found is None:
            kind, *parts = self.patterns.nodes[pattern]
            match kind:
                case 8:  # ATTRIBUTE
                    found = missing
                case 3:
                    found = self.patterns.choice([self.closed(part, missing) for part in parts])
                case 4:
                    found = self.patterns.group([self.closed(part, missing) for part in parts])
                case 5:
                    found = self.patterns.interleave([self.closed(part, missing) for part in parts])
                case 6:
                    found = self.patterns.more(self.closed(parts[0], missing))
                case _:
                    found = pattern
            self._closed[key] = found
        return found

    def _stepped(self, pattern: int, come: Collection[int], *, all_nullable: bool, unordered: bool) -> int:
        self._steps = 0
        try:
            found = self._step(pattern, come, all_nullable, unordered, {})
        except RecursionError:
            raise TooComplex from None
        nodes = self.patterns.nodes
        if len(nodes) > self._measured:
            self._size += sum(map(len, nodes[self._measured :]))
            self._measured = len(nodes)
            if self._size > _SIZE_LIMIT:
                raise TooComplex
        return found

    def _step(
        self, pattern: int, come: Collection[int], all_nullable: bool, unordered: bool, memo: dict[int, int]
    ) -> int:
        if pattern in come:
            return TEXT if pattern == TEXT else EMPTY
        found = memo.get(pattern)
        if found is not None:
            return found
        patterns = self.patterns
        kind, *parts = patterns.nodes[pattern]
        if kind < CHOICE or kind > MORE:
            return NOT_ALLOWED
        self._steps += len(parts)
        if self._steps > _STEP_LIMIT:
            raise TooComplex
        left = [self._step(part, come, all_nullable, unordered, memo) for part in parts] if kind != GROUP else []
        if kind == CHOICE:
            found = patterns.choice(left)
        elif kind == MORE:
            found = NOT_ALLOWED
            if left[0] != NOT_ALLOWED:
                found = patterns.group((left[0], patterns.choice((EMPTY, pattern))))
        elif kind == INTERLEAVE:
            found = patterns.choice(
                [
                    self._sized(patterns.interleave((*parts[:i], one, *parts[i + 1 :])))
                    for i, one in enumerate(left)
                    if one != NOT_ALLOWED
                ]
            )
        else:
            ways = []
            for i, part in enumerate(parts):
                one = self._step(part, come, all_nullable, unordered, memo)
                if one != NOT_ALLOWED:
                    before = parts[:i] if unordered else ()
                    ways.append(self._sized(patterns.group((*before, one, *parts[i + 1 :]))))
                if not unordered and not all_nullable and not self.nullable(part):
                    break
            found = patterns.choice(ways)
        memo[pattern] = self._sized(found)
        return found

    def _sized(self, pattern: int) -> int:
        self._steps += len(self.patterns.nodes[pattern])
        if self._steps > _STEP_LIMIT:
            raise TooComplex
        return pattern
