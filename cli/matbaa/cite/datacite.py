"""DataCite metadata, kernel 4, as it is handed in to register a DOI."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from matbaa.document import XML

if TYPE_CHECKING:
    from matbaa.cite.model import Person, Work

__all__ = ["as_datacite", "missing"]

_KERNEL = "http://datacite.org/schema/kernel-4"
_SCHEMA = "https://schema.datacite.org/meta/kernel-4/metadata.xsd"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_KINDS = {"article-journal": "JournalArticle", "chapter": "BookChapter", "book": "Book", "thesis": "Dissertation"}


def missing(work: Work) -> tuple[str, ...]:
    """What DataCite demands and the work lacks, in words; nothing where its metadata can be made."""
    there = {
        "a DOI": work.doi,
        "an author or editor": work.authors or work.editors,
        "a title": work.full_title,
        "a publisher": work.publishers,
        "a year of publication": work.date and work.date.year and work.date.year > 999,
    }
    return tuple(name for name, value in there.items() if not value)


def as_datacite(work: Work) -> bytes:
    """The metadata of `work` as XML, with all that is known of it. Raises `ValueError` where something is `missing`."""
    if lacks := missing(work):
        raise ValueError(f"DataCite demands {', '.join(lacks)}")
    root = etree.Element(f"{{{_KERNEL}}}resource", nsmap={None: _KERNEL, "xsi": _XSI})
    root.set(f"{{{_XSI}}}schemaLocation", f"{_KERNEL} {_SCHEMA}")
    _add(root, "identifier", work.doi, identifierType="DOI")
    creators = _add(root, "creators")
    for person in work.authors or work.editors:
        _person(_add(creators, "creator"), "creatorName", person)
    _titles(root, work)
    _add(root, "publisher", "; ".join(work.publishers))
    _add(root, "publicationYear", f"{work.date.year:04d}" if work.date else "")
    _add(root, "resourceType", "Text", resourceTypeGeneral=_KINDS.get(work.kind, "Text"))
    _subjects(root, work)
    _contributors(root, work)
    if work.date and work.date.first:
        _add(_add(root, "dates"), "date", work.date.iso, dateType="Issued")
    if work.language:
        _add(root, "language", work.language)
    others = [one for one in work.identifiers if one.type not in ("doi", "issn", "eissn", "isbn")]
    if others:
        alternate = _add(root, "alternateIdentifiers")
        for one in others:
            _add(alternate, "alternateIdentifier", one.value, alternateIdentifierType=one.type or "local")
    if work.licences:
        rights = _add(root, "rightsList")
        for licence in work.licences:
            _add(rights, "rights", licence.text, **({"rightsURI": licence.url} if licence.url else {}))
    if work.abstract:
        _add(_add(root, "descriptions"), "description", work.abstract, descriptionType="Abstract")
    _host(root, work)
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _add(parent: etree._Element, name: str, text: str = "", language: str = "", **attributes: str) -> etree._Element:
    node = etree.SubElement(parent, f"{{{_KERNEL}}}{name}", attributes)
    if language:
        node.set(f"{{{XML}}}lang", language)
    node.text = text or None
    return node


def _person(parent: etree._Element, name: str, person: Person) -> None:
    kind = "Organizational" if person.body else "Personal" if person.family else ""
    _add(parent, name, person.inverted, **({"nameType": kind} if kind else {}))
    if person.given:
        _add(parent, "givenName", person.given)
    if person.family:
        _add(parent, "familyName", " ".join(filter(None, (person.particle, person.family))))
    if person.orcid:
        _add(parent, "nameIdentifier", person.orcid, nameIdentifierScheme="ORCID", schemeURI="https://orcid.org")


def _titles(root: etree._Element, work: Work) -> None:
    titles = _add(root, "titles")
    _add(titles, "title", work.title or work.subtitle, work.title_language)
    if work.title and work.subtitle:
        _add(titles, "title", work.subtitle, work.title_language, titleType="Subtitle")
    for title in work.other_titles:
        translated = title.language and title.language != work.title_language
        _add(
            titles,
            "title",
            title.text,
            title.language,
            titleType="TranslatedTitle" if translated else "AlternativeTitle",
        )


def _subjects(root: etree._Element, work: Work) -> None:
    if work.keywords:
        subjects = _add(root, "subjects")
        for keywords in work.keywords:
            for term in keywords.terms:
                _add(subjects, "subject", term, keywords.language)


def _contributors(root: etree._Element, work: Work) -> None:
    editors = [(person, "Editor") for person in (work.editors if work.authors else ())]
    others = [*editors, *((person, "Translator") for person in work.translators)]
    if others:
        contributors = _add(root, "contributors")
        for person, kind in others:
            _person(_add(contributors, "contributor", contributorType=kind), "contributorName", person)


def _host(root: etree._Element, work: Work) -> None:
    """The journal or book that the text is published in."""
    title = work.journal or work.book
    if not title:
        return
    kind = "Journal" if work.journal else "Book"
    item = _add(_add(root, "relatedItems"), "relatedItem", relatedItemType=kind, relationType="IsPublishedIn")
    number = work.identifier("issn", "eissn") if work.journal else work.identifier("isbn")
    if number:
        _add(item, "relatedItemIdentifier", number, relatedItemIdentifierType="ISSN" if work.journal else "ISBN")
    _add(_add(item, "titles"), "title", title)
    for name, value in (
        ("volume", work.volume),
        ("issue", work.issue),
        ("firstPage", work.first_page),
        ("lastPage", work.last_page),
    ):
        if value:
            _add(item, name, value)
