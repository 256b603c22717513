"""Spans of two encodings brought together, one with one: those that are the same, and those that overlap."""

from __future__ import annotations

from collections import defaultdict
from heapq import heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["exact_pairs", "overlapping_pairs"]

Stretch = tuple[int, int]


def exact_pairs(
    ours: Sequence[Stretch], theirs: Sequence[Stretch], alike: Callable[[int, int], bool]
) -> list[tuple[int, int]]:
    """Pairs of numbers of spans that are the same; where several are, those first that are `alike` otherwise too."""
    places: dict[Stretch, list[int]] = defaultdict(list)
    for number, span in enumerate(theirs):
        places[span].append(number)
    groups: dict[Stretch, list[int]] = defaultdict(list)
    for number, span in enumerate(ours):
        if span in places:
            groups[span].append(number)
    pairs = []
    for span, numbers in groups.items():
        others = places[span]
        if len(numbers) > 1 or len(others) > 1:
            for number in list(numbers):
                if (twin := next((other for other in others if alike(number, other)), None)) is not None:
                    numbers.remove(number)
                    others.remove(twin)
                    pairs.append((number, twin))
        pairs += zip(numbers, others, strict=False)
    return sorted(pairs)


def overlapping_pairs(ours: Sequence[Stretch], theirs: Sequence[Stretch]) -> list[tuple[int, int]]:
    """Pairs of numbers of spans that overlap, each in one pair at most; those that share most come first.

    The outcome is the same, with the sides exchanged, for exchanged sides.
    """
    shares = []
    for one, other in _touching(ours, theirs):
        left, right = ours[one], theirs[other]
        shared = min(left[1], right[1]) - max(left[0], right[0])
        shares.append((-shared, min(left, right), max(left, right), one, other))
    shares.sort()
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for *_, one, other in shares:
        if one not in taken[0] and other not in taken[1]:
            taken[0].add(one)
            taken[1].add(other)
            pairs.append((one, other))
    return sorted(pairs)


def _touching(ours: Sequence[Stretch], theirs: Sequence[Stretch]) -> list[tuple[int, int]]:
    """All pairs that have a character in common, in one walk along the text."""
    spans = sorted(
        [(begin, end, 0, number) for number, (begin, end) in enumerate(ours)]
        + [(begin, end, 1, number) for number, (begin, end) in enumerate(theirs)]
    )
    open_spans: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    pairs = []
    for begin, end, side, number in spans:
        others = open_spans[1 - side]
        while others and others[0][0] <= begin:
            heappop(others)
        pairs += [(number, other) if side == 0 else (other, number) for _, other in others]
        heappush(open_spans[side], (end, number))
    return pairs
