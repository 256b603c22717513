"""`matbaa encode`: a text to a TEI draft."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from matbaa.commands.common import current_project, project_option, tell
from matbaa.commands.kinds import KINDS, kinds_of, listed
from matbaa.finding import CannotRun, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.encode.model import Kind
    from matbaa.project import Project

# of guesses of one kind, so many are told
_MANY = 12


def _tag(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> str:
    if value and not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", value):
        raise click.BadParameter(f"{value!r} is no language tag, such as tr, en or de-AT")
    return value or ""


@click.command()
@click.argument("source", type=click.Path(path_type=Path, allow_dash=True), metavar="SRC")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    help="The TEI file; - is standard output, the default.",
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.option(
    "--from",
    "kind",
    type=click.Choice(["text", "markdown", "docx"]),
    help="The format of SRC; by default told by its name.",
)
@click.option(
    "--encoding",
    help="How the characters of a text are stored, such as windows-1254; UTF-8 and what a byte order mark says "
    "need no word.",
)
@click.option(
    "--language", metavar="TAG", callback=_tag, help="The language of the text, such as tr; by default guessed."
)
@click.option("--title", help="The title, where the text does not give it.")
@click.option(
    "--author",
    "authors",
    multiple=True,
    metavar="NAME",
    help="An author, where the text does not name one; may be repeated.",
)
@click.option(
    "--only",
    callback=listed,
    metavar="KINDS",
    help=f"Tag only these, with commas between: {', '.join(KINDS)}, or names.",
)
@click.option("--no-tags", is_flag=True, help="Structure only: tag no names, dates and citations.")
@click.option(
    "--authority",
    "authorities",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A file with lists of persons, places, works and so on, or a folder of them; may be repeated. Instead of the "
    "lists of the edition here.",
)
@project_option
@click.option("--all-guesses", is_flag=True, help="Tell every guess, not only the first of many of one kind.")
@click.option("--quiet", "-q", is_flag=True, help="Tell errors and warnings only, not what was guessed.")
@click.pass_context
def command(
    ctx: click.Context,
    source: Path,
    output: Path | None,
    force: bool,
    kind: str | None,
    encoding: str | None,
    language: str,
    title: str | None,
    authors: tuple[str, ...],
    only: tuple[str, ...] | None,
    no_tags: bool,
    authorities: tuple[Path, ...],
    project_path: Path | None,
    all_guesses: bool,
    quiet: bool,
) -> None:
    """Make a TEI draft of a text: plain text, Markdown or DOCX.

    Title, byline, abstracts, keywords, headings, paragraphs, pages, notes, lists, verse, letters and bibliographies are
    found by what the source's layout says. Each guess is told with its line; nothing of the text is lost, or the draft
    is not written. Citations, dates, and the names of the authority files are tagged as by matbaa tag --write; works
    that no list has get entries in the draft.

    \b
    Examples:
      matbaa encode article.txt -o tei/article.xml
      matbaa encode thesis.docx --language de -o thesis.xml --authority lists/
      pdftotext -layout letter.pdf - | matbaa encode - --title "A letter" > letter.xml

    Exit codes: 0 written, 2 misuse or cannot run.
    """
    from matbaa.encode.structure import Wishes, draft, open_source

    if only and no_tags:
        raise click.UsageError("Give --only or --no-tags, not both.")
    target = None if output is None or str(output) == "-" else output
    if target is not None:
        _refuse(source, target, force)
    project = current_project(project_path, empty=True)
    wishes = Wishes(
        encoding,
        language,
        title or "",
        authors,
        prolog=_prolog(target, project),
        base=_base(source, target),
    )
    made = draft(open_source(source, kind), wishes)
    _tell(made.findings, quiet=quiet, every=all_guesses)
    data = made.xml.encode()
    if not no_tags:
        path = target or Path("standard-input.xml")
        data = _tagged(data, path, project, authorities, kinds_of(only, None), quiet)
    if target is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        from matbaa.files import write_whole

        write_whole(target, data)


def _tell(findings: Sequence[Finding], *, quiet: bool, every: bool) -> None:
    """What is to be told; of many guesses of one kind, the first, and how many more there are."""
    told: list[Finding] = []
    left: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for finding in findings:
        if finding.severity is Severity.HINT:
            counts[finding.code] += 1
            if quiet or (counts[finding.code] > _MANY and not every):
                left[finding.code] += 1
                continue
        told.append(finding)
    if told:
        tell(told)
    if left and not quiet:
        more = ", ".join(f"{count:,} more {code}" for code, count in sorted(left.items()))
        click.echo(f"and {more}; --all-guesses tells them", err=True)


def _tagged(
    data: bytes,
    path: Path,
    project: Project | None,
    authorities: Sequence[Path],
    kinds: Sequence[Kind],
    quiet: bool,
) -> bytes:
    """The draft with the tags that need no choice of an editor."""
    from matbaa.document import parse
    from matbaa.encode.listing import undecided
    from matbaa.encode.work import Wanted, drafted
    from matbaa.files import tei_files

    lists = tei_files(authorities) if authorities else project.authorities if project else ()
    draft, work = drafted(parse(data, str(path), path), Wanted(kinds), lists, project.root if project else None)
    if not quiet:
        tell([*work.proposed.findings, *undecided(work)])
    return draft.data


def _refuse(source: Path, output: Path, force: bool) -> None:
    from matbaa.files import refuse_overwriting

    if output.is_dir():
        raise CannotRun(
            Finding("MBE032", Severity.ERROR, "is a folder", str(output), hint="name the file that is to be written")
        )
    if str(source) != "-":
        refuse_overwriting([output], [source])
    if output.exists() and not force:
        raise CannotRun(
            Finding("MBE032", Severity.ERROR, "is there already, and may hold work", str(output),
                    hint="choose another name with -o, or say --force to write over it")
        )  # fmt: skip


def _prolog(output: Path | None, project: Project | None) -> tuple[str, ...]:
    """The schemas of the edition that the output lies in, as the draft names them."""
    if output is None or project is None or project.root not in output.resolve().parents:
        return ()
    schemas = (
        (project.schema.relaxng, "http://relaxng.org/ns/structure/1.0"),
        (project.schema.schematron, "http://purl.oclc.org/dsdl/schematron"),
    )
    return tuple(
        f'<?xml-model href="{quote(_relative(path, output.resolve().parent))}" type="application/xml" '
        f'schematypens="{namespace}"?>'
        for path, namespace in schemas
        if path is not None and path.is_file()
    )


def _base(source: Path, output: Path | None) -> str:
    """How relative addresses of the source, such as those of pictures, begin when they stand in the draft."""
    if output is None or str(source) == "-":
        return ""
    way = _relative(source.resolve().parent, output.resolve().parent)
    return "" if way == "." else f"{way}/"


def _relative(path: Path, folder: Path) -> str:
    return Path(os.path.relpath(path, folder)).as_posix()
