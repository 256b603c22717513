"""The list of all pages that search engines read: sitemap.xml, with further files where there are very many."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["MOST", "address", "sitemaps"]

# so many addresses may stand in one file
MOST = 50_000
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def address(url: str, name: str) -> str:
    """The public address of the file `name` of the site at `url`, which ends in a slash; the home page's is that of
    the site.
    """
    return url + quote("" if name == "index.html" else name)


def sitemaps(url: str, pages: Iterable[str], most: int = MOST) -> dict[str, str]:
    """The files, by name: `sitemap.xml` with the address of each page, or with those of `sitemap-1.xml` and so on."""
    addresses = [address(url, page) for page in sorted(pages)]
    if len(addresses) <= most:
        return {"sitemap.xml": _listed("urlset", "url", addresses)}
    parts = [addresses[start : start + most] for start in range(0, len(addresses), most)]
    files = {f"sitemap-{number}.xml": _listed("urlset", "url", part) for number, part in enumerate(parts, 1)}
    return {"sitemap.xml": _listed("sitemapindex", "sitemap", [address(url, name) for name in files]), **files}


def _listed(root: str, item: str, addresses: Iterable[str]) -> str:
    lines = "".join(f"<{item}><loc>{escape(one)}</loc></{item}>\n" for one in addresses)
    return f"{_HEAD}<{root} {_SPACE}>\n{lines}</{root}>\n"
