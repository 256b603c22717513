"""An index written as JSON, as CSV, and as the XML that `xslt/index.xsl` makes pages of."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matbaa.index.authority import Entry
    from matbaa.index.build import Found, Index

__all__ = ["NAMESPACE", "as_csv", "as_json", "as_xml", "element"]

NAMESPACE = "urn:matbaa:index"

_COLUMNS = (
    "kind", "id", "name", "label", "type", "variants", "date", "latitude", "longitude", "identifiers", "notes",
    "document", "page", "before", "form", "after", "locator", "href",
)  # fmt: skip


def href(found: Found, base: str) -> str:
    """The address of a mention in the HTML page of its text; `base` leads to the folder of pages."""
    return f"{base}{found.document}.html#{found.mention.id}"


def _date(entry: Entry) -> str:
    return entry.date or next((value for name, value in entry.facts if name == "date"), "")


def as_json(indexes: Iterable[Index], base: str) -> str:
    """The indexes as one JSON object, kind by kind; see docs/index.md for its keys."""
    return (
        json.dumps({index.kind: _index_object(index, base) for index in indexes}, ensure_ascii=False, indent=1) + "\n"
    )


def _index_object(index: Index, base: str) -> dict[str, object]:
    return {
        "language": index.language,
        "entries": [
            {
                "id": item.entry.id,
                "name": item.entry.name,
                "label": item.entry.label,
                "letter": item.letter,
                "type": item.entry.type,
                "variants": list(item.entry.variants),
                "date": _date(item.entry),
                "facts": [{"name": name, "value": value} for name, value in item.entry.facts],
                "point": list(item.entry.point) if item.entry.point else None,
                "identifiers": [
                    {"type": found.type, "value": found.value, "url": found.url} for found in item.entry.identifiers
                ],
                "notes": [{"language": note.language, "text": note.text} for note in item.entry.notes],
                "mentions": [
                    {
                        "document": found.document,
                        "page": found.mention.page,
                        "before": found.mention.before,
                        "form": found.mention.form,
                        "after": found.mention.after,
                        "locators": list(found.mention.locators),
                        "href": href(found, base),
                    }
                    for found in item.found
                ],
            }
            for item in index.entries
        ],
    }


def as_csv(indexes: Iterable[Index], base: str) -> str:
    """One row a mention (one row, its last columns empty, for an entry without);

    lists inside a cell are joined by ` | `.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for index in indexes:
        for item in index.entries:
            entry = item.entry
            point = entry.point or ("", "")
            fixed = (
                index.kind, entry.id, entry.name, entry.label, entry.type, " | ".join(entry.variants),
                _date(entry), *point,
                " | ".join(found.url or f"{found.type}:{found.value}" for found in entry.identifiers),
                " | ".join(note.text for note in entry.notes),
            )  # fmt: skip
            for found in item.found or (None,):
                row: tuple[object, ...] = ("",) * 7
                if found is not None:
                    mention = found.mention
                    row = (found.document, mention.page, mention.before, mention.form, mention.after,
                           " | ".join(mention.locators), href(found, base))  # fmt: skip
                writer.writerow([_cell(value) for value in (*fixed, *row)])
    return out.getvalue()


def _cell(value: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def as_xml(index: Index, base: str | None) -> etree._ElementTree:
    """The index as XML in the namespace `urn:matbaa:index`, for `xslt/index.xsl`."""
    root = element(None, "index", kind=index.kind, language=index.language)
    for item in index.entries:
        entry = item.entry
        top = element(root, "entry", id=entry.id, letter=item.letter, type=entry.type, date=entry.date)
        element(top, "name", entry.name)
        element(top, "label", entry.label)
        for variant in entry.variants:
            element(top, "variant", variant)
        for name, value in entry.facts:
            element(top, "fact", value, name=name)
        if entry.point:
            element(top, "point", latitude=str(entry.point[0]), longitude=str(entry.point[1]))
        for identifier in entry.identifiers:
            element(top, "identifier", identifier.value, type=identifier.type, url=identifier.url)
        for note in entry.notes:
            element(top, "note", note.text, lang=note.language)
        for found in item.found:
            mention = found.mention
            place = element(
                top,
                "mention",
                document=found.document,
                title=found.title,
                page=mention.page,
                href="" if base is None else href(found, base),
            )
            element(place, "before", mention.before)
            element(place, "form", mention.form)
            element(place, "after", mention.after)
            for locator in mention.locators:
                element(place, "locator", locator)
    return root.getroottree()


def element(parent: etree._Element | None, tag: str, text: str = "", /, **attributes: str) -> etree._Element:
    """A new element of the index vocabulary, with text and attributes; empty attributes are left out."""
    full = f"{{{NAMESPACE}}}{tag}"
    made = etree.Element(full, nsmap={None: NAMESPACE}) if parent is None else etree.SubElement(parent, full)
    made.text = text or None
    for key, value in attributes.items():
        if value:
            made.set(key, value)
    return made
