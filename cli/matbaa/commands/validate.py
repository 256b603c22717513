"""`matbaa validate`: every check on files or on the edition."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from matbaa.commands.common import current_project, project_option, required_project

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.finding import Finding
    from matbaa.project import Project
    from matbaa.validate.plan import Plan

FORMATS = ("text", "json", "sarif", "junit", "github")
LEVELS = ("error", "warning", "hint")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--schema",
    "schemas",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A schema: .rng, .xsd, .sch or .isosch, or the word matbaa; may be repeated. Instead of the edition's own.",
)
@click.option("--phase", help="A phase of the Schematron schema, or #ALL; by default the one that the schema names.")
@click.option("--source", type=click.Path(path_type=Path), help="The transcription that the one file is answerable to.")
@click.option(
    "--sources", type=click.Path(path_type=Path), help="A folder with a transcription NAME.txt of each NAME.xml."
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="A file for the report; by default it is printed."
)
@click.option("--select", multiple=True, metavar="CODE", help="Only findings whose code begins so; may be repeated.")
@click.option("--ignore", multiple=True, metavar="CODE", help="No findings whose code begins so; may be repeated.")
@click.option(
    "--fail-on",
    type=click.Choice(LEVELS),
    default="error",
    show_default=True,
    help="The least severity that makes the command fail.",
)
@project_option
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    schemas: tuple[Path, ...],
    phase: str | None,
    source: Path | None,
    sources: Path | None,
    form: str,
    output: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    project_path: Path | None,
) -> None:
    """Check TEI files: well-formedness, grammar, rules, pointers, ids, fidelity to the source.

    PATH is a file, a folder, or - for standard input. Without PATH, the whole edition in this folder is checked. Files
    that belong to the edition are held to its schemas and sources; other files to the schemas that --schema names.
    The report says what is wrong, where, and what to do; docs/findings.md explains each code.

    \b
    Examples:
      matbaa validate
      matbaa validate tei/celik-milli-bagimsizlik.xml
      matbaa validate letters/ --schema tei_all.rng --schema house-rules.sch
      matbaa validate letter.xml --source letter.txt --ignore MBP
      matbaa validate --format sarif -o findings.sarif

    Exit codes: 0 nothing at or above the severity of --fail-on, 1 findings, 2 misuse or cannot run.
    """
    from matbaa.files import refuse_overwriting
    from matbaa.finding import Severity
    from matbaa.project import CONFIG
    from matbaa.report.summary import summarise
    from matbaa.validate.run import validate
    from matbaa.validate.selection import selected

    _known_codes(select, "--select")
    _known_codes(ignore, "--ignore")
    project = current_project(project_path) if paths else required_project(project_path)
    plan = _plan(paths, schemas, source, sources, project)
    if output is not None:
        config = (project.root / CONFIG,) if project else ()
        refuse_overwriting([output], [*plan.reads(), *config])
    names = [item.name for item in plan.items]
    with _Progress(len(names)) as progress:
        findings = sorted(
            selected(validate(plan, phase, progress.step), select, ignore),
            key=lambda finding: (finding.file is None, finding.order),
        )
    _write(findings, names, form, output)
    complete = plan.schemas_given and not (select or ignore)
    click.echo(summarise(findings, len(names)).sentence(complete=complete), err=True)
    if any(finding.severity >= Severity[fail_on.upper()] for finding in findings):
        ctx.exit(1)


def _known_codes(beginnings: Sequence[str], option: str) -> None:
    from matbaa.validate.selection import unknown

    for beginning, near in unknown(beginnings).items():
        advice = f'did you mean "{near}"?' if near else "docs/findings.md has them all; repeat the option for several"
        raise click.BadParameter(f'no code begins with "{beginning}"; {advice}', param_hint=option)


def _plan(
    paths: Sequence[Path],
    schemas: Sequence[Path],
    source: Path | None,
    sources: Path | None,
    project: Project | None,
) -> Plan:
    from matbaa.files import tei_files
    from matbaa.validate.plan import of_paths, of_project, sort_schemas

    if source and sources:
        raise click.UsageError("Give --source for one file or --sources for several, not both.")
    if sources and not sources.is_dir():
        raise click.BadParameter(f"there is no folder {sources}", param_hint="--sources")
    if source and (not source.exists() or source.is_dir()):
        what = "is a folder; that is what --sources is for" if source.is_dir() else "there is no such file"
        raise click.BadParameter(f"{source}: {what}", param_hint="--source")
    chosen = sort_schemas(schemas) if schemas else None
    if project and not paths:
        if source or sources:
            raise click.UsageError(
                "--source and --sources are for files that are named; an edition names its sources in edition.toml."
            )
        return of_project(project, chosen)
    files = tei_files([path for path in paths if str(path) != "-"])
    data = sys.stdin.buffer.read() if len(files) < len(paths) and any(str(path) == "-" for path in paths) else None
    if source and len(files) + (data is not None) != 1:
        raise click.UsageError(
            "--source is the transcription of one file; for several, give their folder with --sources."
        )
    return of_paths(files, project, chosen, source, sources, data)


def _write(findings: list[Finding], names: list[str], form: str, output: Path | None) -> None:
    from importlib import import_module

    from matbaa.files import write_whole
    from matbaa.report import text

    if form == "text":
        report = text.render(findings, colour=output is None and sys.stdout.isatty())
    else:
        report = import_module(f"matbaa.report.{form}").render(findings, names)
    if output is None:
        click.echo(report, nl=False)
    else:
        write_whole(output, report.encode())


class _Progress:
    """A counter on standard error, where that is a terminal and there are many files."""

    def __init__(self, total: int) -> None:
        self.total, self.done = total, 0
        self.shown = total > 20 and sys.stderr.isatty()

    def __enter__(self) -> _Progress:
        return self

    def step(self, _name: str) -> None:
        """Counts one file."""
        self.done += 1
        if self.shown and (self.done % 20 == 0 or self.done == self.total):
            click.echo(f"\r{self.done} of {self.total} files", err=True, nl=False)

    def __exit__(self, *_error: object) -> None:
        if self.shown:
            click.echo("\r\x1b[K", err=True, nl=False)
