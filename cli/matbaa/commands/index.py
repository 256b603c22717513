"""`matbaa index`: who and what a text speaks of, and where."""

from __future__ import annotations

from pathlib import Path

import click

from matbaa.commands.common import current_project, project_option, required_project, tell

KINDS = ("persons", "places", "orgs", "events", "documents", "works", "dates")


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
@click.option("--links", default="", help="What leads from the list to the texts' HTML pages, such as ../html/.")
@project_option
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    kinds: tuple[str, ...],
    form: str,
    output: Path | None,
    authorities: tuple[Path, ...],
    language: str | None,
    links: str,
    project_path: Path | None,
) -> None:
    """List the persons, places, organisations, events, documents, works cited and dates of texts.

    Each entry comes with what the authority files say of it and with every mention: where it is, its page, and
    the words around it. Without PATH, of the edition in this folder. Names that no authority file
    knows are listed by their reference or, without one, by their form.

    \b
    Examples:
      matbaa index --kind persons --format csv -o persons.csv
      matbaa index letters/ --authority lists/ --kind places --format json
      matbaa index --format html -o lists/
    """
    from matbaa.files import tei_files
    from matbaa.index.collect import collect

    if paths:
        project = current_project(project_path) if project_path else None
        texts = tei_files(paths)
        lists = tei_files(authorities)
    else:
        project = required_project(project_path)
        texts = list(project.texts)
        lists = [*project.authorities, *tei_files(authorities)]
    language = language or (project.language if project else "en")
    indexer, faults = collect(texts, lists, language)
    wanted = [indexer.index(kind) for kind in KINDS if kind in (kinds or KINDS)]
    _write(wanted, form, output, links)
    if faults:
        tell(faults)
        ctx.exit(1)


def _write(indexes: list, form: str, output: Path | None, links: str) -> None:  # type: ignore[type-arg]
    from matbaa.files import Staging, write_whole
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
    if form == "html":
        from matbaa.index.pages import index_page

        text = index_page(indexes[0], links)
    else:
        text = as_json(indexes, links) if form == "json" else as_csv(indexes, links)
    if output is None:
        click.echo(text, nl=False)
    else:
        write_whole(output, text.encode())
