"""The title page: title, title in another language, subtitle, authors and where they work, date."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from matbaa.encode.structure.language import guess
from matbaa.encode.structure.model import Block, Element, Role, element, pure
from matbaa.encode.structure.parts import split_at
from matbaa.encode.structure.people import is_affiliation, is_byline, is_date, name_in, names
from matbaa.encode.structure.vocabulary import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["TitlePage", "title_page"]

# a title in another language has so many words at least
_WORDS = 3
_BY = frozenset({"by", "von", "par", "por", "di", "yazan", "door"})


class _Kind(Enum):
    TITLE = auto()
    PARALLEL = auto()
    SUBTITLE = auto()
    AUTHOR = auto()
    BY = auto()
    WORK = auto()
    DATE = auto()
    POINT = auto()


@dataclass(slots=True)
class TitlePage:
    """A title page as elements: `before` are page breaks above it. `taken` is how many blocks it has, `titles` are
    type,
    language and words, `guesses` each a block and what it was taken for.
    """

    before: tuple[Element, ...] = ()
    page: Element | None = None
    taken: int = 0
    titles: list[tuple[str, str, str]] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    guesses: list[tuple[Block, str]] = field(default_factory=list)


def title_page(blocks: Sequence[Block], language: str, parallel: str = "", *, ends: bool = False) -> TitlePage:
    """The title page that the short blocks are, as far as they are one.

    `language` is that of the whole; `parallel`, where it is not empty, says that this is the title in that language.
    `ends` tells that a heading follows the last block.
    """
    kinds = _kinds(blocks, language, parallel, ends=ends)
    made = TitlePage(taken=len(kinds))
    builder = _Builder(parallel or language)
    for block, kind in zip(blocks, kinds, strict=False):
        tag = builder.add(block, kind, made, first="parallel" if parallel else "main")
        if tag:
            made.languages.append(tag)
    made.before, made.page = builder.built(parallel or language)
    if parallel:
        made.titles = [(kind, tag or parallel, words) for kind, tag, words in made.titles]
        made.languages.append(parallel)
    return made


def _kinds(blocks: Sequence[Block], language: str, parallel: str, *, ends: bool) -> list[_Kind]:
    """What each block is, up to the first that is not of a title page."""
    explicit = {
        Role.TITLE: _Kind.TITLE, Role.SUBTITLE: _Kind.SUBTITLE, Role.AUTHOR: _Kind.AUTHOR, Role.DATE: _Kind.DATE,
        Role.POINT: _Kind.POINT,
    }  # fmt: skip
    kinds: list[_Kind] = []
    words = [at for at, block in enumerate(blocks) if block.role is not Role.POINT]
    author_first = _author_first([blocks[at] for at in words[:2]])
    for at, block in enumerate(blocks):
        kind = explicit.get(block.role)
        seen = {*kinds}
        if kind is None and not seen & {_Kind.TITLE, _Kind.AUTHOR}:
            kind = _Kind.AUTHOR if author_first else _Kind.TITLE
        elif kind is None and _Kind.TITLE not in seen:
            kind = _Kind.TITLE
        elif kind is None:
            kind = _guessed(block, kinds, [blocks[number] for number in words if number > at], language, ends=ends)
        if kind is None:
            break
        kinds.append(kind)
    while kinds and kinds[-1] is _Kind.POINT:
        kinds.pop()
    return kinds


def _guessed(block: Block, kinds: Sequence[_Kind], rest: Sequence[Block], language: str, *, ends: bool) -> _Kind | None:
    text = block.text
    if is_byline(text):
        return _Kind.AUTHOR
    if fold(text).strip(":") in _BY and rest and is_byline(rest[0].text):
        return _Kind.BY
    if is_affiliation(text) and _Kind.AUTHOR in kinds:
        return _Kind.WORK
    if is_date(text):
        return _Kind.DATE
    goes_on = any(
        other.role in (Role.AUTHOR, Role.DATE) or is_byline(other.text) or is_affiliation(other.text) for other in rest
    )
    if _Kind.AUTHOR in kinds:
        # a line among names and places of work is of them
        after_title = kinds[-1] in (_Kind.TITLE, _Kind.PARALLEL) and kinds[0] is _Kind.AUTHOR
        if after_title and (ends or goes_on or block.look & {"center", "bold"}):
            return _Kind.SUBTITLE
        return _Kind.WORK if goes_on else None
    tag = guess(text, 0.9)
    if tag and language and tag != language and len(text.split()) >= _WORDS:
        return _Kind.PARALLEL
    set_off = block.look & {"center", "bold"} or text.isupper()
    return _Kind.SUBTITLE if goes_on or ends or set_off else None


def _author_first(first: Sequence[Block]) -> bool:
    """True if the author's name stands above the title."""
    if len(first) < 2 or any(block.role is not Role.PARAGRAPH for block in first):
        return False
    name, title = first[0].text, first[1].text
    return is_byline(name) and not (is_byline(title) or is_affiliation(title) or is_date(title))


