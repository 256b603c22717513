"""Which outputs an edition has, what each is made from, and why it is to be made again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matbaa.charts.content import charts_of
from matbaa.index import KINDS
from matbaa.program import fingerprint
from matbaa.resources import resource

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from matbaa.index.catalogue import Catalogue
    from matbaa.pipeline.state import Known
    from matbaa.pipeline.theme import Theme
    from matbaa.project import Project

__all__ = [
    "ASSETS", "MANIFEST", "SCRIPTS", "SEARCH", "Shape", "assets", "digest", "program", "reasons", "shape_of",
    "text_outputs",
]  # fmt: skip

MANIFEST = "manifest.json"
ASSETS = "assets/"
SEARCH = "search/"
# those of the pages of texts; the first holds before a page is shown
SCRIPTS = ("settings", "cards", "notes", "contents", "permalinks", "cite", "paper")


@dataclass(frozen=True, slots=True)
class Shape:
    """What all pages of the site show of it: its title, its language, the indexes and charts that it has, its
    public address, if it has one, whether it has a search, its own style sheets, and its own words as XML, if any.
    """

    title: str
    language: str
    kinds: tuple[str, ...]
    charts: tuple[str, ...]
    url: str = ""
    search: bool = False
    styles: tuple[str, ...] = ()
    words: str = ""

    @property
    def parts(self) -> dict[str, str]:
        """What every page is made from besides its own things."""
        return {"the settings of the edition": digest(repr(self)), **program()}

    def parameters(self, depth: int, *styles: str) -> dict[str, str]:
        """What stylesheets are told of the site, for a page so many folders below its top, which has these styles."""
        root = "../" * depth
        return {
            "title": self.title,
            "language": self.language,
            "root": root,
            "home": f"{root}index.html",
            "indexes": f"{root}index/",
            "kinds": " ".join((*self.kinds, *self.charts)),
            "search": f"{root}search.html" if self.search else "",
            "css": " ".join(root + style for style in (*(f"{ASSETS}{style}.css" for style in styles), *self.styles)),
            "own-words": self.words,
        }


def shape_of(
    project: Project, catalogue: Catalogue, mentioned: Collection[str], theme: Theme, *, search: bool
) -> Shape:
    """The shape of an edition with the entries of the catalogue, and mentions of these kinds."""
    have = {entry.kind for entry in catalogue.entries.values()}.union(mentioned)
    kinds = tuple(kind for kind in KINDS if kind in have)
    points = any(entry.point for entry in catalogue.entries.values())
    return Shape(
        project.title, project.language, kinds, charts_of(kinds, points=points), project.site.url, search,
        theme.styles, theme.translations,
    )  # fmt: skip


def text_outputs(document: str, *, datacite: bool = False) -> dict[str, str]:
    """The outputs of one text, the name by the kind: its page (`html`), plain text (`text`) and TEI (`tei`), and what
    it is cited by (`bib`, `ris`, `json`; `datacite` where its header says enough).
    """
    named = {"html": f"html/{document}.html", "text": f"text/{document}.txt", "tei": f"tei/{document}.xml"}
    named |= {form: f"cite/{document}.{form}" for form in ("bib", "ris", "json")}
    return named | ({"datacite": f"cite/{document}.datacite.xml"} if datacite else {})


def assets() -> tuple[str, ...]:
    """The outputs that are the same in every edition: the style and the scripts."""
    return tuple(ASSETS + file.name for file in sorted(resource("xslt/assets").iterdir()))


def program() -> dict[str, str]:
    """This Matbaa, as something that outputs are made from."""
    return {"Matbaa": fingerprint()}


def reasons(
    parts: Mapping[str, str], known: Known | None, before: Mapping[str, str], there: tuple[int, int] | None
) -> tuple[str, ...]:
    """Why an output that is made from `parts` is to be made (again); nothing where it is fresh.

    `before` is what it was made from the last time, `there` its size and time on the disk.
    """
    if known is None:
        return ("it was never made",)
    if there is None:
        return ("it is not there any more",)
    if there != (known.size, known.mtime):
        return ("it was changed by something else than a build",)
    changed = [name for name, value in parts.items() if before.get(name) != value]
    gone = [name for name in before if name not in parts]
    return tuple(
        [f"{name} changed" if name in before else f"{name} is new" for name in changed]
        + [f"{name} is gone" for name in gone]
    )


def digest(text: str) -> str:
    """The SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
