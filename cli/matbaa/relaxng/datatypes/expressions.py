r"""Regular expressions as XML Schema defines them (XML Schema 1.0 Part 2, second edition, appendix F).

They differ from Python's: `^` and `$` are ordinary characters, `[a-z-[aeiou]]` subtracts, `\i` and `\c` stand for the
characters of XML names, `\w` is all but punctuation, separators and the like, `\p{IsGreek}` is a block. So they are
read here and written anew for Python's own `re`, which is fast, and for `regex`, which knows Unicode's properties and
can be told to stop. A reader that knows the expression's shape is needed anyway, to tell which expressions and texts
`re` may be trusted with: it tries one way after another, and of some shapes there are more ways than anyone can wait
for. With the others `Positions` deals, and with what has too many of them, `regex`, for a second at most.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from math import exp, inf, log
from typing import TYPE_CHECKING, Final, NamedTuple

from matbaa.relaxng.datatypes.faults import DatatypeFault, TypeTimeout
from matbaa.relaxng.datatypes.positions import Either, One, Positions, Repeated, Row, TooMany, Tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import regex

__all__ = ["NAME", "NAME_START", "Expression", "expression"]

# the characters of names, as ranges inside brackets (XML 1.0, fifth edition), without the colon
NAME_START: Final = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
NAME: Final = NAME_START + r"0-9.\-" + "\u00b7\u0300-\u036f\u203f\u2040"

# `re` and `regex` are used where they need no more steps than this (some hundredths of a second)
_STEPS: Final = 500_000
_SECONDS: Final = 1.0
_DEPTH: Final = 50
_LENGTH: Final = 20_000
_REPEATS: Final = 1_000_000_000

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
# names of blocks that Unicode has changed since
_BLOCKS: Final = {
    "CombiningMarksforSymbols": "CombiningDiacriticalMarksforSymbols",
    "Greek": "GreekandCoptic",
    "PrivateUse": "PrivateUseArea",
}
# expressions that every TEI text meets thousands of times, and a test that finds most of what fits without `regex`
_QUICK: Final[dict[str, Callable[[str], bool]]] = {
    r"[^\p{C}\p{Z}]+": lambda text: text.isprintable() and " " not in text and text != "",
    r"(\p{L}|\p{N}|\p{P}|\p{S})+": lambda text: (
        text.isprintable() and text.isascii() and " " not in text and text != ""
    ),
}
_QUANTITY: Final = re.compile(r"\{([0-9]+)(?:(,)([0-9]*))?\}")


class _Part(NamedTuple):
    """A part of an expression: its sources, and in how many ways it can match.

    There are at most e^weight * (n+1)^degree ways to match the beginnings of a text of n characters. A `firm` part
    has one way and one length.
    """

    plain: str | None
    full: str
    tree: Tree
    weight: float = 0
    degree: float = 0
    firm: bool = True


class _Set(NamedTuple):
    """The inside of brackets, and the sources of whole classes of which any, or (`negated`) none, may match."""

    plain: str | None
    full: str


@dataclass(frozen=True)
class Expression:
    """A regular expression, ready for use."""

    source: str
    _plain: re.Pattern[str] | None
    _full: str
    _tree: Tree
    # the longest text that `re` and `regex` can be trusted with
    _longest: int
    # true of nothing but what fits
    _quick: Callable[[str], bool] | None = None

    @cached_property
    def _thorough(self) -> regex.Pattern[str]:
        import regex

        return regex.compile(self._full, regex.V1)

    @cached_property
    def _positions(self) -> Positions | None:
        try:
            return Positions(self._tree)
        except TooMany:
            return None

    def fits(self, text: str) -> bool:
        """True if the whole of `text` fits. Raises `TypeTimeout`."""
        safe = len(text) <= self._longest
        if safe and self._plain is not None:
            return self._plain.fullmatch(text) is not None
        if self._quick is not None and self._quick(text):
            return True
        if not safe and self._positions is not None:
            return self._positions.fits(text)
        try:
            return self._thorough.fullmatch(text, timeout=_SECONDS) is not None
        except TimeoutError:
            raise TypeTimeout(
                f'the pattern "{self.source}" takes too long over a text of {len(text)} characters'
            ) from None


def expression(source: str) -> Expression:
    """The expression that `source` writes. Raises `DatatypeFault`."""
    part = _Reader(source).whole()
    room = log(_STEPS) - part.weight
    if part.degree == inf or room < 0:
        longest = -1
    else:
        longest = int(exp(min(room / part.degree, 40))) if part.degree else 10**9
    plain = None if part.plain is None or longest < 0 else re.compile(part.plain)
    return Expression(source, plain, part.full, part.tree, longest, _QUICK.get(source))


class _Reader:
    """Reads one expression."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.depth = 0

    def whole(self) -> _Part:
        if len(self.source) > _LENGTH:
            raise DatatypeFault(f"the pattern is longer than {_LENGTH} characters")
        part = self.choice()
        if self.at < len(self.source):
            raise self.fault(f'"{self.source[self.at]}" has no "(" before it')
        return part

    def fault(self, what: str, at: int | None = None) -> DatatypeFault:
        place = self.at if at is None else at
        return DatatypeFault(f'the pattern "{_short(self.source)}" is not correct: {what} (character {place + 1})')

    @property
    def next(self) -> str:
        return self.source[self.at : self.at + 1]

    def choice(self) -> _Part:
        branches = [self.branch()]
        while self.next == "|":
            self.at += 1
            branches.append(self.branch())
        if len(branches) == 1:
            return branches[0]
        return _Part(
            _all("|", [branch.plain for branch in branches]),
            "|".join(branch.full for branch in branches),
            Either(tuple(branch.tree for branch in branches)),
            max(branch.weight for branch in branches) + log(len(branches)),
            max(branch.degree for branch in branches),
            firm=False,
        )

    def branch(self) -> _Part:
        pieces: list[_Part] = []
        while self.next and self.next not in "|)":
            pieces.append(self.quantified(self.atom()))
        return _Part(
            _all("", [piece.plain for piece in pieces]),
            "".join(piece.full for piece in pieces),
            Row(tuple(piece.tree for piece in pieces)),
            sum(piece.weight for piece in pieces),
            sum(piece.degree for piece in pieces),
            all(piece.firm for piece in pieces),
        )

    def atom(self) -> _Part:
        char = self.next
        if char == "(":
            return self.group()
        if char == "[":
            return self.brackets()
        if char == "\\":
            return _alone(self.escape())
        if char in "?*+{":
            raise self.fault(f'there is nothing before "{char}" that could be repeated; write "\\{char}" for the sign')
        if char in "]}":
            raise self.fault(
                f'"{char}" has no "{"[" if char == "]" else "{"}" before it; write "\\{char}" for the sign'
            )
        self.at += 1
        if char == ".":
            return _one("[^\\n\\r]", "[^\\n\\r]")
        written = _literal(char)
        return _one(written, written)

    def group(self) -> _Part:
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

    def quantified(self, part: _Part) -> _Part:
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
        written = _quantifier(least, most)
        if self.next and self.next in "?*+{":
            raise self.fault(
                f'"{self.next}" repeats what is already repeated; put parentheses around it', max(begin, 0)
            )
        weight, degree = _ways(part, least, most)
        return _Part(
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
        least = _number(found[1])
        most: float = least if found[2] is None else _number(found[3]) if found[3] else inf
        if most < least or (least == most == _REPEATS and _digits(found[3] or found[1]) < _digits(found[1])):
            raise self.fault(f'in "{found[0]}" the first number is greater than the second')
        self.at = found.end()
        return least, inf if most >= _REPEATS else most

    def escape(self) -> _Set | str:
        """A whole class, or one character as it is written in Python's expressions."""
        begin = self.at
        char = self.source[begin + 1 : begin + 2]
        self.at += 2
        if char in _SINGLE:
            return _SINGLE[char]
        if char.lower() in _MULTI:
            plain, full = _MULTI[char.lower()]
            return _Set(plain, full) if char.islower() else _complement(_Set(plain, full))
        if char and char in "pP":
            return self.property(begin)
        if not char:
            raise self.fault('nothing follows the last "\\"', begin)
        raise self.fault(f'"\\{char}" has no meaning in the expressions of XML Schema', begin)

    def property(self, begin: int) -> _Set:
        end = self.source.find("}", self.at)
        if self.next != "{" or end < 0:
            raise self.fault(
                f'after "{self.source[begin : begin + 2]}" stands a category or block, as in "\\p{{Lu}}"', begin
            )
        name = self.source[self.at + 1 : end]
        self.at = end + 1
        if name in _CATEGORIES:
            full = f"\\p{{{name}}}"
        elif name.startswith("Is") and (block := _block(name[2:])):
            full = f"\\p{{Block={block}}}"
        else:
            kind = "block" if name.startswith("Is") else "category"
            raise self.fault(f'Unicode has no {kind} "{name}"', begin)
        return _Set(None, full) if self.source[begin + 1] == "p" else _complement(_Set(None, full))

    def brackets(self) -> _Part:
        """A class in brackets: `[a-z]`, `[^a-z]`, `[a-z-[aeiou]]`."""
        begin = self.at
        self.at += 1
        negated = self.next == "^"
        self.at += negated
        first = self.at
        plain: list[str | None] = []
        full: list[str] = []
        minus: _Part | None = None
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
        inside = _all("", plain)
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
        return _one(source, thorough)

    def item(self, first: int) -> _Set:
        """One character, range or class inside brackets; `first` is where the brackets' content begins."""
        begin = self.at
        low = self.member(first)
        if isinstance(low, _Set):
            if self.next == "-" and self.source[self.at + 1 : self.at + 2] not in ("]", "["):
                raise self.fault("a range goes from one character to another")
            return low
        after = self.source[self.at + 1 : self.at + 2]
        if self.next != "-" or after in ("]", "[", ""):
            return _Set(low, low)
        self.at += 1
        high = self.member(first, closing=True)
        if isinstance(high, _Set):
            raise self.fault("a range goes from one character to another", begin)
        if _char(low) > _char(high):
            raise self.fault(f'the range "{self.source[begin : self.at]}" goes backwards', begin)
        return _Set(f"{low}-{high}", f"{low}-{high}")

    def member(self, first: int, *, closing: bool = False) -> _Set | str:
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
        return _literal(char)


def _alone(found: _Set | str) -> _Part:
    """An escape outside brackets."""
    if isinstance(found, str):
        return _one(found, found)
    return _one(None if found.plain is None else f"[{found.plain}]", f"[{found.full}]")


def _one(plain: str | None, full: str) -> _Part:
    return _Part(plain, full, One(plain, full))


def _complement(found: _Set) -> _Set:
    return _Set(None if found.plain is None else _flip(found.plain), _flip(found.full))


def _flip(inside: str) -> str:
    return inside[1:] if inside.startswith("^") else "^" + inside


def _literal(char: str) -> str:
    """One character, as it is written inside and outside of brackets."""
    if char in "\n\r\t":
        return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}[char]
    return "\\" + char if char.isascii() and not char.isalnum() and char not in " _" else char


