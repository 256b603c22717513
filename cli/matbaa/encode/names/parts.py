"""Names inside names: the place in "Ankara hükümeti", and what in "İstanbul’un işgali" is a description."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.dates.words import read
from matbaa.encode.model import Kind, Part, Span
from matbaa.encode.names.derive import Strength
from matbaa.encode.names.mention import ELEMENTS

if TYPE_CHECKING:
    from matbaa.encode.names.derive import Ref
    from matbaa.encode.names.hits import Hit
    from matbaa.encode.names.mention import Mention
    from matbaa.encode.names.reading import Reading

__all__ = ["parts"]


def parts(reading: Reading, mention: Mention, ref: Ref, span: Span) -> tuple[bool, tuple[Part, ...]]:
    """True if the mention is a description, not a name; and the names inside it that are mentions of their own.

    They are so in what belongs to a place (Ankara hükümeti, İngiltere Dışişleri Bakanlığı), unless the rest is a
    name by itself (Türkiye Büyük Millet Meclisi), and in descriptions.
    """
    inner = [hit for hit in mention.inside if _is_name(hit, ref)]
    described = any(_describes(hit, mention, ref) for hit in inner)
    if ref.kind is not Kind.ORG and not described:
        return False, _day(reading, mention, ref)
    found: list[Part] = []
    end = span.begin
    for hit in sorted(inner, key=lambda hit: (hit.span.begin, -hit.span.end)):
        if hit.span.begin < end:
            continue
        if not described and not _belongs(reading, mention, hit, ref):
            continue
        inside = next(one for one in hit.refs if _is_whole(one, ref))
        element, attributes = ELEMENTS[inside.kind]
        found.append(Part(hit.span, element, attributes, (inside.key,), kind=inside.kind))
        end = hit.span.end
    return described and ref.kind is not Kind.ORG, tuple(found)


def _day(reading: Reading, mention: Mention, ref: Ref) -> tuple[Part, ...]:
    """The day in a feast that is named after it: 14 Temmuz."""
    if ref.kind is not Kind.EVENT or not ref.words[0].isdecimal():
        return ()
    dates = {one.first for one in read(" ".join(ref.words), reading.language.code) if one.first == one.last}
    if len(dates) != 1:
        return ()
    year, months, day = dates.pop()
    if year is not None or day is None or len(months) != 1:
        return ()
    when = f"--{next(iter(months)):02}-{day:02}"
    return (Part(mention.span, "date", (("when", when),), kind=Kind.DATE),)


def _describes(hit: Hit, mention: Mention, ref: Ref) -> bool:
    """True if a place begins what is no name but says what happened there: İstanbul’un işgali, Rusya iç savaşı."""
    if hit.first != mention.first or hit.last >= mention.last:
        return False
    size = hit.last - hit.first
    rest = ref.words[size:]
    plain = ref.kind is Kind.EVENT and len(rest) > 1 and all(word[0].islower() for word in rest)
    return bool(hit.ending) or (plain and any(one.kind is Kind.PLACE for one in hit.refs))


def _is_name(hit: Hit, ref: Ref) -> bool:
    return any(_is_whole(one, ref) for one in hit.refs)


def _is_whole(one: Ref, ref: Ref) -> bool:
    return one.key != ref.key and one.strength >= Strength.SINGLE


def _belongs(reading: Reading, mention: Mention, hit: Hit, ref: Ref) -> bool:
    """True if what follows the name inside is a noun for what belongs to a place or body."""
    if hit.last >= mention.last or (
        hit.first != mention.first and ref.kind is Kind.ORG and not _after_body(mention, hit)
    ):
        return False
    rest = range(hit.last, mention.last)
    named = any(
        other.first == hit.last and other.last == mention.last and any(one.key == ref.key for one in other.refs)
        for other in mention.inside
    )
    return not named and reading.is_one_of(rest[-1], reading.language.organs)


def _after_body(mention: Mention, hit: Hit) -> bool:
    return any(other.first == mention.first and other.last == hit.first for other in mention.inside)
