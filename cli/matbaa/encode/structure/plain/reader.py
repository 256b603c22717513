"""The reader of plain text: lines to blocks."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from matbaa.encode.structure.letters import is_farewell, is_salute
from matbaa.encode.structure.model import Block, Known, Read, Role, trimmed
from matbaa.encode.structure.numbers import numbered
from matbaa.encode.structure.people import is_affiliation, is_byline
from matbaa.encode.structure.plain.contents import contents_lines
from matbaa.encode.structure.plain.footnotes import with_footnotes
from matbaa.encode.structure.plain.hyphens import words_of
from matbaa.encode.structure.plain.joining import Joiner, collapsed
from matbaa.encode.structure.plain.lines import Measure, first_word, is_closed, measured, read_lines
from matbaa.encode.structure.plain.pages import paged
from matbaa.encode.structure.plain.seams import seams
from matbaa.encode.structure.plain.shapes import is_hanging, is_verse, item_label, items, verse_text
from matbaa.encode.structure.plain.speakers import is_stage, speakers
from matbaa.encode.structure.vocabulary import fold, is_contents, keywords_label, named_part
from matbaa.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matbaa.encode.structure.model import Content
    from matbaa.encode.structure.plain.lines import Line
    from matbaa.encode.structure.plain.seams import Seam
    from matbaa.encode.structure.source import Source
    from matbaa.finding import Finding

__all__ = ["read_plain"]

_LEADING_STAGE = re.compile(r"_?[(\[][^()\[\]]{1,400}[)\]]_?[.,:]?(?=\s)")
# so many lines at most stand before the greeting of a letter, and from its farewell to its end
_HEAD_OF_LETTER, _FOOT_OF_LETTER = 12, 6
_LABELS = {
    "title": ("title", "titel", "baslik", "titre", "titulo", "titolo"),
    "author": ("author", "autor", "verfasser", "yazar", "auteur", "autore"),
    "language": ("language", "sprache", "dil", "langue", "idioma", "lingua"),
}
_LABELLED = re.compile(
    r"(title|titel|başlık|titre|título|titolo|author|autor|verfasser|yazar|auteur|autore|language|sprache|dil|langue|"
    r"idioma|lingua):\s+(\S.*)",
    re.IGNORECASE,
)
_TOP = 40
# so many lines are looked at for a list inside a run
_LONGEST_LIST = 400
# no line of verse is longer
_VERSE = 66
# how an entry of a bibliography begins: with a surname before a comma, or a number
_ENTRY = re.compile(r"[^\W\d_a-z][\w’'\-]+(?: [\w’'\-]+){0,2},\s|\[\d{1,3}\]\s|\d{1,3}\.\s")
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
    return Read(tuple(blocks), text, _labelled(noted.lines), findings, methods)


def _labelled(lines: Sequence[Line]) -> Known:
    """What lines such as `Title: …` and `Author: …` at the top say, if there are two of them at least."""
    said: dict[str, str] = {}
    for line in lines[:_TOP]:
        if found := _LABELLED.match(line.text):
            said.setdefault(next(key for key, words in _LABELS.items() if fold(found[1]) in words), found[2].strip())
    if len(said) < 2 or "title" not in said:
        return Known()
    return Known(said["title"], (said["author"],) if "author" in said else ())


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
        self.verse_play = False
        self.contents = contents_lines(lines)
        self.speakers = {at: who for at, who in speakers(lines).items() if at not in self.contents}
        self.heads = self._head_lines()
        self.lists = self._inner_lists()
        self.verse_play = self._is_verse_play()
        self.apart = apart = self.heads | self._frame() | self._names()
        for at in self._entries():
            self.seams[at] = self.seams[at]._replace(ends=True, guess="")
        for at in range(len(lines) - 1):
            if at in apart or at + 1 in apart or keywords_label(lines[at + 1].text):
                self.seams[at] = self.seams[at]._replace(ends=True, guess="")

    # lines that are something by themselves

    def _frame(self) -> set[int]:
        """The lines at the ends of the text that are date, greeting and farewell of a letter, each by itself."""
        found: set[int] = set()
        count = len(self.lines)
        short = [len(line.text) < 0.75 * self.measure.width for line in self.lines[:_HEAD_OF_LETTER]]
        greeting = next((at for at, few in enumerate(short) if few and is_salute(self.lines[at].text)), None)
        if greeting is None or not all(short[: greeting + 1]):
            return found
        found.update(range(greeting + 1))
        for at in range(max(count - _FOOT_OF_LETTER, greeting + 1), count):
            if is_farewell(self.lines[at].text) and all(
                len(line.text) < 0.75 * self.measure.width for line in self.lines[at:]
            ):
                found.update(range(at, count))
                break
        return found

    def _names(self) -> set[int]:
        """The lines below a title that name authors and where they work, each by itself."""
        found: set[int] = set()
        for at, line in enumerate(self.lines[:_TOP]):
            if (len(line.text) >= 0.9 * self.measure.width and is_closed(line.text)) or at in self.heads:
                break
            below = self.lines[at + 1] if at + 1 < len(self.lines) else None
            at_work = below is not None and below.gap == 0 and is_affiliation(below.text)
            named = (is_byline(line.text) and at_work) or is_affiliation(line.text)
            if at and named and not self._runs_on(at):
                found.add(at)
        return found

    def _entries(self) -> Iterator[int]:
        """The lines with which entries end: in a bibliography before the next name, or where later lines are set in."""
        below = False
        begin = 0
        for at in range(1, len(self.lines) + 1):
            if at - 1 in self.heads:
                part = named_part(self.lines[at - 1].text)
                below = part is not None and part.type == "bibliography"
            if at < len(self.lines) and self.lines[at].gap == 0:
                continue
            run = self.lines[begin:at]
            if below:
                yield from (
                    begin + n for n, (a, b) in enumerate(pairwise(run)) if is_closed(a.text) and _ENTRY.match(b.text)
                )
            if is_hanging(run):
                yield from (begin + n for n, (_, b) in enumerate(pairwise(run)) if b.indent <= run[0].indent)
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

    # runs

    def _runs(self) -> Iterator[_Run]:
        begin = 0
        for at in range(1, len(self.lines) + 1):
            if at < len(self.lines) and self._one_run(at):
                continue
            yield _Run(begin, at, self._role(begin, at))
            begin = at

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
        return least >= self.margin + 3 and not self._is_centered(lines) and sum(len(line.text) for line in lines) > 60

    def _is_centered(self, lines: Sequence[Line]) -> bool:
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
        begins = first == 0 or lines[0].gap > 0 or lines[0].new_page or first - 1 in self.apart
        room = room or last + 1 in self.apart
        alone = first in self.apart or (begins and room)
        head = first in self.heads
        return Block(
            Role.PARAGRAPH,
            content,
            lines[0].number,
            level=_depth(lines[0]),
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
            case Role.SPEECH:
                yield self._speech(run.begin, lines)
            case Role.STAGE:
                yield Block(Role.STAGE, trimmed(self.joiner.joined(lines)), lines[0].number, gap=lines[0].gap)
            case Role.VERSE:
                self._tell(lines[0], "these lines are taken as verse", "lines end before they must")
                rows = tuple(Block(Role.VERSE, self._row(line, at), line.number) for at, line in enumerate(lines))
                yield Block(Role.VERSE, (), lines[0].number, parts=rows, gap=lines[0].gap)
            case Role.ITEM:
                yield from self._contents(lines) if run.begin in self.contents else self._items(lines)
            case _:
                self._tell(lines[0], "these lines are taken as a quotation", "they are set farther in than the text")
                content = trimmed(self.joiner.joined(lines))
                yield Block(Role.QUOTE, (), lines[0].number, parts=(Block(Role.PARAGRAPH, content, lines[0].number),))

    def _speech(self, begin: int, lines: Sequence[Line]) -> Block:
        """Who speaks, and what is said: verse where its lines end before they must, else prose."""
        who = self.speakers[begin]
        first = lines[0]
        name = Block(Role.PARAGRAPH, (collapsed(first.text[: who.end]),), first.number)
        rest = (
            [replace(first, text=first.text[who.rest :], before=()), *lines[1:]]
            if who.rest < len(first.text)
            else list(lines[1:])
        )
        parts: list[Block] = []
        if who.rest == who.end or not rest:
            # a word or two in small letters below the name say how it is said
            while len(rest) > 1 and rest[0].text[:1].islower() and not who.rest < len(first.text):
                parts.append(Block(Role.STAGE, trimmed(self.joiner.joined(rest[:1])), rest[0].number))
                rest = rest[1:]
        if rest and (found := _LEADING_STAGE.match(rest[0].text)) and found.end() < len(rest[0].text):
            parts.append(Block(Role.STAGE, (collapsed(found[0]),), rest[0].number))
            rest = [replace(rest[0], text=rest[0].text[found.end() :].lstrip()), *rest[1:]]
        parts.extend(self._said(rest))
        return Block(Role.SPEECH, name.content, first.number, parts=tuple(parts), gap=first.gap)

    def _said(self, lines: Sequence[Line]) -> Iterator[Block]:
        groups: list[list[Line]] = []
        for line in lines:
            stage = is_stage(line.text)
            if groups and stage == is_stage(groups[-1][0].text) and not stage:
                groups[-1].append(line)
            else:
                groups.append([line])
        for group in groups:
            if is_stage(group[0].text):
                yield Block(
                    Role.STAGE,
                    trimmed(self.joiner.joined(group, first_break=group[0] is not lines[0])),
                    group[0].number,
                )
            elif self.verse_play and self._is_verse_said(group):
                rows = tuple(Block(Role.VERSE, self._row(line, at), line.number) for at, line in enumerate(group))
                yield Block(Role.VERSE, (), group[0].number, parts=rows)
            else:
                yield Block(
                    Role.PARAGRAPH,
                    trimmed(self.joiner.joined(group, first_break=group[0] is not lines[0])),
                    group[0].number,
                )

    def _is_verse_said(self, lines: Sequence[Line]) -> bool:
        """True if these lines of a speech end before they must."""
        if len(lines) == 1:
            return self.measure.width <= _VERSE or len(lines[0].text) <= 0.8 * self.measure.width
        if sum(line.text[:1].islower() for line in lines) > 0.2 * len(lines):
            return False
        if self.measure.width <= _VERSE:
            return True
        full = sum(len(a.text) + 1 + len(first_word(b.text)) > 0.95 * self.measure.width for a, b in pairwise(lines))
        return full <= 0.5 * (len(lines) - 1)

    def _is_verse_play(self) -> bool:
        """True if what is said is verse, as a rule: lines with a capital in front that end before they must."""
        said: list[tuple[Line, Line]] = []
        at = 0
        while at + 1 < len(self.lines):
            a, b = self.lines[at], self.lines[at + 1]
            if b.gap == 0 and at + 1 not in self.speakers and at not in self.speakers:
                said.append((a, b))
            at += 1
        if len(said) < 3 or not self.speakers:
            return False
        capitals = sum(b.text[:1].isupper() or b.text[:1] in "\"“‘'([" for _, b in said)
        return capitals >= 0.8 * len(said)

    def _row(self, line: Line, at: int) -> Content:
        return trimmed(self.joiner.joined([line], first_break=at > 0))

    def _contents(self, lines: Sequence[Line]) -> Iterator[Block]:
        """A table of contents: each line an item."""
        for at, line in enumerate(lines):
            content = trimmed(self.joiner.joined([line], first_break=at > 0))
            yield Block(Role.ITEM, content, line.number, level=1, gap=line.gap)

    def _items(self, lines: Sequence[Line]) -> Iterator[Block]:
        starts = [*items(lines), len(lines)]
        for begin, end in pairwise(starts):
            label = item_label(lines[begin].text)[0]
            content = trimmed(self.joiner.joined(lines[begin:end], first_break=begin > 0))
            yield Block(
                Role.ITEM,
                content,
                lines[begin].number,
                label=label.text,
                kind=label.kind,
                level=_depth(lines[begin]),
                gap=lines[begin].gap,
            )

    def _tell(self, line: Line, what: str, why: str) -> None:
        self.findings.append(
            self.source.finding(
                "MBE029", Severity.HINT, f"{what}: {why}", line.number, "compare it with the source's page"
            )
        )


def _depth(line: Line) -> int:
    """How deep an item stands, by how far in it begins."""
    return 1 + round(line.indent / 3)


def _margin(lines: Sequence[Line]) -> int:
    """How far in the text itself begins."""
    indents = sorted(line.indent for line in lines)
    return indents[len(indents) // 4] if indents else 0
