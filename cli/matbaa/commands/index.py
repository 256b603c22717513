"""`matbaa index`: who and what a text speaks of, and where."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from matbaa.commands.common import current_project, project_option, required_project, tell
from matbaa.index import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.index.build import Index


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Which list; may be repeated. All by default."
)
@click.option("--format", "form", type=click.Choice(["html", "json", "csv"]), default="json", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A file; for html of several kinds, a folder.")
@click.option(
    "--authority",
    "authorities",
    multiple=True,
    type=click.Path(path_type=Path),
    help="An authority file or a folder of them.",
)
@click.option("--language", help="Sort order and headings, such as tr or en. The project's by default, else English.")
@click.option("--links", help="What leads from the list to the texts' HTML pages, such as ../html/.")
@project_option
def command(
    paths: tuple[Path, ...],
    kinds: tuple[str, ...],
    form: str,
    output: Path | None,
    authorities: tuple[Path, ...],
    language: str | None,
    links: str | None,
    project_path: Path | None,
) -> None:
    """List the persons, places, organisations, events, documents, works cited and dates of texts.

    Each entry comes with what the authority files say of it and with every mention: where it is, its page, and
    the words around it. Without PATH, of the edition in this folder; PATH may be - for standard input. Names that no
    authority file knows are listed by their reference or, without one, by their form.

    \b
    Examples:
      matbaa index --kind persons --format csv -o persons.csv
      matbaa index letters/ --authority lists/ --kind places --format json
      matbaa index --format html -o lists/
    """
    from matbaa.files import real, tei_files
    from matbaa.index.collect import collect

    lists = tei_files(authorities)
    if paths:
        texts = tei_files(paths)
        project = current_project(project_path)
        if project and (project_path or {real(text) for text in texts} & {*project.texts, *project.authorities}):
            lists = [*project.authorities, *lists]
        else:
            project = None
    else:
        project = required_project(project_path)
        texts, lists = list(project.texts), [*project.authorities, *lists]
    indexer, warnings = collect(texts, lists, language or (project.language if project else "en"))
    _write(indexer.indexes([kind for kind in KINDS if kind in (kinds or KINDS)]), form, output, links, [*texts, *lists])
    if warnings:
        tell(warnings)


def _write(indexes: Sequence[Index], form: str, output: Path | None, links: str | None, inputs: Sequence[Path]) -> None:
    from matbaa.files import Staging, refuse_overwriting, write_whole
    from matbaa.index.formats import as_csv, as_json

    if form == "html" and len(indexes) > 1:
        from matbaa.index.pages import index_page

        if output is None:
            raise click.UsageError("HTML of several kinds needs a folder: give one with -o, or one --kind.")
        kinds = " ".join(index.kind for index in indexes)
        with Staging(output) as stage:
            for index in indexes:
                stage.write(f"{index.kind}.html", index_page(index, links, kinds=kinds).encode())
            stage.commit()
        return
    if output is not None:
        refuse_overwriting([output], inputs)
    if form == "html":
        from matbaa.index.pages import index_page

        text = index_page(indexes[0], links)
    else:
        text = as_json(indexes, links or "") if form == "json" else as_csv(indexes, links or "")
    if output is None:
        click.echo(text, nl=False)
    else:
        write_whole(output, text.encode())
