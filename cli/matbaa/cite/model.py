"""What can be cited: a text of the edition, by its header, or a work, by its entry in a list. Silent where they are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from matbaa.dates.values import Value  # noqa: TC001 (read at run time, to know what was kept)

__all__ = ["Day", "Identifier", "Keywords", "Licence", "Person", "Title", "Work"]

_ENDS = re.compile(r"[.:;!?…–—-]$")


@dataclass(frozen=True, slots=True)
class Person:
    """A person with `family` and `given` name where those are told apart, else whoever it is as `name`.

    `particle` stands before the family name (van, von der), `suffix` behind it (Jr.); `orcid` is the bare number;
    `body` is true of an organisation.
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    name: str = ""
    orcid: str = ""
    body: bool = False

    @property
    def inverted(self) -> str:
        """The name as lists sort it: `van Gogh, Vincent`."""
        if not self.family:
            return self.name
        family = " ".join(part for part in (self.particle, self.family) if part)
        return ", ".join(part for part in (family, self.given, self.suffix) if part)

    @property
    def plain(self) -> str:
        """The name as it is read: `Vincent van Gogh`."""
        return self.name or " ".join(
            part for part in (self.given, self.particle, self.family, self.suffix) if part
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Title:
    """A title with its language tag (may be empty)."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """When something came out: `first` as far as it is given, `last` where it took until then; `written` is how the
    source writes it where that cannot be read as a date.
    """

    first: Value | None = None
    last: Value | None = None
    written: str = ""

    @property
    def year(self) -> int | None:
        """The year; nothing where none is known."""
        return self.first.year if self.first else None

    @property
    def iso(self) -> str:
        """`2017`, `2017-03`, `2017-03-04`; a range with a slash; empty where it is not known."""
        return "/".join(_iso(value) for value in (self.first, self.last) if value)


def _iso(value: Value) -> str:
    year = f"{'-' if (value.year or 0) < 0 else ''}{abs(value.year or 0):04d}"
    return "-".join([year, *(f"{part:02d}" for part in (value.month, value.day) if part)])


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier of a text or work: `type` in lower case (`doi`, `isbn`, `handle`, …), may be empty."""

    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Licence:
    """What may be done: the address of a licence, or what is said of it in words, or both."""

    url: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Keywords:
    """Keywords in one language."""

    terms: tuple[str, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """A text or a work. `key` is what it is called by: the file's name without ending, the entry's id.

    `kind` is a type of CSL: `article-journal`, `chapter`, `book`, `thesis`, or `document` where nothing tells more.
    `journal` and `book` are what it is in; `url` is where it is read.
    """

    key: str
    kind: str = "document"
    title: str = ""
    subtitle: str = ""
    title_language: str = ""
    other_titles: tuple[Title, ...] = ()
    authors: tuple[Person, ...] = ()
    editors: tuple[Person, ...] = ()
    translators: tuple[Person, ...] = ()
    date: Day | None = None
    edition: str = ""
    publishers: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    journal: str = ""
    book: str = ""
    book_editors: tuple[Person, ...] = ()
    series: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    language: str = ""
    identifiers: tuple[Identifier, ...] = ()
    url: str = ""
    licences: tuple[Licence, ...] = ()
    keywords: tuple[Keywords, ...] = ()
    abstract: str = ""

    @property
    def full_title(self) -> str:
        """Title and subtitle, parted by a colon where the title does not end in a mark of its own."""
        if not self.title or not self.subtitle:
            return self.title or self.subtitle
        return f"{self.title}{'' if _ENDS.search(self.title) else ':'} {self.subtitle}"

    def identifier(self, *types: str) -> str:
        """The first identifier of one of these types; empty without one."""
        return next((one.value for one in self.identifiers if one.type in types), "")

    @property
    def doi(self) -> str:
        """The DOI by itself, without an address before it."""
        return self.identifier("doi")

    @property
    def first_page(self) -> str:
        """The first of the pages; the whole of what is said where that is no range of two."""
        return self._range[0]

    @property
    def last_page(self) -> str:
        """The last of the pages where there are several."""
        return self._range[1]

    @property
    def _range(self) -> tuple[str, str]:
        parts = [part.strip() for part in re.split(r"[-‐-―]+", self.pages)]
        return (parts[0], parts[1]) if len(parts) == 2 and all(parts) else (self.pages, "")
