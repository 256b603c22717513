"""`matbaa build`: the whole edition."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from matbaa.commands.common import project_option, required_project, tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matbaa.pipeline.build import Built, Stale

# seconds between two lines where there is no terminal to draw a bar on
_MINUTE = 60.0


@click.command()
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The output folder; by default that of edition.toml."
)
@click.option(
    "-j", "--jobs", type=click.IntRange(1), help="How many processes make pages; by default one for each processor."
)
@click.option(
    "--publish",
    is_flag=True,
    help="Add the addresses of the pages to ledger.txt, so that later builds warn if one goes.",
)
@click.option(
    "--scheduler", default="", metavar="ADDRESS",
    help="Let the workers of this Dask scheduler do the work, such as tcp://node1:8786.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Make everything again, also what is fresh.")
@click.option("--dry-run", is_flag=True, help="Say what would be made, and why; write nothing.")
@click.option(
    "--why", metavar="PATH", help="Say why this output (such as html/letter.html) would be made; write nothing."
)
@click.option(
    "--time-limit", type=click.FloatRange(1), default=300, show_default=True, metavar="SECONDS",
    help="What one text may take before it is set aside.",
)  # fmt: skip
@click.option(
    "--memory-limit", type=click.IntRange(256), default=4096, show_default=True, metavar="MB",
    help="What one process may take before the text that it works on is set aside.",
)  # fmt: skip
@click.option("--quiet", is_flag=True, help="Say nothing where all is well.")
@project_option
def command(
    output: Path | None,
    jobs: int | None,
    publish: bool,
    scheduler: str,
    force: bool,
    dry_run: bool,
    why: str | None,
    time_limit: float,
    memory_limit: int,
    quiet: bool,
    project_path: Path | None,
) -> int:
    """Make the edition: pages (html/), plain texts (text/), index lists (index/) and a manifest of what was made from
    what.

    Only what is stale is made; the same inputs give the same bytes, however often and by however many processes. A text
    that cannot be read, crashes or takes too long is named and set aside, the rest is built, and the exit code is 1.
    `build` does not check the texts: `matbaa validate` does. It warns of links that lead nowhere, and of addresses that
    stand in ledger.txt and are gone.

    \b
    Examples:
      matbaa build
      matbaa build -o /tmp/edition
      matbaa build --publish
      matbaa build --dry-run
      matbaa build --why html/letter-17.html
      matbaa build --scheduler tcp://node1:8786
    """
    from matbaa.pipeline.build import Orders, build
    from matbaa.pipeline.workers import Limits
    from matbaa.processors import available

    project = required_project(project_path)
    with _Progress(quiet) as progress:
        orders = Orders(
            jobs=jobs or available(),
            publish=publish,
            scheduler=scheduler,
            force=force,
            dry=dry_run or why is not None,
            limits=Limits(time_limit, memory_limit << 20),
            progress=progress.step,
            waiting=lambda: click.echo("another build of this edition is at work: waiting for it", err=True),
        )
        built = build(project, output, orders)
    if said := (*built.findings, *built.faults):
        tell(said)
    if why is not None:
        return _tell_why(built, why)
    if dry_run:
        click.echo(_told(built.stale), nl=False)
    elif not quiet:
        gone = f", {len(built.removed)} removed" if built.removed else ""
        click.echo(f"{len(built.files)} files, {len(built.changed)} changed{gone}", err=True)
        if publish:
            click.echo(f"{built.published} new addresses in the ledger, ledger.txt", err=True)
        click.echo(f"The edition is in {built.folder}: open {built.folder / 'index.html'}", err=True)
    return 1 if built.faults else 0


def _told(stale: Iterable[Stale]) -> str:
    lines = [f"{one.name}: {'; '.join(one.reasons)}\n" for one in stale]
    return "".join(lines) or "everything is fresh\n"


def _tell_why(built: Built, path: str) -> int:
    name = path.removeprefix("./")
    inside = Path(path).absolute()
    if inside.is_relative_to(built.folder):
        name = inside.relative_to(built.folder).as_posix()
    if name not in built.files:
        raise click.BadParameter(f"the edition has no output {name!r}; --dry-run lists them", param_hint="--why")
    stale = [one for one in built.stale if one.name == name]
    click.echo(_told(stale) if stale else f"{name}: it is fresh\n", nl=False)
    return 0


class _Progress:
    """A bar on a terminal; elsewhere a line a minute."""

    def __init__(self, quiet: bool) -> None:
        self._on = not quiet
        self._what = ""
        self._bar: click.progressbar[int] | None = None  # type: ignore[valid-type]
        self._begun = self._last = time.monotonic()

    def __enter__(self) -> _Progress:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._bar is not None:
            self._bar.__exit__(None, None, None)

    def step(self, what: str, done: int, total: int) -> None:
        """One more of the `total` files of `what` is done."""
        if not self._on:
            return
        if what != self._what:
            self.__exit__()
            self._bar, self._what = None, what
            self._begun = self._last = time.monotonic()
        if sys.stderr.isatty():
            if self._bar is None:
                self._bar = click.progressbar(length=total, label=f"{what:8}", file=sys.stderr, show_pos=True)
                self._bar.__enter__()
            self._bar.update(1)
        elif (now := time.monotonic()) - self._last > _MINUTE:
            self._last = now
            rate = done / (now - self._begun)
            left = f"about {(total - done) / rate / 60:.0f} minutes left"
            click.echo(f"{what}: {done} of {total}, {rate:.1f} a second, {left}", err=True)
