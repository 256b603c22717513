"""What a page has and what it leads to: its ids, the addresses that it offers to readers, its links within the site."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

__all__ = ["Scanned", "resolved", "scan"]

_IDS = etree.XPath("//@id", smart_strings=False)
_LINKS = etree.XPath("//@href | //@src | //@poster | //@data", smart_strings=False)
# the signs beside paragraphs and headings, and the numbers of pages, whose address readers copy
_OFFERED = etree.XPath(
    "//a[contains(concat(' ', @class, ' '), ' permalink ') or contains(concat(' ', ../@class, ' '), ' pb ')]/@href",
    smart_strings=False,
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SPACES = re.compile(r"[\t\n\r]+")


@dataclass(frozen=True, slots=True)
class Scanned:
    """A page: its `ids`; `offered` are those that it invites readers to cite; `links` are the fragments that it leads
    to on each page of the site, by the page's name, where an empty fragment is the page itself.

    A name begins with `../` where a link leads out of the site.
    """

    ids: frozenset[str]
    offered: frozenset[str]
    links: dict[str, frozenset[str]]


def scan(name: str, data: bytes) -> Scanned:
    """The page `name` (its path below the top of the site) with the bytes `data`, in UTF-8. Linear in its size."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(data, parser) if data.strip() else None
    if root is None:
        return Scanned(frozenset(), frozenset(), {})
    links: dict[str, set[str]] = {}
    for address in set(_LINKS(root)):
        if found := resolved(name, address):
            links.setdefault(found[0], set()).add(found[1])
    offered = {found[1] for address in set(_OFFERED(root)) if (found := resolved(name, address)) and found[0] == name}
    return Scanned(
        frozenset(_IDS(root)),
        frozenset(offered - {""}),
        {page: frozenset(fragments) for page, fragments in links.items()},
    )


def resolved(page: str, address: str) -> tuple[str, str] | None:
    """The page and the fragment that an address on `page` leads to; nothing for one outside of the site."""
    address = _SPACES.sub("", address.strip())
    if _SCHEME.match(address) or address.startswith("//"):
        return None
    path, _, fragment = address.partition("#")
    path = unquote(path.partition("?")[0])
    # the top of a page is always there
    fragment = "" if fragment.lower() == "top" else unquote(fragment)
    if not path:
        return page, fragment
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    if whole.startswith("/"):
        whole = f"..{whole}"
    if path.endswith("/") or whole == ".":
        whole = posixpath.normpath(posixpath.join(whole, "index.html"))
    return whole, fragment
