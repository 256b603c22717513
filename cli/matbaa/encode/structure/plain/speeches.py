"""What is said in a play: the speaker, how it is said, and the words, as verse or prose."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from matbaa.encode.structure.model import Block, Role, trimmed
from matbaa.encode.structure.plain.joining import collapsed
from matbaa.encode.structure.plain.lines import cut, first_word
from matbaa.encode.structure.plain.speakers import is_stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matbaa.encode.structure.model import Content
    from matbaa.encode.structure.plain.joining import Joiner
    from matbaa.encode.structure.plain.layout import Layout
    from matbaa.encode.structure.plain.lines import Line

__all__ = ["Speeches"]

_LEADING_STAGE = re.compile(r"_?[(\[][^()\[\]]{1,400}[)\]]_?[.,:]?(?=\s)")
# no line of verse is longer
_VERSE = 66


class Speeches:
    """Makes blocks of speeches."""

    def __init__(self, layout: Layout, joiner: Joiner) -> None:
        self.layout = layout
        self.joiner = joiner
        self.width = layout.measure.width
        self.verse = self._is_verse_play()

    def speech(self, begin: int, lines: Sequence[Line]) -> Block:
        """The speech that begins with line `begin`: who speaks, and what is said."""
        who = self.layout.speakers[begin]
        first = lines[0]
        name = collapsed(first.text[: who.end])
        rest = list(lines[1:])
        parts: list[Block] = []
        if who.rest < len(first.text):
            rest.insert(0, cut(first, who.rest))
        else:
            # a word or two in small letters below the name say how it is said
            while len(rest) > 1 and rest[0].text[:1].islower():
                parts.append(Block(Role.STAGE, self._joined(rest[:1]), rest[0].number))
                rest = rest[1:]
        if rest and (found := _LEADING_STAGE.match(rest[0].text)) and found.end() < len(rest[0].text):
            stage, said = cut(rest[0], 0, found.end()), cut(rest[0], found.end())
            parts.append(Block(Role.STAGE, self._joined([stage]), stage.number))
            rest[0] = said
        parts.extend(self._said(rest))
        return Block(Role.SPEECH, (name,), first.number, parts=tuple(parts), gap=first.gap)

    def _joined(self, lines: Sequence[Line]) -> Content:
        return trimmed(self.joiner.joined(lines, first_break=True))

    def _said(self, lines: Sequence[Line]) -> Iterator[Block]:
        groups: list[list[Line]] = []
        for line in lines:
            stage = is_stage(line.text)
            if groups and not stage and not is_stage(groups[-1][0].text):
                groups[-1].append(line)
            else:
                groups.append([line])
        for group in groups:
            number = group[0].number
            if is_stage(group[0].text):
                yield Block(Role.STAGE, self._joined(group), number)
            elif self.verse and self._is_verse_said(group):
                rows = tuple(Block(Role.VERSE, self._joined([line]), line.number) for line in group)
                yield Block(Role.VERSE, (), number, parts=rows)
            else:
                yield Block(Role.PARAGRAPH, self._joined(group), number)

    def _is_verse_said(self, lines: Sequence[Line]) -> bool:
        """True if these lines of a speech end before they must."""
        if len(lines) == 1:
            return self.width <= _VERSE or len(lines[0].text) <= 0.8 * self.width
        if sum(line.text[:1].islower() for line in lines) > 0.2 * len(lines):
            return False
        if self.width <= _VERSE:
            return True
        full = sum(len(a.text) + 1 + len(first_word(b.text)) > 0.95 * self.width for a, b in pairwise(lines))
        return full <= 0.5 * (len(lines) - 1)

    def _is_verse_play(self) -> bool:
        """True if what is said is verse, as a rule: lines with a capital in front that end before they must."""
        lines = self.layout.lines
        said: list[tuple[Line, Line]] = []
        at = 0
        while at + 1 < len(lines):
            a, b = lines[at], lines[at + 1]
            if b.gap == 0 and at + 1 not in self.layout.speakers and at not in self.layout.speakers:
                said.append((a, b))
            at += 1
        if len(said) < 3 or not self.layout.speakers:
            return False
        capitals = sum(b.text[:1].isupper() or b.text[:1] in "\"“‘'([" for _, b in said)
        return capitals >= 0.8 * len(said)
