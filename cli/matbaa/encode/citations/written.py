"""A citation as a text writes it, before anything is said of what it means."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from matbaa.encode.model import Span

if TYPE_CHECKING:
    from matbaa.encode.citations.heads import Head
    from matbaa.encode.citations.locators import Locator
    from matbaa.encode.citations.years import Year

__all__ = ["Manner", "Written", "written"]

# in brackets; behind its author in the sentence; a bracketed year without an author beside it; in open text; as "the
# same as before"; by author and page alone
Manner = Literal["bracketed", "narrative", "year", "open", "again", "undated"]


@dataclass(slots=True)
class Written:
    """One citation. `span` is all of it, `ref` its author and year, or what stands for them.

    `head` is who or what it names, here or, where `own` is false, before it. `years` have their letters; `told` is
    what stands for a year. `several` is true where the same brackets have more than one. `lead` is the word or mark
    before its author in running text, `after` what stands behind its brackets. `listed` is true of what begins an
    entry of a bibliography (Jockers, M. (2013). Macroanalysis), `imprint` of place and year in the middle of one
    (Nutuk (Ankara, 1970), s. 12).
    """

    passage: int
    manner: Manner
    span: Span
    ref: Span
    head: Head | None = None
    own: bool = True
    years: tuple[str, ...] = ()
    told: str = ""
    locators: list[Locator] = field(default_factory=list)
    signal: bool = False
    ranged: bool = False
    several: bool = False
    block: str = ""
    lead: str = ""
    after: str = ""
    listed: bool = False
    imprint: bool = False

    def add(self, locators: tuple[Locator, ...]) -> None:
        """Let it have these locators too, which stand behind it."""
        if locators:
            self.locators += locators
            self.span = Span(self.span.begin, max(self.span.end, locators[-1].end))

    @property
    def spelled(self) -> bool:
        """True if a locator has its unit."""
        return any(one.spelled for one in self.locators)


def written(
    number: int, manner: Manner, year: Year, head: Head | None, *, own: bool = True, early: tuple[Locator, ...] = ()
) -> Written:
    """A citation of this year; `early` are locators between what it names and its year."""
    begin = head.begin if head is not None and own else year.begin
    ref = Span(begin, head.end if early and head is not None else year.end)
    signal = own and head is not None and head.signal
    return Written(
        number, manner, Span(begin, year.end), ref, head, own, year.values, year.told, list(early), signal, year.ranged
    )
