"""Persons by what they are: "Millî Mücadele lideri", "ABD başkanı", "Sadrazam".

Who it is follows from the text (ABD Başkanı Wilson) or from what the entry says of the person; where more than one
may be meant, nobody is.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from matbaa.encode.model import Kind
from matbaa.encode.names.inflection import stems
from matbaa.encode.names.text import fold, split

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matbaa.encode.names.languages import Language
    from matbaa.encode.names.reading import Reading
    from matbaa.known import Key, Known

__all__ = ["Roles", "role_at"]


def role_at(reading: Reading, place: int) -> str:
    """The rank or office that the word at `place` is in the singular, whatever its ending; nothing where it is none."""
    word = reading.words[place]
    own = reading.language
    if word.key in own.offices:
        return word.key
    for stem in stems(word.text, word.key, own.code):
        if stem in own.offices:
            many = own.code == "tr" and word.key.startswith((f"{stem}ler", f"{stem}lar"))
            return "" if many else stem
    return ""


class Roles:
    """Who has what office with what, by the text so far and by the entries."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._told: dict[tuple[str, Key | None], set[Key]] = defaultdict(set)
        self._listed: dict[str, dict[str, list[tuple[Key, str]]]] = {}
        self._forms: dict[Key, tuple[str, ...]] = {}

    def tell(self, role: str, of: Key | None, who: Key) -> None:
        """The text calls `who` so."""
        self._told[role, of].add(who)

    def who(self, role: str, of: Key | None, own: Language) -> Key | None:
        """The one person who is so called, if there is exactly one."""
        names = own.leaders if role in own.leaders else frozenset({role})
        told = set().union(*(self._told.get((name, of), ()) for name in names))
        if told:
            return next(iter(told)) if len(told) == 1 else None
        listed = {
            key
            for name in names
            for key, about in self._by_role(own).get(name, ())
            if of is None or any(form in about for form in self._names(of))
        }
        return next(iter(listed)) if len(listed) == 1 else None

    def _names(self, key: Key) -> tuple[str, ...]:
        if key not in self._forms:
            entry = self._known.entries.get(key)
            forms: Iterable[str] = (form.text for form in entry.forms) if entry else ()
            self._forms[key] = tuple("".join(word.key for word in split(form)) for form in forms)
        return self._forms[key]

    def _by_role(self, own: Language) -> dict[str, list[tuple[Key, str]]]:
        """The persons whose entries name an office, with the letters of what they say."""
        if own.code not in self._listed:
            found: dict[str, list[tuple[Key, str]]] = {}
            for key, entry in self._known.entries.items():
                if entry.kind != Kind.PERSON or not entry.about:
                    continue
                words = split(entry.about)
                keys = {stem for word in words for stem in (word.key, *stems(word.text, word.key, own.code))}
                letters = "".join(fold(word.text) for word in words)
                for role in keys & own.offices:
                    found.setdefault(role, []).append((key, letters))
            self._listed[own.code] = found
        return self._listed[own.code]
