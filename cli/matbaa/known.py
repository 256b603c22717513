"""What the lists of an edition say of persons, places, organisations, events and works."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from matbaa.dates.values import Span, parse, spanned
from matbaa.document import TEI, XML, words
from matbaa.entries import NAMING, Entry, entry_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set

    from lxml import etree

    from matbaa.document import Document

__all__ = ["Key", "Known", "Named", "Person", "Work", "attributes", "life"]

# a file by its resolved path, written with slashes, and an xml:id in it
Key = tuple[str, str]

_ID = f"{{{XML}}}id"
# a list of works has both what is cited and what is spoken of
_KINDS = {tag: "work" if kind == "document" else kind for tag, kind in NAMING.items()}
_NAMES = {
    "person": ("persName", "name"),
    "place": ("placeName", "geogName", "settlement", "region", "country", "name"),
    "org": ("orgName", "name"),
}
_LISTS = ("list", "standOff", "particDesc", "settingDesc")
_YEAR = re.compile(r"(?<!\d)(?:1[0-9]\d\d|20\d\d)(?!\d)(?:[a-z]\b)?")
_PAGES = frozenset({"page", "pages", "pp", "page_range", "pageRange"})
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d{1,9}")
_SPREAD = re.compile(r"(?<!\d)(\d{1,9})(?:\s*[-–—]\s*(\d{1,9}))?(?!\d)")


class Person(NamedTuple):
    """A person's names and times, as far as the entry gives them."""

    names: tuple[str, ...]
    birth: Span | None = None
    death: Span | None = None


class Named(NamedTuple):
    """A place or an organisation: `kind` is `place` or `org`."""

    kind: str
    names: tuple[str, ...]


class Work(NamedTuple):
    """A work as it is cited. `authors` are surnames, or names where no surname is marked; `editors` likewise.

    `years` are all years of its dates, each with the letter that follows it (`2005a`) if any; `pages` are its first
    and last page in the volume that it stands in. `text` is all its words where no author or editor is marked.
    `given` has the forenames or initials of each author, empty where none are marked.
    """

    authors: tuple[str, ...]
    editors: tuple[str, ...]
    titles: tuple[str, ...]
    years: tuple[str, ...]
    pages: tuple[int, int] | None = None
    volumes: tuple[str, ...] = ()
    text: str = ""
    given: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """How messages name it: authors, or the title, and the year."""
        head = ", ".join(self.authors or self.editors or self.titles[:1])
        return ", ".join(part for part in (head, self.years[0] if self.years else "") if part)


