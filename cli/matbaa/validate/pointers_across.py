"""Pointers and ids over all files: what only the whole set shows, and what pointers lead to in files besides."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from matbaa.document import read
from matbaa.finding import CannotRun, Finding, Place, Severity
from matbaa.validate import words
from matbaa.validate.attributes import MEDIA, NAMING
from matbaa.validate.pointer_aims import WRONG_KIND, Aim, Pointer, of_wrong_kind, pointers_in
from matbaa.validate.targets import ID, Targets, with_ids

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from matbaa.validate.outcome import Facts

__all__ = ["across"]

# how grave it is that a file is missing: pictures often lie elsewhere, and schemes have names that are no addresses
_GRAVITY = {**dict.fromkeys(MEDIA, Severity.WARNING), **dict.fromkeys(NAMING, Severity.HINT)}
_NUMBER = re.compile(r"\d+")


def across(
    facts: Sequence[tuple[str, Facts]], targets: Targets, *, authorities: Collection[Path] = (), unused: bool
) -> Iterator[Finding]:
    """What only all files show, from what `pointers.check` wrote down of each by its name: pointers at other files
    (MBP001, MBP002, MBP008, MBP010), ids that two files share (MBP006), and with `unused` the authority entries that
    nothing points at (MBP009).

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
    _faults: dict[Aim, str] = field(default_factory=dict)
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
            if self._fault(aim := Aim(path, kinds, fragment))
        }
        if bad:
            for pointer in _again(name, fact, bad):
                yield self._finding(name, fact, pointer)

    def _fault(self, aim: Aim) -> str:
        if aim not in self._faults:
            self._faults[aim] = self._look(aim)
        return self._faults[aim]

    def _look(self, aim: Aim) -> str:
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

    def _finding(self, name: str, fact: Facts, pointer: Pointer) -> Finding:
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
            code, hint = "MBP008", WRONG_KIND
            message = of_wrong_kind(pointer.element, pointer.token, aim, fault)
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


def _again(name: str, fact: Facts, bad: Collection[Aim]) -> Iterator[Pointer]:
    """The pointers of a file with one of these aims: as they were written down, or by reading the file again."""
    left = set(bad)
    for aim, element, attribute, token, place in fact.get("pointers", []):
        if (aim := Aim(*aim)) in bad:
            left.discard(aim)
            yield Pointer(aim, element, attribute, token, Place(*place))
    if left:
        with suppress(CannotRun):  # it was read a moment ago
            yield from pointers_in(read(Path(fact["path"]), name), left.__contains__)


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
