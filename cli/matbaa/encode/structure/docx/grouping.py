"""Paragraphs of a word processor put together: quotations, stanzas and lists of several, and how a paragraph looks."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from matbaa.encode.structure.docx.styles import Style, value
from matbaa.encode.structure.model import Block, Content, Element, Role, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

__all__ = ["as_styled", "clean", "grouped", "look_of"]


def as_styled(role: Role, block: Block) -> Iterator[Block]:
    """A paragraph whose style says what it is."""
    if role is Role.QUOTE:
        yield Block(Role.QUOTE, (), block.line, parts=(replace(block, few=False),), gap=1)
    elif role is Role.VERSE:
        rows: list[list[str | Element]] = [[]]
        for part in block.content:
            if isinstance(part, Element) and part.name == "lb":
                rows.append([])
            else:
                rows[-1].append(part)
        lines = tuple(Block(Role.VERSE, clean(tuple(row)), block.line) for row in rows if row)
        yield Block(Role.VERSE, (), block.line, parts=lines, gap=1)
    else:
        yield replace(block, role=role)


def grouped(blocks: list[Block]) -> list[Block]:
    """The blocks with quotations and stanzas of several paragraphs as one, and items as lists by their depths."""
    result: list[Block] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        end = at + 1
        if block.role in (Role.QUOTE, Role.VERSE):
            while end < len(blocks) and blocks[end].role is block.role:
                end += 1
            parts = tuple(part for one in blocks[at:end] for part in one.parts)
            result.append(replace(block, parts=parts))
        elif block.role is Role.ITEM:
            while end < len(blocks) and blocks[end].role in (Role.ITEM, Role.POINT):
                end += 1
            while blocks[end - 1].role is Role.POINT:
                end -= 1
            result.extend(_lists(blocks[at:end]))
        else:
            result.append(block)
        at = end
    return result


def _lists(items: list[Block]) -> Iterator[Block]:
    """Items by their depths as lists in one another."""
    at = 0
    while at < len(items):
        depth, kind = items[at].level, items[at].kind
        parts: list[Block] = []
        while at < len(items):
            item = items[at]
            if item.role is Role.POINT:
                parts.append(item)
                at += 1
                continue
            if item.level < depth or item.kind != kind:
                break
            end = at + 1
            while end < len(items) and (items[end].role is Role.POINT or items[end].level > depth):
                end += 1
            while items[end - 1].role is Role.POINT:
                end -= 1
            counted = next((look[2:] for look in item.look if look.startswith("n:")), "")
            inner = tuple(_lists(items[at + 1 : end]))
            parts.append(replace(item, label=counted, parts=inner, look=frozenset(), level=1))
            at = end
        yield Block(Role.LIST, (), parts[0].line, parts=tuple(parts), kind=kind, gap=1)


def clean(content: Content) -> Content:
    """White space as single blanks, none at the ends and none twice."""
    parts: list[str | Element] = []
    blank = True
    for part in content:
        if isinstance(part, str):
            text = re.sub(r"\s+", " ", part)
            if blank:
                text = text.lstrip(" ")
            if text:
                blank = text.endswith(" ")
                parts.append(text)
        else:
            parts.append(part)
            words = plain((part,))
            blank = words.endswith(" ") if words else blank
    while parts and isinstance(parts[-1], str) and not parts[-1].rstrip(" "):
        parts.pop()
    if parts and isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip(" ")
    return tuple(parts)


def look_of(content: Content, style: Style, properties: etree._Element | None) -> frozenset[str]:
    """How a paragraph stands: in the middle, to the right, all of it in bold."""
    found = set()
    align = value(properties, "jc") or style.align
    if align in {"center", "right", "end"}:
        found.add("center" if align == "center" else "right")
    if content and all(isinstance(part, Element) and part.get("rend") == "bold" for part in content):
        found.add("bold")
    return frozenset(found)
