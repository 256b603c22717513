"""Pointers and ids: whether each pointer leads somewhere, to the right kind of thing, and whether ids are what they
must be.

Two steps. `check` looks at one file and at nothing else: it tells what is wrong in any company, and writes down which
ids the file has and what it points at elsewhere. `across` sees these facts of all files, reads files that pointers
lead to and that are not among them, and tells the rest. So the outcome of `check` depends on the file alone.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from matbaa.document import TEI, Document, read
from matbaa.finding import CannotRun, Finding, Place, Severity
from matbaa.pointers import Resolver
from matbaa.validate import words
from matbaa.validate.attributes import MEDIA, NAMING, pointers, wanted_kind
from matbaa.validate.targets import ID, Ids, Targets, exists, ids_of, only_lists, with_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from lxml import etree

    from matbaa.pointers import Prefix, Target
    from matbaa.validate.outcome import Facts

__all__ = ["across", "check"]

# schemes of addresses that are not ours to follow
_PUBLIC = frozenset(
    """ark cid cts data doi file ftp ftps geo git gopher hdl http https info isbn issn jdbc ldap magnet mailto mid news
    nfs oai orcid sftp ssh svn swh tag tei tel telnet textgrid urn view-source viaf ws wss xmpp""".split()
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
_RUNNING_TEXT = frozenset(f"{{{TEI}}}{name}" for name in ("body", "sourceDoc", "facsimile"))
_ANY = f"{{{TEI}}}*"
_NUMBER = re.compile(r"\d+")


class _Spot(NamedTuple):
    """An attribute of an element of a document, of which something is to be said."""

    document: Document
    element: etree._Element
    attribute: str

    def __str__(self) -> str:
        return f"{words.attribute(self.attribute)} on {words.element(self.element)}"

    @property
    def place(self) -> Place:
        return self.document.locate_attribute(self.element, self.attribute)

    def finding(self, severity: Severity, code: str, message: str, hint: str) -> Finding:
        return self.document.finding(code, severity, message, self.place, hint=hint)

    def error(self, code: str, message: str, hint: str) -> Finding:
        return self.finding(Severity.ERROR, code, message, hint)

    def warning(self, code: str, message: str, hint: str) -> Finding:
        return self.finding(Severity.WARNING, code, message, hint)


class _Aim(NamedTuple):
    """What a pointer leads to in another file: the id if it names one, and the kinds of entry that it must lead to."""

    path: str
    kinds: str
    fragment: str | None


class _Pointer(NamedTuple):
    """A pointer at another file, as messages speak of it."""

    aim: _Aim
    element: str
    attribute: str
    token: str
    place: Place | None


def check(document: Document, *, authority: bool | None = None) -> tuple[list[Finding], Facts]:
    """What can be said of one document by itself (MBP003 to MBP005, MBP007, MBP011, and MBP008 within the file), and
    what `across` must know of it.

    `authority` says whether the file is one of the edition's authority files; else its form tells.
    """
    ids = ids_of(document)
    listed = _is_authority(document, ids) if authority is None else authority
    findings = [*_ids(document), *_bad_patterns(document)]
    outgoing: dict[str, dict[str, dict[str | None, None]]] = {}
    used: set[str] = set()
    dangling: list[tuple[str, str, int, int]] = []
    resolver = Resolver(document)
    own = str(resolver.path)
    for spot, token, target in _targets(document, resolver, findings):
        if not isinstance(aim := _aim(spot, token, target, resolver.declared), _Aim):
            findings.extend(aim)
        elif aim.path != own or (ids.includes and aim.fragment not in ids.kinds):
            outgoing.setdefault(aim.path, {}).setdefault(aim.kinds, {})[aim.fragment] = None
        elif aim.fragment in ids.kinds:
            used.add(aim.fragment)
            found = ids.kinds[aim.fragment]
            if aim.kinds and found and found not in aim.kinds.split():
                message = _of_wrong_kind(words.element(spot.element), token, aim, found)
                findings.append(spot.error("MBP008", message, _WRONG_KIND))
        elif aim.fragment is not None:
            message = f"{spot} points at {words.quoted(token)}, but in this file there is no such xml:id"
            dangling.append((aim.fragment, message, *spot.place))
    facts: Facts = {
        "path": own,
        "authority": listed,
        "guessed": authority is None,  # no edition says what the file is
        "root": (document.root.get(ID) or "").strip(),
        "ids": _packed(ids),
        "out": {path: {kinds: list(names) for kinds, names in by_kind.items()} for path, by_kind in outgoing.items()},
    }
    if listed:
        facts |= {"entries": _entries(document, ids), "used": sorted(used)}
    elif ids.entries and only_lists(document):
        facts["lists"] = True
    if b"key=" in document.data and (keys := {key for node in document.root.iter(_ANY) if (key := node.get("key"))}):
        facts["keys"] = sorted(keys)
    if ids.includes:
        facts["includes"] = [str(path) for path in ids.includes]
    if dangling:
        facts["dangling"] = dangling
    # what probably has to be told is worked out here already; elsewhere `across` reads the file again
    there = exists(str(document.path))
    if likely := {path for path in outgoing if not there or not exists(path)}:
        facts["pointers"] = list(_pointers(document, lambda aim: aim.path in likely))
    return findings, facts


def across(
    facts: Sequence[tuple[str, Facts]], targets: Targets, *, authorities: Collection[Path] = (), unused: bool
) -> Iterator[Finding]:
    """What only all files show, from what `check` wrote down of each by its name: pointers at other files (MBP001,
    MBP002, MBP008, MBP010), ids that two files share (MBP006), and with `unused` the authority entries that nothing
    points at (MBP009).

    `targets` reads files that are not among them; `authorities` are resolved paths of the edition's authority files.
    """
    for _, fact in facts:
        targets.know(fact["path"], fact["ids"], fact.get("includes", []))
    lists = {fact["path"]: name for name, fact in facts if fact["authority"] or "lists" in fact}
    lists = {**{str(path): path.name for path in authorities}, **lists}
    texts = {fact["root"]: fact["path"] for _, fact in reversed(facts) if fact["root"] and not fact["authority"]}
    survey = _Survey(targets, lists, texts)
    for name, fact in facts:
        yield from survey.pointers(name, fact)
    yield from _shared(facts)
    if unused and any(not fact["authority"] for _, fact in facts):
        yield from _unused(facts)


@dataclass
class _Survey:
    """Follows pointers from file to file.

    `lists` are the names of files with authority entries by their path, `texts` the paths of texts by their id.
    """

    targets: Targets
    lists: dict[str, str]
    texts: dict[str, str]
    _faults: dict[_Aim, str] = field(default_factory=dict)
    _known: dict[tuple[str, str], str] = field(default_factory=dict)
    _folders: dict[Path, list[str] | None] = field(default_factory=dict)

    def pointers(self, name: str, fact: Facts) -> Iterator[Finding]:
        """What is wrong with the pointers of one file."""
        for fragment, message, line, column in fact.get("dangling", []):
            hint = self._advice(fact["path"], fact["path"], fragment)
            yield Finding("MBP001", Severity.ERROR, message, name, line, column, hint)
        bad = {
            aim
            for path, by_kind in fact["out"].items()
            for kinds, fragments in by_kind.items()
            for fragment in fragments
            if self._fault(aim := _Aim(path, kinds, fragment))
        }
        if bad:
            for pointer in _again(name, fact, bad):
                yield self._finding(name, fact, pointer)

    def _fault(self, aim: _Aim) -> str:
        if aim not in self._faults:
            self._faults[aim] = self._look(aim)
        return self._faults[aim]

    def _look(self, aim: _Aim) -> str:
        """What is wrong with what a pointer aims at, in one word or the kind of entry that was found; empty for
        nothing.
        """
        if not self.targets.allowed(aim.path):
            return "outside"
        if not self.targets.exists(aim.path):
            return "missing"
        if aim.fragment is None:
            return ""
        kinds = self.targets.kinds(aim.path)
        if kinds is None:
            return "unreadable"
        if aim.fragment not in kinds:
            return "dangling"
        found = kinds[aim.fragment]
        return found if found and aim.kinds and found not in aim.kinds.split() else ""

    def _finding(self, name: str, fact: Facts, pointer: _Pointer) -> Finding:
        aim, fault, file = pointer.aim, self._fault(pointer.aim), Path(pointer.aim.path)
        code, severity = "MBP002", Severity.ERROR
        message = f"{words.attribute(pointer.attribute)} on {pointer.element} points at {words.quoted(pointer.token)}"
        if fault == "outside":
            code, severity = "MBP010", Severity.HINT
            message += f", outside the folder {self.targets.root}; it was not looked at"
            hint = "check it by hand"
        elif fault == "missing":
            severity = _GRAVITY.get(pointer.attribute, Severity.ERROR)
            message += ", but there is no such file"
            hint = self._advice_on_file(fact["path"], pointer.token, file)
        elif fault == "unreadable":
            message += ", but that file cannot be read as XML"
            hint = f"validate {file.name} by itself"
        elif fault == "dangling":
            where = "in this file" if aim.path == fact["path"] else f"in {file.name}"
            code, message = "MBP001", f"{message}, but {where} there is no such xml:id"
            hint = self._advice(fact["path"], aim.path, aim.fragment or "")
        else:
            code, hint = "MBP008", _WRONG_KIND
            message = _of_wrong_kind(pointer.element, pointer.token, aim, fault)
        line, column = pointer.place or (None, None)
        return Finding(code, severity, message, name, line, column, hint)

    def _advice(self, own: str, path: str, fragment: str) -> str:
        """What may have been meant by a pointer in the file `own` at an id that is not in the file `path`."""
        for other in sorted({*self.lists} - {path}):
            if fragment in (self.targets.kinds(other) or {}):
                return f'the id stands in {self.lists[other]}: write "{_path(own, other)}#{fragment}"'
        if (path, fragment) not in self._known:
            self._known[path, fragment] = self._meant(path, fragment)
        return self._known[path, fragment]

    def _meant(self, path: str, fragment: str) -> str:
        similar = _near(fragment, self.targets.kinds(path) or {})
        return f'did you mean "{similar}"?' if similar else "no id there is like it; add the entry, or mend the pointer"

    def _advice_on_file(self, own: str, token: str, path: Path) -> str:
        if token in (self.targets.kinds(own) or {}):
            return f'an xml:id of this file is written with a #: "#{token}"'
        if "\\" in token:
            return 'the folders of a path have "/" between them, not "\\"'
        if token.startswith("www."):
            return f'an address of the web begins with its scheme: "https://{token}"'
        if path.parent not in self._folders:
            try:
                self._folders[path.parent] = [file.name for file in path.parent.iterdir()]
            except (OSError, ValueError):
                self._folders[path.parent] = None
        names = self._folders[path.parent]
        if names is None:
            return f"there is no folder {path.parent.name} either; paths start at the folder of this file"
        if f"{path.name}.xml" in names:
            return f'did you mean "{path.name}.xml"?'
        names = [file for file in names if path.with_name(file) != Path(own)]
        suffix = path.suffix.lower()
        if similar := _near(path.name, [name for name in names if name.lower().endswith(suffix)] if suffix else ()):
            return f'did you mean "{similar}"?'
        if not suffix and "/" not in token:
            for other in sorted(self.lists):
                if token in (self.targets.kinds(other) or {}):
                    return f'the id stands in {self.lists[other]}: write "{_path(own, other)}#{token}"'
            if token in self.texts:
                return f'the text with this id is "{_path(own, self.texts[token])}"'
            return 'a bare name is taken for a file; an id is written with a #: "#id", in another file "file.xml#id"'
        return "paths start at the folder of this file"


def _path(own: str, other: str) -> str:
    """The path of a file as a pointer in the file `own` has it."""
    return quote(os.path.relpath(other, Path(own).parent).replace(os.sep, "/"))


def _near(name: str, known: Collection[str]) -> str | None:
    """The one of the known names that is most like `name`, if any is like it and differs in more than a number."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(name, list(known), scorer=fuzz.ratio, score_cutoff=70) if known else None
    if found is None:
        folded = {other.casefold(): other for other in known}
        return folded.get(name.casefold())
    return None if _NUMBER.sub("", found[0]) == _NUMBER.sub("", name) else str(found[0])


