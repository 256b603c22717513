"""A passage as words, numbers and marks, and its brackets as a tree."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from matbaa.dates.words import fold
from matbaa.encode.citations.vocabulary import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matbaa.encode.model import Passage, Span

__all__ = ["Group", "Item", "Token", "follows", "outline", "parts", "phrase", "token"]

# the superscript number of an edition is no letter: ²2010
_LETTER = "[^\\W\\d_\u00b2\u00b3\u00b9\u2070-\u2079][\u0300-\u036f]*"
_TOKEN = re.compile(
    # W3C is a word; but s302 is two
    rf"(?P<word>[A-Z]+\d+[A-Z]+|(?:{_LETTER})+(?:['’ʼ‐‑-](?:{_LETTER})+)*)|(?P<number>[0-9]+)|(?P<mark>[^\w\s\u200b-\u200f\u2060\ufeff\u00ad]|_)",
)
_PART = re.compile("[^\\W_]+")
_PAIRS = {")": "(", "]": "["}
# a parenthesis that is longer than this was not closed where it should have been
_LONGEST = 3000


@dataclass(eq=False, slots=True)
class Token:
    """A word, a number, a mark, or a stretch that is closed to proposals (`closed`)."""

    kind: str
    text: str
    begin: int
    end: int
    folded: str = ""

    @property
    def capital(self) -> bool:
        """True of a word that begins with a capital."""
        return self.kind == "word" and self.text[0].isupper()


@dataclass(eq=False)
class Group:
    """Brackets with what is between them; `parent` and `place` say where in what they stand."""

    opener: str
    begin: int
    end: int = 0
    items: list[Item] = field(default_factory=list)
    parent: Group | None = None
    place: int = 0

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The folded words and numbers directly in it, without marks, if they are few; none where others nest in it."""
        if len(self.items) > 8 or any(isinstance(item, Group) for item in self.items):
            return ()
        return tuple(item.folded for item in self.items if isinstance(item, Token) and item.kind in ("word", "number"))


Item = Token | Group


def outline(passage: Passage) -> list[Group]:
    """The tree of a passage: the whole, without brackets, first; then the brackets in the order of their opening."""
    tokens = list(_tokens(passage.text, sorted(passage.closed)))
    pairs = _paired(tokens)
    whole = Group("", 0, len(passage.text))
    groups, current = [whole], whole
    for number, token in enumerate(tokens):
        if number in pairs:
            if token.text in _PAIRS:
                current.end = token.end
                current = current.parent or whole
            else:
                inner = Group(token.text, token.begin, parent=current, place=len(current.items))
                current.items.append(inner)
                groups.append(inner)
                current = inner
        else:
            current.items.append(token)
    return groups


def _tokens(text: str, closed: Sequence[Span]) -> Iterator[Token]:
    barriers = iter(closed)
    barrier = next(barriers, None)
    for match in _TOKEN.finditer(text):
        begin, end = match.span()
        while barrier is not None and barrier.end <= begin:
            yield Token("closed", "", barrier.begin, barrier.end)
            barrier = next(barriers, None)
        if barrier is not None and barrier.begin < end:
            continue
        kind = str(match.lastgroup)
        yield Token(kind, match[0], begin, end, fold(match[0]) if kind == "word" else match[0])
    while barrier is not None:
        yield Token("closed", "", barrier.begin, barrier.end)
        barrier = next(barriers, None)


def _paired(tokens: Sequence[Token]) -> set[int]:
    """The numbers of the brackets that have a partner."""
    paired: set[int] = set()
    opened: list[int] = []
    open_of = {"(": 0, "[": 0}
    for number, token in enumerate(tokens):
        if token.kind != "mark":
            continue
        if token.text in open_of:
            opened.append(number)
            open_of[token.text] += 1
        elif (opener := _PAIRS.get(token.text)) and open_of[opener]:
            # what was opened since and is not closed stays a mark
            while tokens[last := opened.pop()].text != opener:
                open_of[tokens[last].text] -= 1
            open_of[opener] -= 1
            if token.end - tokens[last].begin <= _LONGEST:
                paired |= {last, number}
    return paired


def parts(text: str) -> tuple[str, ...]:
    """The words of a name or a title, folded, parted at hyphens and apostrophes too."""
    return tuple(_PART.findall(fold(text)))


def token(items: Sequence[Item], at: int) -> Token | None:
    """What stands at this place, if it is a token."""
    item = items[at] if 0 <= at < len(items) else None
    return item if isinstance(item, Token) else None


def follows(items: Sequence[Item], at: int, mark: str) -> bool:
    """True if one of these marks stands at this place."""
    item = token(items, at)
    return item is not None and item.kind == "mark" and item.text in mark


def phrase(items: Sequence[Item], at: int, which: tuple[str, ...]) -> int:
    """Where a phrase that begins here ends, full stops between its words and behind it included; 0 for none."""
    first = items[at] if at < len(items) else None
    if not isinstance(first, Token) or first.kind == "closed":
        return 0
    for words in phrases(which).get(_plain(first), ()):
        end = _match(items, at, words)
        if end:
            return end
    return 0


def _match(items: Sequence[Item], at: int, words: tuple[str, ...]) -> int:
    for number, word in enumerate(words):
        item = items[at] if at < len(items) else None
        if not isinstance(item, Token) or _plain(item) != word:
            return 0
        at += 1
        if follows(items, at, ".") and (number < len(words) - 1 or _joined(items, at)):
            at += 1
    return at


def _plain(token: Token) -> str:
    return token.folded.replace("’", "'")


def _joined(items: Sequence[Item], at: int) -> bool:
    """True if a mark follows at once what is before it."""
    return items[at].begin == items[at - 1].end
