"""`matbaa encode`: a text to a TEI draft."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from matbaa.commands.common import current_project, project_option, tell
from matbaa.finding import CannotRun, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.project import Project


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
@click.option("--language", metavar="TAG", help="The language of the text, such as tr; by default guessed.")
@click.option("--title", help="The title, where the text does not give it.")
@click.option(
    "--author",
    "authors",
    multiple=True,
    metavar="NAME",
    help="An author, where the text does not name one; may be repeated.",
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
@click.option("--quiet", "-q", is_flag=True, help="Tell errors and warnings only, not what was guessed.")
@click.pass_context
def command(
    ctx: click.Context,
    source: Path,
    output: Path | None,
    force: bool,
    kind: str | None,
    encoding: str | None,
    language: str | None,
    title: str | None,
    authors: tuple[str, ...],
    no_tags: bool,
    authorities: tuple[Path, ...],
    project_path: Path | None,
    quiet: bool,
) -> None:
    """Make a TEI draft of a text: plain text, Markdown or DOCX.

    \b
    Title, byline, abstracts, keywords, headings, paragraphs, pages, notes, lists, verse, letters and bibliographies are
    found by what the source's layout says. Each guess is told with its line; nothing of the text is lost, or the
    draft is
    not written. Citations, dates, and the names of the authority files are tagged as by matbaa tag --write; works that
    no list has get entries in the draft.

    \b
    Examples:
      matbaa encode article.txt -o tei/article.xml
      matbaa encode thesis.docx --language de -o thesis.xml --authority lists/
      pdftotext -layout letter.pdf - | matbaa encode - --title "A letter" > letter.xml

    Exit codes: 0 written, 2 misuse or cannot run.
    """
    from matbaa.encode.structure import Wishes, draft, open_source

    to_output = output is None or str(output) == "-"
    if not to_output:
        assert output is not None
        _refuse(source, output, force)
    made = draft(
        open_source(source, kind),
        Wishes(encoding, language or "", title or "", authors, _prolog(None if to_output else output)),
    )
    findings = [item for item in made.findings if not quiet or item.severity > Severity.HINT]
    if findings:
        tell(findings)
    data = made.xml.encode()
    if not no_tags:
        path = Path("standard-input.xml") if output is None or to_output else output
        data = _tagged(data, path, current_project(project_path, empty=True), authorities, quiet)
    if to_output:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        from matbaa.files import write_whole

        assert output is not None
        write_whole(output, data)


def _tagged(data: bytes, path: Path, project: Project | None, authorities: Sequence[Path], quiet: bool) -> bytes:
    """The draft with the tags that need no choice of an editor."""
    from matbaa.document import parse
    from matbaa.encode.listing import undecided
    from matbaa.encode.model import KINDS
    from matbaa.encode.work import Wanted, drafted
    from matbaa.files import tei_files

    lists = tei_files(authorities) if authorities else project.authorities if project else ()
    draft, work = drafted(parse(data, str(path), path), Wanted(KINDS), lists, project.root if project else None)
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


def _prolog(output: Path | None) -> tuple[str, ...]:
    """The schemas of the edition that the output lies in, as the draft names them."""
    return ()
