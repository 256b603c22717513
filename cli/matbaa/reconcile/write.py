"""Numbers and coordinates put into authority files, as text: nothing else in them changes by a byte."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from matbaa.document import TEI, words
from matbaa.encode.edit import inserted, written
from matbaa.encode.header import machine
from matbaa.encode.layout import behind
from matbaa.encode.source import Source
from matbaa.finding import CannotRun, Severity
from matbaa.validate import identifiers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from matbaa.document import Document
    from matbaa.encode.edit import Insertion
    from matbaa.reconcile.model import Feature, Offer, Place
    from matbaa.validate.coordinates import Point

__all__ = ["Choice", "certain", "edited"]

_T = f"{{{TEI}}}"
# what stands before the identifiers and notes of a place
_STATES = frozenset(
    _T + name
    for name in (
        "head p ab desc label placeName geogName name settlement district region country bloc location climate "
        "population state terrain trait event"
    ).split()
)
_IDNO, _LOCATION = f"{_T}idno", f"{_T}location"
_DIGITS = re.compile(r"\d+")


class Choice(NamedTuple):
    """What an entry gets: that place of GeoNames. `cert` is the machine's; empty where an editor has chosen."""

    place: Place
    feature: Feature
    cert: str = ""


def certain(offers: Sequence[Offer], cert: str = "medium") -> list[Choice]:
    """What can be written without asking anybody, if it is as certain as `cert`: `high` or `medium`."""
    sure = ("high",) if cert == "high" else ("high", "medium")
    return [Choice(offer.place, offer.candidates[0].feature, offer.cert) for offer in offers if offer.cert in sure]


def edited(document: Document, choices: Sequence[Choice]) -> Document:
    """The document with the numbers and coordinates of these choices, whose places must be of it.

    An entry gets what it lacks. What the machine chose has `@resp` and `@cert`. Raises `CannotRun` where the document
    cannot be edited.
    """
    if not choices:
        return document
    source = Source(document)
    elements: list[Insertion] = []
    mark = ""
    if any(choice.cert for choice in choices):
        named = machine(document, source)
        if named is None:
            raise CannotRun(
                document.finding("MBE003", Severity.ERROR, "has no header that could name the machine",
                                 document.locate(document.root), hint="give it a teiHeader with a fileDesc")
            )  # fmt: skip
        mark = f"#{named.id}"
        elements += [named.insertion] if named.insertion else []
    form = _form(document)
    for choice in choices:
        marks = (("resp", mark), ("cert", choice.cert)) if choice.cert else ()
        elements += _insertions(choice, form, marks, source)
    return inserted(document, source, (), elements)


def _insertions(
    choice: Choice, form: tuple[tuple[tuple[str, str], ...], str], marks: tuple[tuple[str, str], ...], source: Source
) -> Iterator[Insertion]:
    place, feature = choice.place, choice.feature
    prefix = f"{place.node.prefix}:" if place.node.prefix else ""
    states = [child for child in place.node.iterchildren("*") if child.tag in _STATES and source.tags(child)]
    if not states:
        return
    if place.geo is None and feature.point is not None:
        told = f"{prefix}geo"
        lines = [
            (0, f"<{prefix}location{written(marks)}>"),
            (1, f"<{told}>{_shown(feature.point)}</{told}>"),
            (0, f"</{prefix}location>"),
        ]
        if (found := behind(states[-1], lines, source)) is not None:
            yield found
    if place.idno is None:
        own = [child for child in place.node.iterchildren(_IDNO) if source.tags(child)]
        attributes, text = form
        content = _DIGITS.sub(str(feature.id), text, count=1)
        line = f"<{prefix}idno{written((*attributes, *marks))}>{content}</{prefix}idno>"
        if (found := behind(own[-1] if own else states[-1], [(0, line)], source)) is not None:
            yield found


def _shown(point: Point) -> str:
    return f"{_degrees(point.latitude)} {_degrees(point.longitude)}"


def _degrees(number: float) -> str:
    return f"{number:.5f}".rstrip("0").rstrip(".")


def _form(document: Document) -> tuple[tuple[tuple[str, str], ...], str]:
    """How the file writes numbers of GeoNames: the attributes of its `idno`, and a number in its place."""
    for idno in document.root.iter(_IDNO):
        text = words(idno)
        found = identifiers.of_typed(text, idno.get("type"), idno.get("subtype"))
        if found is not None and found.system == "GeoNames" and len(_DIGITS.findall(text)) == 1 and not len(idno):
            kept = tuple((name, value) for name, value in _attributes(idno) if name in ("type", "subtype"))
            return kept, text.replace("&", "&amp;").replace("<", "&lt;")
    return (("type", "geonames"),), "0"


def _attributes(idno: etree._Element) -> Iterator[tuple[str, str]]:
    return ((str(name), str(value)) for name, value in idno.items())
