"""Plays: lines that name who speaks, before what is said."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from matbaa.encode.structure.vocabulary import is_contents, keywords_label, named_part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.encode.structure.plain.lines import Line

__all__ = ["Speaker", "is_stage", "speakers"]

# a name in capitals, alone or before a full stop or colon; a stage direction in brackets may stand behind it
_CAPITALS = re.compile(
    r"(?P<name>(?:[^\W\da-zçğıöşüäßáàâéèêëíîïóôúùûñ_][\w’'.\-]*|UND|AND|VE|ET)"
    r"(?:[ ](?:[^\W\da-zçğıöşüäßáàâéèêëíîïóôúùûñ_][\w’'\-]*|\d{1,2}|&))"
    r"{0,4})(?P<end>[.:]|$|(?=\s[(\[]))"
)
_COLON = re.compile(r"(?P<name>[^\W\d_a-z][\w’'.\-]*(?:[ ][^\W\d_a-z][\w’'.\-]*){0,2})(?P<end>:)(?=\s|$)")
# a name on a line of its own
_ALONE = re.compile(
    r"(?P<name>[^\W\d_a-z][\w’'.\-]*(?:[ ](?:und|and|ve|et|ed|y|[^\W\d_a-z][\w’'.\-]*)){0,3}?)(?P<end>[.:])(?=$)"
)
_STAGE = re.compile(r"(?:[(\[][^()\[\]]*[)\]]\.?|_[(\[].*[)\]]_\.?|[(\[]_.*_[)\]]\.?)")
_LONGEST = 44


class Speaker(NamedTuple):
    """Who speaks: how many characters of the line name it, and where what is said begins in it."""

    end: int
    rest: int
    name: str


def is_stage(text: str) -> bool:
    """True if all of the text is in brackets, as what happens on the stage is."""
    return bool(_STAGE.fullmatch(text))


def speakers(lines: Sequence[Line]) -> dict[int, Speaker]:
    """The lines at which speeches begin; nothing where the text is no play.

    It is one where several names come again and again before what is said, in a good part of the text.
    """
    for pattern in (_CAPITALS, _COLON, _ALONE):
        found = {at: speaker for at, line in enumerate(lines) if (speaker := _speaker(line.text, pattern))}
        counts = Counter(speaker.name for speaker in found.values())
        again = {name for name, count in counts.items() if count >= 2}
        said = sum(counts[name] for name in again)
        groups = 1 + sum(line.gap > 0 for line in lines)
        # in a play every few lines somebody speaks, and not always the same
        if len(again) >= 2 and said >= 6 and said >= 0.6 * len(found) and said >= 0.25 * min(groups, len(lines) / 2):
            fits = {at: speaker for at, speaker in found.items() if _fits(lines, at, speaker, again)}
            return fits | _bare(lines, again, fits)
    return {}


def _bare(lines: Sequence[Line], names: set[str], known: dict[int, Speaker]) -> dict[int, Speaker]:
    """Lines that hold a known name and no more, with how it is said below them."""
    return {
        at: Speaker(len(a.text), len(a.text), a.text)
        for at, (a, b) in enumerate(pairwise(lines))
        if at not in known and a.text in names and a.gap > 0 and b.gap == 0 and b.text[:1].islower()
    }


def _speaker(text: str, pattern: re.Pattern[str]) -> Speaker | None:
    found = pattern.match(text[: _LONGEST + 20])
    if found is None or found.end("name") > _LONGEST or keywords_label(text) or is_contents(text):
        return None
    name = found["name"].rstrip(".")
    if pattern is _CAPITALS and name != name.upper():
        return None
    if (
        sum(letter.isalpha() for letter in name) < 2
        or named_part(name)
        or (found["end"] == "" and found.end() < len(text) and text[found.end()] != " ")
    ):
        return None
    end = found.end()
    rest = end
    while rest < len(text) and text[rest] == " ":
        rest += 1
    return Speaker(end, rest, name)


def _fits(lines: Sequence[Line], at: int, speaker: Speaker, again: set[str]) -> bool:
    """True if something is said behind the name: on the line, or on the next."""
    if speaker.name not in again and lines[at].gap == 0 and at > 0:
        return False
    return speaker.rest < len(lines[at].text) or (at + 1 < len(lines) and lines[at + 1].gap == 0)
