"""The styles and the numbering of a DOCX file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from matbaa.encode.structure.docx.package import W

if TYPE_CHECKING:
    from lxml import etree

    from matbaa.encode.structure.docx.package import Package

__all__ = ["Numbering", "Style", "Styles", "child", "is_on", "value"]

_FORMATS = {
    "bullet": "bullet",
    "none": "bullet",
    "lowerLetter": "letter",
    "upperLetter": "letter",
    "lowerRoman": "roman",
    "upperRoman": "roman",
}


def child(node: etree._Element | None, name: str) -> etree._Element | None:
    """The child of this name, without its namespace."""
    return None if node is None else node.find(f"{W}{name}")


def value(node: etree._Element | None, name: str = "") -> str:
    """`@w:val` of a node, or of its child `name`; empty where there is none."""
    found = child(node, name) if name else node
    return "" if found is None else found.get(f"{W}val", "")


def is_on(node: etree._Element | None, name: str) -> bool:
    """True if a switch such as `w:b` is on."""
    found = child(node, name)
    return found is not None and found.get(f"{W}val", "1") not in {"0", "false", "off", "none"}


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its name in small letters, the rank of its headings (0 if it is none), its numbering, how it stands."""

    name: str = ""
    outline: int = 0
    number: tuple[str, int] | None = None
    align: str = ""
    italic: bool = False
    bold: bool = False


@dataclass(slots=True)
class Styles:
    """All styles by their ids; what a style does not say, that which it is based on says."""

    nodes: dict[str, etree._Element] = field(default_factory=dict)
    known: dict[str, Style] = field(default_factory=dict)
    default: str = ""

    @classmethod
    def of(cls, package: Package) -> Styles:
        """The styles of a file."""
        root = package.related("styles")
        styles = cls()
        if root is not None:
            for node in root.iter(f"{W}style"):
                styles.nodes[node.get(f"{W}styleId", "")] = node
                if node.get(f"{W}type") == "paragraph" and node.get(f"{W}default") in {"1", "true"}:
                    styles.default = node.get(f"{W}styleId", "")
        return styles

    def style(self, identity: str) -> Style:
        """The style with this id; one that says nothing where there is none."""
        if identity in self.known:
            return self.known[identity]
        chain: list[etree._Element] = []
        seen: set[str] = set()
        at = identity
        while at in self.nodes and at not in seen and len(chain) < 20:
            seen.add(at)
            chain.append(self.nodes[at])
            at = value(self.nodes[at], "basedOn")
        found = Style(
            name=self._name(chain),
            outline=self._outline(chain),
            number=next((number for node in chain if (number := numbering_of(child(node, "pPr")))), None),
            align=next((align for node in chain if (align := value(child(node, "pPr"), "jc"))), ""),
            italic=any(is_on(child(node, "rPr"), "i") for node in chain),
            bold=any(is_on(child(node, "rPr"), "b") for node in chain),
        )
        self.known[identity] = found
        return found

    @staticmethod
    def _name(chain: list[etree._Element]) -> str:
        """The name of the first style of the chain that comes with word processors, else of the style itself."""
        names = [value(node, "name").lower() for node in chain]
        own = names[0] if names else ""
        return next(
            (name for name in names if name in _BUILT_IN or name.startswith(("heading ", "toc ", "list "))), own
        )

    @staticmethod
    def _outline(chain: list[etree._Element]) -> int:
        for node in chain:
            name = value(node, "name").lower()
            if name.startswith("heading ") and name[8:].isdigit():
                return int(name[8:])
            level = value(child(node, "pPr"), "outlineLvl")
            if level.isdigit() and int(level) < 9:
                return int(level) + 1
        return 0


# word processors know nine levels
_DEEPEST = 8
_BUILT_IN = frozenset(
    {
        "title", "subtitle", "author", "date", "abstract", "quote", "intense quote", "block text", "bibliography",
        "caption", "footnote text", "endnote text", "keywords", "verse", "poem", "html preformatted",
        "plain text", "macro text",
    }
)  # fmt: skip


def numbering_of(properties: etree._Element | None) -> tuple[str, int] | None:
    """The numbering and the depth that paragraph properties name; number 0 takes it away."""
    node = child(properties, "numPr")
    if node is None:
        return None
    level = value(node, "ilvl")
    return value(node, "numId"), min(int(level[:4]), _DEEPEST) if level.isdigit() else 0


class Numbering:
    """Counts the numbered paragraphs of a file as a word processor does."""

    def __init__(self, package: Package) -> None:
        self._levels: dict[str, dict[int, tuple[str, int, str]]] = {}
        self._of: dict[str, str] = {}
        self._counts: dict[str, list[int]] = {}
        root = package.related("numbering")
        if root is None:
            return
        for node in root.iter(f"{W}abstractNum"):
            self._levels[node.get(f"{W}abstractNumId", "")] = {
                _number(level.get(f"{W}ilvl", "0")): (
                    value(level, "numFmt"),
                    _number(value(level, "start") or "1"),
                    value(level, "lvlText"),
                )
                for level in node.iter(f"{W}lvl")
            }
        for node in root.iter(f"{W}num"):
            self._of[node.get(f"{W}numId", "")] = value(node, "abstractNumId")

    def kind(self, number: tuple[str, int]) -> str:
        """`bullet`, `number`, `letter`, `roman`; empty where the numbering is not known or taken away."""
        level = self._level(number)
        return _FORMATS.get(level[0], "number") if level else ""

    def next(self, number: tuple[str, int]) -> str:
        """Counts a paragraph: its number, with those above it, such as 2.1, where the level shows them."""
        level = self._level(number)
        if level is None:
            return ""
        depth = number[1]
        abstract = self._of[number[0]]
        counts = self._counts.setdefault(abstract, [])
        del counts[depth + 1 :]
        while len(counts) <= depth:
            above = self._levels[abstract].get(len(counts))
            start = above[1] if above else 1
            counts.append(start - 1 if len(counts) == depth else start)
        counts[depth] += 1
        text = level[2]
        shown = [at for at in range(depth + 1) if f"%{at + 1}" in text] or [depth]
        return ".".join(_written(counts[at], self._levels[abstract].get(at, ("", 1, ""))[0]) for at in shown)

    def _level(self, number: tuple[str, int]) -> tuple[str, int, str] | None:
        return self._levels.get(self._of.get(number[0], ""), {}).get(number[1])


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0


def _written(count: int, kind: str) -> str:
    if kind in {"lowerLetter", "upperLetter"} and 0 < count <= 26:
        letter = "abcdefghijklmnopqrstuvwxyz"[count - 1]
        return letter.upper() if kind == "upperLetter" else letter
    if kind in {"lowerRoman", "upperRoman"} and 0 < count < 400:
        roman = _roman(count)
        return roman.upper() if kind == "upperRoman" else roman
    return str(count)


def _roman(count: int) -> str:
    parts = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    written = ""
    for worth, letters in parts:
        while count >= worth:
            written += letters
            count -= worth
    return written
