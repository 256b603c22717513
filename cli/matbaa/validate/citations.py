"""Citations: whether their words fit the entries that they point at, and whether what they cite can be there."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from matbaa.dates.words import fold
from matbaa.document import TEI, words
from matbaa.finding import Finding, Severity
from matbaa.numerals import YEAR
from matbaa.validate import locators, untagged
from matbaa.validate.words import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml import etree

    from matbaa.document import Document
    from matbaa.known import Key, Known, Work

__all__ = ["check"]

_T = f"{{{TEI}}}"
_NAME = re.compile(r"[^\W\d_]{2,}")
_POINTING = ("target", "corresp", "sameAs", "ref")
# words that are no part of anybody's name
_NO_NAMES = frozenset(
    "and und ve ile vgl see siehe bkz the der die das von van zum zur eds hrsg hgg vdi voir ders also auch".split()
)
# a citation of more words than these names its work in another way than by author and year
_SHORT = 60
_ALIKE = 70


class _Citation(NamedTuple):
    """A pointer at a work, with its words: `whole` is the element around all words of the citation."""

    node: etree._Element
    whole: etree._Element
    key: Key
    text: str


def check(
    document: Document, known: Known, resolve: Callable[[str], Key | None]
) -> tuple[list[Finding], dict[str, Any]]:
    """What is wrong with the citations of one document.

    `resolve` gives the key of the entry that a pointer in this document leads to, if it leads to a file. There are no
    facts for the whole set.
    """
    resolve = cache(resolve)
    findings: list[Finding] = []
    cited: dict[etree._Element, list[Work]] = {}
    told: set[tuple[Key, str]] = set()
    for citation in _citations(document, known, resolve):
        work = known.works[citation.key]
        cited.setdefault(citation.whole, []).append(work)
        if len(citation.text) <= _SHORT:
            # where the words name another author, the year needs no word
            findings += [*_author(document, citation, work, known)] or _year(document, citation, work)
            if (citation.key, citation.text) not in told:
                told.add((citation.key, citation.text))
                findings += _ambiguous(document, citation, work, known)
    for node in document.root.iter(f"{_T}citedRange"):
        works = cited.get(_whole(node), [])
        findings += locators.check(document, node, works[0] if len(works) == 1 else None)
    if cited:
        findings += untagged.check(document, known)
    return findings, {}


def _citations(document: Document, known: Known, resolve: Callable[[str], Key | None]) -> Iterator[_Citation]:
    if not known.works:
        return
    for node in document.root.iter(f"{_T}ref", f"{_T}ptr", f"{_T}bibl"):
        for name in _POINTING:
            if name == "ref" and node.tag != f"{_T}bibl":
                continue
            tokens = node.get(name, "").split()
            key = resolve(tokens[0]) if len(tokens) == 1 else None
            if key in known.works:
                yield _Citation(node, _whole(node), key, _words(node))
                break


def _whole(node: etree._Element) -> etree._Element:
    """The `bibl` or `cit` around a pointer or a locator; else the element itself."""
    for parent in (node, *node.iterancestors()):
        if parent.tag == f"{_T}bibl":
            return parent
        if parent.tag in {f"{_T}p", f"{_T}note", f"{_T}div"}:
            break
    return node


def _words(node: etree._Element) -> str:
    """The words of a citation, without those of its locator."""
    if next(node.iter(f"{_T}citedRange", f"{_T}choice", f"{_T}note"), None) is None:
        return words(node)
    parts = [node.text or ""]
    for child in node:
        if child.tag not in {f"{_T}citedRange", f"{_T}choice", f"{_T}note"} and isinstance(child.tag, str):
            parts.append(words(child))
        parts.append(child.tail or "")
    return " ".join("".join(parts).split())


def _year(document: Document, citation: _Citation, work: Work) -> Iterator[Finding]:
    found = [(match[1], match[2] or "") for match in YEAR.finditer(citation.text)]
    if not found or not work.years or any(year in title for year, _ in found for title in (*work.titles, work.text)):
        return
    if any(_same_year(year, letter, other) for year, letter in found for other in work.years):
        return
    told = " and ".join(year + letter for year, letter in found)
    yield document.finding(
        "MBR001",
        Severity.WARNING,
        f"the words cite {told}, but {quoted(citation.key[1])} is of {' and '.join(work.years[:3])}",
        document.locate(citation.node),
        hint="point at the right entry, or mend the year",
    )


def _same_year(year: str, letter: str, other: str) -> bool:
    return year == other[:4] and (not letter or not other[4:] or letter == other[4:])


def _author(document: Document, citation: _Citation, work: Work, known: Known) -> Iterator[Finding]:
    """Only words of the form author and year are looked at."""
    year = YEAR.search(citation.text)
    if year is None:
        return
    names = _names(citation.text[: year.start()])
    if not names or _named(names, work, citation.key):
        return
    better = [
        key
        for key, other in known.of_year(year[1])
        if key[0] == citation.key[0]
        and any(_same_year(year[1], year[2] or "", told) for told in other.years)
        and _all_named(names, other)
    ]
    place = document.locate(citation.node)
    message = f"the words cite {quoted(citation.text)}, but {quoted(citation.key[1])} is {quoted(work.label)}"
    if len(better) == 1:
        hint = f'did you mean "{better[0][1]}"?'
        yield document.finding("MBR002", Severity.WARNING, message, place, hint=hint)
    else:
        hint = "point at the right entry, or mend its authors"
        yield document.finding("MBR002", Severity.HINT, message, place, hint=hint)


def _names(text: str) -> list[str]:
    """The words of a text that may be names, folded: those with a capital that are no abbreviation."""
    found = _NAME.findall(text)
    return [
        fold(word)
        for word in found
        if word[0].isupper() and len(word) > 2 and not word.isupper() and fold(word) not in _NO_NAMES
    ]


def _named(names: list[str], work: Work, key: Key) -> bool:
    """True if any of the names is, more or less, in the entry or its id."""
    from rapidfuzz import fuzz

    theirs = {
        fold(word) for told in (*work.authors, *work.editors, *work.titles, work.text) for word in _NAME.findall(told)
    }
    if not (work.authors or work.editors or work.text):
        return True
    joined = fold(key[1])
    return any(
        name in joined or any(fuzz.ratio(name, other) >= _ALIKE or _begins_alike(name, other) for other in theirs)
        for name in names
    )


def _begins_alike(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    return shorter >= 4 and (one.startswith(other) or other.startswith(one))


def _all_named(names: list[str], work: Work) -> bool:
    theirs = {fold(word) for told in (*work.authors, *work.editors) for word in _NAME.findall(told)}
    return bool(theirs) and all(name in theirs for name in names)


def _ambiguous(document: Document, citation: _Citation, work: Work, known: Known) -> Iterator[Finding]:
    year = YEAR.search(citation.text)
    if year is None or year[2] or not _names(citation.text[: year.start()]):
        return
    keys = [key for key, other in known.of_year(year[1]) if key[0] == citation.key[0] and other.authors == work.authors]
    alone = len(keys) < 2 or citation.key not in keys or not work.authors
    if alone or next(citation.whole.iter(f"{_T}title"), None) is not None:
        return
    others = " and ".join(quoted(key[1]) for key in keys if key != citation.key)
    yield document.finding(
        "MBR003",
        Severity.HINT,
        f"{quoted(citation.text)} points at {quoted(citation.key[1])}, but may be {others} as well",
        document.locate(citation.node),
        hint="check that it points at the right one; the words do not tell them apart",
    )
