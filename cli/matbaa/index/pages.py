"""An index as one page of it all, by `xslt/index.xsl`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.index.markup import index_xml
from matbaa.resources import resource
from matbaa.saxon import saxon

if TYPE_CHECKING:
    from matbaa.index.build import Index

__all__ = ["index_page"]


def index_page(index: Index, base: str | None, **parameters: str) -> str:
    """The HTML page of one index; `base` leads from it to the folder of the texts' pages; without it nothing is linked.

    `parameters` are those of the stylesheet: `css`, `root`, `home`, `title`, `language`, and `kinds`, the kinds of
    index that have a page, separated by spaces.
    """
    return (
        saxon()
        .stylesheet(resource("xslt/index.xsl"))
        .run(index_xml(index, base), {"language": index.language, **parameters})
    )
