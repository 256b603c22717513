"""One file of a schema -> patterns as they are written: sections 3 to 4.10, what RELAX NG's grammar asks of a schema.

Elements and attributes of other vocabularies are annotations and are passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urljoin

from matbaa.document import XML, TextNode
from matbaa.relaxng.grammar import AnyName, Datatype, Name, NameChoice, NsName
from matbaa.relaxng.reader_files import Unresolved
from matbaa.relaxng.reader_names import is_ncname
from matbaa.relaxng.reader_tree import RNG, START, At, Component, Definition, Include, Pattern, Scope
from matbaa.relaxng.reader_types import Types

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml import etree

    from matbaa.relaxng.grammar import NameClass
    from matbaa.relaxng.reader_faults import Faults
    from matbaa.relaxng.reader_files import Files
    from matbaa.relaxng.reader_tree import Source

__all__ = ["Job", "Syntax"]

_TAG: Final = f"{{{RNG}}}"
_BASE: Final = f"{{{XML}}}base"
_XMLNS: Final = "http://www.w3.org/2000/xmlns"
_SPACE: Final = " \t\r\n"
_DEEPEST: Final = 240
_MOST_ELEMENTS: Final = 300_000
_LIBRARY: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:(?:[^#%]|%[0-9A-Fa-f]{2})+")

_PATTERNS: Final = frozenset(
    "element attribute group interleave choice optional zeroOrMore oneOrMore list mixed ref parentRef empty text value "
    "data notAllowed externalRef grammar".split()
)
_NAMES: Final = frozenset("name anyName nsName choice".split())
_EXCEPT: Final = frozenset({"except"})
_PARAMETERS: Final = frozenset("param except".split())
_COMPONENTS: Final = frozenset("start define div include".split())
_OVERRIDES: Final = frozenset("start define div".split())
_NOTHING: Final[frozenset[str]] = frozenset()
_KNOWN: Final = _PATTERNS | _NAMES | _PARAMETERS | _COMPONENTS
_WITH_TEXT: Final = frozenset("name value param".split())
# element -> what may stand in it, where that does not hang on where it stands itself
_INSIDE: Final = {
    **dict.fromkeys(_PATTERNS | {"start", "define"}, _PATTERNS),
    **dict.fromkeys("ref parentRef empty text value notAllowed externalRef name param".split(), _NOTHING),
    **dict.fromkeys("anyName nsName".split(), _EXCEPT),
    "data": _PARAMETERS,
    "grammar": _COMPONENTS,
    "include": _OVERRIDES,
}
# element -> the attributes that it must have and that it may have, beside ns and datatypeLibrary
_ATTRIBUTES: Final[dict[str, tuple[tuple[str, ...], frozenset[str]]]] = {
    **dict.fromkeys(_KNOWN, ((), frozenset())),
    "element": ((), frozenset({"name"})),
    "attribute": ((), frozenset({"name"})),
    "ref": (("name",), frozenset({"name"})),
    "parentRef": (("name",), frozenset({"name"})),
    "value": ((), frozenset({"type"})),
    "data": (("type",), frozenset({"type"})),
    "externalRef": (("href",), frozenset({"href"})),
    "include": (("href",), frozenset({"href"})),
    "param": (("name",), frozenset({"name"})),
    "define": (("name",), frozenset({"name", "combine"})),
    "start": ((), frozenset({"combine"})),
}
_ORDINARY: Final = frozenset({"ns", "datatypeLibrary"})
_NEEDS_CONTENT: Final = frozenset(
    "group interleave choice optional zeroOrMore oneOrMore list mixed start define except".split()
)
_WANTED: Final = {_PATTERNS: "a pattern", _NAMES: "a name", _COMPONENTS: "<start>, <define>, <div> or <include>",
                  _OVERRIDES: "<start>, <define> or <div>", _PARAMETERS: "<param> or <except>",
                  _EXCEPT: "<except>"}  # fmt: skip
_NAME: Final = "a name begins with a letter, and has no spaces in it"
_MEND: Final = "mend the schema, or make it anew from its ODD"


class Job(NamedTuple):
    """A file that is still to be read, for what refers to it; `chain` holds the files that led to it."""

    path: Path
    at: At
    namespace: str
    scope: Scope | None
    chain: tuple[Path, ...]
    # where what it holds is to go: an external pattern, or the components of an included grammar
    target: Definition | list[Component | Include]


class _Parameter(NamedTuple):
    name: str
    text: str


class _Except(NamedTuple):
    at: At
    made: list[Any]


@dataclass(slots=True, eq=False)
class _Frame:
    """An element that is being read; `made` grows by what its children are."""

    element: etree._Element
    kind: str
    allowed: frozenset[str]
    namespace: str
    library: str
    base: str
    scope: Scope | None
    children: Iterator[etree._Element]
    made: list[Any]
    # false if something was left out, so that nothing is said of what is then missing
    sound: bool = True


class Syntax:
    """Reads files, and keeps a list of the further files that they need."""

    def __init__(self, files: Files, faults: Faults) -> None:
        self._files = files
        self._faults = faults
        self._externals: dict[tuple[Path, str, Scope | None], Definition] = {}
        self._count = 0
        self.jobs: list[Job] = []
        self.types = Types()

    def pattern(self, source: Source, namespace: str, scope: Scope | None, chain: tuple[Path, ...]) -> Pattern | None:
        """The pattern that the file's root element is; none if it has a fault that leaves nothing."""
        made = _Run(self, source, chain).read(namespace, scope, included=False)
        return made[0] if made else None

    def components(
        self, source: Source, namespace: str, scope: Scope | None, chain: tuple[Path, ...]
    ) -> list[Component | Include]:
        """What the grammar that the file's root element is holds, as part of the grammar `scope`."""
        return _Run(self, source, chain).read(namespace, scope, included=True)

    def count(self, at: At) -> None:
        """Counts an element; ends the reading where there are too many."""
        self._count += 1
        if self._count > _MOST_ELEMENTS:
            self._faults.stop(
                at,
                f"the schema has more than {_MOST_ELEMENTS:,} elements, with those of all files that it includes",
                "look for a file that is included again and again",
            )

    def external(self, job: Job) -> Definition:
        """What stands for an external pattern; a file is read once for the same namespace and grammar."""
        key = (job.path, job.namespace, job.scope)
        found = self._externals.get(key)
        if found is None:
            assert isinstance(job.target, Definition)
            found = self._externals[key] = job.target
            self.jobs.append(job)
        return found

    def resolve(self, at: At, address: str, base: str) -> Path | None:
        """The file that an address means."""
        try:
            return self._files.resolve(address, base).resolve()
        except (Unresolved, OSError, ValueError, RuntimeError) as error:
            message, hint = (
                (error.message, error.hint) if isinstance(error, Unresolved) else (f'"{address}": {error}', _MEND)
            )
            self._faults.add(at, message, hint, attribute="href")
            return None

    def fault(
        self, at: At, message: str, hint: str | None, attribute: str | None = None, text: TextNode | None = None
    ) -> None:
        """Keeps a fault."""
        self._faults.add(at, message, hint, attribute=attribute, text=text)


