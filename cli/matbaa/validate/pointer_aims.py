"""The pointers of one document: what each aims at, and what is to be said of those that aim at no file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from matbaa.document import TEI, Document
from matbaa.finding import Finding, Place, Severity
from matbaa.pointers import Resolver
from matbaa.validate import words
from matbaa.validate.attributes import pointers, wanted_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lxml import etree

    from matbaa.pointers import Prefix, Target

__all__ = ["WRONG_KIND", "Aim", "Pointer", "Spot", "aim_of", "of_wrong_kind", "pointers_in", "targets"]

WRONG_KIND = "point at the right entry, or use the element for this kind of name"
# schemes of addresses that are not ours to follow
_PUBLIC = frozenset(
    """ark cid cts data doi file ftp ftps geo git gopher hdl http https info isbn issn jdbc ldap magnet mailto mid news
    nfs oai orcid sftp ssh svn swh tag tei tel telnet textgrid urn view-source viaf ws wss xmpp""".split()
)
_SCRIPTS = frozenset({"javascript", "vbscript"})
# what a browser would show as a page of its own, scripts and all
_PAGES = re.compile(r"data:(?:text/html|(?:text|application)/xml|application/xhtml\+xml|image/svg\+xml)", re.IGNORECASE)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_A_KIND = {
    "person": "a person",
    "place": "a place",
    "org": "an organisation",
    "event": "an event",
    "work": "a work",
    "object": "an object",
}
_ANY = f"{{{TEI}}}*"


class Spot(NamedTuple):
    """An attribute of an element of a document, of which something is to be said."""

    document: Document
    element: etree._Element
    attribute: str

    def __str__(self) -> str:
        return f"{words.attribute(self.attribute)} on {words.element(self.element)}"

    @property
    def place(self) -> Place:
        """Where the attribute begins."""
        return self.document.locate_attribute(self.element, self.attribute)

    def finding(self, severity: Severity, code: str, message: str, hint: str) -> Finding:
        """What is said of it."""
        return self.document.finding(code, severity, message, self.place, hint=hint)

    def error(self, code: str, message: str, hint: str) -> Finding:
        """What is said of it as an error."""
        return self.finding(Severity.ERROR, code, message, hint)

    def warning(self, code: str, message: str, hint: str) -> Finding:
        """What is said of it as a warning."""
        return self.finding(Severity.WARNING, code, message, hint)


class Aim(NamedTuple):
    """What a pointer leads to in another file: the id if it names one, and the kinds of entry that it must lead to."""

    path: str
    kinds: str
    fragment: str | None


class Pointer(NamedTuple):
    """A pointer at another file, as messages speak of it."""

    aim: Aim
    element: str
    attribute: str
    token: str
    place: Place | None


def targets(document: Document, resolver: Resolver, findings: list[Finding]) -> Iterator[tuple[Spot, str, Target]]:
    """The pointers of a document and what they lead to; what is said of empty ones goes to `findings`."""
    for element in document.root.iter(_ANY):
        for attribute, value in pointers(element):
            spot = Spot(document, element, attribute)
            for token in value.split():
                yield spot, token, resolver.resolve(token, element)
            if not value.strip():
                hint = "write what it points at, or leave the attribute out"
                findings.append(spot.warning("MBP003", f"{words.attribute(attribute)} is empty", hint))


def aim_of(spot: Spot, token: str, target: Target, declared: tuple[Prefix, ...]) -> Aim | Iterable[Finding]:
    """What a pointer at a file aims at; else what is to be said of it."""
    if target.file is None or token[:5].lower() == "file:":
        return _address(spot, token, target, declared)
    if target.fragment is None and token.endswith("#"):
        message = f'{words.attribute(spot.attribute)} has nothing after "#"'
        return [spot.warning("MBP003", message, "write the xml:id that it points at")]
    if target.fragment and "(" in target.fragment:  # an XPointer scheme is left alone
        return ()
    kinds = wanted_kind(spot.element, spot.attribute)
    return Aim(str(target.file), " ".join(sorted(kinds)) if kinds else "", target.fragment)


def pointers_in(document: Document, wanted: Callable[[Aim], bool]) -> Iterator[Pointer]:
    """The pointers of a document whose aim is wanted, with their places."""
    resolver = Resolver(document)
    for spot, token, target in targets(document, resolver, []):
        aim = aim_of(spot, token, target, resolver.declared)
        if isinstance(aim, Aim) and wanted(aim):
            yield Pointer(aim, words.element(spot.element), spot.attribute, token, spot.place)


def of_wrong_kind(element: str, token: str, aim: Aim, found: str) -> str:
    """The message for a pointer at an entry of the kind `found`."""
    expected = " or ".join(_A_KIND[kind] for kind in aim.kinds.split())
    return f"{element} must point at {expected}, but {words.quoted(token)} is {_A_KIND[found]}"


def _address(spot: Spot, token: str, target: Target, declared: tuple[Prefix, ...]) -> Iterator[Finding]:
    """A pointer with a scheme: a public one is left alone, a script refused, a private one needs its prefixDef."""
    match = _SCHEME.match(target.address or token)
    if match is None:
        return  # an address without its scheme, or a query
    scheme = match[1]
    mine = [prefix for prefix in declared if prefix.ident == scheme]
    shown = f"{spot} points at {words.quoted(token)}"
    if scheme.lower() in _SCRIPTS:
        yield spot.error("MBP011", f"{shown}, which would run as a script", "point at an address or an xml:id")
    elif _PAGES.match(token):
        yield spot.error("MBP011", f"{shown}, a page that could run scripts", "point at an address or an xml:id")
    elif scheme.lower() == "file" or (len(scheme) == 1 and not mine):  # the letter of a disk
        yield spot.warning("MBP004", f"{shown}, a file of one machine only", "write the path relative to this file")
    elif mine:
        message = f'{shown}, which does not fit the pattern of the prefix "{scheme}"'
        yield spot.error("MBP004", message, f"its prefixDef has matchPattern {words.quoted(mine[0].match)}")
    elif scheme.lower() not in _PUBLIC:
        known = words.listed({prefix.ident for prefix in declared})
        message = f'{shown}, but no prefixDef in the header says what "{scheme}:" stands for'
        hint = f"the header declares {known}" if known else "declare it in encodingDesc/listPrefixDef"
        yield spot.warning("MBP004", message, hint)
