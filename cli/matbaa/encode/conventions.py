"""How a file writes its tags and pointers already, so that new ones are written alike."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from matbaa.encode.model import Kind, Mark
from matbaa.pointers import Resolver

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from matbaa.encode.passages import Reading
    from matbaa.known import Key

__all__ = ["NAMES", "Conventions", "Names", "relative_pointer"]

Names = Literal["auto", "specific", "rs"]
NAMES: tuple[Names, ...] = ("auto", "specific", "rs")

_OWN = {
    Kind.PERSON: "persName", Kind.PLACE: "placeName", Kind.ORG: "orgName", Kind.EVENT: "name", Kind.DOCUMENT: "name",
}  # fmt: skip
_GENERIC = ("rs", "name")
# characters that an address has as they are; letters of all scripts too, as in IRIs
_SAFE = "/-_.~!$&'()*+,;=:@"


@dataclass(eq=False)
class Conventions:
    """What the tags of a document show of its habits; `names` is what the user wants of tags for names.

    `ids` are the entries of lists by their id, for files that write `#id` or a bare key for an entry of another file.
    """

    reading: Reading
    ids: dict[str, list[Key]] = field(default_factory=dict)
    names: Names = "auto"

    @cached_property
    def _marks(self) -> list[Mark]:
        return [mark for passage in self.reading.passages for mark in passage.marks]

    @cached_property
    def _resolver(self) -> Resolver:
        return Resolver(self.reading.document)

    @cached_property
    def _forms(self) -> dict[Kind, Counter[tuple[str, str]]]:
        """For each kind the elements that its tags are, with their type."""
        found: dict[Kind, Counter[tuple[str, str]]] = {}
        for mark in self._marks:
            type_ = dict(mark.attributes).get("type", "") if mark.element in _GENERIC else ""
            found.setdefault(mark.kind, Counter())[mark.element, type_] += 1
        return found

    def element(
        self, kind: Kind, element: str, attributes: tuple[tuple[str, str], ...]
    ) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The element and attributes that a name is tagged with in this file, instead of those that are proposed."""
        own = _OWN.get(kind)
        if own is None or element != own or self.names == "specific":
            return element, attributes
        used = self._forms.get(kind, Counter())
        generic = Counter({form: count for form, count in used.items() if form[0] in _GENERIC})
        if self.names == "rs":
            type_ = next((type_ for (local, type_), _ in generic.most_common() if local == "rs"), kind.value)
            return "rs", _typed(attributes, type_)
        if own in _GENERIC:  # a name with a type: that of the file
            named = Counter({form: count for form, count in used.items() if form[0] in ("name", "eventName")})
            for (local, type_), _ in (named or generic).most_common(1):
                return local, _typed(attributes, type_)
            return element, attributes
        # both elements side by side mean names and descriptions; one alone is a habit
        if generic and not any(local == own for local, _ in used):
            (local, type_), _ = generic.most_common(1)[0]
            return local, _typed(attributes, type_)
        return element, attributes

    def pointer(self, key: Key, attribute: str, where: etree._Element) -> tuple[str, str]:
        """The attribute and the pointer that lead from an element of the file to an entry."""
        if attribute == "ref" and self._keyed:
            return "key", key[1]
        for written in self._pointers(key):
            target = self._resolver.resolve(written, where)
            if target.file is not None and (target.file.as_posix(), target.fragment) == key:
                return attribute, written
        return attribute, f"#{_quoted(key[1])}"

    def _pointers(self, key: Key) -> Iterator[str]:
        """Ways to point at an entry, that which suits the file best first."""
        path, fragment = key
        written = _quoted(fragment)
        if path == self._resolver.path.as_posix():
            yield f"#{written}"
            return
        relative = relative_pointer(key, self.reading.document.path)
        short = [f"{prefix.ident}:{written}" for prefix in self._resolver.declared if prefix.ident]
        if path in self._plain:
            yield relative
        if self._bare:
            return
        yield from short
        yield relative

    @cached_property
    def _tokens(self) -> list[str]:
        """The pointers of the names and citations, as they are written."""
        named = (dict(mark.attributes) for mark in self._marks)
        return [token for attributes in named for token in attributes.get("ref", "").split()]

    @cached_property
    def _plain(self) -> frozenset[str]:
        """The files that are pointed at by their path."""
        prefixes = tuple(f"{prefix.ident}:" for prefix in self._resolver.declared if prefix.ident)
        plain = {token for token in self._tokens if "#" in token[1:] and not token.startswith(prefixes)}
        root = self.reading.document.root
        targets = (self._resolver.resolve(token, root) for token in plain)
        return frozenset(target.file.as_posix() for target in targets if target.file is not None)

    @cached_property
    def _bare(self) -> bool:
        """True of a file that writes `#id` for entries which stand in another one."""
        path = self._resolver.path.as_posix()
        local = [token[1:] for token in self._tokens if token.startswith("#")]
        away = [name for name in local if any(key[0] != path for key in self.ids.get(name, []))]
        return bool(away) and 2 * len(away) > len(self._tokens)

    @cached_property
    def _keyed(self) -> bool:
        """True of a file whose names have `@key` and never `@ref`."""
        named = [dict(mark.attributes) for mark in self._marks if mark.kind in _OWN]
        return any("key" in one for one in named) and not any("ref" in one for one in named)


def _typed(attributes: tuple[tuple[str, str], ...], type_: str) -> tuple[tuple[str, str], ...]:
    rest = tuple(pair for pair in attributes if pair[0] != "type")
    return (("type", type_), *rest) if type_ else rest


def relative_pointer(key: Key, document: Path) -> str:
    """The pointer from a document to an entry by the path between the two."""
    path = Path(os.path.relpath(key[0], document.resolve().parent)).as_posix()
    return f"{_quoted(path)}#{_quoted(key[1])}"


def _quoted(text: str) -> str:
    """As an address may have it; letters of other alphabets may stand as they are."""
    return "".join(sign if sign.isalnum() else quote(sign, safe=_SAFE) for sign in text)
