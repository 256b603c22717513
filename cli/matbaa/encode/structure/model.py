"""What readers give and what becomes TEI: elements with their content, and the blocks of a text in its order."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from matbaa.finding import Finding

__all__ = [
    "Block", "Content", "Element", "Known", "Read", "Role", "element", "plain", "pure", "said", "trimmed", "unmarked",
]  # fmt: skip

Content = tuple["str | Element", ...]


@dataclass(frozen=True, slots=True)
class Element:
    """An element of TEI. `content` is text and elements in their order; white space in text is as a reader sees it:
    single blanks.
    """

    name: str
    content: Content = ()
    attributes: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        """The attribute's value, empty where there is none."""
        return dict(self.attributes).get(name, "")


def element(name: str, *content: str | Element, attributes: Mapping[str, str] | None = None) -> Element:
    """An element; attributes without a value are left out."""
    return Element(name, content, tuple((key, value) for key, value in (attributes or {}).items() if value))


class Role(StrEnum):
    """What a block is, as far as its reader can say."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    AUTHOR = "author"
    DATE = "date"
    ABSTRACT = "abstract"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST = "list"
    ITEM = "item"
    QUOTE = "quote"
    VERSE = "verse"
    SPEECH = "speech"
    STAGE = "stage"
    TABLE = "table"
    NOTE = "note"
    RULE = "rule"
    POINT = "point"
    LITERAL = "literal"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, an item, a stanza, … of a text.

    `content` is its text, or of points (page breaks and what is printed at them) the elements. `line` counts in the
    source from 1. `level` is the rank of a heading, from 1, or the depth of an item, and 0 where the source does not
    say;
    `label` the number or sign that the source has before it: of an item, of a note, of a heading. `parts` are the
    lines of a stanza, the paragraphs of a quotation or speech, the rows of a table and their cells.
    `gap` is how much room the source leaves above it, in lines; `few` says that it is short enough for a heading and
    stands alone; `look` is how it stands: `center`, `right`, `indent`, `bold`. `kind` is more than the role says:
    `bullet`, `number`, `code`, `head` (a heading by its form). `rows` is on how
    many lines of the source it stands.
    """

    role: Role
    content: Content = ()
    line: int = 0
    level: int = 0
    label: str = ""
    parts: tuple[Block, ...] = ()
    gap: int = 0
    few: bool = False
    look: frozenset[str] = frozenset()
    kind: str = ""
    rows: int = 1

    @property
    def text(self) -> str:
        """The words of it, without those of notes."""
        return plain(self.content)


@dataclass(frozen=True, slots=True)
class Known:
    """What a source says of itself outside its text, as the front matter of Markdown or the properties of a DOCX."""

    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """What a reader has read: the blocks, the text that they hold as plain text, what the source says of itself."""

    blocks: tuple[Block, ...]
    text: str
    known: Known = Known()
    findings: tuple[Finding, ...] = ()
    methods: tuple[tuple[str, str], ...] = field(default=())


def plain(content: Iterable[str | Element]) -> str:
    """The words of `content`, without notes and without what is printed at page breaks; line breaks are blanks."""
    return "".join(_plain(content))


def _plain(content: Iterable[str | Element]) -> Iterator[str]:
    for part in content:
        if isinstance(part, str):
            yield part
        elif part.name == "lb":
            yield " "
        elif part.name not in {"note", "fw"}:
            yield from _plain(part.content)


def pure(content: Content) -> bool:
    """True if it holds no elements but breaks."""
    return all(isinstance(part, str) or part.name in {"pb", "fw", "lb"} for part in content)


def trimmed(content: Content) -> Content:
    """Without blanks at its ends."""
    parts = list(content)
    if parts and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip(" ")
    if parts and isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip(" ")
    return tuple(part for part in parts if part != "")


def said(block: Block) -> str:
    """The words of a block in their order, with its notes: what the draft must have."""
    own = "".join(_said(block.content))
    return "\n".join([block.label if block.role is Role.NOTE else "", own, *(said(part) for part in block.parts)])


def _said(content: Content) -> Iterator[str]:
    for part in content:
        if isinstance(part, str):
            yield part
        elif part.name != "figDesc":
            yield "\n" if part.name == "note" else ""
            yield from _said(part.content)
            yield "\n" if part.name == "note" else ""


def unmarked(content: Content) -> Content:
    """The content of a heading without the bold that all of it is set in."""
    if len(content) == 1 and isinstance(content[0], Element) and content[0].get("rend") == "bold":
        return content[0].content
    return content
