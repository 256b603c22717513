"""`matbaa init`: a new edition."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click

from matbaa.init.kinds import KINDS, sample_language


def _title(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and (not value.strip() or not value.isprintable()):
        raise click.BadParameter("a title is one line that can be printed")
    return value.strip() if value else None


def _language(_ctx: click.Context, _parameter: click.Parameter, value: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", value):
        raise click.BadParameter(f'"{value}" is no language tag, such as tr, en or de-AT')
    return value


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--kind", type=click.Choice(list(KINDS)), default="article", show_default=True, help="What it is an edition of."
)
@click.option("--title", callback=_title, help="The title of the edition; by default one that says what it is.")
@click.option(
    "--language",
    default="en",
    show_default=True,
    metavar="TAG",
    callback=_language,
    help="The language of the pages and of the sample (tr or en; for other languages the sample is in English).",
)
def command(folder: Path, kind: str, title: str | None, language: str) -> None:
    """Begin a new edition in DIR, a folder that is empty or does not exist.

    It has a small sample text, authority files, a schema of its own, edition.toml, a workflow for GitHub and a README,
    is valid and can be built at once.

    \b
    Examples:
      matbaa init letters --kind letters
      matbaa init oyun --kind play --language tr --title "Kayıp Harf"
    """
    from matbaa.init.contents import contents
    from matbaa.init.create import create, refuse_full

    refuse_full(folder)
    files = contents(kind, title, language)
    create(folder, files)
    where = "" if folder.resolve() == Path.cwd() else f"  cd {shlex.quote(str(folder))}\n"
    click.echo(
        f"{folder}: a new edition of {len(files)} files\n"
        f"tei/ has {KINDS[kind].sample}: a sample, to be replaced by your own\n"
        "\n"
        "Next:\n"
        f"{where}"
        "  matbaa serve                            see it in the browser, again after each change\n"
        "  matbaa validate                         check it\n"
        "  matbaa encode FILE.docx -o tei/NAME.xml begin from a Word file, Markdown or plain text\n"
        "\n"
        "README.md says what is where, and how such texts are encoded.",
        err=True,
    )
    if sample_language(language) != language.partition("-")[0].lower():
        click.echo(f"There is no sample in the language {language}: it is in English.", err=True)
