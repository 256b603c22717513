"""The look of an edition: its own style sheets with what they refer to, its words, its stylesheet for pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from matbaa.project import Project

__all__ = ["OWN", "Theme", "theme_of"]

# where the edition's own files come to lie, by their paths in its folder, so that they still find one another
OWN = "assets/own/"
WORDS = "urn:matbaa:words"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_REFERENCE = re.compile(
    r"""url\(\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"'()]+))\s*\)|@import\s+(?:"([^"\n]*)"|'([^'\n]*)')""", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Theme:
    """`files` are what is copied to the site, by the name of the output; `styles` the outputs that are style sheets
    which pages link to, in order; `stylesheet` makes the pages of texts, of the modules `modules`.
    """

    files: Mapping[str, Path]
    styles: tuple[str, ...] = ()
    words: Path | None = None
    stylesheet: Path | None = None
    modules: tuple[Path, ...] = ()

    @property
    def translations(self) -> str:
        """The words as XML; empty for none. Raises `CannotRun` where they are no words."""
        from lxml import etree

        from matbaa.document import read
        from matbaa.finding import CannotRun, Severity

        if self.words is None:
            return ""
        document = read(self.words)
        if document.root.tag != f"{{{WORDS}}}words":
            message = f'this is no file of words: its root is not words in the namespace "{WORDS}"'
            hint = f'begin it with <words xmlns="{WORDS}">, and give the words as docs/theming.md shows'
            raise CannotRun(
                document.finding("MBC008", Severity.ERROR, message, document.locate(document.root), hint=hint)
            )
        return etree.tostring(document.root, encoding="unicode")

    @property
    def inputs(self) -> tuple[Path, ...]:
        """Every file of the theme."""
        words = (self.words,) if self.words else ()
        return tuple(dict.fromkeys((*self.files.values(), *words, *self.modules)))


def theme_of(project: Project) -> Theme:
    """The theme that `[site]` of edition.toml describes."""
    site = project.site
    files = {_output(project, path): path for sheet in site.css for path in _with_references(sheet, project.root)}
    styles = tuple(_output(project, path) for path in site.css)
    return Theme(files, styles, site.words, site.stylesheet, _modules(site.stylesheet))


def _output(project: Project, path: Path) -> str:
    return OWN + path.relative_to(project.root).as_posix()


def _modules(stylesheet: Path | None) -> tuple[Path, ...]:
    """The stylesheet and the edition's own files that it includes or imports; what is Matbaa's is known otherwise."""
    from matbaa.resources import resource
    from matbaa.transform.stylesheets import module_files

    if stylesheet is None:
        return ()
    ours = resource("xslt").resolve()
    return tuple(path for path in module_files(stylesheet) if ours not in path.parents)


def _with_references(sheet: Path, root: Path) -> Iterator[Path]:
    """A style sheet, and the files of the edition's folder that it refers to: fonts, images, further style sheets."""
    seen = {sheet: None}
    waiting = [sheet]
    while waiting:
        path = waiting.pop()
        for reference in _references(path):
            target = (path.parent / reference).resolve()
            if target not in seen and root in target.parents and target.is_file():
                seen[target] = None
                if target.suffix == ".css":
                    waiting.append(target)
    yield from seen


def _references(sheet: Path) -> Iterator[str]:
    try:
        text = sheet.read_text("utf-8-sig", "replace")
    except OSError:
        return
    for match in _REFERENCE.finditer(_COMMENT.sub("", text)):
        address = next(filter(None, match.groups()), "")
        try:
            parts = urlsplit(address)
        except ValueError:
            continue
        if not parts.scheme and not parts.netloc and parts.path and "\0" not in parts.path:
            yield unquote(parts.path)
