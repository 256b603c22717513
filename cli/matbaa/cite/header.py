"""What a `teiHeader` says of its text, as far as it is needed to cite it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from matbaa.cite.model import Day, Identifier, Keywords, Licence, Title, Work
from matbaa.cite.parts import children, day, identifiers, language_at, persons, plain, scopes, titled
from matbaa.document import TEI, XML

if TYPE_CHECKING:
    from lxml import etree

    from matbaa.document import Document

__all__ = ["of_header"]

_T = f"{{{TEI}}}"
_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
# types of a title that is not how the text is called
_ASIDE = frozenset("sub subordinate short alt alternative parallel translated desc iso-date filing uniform".split())
_OTHER = frozenset("alt alternative parallel translated short".split())
_TRANSLATORS = frozenset("translator translation trl trans tr".split())
# identifiers that are an address at which the text is found
_ADDRESSES = ("url", "uri", "handle", "hdl", "ark", "purl", "urn", "pid")


def of_header(document: Document, key: str, url: str = "") -> Work:
    """The text that `document` is. `key` is what it is called, `url` its public address, if it has one; else the one
    that the header gives.
    """
    root = document.root
    header = root.find(f"{_T}teiHeader")
    file = None if header is None else header.find(f"{_T}fileDesc")
    statement = None if file is None else file.find(f"{_T}titleStmt")
    publication = None if file is None else file.find(f"{_T}publicationStmt")
    language = _language(root, header)
    titles = list(children(statement, "title"))
    if len(titles) == 1 and titles[0].find(f"{_T}title") is not None:
        titles = list(children(titles[0], "title"))  # one that consists of several
    main = next(
        (
            title
            for wanted in (_is_main, _is_plain, lambda _: True)
            for title in titles
            if wanted(title) and plain(title)
        ),
        None,
    )
    editors = list(children(statement, "editor"))
    host = _Host(file, language)
    numbers = identifiers(node for part in children(publication, "idno") for node in part.iter(f"{_T}idno"))
    return Work(
        key=key,
        kind=host.kind,
        title=plain(main),
        subtitle=_subtitle(titles, main),
        title_language=language_at(main) if main is not None else "",
        other_titles=_others(titles, main),
        authors=persons(children(statement, "author")),
        editors=persons(node for node in editors if _role(node) not in _TRANSLATORS),
        translators=persons(node for node in editors if _role(node) in _TRANSLATORS),
        date=_published(file, publication, language) or host.date,
        edition=_edition(file),
        publishers=_publishers(publication),
        places=tuple(filter(None, map(plain, children(publication, "pubPlace")))),
        journal=host.journal,
        book=host.book,
        book_editors=host.editors,
        series=host.series,
        volume=host.scopes.get("volume", ""),
        issue=host.scopes.get("issue", ""),
        pages=host.scopes.get("page", ""),
        language=language,
        identifiers=tuple(dict.fromkeys((*numbers, *host.identifiers))),
        url=url or _address(numbers),
        licences=_licences(publication),
        keywords=_keywords(header),
        abstract=_abstract(header),
    )


def _language(root: etree._Element, header: etree._Element | None) -> str:
    """The language of the text; xslt/lib/language.xsl says it in the same way."""
    text = root.find(f".//{_T}text") if root.tag == f"{_T}teiCorpus" else root.find(f"{_T}text")
    said = [node.get(f"{{{XML}}}lang", "") for node in (text, root) if node is not None]
    used = [] if header is None else header.findall(f"{_T}profileDesc/{_T}langUsage/{_T}language[@ident]")
    said += [node.get("ident", "") for node in sorted(used, key=_usage)]
    return next((tag for tag in said if _TAG.fullmatch(tag)), "")


def _usage(node: etree._Element) -> float:
    try:
        return -float(node.get("usage", "0"))
    except ValueError:
        return 0.0


def _is_main(title: etree._Element) -> bool:
    return title.get("type") == "main"


def _is_plain(title: etree._Element) -> bool:
    return title.get("type", "") not in _ASIDE


def _subtitle(titles: list[etree._Element], main: etree._Element | None) -> str:
    """The subtitle in the language of the title."""
    if main is None:
        return ""
    subs = (title for title in titles if title is not main and title.get("type") in ("sub", "subordinate"))
    return next((plain(title) for title in subs if language_at(title) == language_at(main)), "")


def _others(titles: list[etree._Element], main: etree._Element | None) -> tuple[Title, ...]:
    """Titles in other languages, and other titles that are marked as such."""
    if main is None:
        return ()
    own = language_at(main)
    others = (
        titled(title)
        for title in titles
        if title is not main
        and (title.get("type") in _OTHER or (language_at(title) != own and _is_plain(title)))
    )  # fmt: skip
    return tuple(title for title in others if title.text)


def _role(node: etree._Element) -> str:
    return node.get("role", "").strip().lower()


def _published(file: etree._Element | None, publication: etree._Element | None, language: str) -> Day | None:
    dates = list(children(publication, "date"))
    if file is not None:
        dates += file.findall(f"{_T}editionStmt//{_T}date")
    read = [told for node in dates if (told := day(node, language))]
    return next((told for told in read if told.first), read[0] if read else None)


def _edition(file: etree._Element | None) -> str:
    """What the statement on the edition says besides its date."""
    for node in [] if file is None else file.findall(f"{_T}editionStmt/{_T}edition"):
        said = [node.text or ""]
        for child in node:
            said += ["" if child.tag == f"{_T}date" else plain(child), child.tail or ""]
        if told := " ".join(" ".join(said).split()).strip(" ,;()"):
            return told
    return ""


def _publishers(publication: etree._Element | None) -> tuple[str, ...]:
    """The publishers; where there are none, whoever else brings the text out."""
    for name in ("publisher", "authority", "distributor"):
        found = [_body(node) for node in children(publication, name)]
        if any(found):
            return tuple(dict.fromkeys(filter(None, found)))
    return ()


def _body(node: etree._Element) -> str:
    """The name of a body, without its address."""
    named = [plain(child) for child in children(node, "orgName", "name", "persName")]
    if not named:
        said = [node.text or ""]
        for child in node:
            gone = child.tag in (f"{_T}address", f"{_T}email", f"{_T}idno")
            said += ["" if gone else plain(child), child.tail or ""]
        named = [" ".join(" ".join(said).split()).strip(" ,;")]
    return ", ".join(filter(None, named))


def _address(numbers: tuple[Identifier, ...]) -> str:
    return next(
        (one.value for kind in _ADDRESSES for one in numbers if one.type == kind and one.value.startswith("http")), ""
    )  # fmt: skip


def _licences(publication: etree._Element | None) -> tuple[Licence, ...]:
    found = []
    for availability in children(publication, "availability"):
        licences = list(children(availability, "licence"))
        for licence in licences:
            target = licence.get("target", "").split()
            url = target[0] if target and target[0].startswith(("http://", "https://")) else ""
            found.append(Licence(url, plain(licence)))
        if not licences:
            found.append(Licence("", " ".join(filter(None, map(plain, children(availability, "p", "ab"))))))
    return tuple(dict.fromkeys(licence for licence in found if licence.url or licence.text))


def _keywords(header: etree._Element | None) -> tuple[Keywords, ...]:
    nodes = [] if header is None else header.findall(f"{_T}profileDesc/{_T}textClass/{_T}keywords")
    found: dict[str, dict[str, None]] = {}
    for node in nodes:
        terms = [plain(term) for term in node.iter(f"{_T}term")]
        found.setdefault(language_at(node), {}).update(dict.fromkeys(filter(None, terms)))
    return tuple(Keywords(tuple(terms), language) for language, terms in found.items() if terms)


def _abstract(header: etree._Element | None) -> str:
    nodes = [] if header is None else header.findall(f"{_T}profileDesc/{_T}abstract")
    said = [" ".join(filter(None, map(plain, node))) or plain(node) for node in nodes]
    return next(filter(None, said), "")


class _Host:
    """What the text stands in, where the header says so: a journal, a book, a series."""

    def __init__(self, file: etree._Element | None, language: str) -> None:
        self.kind = "document"
        self.journal = self.book = self.series = ""
        self.editors = persons(())
        self.date: Day | None = None
        self.scopes: dict[str, str] = {}
        self.identifiers: tuple[Identifier, ...] = ()
        series = None if file is None else file.find(f"{_T}seriesStmt")
        if series is not None:
            self._in_series(series)
        if self.kind == "document" and (source := _only_source(file)) is not None:
            self._in_source(source, language)

    def _in_series(self, series: etree._Element) -> None:
        title = next((node for node in children(series, "title") if plain(node)), None)
        if title is None:
            return
        if title.get("level") == "j":
            self.kind, self.journal = "article-journal", plain(title)
        else:
            self.series = plain(title)
        self.scopes = scopes(series.iter(f"{_T}biblScope"))
        self.identifiers = _serial(series)

    def _in_source(self, source: etree._Element, language: str) -> None:
        """The one source that is part of a greater work, as an article or a chapter is."""
        part = next((node for node in source.iter(f"{_T}title") if node.get("level") == "a"), None)
        whole = next(
            (node for node in source.iter(f"{_T}title") if node.get("level") in ("j", "m") and plain(node)), None
        )
        if part is None or whole is None:
            return
        if whole.get("level") == "j":
            self.kind, self.journal = "article-journal", plain(whole)
        else:
            self.kind, self.book = "chapter", plain(whole)
            monograph = source.find(f"{_T}monogr")
            self.editors = persons(children(monograph if monograph is not None else source, "editor"))
        self.scopes |= scopes(source.iter(f"{_T}biblScope"))
        self.identifiers += _serial(source)
        self.date = day(source.find(f".//{_T}date"), language)


def _serial(node: etree._Element) -> tuple[Identifier, ...]:
    """The numbers of a journal or a book: others would be those of the printed text, not of this one."""
    return tuple(one for one in identifiers(node.iter(f"{_T}idno")) if one.type in ("issn", "eissn", "isbn"))


def _only_source(file: etree._Element | None) -> etree._Element | None:
    sources = (
        []
        if file is None
        else [
            node for part in children(file, "sourceDesc") for node in children(part, "biblStruct", "bibl", "biblFull")
        ]
    )
    return sources[0] if len(sources) == 1 else None
