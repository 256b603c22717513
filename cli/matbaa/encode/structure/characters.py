"""Characters that XML cannot hold, and those that look like others."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from matbaa.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matbaa.encode.structure.source import Source
    from matbaa.finding import Finding

__all__ = ["REPLACED", "told", "writable"]

REPLACED = "\ufffd"
# form feed and vertical tab are breaks, and read as such before
_NOT_XML = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ODD = re.compile("[\u00ad\ufb00-\ufb06\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufeff\ufdd0-\ufdef\ufffd]")
_MEANING = (
    ("\u00ad", "soft hyphens, which searching does not see past"),
    (
        "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06",
        "ligatures as one character, which searching for their letters does not find",
    ),
    ("\ufeff", "byte order marks inside the text"),
    ("\ufffd", "replacement characters: something was lost before"),
)


def writable(text: str) -> str:
    """`text` with U+FFFD in the place of each character that XML cannot hold."""
    return _NOT_XML.sub(REPLACED, text)


def told(text: str, source: Source) -> Iterator[Finding]:
    """A finding for each kind of character that is replaced (MBE021) or that hinders (MBE022), at its first place."""
    for match, count in _firsts(_NOT_XML, text):
        code, line = f"U+{ord(match[0]):04X}", _line(text, match.start())
        yield source.finding(
            "MBE021",
            Severity.WARNING,
            f"XML cannot hold the character {code}, which stands here{_times(count)}; U+FFFD is in its place",
            line,
            "look what it stands for in the source, and write that",
        )
    for match, count in _firsts(_ODD, text):
        name = unicodedata.name(match[0], "a control or private character")
        meaning = next(
            (words for letters, words in _MEANING if match[0] in letters), "characters that have no agreed look"
        )
        yield source.finding(
            "MBE022",
            Severity.HINT,
            f"U+{ord(match[0]):04X} ({name}) stands here{_times(count)}: {meaning}; kept as it is",
            _line(text, match.start()),
            "put what is meant into the source and encode it again, or leave it",
        )


def _firsts(pattern: re.Pattern[str], text: str) -> list[tuple[re.Match[str], int]]:
    firsts: dict[str, re.Match[str]] = {}
    counts: dict[str, int] = {}
    for match in pattern.finditer(text):
        firsts.setdefault(match[0], match)
        counts[match[0]] = counts.get(match[0], 0) + 1
    return [(match, counts[letter]) for letter, match in firsts.items()]


def _times(count: int) -> str:
    return f" and {count - 1} times more" if count > 1 else ""


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
