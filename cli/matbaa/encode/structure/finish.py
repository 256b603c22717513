"""What is given to the elements of a text when all of them are there: ids, and languages that differ from the whole."""

from __future__ import annotations

from collections import Counter

from matbaa.encode.citations.bibliography import entry_id
from matbaa.encode.structure.language import guess
from matbaa.encode.structure.model import Element, plain

__all__ = ["finished"]

_CLOSED = frozenset({"note", "item", "cell", "head", "lg", "list", "table"})
# what is shorter does not tell its language, and by so many common words a paragraph must differ
_SHORTEST, _CLEARLY = 160, 9.0


def finished(text: Element, language: str) -> tuple[Element, Counter[str]]:
    """The text with its paragraphs numbered p1, p2, … in their order, but not those inside notes, items and cells; the
    entries of a bibliography named by author and year, so that citations can point at them; and paragraphs that are
    plainly in another language marked so. Also those languages, and how
    many paragraphs are in each.
    """
    finisher = _Finisher()
    return finisher.walk(text, language), finisher.languages


class _Finisher:
    def __init__(self) -> None:
        self.count = 0
        self.entries: set[str] = set()
        self.languages: Counter[str] = Counter()

    def walk(self, node: Element, language: str) -> Element:
        """The element, finished; `language` holds where it stands."""
        language = node.get("xml:lang") or language
        if node.name == "listBibl":
            parts = (
                self._entry(part) if isinstance(part, Element) and part.name == "bibl" else part
                for part in node.content
            )
            return Element(node.name, tuple(parts), node.attributes)
        if node.name in _CLOSED:
            return node
        attributes = node.attributes
        if node.name == "p":
            self.count += 1
            attributes = (("xml:id", f"p{self.count}"), *attributes)
        if node.name in {"p", "quote"} and (own := self._other(node, language)):
            self.languages[own] += 1
            language = own
            attributes = (*attributes, ("xml:lang", own))
        if node.name == "p":
            return Element("p", node.content, attributes)
        inner = tuple(self.walk(part, language) if isinstance(part, Element) else part for part in node.content)
        return Element(node.name, inner, attributes)

    def _other(self, node: Element, language: str) -> str:
        """The language of a paragraph, where it is plainly not that of what it stands in."""
        words = plain(node.content)
        if not language or len(words) < _SHORTEST:
            return ""
        own = guess(words[:1200], _CLEARLY)
        return own if own != language.split("-")[0] else ""

    def _entry(self, node: Element) -> Element:
        name = entry_id(plain(node.content), self.entries)
        self.entries.add(name)
        return Element("bibl", node.content, (("xml:id", name), *node.attributes)) if name else node
