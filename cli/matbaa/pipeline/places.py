"""Where in the edition's files a link stands that leads nowhere on a page."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from matbaa.finding import CannotRun

if TYPE_CHECKING:
    from matbaa.document import Document
    from matbaa.lasting.links import Broken
    from matbaa.project import Project

__all__ = ["place_of"]

_POINTING = ("target", "ref", "corresp", "facs", "url")


def place_of(project: Project, page: str, source: str, link: Broken) -> tuple[str, tuple[int | None, int | None]]:
    """The file to name for a broken link of a page, and the place in it, if one pointer there is likely meant.

    `source` is the first file that the page was made from, as messages name it.
    """
    if not page.startswith("html/") or not source:
        return page, (None, None)
    document = _document(project.root / source, source)
    if document is None:
        return source, (None, None)
    for node in document.root.iter():
        for name in _POINTING if isinstance(node.tag, str) else ():
            for token in (node.get(name) or "").split():
                if _leads_to(token, link):
                    return source, document.locate_attribute(node, name)
    return source, (None, None)


def _leads_to(token: str, link: Broken) -> bool:
    """Is this probably the pointer that became the link?"""
    file, _, fragment = token.partition("#")
    name = Path(link.page).name
    named = Path(file).name in (name, f"{Path(name).stem}.xml")
    if not link.fragment:
        return named
    return fragment == link.fragment and (named or not file)


@lru_cache(8)
def _document(path: Path, name: str) -> Document | None:
    from matbaa.document import read

    try:
        return read(path, name)
    except CannotRun:
        return None
