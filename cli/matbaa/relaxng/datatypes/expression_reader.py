"""Reads the regular expressions of XML Schema, and writes them anew for `re` and `regex`."""

from __future__ import annotations

import re
from math import inf, log
from typing import Final

from matbaa.relaxng.datatypes.expression_parts import (
    REPEATS,
    Class,
    Part,
    alone,
    block_named,
    character,
    complement,
    digits,
    joined,
    literal,
    number,
    one_of,
    quantifier,
    short,
    ways,
)
from matbaa.relaxng.datatypes.faults import DatatypeFault
from matbaa.relaxng.datatypes.names import NAME, NAME_START
from matbaa.relaxng.datatypes.positions import Either, Repeated, Row

__all__ = ["read"]

_DEPTH: Final = 50
_LENGTH: Final = 20_000

_SINGLE: Final = {"n": "\\n", "r": "\\r", "t": "\\t"} | {char: "\\" + char for char in "\\|.?*+(){}-[]^"}
# (ranges inside brackets for `re`, or None; ranges inside brackets for `regex`); upper case is the complement
_MULTI: Final = {
    "s": (" \\t\\n\\r", " \\t\\n\\r"),
    "d": ("\\d", "\\p{Nd}"),
    "i": (NAME_START + ":", NAME_START + ":"),
    "c": (NAME + ":", NAME + ":"),
    "w": (None, "^\\p{P}\\p{Z}\\p{C}"),
}
_CATEGORIES: Final = frozenset(
    "L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po Z Zs Zl Zp S Sm Sc Sk So C Cc Cf Co Cn".split()
)
# expressions that every TEI text meets thousands of times, and a test that finds most of what fits without `regex`
_QUANTITY: Final = re.compile(r"\{([0-9]+)(?:(,)([0-9]*))?\}")


def read(source: str) -> Part:
    """The whole of the expression that `source` writes. Raises `DatatypeFault`."""
    return _Reader(source).whole()