class _Builder:
    """Puts the parts of a title page together."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.content: list[Element] = []
        self.parts: list[Element] = []

    def add(self, block: Block, kind: _Kind, made: TitlePage, *, first: str) -> str:
        """Adds a block; gives its language, where that is not the page's."""
        text, tag = block.text, ""
        match kind:
            case _Kind.POINT:
                (self.parts or self.content).extend(part for part in block.content if isinstance(part, Element))
                return ""
            case _Kind.TITLE:
                self._part(block, first)
                made.titles.append((first, "", text))
                said = "the title" if first == "main" else "the title in another language"
            case _Kind.PARALLEL:
                tag = guess(text, 0.9)
                self._part(block, "parallel", tag)
                made.titles.append(("parallel", tag, text))
                said = "the title in another language"
            case _Kind.SUBTITLE:
                self._part(block, "sub")
                made.titles.append(("sub", "", text))
                said = "part of the title"
            case _Kind.AUTHOR:
                self._close()
                last = self.content[-1] if self.content else None
                byline = _byline(block)
                if (
                    last is not None
                    and last.name == "byline"
                    and not any(isinstance(part, Element) for part in last.content)
                ):
                    self.content[-1] = Element("byline", (*last.content, " ", *byline.content))
                else:
                    self.content.append(byline)
                made.authors.extend(names(text))
                said = "the author"
            case _Kind.BY:
                self._close()
                self.content.append(element("byline", *block.content))
                return ""
            case _Kind.WORK:
                self._close()
                self._behind_names(block)
                return ""
            case _Kind.DATE:
                self._close()
                self.content.append(element("docDate", *block.content))
                return ""
        if block.role in (Role.PARAGRAPH, Role.HEADING):
            made.guesses.append((block, said))
        return tag

    def _part(self, block: Block, kind: str, tag: str = "") -> None:
        self.parts.append(element("titlePart", *block.content, attributes={"type": kind, "xml:lang": tag}))

    def _close(self) -> None:
        if self.parts:
            self.content.append(element("docTitle", *self.parts))
            self.parts = []

    def _behind_names(self, block: Block) -> None:
        """A line below the names goes into their byline."""
        if self.content and self.content[-1].name == "byline":
            byline = self.content.pop()
            self.content.append(Element("byline", (*byline.content, " ", *block.content)))
        else:
            self.content.append(element("byline", *block.content))

    def built(self, language: str) -> tuple[tuple[Element, ...], Element | None]:
        """The page breaks above the page, and the page."""
        self._close()
        lead = 0
        while lead < len(self.content) and self.content[lead].name in {"pb", "fw"}:
            lead += 1
        if not self.content[lead:]:
            return tuple(self.content), None
        page = element("titlePage", *self.content[lead:], attributes={"xml:lang": language})
        return tuple(self.content[:lead]), page


def _byline(block: Block) -> Element:
    """The line that names the author, of which `by` and marks of notes are not part of the name."""
    begin, end = name_in(block.text)
    if not pure(block.content) or (begin, end) == (0, len(block.text)):
        return element("byline", Element("docAuthor", block.content))
    lead, rest = split_at(block.content, begin)
    name, trail = split_at(rest, end - begin)
    return element("byline", *lead, Element("docAuthor", name), *trail)
