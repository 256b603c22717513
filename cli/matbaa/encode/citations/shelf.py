"""The works of the lists, by year, surname and title, and which of them a citation means."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from matbaa.encode.citations.books import Book, Fit, fit_of, is_of_year, narrowed, person_of, right_volume
from matbaa.encode.citations.tokens import parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.encode.citations.heads import Head
    from matbaa.encode.citations.locators import Locator
    from matbaa.known import Key, Known, Work

__all__ = ["Match", "Shelf", "shelf_of"]

_FEW = 5


@dataclass(frozen=True, slots=True)
class Match:
    """The works that a citation may mean, one if it is clear; `exact` is false where a slip was overlooked."""

    keys: tuple[Key, ...] = ()
    exact: bool = True
    reason: str = ""


@lru_cache(maxsize=8)
def shelf_of(known: Known) -> Shelf:
    """The works of these lists, made ready once for all texts that are held against them."""
    return Shelf(known)


@dataclass(eq=False)
class Shelf:
    """What `known` says of works, made ready by year when it is first asked for."""

    known: Known
    _years: dict[str, list[Book]] = field(default_factory=dict)
    _books: dict[Key, Book] = field(default_factory=dict)
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
        # those with a word in common come first: only where none of them fits, a slip is looked for in the others
        words = {part for name in head.names for word in name.words for part in parts(word)} | set(parts(head.title))
        fits = _fits(head, [book for book in books if not words.isdisjoint(book.words)], locators)
        if not any(fit.exact for fit, _ in fits):
            fits += _fits(head, [book for book in books if words.isdisjoint(book.words)], locators)
        if not fits:
            return Match()
        best = max(fit for fit, _ in fits)
        chosen = [book for fit, book in fits if fit == best]
        chosen = narrowed(chosen, locators)
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
        return [key for key, book in books.items() if fit_of(head, book) is not None][:_FEW]

    def _of(self, years: Sequence[str]) -> list[Book]:
        if not years:
            return self._undated
        found: dict[Key, Book] = {}
        for year in years:
            digits = year[:4]
            if digits not in self._years:
                self._years[digits] = [self._book(key, work) for key, work in self.known.of_year(digits)]
            found.update({book.key: book for book in self._years[digits] if is_of_year(book, year)})
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
    def _all(self) -> list[Book]:
        return [self._book(key, work) for key, work in self.known.works.items()]

    @cached_property
    def _undated(self) -> list[Book]:
        return [book for book in self._all if not book.work.years]

    @cached_property
    def _by_word(self) -> dict[str, list[Book]]:
        found: dict[str, list[Book]] = {}
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

    def _book(self, key: Key, work: Work) -> Book:
        if key not in self._books:
            told = work.authors or work.editors
            given = work.given if work.authors else ()
            people = tuple(person_of(name, given[n] if n < len(given) else "") for n, name in enumerate(told))
            opening = frozenset(parts(work.text)[:12]) if not told else frozenset()
            titles = tuple(parts(title) for title in work.titles)
            words = opening.union(*(person.surname for person in people), *titles)
            self._books[key] = Book(key, work, people, titles, opening, words, key in self.known.entries)
        return self._books[key]


def _fits(head: Head, books: Sequence[Book], locators: Sequence[Locator]) -> list[tuple[Fit, Book]]:
    fits = ((fit_of(head, book), book) for book in books)
    return [(fit, book) for fit, book in fits if fit is not None and right_volume(head, book, locators)]
