"""The ledger of an edition: the addresses that it has published, which others may have cited.

It is a text file beside edition.toml, kept with the edition: a page a line, and behind it the ids on it that readers
are offered. What stands in it is to stay; editors take out what they give up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from matbaa.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

__all__ = ["LEDGER", "Line", "gone", "lines", "written"]

LEDGER = "ledger.txt"
_HEAD = (
    "# Addresses that this edition has published: a page a line, and the ids on it. `matbaa build --publish` adds new\n"
    "# ones and takes none away; `matbaa build` warns when one is gone. Take out what the edition gives up.\n"
)
_DIGITS = re.compile(r"(\d+)")
# signs that ids may have and that need no other writing
_SAFE = "/:@!$&'()*+,;=~-._"


@dataclass(frozen=True, slots=True)
class Line:
    """A page that was published, with its ids, each with the column that it stands in."""

    number: int
    page: str
    ids: dict[str, int]


def lines(text: str) -> Iterator[Line]:
    """The pages of a ledger. Empty lines and those that begin with # are not looked at."""
    for number, line in enumerate(text.splitlines(), 1):
        words = [(found[0], found.start() + 1) for found in re.finditer(r"\S+", line)]
        if words and not words[0][0].startswith("#"):
            yield Line(number, unquote(words[0][0]), {unquote(word): column for word, column in words[1:]})


def written(pages: Mapping[str, Collection[str]], before: str = "") -> str:
    """The ledger with these pages and their ids, and with what stands in `before` already.

    Sorted, so that what was added is what is seen in a diff. Lines of remarks at the head are kept.
    """
    told = {line.page: set(line.ids) for line in lines(before)}
    for page, ids in pages.items():
        told.setdefault(page, set()).update(ids)
    head = re.match(r"(?:#.*\n)*", before)
    return (head[0] if head and head[0] else _HEAD) + "".join(
        " ".join([_quoted(page), *map(_quoted, sorted(told[page], key=_order))]) + "\n"
        for page in sorted(told, key=_order)
    )


def _quoted(text: str) -> str:
    # letters of any language stay as they are, so that people can read them
    return "".join(
        sign if sign.isalnum() or sign in _SAFE else quote(sign, safe="", errors="surrogatepass") for sign in text
    )


def _order(text: str) -> tuple[tuple[int, str, int], ...]:
    """p2 before p10."""
    parts = _DIGITS.split(text)
    return tuple((1, "", int(part)) if part.isdecimal() else (0, part, 0) for part in parts if part)


def gone(
    text: str,
    name: str,
    ids: Callable[[str], Collection[str] | None],
    excused: Collection[str] = (),
    only: Collection[str] | None = None,
) -> Iterator[Finding]:
    """A warning for each address in the ledger `text`, a file called `name`, that is not there any more.

    `ids` gives the ids of a page, nothing for a page that is not there; pages in `excused` are not looked at,
    and of the others only those in `only`, where that is given.
    """
    for line in lines(text):
        if line.page in excused or (only is not None and line.page not in only):
            continue
        there = ids(line.page)
        if there is None:
            hint = "bring it back under this name, or take the line out if the edition gives it up"
            message = f"{line.page} was published and is not there any more"
            yield Finding("MBL002", Severity.WARNING, message, name, line.number, 1, hint)
            continue
        for missing in line.ids.keys() - set(there) if line.ids else ():
            hint = (
                f'give that place its xml:id "{missing}" again, or take it out of the line if the edition gives it up'
            )
            message = f"{line.page}#{missing} was published and is not there any more"
            yield Finding("MBL002", Severity.WARNING, message, name, line.number, line.ids[missing], hint)
