"""Authority entries: numbers of other authority files and catalogues, coordinates, and entries that stand twice.

`check` looks at one file; `across` at the entries of all lists, from what `check` wrote down of each.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from matbaa.document import TEI
from matbaa.document import words as text_of
from matbaa.finding import Finding, Place, Severity
from matbaa.validate import coordinates, identifiers, words
from matbaa.validate.attributes import ENTRIES, kind_of_entry
from matbaa.validate.identifiers import Identifier
from matbaa.validate.likeness import Known, alike, normal
from matbaa.validate.targets import ID, is_entry, only_lists

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lxml import etree

    from matbaa.document import Document
    from matbaa.validate.outcome import Facts

__all__ = ["across", "check"]

_POINTING = frozenset({"ref", "sameAs", "corresp", "source", "target", "key"})
_HOSTS = tuple(host.encode() for host in identifiers.HOSTS)
_ANY = f"{{{TEI}}}*"
_IDNO, _GEO, _GEO_DECL = f"{{{TEI}}}idno", f"{{{TEI}}}geo", f"{{{TEI}}}geoDecl"
_TAGS = tuple(f"{{{TEI}}}{name}" for name in ENTRIES)
_LOCATION = f"{{{TEI}}}location"
_SAYING = "desc note country region trait date occupation residence affiliation faith nationality state".split()
_DESCRIBING = tuple(f"{{{TEI}}}{name}" for name in _SAYING)
_NAMES = {
    "person": ("persName", "name"),
    "place": ("placeName", "geogName", "settlement", "region", "country", "name"),
    "org": ("orgName", "name"),
    "event": ("eventName", "label", "head"),
}
_PREFERRED = frozenset({"preferred", "pref", "main", "reg", "standard", "authoritative"})
_WITHDRAWN = ("invalid", "wrong", "withdrawn", "cancelled", "canceled", "obsolete", "deprecated", "falsch")
_DATE = re.compile(r"-?\d{4,}(?:-\d\d(?:-\d\d)?)?")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_VAGUE = ("?", "um ", "ca", "circa", "vor ", "nach ", "before", "after", "about", "[", "/")
# numbers that name one thing of a kind, and no book about it
_OURS = {
    "person": frozenset({"GND", "VIAF", "Wikidata", "ORCID", "ISNI", "ULAN", "LCCN"}),
    "org": frozenset({"GND", "VIAF", "Wikidata", "ISNI", "ULAN", "LCCN"}),
    "place": frozenset({"GND", "VIAF", "Wikidata", "GeoNames", "TGN"}),
    "event": frozenset({"GND", "Wikidata"}),
    "work": frozenset({"DOI"}),
}


class _Entry(NamedTuple):
    """An entry of a list: the file, what messages call it, and what is known of it."""

    file: str
    label: str
    known: Known


def check(document: Document) -> tuple[list[Finding], Facts]:
    """What is wrong with the numbers and coordinates of a file (MBA001, MBA002, MBA005 to MBA007).

    Of a file that has lists and no text, the facts have its entries for `across`; entries of a text's own lists that
    stand twice are told here.
    """
    findings = [*_numbers(document), *_coordinates(document)]
    elements = [
        element
        for element in document.root.iter(*_TAGS)
        if element.get(ID) and kind_of_entry(element) in _OURS and is_entry(element)
    ]
    if not elements:
        return findings, {}
    entries = [_Entry(document.name, _label(element), _known(element)) for element in elements]
    if not only_lists(document):
        return [*findings, *_twice(entries, lambda number: document.locate(elements[number]))], {}
    places = [document.locate(element) for element in elements]
    written = [[entry.label, *place, list(entry.known)] for entry, place in zip(entries, places, strict=True)]
    return findings, {"entries": written}


def across(facts: Sequence[tuple[str, Facts]]) -> Iterator[Finding]:
    """Entries of all lists that have one number (MBA003), or look like one (MBA004)."""
    entries, places = [], []
    for name, fact in facts:
        for label, line, column, known in fact.get("entries", ()):
            entries.append(_Entry(name, label, Known(*known)))
            places.append(Place(line, column))
    yield from _twice(entries, places.__getitem__)


def _numbers(document: Document) -> Iterator[Finding]:
    for element, attribute, identifier in _identifiers(document):
        if fault := identifiers.fault(identifier):
            code = "MBA001" if fault.checksum else "MBA002"
            place = document.locate_attribute(element, attribute) if attribute else document.locate(element)
            where = f"{words.attribute(attribute)} on {words.element(element)}: " if attribute else ""
            yield document.finding(code, Severity.ERROR, where + fault.message, place, hint=fault.hint)


def _identifiers(document: Document) -> Iterator[tuple[etree._Element, str, Identifier]]:
    """The numbers of a file, with the element and the attribute that they stand in, or nothing for its content."""
    for element in document.root.iter(_IDNO):
        if (found := _of_idno(element)) is not None:
            yield element, "", found
    if not any(host in document.data for host in _HOSTS):
        return
    for element in document.root.iter(_ANY):
        for attribute, value in element.items():
            if attribute in _POINTING and "://" in value:
                for token in value.split():
                    if (found := identifiers.of_address(token)) is not None:
                        yield element, attribute, found


def _of_idno(element: etree._Element) -> Identifier | None:
    types = element.get("type"), element.get("subtype")
    if any(word in (kind or "").lower() for kind in types for word in _WITHDRAWN):
        return None
    return identifiers.of_typed(text_of(element), *types)


def _coordinates(document: Document) -> Iterator[Finding]:
    elements = list(document.root.iter(_GEO))
    if not elements or any(not _is_wgs84(declared) for declared in document.root.iter(_GEO_DECL)):
        return
    points: list[tuple[etree._Element, coordinates.Point]] = []
    unsure: list[tuple[etree._Element, coordinates.Reading]] = []
    for element in elements:
        reading = coordinates.read_geo(text_of(element)) if element.get("decls") is None else coordinates.Reading()
        if reading.point is not None:
            points.append((element, reading.point))
        if reading.message and reading.sure:
            place = document.locate(element)
            yield document.finding("MBA005", Severity.ERROR, reading.message, place, hint=reading.hint)
        elif reading.message:
            unsure.append((element, reading))
    if unsure:
        element, reading = unsure[0]
        more = f", here and in {len(unsure) - 1} more of this file" if len(unsure) > 1 else ""
        place = document.locate(element)
        yield document.finding("MBA006", Severity.WARNING, reading.message + more, place, hint=reading.hint)
    for number in coordinates.astray([point for _, point in points]):
        element, point = points[number]
        message = f"{words.quoted(text_of(element))} lies far from all other places of this file"
        hint = f"latitude comes first, then longitude: {point.longitude:g} {point.latitude:g} would lie among them"
        yield document.finding("MBA007", Severity.HINT, message, document.locate(element), hint=hint)


def _is_wgs84(declared: etree._Element) -> bool:
    return re.sub(r"[^A-Z0-9]", "", (declared.get("datum") or "WGS84").upper()) in {"WGS84", "WGS1984", "EPSG4326"}


def _twice(entries: Sequence[_Entry], place: Callable[[int], Place]) -> Iterator[Finding]:
    """Entries that share a number, then others that look alike."""
    owners: dict[tuple[str, str, str], int] = {}
    told: set[tuple[int, int]] = set()
    for number, entry in enumerate(entries):
        for system, value in entry.known.identifiers:
            if system not in _OURS[entry.known.kind]:
                continue
            first = owners.setdefault((entry.known.kind, system, value), number)
            if first != number and (number, first) not in told and not _copied(entry, entries[first]):
                told.add((number, first))
                other = _shown(entries, first, entry, place)
                message = f"{entry.label} has {Identifier(system, value)}, which {other} has too"
                hint = "make one entry of the two, or look up which of them the number belongs to"
                yield Finding("MBA003", Severity.WARNING, message, entry.file, *place(number), hint)
    for number, first, reason in alike([entry.known for entry in entries]):
        entry = entries[number]
        if (number, first) not in told and not _copied(entry, entries[first]):
            message = f"{entry.label} and {_shown(entries, first, entry, place)} may be one: {reason}"
            hint = (
                "make one entry of them, or give what tells them apart, such as dates or a number of an authority file"
            )
            yield Finding("MBA004", Severity.HINT, message, entry.file, *place(number), hint)


def _copied(entry: _Entry, other: _Entry) -> bool:
    """True of one entry that two files have; that they share its id is told by the check of pointers."""
    return entry.label == other.label and entry.file != other.file


def _shown(entries: Sequence[_Entry], number: int, beside: _Entry, place: Callable[[int], Place]) -> str:
    other = entries[number]
    where = "" if other.file == beside.file else f"{other.file}, "
    return f"{other.label} ({where}line {place(number).line})"


def _known(entry: etree._Element) -> Known:
    kind = kind_of_entry(entry) or ""
    names = [name for name in entry if isinstance(name.tag, str) and _local(name) in _NAMES.get(kind, ())]
    names.sort(key=lambda name: (name.get("type") or "") not in _PREFERRED)
    written = dict.fromkeys(normal(_spaced(name)) for name in names)
    sex = (entry.get("sex") or entry.get("gender") or _value(entry, "sex") or "") if kind == "person" else ""
    return Known(
        kind,
        [name for name in written if name],
        _surname(names[0]) if names and kind == "person" else "",
        _date(entry, "birth") if kind == "person" else "",
        _date(entry, "death") if kind == "person" else "",
        [list(found) for found in dict.fromkeys(_own_numbers(entry, names))],
        _point(entry) if kind == "place" else (),
        sex or entry.get("type") or "",
        _said(entry, names),
    )


def _said(entry: etree._Element, names: list[etree._Element]) -> str:
    """What an entry says besides its names, dates, numbers and coordinates, as far as it may tell it from others."""
    said = [text_of(child) for child in entry.iterchildren(*_DESCRIBING) if child not in names]
    where = [
        text_of(child)
        for location in entry.iterchildren(_LOCATION)
        for child in location.iterchildren("*")
        if child.tag != _GEO
    ]
    return normal(" ".join(said + where))[:200]


def _spaced(name: etree._Element) -> str:
    """The text of a name with blanks between its parts, which may stand without."""
    return " ".join([name.text or "", *(f"{text_of(part)} {part.tail or ''}" for part in name.iterchildren("*"))])


def _own_numbers(entry: etree._Element, names: list[etree._Element]) -> Iterator[Identifier]:
    """The numbers that say what an entry describes: its own `idno` and those of its name, and its `@sameAs`."""
    for element in (entry, *names):
        for child in element.iterchildren(_IDNO):
            if (found := _of_idno(child)) is not None:
                yield found
        addresses = element.get("sameAs" if element is entry else "ref") or ""
        for token in addresses.split():
            if (found := identifiers.of_address(token)) is not None:
                yield found


def _surname(name: etree._Element) -> str:
    if (found := name.find(f"{{{TEI}}}surname")) is not None:
        return normal(text_of(found))
    before, comma, _ = text_of(name).partition(",")
    return normal(before) if comma else ""


def _date(entry: etree._Element, local: str) -> str:
    """The date of birth or death, if it is given exactly to the year at least; else empty."""
    found = entry.find(f"{{{TEI}}}{local}")
    if found is None:
        return ""
    for element in (found, *found.iterchildren(f"{{{TEI}}}date")):
        for attribute in ("when", "when-iso"):
            if match := _DATE.match(element.get(attribute) or ""):
                return match[0]
    texts = [text_of(child) for child in found.iterchildren(f"{{{TEI}}}date")] or [found.text or ""]
    years = {year for text in texts for year in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 and not any(mark in text for text in texts for mark in _VAGUE) else ""


def _point(entry: etree._Element) -> tuple[float, ...]:
    for location in entry.iterchildren(_LOCATION):
        for geo in location.iterchildren(_GEO):
            if (point := coordinates.read_geo(text_of(geo)).point) is not None:
                return tuple(point)
    return ()


def _label(entry: etree._Element) -> str:
    if name := (entry.get(ID) or "").strip():
        return f"the entry {words.quoted(name)}"
    named = next((text_of(child) for child in entry if isinstance(child.tag, str) and text_of(child)), "")
    return f"the entry {words.quoted(named, 40)}" if named else f"a {_local(entry)}"


def _value(entry: etree._Element, local: str) -> str:
    found = entry.find(f"{{{TEI}}}{local}")
    return "" if found is None else (found.get("value") or text_of(found))


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
