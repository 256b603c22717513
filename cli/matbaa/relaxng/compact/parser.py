"""The grammar of the compact syntax."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matbaa.relaxng.compact.annotations import Annotating, Annotations
from matbaa.relaxng.compact.cursor import AFTER_PATTERN, NAMES, XML, instead
from matbaa.relaxng.compact.tokens import END, Source, Token

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from matbaa.relaxng.compact.nodes import Node

__all__ = ["parse"]

_ASSIGN: Final = {"=": None, "|=": "choice", "&=": "interleave"}
_CONNECT: Final = {",": "group", "|": "choice", "&": "interleave"}
_REPEAT: Final = {"?": "optional", "*": "zeroOrMore", "+": "oneOrMore"}


def parse(tokens: list[Token], source: Source) -> tuple[Node, Mapping[str, str]]:
    """The root of the XML syntax, and the prefixes that the schema declares. Raises `CannotRun`."""
    parser = _Parser(tokens, source)
    root = parser.schema()
    return root, {prefix: uri for prefix, uri in parser.namespaces.items() if uri}


class _Parser(Annotating):
    """Reads from left to right; a method reads what it is named after and leaves the next token to be read."""

    # ---- the schema and its declarations

    def schema(self) -> Node:
        while self.kind in ("namespace", "default", "datatypes"):
            self.declaration()
        first = self.token
        annotations = self.annotations()
        if not annotations and self.kind == END:
            return self.node("grammar", first)
        if self.component():
            root = self.node("grammar", self.token)
            root.content += self.components(END, annotations, including=False)
        else:
            nodes = self.pattern(annotations)
            root = nodes[0]
            if len(nodes) > 1:
                raise self.fault(first, "the only pattern of a schema can have no annotations beside it")
        if self.kind != END:
            if self.kind in ("namespace", "default", "datatypes"):
                raise self.fault(self.token, "declarations stand at the beginning of the schema")
            raise self.expected("the end of the schema", AFTER_PATTERN)
        return root

    def declaration(self) -> None:
        keyword = self.take()
        if keyword.kind == "default":
            self.expect("namespace", '"namespace" after "default"')
        prefix = self.take() if self.kind in NAMES else None
        if prefix is None and keyword.kind != "default":
            raise self.expected(f'a prefix after "{keyword.value}"')
        self.expect("=", '"="')
        uri = None
        if keyword.kind == "datatypes" or self.kind != "inherit":
            uri = self.literal("the address of a datatype library" if keyword.kind == "datatypes" else
                               'a namespace, or "inherit"')  # fmt: skip
        else:
            self.at += 1
        if keyword.kind == "datatypes":
            assert prefix is not None
            assert uri is not None
            self.libraries[prefix.value] = uri
            return
        if prefix is not None:
            if prefix.value == "xmlns" or (prefix.value == "xml") != (uri == XML):
                raise self.fault(prefix, f'the prefix "{prefix.value}" cannot stand for the namespace "{uri or ""}"')
            self.namespaces[prefix.value] = uri
        if keyword.kind == "default":
            self.default = uri

    # ---- grammars

    def component(self) -> bool:
        """True if a part of a grammar begins here, and not a pattern."""
        if self.kind in ("start", "div", "include"):
            return True
        return (self.kind == "name" and self.following in _ASSIGN) or (
            self.kind in ("name", "prefixed") and self.following == "["
        )

    def components(self, closing: str, annotations: Annotations | None = None, *, including: bool) -> list[Node]:
        """The parts of a grammar, up to the token that closes it; `annotations` are of the first."""
        found: list[Node] = []
        while annotations or self.kind not in (closing, END):
            if annotations is None:
                annotations = self.annotations()
            if self.kind in ("name", "prefixed") and self.following == "[":
                if annotations:
                    raise self.fault(annotations.begin, "an annotation stands before another")
                found.append(self.foreign())
            else:
                found += self.annotated([self.part(including)], annotations)
            annotations = None
        return found

    def part(self, including: bool) -> Node:
        token = self.token
        if token.kind == "div":
            self.at += 1
            node = self.node("div", token)
            node.content += self.braces('"div"', lambda: self.components("}", including=including))
            return node
        if token.kind == "include":
            if including:
                raise self.fault(token, 'an "include" cannot stand inside another')
            return self.include()
        if token.kind not in ("start", "name"):
            raise self.expected('a definition ("name = …"), "start", "div" or "include"', instead(token))
        self.at += 1
        if self.kind not in _ASSIGN:
            raise self.expected(f'"=", "|=" or "&=" after "{token.value}"')
        combine = _ASSIGN[self.take().kind]
        node = self.node("start" if token.kind == "start" else "define", token)
        if token.kind == "name":
            node.attributes["name"] = token.value
        if combine:
            node.attributes["combine"] = combine
        node.content += self.pattern()
        return node

    def include(self) -> Node:
        token = self.take()
        node = self.node("include", token, href=self.literal('an address after "include"'), ns=self.inherit())
        if self.kind == "{":
            node.content += self.braces('"include"', lambda: self.components("}", including=True))
        return node

    # ---- patterns

    def pattern(self, annotations: Annotations | None = None) -> list[Node]:
        """A pattern, and the annotations that follow it; `annotations` stand before it."""
        begin = self.token
        nodes, excepting = self.particle(annotations)
        sign = self.kind
        if sign in _CONNECT:
            joined = self.node(_CONNECT[sign], begin)
            while True:
                if excepting is not None:
                    raise self.fault(excepting, 'a datatype with "-" stands among other patterns',
                                     "put parentheses around it")  # fmt: skip
                joined.content += nodes
                if not self.passed(sign):
                    break
                nodes, excepting = self.particle()
            if self.kind in _CONNECT:
                raise self.fault(self.token, f'"{sign}" and "{self.kind}" stand side by side',
                                 "put parentheses around what belongs together")  # fmt: skip
            nodes = [joined]
        return nodes

    def particle(self, annotations: Annotations | None = None) -> tuple[list[Node], Token | None]:
        """One of the patterns that signs join, and the "-" if it has one outside of parentheses."""
        annotations = annotations or self.annotations()
        begin = self.token
        nodes, excepting = self.primary()
        nodes = self.annotated(nodes, annotations) + self.followers()
        if self.kind in _REPEAT:
            if excepting is not None:
                raise self.fault(excepting, f'a datatype with "-" stands before "{self.kind}"',
                                 "put parentheses around it")  # fmt: skip
            repeated = self.node(_REPEAT[self.take().kind], begin)
            repeated.content += nodes
            nodes = [repeated, *self.followers()]
            if self.kind in _REPEAT:
                raise self.fault(self.token, f'"{self.kind}" repeats what is already repeated',
                                 "put parentheses around it, or leave it out")  # fmt: skip
        return nodes, excepting

    def primary(self) -> tuple[list[Node], Token | None]:
        token = self.token
        kind = token.kind
        if kind in ("element", "attribute"):
            self.at += 1
            node = self.node(kind, token)
            node.content += self.names("" if kind == "attribute" else self.default)
            node.content += self.braces(f'the name of the {kind}, or "|"', self.inside)
        elif kind in ("list", "mixed"):
            self.at += 1
            node = self.node(kind, token)
            node.content += self.braces(f'"{kind}"', self.inside)
        elif kind in ("empty", "text", "notAllowed"):
            self.at += 1
            node = self.node(kind, token)
        elif kind == "name":
            self.at += 1
            node = self.node("ref", token, name=token.value)
        elif kind == "parent":
            self.at += 1
            node = self.node("parentRef", token, name=self.expect("name", 'a name after "parent"').value)
        elif kind == "external":
            self.at += 1
            node = self.node("externalRef", token, href=self.literal('an address after "external"'), ns=self.inherit())
        elif kind == "grammar":
            self.at += 1
            node = self.node("grammar", token)
            node.content += self.braces('"grammar"', lambda: self.components("}", including=False))
        elif kind == "literal":
            node = self.node("value", token)
            node.content.append(self.literal("a literal"))
        elif kind in ("string", "token", "prefixed"):
            return self.data()
        elif kind == "(":
            return self.parentheses(self.pattern), None
        else:
            raise self.expected("a pattern", instead(token))
        return [node], None

    def inside(self) -> list[Node]:
        if self.kind == "}":
            raise self.fault(self.token, "there is nothing in the braces", 'write "empty" or "text"')
        return self.pattern()

    def parentheses(self, inside: Callable[[], list[Node]]) -> list[Node]:
        begin = self.take()
        self.deeper(begin)
        nodes = inside()
        self.depth -= 1
        if self.kind != ")":
            raise self.unclosed(begin)
        self.at += 1
        return nodes

    def data(self) -> tuple[list[Node], Token | None]:
        token = self.take()
        name, library = token.value, ""
        if token.kind == "prefixed":
            prefix, _, name = token.value.partition(":")
            if prefix not in self.libraries:
                raise self.fault(token, f'the prefix "{prefix}" of a datatype is not declared',
                                 f'write "datatypes {prefix} = …" at the beginning of the schema')  # fmt: skip
            library = self.libraries[prefix]
        if self.kind == "literal":
            node = self.node("value", token, datatypeLibrary=library, type=name, ns=self.default if library else None)
            node.content.append(self.literal("a literal"))
            return [node], None
        node = self.node("data", token, datatypeLibrary=library, type=name)
        if self.kind == "{":
            node.content += self.braces("the datatype", self.parameters)
        if self.kind != "-":
            return [node], None
        sign = self.take()
        but = self.node("except", sign)
        annotations = self.annotations()
        nodes, again = self.primary()
        if again is not None:
            raise self.fault(again, '"-" stands after another', "put parentheses around what is excepted")
        but.content += self.annotated(nodes, annotations)
        node.content.append(but)
        return [node], sign

    def parameters(self) -> list[Node]:
        found: list[Node] = []
        while self.kind != "}":
            annotations = self.annotations()
            if self.kind not in NAMES:
                raise self.expected('a parameter such as pattern = "[a-z]+"')
            token = self.take()
            self.expect("=", f'"=" after "{token.value}"')
            node = self.node("param", token, name=token.value)
            node.content.append(self.literal(f'the value of "{token.value}", in quotes,'))
            found += self.annotated([node], annotations)
        return found

    # ---- name classes

    def names(self, default: str | None) -> list[Node]:
        """A class of names; `default` is the namespace of names without prefix."""
        begin = self.token
        nodes, excepting = self.some_names(default)
        if self.kind == "|":
            joined = self.node("choice", begin)
            while True:
                if excepting is not None:
                    raise self.fault(excepting, '"-" stands among other names', "put parentheses around it")
                joined.content += nodes
                if not self.passed("|"):
                    break
                nodes, excepting = self.some_names(default)
            nodes = [joined]
        return nodes

    def some_names(self, default: str | None) -> tuple[list[Node], Token | None]:
        """Names without "|" outside of parentheses, and their "-"."""
        annotations = self.annotations()
        token = self.token
        sign = None
        if token.kind == "(":
            nodes = self.parentheses(lambda: self.names(default))
        elif token.kind in ("*", "all"):
            self.at += 1
            if token.kind == "*":
                node = self.node("anyName", token)
            else:
                node = self.node("nsName", token, ns=self.namespace(token, token.value[:-2]))
            nodes = [node]
            if self.kind == "-":
                sign = self.take()
                but = self.node("except", sign)
                but.content += self.excepted(default)
                node.content.append(but)
        elif token.kind in NAMES:
            self.at += 1
            nodes = [self.node("name", token, ns=default)]
            nodes[0].content.append(token.value)
        elif token.kind == "prefixed":
            self.at += 1
            prefix, _, name = token.value.partition(":")
            nodes = [self.node("name", token, ns=self.namespace(token, prefix))]
            nodes[0].content.append(name)
        else:
            raise self.expected("a name")
        return self.annotated(nodes, annotations) + self.followers(), sign

    def excepted(self, default: str | None) -> list[Node]:
        nodes, sign = self.some_names(default)
        if sign is not None:
            raise self.fault(sign, '"-" stands after another', "put parentheses around what is excepted")
        return nodes
