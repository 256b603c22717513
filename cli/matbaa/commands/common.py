"""What several commands share: the project they work on, and how they tell findings."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from matbaa import limits
from matbaa.finding import CannotRun, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

    from matbaa.project import Project

__all__ = ["Progress", "coloured", "current_project", "project_option", "required_project", "tell"]

project_option = click.option(
    "--project",
    "project_path",
    type=click.Path(path_type=Path),
    help="The edition's folder or its edition.toml; by default looked for here and above.",
)


def current_project(path: Path | None, *, empty: bool = False) -> Project | None:
    """The project that `--project` names, or the one that the current folder lies in, if any; `empty` lets it have no
    text yet. Raises `CannotRun`.
    """
    from matbaa.project import CONFIG, find, load

    if path is not None:
        found: Path | None = path / CONFIG if path.is_dir() else path
    else:
        found = find(Path.cwd())
    if found is None:
        return None
    project = load(found, empty=empty)
    if not limits.current().raised:  # what the command line says counts more
        limits.use(project.limits)
    return project


def required_project(path: Path | None) -> Project:
    """The same, where there must be one."""
    project = current_project(path)
    if project is None:
        raise CannotRun(
            Finding(
                "MBC007",
                Severity.ERROR,
                "there is no edition here: neither this folder nor any above it has an edition.toml",
                str(Path.cwd()),
                hint="go to the edition's folder, or name it with --project",
            )
        )
    return project


def tell(findings: Iterable[Finding]) -> None:
    """Prints findings to standard error, as every command but `validate` does."""
    from matbaa.report import text

    colour = coloured(sys.stderr)
    click.echo(text.told(findings, colour=colour), err=True, nl=False, color=colour)


def coloured(stream: IO[Any]) -> bool:
    """True if what goes to `stream` is marked up for a terminal; NO_COLOR and FORCE_COLOR decide where they are set."""
    if os.environ.get("NO_COLOR"):
        return False
    if forced := os.environ.get("FORCE_COLOR"):
        return forced != "0"
    return stream.isatty() and os.environ.get("TERM") != "dumb"


class Progress:
    """A bar on standard error, where that is a terminal and there are many files."""

    def __init__(self, total: int) -> None:
        shown = total > 20 and sys.stderr.isatty()
        self._bar = (
            click.progressbar(length=total, file=sys.stderr, show_pos=True, update_min_steps=max(1, total // 100))
            if shown
            else None
        )

    def __enter__(self) -> Progress:
        if self._bar:
            self._bar.__enter__()
        return self

    def step(self, _name: str = "") -> None:
        """Counts one file."""
        if self._bar:
            self._bar.update(1)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.__exit__(kind, error, trace)
