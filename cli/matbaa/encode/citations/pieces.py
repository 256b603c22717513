"""The words before the year of a citation, each by what it can be in the names of authors, bodies and titles."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matbaa.dates.words import fold
from matbaa.encode.citations.tokens import Group, Token, follows, phrase
from matbaa.encode.citations.vocabulary import (
    CONNECTORS,
    FORINSTANCE,
    FUNCTION,
    NO_AUTHORS,
    OTHERS,
    PARTICLES,
    ROLES,
    SIGNALS,
    unit,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.encode.citations.tokens import Item

__all__ = ["Name", "Piece", "cased", "names_of", "pieces_of", "stem"]

_APOSTROPHE = re.compile("['’ʼ]")
# what follows the apostrophe of a name in Turkish and in English, folded
_ENDINGS = frozenset(
    """s in un nin nun i u yi yu ni nu a e ya ye na ne da de ta te dan den tan ten nda nde ndan nden la le yla yle ca ce
    ki daki deki taki teki nca nce dir dur tir tur""".split()
)
_QUOTES = '"“”„«»‟‹›'
# words of NO_AUTHORS that are written with an accent
_ACCENTED = frozenset({"wahrend", "yuzyil", "gun"})


@dataclass(frozen=True, slots=True)
class Name:
    """One of the authors as written: the folded words of the name, its initials (folded letters), and its words."""

    words: tuple[str, ...]
    initials: str
    shown: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, a mark or a phrase, by what it can be in a head.

    `code` is one letter: `N` part of a name, `T` a capital word that is none by itself (The, Figure), `I` an initial,
    `p` a small word of names (von), `f` one of titles (of), `c` an "and", `o` an ordinal number, `s` a signal (see),
    `E` "et al.", `R` a role (ed.), `G` an abbreviation in brackets, `q` a quotation mark, `x` anything else; marks are
    themselves.
    """

    code: str
    begin: int
    end: int
    text: str


def stem(word: str) -> str:
    """A folded name without the case ending behind its apostrophe."""
    divided = _APOSTROPHE.split(word)
    if len(divided) > 1 and divided[-1] in _ENDINGS and len(word) - len(divided[-1]) > 3:
        divided.pop()
    return "'".join(divided)


def cased(text: str) -> bool:
    """True of a name that has such an ending."""
    return stem(fold(text)) != _joined(text)


def pieces_of(items: Sequence[Item], low: int, high: int) -> list[Piece]:
    """The pieces of the items from `low` to before `high`."""
    found: list[Piece] = []
    at = low
    while at < high:
        item = items[at]
        if isinstance(item, Group):
            found.append(Piece(_bracketed(item), item.begin, item.end, ""))
            at += 1
            continue
        code, after = _coded(items, at, found)
        after = min(after, high)
        if code == "E" and found and found[-1].code == "T":
            # He et al. 2016
            found[-1] = replace(found[-1], code="N")
        last = items[after - 1]
        found.append(Piece(code, item.begin, last.end, item.text))
        at = after
    return found


def _bracketed(group: Group) -> str:
    words = group.words
    if words and phrase(group.items, 0, ROLES) == len(group.items):
        return "R"
    only = group.items[0] if len(group.items) == 1 else None
    # the abbreviation of a body: Türk Tarih Kurumu [TTK]
    return "G" if isinstance(only, Token) and only.kind == "word" and only.text.isupper() else "x"


