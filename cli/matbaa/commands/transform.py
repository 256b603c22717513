"""`matbaa transform`: TEI to HTML, to plain text, or to whatever a stylesheet makes."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from matbaa.commands.common import tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from matbaa.transform import Done, Job, Options, Target

_MANY = 25


def _parameters(_ctx: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    given = {}
    for value in values:
        name, equals, text = value.partition("=")
        if not equals or not name.strip():
            raise click.BadParameter(f"'{value}' is not of the form NAME=VALUE")
        given[name.strip()] = text
    return given


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True), metavar="PATH...")
@click.option(
    "--to",
    "target",
    type=click.Choice(["html", "text", "untagged"]),
    help="Which of Matbaa's outputs; html by default. untagged: TEI without tags of names, dates and citations.",
)
@click.option(
    "--xslt", type=click.Path(path_type=Path), help="A stylesheet of your own instead; its input may be any XML."
)
@click.option("--param", "parameters", multiple=True, callback=_parameters, metavar="NAME=VALUE",
              help="A stylesheet parameter; may be repeated.")  # fmt: skip
@click.option(
    "-o", "--output", "destination", type=click.Path(), help="A file; for several inputs or a folder, a folder."
)
@click.option("--ext", help="The ending of output names with --xslt; by default after its xsl:output.")
@click.option("--notes", type=click.Choice(["keep", "drop"]), help="Plain text: notes at the end, or none.")
@click.option(
    "--reading", type=click.Choice(["corrected", "original"]), help="Plain text: the editor's readings or the source's."
)
@click.option(
    "--width", type=click.IntRange(min=0), help="Plain text: wrap lines at this length; 0 for a line a paragraph."
)
@click.option("--trust", is_flag=True, help="With --xslt: let the stylesheet read and write whatever you may.")
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="With --xslt: how long the stylesheet may take for a document; 300 by default.",
)
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    target: str | None,
    xslt: Path | None,
    parameters: dict[str, str],
    destination: str | None,
    ext: str | None,
    notes: str | None,
    reading: str | None,
    width: int | None,
    trust: bool,
    time_limit: float | None,
) -> None:
    """Turn TEI files, or all in a folder, into HTML pages or plain text, or use a stylesheet of your own.

    A single file goes to standard output unless -o names a file or folder; a folder's tree is kept. `-` reads
    standard input. A file that cannot be transformed is reported, its earlier output stays, and the others are made.
    A stylesheet of your own reads its folder and those of the inputs and the edition, and writes below the output's.

    \b
    Examples:
      matbaa transform letter.xml > letter.html
      matbaa transform letters/ --to text --notes drop -o corpus/
      matbaa transform play.xml --xslt my.xsl --param scene=3 -o scene.html

    Exit codes: 0 all made, 1 some could not be, 2 misuse or cannot run.
    """
    from matbaa.transform import Options

    # a path object forgets the slash at the end, which says that a folder is meant
    into_folder = destination is not None and (destination.endswith(("/", os.sep)) or Path(destination).is_dir())
    output = Path(destination) if destination is not None else None
    _refuse_misuse(paths, target, xslt, output, ext, plain=(notes, reading, width))
    if not xslt and (trust or time_limit is not None):
        raise click.UsageError("--trust and --time-limit go with --xslt.")
    options = Options(notes, reading, width, parameters=parameters)
    chosen = _target(target, xslt, ext, paths, trust, time_limit)
    if output is None or (paths == (Path("-"),)):
        failed = _one(paths[0], chosen, options, output)
    else:
        failed = _many(paths, chosen, options, output, xslt, into_folder)
    if failed:
        ctx.exit(1)


def _refuse_misuse(
    paths: tuple[Path, ...],
    target: str | None,
    xslt: Path | None,
    output: Path | None,
    ext: str | None,
    plain: tuple[object, ...],
) -> None:
    if target and xslt:
        raise click.UsageError("--to and --xslt exclude each other.")
    if ext is not None and not xslt:
        raise click.UsageError("--ext goes with --xslt; Matbaa's own outputs have their endings.")
    if target != "text" and any(option is not None for option in plain):
        raise click.UsageError("--notes, --reading and --width go with --to text.")
    dash = Path("-") in paths
    if dash and len(paths) > 1:
        raise click.UsageError("Standard input (-) cannot be mixed with other inputs.")
    if dash and output is not None and output.is_dir():
        raise click.UsageError("What comes from standard input has no name: let -o name a file.")
    if output is None and not dash and (len(paths) > 1 or paths[0].is_dir()):
        from matbaa.files import tei_files

        tei_files(paths)  # a path that leads to no file is told before anything else
        raise click.UsageError("Several inputs need an output folder: -o DIR.")


def _target(
    name: str | None,
    xslt: Path | None,
    ext: str | None,
    paths: tuple[Path, ...],
    trust: bool,
    time_limit: float | None,
) -> Target:
    from matbaa.project import find
    from matbaa.transform import SECONDS, built_in, own

    if not xslt:
        return built_in(name or "html")
    inputs = [path if path.is_dir() else path.parent for path in paths if path != Path("-")]
    editions = {found.parent for folder in (Path.cwd(), *inputs) if (found := find(folder))}
    return own(xslt, ext, folders=(*inputs, *sorted(editions)), trusted=trust, seconds=time_limit or SECONDS)


def _one(path: Path, target: Target, options: Options, output: Path | None) -> bool:
    """One input to standard output, or standard input to a file; gives whether it failed."""
    from matbaa.document import read_whole
    from matbaa.files import write_whole
    from matbaa.finding import CannotRun, Finding, Severity
    from matbaa.transform import transform

    try:
        document = read_whole(path)
        made = transform(document, target, options)
    except CannotRun as error:
        if any(finding.code in _CANNOT_RUN for finding in error.findings):
            raise
        tell(error.findings)
        return True
    if made.others:
        names = ", ".join(list(made.others)[:3])
        raise CannotRun(
            Finding("MBT006", Severity.ERROR, f"the stylesheet writes further files ({names}): they have no place here",
                    str(target.stylesheet), hint="name a folder with -o")
        )  # fmt: skip
    if made.findings:
        tell(made.findings)
    if output is None:
        sys.stdout.buffer.write(made.data)
        sys.stdout.buffer.flush()
    else:
        write_whole(output, made.data)
    return False


# with these nothing is wrong with the document: it cannot be reached, or the stylesheet has not what was asked of it
_CANNOT_RUN = frozenset({"MBI001", "MBI002", "MBI003", "MBT001", "MBT005"})


def _many(
    paths: tuple[Path, ...], target: Target, options: Options, output: Path, xslt: Path | None, into_folder: bool
) -> bool:
    """Files and folders into a folder, or one file into a file; gives whether any failed."""
    from matbaa.files import Staging, refuse_overwriting
    from matbaa.transform import Job, plan, transform_all

    stylesheets = [xslt] if xslt else []
    single = len(paths) == 1 and not paths[0].is_dir()
    if single and not into_folder:
        jobs = [Job(job.source, output.name) for job in plan(paths, target.extension, None)]
        folder = output.parent
        refuse_overwriting([output], [jobs[0].source, *stylesheets])
    else:
        folder = output
        jobs = plan(paths, target.extension, folder, stylesheets)
        if not into_folder and output.suffix.lower() == target.extension:
            raise click.UsageError(
                f"Several inputs need an output folder, but {output} is named like a file: "
                f"write {output}{os.sep} if it is to be a folder."
            )
    with Staging(folder) as stage:
        done = _with_progress(jobs, lambda tick: transform_all(jobs, target, options, stage, tick))
        if any(result.made for result in done):
            stage.commit()
    said = [finding for result in done for finding in result.findings]
    if said:
        tell(said)
    return not all(result.made for result in done)


def _with_progress(jobs: list[Job], work: Callable[[Callable[[], None]], list[Done]]) -> list[Done]:
    """Runs `work`, which ticks for each job, with a bar on standard error where there is somebody to see it."""
    if len(jobs) < _MANY or not sys.stderr.isatty():
        return work(lambda: None)
    with click.progressbar(length=len(jobs), label="transforming", file=sys.stderr) as bar:
        return work(lambda: bar.update(1))
