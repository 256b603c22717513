"""Two versions of one text laid side by side, character by character, also where one has words that the other lacks.

The cost grows with the length of the texts: rare stretches that both have are found first, and only what lies between
them is compared letter by letter.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Levenshtein

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

__all__ = ["Alignment", "Block", "aligned"]

# so many characters are enough to be found again, and are looked for at every so many
_SHINGLE = 24
_STEP = 12
# the product of two lengths up to which stretches are compared whatever they are
_CHEAP = 400_000_000
# beyond this share of the longer one, two long stretches are not compared further
_DISTANT = 0.2
_MOST = 20_000
# stretches so short stand for one another although they have no letter in common
_SHORT = 30
# what is left over on both sides is looked through again if it is as long as this: it may have changed its place
_MOVED = 12
_ROUNDS = 3
_LONGEST_SHIFT = 200


class Block(NamedTuple):
    """A run of characters that stand for one another, by where it begins in the first text and in the second."""

    first: int
    second: int
    length: int


@dataclass(frozen=True)
class Alignment:
    """The runs that two texts have in common, in an order that does not depend on which is the first.

    The characters of all runs, one after another, are numbered from 0: the columns. `equal` is how many of them are
    the same letter in both.
    """

    blocks: tuple[Block, ...]
    equal: int

    def columns(self, side: int, begin: int, end: int) -> tuple[int, int, int]:
        """The columns of the characters from `begin` to `end` of a text (0 or 1): from the first, to after the last,
        and how many there are.
        """
        starts, rows = self._sides[side]
        at = max(bisect_right(starts, begin) - 1, 0)
        first, last, number = -1, -1, 0
        while at < len(rows) and rows[at][0] < end:
            start, length, column = rows[at]
            left, right = max(begin, start), min(end, start + length)
            if left < right:
                first = column + left - start if first < 0 else first
                last = column + right - start
                number += right - left
            at += 1
        return first, last, number

    def other(self, side: int, position: int) -> int:
        """Where in the other text stands what is at `position` of this one, or what comes before it."""
        starts, rows = self._sides[side]
        if not rows:
            return 0
        start, length, column = rows[max(bisect_right(starts, position) - 1, 0)]
        block = self.blocks[bisect_right(self._numbers, column) - 1]
        return block[1 - side] + min(max(position - start, 0), length)

    @cached_property
    def _numbers(self) -> list[int]:
        """The column that each block begins with."""
        numbers, total = [], 0
        for block in self.blocks:
            numbers.append(total)
            total += block.length
        return numbers

    @cached_property
    def _sides(self) -> tuple[tuple[list[int], list[tuple[int, int, int]]], ...]:
        """For each text where its blocks begin, and begin, length and column of each, in the order of the text."""
        sides = []
        for side in (0, 1):
            rows = sorted(
                (block[side], block.length, column) for block, column in zip(self.blocks, self._numbers, strict=True)
            )
            sides.append(([row[0] for row in rows], rows))
        return tuple(sides)


def aligned(
    first: str,
    second: str,
    known: Iterable[Block] = (),
    breaks: tuple[Collection[int], Collection[int]] = ((), ()),
) -> Alignment:
    """The runs that two texts have in common; what has changed its place is found again where it is long enough.

    `known` are runs that are known to be the same, `breaks` the places in each text where words begin: what only one
    text has begins there where it may begin at several places.
    """
    swapped = (len(first), first) > (len(second), second)
    one, two = (second, first) if swapped else (first, second)
    starts = tuple(frozenset(places) for places in (breaks[::-1] if swapped else breaks))
    blocks = [_turned(block) for block in known] if swapped else list(known)
    least = 1
    for _ in range(_ROUNDS):
        left = (
            _rest(((block.first, block.length) for block in blocks), len(one), least),
            _rest(((block.second, block.length) for block in blocks), len(two), least),
        )
        pieces = "".join(one[a:b] for a, b in left[0]), "".join(two[a:b] for a, b in left[1])
        found = _in_order(*pieces)
        if not found:
            break
        blocks += _put_back(found, *left)
        least = _MOVED
    blocks = _slid(sorted(blocks), one, two, starts)
    equal = sum(_same(one, two, block) for block in blocks)
    return Alignment(tuple(map(_turned, blocks) if swapped else blocks), equal)


def _turned(block: Block) -> Block:
    return Block(block.second, block.first, block.length)


def _slid(blocks: list[Block], one: str, two: str, breaks: tuple[frozenset[int], ...]) -> list[Block]:
    """The blocks, where one text has more than the other between two of them, cut so that this begins with a word.

    `a b c` in `a b x b c` is either `a b x` and `b c`, or `a` and `x b c`.
    """
    slid: list[Block] = []
    for block in blocks:
        last = slid[-1] if slid else None
        if last is not None and (shift := _shift(last, block, one, two, breaks)):
            slid[-1] = last._replace(length=last.length - shift)
            block = Block(block.first - shift, block.second - shift, block.length + shift)
        slid.append(block)
    return [block for block in slid if block.length]


def _shift(last: Block, block: Block, one: str, two: str, breaks: tuple[frozenset[int], ...]) -> int:
    """How many characters at the end of `last` are better taken for the beginning of `block`."""
    ends = last.first + last.length, last.second + last.length
    gaps = block.first - ends[0], block.second - ends[1]
    if min(gaps) != 0 or max(gaps) <= 0:
        return 0
    side = 0 if gaps[0] else 1
    text, end, begin = (one, two)[side], ends[side], block[side]
    best, chosen = -1, 0
    for shift in range(min(last.length, _LONGEST_SHIFT) + 1):
        if shift and text[end - shift] != text[begin - shift]:
            break
        fits = (end - shift in breaks[side]) + (begin - shift in breaks[side])
        fits += ends[1 - side] - shift in breaks[1 - side]
        if fits > best:
            best, chosen = fits, shift
    return chosen


def _same(one: str, two: str, block: Block) -> int:
    left, right = (text[at : at + block.length] for text, at in ((one, block.first), (two, block.second)))
    return block.length if left == right else sum(a == b for a, b in zip(left, right, strict=True))


def _rest(taken: Iterable[tuple[int, int]], length: int, least: int) -> list[tuple[int, int]]:
    """The stretches of a text that no block has, of this length at least."""
    stretches, at = [], 0
    for begin, size in sorted(taken):
        if begin - at >= least:
            stretches.append((at, begin))
        at = begin + size
    if length - at >= least:
        stretches.append((at, length))
    return stretches


def _put_back(blocks: list[Block], one: list[tuple[int, int]], two: list[tuple[int, int]]) -> list[Block]:
    """Blocks of joined stretches as blocks of the texts that the stretches are of."""
    starts = [_joined(one), _joined(two)]
    placed = []
    for first, second, length in blocks:
        done = 0
        while done < length:
            at = [bisect_right(starts[0], first + done) - 1, bisect_right(starts[1], second + done) - 1]
            within = first + done - starts[0][at[0]], second + done - starts[1][at[1]]
            rooms = one[at[0]], two[at[1]]
            size = min(length - done, *(end - begin - w for (begin, end), w in zip(rooms, within, strict=True)))
            placed.append(Block(rooms[0][0] + within[0], rooms[1][0] + within[1], size))
            done += size
    return placed


def _joined(stretches: list[tuple[int, int]]) -> list[int]:
    starts, total = [], 0
    for begin, end in stretches:
        starts.append(total)
        total += end - begin
    return starts


def _in_order(one: str, two: str) -> list[Block]:
    """The runs that two texts have in common in one order."""
    if not (one and two):
        return []
    # a few letters at either end may be the same by chance
    shorter = min(len(one), len(two))
    head = _forward(one, 0, two, 0)
    head = head if head >= min(_SHINGLE, shorter) else 0
    tail = _backward(one, len(one), two, len(two), shorter - head)
    tail = tail if tail >= min(_SHINGLE, shorter - head) else 0
    ends = len(one) - tail, len(two) - tail
    inner = _anchored(one[head : ends[0]], two[head : ends[1]])
    chain = [Block(0, 0, head), *(Block(first + head, second + head, n) for first, second, n in inner)]
    chain.append(Block(*ends, tail))
    blocks: list[Block] = []
    a = b = 0
    for block in chain:
        blocks += _between(one, two, (a, block.first), (b, block.second))
        if block.length:
            blocks.append(block)
        a, b = block.first + block.length, block.second + block.length
    return blocks


def _forward(one: str, a: int, two: str, b: int) -> int:
    """How many characters are the same from `a` and `b` on."""
    size, total = 64, 0
    while one[a : a + size] == two[b : b + size]:
        if len(one) - a <= size or len(two) - b <= size:
            return total + min(len(one) - a, len(two) - b, size)
        total, a, b, size = total + size, a + size, b + size, size * 2
    left, right = one[a : a + size], two[b : b + size]
    return total + bisect_left(range(1, min(len(left), len(right)) + 1), True, key=lambda n: left[:n] != right[:n])


def _backward(one: str, a: int, two: str, b: int, most: int) -> int:
    """How many characters are the same before `a` and `b`, `most` at most."""
    size, total = 64, 0
    while total < most:
        step = min(size, most - total)
        left, right = one[a - step : a], two[b - step : b]
        if left != right:
            return total + bisect_left(range(1, step + 1), True, key=lambda n: left[-n:] != right[-n:])
        total, a, b, size = total + step, a - step, b - step, size * 2
    return total


def _anchored(one: str, two: str) -> list[Block]:
    """Stretches that stand once in each text, in one order in both, each as long as can be."""
    pairs = _unique(one, two)
    blocks: list[Block] = []
    a = b = 0
    for first, second in _rising(pairs):
        if first < a or second < b:
            continue
        before = _backward(one, first, two, second, min(first - a, second - b))
        length = before + _forward(one, first, two, second)
        blocks.append(Block(first - before, second - before, length))
        a, b = first - before + length, second - before + length
    return blocks


def _unique(one: str, two: str) -> list[tuple[int, int]]:
    """Where shingles begin that stand once in each text, in the order of the first."""
    wanted = {one[at : at + _SHINGLE] for at in range(0, len(one) - _SHINGLE + 1, _STEP)}
    places = [_once(text, wanted) for text in (one, two)]
    return sorted((at, places[1][shingle]) for shingle, at in places[0].items() if shingle in places[1])


def _once(text: str, wanted: set[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for at in range(len(text) - _SHINGLE + 1):
        shingle = text[at : at + _SHINGLE]
        if shingle in wanted:
            places[shingle] = -1 if shingle in places else at
    return {shingle: at for shingle, at in places.items() if at >= 0}


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of pairs that rises in both."""
    ends: list[int] = []
    chain: list[int] = []
    before = [-1] * len(pairs)
    for number, (_, second) in enumerate(pairs):
        at = bisect_left(ends, second)
        before[number] = chain[at - 1] if at else -1
        if at == len(ends):
            ends.append(second)
            chain.append(number)
        else:
            ends[at], chain[at] = second, number
    found = []
    number = chain[-1] if chain else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]


