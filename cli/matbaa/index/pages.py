"""The pages of an index, by `xslt/index.xsl`, and the edition's home page, by `xslt/home.xsl`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.index.formats import as_xml, element
from matbaa.resources import resource
from matbaa.saxon import saxon

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matbaa.index.build import Index
    from matbaa.index.gathered import Gathered

__all__ = ["home_page", "index_page"]


def index_page(index: Index, base: str | None, **parameters: str) -> str:
    """The HTML page of one index; `base` leads from it to the folder of the texts' pages; without it nothing is linked.

    `parameters` are those of the stylesheet: `css`, `root`, `home`, `title`, `language`, and `kinds`, the kinds of
    index that have a page, separated by spaces.
    """
    return (
        saxon()
        .stylesheet(resource("xslt/index.xsl"))
        .run(as_xml(index, base), {"language": index.language, **parameters})
    )


def home_page(title: str, language: str, texts: Mapping[str, Gathered], kinds: Mapping[str, int], css: str) -> str:
    """The page that leads to every text (`html/`, `text/`), by its name, and to every index (`index/`) of an edition,
    with the number of its entries.
    """
    root = element(None, "edition", title=title, language=language)
    for name, gathered in texts.items():
        text = element(root, "text", name=name, html=f"html/{name}.html", plain=f"text/{name}.txt")
        for head in gathered.heads:
            element(text, head.kind, head.words, type=head.type, lang=head.language)
    for kind, entries in kinds.items():
        element(root, "index", kind=kind, entries=str(entries))
    return saxon().stylesheet(resource("xslt/home.xsl")).run(root.getroottree(), {"css": css, "language": language})
