"""The elements that mentions are tagged with."""

from __future__ import annotations

from matbaa.encode.model import Kind

__all__ = ["ELEMENTS"]

ELEMENTS: dict[Kind, tuple[str, tuple[tuple[str, str], ...]]] = {
    Kind.PERSON: ("persName", ()),
    Kind.PLACE: ("placeName", ()),
    Kind.ORG: ("orgName", ()),
    Kind.EVENT: ("name", (("type", "event"),)),
    Kind.DOCUMENT: ("name", (("type", "document"),)),
}
