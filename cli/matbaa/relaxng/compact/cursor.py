"""Reading the tokens of a schema in the compact syntax from left to right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matbaa.relaxng.compact.nodes import Node
from matbaa.relaxng.compact.tokens import END, KEYWORDS, Source, Token

if TYPE_CHECKING:
    from collections.abc import Callable

    from matbaa.finding import CannotRun

__all__ = ["AFTER_PATTERN", "NAMES", "XML", "Cursor", "instead"]

XML: Final = "http://www.w3.org/XML/1998/namespace"
NAMES: Final = frozenset({"name", *KEYWORDS})
AFTER_PATTERN: Final = 'patterns are joined by ",", "&" or "|"'
_XSD: Final = "http://www.w3.org/2001/XMLSchema-datatypes"
_DEPTH: Final = 120


class Cursor:
    """A place among the tokens; a method reads what it is named after and leaves the next token to be read."""

    def __init__(self, tokens: list[Token], source: Source) -> None:
        self.tokens = tokens
        self.source = source
        self.at = 0
        self.depth = 0
        # how many annotations the next token stands in
        self.annotating = 0
        # None for a namespace that the including schema gives
        self.namespaces: dict[str, str | None] = {"xml": XML}
        self.default: str | None = None
        self.libraries = {"xsd": _XSD}

    # ---- tokens

    @property
    def token(self) -> Token:
        """The token to be read."""
        return self.tokens[self.at]

    @property
    def kind(self) -> str:
        """Its kind."""
        return self.tokens[self.at].kind

    @property
    def following(self) -> str:
        """The kind of the one after it."""
        return self.tokens[min(self.at + 1, len(self.tokens) - 1)].kind

    def take(self) -> Token:
        """Reads one token."""
        token = self.tokens[self.at]
        self.at += 1
        return token

    def passed(self, kind: str) -> bool:
        """True, and one token further, if the next token is of that kind."""
        if self.kind != kind:
            return False
        self.at += 1
        return True

    def expect(self, kind: str, why: str) -> Token:
        """Reads a token of that kind; `why` says what it is to be."""
        if self.kind != kind:
            raise self.expected(why)
        return self.take()

    def expected(self, what: str, hint: str | None = None) -> CannotRun:
        """The fault where something else should stand."""
        return self.source.fault(self.token.at, f"here stands {_said(self.token)}, where {what} should be", hint)

    def fault(self, token: Token, message: str, hint: str | None = None) -> CannotRun:
        """A fault at a token."""
        return self.source.fault(token.at, message, hint)

    def node(self, tag: str, token: Token, **attributes: str | None) -> Node:
        """An element of the XML syntax, at the line of a token."""
        kept = {name: value for name, value in attributes.items() if value is not None}
        return Node(tag, self.source.line(token.at), kept)

    def deeper(self, token: Token) -> None:
        """Counts braces and the like that have been opened."""
        if self.kind == END:
            raise self.unclosed(token)
        self.depth += 1
        if self.depth > _DEPTH:
            raise self.fault(token, f"this stands more than {_DEPTH} deep in braces and parentheses",
                             "give what is inside a name of its own")  # fmt: skip

    def braces(self, after: str, inside: Callable[[], list[Node]]) -> list[Node]:
        """What stands in braces."""
        begin = self.expect("{", f'"{{" after {after}')
        self.deeper(begin)
        nodes = inside()
        self.depth -= 1
        if self.kind != "}":
            raise self.unclosed(begin)
        self.at += 1
        return nodes

    def unclosed(self, begin: Token) -> CannotRun:
        """The fault for something else than the sign that closes what `begin` opened."""
        closing = {"{": "}", "(": ")", "[": "]"}[begin.kind]
        if self.kind == END:
            return self.fault(begin, f'this "{begin.kind}" is never closed')
        line = self.source.line(begin.at)
        return self.expected(f'"{closing}" (for the "{begin.kind}" of line {line})', AFTER_PATTERN)

    def literal(self, why: str) -> str:
        """Literals joined by "~"."""
        parts = [self.expect("literal", why).value]
        while self.passed("~"):
            parts.append(self.expect("literal", 'a literal after "~"').value)
        return "".join(parts)

    def namespace(self, token: Token, prefix: str) -> str | None:
        """The namespace of a prefix."""
        if prefix not in self.namespaces:
            raise self.fault(token, f'the prefix "{prefix}" is not declared',
                             f'write "namespace {prefix} = …" at the beginning of the schema')  # fmt: skip
        return self.namespaces[prefix]

    def inherit(self) -> str | None:
        """The namespace that an included schema inherits."""
        if not self.passed("inherit"):
            return self.default
        self.expect("=", '"=" after "inherit"')
        if self.kind not in NAMES:
            raise self.expected('a prefix after "inherit ="')
        token = self.take()
        return self.namespace(token, token.value)


def _said(token: Token) -> str:
    """A token in a message."""
    if token.kind == END:
        return "the end of the schema"
    if token.kind == "documentation":
        return 'a documentation ("##")'
    if token.kind == "literal":
        return f'the literal "{token.value[:40]}"'
    if token.kind in KEYWORDS:
        return f'the keyword "{token.value}"'
    return f'"{token.value}"'


def instead(token: Token) -> str | None:
    """What to do where a keyword stands in the place of a name."""
    return f'to use the keyword as a name write "\\{token.value}"' if token.kind in KEYWORDS else None
