"""Elements written as XML: indented, lines of a reader's length, no white space where the text has none."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from matbaa.encode.structure.model import Element

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["written"]

_WIDTH = 120
# what is nested deeper is not set in farther
_DEEPEST = 30
# elements whose content is blocks: white space between them is nobody's
_HOLDERS = frozenset(
    "TEI teiHeader fileDesc titleStmt publicationStmt sourceDesc encodingDesc appInfo application projectDesc "
    "editorialDecl correction "
    "normalization hyphenation segmentation interpretation profileDesc langUsage textClass keywords text front "
    "body back titlePage docTitle "
    "div list table row lg sp listBibl opener closer epigraph postscript standOff author respStmt availability".split()
)
# of these, content may be blocks or words
_EITHER = frozenset({"quote", "note", "item", "cell", "stage", "byline", "q", "cit", "figure"})
_BLOCKS = frozenset({"p", "ab", "list", "quote", "lg", "table", "sp", "l", "listBibl"})
_NBSP = "\x00"


def written(root: Element, prolog: Sequence[str] = ()) -> str:
    """The document as text, ending with a line feed."""
    lines: list[str] = ['<?xml version="1.0" encoding="UTF-8"?>', *prolog]
    _block(root, 0, lines)
    return "\n".join(lines) + "\n"


def _block(node: Element, depth: int, lines: list[str]) -> None:
    indent = "  " * min(depth, _DEEPEST)
    opening = f"<{node.name}{_attributes(node)}>"
    if not node.content:
        lines.append(indent + opening.replace(_NBSP, " ").removesuffix(">") + "/>")
    elif _holds_blocks(node):
        lines.append(indent + opening.replace(_NBSP, " "))
        for part in node.content:
            if isinstance(part, Element):
                _block(part, depth + 1, lines)
        lines.append(f"{indent}</{node.name}>")
    elif node.name in _EITHER and any(_is_block(part) for part in node.content):
        _mixed(node, opening, depth, lines)
    else:
        _wrap(_inline(node), indent, lines)


def _mixed(node: Element, opening: str, depth: int, lines: list[str]) -> None:
    """Words and blocks: the blocks on lines of their own."""
    indent = "  " * min(depth, _DEEPEST)
    words = opening
    for part in node.content:
        if isinstance(part, Element) and _is_block(part):
            if words.strip():
                _wrap(words.rstrip(" "), indent, lines)
            _block(part, depth + 1, lines)
            words, indent = "", "  " * min(depth + 1, _DEEPEST)
        else:
            words += escape(part, quote=False) if isinstance(part, str) else _inline(part)
    if words.strip():
        _wrap(words.strip(" "), indent, lines)
    lines.append(f"{'  ' * min(depth, _DEEPEST)}</{node.name}>")


def _is_block(part: str | Element) -> bool:
    return isinstance(part, Element) and part.name in _BLOCKS


def _holds_blocks(node: Element) -> bool:
    blank = all(isinstance(part, Element) or not part.strip() for part in node.content)
    if node.name in _HOLDERS:
        return blank
    return (
        node.name in _EITHER
        and blank
        and any(isinstance(part, Element) and part.name in _BLOCKS for part in node.content)
    )


def _inline(node: Element) -> str:
    """The element on one line; blanks inside tags stand as `_NBSP`, so that no line is broken there."""
    if not node.content:
        return f"<{node.name}{_attributes(node)}/>"
    parts = [escape(part, quote=False) if isinstance(part, str) else _inline(part) for part in node.content]
    # blocks inside words are parted as words are
    apart = node.name in _EITHER and len(parts) > 1 and all(map(_is_block, node.content))
    content = (" " if apart else "").join(parts)
    return f"<{node.name}{_attributes(node)}>{content}</{node.name}>"


def _attributes(node: Element) -> str:
    return "".join(
        f'{_NBSP}{name}="{escape(value).replace(chr(10), "&#10;").replace(" ", _NBSP)}"'
        for name, value in node.attributes
    )


def _wrap(text: str, indent: str, lines: list[str]) -> None:
    """Puts `text` into lines that are broken at its blanks, the later ones set in."""
    room = _WIDTH - len(indent)
    inner = indent + "  "
    start = 0
    line = indent
    while len(text) - start > room:
        cut = text.rfind(" ", start, start + room + 1)
        if cut <= start:
            cut = text.find(" ", start + room)
            if cut < 0:
                break
        lines.append((line + text[start:cut]).replace(_NBSP, " "))
        start, line, room = cut + 1, inner, _WIDTH - len(inner)
    lines.append((line + text[start:]).replace(_NBSP, " "))
