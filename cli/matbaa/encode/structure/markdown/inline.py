"""Words of Markdown with what marks them: emphasis, links, notes, images, line ends."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from matbaa.encode.structure.model import Content, Element, element, trimmed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["Inline", "address"]

_RENDS = {"em": "italic", "strong": "bold", "s": "", "link": ""}
_TAGS = {
    "i": "italic", "em": "italic", "b": "bold", "strong": "bold", "u": "underline", "sup": "superscript",
    "sub": "subscript", "small": "", "span": "", "s": "", "cite": "italic", "ins": "underline", "mark": "",
}  # fmt: skip
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^>]*>", re.IGNORECASE)
# deeper than anybody writes; what is nested deeper is kept without its marks
_DEEPEST = 12


def address(href: str, base: str = "") -> str:
    """An address as `@target` can have it; a relative one behind `base`."""
    if base and href and not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[/#]", href):
        href = posixpath.normpath(base + href)
    return quote(href, safe="!#$%&'()*+,/:;=?@[]~-._") or "#"


class _Frame:
    def __init__(self, make: Callable[[Content], Content], closes: str) -> None:
        self.make = make
        self.closes = closes
        self.parts: list[str | Element] = []


class Inline:
    """Turns the tokens of a paragraph into content. `note` gives the note that a reference leads to; `told` takes what
    had to be left out or could not be understood; `base` is put before relative addresses.
    """

    def __init__(self, note: Callable[[Any], Element | None], told: Callable[[str], None], base: str = "") -> None:
        self._note = note
        self._told = told
        self._base = base

    def content(self, tokens: Sequence[Any]) -> Content:
        """The content of the tokens."""
        stack = [_Frame(lambda parts: parts, "")]
        for token in tokens:
            self._token(token, stack)
        while len(stack) > 1:
            self._close(stack)
        return trimmed(tuple(stack[0].parts))

    def _token(self, token: Any, stack: list[_Frame]) -> None:
        kind: str = token.type
        if kind.endswith("_open"):
            self._open(kind.removesuffix("_open"), token, stack)
        elif kind.endswith("_close"):
            self._shut(kind.removesuffix("_close"), stack)
        elif kind in {"text", "text_special"}:
            self._words(stack, token.content)
        elif kind == "softbreak":
            self._words(stack, " ")
        elif kind == "hardbreak":
            stack[-1].parts.append(element("lb"))
        elif kind == "code_inline":
            stack[-1].parts.append(element("seg", token.content, attributes={"type": "code"}))
        elif kind == "image":
            stack[-1].parts.append(self._image(token))
        elif kind == "footnote_ref":
            note = self._note(token)
            if note is not None:
                stack[-1].parts.append(note)
            else:
                self._words(stack, token.content)
        elif kind == "html_inline":
            self._html(token.content, stack)
        else:
            self._words(stack, token.content)

    @staticmethod
    def _words(stack: list[_Frame], text: str) -> None:
        parts = stack[-1].parts
        text = re.sub(r"\s+", " ", text)
        if parts and isinstance(parts[-1], str):
            # white space is one blank wherever it stands
            if parts[-1].endswith(" "):
                text = text.lstrip(" ")
            parts[-1] += text
        elif text:
            parts.append(text)

    def _open(self, name: str, token: Any, stack: list[_Frame]) -> None:
        if name == "link":
            target = address(str(token.attrs.get("href", "")), self._base)
            self._push(stack, "link", lambda parts: (element("ref", *parts, attributes={"target": target}),))
        else:
            self._push(stack, name, _marked(_RENDS.get(name, "")))

    @staticmethod
    def _push(stack: list[_Frame], closes: str, make: Callable[[Content], Content]) -> None:
        stack.append(_Frame(make if len(stack) <= _DEEPEST else (lambda parts: parts), closes))

    def _shut(self, name: str, stack: list[_Frame]) -> None:
        if any(frame.closes == name for frame in stack):
            while stack[-1].closes != name:
                self._close(stack)
            self._close(stack)

    @staticmethod
    def _close(stack: list[_Frame]) -> None:
        frame = stack.pop()
        stack[-1].parts.extend(frame.make(tuple(frame.parts)) if frame.parts else ())

    def _image(self, token: Any) -> Element:
        url = address(str(token.attrs.get("src", "")), self._base)
        words = token.content or str(token.attrs.get("title", ""))
        described = (element("figDesc", words),) if words else ()
        return element("figure", element("graphic", attributes={"url": url}), *described)

    def _html(self, source: str, stack: list[_Frame]) -> None:
        found = _TAG.fullmatch(source)
        name = found[2].lower() if found else ""
        if source.startswith("<!--"):
            self._told(f'the comment "{" ".join(source[4:-3].split())[:60]}" is left out')
        elif name == "br":
            stack[-1].parts.append(element("lb"))
        elif found and name in _TAGS:
            if found[1]:
                self._shut(f"<{name}>", stack)
            elif not source.endswith("/>"):
                self._push(stack, f"<{name}>", _marked(_TAGS[name]))
        else:
            self._told(f"the tag {source[:40]} of HTML is left out")


def _marked(rend: str) -> Callable[[Content], Content]:
    if not rend:
        return lambda parts: parts
    return lambda parts: (element("hi", *parts, attributes={"rend": rend}),)
