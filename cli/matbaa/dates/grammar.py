"""What the words of a text say of times: single ones, ranges and lists, found in a row of letters.

Nothing is decided here: whether a number is a year, and which year a day is in, is for those who know the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matbaa.dates.narrowing import narrowed_after, narrowed_before
from matbaa.dates.units import FIRST, NUMBERS, SECOND, WHOLE, Unit, units

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from matbaa.dates.lexer import Lexed
    from matbaa.dates.narrowing import Narrowing

__all__ = ["Expression", "expressions"]

_TO = re.compile(r"\.?(?:-|/|[fp]{0,2}T{1,2}[fp]{0,3})")
_AND = re.compile(r",?&[fp]{0,3}")
# in a list
_NEXT = re.compile(r",?&[fp]{0,2}|[,/]")
_CIRCA = re.compile(r"[tv]\.?f{0,2}")
_CALENDAR = re.compile(r"j\.?")
_CALENDAR_AFTER = re.compile(r"\(j\.?\)|j\.?")
_AMONG = re.compile("[gkK]?A")
_ABOUT = re.compile("[kK]?t")
# Turkish: from (1919’dan, 1919’den), to (1923’e, 1923’ye)
_FROM_ENDING = re.compile(".{0,7}[dt][ae]n")
_TO_ENDING = re.compile("[yn]?[ae]")
_OLD_YEARS = range(1200, 1345)
_MANY = 8
# a number that may be a day, a century or a year: for what follows it, however many numbers stand between
_PROMISING = re.compile("[dour][^mceiyDVQEHk#%!]{0,24}[mceiyDVQEHk]|d/[dr](?![/.]?[dmcyn/])")
_STARTS = re.compile("[BEDVQdourywmsicexXKZPHLUbtv=nhj]")


@dataclass(frozen=True, slots=True)
class Expression:
    """A time, or one from `first` to `last`, which are the same for a single one; words `begin` to before `end`.

    `circa` is the letter of the word that says about when. `calendar` is named by the text. `pair` is the same time
    by another calendar. `joint` is what joins the two ends.
    """

    first: Unit
    last: Unit
    begin: int
    end: int
    narrowed: Narrowing | None = None
    circa: str = ""
    calendar: str = ""
    pair: Unit | None = None
    joint: str = ""

    @property
    def single(self) -> bool:
        """True unless it has two ends."""
        return self.first is self.last


def expressions(lexed: Lexed, accept: Callable[[Expression], bool]) -> Iterator[Expression]:
    """What the text says of times, in its order, of all readings at a place the longest that is accepted."""
    position = 0
    while found := _STARTS.search(lexed.symbols, position):
        position = found.start() + 1
        for several in _readings(lexed, found.start()):
            if all(accept(one) for one in several):
                yield from several
                position = several[-1].end
                break


def _readings(lexed: Lexed, start: int) -> list[list[Expression]]:
    """The ways to read what begins with a word, the longest first."""
    symbols, at = lexed.symbols, start
    circa = narrowed = calendar = None
    if symbols[at] in NUMBERS and not _PROMISING.match(symbols, at):
        return []
    if symbols[at] == "B":
        return [[one] for one in _between(lexed, at)]
    if found := _CIRCA.match(symbols, at):
        circa, at = symbols[at], found.end()
    if part := narrowed_before(lexed, at):
        narrowed, at = part
    if found := _CALENDAR.match(symbols, at):
        calendar, at = str(lexed.entries[at].value), found.end()
    if at > start and (at >= len(symbols) or not _STARTS.match(symbols, at)):
        return []
    readings = [[one] for one in _timed(lexed, at)]
    if (circa or narrowed or calendar) and readings:
        readings = [
            [replace(one, begin=start, circa=circa or "", narrowed=narrowed or one.narrowed,
                     calendar=calendar or one.calendar)]
            for [one] in readings
            if not (narrowed and one.narrowed)
        ]  # fmt: skip
    readings += _listed(lexed, start)
    return sorted(readings, key=lambda several: several[-1].end, reverse=True)


def _between(lexed: Lexed, start: int) -> Iterator[Expression]:
    """Between the one and the other."""
    at = start + 1
    while lexed.symbols[at : at + 1] in ("f", "p"):
        at += 1
    yield from _joined(lexed, at, _AND)


def _timed(lexed: Lexed, at: int) -> Iterator[Expression]:
    """One time or a range that begins with this word, with what stands after it."""
    yield from _joined(lexed, at, _TO)
    if lexed.language == "tr":
        # 3 Mart ile 5 Mart arasında, 3 Mart’tan 5 Mart’a kadar
        yield from (one for one in _joined(lexed, at, _AND) if _AMONG.match(lexed.symbols, one.end))
        yield from _joined(lexed, at, None)
    for unit in units(lexed, at, WHOLE):
        single = Expression(unit, unit, at, unit.end)
        yield from _followed(lexed, single)
        yield single


def _followed(lexed: Lexed, one: Expression) -> Iterator[Expression]:
    """The same with a word after it that says which part of it, about when, or by which calendar."""
    symbols, end = lexed.symbols, one.end
    if lexed.language == "tr":
        if part := narrowed_after(lexed, end):
            yield replace(one, narrowed=part[0], end=part[1])
        if (found := _ABOUT.match(symbols, end)) and lexed.entries[found.end() - 1].value == "after":
            yield replace(one, circa="t", end=found.end())
    if found := _CALENDAR_AFTER.match(symbols, end):
        index = end + (symbols[end] == "(")
        yield replace(one, calendar=str(lexed.entries[index].value), end=found.end())
    if symbols[end : end + 1] in ("(", "/") and one.first.year and one.first.year in _OLD_YEARS:
        for unit in units(lexed, end + 1, WHOLE):
            closed = symbols[end] == "/" or symbols[unit.end : unit.end + 1] == ")"
            if closed and unit.year and unit.year not in _OLD_YEARS:
                yield replace(one, pair=unit, end=unit.end + (symbols[end] == "("))


def _joined(lexed: Lexed, at: int, joint: re.Pattern[str] | None) -> Iterator[Expression]:
    """Two times with a joint between them; without one if their endings say so: from the one to the other."""
    symbols = lexed.symbols
    for left in (*units(lexed, at, WHOLE), *units(lexed, at, FIRST)):
        middle, letter = left.end, ""
        if joint is not None:
            found = joint.match(symbols, left.end)
            if found is None:
                continue
            middle, letter = found.end(), found[0].strip(".,fp")[:1]
        elif not _FROM_ENDING.fullmatch(lexed.entries[left.end - 1].ending):
            continue
        for right in (*units(lexed, middle, WHOLE), *units(lexed, middle, SECOND)):
            if joint is None and not (
                _TO_ENDING.fullmatch(lexed.entries[right.end - 1].ending) or symbols[right.end : right.end + 1] == "T"
            ):
                continue
            if both := _completed(left, right, symbols[left.end - 1], letter):
                one = Expression(*both, at, right.end, joint=letter or "T")
                yield from _followed(lexed, one)
                yield one


def _completed(left: Unit, right: Unit, last: str, joint: str) -> tuple[Unit, Unit] | None:
    """The two ends of a range, where each takes from the other what it does not say itself; nothing if they are none.

    `last` is the letter of the last word of the first one.
    """
    if right.kind == "figures" and left.kind == "day" and not left.months:
        # 3. bis 5. 9. 1921
        return replace(left, kind="figures", figures=right.figures), right
    if left.kind != right.kind and "century" in (left.kind, right.kind):
        return None
    if right.kind == "year" and right.year is not None and right.year < 100 and not right.era:
        # 1914-18
        if left.kind != "year" or left.year is None or left.year < 1000 or joint not in ("-", "/"):
            return None
        return left, replace(right, year=left.year // 100 * 100 + right.year)
    if right.kind == "day" and not right.months and not right.lunar:
        # March 3-5, 1921
        if not left.months or last not in NUMBERS:
            return None
        return replace(left, year=left.year or right.year), replace(
            right, months=left.months, year=right.year or left.year
        )
    if left.kind == "day" and not left.months and not left.lunar:
        if right.kind != "day" or right.day is None or left.day is None or left.day >= right.day:
            return None
        return replace(
            left, months=right.months, lunar=right.lunar, year=right.year, era=right.era, same=right.same
        ), right
    if left.kind == "century":
        return (replace(left, era=left.era or right.era), right)
    if left.kind == "season" or right.kind == "season":
        return (replace(left, year=left.year or right.year), right) if left.kind == right.kind else None
    if left.year is None and left.months and not left.same:
        left = replace(left, year=right.year, short=right.short, same=right.same)
    elif right.year is None and right.months and not right.same:
        right = replace(right, year=left.year, short=left.short)
    if "decade" in (left.kind, right.kind) and left.kind != right.kind:
        return None
    return left, right


def _listed(lexed: Lexed, start: int) -> Iterator[list[Expression]]:
    """Several times of which the last says what the others leave out: 19 ve 21 Mayıs 1919, 19th and 20th centuries."""
    symbols, at = lexed.symbols, start
    heads: list[Expression] = []
    while len(heads) < _MANY:
        begin, narrowed = at, None
        if part := narrowed_before(lexed, at):
            narrowed, at = part
        if heads:
            for unit in units(lexed, at, WHOLE):
                several = [one for head in heads if (one := _like(head, unit))]
                if len(several) == len(heads):
                    yield [*several, Expression(unit, unit, begin, unit.end, narrowed)]
        left = next(iter(units(lexed, at, FIRST)), None)
        joint = _NEXT.match(symbols, left.end) if left else None
        if left is None or joint is None:
            return
        heads.append(Expression(left, left, begin, left.end, narrowed))
        at = joint.end()


def _like(head: Expression, unit: Unit) -> Expression | None:
    """The head of a list with what the last one says."""
    first = head.first
    if unit.kind == "century" and first.day is not None:
        first = replace(first, kind="century", era=unit.era)
    elif unit.kind == first.kind == "day" and unit.months and not first.months and (first.day or 0) < (unit.day or 0):
        first = replace(first, months=unit.months, lunar=unit.lunar, year=unit.year, short=unit.short, same=unit.same)
    elif unit.kind == first.kind and unit.year is not None and first.year is None and unit.kind in ("month", "season"):
        first = replace(first, year=unit.year)
    else:
        return None
    return replace(head, first=first, last=first)
