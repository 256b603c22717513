"""The compact syntax as a row of tokens, each with its place."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from typing import Final, NamedTuple

from matbaa.finding import CannotRun, Finding, Severity
from matbaa.relaxng.datatypes.names import NAME, NAME_START

__all__ = ["END", "Source", "Token", "decoded", "tokens"]

CODE: Final = "MBG008"

KEYWORDS: Final = frozenset(
    "attribute default datatypes div element empty external grammar include inherit list mixed namespace notAllowed "
    "parent start string text token".split()
)
END: Final = "end"

_NAME: Final = f"[{NAME_START}][{NAME}]*"
# an escaped line break is none for the syntax; these two stand for it, which no file can have
_ESCAPED_FEED, _ESCAPED_RETURN = "\0", "\1"
_BREAK: Final = {_ESCAPED_FEED: "\n", _ESCAPED_RETURN: "\r"}
_BREAKS: Final = str.maketrans(_BREAK)
_TOKEN: Final = re.compile(
    rf"""
      (?P<space>[ \t\n]+)
    | (?P<comment>\#(?!\#)[^\n]*)
    | (?P<documentation>\#\#[^\n]*(?:\n[ \t]*\#\#[^\n]*)*)
    | (?P<all>{_NAME}:\*)
    | (?P<prefixed>{_NAME}:{_NAME})
    | (?P<quoted>\\{_NAME})
    | (?P<name>{_NAME})
    | (?P<literal>\"{{3}}(?:\"{{0,2}}[^\"])*\"{{3}}|'{{3}}(?:'{{0,2}}[^'])*'{{3}}|\"(?!\"\")[^\"\n]*\"|'(?!'')[^'\n]*')
    | (?P<sign>\|=|&=|>>|[={{}}()\[\],&|?*+~\-])
    """,
    re.VERBOSE,
)
_DOCUMENTATION: Final = re.compile(r"[ \t]*#{2,} ?")
_ESCAPE: Final = re.compile(r"\\x+\{([0-9A-Fa-f]*)\}?")
_NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Token(NamedTuple):
    """A token: the kind of a name, literal or the like, or the sign or keyword itself; what it says; where it is."""

    kind: str
    value: str
    at: int


class Source:
    """The text of a schema with its escapes resolved, and the places of the file that it came from."""

    def __init__(self, text: str, name: str) -> None:
        """Takes the file's text, and what messages call it. Raises `CannotRun`."""
        self.name = name
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        self._breaks = [found.start() for found in re.finditer("\n", text)]
        # where in the text an escape has ended, and where in the file
        self._escapes: list[tuple[int, int]] = []
        if found := _NO_XML.search(text):
            raise self.fault(found.start(), f"the character U+{ord(found[0]):04X} is not allowed")
        self.text = text if "\\x" not in text else self._resolved(text)

    def _resolved(self, text: str) -> str:
        parts: list[str] = []
        escapes: list[tuple[int, int]] = []
        done = length = 0
        for found in _ESCAPE.finditer(text):
            digits = found[1].lstrip("0") if found[0].endswith("}") else ""
            char = chr(int(digits, 16)) if 0 < len(digits) < 7 and int(digits, 16) < 0x110000 else "\0"
            if _NO_XML.match(char):
                raise self.fault(found.start(), f'"{found[0]}" stands for no character that is allowed')
            parts += [text[done : found.start()], {"\n": _ESCAPED_FEED, "\r": _ESCAPED_RETURN}.get(char, char)]
            length += found.start() - done + 1
            done = found.end()
            escapes.append((length, done))
        # places were those of the file up to here
        self._escapes = escapes
        return "".join([*parts, text[done:]])

    def place(self, at: int) -> tuple[int, int]:
        """Line and column, from 1, in the file."""
        before = bisect_right(self._escapes, at, key=lambda escape: escape[0])
        if before:
            here, there = self._escapes[before - 1]
            at += there - here
        line = bisect_right(self._breaks, at - 1)
        return line + 1, at - (self._breaks[line - 1] if line else -1)

    def line(self, at: int) -> int:
        """The line, from 1, in the file."""
        return bisect_right(self._breaks, at - 1) + 1 if not self._escapes else self.place(at)[0]

    def fault(self, at: int, message: str, hint: str | None = None) -> CannotRun:
        """The exception for a fault at a place of `text`."""
        line, column = self.place(at)
        return CannotRun(
            Finding(CODE, Severity.ERROR, f"the schema is not correct: {message}", self.name, line, column, hint)
        )


def decoded(data: bytes, name: str) -> str:
    """The text of a file in UTF-8, or in UTF-16 with a byte order mark. Raises `CannotRun`."""
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1 if encoding == "utf-8" else None
        raise CannotRun(
            Finding(CODE, Severity.ERROR, f"the schema is not correct: it has bytes that are not {encoding.upper()}",
                    name, line, None, "save the file as UTF-8")
        ) from None  # fmt: skip


def tokens(source: Source) -> list[Token]:
    """The tokens of a schema, the last one being `END`. Raises `CannotRun`."""
    text, found = source.text, []
    at, length, match = 0, len(source.text), _TOKEN.match
    while at < length:
        token = match(text, at)
        if token is None:
            raise _no_token(source, at)
        kind, value = token.lastgroup or "", token[0]
        if kind == "sign" or (kind == "name" and value in KEYWORDS):
            found.append(Token(value, value, at))
        elif kind == "quoted":
            found.append(Token("name", value[1:], at))
        elif kind == "literal":
            width = 3 if len(value) > 5 and value[:3] in ('"""', "'''") else 1
            found.append(Token(kind, value[width:-width].translate(_BREAKS), at))
        elif kind == "documentation":
            lines = (_DOCUMENTATION.sub("", line, count=1) for line in value.split("\n"))
            found.append(Token(kind, "\n".join(lines).translate(_BREAKS), at))
        elif kind not in ("space", "comment"):
            found.append(Token(kind, value, at))
        at = token.end()
    found.append(Token(END, "", length))
    return found


def _no_token(source: Source, at: int) -> CannotRun:
    char = source.text[at]
    if char in "\"'":
        hint = 'a literal with line breaks in it stands between """ and """'
        return source.fault(at, f"the literal that begins here has no closing {char}", hint)
    if char == "\\":
        return source.fault(at, '"\\" stands before nothing that could be a name', 'an escape is written "\\x{e9}"')
    if char == ":":
        return source.fault(at, 'there is a ":" where none can be')
    if char == "<" and not source.text[:at].strip():
        return source.fault(
            at, "this is XML, and not the compact syntax", 'a schema in XML has a name that ends in ".rng"'
        )
    if char in _BREAK:
        return source.fault(at, "an escaped line break can stand in literals only")
    return source.fault(at, f'the character "{char}" can stand in literals and comments only')
