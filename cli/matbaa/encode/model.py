"""What recognisers read and what they give: passages of running text, and proposals of tags in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from matbaa.dates.values import Value
    from matbaa.known import Key

__all__ = ["KINDS", "Candidate", "Cert", "Found", "Kind", "Mark", "Part", "Passage", "Proposal", "Span"]

Cert = Literal["high", "medium", "low"]


class Kind(StrEnum):
    """What a tag says that its words are."""

    CITATION = "citation"
    DATE = "date"
    PERSON = "person"
    PLACE = "place"
    ORG = "org"
    EVENT = "event"
    DOCUMENT = "document"


KINDS = tuple(Kind)


class Span(NamedTuple):
    """Characters of a passage: from `begin` to before `end`."""

    begin: int
    end: int

    def holds(self, other: Span) -> bool:
        """True if `other` lies inside, or is the same."""
        return self.begin <= other.begin and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """True if they have a character in common."""
        return self.begin < other.end and other.begin < self.end


@dataclass(frozen=True, slots=True)
class Mark:
    """A mention that the text already has tagged: what it leads to is context for what follows it.

    `targets` are the entries that its pointers lead to; `attributes` are as they stand.
    """

    kind: Kind
    span: Span
    element: str
    targets: tuple[Key, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text that is read as one: a paragraph, a heading, a line of verse, a cell, a note.

    `text` is what a reader reads: white space and line ends are single blanks, words broken over a line end are whole,
    of a `choice` the editor's reading stands. `block` is the local name of the element that it fills (`p`, `head`,
    `note`, …), `language` the tag that holds there, or empty. Nothing may be proposed inside `closed`: text that is
    tagged already, or that is no running text (code, formulae, bibliographies). `written` is the day, the month or
    the year of which the text itself is, as far as its header says.
    """

    text: str
    language: str = ""
    block: str = "p"
    closed: tuple[Span, ...] = ()
    marks: tuple[Mark, ...] = ()
    written: Value | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """An element inside a proposal: the `ref` and the `citedRange` of a `bibl`, the place in the name of a body.

    `span` counts in the passage, as the proposal's does. Where it points at an entry, `targets` say which and
    `pointer` is the attribute.
    """

    span: Span
    element: str
    attributes: tuple[tuple[str, str], ...] = ()
    targets: tuple[Key | str, ...] = ()
    pointer: str = "ref"
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A tag that an editor is asked to accept: where, what, what it points at, how sure, and why.

    `passage` is the passage's number in what was read, `attributes` those that the tag has besides its pointer, `@resp`
    and `@cert`, in their order. `targets` are keys of entries of authority files, or ids of `Candidate`s;
    `pointer` is the attribute that they go into. `alternatives` are further entries that it may mean as well: then
    the choice is the editor's. `reason` says in a few words what it rests on. Parts do not overlap one another.
    """

    kind: Kind
    passage: int
    span: Span
    element: str
    attributes: tuple[tuple[str, str], ...] = ()
    targets: tuple[Key | str, ...] = ()
    pointer: str = "ref"
    cert: Cert = "high"
    reason: str = ""
    parts: tuple[Part, ...] = ()
    alternatives: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that no authority file has: a work that is cited, a name that is nobody's yet.

    `id` is the `xml:id` that it would get; `forms` are the names as the text writes them, the likeliest heading first.
    A work has `authors` (surnames, or names), `title`, `year` (with its letter, if any) and `volume` as far as the
    citation gives them. `mentions` are the places, by passage.
    """

    kind: Kind
    id: str
    forms: tuple[str, ...]
    cert: Cert = "low"
    reason: str = ""
    mentions: tuple[tuple[int, Span], ...] = ()
    authors: tuple[str, ...] = ()
    title: str = ""
    year: str = ""
    volume: str = ""
    language: str = ""
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What a recogniser gives: proposals in the order of the text, and the entries that are missing for them."""

    proposals: tuple[Proposal, ...] = ()
    candidates: tuple[Candidate, ...] = ()
