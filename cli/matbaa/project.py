"""`edition.toml` -> `Project`: what an edition consists of, read once and frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from matbaa.finding import CannotRun, Finding, Place, Severity
from matbaa.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["CONFIG", "LEVELS", "Checks", "Project", "Schema", "Site", "Waiver", "find", "load"]

CONFIG = "edition.toml"
LEVELS = ("error", "warning", "hint")
_START = Place(1, 1)


@dataclass(frozen=True, slots=True)
class Schema:
    """The schema files that the edition's texts are held to; each may be absent."""

    odd: Path | None = None
    relaxng: Path | None = None
    xsd: Path | None = None
    schematron: Path | None = None


@dataclass(frozen=True, slots=True)
class Checks:
    """What `matbaa validate` does where the command line does not say: codes or beginnings of codes, and a level."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "error"


@dataclass(frozen=True, slots=True)
class Site:
    """How the edition stands on the web, as far as that is the edition's own: `url` is its public address, empty where
    none is known, and ends in `/`.

    `css` are style sheets that follow Matbaa's own, `words` is a file of translations like xslt/html/words.xml, of
    which it replaces and adds words, `stylesheet` makes the pages of texts instead of xslt/html.xsl, which it imports.
    """

    url: str = ""
    css: tuple[Path, ...] = ()
    words: Path | None = None
    stylesheet: Path | None = None
    search: bool = True


@dataclass(frozen=True, slots=True)
class Waiver:
    """Findings that the editors have looked at and accept, for a `reason`.

    `files` is a path below the edition's folder or a pattern of such paths; `line` and `match` (words of the message)
    narrow it where they are given. `place` is where it stands in edition.toml.
    """

    code: str
    files: str
    reason: str
    line: int | None = None
    match: str | None = None
    place: Place = _START


@dataclass(frozen=True, slots=True)
class Project:
    """An edition: absolute paths, sorted by name; `language` is a BCP 47 tag that rules headings and sort order.

    `catalog` says which local file stands for an address; what it does not name is not there, for nothing is fetched.
    """

    root: Path
    title: str
    language: str
    texts: tuple[Path, ...]
    authorities: tuple[Path, ...]
    sources: Path | None
    output: Path
    schema: Schema
    catalog: Mapping[str, Path] = field(default_factory=dict)
    checks: Checks = Checks()
    waivers: tuple[Waiver, ...] = ()
    site: Site = Site()
    limits: Limits = field(default_factory=Limits)
    config: Path | None = None

    def name(self, path: Path) -> str:
        """`path` as messages and the manifest show it: relative to the edition's folder where it lies inside."""
        if ".." not in path.parts and path.is_relative_to(self.root):
            return path.relative_to(self.root).as_posix()
        try:
            return path.resolve().relative_to(self.root).as_posix()
        except ValueError:
            return str(path)

    def source_of(self, text: Path) -> Path | None:
        """The transcription that `text` is answerable to: the `.txt` of the same name in the folder of sources."""
        if self.sources is None:
            return None
        source = self.sources / f"{text.stem}.txt"
        return source if source.is_file() else None


def find(start: Path) -> Path | None:
    """The `edition.toml` in `start` or the nearest folder above it."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / CONFIG).is_file():
            return folder / CONFIG
    return None


def load(config: Path, *, empty: bool = False) -> Project:
    """The project that the file `config` describes; `empty` lets it have no text yet.

    Raises `CannotRun` with every fault of it, each at its line and column.
    """
    try:
        source = config.read_text("utf-8-sig")
    except OSError as error:
        raise CannotRun(
            Finding("MBC001", Severity.ERROR, f"cannot be read: {error.strerror}", str(config),
                    hint="give the folder of an edition, or its edition.toml, with --project")
        ) from None  # fmt: skip
    except UnicodeDecodeError:
        raise CannotRun(
            Finding("MBC001", Severity.ERROR, "is not UTF-8 text", str(config), hint="save it as UTF-8")
        ) from None
    # many a run has no edition
    import tomllib

    from matbaa.project_reader import Reader
    from matbaa.toml_places import fault_place

    try:
        table = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        message, line, column = fault_place(str(error), source)
        raise CannotRun(
            Finding("MBC001", Severity.ERROR, f"is not TOML: {message}", str(config), line, column,
                    hint="text stands in double quotes, a list in square brackets")
        ) from None  # fmt: skip
    except (ValueError, RecursionError):  # numbers of thousands of digits, brackets of thousands of levels
        message = "is no TOML that can be read: a number is too long or brackets stand too deep in one another"
        raise CannotRun(Finding("MBC001", Severity.ERROR, message, str(config))) from None
    reader = Reader(config, source, table, empty)
    project = reader.project()
    if reader.faults:
        raise CannotRun(*reader.faults)
    return project
