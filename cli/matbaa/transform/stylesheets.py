"""What a stylesheet says of itself: its parameters and the kind of its output, read from it and what it includes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from matbaa.document import read
from matbaa.finding import CannotRun
from matbaa.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml import etree

__all__ = ["SCHEME", "extension", "module_files", "module_path", "parameters"]

_XSL = "{http://www.w3.org/1999/XSL/Transform}"
_ROOTS = frozenset(f"{_XSL}{name}" for name in ("stylesheet", "transform", "package"))
SCHEME = "matbaa:"
_EXTENSIONS = {"html": ".html", "xhtml": ".xhtml", "text": ".txt", "json": ".json", "adaptive": ".txt", "xml": ".xml"}


def parameters(path: Path) -> frozenset[str]:
    """The names of the stylesheet's parameters, `{namespace}local` where they have one."""
    return frozenset(
        _parameter(element) for _, module in _modules(path) for element in module.iterchildren(f"{_XSL}param")
    )


def module_files(path: Path) -> tuple[Path, ...]:
    """The files of the stylesheet and of what it includes and imports, as far as these are stylesheets."""
    return tuple(file for file, root in _modules(path) if root.tag in _ROOTS)


def extension(path: Path) -> str:
    """The ending for the names of its output files, by the method of its xsl:output; without one that of XML."""
    for _, module in _modules(path):
        for output in module.iterchildren(f"{_XSL}output"):
            if output.get("name") is None and (method := output.get("method")):
                return _EXTENSIONS.get(method, ".xml")
    return ".xml"


def _parameter(element: etree._Element) -> str:
    name = (element.get("name") or "").strip()
    if name.startswith("Q{"):
        return name[1:]
    prefix, colon, local = name.rpartition(":")
    return f"{{{element.nsmap.get(prefix, '')}}}{local}" if colon else name


def _modules(path: Path, seen: set[Path] | None = None) -> Iterator[tuple[Path, etree._Element]]:
    """The stylesheet at `path` with its root, then the modules that it includes and imports; each once."""
    seen = set() if seen is None else seen
    path = path.resolve()
    if path in seen:
        return
    seen.add(path)
    try:
        root = read(path).root
    except CannotRun:
        return  # whether the stylesheet is sound is for its compilation to say
    yield path, root
    for element in root.iterchildren(f"{_XSL}include", f"{_XSL}import"):
        module = module_path(element.get("href") or "", path)
        if module is not None:
            yield from _modules(module, seen)


def module_path(href: str, base: Path) -> Path | None:
    """The file that `href` in the stylesheet at `base` names; nothing where it is none, as on another host."""
    if href.startswith(SCHEME):
        return resource("xslt") / href.removeprefix(SCHEME)
    parts = urlsplit(href)
    if parts.scheme not in ("", "file") or parts.netloc:
        return None
    return base.parent / unquote(parts.path)
