"""The pages of an index, by `xslt/index.xsl`, and the edition's home page, by `xslt/home.xsl`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.document import TEI, words
from matbaa.index.authority import language_of
from matbaa.index.formats import as_xml, element
from matbaa.resources import resource
from matbaa.saxon import saxon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.document import Document
    from matbaa.index.build import Index

__all__ = ["home_page", "index_page"]


def index_page(index: Index, base: str | None, **parameters: str) -> str:
    """The HTML page of one index; `base` leads from it to the folder of the texts' pages; without it nothing is linked.

    `parameters` are those of the stylesheet: `css`, `home`, `title`, `language`, and `kinds`, the kinds of index that
    have a page, separated by spaces.
    """
    return (
        saxon()
        .stylesheet(resource("xslt/index.xsl"))
        .run(as_xml(index, base), {"language": index.language, **parameters})
    )


def home_page(title: str, language: str, texts: Sequence[Document], indexes: Sequence[Index], css: str) -> str:
    """The page that leads to every text (`html/`, `text/`) and every index (`index/`) of an edition."""
    root = element(None, "edition", title=title, language=language)
    for document in texts:
        head = document.root.find(f"{{{TEI}}}teiHeader/{{{TEI}}}fileDesc/{{{TEI}}}titleStmt")
        name = document.path.stem
        text = element(root, "text", name=name, html=f"html/{name}.html", plain=f"text/{name}.txt")
        for kind in ("title", "author"):
            for found in () if head is None else head.iterchildren(f"{{{TEI}}}{kind}"):
                element(text, kind, words(found), type=found.get("type", ""), lang=language_of(found))
    for index in indexes:
        element(root, "index", kind=index.kind, entries=str(len(index.entries)))
    return saxon().stylesheet(resource("xslt/home.xsl")).run(root.getroottree(), {"css": css, "language": language})
