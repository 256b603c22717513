"""`matbaa stats`: an edition in numbers."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from matbaa.commands.common import project_option, required_project, tell

if TYPE_CHECKING:
    from matbaa.index.build import Indexer
    from matbaa.stats import TextStats


def _kinds(_ctx: click.Context, _option: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    if value is None:
        return None
    from matbaa.compare import KINDS

    known = {name: kind for kind in KINDS for name in (kind, kind.removesuffix("s"))}
    asked = [name.strip().lower() for name in value.split(",") if name.strip()]
    if not asked or not set(asked) <= known.keys():
        wrong = next((name for name in asked if name not in known), value)
        raise click.BadParameter(f"'{wrong}' is none of {', '.join(KINDS)}")
    return tuple(known[name] for name in asked)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--against", type=click.Path(path_type=Path), metavar="REFERENCE",
              help="Another encoding of the text, a file or a folder: how far do the tags agree with it?")  # fmt: skip
@click.option("--only", callback=_kinds, metavar="KINDS",
              help="With --against: these kinds alone, with commas: persons,dates.")  # fmt: skip
@click.option("--differences", is_flag=True, help="With --against: each difference, with its place in both.")
@project_option
def command(
    paths: tuple[Path, ...],
    form: str,
    against: Path | None,
    only: tuple[str, ...] | None,
    differences: bool,
    project_path: Path | None,
) -> None:
    """Tell what is in the edition: texts, words, mentions, entries, coverage.

    PATH is a TEI file, a folder, or - for standard input; without PATH, the edition in this folder is counted.
    Coverage is the share of mentions that are linked: that carry a reference or, for dates, a normalised value. Tags
    that matbaa tag has set and nobody has accepted yet are counted apart.

    With --against, another encoding of the same text is the reference: how much of what it has tagged is found
    (recall), and how much of what is found it has too (precision), by kind of tag.

    \b
    Examples:
      matbaa stats
      matbaa stats letters/ --format json
      matbaa stats --against checked.xml draft.xml --differences
      matbaa stats --against checked/ drafts/ --only persons,places
    """
    if against is not None:
        _measure(paths, against, only, differences, form, project_path)
        return
    if only is not None or differences:
        raise click.UsageError("--only and --differences go with --against.")
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


def _measure(
    paths: tuple[Path, ...],
    against: Path,
    only: tuple[str, ...] | None,
    differences: bool,
    form: str,
    project_path: Path | None,
) -> None:
    from matbaa.compare import KINDS
    from matbaa.compare.files import compare_all, paired
    from matbaa.compare.tell import as_json, as_text

    pairs, alone = paired(paths or required_project(project_path).texts, against)
    if alone:
        tell(alone)
    measured = compare_all(pairs, only or KINDS, differences=differences)
    write = as_json if form == "json" else as_text
    click.echo(write(measured, differences=differences), nl=False)


def _entries(indexer: Indexer) -> dict[str, int]:
    from matbaa.index import KINDS

    return {index.kind: len(index.entries) for index in indexer.indexes(KINDS) if index.entries}


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
    machine = sum((Counter(text.unreviewed) for text in counted), Counter[str]())
    if machine:
        lines += ["", "  set by the assistant and not accepted yet"]
        lines += [f"  {kind:<12}{machine[kind]:>10,}" for kind in KINDS if machine[kind]]
    return "\n".join(lines) + "\n"
