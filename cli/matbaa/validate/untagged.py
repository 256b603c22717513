"""Citations that stand as plain text, in a text that tags citations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from matbaa.dates.words import fold
from matbaa.document import TEI, TextNode
from matbaa.finding import Finding, Severity
from matbaa.validate.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matbaa.document import Document
    from matbaa.known import Known, Work

__all__ = ["check"]

_T = f"{{{TEI}}}"
# one of several citations in parentheses, of which others may be tagged
_PIECE = re.compile(r"[(;]([^();]{4,100})(?=[);]|$)")
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)([a-z]?)\b")
_NAME = re.compile(r"[^\W\d_]{2,}")
_SLOTS: tuple[Literal["text", "tail"], ...] = ("text", "tail")
# what may come before a year, behind names, apart from names
_SMALL = frozenset("and und ve et y e i al vd vdi ua see cf vgl bkz siehe voir in von van de der the also auch".split())
_CLOSED = frozenset(
    _T + name
    for name in (
        "ref bibl biblStruct biblFull listBibl head title teiHeader standOff sourceDoc facsimile egXML code formula "
        "date persName orgName name rs"
    ).split()
)


def check(document: Document, known: Known) -> Iterator[Finding]:
    """Plain text in parentheses that cites a work of the lists by author and year."""
    for node in document.root.iter(f"{_T}*"):
        for slot in _SLOTS:
            content = getattr(node, slot)
            if content is None or not _YEAR.search(content) or not (cited := list(_cited(content, known))):
                continue
            text = TextNode(node, slot)
            parent = text.parent
            if parent is None or any(above.tag in _CLOSED for above in (parent, *parent.iterancestors())):
                continue
            for offset, words, entries in cited:
                one = "point at" if len(entries) == 1 else "point at one of"
                yield document.finding(
                    "MBR007",
                    Severity.HINT,
                    f"{quoted(words)} is a citation that is not tagged",
                    document.locate_text(text, offset),
                    hint=f"tag it, and {one} {', '.join(map(quoted, entries))}",
                )


def _cited(content: str, known: Known) -> Iterator[tuple[int, str, list[str]]]:
    """Each citation in a text: where it begins, its words, and the ids of the works that it may mean."""
    for piece in _PIECE.finditer(content):
        year = _YEAR.search(piece[1])
        names = _names(piece[1][: year.start()]) if year else None
        if year and names:
            entries = [key[1] for key, work in known.of_year(year[1]) if _is(work, names, year[1], year[2])]
            if entries:
                words = piece[1].lstrip()
                yield piece.end(1) - len(words), words.rstrip(), entries


def _names(text: str) -> set[str] | None:
    """The names before a year, folded; none where other words stand there too."""
    found = [word for word in _NAME.findall(text) if fold(word) not in _SMALL]
    if len(found) > 6 or not all(word[0].isupper() for word in found):
        return None
    return {fold(word) for word in found if len(word) > 2}


def _is(work: Work, names: set[str], year: str, letter: str) -> bool:
    if not any(year == other[:4] and letter in ("", other[4:]) for other in work.years):
        return False
    authors = {fold(word) for author in (work.authors or work.editors) for word in _NAME.findall(author)}
    return bool(authors) and names <= authors