def _char(written: str) -> str:
    return {"\\n": "\n", "\\r": "\r", "\\t": "\t"}.get(written, written[-1])


def _all(between: str, sources: Iterable[str | None]) -> str | None:
    kept = list(sources)
    return None if None in kept else between.join(source for source in kept if source is not None)


def _digits(digits: str) -> tuple[int, str]:
    """What orders whole numbers of any length."""
    kept = digits.lstrip("0")
    return len(kept), kept


def _number(digits: str) -> int:
    length, kept = _digits(digits)
    return int(kept or 0) if length < 10 else _REPEATS


def _quantifier(least: int, most: float) -> str:
    if most == inf:
        return {0: "*", 1: "+"}.get(least, f"{{{least},}}")
    return "?" if (least, most) == (0, 1) else f"{{{least},{int(most)}}}"


def _ways(part: _Part, least: int, most: float) -> tuple[float, float]:
    """The weight and degree of `part`, repeated."""
    if part.firm:
        if least == most:
            return 0, 0
        return (log(most - least + 1), 0) if most - least < 100 else (0, 1)
    if most == inf:
        return 0, inf
    if most == 0:
        return 0, 0
    return (part.weight + log(2)) * most, part.degree * most


def _block(name: str) -> str | None:
    """The name of a block as `regex` knows it."""
    if not re.fullmatch(r"[A-Za-z0-9-]+", name):
        return None
    import regex

    known = _BLOCKS.get(name, name)
    try:
        regex.compile(f"\\p{{Block={known}}}")
    except regex.error:
        return None
    return known


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:77] + "…"
