"""The forms under which entries are looked for: those that the lists give, and those that follow from them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from matbaa.encode.model import Kind
from matbaa.encode.names.inflection import plural
from matbaa.encode.names.languages import language
from matbaa.encode.names.text import ascii_fold, fold, split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from matbaa.entries import Entry, Form
    from matbaa.known import Key

__all__ = ["Index", "Ref", "Strength", "adjectival"]

# so many first letters of a key tell whether any form can begin with some words
PREFIXES = (3, 7)
_SHORTEST_PLAIN = 5
_MOST_WORDS = 14
# a forename that more bear says nothing
_MOST_BEARERS = 50
_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)")
_ROMAN = re.compile(r"[IVX]{1,5}")
_ORDINALS = {
    "i": ("1", "birinci", "first"),
    "ii": ("2", "ikinci", "second"),
    "iii": ("3", "üçüncü", "third"),
    "iv": ("4", "dördüncü", "fourth"),
    "v": ("5", "beşinci", "fifth"),
}
_NUMBERS = {word: (roman, *others) for roman, others in _ORDINALS.items() for word in (roman, *others)}
_ENDING = re.compile(r"(?:e[rsnm]?)$")


class Strength(IntEnum):
    """How much a form says by itself."""

    WEAK = 1  # a forename: only with an honorific
    SURNAME = 2  # a surname that is not listed alone
    FORENAMES = 3  # several forenames
    SINGLE = 4  # one word that is listed
    FULL = 5  # several words


class Ref(NamedTuple):
    """A form of an entry: which, how strong, and how its words are written. `listed` if it stands in the list so."""

    key: Key
    kind: Kind
    strength: Strength
    words: tuple[str, ...]
    language: str = ""
    listed: bool = True


@dataclass(frozen=True, eq=False)
class Index:
    """All forms by their folded letters without blanks; `plain` by their letters without accents; `adjectives` by
    those without the endings of German adjectives.

    `small` has the first words of forms that begin without a capital; `honorifics` those that a person's names bear.
    """

    exact: dict[str, list[Ref]] = field(default_factory=dict)
    plain: dict[str, list[Ref]] = field(default_factory=dict)
    adjectives: dict[str, list[Ref]] = field(default_factory=dict)
    beginnings: set[str] = field(default_factory=set)
    small: set[str] = field(default_factory=set)
    honorifics: dict[Key, set[str]] = field(default_factory=dict)
    longest: int = 1

    @classmethod
    def of(cls, entries: dict[Key, Entry]) -> Index:
        """The forms of all entries."""
        index = cls()
        longest = 1
        for key, entry in entries.items():
            surnames = {fold(word) for form in entry.forms for word in _words(form.surname)}
            seen: set[tuple[str, Strength, tuple[str, ...], str]] = set()
            for form in entry.forms:
                for ref, letters in _derived(key, entry, form, index.honorifics, surnames):
                    if (one := (letters, ref.strength, ref.words, ref.language)) not in seen:
                        seen.add(one)
                        index._add(ref, letters)
                        longest = max(longest, len(ref.words))
        object.__setattr__(index, "longest", min(longest + 2, _MOST_WORDS))
        return index

    def _add(self, ref: Ref, letters: str) -> None:
        if not letters:
            return
        refs = self.exact.setdefault(letters, [])
        if len(refs) >= _MOST_BEARERS and ref.strength is Strength.WEAK:
            return
        refs.append(ref)
        self._open(letters)
        if not ref.words[0][0].isupper():
            self.small.add(fold(ref.words[0]))
        plain = ascii_fold(letters)
        if plain != letters and len(plain) >= _SHORTEST_PLAIN:
            self.plain.setdefault(plain, []).append(ref)
            self._open(plain)
        if len(ref.words) > 1 and ref.kind != Kind.PERSON:
            *first, last = ref.words
            if (bent := "".join(adjectival(fold(word)) for word in first) + fold(last)) != letters:
                self.adjectives.setdefault(bent, []).append(ref)
                self._open(bent)

    def _open(self, letters: str) -> None:
        self.beginnings.update(letters[:size] for size in PREFIXES if len(letters) >= size)

    def may_begin(self, *keys: str) -> bool:
        """False if no form begins with any of these words, whatever their endings."""
        size = PREFIXES[0]
        return any(len(key) < size or key[:size] in self.beginnings for key in keys)

    def may_go_on(self, spellings: Iterable[str]) -> bool:
        """False if no form begins with any of these letters."""
        return any(
            all(len(letters) < size or letters[:size] in self.beginnings for size in PREFIXES) for letters in spellings
        )


def adjectival(key: str) -> str:
    """A folded word without the ending of a German adjective, if it may have one."""
    return _ENDING.sub("", key) if len(key) > 4 else key


def _derived(
    key: Key, entry: Entry, form: Form, honorifics: dict[Key, set[str]], surnames: set[str]
) -> Iterator[tuple[Ref, str]]:
    kind = Kind(entry.kind)
    if kind is Kind.PERSON:
        yield from _of_person(key, form, honorifics, surnames)
        return
    whole = form.text
    bare = _PARENTHESIS.sub("", whole).strip()
    for text in dict.fromkeys((whole, bare)):
        words = tuple(word.text for word in split(text))
        if not words or len(words) > _MOST_WORDS:
            continue
        strength = Strength.FULL if len(words) > 1 else Strength.SINGLE
        ref = Ref(key, kind, strength, words, form.language, text == whole)
        yield ref, "".join(map(fold, words))
        if len(words) > 1:
            others = ref._replace(listed=False)
            if many := plural(words[-1]):
                yield others, "".join(map(fold, words[:-1])) + fold(many)
            for number in _NUMBERS.get(fold(words[0]), ()):
                if number != fold(words[0]):
                    yield others, number + "".join(map(fold, words[1:]))


def _of_person(key: Key, form: Form, honorifics: dict[Key, set[str]], surnames: set[str]) -> Iterator[tuple[Ref, str]]:
    known = language("")
    text = form.text
    inside = _PARENTHESIS.search(text)
    bare = _PARENTHESIS.sub("", text).strip()

    def ref(words: Iterable[str], strength: Strength, listed: bool = False) -> tuple[Ref, str]:
        kept = tuple(words)
        return Ref(key, Kind.PERSON, strength, kept, form.language, listed), "".join(map(fold, kept))

    words = [word.text for word in split(bare)]
    if not words or len(words) > _MOST_WORDS:
        return
    if "," not in bare:
        yield ref(words, Strength.FULL if len(words) > 1 else Strength.SINGLE, listed=True)
    core = list(words)
    titles: list[str] = []
    while len(core) > 1 and fold(core[-1]) in known.after and core[-1][0].isupper():
        titles.append(core.pop())
    behind = bool(titles)
    while len(core) > 1 and fold(core[0]) in known.before and core[0][0].isupper():
        titles.append(core.pop(0))
    honorifics.setdefault(key, set()).update(map(fold, titles))
    first, last = _words(form.forename), _words(form.surname)
    if not (first or last):
        if surnames and "," not in bare:
            first = [word for word in core if fold(word) not in surnames]
            last = [word for word in core if fold(word) in surnames] if first else []
        else:
            first, last = _guess(bare, core, behind, bool(titles))
    if inside and first and not last:
        last = _words(inside[1])
    if not first and not last:
        return
    if core != words and len(core) > 1:
        yield ref(core, Strength.FORENAMES if behind and not last else Strength.FULL)
    yield from _combined(ref, first, last)


def _words(text: str) -> list[str]:
    return [word.text for word in split(text)]


def _combined(make: Callable[..., tuple[Ref, str]], first: list[str], last: list[str]) -> Iterator[tuple[Ref, str]]:
    if last:
        particles = language("").particles
        plain = [word for word in last if fold(word) not in particles or word[0].isupper()] or last
        for surname in dict.fromkeys((tuple(last), tuple(plain))):
            # by itself, a particle in lower case is the preposition
            if surname[0][0].isupper():
                yield make(surname, Strength.FULL if len(surname) > 1 else Strength.SURNAME)
            if first:
                names = dict.fromkeys((tuple(first), tuple(first[:1]), tuple(first[-1:])))
                initials = dict.fromkeys((tuple(word[0] for word in first), (first[0][0],)))
                for forenames in (*names, *initials):
                    yield make((*forenames, *surname), Strength.FULL)
                for forenames in (*names, *initials):
                    made, _ = make((*surname, *forenames), Strength.FULL)
                    yield made, "".join(map(fold, surname)) + "," + "".join(map(fold, forenames))
                made, _ = make((*first, *surname), Strength.FULL)
                yield made, "".join(map(fold, first)) + "(" + "".join(map(fold, surname))
    if len(first) > 1:
        yield make(first, Strength.FORENAMES)
    for forename in dict.fromkeys(first):
        if len(forename) > 1:
            yield make((forename,), Strength.WEAK)


def _guess(text: str, core: list[str], behind: bool, titled: bool) -> tuple[list[str], list[str]]:
    """Forenames and surname of a name that does not mark them."""
    if "," in text:
        before, _, after = text.partition(",")
        return _words(after), _words(before)
    if behind:
        return core, []
    if len(core) == 1:
        return [], core if titled else []
    if _ROMAN.fullmatch(core[-1]) or not core[-1][0].isupper():
        return core[:1], []
    particles = language("").particles
    cut = len(core) - 1
    while cut > 1 and fold(core[cut - 1]) in particles and not core[cut - 1][0].isupper():
        cut -= 1
    if any(not word[0].isupper() for word in core[:cut]):
        return [], []
    return core[:cut], core[cut:]
