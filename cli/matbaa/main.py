"""The command `matbaa`: a group whose commands are imported only when they are called."""

from __future__ import annotations

import importlib
import os
import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["cli", "main"]

# name -> the line in `matbaa --help`; the module is matbaa.commands.NAME
COMMANDS = {
    "init": "Begin a new edition, with a sample that can be built at once.",
    "validate": "Check TEI files: grammar, rules, pointers, fidelity to the source.",
    "encode": "Make a TEI draft of plain text, Markdown or DOCX.",
    "transform": "Turn TEI files into HTML, plain text, or by your own stylesheet.",
    "index": "List persons, places, organisations, events, dates and works cited.",
    "build": "Make the whole edition in its output folder.",
    "serve": "Show the edition in the browser, again after each change.",
    "reconcile": "Look the places of authority files up in GeoNames, offline.",
    "stats": "Tell what is in the edition: texts, words, entities, coverage.",
    "tag": "Propose tags for names, dates and citations in TEI files.",
    "explain": "Say what a code of a finding means, with an example.",
    "schema": "Compile the ODD into RELAX NG, XSD, Schematron and a reference page.",
}


class _Commands(click.Group):
    """A group that knows its commands' names and lines without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"matbaa.commands.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, 1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            raise click.UsageError(f"No such command '{args[0]}'.{hint}", ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _version(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"matbaa {version('matbaa')}")
        ctx.exit()


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the version and exit.",
)
@click.option("--max-depth", type=click.IntRange(1, 2048), help="How deep elements may stand in one another; 256.")
@click.option("--max-size", type=click.IntRange(1), metavar="MB", help="How large an XML file may be; 512.")
def cli(max_depth: int | None, max_size: int | None) -> None:
    """Matbaa makes digital editions from TEI-XML: offline, without Java.

    \b
    Examples:
      matbaa validate            check the edition in this folder
      matbaa build               make its pages, texts and indexes
      matbaa validate letters/   check any TEI files

    Exit codes: 0 clean, 1 findings, 2 misuse or cannot run.
    """
    from matbaa import limits

    usual = limits.Limits()
    limits.use(limits.Limits(max_depth or usual.depth, max_size or usual.megabytes))


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command line and ends the process with its exit code."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; gives the exit code. The one place where errors become messages."""
    from matbaa.finding import CannotRun

    try:
        outcome: Any = cli.main(args=arguments, prog_name="matbaa", standalone_mode=False)
    except CannotRun as error:
        from matbaa.commands.common import tell

        tell(error.findings)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("matbaa: interrupted", err=True)
        return 130
    except BrokenPipeError:
        # the reader of our output has gone (as with `| head`); keep Python from complaining at exit
        sys.stdout = None
        return 0
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"{where}error: {error.strerror or error}", err=True)
        return 2
    except Exception as error:
        if os.environ.get("MATBAA_DEBUG"):
            raise
        click.echo(f"matbaa: a fault of Matbaa itself: {type(error).__name__}: {error}", err=True)
        click.echo("    set MATBAA_DEBUG=1 to see where, and tell the developers", err=True)
        return 2
    return outcome if isinstance(outcome, int) else 0


if __name__ == "__main__":
    main()
