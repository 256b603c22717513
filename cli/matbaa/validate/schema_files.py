"""The files that a schema consists of: each is read by our own reader first, so that no library fetches or opens
what it should not.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from lxml import etree

from matbaa.document import read
from matbaa.finding import CannotRun, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from matbaa.document import Document

__all__ = ["parts", "schema_tree"]


def parts(
    schema: Document, references: Mapping[str, str], code: str, folder: Path | None = None
) -> tuple[tuple[Path, ...], list[str]]:
    """The files that `schema` consists of, itself the first, and the addresses on a network that they refer to.

    `references` says which elements (lxml's names) name files in which attribute. Raises `CannotRun` for a file
    that is not there or cannot be read and, with `folder`, for one outside that folder.
    """
    distant: list[str] = []
    seen = {schema.path.resolve(): None}
    _follow(schema, references, code, folder, seen, distant)
    return tuple(seen), distant


def _follow(
    document: Document,
    references: Mapping[str, str],
    code: str,
    folder: Path | None,
    seen: dict[Path, None],
    found: list[str],
) -> None:
    for reference in document.root.iter(list(references)):
        location = reference.get(references[str(reference.tag)], "").strip()
        if not location:
            continue
        parts = urlsplit(location)
        if parts.scheme not in {"", "file"}:
            found.append(location)
            continue
        path = (document.path.resolve().parent / unquote(parts.path)).resolve()
        if folder is not None and not path.is_relative_to(folder):
            raise CannotRun(
                document.finding(
                    code,
                    Severity.ERROR,
                    f'it names the file "{location}", which lies outside the schema\'s folder',
                    document.locate(reference),
                    hint="put the file beside the schema and name it there",
                )
            )
        if not path.is_file():
            raise CannotRun(
                document.finding(
                    code,
                    Severity.ERROR,
                    f'it names the file "{location}", which is not there',
                    document.locate(reference),
                    hint="put the file there, or mend the path",
                )
            )
        if path not in seen:
            seen[path] = None
            _follow(read(path), references, code, folder, seen, found)


def schema_tree(path: Path) -> etree._ElementTree:
    """A schema whose files have passed `parts`, as libxml2 wants it: able to read the files that it names."""
    return etree.parse(os.fsencode(path), etree.XMLParser(no_network=True, resolve_entities=False, load_dtd=False))
