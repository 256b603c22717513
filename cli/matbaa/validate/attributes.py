"""Which attributes of TEI are pointers, and what kind of thing a name may point at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.document import TEI

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

__all__ = ["ENTRIES", "MEDIA", "NAMING", "kind_of_entry", "pointers", "wanted_kind"]

# attributes that hold one or more pointers wherever they occur
_ALWAYS = frozenset(
    """ana calendar change children copyOf corresp datcat datingMethod datingPoint decls domains edRef exclude facs
    feats follow fVal given hand inst lemmaRef mutual next nymRef period prev ref rendition replyTo resp sameAs
    scribeRef scriptRef select since source spanTo synch target targetDatcat targetEnd toWhom unitRef valueDatcat
    who wit""".split()
)
# attributes that are pointers on some elements only
_ON: dict[str, frozenset[str]] = {
    "active": frozenset({"relation"}),
    "adj": frozenset({"node"}),
    "adjFrom": frozenset({"node"}),
    "adjTo": frozenset({"node"}),
    "class": frozenset({"catRef", "msItem", "msContents", "msItemStruct"}),
    "code": frozenset({"occupation", "socecStatus"}),
    "end": frozenset({"u", "pause", "vocal", "kinesic", "incident", "writing", "shift", "annotationBlock"}),
    "from": frozenset({"app", "span", "arc", "rt"}),
    "fromUnit": frozenset({"conversion"}),
    "location": frozenset({"form", "entry", "entryFree", "sense", "etym", "re", "hom"}),
    "mergedIn": frozenset({"form", "entry", "entryFree", "sense", "etym", "re", "hom"}),
    "new": frozenset({"handShift"}),
    "origin": frozenset({"timeline"}),
    "parent": frozenset({"iNode", "leaf"}),
    "parts": frozenset({"nym"}),
    "passive": frozenset({"relation"}),
    "perf": frozenset({"move", "tech"}),
    "require": frozenset({"rdg", "lem", "rdgGrp"}),
    "scheme": frozenset({"keywords", "classCode", "catRef", "locus", "locusGrp", "occupation", "socecStatus"}),
    "start": frozenset({"u", "pause", "vocal", "kinesic", "incident", "writing", "shift", "annotationBlock"}),
    "to": frozenset({"app", "span", "arc", "rt"}),
    "toUnit": frozenset({"conversion"}),
    "url": frozenset({"graphic", "media"}),
    "value": frozenset({"node", "root", "iNode", "leaf", "eTree", "triangle", "eLeaf"}),
    "where": frozenset({"event"}),
}
_POINTING = _ALWAYS | _ON.keys()
# elements of documentation, whose attributes speak of schemas and not of this text
_NEVER = frozenset({"annotation", "equiv", "moduleRef", "dataRef", "specGrpRef", "classRef", "elementRef", "macroRef"})

# attributes whose targets are pictures and other files that are no XML
MEDIA = frozenset({"url", "facs"})
# attributes whose values often are names in the form of a pointer, not files
NAMING = frozenset({"scheme", "calendar", "period", "datcat", "targetDatcat", "valueDatcat", "datingMethod"})

# authority entries: element -> the kind of thing that it describes
ENTRIES = {
    "person": "person",
    "personGrp": "person",
    "persona": "person",
    "place": "place",
    "org": "org",
    "event": "event",
    "bibl": "work",
    "biblStruct": "work",
    "biblFull": "work",
    "msDesc": "work",
    "object": "object",
    "nym": "nym",
    "category": "category",
    "taxonomy": "taxonomy",
    "interp": "interp",
    "handNote": "hand",
}
_INSIDE = {
    "persName": "person",
    "placeName": "place",
    "settlement": "place",
    "country": "place",
    "region": "place",
    "district": "place",
    "geogName": "place",
    "orgName": "org",
    "eventName": "event",
    "listPerson": "person",
    "listPlace": "place",
    "listOrg": "org",
    "listEvent": "event",
    "listBibl": "work",
}
_WANTED = {
    "persName": {"person"},
    "placeName": {"place"},
    "settlement": {"place"},
    "country": {"place"},
    "region": {"place"},
    "district": {"place"},
    "bloc": {"place"},
    "geogName": {"place"},
    "orgName": {"org"},
    "eventName": {"event"},
    "objectName": {"object", "work"},
    "title": {"work", "object"},
    "bibl": {"work"},
}
_BY_TYPE = {
    "person": {"person"},
    "place": {"place"},
    "org": {"org"},
    "organisation": {"org"},
    "organization": {"org"},
    "event": {"event"},
    "document": {"work", "object"},
    "work": {"work", "object"},
    "bibl": {"work"},
}
_KINDS = frozenset({"person", "place", "org", "event", "work", "object"})


def pointers(element: etree._Element) -> Iterator[tuple[str, str]]:
    """The pointing attributes of a TEI element: name and value."""
    if _POINTING.isdisjoint(element.keys()):
        return
    name = _tei_name(element)
    if name is None or name in _NEVER:
        return
    for key, value in element.items():
        if key in _ALWAYS or (key in _ON and name in _ON[key]):
            yield key, value


def wanted_kind(element: etree._Element, attribute: str) -> frozenset[str]:
    """The kinds of entries that `attribute` of a name may point at; empty where any will do."""
    if attribute != "ref":
        return frozenset()
    name = _tei_name(element)
    if name in {"rs", "name"}:
        return frozenset(_BY_TYPE.get(element.get("type", ""), ()))
    return frozenset(_WANTED.get(name or "", ()))


def kind_of_entry(element: etree._Element) -> str | None:
    """The kind of thing that an element with an id describes, if it is a person, a place and so on."""
    name = _tei_name(element)
    kind = ENTRIES.get(name or "") or _INSIDE.get(name or "")
    return kind if kind in _KINDS else None


def _tei_name(element: etree._Element) -> str | None:
    tag = element.tag
    if isinstance(tag, str) and tag.startswith(f"{{{TEI}}}"):
        return tag[len(TEI) + 2 :]
    return None
