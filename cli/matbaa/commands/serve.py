"""`matbaa serve`: the edition in a browser, made again after each change."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from matbaa.commands.common import project_option, required_project, tell
from matbaa.serve.run import Teller

if TYPE_CHECKING:
    from matbaa.serve.model import Checked, Made

# so many changed outputs are named
_NAMED = 4


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free one.")
@click.option(
    "--open/--no-open", "opened", default=False, help="Open the home page in the browser, or (by default) not."
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The output folder; by default that of edition.toml."
)
@project_option
def command(port: int, opened: bool, output: Path | None, project_path: Path | None) -> int:
    """Build the edition, show it on this machine at http://127.0.0.1:8000/, and keep both fresh.

    Texts, authority files, stylesheets and settings are watched. What changes is made again, the page in the browser
    loads itself again, and what validation finds is told here and on the page. A text that cannot be read leaves its
    last good page. Nobody else can reach the server. It ends with Ctrl-C.

    \b
    Examples:
      matbaa serve
      matbaa serve --port 8001 --open
    """
    from matbaa.project import CONFIG
    from matbaa.serve.run import end_when_told, serve

    project = required_project(project_path)
    end_when_told()
    try:
        serve(project, project.config or project.root / CONFIG, output, port, _Telling(opened))
    except KeyboardInterrupt:
        click.echo("\nended", err=True)
    return 0


class _Telling(Teller):
    """Lines on standard error."""

    def __init__(self, opened: bool) -> None:
        self._opened = opened
        self._address = ""

    def serving(self, address: str) -> None:
        self._address = address
        click.echo(f"The edition is at {address} (Ctrl-C ends it)", err=True)

    def made(self, made: Made) -> None:
        if made.findings:
            tell(made.findings)
        if made.failed:
            _say("not made anew: the pages are those of before")
        elif made.changed or made.removed:
            names = [
                *made.changed[:_NAMED],
                *([f"{len(made.changed) - _NAMED} more"] if len(made.changed) > _NAMED else []),
            ]
            gone = f", {len(made.removed)} removed" if made.removed else ""
            _say(f"{len(made.changed)} changed in {made.seconds:.2f} s{gone}: {', '.join(names)}")
        else:
            _say(f"nothing to make ({made.seconds:.2f} s)")
        if self._opened:
            import webbrowser

            self._opened = False
            webbrowser.open(self._address)

    def checked(self, checked: Checked) -> None:
        if checked.report:
            click.echo(checked.report, err=True, nl=False)
        if checked.remarks:
            _say(f"{len(checked.remarks)} {'finding' if len(checked.remarks) == 1 else 'findings'}")
        else:
            _say("valid" if checked.files else "no findings")

    def trouble(self, message: str) -> None:
        _say(message)


def _say(words: str) -> None:
    click.echo(f"{time.strftime('%H:%M:%S')} {words}", err=True)
