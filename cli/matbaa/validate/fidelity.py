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
from matbaa.finding import CannotRun, Finding, Place, Severity
from matbaa.validate import words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml import etree

__all__ = ["Difference", "Reading", "check", "compare", "encoding", "read_source", "transcription"]

# beyond this share of the longer text, the two are not two versions of one text
_WHOLE = 0.2
_MOST = 20_000
_HYPHENS = "-\u2010\u00ad\u00ac"
_T = f"{{{TEI}}}"
_LEFT_OUT = {
    f"{_T}{name}"
    for name in ("corr", "reg", "supplied", "figDesc", "ex", "rdg", "standOff", "teiHeader", "listPerson", "listPlace", "listOrg",
                 "listEvent", "listObject", "listRelation", "interp", "interpGrp", "certainty", "respons", "noteGrp")
}  # fmt: skip
_PREFERRED = {f"{_T}choice": ("sic", "orig", "abbr"), f"{_T}app": ("lem",)}
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´′‛", "'"))
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″", '"'))
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))


@dataclass(frozen=True)
class Reading:
    """A text without its white space: the characters, after how many of them white space stood, and which may be absent from the other text."""

    text: str
    breaks: array[int]
    optional: frozenset[int]

    def words_around(self, begin: int, end: int) -> tuple[int, int]:
        """The span of the whole words that `begin` to `end` touches."""
        first = bisect_right(self.breaks, begin)
        last = bisect_right(self.breaks, max(begin, end - 1))
        start = self.breaks[first - 1] if first else 0
        stop = self.breaks[last] if last < len(self.breaks) else len(self.text)
        return start, max(stop, end)

    def whole_words(self, begin: int, end: int) -> bool:
        """True if white space, or an end of the text, is on both sides."""
        return self.words_around(begin, end) == (begin, end)

    def spaced(self, begin: int, end: int) -> str:
        """The characters from `begin` to `end`, with a blank wherever white space stood between them."""
        first, last = bisect_right(self.breaks, begin), bisect_right(self.breaks, end - 1)
        cuts = [begin, *self.breaks[first:last], end]
        return " ".join(self.text[a:b] for a, b in zip(cuts, cuts[1:], strict=False))


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
    raw = read_source(source, name)
    ours, nodes, starts = encoding(document)
    theirs, offsets = transcription(raw)
    lines = array("l", [0, *(match.end() for match in re.finditer("\n", raw))])
    differences = compare(theirs, ours)
    if differences is None:
        yield document.finding(
            "MBF002", Severity.ERROR, f"the text and its source {name} differ as a whole ({len(ours.text)} and {len(theirs.text)} characters)",
            _place_of_text(document), hint="is this the right source, and is the whole text encoded, in the source's order?",
        )  # fmt: skip
        return
    for difference in differences:
        place = _locate(document, ours, nodes, starts, difference.encoding[0])
        at = min(difference.source[0], len(offsets) - 1)
        line = bisect_right(lines, offsets[at]) if offsets else 1
        message, hint = _explain(theirs, ours, difference, f"{name}:{line}")
        yield document.finding("MBF001", Severity.ERROR, message, place, hint=hint)


def read_source(path: Path, name: str) -> str:
    """The text of a transcription. Raises `CannotRun` when it is not there or not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        message = f"the source is not UTF-8 text (at byte {error.start})"
        raise CannotRun(Finding("MBF003", Severity.ERROR, message, name, hint="save it as UTF-8")) from None
    except OSError as error:
        message = f"the source cannot be read: {error.strerror}"
        raise CannotRun(Finding("MBF003", Severity.ERROR, message, name, hint="check the path and its spelling")) from None


def transcription(raw: str) -> tuple[Reading, array[int]]:
    """A source as a reading, and each character's offset in it. A hyphen that ends a line may be absent from the encoding."""
    offsets = array("l")
    characters: list[str] = []
    breaks = array("l")
    optional = []
    for match in re.finditer(r"\S+", raw):
        breaks.append(len(offsets))
        offsets.extend(range(match.start(), match.end()))
        characters.append(match[0])
        if match[0][-1] in _HYPHENS and raw[match.end() :].lstrip(" \t\f").startswith("\n"):
            optional.append(len(offsets) - 1)
    return Reading("".join(characters), breaks, frozenset(optional)), offsets


def encoding(document: Document) -> tuple[Reading, list[TextNode], array[int]]:
    """The source's text as the encoding gives it: the reading, its text nodes, and the number of characters before each."""
    nodes: list[TextNode] = []
    starts = array("l")
    breaks = array("l")
    parts: list[str] = []
    optional: set[int] = set()
    total = 0
    for text, in_forme_work in _source_texts(document):
        nodes.append(text)
        starts.append(total)
        content = str(text)
        for match in re.finditer(r"(\s*)(\S+)", content):
            if match[1]:
                breaks.append(total)
            parts.append(match[2])
            if in_forme_work:
                optional.update(range(total, total + len(match[2])))
            total += len(match[2])
        if content[-1:].isspace():
            breaks.append(total)
    ordered = array("l", sorted(set(breaks)))
    return Reading("".join(parts), ordered, frozenset(optional)), nodes, starts


