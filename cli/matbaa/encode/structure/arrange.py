"""Blocks arranged as a TEI text: front, body, back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from matbaa.encode.structure.endnotes import with_endnotes
from matbaa.encode.structure.finish import finished
from matbaa.encode.structure.front import Front, front
from matbaa.encode.structure.headings import Head, heads
from matbaa.encode.structure.language import guess
from matbaa.encode.structure.letters import letter
from matbaa.encode.structure.model import Block, Element, Role, element, said
from matbaa.encode.structure.parts import elements
from matbaa.encode.structure.sections import Section, division, ended, sections
from matbaa.encode.structure.shaping import shaped
from matbaa.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matbaa.encode.structure.model import Read
    from matbaa.encode.structure.source import Source
    from matbaa.finding import Finding

__all__ = ["Arranged", "arranged"]


@dataclass(slots=True)
class Arranged:
    """The element `text`, and what is known for the header."""

    text: Element
    language: str
    languages: list[str]
    titles: list[tuple[str, str, str]]
    authors: list[str]
    keywords: list[tuple[str, str]]
    findings: list[Finding] = field(default_factory=list)


def arranged(read: Read, source: Source, language: str = "") -> Arranged:
    """The text with its parts found. `language` is what is known of it; else it is guessed."""
    findings: list[Finding] = []
    tag = language or read.known.language
    if not tag:
        tag = guess(_sample(read.blocks))
        findings.append(_told_language(source, tag))
    blocks, told = shaped(read.blocks, source)
    findings.extend(told)
    found = heads(blocks)
    blocks, told = with_endnotes(blocks, found, source)
    findings.extend(told)
    before = front(blocks, found, tag, source, labelled=bool(read.known.title) and source.format == "text")
    found = heads(blocks, before.end) if before.end else found
    findings.extend(before.findings)
    findings.extend(_told_heads(blocks, found, before.end, source))
    root = sections(blocks, found, before.end)
    tail = _notes_at_end(root)
    behind = _behind(root)
    languages = _languages([*root.children, *behind], tag)
    keywords = list(before.keywords)
    body = _body(root, languages, keywords)
    back = [part for section in behind for part in division(section, languages, keywords)]
    if tail:
        back.append(element("div", *elements(tail), attributes={"type": "notes"}))
    text = _text(before, body, back)
    text, others = finished(text, tag)
    used = [*before.languages, *languages.values(), *others]
    if others:
        marked = ", ".join(f"{count} {other}" for other, count in others.items())
        message = f"paragraphs are marked as being in another language: {marked}"
        findings.append(source.finding("MBE030", Severity.HINT, message, None, "look for xml:lang in the draft"))
    return Arranged(text, tag, used, before.titles, before.authors, keywords, findings)


def _sample(blocks: Sequence[Block]) -> str:
    """Words from the middle of the text, where no abstract in another language stands."""
    texts = [said(block) for block in blocks[:2000] if block.role is not Role.POINT]
    long = [text for text in texts if len(text) > 80] or texts
    third = len(long) // 3
    return " ".join([*long[third : third + 20], *long[:third][:6]])


def _told_language(source: Source, tag: str) -> Finding:
    if tag:
        return source.finding(
            "MBE030",
            Severity.HINT,
            f"the language of the text is guessed: {tag}",
            None,
            "if it is not, say it with --language",
        )
    return source.finding(
        "MBE030", Severity.HINT, "the language of the text cannot be guessed", None, "say it with --language"
    )


def _told_heads(blocks: Sequence[Block], found: dict[int, Head], start: int, source: Source) -> Iterable[Finding]:
    for at, head in found.items():
        if head.guess and at >= start:
            yield source.finding(
                "MBE026",
                Severity.HINT,
                f'"{blocks[at].text[:70]}" is taken as a heading: {head.guess}',
                blocks[at].line,
                "make it a paragraph of the draft if it is none",
            )


def _behind(root: Section) -> list[Section]:
    """Takes the divisions that belong behind the text from the end of the body."""
    taken: list[Section] = []
    while len(root.children) > (0 if root.blocks else 1):
        last = root.children[-1]
        part = last.head.part if last.head else None
        if part is None or not (part.behind or part.type == "abstract"):
            break
        taken.insert(0, root.children.pop())
    return taken


def _notes_at_end(root: Section) -> list[Block]:
    """Takes the notes with which the text ends from its last division."""
    last = root
    while last.children:
        last = last.children[-1]
    if last.type == "notes":
        return []
    begin = len(last.blocks)
    while begin and last.blocks[begin - 1].role in (Role.NOTE, Role.POINT):
        begin -= 1
    if not any(block.role is Role.NOTE for block in last.blocks[begin:]):
        return []
    taken, last.blocks = last.blocks[begin:], last.blocks[:begin]
    return taken


def _languages(children: Iterable[Section], tag: str) -> dict[int, str]:
    """The language of each division that is in another than the whole; of abstracts, always."""
    found: dict[int, str] = {}
    for section in children:
        part = section.head.part if section.head else None
        if part is not None and part.type == "abstract":
            found[id(section)] = guess(section.text) or part.language or tag
        else:
            own = guess(section.text, 12.0)
            if own and tag and own != tag and part is None:
                found[id(section)] = own
    return {key: value for key, value in found.items() if value}


def _body(root: Section, languages: dict[int, str], keywords: list[tuple[str, str]]) -> list[Element]:
    blocks = root.blocks
    made = letter(blocks) if not root.children else None
    if made is not None:
        return [element("div", *made, attributes={"type": "letter"})]
    content = list(ended(blocks, root.children))
    for child in root.children:
        content.extend(division(child, languages, keywords))
    return content


# what may stand anywhere, and fills no body
_POINTS = frozenset({"pb", "fw", "milestone", "note", "figure"})


def _text(before: Front, body: list[Element], back: list[Element]) -> Element:
    """`text`: a body that would be empty takes what stands last before it."""
    lead = list(before.content)
    if all(part.name in _POINTS for part in body):
        taken: list[Element] = []
        while lead and not any(part.name not in _POINTS for part in taken):
            taken.insert(0, lead.pop())
        body = [_for_body(part) for part in taken] + body
        if all(part.name in _POINTS for part in body):
            body, back = [*body, *back], []
        if all(part.name in _POINTS for part in body):
            body = [element("div", *body, attributes={"type": "notes"})]
    if all(part.name in _POINTS for part in lead):
        body = [*lead, *body]
        lead = []
    parts = [element("front", *lead)] if lead else []
    parts.append(element("body", *body))
    if back:
        parts.append(element("back", *back))
    return element("text", *parts)


def _for_body(part: Element) -> Element:
    if part.name != "titlePage":
        return part
    inner: list[str | Element] = []
    for child in part.content:
        for piece in child.content if isinstance(child, Element) and child.name in {"docTitle", "byline"} else (child,):
            if isinstance(piece, Element) and piece.name not in _POINTS:
                inner.extend([*([" "] if inner else []), *piece.content])
            else:
                inner.append(piece)
    return element("p", *inner)
