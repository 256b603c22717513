"""`matbaa validate`: every check on files or on the edition."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from matbaa.commands.common import Progress, coloured, current_project, project_option, required_project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from matbaa.project import Checks, Project
    from matbaa.report.model import Report
    from matbaa.validate.plan import Plan

FORMATS = ("text", "json", "sarif", "junit", "github")
LEVELS = ("error", "warning", "hint")
# characters that are written at once
_PIECE = 1 << 16


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--schema",
    "schemas",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A schema: RELAX NG (.rng, .rnc), XSD (.xsd), Schematron (.sch, .isosch), an ODD for its rules (.odd), or the "
    "word matbaa; may be repeated. Instead of the edition's own and those that the files name.",
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
    help="The least severity that makes the command fail; by default error.",
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    help="A JSON report from before: what stands in it is not told again, and does not make the command fail.",
)
@click.option("--jobs", type=click.IntRange(min=1), help="How many processes work; by default one for each processor.")
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="How long Schematron rules may take for one file; by default 60 seconds, and 30 more for each megabyte.",
)
@click.option("--no-cache", is_flag=True, help="Check every file anew, also those that have not changed.")
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
    fail_on: str | None,
    baseline: Path | None,
    jobs: int | None,
    time_limit: float | None,
    no_cache: bool,
    project_path: Path | None,
) -> None:
    """Check TEI files: well-formedness, grammar, rules, pointers, ids, fidelity to the source.

    PATH is a file, a folder, or - for standard input. Without PATH, the whole edition in this folder is checked. Files
    that belong to the edition are held to its schemas and sources; other files to the schemas that --schema names.
    The report says what is wrong, where, and what to do; matbaa explain CODE tells more.

    \b
    Examples:
      matbaa validate
      matbaa validate tei/celik-milli-bagimsizlik.xml
      matbaa validate letters/ --schema tei_all.rng --schema house-rules.sch
      matbaa validate letter.xml --source letter.txt --ignore MBP
      matbaa validate --format sarif -o findings.sarif
      matbaa validate --baseline known.json

    Exit codes: 0 nothing at or above the severity of --fail-on, 1 findings, 2 misuse or cannot run.
    """
    from matbaa.files import refuse_overwriting
    from matbaa.finding import Severity
    from matbaa.project import CONFIG, Checks
    from matbaa.report.sift import sift
    from matbaa.report.summary import most, summarise
    from matbaa.validate.baseline import read
    from matbaa.validate.run import validate

    _known_codes(select, "--select")
    _known_codes(ignore, "--ignore")
    project = current_project(project_path) if paths else required_project(project_path)
    plan = _plan(paths, schemas, source, sources, project)
    if output is not None:
        others = [project.config or project.root / CONFIG] if project else []
        refuse_overwriting([output], [*plan.reads(), *others, *([baseline] if baseline else [])])
    known = read(baseline) if baseline else None
    ours = project is not None and (not paths or _has_members(plan, project))
    checks = _checks(project.checks if project and ours else Checks(), select, ignore, fail_on)
    with Progress(len(plan.items)) as progress:
        found = validate(
            plan,
            phase,
            progress.step,
            select=checks.select,
            ignore=checks.ignore,
            jobs=jobs,
            keep=not no_cache,
            seconds=time_limit,
        )
        findings = list(found)
    report = sift(findings, plan, project if ours else None, checks, known, whole=not paths, own=not (schemas or phase))
    _write(report, form, output)
    if form == "text" and (often := most(report.findings)):
        click.echo(often, err=True)
    click.echo(summarise(report).sentence(complete=report.complete), err=True)
    if form == "text" and report.findings and sys.stderr.isatty():
        click.echo(f"matbaa explain {report.findings[0].code} tells more", err=True)
    if any(finding.severity >= Severity[checks.fail_on.upper()] for finding in report.findings):
        ctx.exit(1)


def _checks(configured: Checks, select: tuple[str, ...], ignore: tuple[str, ...], fail_on: str | None) -> Checks:
    """What the command line says, and edition.toml where that says nothing: a selection sets all of it aside, what is
    to be ignored adds to it.
    """
    from matbaa.project import Checks

    level = fail_on or configured.fail_on
    if select:
        return Checks(select, ignore, level)
    return Checks(configured.select, (*configured.ignore, *ignore), level)


def _has_members(plan: Plan, project: Project) -> bool:
    from matbaa.files import real

    members = {real(path) for path in (*project.texts, *project.authorities)}
    return any(item.data is None and real(item.path) in members for item in plan.items)


def _known_codes(beginnings: Sequence[str], option: str) -> None:
    from matbaa.validate.selection import unknown

    for beginning, near in unknown(beginnings).items():
        advice = f'did you mean "{near}"?' if near else "matbaa explain lists all; repeat the option for several"
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


def _write(report: Report, form: str, output: Path | None) -> None:
    import shutil
    from importlib import import_module

    from matbaa.files import write_whole
    from matbaa.report import text

    colour = form == "text" and output is None and coloured(sys.stdout)
    if form == "text":
        columns = shutil.get_terminal_size().columns if output is None and sys.stdout.isatty() else None
        rendered = text.render(report, colour=colour, columns=columns)
    else:
        rendered = import_module(f"matbaa.report.{form}").render(report)
    if output is not None:
        write_whole(output, b"".join(piece.encode() for piece in rendered))
        return
    # machines read UTF-8, whatever the terminal has
    encoding = (sys.stdout.encoding or "utf-8") if form == "text" else "utf-8"
    for piece in _gathered(rendered):
        click.echo(piece if colour else piece.encode(encoding, "replace"), nl=False, color=colour)


def _gathered(pieces: Iterable[str]) -> Iterator[str]:
    """The same text in pieces that are worth a call of the system."""
    waiting: list[str] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size > _PIECE:
            yield "".join(waiting)
            waiting, size = [], 0
    yield "".join(waiting)
