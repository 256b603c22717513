"""A text without its white space: that of a transcription, and that of its source in an encoding."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from matbaa.document import TEI, Document, TextNode
from matbaa.finding import CannotRun, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml import etree

__all__ = ["Reading", "encoding", "read_source", "transcription"]

_HYPHENS = "-\u2010\u00ad\u00ac"
_T = f"{{{TEI}}}"
_LEFT_OUT = {
    f"{_T}{name}"
    for name in (
        "corr",
        "reg",
        "supplied",
        "figDesc",
        "ex",
        "rdg",
        "standOff",
        "teiHeader",
        "listPerson",
        "listPlace",
        "listOrg",
        "listEvent",
        "listObject",
        "listRelation",
        "interp",
        "interpGrp",
        "certainty",
        "respons",
        "noteGrp",
    )
}
_PREFERRED = {f"{_T}choice": ("sic", "orig", "abbr"), f"{_T}app": ("lem",)}


@dataclass(frozen=True)
class Reading:
    """A text without its white space: the characters, after how many of them white space stood, and which may be
    absent from the other text.
    """

    text: str
    breaks: array[int]
    optional: frozenset[int]

    def words_around(self, begin: int, end: int) -> tuple[int, int]:
        """The span of the whole words that `begin` to `end` touches."""
        first = bisect_right(self.breaks, begin)
        last = bisect_right(self.breaks, max(begin, end - 1))
        start = self.breaks[first - 1] if first else 0
        stop = self.breaks[last] if last < len(self.breaks) else len(self.text)
        return start, max(stop, end)

    def whole_words(self, begin: int, end: int) -> bool:
        """True if white space, or an end of the text, is on both sides."""
        return self.words_around(begin, end) == (begin, end)

    def spaced(self, begin: int, end: int) -> str:
        """The characters from `begin` to `end`, with a blank wherever white space stood between them."""
        first, last = bisect_right(self.breaks, begin), bisect_right(self.breaks, end - 1)
        cuts = [begin, *self.breaks[first:last], end]
        return " ".join(self.text[a:b] for a, b in pairwise(cuts))


def read_source(path: Path, name: str) -> str:
    """The text of a transcription. Raises `CannotRun` when it is not there or not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        message = f"the source is not UTF-8 text (at byte {error.start})"
        raise CannotRun(Finding("MBF003", Severity.ERROR, message, name, hint="save it as UTF-8")) from None
    except OSError as error:
        message = f"the source cannot be read: {error.strerror}"
        raise CannotRun(
            Finding("MBF003", Severity.ERROR, message, name, hint="check the path and its spelling")
        ) from None


def transcription(raw: str) -> tuple[Reading, array[int]]:
    """A source as a reading, and each character's offset in it.

    A hyphen that ends a line may be absent from the encoding.
    """
    offsets = array("l")
    characters: list[str] = []
    breaks = array("l")
    optional = []
    for match in re.finditer(r"\S+", raw):
        breaks.append(len(offsets))
        offsets.extend(range(match.start(), match.end()))
        characters.append(match[0])
        if match[0][-1] in _HYPHENS and raw[match.end() :].lstrip(" \t\f").startswith("\n"):
            optional.append(len(offsets) - 1)
    return Reading("".join(characters), breaks, frozenset(optional)), offsets


def encoding(document: Document) -> tuple[Reading, list[TextNode], array[int]]:
    """The source's text as the encoding gives it: the reading, its text nodes, and the number of characters before
    each.
    """
    nodes: list[TextNode] = []
    starts = array("l")
    breaks = array("l")
    parts: list[str] = []
    optional: set[int] = set()
    total = 0
    for text, in_forme_work in _source_texts(document):
        nodes.append(text)
        starts.append(total)
        content = str(text)
        for match in re.finditer(r"(\s*)(\S+)", content):
            if match[1]:
                breaks.append(total)
            parts.append(match[2])
            if in_forme_work:
                optional.update(range(total, total + len(match[2])))
            total += len(match[2])
        if content[-1:].isspace():
            breaks.append(total)
    ordered = array("l", sorted(set(breaks)))
    return Reading("".join(parts), ordered, frozenset(optional)), nodes, starts


def _source_texts(document: Document) -> Iterator[tuple[TextNode, bool]]:
    """The text nodes that the source has too, and whether each is in forme work, which a transcription may leave
    out.
    """
    for top in document.root.iter(f"{_T}text"):
        if next(top.iterancestors(f"{_T}text"), None) is None:
            yield from _walk(top)


def _walk(top: etree._Element) -> Iterator[tuple[TextNode, bool]]:
    # by hand and not by recursion: texts may be nested deeply
    stack: list[tuple[etree._Element, str, bool]] = [(top, "in", False)]
    while stack:
        node, step, forme = stack.pop()
        if step == "tail":
            if node.tail:
                yield TextNode(node, "tail"), forme
            continue
        if node is not top:
            stack.append((node, "tail", forme))
        if not isinstance(node.tag, str) or _is_left_out(node):
            continue
        inside = forme or node.tag == f"{_T}fw"
        if node.text:
            yield TextNode(node, "text"), inside
        stack.extend((child, "in", inside) for child in reversed(_children(node)))


def _children(node: etree._Element) -> list[etree._Element]:
    """The children whose text counts: of a choice, those with the source's reading; white space between them counts
    no more than elsewhere.
    """
    children = list(node)
    preferred = _PREFERRED.get(str(node.tag))
    if preferred is None:
        return children
    chosen = [child for child in children if child.tag in {f"{_T}{name}" for name in preferred}]
    alternatives = [child for child in children if isinstance(child.tag, str)]
    if not chosen and node.tag == f"{_T}choice":
        chosen = [child for child in alternatives if child.tag not in {f"{_T}corr", f"{_T}reg", f"{_T}expan"}][:1]
    return chosen


def _is_left_out(node: etree._Element) -> bool:
    if node.tag == f"{_T}note":
        return node.get("type") == "editorial"
    return node.tag in _LEFT_OUT
