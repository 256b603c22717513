"""Locators: `s. 81-88`, `C. II, s. 11`, `vol. 3: 45`, `2/45`, `S. 12 ff.`, `pp. xi–xx`, `2. cilt`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matbaa.encode.citations.tokens import Token, follows, phrase
from matbaa.encode.citations.vocabulary import CONNECTORS, ENDLESS, NEXT, SHORT_UNITS, unit
from matbaa.numerals import completed, roman

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.encode.citations.tokens import Item

__all__ = ["Locator", "read"]

_DASHES = "-–—‐‑−"
_MOST_DIGITS = 6
_ORDINAL_UNITS = frozenset(
    """cilt sayfa bolum kitap kisim madde sayi band bande kapitel teil buch heft auflage vol volume tome tomo chapter
    section""".split()
)
_DOTTED = frozenset({"chapter", "section", "part"})


@dataclass(frozen=True, slots=True)
class Locator:
    """One page, volume and the like, or a range of them.

    `first` and `last` are the values of `@from` and `@to`; `last` is empty where the end is not told, both where they
    make no sense. `spelled` is true where the text has a word or a sign for the unit.
    """

    begin: int
    end: int
    unit: str
    first: str
    last: str
    spelled: bool


@dataclass(frozen=True, slots=True)
class _Value:
    text: str
    begin: int
    end: int
    after: int
    is_roman: bool


def read(
    items: Sequence[Item], at: int, language: str = "", *, spelled_only: bool = False, at_once: bool = False
) -> tuple[tuple[Locator, ...], int]:
    """The locators from this place on, with the marks between them, and where they end.

    With `spelled_only` the first must have its unit; `at_once` there need be no mark before a bare number. Nothing
    found: an empty tuple, and `at`.
    """
    found: list[Locator] = []
    end = at
    place = _past_marks(items, at, language)
    while place < len(items) and (one := _one(items, place, -1 if at_once else at, language, found, spelled_only)):
        several, end = one
        found += several
        place = _past_marks(items, end, language)
        if place == end and place < len(items) and not _begins_unit(items, place, language):
            break
    return tuple(found), end


def _past_marks(items: Sequence[Item], at: int, language: str) -> int:
    """Past what may stand between a year and a locator, stray marks too."""
    start = at
    for _ in range(3):
        if follows(items, at, ",:.;·"):
            at += 1
    # behind a semicolon another work is named, as a rule
    if any(follows(items, place, ";") for place in range(start, at)) and not _begins_unit(items, at, language):
        return start
    return at


def _begins_unit(items: Sequence[Item], at: int, language: str) -> bool:
    return _unit(items, at, language)[0] != ""


def _one(
    items: Sequence[Item], at: int, start: int, language: str, before: list[Locator], spelled_only: bool
) -> tuple[list[Locator], int] | None:
    """The locators of one unit, at this place."""
    name, value_at = _unit(items, at, language)
    if name:
        values = _values(items, value_at, name, spelled=True)
        if values and name == "volume" and _like_year(values[0][0]):
            return None
        return _made(values, items[at].begin, name, spelled=True) if values else None
    if (ordinal := _ordinal(items, at, language)) is not None:
        return ordinal
    if spelled_only and not before:
        return None
    if before and before[-1].unit == "page" and not follows(items, at - 1, ":/"):
        # a bare number behind a page belongs to its list, which is read already
        return None
    if at == start:
        # Smith 2010 45: no mark between
        return None
    return _bare(items, at, language, volume_before=bool(before) and before[-1].unit in ("volume", "issue"))


def _unit(items: Sequence[Item], at: int, language: str) -> tuple[str, int]:
    """The unit whose word or sign stands here, and where its number is looked for."""
    item = items[at] if at < len(items) else None
    if not isinstance(item, Token) or item.kind not in ("word", "mark"):
        return "", at
    name = unit(item.folded, language)
    if not name:
        return "", at
    after = at + 1
    if follows(items, after, "§" if item.text == "§" else "."):
        after += 1
    elif follows(items, after, "°º"):
        name, after = "issue", after + 1
    elif item.folded in SHORT_UNITS and not (after < len(items) and items[after].begin == item.end):
        return "", at
    if follows(items, after, "°º"):
        name, after = "issue", after + 1
    return name, after


def _ordinal(items: Sequence[Item], at: int, language: str) -> tuple[list[Locator], int] | None:
    """`2. cilt`, `3. Band`."""
    value = _value(items, at)
    if value is None or not follows(items, value.after, ".") or value.after + 1 >= len(items):
        return None
    word = items[value.after + 1]
    if not isinstance(word, Token) or word.folded not in _ORDINAL_UNITS or not (name := unit(word.folded, language)):
        return None
    text = _shown(value, name)
    return [Locator(value.begin, word.end, name, text, text, spelled=True)], value.after + 2


def _bare(items: Sequence[Item], at: int, language: str, *, volume_before: bool) -> tuple[list[Locator], int] | None:
    """Numbers without a unit: pages, or a volume and its pages."""
    first = _value(items, at)
    if first is None or (_like_year(first) and not follows(items, at - 1, ":")):
        return None
    if not volume_before and follows(items, first.after, ":/,."):
        mark = items[first.after]
        second = _value(items, first.after + 1)
        joined = mark.begin == first.end and second is not None and second.begin == mark.end
        parted = first.is_roman and second is not None and not second.is_roman
        loose = follows(items, first.after, ",.")
        if second is not None and ((joined and not loose) or parted) and not _like_year(second):
            volume = _shown(first, "volume")
            pages = _values(items, first.after + 1, "page", spelled=False)
            if pages and (made := _made(pages, pages[0][0].begin, "page", spelled=False)):
                located = Locator(first.begin, first.end, "volume", volume, volume, spelled=False)
                return [located, *made[0]], made[1]
    values = _values(items, at, "page", spelled=False)
    if not values or not (_closes(items, values[-1][3]) or _begins_unit(items, values[-1][3], language)):
        return None
    return _made(values, first.begin, "page", spelled=False)


def _closes(items: Sequence[Item], at: int) -> bool:
    """True if what is here ends a list of bare numbers: nothing, a mark, an "and" before one number more."""
    item = items[at] if at < len(items) else None
    if not isinstance(item, Token) or item.kind not in ("word", "number"):
        return True
    return item.folded in CONNECTORS and _value(items, at + 1) is not None


_Range = tuple[_Value, "_Value | None", int, int, bool]


def _values(items: Sequence[Item], at: int, name: str, *, spelled: bool) -> list[_Range]:
    """Numbers and ranges in a list: each as first, last, end in the text, next item, and whether it is open."""
    found: list[_Range] = []
    place = at
    while (first := _value(items, place, dotted=name in _DOTTED)) is not None:
        if found and ((_like_year(first) and not _like_year(found[-1][0])) or first.is_roman != found[-1][0].is_roman):
            break
        if found and not spelled and _like_year(first):
            break
        item = _ranged(items, first)
        if found and not _closes(items, item[3]):
            break
        found.append(item)
        place = _past_comma(items, item[3])
        if place == item[3]:
            break
    return found


def _past_comma(items: Sequence[Item], at: int) -> int:
    if follows(items, at, ","):
        at += 1
    elif follows(items, at, ".") and at + 1 < len(items) and items[at + 1].begin == items[at].end:
        return at + 1
    item = items[at] if at < len(items) else None
    if isinstance(item, Token) and item.folded in CONNECTORS and item.kind != "closed":
        at += 1
    return at


def _ranged(items: Sequence[Item], first: _Value) -> _Range:
    after, end = first.after, first.end
    last: _Value | None = None
    to = items[after] if after < len(items) else None
    if follows(items, after, _DASHES) or (isinstance(to, Token) and to.folded in {"bis", "ila", "to", "hasta"}):
        while follows(items, after, _DASHES):
            after += 1
        if isinstance(to, Token) and to.kind == "word":
            after += 1
        last = _value(items, after)
        if last is not None and last.is_roman == first.is_roman:
            end, after = last.end, last.after
        else:
            last, after = None, first.after
    open_end = phrase(items, after, ENDLESS)
    if open_end and not _value(items, open_end):
        token = items[open_end - 1]
        return first, None, token.end, open_end, True
    following = phrase(items, after, NEXT)
    if last is None and following and not _value(items, following):
        token = items[following - 1]
        upper = None if first.is_roman or not first.text.isdigit() else str(int(first.text) + 1)
        nxt = _Value(upper, token.begin, token.end, following, False) if upper else None
        return first, nxt, token.end, following, nxt is None
    return first, last, end, after, False


def _value(items: Sequence[Item], at: int, *, dotted: bool = False) -> _Value | None:
    item = items[at] if at < len(items) else None
    if not isinstance(item, Token):
        return None
    if item.kind == "word":
        same_case = item.text.isupper() or item.text.islower()
        if same_case and item.text.isascii() and len(item.text) <= 9 and roman(item.text) is not None:
            return _Value(item.text, item.begin, item.end, at + 1, True)
        return None
    if item.kind != "number" or len(item.text) > _MOST_DIGITS:
        return None
    text, end, after = item.text, item.end, at + 1
    letter = items[after] if after < len(items) else None
    # 12r, 45b; but 66f and 66ff are what follows
    if isinstance(letter, Token) and letter.begin == end and letter.text in {"a", "b", "c", "d", "r", "v"}:
        text, end, after = text + letter.text, letter.end, after + 1
    while dotted and follows(items, after, ".") and items[after].begin == end and after + 1 < len(items):
        more = items[after + 1]
        if not isinstance(more, Token) or more.kind != "number" or more.begin != end + 1:
            break
        text, end, after = f"{text}.{more.text}", more.end, after + 2
    return _Value(text, item.begin, end, after, False)


def _like_year(value: _Value) -> bool:
    return len(value.text) in (4, 5) and value.text[:4].isdigit() and 1400 <= int(value.text[:4]) <= 2100


def _made(values: list[_Range], begin: int, name: str, *, spelled: bool) -> tuple[list[Locator], int]:
    found = []
    for number, (first, last, end, _, is_open) in enumerate(values):
        low = _shown(first, name)
        high = low if last is None else _shown(last, name)
        if low.isdigit() and high.isdigit():
            high = completed(low, high)
            if int(high) < int(low):
                low = high = ""
        found.append(
            Locator(begin if number == 0 else first.begin, end, name, low, "" if is_open else high, spelled=spelled)
        )
    return found, values[-1][3]


def _shown(value: _Value, name: str) -> str:
    """A value as `@from` has it: page xiv is not page 14, but volume XIV is volume 14."""
    if value.is_roman and name != "page":
        return str(roman(value.text))
    return value.text
