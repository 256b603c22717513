"""`matbaa schema`: what an ODD says, as schemas and as a reference page."""

from __future__ import annotations

from pathlib import Path

import click

from matbaa.commands.common import project_option, required_project, tell
from matbaa.finding import CannotRun, Finding, Severity


@click.command()
@click.argument("odd", required=False, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The folder to write to; by default that of the ODD."
)
@click.option(
    "--check", is_flag=True, help="Write nothing; tell which of the files beside the ODD are not what it makes."
)
@project_option
@click.pass_context
def command(ctx: click.Context, odd: Path | None, output: Path | None, check: bool, project_path: Path | None) -> None:
    """Compile an ODD into RELAX NG (.rng), W3C XML Schema (.xsd), Schematron (.sch) and a reference page (.html).

    Without ODD, that of the edition in this folder. The files are named by schemaSpec/@ident. With --check the
    exit code is 1 when a file is missing or stale.

    \b
    Examples:
      matbaa schema
      matbaa schema --check
      matbaa schema my.odd -o schemas/
    """
    from matbaa.files import Staging
    from matbaa.schema import compile_odd, stale

    if odd is None:
        odd = required_project(project_path).schema.odd
        if odd is None:
            missing = "this edition names no ODD"
            hint = 'name one: below [schema] in edition.toml, odd = "schema/my.odd", or as an argument'
            raise CannotRun(Finding("MBC004", Severity.ERROR, missing, "edition.toml", hint=hint))
    folder = output or odd.parent
    if check:
        names = stale(odd, folder)
        message, hint = "is missing, or is not what the ODD makes", "run matbaa schema"
        if names:
            tell(Finding("MBO005", Severity.ERROR, message, str(folder / name), hint=hint) for name in names)
            ctx.exit(1)
        return
    made = compile_odd(odd)
    with Staging(folder) as stage:
        for name, content in made.items():
            stage.write(name, content)
        changed = stage.commit()
    click.echo(f"{len(made)} files in {folder}, {len(changed)} changed", err=True)
