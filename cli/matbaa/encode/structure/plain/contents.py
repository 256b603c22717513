"""Tables of contents: lines that name parts of the text one after the other, with nothing between them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from matbaa.encode.structure.numbers import numbered
from matbaa.encode.structure.vocabulary import is_contents, named_part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.encode.structure.plain.lines import Line

__all__ = ["contents_lines"]

# dots or blanks that lead to a page number
_LEADER = re.compile(r"(?:\s*\.){3,}\s*\d{0,4}$|\S\s{3,}\d{1,4}$")
_LONGEST = 110


def contents_lines(lines: Sequence[Line]) -> set[int]:
    """The lines of tables of contents: of runs where most lines name a part or lead to a page, and of what stands
    directly below `Contents`.
    """
    found: set[int] = set()
    begin = 0
    for at in range(1, len(lines) + 1):
        if at < len(lines) and lines[at].gap == 0:
            continue
        titled = is_contents(lines[begin].text)
        below = titled or (begin > 0 and is_contents(lines[begin - 1].text))
        first = begin + titled
        if _is_table(lines[first:at], below=below):
            found.update(range(first, at))
        begin = at
    return found


def _is_table(lines: Sequence[Line], *, below: bool) -> bool:
    if len(lines) < 3 or any(len(line.text) > _LONGEST for line in lines):
        return False
    named = sum(_names_a_part(line.text) for line in lines)
    return below or (named >= 3 and named >= 0.6 * len(lines))


def _names_a_part(text: str) -> bool:
    if _LEADER.search(text):
        return True
    number = numbered(text)
    if number is not None and not number.kind.endswith("alone"):
        return text[number.end : number.end + 1].isupper() and text[-1:] not in ";,:"
    return named_part(text) is not None
