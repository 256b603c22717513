"""The forms that follow from what an entry lists."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from matbaa.encode.model import Kind
from matbaa.encode.names.inflection import plural
from matbaa.encode.names.languages import language
from matbaa.encode.names.spelling import shortened
from matbaa.encode.names.text import bare, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matbaa.entries import Entry, Form
    from matbaa.known import Key

__all__ = ["Ref", "Strength", "honorifics_of", "of_entry"]

_MOST_WORDS = 14
# so many words have initials that stand for them
_INITIALS = 3
# and, of: small words that have no part in them
_SMALL = 3
_ASIDE = re.compile(r"\s*(?:\(([^()]*)\)|\[([^\[\]]*)\])")
_SUBTITLE = re.compile(r"(?<=\w\w)[.:;] ")
_ROMAN = re.compile(r"[IVX]{1,5}")
_ORDINALS = {
    "i": ("1", "birinci", "first", "erster"),
    "ii": ("2", "ikinci", "second", "zweiter"),
    "iii": ("3", "üçüncü", "third", "dritter"),
    "iv": ("4", "dördüncü", "fourth", "vierter"),
    "v": ("5", "beşinci", "fifth", "fünfter"),
}
_NUMBERS = {word: (roman, *others) for roman, others in _ORDINALS.items() for word in (roman, *others)}
# before what tells a place from others of its name: Frankfurt am Main, Rio de Janeiro, Stratford upon Avon
_WHERE = frozenset(
    """am an auf bei im in ob unter unterm vor zu on upon near under by over sur sous en de del di d da do du des les
    lez sul sulla al alle""".split()
)
# a spa, an article: left out in speech
_LEFT_OUT = frozenset("bad den le la les los las el der die das the il lo".split())


class Strength(IntEnum):
    """How much a form says by itself."""

    WEAK = 1  # a forename: only with an honorific, or of one who is named in full
    SURNAME = 2  # a surname that is not listed alone
    FORENAMES = 3  # several forenames
    SINGLE = 4  # one word that is listed
    FULL = 5  # several words


class Ref(NamedTuple):
    """A form of an entry: which, how strong, and how its words are written.

    `listed` if it stands in the list so; `short` if it is one word that is cut, before a full stop; `guess` if others
    may be called so as well.
    """

    key: Key
    kind: Kind
    strength: Strength
    words: tuple[str, ...]
    language: str = ""
    listed: bool = True
    short: bool = False
    guess: bool = False


_Made = tuple[str, Ref]


def of_entry(key: Key, entry: Entry) -> Iterator[_Made]:
    """All forms of an entry, each with the letters that it is looked up by."""
    kind = Kind(entry.kind)
    # of the same letters only the strongest
    best: dict[tuple[str, tuple[str, ...], str], _Made] = {}
    surnames = frozenset(fold(word) for form in entry.forms for word in bare(form.surname))
    for form in entry.forms:
        made = _of_person(key, form, surnames) if kind is Kind.PERSON else _of_name(key, kind, form)
        for letters, ref in made:
            place = letters, ref.words, ref.language
            if place not in best or _rank(best[place][1]) < _rank(ref):
                best[place] = letters, ref
    for letters, ref in best.values():
        if _is_enough(ref):
            yield letters, ref


def _rank(ref: Ref) -> tuple[int, bool, bool]:
    return ref.strength, not ref.guess, ref.listed


def honorifics_of(entry: Entry) -> frozenset[str]:
    """The honorifics that a person's listed names bear, folded."""
    found: set[str] = set()
    for form in entry.forms:
        titles, _ = _core(bare(_ASIDE.sub("", form.text)))
        found.update(map(fold, titles), (word for word in map(fold, bare(form.role)) if _is_honorific(word)))
    return frozenset(found)


def _is_honorific(word: str) -> bool:
    known = language("")
    return word in known.before or word in known.after


def _is_enough(ref: Ref) -> bool:
    """False of letters that stand for a name that is not told, and of a single word without a capital."""
    if len(ref.words) == 1 and ref.words[0][0].islower():
        return False
    return any(len(word) > 1 for word in ref.words)


def _letters(words: Sequence[str]) -> str:
    return "".join(map(fold, words))


def _of_name(key: Key, kind: Kind, form: Form) -> Iterator[_Made]:
    """A place's, body's, event's or document's name, and what it is called for short."""
    whole = tuple(bare(form.text))
    plain = _ASIDE.sub("", form.text).strip()
    asides = [aside.strip() for match in _ASIDE.findall(form.text) for aside in match if aside]

    def make(words: Sequence[str], listed: bool = False) -> _Made:
        kept = tuple(words)
        strength = Strength.FULL if len(kept) > 1 else Strength.SINGLE
        return _letters(kept), Ref(key, kind, strength, kept, form.language, listed)

    if whole and len(whole) <= _MOST_WORDS:
        yield make(whole, listed=True)
    words = bare(plain) if plain != form.text else list(whole)
    if not words or len(words) > _MOST_WORDS:
        return
    if tuple(words) != whole:
        yield make(words)
    # a title without what follows it: Die Zeit. Wiener Wochenschrift
    head = _SUBTITLE.split(plain, maxsplit=1)[0]
    if head != plain and kind in (Kind.ORG, Kind.DOCUMENT) and len(short := bare(head)) > 1:
        yield make(short)
    # what stands aside may be its abbreviation: (TBMM), [USA]
    for aside in asides:
        if aside.isupper() and aside.isalpha() and len(aside) > 1 and not _ROMAN.fullmatch(aside):
            yield make([aside])
    if len(words) > 1:
        if many := plural(words[-1]):
            yield _letters([*words[:-1], many]), make(words)[1]
        for number in _NUMBERS.get(fold(words[0]), ()):
            if number != fold(words[0]):
                yield number + _letters(words[1:]), make(words)[1]
        yield from ((letters, ref._replace(guess=True)) for made in _alike(words) for letters, ref in [make(made)])
    if kind is Kind.PLACE:
        yield from ((letters, ref) for short in _for_short(words) for letters, ref in [make(short)])
        if cut := shortened(fold(words[-1])):
            yield _letters(words[:-1]) + cut, make(words)[1]._replace(short=True)


