"""Fidelity: whether the encoding has the text of its source, character by character, apart from white space."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from matbaa.document import TEI, Document, TextNode
from matbaa.finding import Finding, Place, Severity
from matbaa.validate import words
from matbaa.validate.reading import Reading, encoding, read_source, transcription

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


__all__ = ["Difference", "check", "compare", "differences"]

# beyond this share of the longer text, the two are not two versions of one text
_WHOLE = 0.2
_MOST = 20_000
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´′‛", "'"))
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″", '"'))
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))


@dataclass(frozen=True)
class Difference:
    """Where two readings differ: the span in the source, the span in the encoding."""

    source: tuple[int, int]
    encoding: tuple[int, int]


def check(document: Document, source: Path, name: str | None = None) -> Iterator[Finding]:
    """Where the text of `document` is not that of the UTF-8 file `source`: MBF001 each, MBF002 when nothing fits.

    Raises `CannotRun` when the source cannot be read.
    """
    name = name or str(source)
    yield from differences(document, read_source(source, name), name)


def differences(document: Document, raw: str, name: str) -> list[Finding]:
    """The same for a source that is read already; `name` is for messages."""
    theirs, offsets = transcription(raw)
    found: list[Finding] = []
    for moved in (False, True):
        reading = encoding(document, notes_at_foot=moved)
        if moved and not reading[0].marks:
            break
        here = list(_differences(document, raw, name, (theirs, offsets), reading))
        if not here:
            return []
        if not moved or len(here) < len(found) or found[0].code == "MBF002":
            found = here
    return found


def _differences(
    document: Document,
    raw: str,
    name: str,
    source: tuple[Reading, array[int]],
    encoded: tuple[Reading, list[TextNode], array[int]],
) -> Iterator[Finding]:
    theirs, offsets = source
    ours, nodes, starts = encoded
    lines = array("l", [0, *(match.end() for match in re.finditer("\n", raw))])
    spans = compare(theirs, ours)
    if spans is None:
        yield document.finding(
            "MBF002",
            Severity.ERROR,
            f"the text and its source {name} differ as a whole ({len(ours.text)} and {len(theirs.text)} characters)",
            _place_of_text(document),
            hint="is this the right source, and is the whole text encoded, in the source's order?",
        )
        return
    for difference in spans:
        place = _locate(document, ours, nodes, starts, difference.encoding[0])
        at = min(difference.source[0], len(offsets) - 1)
        line = bisect_right(lines, offsets[at]) if offsets else 1
        message, hint = _explain(theirs, ours, difference, f"{name}:{line}")
        yield document.finding("MBF001", Severity.ERROR, message, place, hint=hint)


def compare(source: Reading, ours: Reading) -> list[Difference] | None:
    """The differences of two readings, in order, each widened to whole words; nothing (`None`) if they differ as a
    whole.
    """
    a, b = source.text, ours.text
    if a == b or _same(source, ours):
        return []
    cap = min(max(int(_WHOLE * max(len(a), len(b))), 40), _MOST)
    distance = Levenshtein.distance(a, b, score_cutoff=cap)
    if distance > cap:
        return None
    spans: list[Difference] = []
    for edit in Levenshtein.opcodes(a, b, score_hint=distance):
        a1, a2, b1, b2 = edit.src_start, edit.src_end, edit.dest_start, edit.dest_end
        if edit.tag == "equal" or _forgiven(source, ours, (a1, a2), (b1, b2)):
            continue
        if spans and _one_word(source, ours, spans[-1], a1, b1):
            last = spans.pop()
            spans.append(Difference((last.source[0], a2), (last.encoding[0], b2)))
        else:
            spans.append(Difference((a1, a2), (b1, b2)))
    return spans


def _same(source: Reading, ours: Reading) -> bool:
    """True if the texts are the same but for what may be absent, found in one go: where it is kept, it is the same."""
    a, b = source.text, ours.text
    here, there = sorted(source.optional), sorted(ours.optional)
    i = j = 0
    for_source, for_ours = iter([*here, len(a)]), iter([*there, len(b)])
    next_here, next_there = next(for_source), next(for_ours)
    while True:
        step = min(next_here - i, next_there - j)
        if a[i : i + step] != b[j : j + step]:
            return False
        i, j = i + step, j + step
        if i == len(a) and j == len(b):
            return True
        kept = a[i : i + 1] == b[j : j + 1]
        at_here, at_there = i == next_here and i < len(a), j == next_there and j < len(b)
        if at_here:
            next_here = next(for_source)
        if at_there:
            next_there = next(for_ours)
        if kept:
            i, j = i + 1, j + 1
        elif at_here:
            i += 1
            if at_there:
                j += 1
        elif at_there:
            j += 1
        else:
            return False


def _forgiven(source: Reading, ours: Reading, there: tuple[int, int], here: tuple[int, int]) -> bool:
    """True if what may be absent is all that differs, or how the mark of a note is written."""
    left = "".join(source.text[i] for i in range(*there) if i not in source.optional)
    right = "".join(ours.text[i] for i in range(*here) if i not in ours.optional)
    if left == right:
        return True
    near = range(here[0] - 1, here[1] + 1)
    return bool(ours.marks) and any(i in ours.marks for i in near) and _mark(left) == _mark(right)


def _mark(text: str) -> str:
    """The mark of a note without what is only its dress: brackets, a point, raised digits."""
    return unicodedata.normalize("NFKC", text).strip("[](). ")


def _one_word(source: Reading, ours: Reading, last: Difference, a1: int, b1: int) -> bool:
    """True if an edit that begins at `a1`, `b1` goes on in the word where the last one ended."""
    in_source = bisect_right(source.breaks, a1) == bisect_right(source.breaks, max(last.source[1] - 1, last.source[0]))
    in_ours = bisect_right(ours.breaks, b1) == bisect_right(ours.breaks, max(last.encoding[1] - 1, last.encoding[0]))
    return a1 == last.source[1] or b1 == last.encoding[1] or (in_source and in_ours)


def _explain(source: Reading, ours: Reading, difference: Difference, where: str) -> tuple[str, str]:
    (a1, a2), (b1, b2) = difference.source, difference.encoding
    left, right = source.text[a1:a2], ours.text[b1:b2]
    if not left and ours.whole_words(b1, b2):
        return (
            f"the encoding has {words.quoted(ours.spaced(b1, b2))} more than the source ({where}), "
            f"in {_context(ours, b1, b2)}",
            "remove it, or mark it as the editor's (supplied, corr in choice, note[@type='editorial'])",
        )
    if not right and source.whole_words(a1, a2):
        return (
            f"the source ({where}) has {words.quoted(source.spaced(a1, a2))}, which is missing in the encoding, "
            f"in {_context(source, a1, a2)}",
            "add it here; if it is a flaw of the source, keep it as sic in a choice",
        )
    theirs, mine = source.spaced(*source.words_around(a1, a2)), ours.spaced(*ours.words_around(b1, b2))
    reason = _reason(left, right) if left and right else None
    message = f"the source ({where}) has {words.quoted(theirs)}, the encoding {words.quoted(mine)}"
    if reason:
        message += f"; {reason}"
    return (
        message,
        "write what the source has; a flaw of the source is choice/sic+corr, another spelling choice/orig+reg",
    )


def _context(reading: Reading, begin: int, end: int) -> str:
    start = reading.words_around(max(begin - 15, 0), max(begin - 15, 0) + 1)[0]
    stop = reading.words_around(min(end + 15, len(reading.text) - 1), min(end + 15, len(reading.text)))[1]
    return words.quoted(reading.spaced(start, stop), 90)


def _reason(left: str, right: str) -> str | None:
    """What kind of difference it is, where eyes would not see it."""
    if unicodedata.normalize("NFC", left) == unicodedata.normalize("NFC", right):
        return f"both look alike but are encoded differently in Unicode: {_points(left)} and {_points(right)}"
    if left.translate(_APOSTROPHES) == right.translate(_APOSTROPHES):
        return f"only the kind of apostrophe differs: {_points(left)} and {_points(right)}"
    if left.translate(_QUOTES) == right.translate(_QUOTES):
        return f"only the kind of quotation mark differs: {_points(left)} and {_points(right)}"
    if left.translate(_DASHES) == right.translate(_DASHES):
        return f"only the kind of dash differs: {_points(left)} and {_points(right)}"
    if unicodedata.normalize("NFKC", left) == unicodedata.normalize("NFKC", right):
        return f"one has a compatibility form of the other: {_points(left)} and {_points(right)}"
    if left.casefold() == right.casefold():
        return "only capitals and small letters differ"
    return None


def _points(text: str) -> str:
    return " ".join(f"U+{ord(character):04X}" for character in text[:4]) + (" …" if len(text) > 4 else "")


def _locate(document: Document, ours: Reading, nodes: list[TextNode], starts: array[int], position: int) -> Place:
    """Where the character `position` of the encoding stands; for the end of the text, its last character."""
    if not nodes:
        return _place_of_text(document)
    position = min(position, max(len(ours.text) - 1, 0))
    number = bisect_right(starts, position) - 1
    text = str(nodes[number])
    rest = position - starts[number]
    for match in re.finditer(r"\S+", text):
        if rest < len(match[0]):
            return document.locate_text(nodes[number], match.start() + rest)
        rest -= len(match[0])
    return document.locate_text(nodes[number], 0)


def _place_of_text(document: Document) -> Place:
    return document.locate(next(document.root.iter(f"{{{TEI}}}text"), document.root))
