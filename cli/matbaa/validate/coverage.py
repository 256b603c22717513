"""Coverage: names that are tagged elsewhere and stand untagged here.

Only names that mean one thing are looked for, only where names of their kind are tagged, and only in a text that tags
nearly all of them: one that tags first mentions alone has another policy, and nothing is said.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from matbaa.document import TEI, TextNode, words
from matbaa.finding import Finding, Severity
from matbaa.validate.words import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml import etree

    from matbaa.document import Document, Slot
    from matbaa.finding import Place
    from matbaa.known import Key, Known

__all__ = ["check"]

_T = f"{{{TEI}}}"
_KINDS = {
    _T + name: kind
    for name, kind in {
        "persName": "person", "placeName": "place", "settlement": "place", "geogName": "place", "country": "place",
        "region": "place", "district": "place", "orgName": "org", "eventName": "event", "objectName": "object",
        "name": "",
    }.items()
}  # fmt: skip
# where a name is no mention of its own, or words are not the text's
_CLOSED = frozenset(
    _T + name
    for name in """
    persName placeName settlement geogName country region district bloc orgName eventName objectName name rs
    title bibl biblStruct biblFull listBibl ref ptr citedRange date head speaker byline docAuthor docTitle
    titlePage titlePart teiHeader standOff sourceDoc facsimile listPerson listPlace listOrg listEvent listObject
    keywords term label del rdg sic orig abbr fw figDesc gloss index code formula gi att val tag ident egXML
    email address addName surname forename roleName nameLink genName castList castItem imprint publisher
    pubPlace docImprint signed salute postmark
    """.split()
)
_PARTS = frozenset(_T + name for name in ("front", "body", "back"))
_ENDING = re.compile(r"(?<=\w{3})['’]\w{1,6}$")
_WORD = re.compile(r"\w+")
_NEXT = re.compile(r"\s+([^\W\d_])")
_PREVIOUS = re.compile(r"(\w+)\s+$")
_SHORTEST = 4
# a text in which more than this share of names is untagged has another policy
_FEW = 0.2
_LINES = 5


@dataclass(slots=True)
class _Texts:
    """The text in which names are looked for: its text nodes, each with its part of the text, and all of it in one
    text, with a character between two nodes that stands in no XML.
    """

    nodes: list[tuple[etree._Element, Slot]] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    zones: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    content: str = ""

    def add(self, node: etree._Element, slot: Slot, content: str, zone: str) -> None:
        self.nodes.append((node, slot))
        self.contents.append(content)
        self.zones.append(zone)

    def join(self) -> None:
        """To be called when all are there."""
        self.starts = [0, *accumulate(len(content) + 1 for content in self.contents)]
        self.content = "\0".join(self.contents)

    def zone(self, offset: int) -> str:
        return self.zones[bisect_right(self.starts, offset) - 1]

    def place(self, document: Document, offset: int) -> Place:
        number = bisect_right(self.starts, offset) - 1
        return document.locate_text(TextNode(*self.nodes[number]), offset - self.starts[number])


@dataclass
class _Name:
    """A name to look for: how often it is tagged, with what target and kind, and where it stands untagged."""

    form: str
    kind: str
    target: object
    tagged: int = 0
    entry: str = ""
    found: list[int] = field(default_factory=list)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(r"\s+".join(map(re.escape, self.form.split())) + r"(?!\w)")


def check(
    document: Document, known: Known, resolve: Callable[[str], Key | None]
) -> tuple[list[Finding], dict[str, Any]]:
    """Names in one document that are tagged elsewhere in it, or stand in the lists, and are untagged in a place.

    `resolve` gives the key of the entry that a pointer in this document leads to, if it leads to a file. There are no
    facts for the whole set.
    """
    if not _has_names(document.root):
        return [], {}
    resolve = cache(resolve)
    zones: Counter[tuple[str, str]] = Counter()
    texts = _Texts()
    tagged: dict[str, list[tuple[str, object]]] = {}
    for node, zone, name in _walk(document.root, texts):
        kind = _KINDS[name] or f"name {node.get('type', '')}"
        zones[zone, kind] += 1
        form = _ENDING.sub("", words(node))
        if form:
            tagged.setdefault(form, []).append((kind, _target(node, resolve) or form))
    if not tagged:
        return [], {}
    texts.join()
    if names := _names(tagged, known, texts):
        _look(names, texts, zones)
    return list(_findings(document, names, texts, zones.total())), {}


def _has_names(root: etree._Element) -> bool:
    """True if there are names outside the header: looked for where it costs next to nothing."""
    if root.tag in _KINDS:
        return True
    parts = (part for part in root.iterchildren("*") if part.tag != f"{_T}teiHeader")
    return any(next(part.iter(*_KINDS), None) is not None for part in parts)


def _walk(root: etree._Element, texts: _Texts) -> Iterator[tuple[etree._Element, str, str]]:
    """The outermost names of the text, with the part of the text they stand in; open text nodes go to `texts`."""
    # of each open element, the zone of its text; of a closed one, nothing
    zones: dict[etree._Element, str | None] = {}
    for node in root.iter():
        parent = node.getparent()
        outside = zones.get(parent) if parent is not None else ""
        if outside and (content := node.tail) and len(content) >= _SHORTEST and not content.isspace():
            texts.add(node, "tail", content, outside)
        tag = node.tag
        if not isinstance(tag, str):
            continue
        if outside is None or tag in _CLOSED:
            zones[node] = None
            if outside and tag in _KINDS:
                yield node, outside, tag
            continue
        zone = outside
        if tag == f"{_T}note":
            zone = f"note {node.get('type', '')}"
        elif tag in _PARTS:
            zone = tag
        elif zone in _PARTS and node.get("type"):
            zone = f"{zone} {node.get('type')}"
        zones[node] = zone
        if zone and (content := node.text) and len(content) >= _SHORTEST and not content.isspace():
            texts.add(node, "text", content, zone)


def _target(node: etree._Element, resolve: Callable[[str], Key | None]) -> object:
    """What a name points at: the key of an entry, else the pointer as it stands."""
    for attribute in ("ref", "key", "corresp", "sameAs"):
        if value := node.get(attribute):
            tokens = value.split()
            return (resolve(tokens[0]) if len(tokens) == 1 else None) or value
    return None


def _names(tagged: dict[str, list[tuple[str, object]]], known: Known, texts: _Texts) -> dict[str, list[_Name]]:
    """The names to look for, by their first word."""
    found: dict[str, _Name | None] = {}
    kinds = {kind for uses in tagged.values() for kind, _ in uses}
    targets = Counter(target for uses in tagged.values() for _, target in uses)
    for form, uses in tagged.items():
        kind, target = uses[0]
        alone = len(set(uses)) == 1 and all(key == target for key in known.called(form))
        certain = alone and _is_certain(form) and _is_enough(form, kind, len(uses))
        found[form] = _Name(form, kind, target, len(uses)) if certain else None
    if known.persons or known.named:
        for form in known.beginning(set(_WORD.findall(texts.content))):
            keys = known.called(form)
            if form in found or len(keys) != 1 or not _is_certain(form):
                continue
            kind = "person" if keys[0] in known.persons else known.named[keys[0]].kind
            if kind in kinds and _is_told(form, kind, targets[keys[0]]):
                found[form] = _Name(form, kind, keys[0], targets[keys[0]], keys[0][1])
    names: dict[str, list[_Name]] = {}
    for form in sorted(found, key=len, reverse=True):
        name = found[form]
        first = _WORD.search(form)
        if first is None or first.start():
            continue
        # a name with several meanings is kept, so that no part of it is taken for another
        names.setdefault(first[0], []).append(name or _Name(form, "", None))
    return names


def _is_certain(form: str) -> bool:
    """True of a name that can hardly be another word: a capital, and some length."""
    parts = _WORD.findall(form)
    if not parts or not form[0].isupper() or any(character.isdecimal() for character in form):
        return False
    if len(parts) == 1:
        return len(form) >= _SHORTEST and not form.isupper()
    return len([part for part in parts if len(part) > 2 and part[0].isupper()]) > 1


def _is_enough(form: str, kind: str, tagged: int) -> bool:
    """True unless a single word may be one by chance: one that is tagged once, a newspaper called Time."""
    return len(_WORD.findall(form)) > 1 or (tagged > 1 and kind in {"person", "place"})


def _is_told(form: str, kind: str, tagged: int) -> bool:
    """True of a name in the lists that can be looked for: a person's of several words; else one whose entry is
    mentioned in the file.
    """
    if len(_WORD.findall(form)) > 1:
        return tagged > 0 or kind == "person"
    return tagged > 0 and kind in {"person", "place"}


def _look(names: dict[str, list[_Name]], texts: _Texts, zones: Counter[tuple[str, str]]) -> None:
    letters = "".join(sorted({re.escape(first[0]) for first in names}))
    end = 0
    for match in re.finditer(rf"(?<![\w'’-])[{letters}]\w*", texts.content):
        candidates = names.get(match[0])
        if candidates is None or (start := match.start()) < end:
            continue
        for name in candidates:
            if (whole := name.pattern.match(texts.content, start)) is None:
                continue
            end = whole.end()
            if name.kind and zones[texts.zone(start), name.kind] and _stands_alone(texts.content, start, end):
                name.found.append(start)
            break


def _stands_alone(content: str, start: int, end: int) -> bool:
    """True unless the words around may belong to a longer name: Paris in "Paris Barış Konferansı"."""
    if content[end : end + 1] in {"-", "‐", "–", "/"} or content[start - 1 : start] in {"-", "‐", "–", "/"}:
        return False
    following = _NEXT.match(content, end)
    if following is not None and following[1].isupper():
        return False
    previous: re.Match[str] | None = _PREVIOUS.search(content, max(0, start - 40), start)
    return previous is None or not previous[1][0].isupper()


def _findings(document: Document, names: dict[str, list[_Name]], texts: _Texts, tagged: int) -> Iterator[Finding]:
    missing = [name for group in names.values() for name in group if name.found]
    if sum(len(name.found) for name in missing) > _FEW * tagged:
        return
    for name in missing:
        if len(name.found) > max(1, name.tagged):
            continue
        places = [texts.place(document, found) for found in name.found]
        more = [str(place.line) for place in places[1:]]
        others = f", and in line {', '.join(more[:_LINES])}" if more else ""
        if len(more) > _LINES:
            others += " and below"
        if name.entry:
            message = f"{quoted(name.form)} is a name of {quoted(name.entry)} and stands here untagged{others}"
            code = "MBN002"
        else:
            times = "once" if name.tagged == 1 else f"{name.tagged} times"
            message = f"{quoted(name.form)} is tagged {times} in this file and stands here untagged{others}"
            code = "MBN001"
        yield document.finding(code, Severity.HINT, message, places[0], hint="tag it, if it is the same name")
