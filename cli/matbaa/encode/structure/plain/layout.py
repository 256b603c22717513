"""What the lines of a text are, as far as its layout says: runs of prose, verse, lists, headings, speeches."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from matbaa.encode.structure.model import Role
from matbaa.encode.structure.numbers import numbered
from matbaa.encode.structure.plain.contents import contents_lines
from matbaa.encode.structure.plain.lines import Measure, first_word, is_closed, measured
from matbaa.encode.structure.plain.seams import seams
from matbaa.encode.structure.plain.shapes import is_verse, item_label, items, verse_text
from matbaa.encode.structure.plain.single import entries, letter_frame, names
from matbaa.encode.structure.plain.speakers import is_stage, speakers
from matbaa.encode.structure.vocabulary import is_contents, keywords_label, named_part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matbaa.encode.structure.plain.lines import Line
    from matbaa.encode.structure.plain.seams import Seam

__all__ = ["Layout", "Run", "depth"]

# so many lines are looked at for a list inside a run
_LONGEST_LIST = 400
# nobody nests lists deeper
_DEEPEST = 12
_RULE = re.compile(r"(?:[*•·⁂❦§#~]\s*){1,9}|[-_=–—─━]{3,}|(?:[-–—]\s){2,}[-–—]|<br>|\*\s?\*\s?\*")


class Run(NamedTuple):
    """Lines without a blank line between them, from `begin` to before `end`, and what they are."""

    begin: int
    end: int
    role: Role


def depth(line: Line) -> int:
    """How deep an item stands, by how far in it begins."""
    return 1 + min(round(line.indent / 3), _DEEPEST)


class Layout:
    """The lines of a text and what is known of each by its number: which are headings (`heads`), which stand by
    themselves (`apart`), which are of a table of contents, at which somebody begins to speak, and how each stands to
    the next.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.measure: Measure = measured(lines)
        self.seams: list[Seam] = seams(lines, self.measure)
        self.margin = _margin(lines)
        self.whole_verse = verse_text(lines, self.measure)
        self.contents = contents_lines(lines)
        self.speakers = {at: who for at, who in speakers(lines).items() if at not in self.contents}
        self.heads = self._head_lines()
        self.lists = self._inner_lists()
        width = self.measure.width
        self.apart = self.heads | letter_frame(lines, width) | names(lines, self.heads, self._runs_on, width)
        for at in entries(lines, self.heads):
            self.seams[at] = self.seams[at]._replace(ends=True, guess="")
        for at in range(len(lines) - 1):
            if at in self.apart or at + 1 in self.apart or keywords_label(lines[at + 1].text):
                self.seams[at] = self.seams[at]._replace(ends=True, guess="")

    def runs(self) -> Iterator[Run]:
        """The runs, in their order."""
        begin = 0
        for at in range(1, len(self.lines) + 1):
            if at < len(self.lines) and self._one_run(at):
                continue
            yield Run(begin, at, self._role(begin, at))
            begin = at

    def _head_lines(self) -> set[int]:
        found = set()
        for at, line in enumerate(self.lines):
            if (
                at not in self.contents
                and (at not in self.speakers or is_contents(line.text))
                and len(line.text) <= 120
                and self._opens(at)
                and (self._is_named(at) or self._is_numbered(at) or self._is_of_contents(at))
            ):
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
            return len(self.lines[at].text) <= 90 and self.lines[at].gap > 0 and not self._runs_on(at)
        return True

    def _is_of_contents(self, at: int) -> bool:
        """True if it is the title of the table that stands directly below."""
        return at + 1 in self.contents and is_contents(self.lines[at].text)

    def _runs_on(self, at: int) -> bool:
        """True if the line is a full one, and another follows."""
        if not self.measure.wrapped or at + 1 >= len(self.lines) or self.lines[at + 1].gap > 0:
            return False
        return len(self.lines[at].text) + 1 + len(first_word(self.lines[at + 1].text)) >= 0.9 * self.measure.width

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

    def _inner_lists(self) -> set[int]:
        """The lines at which a list begins without room above it: below a line that ends with a colon, or set in."""
        found: set[int] = set()
        at = 1
        while at < len(self.lines):
            a, b = self.lines[at - 1], self.lines[at]
            if b.gap == 0 and item_label(b.text) and (a.text.endswith(":") or b.indent > a.indent + 1):
                end = at + 1
                while end < len(self.lines) and self.lines[end].gap == 0 and end - at < _LONGEST_LIST:
                    end += 1
                if (starts := items(self.lines[at:end])) and starts[0] == 0:
                    found.add(at)
                    at = end
            at += 1
        return found

    def _one_run(self, at: int) -> bool:
        """True if line `at` goes on with the run of the line before it."""
        if self.lines[at].gap > 0 or at in self.heads or at - 1 in self.heads or at in self.speakers:
            return False
        return (at in self.contents) == (at - 1 in self.contents) and at not in self.lists

    def _role(self, begin: int, end: int) -> Role:
        lines = self.lines[begin:end]
        if len(lines) == 1 and _RULE.fullmatch(lines[0].text):
            return Role.RULE
        if begin in self.heads:
            return Role.PARAGRAPH
        if begin in self.contents:
            return Role.ITEM
        if begin in self.speakers and (len(lines) > 1 or self.speakers[begin].rest < len(lines[0].text)):
            return Role.SPEECH
        if self.speakers and is_stage(" ".join(line.text for line in lines)):
            return Role.STAGE
        if is_verse(lines, self.measure, whole=self.whole_verse):
            return Role.VERSE
        if items(lines):
            return Role.ITEM
        if self._is_set_in(lines):
            return Role.QUOTE
        return Role.PARAGRAPH

    def _is_set_in(self, lines: Sequence[Line]) -> bool:
        """True if all of it stands farther in than the text, and is prose."""
        if not self.measure.wrapped or len(lines) < 2 or item_label(lines[0].text):
            return False
        least = min(line.indent for line in lines)
        return least >= self.margin + 3 and not self.is_centered(lines) and sum(len(line.text) for line in lines) > 60

    def is_centered(self, lines: Sequence[Line]) -> bool:
        """True if the lines stand in the middle."""
        middle = self.margin + self.measure.width / 2
        if (
            len(lines) > 1
            and len({line.indent for line in lines}) == 1
            and len(lines[0].text) > 0.5 * self.measure.width
        ):
            return False
        return all(
            line.indent > self.margin + 3 and abs(line.indent + len(line.text) / 2 - middle) <= 4 for line in lines
        )

    def is_right(self, lines: Sequence[Line]) -> bool:
        """True if the lines are set to the right."""
        edge = self.margin + self.measure.width
        return all(
            line.indent > self.margin + 0.35 * self.measure.width and abs(line.indent + len(line.text) - edge) <= 6
            for line in lines
        )


def _margin(lines: Sequence[Line]) -> int:
    """How far in the text itself begins."""
    indents = sorted(line.indent for line in lines)
    return indents[len(indents) // 4] if indents else 0
