"""BibTeX, in UTF-8, as BibTeX and Biber read it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matbaa.cite.model import Person, Work

__all__ = ["as_bibtex", "escaped"]

_TYPES = {"article-journal": "article", "chapter": "incollection", "book": "book", "thesis": "phdthesis"}
# signs that mean something to TeX; braces by name, for BibTeX counts those that are escaped, too
_SIGNS = {
    "\\": r"\textbackslash{}", "{": r"\lbrace{}", "}": r"\rbrace{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
}  # fmt: skip
_ESCAPES = str.maketrans(_SIGNS)
# babel's names for the languages of texts that are edited most
_LANGUAGES = {
    "ar": "arabic", "cs": "czech", "da": "danish", "de": "ngerman", "el": "greek", "en": "english", "es": "spanish",
    "fa": "persian", "fi": "finnish", "fr": "french", "he": "hebrew", "hu": "magyar", "it": "italian", "la": "latin",
    "nl": "dutch", "no": "norsk", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sv": "swedish", "tr": "turkish", "uk": "ukrainian",
}  # fmt: skip
_AND = re.compile(r"\band\b", re.IGNORECASE)


def as_bibtex(works: Iterable[Work]) -> str:
    """The works as a BibTeX file, an entry each."""
    keys: set[str] = set()
    return "\n".join(_entry(work, _key(work, keys)) for work in works)


def _entry(work: Work, key: str) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(work))
    return f"@{_TYPES.get(work.kind, 'misc')}{{{key},\n{fields}}}\n"


def _key(work: Work, taken: set[str]) -> str:
    """The work's key without signs that BibTeX would take for something else, each once in a file."""
    plain = unicodedata.normalize("NFKD", work.key.replace("ı", "i")).encode("ascii", "ignore").decode()
    key = re.sub(r"[^A-Za-z0-9.:_+-]+", "-", plain).strip("-") or "work"
    found, number = key, 1
    while found.lower() in taken:
        number += 1
        found = f"{key}-{number}"
    taken.add(found.lower())
    return found


def _fields(work: Work) -> Iterator[tuple[str, str]]:
    """The fields that there is something to say in, with their delimiters."""
    editors = work.book_editors or work.editors
    for name, persons in (("author", work.authors), ("editor", editors), ("translator", work.translators)):
        if persons:
            yield name, _braced(" and ".join(map(_name, persons)))
    if work.full_title:
        title = _braced(escaped(work.full_title))
        # what BibTeX does to capitals is right for English alone
        yield "title", title if work.language.partition("-")[0].lower() == "en" else _braced(title)
    yield from _dated(work)
    told = {
        "journal": work.journal,
        "booktitle": work.book,
        "series": work.series,
        "edition": work.edition,
        "volume": work.volume,
        "number": work.issue,
        "pages": re.sub(r"\s*[‐-―-]+\s*", "--", work.pages) if work.last_page else work.pages,
        "address": " and ".join(work.places),
        "isbn": work.identifier("isbn"),
        "issn": work.identifier("issn", "eissn"),
    }
    yield from ((name, _braced(escaped(value))) for name, value in told.items() if value)
    if work.publishers:
        name = "school" if work.kind == "thesis" else "publisher"
        yield name, _braced(" and ".join(_guarded(escaped(publisher)) for publisher in work.publishers))
    if work.doi:
        yield "doi", _braced(_verbatim(work.doi))
    if work.url:
        yield "url", _braced(_verbatim(work.url))
    if language := _LANGUAGES.get(work.language.partition("-")[0].lower()):
        yield "langid", _braced(language)
    terms = [term for keywords in work.keywords for term in keywords.terms]
    if terms:
        yield "keywords", _braced(escaped(", ".join(terms)))
    if work.abstract:
        yield "abstract", _braced(escaped(work.abstract))


def _dated(work: Work) -> Iterator[tuple[str, str]]:
    if work.date is None:
        return
    if work.date.first is None:
        yield "year", _braced(escaped(work.date.written))
        return
    yield "year", _braced(str(work.date.year))
    if work.date.first.month:
        yield "date", _braced(work.date.iso)


def _name(person: Person) -> str:
    """A name as BibTeX takes it apart: `van Gogh, Jr., Vincent`; one that is whole stands in braces."""
    if not person.family:
        return _braced(escaped(person.name))
    family = " ".join(filter(None, (escaped(person.particle), _guarded(escaped(person.family)))))
    parts = [family, *([_guarded(escaped(person.suffix))] if person.suffix else [])]
    return ", ".join([*parts, _guarded(escaped(person.given))] if person.given or person.suffix else parts)


def _guarded(text: str) -> str:
    """`text` in braces where BibTeX would part it."""
    return _braced(text) if "," in text or _AND.search(text) else text


def _braced(text: str) -> str:
    return f"{{{text}}}"


def escaped(text: str) -> str:
    """`text` for a field of BibTeX: in one line, with signs of TeX so that they are shown."""
    return " ".join(_printable(text).split()).translate(_ESCAPES)


def _verbatim(address: str) -> str:
    """An address as fields take it that are read sign by sign."""
    return re.sub(r"[\s{}\\%]", lambda sign: sign[0] if sign[0] == "%" else f"%{ord(sign[0]):02X}", address.strip())


def _printable(text: str) -> str:
    return "".join(sign for sign in text if sign in "\t\n\r" or unicodedata.category(sign) not in ("Cc", "Cs"))
