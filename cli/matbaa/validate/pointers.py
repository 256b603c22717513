"""Pointers and ids: whether each pointer leads somewhere, to the right kind of thing, and whether ids are what they must be.

The files pass by once. A pointer is resolved when it is met, against the ids of its file, which are read once and kept; of the
text itself nothing is kept, so that memory does not grow with the corpus.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from matbaa.document import TEI, Document, read
from matbaa.finding import CannotRun, Finding, Severity
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
    """ark cid cts data doi file ftp ftps geo git gopher hdl http https info isbn issn jdbc ldap magnet mailto mid news nfs
    oai orcid sftp ssh svn tag tel telnet urn view-source viaf ws wss xmpp""".split()
)
_SCRIPTS = frozenset({"javascript", "vbscript"})
_NCNAME = re.compile(r"[^\W\d][\w.\-\u00b7]*")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_A_KIND = {"person": "a person", "place": "a place", "org": "an organisation", "event": "an event", "work": "a work", "object": "an object"}


@dataclass
class Pointers:
    """The check of pointers and ids over a set of files: `check` each document, then `finish`.

    `root` is the folder beyond which no target is read; `authorities` are resolved paths of the authority files, whose ids must be unique in
    the whole set. Only ids are kept.
    """

    root: Path
    authorities: Collection[Path] = ()
    targets: Targets = field(init=False)
    _used: set[tuple[Path, str]] = field(default_factory=set)
    _owners: dict[str, tuple[str, bool]] = field(default_factory=dict)
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
        declared = prefixes(document)
        yield from _bad_patterns(document)
        for element in document.root.iter("*"):
            for attribute, value in pointers(element):
                tokens = value.split()
                if not tokens:
                    yield self._at(document, element, attribute, "MBP003", Severity.WARNING, f"{words.attribute(attribute)} is empty",
                                   "write what it points at, or leave the attribute out")  # fmt: skip
                for token in tokens:
                    yield from self._pointer(document, element, attribute, token, declared)

    def finish(self, *, unused: bool) -> Iterator[Finding]:
        """What only the whole set shows: ids that are nowhere (MBP001); with `unused`, authority entries that nothing points at (MBP009)."""
        for finding, path, fragment in self._dangling:
            yield replace(finding, hint=self._advice(path, fragment))
        if not unused or not self._texts:
            return
        for path, name in self._lists.items():
            ids = self.targets.ids(path)
            idle = [entry for entry in (ids.entries if ids else []) if (path, entry) not in self._used]
            if not idle:
                continue
            try:
                document = read(path, name)  # again, for the places
            except CannotRun:
                continue
            wanted = set(idle)
            for element in document.root.iter("*"):
                if (entry := (element.get(ID) or "").strip()) in wanted:
                    yield self._at(document, element, ID, "MBP009", Severity.WARNING, f"nothing points at the entry {words.quoted(entry)}",
                                   "tag its mentions, or remove the entry")  # fmt: skip

    def _ids(self, document: Document, authority: bool) -> Iterator[Finding]:
        seen: dict[str, int] = {}
        for element in document.root.iter("*"):
            name = element.get(ID)
            if name is None:
                continue
            name = name.strip()
            if not _NCNAME.fullmatch(name):
                yield self._at(document, element, ID, "MBP007", Severity.ERROR, f"{words.quoted(name)} cannot be an xml:id",
                               "an xml:id begins with a letter or _ and holds letters, digits, '-', '_' and '.' only")  # fmt: skip
            elif name in seen:
                yield self._at(document, element, ID, "MBP005", Severity.ERROR,
                               f"the xml:id {words.quoted(name)} stands twice in this file, first in line {seen[name]}",
                               "give one of the two another id, and mend the pointers that mean it")  # fmt: skip
            else:
                seen[name] = document.locate(element).line if _repeats(document, name) else 0
                yield from self._shared(document, element, name, authority)

    def _shared(self, document: Document, element: etree._Element, name: str, authority: bool) -> Iterator[Finding]:
        """An id that names something in the whole edition: an authority entry, or a text."""
        public = authority or element is document.root
        owner = self._owners.get(name)
        if owner is None:
            if public:
                self._owners[name] = (document.name, public)
        elif public and owner[0] != document.name:
            yield self._at(document, element, ID, "MBP006", Severity.ERROR,
                           f"the xml:id {words.quoted(name)} stands in {owner[0]} too, and these files are published together",
                           "ids of authority entries and of texts are unique in the edition: rename one of the two")  # fmt: skip

    def _pointer(
        self, document: Document, element: etree._Element, attribute: str, token: str, declared: tuple[Prefix, ...]
    ) -> Iterator[Finding]:
        target = resolve(token, document.path, declared)
        if target.file is None or (scheme := _SCHEME.match(token)) and scheme[1].lower() == "file":
            yield from self._address(document, element, attribute, token, target, declared)
        elif target.fragment is None and token.endswith("#"):
            yield self._at(document, element, attribute, "MBP003", Severity.WARNING,
                           f'{words.attribute(attribute)} has nothing after "#"', "write the xml:id that it points at")  # fmt: skip
        elif target.fragment and "(" in target.fragment:
            return  # an XPointer scheme
        else:
            yield from self._file(document, element, attribute, token, target)

    def _file(
        self, document: Document, element: etree._Element, attribute: str, token: str, target: Target
    ) -> Iterator[Finding]:
        path = target.file
        assert path is not None
        shown = f"{words.attribute(attribute)} on {words.element(element)} points at {words.quoted(token)}"
        if not self.targets.allowed(path):
            yield self._at(document, element, attribute, "MBP010", Severity.INFO,
                           f"{shown}, outside the folder {self.root}; it was not looked at", "check it by hand")  # fmt: skip
        elif not path.exists() and path != document.path.resolve():
            media = attribute in MEDIA or attribute in NAMING
            own = self.targets.ids(document.path.resolve())
            bare = own is not None and token in own.kinds
            yield self._at(document, element, attribute, "MBP002", Severity.WARNING if media else Severity.ERROR,
                           f"{shown}, but there is no such file",
                           f'an xml:id of this file is written with a #: "#{token}"' if bare else _near_file(path))  # fmt: skip
        elif target.fragment is not None:
            ids = self.targets.ids(path)
            if ids is None:
                yield self._at(document, element, attribute, "MBP002", Severity.ERROR,
                               f"{shown}, but that file cannot be read as XML", f"validate {path.name} by itself")  # fmt: skip
            elif target.fragment not in ids.kinds:
                where = "in this file" if path == document.path.resolve() else f"in {path.name}"
                finding = self._at(document, element, attribute, "MBP001", Severity.ERROR, f"{shown}, but {where} there is no such xml:id", None)
                self._dangling.append((finding, path, target.fragment))
            else:
                self._used.add((path, target.fragment))
                yield from self._kind(document, element, attribute, token, ids.kinds[target.fragment])

    def _advice(self, path: Path, fragment: str) -> str:
        """What may have been meant by an id that is not in the file `path`."""
        for other in sorted({*self._lists, *self.authorities} - {path}):
            ids = self.targets.ids(other)
            if ids and fragment in ids.kinds:
                return f"the id stands in {self._lists.get(other, other.name)}: write the path to that file before the #"
        ids = self.targets.ids(path)
        similar = words.near(fragment, ids.kinds) if ids else None
        return f'did you mean "{similar}"?' if similar else "no id there is like it; add the entry, or mend the pointer"

    def _kind(
        self, document: Document, element: etree._Element, attribute: str, token: str, found: str | None
    ) -> Iterator[Finding]:
        wanted = wanted_kind(element, attribute)
        if not wanted or found is None or found in wanted:
            return
        expected = " or ".join(_A_KIND[kind] for kind in sorted(wanted))
        yield self._at(document, element, attribute, "MBP008", Severity.ERROR,
                       f"{words.element(element)} must point at {expected}, but {words.quoted(token)} is {_A_KIND[found]}",
                       "point at the right entry, or use the element for this kind of name")  # fmt: skip

    def _address(
        self, document: Document, element: etree._Element, attribute: str, token: str, target: Target, declared: tuple[Prefix, ...]
    ) -> Iterator[Finding]:
        """A pointer with a scheme: a public one is left alone, a script refused, a private one needs its prefixDef."""
        match = _SCHEME.match(target.address or token)
        scheme = match[1] if match else ""
        mine = [prefix for prefix in declared if prefix.ident == scheme]
        shown = f"{words.attribute(attribute)} on {words.element(element)} points at {words.quoted(token)}"
        if scheme.lower() in _SCRIPTS:
            yield self._at(document, element, attribute, "MBP011", Severity.ERROR, f"{shown}, which would run as a script",
                           "point at an address or an xml:id")  # fmt: skip
        elif scheme.lower() == "file":
            yield self._at(document, element, attribute, "MBP004", Severity.WARNING, f"{shown}, a file of one machine only",
                           "write the path relative to this file")  # fmt: skip
        elif mine:
            yield self._at(document, element, attribute, "MBP004", Severity.ERROR,
                           f'{shown}, which does not fit the pattern of the prefix "{scheme}"',
                           f"its prefixDef has matchPattern {words.quoted(mine[0].match)}")  # fmt: skip
        elif scheme.lower() not in _PUBLIC:
            known = words.listed({prefix.ident for prefix in declared})
            yield self._at(document, element, attribute, "MBP004", Severity.WARNING,
                           f'{shown}, but no prefixDef in the header says what "{scheme}:" stands for',
                           f"the header declares {known}" if known else "declare it in encodingDesc/listPrefixDef")  # fmt: skip

    @staticmethod
    def _at(
        document: Document, element: etree._Element, attribute: str, code: str, severity: Severity, message: str, hint: str | None
    ) -> Finding:
        return document.finding(code, severity, message, document.locate_attribute(element, attribute), hint=hint)


def _is_authority(document: Document, ids: Ids) -> bool:
    """True of a file that holds entries and no running text."""
    return bool(ids.entries) and next(document.root.iter(f"{{{TEI}}}body"), None) is None


def _repeats(document: Document, name: str) -> bool:
    return document.data.count(name.encode()) > 1


def _bad_patterns(document: Document) -> Iterator[Finding]:
    for element in document.root.iter(f"{{{TEI}}}prefixDef"):
        try:
            re.compile(element.get("matchPattern", ""))
        except re.error as error:
            yield Pointers._at(document, element, "matchPattern", "MBP004", Severity.ERROR,
                               f"the matchPattern of the prefix {words.quoted(element.get('ident', ''))} is no regular expression: {error}",
                               "mend the pattern; no pointer with this prefix could be followed")  # fmt: skip


def _near_file(path: Path) -> str:
    folder = path.parent
    if not folder.is_dir():
        return f"there is no folder {folder.name} either; paths start at the folder of this file"
    similar = words.near(path.name, [file.name for file in folder.iterdir()])
    return f'did you mean "{similar}"?' if similar else "paths start at the folder of this file"
