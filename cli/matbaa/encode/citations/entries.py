"""Works that no list has: one entry for each, under all its spellings."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from matbaa.encode.citations.books import alike
from matbaa.encode.citations.tokens import parts
from matbaa.encode.model import Candidate, Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from matbaa.encode.citations.heads import Head
    from matbaa.encode.citations.pieces import Name
    from matbaa.encode.citations.written import Written
    from matbaa.encode.model import Span

__all__ = ["Entry", "candidates", "free_id", "gathered", "slug"]

# a name this long may be another one, misspelled; it is looked for among so many of a year
_LONG_ENOUGH = 6
_ALIKE = 80
_MANY = 1000
_FEW = 50
_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ħ": "h", "ŋ": "ng"}
)
_APOSTROPHES = re.compile("['’ʼ]")
_NO_ID = re.compile(r"[^a-z0-9]+")


@dataclass(eq=False)
class Entry:
    """A work that is cited, with the citations that mean it, by number; `slipped` where its names differ."""

    head: Head
    years: tuple[str, ...]
    told: str
    volume: str
    ranged: bool
    cited: list[int] = field(default_factory=list)
    id: str = ""
    slipped: bool = False


def gathered(cited: Sequence[tuple[int, Written]]) -> tuple[list[Entry], dict[int, Entry]]:
    """The entries for these citations, each with its number, in the order of the text; and the entry of each citation.

    A citation that may mean several of them is in none.
    """
    box = _Box()
    of: dict[int, Entry] = {}
    # those that say most come first: Yılmaz, 2010 may be A. Yılmaz and B. Yılmaz
    for number, one in sorted(cited, key=lambda pair: (-_told(pair[1]), pair[0])):
        entry = box.entry(one)
        if entry is not None:
            entry.cited.append(number)
            of[number] = entry
    heads = {number: one.head for number, one in cited if one.head is not None}
    for entry in box.entries:
        entry.cited.sort()
        counted = Counter(_key(heads[number]) for number in entry.cited)
        usual = counted.most_common(1)[0][0]
        entry.head = next(heads[number] for number in entry.cited if _key(heads[number]) == usual)
    entries = _with_titles(box.entries, of)
    for entry in entries:
        entry.cited.sort()
    return sorted(entries, key=lambda entry: entry.cited[0]), of


@dataclass(eq=False)
class _Box:
    """The entries so far, by year and a word of the first author, and by year with all names joined."""

    entries: list[Entry] = field(default_factory=list)
    by_word: dict[tuple[str, str], list[Entry]] = field(default_factory=dict)
    by_year: dict[str, tuple[list[str], list[Entry]]] = field(default_factory=dict)

    def entry(self, one: Written) -> Entry | None:
        """That of a citation, made if need be; none if there are several that it may mean."""
        head = one.head
        assert head is not None
        volume = _volume(one)
        slots = list(one.years) or [one.told]
        near = (entry for slot in slots for word in _first_words(head) for entry in self.by_word.get((slot, word), ()))
        found = [entry for entry in dict.fromkeys(islice(near, _FEW)) if entry.volume == volume]
        found = [entry for entry in found if _one(entry.head, head)]
        found = [entry for entry in found if _key(entry.head) == _key(head)] or found
        if not found and (slip := self._slip(head, slots, volume)):
            slip.slipped = True
            return slip
        if found:
            return found[0] if len(found) == 1 else None
        made = Entry(head, one.years, one.told, volume, one.ranged)
        self.entries.append(made)
        for slot in slots:
            names, entries = self.by_year.setdefault(slot, ([], []))
            names.append(_joined(head))
            entries.append(made)
            for word in _first_words(head):
                self.by_word.setdefault((slot, word), []).append(made)
        return made

    def _slip(self, head: Head, slots: Sequence[str], volume: str) -> Entry | None:
        """An entry whose names differ by no more than a slip."""
        from rapidfuzz import fuzz, process

        joined = _joined(head)
        if len(joined) < _LONG_ENOUGH or not head.names:
            return None
        for slot in slots:
            names, entries = self.by_year.get(slot, ([], []))
            close = process.extract(joined, names[:_MANY], scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_FEW)
            for _, _, number in close:
                entry = entries[number]
                if entry.volume == volume and len(entry.head.names) == len(head.names) and _slips(entry.head, head):
                    return entry
        return None


def _with_titles(entries: list[Entry], of: dict[int, Entry]) -> list[Entry]:
    """The entries, of those that are one work only one: Atatürk, 1970 and Atatürk, Nutuk, 1970."""
    plain = {(_key(entry.head)[0], entry.years): entry for entry in entries if len(entry.head.names) == 1}
    kept = []
    for entry in entries:
        head = entry.head
        alone = plain.get((_key(replace(head, names=head.names[:1]))[0], entry.years)) if head.listed else None
        if alone is None or alone.head.title:
            kept.append(entry)
            continue
        alone.head = replace(alone.head, title=head.names[1].shown)
        alone.cited += entry.cited
        of.update(dict.fromkeys(entry.cited, alone))
    return kept


def candidates(
    entries: Iterable[Entry],
    forms: Sequence[str],
    places: Sequence[tuple[int, Span]],
    languages: Sequence[str],
    taken: Collection[str],
) -> tuple[Candidate, ...]:
    """What is proposed for the lists, and the ids are set. The sequences are by number of citation: the words of its
    author and year, where it stands, its language.
    """
    used = set(taken)
    found = []
    for entry in entries:
        entry.id = free_id(_id(entry), used)
        used.add(entry.id)
        spelled = Counter(forms[number] for number in entry.cited if forms[number])
        times = "once" if len(entry.cited) == 1 else f"{len(entry.cited)} times"
        head = entry.head
        titled = head.titled == "title" or (head.titled == "body" and bool(entry.volume))
        shown = tuple(name.shown for name in head.names)
        title = head.title or (" ".join(shown) if titled else "")
        found.append(
            Candidate(
                Kind.CITATION,
                entry.id,
                tuple(form for form, _ in spelled.most_common()) or (_heading(entry),),
                "medium" if len(entry.cited) > 1 and not entry.slipped else "low",
                f"cited {times}" + (", not always spelled the same" if entry.slipped else ""),
                tuple(places[number] for number in entry.cited),
                () if titled else _bodies(head),
                title,
                _year(entry),
                entry.volume,
                languages[entry.cited[0]],
            )
        )
    return tuple(found)


def _heading(entry: Entry) -> str:
    """How it would be cited, where the text never does so in one place."""
    head = entry.head
    named = ", ".join(name.shown for name in head.names) or head.title
    return f"{named}{' et al.' if head.others else ''}, {_year(entry) or entry.told}"


def slug(text: str) -> str:
    """`text` as it stands in an id: lower-case ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text.casefold().translate(_LETTERS)))
    return _NO_ID.sub("-", "".join(letter for letter in plain if not unicodedata.combining(letter))).strip("-")


