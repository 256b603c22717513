"""Accepting the machine's tags: its `@resp` and `@cert` go, and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from matbaa.document import TEI, parse
from matbaa.encode.blocks import mark_kind
from matbaa.encode.edit import fault, written
from matbaa.encode.header import machine_ids
from matbaa.encode.model import KINDS, Kind
from matbaa.encode.source import Source

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lxml import etree

    from matbaa.document import Document
    from matbaa.encode.model import Cert

__all__ = ["Unreviewed", "accept", "unreviewed"]

_ENTRIES = {
    f"{{{TEI}}}{name}": kind
    for name, kind in {
        "person": Kind.PERSON, "place": Kind.PLACE, "org": Kind.ORG, "event": Kind.EVENT,
    }.items()
}  # fmt: skip
_ATTRIBUTE = re.compile(rb"\s+([^\s=]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_CERTS = ("high", "medium", "low")


class Unreviewed(NamedTuple):
    """A tag of the machine that nobody has accepted yet."""

    node: etree._Element
    kind: Kind | None
    others: str
    """Who answers for it besides, as `@resp` says."""


def unreviewed(document: Document) -> Iterator[Unreviewed]:
    """The tags of the machine in a document, in order."""
    marks = {f"#{identity}" for identity in machine_ids(document)}
    if not marks:
        return
    for node in document.root.iter(f"{{{TEI}}}*"):
        tokens = node.get("resp", "").split()
        if marks.intersection(tokens):
            kind = mark_kind(node) or _ENTRIES.get(str(node.tag))
            yield Unreviewed(node, kind, " ".join(token for token in tokens if token not in marks))


def accept(document: Document, kinds: Collection[Kind] = KINDS, cert: Cert = "low") -> tuple[Document, int]:
    """The document without the machine's marks on tags of these kinds that are as sure as `cert`, and how many.

    With all kinds, what is neither a name nor a date or citation is accepted too. Raises `CannotRun` where it cannot
    be edited.
    """
    sure = _CERTS[: _CERTS.index(cert) + 1]
    is_all = set(kinds) >= set(KINDS)
    found = [
        one for one in unreviewed(document) if (one.kind in kinds or is_all) and one.node.get("cert", "low") in sure
    ]
    if not found:
        return document, 0
    source = Source(document)
    data, end = bytearray(), 0
    accepted = 0
    for one in found:
        tags = source.tags(one.node)
        if tags is None:
            continue
        data += source.utf8[end : tags.begin] + _without_marks(source.utf8[tags.begin : tags.inside], one.others)
        end = tags.inside
        accepted += 1
    data += source.utf8[end:]
    edited = parse(source.encoded(bytes(data)), document.name, document.path)
    if not _is_same(document, edited, {one.node: one.others for one in found if source.tags(one.node)}):
        raise fault(document, "text or other tags would differ")
    return edited, accepted


def _without_marks(tag: bytes, others: str) -> bytes:
    def kept(attribute: re.Match[bytes]) -> bytes:
        name = attribute[1]
        if name == b"cert":
            return b""
        if name == b"resp":
            return written([("resp", others)]).encode() if others else b""
        return attribute[0]

    return _ATTRIBUTE.sub(kept, tag)


def _is_same(document: Document, edited: Document, accepted: dict[etree._Element, str]) -> bool:
    old, new = list(document.root.iter()), list(edited.root.iter())
    if len(old) != len(new):
        return False
    for one, other in zip(old, new, strict=True):
        expected = list(one.items())
        if one in accepted:
            others = accepted[one]
            expected = [
                (name, others if name == "resp" else value)
                for name, value in expected
                if name != "cert" and (name != "resp" or others)
            ]
        same = (str(one.tag), expected, one.text, one.tail) == (
            str(other.tag),
            list(other.items()),
            other.text,
            other.tail,
        )
        parents = one.getparent(), other.getparent()
        if not same or (parents[0] is None) != (parents[1] is None):
            return False
    return True
