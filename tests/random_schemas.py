"""Small random RELAX NG schemas, and documents that fit them or nearly do: seeded."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from random import Random

from lxml import etree

from matbaa.relaxng.grammar import Grammar, Name, NameChoice, NameClass
from matbaa.relaxng.patterns import (
    ATTRIBUTE,
    CHOICE,
    DATA,
    ELEMENT,
    GROUP,
    INTERLEAVE,
    LIST,
    MORE,
    TEXT,
    VALUE,
)

_RNG = "http://relaxng.org/ns/structure/1.0"
_XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
_ELEMENTS, _ATTRIBUTES = "abc", "xyz"
_VALUES = ("1", "2", "u", "", "1 2", "u 1", " 1 ", "x")
_DEFINITIONS = 5
_DEEPEST = 7
_LEAVES = (
    "<value>1</value>",
    "<value>2</value>",
    "<value>u</value>",
    f'<data type="integer" datatypeLibrary="{_XSD}"/>',
    f'<data type="integer" datatypeLibrary="{_XSD}"/>',
    '<data type="token"><except><value>1</value></except></data>',
    "<empty/>",
    "<text/>",
)


def random_schema(rand: Random) -> str:
    """A schema; not every one keeps the rules of RELAX NG."""
    defines = "".join(
        f'<define name="d{i}"><element>{_names(rand, _ELEMENTS)}{_content(rand)}</element></define>'
        for i in range(_DEFINITIONS)
    )
    start = '<start><choice><ref name="d0"/><ref name="d1"/></choice></start>'
    return f'<grammar xmlns="{_RNG}">{start}{defines}</grammar>'


def _names(rand: Random, letters: str) -> str:
    way = rand.random()
    if letters == _ELEMENTS and way < 0.07:
        return "<anyName/>"
    if letters == _ELEMENTS and way < 0.15:
        return "<anyName><except><name>a</name></except></anyName>"
    if way < 0.25:
        return f"<choice>{''.join(f'<name>{one}</name>' for one in rand.sample(letters, 2))}</choice>"
    return f"<name>{rand.choice(letters)}</name>"


def _content(rand: Random) -> str:
    if rand.random() < 0.25:
        return rand.choice(("<empty/>", "<text/>", _attribute(rand)))
    return _pattern(rand, rand.choice((1, 2, 3, 3)))


def _attribute(rand: Random) -> str:
    return f"<attribute>{_names(rand, _ATTRIBUTES)}{_value(rand, 2)}</attribute>"


def _value(rand: Random, depth: int) -> str:
    way = rand.random()
    if depth and way < 0.2:
        return f"<choice>{_value(rand, depth - 1)}{_value(rand, depth - 1)}</choice>"
    if depth == 2 and way < 0.35:
        one = _value(rand, 0)
        forms = (
            f"<oneOrMore>{one}</oneOrMore>",
            f"<group>{one}<value>1</value></group>",
            f"<optional>{one}</optional>",
        )
        return f"<list>{rand.choice(forms)}</list>"
    return rand.choice(_LEAVES)


def _pattern(rand: Random, depth: int) -> str:
    way = rand.random()
    if not depth or way < 0.3:
        return f'<ref name="d{rand.randrange(_DEFINITIONS)}"/>'
    if way < 0.52:
        return rand.choice(("<text/>", _attribute(rand), _attribute(rand), _value(rand, 2)))
    if way < 0.84:
        kind = rand.choice(("choice", "choice", "group", "group", "interleave"))
        return f"<{kind}>{_pattern(rand, depth - 1)}{_pattern(rand, depth - 1)}</{kind}>"
    kind = rand.choice(("optional", "zeroOrMore", "oneOrMore", "mixed"))
    return f"<{kind}>{_pattern(rand, depth - 1)}</{kind}>"


@dataclass
class RandomDocument:
    """Documents that a grammar nearly allows: `text` gives one."""

    grammar: Grammar
    rand: Random

    def text(self) -> str | None:
        """A document, with a line for each tag; none where it would be too large."""
        top = etree.Element("top")
        self._fill(self.grammar.start, top, 0)
        if len(top) != 1 or sum(1 for _ in top.iter()) > 150:
            return None
        root = top[0]
        root.tail = None
        for _ in range(self.rand.choice((0, 0, 1, 1, 2))):
            _change(root, self.rand)
        return etree.tostring(root, encoding="unicode").replace("><", ">\n<")

    def _fill(self, pattern: int, element: etree._Element, depth: int) -> None:
        kind, *parts = self.grammar.patterns.nodes[pattern]
        if kind == CHOICE:
            self._fill(self.rand.choice(parts), element, depth)
        elif kind in (GROUP, INTERLEAVE):
            for part in parts if kind == GROUP else self.rand.sample(parts, len(parts)):
                self._fill(part, element, depth)
        elif kind == MORE:
            for _ in range(self.rand.choice((1, 1, 2, 3)) if depth < 5 else 1):
                self._fill(parts[0], element, depth)
        elif kind == ATTRIBUTE:
            value = self._value(parts[1]) if self.rand.random() < 0.6 else self.rand.choice(_VALUES)
            element.set(self._name(self.grammar.names[parts[0]], _ATTRIBUTES), value)
        elif kind == ELEMENT:
            definition = self.grammar.elements[parts[0]]
            child = etree.SubElement(element, self._name(self.grammar.names[definition.names], _ELEMENTS))
            if depth < _DEEPEST:
                self._fill(definition.content, child, depth + 1)
        elif kind in (DATA, VALUE, LIST) and not len(element):
            element.text = (element.text or "") + self._value(pattern)
        elif kind == TEXT and self.rand.random() < 0.5:
            if len(element):
                element[-1].tail = "w"
            else:
                element.text = "w"

    def _name(self, names: NameClass, letters: str) -> str:
        if isinstance(names, NameChoice):
            return self._name(self.rand.choice(names.classes), letters)
        return names.local if isinstance(names, Name) else self.rand.choice(letters)

    def _value(self, pattern: int) -> str:
        kind, *parts = self.grammar.patterns.nodes[pattern]
        if kind == VALUE:
            return str(parts[1])
        if kind == DATA:
            return self.rand.choice("17")
        if kind in (CHOICE, MORE, LIST):
            return self._value(self.rand.choice(parts))
        if kind == GROUP:
            return " ".join(map(self._value, parts))
        return self.rand.choice(_VALUES) if kind == TEXT else ""


def _change(root: etree._Element, rand: Random) -> None:
    node = rand.choice(list(root.iter()))
    parent = node.getparent()
    match rand.randrange(7):
        case 0:
            node.tag = rand.choice("abcd")
        case 1 if parent is not None:
            parent.remove(node)
        case 2:
            node.set(rand.choice(_ATTRIBUTES), rand.choice(_VALUES))
        case 3 if node.attrib:
            del node.attrib[rand.choice(list(node.attrib))]
        case 4:
            node.insert(rand.randint(0, len(node)), etree.Element(rand.choice(_ELEMENTS)))
        case 5:
            node.text = rand.choice(("w", None, " ", "1"))
        case 6 if parent is not None:
            node.addnext(copy.deepcopy(node))
