"""What an entry in a list of works says of the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.cite.model import Work
from matbaa.cite.parts import day, identifiers, language_at, persons, plain, scopes
from matbaa.document import TEI, XML

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

__all__ = ["of_entry"]

_T = f"{{{TEI}}}"
_THESES = frozenset("thesis dissertation phdthesis mastersthesis tez".split())
# parts of an entry that are entries of their own, or remarks on it
_APART = frozenset(_T + name for name in ("relatedItem", "note", "bibl", "biblStruct", "biblFull", "citedRange"))


def of_entry(node: etree._Element) -> Work:
    """The work that a `bibl`, `biblStruct` or `biblFull` describes, as far as it does."""
    parts = list(_parts(node))

    def named(*names: str) -> list[etree._Element]:
        wanted = {_T + name for name in names}
        return [part for part in parts if part.tag in wanted and plain(part)]

    titles = named("title")
    main = next((title for title in titles if title.get("type") not in ("sub", "short", "alt")), None)
    own = next((title for title in titles if title.get("level") == "a"), main)
    journal, book, series = (
        next((plain(title) for title in titles if title.get("level") == level and title is not own), "")
        for level in "jms"
    )
    subtitle = next((plain(title) for title in titles if title.get("type") == "sub"), "")
    language = node.get(f"{{{XML}}}lang") or (own.get(f"{{{XML}}}lang") if own is not None else "") or ""
    scope = scopes(part for part in parts if part.tag == f"{_T}biblScope")
    dates = [told for date in parts if date.tag == f"{_T}date" and (told := day(date, language_at(node)))]
    editors = [editor for editor in named("editor") if editor.get("role") not in ("translator", "trl")]
    kind = _kind(node, own, journal, book)
    return Work(
        key=node.get(f"{{{XML}}}id", ""),
        kind=kind,
        title=plain(own),
        subtitle=subtitle,
        title_language=language,
        authors=persons(_own_authors(named("author"))),
        editors=() if kind == "chapter" else persons(editors),
        book_editors=persons(editors) if kind == "chapter" else (),
        translators=persons(editor for editor in named("editor") if editor not in editors),
        date=next((told for told in dates if told.first), dates[0] if dates else None),
        edition=next((plain(found) for found in named("edition")), ""),
        publishers=tuple(dict.fromkeys(map(plain, named("publisher")))),
        places=tuple(dict.fromkeys(map(plain, named("pubPlace")))),
        journal=journal,
        book=book,
        series=series,
        volume=scope.get("volume", ""),
        issue=scope.get("issue", ""),
        pages=scope.get("page", ""),
        language=language,
        identifiers=identifiers(named("idno")),
        url=_address(parts),
    )


def _parts(node: etree._Element) -> Iterator[etree._Element]:
    """What stands in an entry, without what belongs to another one."""
    for child in node:
        if isinstance(child.tag, str) and child.tag not in _APART:
            yield child
            yield from _parts(child)


def _own_authors(authors: list[etree._Element]) -> list[etree._Element]:
    """The authors of the part where there are any, not those of the book that it stands in."""
    own = [author for author in authors if _stands_in(author, f"{_T}analytic")]
    return own or authors


def _stands_in(node: etree._Element, tag: str) -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag == tag


def _kind(node: etree._Element, own: etree._Element | None, journal: str, book: str) -> str:
    if journal:
        return "article-journal"
    if book:
        return "chapter"
    if (node.get("type") or "").lower() in _THESES:
        return "thesis"
    return "book" if own is not None and own.get("level") == "m" else "document"


def _address(parts: list[etree._Element]) -> str:
    told = [part.get("target", "") for part in parts if part.tag in (f"{_T}ref", f"{_T}ptr")]
    told += [plain(part) for part in parts if part.tag == f"{_T}idno"]
    return next((value for value in told if value.startswith(("http://", "https://")) and "doi.org/" not in value), "")
