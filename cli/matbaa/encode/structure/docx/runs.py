"""The runs of a paragraph: words with their looks, notes, links, breaks, tracked changes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from matbaa.encode.structure.characters import writable
from matbaa.encode.structure.docx.package import R, W
from matbaa.encode.structure.docx.styles import child, is_on, value
from matbaa.encode.structure.markdown.inline import address
from matbaa.encode.structure.model import Content, Element, element

if TYPE_CHECKING:
    from collections.abc import Callable

    from matbaa.encode.structure.docx.package import Package
    from matbaa.encode.structure.docx.styles import Styles

__all__ = ["Pieces", "Runs"]

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')
# of a word processor's files: what holds runs, and says nothing of its own
_HOLDERS = frozenset({"smartTag", "customXml", "sdtContent", "sdt", "fldSimple", "dir", "bdo", "subDoc"})
_DEEPEST = 60


@dataclass(slots=True)
class Pieces:
    """What a paragraph holds: its content in order, and the text boxes that hang on it."""

    parts: list[str | Element] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)

    def content(self) -> Content:
        """The content, runs of one look as one element, white space as single blanks."""
        return _tidied(self.parts)


class Runs:
    """Reads the runs of paragraphs. `note` makes a note of its reference, `page` gives the next page's break, `told`
    takes what is left out.
    """

    def __init__(
        self,
        package: Package,
        styles: Styles,
        note: Callable[[str, str], Element | None],
        page: Callable[[bool], Element],
        told: Callable[[str, str], None],
    ) -> None:
        self._package = package
        self._styles = styles
        self._note = note
        self._page = page
        self._told = told
        self._fields: list[tuple[list[str], bool]] = []

    def read(self, paragraph: etree._Element) -> Pieces:
        """All of a paragraph."""
        pieces = Pieces()
        self._inside(paragraph, pieces, None, 0)
        return pieces

    def _inside(self, node: etree._Element, pieces: Pieces, change: str | None, depth: int) -> None:
        if depth > _DEEPEST:
            pieces.parts.append(writable("".join(map(str, node.itertext()))))
            return
        for part in node:
            if not isinstance(part.tag, str):
                continue
            name = etree.QName(part).localname
            if part.tag == f"{W}r":
                self._run(part, pieces, change)
            elif part.tag == f"{W}hyperlink":
                self._link(part, pieces, change, depth)
            elif part.tag in {f"{W}ins", f"{W}moveTo", f"{W}del", f"{W}moveFrom"}:
                self._changed(part, pieces, "add" if name in {"ins", "moveTo"} else "del", depth)
            elif part.tag.startswith(_M):
                self._formula(part, pieces)
            elif part.tag == f"{_MC}AlternateContent":
                chosen = part.find(f"{_MC}Choice")
                self._inside(chosen if chosen is not None else part, pieces, change, depth + 1)
            elif part.tag.startswith(W) and name in _HOLDERS:
                self._inside(part, pieces, change, depth + 1)
            elif name == "ruby" and (base := child(part, "rubyBase")) is not None:
                self._inside(base, pieces, change, depth + 1)

    def _changed(self, node: etree._Element, pieces: Pieces, kind: str, depth: int) -> None:
        inner = Pieces(boxes=pieces.boxes)
        self._inside(node, inner, kind, depth + 1)
        if inner.parts:
            self._told("changes", kind)
            pieces.parts.append(Element(kind, inner.content()))

    def _link(self, node: etree._Element, pieces: Pieces, change: str | None, depth: int) -> None:
        inner = Pieces(boxes=pieces.boxes)
        self._inside(node, inner, change, depth + 1)
        target = self._package.address(node.get(f"{R}id", ""))
        if node.get(f"{W}anchor") and target:
            target += "#" + node.get(f"{W}anchor", "")
        if target and inner.parts:
            pieces.parts.append(Element("ref", inner.content(), (("target", address(target)),)))
        else:
            pieces.parts.extend(inner.parts)

    def _formula(self, node: etree._Element, pieces: Pieces) -> None:
        text = " ".join(str(part.text) for part in node.iter(f"{_M}t") if part.text)
        if text.strip():
            self._told("formulas", text)
            pieces.parts.append(element("seg", writable(text), attributes={"type": "formula"}))

    def _run(self, run: etree._Element, pieces: Pieces, change: str | None) -> None:
        rend = self._rend(child(run, "rPr"))
        words: list[str | Element] = []
        for part in run:
            if isinstance(part.tag, str):
                self._part(part, words, pieces)
        if any(instruction for instruction, shown in self._fields if not shown):
            words = [part for part in words if not isinstance(part, str)]
        if not words:
            return
        target = next(
            (
                found[1]
                for instruction, shown in self._fields
                if shown and (found := _HYPERLINK.match("".join(instruction)))
            ),
            "",
        )
        content = tuple(words)
        if rend and any(isinstance(part, str) and part.strip() for part in words):
            for look in rend:
                content = (Element("hi", content, (("rend", look),)),)
        if target:
            content = (Element("ref", content, (("target", address(target)),)),)
        pieces.parts.extend(content)

    def _part(self, part: etree._Element, words: list[str | Element], pieces: Pieces) -> None:
        name = etree.QName(part).localname
        match name:
            case "t" | "delText":
                words.append(writable(part.text or ""))
            case "tab" | "ptab":
                words.append(" ")
            case "br" if part.get(f"{W}type") == "page":
                words.extend([" ", self._page(True)])
            case "br" if part.get(f"{W}type") == "column":
                words.append(" ")
            case "br" | "cr":
                words.append(element("lb"))
            case "lastRenderedPageBreak":
                words.append(self._page(False))
            case "noBreakHyphen":
                words.append("\u2011")
            case "softHyphen":
                words.append("\u00ad")
            case "sym":
                words.append(_symbol(part.get(f"{W}char", "")))
            case "footnoteReference" | "endnoteReference":
                note = self._note(name.removesuffix("Reference"), part.get(f"{W}id", ""))
                if note is not None:
                    words.append(note)
            case "fldChar":
                self._field(part.get(f"{W}fldCharType", ""))
            case "instrText":
                if self._fields and not self._fields[-1][1]:
                    self._fields[-1][0].append(part.text or "")
            case "commentReference":
                self._told("comments", part.get(f"{W}id", ""))
            case "drawing" | "pict" | "object" | "AlternateContent":
                self._drawn(part, words, pieces)
            case "ruby":
                base = child(part, "rubyBase")
                if base is not None:
                    self._told("glosses", "".join(map(str, part.itertext())))
                    words.extend(writable(str(text.text or "")) for text in base.iter(f"{W}t"))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(([], False))
        elif kind == "separate" and self._fields:
            self._fields[-1] = (self._fields[-1][0], True)
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _drawn(self, node: etree._Element, words: list[str | Element], pieces: Pieces) -> None:
        """Text boxes are put behind the paragraph; of a picture its description is kept."""
        if node.tag == f"{_MC}AlternateContent" and (chosen := node.find(f"{_MC}Choice")) is not None:
            node = chosen
        boxes = [
            box
            for box in node.iter(f"{W}txbxContent")
            if not any(above.tag == f"{W}txbxContent" for above in box.iterancestors())
        ]
        pieces.boxes.extend(boxes)
        picture = next(node.iter(f"{_A}blip"), None)
        if picture is None:
            return
        target = self._package.address(picture.get(f"{R}embed", "") or picture.get(f"{R}link", ""))
        said = next((str(about.get("descr") or "") for about in node.iter(f"{_WP}docPr")), "")
        self._told("pictures", target)
        described = element("figDesc", " ".join(writable(said).split()) or "A picture of the source.")
        words.append(element("figure", described))

    def _rend(self, properties: etree._Element | None) -> tuple[str, ...]:
        """The looks of a run that its own properties or its own style give."""
        if properties is None:
            return ()
        style = self._styles.style(value(properties, "rStyle"))
        found: list[str] = []
        if is_on(properties, "i") or (style.italic and child(properties, "i") is None):
            found.append("italic")
        if is_on(properties, "b") or (style.bold and child(properties, "b") is None):
            found.append("bold")
        underline = value(properties, "u")
        if underline and underline != "none" and style.name != "hyperlink":
            found.append("underline")
        if is_on(properties, "smallCaps"):
            found.append("smallcaps")
        if (place := value(properties, "vertAlign")) in {"superscript", "subscript"}:
            found.append(place)
        return tuple(found)


def _symbol(code: str) -> str:
    try:
        point = int(code, 16)
    except ValueError:
        return "\ufffd"
    return writable(chr(point)) if 0 < point < 0x110000 else "\ufffd"


def _tidied(parts: list[str | Element]) -> Content:
    """Neighbours of one look joined; white space as single blanks, none at the ends."""
    joined: list[str | Element] = []
    for part in parts:
        last = joined[-1] if joined else None
        if isinstance(part, str) and isinstance(last, str):
            joined[-1] = last + part
        elif (
            isinstance(part, Element)
            and isinstance(last, Element)
            and part.name == last.name
            and part.name in {"hi", "ref", "add", "del"}
            and part.attributes == last.attributes
        ):
            joined[-1] = Element(part.name, _tidied([*last.content, *part.content]), part.attributes)
        else:
            joined.append(part)
    return tuple(joined)
