"""How well a work of the lists fits what a citation names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from matbaa.encode.citations.tokens import parts
from matbaa.numerals import roman

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matbaa.encode.citations.heads import Head
    from matbaa.encode.citations.locators import Locator
    from matbaa.encode.citations.pieces import Name
    from matbaa.known import Key, Work

__all__ = ["Book", "Fit", "Person", "alike", "fit_of", "is_of_year", "narrowed", "person_of", "right_volume"]

_ALIKE = 85
_TITLE_ALIKE = 90


class Person(NamedTuple):
    """An author: the words of the surname, all words, the initials of forenames, the surname without blanks."""

    surname: frozenset[str]
    words: frozenset[str]
    initials: str
    joined: str


class Book(NamedTuple):
    """A work made ready to be compared: all words are folded.

    `opening` are its first words where no author is marked, `words` all by which it may be called; `spoken_of` is true
    of what texts speak of, rather than cite: treaties, laws.
    """

    key: Key
    work: Work
    people: tuple[Person, ...]
    titles: tuple[tuple[str, ...], ...]
    opening: frozenset[str]
    words: frozenset[str]
    spoken_of: bool


class Fit(NamedTuple):
    """How well a work fits, the better the greater."""

    exact: bool
    whole: bool
    first: bool


def alike(one: str, other: str) -> bool:
    """True of two folded names of which one may be a slip of the other."""
    from rapidfuzz import fuzz

    shorter, longer = sorted((len(one), len(other)))
    if longer > shorter + 2:
        return False
    return shorter >= 4 and fuzz.ratio(one, other) >= (_ALIKE if shorter > 5 else _ALIKE - 6)


def is_of_year(book: Book, year: str) -> bool:
    """True if a work is of this year; of a letter, where the list has letters, the same."""
    letters = {told[4:] for told in book.work.years if told[:4] == year[:4]}
    return bool(letters) and (len(year) == 4 or year[4:] in letters or letters == {""})


def person_of(name: str, given: str) -> Person:
    """A person by surname, or a name, perhaps with its forename behind a comma; and forenames marked apart."""
    last, comma, first = name.partition(",")
    surname = frozenset(parts(last if comma else name))
    forenames = parts(f"{given} {first}")
    initials = "".join(word[0] for word in forenames)
    return Person(surname, surname | set(forenames), initials, "".join(parts(last if comma else name)))


def fit_of(head: Head, book: Book) -> Fit | None:
    """How a work fits; nothing of one that cannot be meant."""
    fits = [fit for fit in (_by_people(head, book), _by_title(head, book)) if fit is not None]
    return max(fits, default=None)


def _by_people(head: Head, book: Book) -> Fit | None:
    names = head.names
    if not names:
        return None
    if not book.people:
        said = {part for word in names[0].words for part in parts(word)}
        return Fit(True, False, True) if said and said <= book.opening else None
    body = [part for name in names for word in name.words for part in parts(word)]
    if len(names) > 1 and frozenset(body) - {"and", "und", "ve", "et", "y", "e"} == book.people[0].surname:
        # the name of a body with an "and" in it
        return Fit(True, True, True)
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
    return Fit(exact and (whole or head.others), whole, first)


def _is(name: Name, person: Person) -> int:
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


def _is_title(name: Name, book: Book) -> bool:
    words = tuple(part for word in name.words for part in parts(word))
    return any(words == title[: len(words)] for title in book.titles)


def _by_title(head: Head, book: Book) -> Fit | None:
    """By its title. A title of one word is no more than a name."""
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
            return Fit(True, True, True)
        if len(said) > 1 and len(joined) >= 10 and said == title[: len(said)]:
            return Fit(True, False, True)
        if len(title) > 1 and title == said[: len(title)] and len(said) - len(title) < 4:
            return Fit(True, False, True)
        if len(joined) >= 10 and abs(len(joined) - len(whole)) < len(joined) // 4 and _close(joined, whole):
            return Fit(False, False, True)
    return None


def _close(one: str, other: str) -> bool:
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other) >= _TITLE_ALIKE


def right_volume(head: Head, book: Book, locators: Sequence[Locator]) -> bool:
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


def narrowed(books: list[Book], locators: Sequence[Locator]) -> list[Book]:
    """Without those that cannot have the page; and of one work in several lists only the first."""
    pages = [int(one.first) for one in locators if one.unit == "page" and one.first.isdecimal()]
    if len(books) > 1 and pages:
        held = [book for book in books if not book.work.pages or book.work.pages[0] <= pages[0] <= book.work.pages[1]]
        books = held or books
    found: list[Book] = []
    for book in books:
        if not any(_same(book, other) for other in found):
            found.append(book)
    return found


def _same(one: Book, other: Book) -> bool:
    """True of two entries of different lists for one work."""
    if one.key[0] == other.key[0] or len(one.people) != len(other.people):
        return False
    if not one.people and not (one.titles and other.titles):
        return False
    named = all(a.surname == b.surname for a, b in zip(one.people, other.people, strict=True))
    titled = not one.titles or not other.titles or bool(set(one.titles) & set(other.titles))
    return named and titled and bool(set(one.work.years) & set(other.work.years))