class _Reader:
    """Reads one expression."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.depth = 0

    def whole(self) -> Part:
        if len(self.source) > _LENGTH:
            raise DatatypeFault(f"the pattern is longer than {_LENGTH} characters")
        part = self.choice()
        if self.at < len(self.source):
            raise self.fault(f'"{self.source[self.at]}" has no "(" before it')
        return part

    def fault(self, what: str, at: int | None = None) -> DatatypeFault:
        place = self.at if at is None else at
        return DatatypeFault(f'the pattern "{short(self.source)}" is not correct: {what} (character {place + 1})')

    @property
    def next(self) -> str:
        return self.source[self.at : self.at + 1]

    def choice(self) -> Part:
        branches = [self.branch()]
        while self.next == "|":
            self.at += 1
            branches.append(self.branch())
        if len(branches) == 1:
            return branches[0]
        return Part(
            joined("|", [branch.plain for branch in branches]),
            "|".join(branch.full for branch in branches),
            Either(tuple(branch.tree for branch in branches)),
            max(branch.weight for branch in branches) + log(len(branches)),
            max(branch.degree for branch in branches),
            firm=False,
        )

    def branch(self) -> Part:
        pieces: list[Part] = []
        while self.next and self.next not in "|)":
            pieces.append(self.quantified(self.atom()))
        return Part(
            joined("", [piece.plain for piece in pieces]),
            "".join(piece.full for piece in pieces),
            Row(tuple(piece.tree for piece in pieces)),
            sum(piece.weight for piece in pieces),
            sum(piece.degree for piece in pieces),
            all(piece.firm for piece in pieces),
        )

    def atom(self) -> Part:
        char = self.next
        if char == "(":
            return self.group()
        if char == "[":
            return self.brackets()
        if char == "\\":
            return alone(self.escape())
        if char in "?*+{":
            raise self.fault(f'there is nothing before "{char}" that could be repeated; write "\\{char}" for the sign')
        if char in "]}":
            raise self.fault(
                f'"{char}" has no "{"[" if char == "]" else "{"}" before it; write "\\{char}" for the sign'
            )
        self.at += 1
        if char == ".":
            return one_of("[^\\n\\r]", "[^\\n\\r]")
        written = literal(char)
        return one_of(written, written)

    def group(self) -> Part:
        begin = self.at
        self.at += 1
        if self.next == "?":
            raise self.fault('"(?" has no meaning in the expressions of XML Schema')
        self.depth += 1
        if self.depth > _DEPTH:
            raise self.fault(f"there are more than {_DEPTH} parentheses inside one another")
        part = self.choice()
        self.depth -= 1
        if self.next != ")":
            raise self.fault('"(" is not closed', begin)
        self.at += 1
        return part._replace(plain=None if part.plain is None else f"(?:{part.plain})", full=f"(?:{part.full})")

    def quantified(self, part: Part) -> Part:
        char = self.next
        least, most = 0, inf
        if char == "?":
            most = 1
        elif char == "+":
            least = 1
        elif char == "{":
            least, most = self.quantity()
        elif char != "*":
            return part
        begin = self.at
        if char != "{":
            self.at += 1
        written = quantifier(least, most)
        if self.next and self.next in "?*+{":
            raise self.fault(
                f'"{self.next}" repeats what is already repeated; put parentheses around it', max(begin, 0)
            )
        weight, degree = ways(part, least, most)
        return Part(
            None
            if part.plain is None
            else f"(?:{part.plain}){written}"
            if len(part.plain) > 1
            else part.plain + written,
            f"(?:{part.full}){written}" if len(part.full) > 1 else part.full + written,
            Repeated(part.tree, least, most),
            weight,
            degree,
            part.firm and least == most,
        )

    def quantity(self) -> tuple[int, float]:
        found = _QUANTITY.match(self.source, self.at)
        if not found:
            raise self.fault(
                'after "{" stands a number or two, as in "{2}", "{2,}" or "{2,4}"; write "\\{" for the sign'
            )
        least = number(found[1])
        most: float = least if found[2] is None else number(found[3]) if found[3] else inf
        if most < least or (least == most == REPEATS and digits(found[3] or found[1]) < digits(found[1])):
            raise self.fault(f'in "{found[0]}" the first number is greater than the second')
        self.at = found.end()
        return least, inf if most >= REPEATS else most

    def escape(self) -> Class | str:
        """A whole class, or one character as it is written in Python's expressions."""
        begin = self.at
        char = self.source[begin + 1 : begin + 2]
        self.at += 2
        if char in _SINGLE:
            return _SINGLE[char]
        if char.lower() in _MULTI:
            plain, full = _MULTI[char.lower()]
            return Class(plain, full) if char.islower() else complement(Class(plain, full))
        if char and char in "pP":
            return self.property(begin)
        if not char:
            raise self.fault('nothing follows the last "\\"', begin)
        raise self.fault(f'"\\{char}" has no meaning in the expressions of XML Schema', begin)

    def property(self, begin: int) -> Class:
        end = self.source.find("}", self.at)
        if self.next != "{" or end < 0:
            raise self.fault(
                f'after "{self.source[begin : begin + 2]}" stands a category or block, as in "\\p{{Lu}}"', begin
            )
        name = self.source[self.at + 1 : end]
        self.at = end + 1
        if name in _CATEGORIES:
            full = f"\\p{{{name}}}"
        elif name.startswith("Is") and (block := block_named(name[2:])):
            full = f"\\p{{Block={block}}}"
        else:
            kind = "block" if name.startswith("Is") else "category"
            raise self.fault(f'Unicode has no {kind} "{name}"', begin)
        return Class(None, full) if self.source[begin + 1] == "p" else complement(Class(None, full))

    def brackets(self) -> Part:
        """A class in brackets: `[a-z]`, `[^a-z]`, `[a-z-[aeiou]]`."""
        begin = self.at
        self.at += 1
        negated = self.next == "^"
        self.at += negated
        first = self.at
        plain: list[str | None] = []
        full: list[str] = []
        minus: Part | None = None
        while True:
            if not self.next:
                raise self.fault('"[" is not closed', begin)
            if self.next == "]" and self.at > first:
                break
            if self.source.startswith("-[", self.at) and self.at > first:
                self.at += 1
                self.depth += 1
                if self.depth > _DEPTH:
                    raise self.fault(f"there are more than {_DEPTH} brackets inside one another")
                minus = self.brackets()
                self.depth -= 1
                if self.next != "]":
                    raise self.fault('after what is subtracted stands "]"')
                break
            item = self.item(first)
            plain.append(item.plain)
            full.append(item.full if not item.full.startswith("^") else f"[{item.full}]")
        self.at += 1
        sign = "^" if negated else ""
        inside = joined("", plain)
        # a complement among other things has no place inside the brackets of `re`
        if inside is not None and len(plain) > 1 and any(one is not None and one.startswith("^") for one in plain):
            inside = None
        if inside is not None and inside.startswith("^") and negated:
            inside, sign_plain = inside[1:], ""
        else:
            sign_plain = sign
        source = None if inside is None else f"[{sign_plain}{inside}]"
        thorough = f"[{sign}{''.join(full)}]"
        if minus is not None:
            source = None if source is None or minus.plain is None else f"(?:(?!{minus.plain}){source})"
            thorough = f"[{thorough}--{minus.full}]"
        return one_of(source, thorough)

    def item(self, first: int) -> Class:
        """One character, range or class inside brackets; `first` is where the brackets' content begins."""
        begin = self.at
        low = self.member(first)
        if isinstance(low, Class):
            if self.next == "-" and self.source[self.at + 1 : self.at + 2] not in ("]", "["):
                raise self.fault("a range goes from one character to another")
            return low
        after = self.source[self.at + 1 : self.at + 2]
        if self.next != "-" or after in ("]", "[", ""):
            return Class(low, low)
        self.at += 1
        high = self.member(first, closing=True)
        if isinstance(high, Class):
            raise self.fault("a range goes from one character to another", begin)
        if character(low) > character(high):
            raise self.fault(f'the range "{self.source[begin : self.at]}" goes backwards', begin)
        return Class(f"{low}-{high}", f"{low}-{high}")

    def member(self, first: int, *, closing: bool = False) -> Class | str:
        char = self.next
        if char == "\\":
            return self.escape()
        if char == "[":
            raise self.fault('inside brackets "[" is written "\\["')
        if char == "]":
            raise self.fault('there is nothing in the brackets; write "\\]" for the sign')
        if (
            char == "-"
            and not closing
            and self.at > first
            and self.source[self.at + 1 : self.at + 2] != "]"
            and not self.source.startswith("--[", self.at)
        ):
            raise self.fault('inside brackets "-" stands for itself at the beginning and end only; write "\\-"')
        self.at += 1
        return literal(char)
