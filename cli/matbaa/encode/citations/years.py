"""Years in citations: `2005`, `2010a`, `1920/1985`, `1985 [1920]`, `1970-75`, `n.d.`, `t.y.`, `im Druck`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matbaa.encode.citations.tokens import Group, Token, follows, phrase, token
from matbaa.encode.citations.vocabulary import DATED, UNDATED, is_month, unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.encode.citations.tokens import Item

__all__ = ["Year", "read"]

_FIRST, _LAST = 1000, 2100
# single words that are a date's place only when abbreviated: n.d., not "nd"
_BARE_WORDS = frozenset({"tarihsiz", "tsz", "forthcoming", "submitted", "baskida", "basimda", "yayimlanacak"})
# the letters of 2010a-c, where they are one word
_SEVERAL = re.compile("([a-z])[-‐‑]([a-z])")
_DASHES = "-–—‐‑"


@dataclass(frozen=True, slots=True)
class Year:
    """A year as written, from `begin` to before `end` in the text; the next item is `after`.

    `values` are its years in the order of the text, each with its letter; none where it says that there is none
    (then `told` has those words). `ranged` is true of 1970-1975, `split` where a blank stands in it (20 05).
    """

    begin: int
    end: int
    after: int
    values: tuple[str, ...] = ()
    told: str = ""
    ranged: bool = False
    split: bool = False


def read(items: Sequence[Item], at: int, language: str = "") -> Year | None:
    """The year that begins at this place."""
    item = items[at]
    if isinstance(item, Group):
        return _bracketed(item, items, at)
    if item.kind == "word":
        return _undated(items, at)
    if item.kind != "number" or _dated_before(items, at, language):
        return None
    found = _number(items, at)
    return None if found is None else _further(items, found)


def _number(items: Sequence[Item], at: int) -> Year | None:
    item, rest = token(items, at), token(items, at + 1)
    if item is None or item.kind != "number":
        return None
    if len(item.text) == 4 and _FIRST <= int(item.text) < _LAST:
        after, text, end = at + 1, item.text, item.end
        if rest is not None and rest.begin == end and (several := _SEVERAL.fullmatch(rest.text)):
            letters = range(ord(several[1]), ord(several[2]) + 1)
            return Year(item.begin, rest.end, at + 2, tuple(text + chr(letter) for letter in letters))
        if rest is not None and rest.begin == end and rest.kind == "word":
            letter = _letter(items, after, end)
            if letter is None:
                return None
            after, text, end = after + 1, text + letter.text, letter.end
        return Year(item.begin, end, after, (text,))
    if rest is not None and rest.kind == "number" and rest.begin == item.end + 1:
        joined = item.text + rest.text
        if len(joined) == 4 and 1500 <= int(joined) < _LAST:
            return Year(item.begin, rest.end, at + 2, (joined,), split=True)
    return None


def _letter(items: Sequence[Item], at: int, end: int) -> Token | None:
    """The letter that tells the works of a year apart, if it is here, joined to what ends at `end`."""
    item = token(items, at)
    if item is None or item.kind != "word" or item.begin != end or len(item.text) != 1:
        return None
    return item if item.text.islower() and item.text.isascii() else None


def _further(items: Sequence[Item], year: Year) -> Year | None:
    """With a second year behind it: a range, a reprint."""
    values, end, after, ranged = year.values, year.end, year.after, False
    if len(values[-1]) == 5 and follows(items, after, _DASHES) and after + 1 < len(items):
        # 2017a-c
        last = items[after + 1]
        if isinstance(last, Token) and len(last.text) == 1 and values[-1][4] < last.text <= "z":
            letters = [chr(code) for code in range(ord(values[-1][4]), ord(last.text) + 1)]
            return Year(year.begin, last.end, after + 2, tuple(values[-1][:4] + letter for letter in letters))
    if follows(items, after, _DASHES + "/") and after + 1 < len(items):
        mark, second = items[after], items[after + 1]
        assert isinstance(mark, Token)
        joined = mark.begin == end and second.begin == mark.end
        if isinstance(second, Token) and second.kind == "number" and joined:
            full = values[-1][: 4 - len(second.text)] + second.text if len(second.text) < 3 else second.text
            if len(full) != 4 or (mark.text != "/" and follows(items, after + 2, _DASHES)):
                # 2019-04-24
                return None
            if int(full) < int(values[-1][:4]) and mark.text != "/":
                return None
            values, end, after, ranged = (*values, full), second.end, after + 2, mark.text != "/"
            if letter := _letter(items, after, end):
                values, end, after = (*values[:-1], full + letter.text), letter.end, after + 1
    if after < len(items) and isinstance(inner := items[after], Group) and (more := _plain_years(inner)):
        values, end, after = (*values, *more), inner.end, after + 1
    return Year(year.begin, end, after, values, ranged=ranged, split=year.split)


def _bracketed(group: Group, items: Sequence[Item], at: int) -> Year | None:
    """`[1920] 1985`, `(2010)`, `[t.y.]`."""
    values = _plain_years(group)
    if values:
        after = at + 1
        if second := _number(items, after):
            return Year(group.begin, second.end, second.after, (*values, *second.values))
        return Year(group.begin, group.end, after, values)
    told = _undated(group.items, 0) if group.items and isinstance(group.items[0], Token) else None
    if told is None or told.after < len(group.items):
        return None
    return Year(group.begin, group.end, at + 1, told=told.told)


def _plain_years(group: Group) -> tuple[str, ...]:
    if not group.items or len(group.items) > 5 or not all(isinstance(item, Token) for item in group.items):
        return ()
    found = _number(group.items, 0)
    found = _further(group.items, found) if found else None
    return found.values if found and found.after == len(group.items) and not found.split else ()


def _undated(items: Sequence[Item], at: int) -> Year | None:
    after = phrase(items, at, UNDATED)
    if not after:
        return None
    words = [item for item in items[at:after] if isinstance(item, Token)]
    spelled = [item for item in words if item.kind == "word"]
    # "SA" and "so d" are no such words: an abbreviation of letters has its full stops, or is joined
    if len(spelled[0].text) <= 2 and len(spelled) < 2 and not follows(items, after - 1, "."):
        return None
    if all(len(item.text) == 1 for item in spelled) and not any(item.text == "." for item in words):
        return None
    return Year(words[0].begin, words[-1].end, after, told="".join(item.text for item in words))


def _dated_before(items: Sequence[Item], at: int, language: str) -> bool:
    """True of a number that a month, a day, a unit or the like stands before."""
    back = at - 1
    dotted = follows(items, back, ".")
    if dotted:
        back -= 1
    before = items[back] if back >= 0 else None
    if not isinstance(before, Token):
        return False
    if before.kind == "number":
        # 19.05.1919
        return dotted and items[at].begin == items[at - 1].end
    if before.kind == "mark":
        # ERC-2015, 04-2015
        joined = before.end == items[at].begin and back > 0 and items[back - 1].end == before.begin
        return before.text in "/#=$€£%+" or (before.text in _DASHES and joined)
    if before.kind != "word":
        return False
    if before.folded in DATED and (len(before.text) > 1 or not before.capital):
        return True
    if is_month(before.folded, dotted=dotted) and (not before.capital or back):
        return True
    named = unit(before.folded, language)
    if not named or not dotted:
        return bool(named) and len(before.text) < 3 and before.text.islower() and before.folded not in {"y", "e"}
    # "S. 1999" is a page, but "Yıldız, C. 1990" has an initial
    return len(before.text) > 1 or before.text.islower() or _year_behind(items, at)


def _is_number(item: Item) -> bool:
    return isinstance(item, Token) and item.kind == "number"


def _year_behind(items: Sequence[Item], at: int) -> bool:
    return any(_is_number(item) and len(item.text) == 4 for item in items[at + 1 : at + 6] if isinstance(item, Token))
