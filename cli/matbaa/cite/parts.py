"""The parts that headers and entries share: names, titles, dates, identifiers, volumes and pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from matbaa.cite.model import Day, Identifier, Person, Title
from matbaa.dates.values import Value, has_day, parse, value_or_none
from matbaa.document import TEI, XML

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

__all__ = ["children", "day", "identifiers", "language_at", "persons", "plain", "scopes", "titled"]

_T = f"{{{TEI}}}"
# what is not read in a title or a name: remarks, page furniture, the source's side of a choice
_UNREAD = frozenset(_T + name for name in ("note", "fw", "index", "del", "figDesc"))
_CHOICES = frozenset(_T + name for name in ("sic", "orig", "abbr"))
_BREAKS = frozenset(_T + name for name in ("lb", "pb", "cb"))
_NAMES = tuple(_T + name for name in ("persName", "orgName", "name"))
_LIFE = re.compile(r"[ ,]*[(\[]\s*(?:\*\s*)?[\d?]{3,4}\??\s*[-–—]\s*(?:†\s*)?[\d?]{0,4}\??\s*[)\]]$")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_ORCID = re.compile(r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])")


def children(node: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """The children of `node` with these names of TEI; none for no node."""
    if node is not None:
        yield from node.iterchildren(*(_T + name for name in names))


def plain(node: etree._Element | None) -> str:
    """The words of a title or name as a reader reads them, in one line; empty for no node."""
    return "" if node is None else " ".join("".join(_read(node)).split())


def _read(node: etree._Element) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        if child.tag in _BREAKS:
            yield "" if child.get("break") == "no" else " "
        elif isinstance(child.tag, str) and child.tag not in _UNREAD and not _is_beside(child):
            yield from _read(child)
        yield child.tail or ""


def _is_beside(node: etree._Element) -> bool:
    """True of the side of a choice that is not read."""
    parent = node.getparent()
    return node.tag in _CHOICES and parent is not None and parent.tag == f"{_T}choice" and len(parent) > 1


def language_at(node: etree._Element) -> str:
    """The language that holds at `node`; empty where none is said."""
    found: etree._Element | None = node
    while found is not None:
        if language := found.get(f"{{{XML}}}lang"):
            return language.strip()
        found = found.getparent()
    return ""


def titled(node: etree._Element) -> Title:
    """A title with its language."""
    return Title(plain(node), language_at(node))


def persons(nodes: Iterable[etree._Element]) -> tuple[Person, ...]:
    """Whoever elements like `author` and `editor` name, in their order, each once."""
    found = (person for node in nodes for person in _persons(node))
    return tuple(dict.fromkeys(person for person in found if person.family or person.name))


def _persons(node: etree._Element) -> Iterator[Person]:
    named = list(node.iterchildren(*_NAMES)) or [node]
    orcid = _orcid(node)
    for name in named:
        yield _person(name, orcid if len(named) == 1 else _orcid(name))


def _person(node: etree._Element, orcid: str) -> Person:
    def part(*names: str) -> str:
        return " ".join(told for child in node.iter(*(_T + name for name in names)) if (told := plain(child)))

    family, given = part("surname"), part("forename")
    if family:
        return Person(family, given, part("nameLink"), part("genName"), orcid=orcid)
    words = _without_asides(node)
    parts = [found.strip() for found in words.split(",")]
    # a comma in a person's name has the family name before it; a body's name may have one of its own
    body = node.tag == f"{_T}orgName" or node.find(f"{_T}orgName") is not None
    if len(parts) == 2 and all(parts) and not body:
        return Person(parts[0], parts[1], orcid=orcid)
    return Person(name=words, orcid=orcid, body=body)


def _without_asides(node: etree._Element) -> str:
    """The words of a name without address, affiliation and the like, and without years of life behind it."""
    asides = {_T + name for name in ("affiliation", "email", "idno", "ref", "ptr", "address", "date", "roleName")}
    if not any(child.tag in asides for child in node):
        told = plain(node)
    else:
        spoken = [node.text or ""]
        for child in node:
            if isinstance(child.tag, str) and child.tag not in asides | _UNREAD:
                spoken.append(plain(child))
            spoken.append(child.tail or "")
        told = " ".join(" ".join(spoken).split()).strip(" ,;")
    return _LIFE.sub("", told)


def _orcid(node: etree._Element) -> str:
    told = [plain(child) for child in node.iter(f"{_T}idno")]
    told += [value for at in node.iter() for name in ("ref", "key") if (value := at.get(name))]
    return next((found[1] for value in told if (found := _ORCID.fullmatch(value.strip()))), "")


def day(node: etree._Element | None, language: str = "") -> Day | None:
    """What a `date` says, by its attributes, else by its words in `language`; nothing where it says nothing."""
    if node is None:
        return None
    attributes = {str(name): str(value) for name, value in node.items()}
    first = value_or_none(attributes, "when") or value_or_none(attributes, "from")
    last = value_or_none(attributes, "to")
    words = plain(node)
    if first is None and words:
        first, last = _in_words(words, language)
    if first is not None and first.year is not None:
        return Day(first, last if last and last.year is not None and last != first else None)
    return Day(written=words) if words else None


def _in_words(words: str, language: str) -> tuple[Value | None, Value | None]:
    """A date that can be read in one way only."""
    from matbaa.dates.words import read

    value = parse(words)
    if value is not None:
        return (value if has_day(value) else None), None
    found = {
        (reading.first, reading.last)
        for reading in read(words, language)
        if all(part.year is not None and part.year > 99 and len(part.months) < 2 for part in reading[:2])
        and not reading.loose
    }
    if len(found) != 1:
        return None, None
    ends = [Value(part.year, next(iter(part.months), None), part.day) for part in next(iter(found))]
    return (ends[0], None if ends[0] == ends[1] else ends[1]) if all(map(has_day, ends)) else (None, None)


def identifiers(nodes: Iterable[etree._Element]) -> tuple[Identifier, ...]:
    """What `idno` elements give; a DOI is known by its form, whatever the type says."""
    found = []
    for node in nodes:
        # an idno may hold others
        value = " ".join(((node.text or "") if len(node) else plain(node)).split())
        kind = (node.get("type") or "").strip().lower()
        if doi := _DOI.fullmatch(value):
            kind, value = "doi", doi[1]
        if value:
            found.append(Identifier(kind, value))
    return tuple(dict.fromkeys(found))


def scopes(nodes: Iterable[etree._Element]) -> dict[str, str]:
    """Volume, issue and pages by the `unit` of each `biblScope`."""
    found: dict[str, str] = {}
    for node in nodes:
        unit = (node.get("unit") or node.get("type") or "").strip().lower()
        name = {"vol": "volume", "no": "issue", "number": "issue", "nr": "issue", "pp": "page", "pages": "page"}.get(
            unit, unit
        )
        ends = [end for end in (node.get("from"), node.get("to")) if end]
        value = plain(node) or ("–".join(dict.fromkeys(ends)) if name == "page" else " ".join(ends))
        if name and value:
            found.setdefault(name, value)
    return found