# how grave it is that a file is missing: pictures often lie elsewhere, and schemes have names that are no addresses
_GRAVITY = {**dict.fromkeys(MEDIA, Severity.WARNING), **dict.fromkeys(NAMING, Severity.HINT)}
_WRONG_KIND = "point at the right entry, or use the element for this kind of name"


def _of_wrong_kind(element: str, token: str, aim: _Aim, found: str) -> str:
    expected = " or ".join(_A_KIND[kind] for kind in aim.kinds.split())
    return f"{element} must point at {expected}, but {words.quoted(token)} is {_A_KIND[found]}"


def _targets(document: Document, resolver: Resolver, findings: list[Finding]) -> Iterator[tuple[_Spot, str, Target]]:
    """The pointers of a document and what they lead to; what is said of empty ones goes to `findings`."""
    for element in document.root.iter(_ANY):
        for attribute, value in pointers(element):
            spot = _Spot(document, element, attribute)
            for token in value.split():
                yield spot, token, resolver.resolve(token, element)
            if not value.strip():
                hint = "write what it points at, or leave the attribute out"
                findings.append(spot.warning("MBP003", f"{words.attribute(attribute)} is empty", hint))


def _aim(spot: _Spot, token: str, target: Target, declared: tuple[Prefix, ...]) -> _Aim | Iterable[Finding]:
    """What a pointer at a file aims at; else what is to be said of it."""
    if target.file is None or token[:5].lower() == "file:":
        return _address(spot, token, target, declared)
    if target.fragment is None and token.endswith("#"):
        message = f'{words.attribute(spot.attribute)} has nothing after "#"'
        return [spot.warning("MBP003", message, "write the xml:id that it points at")]
    if target.fragment and "(" in target.fragment:  # an XPointer scheme is left alone
        return ()
    kinds = wanted_kind(spot.element, spot.attribute)
    return _Aim(str(target.file), " ".join(sorted(kinds)) if kinds else "", target.fragment)


