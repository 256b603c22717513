"""What is in an edition: its texts counted."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from matbaa.document import TEI, read_whole, require_tei
from matbaa.encode.accept import unreviewed
from matbaa.encode.model import Kind
from matbaa.finding import BadInput, CannotRun
from matbaa.index.kinds import mention_kind
from matbaa.index.mentions import mentions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from matbaa.document import Document
    from matbaa.finding import Finding

__all__ = ["TextStats", "all_stats", "text_stats"]

_WORD = re.compile(r"\w+(?:[’'‘\-‐]\w+)*")
_ADDED = frozenset(f"{{{TEI}}}{name}" for name in ("corr", "reg", "expan", "supplied"))
_KINDS = {
    Kind.CITATION: "works", Kind.DATE: "dates", Kind.PERSON: "persons", Kind.PLACE: "places", Kind.ORG: "orgs",
    Kind.EVENT: "events", Kind.DOCUMENT: "documents",
}  # fmt: skip
_APART = frozenset(
    f"{{{TEI}}}{name}"
    for name in (
        "p head ab l lg item list cell row note div titlePart byline docAuthor speaker stage label pb lb cb"
    ).split()
)


@dataclass(frozen=True, slots=True)
class TextStats:
    """One text: `mentions` and `linked` count by kind, the second only those that point somewhere or are dated.

    `unreviewed` counts the tags that the assistant has set and nobody has accepted yet.
    """

    name: str
    words: int
    characters: int
    paragraphs: int
    pages: int
    notes: int
    corrections: int
    mentions: dict[str, int] = field(default_factory=dict)
    linked: dict[str, int] = field(default_factory=dict)
    unreviewed: dict[str, int] = field(default_factory=dict)


def text_stats(document: Document, name: str) -> TextStats:
    """Counts one text.

    Words are runs of letters and digits in `text`, as the source has them; characters are without white space.
    """
    bodies = [body for body in document.root.iter(f"{{{TEI}}}text") if not _inside(body, f"{{{TEI}}}text")]
    text = " ".join(_plain(body) for body in bodies)
    found, linked = Counter[str](), Counter[str]()
    for mention in mentions(document):
        kind = None if mention.in_citation else mention_kind(mention)
        if kind is None:
            continue
        found[kind] += 1
        dated = any(name.startswith(("when", "from", "to", "not")) for name in mention.attributes)
        if mention.pointers or (kind == "dates" and dated):
            linked[kind] += 1
    return TextStats(
        name=name,
        words=len(_WORD.findall(text)),
        characters=len("".join(text.split())),
        paragraphs=_count(bodies, "p", "ab", "l"),
        pages=_count(bodies, "pb"),
        notes=_count(bodies, "note"),
        corrections=_count(bodies, "corr"),
        mentions=dict(sorted(found.items())),
        linked=dict(sorted(linked.items())),
        unreviewed=dict(sorted(_unreviewed(document).items())),
    )


def _unreviewed(document: Document) -> Counter[str]:
    found = (_KINDS[one.kind] for one in unreviewed(document) if one.kind is not None)
    return Counter(found)


def all_stats(paths: Iterable[Path]) -> list[TextStats]:
    """Each of the TEI files counted. Raises `CannotRun` with a finding for each that cannot be read."""
    counted: list[TextStats] = []
    faults: list[Finding] = []
    for path in paths:
        try:
            document = require_tei(read_whole(path))
        except CannotRun as error:
            faults.extend(error.findings)
        else:
            counted.append(text_stats(document, document.path.stem))
    if faults:
        raise BadInput.of(faults)
    return counted


def _plain(body: etree._Element) -> str:
    """The text as the source has it: of a choice its sic, orig or abbr; blocks and breaks set apart by a space."""
    parts: list[str] = []
    added = 0
    for event, node in etree.iterwalk(body, events=("start", "end", "comment", "pi")):
        if event == "start":
            added += node.tag in _ADDED
            if node.tag in _APART and node.get("break") != "no":
                parts.append(" ")
            if node.text and not added:
                parts.append(node.text)
            continue
        if event == "end":
            added -= node.tag in _ADDED
            if node.tag in _APART and node.get("break") != "no":
                parts.append(" ")
        if node.tail and not added and node is not body:
            parts.append(node.tail)
    return "".join(parts)


def _inside(node: etree._Element, tag: str) -> bool:
    return any(above.tag == tag for above in node.iterancestors())


def _count(bodies: list[etree._Element], *names: str) -> int:
    tags = [f"{{{TEI}}}{name}" for name in names]
    return sum(1 for body in bodies for _ in body.iter(*tags))
