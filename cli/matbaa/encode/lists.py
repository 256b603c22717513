"""The lists that a document's names and citations are looked up in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.document import TEI
from matbaa.known import Known
from matbaa.pointers import Resolver
from matbaa.validate.lists import known_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from matbaa.document import Document

__all__ = ["known_for"]

_POINTERS = ("ref", "target", "corresp", "sameAs")


def known_for(document: Document, authorities: Iterable[Path], root: Path | None = None) -> Known:
    """What a document can be tagged by: its own lists, these files, and those that it points at already.

    Of the latter only those below `root` are read, by default the document's folder.
    """
    own = document.path.resolve()
    within = (root or own.parent).resolve()
    files = {path.resolve() for path in authorities}
    files |= {path for path in _pointed_at(document) if path.is_relative_to(within) and path.is_file()}
    others, mine = known_of(files - {own})[0], Known.of(document)
    # for texts without lists of their own, what was worked out of the others serves again
    return Known.merged((others, mine)) if mine else others


def _pointed_at(document: Document) -> set[Path]:
    resolver = Resolver(document)
    found: set[Path] = set()
    for node in document.root.iter(f"{{{TEI}}}*"):
        for name in _POINTERS:
            for token in node.get(name, "").split():
                if not token.startswith("#") and (target := resolver.resolve(token, node)).fragment and target.file:
                    found.add(target.file)
    return found
