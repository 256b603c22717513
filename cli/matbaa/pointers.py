"""What a pointer of TEI points at: local, in another file, by a prefix, or a full address."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin, urlsplit

from lxml import etree

from matbaa.document import TEI

if TYPE_CHECKING:
    from collections.abc import Collection

    import regex

    from matbaa.document import Document

__all__ = ["Prefix", "Resolver", "Target", "prefixes", "resolve"]

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
        import regex

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
    address = _expanded(token, declared)
    if _SCHEME.match(address) or address.startswith(("//", "?")):
        return _elsewhere(address)
    path, fragment = _parts(address)
    try:
        file = (base.parent / path).resolve() if path else base.resolve()
    except ValueError:  # no name of a file
        return Target(None, None, address)
    return Target(file, fragment)


@dataclass(eq=False)
class Resolver:
    """Resolves the pointers of one document as `resolve` does, but swiftly where there are many, and with regard to
    `xml:base`.
    """

    document: Document
    declared: tuple[Prefix, ...] = field(init=False)
    path: Path = field(init=False)
    _known: dict[tuple[str, str], Target] = field(default_factory=dict)
    _files: dict[tuple[Path, str], Path] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.declared = prefixes(self.document)
        self.path = self.document.path.resolve()
        self._own = self.document.path.absolute()
        self._based = bool(self.document.included) or any(
            name.encode(code) in self.document.data for name in ["xml:base"] for code in _ENCODINGS
        )

    def resolve(self, token: str, element: etree._Element) -> Target:
        """What `token`, one pointer on `element`, leads to."""
        base = (element.base or "") if self._based and token[:1] != "#" else ""
        found = self._known.get((token, base))
        if found is None:
            try:
                found = self._resolve(token, base)
            except ValueError:  # no address, nor a name of a file
                found = Target(None, None, token)
            self._known[token, base] = found
        return found

    def rebased(self, names: Collection[str]) -> dict[str, str]:
        """The pointers in attributes of these names that `xml:base` lets mean something else than they would without
        it, each with one that means the same by itself.
        """
        found: dict[str, str] = {}
        for element in self.document.root.iter("*") if self._based else ():
            for token in (token for name in names for token in (element.get(name) or "").split()):
                target = self.resolve(token, element)
                if target != resolve(token, self.path, self.declared):
                    fragment = f"#{quote(target.fragment)}" if target.fragment else ""
                    plain = target.file.as_uri() + fragment if target.file else target.address or token
                    found.setdefault(token, plain)
        return found

    def _resolve(self, token: str, base: str) -> Target:
        if token[:1] == "#":  # this file, whatever base it says it has
            return Target(self.path, unquote(token[1:]) or None)
        address = _expanded(token, self.declared)
        if _SCHEME.match(address) or address.startswith(("//", "?")):
            return _elsewhere(address)
        path, fragment = _parts(address)
        if not path:
            return Target(self.path, fragment)
        if base.startswith("file:"):
            start = Path(unquote(urlsplit(base).path))
        elif _SCHEME.match(base):
            return Target(None, None, urljoin(base, address))
        else:
            start = self._own
        folder = start if base.endswith("/") else start.parent
        if (folder, path) not in self._files:
            self._files[folder, path] = (folder / path).resolve()
        return Target(self._files[folder, path], fragment)


_ENCODINGS = ("ascii", "utf-16-le", "utf-16-be")


def _expanded(token: str, declared: tuple[Prefix, ...]) -> str:
    """`token` without the prefixes that it has."""
    for _ in range(8):  # a prefix may stand for another; eight deep is a loop
        scheme = _SCHEME.match(token)
        if scheme is None:
            break
        prefix, rest = scheme[0][:-1], token[scheme.end() :]
        fitting = (text for p in declared if p.ident == prefix and (text := p.expand(rest)) is not None)
        if (expanded := next(fitting, None)) is None:
            break
        token = expanded
    return token


def _parts(address: str) -> tuple[str, str | None]:
    """The path, without a query, and the fragment if there is one."""
    path, _, fragment = address.partition("#")
    return unquote(path.partition("?")[0]), unquote(fragment) or None


def _elsewhere(address: str) -> Target:
    if address[:5].lower() == "file:":
        with suppress(ValueError):
            parts = urlsplit(address)
            return Target(Path(unquote(parts.path)), unquote(parts.fragment) or None)
    return Target(None, None, address)
