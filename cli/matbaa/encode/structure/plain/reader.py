"""The reader of plain text: lines to blocks."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from matbaa.encode.structure.model import Block, Read, Role, trimmed
from matbaa.encode.structure.numbers import numbered
from matbaa.encode.structure.plain.footnotes import with_footnotes
from matbaa.encode.structure.plain.hyphens import words_of
from matbaa.encode.structure.plain.joining import Joiner
from matbaa.encode.structure.plain.lines import Measure, is_closed, measured, read_lines
from matbaa.encode.structure.plain.pages import paged
from matbaa.encode.structure.plain.seams import seams
from matbaa.encode.structure.plain.shapes import is_verse, item_label, items, verse_text
from matbaa.encode.structure.vocabulary import keywords_label, named_part
from matbaa.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matbaa.encode.structure.model import Content
    from matbaa.encode.structure.plain.lines import Line
    from matbaa.encode.structure.plain.seams import Seam
    from matbaa.encode.structure.source import Source
    from matbaa.finding import Finding

__all__ = ["read_plain"]

_RULE = re.compile(r"(?:[*•·⁂❦§#~]\s*){1,9}|[-_=–—─━]{3,}|(?:[-–—]\s){2,}[-–—]|<br>|\*\s?\*\s?\*")


class _Run(NamedTuple):
    """Lines without a blank line between them, from `begin` to before `end`, and what they are."""

    begin: int
    end: int
    role: Role


def read_plain(source: Source, text: str) -> Read:
    """The blocks of a plain text.

    Paragraphs are put together from their lines; what lines look like decides what is verse, a list, a quotation set
    in, or may be a heading.
    """
    pages = paged(read_lines(text), source)
    joiner = Joiner(words_of(pages.lines), source)
    noted = with_footnotes(pages.lines, source, joiner.joined)
    reader = _Reader(noted.lines, source, joiner)
    blocks = list(reader.blocks())
    if below := (*noted.below, *pages.below):
        blocks.append(Block(Role.POINT, below, noted.lines[-1].number if noted.lines else 1))
    findings = (*pages.findings, *noted.findings, *reader.findings, *joiner.findings)
    methods = (("pages", pages.method),) if pages.method else ()
    return Read(tuple(blocks), text, findings=findings, methods=methods)


class _Reader:
    def __init__(self, lines: Sequence[Line], source: Source, joiner: Joiner) -> None:
        self.lines = lines
        self.source = source
        self.measure: Measure = measured(lines)
        self.seams: list[Seam] = seams(lines, self.measure)
        self.joiner = joiner
        self.findings: list[Finding] = []
        self.margin = _margin(lines)
        self.whole_verse = verse_text(lines, self.measure)
        self.heads = self._head_lines()
        for at in range(len(lines) - 1):
            if at in self.heads or at + 1 in self.heads or keywords_label(lines[at + 1].text):
                self.seams[at] = self.seams[at]._replace(ends=True, guess="")

    # lines that are something by themselves

    def _head_lines(self) -> set[int]:
        found = set()
        for at, line in enumerate(self.lines):
            if len(line.text) <= 120 and self._opens(at) and (self._is_named(at) or self._is_numbered(at)):
                found.add(at)
        return found

    def _opens(self, at: int) -> bool:
        """True if nothing of a sentence before it can go on in this line."""
        return at == 0 or self.lines[at].gap > 0 or is_closed(self.lines[at - 1].text) or self.lines[at].new_page

    def _is_named(self, at: int) -> bool:
        part = named_part(self.lines[at].text)
        if part is None:
            return False
        if part.type == "chapter":
            return len(self.lines[at].text) <= 40 and self.lines[at].gap > 0
        return True

    def _is_numbered(self, at: int) -> bool:
        """True if it looks like the heading of a numbered section before its first paragraph, without room between."""
        line = self.lines[at]
        if numbered(line.text) is None or at + 1 >= len(self.lines) or is_closed(line.text, fully=False):
            return False
        after = self.lines[at + 1]
        if after.gap > 0 or not self.measure.wrapped:
            return False
        short = len(line.text) + 1 + len(after.text.split(" ", 1)[0]) < 0.9 * self.measure.width
        return short and (after.text[:1].isupper() or after.text[:1].isdigit()) and not item_label(after.text)

    # runs

    def _runs(self) -> Iterator[_Run]:
        begin = 0
        for at in range(1, len(self.lines) + 1):
            if at < len(self.lines) and self.lines[at].gap == 0 and at not in self.heads and at - 1 not in self.heads:
                continue
            yield _Run(begin, at, self._role(begin, at))
            begin = at

    def _role(self, begin: int, end: int) -> Role:
        lines = self.lines[begin:end]
        if len(lines) == 1 and _RULE.fullmatch(lines[0].text):
            return Role.RULE
        if begin in self.heads:
            return Role.PARAGRAPH
        if is_verse(lines, self.measure, whole=self.whole_verse):
            return Role.VERSE
        if items(lines):
            return Role.ITEM
        if self._is_set_in(lines):
            return Role.QUOTE
        return Role.PARAGRAPH

    def _is_set_in(self, lines: Sequence[Line]) -> bool:
        """True if all of it stands farther in than the text, and is prose."""
        if not self.measure.wrapped or len(lines) < 2:
            return False
        least = min(line.indent for line in lines)
        return least >= self.margin + 3 and not self._is_centered(lines) and sum(len(line.text) for line in lines) > 60

    def _is_centered(self, lines: Sequence[Line]) -> bool:
        middle = self.margin + self.measure.width / 2
        return all(
            line.indent > self.margin + 3 and abs(line.indent + len(line.text) / 2 - middle) <= 4 for line in lines
        )

    # blocks

    def blocks(self) -> Iterator[Block]:
        """All blocks, in their order."""
        pending: list[int] = []
        for run in self._runs():
            if run.role is Role.PARAGRAPH:
                if pending and self._ends(run.begin - 1):
                    yield from self._paragraphs(pending)
                    pending = []
                pending.extend(range(run.begin, run.end))
                continue
            if pending:
                yield from self._paragraphs(pending)
                pending = []
            yield from self._other(run)
        if pending:
            yield from self._paragraphs(pending)

    def _ends(self, at: int) -> bool:
        return self.seams[at].ends

    def _point(self, line: Line) -> Iterator[Block]:
        if line.before:
            yield Block(Role.POINT, line.before, line.number)

    def _paragraphs(self, numbers: Sequence[int]) -> Iterator[Block]:
        begin = 0
        for position in range(1, len(numbers) + 1):
            last = position == len(numbers)
            if not last:
                seam = self.seams[numbers[position - 1]]
                if seam.guess:
                    self._tell_seam(numbers[position - 1], seam)
                if not seam.ends:
                    continue
            lines = [self.lines[at] for at in numbers[begin:position]]
            yield from self._point(lines[0])
            yield self._paragraph(lines, numbers[begin], numbers[position - 1])
            begin = position
        if numbers and numbers[-1] < len(self.seams) and self.seams[numbers[-1]].guess:
            self._tell_seam(numbers[-1], self.seams[numbers[-1]])

    def _tell_seam(self, at: int, seam: Seam) -> None:
        what = "a paragraph is taken to end here" if seam.ends else "the paragraph is taken to go on here"
        self.findings.append(
            self.source.finding(
                "MBE025",
                Severity.HINT,
                f"{what}: {seam.guess}",
                self.lines[at].number,
                "compare it with the source's page",
            )
        )

    def _paragraph(self, lines: Sequence[Line], first: int, last: int) -> Block:
        content = trimmed(self.joiner.joined(lines))
        look = set()
        if self._is_centered(lines):
            look.add("center")
        elif self._is_right(lines):
            look.add("right")
        size = sum(len(line.text) for line in lines)
        after = self.lines[last + 1] if last + 1 < len(self.lines) else None
        room = after is None or after.gap > 0 or after.new_page
        alone = first in self.heads or ((first == 0 or lines[0].gap > 0 or lines[0].new_page) and room)
        head = first in self.heads
        return Block(
            Role.PARAGRAPH,
            content,
            lines[0].number,
            gap=lines[0].gap + (2 if lines[0].new_page else 0),
            few=alone and len(lines) <= 4 and size <= 240,
            look=frozenset(look),
            kind="head" if head else "",
            rows=len(lines),
        )

    def _is_right(self, lines: Sequence[Line]) -> bool:
        edge = self.margin + self.measure.width
        return all(
            line.indent > self.margin + 0.35 * self.measure.width and abs(line.indent + len(line.text) - edge) <= 6
            for line in lines
        )

    def _other(self, run: _Run) -> Iterator[Block]:
        lines = self.lines[run.begin : run.end]
        yield from self._point(lines[0])
        match run.role:
            case Role.RULE:
                yield Block(Role.RULE, (lines[0].text,), lines[0].number, gap=lines[0].gap)
            case Role.VERSE:
                self._tell(lines[0], "these lines are taken as verse", "lines end before they must")
                rows = tuple(Block(Role.VERSE, self._row(line, at), line.number) for at, line in enumerate(lines))
                yield Block(Role.VERSE, (), lines[0].number, parts=rows, gap=lines[0].gap)
            case Role.ITEM:
                yield from self._items(lines)
            case _:
                self._tell(lines[0], "these lines are taken as a quotation", "they are set farther in than the text")
                content = trimmed(self.joiner.joined(lines))
                yield Block(Role.QUOTE, (), lines[0].number, parts=(Block(Role.PARAGRAPH, content, lines[0].number),))

    def _row(self, line: Line, at: int) -> Content:
        return trimmed(self.joiner.joined([line], first_break=at > 0))

    def _items(self, lines: Sequence[Line]) -> Iterator[Block]:
        starts = [*items(lines), len(lines)]
        margin = min(lines[at].indent for at in starts[:-1])
        for begin, end in pairwise(starts):
            label = item_label(lines[begin].text)[0]
            content = trimmed(self.joiner.joined(lines[begin:end], first_break=begin > 0))
            yield Block(
                Role.ITEM,
                content,
                lines[begin].number,
                label=label.text,
                kind=label.kind,
                level=1 + (lines[begin].indent > margin + 1),
                gap=lines[begin].gap,
            )

    def _tell(self, line: Line, what: str, why: str) -> None:
        self.findings.append(
            self.source.finding(
                "MBE029", Severity.HINT, f"{what}: {why}", line.number, "compare it with the source's page"
            )
        )


def _margin(lines: Sequence[Line]) -> int:
    """How far in the text itself begins."""
    indents = sorted(line.indent for line in lines)
    return indents[len(indents) // 4] if indents else 0
