"""What a page is told of its text, so that readers can cite it: the XML of `urn:matbaa:cite`, for the stylesheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from matbaa.cite.schema_org import as_json_ld
from matbaa.cite.written import written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matbaa.cite.model import Person, Work
    from matbaa.cite.written import Written

__all__ = ["NAMESPACE", "citing"]

NAMESPACE = "urn:matbaa:cite"
# XML holds no such signs, whatever they come from
_CONTROLS = dict.fromkeys([*(sign for sign in range(32) if sign not in (9, 10, 13)), 0xFFFE, 0xFFFF])


def citing(work: Work, language: str, downloads: Mapping[str, str], page: str = "") -> etree._Element:
    """The element `citing` for the page of `work`: `language` is that of the words in its citations, `downloads` are
    the addresses of files by their form (`bib`, `ris`, `json`, `datacite`), `page` is its own public address.

    Its children, each only where there is something to say: `title`, `author`, `editor`, `date`, `publisher`,
    `journal`, `book`, `series`, `volume`, `issue`, `first-page`, `last-page`, `doi`, `issn`, `isbn`, `identifier`,
    `licence`, `keyword`, `json-ld`, `citation` and `download`.
    """
    root = etree.Element(f"{{{NAMESPACE}}}citing", nsmap={None: NAMESPACE})
    for name, value in (("kind", work.kind), ("language", work.language), ("url", work.url), ("page", page)):
        if value:
            root.set(name, _clean(value))
    _add(root, "title", work.full_title, language=work.title_language)
    for role, persons in (("author", work.authors), ("editor", work.book_editors or work.editors)):
        for person in persons:
            _person(root, role, person)
    if work.date and work.date.first:
        _add(root, "date", work.date.iso.partition("/")[0])
    for publisher in work.publishers:
        _add(root, "publisher", publisher)
    told = {
        "journal": work.journal, "book": work.book, "series": work.series, "volume": work.volume, "issue": work.issue,
        "first-page": work.first_page, "last-page": work.last_page, "doi": work.doi,
        "issn": work.identifier("issn", "eissn"), "isbn": work.identifier("isbn"),
    }  # fmt: skip
    for name, value in told.items():
        _add(root, name, value)
    for one in work.identifiers:
        if one.type not in ("doi", "issn", "eissn", "isbn"):
            _add(root, "identifier", one.value, type=one.type)
    for licence in work.licences:
        _add(root, "licence", licence.text or licence.url, url=licence.url)
    for keywords in work.keywords:
        for term in keywords.terms:
            _add(root, "keyword", term, language=keywords.language)
    if work.full_title:
        _add(root, "json-ld", as_json_ld(work))
    for citation in written(work, language):
        _citation(root, citation)
    for form, href in downloads.items():
        node = _add(root, "download", form)
        if node is not None:
            node.set("href", href)
    return root


def _clean(text: str) -> str:
    return text.translate(_CONTROLS)


def _add(parent: etree._Element, name: str, text: str, **attributes: str) -> etree._Element | None:
    """A child with text; none without."""
    if not text:
        return None
    told = {key: _clean(value) for key, value in attributes.items() if value}
    node = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", told)
    node.text = _clean(text)
    return node


def _person(root: etree._Element, role: str, person: Person) -> None:
    _add(
        root,
        role,
        person.plain,
        family=person.family,
        inverted=person.inverted if person.family else "",
        orcid=person.orcid,
    )


def _citation(root: etree._Element, citation: Written) -> None:
    """One citation: its runs, `i` for italics, `address` for what is one."""
    node = etree.SubElement(root, f"{{{NAMESPACE}}}citation", style=citation.style, plain=_clean(citation.text))
    for run in citation.runs:
        inner = node
        if run.italic:
            inner = etree.SubElement(inner, f"{{{NAMESPACE}}}i")
        if run.address:
            inner = etree.SubElement(inner, f"{{{NAMESPACE}}}address")
        if inner is not node:
            inner.text = _clean(run.text)
        elif len(node):
            node[-1].tail = (node[-1].tail or "") + _clean(run.text)
        else:
            node.text = (node.text or "") + _clean(run.text)