@dataclass(frozen=True, eq=False)
class Known:
    """The entries of lists, by the file that they stand in and their id; and the `parts` that they were joined of.

    `persons`, `named` and `works` have what checks ask for; `entries` has the names of all kinds in full: also of
    events, and of documents that texts speak of (`listBibl[@type='documents']`).
    """

    persons: dict[Key, Person] = field(default_factory=dict)
    named: dict[Key, Named] = field(default_factory=dict)
    works: dict[Key, Work] = field(default_factory=dict)
    entries: dict[Key, Entry] = field(default_factory=dict)
    parts: tuple[Known, ...] = ()

    @classmethod
    def of(cls, document: Document) -> Known:
        """What the lists of one document say: those in `standOff`, in the header, in the text."""
        path = document.path.resolve().as_posix()
        known = cls()
        for node, kind in _entries(document):
            key = path, str(node.get(_ID)).strip()
            if node.tag in NAMING and (names := entry_of(node)):
                known.entries[key] = names
            if kind == "event":
                continue
            if kind == "work":
                known.works[key] = _work(node)
            elif kind == "person":
                birth, death = life(node)
                known.persons[key] = Person(_names(node, kind), birth, death)
            else:
                known.named[key] = Named(kind, _names(node, kind))
        return known

    @classmethod
    def merged(cls, parts: Iterable[Known]) -> Known:
        """All of several, which must be of different files."""
        single = [one for part in parts for one in part._parts if one]
        known = cls(parts=tuple(single))
        for part in single:
            known.persons.update(part.persons)
            known.named.update(part.named)
            known.works.update(part.works)
            known.entries.update(part.entries)
        return known

    def to_json(self) -> dict[str, Any]:
        """As lists and texts only."""
        return {
            "persons": [[*key, *entry] for key, entry in self.persons.items()],
            "named": [[*key, *entry] for key, entry in self.named.items()],
            "works": [[*key, *entry] for key, entry in self.works.items()],
            "entries": [[*key, *entry.to_json()] for key, entry in self.entries.items()],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Known:
        """What `to_json` gave. Raises `ValueError`, `TypeError` or `KeyError` for anything else."""
        known = cls()
        for path, name, names, birth, death in data["persons"]:
            known.persons[path, name] = Person(
                tuple(names), Span(*birth) if birth else None, Span(*death) if death else None
            )
        for path, name, kind, names in data["named"]:
            known.named[path, name] = Named(kind, tuple(names))
        for path, name, authors, editors, titles, years, pages, volumes, text, given in data["works"]:
            first_and_last = (int(pages[0]), int(pages[1])) if pages else None
            known.works[path, name] = Work(
                tuple(authors),
                tuple(editors),
                tuple(titles),
                tuple(years),
                first_and_last,
                tuple(volumes),
                str(text),
                tuple(given),
            )
        for path, name, kind, forms, type_, about in data["entries"]:
            known.entries[path, name] = Entry.from_json(kind, forms, type_, about)
        return known

    @cached_property
    def digest(self) -> str:
        """A text that is the same for the same entries."""
        data = json.dumps(self.to_json(), ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()

    def called(self, name: str) -> tuple[Key, ...]:
        """The persons, places and organisations that have this name."""
        found = (key for part in self._parts for key in part._by_name.get(name, ()))
        return tuple(dict.fromkeys(found))

    def beginning(self, first: Set[str]) -> Iterator[str]:
        """The names whose first word is one of these."""
        for part in self._parts:
            for word in first & part._by_first_word.keys():
                yield from part._by_first_word[word]

    def of_year(self, year: str) -> Iterator[tuple[Key, Work]]:
        """The works that have a date of this year, four digits, whatever letter follows it."""
        for part in self._parts:
            yield from part._by_year.get(year, ())

    @property
    def _parts(self) -> tuple[Known, ...]:
        # what is worked out of one list serves wherever that list is used
        return self.parts or (self,)

    @cached_property
    def _by_name(self) -> dict[str, list[Key]]:
        found: dict[str, list[Key]] = {}
        entries: dict[Key, Person | Named] = {**self.persons, **self.named}
        for key, entry in entries.items():
            for name in dict.fromkeys(entry.names):
                found.setdefault(name, []).append(key)
        return found

    @cached_property
    def _by_first_word(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self._by_name:
            if first := _WORD.match(name):
                found.setdefault(first[0], []).append(name)
        return found

    @cached_property
    def _by_year(self) -> dict[str, list[tuple[Key, Work]]]:
        found: dict[str, list[tuple[Key, Work]]] = {}
        for key, work in self.works.items():
            for year in dict.fromkeys(year[:4] for year in work.years):
                found.setdefault(year, []).append((key, work))
        return found

    def __bool__(self) -> bool:
        return bool(self.persons or self.named or self.works or self.entries)


def attributes(node: etree._Element) -> dict[str, str]:
    """The attributes of an element, by name."""
    return {str(name): str(value) for name, value in node.items()}


def life(person: etree._Element) -> tuple[Span | None, Span | None]:
    """The times of birth and death that an entry gives, each at its widest; nothing where it is doubtful."""
    return _time(person, "birth"), _time(person, "death")


def _time(person: etree._Element, name: str) -> Span | None:
    found: Span | None = None
    for node in person.iterchildren(f"{{{TEI}}}{name}"):
        date = next(node.iter(f"{{{TEI}}}date"), None)
        span = _doubtless(node) or (_doubtless(date) if date is not None else None) or _bare(node)
        if span is None:
            return None
        found = span if found is None else found.widened(span)
    return found


def _doubtless(node: etree._Element) -> Span | None:
    dated = attributes(node)
    if dated.get("cert", "high") != "high" or "precision" in dated or "calendar" in dated:
        return None
    return spanned(dated)


def _bare(node: etree._Element) -> Span | None:
    """Of `<birth>1881</birth>`, where no attribute says it."""
    if any(name in node.attrib for name in ("when", "from", "to", "notBefore", "notAfter", "cert")) or len(node):
        return None
    value = parse(words(node))
    return None if value is None or value.year is None else Span(value.first, value.last)


def _entries(document: Document) -> Iterator[tuple[etree._Element, str]]:
    for node in document.root.iter(*_KINDS):
        if node.get(_ID, "").strip() and _is_listed(node):
            yield node, _KINDS[str(node.tag)]


def _is_listed(node: etree._Element) -> bool:
    """True of what stands in a list, or in an entry of its own kind that does."""
    parent = node.getparent()
    while parent is not None and parent.tag == node.tag:
        parent = parent.getparent()
    return parent is not None and str(parent.tag).removeprefix(f"{{{TEI}}}").startswith(_LISTS)


def _names(node: etree._Element, kind: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for tag in _NAMES[kind]:
        for form in node.iterchildren(f"{{{TEI}}}{tag}"):
            surname, forename = form.find(f"{{{TEI}}}surname"), form.find(f"{{{TEI}}}forename")
            if surname is not None and forename is not None:
                found[f"{words(forename)} {words(surname)}"] = None
            found[words(form)] = None
    return tuple(name for name in found if name)


def _work(node: etree._Element) -> Work:
    years: dict[str, None] = {}
    for date in node.iter(f"{{{TEI}}}date"):
        dated = attributes(date)
        values = [dated.get(name, "") for name in ("when", "from", "to", "notBefore", "notAfter", "when-iso")]
        years |= _years_in(*values, words(date))
    if not years:
        years = _years_in(words(node))
    authors, editors = tuple(_people(node, "author")), tuple(_people(node, "editor"))
    return Work(
        authors,
        editors,
        tuple(told for title in node.iter(f"{{{TEI}}}title") if (told := words(title))),
        tuple(years),
        _pages(node),
        tuple(words(scope) for scope in node.iter(f"{{{TEI}}}biblScope") if scope.get("unit") in ("volume", "vol")),
        "" if authors or editors else words(node),
        given if any(given := tuple(_given(node))) else (),
    )


def _years_in(*texts: str) -> dict[str, None]:
    return {found[0]: None for text in texts for found in _YEAR.finditer(text)}


def _people(node: etree._Element, role: str) -> Iterator[str]:
    for person in node.iter(f"{{{TEI}}}{role}"):
        surnames = [told for name in person.iter(f"{{{TEI}}}surname") if (told := words(name))]
        if surnames:
            yield from surnames
        elif told := words(person):
            yield told


def _given(node: etree._Element) -> Iterator[str]:
    """The forenames of each author, in the order of `_people`."""
    for person in node.iter(f"{{{TEI}}}author"):
        surnames = [name for name in person.iter(f"{{{TEI}}}surname") if words(name)]
        forenames = " ".join(words(name) for name in person.iter(f"{{{TEI}}}forename"))
        if surnames:
            yield from (forenames if len(surnames) == 1 else "" for _ in surnames)
        elif words(person):
            yield ""


def _pages(node: etree._Element) -> tuple[int, int] | None:
    """First and last page of an article; nothing where more than one range is given or it cannot be read."""
    found = [scope for scope in node.iter(f"{{{TEI}}}biblScope") if (scope.get("unit") or scope.get("type")) in _PAGES]
    if len(found) != 1:
        return None
    first, last = found[0].get("from", ""), found[0].get("to", "")
    if not (_NUMBER.fullmatch(first) and _NUMBER.fullmatch(last)):
        spread = _SPREAD.search(words(found[0]))
        if spread is None or not spread[2] or len(_SPREAD.findall(words(found[0]))) != 1:
            return None
        first, last = spread[1], spread[2]
    # 401-8 is short for 401-408
    last = first[: -len(last)] + last if len(last) < len(first) else last
    return (int(first), int(last)) if int(first) <= int(last) else None
