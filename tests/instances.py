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
            one = atom()
            low, high = times()
            after = position
            for _ in range(rand.randint(low, high)):
                position = start
                made += atom()
            position = after
            del one
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


@dataclass
class Instances:
    """Documents that the grammar at `path` allows. `seen` holds the elements and attributes used so far, by name."""

    path: Path
    seed: int = 1
    size: int = 1000
    deep: int = 12
    seen: set[tuple[str, str | None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.grammar = etree.parse(self.path).getroot()
        self.namespace = self.grammar.get("ns", "")
        self.defines = {define.get("name", ""): define for define in self.grammar.iterfind(f"{RNG}define")}
        self.random = random.Random(self.seed)
        self.uses: dict[etree._Element, int] = {}
        self.elements: dict[etree._Element, tuple[etree._Element, ...]] = {}
        self.costs = self._all_costs()
        self.ids = 0

    def declared(self) -> set[tuple[str, str | None]]:
        """Every element of the grammar, and every attribute of each, as pairs of names."""
        found: set[tuple[str, str | None]] = set()
        for element in self.grammar.iter(f"{RNG}element"):
            name = element.get("name", "")
            found.add((name, None))
            found |= {(name, attribute) for attribute in self._attributes(element)}
        return found

    def documents(self, count: int) -> Iterator[etree._Element]:
        """`count` documents, one after the other."""
        start = self.grammar.find(f"{RNG}start")
        assert start is not None
        for _ in range(count):
            self.budget, self.depth, self.ids = self.size, 0, 0
            holder = etree.Element("holder")
            self._children(start, holder)
            yield holder[0]

    def _attributes(self, pattern: etree._Element) -> Iterator[str]:
        for child in pattern.iterchildren(f"{RNG}*"):
            if child.tag == f"{RNG}attribute":
                yield child.get("name", "")
            elif child.tag == f"{RNG}ref" and ".attribute" in child.get("name", ""):
                yield from self._attributes(self.defines[child.get("name", "")])
            elif child.tag in (f"{RNG}optional", f"{RNG}group", f"{RNG}choice"):
                yield from self._attributes(child)

    # The cost of a pattern is the number of elements that it cannot do without.

    def _all_costs(self) -> dict[etree._Element, int]:
        costs: dict[etree._Element, int] = {}
        patterns = [node for node in self.grammar.iter(f"{RNG}*") if node.tag != f"{RNG}grammar"]
        changed = True
        while changed:
            changed = False
            for node in reversed(patterns):
                cost = self._cost(node, costs)
                if cost != costs.get(node, NEVER):
                    costs[node], changed = cost, True
        return costs

    def _cost(self, node: etree._Element, costs: dict[etree._Element, int]) -> int:
        inside = [costs.get(child, NEVER) for child in node.iterchildren(f"{RNG}*")]
        match etree.QName(node).localname:
            case "element":
                return min(NEVER, 1 + sum(inside))
            case "choice":
                return min(inside, default=NEVER)
            case "ref":
                return costs.get(self.defines[node.get("name", "")], NEVER)
            case "optional" | "zeroOrMore" | "text" | "data" | "value" | "list" | "attribute" | "empty":
                return 0
            case _:
                return min(NEVER, sum(inside))

    def _children(self, pattern: etree._Element, parent: etree._Element) -> None:
        for child in pattern.iterchildren(f"{RNG}*"):
            self._generate(child, parent)

    def _generate(self, pattern: etree._Element, parent: etree._Element) -> None:
        match etree.QName(pattern).localname:
            case "element":
                self._element(pattern, parent)
            case "ref":
                self._children(self.defines[pattern.get("name", "")], parent)
            case "choice":
                self._generate(self._choose(pattern), parent)
            case "optional":
                if self._wanted(pattern, parent):
                    self._children(pattern, parent)
            case "zeroOrMore" | "oneOrMore" as kind:
                least = 1 if kind == "oneOrMore" else 0
                for _ in range(max(least, 0 if self._spent else self.random.randint(0, 4))):
                    self._children(pattern, parent)
            case "text":
                self._text(parent, " ".join(self.random.choices(WORDS, k=self.random.randint(0, 3))))
            case "data" | "value" | "list":
                self._text(parent, self._value(pattern))
            case "attribute":
                name = pattern.get("name", "").replace("xml:", XML)
                parts = list(pattern.iterchildren(f"{RNG}*"))
                parent.set(name, self._value(parts[0]) if parts else "")
                self.seen.add((etree.QName(parent).localname, pattern.get("name", "")))
            case "empty":
                pass
            case _:
                self._children(pattern, parent)

    def _element(self, pattern: etree._Element, parent: etree._Element) -> None:
        self.budget -= 1
        self.uses[pattern] = self.uses.get(pattern, 0) + 1
        name = pattern.get("name", "")
        self.seen.add((name, None))
        namespace = pattern.get("ns", self.namespace)
        # only a share of what may still be written, so that something is left for what follows
        whole, share = self.budget, int(self.budget * self.random.uniform(0.2, 0.7))
        self.budget, self.depth = share, self.depth + 1
        self._children(pattern, etree.SubElement(parent, f"{{{namespace}}}{name}" if namespace else name))
        self.budget, self.depth = whole - (share - self.budget), self.depth - 1

    @property
    def _spent(self) -> bool:
        return self.budget <= 0 or self.depth > self.deep

    def _wanted(self, optional: etree._Element, parent: etree._Element) -> bool:
        attribute = optional.find(f"{RNG}attribute")
        if attribute is not None:
            unused = (etree.QName(parent).localname, attribute.get("name", "")) not in self.seen
            # libxml2 takes time exponential in the number of attributes of one element
            return len(parent.attrib) < 5 and self.random.random() < (0.9 if unused else 0.12)
        if self._spent:
            return False
        self.uses[optional] = self.uses.get(optional, 0) + 1
        return self.random.random() < (0.9 if self.uses[optional] < 5 else 0.5)

    def _choose(self, choice: etree._Element) -> etree._Element:
        """One alternative: the cheapest when enough is written, else mostly one that was used little."""
        parts = [part for part in choice.iterchildren(f"{RNG}*") if self.costs.get(part, NEVER) < NEVER]
        if self._spent:
            least = min(self.costs[part] for part in parts)
            return self.random.choice([part for part in parts if self.costs[part] == least])
        if self.random.random() < 0.3:
            return self.random.choice(parts)
        return min(parts, key=lambda part: (self._least_used(part), self.random.random()))

    def _least_used(self, pattern: etree._Element) -> int:
        """How often the element was used that was used least of those with which `pattern` can begin or go on."""
        if pattern not in self.elements:
            self.elements[pattern] = tuple(self._elements_in(pattern))
        return min((self.uses.get(element, 0) for element in self.elements[pattern]), default=NEVER)

    def _elements_in(self, pattern: etree._Element) -> Iterator[etree._Element]:
        if pattern.tag == f"{RNG}element":
            yield pattern
        elif pattern.tag == f"{RNG}ref":
            yield from self._elements_in(self.defines[pattern.get("name", "")])
        elif pattern.tag != f"{RNG}attribute":
            for child in pattern.iterchildren(f"{RNG}*"):
                yield from self._elements_in(child)

    def _text(self, parent: etree._Element, text: str) -> None:
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + text
        else:
            parent.text = (parent.text or "") + text

    def _value(self, pattern: etree._Element) -> str:
        parts = list(pattern.iterchildren(f"{RNG}*"))
        match etree.QName(pattern).localname:
            case "data":
                return self._data(pattern)
            case "value":
                return pattern.text or ""
            case "text":
                return self.random.choice(VALUES["string"])
            case "ref":
                return self._value(next(self.defines[pattern.get("name", "")].iterchildren(f"{RNG}*")))
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

    def _data(self, data: etree._Element) -> str:
        kind = data.get("type", "")
        if kind == "ID":
            self.ids += 1
            return f"id{self.ids}"
        patterns = [param.text or "" for param in data.iterfind(f"{RNG}param") if param.get("name") == "pattern"]
        if patterns and kind in ("token", "string"):
            return sample_pattern(patterns[0], self.random)
        return self.random.choice(VALUES[kind])
