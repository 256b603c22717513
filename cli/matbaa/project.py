"""`edition.toml` -> `Project`: what an edition consists of, read once and frozen."""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matbaa.finding import CannotRun, Finding, Place, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["CONFIG", "Project", "Schema", "find", "load"]

CONFIG = "edition.toml"


@dataclass(frozen=True, slots=True)
class Schema:
    """The schema files that the edition's texts are held to; each may be absent."""

    odd: Path | None = None
    relaxng: Path | None = None
    xsd: Path | None = None
    schematron: Path | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """An edition: absolute paths, sorted by name; `language` is a BCP 47 tag that rules headings and sort order."""

    root: Path
    title: str
    language: str
    texts: tuple[Path, ...]
    authorities: tuple[Path, ...]
    sources: Path | None
    output: Path
    schema: Schema

    def name(self, path: Path) -> str:
        """`path` as messages and the manifest show it: relative to the edition's folder where it lies inside."""
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


def load(config: Path) -> Project:
    """The project that the file `config` describes.

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
    try:
        table = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        message, line, column = _toml_fault(str(error), source)
        raise CannotRun(
            Finding("MBC001", Severity.ERROR, f"is not TOML: {message}", str(config), line, column,
                    hint="text stands in double quotes, a list in square brackets")
        ) from None  # fmt: skip
    reader = _Reader(config, source, table)
    project = reader.project()
    if reader.faults:
        raise CannotRun(*reader.faults)
    return project


# table -> key -> what its value must be
_KEYS: dict[str, dict[str, str]] = {
    "edition": {
        "title": "text", "language": "language", "texts": "patterns", "authorities": "patterns",
        "sources": "folder", "output": "path",
    },
    # the grammars are made from the ODD, and so may not be there yet
    "schema": {"odd": "file", "relaxng": "inside", "xsd": "inside", "schematron": "inside"},
}  # fmt: skip
_REQUIRED = (("edition", "title"), ("edition", "texts"))


class _Reader:
    """Checks the values of one configuration and gathers its faults."""

    def __init__(self, config: Path, source: str, table: dict[str, Any]) -> None:
        self.config = config
        self.root = config.resolve().parent
        self.source = source
        self.table = table
        self.faults: list[Finding] = []

    def fault(self, code: str, message: str, path: tuple[str, ...], hint: str | None = None) -> None:
        line, column = _place_of(self.source, path)
        self.faults.append(Finding(code, Severity.ERROR, message, str(self.config), line, column, hint))

    def project(self) -> Project:
        self._unknown((), self.table, _KEYS)
        values: dict[tuple[str, str], Any] = {}
        for name, keys in _KEYS.items():
            section = self.table.get(name, {})
            if not isinstance(section, dict):
                self.fault("MBC003", f'"{name}" must be a table, written [{name}]', (name,))
                continue
            self._unknown((name,), section, keys)
            for key, kind in keys.items():
                if key in section:
                    values[name, key] = self._value((name, key), kind, section[key])
        for name, key in _REQUIRED:
            section = self.table.get(name, {})
            if isinstance(section, dict) and key not in section:
                self.fault(
                    "MBC004",
                    f'the key "{key}" is missing from [{name}]',
                    (name,),
                    f"write {key} = … below [{name}]",
                )
        authorities: tuple[Path, ...] = values.get(("edition", "authorities")) or ()
        texts: tuple[Path, ...] = values.get(("edition", "texts")) or ()
        if texts and set(texts) <= set(authorities):
            hint = "an edition has at least one text beside its authority files"
            self.fault(
                "MBC006", 'every file that fits "texts" is an authority file as well', ("edition", "authorities"), hint
            )
        return Project(
            root=self.root,
            title=values.get(("edition", "title")) or "",
            language=values.get(("edition", "language")) or "en",
            texts=tuple(text for text in texts if text not in authorities),
            authorities=authorities,
            sources=values.get(("edition", "sources")),
            output=values.get(("edition", "output")) or self.root / "build",
            schema=Schema(**{key: values.get(("schema", key)) for key in _KEYS["schema"]}),
        )

    def _unknown(self, path: tuple[str, ...], table: dict[str, Any], known: Iterable[str]) -> None:
        names = list(known)
        for key in table:
            if key not in names:
                near = difflib.get_close_matches(key, names, 1)
                where = f"in [{path[0]}]" if path else "at the top"
                self.fault(
                    "MBC002",
                    f'unknown key "{key}" {where}',
                    (*path, key),
                    f'did you mean "{near[0]}"?' if near else f"known here: {', '.join(names)}",
                )

    def _value(self, path: tuple[str, str], kind: str, value: object) -> object:
        check: Callable[[tuple[str, str], Any], object] = getattr(self, f"_{kind}")
        wanted = list if kind == "patterns" else str
        if not isinstance(value, wanted) or (isinstance(value, list) and not all(isinstance(v, str) for v in value)):
            form = 'a list of texts, such as ["tei/*.xml"]' if wanted is list else "text in double quotes"
            self.fault("MBC003", f'"{path[1]}" must be {form}', path)
            return None
        return check(path, value)

    def _text(self, path: tuple[str, str], value: str) -> str:
        if not value.strip():
            self.fault("MBC003", f'"{path[1]}" is empty', path)
        return value

    def _language(self, path: tuple[str, str], value: str) -> str:
        if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", value):
            self.fault("MBC003", f'"{value}" is no language tag', path, 'such as "tr", "en" or "de-AT"')
        return value

    def _inside(self, path: tuple[str, str], value: str) -> Path | None:
        target = (self.root / value).resolve()
        if target != self.root and self.root not in target.parents:
            self.fault(
                "MBC005",
                f'"{value}" leads out of the edition\'s folder',
                path,
                "write a path below edition.toml",
            )
            return None
        return target

    def _path(self, path: tuple[str, str], value: str) -> Path | None:
        target = self._inside(path, value)
        if target == self.root:
            self.fault("MBC005", "the output folder must not be the edition's own folder", path, 'such as "build"')
            return None
        return target

    def _file(self, path: tuple[str, str], value: str) -> Path | None:
        target = self._inside(path, value)
        if target is not None and not target.is_file():
            self.fault("MBC006", f'there is no file "{value}"', path, "the path starts at the folder of edition.toml")
        return target

    def _folder(self, path: tuple[str, str], value: str) -> Path | None:
        target = self._inside(path, value)
        if target is not None and not target.is_dir():
            self.fault(
                "MBC006",
                f'there is no folder "{value}"',
                path,
                "the path starts at the folder of edition.toml",
            )
        return target

    def _patterns(self, path: tuple[str, str], value: list[str]) -> tuple[Path, ...]:
        found: set[Path] = set()
        if not value and path in _REQUIRED:
            self.fault("MBC003", f'"{path[1]}" is empty', path, 'such as ["tei/*.xml"]')
        for pattern in value:
            if not pattern or Path(pattern).is_absolute() or ".." in Path(pattern).parts:
                self.fault("MBC005", f'"{pattern}" leads out of the edition\'s folder', path, 'such as "tei/*.xml"')
                continue
            files = [file for file in self.root.glob(pattern) if file.is_file()]
            if not files:
                self.fault(
                    "MBC006",
                    f'no file fits "{pattern}"',
                    path,
                    "the path starts at the folder of edition.toml",
                )
            found.update(files)
        return tuple(sorted(found))


def _toml_fault(message: str, source: str) -> tuple[str, int | None, int | None]:
    """tomllib's message, without the place that it ends with, and that place."""
    if found := re.search(r"\s*\(at line (\d+), column (\d+)\)$", message):
        return message[: found.start()], int(found[1]), int(found[2])
    end = source.rstrip("\n").count("\n") + 1
    return re.sub(r"\s*\(at end of document\)$", "", message), end, 1


_KEY = r"(?:\"[^\"]*\"|'[^']*'|[\w-]+)"
_ASSIGNMENT = re.compile(rf"\s*({_KEY}(?:\s*\.\s*{_KEY})*)\s*=")


def _place_of(source: str, path: tuple[str, ...]) -> tuple[int | None, int | None]:
    """Where the table or key `path` is written, by its name: TOML's readers keep no places."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(source.splitlines(), 1):
        if header := re.match(r"\s*\[+\s*([^\]]+?)\s*\]+", line):
            table = _names(header[1])
            if table == path:
                return Place(number, header.start(1) + 1)
        elif (assignment := _ASSIGNMENT.match(line)) and (*table, *_names(assignment[1]))[: len(path)] == path:
            return Place(number, assignment.start(1) + 1)
    return (1, 1) if source else (None, None)


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))
