"""Locators: the pages, volumes and the like that citations give."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from matbaa.document import words
from matbaa.finding import Finding, Severity
from matbaa.numerals import completed, roman
from matbaa.validate.words import element, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from matbaa.document import Document
    from matbaa.known import Work

__all__ = ["check", "numbers"]

_PAGES = frozenset({"page", "pages", "pp"})
_VOLUMES = frozenset({"volume", "vol"})
_NUMBER = re.compile(r"(?<!\d)\d{1,9}(?!\d)")
_SPREAD = re.compile(r"(?<!\d)(\d{1,9})\s*[-–—]\s*(\d{1,9})(?!\d)")
_WORD = re.compile(r"\b[ivxlcdm]+\b", re.IGNORECASE)


def check(document: Document, node: etree._Element, work: Work | None) -> Iterator[Finding]:
    """What is wrong with one `citedRange` in a citation of `work`, where that is known."""
    first, last = _value(node.get("from")), _value(node.get("to"))
    unit = node.get("unit", "")
    told = words(node)
    place = document.locate(node)
    if first is not None and last is not None and last < first:
        message = f"{element(node)} ends before it begins: @from is {node.get('from')}, @to is {node.get('to')}"
        yield document.finding("MBR004", Severity.ERROR, message, place, hint="exchange the two, or mend one of them")
    elif unit in _PAGES and 0 in (first, last):
        message = f"{element(node)} is page 0"
        yield document.finding("MBR004", Severity.WARNING, message, place, hint="write the page that is meant")
    elif not _said(first, last, told):
        values = {node.get(name): name for name in ("to", "from") if name in node.attrib}
        given = " and ".join(f"@{name} is {value}" for value, name in reversed(values.items()))
        message = f"the words of {element(node)} are {quoted(told)}, but {given}"
        yield document.finding("MBR005", Severity.WARNING, message, place, hint="mend the one that is wrong")
    elif work is not None and (message := _outside(node, unit, work)):
        hint = "mend the locator, the entry, or the pointer"
        yield document.finding("MBR006", Severity.WARNING, message, place, hint=hint)


def _value(text: str | None) -> int | None:
    text = (text or "").strip()
    return int(text) if _NUMBER.fullmatch(text) else roman(text)


def numbers(text: str) -> set[int]:
    """The numbers in a text, Roman ones too; of a short form such as 401-8, the long one too."""
    found = {int(number) for number in _NUMBER.findall(text)}
    for first, last in _SPREAD.findall(text):
        found.add(int(completed(first, last)))
    return found | {value for match in _WORD.finditer(text) if (value := roman(match[0]))}


def _said(first: int | None, last: int | None, told: str) -> bool:
    """True unless the words give numbers, and others than the attributes."""
    present = numbers(told)
    if not present:
        return True
    if first is not None and first not in present:
        return False
    # 3 ff.: where it ends, the words do not say
    return last is None or last in present or len(present) == 1


def _outside(node: etree._Element, unit: str, work: Work) -> str:
    """What the entry does not have, for a message; empty for none."""
    present = sorted(numbers(words(node)))
    first = _value(node.get("from")) if node.get("from") else (present[0] if present else None)
    last = _value(node.get("to")) or first
    if first is None or last is None:
        return ""
    if unit in _PAGES and work.pages and not (work.pages[0] <= first and last <= work.pages[1]):
        shown = str(first) if first == last else f"{first} to {last}"
        return f"page {shown} is cited, but the entry has pages {work.pages[0]} to {work.pages[1]}"
    if unit in _VOLUMES and len(work.volumes) == 1:
        theirs = numbers(work.volumes[0])
        if len(theirs) == 1 and first not in theirs:
            return f"volume {first} is cited, but the entry is volume {next(iter(theirs))}"
    return ""
