"""`matbaa explain`: what the code of a finding means."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDEST = 88
_BOLD, _FAINT = "1", "2"


@click.command()
@click.argument("code", required=False)
@click.pass_context
def command(ctx: click.Context, code: str | None) -> None:
    """Say what a finding means, why it matters and what to do, with a wrong and a right example.

    CODE stands in every finding. Without it, all codes are listed; with the beginning of some, those.

    \b
    Examples:
      matbaa explain MBP001
      matbaa explain MBD
      matbaa explain

    Exit codes: 0 explained, 2 there is no such code.
    """
    from matbaa.codes import codes, near, page
    from matbaa.commands.common import coloured

    colour = coloured(sys.stdout)
    asked = (code or "").strip().upper()
    known = [other for other in codes() if other.startswith(asked)]
    if not known:
        others = {other[: len(asked)] for other in codes()}
        meant = near(asked, others)
        advice = f'did you mean "{meant}"?' if meant else "matbaa explain lists all codes"
        raise click.BadParameter(f'there is no code "{code}"; {advice}', param_hint="CODE")
    lines = _page(page(asked).text, colour) if known == [asked] else _list(known, colour)
    click.echo("\n".join(lines), color=colour)


def _list(known: list[str], colour: bool) -> Iterator[str]:
    from matbaa.codes import AREAS, page

    area = ""
    for code in known:
        if code[:3] != area:
            if area:
                yield ""
            area = code[:3]
            yield _marked(f"{area}  {AREAS.get(area, '')}".rstrip(), _BOLD, colour)
        found = page(code)
        yield f"  {code}  {found.title} ({found.severity})"


def _page(text: str, colour: bool) -> Iterator[str]:
    """Markdown as a terminal shows it: headings marked, paragraphs filled, examples set in."""
    import textwrap

    columns = min(shutil.get_terminal_size().columns, _WIDEST)
    paragraph: list[str] = []
    fenced = False

    def filled() -> Iterator[str]:
        if paragraph:
            item = paragraph[0].startswith(("- ", "* "))
            yield from textwrap.wrap(
                " ".join(paragraph), columns, subsequent_indent="  " if item else "",
                break_long_words=False, break_on_hyphens=False,
            )  # fmt: skip
            paragraph.clear()

    for line in text.strip().splitlines():
        if line.startswith("```"):
            yield from filled()
            fenced = not fenced
            _, _, name = line.partition(" ")
            if fenced and name:
                yield _marked(f"  {name}", _FAINT, colour)
        elif fenced:
            yield f"    {line}".rstrip()
        elif line.startswith("#"):
            yield from filled()
            yield _marked(line.lstrip("# "), _BOLD, colour)
        elif not line.strip():
            yield from filled()
            yield ""
        elif line.startswith(("- ", "* ", "|")):
            yield from filled()
            paragraph.append(line)
        else:
            paragraph.append(line.strip())
    yield from filled()


def _marked(words: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{words}\x1b[0m" if colour else words
