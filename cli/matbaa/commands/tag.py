"""`matbaa tag`: proposals of tags for names, dates and citations in TEI files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from matbaa.commands.common import Progress, coloured, current_project, project_option, required_project, tell
from matbaa.commands.kinds import KINDS, kinds_of, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.document import Document
    from matbaa.encode.batch import Batch, Changes, Rest
    from matbaa.encode.conventions import Names
    from matbaa.encode.entries import Entries
    from matbaa.encode.model import Cert
    from matbaa.project import Project


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--diff", "mode", flag_value="diff", help="Show what would change, as a unified diff.")
@click.option("--write", "mode", flag_value="write", help="Put the tags into the files; of -, print the edited file.")
@click.option("--interactive", "mode", flag_value="interactive", help="Ask for each, and put in what you accept.")
@click.option(
    "--accept",
    "mode",
    flag_value="accept",
    help="Propose nothing; accept tags of earlier runs: take the machine's @resp and @cert away.",
)
@click.option(
    "--only", callback=listed, metavar="KINDS", help=f"Only these, with commas between: {', '.join(KINDS)}, or names."
)
@click.option("--except", "without", callback=listed, metavar="KINDS", help="All but these.")
@click.option(
    "--cert", type=click.Choice(["high", "medium", "low"]), default="low", show_default=True, help="How sure at least."
)
@click.option(
    "--names",
    type=click.Choice(["auto", "specific", "rs"]),
    default="auto",
    show_default=True,
    help="Tags for names: as the file has them, persName and its like, or rs with a type.",
)
@click.option(
    "--authority",
    "authorities",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A file with lists of persons, places, works and so on, or a folder of them; may be repeated. Besides the "
    "edition's own and those that the files point at.",
)
@click.option(
    "--candidates",
    "candidates_path",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write an entry for each work that no list has, and each unknown name, to this TEI file; entries that it has "
    "stay. Citations that are written point there.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@project_option
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    mode: str | None,
    only: tuple[str, ...] | None,
    without: tuple[str, ...] | None,
    cert: Cert,
    names: Names,
    authorities: tuple[Path, ...],
    candidates_path: Path | None,
    form: str,
    project_path: Path | None,
) -> None:
    """Propose tags for the persons, places, organisations, events, documents, dates and citations of TEI files.

    PATH is a file, a folder, or - for standard input; without PATH, the texts of the edition in this folder are read.
    Names and works are those of the authority files. Text and tags that are there stay as they are, to the byte. By
    default proposals are listed; with --write they are put in, marked with @resp="#matbaa" and @cert until an editor
    accepts them. What may mean several entries is only listed: the choice is yours, with --interactive. What you accept
    there carries no marks.

    \b
    Examples:
      matbaa tag letter.xml --authority lists/
      matbaa tag tei/ --diff --only persons,places
      matbaa tag letter.xml --write --except dates --cert medium
      matbaa tag letter.xml --interactive
      matbaa tag tei/ --write --candidates new-entries.xml
      matbaa tag letter.xml --accept --only citations

    Exit codes: 0 done, or nothing is proposed; 1 something is proposed and was not written; 2 misuse or cannot run.
    """
    from matbaa.encode.batch import Batch
    from matbaa.encode.work import Wanted
    from matbaa.files import tei_files

    if only and without:
        raise click.UsageError("Give --only or --except, not both.")
    if mode is not None and form == "json":
        raise click.UsageError("--format json lists proposals; it does not go with --diff, --write and the like.")
    if mode == "accept" and candidates_path is not None:
        raise click.UsageError("--accept proposes nothing, so there are no candidates.")
    if mode == "interactive" and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError("--interactive asks, and for that it needs a terminal.")
    project = current_project(project_path) if paths else required_project(project_path)
    lists = [*(tei_files(authorities) if authorities else project.authorities if project else ())]
    lists += [candidates_path] if candidates_path and candidates_path.exists() else []
    own = None if paths else project
    batch = Batch(
        own.texts if own else tei_files(paths),
        Wanted(kinds_of(only, without), cert, names),
        lists,
        own.name if own else str,
        lambda text: _home(text, project),
    )
    if mode == "accept":
        _accept(batch)
    elif mode == "write":
        _write(batch, candidates_path)
    elif mode == "interactive":
        _review(batch, candidates_path)
    elif _list(batch, mode, form, candidates_path):
        ctx.exit(1)


def _home(text: Document, project: Project | None) -> tuple[Path | None, str]:
    """The folder and the language of the edition that a text is part of; nothing of one that only lies around here."""
    if project is None or not text.path.resolve().is_relative_to(project.root.resolve()):
        return None, ""
    return project.root, project.language


def _accept(batch: Batch) -> None:
    from matbaa.encode.accept import accept
    from matbaa.encode.batch import Changes

    changes, tags = Changes(), 0
    with Progress(len(batch.paths)) as progress:
        for text in batch.texts():
            edited, accepted = accept(text, batch.wanted.kinds, batch.wanted.cert)
            changes.add(text, edited)
            tags += accepted
            progress.step()
    changed = _save(changes)
    click.echo(f"{_counted(tags, 'tag')} accepted in {_counted(changed, 'file')}", err=True)


def _write(batch: Batch, candidates_path: Path | None) -> None:
    from matbaa.encode.batch import Changes, Rest
    from matbaa.encode.entries import Entries

    # where texts point at candidates, all of these have to be known first
    entries = Entries.of([Rest.of(work) for work in batch.works()] if candidates_path else [], candidates_path)
    changes = Changes()
    rests: list[Rest] = []
    with Progress(len(batch.paths)) as progress:
        for work in batch.works():
            changes.add(work.document, work.edited(work.ready, (), entries.pointers(work.document.path)))
            rests.append(Rest.of(work))
            progress.step()
    _written(sum(rest.ready for rest in rests), changes, entries)
    _tell(rests, undecided=True)


def _review(batch: Batch, candidates_path: Path | None) -> None:
    from matbaa.commands.dialogue import ask
    from matbaa.encode.batch import Changes, Rest
    from matbaa.encode.entries import Entries
    from matbaa.encode.review import Review

    works = list(batch.works())
    entries = Entries.of([Rest.of(work) for work in works], candidates_path)
    review = Review(works)
    ask(review)
    changes, tags = Changes(), 0
    for work in works:
        placed = review.accepted(work)
        pointers = {**entries.pointers(work.document.path), **review.pointers}
        changes.add(work.document, work.edited(placed, placed, pointers))
        tags += len(placed)
    _written(tags, changes, entries)


def _list(batch: Batch, mode: str | None, form: str, candidates_path: Path | None) -> bool:
    """Shows what is proposed; true if anything is."""
    from matbaa.encode import listing
    from matbaa.encode.batch import Rest
    from matbaa.encode.entries import Entries

    colour = coloured(sys.stdout)
    data, rests = [], []
    for work in batch.works():
        rests.append(Rest.of(work))
        if form == "json":
            data.append(listing.as_data(work))
        elif mode == "diff":
            click.echo(listing.difference(work.document, work.edited(work.ready)), nl=False)
        else:
            for told in listing.lines(work, colour=colour):
                click.echo(told, nl=False, color=colour)
    if form == "json":
        click.echo(listing.as_json(data).encode(), nl=False)
    elif mode is None:
        click.echo(listing.missing((rest.candidates for rest in rests), colour=colour), nl=False, color=colour)
    proposals = sum(rest.proposals for rest in rests)
    click.echo(f"{_counted(proposals, 'proposal')} in {_counted(len(rests), 'file')}", err=True)
    _added(Entries.of(rests, candidates_path))
    if form == "text":
        _tell(rests, undecided=mode is not None)
    return proposals > 0


def _written(tags: int, changes: Changes, entries: Entries) -> None:
    changed = _save(changes)
    click.echo(f"{_counted(tags, 'proposal')} written to {_counted(changed, 'file')}", err=True)
    _added(entries)


def _save(changes: Changes) -> int:
    changed = changes.save()
    if changes.printed is not None:
        click.echo(changes.printed, nl=False)
    return changed


def _added(entries: Entries) -> None:
    if entries.save():
        click.echo(f"{entries.path}: {_counted(entries.number, 'entry', 'entries')} added", err=True)


def _tell(rests: Sequence[Rest], *, undecided: bool) -> None:
    """What had to be left, and what the editor has to choose."""
    findings = [finding for rest in rests for finding in (*rest.left, *(rest.undecided if undecided else ()))]
    if findings:
        tell(findings)


def _counted(number: int, one: str, several: str = "") -> str:
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"
