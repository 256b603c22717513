"""Entries that no list has -> entries of a list in the form of authority files, for an editor to look at."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lxml import etree

from matbaa.document import TEI, XML, parse
from matbaa.encode.edit import inserted, written
from matbaa.encode.header import machine
from matbaa.encode.layout import behind, wrapped
from matbaa.encode.model import Kind
from matbaa.encode.source import Source

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from matbaa.document import Document
    from matbaa.encode.edit import Insertion
    from matbaa.encode.layout import Lines
    from matbaa.encode.model import Candidate

__all__ = ["Added", "added", "gathered", "new_list", "with_entries"]

_T = f"{{{TEI}}}"
_ID = f"{{{XML}}}id"
_NAME = re.compile(r"[^\W\d][\w.-]*")
_YEAR = re.compile(r"\d{4}(?!\d)")
# kind -> the list, its type, the entry, and the element of its name
_LISTS = {
    Kind.PERSON: ("listPerson", "", "person", "persName"),
    Kind.PLACE: ("listPlace", "", "place", "placeName"),
    Kind.ORG: ("listOrg", "", "org", "orgName"),
    Kind.EVENT: ("listEvent", "", "event", "eventName"),
    Kind.DOCUMENT: ("listBibl", "documents", "bibl", "title"),
    Kind.CITATION: ("listBibl", "cited", "bibl", "title"),
}
_SKELETON = f"""<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="{TEI}" xml:lang="en">
  <teiHeader>
    <fileDesc>
      <titleStmt>
        <title>Candidates for the authority files</title>
      </titleStmt>
      <publicationStmt>
        <publisher>Matbaa</publisher>
      </publicationStmt>
      <sourceDesc>
        <p>Names and citations that no list had an entry for. An editor looks at each, and moves it to its list.</p>
      </sourceDesc>
    </fileDesc>
  </teiHeader>
