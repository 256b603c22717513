"""Compiling a stylesheet of the user's, in which `matbaa:html.xsl` is the address of Matbaa's own.

Saxon knows files only. So a module that names such an address, or includes one that does, is compiled from a copy in
which the address is that of the file; `xml:base` keeps every other relative address as it was.
"""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from matbaa.finding import CannotRun
from matbaa.saxon import saxon
from matbaa.transform.stylesheets import SCHEME, module_path

if TYPE_CHECKING:
    from matbaa.saxon import Stylesheet

__all__ = ["Copies", "compiled"]

_REFERENCE = re.compile(rb"(<(?:[\w.-]+:)?(?:import|include)\b[^<>]*?\bhref\s*=\s*)(?:\"([^\"]*)\"|'([^']*)')")
_ROOT = re.compile(rb"<!--.*?-->|<\?.*?\?>|(<(?:[\w.-]+:)?(?:stylesheet|transform|package)(?=[\s>]))", re.DOTALL)


@cache
def compiled(path: Path) -> Stylesheet:
    """The stylesheet at `path` (absolute), compiled once a process. Raises `CannotRun` with the place of each fault."""
    with tempfile.TemporaryDirectory(prefix="matbaa-") as folder:
        copies = Copies(Path(folder))
        source = copies.of(path)
        try:
            stylesheet = saxon().stylesheet(source)
        except CannotRun as error:
            raise CannotRun(
                *(replace(finding, file=copies.named(finding.file)) for finding in error.findings)
            ) from None
    stylesheet.name = str(path)
    return stylesheet


class Copies:
    """Copies of modules, made in `folder` where they are needed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made: dict[Path, Path] = {}

    def of(self, path: Path) -> Path:
        """What is to be compiled for the module at `path`: a copy, or the module itself."""
        if path not in self._made:
            self._made[path] = path  # also the answer for a module that includes itself in a circle
            try:
                data = path.read_bytes()
            except OSError:
                return path  # whoever compiles it says so
            written = _REFERENCE.sub(lambda match: self._reference(match, path), data)
            if written != data:
                # the name stays, since messages have it
                copy = Path(tempfile.mkdtemp(dir=self.folder)) / path.name
                copy.write_bytes(_with_base(written, path.as_uri()))
                self._made[path] = copy
        return self._made[path]

    def named(self, file: str | None) -> str | None:
        """The module that a message means by the name of its copy."""
        return next((str(path) for path, copy in self._made.items() if str(copy) == file), file)

    def _reference(self, match: re.Match[bytes], base: Path) -> bytes:
        href = (match[2] if match[2] is not None else match[3]).decode("utf-8", "replace")
        module = module_path(href, base)
        if module is None:
            return match[0]
        target = module if href.startswith(SCHEME) else self.of(module.resolve())
        if target == module.resolve() and not href.startswith(SCHEME):
            return match[0]
        return match[1] + quoteattr(target.resolve().as_uri()).encode()


def _with_base(data: bytes, address: str) -> bytes:
    for match in _ROOT.finditer(data):
        if match[1]:
            if b"xml:base" in data[match.end() : data.find(b">", match.end())]:
                return data
            return data[: match.end()] + b" xml:base=" + quoteattr(address).encode() + data[match.end() :]
    return data
