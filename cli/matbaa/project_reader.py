"""What edition.toml says, checked value by value, with all of its faults at their places."""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matbaa.finding import Finding, Place, Severity
from matbaa.limits import Limits
from matbaa.project import LEVELS, Checks, Project, Schema, Site, Waiver
from matbaa.toml_places import bracketed, place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from matbaa.toml_places import Keys

__all__ = ["Reader"]

# table -> key -> what its value must be
_KEYS: dict[str, dict[str, str]] = {
    "edition": {
        "title": "text", "language": "language", "texts": "patterns", "authorities": "patterns",
        "sources": "folder", "output": "path",
    },
    # the grammars are made from the ODD, and so may not be there yet
    "schema": {"odd": "file", "relaxng": "inside", "xsd": "inside", "schematron": "inside"},
    "validate": {"select": "codes", "ignore": "codes", "fail-on": "level"},
    "site": {"url": "url", "css": "files", "words": "file", "stylesheet": "file", "search": "flag"},
    "limits": {"depth": "number", "megabytes": "number"},
}  # fmt: skip
_REQUIRED = (("edition", "title"), ("edition", "texts"))
# tables that have no keys of their own
_CATALOG, _WAIVER = "catalog", "waiver"
_WAIVER_KEYS = {"code": "code", "file": "pattern", "reason": "filled", "line": "number", "match": "filled"}
_WAIVER_REQUIRED = ("code", "file", "reason")
_FORMS = {
    "patterns": (list, 'a list of texts, such as ["tei/*.xml"]'),
    "codes": (list, 'a list of codes, such as ["MBP009"]'),
    "files": (list, 'a list of files, such as ["theme/letters.css"]'),
    "number": (int, "a whole number"),
    "flag": (bool, "true or false"),
}


