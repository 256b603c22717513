"""Random documents that a RELAX NG grammar allows, for tests: seeded, and eager to use what was not used yet."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RNG = "{http://relaxng.org/ns/structure/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
NEVER = 10**9

# values of the datatypes of XML Schema, ordinary and odd ones
VALUES: dict[str, tuple[str, ...]] = {
    "NCName": ("p", "persName", "a-b.c", "Çelik", "_x"),
    "Name": ("p", "x:y", "a-b"),
    "anyURI": ("#a", "authority/persons.xml#ataturk", "https://example.org/a?b=c&d", "urn:x:y", "çelik.xml#ş", "a%20b"),
    "boolean": ("true", "false", "1", "0"),
    "date": ("1919-05-19", "2000-02-29", "1919-05-19Z", "1919-05-19+03:00", "-0044-03-15", "12000-01-01"),
    "dateTime": ("1919-05-19T10:20:30", "1919-05-19T10:20:30.5Z", "1919-05-19T23:59:59+02:00"),
    "decimal": ("0", "-1.5", "+3", "007", ".5"),
    "double": ("1e5", "INF", "-1.5"),
    "duration": ("P3D", "P1Y2M3DT4H5M6S", "-PT30M", "P0D"),
    "gDay": ("---19", "---31Z"),
    "gMonth": ("--05", "--12"),
    "gMonthDay": ("--05-19", "--02-29"),
    "gYear": ("1919", "-0044", "12000", "1919Z"),
    "gYearMonth": ("1919-05", "1919-05+03:00"),
    "integer": ("-3", "0", "12"),
    "language": ("tr", "en", "ota-Latn", "x-old"),
    "nonNegativeInteger": ("0", "7", "+5", "0012"),
    "positiveInteger": ("1", "12"),
    "string": ("Sivas", " two  words ", "a\nb", "“Paşa”", "<&>", ""),
    "time": ("10:20:30", "00:00:00Z"),
    "token": ("word", "two words", "§ 5"),
}
WORDS = ("Sivas", "Kongresi", "4 Eylül", "’ta", "toplandı.", "<&>", "— 1919 —", "a", "\n")
CLASSES = {"L": "aZçğşİß漢", "N": "079٣²Ⅳ", "P": "-.,!’“(", "S": "+€<|", "M": "\u0301", "Z": " ", "C": "\n"}


def sample_pattern(pattern: str, rand: random.Random) -> str:
    """A string that matches a regular expression of XML Schema, of the kinds that datatypes of TEI use."""
    position = 0

    def peek() -> str:
        return pattern[position : position + 1]

    def take() -> str:
        nonlocal position
        position += 1
        return pattern[position - 1]

    def escape() -> str:
        letter = take()
        if letter == "p":
            name = re.compile(r"\{(\w+)\}").match(pattern, position)
            assert name is not None, pattern
            for _ in name[0]:
                take()
            return CLASSES[name[1][0]]
        return {"d": "0123456789", "S": "aZ9ç-#/.", "w": "aZ9", "s": " "}.get(letter, letter)

    def characters() -> str:
        found, negative = "", peek() == "^"
        if negative:
            take()
        while peek() != "]":
            letter = take()
            if letter == "\\":
                found += escape()
            elif letter == "-" and found and peek() != "]":
                found += "".join(map(chr, range(ord(found[-1]) + 1, ord(take()) + 1)))
            else:
                found += letter
        take()
        return "".join(sorted(set("".join(CLASSES.values())) - set(found))) if negative else found

    def alternatives() -> str:
        found = [branch()]
        while peek() == "|":
            take()
            found.append(branch())
        return rand.choice(found)

    def branch() -> str:
        nonlocal position
        made = ""
        while peek() and peek() not in "|)":
            start = position
            atom()
            low, high = times()
            after = position
            for _ in range(rand.randint(low, high)):
                position = start
                made += atom()
            position = after
        return made

    def atom() -> str:
        letter = take()
        if letter == "(":
            inside = alternatives()
            assert take() == ")", pattern
            return inside
        if letter == "[":
            return rand.choice(characters())
        return rand.choice(escape() if letter == "\\" else letter)

    def times() -> tuple[int, int]:
        if peek() == "{":
            limits = re.compile(r"\{(\d+)(,(\d*))?\}").match(pattern, position)
            assert limits is not None, pattern
            for _ in limits[0]:
                take()
            low = int(limits[1])
            return low, int(limits[3] or low + 2) if limits[2] else low
        if peek() and peek() in "?*+":
            return {"?": (0, 1), "*": (0, 3), "+": (1, 4)}[take()]
        return 1, 1

    return alternatives()


@dataclass(eq=False, slots=True)
class Pattern:
    """A pattern of a RELAX NG grammar, quicker to walk than the XML that it is read from."""

    kind: str
    name: str
    text: str
    namespace: str | None
    parts: tuple[Pattern, ...]


def read_pattern(node: etree._Element) -> Pattern:
    parts = tuple(read_pattern(child) for child in node.iterchildren(f"{RNG}*"))
    name = node.get("name") or node.get("type") or ""
    return Pattern(etree.QName(node).localname, name, node.text or "", node.get("ns"), parts)


def all_parts(pattern: Pattern) -> Iterator[Pattern]:
    """A pattern and all inside it, the innermost first."""
    for part in pattern.parts:
        yield from all_parts(part)
    yield pattern


@dataclass
class Instances:
    """Documents that the grammar at `path` allows. `seen` holds the elements and attributes used so far, by name."""

    path: Path
    seed: int = 1
    size: int = 1000
    deep: int = 12
    seen: set[tuple[str, str | None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        root = etree.parse(self.path).getroot()
        self.grammar = read_pattern(root)
        self.namespace = root.get("ns", "")
        self.defines = {part.name: part for part in self.grammar.parts if part.kind == "define"}
        self.random = random.Random(self.seed)
        self.uses: dict[Pattern, int] = {}
        self.elements: dict[Pattern, tuple[Pattern, ...]] = {}
        self.costs = self._all_costs()

    def declared(self) -> set[tuple[str, str | None]]:
        """Every element of the grammar, and every attribute of each, as pairs of names."""
        found: set[tuple[str, str | None]] = set()
        for element in (part for part in all_parts(self.grammar) if part.kind == "element"):
            found.add((element.name, None))
            found |= {(element.name, attribute) for attribute in self._attributes(element)}
        return found

    def documents(self, count: int) -> Iterator[etree._Element]:
        """`count` documents, one after the other."""
        start = next(part for part in self.grammar.parts if part.kind == "start")
        for _ in range(count):
            self.budget, self.depth, self.ids = self.size, 0, 0
            holder = etree.Element("holder")
            self._children(start, holder)
            yield holder[0]

    def _attributes(self, pattern: Pattern) -> Iterator[str]:
        for part in pattern.parts:
            if part.kind == "attribute":
                yield part.name
            elif part.kind == "ref" and ".attribute" in part.name:
                yield from self._attributes(self.defines[part.name])
            elif part.kind in ("optional", "group", "choice"):
                yield from self._attributes(part)

    def _all_costs(self) -> dict[Pattern, int]:
        """Of each pattern the number of elements that it cannot do without."""
        costs: dict[Pattern, int] = {}
        patterns, changed = list(all_parts(self.grammar)), True
        while changed:
            changed = False
            for pattern in patterns:
                cost = self._cost(pattern, costs)
                if cost != costs.get(pattern, NEVER):
                    costs[pattern], changed = cost, True
        return costs

    def _cost(self, pattern: Pattern, costs: dict[Pattern, int]) -> int:
        inside = [costs.get(part, NEVER) for part in pattern.parts]
        match pattern.kind:
            case "element":
                return min(NEVER, 1 + sum(inside))
            case "choice":
                return min(inside, default=NEVER)
            case "ref":
                return costs.get(self.defines[pattern.name], NEVER)
            case "optional" | "zeroOrMore" | "text" | "data" | "value" | "list" | "attribute" | "empty":
                return 0
            case _:
                return min(NEVER, sum(inside))

    def _children(self, pattern: Pattern, parent: etree._Element) -> None:
        for part in pattern.parts:
            self._generate(part, parent)

    def _generate(self, pattern: Pattern, parent: etree._Element) -> None:
        match pattern.kind:
            case "ref":
                self._children(self.defines[pattern.name], parent)
            case "optional":
                if self._wanted(pattern, parent):
                    self._children(pattern, parent)
            case "element":
                self._element(pattern, parent)
            case "choice":
                self._generate(self._choose(pattern), parent)
            case "zeroOrMore" | "oneOrMore" as kind:
                least = 1 if kind == "oneOrMore" else 0
                for _ in range(max(least, 0 if self._spent else self.random.randint(0, 4))):
                    self._children(pattern, parent)
            case "text":
                self._text(parent, " ".join(self.random.choices(WORDS, k=self.random.randint(0, 3))))
            case "data" | "value" | "list":
                self._text(parent, self._value(pattern))
            case "attribute":
                value = self._value(pattern.parts[0]) if pattern.parts else ""
                parent.set(pattern.name.replace("xml:", XML), value)
                self.seen.add((etree.QName(parent).localname, pattern.name))
            case "empty":
                pass
            case _:
                self._children(pattern, parent)

    def _element(self, pattern: Pattern, parent: etree._Element) -> None:
        self.budget -= 1
        self.uses[pattern] = self.uses.get(pattern, 0) + 1
        self.seen.add((pattern.name, None))
        namespace = self.namespace if pattern.namespace is None else pattern.namespace
        # only a share of what may still be written, so that something is left for what follows
        whole, share = self.budget, int(self.budget * self.random.uniform(0.2, 0.7))
        self.budget, self.depth = share, self.depth + 1
        name = f"{{{namespace}}}{pattern.name}" if namespace else pattern.name
        self._children(pattern, etree.SubElement(parent, name))
        self.budget, self.depth = whole - (share - self.budget), self.depth - 1

    @property
    def _spent(self) -> bool:
        return self.budget <= 0 or self.depth > self.deep

    def _wanted(self, optional: Pattern, parent: etree._Element) -> bool:
        if optional.parts[0].kind == "attribute":
            unused = (etree.QName(parent).localname, optional.parts[0].name) not in self.seen
            # libxml2 takes time exponential in the number of attributes of one element
            return self.random.random() < (0.9 if unused else 0.12) and len(parent.attrib) < 5
        if self._spent:
            return False
        self.uses[optional] = self.uses.get(optional, 0) + 1
        return self.random.random() < (0.9 if self.uses[optional] < 5 else 0.5)

    def _choose(self, choice: Pattern) -> Pattern:
        """One alternative: the cheapest when enough is written, else mostly one that leads to what was used little."""
        parts = [part for part in choice.parts if self.costs.get(part, NEVER) < NEVER]
        if self._spent:
            least = min(self.costs[part] for part in parts)
            return self.random.choice([part for part in parts if self.costs[part] == least])
        if self.random.random() < 0.3:
            return self.random.choice(parts)
        return min(parts, key=lambda part: (self._least_used(part), self.random.random()))

    def _least_used(self, pattern: Pattern) -> int:
        """How often the element was used that was used least of those which stand in `pattern` itself."""
        if pattern not in self.elements:
            self.elements[pattern] = tuple(self._elements_in(pattern))
        return min((self.uses.get(element, 0) for element in self.elements[pattern]), default=NEVER)

    def _elements_in(self, pattern: Pattern) -> Iterator[Pattern]:
        if pattern.kind == "element":
            yield pattern
        elif pattern.kind == "ref":
            yield from self._elements_in(self.defines[pattern.name])
        elif pattern.kind != "attribute":
            for part in pattern.parts:
                yield from self._elements_in(part)

    def _text(self, parent: etree._Element, text: str) -> None:
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + text
        else:
            parent.text = (parent.text or "") + text

    def _value(self, pattern: Pattern) -> str:
        parts = pattern.parts
        match pattern.kind:
            case "data":
                return self._data(pattern)
            case "value":
                return pattern.text
            case "text":
                return self.random.choice(VALUES["string"])
            case "ref":
                return self._value(self.defines[pattern.name].parts[0])
            case "choice":
                return self._value(self.random.choice(parts))
            case "list" | "group":
                return " ".join(self._value(part) for part in parts)
            case "oneOrMore" | "zeroOrMore":
                return " ".join(self._value(parts[0]) for _ in range(self.random.randint(1, 3)))
            case "optional":
                return self._value(parts[0]) if self.random.random() < 0.5 else ""
            case "empty":
                return ""
            case other:
                raise AssertionError(f"a value cannot be made of {other}")

    def _data(self, data: Pattern) -> str:
        if data.name == "ID":
            self.ids += 1
            return f"id{self.ids}"
        patterns = [part.text for part in data.parts if part.kind == "param" and part.name == "pattern"]
        if patterns and data.name in ("token", "string"):
            return sample_pattern(patterns[0], self.random)
        return self.random.choice(VALUES[data.name])
