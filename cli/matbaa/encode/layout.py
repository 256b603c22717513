"""New elements among old ones, with the indentation that the file has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.encode.edit import Insertion

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

    from matbaa.encode.source import Source

__all__ = ["Lines", "behind", "wrapped"]

# lines, each with how much deeper it stands than the first
Lines = list[tuple[int, str]]


def wrapped(lines: Iterable[tuple[int, str]], start: str, name: str) -> Lines:
    """The lines inside of an element: `start` is its start tag, `name` its name as it is written."""
    return [(0, start), *((depth + 1, line) for depth, line in lines), (0, f"</{name}>")]


def behind(sister: etree._Element, lines: Lines, source: Source) -> Insertion | None:
    """The lines, which are one element, behind another; nothing where that does not stand in the file as such."""
    tags = source.tags(sister)
    if tags is None:
        return None
    own = _indentation(sister)
    if own is None:
        return Insertion(tags.end, "", "".join(line for _, line in lines))
    parent = sister.getparent()
    above = None if parent is None else _indentation(parent)
    step = own.removeprefix(above) if above is not None and own.startswith(above) else ""
    if not step and (above is None or own):
        step = "  "
    return Insertion(tags.end, f"\n{own}", f"\n{own}".join(f"{step * depth}{line}" for depth, line in lines))


def _indentation(node: etree._Element) -> str | None:
    """What stands before an element in its line, if that is white space only."""
    previous, parent = node.getprevious(), node.getparent()
    text = (previous.tail if previous is not None else parent.text if parent is not None else None) or ""
    head, line_end, own = text.rpartition("\n")
    return own if line_end and not own.strip() and not head.strip() else None
