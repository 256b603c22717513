"""Mentions, and the elements that they are tagged with."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from matbaa.encode.model import Kind, Span

if TYPE_CHECKING:
    from matbaa.encode.names.derive import Ref
    from matbaa.encode.names.hits import Hit

__all__ = ["ELEMENTS", "Mention"]

ELEMENTS: dict[Kind, tuple[str, tuple[tuple[str, str], ...]]] = {
    Kind.PERSON: ("persName", ()),
    Kind.PLACE: ("placeName", ()),
    Kind.ORG: ("orgName", ()),
    Kind.EVENT: ("name", (("type", "event"),)),
    Kind.DOCUMENT: ("name", (("type", "document"),)),
}


class Mention(NamedTuple):
    """A match that is taken: its words and characters, what it may mean, and the honorifics that stand with it.

    `office` is true where a rank or office stands before it; `inside` are the matches that lie in it; `doubt` says in
    a few words what makes it doubtful, and `faint` is true where that is much.
    """

    first: int
    last: int
    span: Span
    refs: tuple[Ref, ...]
    honorifics: tuple[str, ...] = ()
    office: bool = False
    inside: tuple[Hit, ...] = ()
    doubt: str = ""
    ending: str = ""
    faint: bool = False
