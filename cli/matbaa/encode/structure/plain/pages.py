"""Where pages begin in a plain text: form feeds, page numbers on lines of their own, lines with one stray blank; and
what stands at the head and foot of every page.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from matbaa.encode.structure.model import Element, element
from matbaa.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from matbaa.encode.structure.plain.lines import Line
    from matbaa.encode.structure.source import Source
    from matbaa.finding import Finding

__all__ = ["Paged", "paged"]

_NUMBER = re.compile(
    r"(?:[-–—\[({|]\s*)?(?:(?:page|p\.|pg\.|seite|s\.|sayfa|pagina|página)\s*)?(\d{1,4}|[ivxlcdm]{1,8})"
    r"(?:\s*(?:/|of)\s*\d+)?(?:\s*[-–—\])}|])?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
# how many lines at the head and foot of a page are looked at
_EDGE = 2
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Paged:
    """The lines, each first line of a page with what stands at the break; what stands below the last line; how the
    pages
    were found, in words.
    """

    lines: list[Line]
    below: tuple[Element, ...] = ()
    findings: tuple[Finding, ...] = ()
    method: str = ""


def paged(lines: list[Line], source: Source) -> Paged:
    """The lines with their page breaks; lines that are printed at every page are taken out of them."""
    if any(line.fed for line in lines):
        return _fed(lines, source)
    if stray := _stray(lines):
        first = lines[stray[0]].number if stray[0] else lines[stray[1]].number
        told = source.finding(
            "MBE024",
            Severity.HINT,
            f"{len(stray) - (stray[0] == 0)} page breaks are taken from lines that begin with one blank, which stand "
            f"{_gap(lines, stray)} lines apart",
            first,
            "compare some of them with the source's pages",
        )
        return Paged(_broken(lines, stray), (), (told,), "lines that begin with a stray blank")
    if numbers := _numbered(lines):
        return _by_numbers(lines, numbers, source)
    return Paged(lines)


def _gap(lines: Sequence[Line], starts: Sequence[int]) -> str:
    gaps = [lines[b].number - lines[a].number for a, b in pairwise(starts)]
    return f"{min(gaps)} to {max(gaps)}"


def _page(number: int | str) -> Element:
    return element("pb", attributes={"n": str(number)})


def _broken(lines: list[Line], starts: Sequence[int]) -> list[Line]:
    """The lines with a page break before each of `starts`, counted from 1."""
    first = 1 if starts[0] == 0 else 2
    pages = {at: _page(number) for number, at in enumerate(starts, first)}
    if first == 2:
        pages[0] = _page(1)
    return [replace(line, before=(pages[at],), indent=0) if at in pages else line for at, line in enumerate(lines)]


def _stray(lines: Sequence[Line]) -> list[int]:
    """Lines that begin with exactly one blank, as far apart as pages are; none where they are no page breaks."""
    starts = [at for at, line in enumerate(lines) if line.indent == 1]
    if len(starts) < 3 or len(starts) > len(lines) / 10:
        return []
    gaps = [lines[b].number - lines[a].number for a, b in pairwise(starts)]
    if starts[0] != 0:
        gaps.insert(0, lines[starts[0]].number)
        gaps = gaps[1:] if gaps[0] < min(gaps[1:]) else gaps
    even = min(gaps) >= 15 and max(gaps) <= 140 and max(gaps) <= 1.7 * min(gaps)
    rest = lines[-1].number - lines[starts[-1]].number
    return starts if even and rest <= 1.5 * max(gaps) else []


# form feeds


def _fed(lines: list[Line], source: Source) -> Paged:
    pages: list[list[Line]] = [[]]
    blanks: list[int] = [0]
    for line in lines:
        # pages without words are pages all the same
        for _ in range(line.fed):
            pages.append([])
            blanks.append(0)
        pages[-1].append(replace(line, fed=0))
    heads, feet, findings = _running(pages, source)
    numbers = _printed_numbers(pages, heads, feet)
    result: list[Line] = []
    pending: list[Element] = []
    for at, page in enumerate(pages):
        head, foot = heads[at], feet[at]
        body = page[head : len(page) - foot]
        pending.append(_page(numbers[at]))
        pending.extend(_forme(line, "top") for line in page[:head])
        if body:
            result.append(replace(body[0], before=tuple(pending), gap=body[0].gap if head == 0 else 0))
            result.extend(body[1:])
            pending = []
        pending.extend(_forme(line, "bottom") for line in page[len(page) - foot :])
    return Paged(result, tuple(pending), tuple(findings), "form feeds")


def _forme(line: Line, place: str) -> Element:
    kind = "pageNum" if _NUMBER.fullmatch(line.text) else "header" if place == "top" else "footer"
    return element("fw", " ".join(line.text.split()), attributes={"type": kind, "place": place})


def _running(pages: list[list[Line]], source: Source) -> tuple[list[int], list[int], list[Finding]]:
    """How many lines at the head and at the foot of each page are printed there, page after page."""
    findings: list[Finding] = []
    tops = _edges(pages, lambda page, depth: page[depth] if depth < len(page) else None)
    feet = _edges(pages, lambda page, depth: page[-1 - depth] if depth < len(page) else None)
    for counts, where in ((tops, "head"), (feet, "foot")):
        touched = [at for at, count in enumerate(counts) if count]
        if touched:
            page = pages[touched[0]]
            text = " ".join((page[0] if where == "head" else page[-1]).text.split())
            findings.append(
                source.finding(
                    "MBE035",
                    Severity.HINT,
                    f'what stands at the {where} of {len(touched)} pages, such as "{text[:60]}", is taken as '
                    f"printed on each "
                    "page (fw)",
                    page[0].number,
                    "look whether a line of the text itself is among them",
                )
            )
    return (
        [min(count, len(page)) for count, page in zip(tops, pages, strict=True)],
        [min(count, max(len(page) - top, 0)) for count, page, top in zip(feet, pages, tops, strict=True)],
        findings,
    )


def _edges(pages: list[list[Line]], pick: Callable[[list[Line], int], Line | None]) -> list[int]:
    """How many lines at one end of each page are printed on every page: lines that come again and again apart from
    their numbers, fewer times where their numbers count the pages.
    """
    counts = [0] * len(pages)
    written = sum(bool(page) for page in pages)
    for depth in range(_EDGE):
        rows = [pick(page, depth) if page else None for page in pages]
        lines = [row if row is not None and len(row.text) <= _LONGEST else None for row in rows]
        shapes = [_shape(line.text) if line else None for line in lines]
        seen = Counter(shape for shape in shapes if shape is not None)
        offset = _offset(lines, written)
        for at, (line, shape) in enumerate(zip(lines, shapes, strict=True)):
            if line is None or shape is None or counts[at] != depth or len(pages[at]) <= depth + 1:
                continue
            counted = offset is not None and seen[shape] >= 2 and at + offset in _values(line.text)
            if counted or seen[shape] >= max(3, 0.25 * written):
                counts[at] = depth + 1
    return counts


def _offset(lines: list[Line | None], written: int) -> int | None:
    """By how much the numbers that are printed on most pages are more than the pages' places."""
    offsets = Counter(value - at for at, line in enumerate(lines) if line for value in set(_values(line.text)))
    if not offsets:
        return None
    offset, count = max(offsets.items(), key=lambda item: (item[1], -abs(item[0])))
    return offset if count >= max(2, 0.6 * written) and offset >= 0 else None


