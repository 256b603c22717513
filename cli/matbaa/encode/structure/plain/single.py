"""Lines that stand by themselves though no room parts them: of a letter, below a title, in a bibliography."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from matbaa.encode.structure.letters import is_farewell, is_salute
from matbaa.encode.structure.people import is_affiliation, is_byline
from matbaa.encode.structure.plain.lines import is_closed
from matbaa.encode.structure.plain.shapes import is_hanging
from matbaa.encode.structure.vocabulary import named_part

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from matbaa.encode.structure.plain.lines import Line

__all__ = ["entries", "letter_frame", "names"]

# so many lines at most stand before the greeting of a letter, and from its farewell to its end
_HEAD_OF_LETTER, _FOOT_OF_LETTER = 12, 6
# names stand among the first lines
_TOP = 40
# how an entry of a bibliography begins: with a surname before a comma, or a number
_ENTRY = re.compile(r"[^\W\d_a-z][\w’'\-]+(?: [\w’'\-]+){0,2},\s|\[\d{1,3}\]\s|\d{1,3}\.\s")


def letter_frame(lines: Sequence[Line], width: int) -> set[int]:
    """The lines at the ends of the text that are date, greeting and farewell of a letter, each by itself."""
    found: set[int] = set()
    count = len(lines)
    short = [len(line.text) < 0.75 * width for line in lines[:_HEAD_OF_LETTER]]
    greeting = next((at for at, few in enumerate(short) if few and is_salute(lines[at].text)), None)
    if greeting is None or not all(short[: greeting + 1]):
        return found
    found.update(range(greeting + 1))
    for at in range(max(count - _FOOT_OF_LETTER, greeting + 1), count):
        if is_farewell(lines[at].text) and all(len(line.text) < 0.75 * width for line in lines[at:]):
            found.update(range(at, count))
            break
    return found


def names(lines: Sequence[Line], heads: Collection[int], runs_on: Callable[[int], bool], width: int) -> set[int]:
    """The lines below a title that name authors and where they work, each by itself."""
    found: set[int] = set()
    for at, line in enumerate(lines[:_TOP]):
        if (len(line.text) >= 0.9 * width and is_closed(line.text)) or at in heads:
            break
        below = lines[at + 1] if at + 1 < len(lines) else None
        at_work = below is not None and below.gap == 0 and is_affiliation(below.text)
        named = (is_byline(line.text) and at_work) or is_affiliation(line.text)
        if at and named and not runs_on(at):
            found.add(at)
    return found


def entries(lines: Sequence[Line], heads: Collection[int]) -> Iterator[int]:
    """The lines with which entries end: in a bibliography before the next name, or where later lines are set in."""
    below = False
    begin = 0
    for at in range(1, len(lines) + 1):
        if at - 1 in heads:
            part = named_part(lines[at - 1].text)
            below = part is not None and part.type == "bibliography"
        if at < len(lines) and lines[at].gap == 0:
            continue
        run = lines[begin:at]
        if below:
            yield from (
                begin + n for n, (a, b) in enumerate(pairwise(run)) if is_closed(a.text) and _ENTRY.match(b.text)
            )
        if is_hanging(run):
            yield from (begin + n for n, (_, b) in enumerate(pairwise(run)) if b.indent <= run[0].indent)
        begin = at
