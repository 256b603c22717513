"""Putting tags into a file: as text, at known places, so that nothing else in it changes by a byte."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from matbaa.document import TEI, parse
from matbaa.finding import CannotRun, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from matbaa.document import Document
    from matbaa.encode.source import Source

__all__ = ["Insertion", "NewTag", "fault", "inserted", "written"]

_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


class NewTag(NamedTuple):
    """A tag to be: the bytes before which its start and its end stand, its local name and its attributes.

    `prefix` is such as `tei:`. Of tags around the same bytes, the outer one has the smaller `depth`.
    """

    begin: int
    end: int
    element: str
    attributes: tuple[tuple[str, str], ...] = ()
    prefix: str = ""
    depth: int = 0


class Insertion(NamedTuple):
    """A whole element, such as an entry of a list, that is put before a byte, and the white space before it."""

    at: int
    space: str
    text: str


@dataclass(frozen=True, slots=True)
class _Piece:
    at: int
    # ends come before beginnings; of ends, the inner one is first, of beginnings the outer one
    order: tuple[int, int, int]
    text: str
    what: NewTag | Insertion | None = None


def written(attributes: Iterable[tuple[str, str]]) -> str:
    """Attributes as a tag has them, with a blank before each."""
    return "".join(f' {name}="{"".join(_ESCAPES.get(sign, sign) for sign in value)}"' for name, value in attributes)


def inserted(
    document: Document, source: Source, tags: Sequence[NewTag], elements: Sequence[Insertion] = ()
) -> Document:
    """The document with the tags and elements in it. What stood in it before stands in it as it was.

    That is proved: the new bytes are read again, and must have the same text and the same tree apart from what was put
    in. Raises `CannotRun` otherwise.
    """
    newline = "\r\n" if b"\r\n" in source.utf8 else "\n"
    pieces = [
        _Piece(one.at, (1, number, 0), (one.space + one.text).replace("\n", newline), one)
        for number, one in enumerate(elements)
    ]
    for tag in tags:
        start = f"<{tag.prefix}{tag.element}{written(tag.attributes)}>"
        pieces.append(_Piece(tag.begin, (2, -tag.end, tag.depth), start, tag))
        pieces.append(_Piece(tag.end, (0, -tag.begin, -tag.depth), f"</{tag.prefix}{tag.element}>"))
    pieces.sort(key=lambda piece: (piece.at, piece.order))
    parts: list[bytes] = []
    end = 0
    for piece in pieces:
        parts += source.utf8[end : piece.at], piece.text.encode()
        end = piece.at
    parts.append(source.utf8[end:])
    try:
        edited = parse(source.encoded(b"".join(parts)), document.name, document.path)
    except CannotRun as error:
        raise fault(document, f"the result could not be read, for it {error}") from None
    if not _is_same(document, edited, source, pieces):
        raise fault(document, "text or other tags would differ")
    return edited


def fault(document: Document, why: str) -> CannotRun:
    """For an edit that would change more than it should, or could not be read again."""
    return CannotRun(
        document.finding(
            "MBE002",
            Severity.ERROR,
            f"is not edited: {why}",
            hint="this is a fault of Matbaa; the file is as it was. Please tell the developers",
        )
    )


def _is_same(document: Document, edited: Document, source: Source, pieces: list[_Piece]) -> bool:
    """True if the two differ by what was put in and nothing else."""
    nodes = list(edited.root.iter())
    tags: set[etree._Element] = set()
    elements: dict[etree._Element, str] = {}
    added = 0
    for piece in pieces:
        if piece.what is None:
            continue
        number = bisect_left(source.begins, piece.at) + added
        if number >= len(nodes):
            return False
        node = nodes[number]
        if isinstance(piece.what, Insertion):
            if piece.what.space.strip():
                return False
            elements[node] = piece.what.space
            added += sum(1 for _ in node.iter())
        else:
            if node.tag != f"{{{TEI}}}{piece.what.element}" or tuple(node.items()) != piece.what.attributes:
                return False
            tags.add(node)
            added += 1
    if len(nodes) != len(source.begins) + added:
        return False
    return all(one == other for one, other in zip_longest(_events(document.root), _events(edited.root, tags, elements)))


def _events(
    root: etree._Element, tags: Collection[etree._Element] = (), elements: Mapping[etree._Element, str] | None = None
) -> Iterator[object]:
    """What a parser tells of a document, but for these tags, and these elements with the white space before them."""
    elements = elements or {}
    text = ""
    left_out: etree._Element | None = None
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if left_out is not None:
            if event != "end" or node is not left_out:
                continue
            left_out = None
        elif node in elements:
            if not text.endswith(elements[node]):
                yield None
            text = text[: len(text) - len(elements[node])]
            left_out = node
            continue
        elif node not in tags:
            if text:
                yield text
            text = ""
            yield (event, str(node.tag), node.items() if event == "start" else node.text if event != "end" else None)
        if event == "start":
            text += node.text or ""
        elif node is not root:
            text += node.tail or ""
    if text:
        yield text
