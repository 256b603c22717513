"""Texts that nobody would write: TEI elements nested at random, with numbered words, so that a lost one is seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

_INLINE = (
    "hi emph persName orgName date ref ptr choice supplied quote q said title bibl note foreign term abbr seg gap "
    "unclear add del rs name app stage label cit list table lg figure floatingText pb lb milestone graphic "
    "address formula ruby code p sp"
).split()
_BLOCKS = (
    "p quote list table lg sp figure pb milestone note div cit stage head ab listBibl castList epigraph closer opener "
    "gap label bibl floatingText argument trailer q eg address dateline signed"
).split()
_CHILDREN = {
    "list": "item label head pb note item",
    "table": "row head pb row",
    "row": "cell",
    "lg": "l head lg pb note",
    "sp": "speaker p l stage lg pb note",
    "figure": "graphic head p note",
    "choice": "sic corr orig reg abbr expan",
    "app": "lem rdg",
    "floatingText": "body",
    "listBibl": "bibl head biblStruct pb",
    "castList": "castItem head castGroup pb",
    "castGroup": "castItem head roleDesc",
    "epigraph": "quote bibl cit p lg",
    "argument": "p",
    "opener": "dateline salute",
    "closer": "signed salute",
    "address": "addrLine",
    "cit": "quote bibl",
    "ruby": "rb rt",
}
_EMPTY = frozenset({"pb", "lb", "milestone", "graphic", "ptr"})
_MIXED = frozenset({"cit", "opener", "closer"})


@dataclass
class RandomText:
    """Makes one body from `random`; `words` and `ids` count what it has made."""

    random: Random
    words: int = 0
    ids: int = 0

    def body(self) -> str:
        """The body element."""
        return self._element("body", 5)

    def _element(self, name: str, depth: int) -> str:
        tag = name + self._attributes(name)
        if name in _EMPTY:
            return f"<{tag}/>"
        fixed = _CHILDREN.get(name, "").split() or (_BLOCKS if name in {"div", "body"} else [])
        mixed = not fixed or name in _MIXED
        content = self._word() if not fixed else ""
        for _ in range(self.random.randint(1, 4) if fixed else self.random.randint(0, 3)):
            if depth:
                content += self._element(self.random.choice(fixed or _INLINE), depth - 1)
            if mixed and self.random.random() < 0.7:
                content += self._word()
        return f"<{tag}>{content}</{name}>"

    def _word(self) -> str:
        self.words += 1
        return f" w{self.words} "

    def _attributes(self, name: str) -> str:
        chance = self.random.random
        written = ""
        if name in {"persName", "orgName", "rs", "name"} and chance() < 0.7:
            written += ' ref="http://example.org/x"'
        if name in {"ref", "ptr"} and chance() < 0.7:
            written += f' target="{self.random.choice(["http://example.org/", "#i1", "#none", "javascript:x"])}"'
        if chance() < 0.15:
            self.ids += 1
            written += f' xml:id="i{self.ids}"'
        if name == "pb":
            written += f' n="{self.random.randint(1, 9)}"'
        if name == "graphic":
            written += ' url="a.png"'
        if name == "hi":
            written += f' rend="{self.random.choice(["bold", "italic", "sup"])}"'
        if name == "list":
            written += self.random.choice(["", ' type="ordered"', ' rend="inline"'])
        return written