def _values(text: str) -> list[int]:
    return [int(digits) for digits in _DIGITS.findall(text) if len(digits) <= 4]


def _shape(text: str) -> str:
    """The line without its numbers."""
    if _NUMBER.fullmatch(text):
        return "#"
    return " ".join(_DIGITS.sub("#", text).split()).casefold()


def _printed_numbers(pages: list[list[Line]], heads: list[int], feet: list[int]) -> list[str]:
    """The number of each page: that which is printed where most pages have one that counts with the pages, else from
    1.
    """
    edges = [[*page[: heads[at]], *page[len(page) - feet[at] :]] for at, page in enumerate(pages)]
    offsets = Counter(
        value - at
        for at, edge in enumerate(edges)
        for value in {value for line in edge for value in _values(line.text)}
    )
    if offsets:
        offset, count = max(offsets.items(), key=lambda item: (item[1], -abs(item[0])))
        if count >= max(2, 0.5 * sum(bool(page) for page in pages)) and offset >= 0:
            return [str(at + offset) for at in range(len(pages))]
    return [str(at) for at in range(1, len(pages) + 1)]


# page numbers on lines of their own


def _numbered(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Lines that hold nothing but a number that rises by one from each to the next, with room between as pages have."""
    found = [
        (at, int(match[1]))
        for at, line in enumerate(lines)
        if (match := _NUMBER.fullmatch(line.text)) and match[1].isdigit()
    ]
    best: list[tuple[int, int]] = []
    for run in _rising(found):
        if len(run) > len(best):
            best = run
    if len(best) < 3:
        return []
    gaps = sorted(b - a for (a, _), (b, _) in pairwise(best))
    return best if gaps[0] >= 8 and gaps[len(gaps) // 2] >= 15 else []


def _rising(found: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    by_next: dict[int, list[tuple[int, int]]] = {}
    for item in found:
        run = by_next.pop(item[1], [])
        run.append(item)
        by_next[item[1] + 1] = run
        yield run


def _by_numbers(lines: list[Line], numbers: list[tuple[int, int]], source: Source) -> Paged:
    at_foot = numbers[0][0] > 5
    taken = dict(numbers)
    result: list[Line] = []
    pending: list[Element] = [_page(numbers[0][1])] if at_foot else []
    gap = 0
    for at, line in enumerate(lines):
        if at in taken:
            mark = element("fw", line.text, attributes={"type": "pageNum", "place": "bottom" if at_foot else "top"})
            pending += [mark, _page(taken[at] + 1)] if at_foot else [_page(taken[at]), mark]
            gap = 0
            continue
        if pending:
            result.append(replace(line, before=tuple(pending), gap=gap))
            pending = []
        else:
            result.append(line)
    if at_foot and pending and pending[-1].name == "pb":
        pending.pop()  # behind the last number no page begins
    told = source.finding(
        "MBE024",
        Severity.HINT,
        f"{len(numbers)} lines that hold only a number are taken as the page numbers {numbers[0][1]} to "
        f"{numbers[-1][1]}, "
        f"at the {'foot' if at_foot else 'head'} of the pages",
        lines[numbers[0][0]].number,
        "compare some of them with the source's pages",
    )
    return Paged(result, tuple(pending), (told,), "page numbers on lines of their own")
