"""Numbers of authority files and catalogues: which kind a text is, whether it can be one, whether its check digit is
right.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["HOSTS", "Fault", "Identifier", "fault", "of_address", "of_typed"]


class Identifier(NamedTuple):
    """A number of a `system` such as `GND`, written the one way in which two can be compared."""

    system: str
    number: str

    def __str__(self) -> str:
        return f"{_NAMES.get(self.system, self.system)} {self.number}"


class Fault(NamedTuple):
    """What is wrong with a number. `checksum` is true where its form is right and its check digit is not."""

    message: str
    hint: str
    checksum: bool


# what messages call a number of each system
_NAMES = {
    "GND": "the GND number",
    "VIAF": "the VIAF number",
    "Wikidata": "the Wikidata number",
    "ORCID": "the ORCID iD",
    "ISNI": "the ISNI",
    "GeoNames": "the GeoNames number",
    "TGN": "the TGN number",
    "ULAN": "the ULAN number",
    "AAT": "the AAT number",
    "LCCN": "the LCCN",
    "DOI": "the DOI",
    "ISBN": "the ISBN",
    "ISSN": "the ISSN",
    "EAN": "the EAN",
}
# @type and @subtype, with their letters only
_TYPES = {
    **dict.fromkeys(("gnd", "gndid", "gndnumber", "gndnummer", "pnd", "gkd", "swd"), "GND"),
    **dict.fromkeys(("viaf", "viafid"), "VIAF"),
    **dict.fromkeys(("wikidata", "wikidataid", "wd", "qid"), "Wikidata"),
    **dict.fromkeys(("orcid", "orcidid"), "ORCID"),
    "isni": "ISNI",
    **dict.fromkeys(("geonames", "geoname", "geonamesid"), "GeoNames"),
    **dict.fromkeys(("tgn", "gettytgn"), "TGN"),
    **dict.fromkeys(("ulan", "gettyulan"), "ULAN"),
    **dict.fromkeys(("aat", "gettyaat"), "AAT"),
    "lccn": "LCCN",
    "doi": "DOI",
    **dict.fromkeys(("isbn", "pisbn", "eisbn", "isbnprint", "isbnonline"), "ISBN"),
    **dict.fromkeys(("issn", "pissn", "eissn", "issnl", "issnprint", "issnonline"), "ISSN"),
    "ean": "EAN",
}
HOSTS = ("d-nb.info", "lobid.org", "viaf.org", "wikidata.org", "orcid.org", "isni.org", "geonames.org", "getty.edu",
         "id.loc.gov", "lccn.loc.gov", "doi.org")  # fmt: skip
# addresses, without their scheme: what follows is one number and nothing else
_ADDRESSES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (system, re.compile(rf"(?:[\w-]+\.)*{host}{path}"))
    for system, host, path in (
        ("GND", r"d-nb\.info", r"/gnd/([^/]+)"),
        ("GND", r"lobid\.org", r"/gnd/([\dX-]+)(?:\.\w+)?"),
        ("VIAF", r"viaf\.org", r"/viaf/([^/]+)"),
        ("Wikidata", r"wikidata\.org", r"/(?:wiki|entity)/(?!Special:|Help:|Wikidata:|Talk:|User:|File:)(.+)"),
        ("ORCID", r"orcid\.org", r"/(?!signin|register|about|help)([^/]+)"),
        ("ISNI", r"isni\.org", r"/isni/([^/]+)"),
        ("GeoNames", r"geonames\.org", r"/([^/]*\d[^/]*)(?:/[^/]*\.(?:html|rdf))?"),
        ("TGN", r"vocab\.getty\.edu", r"/(?:page/)?tgn/([^/.]+)"),
        ("ULAN", r"vocab\.getty\.edu", r"/(?:page/)?ulan/([^/.]+)"),
        ("AAT", r"vocab\.getty\.edu", r"/(?:page/)?aat/([^/.]+)"),
        ("LCCN", r"id\.loc\.gov", r"/authorities/(?:names|subjects)/([^/.]+)(?:\.html)?"),
        ("LCCN", r"lccn\.loc\.gov", r"/([^/.]+)"),
        ("DOI", r"doi\.org", r"/(.*\d.*)"),
    )
)
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_GND_FORM = re.compile(r"1\d{7,8}[\dX]|3\d{7}[\dX]|[1-9]\d{0,7}-[\dX]")
_PLAIN: dict[str, tuple[re.Pattern[str], str]] = {
    "VIAF": (re.compile(r"[1-9]\d{0,21}"), "it is a whole number, such as 24602065"),
    "Wikidata": (
        re.compile(r"(?:Item:)?Q[1-9]\d*|(?:Property:)?P[1-9]\d*|(?:Lexeme:)?L[1-9]\d*(?:-[FS][1-9]\d*)?"),
        "it is a Q and a whole number, such as Q5152",
    ),
    "GeoNames": (re.compile(r"[1-9]\d{0,9}"), "it is a whole number, such as 323786"),
    "TGN": (re.compile(r"[1-9]\d{6,9}"), "it has seven digits, such as 7002473"),
    "ULAN": (re.compile(r"500\d{6}"), "it has nine digits and begins with 500, such as 500115588"),
    "AAT": (re.compile(r"300\d{6}"), "it has nine digits and begins with 300, such as 300026877"),
    "LCCN": (
        re.compile(r"[a-z]{0,3}\d{8}|[a-z]{0,2}\d{10}|[a-z]{0,3}\d{2}-\d{1,6}|[a-z]{0,2}\d{4}-\d{1,6}"),
        "it is up to three letters and eight digits, or up to two and ten, such as n79021164",
    ),
    "DOI": (re.compile(r"10(?:\.\d{4,9})(?:\.\d+)*/\S+|10/\w+"), "it begins with 10. and has a /: 10.5281/zenodo.1234"),
}


def of_address(address: str) -> Identifier | None:
    """The number in an address of the web such as `https://d-nb.info/gnd/118639528`; nothing in other addresses."""
    begin = _SCHEME.match(address)
    if begin is None:
        return None
    rest = address[begin.end() :].strip()
    if "doi.org/" not in rest:  # a DOI may have any sign in it
        rest = re.split(r"[?#]", rest, maxsplit=1)[0]
    rest = rest.rstrip("/")
    for system, pattern in _ADDRESSES:
        if found := pattern.fullmatch(rest):
            return Identifier(system, _normal(system, unquote(found[1])))
    return None


def of_typed(text: str, *types: str | None) -> Identifier | None:
    """The number that is the content of an `idno`, by its `@type` and `@subtype` or by the address that it is.

    Nothing where these do not tell, where it is empty, or where it is an address of something else.
    """
    text = " ".join(text.split())
    if _SCHEME.match(text):
        return of_address(text)
    for kind in types:
        if system := _TYPES.get(re.sub(r"[^a-z]", "", (kind or "").lower())):
            number = _normal(system, text)
            return Identifier(system, number) if any(map(str.isdigit, number)) else None
    return None


def _normal(system: str, text: str) -> str:
    """A number without the marks that may be written with it or left out."""
    text = text.strip()
    if system in {"ISBN", "ISSN", "EAN", "ORCID", "ISNI"}:
        text = re.sub(rf"^(?:[pe]-?)?{system}(?:-1[03])?(?:-L)?\s*:?\s*", "", text, flags=re.IGNORECASE)
        text = re.sub(r"\s*\([^()]*\)$", "", text)
        return re.sub(r"[\s\u2010-\u2015-]", "", text).upper()
    if system == "GND":
        text = re.sub(r"^(?:\(DE-588[a-c]?\)|(?:GND|PND|GKD|SWD)\s*:?)\s*", "", text, flags=re.IGNORECASE)
        return re.sub(r"(?<=[\d-])x$", "X", re.sub(r"[\u2010-\u2015]", "-", text))
    if system == "DOI":
        return re.sub(r"^(?:doi:)\s*", "", text, flags=re.IGNORECASE).lower()
    if system == "LCCN":
        return text.replace(" ", "").lower()
    if system == "Wikidata":
        return re.sub(r"^(?:wd|wikidata):", "", text, flags=re.IGNORECASE)
    return re.sub(rf"^{system}\s*:\s*", "", text, flags=re.IGNORECASE)


def fault(identifier: Identifier) -> Fault | None:
    """What is wrong with a number, if anything can be said of it without looking it up."""
    system, number = identifier
    if system in _PLAIN:
        pattern, form = _PLAIN[system]
        return None if pattern.fullmatch(number) else _no(identifier, form)
    return _CHECKS[system](identifier)


def _no(identifier: Identifier, form: str) -> Fault:
    name = _NAMES[identifier.system].removeprefix("the ")
    article = "an" if name[0] in "AIEOL" else "a"
    return Fault(f'"{identifier.number}" cannot be {article} {name}', form, False)


def _wrong(identifier: Identifier, expected: str) -> Fault:
    message = f"{identifier} has a wrong check digit: after these digits it would be {expected}"
    return Fault(message, "look the number up again: a digit is wrong, or two have changed places", True)


def _gnd(identifier: Identifier) -> Fault | None:
    number = identifier.number
    if not _GND_FORM.fullmatch(number):
        return _no(identifier, "it has nine or ten digits, such as 118639528, or a hyphen before the last: 4066009-6")
    digits, given = re.sub(r"-?.$", "", number), number[-1]
    total = sum(weight * int(digit) for weight, digit in enumerate(reversed(digits), 2)) % 11
    # numbers of the older files of subjects and of bodies have the remainder itself, all others what lacks to 11
    expected = "0123456789X"[total if "-" in number else -total % 11]
    if given == expected or ("-" in number and len(digits) == 8 and given == "0123456789X"[-total % 11]):
        return None
    return _wrong(identifier, expected)


def _checked(identifier: Identifier, number: str, valid: Callable[[str], bool], digits: str) -> Fault | None:
    if valid(number):
        return None
    fitting = (digit for digit in digits if valid(number[:-1] + digit))
    return _wrong(identifier, next(fitting, "another"))


def _isni(identifier: Identifier) -> Fault | None:
    from stdnum import isni

    if not re.fullmatch(r"\d{15}[\dX]", identifier.number):
        return _no(identifier, "it has sixteen digits, of which the last may be an X, such as 0000 0001 2103 2683")
    return _checked(identifier, identifier.number, isni.is_valid, "0123456789X")


def _isbn(identifier: Identifier) -> Fault | None:
    from stdnum import isbn

    number = identifier.number
    if re.search(r"[^\dX]", number):
        return None  # words beside the number, or two of them
    if re.fullmatch(r"\d{8}[\dX]", number):
        number = f"0{number}"  # of the time before 1970
    if not re.fullmatch(r"\d{9}[\dX]|97[89]\d{10}", number):
        return _no(identifier, "it has ten digits, or thirteen that begin with 978 or 979")
    return _checked(identifier, number, isbn.is_valid, "0123456789X" if len(number) == 10 else "0123456789")


def _issn(identifier: Identifier) -> Fault | None:
    from stdnum import issn

    if re.search(r"[^\dX]", identifier.number):
        return None
    if not re.fullmatch(r"\d{7}[\dX]", identifier.number):
        return _no(identifier, "it has eight digits, of which the last may be an X, such as 1300-2864")
    return _checked(identifier, identifier.number, issn.is_valid, "0123456789X")


def _ean(identifier: Identifier) -> Fault | None:
    from stdnum import ean

    if not re.fullmatch(r"\d{8}|\d{12,14}", identifier.number):
        return _no(identifier, "it has thirteen digits, or eight")
    return _checked(identifier, identifier.number, ean.is_valid, "0123456789")


_CHECKS: dict[str, Callable[[Identifier], Fault | None]] = {
    "GND": _gnd,
    "ORCID": _isni,
    "ISNI": _isni,
    "ISBN": _isbn,
    "ISSN": _issn,
    "EAN": _ean,
}