def _pointers(document: Document, wanted: Callable[[_Aim], bool]) -> Iterator[_Pointer]:
    """The pointers of a document whose aim is wanted, with their places."""
    resolver = Resolver(document)
    for spot, token, target in _targets(document, resolver, []):
        aim = _aim(spot, token, target, resolver.declared)
        if isinstance(aim, _Aim) and wanted(aim):
            yield _Pointer(aim, words.element(spot.element), spot.attribute, token, spot.place)


def _again(name: str, fact: Facts, bad: Collection[_Aim]) -> Iterator[_Pointer]:
    """The pointers of a file with one of these aims: as they were written down, or by reading the file again."""
    left = set(bad)
    for aim, element, attribute, token, place in fact.get("pointers", []):
        if (aim := _Aim(*aim)) in bad:
            left.discard(aim)
            yield _Pointer(aim, element, attribute, token, Place(*place))
    if left:
        with suppress(CannotRun):  # it was read a moment ago
            yield from _pointers(read(Path(fact["path"]), name), left.__contains__)


def _packed(ids: Ids) -> dict[str, str]:
    """The ids by their kind, with blanks between them."""
    found: dict[str, list[str]] = {}
    for name, kind in ids.kinds.items():
        if " " not in name:
            found.setdefault(kind or "", []).append(name)
    return {kind: " ".join(names) for kind, names in found.items()}