def _bodies(head: Head) -> tuple[str, ...]:
    shown = tuple(name.shown for name in head.names)
    # the "and" of the name of a body is none between two
    return (" ".join(shown),) if head.titled == "body" and len(shown) == 1 else shown


def _told(one: Written) -> int:
    head = one.head
    assert head is not None
    return sum(len(name.words) + len(name.initials) for name in head.names)


def _volume(one: Written) -> str:
    """The volume, of what is cited by its title: two volumes of a serial are two works."""
    if one.head is None or (one.head.names and not one.head.titled):
        return ""
    return next((locator.first for locator in one.locators if locator.unit == "volume"), "")


def _first_words(head: Head) -> tuple[str, ...]:
    if not head.names:
        return parts(head.title)[:1]
    return tuple(part for word in head.names[0].words for part in parts(word))


def _key(head: Head) -> tuple[object, ...]:
    return tuple((name.words, name.initials) for name in head.names), head.title.casefold()


def _one(first: Head, second: Head) -> bool:
    """True if both can name the same authors, or the same title."""
    if not first.names or not second.names:
        return parts(first.title) == parts(second.title) and not first.names and not second.names
    if len(first.names) != len(second.names) and not (first.others or second.others):
        return False
    return all(_named_alike(one, other) for one, other in zip(first.names, second.names, strict=False))


def _named_alike(one: Name, other: Name) -> bool:
    first, second = set(_split(one)), set(_split(other))
    if not (first <= second or second <= first):
        return False
    more = sorted(first ^ second)
    given = one.initials or "".join(word[0] for word in more if word in first)
    theirs = other.initials or "".join(word[0] for word in more if word in second)
    return not given or not theirs or given[0] == theirs[0]


def _split(name: Name) -> tuple[str, ...]:
    return tuple(part for word in name.words for part in parts(word))


def _joined(head: Head) -> str:
    return " ".join("".join(_split(name)) for name in head.names)


def _slips(first: Head, second: Head) -> bool:
    pairs = list(zip(_joined(first).split(), _joined(second).split(), strict=False))
    different = [pair for pair in pairs if pair[0] != pair[1]]
    return all(min(map(len, pair)) >= _LONG_ENOUGH and alike(*pair) for pair in different)


def _year(entry: Entry) -> str:
    if entry.ranged:
        return "-".join(entry.years)
    # 1920/1985: the edition that was used
    return max(entry.years, default="")


def _id(entry: Entry) -> str:
    head = entry.head
    year = slug(_year(entry).partition("-")[0] or entry.told)
    if head.titled == "title" or not head.names or entry.volume:
        title = head.title or " ".join(name.shown for name in head.names)
        return f"{_short(slug(title))}-{entry.volume.lower() or year}".strip("-")
    names = [slug(name.shown) for name in head.names]
    if head.others or len(names) > 3:
        names = [names[0], "etal"]
    joined = _short("-".join(name for name in names if name))
    return joined + year if year[:1].isdigit() else f"{joined}-{year}".strip("-")


def _short(text: str) -> str:
    """At most some forty characters, whole words."""
    return text if len(text) <= 44 else text[:44].rpartition("-")[0] or text[:44]


def free_id(wanted: str, used: Collection[str]) -> str:
    """An id that nobody has, and that may be one: it begins with a letter."""
    wanted = wanted if wanted[:1].isalpha() else f"work-{wanted}".strip("-")
    if wanted not in used:
        return wanted
    for letter in "bcdefghijklmnopqrstuvwxyz":
        if wanted + letter not in used:
            return wanted + letter
    number = 2
    while f"{wanted}-{number}" in used:
        number += 1
    return f"{wanted}-{number}"
