"""The works of the lists as citations name them, and which of them a citation means."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from matbaa.encode.citations.tokens import parts
from matbaa.numerals import roman

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matbaa.encode.citations.heads import Head
    from matbaa.encode.citations.locators import Locator
    from matbaa.encode.citations.pieces import Name
    from matbaa.known import Key, Known, Work

__all__ = ["Match", "Shelf", "alike", "shelf_of"]

_ALIKE = 85
_TITLE_ALIKE = 90
_FEW = 5


@dataclass(frozen=True, slots=True)
class Match:
    """The works that a citation may mean, one if it is clear; `exact` is false where a slip was overlooked."""

    keys: tuple[Key, ...] = ()
    exact: bool = True
    reason: str = ""


class _Person(NamedTuple):
    surname: frozenset[str]
    words: frozenset[str]
    initials: str
    joined: str


class _Book(NamedTuple):
    key: Key
    work: Work
    people: tuple[_Person, ...]
    titles: tuple[tuple[str, ...], ...]
    opening: frozenset[str]
    spoken_of: bool


class _Fit(NamedTuple):
    """How well a work fits, the better the greater."""

    exact: bool
    whole: bool
    first: bool


def alike(one: str, other: str) -> bool:
    """True of two folded names of which one may be a slip of the other."""
    from rapidfuzz import fuzz

    shorter = min(len(one), len(other))
    return shorter >= 4 and fuzz.ratio(one, other) >= (_ALIKE if shorter > 5 else _ALIKE - 6)


@lru_cache(maxsize=8)
def shelf_of(known: Known) -> Shelf:
    """The works of these lists, made ready once for all texts that are held against them."""
    return Shelf(known)


@dataclass(eq=False)
class Shelf:
    """What `known` says of works, made ready by year when it is first asked for."""

    known: Known
    _years: dict[str, list[_Book]] = field(default_factory=dict)
    _books: dict[Key, _Book] = field(default_factory=dict)
    _surnames: dict[tuple[str, ...], dict[str, tuple[Key, ...]]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.known.works)

    def title_start(self, words: Sequence[str]) -> int | None:
        """At which of these folded words a known title of two words or more begins that they end with.

        Behind it there may be up to four short ones more: the number of a session, a part.
        """
        if not self.known.works:
            return None
        flat = [(number, part) for number, word in enumerate(words) for part in parts(word)]
        for place in range(len(flat) - 1):
            for title in self._titles.get((flat[place][1], flat[place + 1][1]), ()):
                end = place + len(title)
                if tuple(part for _, part in flat[place:end]) == title and len(words) - flat[end - 1][0] <= 5:
                    return flat[place][0]
        return None

    def find(self, head: Head, years: Sequence[str], locators: Sequence[Locator]) -> Match:
        """The works that are named so and are of one of these years, or of none where there are none."""
        books = self._of(years)
        if not any(one.spelled for one in locators):
            # a treaty is named with its year; who cites its text says where
            books = [book for book in books if not book.spoken_of]
        fits = [(fit, book) for book in books if (fit := _fit(head, book)) is not None]
        fits = [(fit, book) for fit, book in fits if _right_volume(head, book, locators)]
        if not fits:
            return Match()
        best = max(fit for fit, _ in fits)
        chosen = [book for fit, book in fits if fit == best]
        chosen = _narrowed(chosen, locators)
        reason = "author and year" if chosen[0].people and years else "title and year" if years else "author"
        return Match(tuple(book.key for book in chosen), best.exact, reason)

    def surnames(self, years: Sequence[str]) -> dict[str, tuple[Key, ...]]:
        """The works of these years by the surname of their first author, folded; of one word only."""
        wanted = tuple(years)
        if wanted not in self._surnames:
            found: dict[str, tuple[Key, ...]] = {}
            for book in self._of(wanted) if wanted else ():
                if book.people and len(book.people[0].surname) == 1:
                    (word,) = book.people[0].surname
                    found[word] = (*found.get(word, ()), book.key)
            self._surnames[wanted] = found
        return self._surnames[wanted]

    def near(self, head: Head) -> list[Key]:
        """The works of these authors of whatever year: a few of them."""
        words = {part for name in head.names[:1] for word in name.words for part in parts(word)}
        books = {book.key: book for word in words for book in self._by_word.get(word, ())}
        return [key for key, book in books.items() if _fit(head, book) is not None][:_FEW]

    def _of(self, years: Sequence[str]) -> list[_Book]:
        if not years:
            return self._undated
        found: dict[Key, _Book] = {}
        for year in years:
            digits, letter = year[:4], year[4:]
            if digits not in self._years:
                self._years[digits] = [self._book(key, work) for key, work in self.known.of_year(digits)]
            for book in self._years[digits]:
                if any(told[:4] == digits and letter in ("", told[4:]) for told in book.work.years) or (
                    letter and any(told == digits for told in book.work.years)
                ):
                    found[book.key] = book
        return list(found.values())

    def is_no_author(self, name: str) -> bool:
        """True of the name of a place, an event or a document of the lists."""
        return parts(name) in self._no_authors

    @cached_property
    def _no_authors(self) -> frozenset[tuple[str, ...]]:
        kinds = ("place", "event", "document")
        entries = self.known.entries.values()
        return frozenset(parts(form.text) for entry in entries if entry.kind in kinds for form in entry.forms)

    @cached_property
    def _all(self) -> list[_Book]:
        return [self._book(key, work) for key, work in self.known.works.items()]

    @cached_property
    def _undated(self) -> list[_Book]:
        return [book for book in self._all if not book.work.years]

    @cached_property
    def _by_word(self) -> dict[str, list[_Book]]:
        found: dict[str, list[_Book]] = {}
        for book in self._all:
            for word in book.people[0].surname if book.people else book.opening:
                found.setdefault(word, []).append(book)
        return found

    @cached_property
    def _titles(self) -> dict[tuple[str, str], list[tuple[str, ...]]]:
        found: dict[tuple[str, str], list[tuple[str, ...]]] = {}
        for work in self.known.works.values():
            for title in work.titles:
                words = parts(title)
                if len(words) > 1:
                    found.setdefault((words[0], words[1]), []).append(words)
        for titles in found.values():
            titles.sort(key=len, reverse=True)
        return found

    def _book(self, key: Key, work: Work) -> _Book:
        if key not in self._books:
            told = work.authors or work.editors
            given = work.given if work.authors else ()
            people = tuple(_person(name, given[n] if n < len(given) else "") for n, name in enumerate(told))
            opening = frozenset(parts(work.text)[:12]) if not told else frozenset()
            titles = tuple(parts(title) for title in work.titles)
            self._books[key] = _Book(key, work, people, titles, opening, key in self.known.entries)
        return self._books[key]


def _person(name: str, given: str) -> _Person:
    last, comma, first = name.partition(",")
    surname = frozenset(parts(last if comma else name))
    forenames = parts(f"{given} {first}")
    initials = "".join(word[0] for word in forenames)
    return _Person(surname, surname | set(forenames), initials, "".join(parts(last if comma else name)))


def _fit(head: Head, book: _Book) -> _Fit | None:
    fits = [fit for fit in (_by_people(head, book), _by_title(head, book)) if fit is not None]
    return max(fits, default=None)


def _by_people(head: Head, book: _Book) -> _Fit | None:
    names = head.names
    if not names:
        return None
    if not book.people:
        said = {part for word in names[0].words for part in parts(word)}
        return _Fit(True, False, True) if said and said <= book.opening else None
    body = [part for name in names for word in name.words for part in parts(word)]
    if len(names) > 1 and frozenset(body) - {"and", "und", "ve", "et", "y", "e"} == book.people[0].surname:
        # the name of a body with an "and" in it
        return _Fit(True, True, True)
    exact, free = True, list(range(len(book.people)))
    first = True
    for number, name in enumerate(names):
        found = next(((place, how) for place in free if (how := _is(name, book.people[place])) == 2), None)
        found = found or next(((place, how) for place in free if (how := _is(name, book.people[place]))), None)
        if found is None:
            if number and _is_title(name, book):
                continue
            return None
        exact = exact and found[1] == 2
        first = first and (number > 0 or found[0] == 0)
        free.remove(found[0])
    whole = len(book.people) > len(names) if head.others else not free
    if not (first or whole):
        # Mango, 1993 is no work by Lewis and Mango
        return None
    # who cites only some of the authors says so, as a rule
    return _Fit(exact and (whole or head.others), whole, first)


def _is(name: Name, person: _Person) -> int:
    """2 if a name is that person's, 1 if it may be for a slip, else 0."""
    words = frozenset(part for word in name.words for part in parts(word))
    if name.initials and person.initials and name.initials[0] != person.initials[0]:
        return 0
    if person.surname and (person.surname <= words or words <= person.surname):
        # another forename is another person
        more, given = words - person.surname, person.words - person.surname
        if person.surname <= words and more and given and not more & given and not _initialled(more, person.initials):
            return 0
        return 2 if person.surname <= words or len(words) > 1 or len(person.surname) > 1 else 0
    joined = "".join(part for word in name.words for part in parts(word))
    return 1 if alike(joined, person.joined) else 0


