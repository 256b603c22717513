"""The places of authority files, as far as they are looked up: names, kind, number, coordinates, and where they lie."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from matbaa.document import TEI, XML, words
from matbaa.index.authority import is_entry
from matbaa.reconcile.model import Place
from matbaa.reconcile.names import folded, shortened
from matbaa.validate import identifiers
from matbaa.validate.coordinates import Point, read_geo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from matbaa.document import Document
    from matbaa.reconcile.model import Kind

__all__ = ["languages", "places"]

_T = f"{{{TEI}}}"
_LANG = f"{{{XML}}}lang"
_NAMES = tuple(f"{_T}{name}" for name in ("placeName", "geogName", "name"))
# from the narrowest to the widest
_PARTS = tuple(f"{_T}{name}" for name in ("settlement", "district", "region", "country", "bloc"))
_PREFERRED = frozenset({"preferred", "pref", "main", "reg", "standard", "authoritative"})
_TYPES: dict[Kind, str] = {
    "settlement": """settlement city town village municipality commune capital locality populatedplace inhabitedplace
        district quarter suburb borough neighbourhood stadt dorf gemeinde ort bezirk ville bourg ciudad pueblo citta
        şehir kent
        ilce köy kasaba mahalle""",
    "country": "country state nation land staat pays pais paese ülke devlet",
    "continent": "continent kontinent kıta continente erdteil",
    "region": "region province county landscape provinz landkreis bölge vilayet il departement",
    "other": """water river lake sea ocean bay strait mountain mountains hill valley island peninsula building church
        street square park monument bridge railway road other fluss see berg strasse kirche gebäude insel""",
}
_KINDS = {folded(word): kind for kind, told in _TYPES.items() for word in told.split()}
# the classes and codes of GeoNames, as lists made with it have them: P.PPL, A.PCLI
_CODE = re.compile(r"(?<![A-Za-z])([APLSTHVRU])\.([A-Z]{2,4}\d?)(?![A-Za-z])")


def places(document: Document) -> Iterator[Place]:
    """The places of a document's lists, in its order."""
    for node in document.root.iter(f"{_T}place"):
        if is_entry(node):
            yield _place(document, node)


def languages(document: Document) -> set[str]:
    """The languages that a document says to use."""
    return {node.get(_LANG, "") for node in document.root.iter() if isinstance(node.tag, str)} - {""}


def _place(document: Document, node: etree._Element) -> Place:
    forms = [form for form in node.iterchildren(*_NAMES) if words(form)]
    parts = [part for tag in _PARTS for part in node.iterchildren(tag) if words(part)]
    if not forms:
        forms, parts = parts[:1], parts[1:]
    forms.sort(key=lambda form: form.get("type", "").lower() not in _PREFERRED)
    names, hints = dict[str, None](), dict[str, None]()
    element = ""
    for form in forms:
        inner = [part for tag in _PARTS for part in form.iter(tag) if part is not form and words(part)]
        named = inner[0] if inner else form
        name, aside = shortened(words(named))
        names[name] = None
        element = element or str(named.tag).removeprefix(_T)
        hints |= dict.fromkeys((*map(words, inner[1:]), *aside))
    hints |= dict.fromkeys(map(words, parts))
    for location in node.iterchildren(f"{_T}location"):
        for part in location.iter(*_NAMES, *_PARTS):
            told, aside = shortened(words(part))
            hints |= dict.fromkeys((told, *aside))
    idno, number = _number(node)
    geo, point = _geo(node)
    return Place(
        document,
        node,
        node.get(f"{{{XML}}}id", ""),
        tuple(filter(None, names)),
        _kind(node) or _KINDS.get(element, ""),
        node.get("type", ""),
        tuple(filter(None, hints)),
        number,
        idno,
        point,
        geo,
    )


def _kind(node: etree._Element) -> Kind:
    """By its type, or by a code of GeoNames in it; empty where nothing tells."""
    for name in ("type", "subtype"):
        if found := _KINDS.get(folded(node.get(name, "")).replace(" ", "")):
            return found
    told = [*node.attrib.values(), *(words(desc) for desc in node.iterchildren(f"{_T}desc", f"{_T}trait"))]
    for text in told:
        if code := _CODE.search(str(text)):
            return _of_code(code[1], code[2])
    return "other" if node.get("type") else ""


def _of_code(letter: str, code: str) -> Kind:
    if letter == "P":
        return "settlement"
    if code in ("ADM3", "ADM4", "ADM5"):  # a municipality: a town has its name, but is another place of GeoNames
        return ""
    if letter == "A":
        return "country" if code.startswith("PCL") else "region"
    return "continent" if code == "CONT" else "other"


def _number(node: etree._Element) -> tuple[etree._Element | None, int | None]:
    """The number of GeoNames that an entry has, and the element that has it."""
    for idno in node.iterchildren(f"{_T}idno"):
        types = idno.get("type"), idno.get("subtype")
        found = identifiers.of_typed(words(idno), *types)
        # what is no number, or nothing yet, is typed as well
        meant = found or identifiers.of_typed("1", *types)
        if meant is not None and meant.system == "GeoNames":
            number = found.number if found is not None else ""
            return idno, int(number) if number.isascii() and number.isdigit() and len(number) < 12 else None
    return None, None


def _geo(node: etree._Element) -> tuple[etree._Element | None, Point | None]:
    """The coordinates of the place itself, not of one around it."""
    for location in node.iterchildren(f"{_T}location"):
        if any(part.get("ref") for part in location.iterchildren(*_NAMES, *_PARTS)):
            continue
        for geo in location.iter(f"{_T}geo"):
            return geo, read_geo(words(geo)).point
    return None, None
