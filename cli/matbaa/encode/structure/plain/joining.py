"""Lines made one: line ends dissolved, broken words whole, page breaks at their characters."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from matbaa.encode.structure.plain.hyphens import broken
from matbaa.finding import Severity

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence

    from matbaa.encode.structure.model import Content, Element
    from matbaa.encode.structure.plain.lines import Line
    from matbaa.encode.structure.source import Source
    from matbaa.finding import Finding

__all__ = ["Joiner", "collapsed"]


def _blanks(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def collapsed(text: str) -> str:
    """White space as single blanks."""
    return " ".join(text.split())


class Joiner:
    """Joins lines by the words of the whole text, and gathers what it guessed."""

    def __init__(self, words: Counter[str], source: Source) -> None:
        self.words = words
        self.source = source
        self.findings: list[Finding] = []
        self.kept = False

    def joined(self, lines: Sequence[Line], *, first_break: bool = False) -> Content:
        """The words of `lines` as one. What stands at a page break above the first of them is left to the caller,
        unless `first_break`.
        """
        parts: list[str | Element] = []
        run: list[str] = []
        for at, line in enumerate(lines):
            if at == 0:
                if first_break:
                    parts.extend(line.before)
                run = self._put(parts, run, line)
                continue
            inside = self._join(run, lines[at - 1], line)
            if line.before:
                parts.append("".join(run))
                parts.extend(_inside_a_word(mark) for mark in line.before) if inside else parts.extend(line.before)
                run = []
            run = self._put(parts, run, line)
        parts.append("".join(run))
        return tuple(part for part in parts if part != "")

    @staticmethod
    def _put(parts: list[str | Element], run: list[str], line: Line) -> list[str]:
        """Puts the words of a line behind `run`, and the notes at their marks; gives what is still to be put."""
        if not line.marks:
            run.append(collapsed(line.text))
            return run
        done = 0
        for begin, end, note in line.marks:
            parts.append("".join([*run, _blanks(line.text[done:begin])]))
            parts.append(note)
            run, done = [], end
        return [_blanks(line.text[done:])]

    def _join(self, run: list[str], a: Line, b: Line) -> bool:
        """Puts into `run` what stands between two lines; gives whether they are parted inside a word."""
        joint = broken(a.text, b.text, self.words)
        if joint is None:
            run.append(" ")
            return False
        if joint.drops:
            run[-1] = run[-1][:-1]
        run.append(joint.between)
        self.kept = self.kept or not joint.drops
        if joint.guess:
            done = "joined" if joint.drops else "left with its hyphen"
            self.findings.append(
                self.source.finding(
                    "MBE023",
                    Severity.HINT,
                    f'the word broken at the end of the line is {done}, "{joint.word}": {joint.guess}',
                    a.number,
                    "look whether the hyphen belongs to it",
                )
            )
        return not joint.between


def _inside_a_word(mark: Element) -> Element:
    return replace(mark, attributes=(*mark.attributes, ("break", "no"))) if mark.name == "pb" else mark
