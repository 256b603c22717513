"""The names that an entry of a list gives, in full: each form with its language and parts, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from matbaa.document import TEI, XML, words

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["NAMING", "Entry", "Form", "entry_of"]

_T = f"{{{TEI}}}"
# the kinds of entries that have names, by the element of the entry
NAMING = {
    _T + name: kind
    for name, kind in {
        "person": "person",
        "personGrp": "person",
        "persona": "person",
        "place": "place",
        "org": "org",
        "event": "event",
        "bibl": "document",
        "biblStruct": "document",
        "biblFull": "document",
    }.items()
}
_NAMES = {
    "person": ("persName", "name"),
    "place": ("placeName", "geogName", "settlement", "district", "region", "country", "bloc", "name"),
    "org": ("orgName", "name"),
    "event": ("eventName", "label", "head", "name"),
    "document": ("title",),
}
_ABOUT = ("occupation", "roleName", "state", "affiliation", "trait", "note")
# what an entry says is read so far; a biography may be long
_LONGEST = 600
# a list of these holds texts that are spoken of, not works that are cited
_DOCUMENTS = frozenset({"document", "documents", "text", "texts"})


class Form(NamedTuple):
    """A name as an entry writes it.

    `language` is that of the form itself, where it says so; `type` is as it stands (`preferred`, `variant`, …).
    `surname` and `forename` are all their words, `role` an honorific or office, where they are marked.
    """

    text: str
    language: str = ""
    type: str = ""
    surname: str = ""
    forename: str = ""
    role: str = ""


class Entry(NamedTuple):
    """A person, place, organisation (`org`), event or document, with its forms; `about` is what is said of it."""

    kind: str
    forms: tuple[Form, ...]
    type: str = ""
    about: str = ""

    @classmethod
    def from_json(cls, kind: str, forms: list[list[str]], kind_of: str, about: str) -> Entry:
        """What a list of its fields gives. Raises `TypeError` for anything else."""
        return cls(kind, tuple(Form(*form) for form in forms), kind_of, about)

    def to_json(self) -> list[Any]:
        """As lists and texts only."""
        return [self.kind, [list(form) for form in self.forms], self.type, self.about]


def entry_of(node: etree._Element) -> Entry | None:
    """What the entry of a list gives of names; nothing for a work that is only cited."""
    kind = NAMING.get(str(node.tag), "")
    if not kind or (kind == "document" and not _is_document(node)):
        return None
    forms: dict[Form, None] = {}
    for name in _NAMES[kind]:
        for child in node.iterchildren(_T + name):
            if (form := _form(child)).text:
                forms[form] = None
    about = " ".join(words(child) for name in _ABOUT for child in node.iterchildren(_T + name))
    return Entry(kind, tuple(forms), node.get("type", ""), about[:_LONGEST])


def _form(node: etree._Element) -> Form:
    def parts(*names: str) -> str:
        found = (words(part) for part in node.iter(*(_T + name for name in names)) if part is not node)
        return " ".join(text for text in found if text)

    return Form(
        words(node),
        node.get(f"{{{XML}}}lang", ""),
        node.get("type", ""),
        parts("nameLink", "surname"),
        parts("forename"),
        parts("roleName"),
    )


def _is_document(node: etree._Element) -> bool:
    found = next(node.iterancestors(f"{_T}listBibl"), None)
    return found is not None and found.get("type", "") in _DOCUMENTS
