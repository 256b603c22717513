"""Derivatives of patterns: what a pattern asks for first, and what is left of it after something has come.

The theory is James Clark's (An algorithm for RELAX NG validation); but the content of an element is followed by
itself, so that no pattern ever holds more than one element's content.
"""

from __future__ import annotations

from operator import itemgetter
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
    from collections.abc import Collection, Mapping

    from matbaa.relaxng.patterns import Patterns

__all__ = ["Derivatives", "First", "TooComplex"]

# what one step may look at, and how large the patterns may grow that were made since the grammar was read
_STEP_LIMIT: Final = 1_000_000
_SIZE_LIMIT: Final = 5_000_000
_TEXTS = frozenset({TEXT, DATA, VALUE, LIST})
_COMPOUND = frozenset({CHOICE, GROUP, INTERLEAVE, MORE})


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
        self._closed: dict[int, dict[int, int]] = {}
        self._measured = len(patterns.nodes)
        self._size = 0
        self._steps = 0

    def nullable(self, pattern: int) -> bool:
        """True if the pattern allows that nothing comes."""
        known = self._nullable
        if pattern not in known:
            for one in self._below(pattern, known):
                kind, *parts = self.patterns.nodes[one]
                if kind == CHOICE:
                    known[one] = any(known[part] for part in parts)
                elif kind in (GROUP, INTERLEAVE, MORE):
                    known[one] = all(known[part] for part in parts)
                else:
                    known[one] = kind in (EMPTY, TEXT)
        return known[pattern]

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
                    pending.extend(reversed(parts if skipping else self._begin(parts)))
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
        known = self._closed.setdefault(missing, {})
        if pattern not in known:
            for one in self._below(pattern, known):
                kind, *parts = self.patterns.nodes[one]
                if kind == ATTRIBUTE:
                    known[one] = missing
                elif kind in _COMPOUND:
                    known[one] = self._compound(kind, [known[part] for part in parts])
                else:
                    known[one] = one
        return known[pattern]

    def _below(self, pattern: int, known: Mapping[int, object]) -> list[int]:
        """The patterns that one consists of, itself included, each after its parts; without those known already."""
        nodes = self.patterns.nodes
        found: set[int] = set()
        pending = [pattern]
        while pending:
            one = pending.pop()
            if one not in found and one not in known:
                found.add(one)
                if nodes[one][0] in _COMPOUND:
                    pending.extend(nodes[one][1:])
        return sorted(found)  # a pattern gets its number after its parts

    def _compound(self, kind: int, parts: list[int]) -> int:
        if kind == CHOICE:
            return self.patterns.choice(parts)
        if kind == GROUP:
            return self.patterns.group(parts)
        return self.patterns.interleave(parts) if kind == INTERLEAVE else self.patterns.more(parts[0])

    def _stepped(self, pattern: int, come: Collection[int], *, all_nullable: bool, unordered: bool) -> int:
        self._steps = 0
        nodes = self.patterns.nodes
        left: dict[int, int] = {}
        for one in self._ahead(pattern, all_nullable or unordered):
            if one in come:
                left[one] = TEXT if one == TEXT else EMPTY
            elif nodes[one][0] in _COMPOUND:
                self._spend(len(nodes[one]))
                left[one] = self._step(one, left, all_nullable, unordered)
                self._spend(len(nodes[left[one]]))
            else:
                left[one] = NOT_ALLOWED
        if len(nodes) > self._measured:
            self._size += sum(map(len, nodes[self._measured :]))
            self._measured = len(nodes)
            if self._size > _SIZE_LIMIT:
                raise TooComplex
        return left[pattern]

    def _ahead(self, pattern: int, everywhere: bool) -> list[int]:
        """The patterns below one that may come first, or `everywhere`; each after its parts."""
        nodes = self.patterns.nodes
        found: set[int] = set()
        pending = [pattern]
        while pending:
            one = pending.pop()
            if one in found:
                continue
            found.add(one)
            kind, *parts = nodes[one]
            if kind == GROUP and not everywhere:
                pending.extend(self._begin(parts))
            elif kind in _COMPOUND:
                pending.extend(parts)
        return sorted(found)

    def _begin(self, parts: list[int]) -> list[int]:
        """The first parts of a group: those that may be empty, and the one after them."""
        for i, part in enumerate(parts):
            if not self.nullable(part):
                return parts[: i + 1]
        return parts

    def _step(self, pattern: int, left: Mapping[int, int], all_nullable: bool, unordered: bool) -> int:
        """What is left of a pattern, given what is left of its parts."""
        patterns = self.patterns
        kind, *parts = patterns.nodes[pattern]
        if kind == CHOICE:
            return patterns.choice([left[part] for part in parts])
        if kind == MORE:
            one = left[parts[0]]
            return NOT_ALLOWED if one == NOT_ALLOWED else patterns.group((one, patterns.choice((EMPTY, pattern))))
        if kind == INTERLEAVE:
            return patterns.choice(
                [
                    self._made(patterns.interleave((*parts[:i], left[part], *parts[i + 1 :])))
                    for i, part in enumerate(parts)
                    if left[part] != NOT_ALLOWED
                ]
            )
        if unordered:
            return patterns.choice(
                [
                    self._made(patterns.group((*parts[:i], left[part], *parts[i + 1 :])))
                    for i, part in enumerate(parts)
                    if left[part] != NOT_ALLOWED
                ]
            )
        # a part that stands again before one must come leaves nothing more when it is the second that has come
        first = {part: i for i, part in reversed(list(enumerate(parts if all_nullable else self._begin(parts))))}
        return patterns.choice(
            [
                self._made(patterns.group((left[part], *parts[i + 1 :])))
                for part, i in sorted(first.items(), key=itemgetter(1))
                if left[part] != NOT_ALLOWED
            ]
        )

    def _made(self, pattern: int) -> int:
        self._spend(len(self.patterns.nodes[pattern]))
        return pattern

    def _spend(self, steps: int) -> None:
        self._steps += steps
        if self._steps > _STEP_LIMIT:
            raise TooComplex
