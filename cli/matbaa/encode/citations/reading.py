"""Finding citations in a passage: in brackets, behind the name of an author, in open text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from matbaa.dates.words import fold
from matbaa.encode.citations import heads, locators, years
from matbaa.encode.citations.brackets import Brackets
from matbaa.encode.citations.tokens import Token, follows, outline
from matbaa.encode.citations.vocabulary import CONNECTORS, OPENERS, PARTICLES
from matbaa.encode.citations.written import written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matbaa.encode.citations.shelf import Shelf
    from matbaa.encode.citations.tokens import Item
    from matbaa.encode.citations.written import Written
    from matbaa.encode.citations.years import Year
    from matbaa.encode.model import Passage

__all__ = ["read"]

# without one of these there is nothing to find
_WORTH = re.compile(r"[12]\d\d\d|[([][^()\[\]]{0,60}?[^\W\d_]|\d \d", re.UNICODE)
_PAGE_BEHIND = re.compile(r"\s*,?\s*(?:ss?|pp?|S)\.\s*\d")
# where a bibliography has an entry, only names stand before the year, and not many
_NAMES_LONG = 300
_OF_NAMES = CONNECTORS | PARTICLES | {"ed", "eds", "hrsg", "der"}
_AFTER = re.compile(r"[)\]\s]*([^\W\d_]+|[^\w\s])")
_LEAD = re.compile(r"([^\W\d_]+|\),|[^\w\s])[’']?\s*$")


def read(passage: Passage, number: int, shelf: Shelf) -> list[Written]:
    """The citations of a passage, in the order of the text, whatever they may mean; none overlaps another."""
    if not _WORTH.search(passage.text):
        return []
    brackets = Brackets(number, passage.language, shelf)
    whole, *groups = outline(passage)
    found = [one for group in groups for one in brackets.read(group)]
    found += _open(whole.items, number, passage.language)
    found.sort(key=lambda one: one.span)
    for one in found:
        _place(one, passage)
    return found


def _place(one: Written, passage: Passage) -> None:
    """Note what stands around a citation."""
    text = passage.text
    one.block = passage.block
    begin = one.head.begin if one.head is not None and one.manner in ("narrative", "open") else one.span.begin
    if lead := _LEAD.search(text[max(0, begin - 40) : begin]):
        one.lead = lead[1]
    if one.manner == "open":
        one.imprint = one.lead in (",", ":", "/") and not one.signal
        return
    closing = text.find(")", one.span.end, one.span.end + 60)
    end = max(closing + 1, one.span.end)
    if after := _AFTER.match(text, end):
        one.after = after[1]
    one.imprint = one.manner == "bracketed" and not one.locators and _PAGE_BEHIND.match(text, end) is not None
    if one.manner in ("narrative", "year") and one.after in (".", ":") and begin < _NAMES_LONG and one.span.begin > 1:
        before = text[: one.span.begin]
        one.listed = all(word[0].isupper() or fold(word) in _OF_NAMES for word in re.findall(r"[^\W\d_]+", before))


def _open(items: Sequence[Item], number: int, language: str) -> Iterator[Written]:
    """Citations outside all brackets: bkz. Kinross, 2018, s. 284."""
    at = 0
    while at < len(items):
        item = items[at]
        year = years.read(items, at, language) if isinstance(item, Token) and item.kind == "number" else None
        if year is None or year.split or year.ranged:
            at += 1
            continue
        one = _in_open(items, at, year, number, language)
        at = year.after
        if one is not None:
            yield one


def _in_open(items: Sequence[Item], at: int, year: Year, number: int, language: str) -> Written | None:
    high = at
    while high and follows(items, high - 1, ",:"):
        high -= 1
    head = heads.before(items, high)
    if head is None:
        return None
    signal = _opened(items, head.begin, high)
    found, _ = locators.read(items, year.after, language)
    sure = any(one.spelled for one in found) or bool(found and follows(items, year.after, ":") and high == at)
    if not (sure or signal or head.others):
        return None
    one = written(number, "open", year, head)
    one.signal = signal
    if sure or signal:
        one.add(found)
    return one


def _opened(items: Sequence[Item], begin: int, high: int) -> bool:
    """True if a word that opens citations stands right before what begins there."""
    place = next((at for at in range(max(0, high - 18), high) if items[at].begin == begin), 0)
    back = place - 1
    while back >= 0 and follows(items, back, ".:,"):
        back -= 1
    item = items[back] if back >= 0 and place else None
    return isinstance(item, Token) and item.folded in OPENERS
