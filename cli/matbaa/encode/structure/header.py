"""The header of a draft: what is known, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matbaa.encode.structure.model import Element, element

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["About", "header", "language_name"]

_METHODS = {
    "pages": "Page breaks are those of the source, found by {}.",
    "format": "{}",
}
_FORMATS = {"text": "plain text", "markdown": "Markdown", "docx": "DOCX"}


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a text: its titles (type, language, words), authors, language, keywords (language, term), and
    of its source.
    """

    titles: Sequence[tuple[str, str, str]]
    authors: Sequence[str]
    language: str
    languages: Sequence[str]
    keywords: Sequence[tuple[str, str]]
    source: str
    format: str
    version: str
    pages: str = ""
    hyphens: bool = False
    replaced: bool = False


def header(about: About) -> Element:
    """The `teiHeader`."""
    parts = [_file(about), _encoding(about), _profile(about)]
    return element("teiHeader", *(part for part in parts if part.content))


def _p(words: str) -> Element:
    return element("p", words, attributes={"xml:lang": "en"})


def _file(about: About) -> Element:
    titles = [
        element("title", words, attributes={"type": kind, "xml:lang": tag if tag != about.language else ""})
        for kind, tag, words in about.titles
    ] or [element("title", about.source)]
    authors = [element("author", name) for name in about.authors]
    said = f"The text is that of the file {about.source} ({_FORMATS[about.format]})"
    said += "." if about.titles else ", which does not give its title."
    return element(
        "fileDesc",
        element("titleStmt", *titles, *authors),
        element("publicationStmt", _p("Not published: a draft.")),
        element("sourceDesc", _p(said)),
    )


def _encoding(about: About) -> Element:
    application = element(
        "application",
        element("label", "Matbaa"),
        attributes={"xml:id": "matbaa", "ident": "matbaa", "version": about.version},
    )
    declared = [
        element(
            "correction",
            _p("Nothing was corrected; the draft has not been proof-read."),
            attributes={"status": "unknown"},
        ),
        element(
            "normalization",
            _p(
                "The spelling is that of the source. Only white space was regularised."
                + (" Characters that XML cannot hold are U+FFFD." if about.replaced else "")
            ),
            attributes={"method": "silent"},
        ),
    ]
    if about.format == "text":
        words = "Line ends of the source are dissolved; words broken at them are joined"
        words += ", with the hyphen where it belongs to the word." if about.hyphens else "."
        declared.append(element("hyphenation", _p(words), attributes={"eol": "hard" if about.hyphens else ""}))
    segments = "Divisions, paragraphs and what else has its own element follow the layout of the source; "
    segments += "where that left room, a program guessed."
    if about.pages:
        segments += f" Page breaks are found by {about.pages}."
    declared.append(element("segmentation", _p(segments)))
    return element("encodingDesc", element("appInfo", application), element("editorialDecl", *declared))


def _profile(about: About) -> Element:
    tags = list(dict.fromkeys(tag for tag in (about.language, *about.languages) if tag))
    parts = []
    if tags:
        parts.append(
            element("langUsage", *(element("language", language_name(tag), attributes={"ident": tag}) for tag in tags))
        )
    if about.keywords:
        parts.append(element("textClass", *_keywords(about.keywords)))
    return element("profileDesc", *parts)


def _keywords(keywords: Sequence[tuple[str, str]]) -> Iterable[Element]:
    rows: dict[str, dict[str, None]] = {}
    for tag, term in keywords:
        rows.setdefault(tag, {})[term] = None
    for tag, terms in rows.items():
        yield element("keywords", *(element("term", term) for term in terms), attributes={"xml:lang": tag})


def language_name(tag: str) -> str:
    """The language's name for itself, such as Türkçe; the tag where it has none that is known."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag, sep="-").get_display_name(tag.replace("-", "_")) or tag
    except (UnknownLocaleError, ValueError):
        return tag