def _between(one: str, two: str, here: tuple[int, int], there: tuple[int, int]) -> list[Block]:
    """The runs of two stretches between those that are known; none where the two have too little in common."""
    left, right = one[slice(*here)], two[slice(*there)]
    if not (left and right):
        return []
    distance = None
    if len(left) * len(right) > _CHEAP:
        cap = min(int(_DISTANT * max(len(left), len(right))), _MOST)
        distance = Levenshtein.distance(left, right, score_cutoff=cap)
        if distance > cap:
            return []
    edits = Levenshtein.opcodes(left, right, score_hint=distance)
    equal = sum(edit.src_end - edit.src_start for edit in edits if edit.tag == "equal")
    shorter, longer = sorted((len(left), len(right)))
    whole = (here, there) == ((0, len(one)), (0, len(two)))
    if 2 * equal < shorter and (whole or longer > _SHORT or longer > 2 * shorter):
        return []
    return _joined_up(
        Block(here[0] + edit.src_start, there[0] + edit.dest_start, edit.src_end - edit.src_start)
        for edit in edits
        if edit.tag in ("equal", "replace")
    )


def _joined_up(blocks: Iterable[Block]) -> list[Block]:
    """The blocks, those that follow one another in both texts as one."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if last and (last.first + last.length, last.second + last.length) == (block.first, block.second):
            joined[-1] = Block(last.first, last.second, last.length + block.length)
        else:
            joined.append(block)
    return joined
