"""Which matches in a passage are mentions: longer names win over shorter ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.encode.model import Kind
from matbaa.encode.names.evidence import cited, doubt
from matbaa.encode.names.longer import longer
from matbaa.encode.names.mention import Mention
from matbaa.encode.names.persons import person
from matbaa.encode.names.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.encode.names.evidence import Counts
    from matbaa.encode.names.forms import Index
    from matbaa.encode.names.hits import Hit
    from matbaa.encode.names.longer import Longer
    from matbaa.encode.names.reading import Reading
    from matbaa.known import Key

__all__ = ["choose"]


def choose(
    reading: Reading, every: Sequence[Hit], index: Index, counts: Counts, named: frozenset[Key]
) -> list[Mention]:
    """The mentions of a passage in their order, out of its matches.

    `named` are the persons whom the text names in full.
    """
    citations = Spans(cited(reading.passage.text))
    starts = {hit.first for hit in every}
    found: list[Mention] = []
    for hit in every:
        mention = _mention(reading, hit, index, counts, named, starts)
        if mention is not None and not (citations.hold(mention.span) and mention.refs[0].kind is Kind.PERSON):
            found.append(mention)
    return _settled(found, longer(reading, every), every)


def _mention(
    reading: Reading, hit: Hit, index: Index, counts: Counts, named: frozenset[Key], starts: set[int]
) -> Mention | None:
    others = tuple(ref for ref in hit.refs if ref.kind is not Kind.PERSON)
    bearer = person(reading, hit, index, counts, named, starts) if len(others) < len(hit.refs) else None
    if not others or (bearer and (bearer.honorifics or bearer.office)):
        return bearer
    why = doubt(reading, hit._replace(refs=others), counts, starts)
    if why is None:
        return bearer
    refs = (*others, *bearer.refs) if bearer else others
    return Mention(hit.first, hit.last, hit.span, refs, doubt=why, ending=hit.ending)


def _settled(found: list[Mention], names: Sequence[Longer], every: Sequence[Hit]) -> list[Mention]:
    """Those that stand when the longest are taken first; what lies in a longer name that no list has is none."""
    taken: list[Mention] = []
    covered: set[int] = set()
    guarded: dict[int, int] = {}
    for name in names:
        for place in range(*name.span):
            guarded[place] = max(guarded.get(place, 0), name.span.end - name.span.begin)
    for mention in sorted(found, key=lambda mention: (mention.span.begin - mention.span.end, mention.span.begin)):
        size = mention.span.end - mention.span.begin
        places = range(*mention.span)
        if all(place not in covered and guarded.get(place, 0) <= size for place in places):
            covered.update(places)
            taken.append(mention)
    taken.sort(key=lambda mention: mention.span.begin)
    by_first: dict[int, list[Hit]] = {}
    for hit in every:
        by_first.setdefault(hit.first, []).append(hit)
    return [mention._replace(inside=tuple(_inside(mention, by_first))) for mention in taken]


def _inside(mention: Mention, by_first: dict[int, list[Hit]]) -> list[Hit]:
    return [
        hit
        for place in range(mention.first, mention.last)
        for hit in by_first.get(place, ())
        if mention.span.holds(hit.span) and hit.span != mention.span
    ]
