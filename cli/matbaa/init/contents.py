"""What a new edition consists of: the files of its templates, filled in, and the schema made from its ODD."""

from __future__ import annotations

import json
import re
from importlib.metadata import version
from typing import TYPE_CHECKING

from matbaa.init.kinds import KINDS, sample_language
from matbaa.resources import resource
from matbaa.schema import compile_odd

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = ["contents"]

_BLANK = re.compile(r"\{\{(\w+)\}\}")
# what stands at the beginning of a name where there is to be a dot: what has a dot is hidden, and easily left out
_DOT = "dot-"
# what a sample of a kind says of its encoding, which becomes a part of the README
_ENCODING = "encoding.md"
_FILLED = {".md", ".toml", ".txt"}


def contents(kind: str, title: str | None, language: str) -> dict[str, bytes]:
    """The files of a new edition by their paths in its folder.

    `kind` is one of `KINDS`; without a `title` the edition has one that says what it is. Raises `CannotRun` where the
    schema cannot be made.
    """
    sample = sample_language(language)
    title = title or KINDS[kind].titles[sample]
    templates = resource("init/templates")
    ours = templates / kind
    files = dict(_files(templates / "common", skip=("en", "tr")))
    files |= dict(_files(templates / "common" / sample))
    files |= dict(_files(ours, skip=("en", "tr")))
    files |= dict(_files(ours / sample))
    encoding = files.pop(_ENCODING).decode()
    lists = sorted(name.rpartition("/")[2] for name in files if name.startswith("tei/authority/"))
    blanks = {
        "kind": kind,
        "language": language,
        "title": title,
        "version": version("matbaa"),
        "encoding": encoding.strip(),
        "lists": ", ".join(f"`{name}`" for name in lists),
    }
    for name, data in files.items():
        suffix = name[name.rfind(".") :]
        if suffix in _FILLED:
            files[name] = _filled(data.decode(), blanks, quoted=suffix == ".toml").encode()
    odd = next(ours.glob("schema/*.odd"))
    files |= {f"schema/{name}": data for name, data in compile_odd(odd).items()}
    return dict(sorted(files.items()))


def _files(folder: Path, skip: tuple[str, ...] = ()) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_file() and parts[0] not in skip:
            name = "/".join("." + part.removeprefix(_DOT) if part.startswith(_DOT) else part for part in parts)
            yield name, path.read_bytes()


def _filled(text: str, blanks: Mapping[str, str], *, quoted: bool) -> str:
    """`text` with its blanks filled in; in TOML those that stand alone as a value become text in quotes."""

    def value(match: re.Match[str]) -> str:
        filled = blanks[match[1]]
        alone = quoted and text[: match.start()].endswith("= ")
        # a string of JSON is one of TOML
        return json.dumps(filled, ensure_ascii=False) if alone else filled

    return _BLANK.sub(value, text)
