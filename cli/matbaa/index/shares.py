"""What one text gives to the indexes: its share in each entry, and where each of its mentions leads."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple

from matbaa.index import dates, identity
from matbaa.index.addresses import quoted
from matbaa.index.authority import Entry, Identifier
from matbaa.index.kinds import mention_kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matbaa.index.catalogue import Catalogue
    from matbaa.index.gathered import Gathered
    from matbaa.index.mentions import Mention

__all__ = ["Beside", "Link", "Share", "Shared", "Spot", "shared"]

# kinds of which it is told who appears with whom
_COMPANY = frozenset({"persons", "places", "orgs", "events", "documents"})
# more than so many entries in one block are a list and no company
_CROWD = 40


class Link(NamedTuple):
    """What in a text leads to an entry: a pointer as it is written or, for a mention without one, the mention's id."""

    pointer: str = ""
    mention: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """One mention as an index shows it: `id` is its fragment in the page of its text, `page` the number of the page in
    the source, `position` how far into the text it stands, from 0 to 1.
    """

    id: str
    page: str
    before: str
    form: str
    after: str
    locators: tuple[str, ...]
    position: float


@dataclass(frozen=True, slots=True)
class Beside:
    """Another entry that is mentioned in the same blocks: in how many."""

    kind: str
    id: str
    label: str
    times: int


@dataclass(frozen=True, slots=True)
class Share:
    """What a text has of one entry: `document` is the text's name without extension, `title` its title. `entry` is
    there where no list has one.
    """

    key: str
    document: str
    title: str
    entry: Entry | None
    spots: tuple[Spot, ...]
    beside: tuple[Beside, ...] = ()


@dataclass(frozen=True, slots=True)
class Shared:
    """The shares of one text; `links` are the entries that its links lead to, `others` the addresses of pointers that
    lead to other texts of the edition.
    """

    shares: tuple[Share, ...]
    links: dict[Link, Entry]
    others: dict[str, str]


def shared(gathered: Gathered, name: str, catalogue: Catalogue) -> Shared:
    """The shares of the text `name` in the entries of the catalogue, and in those that its own mentions make."""
    return _Sharing(gathered, name, catalogue).result()


@dataclass(eq=False)
class _Sharing:
    gathered: Gathered
    name: str
    catalogue: Catalogue
    made: dict[str, Entry] = field(default_factory=dict)
    links: dict[Link, str] = field(default_factory=dict)
    found: dict[str, list[Mention]] = field(default_factory=lambda: defaultdict(list))
    blocks: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))

    def result(self) -> Shared:
        for mention in self.gathered.mentions:
            keys = self._keys(mention)
            self.links.update(keys)
            for key in dict.fromkeys(keys.values()):
                self.found[key].append(mention)
                if self._entry(key).kind in _COMPANY:
                    self.blocks[mention.block].add(key)
        for token in self.gathered.references:
            if (key := self._key(token)) in self.catalogue.entries:
                self.links.setdefault(Link(token), key)
        beside = self._beside()
        shares = tuple(
            Share(
                key, self.name, self.gathered.title, self.made.get(key),
                tuple(self._spot(mention) for mention in found), tuple(self._told(beside.get(key, Counter()))),
            )
            for key, found in self.found.items()
        )  # fmt: skip
        return Shared(shares, {link: self._entry(key) for link, key in self.links.items()}, self._others())

    def _entry(self, key: str) -> Entry:
        return self.catalogue.entries.get(key) or self.made[key]

    def _keys(self, mention: Mention) -> dict[Link, str]:
        """The entries that a mention belongs to; an entry is made where no list has one."""
        by_id = Link(mention=mention.id)
        if mention.element == "date":
            expression = dates.iso(mention.attributes)
            return {by_id: self._date(expression)} if expression else {}
        keys = {}
        kind = mention_kind(mention)
        for token in mention.pointers:
            key = self._key(token)
            if key in self.catalogue.entries:
                keys[Link(token)] = key
            elif kind:
                keys[Link(token)] = self._pointed(kind, key, mention.form, token)
        if not keys and kind and mention.form and mention.element != "rs":
            keys[by_id] = self._named(kind, mention.form)
        return keys

    def _key(self, token: str) -> str:
        pointed = self.gathered.targets[token]
        return self.catalogue.find((pointed.key, pointed.local))

    def _date(self, expression: str) -> str:
        name = dates.label(expression, self.catalogue.language)
        return self._make("dates", expression, identity.by_date(expression), name, date=expression)

    def _pointed(self, kind: str, key: str, form: str, token: str) -> str:
        known = (Identifier("ref", token, token if token.startswith("http") else ""),)
        return self._make(kind, key, identity.by_key(key, self.catalogue.root), form or token, known)

    def _named(self, kind: str, form: str) -> str:
        return self._make(kind, f"form:{form}", identity.by_form(form), form)

    def _make(
        self, kind: str, what: str, id_: str, name: str, known: tuple[Identifier, ...] = (), date: str = ""
    ) -> str:
        key = f"{kind}:{what}"
        if key not in self.made:
            self.made[key] = Entry(kind, id_, key, name, name, "", (), (), (), known, None, date)
        return key

    def _spot(self, mention: Mention) -> Spot:
        far = round(min(1.0, mention.position / self.gathered.length), 4) if self.gathered.length else 0.0
        return Spot(mention.id, mention.page, mention.before, mention.form, mention.after, mention.locators, far)

    def _beside(self) -> dict[str, Counter[str]]:
        """For each entry, the others of its blocks and the number of blocks."""
        beside: dict[str, Counter[str]] = defaultdict(Counter)
        for keys in self.blocks.values():
            if len(keys) <= _CROWD:
                for one, other in permutations(sorted(keys), 2):
                    beside[one][other] += 1
        return beside

    def _told(self, counted: Counter[str]) -> Iterable[Beside]:
        for key, times in sorted(counted.items()):
            entry = self._entry(key)
            yield Beside(entry.kind, entry.id, entry.label, times)

    def _others(self) -> dict[str, str]:
        """The pages of other texts of the edition that references lead to, by the pointer as it is written."""
        found = {}
        for token in self.gathered.references:
            pointed = self.gathered.targets[token]
            name = self.catalogue.texts.get(pointed.file)
            if name is not None and name != self.name:
                address = f"{quoted(name)}.html"
                found[token] = f"{address}#{pointed.fragment}" if pointed.fragment else address
        return found