class Reader:
    """Checks the values of one configuration and gathers its faults."""

    def __init__(self, config: Path, source: str, table: dict[str, Any], empty: bool) -> None:
        self.config = config
        self.empty = empty
        self.root = config.resolve().parent
        self.source = source
        self.table = table
        self.faults: list[Finding] = []

    def fault(self, code: str, message: str, path: Keys, hint: str | None = None) -> None:
        """Notes a fault at what stands at `path`."""
        line, column = place_of(self.source, path)
        self.faults.append(Finding(code, Severity.ERROR, message, str(self.config), line, column, hint))

    def project(self) -> Project:
        """What the configuration says, as far as it is right; `faults` then has the rest."""
        self._unknown((), self.table, (*_KEYS, _CATALOG, _WAIVER))
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
        schema = Schema(**{key: values.get(("schema", key)) for key in _KEYS["schema"]})
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
            schema=schema,
            catalog=self._catalog(schema),
            checks=Checks(
                values.get(("validate", "select")) or (),
                values.get(("validate", "ignore")) or (),
                values.get(("validate", "fail-on")) or "error",
            ),
            waivers=self._waivers(),
            limits=Limits(**{key: values["limits", key] for key in _KEYS["limits"] if values.get(("limits", key))}),
            site=Site(**{key: values["site", key] for key in _KEYS["site"] if values.get(("site", key)) is not None}),
            config=self.config.resolve(),
        )

    def _catalog(self, schema: Schema) -> dict[str, Path]:
        """Addresses and the files that stand for them; a file that is made from the ODD may not be there yet."""
        section = self.table.get(_CATALOG, {})
        if not isinstance(section, dict):
            self.fault("MBC003", f'"{_CATALOG}" must be a table, written [{_CATALOG}]', (_CATALOG,))
            return {}
        made = {schema.relaxng, schema.xsd, schema.schematron}
        found: dict[str, Path] = {}
        for address, value in section.items():
            path = (_CATALOG, address)
            if not isinstance(value, str) or not value:
                hint = 'such as "https://example.org/letters.rng" = "schema/letters.rng"'
                self.fault("MBC003", f'what stands for "{address}" must be the path of a file', path, hint)
            elif (target := self._inside(path, value)) is not None:
                found[address] = target
                if target not in made:
                    self._file(path, value)
        return found

    def _waivers(self) -> tuple[Waiver, ...]:
        tables = self.table.get(_WAIVER, [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self.fault("MBC003", f'"{_WAIVER}" must be a table for each waiver, written [[{_WAIVER}]]', (_WAIVER,))
            return ()
        read = [self._waiver((_WAIVER, number), table) for number, table in enumerate(tables)]
        return tuple(waiver for waiver in read if waiver is not None)

    def _waiver(self, path: tuple[str, int], table: dict[str, Any]) -> Waiver | None:
        before = len(self.faults)
        self._unknown(path, table, _WAIVER_KEYS)
        values = {
            key: self._value((*path, key), kind, table[key]) for key, kind in _WAIVER_KEYS.items() if key in table
        }
        for key in _WAIVER_REQUIRED:
            if key not in table:
                self.fault(
                    "MBC004",
                    f'the key "{key}" is missing from [[{_WAIVER}]]',
                    path,
                    "a waiver says which code it waives, in which file, and for what reason",
                )
        if len(self.faults) > before:
            return None
        line, column = place_of(self.source, path)
        place = Place(line or 1, column or 1)
        return Waiver(values["code"], values["file"], values["reason"], values.get("line"), values.get("match"), place)

    def _unknown(self, path: Keys, table: dict[str, Any], known: Iterable[str]) -> None:
        names = list(known)
        for key in table:
            if key not in names:
                near = difflib.get_close_matches(key, names, 1)
                where = f"in {bracketed(path)}" if path else "at the top"
                self.fault(
                    "MBC002",
                    f'unknown key "{key}" {where}',
                    (*path, key),
                    f'did you mean "{near[0]}"?' if near else f"known here: {', '.join(names)}",
                )

    def _value(self, path: Keys, kind: str, value: object) -> Any:
        check: Callable[[Keys, Any], object] = getattr(self, f"_{kind}")
        wanted, form = _FORMS.get(kind, (str, "text in double quotes"))
        # in Python, true and false are numbers
        fits = isinstance(value, wanted) and isinstance(value, bool) == (wanted is bool)
        if not fits or (isinstance(value, list) and not all(isinstance(part, str) for part in value)):
            self.fault("MBC003", f'"{path[-1]}" must be {form}', path)
            return None
        return check(path, value)

    def _text(self, path: Keys, value: str) -> str:
        if not value.strip():
            self.fault("MBC003", f'"{path[-1]}" is empty', path)
        return value

    def _filled(self, path: Keys, value: str) -> str | None:
        return self._text(path, value).strip() or None

    def _number(self, path: Keys, value: int) -> int | None:
        if value < 1:
            self.fault("MBC003", f'"{path[-1]}" must be at least 1', path)
            return None
        return value

    def _flag(self, _path: Keys, value: bool) -> bool:
        return value

    def _url(self, path: Keys, value: str) -> str | None:
        if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", value):
            self.fault(
                "MBC003", f'"{_shown(value)}" is no address of a site', path, 'such as "https://example.org/letters/"'
            )
            return None
        return value.rstrip("/") + "/"

    def _files(self, path: Keys, value: list[str]) -> tuple[Path, ...]:
        found = [self._file(path, name) for name in value]
        return tuple(file for file in found if file is not None)

    def _level(self, path: Keys, value: str) -> str | None:
        if value not in LEVELS:
            self.fault("MBC003", f'"{value}" is no severity', path, f"one of {', '.join(LEVELS)}")
            return None
        return value

    def _codes(self, path: Keys, value: list[str]) -> tuple[str, ...]:
        from matbaa.validate.selection import unknown

        for beginning, near in unknown(value).items():
            hint = f'did you mean "{near}"?' if near else "matbaa explain lists all codes"
            self.fault("MBC003", f'no code begins with "{beginning}"', path, hint)
        return tuple(value)

    def _code(self, path: Keys, value: str) -> str | None:
        from matbaa.codes import codes, near

        if value.upper() in codes():
            return value.upper()
        meant = near(value.upper(), codes())
        hint = f'did you mean "{meant}"?' if meant else "matbaa explain lists all codes"
        self.fault("MBC003", f'there is no code "{value}"', path, hint)
        return None

    def _pattern(self, path: Keys, value: str) -> str | None:
        if not value or Path(value).is_absolute() or ".." in Path(value).parts:
            self.fault("MBC005", f'"{value}" leads out of the edition\'s folder', path, 'such as "tei/letter-17.xml"')
            return None
        return value

    def _language(self, path: Keys, value: str) -> str:
        if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", value):
            self.fault("MBC003", f'"{value}" is no language tag', path, 'such as "tr", "en" or "de-AT"')
        return value

    def _inside(self, path: Keys, value: str) -> Path | None:
        try:
            target = (self.root / value).resolve()
            target.exists()
        except (OSError, RuntimeError, ValueError):  # a NUL, links in a circle, a name that is too long
            self.fault("MBC005", f'"{_shown(value)}" is no path that can be followed', path)
            return None
        if target != self.root and self.root not in target.parents:
            self.fault(
                "MBC005",
                f'"{value}" leads out of the edition\'s folder',
                path,
                "write a path below edition.toml",
            )
            return None
        return target

    def _path(self, path: Keys, value: str) -> Path | None:
        target = self._inside(path, value)
        if target == self.root:
            self.fault("MBC005", "the output folder must not be the edition's own folder", path, 'such as "build"')
            return None
        return target

    def _file(self, path: Keys, value: str) -> Path | None:
        target = self._inside(path, value)
        if target is not None and not target.is_file():
            self.fault("MBC006", f'there is no file "{value}"', path, "the path starts at the folder of edition.toml")
        return target

    def _folder(self, path: Keys, value: str) -> Path | None:
        target = self._inside(path, value)
        if target is not None and not target.is_dir():
            self.fault(
                "MBC006",
                f'there is no folder "{value}"',
                path,
                "the path starts at the folder of edition.toml",
            )
        return target

    def _patterns(self, path: Keys, value: list[str]) -> tuple[Path, ...]:
        found: set[Path] = set()
        if not value and path in _REQUIRED:
            self.fault("MBC003", f'"{path[-1]}" is empty', path, 'such as ["tei/*.xml"]')
        for pattern in value:
            if not pattern or Path(pattern).is_absolute() or ".." in Path(pattern).parts:
                self.fault("MBC005", f'"{pattern}" leads out of the edition\'s folder', path, 'such as "tei/*.xml"')
                continue
            try:
                files = [file for file in self.root.glob(pattern) if file.is_file()]
            except (NotImplementedError, OSError, RuntimeError, ValueError):
                hint = 'such as "tei/*.xml"; ** stands alone between slashes'
                self.fault("MBC003", f'"{_shown(pattern)}" is no pattern of paths', path, hint)
                continue
            if not files and not (self.empty and path == ("edition", "texts")):
                self.fault(
                    "MBC006",
                    f'no file fits "{_shown(pattern)}"',
                    path,
                    "the path starts at the folder of edition.toml",
                )
            found.update(files)
        return tuple(sorted(found))


def _shown(words: str) -> str:
    """As a message can have it."""
    return words.replace("\0", "\ufffd")
