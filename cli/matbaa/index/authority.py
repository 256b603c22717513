"""The entries of authority files, and of lists inside texts: who and what the mentions point at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from matbaa.cite.model import Work  # noqa: TC001 (read at run time, to know what was kept)
from matbaa.document import TEI, XML, words
from matbaa.index import dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matbaa.document import Document

__all__ = ["ENTRY_KINDS", "Entry", "Identifier", "Note", "entries", "is_entry", "language_of"]

ENTRY_KINDS = {
    "person": "persons", "personGrp": "persons", "persona": "persons", "place": "places", "org": "orgs",
    "event": "events", "bibl": "works", "biblStruct": "works", "biblFull": "works", "object": "documents",
}  # fmt: skip
_NAMES = {
    "persons": ("persName", "name"),
    "places": ("placeName", "geogName", "settlement", "region", "country", "name"),
    "orgs": ("orgName", "name"),
    "events": ("eventName", "label", "name", "head"),
    "documents": ("title", "objectName", "name"),
}
# where an identifier leads, for those that have an address of their own
_ADDRESSES = {
    "wikidata": "https://www.wikidata.org/entity/{}",
    "gnd": "https://d-nb.info/gnd/{}",
    "viaf": "https://viaf.org/viaf/{}",
    "geonames": "https://www.geonames.org/{}",
    "isni": "https://isni.org/isni/{}",
    "orcid": "https://orcid.org/{}",
    "tgn": "https://vocab.getty.edu/tgn/{}",
    "doi": "https://doi.org/{}",
}


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier of another authority; `url` is empty where none is known."""

    type: str
    value: str
    url: str


@dataclass(frozen=True, slots=True)
class Note:
    """A piece of prose about an entry, with its language tag (may be empty)."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of an authority. `name` is how it is headed (surname first), `label` how it is called in running text.

    `key` is `file#id`, absolute; `facts` are pairs of an element's name and its words (birth, death, occupation, …);
    `point` is latitude and longitude in degrees. `date` is that of a work as it is written, or of a date as ISO 8601;
    `work` is what a work can be cited by.
    """

    kind: str
    id: str
    key: str
    name: str
    label: str
    type: str
    variants: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    notes: tuple[Note, ...]
    identifiers: tuple[Identifier, ...]
    point: tuple[float, float] | None
    date: str = ""
    work: Work | None = None


def entries(document: Document) -> Iterator[Entry]:
    """Every entry with an `xml:id` in the document's `standOff`, header lists or bibliography."""
    wanted = [f"{{{TEI}}}{name}" for name in ENTRY_KINDS]
    for node in document.root.iter(*wanted):
        identity = node.get(f"{{{XML}}}id")
        parent = node.getparent()
        if identity is None or parent is None:
            continue
        if not is_entry(node):
            continue
        yield _entry(document, node, identity, parent)


def is_entry(node: etree._Element) -> bool:
    """True of a person, place, work and so on that stands in a list, or inside an entry of its own kind."""
    parent = node.getparent()
    if parent is None or etree.QName(node).localname not in ENTRY_KINDS:
        return False
    if parent.tag == node.tag:
        return is_entry(parent)
    return etree.QName(parent).localname.startswith(("list", "standOff", "particDesc", "settingDesc"))


def _entry(document: Document, node: etree._Element, identity: str, parent: etree._Element) -> Entry:
    kind = ENTRY_KINDS[etree.QName(node).localname]
    if kind == "works" and parent.get("type") == "documents":
        kind = "documents"
    if kind == "works":
        name, label, variants = _work_names(node)
    else:
        name, label, variants = _names(node, kind, identity)
    return Entry(
        kind=kind,
        id=identity,
        key=f"{document.path.resolve()}#{identity}",
        name=name or identity,
        label=label or name or identity,
        type=node.get("type", ""),
        variants=variants,
        facts=tuple(_facts(node, kind)),
        notes=tuple(_notes(node)),
        identifiers=tuple(_identifiers(node)),
        point=_point(node),
        date=words(node.find(f".//{{{TEI}}}date")) if kind == "works" else "",
        work=_work(node) if kind == "works" else None,
    )


def _work(node: etree._Element) -> Work:
    from matbaa.cite.entry import of_entry

    return of_entry(node)


