"""Indexes, entries and charts as the XML that the stylesheets make pages of, in the namespace `urn:matbaa:index`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from matbaa.index.addresses import entry_page, spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matbaa.index.authority import Entry
    from matbaa.index.build import Index
    from matbaa.index.rows import Row
    from matbaa.index.shares import Beside, Share

__all__ = ["NAMESPACE", "element", "entry_xml", "index_xml", "rows_xml"]

NAMESPACE = "urn:matbaa:index"


def index_xml(index: Index, base: str | None) -> etree._ElementTree:
    """A whole index with its mentions, for one page of it all; `base` leads to the texts' pages, if there are any."""
    root = element(None, "index", kind=index.kind, language=index.language)
    for item in index.entries:
        top = element(root, "entry", id=item.entry.id, letter=item.letter, type=item.entry.type, date=item.entry.date)
        _describe(top, item.entry)
        _mentions(top, item.shares, base)
    return root.getroottree()


def rows_xml(kind: str, language: str, rows: Iterable[Row]) -> etree._ElementTree:
    """An index as a list of entries that have pages of their own, below the folder of the list."""
    root = element(None, "index", kind=kind, language=language)
    for row in rows:
        entry = row.entry
        top = element(root, "entry", id=entry.id, letter=row.letter, type=entry.type, date=entry.date,
                      href=entry_page("", kind, entry.id), mentions=str(row.mentions),
                      texts=str(row.texts))  # fmt: skip
        element(top, "name", entry.name)
        element(top, "label", entry.label)
        for variant in entry.variants:
            element(top, "variant", variant)
        for note in entry.notes[:1]:
            element(top, "note", note.text, lang=note.language)
        _point(top, entry)
    return root.getroottree()


def entry_xml(entry: Entry, shares: Sequence[Share], others: Iterable[Beside], language: str) -> etree._ElementTree:
    """One entry with all of its mentions, for a page two folders below the site's top."""
    root = element(None, "entry", kind=entry.kind, id=entry.id, language=language, type=entry.type, date=entry.date)
    _describe(root, entry)
    for other in others:
        element(root, "related", kind=other.kind, id=other.id, label=other.label, count=str(other.times),
                href=entry_page("../", other.kind, other.id))  # fmt: skip
    _mentions(root, shares, "../../html/")
    return root.getroottree()


def _describe(top: etree._Element, entry: Entry) -> None:
    element(top, "name", entry.name)
    element(top, "label", entry.label)
    for variant in entry.variants:
        element(top, "variant", variant)
    for name, value in entry.facts:
        element(top, "fact", value, name=name)
    _point(top, entry)
    for identifier in entry.identifiers:
        element(top, "identifier", identifier.value, type=identifier.type, url=identifier.url)
    for note in entry.notes:
        element(top, "note", note.text, lang=note.language)


def _point(top: etree._Element, entry: Entry) -> None:
    if entry.point:
        element(top, "point", latitude=str(entry.point[0]), longitude=str(entry.point[1]))


def _mentions(top: etree._Element, shares: Iterable[Share], base: str | None) -> None:
    for share in shares:
        for found in share.spots:
            place = element(top, "mention", document=share.document, title=share.title, page=found.page,
                            href="" if base is None else spot(base, share.document, found.id),
                            position=f"{found.position:g}")  # fmt: skip
            element(place, "before", found.before)
            element(place, "form", found.form)
            element(place, "after", found.after)
            for locator in found.locators:
                element(place, "locator", locator)


def element(parent: etree._Element | None, tag: str, text: str = "", /, **attributes: str) -> etree._Element:
    """A new element of the index vocabulary, with text and attributes; empty attributes are left out."""
    full = f"{{{NAMESPACE}}}{tag}"
    made = etree.Element(full, nsmap={None: NAMESPACE}) if parent is None else etree.SubElement(parent, full)
    made.text = text or None
    for key, value in attributes.items():
        if value:
            made.set(key, value)
    return made
