"""What places are, those of an authority file and those of GeoNames, and what is offered for one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from lxml import etree

    from matbaa.document import Document
    from matbaa.validate.coordinates import Point

__all__ = ["Candidate", "Feature", "Kind", "Offer", "Place"]

# `other` is what the data do not have: waters, mountains, buildings, most regions
Kind = Literal["settlement", "country", "continent", "region", "other", ""]


class Feature(NamedTuple):
    """A place of GeoNames: its names are folded, `country` is a code of two letters, the point may be unknown."""

    id: int
    name: str
    kind: Kind
    country: str
    population: int
    point: Point | None
    names: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A `place` of an authority file.

    `names` are its own, the preferred one first; `hints` what it says of where it lies (country, region, a place
    around it). `geonames` is the number that it has, `point` its coordinates, each with the element that has it.
    """

    document: Document
    node: etree._Element
    id: str
    names: tuple[str, ...]
    kind: Kind = ""
    type: str = ""
    hints: tuple[str, ...] = ()
    geonames: int | None = None
    idno: etree._Element | None = None
    point: Point | None = None
    geo: etree._Element | None = None

    @property
    def label(self) -> str:
        """How it is called in messages."""
        return self.names[0] if self.names else self.id


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place of GeoNames that an entry may be: how well it fits, of a hundred or so, and what speaks for it."""

    feature: Feature
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Offer:
    """What can be said of an entry: candidates, the best first, and `cert` where the first is certain enough
    to be written without being asked for.

    `status` is `offered`; `known`: it has number and coordinates, or all that the data have of it; `unknown`: the data
    do not have its number; `nothing`: no place of that name; `outside`: it is of a kind that the data do not have.
    """

    place: Place
    status: Literal["offered", "known", "unknown", "nothing", "outside"]
    candidates: tuple[Candidate, ...] = ()
    cert: Literal["high", "medium", ""] = ""
