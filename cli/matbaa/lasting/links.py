"""Links of a site that lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

__all__ = ["Broken", "broken"]


class Broken(NamedTuple):
    """A link that leads nowhere: the page that it names is not there, or has no such id."""

    page: str
    fragment: str
    why: str


def broken(
    links: Mapping[str, Collection[str]], is_there: Callable[[str], bool], ids: Callable[[str], Collection[str]]
) -> Iterator[Broken]:
    """Those of the links of a page (see `Scanned.links`) that lead nowhere, sorted.

    `is_there` says whether the site has a file, `ids` which ids a page has.
    """
    for page in sorted(links):
        if page.startswith("../"):
            yield Broken(page, "", "lies outside of the site")
        elif not is_there(page):
            yield Broken(page, "", "is not there")
        elif wanted := {fragment for fragment in links[page] if fragment}:
            for fragment in sorted(wanted.difference(ids(page)) if page.endswith(".html") else ()):
                yield Broken(page, fragment, "has no such id")
