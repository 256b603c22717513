"""The mentions of a text: every name, date and citation in it, with its place and the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from matbaa.document import TEI, XML, words
from matbaa.index.authority import is_entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matbaa.document import Document

__all__ = ["BLOCKS", "MENTIONS", "Mention", "is_unread", "mentions", "pointers_of", "references"]

# xslt/lib/mentions.xsl counts the same elements, so that both give a mention the same id
MENTIONS = frozenset(
    f"{{{TEI}}}{name}"
    for name in (
        "persName placeName orgName geogName settlement country region district name rs eventName objectName "
        "date bibl title"
    ).split()
)
BLOCKS = frozenset(
    f"{{{TEI}}}{name}"
    for name in (
        "p head ab l lg item list label cell table note div byline docAuthor titlePart docImprint imprimatur "
        "argument epigraph quote opener salute signed dateline closer trailer postscript stage speaker figDesc desc"
    ).split()
)
# in a choice, the words around a mention are those that a reader reads
_UNREAD = frozenset(f"{{{TEI}}}{name}" for name in ("sic", "orig", "abbr"))
_FW, _LEM, _RDG = (f"{{{TEI}}}{name}" for name in ("fw", "lem", "rdg"))
_WORDS = 10
# characters within which the words around a mention are looked for, however long its block is
_FAR = 600


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention. `id` is its fragment in the HTML page; `before` and `after` are words of the same block.

    `block` is the number of that block in the document, `position` how many characters of the text come before it.
    """

    element: str
    type: str
    id: str
    pointers: tuple[str, ...]
    form: str
    before: str
    after: str
    page: str
    in_citation: bool
    attributes: dict[str, str] = field(default_factory=dict)
    locators: tuple[str, ...] = ()
    block: int = 0
    position: int = 0


@dataclass(slots=True)
class _Open:
    """A mention whose words are still being read."""

    node: etree._Element
    id: str
    page: str
    start: int
    in_citation: bool
    position: int
    form: str = ""
    end: int = 0


@dataclass(slots=True)
class _Block:
    """A block whose words are being read; notes inside it are blocks of their own."""

    node: etree._Element | None
    number: int = 0
    text: list[str] = field(default_factory=list)
    length: int = 0
    mentions: list[_Open] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.text.append(text)
        self.length += len(text)


def mentions(document: Document) -> Iterator[Mention]:
    """Every mention in the document's `text`, block by block."""
    counters: list[tuple[str, int]] = []
    blocks = [_Block(None)]
    opened: list[tuple[_Block, _Open]] = []
    page = ""
    unread = texts = citations = blocks_begun = position = 0
    for event, node in etree.iterwalk(document.root, events=("start", "end", "comment", "pi")):
        if event == "start":
            tag = node.tag
            own = node.get(f"{{{XML}}}id")
            if own is not None:
                counters.append((own, 0))
            if tag == f"{{{TEI}}}text":
                texts += 1
            if texts:
                if tag == f"{{{TEI}}}pb":
                    page = node.get("n", "")
                if tag in BLOCKS:
                    blocks_begun += 1
                    blocks.append(_Block(node, blocks_begun))
                if is_unread(node):
                    unread += 1
                if tag in MENTIONS:
                    if own is None:
                        counters, own = _count(counters)
                    # the names of an entry in the text's own list are not mentions, nor is the entry
                    apart = citations > 0 or is_entry(node)
                    mention = _Open(node, own, page, blocks[-1].length, apart, position)
                    blocks[-1].mentions.append(mention)
                    opened.append((blocks[-1], mention))
                if tag == f"{{{TEI}}}bibl" or is_entry(node):
                    citations += 1
                if tag in (f"{{{TEI}}}lb", f"{{{TEI}}}pb", f"{{{TEI}}}cb") and node.get("break") != "no":
                    blocks[-1].add(" ")
                if node.text and not unread:
                    blocks[-1].add(node.text)
                    position += len(node.text)
            continue
        if event == "end":
            tag = node.tag
            if node.get(f"{{{XML}}}id") is not None:
                counters.pop()
            if not texts:
                continue
            if tag == f"{{{TEI}}}bibl" or is_entry(node):
                citations -= 1
            if opened and opened[-1][1].node is node:
                block, mention = opened.pop()
                mention.end = block.length
            if is_unread(node):
                unread -= 1
            if blocks[-1].node is node:
                yield from _finish(blocks.pop())
            if tag == f"{{{TEI}}}text":
                texts -= 1
                if not texts:
                    yield from _finish(blocks[0])
                    blocks = [_Block(None)]
        if texts and node.tail and not unread and node is not document.root:
            blocks[-1].add(node.tail)
            position += len(node.tail)


def references(document: Document) -> Iterator[str]:
    """Every pointer of a `ref` or `ptr` of the document, as it is written."""
    for node in document.root.iter(f"{{{TEI}}}ref", f"{{{TEI}}}ptr"):
        yield from node.get("target", "").split()


def is_unread(node: etree._Element) -> bool:
    """True of what a reader does not read: furniture of a page, the source's side of a choice, other readings."""
    parent = node.getparent()
    if parent is None or node.tag == _FW:
        return node.tag == _FW
    if node.tag == _RDG:
        return next(parent.iterchildren(_LEM, _RDG), None) is not node
    return node.tag in _UNREAD and parent.tag == f"{{{TEI}}}choice"


def _count(counters: list[tuple[str, int]]) -> tuple[list[tuple[str, int]], str]:
    """The counters after one more mention, and its id."""
    anchor, number = counters[-1] if counters else ("", 0)
    counted = [*counters[:-1], (anchor, number + 1)]
    return counted, f"{anchor or 'm'}.{number + 1}"


def _finish(block: _Block) -> Iterator[Mention]:
    text = "".join(block.text)
    for opened in block.mentions:
        node = opened.node
        yield Mention(
            element=etree.QName(node).localname,
            type=node.get("type", ""),
            id=opened.id,
            pointers=pointers_of(node),
            form=" ".join(text[opened.start : opened.end].split()) or words(node),
            before=_last_words(text, opened.start),
            after=_first_words(text, opened.end),
            page=opened.page,
            in_citation=opened.in_citation,
            attributes={name: value for name, value in node.items() if not name.startswith("{")},
            locators=tuple(words(found) for found in node.iter(f"{{{TEI}}}citedRange")),
            block=block.number,
            position=opened.position,
        )


def pointers_of(node: etree._Element) -> tuple[str, ...]:
    """The pointers of a mention, as they are written: its own, or for a citation those of what stands in it."""
    own = [token for name in ("ref", "key", "corresp", "sameAs") for token in node.get(name, "").split()]
    if not own and node.tag == f"{{{TEI}}}bibl":
        inside = node.iter(f"{{{TEI}}}ref", f"{{{TEI}}}ptr", f"{{{TEI}}}title")
        own = [token for found in inside for token in (found.get("target") or found.get("ref") or "").split()]
    return tuple(dict.fromkeys(own))


def _last_words(text: str, end: int) -> str:
    """The last words of `text` before `end`, with the space after them kept."""
    begin = max(0, end - _FAR)
    words = re.findall(r"\S+\s*", text[begin:end])
    # the first may be half a word
    return re.sub(r"\s+", " ", "".join(words[-_WORDS:] if not begin else words[1:][-_WORDS:]))


def _first_words(text: str, begin: int) -> str:
    end = begin + _FAR
    words = re.findall(r"\s*\S+", text[begin:end])
    return re.sub(r"\s+", " ", "".join(words[:_WORDS] if end >= len(text) else words[:-1][:_WORDS]))
