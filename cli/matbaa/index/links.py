"""Where the mentions of one text lead, and what a card says of each entry, as the XML that `xslt/html.xsl` reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.index.addresses import entry_page
from matbaa.index.markup import element

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

    from matbaa.index.authority import Entry
    from matbaa.index.shares import Link

__all__ = ["links_xml"]

# of an entry a card shows what fits on it; the page of the entry has the whole
_FACTS = {
    "persons": ("birth", "death", "floruit", "occupation"),
    "places": ("district", "region", "country"),
    "orgs": ("date",),
    "events": ("date", "placeName"),
    "documents": ("author", "date"),
    "works": ("publisher", "pubPlace"),
}
_NOTE = 300
_VARIANTS = 5


def links_xml(links: Mapping[Link, Entry], base: str, others: Mapping[str, str]) -> etree._ElementTree:
    """What each mention of one text is linked to, for the parameter `entities` of `xslt/html.xsl`: an `entity` for each
    pointer or mention, and an `entry` for each entry that one of them leads to.

    `base` leads to the index pages; `others` are addresses of pointers that lead somewhere else in the edition.
    """
    root = element(None, "entities")
    entries: dict[str, Entry] = {}
    for link, entry in links.items():
        entries.setdefault(entry.key, entry)
        element(root, "entity", ref=link.pointer, mention=link.mention, kind=entry.kind, id=entry.id, label=entry.label,
                href=entry_page(base, entry.kind, entry.id))  # fmt: skip
    for pointer, address in others.items():
        element(root, "entity", ref=pointer, href=address)
    for entry in entries.values():
        _describe(element(root, "entry", kind=entry.kind, id=entry.id, type=entry.type, date=entry.date,
                          href=entry_page(base, entry.kind, entry.id)), entry)  # fmt: skip
    return root.getroottree()


def _describe(top: etree._Element, entry: Entry) -> None:
    element(top, "label", entry.label)
    for variant in entry.variants[:_VARIANTS]:
        element(top, "variant", variant)
    for name in _FACTS.get(entry.kind, ()):
        for told in [value for fact, value in entry.facts if fact == name][:1]:
            element(top, "fact", _short(told, 80), name=name)
    for identifier in entry.identifiers:
        if identifier.url:
            element(top, "identifier", identifier.value, type=identifier.type, url=identifier.url)
    for language, told in _notes(entry):
        element(top, "note", told, lang=language)


def _notes(entry: Entry) -> Iterator[tuple[str, str]]:
    """The first note in each language."""
    languages = set()
    for note in entry.notes:
        if note.language not in languages:
            languages.add(note.language)
            yield note.language, _short(note.text, _NOTE)


def _short(text: str, most: int) -> str:
    """`text`, cut after a word where it is longer than `most` characters."""
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(" ,;:–—") + " …"
