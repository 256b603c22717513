"""What a pointer of TEI points at: local, in another file, by a prefix, or a full address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import regex
from lxml import etree

from matbaa.document import TEI

if TYPE_CHECKING:
    from matbaa.document import Document

__all__ = ["Prefix", "Target", "prefixes", "resolve"]

# seconds for one match
_PATIENCE = 0.2
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True, slots=True)
class Prefix:
    """A `prefixDef`: what a pointer such as `pers:ataturk` is short for."""

    ident: str
    match: str
    replacement: str

    def expand(self, rest: str) -> str | None:
        """The pointer that `rest`, the part after the colon, stands for; nothing where the pattern does not fit."""
        try:
            # the pattern comes from the text: one that would run for ever is given up
            found = regex.fullmatch(self.match, rest, timeout=_PATIENCE)
        except (regex.error, TimeoutError):
            return None
        if found is None:
            return None
        return re.sub(r"\$(\d)", lambda group: _group(found, int(group[1])), self.replacement)


def _group(found: regex.Match[str], number: int) -> str:
    return (found[number] or "") if number <= found.re.groups else ""


@dataclass(frozen=True, slots=True)
class Target:
    """What a pointer leads to: a file with or without an id in it, or an address that is not a file."""

    file: Path | None
    fragment: str | None
    address: str | None = None

    @property
    def key(self) -> str:
        """One text for one target, however it was written."""
        if self.file is None:
            return self.address or ""
        return f"{self.file}#{self.fragment}" if self.fragment else str(self.file)


def prefixes(document: Document) -> tuple[Prefix, ...]:
    """The prefixes that `document` declares in its header."""
    return tuple(
        Prefix(found.get("ident", ""), found.get("matchPattern", ""), found.get("replacementPattern", ""))
        for found in document.root.iter(f"{{{TEI}}}prefixDef")
        if isinstance(found, etree._Element)
    )


def resolve(token: str, base: Path, declared: tuple[Prefix, ...] = ()) -> Target:
    """What `token`, one pointer as it stands in the file `base`, leads to. Nothing is read to find out."""
    for _ in range(8):  # a prefix may stand for another; eight deep is a loop
        scheme = _SCHEME.match(token)
        if scheme is None:
            break
        prefix = scheme[0][:-1]
        expanded = next(
            (text for p in declared if p.ident == prefix and (text := p.expand(token[len(scheme[0]) :])) is not None),
            None,
        )
        if expanded is None:
            if prefix.lower() == "file":
                parts = urlsplit(token)
                return Target(Path(unquote(parts.path)), unquote(parts.fragment) or None)
            return Target(None, None, token)
        token = expanded
    path, _, fragment = token.partition("#")
    file = (base.parent / unquote(path)).resolve() if path else base.resolve()
    return Target(file, unquote(fragment) or None)