def _alike(words: list[str]) -> Iterator[list[str]]:
    """A name by its initials, and with another noun for its own: ABD; Sevr Antlaşması, Sevr Anlaşması."""
    large = [word for word in words if word[0].isupper()]
    if len(large) >= _INITIALS and all(len(word) <= _SMALL for word in words if not word[0].isupper()):
        yield ["".join(word[0] for word in large)]
    for nouns in language("tr").alike:
        if fold(words[-1]) in nouns:
            yield from ([*words[:-1], _like(words[-1], noun)] for noun in nouns if noun != fold(words[-1]))


def _like(model: str, word: str) -> str:
    return word.capitalize() if model[0].isupper() else word


def _for_short(words: list[str]) -> Iterator[list[str]]:
    if len(words) > 1 and fold(words[0]) in _LEFT_OUT:
        words = words[1:]
        yield words
    for place, word in enumerate(words):
        if place and not word[0].isupper() and fold(word) in _WHERE:
            yield words[:place]
            return


def _core(words: list[str]) -> tuple[list[str], list[str]]:
    """The honorifics of a person's name, and the rest of it."""
    known = language("")
    core, titles = list(words), []
    while len(core) > 1 and fold(core[-1]) in known.after and core[-1][0].isupper():
        titles.append(core.pop())
    while len(core) > 1 and fold(core[0]) in known.before and core[0][0].isupper():
        titles.append(core.pop(0))
    return titles, core


def _of_person(key: Key, form: Form, surnames: frozenset[str]) -> Iterator[_Made]:
    text = _ASIDE.sub("", form.text).strip()
    words = bare(text)
    if not words or len(words) > _MOST_WORDS:
        return

    def make(names: Sequence[str], strength: Strength, listed: bool = False) -> _Made:
        kept = tuple(names)
        return _letters(kept), Ref(key, Kind.PERSON, strength, kept, form.language, listed)

    titles, core = _core(words)
    behind = bool(titles) and fold(words[-1]) in map(fold, titles)
    marked = bool(form.forename or form.surname)
    if "," not in text and not (form.forename and core[0] in bare(form.surname)):
        yield make(words, Strength.FULL if len(words) > 1 else Strength.SINGLE, listed=True)
    first, last = bare(form.forename), bare(form.surname)
    if not marked and surnames and "," not in text:
        first = [word for word in core if fold(word) not in surnames]
        last = [word for word in core if fold(word) in surnames] if first else []
    elif not marked:
        first, last = _guess(text, core, behind, bool(titles))
    aside = _ASIDE.search(form.text)
    if aside and aside[1] and first and not last:
        last = bare(aside[1])
    # Hugo von: the particle belongs to what follows
    while last and len(first) > 1 and _is_particle(first[-1]):
        last.insert(0, first.pop())
    if core != words and len(core) > 1 and "," not in text:
        yield make(core, Strength.FORENAMES if behind and not last else Strength.FULL)
    if last:
        yield from _with_surname(first, last, make(last, Strength.FULL)[1])
    if len(first) > 1:
        yield make(first, Strength.FORENAMES)
    for forename in first:
        if len(forename) > 1 and forename[0].isupper():
            yield make([forename], Strength.WEAK)


def _is_particle(word: str) -> bool:
    return not word[0].isupper() and fold(word) in language("").particles


def _with_surname(first: list[str], last: list[str], model: Ref) -> Iterator[_Made]:
    """Forenames and surname in the ways that they are written together, and the surname alone."""
    model = model._replace(listed=False)
    plain = list(last)
    while len(plain) > 1 and _is_particle(plain[0]):
        plain.pop(0)
    if plain[0][0].isupper():
        strength = Strength.FULL if len(plain) > 1 else Strength.SURNAME
        yield _letters(plain), model._replace(words=tuple(plain), strength=strength)
    if not first:
        return
    forenames = {tuple(first): None, tuple(first[:1]): None, tuple(first[-1:]): None}
    forenames |= {tuple(word[0] for word in first): None, (first[0][0],): None}
    for surname in {tuple(last): None, tuple(plain): None}:
        for names in forenames:
            yield _letters([*names, *surname]), model._replace(words=(*names, *surname))
            yield f"{_letters(surname)},{_letters(names)}", model._replace(words=(*surname, *names))
        yield f"{_letters(first)}({_letters(surname)}", model._replace(words=(*first, *surname))


def _guess(text: str, core: list[str], behind: bool, titled: bool) -> tuple[list[str], list[str]]:
    """Forenames and surname of a name that does not mark them."""
    if "," in text:
        before, _, after = text.partition(",")
        return bare(after), bare(before)
    if behind:
        return core, []
    if len(core) == 1:
        return [], core if titled else []
    if _ROMAN.fullmatch(core[-1]) or not core[-1][0].isupper():
        return core[:1], []
    cut = len(core) - 1
    while cut > 1 and _is_particle(core[cut - 1]):
        cut -= 1
    if any(not word[0].isupper() for word in core[:cut]):
        return [], []
    return core[:cut], core[cut:]
