"""`matbaa build`: the whole edition."""

from __future__ import annotations

from pathlib import Path

import click

from matbaa.commands.common import project_option, required_project, tell


@click.command()
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The output folder; by default that of edition.toml."
)
@click.option("--quiet", is_flag=True, help="Say nothing where all is well.")
@project_option
def command(output: Path | None, quiet: bool, project_path: Path | None) -> None:
    """Make the edition: pages (html/), plain texts (text/), index lists (index/) and a manifest of what was made from
    what.

    The same inputs give the same bytes. When a text cannot be read nothing is written, and the output of the build
    before stays as it was. `build` does not check the texts: `matbaa validate` does.

    \b
    Examples:
      matbaa build
      matbaa build -o /tmp/edition
    """
    from matbaa.pipeline.build import build

    project = required_project(project_path)
    built = build(project, output)
    if built.findings:
        tell(built.findings)
    if not quiet:
        gone = f", {len(built.removed)} removed" if built.removed else ""
        click.echo(f"{len(built.files)} files, {len(built.changed)} changed{gone}", err=True)
        click.echo(f"The edition is in {built.folder}: open {built.folder / 'index.html'}", err=True)
