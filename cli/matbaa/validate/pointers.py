"""Pointers and ids: whether each pointer leads somewhere, to the right kind of thing, and whether ids are what they
must be.

The files pass by once. A pointer is resolved when it is met, against the ids of its file, which are read once and
kept; of the text itself nothing is kept, so that memory does not grow with the corpus.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import regex

from matbaa.document import TEI, Document, read
from matbaa.finding import Finding, Severity
from matbaa.pointers import Prefix, Target, prefixes, resolve
from matbaa.validate import words
from matbaa.validate.attributes import MEDIA, NAMING, pointers, wanted_kind
from matbaa.validate.targets import ID, Ids, Targets

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from lxml import etree

__all__ = ["Pointers"]

# schemes of addresses that are not ours to follow
_PUBLIC = frozenset(
    """ark cid cts data doi file ftp ftps geo git gopher hdl http https info isbn issn jdbc ldap magnet mailto mid news
    nfs oai orcid sftp ssh svn tag tel telnet urn view-source viaf ws wss xmpp""".split()
)
_SCRIPTS = frozenset({"javascript", "vbscript"})
_NCNAME = re.compile(r"[^\W\d][\w.\-\u00b7]*")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_A_KIND = {
    "person": "a person",
    "place": "a place",
    "org": "an organisation",
    "event": "an event",
    "work": "a work",
    "object": "an object",
}


@dataclass(frozen=True, slots=True)
class _Spot:
    """An attribute of an element of a document, of which something is to be said."""

    document: Document
    element: etree._Element
    attribute: str

    def __str__(self) -> str:
        return f"{words.attribute(self.attribute)} on {words.element(self.element)}"

    def finding(self, severity: Severity, code: str, message: str, hint: str) -> Finding:
        place = self.document.locate_attribute(self.element, self.attribute)
        return self.document.finding(code, severity, message, place, hint=hint)

    def error(self, code: str, message: str, hint: str) -> Finding:
        return self.finding(Severity.ERROR, code, message, hint)

    def warning(self, code: str, message: str, hint: str) -> Finding:
        return self.finding(Severity.WARNING, code, message, hint)


@dataclass
class Pointers:
    """The check of pointers and ids over a set of files: `check` each document, then `finish`.

    `root` is the folder beyond which no target is read; `authorities` are resolved paths of the authority files, whose
    ids must be unique in the whole set. Only ids are kept.
    """

    root: Path
    authorities: Collection[Path] = ()
    targets: Targets = field(init=False)
    _used: set[tuple[Path, str]] = field(default_factory=set)
    _owners: dict[str, str] = field(default_factory=dict)
    _lists: dict[Path, str] = field(default_factory=dict)
    _dangling: list[tuple[Finding, Path, str]] = field(default_factory=list)
    _texts: int = 0

    def __post_init__(self) -> None:
        self.targets = Targets(self.root)

    def check(self, document: Document) -> Iterator[Finding]:
        """What can be said of one document by itself: MBP002 to MBP011."""
        path = document.path.resolve()
        ids = self.targets.add(document)
        authority = path in self.authorities or (not self.authorities and _is_authority(document, ids))
        if authority:
            self._lists[path] = document.name
        else:
            self._texts += 1
        yield from self._ids(document, authority)
        yield from _bad_patterns(document)
        declared = prefixes(document)
        for element in document.root.iter("*"):
            for attribute, value in pointers(element):
                spot = _Spot(document, element, attribute)
                for token in value.split():
                    yield from self._pointer(spot, token, declared)
                if not value.strip():
                    hint = "write what it points at, or leave the attribute out"
                    yield spot.warning("MBP003", f"{words.attribute(attribute)} is empty", hint)

    def finish(self, *, unused: bool) -> Iterator[Finding]:
        """What only the whole set shows.

        Ids that are nowhere (MBP001), and with `unused` the authority entries that nothing points at (MBP009).
        """
        for finding, path, fragment in self._dangling:
            yield replace(finding, hint=self._advice(path, fragment))
        if unused and self._texts:
            for path, name in self._lists.items():
                yield from self._unused(path, name)

    def _unused(self, path: Path, name: str) -> Iterator[Finding]:
        ids = self.targets.ids(path)
        idle = {entry for entry in (ids.entries if ids else []) if (path, entry) not in self._used}
        if not idle:
            return
        document = read(path, name)  # again, for the places
        for element in document.root.iter("*"):
            if (entry := (element.get(ID) or "").strip()) in idle:
                message = f"nothing points at the entry {words.quoted(entry)}"
                yield _Spot(document, element, ID).warning("MBP009", message, "tag its mentions, or remove the entry")

    def _ids(self, document: Document, authority: bool) -> Iterator[Finding]:
        seen: dict[str, etree._Element] = {}
        for element in document.root.iter("*"):
            if (name := element.get(ID)) is None:
                continue
            name, spot = name.strip(), _Spot(document, element, ID)
            if not _NCNAME.fullmatch(name):
                hint = "an xml:id begins with a letter or _ and holds letters, digits, '-', '_' and '.' only"
                yield spot.error("MBP007", f"{words.quoted(name)} cannot be an xml:id", hint)
            elif name in seen:
                line = document.locate(seen[name]).line
                message = f"the xml:id {words.quoted(name)} stands twice in this file, first in line {line}"
                yield spot.error(
                    "MBP005", message, "give one of the two another id, and mend the pointers that mean it"
                )
            else:
                seen[name] = element
                if authority or element is document.root:
                    yield from self._shared(spot, name)

    def _shared(self, spot: _Spot, name: str) -> Iterator[Finding]:
        """An id that names something in the whole edition: an authority entry, or a text."""
        owner = self._owners.setdefault(name, spot.document.name)
        if owner != spot.document.name:
            message = f"the xml:id {words.quoted(name)} stands in {owner} too, and these files are published together"
            hint = "ids of authority entries and of texts are unique in the edition: rename one of the two"
            yield spot.error("MBP006", message, hint)

    def _pointer(self, spot: _Spot, token: str, declared: tuple[Prefix, ...]) -> Iterator[Finding]:
        target = resolve(token, spot.document.path, declared)
        scheme = _SCHEME.match(token)
        if target.file is None or (scheme and scheme[1].lower() == "file"):
            yield from _address(spot, token, target, declared)
        elif target.fragment is None and token.endswith("#"):
            message = f'{words.attribute(spot.attribute)} has nothing after "#"'
            yield spot.warning("MBP003", message, "write the xml:id that it points at")
        elif not target.fragment or "(" not in target.fragment:  # an XPointer scheme is left alone
            yield from self._file(spot, token, target.file, target.fragment)

    def _file(self, spot: _Spot, token: str, path: Path, fragment: str | None) -> Iterator[Finding]:
        own = spot.document.path.resolve()
        shown = f"{spot} points at {words.quoted(token)}"
        if not self.targets.allowed(path):
            message = f"{shown}, outside the folder {self.root}; it was not looked at"
            yield spot.finding(Severity.HINT, "MBP010", message, "check it by hand")
        elif path != own and not path.exists():
            severity = Severity.WARNING if spot.attribute in MEDIA | NAMING else Severity.ERROR
            hint = self._advice_on_file(own, token, path)
            yield spot.finding(severity, "MBP002", f"{shown}, but there is no such file", hint)
        elif fragment is None:
            return
        elif (ids := self.targets.ids(path)) is None:
            hint = f"validate {path.name} by itself"
            yield spot.error("MBP002", f"{shown}, but that file cannot be read as XML", hint)
        elif fragment not in ids.kinds:
            where = "in this file" if path == own else f"in {path.name}"
            finding = spot.error("MBP001", f"{shown}, but {where} there is no such xml:id", "")
            self._dangling.append((finding, path, fragment))
        else:
            self._used.add((path, fragment))
            yield from _kind(spot, token, ids.kinds[fragment])

    def _advice(self, path: Path, fragment: str) -> str:
        """What may have been meant by an id that is not in the file `path`."""
        for other in sorted({*self._lists, *self.authorities} - {path}):
            ids = self.targets.ids(other)
            if ids and fragment in ids.kinds:
                return f"the id stands in {self._lists.get(other, other.name)}: put the path to that file before the #"
        ids = self.targets.ids(path)
        similar = words.near(fragment, ids.kinds) if ids else None
        return f'did you mean "{similar}"?' if similar else "no id there is like it; add the entry, or mend the pointer"

    def _advice_on_file(self, own: Path, token: str, path: Path) -> str:
        ids = self.targets.ids(own)
        if ids and token in ids.kinds:
            return f'an xml:id of this file is written with a #: "#{token}"'
        if not path.parent.is_dir():
            return f"there is no folder {path.parent.name} either; paths start at the folder of this file"
        similar = words.near(path.name, [file.name for file in path.parent.iterdir()])
        return f'did you mean "{similar}"?' if similar else "paths start at the folder of this file"


def _kind(spot: _Spot, token: str, found: str | None) -> Iterator[Finding]:
    wanted = wanted_kind(spot.element, spot.attribute)
    if not wanted or found is None or found in wanted:
        return
    expected = " or ".join(_A_KIND[kind] for kind in sorted(wanted))
    message = f"{words.element(spot.element)} must point at {expected}, but {words.quoted(token)} is {_A_KIND[found]}"
    yield spot.error("MBP008", message, "point at the right entry, or use the element for this kind of name")


def _address(spot: _Spot, token: str, target: Target, declared: tuple[Prefix, ...]) -> Iterator[Finding]:
    """A pointer with a scheme: a public one is left alone, a script refused, a private one needs its prefixDef."""
    match = _SCHEME.match(target.address or token)
    scheme = match[1] if match else ""
    mine = [prefix for prefix in declared if prefix.ident == scheme]
    shown = f"{spot} points at {words.quoted(token)}"
    if scheme.lower() in _SCRIPTS:
        yield spot.error("MBP011", f"{shown}, which would run as a script", "point at an address or an xml:id")
    elif scheme.lower() == "file":
        yield spot.warning("MBP004", f"{shown}, a file of one machine only", "write the path relative to this file")
    elif mine:
        message = f'{shown}, which does not fit the pattern of the prefix "{scheme}"'
        yield spot.error("MBP004", message, f"its prefixDef has matchPattern {words.quoted(mine[0].match)}")
    elif scheme.lower() not in _PUBLIC:
        known = words.listed({prefix.ident for prefix in declared})
        message = f'{shown}, but no prefixDef in the header says what "{scheme}:" stands for'
        hint = f"the header declares {known}" if known else "declare it in encodingDesc/listPrefixDef"
        yield spot.warning("MBP004", message, hint)


def _bad_patterns(document: Document) -> Iterator[Finding]:
    for element in document.root.iter(f"{{{TEI}}}prefixDef"):
        try:
            regex.compile(element.get("matchPattern", ""))
        except regex.error as error:
            ident = words.quoted(element.get("ident", ""))
            message = f"the matchPattern of the prefix {ident} is no regular expression: {error}"
            hint = "mend the pattern; no pointer with this prefix could be followed"
            yield _Spot(document, element, "matchPattern").error("MBP004", message, hint)


def _is_authority(document: Document, ids: Ids) -> bool:
    """True of a file that holds entries and no running text."""
    return bool(ids.entries) and next(document.root.iter(f"{{{TEI}}}body"), None) is None
