"""`matbaa stats`: an edition in numbers."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from matbaa.commands.common import project_option, required_project, tell

if TYPE_CHECKING:
    from matbaa.index.build import Indexer
    from matbaa.stats import TextStats


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@project_option
def command(paths: tuple[Path, ...], form: str, project_path: Path | None) -> None:
    """Tell what is in the edition: texts, words, mentions, entries, coverage.

    PATH is a TEI file, a folder, or - for standard input; without PATH, the edition in this folder is counted.
    Coverage is the share of mentions that are linked: that carry a reference or, for dates, a normalised value.

    \b
    Examples:
      matbaa stats
      matbaa stats letters/ --format json
    """
    from matbaa.files import STDIN, tei_files
    from matbaa.index.collect import collect
    from matbaa.stats import all_stats

    project = None if paths else required_project(project_path)
    texts = tei_files(paths) if project is None else list(project.texts)
    counted = all_stats(texts)
    lists = [path for path in texts if path != STDIN] + list(project.authorities if project else ())
    indexer, warnings = collect((), lists, "en")
    click.echo(_json(counted, indexer) if form == "json" else _text(counted, indexer), nl=False)
    if warnings:
        tell(warnings)


def _entries(indexer: Indexer) -> dict[str, int]:
    from matbaa.index import KINDS

    return {kind: number for kind in KINDS if (number := len(indexer.index(kind).entries))}


def _json(counted: list[TextStats], indexer: Indexer) -> str:
    object_ = {"texts": [asdict(text) for text in counted], "entries": _entries(indexer)}
    return json.dumps(object_, ensure_ascii=False, indent=1) + "\n"


def _text(counted: list[TextStats], indexer: Indexer) -> str:
    from matbaa.index import KINDS

    fields = ("words", "characters", "paragraphs", "pages", "notes", "corrections")
    lines = [f"{len(counted)} text{'' if len(counted) == 1 else 's'}"]
    lines += [f"  {field:<12}{sum(getattr(text, field) for text in counted):>10,}" for field in fields]
    entries = _entries(indexer)
    lines += ["", f"  {'':<12}{'mentions':>10}{'linked':>10}{'coverage':>10}{'entries':>10}"]
    for kind in KINDS:
        found = sum(text.mentions.get(kind, 0) for text in counted)
        linked = sum(text.linked.get(kind, 0) for text in counted)
        if found or kind in entries:
            share = f"{linked / found:.1%}" if found else "–"
            lines.append(f"  {kind:<12}{found:>10,}{linked:>10,}{share:>10}{entries.get(kind, 0):>10,}")
    return "\n".join(lines) + "\n"
