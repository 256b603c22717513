"""An index written as JSON and as CSV, entry by entry, so that each may be kept and put together again."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from matbaa.index.addresses import spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from matbaa.index.authority import Entry
    from matbaa.index.build import Index
    from matbaa.index.shares import Share

__all__ = ["CSV_HEAD", "as_csv", "as_json", "cell", "date_of", "entry_csv", "entry_json", "joined_json"]

_COLUMNS = (
    "kind", "id", "name", "label", "type", "variants", "date", "latitude", "longitude", "identifiers", "notes",
    "document", "page", "before", "form", "after", "locator", "href",
)  # fmt: skip
CSV_HEAD = ",".join(_COLUMNS) + "\n"

# with these a spreadsheet takes a cell for a formula, in some languages also with the wide ones
_FORMULAS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def date_of(entry: Entry) -> str:
    """The date of an entry: its own, or what its facts say."""
    return entry.date or next((value for name, value in entry.facts if name == "date"), "")


def as_json(indexes: Iterable[Index], base: str) -> str:
    """The indexes as one JSON object, kind by kind; see docs/index-data.md for its keys."""
    told = (
        (index.kind, index.language, (entry_json(item.entry, item.letter, item.shares, base) for item in index.entries))
        for index in indexes
    )
    return "".join(joined_json(told))


def joined_json(indexes: Iterable[tuple[str, str, Iterable[str]]]) -> Iterator[str]:
    """Kinds, their languages and the JSON of their entries put together, piece by piece."""
    yield "{"
    for number, (kind, language, entries) in enumerate(indexes):
        yield f'{"," if number else ""}\n"{kind}": {{"language": {json.dumps(language)}, "entries": ['
        for place, entry in enumerate(entries):
            yield f"{',' if place else ''}\n{entry}"
        yield "\n]}"
    yield "\n}\n"


def entry_json(entry: Entry, letter: str, shares: Sequence[Share], base: str) -> str:
    """One entry with its mentions as a JSON object on one line; `base` leads to the folder of the texts' pages."""
    told = {
        "id": entry.id,
        "name": entry.name,
        "label": entry.label,
        "letter": letter,
        "type": entry.type,
        "variants": list(entry.variants),
        "date": date_of(entry),
        "facts": [{"name": name, "value": value} for name, value in entry.facts],
        "point": list(entry.point) if entry.point else None,
        "identifiers": [{"type": found.type, "value": found.value, "url": found.url} for found in entry.identifiers],
        "notes": [{"language": note.language, "text": note.text} for note in entry.notes],
        "mentions": [
            {
                "document": share.document,
                "page": found.page,
                "before": found.before,
                "form": found.form,
                "after": found.after,
                "locators": list(found.locators),
                "href": spot(base, share.document, found.id),
            }
            for share in shares
            for found in share.spots
        ],
    }
    return json.dumps(told, ensure_ascii=False)


def as_csv(indexes: Iterable[Index], base: str) -> str:
    """One row a mention (one row, its last columns empty, for an entry without);

    lists inside a cell are joined by ` | `.
    """
    rows = (entry_csv(item.entry, item.shares, base) for index in indexes for item in index.entries)
    return CSV_HEAD + "".join(rows)


def entry_csv(entry: Entry, shares: Sequence[Share], base: str) -> str:
    """The rows of one entry."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    fixed = (
        entry.kind, entry.id, entry.name, entry.label, entry.type, " | ".join(entry.variants),
        date_of(entry), *(entry.point or ("", "")),
        " | ".join(found.url or f"{found.type}:{found.value}" for found in entry.identifiers),
        " | ".join(note.text for note in entry.notes),
    )  # fmt: skip
    rows: list[tuple[object, ...]] = [
        (share.document, found.page, found.before, found.form, found.after, " | ".join(found.locators),
         spot(base, share.document, found.id))
        for share in shares
        for found in share.spots
    ]  # fmt: skip
    for row in rows or [("",) * 7]:
        writer.writerow([cell(value) for value in (*fixed, *row)])
    return out.getvalue()


def cell(value: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    if not isinstance(value, str) or not value:
        return value
    begins = value[0] in "\t\r" or value.lstrip()[:1] in _FORMULAS
    return f"'{value}" if begins else value
