"""Which index a mention belongs to, by its own element and type."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matbaa.index.mentions import Mention

__all__ = ["kind_of", "mention_kind"]

_ELEMENT_KINDS = {
    "persName": "persons", "placeName": "places", "geogName": "places", "settlement": "places", "country": "places",
    "region": "places", "district": "places", "orgName": "orgs", "eventName": "events", "objectName": "documents",
    "date": "dates", "bibl": "works",
}  # fmt: skip
_TYPE_KINDS = {
    "person": "persons", "pers": "persons", "place": "places", "geo": "places", "org": "orgs", "organization": "orgs",
    "organisation": "orgs", "event": "events", "document": "documents", "work": "documents", "bibl": "documents",
    "date": "dates", "persname": "persons", "placename": "places", "geogname": "places", "settlement": "places",
    "city": "places", "country": "places", "region": "places", "orgname": "orgs", "eventname": "events",
}  # fmt: skip


def mention_kind(mention: Mention) -> str | None:
    """The kind of index that a mention belongs to by its own element and type; nothing where it does not tell."""
    return kind_of(mention.element, mention.type)


def kind_of(element: str, type_: str) -> str | None:
    """The same of an element's local name and its `@type`."""
    if kind := _ELEMENT_KINDS.get(element):
        return kind
    if element in ("name", "rs"):
        return _TYPE_KINDS.get(type_.strip().lower())
    return None
