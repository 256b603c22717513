"""Which entry a mention means: settled by what stands beside it and what was named before, or left to the editor."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matbaa.encode.model import Kind, Mark, Part, Proposal, Span
from matbaa.encode.names.derive import Strength
from matbaa.encode.names.languages import language
from matbaa.encode.names.mention import ELEMENTS
from matbaa.encode.names.nouns import Nouns, noun_at
from matbaa.encode.names.parts import parts
from matbaa.encode.names.persons import honorific
from matbaa.encode.names.roles import Roles, role_at
from matbaa.encode.names.shared import shared
from matbaa.encode.names.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matbaa.encode.model import Cert
    from matbaa.encode.names.derive import Ref
    from matbaa.encode.names.forms import Index
    from matbaa.encode.names.mention import Mention
    from matbaa.encode.names.reading import Reading
    from matbaa.known import Key, Known

__all__ = ["Resolver"]


class Resolver:
    """Reads passages in their order and remembers who was named last, and with what title."""

    def __init__(self, known: Known, index: Index, named: frozenset[Key]) -> None:
        self._named = named
        self._index = index
        self._clock = 0
        self._last: dict[Key, int] = {}
        self._titled: dict[str, Key] = {}
        self._roles = Roles(known)
        self._nouns = Nouns()
        # of the passage that is read: what an office at a place belongs to
        self._owner: dict[int, Key] = {}
        # who was named in it with an office
        self._offices: dict[str, set[Key]] = {}

    def read(self, reading: Reading, mentions: Sequence[Mention]) -> list[Proposal]:
        """The proposals for one passage."""
        proposals: list[Proposal] = []
        self._owner, self._offices = {}, {}
        starts = {mention.first: mention for mention in mentions}
        claimed = Spans([*reading.passage.closed, *(mention.span for mention in mentions)])
        events: list[tuple[int, Mention | Mark | int]] = [(mention.span.begin, mention) for mention in mentions]
        events += [(mark.span.begin, mark) for mark in reading.passage.marks]
        events += [(reading.words[place].begin, place) for place in self._titles(reading, claimed)]
        for _, what in sorted(events, key=lambda event: event[0]):
            if isinstance(what, Mark):
                for target in what.targets:
                    self._name(target)
            elif isinstance(what, int):
                proposals += self._alone(reading, what)
            else:
                proposals += self._mention(reading, what, starts)
        return _joined(proposals)

    def _name(self, key: Key, titles: Sequence[str] = ()) -> None:
        self._clock += 1
        self._last[key] = self._clock
        for title in {*titles, *self._index.honorifics.get(key, ())}:
            self._titled[title] = key

    def _mention(self, reading: Reading, mention: Mention, starts: dict[int, Mention]) -> list[Proposal]:
        ref, others, reason = self._entry(reading, mention)
        if ref.strength is Strength.WEAK and others:
            return []
        element, attributes = ELEMENTS[ref.kind]
        targets: tuple[Key, ...]
        span, targets = mention.span, (ref.key,)
        more = shared(reading, mention, ref, self._index)
        if more is not None:
            span, targets = more.span, more.targets
        cert: Cert = "low" if others or mention.faint else "medium" if mention.doubt or reason or ref.guess else "high"
        description, inner = parts(reading, mention, ref, span)
        if description:
            element = "rs"
        for target in targets:
            self._name(target, titles=mention.honorifics)
        if more is None and not others:
            self._nouns.tell(ref, reading, span.end)
        proposal = Proposal(
            ref.kind,
            reading.number,
            span,
            element,
            (("type", str(ref.kind)),) if description else attributes,
            targets,
            cert=cert,
            reason=reason or mention.doubt or _basis(ref, mention),
            parts=inner,
            alternatives=tuple(others),
        )
        if ref.kind is Kind.PERSON:
            self._learn(reading, mention, ref.key)
            return [proposal]
        described = self._described(reading, mention, ref, starts) if not others else None
        return [described or proposal]

    def _learn(self, reading: Reading, mention: Mention, key: Key) -> None:
        """What office the words before a person's name give."""
        place = mention.first - 1
        if not mention.office or place < 0 or not (role := role_at(reading, place)):
            return
        self._roles.tell(role, self._owner.get(place), key)
        self._offices.setdefault(role, set()).add(key)

    def _described(self, reading: Reading, mention: Mention, ref: Ref, starts: dict[int, Mention]) -> Proposal | None:
        """The person of an office of what is named: "Millî Mücadele lideri"."""
        place = mention.last
        own = reading.language
        if not own.possessed or mention.ending or place >= len(reading.words) or not reading.adjacent(place - 1):
            return None
        role = role_at(reading, place)
        word = reading.words[place]
        if not role or word.key == role:
            return None
        self._owner[place] = ref.key
        if place + 1 < len(reading.words) and reading.adjacent(place):
            following = reading.words[place + 1]
            person = place + 1 in starts and starts[place + 1].refs[0].kind is Kind.PERSON
            if person or reading.is_office(place + 1) or following.key in own.becoming:
                return None
        key = self._roles.who(role, ref.key, own)
        if key is None:
            return None
        self._name(key)
        element, attributes = ELEMENTS[ref.kind]
        return Proposal(
            Kind.PERSON,
            reading.number,
            Span(mention.span.begin, word.end),
            "rs",
            (("type", "person"),),
            (key,),
            cert="medium",
            reason="the text or the entry says who it is",
            parts=(Part(mention.span, element, attributes, (ref.key,), kind=ref.kind),),
        )

    def _entry(self, reading: Reading, mention: Mention) -> tuple[Ref, list[Key], str]:
        """The entry that a mention means, further ones that it may mean, and what decided."""
        certain = [ref for ref in mention.refs if not ref.guess] or mention.refs
        refs = list({ref.key: ref for ref in sorted(certain, key=lambda ref: ref.strength)}.values())
        # the same entry in two lists
        refs = list({(ref.key[1], ref.kind): ref for ref in reversed(refs)}.values())[::-1]
        best = max(ref.strength for ref in refs)
        strongest = [ref for ref in refs if ref.strength == best or ref.listed or ref.kind is not refs[0].kind]
        if len(strongest) == 1:
            return strongest[0], [], ""
        told = [ref for ref in strongest if ref.key in self._named]
        if len(told) == 1 and all(ref.kind is Kind.PERSON for ref in strongest):
            return told[0], [], "several bear the name: the one whom the text names in full"
        scores = {ref.key: self._score(reading, mention, ref) for ref in strongest}
        strongest.sort(key=lambda ref: (-scores[ref.key], -self._last.get(ref.key, 0)))
        first, second = strongest[0], strongest[1]
        if scores[first.key] > scores[second.key]:
            return first, [], "what stands beside it decides"
        if self._last.get(first.key, 0) > self._last.get(second.key, 0):
            return first, [ref.key for ref in strongest[1:]], "several bear the name: the one named last"
        return first, [ref.key for ref in strongest[1:]], "several entries have this name"

    def _score(self, reading: Reading, mention: Mention, ref: Ref) -> int:
        own = reading.language
        before = reading.words[mention.first - 1].key if mention.first and reading.adjacent(mention.first - 1) else ""
        listed = ref.listed and ref.strength is Strength.FULL
        if ref.kind is Kind.PERSON:
            return (
                listed
                + 2 * bool(mention.honorifics or mention.office)
                + bool(set(mention.honorifics) & self._index.honorifics.get(ref.key, set()))
            )
        if ref.kind is Kind.PLACE:
            locative = mention.ending[:2].lower() in ("da", "de", "ta", "te") if own.code == "tr" else False
            return listed + 2 * (before in own.places) + 2 * locative
        return int(listed)

    def _titles(self, reading: Reading, claimed: Spans) -> Iterator[int]:
        """The places of words that are a title or an office by themselves."""
        known = language("")
        own = reading.language
        for place, word in enumerate(reading.words):
            if claimed.touch(Span(word.begin, word.end)):
                continue
            if self._is_told(reading, place):
                yield place
                continue
            if not word.capital:
                continue
            titled = honorific(reading, place) in known.alone
            plain = own.nouns or reading.shouted or reading.titled
            office = not plain and not word.opens and role_at(reading, place)
            noun = not plain and noun_at(reading, place)
            before = reading.words[place - 1].key if place and reading.adjacent(place - 1) else ""
            if noun and before in own.articles:
                continue  # bu Kongre only points back
            if (titled or office or noun) and self._stands_alone(reading, place):
                yield place

    def _is_told(self, reading: Reading, place: int) -> bool:
        """True of an office after an article, with nothing that says of what: the general."""
        words, own = reading.words, reading.language
        if not place or words[place - 1].key not in own.definite or words[place].capital is not own.nouns:
            return False
        if not role_at(reading, place):
            return False
        if place + 1 == len(words) or not reading.adjacent(place):
            return True
        return not words[place + 1].capital and words[place + 1].key not in own.joins

    def _stands_alone(self, reading: Reading, place: int) -> bool:
        words = reading.words
        own = reading.language
        if place and reading.between(place - 1) in (" ", "\u00a0"):
            word = words[place - 1]
            plain = not word.capital or word.key in own.common or (word.opens and word.key in own.articles)
            if not plain:
                return False
        if place + 1 < len(words) and reading.adjacent(place):
            word = words[place + 1]
            return not word.capital or word.key in own.peoples
        return True

    def _alone(self, reading: Reading, place: int) -> list[Proposal]:
        title, word = honorific(reading, place), reading.words[place]
        kind, reason = Kind.PERSON, "the text or the entry says who it is"
        if title in language("").alone:
            key, reason = self._titled.get(title), "who was named last with this title"
        elif noun := noun_at(reading, place):
            named = self._nouns.who(noun, reading, word.begin)
            key, kind = (named.key, named.kind) if named else (None, kind)
            reason = "what was named last with this noun"
        elif self._is_told(reading, place):
            bearers = self._offices.get(role_at(reading, place), set())
            key = next(iter(bearers)) if len(bearers) == 1 else None
            reason = "who alone was named with this office in the passage"
        else:
            key = self._roles.who(role_at(reading, place), None, reading.language)
        if key is None:
            return []
        self._name(key)
        span, attributes = Span(word.begin, word.end), (("type", str(kind)),)
        return [Proposal(kind, reading.number, span, "rs", attributes, (key,), cert="medium", reason=reason)]


