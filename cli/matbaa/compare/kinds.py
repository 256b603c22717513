"""Which elements are mentions, and of what kind: as the indexes treat them, and a few kinds more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.document import TEI
from matbaa.index.kinds import kind_of
from matbaa.index.mentions import MENTIONS, pointers_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

__all__ = ["kind_of_tag"]

_T = f"{{{TEI}}}"
_QUOTES = frozenset(f"{_T}{name}" for name in ("quote", "q", "said"))
_CHOICE = f"{_T}choice"
_ALONE = frozenset(f"{_T}{name}" for name in ("sic", "corr", "supplied"))
_POINTERS = frozenset({f"{_T}ref", f"{_T}ptr"})
# what a reference to a work is called where it does not stand in a bibl
_CITING = frozenset({"bibl", "bibr", "biblio", "bibliography", "citation", "cit"})
# parts of a place's name, where they stand in one
_PARTS = frozenset(f"{_T}{name}" for name in ("settlement", "country", "region", "district", "geogName"))


def kind_of_tag(node: etree._Element, in_citation: bool, leads_to_work: Callable[[etree._Element], bool]) -> str | None:
    """The kind of what an element of running text tags, if any; names inside a citation are part of it.

    `leads_to_work` says of a `ref` whether its pointer leads to an entry of a bibliography.
    """
    tag = node.tag
    if tag in MENTIONS:
        return None if in_citation else _kind_of_mention(node)
    if tag in _POINTERS:
        cites = not in_citation and (node.get("type", "").strip().lower() in _CITING or leads_to_work(node))
        return "citations" if cites else None
    if tag in _QUOTES:
        return "quotes"
    if tag == _CHOICE:
        return "corrections"
    if tag in _ALONE:
        parent = node.getparent()
        return "corrections" if parent is None or parent.tag != _CHOICE else None
    return "notes" if tag == f"{_T}note" else None


def _kind_of_mention(node: etree._Element) -> str | None:
    name = str(node.tag).removeprefix(_T)
    if name == "title":
        return "documents" if pointers_of(node) else None
    parent = node.getparent()
    if node.tag in _PARTS and parent is not None and parent.tag == f"{_T}placeName" and not pointers_of(node):
        return None
    kind = kind_of(name, node.get("type", ""))
    return "citations" if kind == "works" else kind