</TEI>
"""


@dataclass(frozen=True, slots=True)
class Added:
    """Entries that are put into a document, and the `xml:id` that each candidate has got, by its own."""

    elements: tuple[Insertion, ...]
    ids: dict[str, str]


def gathered(parts: Iterable[Iterable[Candidate]]) -> tuple[tuple[Candidate, ...], tuple[dict[str, str], ...]]:
    """The candidates of several documents, those that are one as one; and, for each document, the ids that the works it
    cites have there.
    """
    found: dict[tuple[object, ...], Candidate] = {}
    ids: list[dict[str, str]] = []
    taken: set[str] = set()
    for candidates in parts:
        own: dict[str, str] = {}
        for one in candidates:
            key = (one.kind, one.id, one.authors, one.title, one.year, one.volume, *one.forms[: not one.authors])
            if (before := found.get(key)) is None:
                identity = _free(one.id, taken)
                taken.add(identity)
                found[key] = replace(one, id=identity)
            else:
                forms = tuple(dict.fromkeys((*before.forms, *one.forms)))
                found[key] = replace(before, forms=forms, mentions=before.mentions + one.mentions)
            if one.kind is Kind.CITATION:
                own[one.id] = found[key].id
        ids.append(own)
    return tuple(found.values()), tuple(ids)


def new_list(path: Path) -> Document:
    """A TEI file for candidates, without any."""
    return parse(_SKELETON.encode(), str(path), path)


def with_entries(
    document: Document, candidates: Sequence[Candidate], taken: Collection[str] = ()
) -> tuple[Document, dict[str, str]]:
    """The document with an entry for each candidate, marked as the machine's, and the ids that they have got.

    `taken` are ids that the edition has elsewhere. Raises `CannotRun` where it cannot be edited.
    """
    if not candidates:
        return document, {}
    source = Source(document)
    named = machine(document, source)
    new = added(document, source, candidates, f"#{named.id}" if named else "", taken)
    own = [named.insertion] if named and named.insertion else []
    return inserted(document, source, [], [*own, *new.elements]), new.ids


def added(
    document: Document, source: Source, candidates: Iterable[Candidate], mark: str, taken: Collection[str] = ()
) -> Added:
    """What is put into a document for these candidates: entries in the lists of its `standOff`, and lists, and a
    `standOff`, where it has none. `mark` is the pointer to the machine.
    """
    prefix = f"{document.root.prefix}:" if document.root.prefix else ""
    used = {*taken, *(str(node.get(_ID)) for node in document.root.iter(etree.Element) if node.get(_ID))}
    ids: dict[str, str] = {}
    entries: dict[tuple[str, str], list[Lines]] = {}
    for one in candidates:
        if one.kind not in _LISTS:
            continue
        identity = ids[one.id] = _free(one.id, used)
        used.add(identity)
        entries.setdefault(_LISTS[one.kind][:2], []).append(_entry(one, identity, mark, prefix))
    header, stand_off = document.root.find(f"{_T}teiHeader"), document.root.find(f"{_T}standOff")
    elements: list[Insertion | None] = []
    lists: Lines = []
    for (name, type_), lines in entries.items():
        present = None if stand_off is None else _list(stand_off, name, type_)
        if present is not None and (last := _last(present)) is not None:
            elements += (behind(last, entry, source) for entry in lines)
            continue
        start = f"<{prefix}{name}{written([('type', type_)] if type_ else [])}>"
        whole = wrapped([line for entry in lines for line in entry], start, prefix + name)
        last = None if stand_off is None else _last(stand_off)
        if last is not None:
            elements.append(behind(last, whole, source))
        else:
            lists += whole
    if lists and header is not None:
        elements.append(behind(header, wrapped(lists, f"<{prefix}standOff>", f"{prefix}standOff"), source))
    return Added(tuple(one for one in elements if one is not None), ids)


def _free(wanted: str, taken: Collection[str]) -> str:
    """`wanted`, made a name of XML, with a number behind it where it is taken."""
    name = wanted if _NAME.fullmatch(wanted) else f"e-{re.sub(r'[^0-9A-Za-z.-]+', '-', wanted).strip('-')}"
    number = 2
    free = name
    while free in taken:
        free = f"{name}-{number}"
        number += 1
    return free


def _list(stand_off: etree._Element, name: str, type_: str) -> etree._Element | None:
    """The list for these entries: of those for works, the one of the type, else one without a type."""
    found = list(stand_off.iterchildren(_T + name))
    if not type_:
        return found[0] if found else None
    return next((one for want in (type_, None) for one in found if one.get("type") == want), None)


def _last(holder: etree._Element) -> etree._Element | None:
    return next((child for child in reversed(holder) if isinstance(child.tag, str)), None)


def _entry(candidate: Candidate, identity: str, mark: str, prefix: str) -> Lines:
    """The lines of an entry."""
    _, _, element, naming = _LISTS[candidate.kind]
    attributes = [("xml:id", identity), *candidate.attributes]
    if candidate.kind in (Kind.PLACE, Kind.ORG) and not any(name == "type" for name, _ in attributes):
        attributes.append(("type", "other"))
    if mark:
        attributes += [("cert", candidate.cert), ("resp", mark)]
    inside = _work(candidate, prefix) if candidate.kind is Kind.CITATION else _names(candidate, naming, prefix)
    inside.append(_element("note", _mentioned(candidate), prefix, ("xml:lang", "en")))
    lines = [(0, line) for line in inside]
    return wrapped(lines, f"<{prefix}{element}{written(attributes)}>", prefix + element)


def _names(candidate: Candidate, element: str, prefix: str) -> list[str]:
    types = ["preferred", *["variant"] * len(candidate.forms)]
    return [
        _element(element, form, prefix, ("type", type_)) for type_, form in zip(types, candidate.forms, strict=False)
    ]


def _work(candidate: Candidate, prefix: str) -> list[str]:
    lines = [_author(author, prefix) for author in candidate.authors]
    if candidate.title or not candidate.authors:
        lines.append(_element("title", candidate.title or candidate.forms[0], prefix))
    if candidate.volume:
        lines.append(_element("biblScope", candidate.volume, prefix, ("unit", "volume")))
    if candidate.year:
        year = _YEAR.match(candidate.year)
        lines.append(_element("date", candidate.year, prefix, *([("when", year[0])] if year else [])))
    return lines


def _author(name: str, prefix: str) -> str:
    """A single word is taken for a surname; what has several may be a body."""
    if " " in name:
        return _element("author", name, prefix)
    surname = _element("surname", name, prefix)
    return f"<{prefix}author><{prefix}persName>{surname}</{prefix}persName></{prefix}author>"


def _mentioned(candidate: Candidate) -> str:
    number = len(candidate.mentions)
    times = {1: "once", 2: "twice"}.get(number, f"{number} times")
    if candidate.kind is not Kind.CITATION:
        return f"Mentioned {times}." if number else "Mentioned."
    forms = " and ".join(f"“{form}”" for form in candidate.forms[:3])
    return f"Cited {times}, as {forms}." if number else f"Cited as {forms}."


def _element(name: str, text: str, prefix: str, *attributes: tuple[str, str]) -> str:
    told = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<{prefix}{name}{written(attributes)}>{told}</{prefix}{name}>"
