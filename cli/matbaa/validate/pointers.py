"""Pointers and ids: whether each pointer leads somewhere, to the right kind of thing, and whether ids are what they
must be.

Two steps. `check` looks at one file and at nothing else: it tells what is wrong in any company, and writes down which
ids the file has and what it points at elsewhere. `pointers_across` sees these facts of all files, reads files that
pointers lead to and that are not among them, and tells the rest. So the outcome of `check` depends on the file alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from matbaa.document import TEI, Document
from matbaa.pointers import Resolver
from matbaa.validate import words
from matbaa.validate.pointer_aims import WRONG_KIND, Aim, Spot, aim_of, of_wrong_kind, pointers_in, targets
from matbaa.validate.targets import ID, Ids, exists, ids_of, only_lists, with_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from matbaa.finding import Finding
    from matbaa.validate.outcome import Facts

__all__ = ["check"]

_NCNAME = re.compile(r"[^\W\d][\w.\-\u00b7]*")
_RUNNING_TEXT = frozenset(f"{{{TEI}}}{name}" for name in ("body", "sourceDoc", "facsimile"))
_ANY = f"{{{TEI}}}*"


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
    for spot, token, target in targets(document, resolver, findings):
        if not isinstance(aim := aim_of(spot, token, target, resolver.declared), Aim):
            findings.extend(aim)
        elif aim.path != own or (ids.includes and aim.fragment not in ids.kinds):
            outgoing.setdefault(aim.path, {}).setdefault(aim.kinds, {})[aim.fragment] = None
        elif aim.fragment in ids.kinds:
            used.add(aim.fragment)
            found = ids.kinds[aim.fragment]
            if aim.kinds and found and found not in aim.kinds.split():
                message = of_wrong_kind(words.element(spot.element), token, aim, found)
                findings.append(spot.error("MBP008", message, WRONG_KIND))
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
        facts["pointers"] = list(pointers_in(document, lambda aim: aim.path in likely))
    return findings, facts


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
        name, spot = element.get(ID, "").strip(), Spot(document, element, ID)
        if not _NCNAME.fullmatch(name):
            hint = "an xml:id begins with a letter or _ and holds letters, digits, '-', '_' and '.' only"
            yield spot.error("MBP007", f"{words.quoted(name)} cannot be an xml:id", hint)
        elif name in seen:
            line = document.locate(seen[name]).line
            message = f"the xml:id {words.quoted(name)} stands twice in this file, first in line {line}"
            yield spot.error("MBP005", message, "give one of the two another id, and mend the pointers that mean it")
        else:
            seen[name] = element


def _bad_patterns(document: Document) -> Iterator[Finding]:
    for element in document.root.iter(f"{{{TEI}}}prefixDef"):
        import regex

        try:
            regex.compile(element.get("matchPattern", ""))
        except regex.error as error:
            ident = words.quoted(element.get("ident", ""))
            message = f"the matchPattern of the prefix {ident} is no regular expression: {error}"
            hint = "mend the pattern; no pointer with this prefix could be followed"
            yield Spot(document, element, "matchPattern").error("MBP004", message, hint)


def _is_authority(document: Document, ids: Ids) -> bool:
    """True of a file that holds entries and no running text."""
    return bool(ids.entries) and next(document.root.iter(*_RUNNING_TEXT), None) is None
