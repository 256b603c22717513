"""Which blocks are headings, of which rank, and what their numbers are."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from matbaa.encode.structure.model import Role, said
from matbaa.encode.structure.numbers import Number, numbered
from matbaa.encode.structure.plain.footnotes import note_label
from matbaa.encode.structure.vocabulary import Part, chapter_rank, is_contents, keywords_label, named_part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.encode.structure.model import Block

__all__ = ["Head", "heads", "is_second_title"]

_OPEN_END = re.compile(r"[,;:.…]\W*$")
_QUOTES = '"“„«‘»'
# what is in brackets, captions, and the words that end a text
_NO_HEADING = re.compile(
    r"[\[({]|(?:figure|fig|table|tab|abb|abbildung|tabelle|şekil|tablo|resim|grafik|figura|tabla|tabella|tableau)\.?\s*\d"
    r"|(?:the end|ende|fin|finis|fine|son|einde|bitti)\W*$",
    re.IGNORECASE,
)
_LONGEST = 160
_LONGEST_GUESS = 90


@dataclass(frozen=True, slots=True)
class Head:
    """A heading: its rank from 1, its number, what part it names, and why it was taken for one, if that was a guess."""

    level: int
    n: str = ""
    part: Part | None = None
    guess: str = ""
    label: bool = False


def heads(blocks: Sequence[Block], start: int = 0) -> dict[int, Head]:
    """The headings among `blocks`, by their places, from `start` on."""
    numbers, listed = _numbers(blocks, start)
    found: dict[int, Head] = {}
    ranks = _Ranks(blocks, numbers, start)
    for at in range(start, len(blocks)):
        if at not in listed and (head := ranks.head(at)):
            found[at] = head
    return _without_contents(blocks, _with_bibliographies(blocks, found))


_YEAR = re.compile(r"\b(?:1[4-9]|20)\d\d\b")


def _with_bibliographies(blocks: Sequence[Block], found: dict[int, Head]) -> dict[int, Head]:
    """The headings; one such as `Sources` or `Notes` heads a list only if works or notes stand below it."""
    places = [*sorted(found), len(blocks)]
    checked = dict(found)
    for at, after in pairwise(places):
        part = found[at].part
        if part is not None and part.type == "bibliography":
            entries = [
                block for block in blocks[at + 1 : after] if block.role in (Role.PARAGRAPH, Role.ITEM, Role.LIST)
            ]
            dated = sum(bool(_YEAR.search(said(block))) for block in entries)
            if dated < 0.5 * len(entries):
                checked[at] = replace(found[at], part=None)
        elif part is not None and part.type == "notes":
            below = blocks[at + 1 : after]
            if not any(block.role is Role.NOTE or note_label(said(block).lstrip()) for block in below):
                checked[at] = replace(found[at], part=None)
    return checked


def _without_contents(blocks: Sequence[Block], found: dict[int, Head]) -> dict[int, Head]:
    """The headings without those that a table of contents lists: three of one rank with nothing between them."""
    kept = dict(found)
    row: list[int] = []
    for at in range(len(blocks) + 1):
        if at in found:
            row.append(at)
        elif at == len(blocks) or blocks[at].role not in (Role.POINT, Role.RULE):
            for other in _repeated(row, blocks, found):
                del kept[other]
            row = []
    return kept


def _repeated(row: Sequence[int], blocks: Sequence[Block], found: dict[int, Head]) -> list[int]:
    heads = [at for n, at in enumerate(row) if not (n and is_second_title(found[row[n - 1]], found[at]))]
    by_rank: dict[int, list[int]] = {}
    for at in heads:
        if blocks[at].role is not Role.HEADING:
            by_rank.setdefault(found[at].level, []).append(at)
    last = max((places[-1] for places in by_rank.values() if len(places) >= 3), default=-1)
    return [at for at in row if at < last and blocks[at].role is not Role.HEADING]


def is_second_title(above: Head, head: Head) -> bool:
    """True if a heading directly below another, `Chapter 3`, gives it its title."""
    return above.label and above.part is not None and above.part.type == "chapter" and head.part is None and not head.n


def _numbers(blocks: Sequence[Block], start: int) -> tuple[dict[int, tuple[Number, int]], set[int]]:
    """The numbered headings and their ranks: those whose numbers follow one another, each with words below it; and
    those that follow one another too closely, as in a table of contents.
    """
    candidates: list[tuple[int, Number]] = []
    for at in range(start, len(blocks)):
        block = blocks[at]
        if _may_be(block) and (number := numbered(block.text)) and not _OPEN_END.search(block.text[number.end :]):
            candidates.append((at, number))
    rows = {at for at, _ in candidates}
    accepted: dict[int, tuple[Number, int]] = {}
    listed: set[int] = set()
    kinds: list[str] = []
    last: dict[str, tuple[int, ...]] = {}
    for at, number in candidates:
        explicit = blocks[at].role is Role.HEADING
        # headings follow one another only from a higher rank to a lower one: equals in a row are a list
        if not explicit and _in_a_row(at, number, rows, blocks):
            listed.add(at)
            continue
        number = _as_sequence(number, last)
        if not explicit and not _follows(number, last.get(number.kind)):
            continue
        if number.kind not in kinds:
            kinds.append(number.kind)
        last[number.kind] = number.parts
        for lower in kinds[kinds.index(number.kind) + 1 :]:
            last.pop(lower, None)
        accepted[at] = (number, kinds.index(number.kind) + len(number.parts))
    return accepted, listed


def _in_a_row(at: int, number: Number, rows: set[int], blocks: Sequence[Block]) -> bool:
    for other in (at - 1, at + 1):
        if other in rows and blocks[other].role is not Role.HEADING:
            beside = numbered(blocks[other].text)
            if beside and beside.kind == number.kind and len(beside.parts) == len(number.parts):
                return True
    return False


def _as_sequence(number: Number, last: dict[str, tuple[int, ...]]) -> Number:
    """C, D, I, V and X are letters where letters go on, else Roman numbers."""
    if number.kind == "roman" and len(number.n) == 1 and (before := last.get("letter")) and "roman" not in last:
        value = ord(number.n) - ord("A") + 1
        if before == (value - 1,):
            return number._replace(kind="letter", parts=(value,))
    return number


def _follows(number: Number, before: tuple[int, ...] | None) -> bool:
    parts = number.parts
    if before is None:
        return all(part <= 1 for part in parts)
    if len(parts) > len(before):
        return parts[: len(before)] == before and all(part <= 1 for part in parts[len(before) :])
    depth = len(parts) - 1
    same = parts[:depth] == before[:depth]
    step = parts[depth] - before[depth]
    return same and (step == 1 if number.bare else 1 <= step <= 2)


def _may_be(block: Block) -> bool:
    if block.role is Role.HEADING:
        return True
    return block.role is Role.PARAGRAPH and block.few and len(block.text) <= _LONGEST and not keywords_label(block.text)


class _Ranks:
    """Gives headings their ranks, one after the other."""

    def __init__(self, blocks: Sequence[Block], numbers: dict[int, tuple[Number, int]], start: int) -> None:
        self.blocks = blocks
        self.numbers = numbers
        self.last_number = max(numbers, default=-1)
        self.current = 0
        self.chapters = 0
        self.labels: set[int] = set()
        self.under = 0
        gaps = sorted(block.gap for block in blocks if block.role is Role.PARAGRAPH and not block.few)
        self.usual_gap = gaps[len(gaps) // 2] if gaps else 1
        self.explicit = _explicit_ranks(blocks[start:])
        self.ranks = sorted(
            {
                chapter_rank(block.text)
                for block in blocks
                if _may_be(block) and (part := named_part(block.text)) and part.type == "chapter"
            }
        )

    def head(self, at: int) -> Head | None:
        block = self.blocks[at]
        if not _may_be(block):
            return None
        part = named_part(block.text)
        if block.role is Role.HEADING:
            own = self.numbers.get(at)
            self.under = self.explicit.get(block.level, block.level)
            return Head(
                self.explicit.get(block.level, block.level),
                own[0].n if own else block.label,
                part,
                label=_is_label(block),
            )
        if at in self.numbers:
            number, level = self.numbers[at]
            self.current = level
            level += self.chapters
            return Head(level, number.n, part)
        if is_contents(block.text):
            return Head(1, "")
        if part is not None:
            if part.type == "chapter":
                self.chapters = self.ranks.index(chapter_rank(block.text)) + 1
                self.current = 0
                if _is_label(block):
                    self.labels.add(at)
                return Head(self.chapters, _chapter_number(block.text), part, label=_is_label(block))
            return Head(1, "", part)
        said = block.text.rstrip(".") if block.gap == 0 else block.text
        if at - 1 in self.labels and block.few and block.rows <= 2 and not _OPEN_END.search(said):
            why = "it stands directly below the number of a chapter"
        else:
            why = self._why(at)
        if not why:
            return None
        if self.explicit:
            return Head(self.under + 1, "", None, why)
        level = self.chapters + (self.current + 1 if self.current and at < self.last_number else 1)
        return Head(level, "", None, why)

    def _why(self, at: int) -> str:
        """What makes an unnumbered line a heading; empty where nothing does."""
        block = self.blocks[at]
        text = block.text
        shouted = text.isupper() and text[-1:] == "." and len(text.split()) > 1
        if (
            len(text) > _LONGEST_GUESS
            or (_OPEN_END.search(text) and not shouted)
            or block.rows > 3
            or _NO_HEADING.match(text)
        ):
            return ""
        letters = [letter for letter in text if letter.isalpha()]
        if len(letters) < 2 or not (text.lstrip("\"'“«„([¿¡—–-")[:1].isupper() or text[0].isdigit()):
            return ""
        after = next((other for other in self.blocks[at + 1 : at + 4] if other.role is not Role.POINT), None)
        if after is None or after.role in (Role.RULE, Role.NOTE):
            return ""
        if "bold" in block.look:
            return "it is set in bold"
        if all(letter.isupper() or not letter.islower() for letter in letters) and len(letters) > 2:
            return "it is set in capitals"
        if "center" in block.look and after.role is Role.PARAGRAPH and not after.few:
            return "it stands in the middle of the line"
        if text[0] in _QUOTES or text[-1] in '?!"”’»“':
            return ""
        if block.gap > max(self.usual_gap, 1) and not (after.few and after.gap > self.usual_gap):
            return "there is more room above it than between paragraphs"
        before = next(
            (other for other in reversed(self.blocks[max(at - 3, 0) : at]) if other.role is not Role.POINT), None
        )
        calm = before is None or (before.role is Role.PARAGRAPH and not before.few and before.text[-1:] in '.!?…”"»)')
        if calm and after.role is Role.PARAGRAPH and not after.few and len(text.split()) <= 10 and len(after.text) > 90:
            return "it is short, ends without a full stop and stands alone"
        return ""


def _explicit_ranks(blocks: Sequence[Block]) -> dict[int, int]:
    """The ranks that explicit headings have, numbered from 1 without a gap."""
    levels = sorted({block.level for block in blocks if block.role is Role.HEADING})
    return {level: rank for rank, level in enumerate(levels, 1)}


def _is_label(block: Block) -> bool:
    """True if it says no more than which chapter it is."""
    return len(block.text.split()) <= 2


_CHAPTER_NUMBER = re.compile(r"\b(\d{1,3}|[IVXLC]{1,7})\b")


def _chapter_number(text: str) -> str:
    found = _CHAPTER_NUMBER.search(text[:30])
    return found[1] if found else ""
