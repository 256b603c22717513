"""How messages speak of elements, attributes and lists, so that all checks speak alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from matbaa.document import TEI, XML, TextNode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matbaa.document import Document
    from matbaa.finding import Place

__all__ = ["DATES", "DATE_FORM", "attribute", "element", "first_text", "listed", "local", "near", "quoted"]

# of 100, how alike two names must be for one to be a slip for the other
_LIKE = 70
DATES = frozenset({"@when", "@from", "@to", "@notBefore", "@notAfter"})
DATE_FORM = "write a date as YYYY-MM-DD, YYYY-MM or YYYY, with two digits for month and day, such as 1919-09-04"


def local(name: str) -> str:
    """`{namespace}name` without its namespace; `xml:` where it is that of XML."""
    found = etree.QName(name)
    return f"xml:{found.localname}" if found.namespace == XML else found.localname


def element(node: etree._Element) -> str:
    """`<name>`, with its namespace where that is not TEI's."""
    name = etree.QName(node)
    if name.namespace == TEI:
        return f"<{name.localname}>"
    return (
        f'<{name.localname}> (in the namespace "{name.namespace}")'
        if name.namespace
        else f"<{name.localname}> (in no namespace)"
    )


def attribute(name: str) -> str:
    """`@name`."""
    return f"@{local(name)}"


def quoted(text: str, limit: int = 60) -> str:
    """`text` in quotation marks on one line, cut in the middle where it is longer than `limit` characters."""
    text = " ".join(text.split())
    if len(text) > limit:
        half = limit // 2
        text = f"{text[:half].rstrip()} … {text[-half:].lstrip()}"
    return f'"{text}"'


def listed(names: Iterable[str], limit: int = 12) -> str:
    """The names, sorted, with commas; the first `limit` and how many more there are."""
    ordered = sorted(set(names), key=lambda name: (name.casefold(), name))
    rest = len(ordered) - limit
    return ", ".join(ordered[:limit]) + (f" and {rest} more" if rest > 0 else "")


def near(name: str, known: Iterable[str]) -> str | None:
    """The one of the known names that is most like `name`, if any is like it."""
    from rapidfuzz import fuzz, process

    choices = list(known)
    same = next((choice for choice in choices if choice.casefold() == name.casefold()), None)
    if same is not None:
        return same
    found = process.extractOne(name, choices, scorer=fuzz.ratio, score_cutoff=_LIKE)
    return found[0] if found else None


def first_text(document: Document, node: etree._Element) -> tuple[Place, str]:
    """Where the first text directly in `node` begins, and its words."""
    own = [TextNode(node, "text"), *(TextNode(child, "tail") for child in node)]
    for text in own:
        if words_in := str(text).strip():
            return document.locate_text(text, str(text).index(words_in[0])), quoted(words_in, 40)
    return document.locate(node), "text"