def _entries(document: Document, ids: Ids) -> list[list[Any]]:
    """The authority entries of a file: id, line, column, and the ids inside, which stand for the entry too."""
    found: list[list[Any]] = []
    for name, element in ids.entries.items():
        inner = [other for inside in element.iterdescendants("*") if (other := inside.get(ID, "").strip())]
        found.append([name, *document.locate_attribute(element, ID), *inner])
    return found


def _ids(document: Document) -> Iterator[Finding]:
    seen: dict[str, etree._Element] = {}
    for element in with_ids(document.root):
        name, spot = element.get(ID, "").strip(), _Spot(document, element, ID)
        if not _NCNAME.fullmatch(name):
            hint = "an xml:id begins with a letter or _ and holds letters, digits, '-', '_' and '.' only"
            yield spot.error("MBP007", f"{words.quoted(name)} cannot be an xml:id", hint)
        elif name in seen:
            line = document.locate(seen[name]).line
            message = f"the xml:id {words.quoted(name)} stands twice in this file, first in line {line}"
            yield spot.error("MBP005", message, "give one of the two another id, and mend the pointers that mean it")
        else:
            seen[name] = element


def _shared(facts: Sequence[tuple[str, Facts]]) -> Iterator[Finding]:
    """Ids that name something in the whole edition, an authority entry or a text, and stand in two files."""
    owners: dict[str, str] = {}
    for name, fact in facts:
        names = dict.fromkeys([fact["root"]] if fact["root"] else [])
        if fact["authority"]:
            names.update(dict.fromkeys(id_ for ids in fact["ids"].values() for id_ in ids.split(" ")))
        twice = {id_: owners[id_] for id_ in names if owners.get(id_, name) != name}
        for id_ in names:
            owners.setdefault(id_, name)
        if twice:
            yield from _twice(name, fact, twice)