def _names(node: etree._Element, kind: str, identity: str) -> tuple[str, str, tuple[str, ...]]:
    forms = [child for tag in _NAMES[kind] for child in node.iterchildren(f"{{{TEI}}}{tag}")]
    if not forms:
        return identity, identity, ()
    preferred = next((form for form in forms if form.get("type") in ("preferred", "main", "reg", "pref")), forms[0])
    label = words(preferred)
    surname, forename = preferred.find(f"{{{TEI}}}surname"), preferred.find(f"{{{TEI}}}forename")
    name = label
    if surname is not None and len(preferred) > 1:
        rest = " ".join(label.replace(words(surname), " ", 1).replace(",", " ").split())
        name = f"{words(surname)}, {rest}" if rest else label
        if forename is not None and not rest:
            name = label
    variants = tuple(dict.fromkeys(told for form in forms if (told := words(form)) not in ("", label)))
    return name, label, variants


def _work_names(node: etree._Element) -> tuple[str, str, tuple[str, ...]]:
    """A work is headed by author and year, or by title and year where it has no author."""
    authors = [_author(author) for author in node.iter(f"{{{TEI}}}author")]
    if not authors:
        authors = [_author(editor) for editor in node.iter(f"{{{TEI}}}editor")]
    title = words(node.find(f".//{{{TEI}}}title"))
    year = words(node.find(f".//{{{TEI}}}date"))
    volume = words(node.find(f".//{{{TEI}}}biblScope"))
    head = " – ".join(authors) or title
    parts = [part for part in (head, title if authors else "", volume, year) if part]
    name = ", ".join(parts) or words(node)
    return name, name, ()


def _author(author: etree._Element) -> str:
    surname, forename = author.find(f".//{{{TEI}}}surname"), author.find(f".//{{{TEI}}}forename")
    if surname is not None and forename is not None:
        return f"{words(surname)}, {words(forename)}"
    return words(author)


_FACTS = {
    "persons": (
        "birth", "death", "floruit", "sex", "gender", "nationality", "occupation", "education", "affiliation",
        "residence", "faith",
    ),
    "places": ("country", "region", "district"),
    "orgs": ("date",),
    "events": ("date", "placeName"),
    "documents": ("author", "date", "biblScope", "publisher", "pubPlace"),
    "works": ("author", "editor", "title", "biblScope", "publisher", "pubPlace", "date"),
}  # fmt: skip


def _facts(node: etree._Element, kind: str) -> Iterator[tuple[str, str]]:
    dated = _dated(node)
    if dated and kind == "events":
        yield "date", dates.iso(dated)
    for tag in _FACTS.get(kind, ()):
        for child in node.iter(f"{{{TEI}}}{tag}"):
            if kind == "works" or child.getparent() is node:
                told = words(child) or dates.iso(_dated(child))
                if told:
                    yield tag, told


def _dated(node: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in node.items()}


def _notes(node: etree._Element) -> Iterator[Note]:
    for child in node.iterchildren(f"{{{TEI}}}note", f"{{{TEI}}}desc"):
        if told := words(child):
            yield Note(language_of(child), told)


def language_of(node: etree._Element | None) -> str:
    """The language tag that holds at `node`, by the nearest `xml:lang`; empty where there is none."""
    while node is not None:
        if language := node.get(f"{{{XML}}}lang"):
            return language
        node = node.getparent()
    return ""


def _identifiers(node: etree._Element) -> Iterator[Identifier]:
    for child in node.iterchildren(f"{{{TEI}}}idno"):
        value, kind = words(child), (child.get("type") or child.get("subtype") or "").strip()
        if kind.lower() in ("url", "uri"):
            kind = child.get("subtype") or kind
        if not value:
            continue
        if value.startswith(("http://", "https://")):
            yield Identifier(kind or "url", value, value)
        else:
            address = _ADDRESSES.get(kind.lower())
            yield Identifier(kind, value, address.format(value.replace(" ", "")) if address else "")


_POINT = re.compile(r"([+-]?\d+(?:[.,]\d+)?)[\s,;]+([+-]?\d+(?:[.,]\d+)?)")


def _point(node: etree._Element) -> tuple[float, float] | None:
    """Latitude and longitude of the entry itself, not of a place inside it; with points or with commas."""
    geo = next((geo for own in node.iterchildren(f"{{{TEI}}}location") for geo in own.iter(f"{{{TEI}}}geo")), None)
    found = _POINT.fullmatch(words(geo))
    if found is None:
        return None
    latitude, longitude = (float(number.replace(",", ".")) for number in found.groups())
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None
