"""Words broken at a line's end: joined, or the hyphen kept, by what the text itself has elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matbaa.encode.structure.plain.lines import Line

__all__ = ["HYPHENS", "Joint", "broken", "words_of"]

HYPHENS = "-\u2010\u00ad\u00ac"
_WORD = re.compile(r"[^\W_]+(?:[-\u2010][^\W_]+)*")
_TAIL = re.compile(r"([^\W_]+(?:[-\u2010][^\W_]+)*)[-\u2010\u00ad\u00ac]$")
_HEAD = re.compile(r"[^\W_]+(?:[-\u2010][^\W_]+)*")
# "Haupt- und Nebensatz": the hyphen stands for a word that follows
_AND = frozenset("und oder bzw and or ve veya ile et ou y o e bis sowie to".split())


@dataclass(frozen=True, slots=True)
class Joint:
    """How a line and the next are joined: what stands between them in the place of the hyphen. `guess` says why the
    text does not settle it.
    """

    drops: bool
    between: str
    guess: str = ""
    word: str = ""


def words_of(lines: Iterable[Line]) -> Counter[str]:
    """How often each word stands inside lines, with hyphens as they are; what is broken at an end does not count."""
    found: Counter[str] = Counter()
    ended = ""
    for line in lines:
        words = _WORD.findall(line.text)
        if ended and words:
            words = words[1:]
        ended = line.text[-1:] if line.text[-1:] in HYPHENS else ""
        if ended and words:
            words = words[:-1]
        found.update(word.lower() for word in words)
    return found


def broken(a: str, b: str, words: Counter[str]) -> Joint | None:
    """How the lines `a` and `b` are joined if `a` ends inside a word; nothing where it does not."""
    if a[-1:] not in HYPHENS or not (tail := _TAIL.search(a[-100:])) or not (head := _HEAD.match(b[:100])):
        return None
    first, second, hyphen = tail[1], head[0], a[-1]
    if hyphen in "\u00ad\u00ac":
        return Joint(drops=True, between="")
    if second.lower() in _AND and first[-1:].isalpha() and not _known(first + second, words):
        return Joint(drops=False, between=" ")
    joined, kept = _known(first + second, words), _known(f"{first}-{second}", words)
    if joined != kept:
        return Joint(drops=joined > kept, between="")
    if first[-1].isdigit() or second[0].isdigit() or (second[0].isupper() and not first.isupper()):
        return Joint(drops=False, between="")
    if "-" in first or "\u2010" in first:
        return Joint(False, "", "the word has another hyphen", f"{first}-{second}")
    return Joint(True, "", "the word stands nowhere else in the text", first + second)


def _known(word: str, words: Counter[str]) -> int:
    """How often the text has the word; with an ending, also what it begins with counts."""
    folded = word.lower().replace("\u2010", "-")
    return words[folded]
