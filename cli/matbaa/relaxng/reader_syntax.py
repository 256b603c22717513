"""One file of a schema, read: sections 3 to 4.10 of the specification, what RELAX NG's own grammar asks of a schema.

Elements and attributes of other vocabularies are annotations and are passed over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from matbaa.document import XML, TextNode
from matbaa.relaxng.reader_build import Builder
from matbaa.relaxng.reader_frames import SPACE, Frame
from matbaa.relaxng.reader_rules import ATTRIBUTES, INSIDE, KNOWN, NAMES, ORDINARY, PATTERNS, WANTED, WITH_TEXT
from matbaa.relaxng.reader_tree import RNG, At, Scope

if TYPE_CHECKING:
    from pathlib import Path

    from lxml import etree

    from matbaa.relaxng.reader_reading import Reading
    from matbaa.relaxng.reader_tree import Component, Include, Pattern, Source

__all__ = ["components_of", "pattern_of"]

_TAG: Final = f"{{{RNG}}}"
_BASE: Final = f"{{{XML}}}base"
_DEEPEST: Final = 240
_LIBRARY: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:(?:[^#%]|%[0-9A-Fa-f]{2})+")


def pattern_of(
    source: Source, namespace: str, scope: Scope | None, chain: tuple[Path, ...], reading: Reading
) -> Pattern | None:
    """The pattern that a file's root element is; none if it has a fault that leaves nothing.

    `namespace` and `scope` are those around what refers to the file; `chain` holds the files that led to it.
    """
    walk = _Walk(source, chain, reading)
    top = walk.top(namespace, scope)
    first = walk.enter(source.document.root, top)
    if first is not None:
        walk.go(top, first)
    elif top.sound:  # an annotation has no faults, but is no schema
        reading.faults.add(
            At(source, source.document.root),
            f"this is no RELAX NG schema: its root element is {_tag(source.document.root)}",
            f'the root of a schema is <grammar> or a pattern, in the namespace "{RNG}"',
        )
    return top.made[0] if top.made else None


def components_of(
    source: Source, namespace: str, scope: Scope | None, chain: tuple[Path, ...], reading: Reading
) -> list[Component | Include]:
    """What the grammar that a file's root element is holds, as part of the grammar `scope` that includes it."""
    walk = _Walk(source, chain, reading)
    root = source.document.root
    if root.tag != f"{_TAG}grammar":
        reading.faults.add(At(source, root), f"the file that is included is no <grammar>, but {_tag(root)}",
                           "include a grammar; a file that is a pattern is named with <externalRef>")  # fmt: skip
        return []
    first = walk.enter(root, walk.top(namespace, scope))
    assert first is not None
    first.scope = scope
    walk.go(first)
    return first.made


