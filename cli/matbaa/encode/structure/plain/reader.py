"""The reader of plain text: lines to blocks."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from matbaa.encode.structure.model import Block, Read, Role, trimmed
from matbaa.encode.structure.plain.footnotes import Noted, with_footnotes
from matbaa.encode.structure.plain.hyphens import words_of
from matbaa.encode.structure.plain.joining import Joiner
from matbaa.encode.structure.plain.labelled import labelled
from matbaa.encode.structure.plain.layout import Layout, depth
from matbaa.encode.structure.plain.lines import read_lines
from matbaa.encode.structure.plain.pages import paged
from matbaa.encode.structure.plain.shapes import item_label, items
from matbaa.encode.structure.plain.speeches import Speeches
from matbaa.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matbaa.encode.structure.model import Content
    from matbaa.encode.structure.plain.layout import Run
    from matbaa.encode.structure.plain.lines import Line
    from matbaa.encode.structure.plain.seams import Seam
    from matbaa.encode.structure.source import Source
    from matbaa.finding import Finding

__all__ = ["read_plain"]


def read_plain(source: Source, text: str, *, notes: bool = True) -> Read:
    """The blocks of a plain text; without `notes` what looks like footnotes is left where it stands.

    Paragraphs are put together from their lines; what lines look like decides what is verse, a list, a quotation set
    in, or may be a heading.
    """
    pages = paged(read_lines(text), source)
    joiner = Joiner(words_of(pages.lines), source)
    noted = with_footnotes(pages.lines, source, joiner.joined) if notes else Noted(pages.lines)
    reader = _Reader(noted.lines, source, joiner)
    blocks = list(reader.blocks())
    if below := (*noted.below, *pages.below):
        blocks.append(Block(Role.POINT, below, noted.lines[-1].number if noted.lines else 1))
    findings = (*pages.findings, *noted.findings, *reader.findings, *joiner.findings)
    methods = {"pages": pages.method, "hyphens": "kept" if joiner.kept else ""}
    return Read(
        tuple(blocks),
        text,
        labelled(noted.lines),
        findings,
        tuple((key, value) for key, value in methods.items() if value),
    )


class _Reader:
    def __init__(self, lines: Sequence[Line], source: Source, joiner: Joiner) -> None:
        self.lines = lines
        self.source = source
        self.layout = Layout(lines)
        self.joiner = joiner
        self.speeches = Speeches(self.layout, joiner)
        self.findings: list[Finding] = []

    def blocks(self) -> Iterator[Block]:
        """All blocks, in their order."""
        pending: list[int] = []
        for run in self.layout.runs():
            if run.role is Role.PARAGRAPH:
                if pending and self.layout.seams[run.begin - 1].ends:
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

    def _point(self, line: Line) -> Iterator[Block]:
        if line.before:
            yield Block(Role.POINT, line.before, line.number)

    def _paragraphs(self, numbers: Sequence[int]) -> Iterator[Block]:
        begin = 0
        for position in range(1, len(numbers) + 1):
            last = position == len(numbers)
            if not last:
                seam = self.layout.seams[numbers[position - 1]]
                if seam.guess:
                    self._tell_seam(numbers[position - 1], seam)
                if not seam.ends:
                    continue
            lines = [self.lines[at] for at in numbers[begin:position]]
            yield from self._point(lines[0])
            yield self._paragraph(lines, numbers[begin], numbers[position - 1])
            begin = position
        if numbers and numbers[-1] < len(self.layout.seams) and self.layout.seams[numbers[-1]].guess:
            self._tell_seam(numbers[-1], self.layout.seams[numbers[-1]])

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
        if self.layout.is_centered(lines):
            look.add("center")
        elif self.layout.is_right(lines):
            look.add("right")
        size = sum(len(line.text) for line in lines)
        after = self.lines[last + 1] if last + 1 < len(self.lines) else None
        room = after is None or after.gap > 0 or after.new_page
        begins = first == 0 or lines[0].gap > 0 or lines[0].new_page or first - 1 in self.layout.apart
        room = room or last + 1 in self.layout.apart
        alone = first in self.layout.apart or (begins and room)
        head = first in self.layout.heads
        return Block(
            Role.PARAGRAPH,
            content,
            lines[0].number,
            level=depth(lines[0]),
            gap=lines[0].gap + (2 if lines[0].new_page else 0),
            few=alone and len(lines) <= 4 and size <= 240,
            look=frozenset(look),
            kind="head" if head else "",
            rows=len(lines),
        )

    def _other(self, run: Run) -> Iterator[Block]:
        lines = self.lines[run.begin : run.end]
        yield from self._point(lines[0])
        match run.role:
            case Role.RULE:
                yield Block(Role.RULE, (lines[0].text,), lines[0].number, gap=lines[0].gap)
            case Role.SPEECH:
                yield self.speeches.speech(run.begin, lines)
            case Role.STAGE:
                yield Block(Role.STAGE, trimmed(self.joiner.joined(lines)), lines[0].number, gap=lines[0].gap)
            case Role.VERSE:
                self._tell(lines[0], "these lines are taken as verse", "lines end before they must")
                rows = tuple(Block(Role.VERSE, self._row(line, at), line.number) for at, line in enumerate(lines))
                yield Block(Role.VERSE, (), lines[0].number, parts=rows, gap=lines[0].gap)
            case Role.ITEM:
                yield from self._contents(lines) if run.begin in self.layout.contents else self._items(lines)
            case _:
                self._tell(lines[0], "these lines are taken as a quotation", "they are set farther in than the text")
                content = trimmed(self.joiner.joined(lines))
                yield Block(Role.QUOTE, (), lines[0].number, parts=(Block(Role.PARAGRAPH, content, lines[0].number),))

    def _row(self, line: Line, at: int) -> Content:
        return trimmed(self.joiner.joined([line], first_break=at > 0))

    def _contents(self, lines: Sequence[Line]) -> Iterator[Block]:
        """A table of contents: each line an item."""
        for at, line in enumerate(lines):
            if at:
                yield from self._point(line)
            content = trimmed(self.joiner.joined([line]))
            yield Block(Role.ITEM, content, line.number, level=1, gap=line.gap)

    def _items(self, lines: Sequence[Line]) -> Iterator[Block]:
        starts = [*items(lines), len(lines)]
        for begin, end in pairwise(starts):
            label = item_label(lines[begin].text)[0]
            if begin:
                yield from self._point(lines[begin])
            content = trimmed(self.joiner.joined(lines[begin:end]))
            yield Block(
                Role.ITEM,
                content,
                lines[begin].number,
                label=label.text,
                kind=label.kind,
                level=depth(lines[begin]),
                gap=lines[begin].gap,
            )

    def _tell(self, line: Line, what: str, why: str) -> None:
        self.findings.append(
            self.source.finding(
                "MBE029", Severity.HINT, f"{what}: {why}", line.number, "compare it with the source's page"
            )
        )
