"""A source to a draft: read, arranged, written, and compared with what was read."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from matbaa.document import parse
from matbaa.encode.structure.arrange import arranged
from matbaa.encode.structure.characters import told, writable
from matbaa.encode.structure.header import About, header
from matbaa.encode.structure.model import Element, Read, Role, said
from matbaa.encode.structure.source import Source, decoded
from matbaa.encode.structure.writer import written
from matbaa.finding import CannotRun, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.document import Document

__all__ = ["Draft", "Wishes", "draft"]

_TEI = "http://www.tei-c.org/ns/1.0"
_MOST_DIFFERENCES = 5


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user says of a source: its encoding, language, titles and authors, where it does not say them itself,
    and
    the lines before the root element of the draft; how relative addresses of pictures and links begin.
    """

    encoding: str | None = None
    language: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    prolog: tuple[str, ...] = ()
    base: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A TEI document, and what was guessed on the way to it, by line."""

    xml: str
    findings: tuple[Finding, ...]


def draft(source: Source, wishes: Wishes | None = None) -> Draft:
    """The TEI draft of `source`. Raises `CannotRun` when the source cannot be read, or the draft would not have its
    text.
    """
    wishes = wishes or Wishes()
    if source.format == "docx":
        from matbaa.encode.structure.docx.reader import read_docx

        return _made(read_docx(source), source, wishes)
    raw = decoded(source, wishes.encoding)
    text, characters = writable(raw), list(told(raw, source))
    if source.format == "markdown":
        from matbaa.encode.structure.markdown.reader import read_markdown

        return _made(read_markdown(source, text, wishes.base), source, wishes, characters)
    from matbaa.encode.structure.plain.reader import read_plain

    try:
        return _made(read_plain(source, text), source, wishes, characters)
    except _Unfaithful as error:
        # what looks like notes at the foot of pages is none: leave every line where it stands
        with suppress(_Unfaithful):
            return _made(read_plain(source, text, notes=False), source, wishes, characters)
        raise error from None


class _Unfaithful(CannotRun):
    """The draft would not have the text of the source."""


def _made(read: Read, source: Source, wishes: Wishes, characters: Sequence[Finding] = ()) -> Draft:
    if all(block.role is Role.POINT or not said(block).split() for block in read.blocks):
        nothing = source.finding("MBE033", Severity.ERROR, "the source has no words", hint="there is nothing to encode")
        raise CannotRun(nothing)
    found = arranged(read, source, wishes.language)
    titles = list(found.titles)
    if wishes.title:
        titles = [("main", "", wishes.title), *(title for title in titles if title[0] != "main")]
    if not titles and read.known.title:
        titles = [("main", "", read.known.title)]
    methods = dict(read.methods)
    about = About(
        titles=titles,
        authors=wishes.authors or tuple(found.authors) or read.known.authors,
        language=found.language,
        languages=found.languages,
        keywords=found.keywords or [(found.language, term) for term in read.known.keywords],
        source=source.name.replace("\\", "/").rpartition("/")[2],
        format=source.format,
        version=version("matbaa"),
        pages=methods.get("pages", ""),
        hyphens="hyphens" in methods,
        replaced=any(item.code == "MBE021" for item in characters),
    )
    attributes = [("xmlns", _TEI)]
    if found.language:
        attributes.append(("xml:lang", found.language))
    root = Element("TEI", (header(about), found.text), tuple(attributes))
    xml = written(root, wishes.prolog)
    _compared(_parsed(xml, source), read.text, source)
    findings = [*characters, *read.findings, *found.findings]
    return Draft(xml, tuple(sorted(findings, key=lambda item: (item.line or 0, item.code))))


def _parsed(xml: str, source: Source) -> Document:
    try:
        return parse(xml.encode(), source.name)
    except CannotRun as error:
        message, hint = f"the draft could not be read again: {error.findings[0].message}", "tell the developers"
        if "too long" in message:
            message = "a paragraph has more than ten million characters, which readers of XML refuse"
            hint = "break it into paragraphs"
        elif "too deep" in message or "depth" in message:
            message, hint = "it is nested deeper than readers of XML go", "take away what is nested"
        raise CannotRun(source.finding("MBE033", Severity.ERROR, message, hint=hint)) from None


def _compared(document: Document, text: str, source: Source) -> None:
    """Raises `CannotRun` where the draft has not the text of the source, character by character."""
    from matbaa.validate.fidelity import differences

    found = differences(document, text, source.name)
    if not found:
        return
    shown = found[:_MOST_DIFFERENCES]
    rest = len(found) - len(shown)
    message = "the draft would not have the whole text of the source, and is not written"
    raise _Unfaithful(
        *(
            Finding("MBE031", Severity.ERROR, f"{message}: {item.message}", source.name, hint=item.hint)
            for item in shown[:1]
        ),
        *(Finding("MBE031", Severity.ERROR, f"also: {item.message}", source.name) for item in shown[1:]),
        *([Finding("MBE031", Severity.ERROR, f"and {rest} places more", source.name)] if rest else []),
    )