def _joined(proposals: list[Proposal]) -> list[Proposal]:
    """The proposals, without those in names that share a word: there the first was taken for another.

    The place in the first of two bodies is a part: İstanbul ve Ankara hükümetleri.
    """
    wide = [one for one in proposals if len(one.targets) > 1]
    if not wide:
        return proposals
    spans = Spans(one.span for one in wide)
    inner = [one for one in proposals if len(one.targets) == 1 and spans.touch(one.span)]
    kept = []
    for one in proposals:
        if len(one.targets) > 1 and one.kind is Kind.ORG:
            added = [
                Part(other.span, other.element, other.attributes, other.targets, kind=other.kind)
                for other in inner
                if one.span.holds(other.span) and other.kind is Kind.PLACE
            ]
            kept.append(replace(one, parts=(*added, *one.parts)))
        elif one not in inner:
            kept.append(one)
    return kept


def _basis(ref: Ref, mention: Mention) -> str:
    if ref.listed:
        return "a name of the entry"
    if mention.honorifics:
        return "its name, with an honorific"
    return {
        Strength.SURNAME: "the surname alone, of one whom the text names in full",
        Strength.FORENAMES: "the forenames",
        Strength.WEAK: "a forename with an honorific",
    }.get(ref.strength, "a form of its name")