def _twice(name: str, fact: Facts, twice: dict[str, str]) -> Iterator[Finding]:
    places = _places(name, fact, twice)
    for id_, owner in twice.items():
        message = f"the xml:id {words.quoted(id_)} stands in {owner} too"
        hint = "ids of authority entries and of texts are unique in an edition: rename one of the two"
        line, column = places.get(id_) or (None, None)
        severity = Severity.WARNING if fact["guessed"] else Severity.ERROR
        yield Finding("MBP006", severity, message, name, line, column, hint)


def _places(name: str, fact: Facts, wanted: Collection[str]) -> dict[str, Place]:
    """Where ids stand in a file, which is read again."""
    places: dict[str, Place] = {}
    with suppress(CannotRun):
        document = read(Path(fact["path"]), name)
        for element in with_ids(document.root):
            id_ = element.get(ID, "").strip()
            if id_ in wanted and id_ not in places:
                places[id_] = document.locate_attribute(element, ID)
    return places


def _unused(facts: Sequence[tuple[str, Facts]]) -> Iterator[Finding]:
    used: dict[str, set[str | None]] = {fact["path"]: set() for _, fact in facts if fact["authority"]}
    keys: set[str] = set()
    for _, fact in facts:
        keys.update(fact.get("keys", ()))
        for path in used.keys() & fact["out"].keys():
            used[path].update(*fact["out"][path].values())
    for name, fact in facts:
        if not fact["authority"]:
            continue
        if fact["guessed"] and not used[fact["path"]] and len(fact["entries"]) > 1:
            message = f"nothing points at any of the {len(fact['entries'])} entries of this list"
            hint = "do the texts name their entries in another way than by pointers?"
            yield Finding("MBP009", Severity.HINT, message, name, hint=hint)
            continue
        mentioned = used[fact["path"]] | keys | set(fact["used"])
        for entry, line, column, *inner in fact["entries"]:
            if mentioned.isdisjoint((entry, *inner)):
                message = f"nothing points at the entry {words.quoted(entry)}"
                hint = "tag its mentions, or remove the entry"
                yield Finding("MBP009", Severity.WARNING, message, name, line, column, hint)


def _address(spot: _Spot, token: str, target: Target, declared: tuple[Prefix, ...]) -> Iterator[Finding]:
    """A pointer with a scheme: a public one is left alone, a script refused, a private one needs its prefixDef."""
    match = _SCHEME.match(target.address or token)
    if match is None:
        return  # an address without its scheme, or a query
    scheme = match[1]
    mine = [prefix for prefix in declared if prefix.ident == scheme]
    shown = f"{spot} points at {words.quoted(token)}"
    if scheme.lower() in _SCRIPTS:
        yield spot.error("MBP011", f"{shown}, which would run as a script", "point at an address or an xml:id")
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


def _bad_patterns(document: Document) -> Iterator[Finding]:
    for element in document.root.iter(f"{{{TEI}}}prefixDef"):
        import regex

        try:
            regex.compile(element.get("matchPattern", ""))
        except regex.error as error:
            ident = words.quoted(element.get("ident", ""))
            message = f"the matchPattern of the prefix {ident} is no regular expression: {error}"
            hint = "mend the pattern; no pointer with this prefix could be followed"
            yield _Spot(document, element, "matchPattern").error("MBP004", message, hint)


def _is_authority(document: Document, ids: Ids) -> bool:
    """True of a file that holds entries and no running text."""
    return bool(ids.entries) and next(document.root.iter(*_RUNNING_TEXT), None) is None