class _Walk:
    """The way through one file; deep files do not make it call itself."""

    def __init__(self, source: Source, chain: tuple[Path, ...], reading: Reading) -> None:
        self._source = source
        self._path = source.document.path.resolve()
        self._reading = reading
        self._faults = reading.faults
        self._builder = Builder(reading, (*chain, self._path))

    def top(self, namespace: str, scope: Scope | None) -> Frame:
        """What the root element stands in."""
        at = At(self._source, self._source.document.root)
        return Frame(at, "", PATTERNS, namespace, "", self._path.as_uri(), scope, iter(()), [])

    def go(self, *frames: Frame) -> None:
        """Reads the last of the frames to its end, and gives the others what it makes; the first one is left open."""
        stack = list(frames)
        while stack:
            frame = stack[-1]
            child = next(frame.children, None)
            if child is None:
                stack.pop()
                if stack:
                    stack[-1].made.extend(self._builder.made(frame))
                    stack[-1].sound = stack[-1].sound and frame.sound
                continue
            if child.tail is not None and frame.kind not in WITH_TEXT and child.tail.strip(SPACE):
                self._text_fault(frame, TextNode(child, "tail"))
            below = self.enter(child, frame)
            if below is None:
                continue
            if len(stack) > _DEEPEST:
                self._faults.add(below.at, f"the schema is nested more than {_DEEPEST} elements deep",
                                 "give the inner parts names with <define>")  # fmt: skip
                frame.sound = False
            else:
                stack.append(below)

    def enter(self, element: etree._Element, parent: Frame) -> Frame | None:
        """The frame of an element of the schema; none for all else, and for what may not stand there."""
        tag = element.tag
        if not isinstance(tag, str):
            return None
        at = At(self._source, element)
        if not tag.startswith(_TAG):
            if parent.kind in WITH_TEXT:
                self._faults.add(at, f"{_tag(element)} stands in <{parent.kind}>, which holds text only",
                                 "put it before or after that element")  # fmt: skip
                parent.sound = False
            return None
        self._reading.count(at)
        kind = tag[len(_TAG) :]
        allowed = parent.allowed
        if parent.kind in ("element", "attribute") and not parent.made and parent.element.get("name") is None:
            # where the name itself is at fault, no more is said of it
            allowed = NAMES if parent.sound else PATTERNS
        if kind not in allowed:
            self._misplaced(at, kind, parent, allowed)
            parent.sound = False
            return None
        inside = INSIDE.get(kind)
        if kind == "except":
            inside = PATTERNS if parent.kind == "data" else NAMES
        elif inside is None or (kind == "choice" and allowed is NAMES):
            # <div>, and a <choice> of names, hold what their surroundings hold
            inside = allowed
        frame = Frame(at, kind, inside, parent.namespace, parent.library, parent.base, parent.scope,
                      element.iterchildren(), [])  # fmt: skip
        self._attributes(frame)
        if kind not in WITH_TEXT and element.text is not None and element.text.strip(SPACE):
            self._text_fault(frame, TextNode(element, "text"))
        if kind == "grammar":
            frame.scope = Scope(at, parent.scope)
        return frame

    def _misplaced(self, at: At, kind: str, parent: Frame, allowed: frozenset[str]) -> None:
        if kind not in KNOWN:
            from difflib import get_close_matches

            near = get_close_matches(kind, KNOWN, 1)
            hint = f"did you mean <{near[0]}>?" if near else "see the RELAX NG specification for the elements there are"
            self._faults.add(at, f"RELAX NG has no element <{kind}>", hint)
            return
        where = f"in <{parent.kind}>" if parent.kind else "as the root of a schema"
        wanted = WANTED.get(allowed)
        hint = f"what may stand there is {wanted}" if wanted else f"<{parent.kind}> has no children"
        self._faults.add(at, f"<{kind}> may not stand {where}", hint)

    def _attributes(self, frame: Frame) -> None:
        """Looks at an element's attributes, and takes from them what its content inherits."""
        required, known = ATTRIBUTES[frame.kind]
        attributes = frame.element.attrib
        for key, value in attributes.items():
            key = str(key)
            if key in known:
                continue
            if key == "ns":
                frame.namespace = value
            elif key == "datatypeLibrary":
                frame.library = value
                if value and not _LIBRARY.fullmatch(value):
                    self._faults.add(frame.at, f'datatypeLibrary="{value}" is not a whole address',
                                     "that of the usual types is http://www.w3.org/2001/XMLSchema-datatypes",
                                     attribute=key)  # fmt: skip
            elif key == _BASE:
                try:
                    frame.base = urljoin(frame.base, value)
                except ValueError:
                    self._faults.add(frame.at, f'xml:base="{value}" is not an address', "leave it out", attribute=key)
            elif not key.startswith("{"):
                hint = f"its attributes are {', '.join(sorted(known | ORDINARY))}"
                self._faults.add(frame.at, f'<{frame.kind}> has no attribute "{key}"', hint, attribute=key)
                frame.sound = False
            elif key.startswith(_TAG):
                self._faults.add(
                    frame.at,
                    f'the attribute "{key[len(_TAG) :]}" of <{frame.kind}> stands in RELAX NG\'s namespace',
                    "write it without a prefix",
                    attribute=key,
                )
        for key in required:
            if attributes.get(key) is None:
                self._faults.add(frame.at, f"<{frame.kind}> lacks the attribute {key}", f"add {key} to it")
                frame.sound = False

    def _text_fault(self, frame: Frame, text: TextNode) -> None:
        words = " ".join(str(text).split())
        shown = f"{words[:40]}…" if len(words) > 40 else words
        self._faults.add(
            frame.at,
            f'the text "{shown}" stands in <{frame.kind}>, which holds no text',
            "put it in a comment, or in an element of another namespace",
            text=text,
        )


def _tag(element: etree._Element) -> str:
    """An element as messages name it, with its namespace."""
    namespace, _, local = str(element.tag).rpartition("}")
    where = f'of the namespace "{namespace[1:]}"' if namespace else "in no namespace"
    return f"<{local}> {where}"
