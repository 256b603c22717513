"""Spans of a passage, asked which of them a place lies in."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matbaa.encode.model import Span

__all__ = ["Spans"]


class Spans:
    """Spans in their order, those joined that overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._begins: list[int] = []
        self._ends: list[int] = []
        for begin, end in sorted(spans):
            if self._ends and begin < self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            elif begin < end:
                self._begins.append(begin)
                self._ends.append(end)

    def touch(self, span: Span) -> bool:
        """True if one of them has a character in common with `span`."""
        place = bisect_left(self._begins, span.end) - 1
        return place >= 0 and self._ends[place] > span.begin

    def hold(self, span: Span) -> bool:
        """True if `span` lies in one of them."""
        place = bisect_left(self._begins, span.end) - 1
        return place >= 0 and self._begins[place] <= span.begin and span.end <= self._ends[place]