def _coded(items: Sequence[Item], at: int, found: list[Piece]) -> tuple[str, int]:
    item = items[at]
    assert isinstance(item, Token)
    if item.kind == "closed":
        return "x", at + 1
    if item.kind == "number":
        nxt = items[at + 2] if at + 2 < len(items) else None
        ordinal = len(item.text) < 4 and follows(items, at + 1, ".") and isinstance(nxt, Token) and nxt.capital
        return ("o", at + 2) if ordinal else ("x", at + 1)
    before_it = found[-1].code if found else ""
    if before_it in ("N", "T", "I", ",", ".", "G") and (end := phrase(items, at, OTHERS)):
        return "E", end
    if item.kind == "mark":
        return _mark(item.text), at + 1
    end = 0 if item.capital else phrase(items, at, FORINSTANCE)
    if end and (follows(items, end - 1, ".") or len(item.text) > 2):
        return "s", end
    end = phrase(items, at, ROLES) if before_it in ("N", "I", ",", ".", "E") and not item.capital else 0
    if end and (follows(items, end - 1, ".") or end == len(items)):
        return "R", end
    return _word(item, before_it), at + 1


def _mark(text: str) -> str:
    if text in _QUOTES:
        return "q"
    if text in "-–—‐‑":
        return "-"
    if text in "&+":
        return "c"
    return text if text in ",:.;/" else "x"


def _word(item: Token, before_it: str) -> str:
    plain = item.folded
    if item.capital:
        if len(item.text) == 1:
            return "I"
        if plain in SIGNALS and before_it in ("", ";", "s", "x", ".", "o") and not item.text.isupper():
            return "s"
        shouted = item.text.isupper() and len(item.text) > 3
        # not Düring, which is folded to "during"
        spelled = item.text.isascii() or plain in _ACCENTED
        return "T" if (plain in NO_AUTHORS or (len(plain) > 3 and unit(plain))) and spelled and not shouted else "N"
    if plain in CONNECTORS:
        return "c"
    if plain in PARTICLES:
        return "p"
    if plain in FUNCTION:
        return "f"
    if plain in SIGNALS:
        return "s"
    # iOS, eHumanities; not: p., mit
    return "N" if any(letter.isupper() for letter in item.text[1:]) and "'" not in item.text else "x"


def _joined(text: str) -> str:
    return "'".join(_APOSTROPHE.split(fold(text)))


def names_of(found: Sequence[Piece]) -> tuple[tuple[Name, ...], bool]:
    """The authors among the pieces; and whether others are said to be there too."""
    groups: list[list[Piece]] = [[]]
    others = False
    for number, piece in enumerate(found):
        if piece.code == "E":
            others = True
        elif piece.code == "c" and (not groups[-1] or _goes_on(groups[-1], found[number + 1 :])):
            # Ministère de la Culture et de la Communication
            groups[-1] += [replace(piece, code="f")] if groups[-1] else []
        elif piece.code in ",c/-":
            groups.append([])
        elif piece.code not in "RGq.":
            groups[-1].append(piece)
    told: list[Name] = []
    for group in groups:
        initials = "".join(fold(piece.text) for piece in group if piece.code == "I")
        named = [piece for piece in group if piece.code in "NTpfo"]
        if not any(piece.code in "NT" for piece in named):
            if initials and told:
                # Sonyel, S. R.
                told[-1] = Name(told[-1].words, told[-1].initials + initials, told[-1].shown)
            continue
        words = tuple(stem(fold(piece.text)) for piece in named)
        shown = " ".join(_shown(piece, is_last=piece is named[-1]) for piece in named)
        told.append(Name(words, initials, shown))
    return tuple(told), others


def _goes_on(group: Sequence[Piece], following: Sequence[Piece]) -> bool:
    """True if what follows an "and" belongs to the name before it: both have small words inside."""
    begun = next((number for number, piece in enumerate(group) if piece.code == "N"), len(group))
    return any(piece.code in "pf" for piece in group[begun:]) and bool(following) and following[0].code in "pf"


def _shown(piece: Piece, *, is_last: bool) -> str:
    """A word as a list would have it: without the ending of a case, if it is the last."""
    cut = len(_joined(piece.text)) - len(stem(fold(piece.text))) if is_last else 0
    return piece.text[: len(piece.text) - cut] if cut > 0 else piece.text.rstrip("'’")