class _Run:
    """The reading of one file."""

    def __init__(self, syntax: Syntax, source: Source, chain: tuple[Path, ...]) -> None:
        self._syntax = syntax
        self._source = source
        self._chain = chain

    def read(self, namespace: str, scope: Scope | None, *, included: bool) -> list[Any]:
        """What the root element makes; of an included grammar its components."""
        root = self._source.document.root
        base = self._source.document.path.resolve().as_uri()
        top = _Frame(root, "", _PATTERNS, namespace, "", base, scope, iter(()), [])
        if included and root.tag != f"{_TAG}grammar":
            self._syntax.fault(At(self._source, root), f"the file that is included is no <grammar>, but {_tag(root)}",
                               "include a grammar; a file that is a pattern is named with <externalRef>")  # fmt: skip
            return []
        first = self._enter(root, top)
        if first is None:
            if top.sound:  # an annotation has no faults, but is no schema
                self._syntax.fault(
                    At(self._source, root),
                    f"this is no RELAX NG schema: its root element is {_tag(root)}",
                    f'the root of a schema is <grammar> or a pattern, in the namespace "{RNG}"',
                )
            return []
        if included:
            first.scope = scope
        stack = [top, first]
        while len(stack) > 1:
            frame = stack[-1]
            child = next(frame.children, None)
            if child is None:
                stack.pop()
                made = frame.made if included and len(stack) == 1 else self._leave(frame, stack[-1])
                stack[-1].made.extend(made)
                continue
            if child.tail is not None and frame.kind not in _WITH_TEXT and child.tail.strip(_SPACE):
                self._text_fault(frame, TextNode(child, "tail"))
            below = self._enter(child, frame)
            if below is not None:
                if len(stack) > _DEEPEST:
                    self._fault(below, f"the schema is nested more than {_DEEPEST} elements deep",
                                "give the inner parts names with <define>")  # fmt: skip
                    frame.sound = False
                    continue
                stack.append(below)
        return top.made

    def _fault(self, frame: _Frame, message: str, hint: str | None = _MEND, attribute: str | None = None) -> None:
        self._syntax.fault(At(self._source, frame.element), message, hint, attribute)

    def _text_fault(self, frame: _Frame, text: TextNode) -> None:
        words = " ".join(str(text).split())
        shown = f"{words[:40]}…" if len(words) > 40 else words
        self._syntax.fault(
            At(self._source, frame.element),
            f'the text "{shown}" stands in <{frame.kind}>, which holds no text',
            "put it in a comment, or in an element of another namespace",
            text=text,
        )

    # -- on the way in

    def _enter(self, element: etree._Element, parent: _Frame) -> _Frame | None:
        """The frame of an element of the schema; none for all else, and for what may not stand there."""
        tag = element.tag
        if not isinstance(tag, str):
            return None
        at = At(self._source, element)
        if not tag.startswith(_TAG):
            if parent.kind in _WITH_TEXT:
                self._syntax.fault(at, f"{_tag(element)} stands in <{parent.kind}>, which holds text only",
                                   "put it before or after that element")  # fmt: skip
                parent.sound = False
            return None
        self._syntax.count(at)
        kind = tag[len(_TAG) :]
        allowed = parent.allowed
        if parent.kind in ("element", "attribute") and not parent.made and parent.element.get("name") is None:
            # where the name itself is at fault, no more is said of it
            allowed = _NAMES if parent.sound else _PATTERNS
        if kind not in allowed:
            self._misplaced(at, kind, parent, allowed)
            parent.sound = False
            return None
        inside = _INSIDE.get(kind)
        if inside is None or (kind == "choice" and allowed is _NAMES):
            # <div>, <except>, and a <choice> of names, hold what their surroundings hold
            inside = allowed
            if kind == "except":
                inside = _PATTERNS if parent.kind == "data" else _NAMES
        frame = _Frame(
            element,
            kind,
            inside,
            parent.namespace,
            parent.library,
            parent.base,
            parent.scope,
            element.iterchildren(),
            [],
        )
        self._attributes(frame)
        if kind not in _WITH_TEXT and element.text is not None and element.text.strip(_SPACE):
            self._text_fault(frame, TextNode(element, "text"))
        if kind == "grammar":
            frame.scope = Scope(at, parent.scope)
        return frame

    def _misplaced(self, at: At, kind: str, parent: _Frame, allowed: frozenset[str]) -> None:
        if kind not in _KNOWN:
            from difflib import get_close_matches

            near = get_close_matches(kind, _KNOWN, 1)
            hint = f"did you mean <{near[0]}>?" if near else "see the RELAX NG specification for the elements there are"
            self._syntax.fault(at, f"RELAX NG has no element <{kind}>", hint)
            return
        where = f"in <{parent.kind}>" if parent.kind else "as the root of a schema"
        wanted = _WANTED.get(allowed)
        hint = f"what may stand there is {wanted}" if wanted else f"<{parent.kind}> has no children"
        self._syntax.fault(at, f"<{kind}> may not stand {where}", hint)

    def _attributes(self, frame: _Frame) -> None:
        kind = frame.kind
        required, known = _ATTRIBUTES[kind]
        attributes = frame.element.attrib
        for key in attributes:
            key = str(key)
            if key in known:
                continue
            if key == "ns":
                frame.namespace = attributes["ns"]
            elif key == "datatypeLibrary":
                frame.library = library = attributes["datatypeLibrary"]
                if library and not _LIBRARY.fullmatch(library):
                    self._fault(
                        frame,
                        f'datatypeLibrary="{library}" is not a whole address',
                        "that of the usual types is http://www.w3.org/2001/XMLSchema-datatypes",
                        key,
                    )
            elif key == _BASE:
                self._base(frame, attributes[key])
            elif not key.startswith("{"):
                self._fault(frame, f'<{kind}> has no attribute "{key}"', _allowed(known), key)
                frame.sound = False
            elif key.startswith(_TAG):
                self._fault(frame, f'the attribute "{key[len(_TAG) :]}" of <{kind}> stands in RELAX NG\'s namespace',
                            "write it without a prefix", key)  # fmt: skip
        for key in required:
            if attributes.get(key) is None:
                self._fault(frame, f"<{kind}> lacks the attribute {key}", f"add {key} to it")
                frame.sound = False

    def _base(self, frame: _Frame, address: str) -> None:
        try:
            frame.base = urljoin(frame.base, address)
        except ValueError:
            self._fault(frame, f'xml:base="{address}" is not an address', attribute=_BASE)

    # -- on the way out

    def _leave(self, frame: _Frame, parent: _Frame) -> list[Any]:
        """What an element makes, for the element around it."""
        made = self._made(frame)
        if not frame.sound:
            parent.sound = False
        return made

    def _made(self, frame: _Frame) -> list[Any]:
        kind, made = frame.kind, frame.made
        if not made and kind in _NEEDS_CONTENT:
            self._lack(frame, f"<{kind}> is empty", "put in what it is to hold; <empty/> stands for nothing")
            return []
        at = At(self._source, frame.element)
        match kind:
            case "element" | "attribute":
                return self._named(frame, at)
            case "choice" if frame.allowed is _NAMES:
                return [_name_choice(made)]
            case "name":
                name = self._qname(frame, self._content(frame), frame.namespace, None)
                return [] if name is None else [name]
            case "anyName" | "nsName":
                return [self._name_class(frame)]
            case "except":
                return [_Except(at, made)]
            case "param":
                return [_Parameter(self._ncname(frame, "name"), self._content(frame))]
            case "div":
                return made
            case "data" | "value":
                return [self._typed(frame, at)]
            case "start" | "define":
                return self._component(frame, at)
            case "include":
                return self._include(frame, at)
            case "ref" | "parentRef":
                return self._reference(frame, at)
            case "externalRef":
                return self._external(frame, at)
            case "grammar":
                assert frame.scope is not None
                frame.scope.contents = made
                return [Pattern("ref", at, text=START, scope=frame.scope)]
        return [Pattern(kind, at, made)]

    def _lack(self, frame: _Frame, message: str, hint: str) -> None:
        """Tells that something is missing, unless it was left out for a fault that has been told."""
        if frame.sound:
            self._fault(frame, message, hint)
            frame.sound = False

    def _named(self, frame: _Frame, at: At) -> list[Any]:
        """An <element> or <attribute>."""
        kind, made = frame.kind, frame.made
        given = frame.element.get("name")
        names: NameClass | None = None
        if given is not None:
            own = kind == "element" or frame.element.get("ns") is not None
            names = self._qname(frame, given, frame.namespace if own else "", "name")
        elif made and not isinstance(made[0], Pattern):
            names = made.pop(0)
        else:
            self._lack(frame, f"<{kind}> has no name", f'write <{kind} name="…">')
        if kind == "element" and not made:
            self._lack(frame, f"{at} has no content", "put in what it is to hold; <empty/> stands for nothing")
        if names is None or (kind == "element" and not made):
            return []
        if kind == "attribute":
            if _is_xmlns(names):
                self._fault(
                    frame,
                    "an attribute pattern has the name xmlns, but namespace declarations are no attributes",
                    "leave it out: declarations of namespaces need not be allowed",
                )
            if len(made) > 1:
                self._fault(frame, f"{at} has more than one pattern as its value",
                            "put them in one <group> or <choice>")  # fmt: skip
            return [Pattern(kind, at, made or [Pattern("text", at)], names)]
        content = made[0] if len(made) == 1 else Pattern("group", at, made)
        return [Pattern(kind, at, names=names, definition=Definition(str(at), content))]

    def _name_class(self, frame: _Frame) -> NameClass:
        """An <anyName> or <nsName>."""
        if len(frame.made) > 1:
            self._fault(frame, f"<{frame.kind}> has more than one <except>", "put the names in one <except>")
        but = _name_choice(frame.made[0].made) if frame.made else None
        if frame.kind == "anyName":
            if but is not None and any(isinstance(one, AnyName) for one in _flat(but)):
                self._fault(frame, "<anyName> excepts <anyName>, so that nothing is left",
                            "except only names or <nsName>")  # fmt: skip
            return AnyName(but)
        if but is not None and any(not isinstance(one, Name) for one in _flat(but)):
            self._fault(frame, "<nsName> excepts <anyName> or <nsName>", "except only single names")
        return NsName(frame.namespace, but)

    def _typed(self, frame: _Frame, at: At) -> Pattern:
        """A <data> or <value>."""
        element = frame.element
        given = element.get("type")
        library = frame.library if given is not None else ""
        name = "token" if given is None else self._ncname(frame, "type")
        parameters = tuple((one.name, one.text) for one in frame.made if isinstance(one, _Parameter))
        datatype = Datatype(library, name, parameters)
        wrong = self._syntax.types.fault(datatype) if frame.sound and name else None
        if wrong:
            self._fault(frame, f"<{frame.kind}> cannot be used: {wrong}", "mend the type or its parameters", "type")
        if frame.kind == "value":
            text = self._content(frame)
            bindings = self._bindings(frame) if library else ()
            if library and frame.sound and not wrong and not self._syntax.types.has(datatype, text, bindings):
                self._fault(frame, f'"{text}" is no value of the type "{name}", so that nothing can ever be it',
                            "mend the value, or name another type")  # fmt: skip
            return Pattern("value", at, datatype=datatype, text=text, bindings=bindings)
        excepted = [one for one in frame.made if isinstance(one, _Except)]
        if excepted and (len(excepted) > 1 or not isinstance(frame.made[-1], _Except)):
            self._fault(frame, "<data> has an <except> that is not its last child, or more than one",
                        "put what is excepted in one <except>, after every <param>")  # fmt: skip
        but = None
        if excepted and excepted[0].made:
            inside = excepted[0].made
            but = inside[0] if len(inside) == 1 else Pattern("choice", excepted[0].at, inside)
        return Pattern("data", at, datatype=datatype, excepted=but)

    def _bindings(self, frame: _Frame) -> tuple[tuple[str | None, str], ...]:
        """The namespaces that a value may use; what has no prefix stands in that of @ns."""
        declared = {prefix: uri for prefix, uri in frame.element.nsmap.items() if prefix}
        return ((None, frame.namespace), *sorted(declared.items()))

    def _component(self, frame: _Frame, at: At) -> list[Any]:
        """A <start> or <define>."""
        kind, made = frame.kind, frame.made
        name = self._ncname(frame, "name") if kind == "define" else START
        combine = frame.element.get("combine")
        if combine is not None:
            combine = combine.strip(_SPACE)
            if combine not in ("choice", "interleave"):
                self._fault(
                    frame, f'combine="{combine}" is neither "choice" nor "interleave"', "write one of these", "combine"
                )
                combine = "choice"
        if kind == "start" and len(made) > 1:
            self._fault(frame, "<start> holds more than one pattern", "put them in one <choice>")
        if kind == "define" and not name:
            return []
        pattern = made[0] if len(made) == 1 else Pattern("group", at, made)
        return [Component(name, at, combine, pattern)]

    def _include(self, frame: _Frame, at: At) -> list[Any]:
        path = self._path(frame, at)
        if path is None:
            frame.sound = False
            return []
        include = Include(at, frame.made)
        self._syntax.jobs.append(
            Job(path, at, frame.namespace, frame.scope, (*self._chain, self._here), include.included)
        )
        return [include]

    def _external(self, frame: _Frame, at: At) -> list[Any]:
        path = self._path(frame, at)
        if path is None:
            frame.sound = False
            return []
        job = Job(path, at, frame.namespace, frame.scope, (*self._chain, self._here),
                  Definition(frame.element.get("href", "")))  # fmt: skip
        return [Pattern("ref", at, definition=self._syntax.external(job))]

    @property
    def _here(self) -> Path:
        return self._source.document.path.resolve()

    def _path(self, frame: _Frame, at: At) -> Path | None:
        """The file that @href names, if it can be read without going round in a circle."""
        address = frame.element.get("href")
        path = None if address is None else self._syntax.resolve(at, address, frame.base)
        if path is not None and path in (*self._chain, self._here):
            files = [*self._chain, self._here, path]
            names = " → ".join(file.name for file in files[files.index(path) :])
            self._fault(frame, f"the files of the schema include each other in a circle: {names}",
                        "let each file include only what does not include it", "href")  # fmt: skip
            return None
        return path

    def _reference(self, frame: _Frame, at: At) -> list[Any]:
        name = self._ncname(frame, "name")
        if not name:
            return []
        scope = frame.scope
        if frame.kind == "parentRef" and scope is not None:
            scope = scope.parent
            if scope is None:
                self._fault(frame, f"{at} stands in no inner <grammar>",
                            "write <ref> for what is defined in the same grammar")  # fmt: skip
                return [Pattern("notAllowed", at)]
        if scope is None:
            self._fault(frame, f"{at} stands in no <grammar>, so that nothing is defined for it",
                        "put the schema in a <grammar>, and define the name there")  # fmt: skip
            return [Pattern("notAllowed", at)]
        return [Pattern("ref", at, text=name, scope=scope)]

    # -- names and texts

    def _content(self, frame: _Frame) -> str:
        """The text in an element, with that between its comments."""
        element = frame.element
        if len(element) == 0:
            return element.text or ""
        return (element.text or "") + "".join(child.tail or "" for child in element)

    def _ncname(self, frame: _Frame, attribute: str) -> str:
        """An attribute that is a name without a prefix; empty if it is none."""
        value = frame.element.get(attribute)
        if value is None:
            return ""
        value = value.strip(_SPACE)
        if not is_ncname(value):
            self._fault(frame, f'{attribute}="{value}" of <{frame.kind}> is not a name', _NAME, attribute)
            frame.sound = False
            return ""
        return value

    def _qname(self, frame: _Frame, written: str, namespace: str, attribute: str | None) -> Name | None:
        """A name, with or without a prefix; none, with a fault, if it is not one."""
        written = written.strip(_SPACE)
        prefix, colon, local = written.rpartition(":")
        if not is_ncname(local) or (colon and not is_ncname(prefix)):
            self._fault(frame, f'"{written}" is not a name that an element or attribute can have', _NAME, attribute)
            frame.sound = False
            return None
        if not colon:
            return Name(namespace, local)
        found = XML if prefix == "xml" else frame.element.nsmap.get(prefix)
        if found is None:
            self._fault(frame, f'the prefix "{prefix}:" is not declared', f'declare it: xmlns:{prefix}="…"', attribute)
            frame.sound = False
            return None
        return Name(found, local)


def _allowed(known: frozenset[str]) -> str:
    return f"its attributes are {', '.join(sorted(known | _ORDINARY))}"


def _tag(element: etree._Element) -> str:
    namespace, _, local = str(element.tag).rpartition("}")
    where = f'of the namespace "{namespace[1:]}"' if namespace else "in no namespace"
    return f"<{local}> {where}"


def _name_choice(classes: list[NameClass]) -> NameClass:
    flat = [one for given in classes for one in _flat(given)]
    return flat[0] if len(flat) == 1 else NameChoice(tuple(flat))


def _flat(names: NameClass) -> tuple[NameClass, ...]:
    return names.classes if isinstance(names, NameChoice) else (names,)


def _is_xmlns(names: NameClass) -> bool:
    """True if a name of the class is that of a namespace declaration, which no attribute has."""
    match names:
        case Name():
            return names == ("", "xmlns") or names.namespace == _XMLNS
        case AnyName():
            return names.but is not None and _is_xmlns(names.but)
        case NsName():
            return names.namespace == _XMLNS or (names.but is not None and _is_xmlns(names.but))
        case NameChoice():
            return any(_is_xmlns(one) for one in names.classes)
