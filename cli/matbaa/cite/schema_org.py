"""A text as search engines read it: schema.org's words in JSON-LD."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matbaa.cite.model import Person, Work

__all__ = ["as_json_ld"]

_TYPES = {"article-journal": "ScholarlyArticle", "chapter": "Chapter", "book": "Book", "thesis": "Thesis"}


def as_json_ld(work: Work) -> str:
    """The work as JSON-LD, fit to stand in a script element: no sign of markup is in it."""
    told: dict[str, Any] = {
        "@id": f"https://doi.org/{work.doi}" if work.doi else work.url,
        "url": work.url,
        "name": work.full_title,
        "alternateName": [title.text for title in work.other_titles],
        "author": [_person(person) for person in work.authors],
        "editor": [_person(person) for person in work.editors],
        "translator": [_person(person) for person in work.translators],
        "datePublished": work.date.iso.partition("/")[0] if work.date else "",
        "publisher": [{"@type": "Organization", "name": name} for name in work.publishers],
        "inLanguage": work.language,
        "license": next((licence.url for licence in work.licences if licence.url), ""),
        "keywords": [term for keywords in work.keywords for term in keywords.terms],
        "abstract": work.abstract,
        "identifier": [
            {"@type": "PropertyValue", "propertyID": one.type or "identifier", "value": one.value}
            for one in work.identifiers
            if one.type not in ("issn", "eissn", "isbn")
        ],
        "isPartOf": _host(work),
        "pageStart": work.first_page,
        "pageEnd": work.last_page,
    }
    if work.full_title:
        told["headline"] = work.full_title
    kind = _TYPES.get(work.kind, "CreativeWork")
    if kind == "CreativeWork":
        del told["pageStart"], told["pageEnd"]
    whole = {"@context": "https://schema.org", "@type": kind, **{name: value for name, value in told.items() if value}}
    text = json.dumps(whole, ensure_ascii=False)
    # nothing in it ends the element, begins a comment, or breaks a line of a script
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _person(person: Person) -> dict[str, str]:
    told = {
        "@type": "Organization" if person.body else "Person",
        "@id": f"https://orcid.org/{person.orcid}" if person.orcid else "",
        "name": person.plain,
        "givenName": person.given,
        "familyName": " ".join(filter(None, (person.particle, person.family))),
    }
    return {name: value for name, value in told.items() if value}


def _host(work: Work) -> dict[str, Any]:
    """The journal with its volume and issue, or the book."""
    if work.journal:
        host: dict[str, Any] = {"@type": "Periodical", "name": work.journal}
        if number := work.identifier("issn", "eissn"):
            host["issn"] = number
        if work.volume:
            host = {"@type": "PublicationVolume", "volumeNumber": work.volume, "isPartOf": host}
        if work.issue:
            host = {"@type": "PublicationIssue", "issueNumber": work.issue, "isPartOf": host}
        return host
    if work.book:
        number = work.identifier("isbn")
        return {"@type": "Book", "name": work.book, **({"isbn": number} if number else {})}
    return {"@type": "CreativeWorkSeries", "name": work.series} if work.series else {}
