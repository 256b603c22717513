"""What is known of a text besides its words: when it was written, and which year it named last."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from matbaa.dates.values import Value

__all__ = ["Clues"]


class Clues(NamedTuple):
    """What is known of the text: when it was written, the year that was named last, and whether it begins here."""

    written: Value | None = None
    year: int | None = None
    first: bool = False

    def fits(self, given: int | None) -> bool:
        """True of one of the years, or its last two figures."""
        years = (self.year, self.written.year if self.written else None)
        return given is not None and any(year is not None and given in (year, year % 100) for year in years)

    def is_month(self, month: int) -> bool:
        """True of the month in which the text was written, and of its neighbours."""
        written = self.written
        return written is not None and written.month is not None and (month - written.month) % 12 in (0, 1, 11)
