"""What stands before the year of a citation: its authors, or the title or body that it is cited by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from matbaa.dates.words import fold
from matbaa.encode.citations.pieces import cased, names_of, pieces_of, stem
from matbaa.encode.citations.tokens import parts
from matbaa.encode.citations.vocabulary import ARTICLES, EVENTS, PUBLISHERS, is_month

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matbaa.encode.citations.pieces import Name, Piece
    from matbaa.encode.citations.tokens import Item

__all__ = ["Head", "as_title", "before", "read"]

# endings of Turkish nouns, folded: of a war (savaş) savaşı, savaşları, savaşının
_CASES = re.compile("(?:l[ae]r)?(?:s?[iu]n?)?(?:n?[iu]n|n?[dt]?[ae]n?)?")
_SEPARATORS = ",:.;-–—/·"
# between what is said of a work and its author, as well as inside a name
_BY = frozenset({"von", "de", "di", "da", "du", "del", "della", "des"})
# a head of more items than this is none
_LONGEST = 60
_LONGEST_TITLE = 14
_LONGEST_NAMED = 16


@dataclass(frozen=True, slots=True)
class Head:
    """Who or what a citation names, from `begin` to before `end` in the text.

    `names` are authors; `titled` says where they look like the title of a work, or like the name of a body. `title` is
    what is in quotation marks. `others` is true with "et al.". `signal` is true where "see" and the like stands before
    it, `clean` where nothing but that or a mark does, `led` where a preposition does, `gap` where other words run into
    it. `possessive` is true of Lewis’s, `listed` of two names with a comma between, of which the second may be a title.
    `doubt` says why it may be no author at all: `imprint`, `event`, `date`, `loose` (a title, as it seems).
    """

    begin: int
    end: int
    names: tuple[Name, ...]
    title: str = ""
    titled: Literal["", "title", "body"] = ""
    others: bool = False
    signal: bool = False
    clean: bool = True
    led: bool = False
    gap: bool = False
    possessive: bool = False
    listed: bool = False
    doubt: str = ""


def read(items: Sequence[Item], low: int, high: int, titles: Callable[[Sequence[str]], int | None]) -> Head | None:
    """The head that ends before item `high` and begins not before `low`; none where no author or title stands there.

    `titles` says of folded words, at which of them a known title begins that they end with, or that is followed by
    nothing but numbers of its parts.
    """
    row = _row(items, low, high)
    if not row:
        return None
    known = titles([fold(piece.text) for piece in row])
    if known is None and row[-1].code == "q":
        return _quoted(row)
    start = _suffix(row) if known is None else known
    if known and row[known - 1].code == "q":
        start -= 1
    start = _past_article(row, _trimmed(row, start, keep_title=True))
    if start >= len(row):
        return None
    return _head(row, start, known=known is not None, cut=low < high - _LONGEST)


def as_title(items: Sequence[Item], low: int, high: int) -> Head | None:
    """All words from `low` to before `high` as a title with small letters: Historia general de las cosas."""
    row = _row(items, low, high)
    if not 2 < len(row) <= _LONGEST_TITLE or row[0].code not in "NT":
        return None
    if any(piece.code not in "NTpfcxo" or not piece.text or piece.text.isdecimal() for piece in row):
        return None
    title = " ".join(piece.text for piece in row)
    return Head(row[0].begin, row[-1].end, (), title, "title", doubt="loose")


def _row(items: Sequence[Item], low: int, high: int) -> list[Piece]:
    row = pieces_of(items, max(low, high - _LONGEST), high)
    while row and row[-1].code in _SEPARATORS:
        row.pop()
    return row


def before(items: Sequence[Item], high: int) -> Head | None:
    """The authors named in running text right before item `high`: `Gönlübol ve Sar`, `Vilain et al.`."""
    row = pieces_of(items, max(0, high - _LONGEST_NAMED), high)
    while len(row) > 1 and row[-1].code in ".," and row[-2].code in "I.":
        # Jockers, M. (2013)
        row.pop()
    if not row or row[-1].code not in "NIERG":
        return None
    start = _trimmed(row, _named(row), keep_title=False)
    first = next((number for number in range(start, len(row)) if row[number].code in "c,/E"), len(row))
    by = [number for number in range(start, first - 1) if row[number].text in _BY]
    if by:
        # von Allen (1983), die Idee von Kleinberg (2017): a preposition, rather than a part of the name
        start = by[-1] + 1
    # what stands before it in the sentence says nothing of it
    return _head(row[start:], 0, known=False, cut=False)


def _named(row: Sequence[Piece]) -> int:
    """Where the names begin that running text ends with: of a list with commas only what an "and" joins."""
    start = len(row)
    separated, joined = "", False
    for number in range(len(row) - 1, -1, -1):
        code = row[number].code
        if code == "E":
            # Lovnik, et al.
            joined = number > 0 and row[number - 1].code == ","
        elif code in "c,/":
            if start == len(row) or separated.endswith(","):
                break
            separated += code
            joined = joined or code != ","
        elif code in "NIpRG-" or (code == "." and number and row[number - 1].code == "I"):
            if separated.endswith(",") and not joined:
                break
            start, separated = number, ""
        else:
            break
    return start


def _past_article(row: Sequence[Piece], start: int) -> int:
    """Past the words for a work, to those for its author: den Sammelband von Maxwell & Rumbold."""
    if start >= len(row) or row[start].code != "p" or row[start].text not in ARTICLES:
        return start
    by = [number for number in range(start + 1, len(row) - 1) if row[number].text in _BY]
    return by[-1] + 1 if by else start


def _suffix(row: Sequence[Piece]) -> int:
    """Where the longest run of pieces begins that can be a head and ends at the end."""
    if row[-1].code not in "NIERGT":
        return len(row)
    start = len(row)
    while start:
        piece = row[start - 1]
        if piece.code == ".":
            last = row[start - 2] if start > 1 else None
            if last is None or not (last.code in "Io" or (last.code == "N" and _abbreviated(last.text))):
                break
        elif piece.code not in "NITpfc,ERG-/o":
            break
        start -= 1
    return start


def _abbreviated(word: str) -> bool:
    return len(word) <= 4 or word.isupper()


def _trimmed(row: Sequence[Piece], start: int, *, keep_title: bool) -> int:
    """Without what no head begins with."""
    while start < len(row):
        code = row[start].code
        following = row[start + 1].code if start + 1 < len(row) else ""
        if code in "NoG" or (code == "I" and following) or (code == "p" and following and following in "NpI"):
            break
        if keep_title and (code == "q" or (code == "T" and following and following in "NpfT")):
            break
        start += 1
    return start


def _head(row: Sequence[Piece], start: int, *, known: bool, cut: bool) -> Head | None:
    prefix, found = list(row[:start]), list(row[start:])
    gap = not known and bool(prefix) and prefix[-1].code == "x" and prefix[-1].text.isalpha()
    if not known:
        prefix, found = _behind_comma(prefix, found, gap=gap)
        gap = gap and len(prefix) == start
    found, glossed = (found, False) if known else _without_gloss(found)
    if not any(piece.code in "Nq" for piece in found):
        return None
    names, others = names_of(found)
    if not names:
        return None
    last = next((piece.code for piece in reversed(prefix) if piece.code != "."), "s")
    clean = glossed or (not cut and (all(piece.code in "s,.:-cfpqT;I" for piece in prefix) or last in "s,:-;q"))
    return Head(
        found[0].begin,
        found[-1].end,
        names,
        titled="title" if known or _genitive(found) else "body" if _is_body(found) else "",
        others=others,
        signal=any(piece.code == "s" for piece in prefix),
        clean=clean,
        led=bool(prefix) and prefix[-1].code in "fc",
        gap=gap,
        possessive=found[-1].text[-2:] in ("'s", "’s"),
        listed=len(names) == 2 and not any(piece.code in "cE/-I" for piece in found),
        doubt=_doubt(prefix, found),
    )


def _behind_comma(prefix: list[Piece], found: list[Piece], *, gap: bool) -> tuple[list[Piece], list[Piece]]:
    """What of `found` stands behind a comma, where other words run into it: newspapers in French and German, Ehrmann
    et al.
    """
    runs_on = bool(prefix) and prefix[-1].code in "fpcT" and any(piece.code == "x" for piece in prefix)
    comma = next((number for number, piece in enumerate(found) if piece.code == ","), None)
    if comma is None or not (gap or runs_on):
        return prefix, found
    behind = _trimmed(found, comma + 1, keep_title=False)
    if not any(piece.code == "N" for piece in found[behind:]):
        return prefix, found
    return [*prefix, *found[:behind]], found[behind:]


def _without_gloss(found: list[Piece]) -> tuple[list[Piece], bool]:
    """Without what the names explain by the way: ODD, Burnard and Rahtz 2004; Zentrum für Korpora, Hedeland et al."""
    comma = next((number for number, piece in enumerate(found) if piece.code == ","), 0)
    rest = found[comma + 1 :]
    if not comma or found[0].code != "N":
        return found, False
    first, others = found[0].text, [piece.text for piece in rest if piece.code == "N"]
    short = comma == 1 and 2 <= len(first) <= 6 and first.isupper() and not any(map(str.isupper, others))
    long = any(piece.code in "fp" for piece in found[1:comma]) and any(piece.code == "E" for piece in rest)
    if (short and others and len(rest) > 1) or (long and rest[0].code in "NI"):
        return rest, True
    return found, False


def _doubt(prefix: Sequence[Piece], found: Sequence[Piece]) -> str:
    words = [fold(piece.text) for piece in found if piece.code in "NT"]
    if found[-1].code in "NT" and any(map(is_month, parts(words[-1]))):
        return "date"
    if any(word in PUBLISHERS for word in words):
        return "imprint"
    if len(prefix) > 1 and prefix[-1].code == ":" and not any(piece.code in "sx" for piece in prefix):
        return "imprint"
    # Law and Ley are surnames, the Peace of Westphalia is none
    several = len(words) > 1 and not any(piece.code in ",c/E" for piece in found)
    return "event" if several and any(_is_event(stem(word)) for word in words) else ""


def _is_event(word: str) -> bool:
    first, stems = EVENTS
    return word in first.split() or any(
        word.startswith(one) and _CASES.fullmatch(word.removeprefix(one)) for one in stems.split()
    )


def _genitive(found: Sequence[Piece]) -> bool:
    """True of words of which one is in the genitive before another: Atatürk'ün Milli Dış Politikası."""
    return any(
        piece.code == "N" and following.code == "N" and cased(piece.text) for piece, following in pairwise(found)
    )


