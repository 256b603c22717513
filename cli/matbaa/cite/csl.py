"""CSL-JSON, the data that citation processors and Zotero read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matbaa.cite.model import Day, Person, Work

__all__ = ["as_csl", "csl_item"]


def as_csl(works: Iterable[Work]) -> str:
    """The works as one JSON list."""
    return json.dumps([csl_item(work) for work in works], ensure_ascii=False, indent=1) + "\n"


def csl_item(work: Work) -> dict[str, object]:
    """One work as CSL has it; what is not known is not there."""
    told: dict[str, object] = {
        "title": work.full_title,
        "author": [_name(person) for person in work.authors],
        "editor": [_name(person) for person in work.book_editors or work.editors],
        "translator": [_name(person) for person in work.translators],
        "issued": _date(work.date),
        "edition": work.edition,
        "container-title": work.journal or work.book,
        "collection-title": work.series,
        "volume": work.volume,
        "issue": work.issue,
        "page": work.pages.replace("–", "-"),
        "publisher": "; ".join(work.publishers),
        "publisher-place": "; ".join(work.places),
        "language": work.language,
        "DOI": work.doi,
        "ISBN": work.identifier("isbn"),
        "ISSN": work.identifier("issn", "eissn"),
        "URL": work.url,
        "abstract": work.abstract,
        "keyword": ", ".join(term for keywords in work.keywords for term in keywords.terms),
    }
    return {"id": work.key, "type": work.kind, **{name: value for name, value in told.items() if value}}


def _name(person: Person) -> dict[str, str]:
    if not person.family:
        return {"literal": person.name}
    told = {
        "family": person.family,
        "given": person.given,
        "non-dropping-particle": person.particle,
        "suffix": person.suffix,
    }
    return {name: value for name, value in told.items() if value}


def _date(date: Day | None) -> dict[str, object]:
    if date is None:
        return {}
    if date.first is None:
        return {"literal": date.written}
    values = [value for value in (date.first, date.last) if value]
    return {"date-parts": [[part for part in value if part is not None] for value in values]}
