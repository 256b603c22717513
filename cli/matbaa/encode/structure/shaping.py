"""What only several blocks together show: lists with room between their items."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matbaa.encode.structure.model import Block, Role
from matbaa.encode.structure.plain.shapes import item_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.encode.structure.source import Source
    from matbaa.finding import Finding

__all__ = ["shaped"]


def shaped(blocks: Sequence[Block], source: Source) -> tuple[list[Block], list[Finding]]:
    """The blocks, paragraphs that are items by their numbers or signs as items."""
    result = list(blocks)
    at = 0
    while at < len(result):
        end = _list_of_paragraphs(result, at)
        if end:
            for number in range(at, end):
                if result[number].role is Role.PARAGRAPH:
                    label = item_label(result[number].text)[0]
                    result[number] = replace(
                        result[number], role=Role.ITEM, label=label.text, kind=label.kind, few=False
                    )
        at = end or at + 1
    return result, []


def _list_of_paragraphs(blocks: Sequence[Block], at: int) -> int:
    """The end of the list that begins with the paragraph `at`; 0 where none does.

    Paragraphs with numbers in their order, or the same sign, one after the other; of headings with numbers, text stands
    between them.
    """
    if blocks[at].role is not Role.PARAGRAPH or blocks[at].kind == "head":
        return 0
    for first in item_label(blocks[at].text):
        if first.kind != "bullet" and first.value != 1:
            continue
        value, end, count, look = first.value, at + 1, 1, at + 1
        while look < len(blocks):
            block = blocks[look]
            if block.role is not Role.POINT:
                if block.role is not Role.PARAGRAPH or block.kind == "head":
                    break
                same = next((label for label in item_label(block.text) if label.kind == first.kind), None)
                if same is None or (same.text != first.text if first.kind == "bullet" else same.value != value + 1):
                    break
                value, end, count = same.value, look + 1, count + 1
            look += 1
        if count >= 2:
            return end
    return 0