def _is_body(found: Sequence[Piece]) -> bool:
    """True of words that are no person's name: with small words among them, or more than a name has."""
    if any(piece.code in "foT" for piece in found):
        return True
    run = longest = 0
    for piece in found:
        run = run + 1 if piece.code == "N" else 0
        longest = max(longest, run)
    return longest > 3


def _quoted(row: Sequence[Piece]) -> Head | None:
    """A title in quotation marks, with the author before it if there is one."""
    opening = next((number for number in range(len(row) - 2, -1, -1) if row[number].code == "q"), None)
    if opening is None or len(row) - opening < 3:
        return None
    title = " ".join(piece.text for piece in row[opening + 1 : -1]).strip(" ,.")
    prefix = list(row[:opening])
    while prefix and prefix[-1].code in _SEPARATORS:
        prefix.pop()
    start = _trimmed(prefix, _suffix(prefix), keep_title=False) if prefix else 0
    authors = prefix[start:]
    names, others = names_of(authors) if any(piece.code == "N" for piece in authors) else ((), False)
    lead = prefix[:start] if names else prefix
    return Head(
        authors[0].begin if names else row[opening].begin,
        row[-1].end,
        names,
        title,
        "" if names else "title",
        others,
        signal=any(piece.code == "s" for piece in lead),
        clean=all(piece.code in "s,.:-cfpq;" for piece in lead),
    )