def _initialled(words: Iterable[str], initials: str) -> bool:
    return any(word[0] in initials for word in words)


def _is_title(name: Name, book: _Book) -> bool:
    words = tuple(part for word in name.words for part in parts(word))
    return any(words == title[: len(words)] for title in book.titles)


def _by_title(head: Head, book: _Book) -> _Fit | None:
    """By its title. A title of one word is no more than a name."""
    from rapidfuzz import fuzz

    if not book.titles:
        return None
    text = head.title or " ".join(" ".join(name.words) for name in head.names)
    said = parts(text)
    if not said or (len(said) < 2 and not head.title):
        return None
    joined = " ".join(said)
    for title in book.titles:
        whole = " ".join(title)
        if said == title:
            return _Fit(True, True, True)
        if len(said) > 1 and len(joined) >= 10 and said == title[: len(said)]:
            return _Fit(True, False, True)
        if len(title) > 1 and title == said[: len(title)] and len(said) - len(title) < 4:
            return _Fit(True, False, True)
        if len(joined) >= 10 and fuzz.ratio(joined, whole) >= _TITLE_ALIKE:
            return _Fit(False, False, True)
    return None


def _right_volume(head: Head, book: _Book, locators: Sequence[Locator]) -> bool:
    """False of a volume of a serial where another is cited."""
    cited = {_number(one.first) for one in locators if one.unit == "volume"}
    theirs = {number for told in book.work.volumes for number in _numbers(told)}
    return not cited or not theirs or len(book.work.volumes) > 1 or bool(cited & theirs)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else roman(text)


def _numbers(text: str) -> set[int]:
    found = {int(word) for word in re.findall(r"\d{1,9}", text)}
    if not found:
        found = {value for word in parts(text)[-1:] if (value := roman(word)) is not None}
    return found


def _narrowed(books: list[_Book], locators: Sequence[Locator]) -> list[_Book]:
    """Without those that cannot have the page; and of one work in several lists only the first."""
    pages = [int(one.first) for one in locators if one.unit == "page" and one.first.isdecimal()]
    if len(books) > 1 and pages:
        held = [book for book in books if not book.work.pages or book.work.pages[0] <= pages[0] <= book.work.pages[1]]
        books = held or books
    found: list[_Book] = []
    for book in books:
        if not any(_same(book, other) for other in found):
            found.append(book)
    return found


def _same(one: _Book, other: _Book) -> bool:
    """True of two entries of different lists for one work."""
    if one.key[0] == other.key[0] or len(one.people) != len(other.people):
        return False
    if not one.people and not (one.titles and other.titles):
        return False
    named = all(a.surname == b.surname for a, b in zip(one.people, other.people, strict=True))
    titled = not one.titles or not other.titles or bool(set(one.titles) & set(other.titles))
    return named and titled and bool(set(one.work.years) & set(other.work.years))
