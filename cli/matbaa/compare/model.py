"""What a comparison says: figures by kind of tag, and each difference."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from matbaa.compare import KINDS, MENTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matbaa.finding import Place

__all__ = ["Comparison", "Difference", "Figures", "Found", "total"]


@dataclass(frozen=True, slots=True)
class Figures:
    """How the tags of one kind agree.

    `reference` and `found` are how many the reference and the measured text have, `exact` and `overlapping` how many
    of them have the same words, or have words in common and not all. Of the exact ones, `compared` says how many have
    a target (`target`), a value (`value`), a locator (`locator`) that can be compared, and `right` how many of these
    are the same. `outside` counts tags whose words the other text does not have; they are in no other number.
    """

    reference: int = 0
    found: int = 0
    exact: int = 0
    overlapping: int = 0
    compared: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    outside: int = 0

    def precision(self, *, lenient: bool = False) -> float | None:
        """The share of what was found that the reference has too; nothing where nothing was found."""
        return _share(self.exact + (self.overlapping if lenient else 0), self.found)

    def recall(self, *, lenient: bool = False) -> float | None:
        """The share of what the reference has that was found; nothing where it has none."""
        return _share(self.exact + (self.overlapping if lenient else 0), self.reference)

    def f1(self, *, lenient: bool = False) -> float | None:
        """The harmonic mean of both; nothing where neither text has any."""
        return _share(2 * (self.exact + (self.overlapping if lenient else 0)), self.found + self.reference)

    def share(self, what: str) -> float | None:
        """The share of right targets, values or locators among those that could be compared."""
        return _share(self.right[what], self.compared[what])


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


@dataclass(frozen=True, slots=True)
class Found:
    """A tag, for people: file and place, element, the words and those around, what it points at or says."""

    file: str
    place: Place
    element: str = ""
    before: str = ""
    words: str = ""
    after: str = ""
    says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. `what` is `missing`, `extra`, `span`, `target`, `value` or `locator`.

    `reference` and `found` are what stands in the reference and in the measured text; where one of them has no such
    tag, only file and place are given. `other` is the kind that the same words have there, if they are tagged at all.
    """

    what: str
    kind: str
    reference: Found
    found: Found
    other: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A text held against its reference: how many characters both have, or one alone, and figures by kind."""

    file: str
    reference: str
    common: int
    only_file: int
    only_reference: int
    figures: dict[str, Figures]
    differences: tuple[Difference, ...] = ()


def total(comparisons: Iterable[Comparison]) -> dict[str, Figures]:
    """The figures of several texts as of one, by kind in the usual order; and those of all mentions, as `mentions`."""
    sums: dict[str, Figures] = {}
    for comparison in comparisons:
        for kind, figures in comparison.figures.items():
            sums[kind] = _sum(sums.get(kind, Figures()), figures)
    ordered = {kind: sums[kind] for kind in KINDS if kind in sums}
    mentions = [figures for kind, figures in ordered.items() if kind in MENTIONS]
    if len(mentions) > 1:
        whole = Figures()
        for figures in mentions:
            whole = _sum(whole, figures)
        ordered["mentions"] = whole
    return ordered


def _sum(one: Figures, other: Figures) -> Figures:
    return Figures(
        one.reference + other.reference,
        one.found + other.found,
        one.exact + other.exact,
        one.overlapping + other.overlapping,
        one.compared + other.compared,
        one.right + other.right,
        one.outside + other.outside,
    )