def _source_texts(document: Document) -> Iterator[tuple[TextNode, bool]]:
    """The text nodes that the source has too, and whether each is in forme work, which a transcription may leave out."""
    for top in document.root.iter(f"{_T}text"):
        if next(top.iterancestors(f"{_T}text"), None) is None:
            yield from _walk(top)


def _walk(top: etree._Element) -> Iterator[tuple[TextNode, bool]]:
    # by hand and not by recursion: texts may be nested deeply
    stack: list[tuple[etree._Element, str, bool]] = [(top, "in", False)]
    while stack:
        node, step, forme = stack.pop()
        if step == "tail":
            if node.tail:
                yield TextNode(node, "tail"), forme
            continue
        if node is not top:
            stack.append((node, "tail", forme))
        if not isinstance(node.tag, str) or _is_left_out(node):
            continue
        inside = forme or node.tag == f"{_T}fw"
        if node.text:
            yield TextNode(node, "text"), inside
        stack.extend((child, "in", inside) for child in reversed(_children(node)))


def _children(node: etree._Element) -> list[etree._Element]:
    """The children whose text counts: of a choice, those with the source's reading; white space between them counts no more than elsewhere."""
    children = list(node)
    preferred = _PREFERRED.get(str(node.tag))
    if preferred is None:
        return children
    chosen = [child for child in children if child.tag in {f"{_T}{name}" for name in preferred}]
    alternatives = [child for child in children if isinstance(child.tag, str)]
    if not chosen and node.tag == f"{_T}choice":
        chosen = [child for child in alternatives if child.tag not in {f"{_T}corr", f"{_T}reg", f"{_T}expan"}][:1]
    return chosen


def _is_left_out(node: etree._Element) -> bool:
    if node.tag == f"{_T}note":
        return node.get("type") == "editorial"
    return node.tag in _LEFT_OUT


def compare(source: Reading, ours: Reading) -> list[Difference] | None:
    """The differences of two readings, in order, each widened to whole words; nothing (`None`) if they differ as a whole."""
    a, b = source.text, ours.text
    if a == b:
        return []
    cap = min(max(int(_WHOLE * max(len(a), len(b))), 40), _MOST)
    distance = Levenshtein.distance(a, b, score_cutoff=cap)
    if distance > cap:
        return None
    spans: list[Difference] = []
    for tag, a1, a2, b1, b2 in Levenshtein.opcodes(a, b, score_hint=distance):
        if tag == "equal" or _forgiven(source, ours, (a1, a2), (b1, b2)):
            continue
        if spans and _one_word(source, ours, spans[-1], a1, b1):
            last = spans.pop()
            spans.append(Difference((last.source[0], a2), (last.encoding[0], b2)))
        else:
            spans.append(Difference((a1, a2), (b1, b2)))
    return spans


def _forgiven(source: Reading, ours: Reading, there: tuple[int, int], here: tuple[int, int]) -> bool:
    """True if what may be absent is all that differs."""
    left = "".join(source.text[i] for i in range(*there) if i not in source.optional)
    right = "".join(ours.text[i] for i in range(*here) if i not in ours.optional)
    return left == right


def _one_word(source: Reading, ours: Reading, last: Difference, a1: int, b1: int) -> bool:
    """True if an edit that begins at `a1`, `b1` goes on in the word where the last one ended."""
    in_source = bisect_right(source.breaks, a1) == bisect_right(source.breaks, max(last.source[1] - 1, last.source[0]))
    in_ours = bisect_right(ours.breaks, b1) == bisect_right(ours.breaks, max(last.encoding[1] - 1, last.encoding[0]))
    return a1 == last.source[1] or b1 == last.encoding[1] or (in_source and in_ours)


def _explain(source: Reading, ours: Reading, difference: Difference, where: str) -> tuple[str, str]:
    (a1, a2), (b1, b2) = difference.source, difference.encoding
    left, right = source.text[a1:a2], ours.text[b1:b2]
    if not left and ours.whole_words(b1, b2):
        return (f"the encoding has {words.quoted(ours.spaced(b1, b2))} more than the source ({where}), in {_context(ours, b1, b2)}",
                "remove it, or mark it as the editor's (supplied, corr in choice, note[@type='editorial'])")  # fmt: skip
    if not right and source.whole_words(a1, a2):
        return (f"the source ({where}) has {words.quoted(source.spaced(a1, a2))}, which is missing in the encoding, "
                f"in {_context(source, a1, a2)}",
                "add it here; if it is a flaw of the source, keep it as sic in a choice")  # fmt: skip
    theirs, mine = source.spaced(*source.words_around(a1, a2)), ours.spaced(*ours.words_around(b1, b2))
    reason = _reason(left, right) if left and right else None
    message = f"the source ({where}) has {words.quoted(theirs)}, the encoding {words.quoted(mine)}"
    if reason:
        message += f"; {reason}"
    return message, "write what the source has; a flaw of the source is choice/sic with corr, another spelling choice/orig with reg"


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
    return document.locate(next(document.root.iter(f"{_T}text"), document.root))
