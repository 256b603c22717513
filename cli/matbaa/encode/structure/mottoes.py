"""Mottoes and dedications: what stands between a title or heading and the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from matbaa.encode.structure.model import Block, Element, Role, element
from matbaa.encode.structure.parts import elements
from matbaa.encode.structure.vocabulary import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["dedication", "epigraph"]

_SOURCE = re.compile(r"(?:[—–―]|-{1,2}\s|\()\s*\S.{0,100}$")
_DEDICATION = re.compile(
    r"(?:to (?:my|the memory)|for my|in memory|in memoriam|dedicated to|dem andenken|zum andenken|meine[rmn] |"
    r"fur meine|a (?:mon|ma|mes|la memoire|mi|mis|mio|mia|la memoria)\b|alla memoria|al mio|aan mijn)"
    r"|.*\b(?:anisina|hatirasina|gewidmet|ithaf (?:olunur|ediyorum|ederim))\W*$"
)
_LONGEST, _SHORT = 900, 200


def epigraph(blocks: Sequence[Block]) -> tuple[Element, int] | None:
    """The motto that the blocks begin with, and how many of them it takes; nothing where there is none.

    It is a quotation or verse, with a line behind it that says whose it is, or set to the right.
    """
    at = 0
    while at < len(blocks) and blocks[at].role in (Role.QUOTE, Role.VERSE):
        at += 1
    if not at or sum(len(part.text) for block in blocks[:at] for part in block.parts) > _LONGEST:
        return None
    quotes = [_quoted(block) for block in blocks[:at]]
    if at < len(blocks) and _says_whose(blocks[at]):
        return element("epigraph", *quotes, element("p", *blocks[at].content)), at + 1
    last = blocks[at - 1].parts[-1] if blocks[at - 1].parts else None
    if last is not None and len(blocks[at - 1].parts) > 1 and _SOURCE.match(last.text):
        return element("epigraph", *quotes), at
    return None


def _quoted(block: Block) -> Element:
    made = list(elements([block]))
    return made[0] if block.role is Role.QUOTE else element("quote", *made)


def _says_whose(block: Block) -> bool:
    if block.role is not Role.PARAGRAPH or len(block.text) > 110:
        return False
    return bool(_SOURCE.match(block.text)) or ("right" in block.look and block.few)


def dedication(block: Block) -> bool:
    """True if the short block says to whom the text is given."""
    return block.role is Role.PARAGRAPH and len(block.text) <= _SHORT and bool(_DEDICATION.match(fold(block.text)))
