"""The dialogue of `matbaa tag --interactive`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from matbaa.commands.common import coloured

if TYPE_CHECKING:
    from matbaa.encode.review import Item, Review
    from matbaa.known import Key

__all__ = ["ask"]

_MOST = 9
_HELP = """\
    y  yes, tag it                n  no, leave it
    a  yes, and all of this name  s  no, and none of this name
    1  yes, and it is this entry (or another number that is shown)
    e  yes, but it points at something else
    u  take the last answer back  q  stop here, and write what was accepted
"""


def ask(review: Review) -> None:
    """Asks for each proposal until all are asked or the editor stops. Ctrl-C leaves all files as they are."""
    colour = coloured(sys.stdout)
    shown: Item | None = None
    while (item := review.current) is not None:
        if item is not shown:
            _show(review, item, colour)
            shown = item
        key = _key(f"    y n a s {_numbers(item)}e u q ?")
        if key == "q":
            return
        if not _answer(review, item, key):
            click.echo(_HELP, nl=False)


def _answer(review: Review, item: Item, key: str) -> bool:
    """Does what a key asks; false if it asks nothing that can be done here."""
    from matbaa.encode.review import Answer

    if key == "u":
        return review.undo()
    if key in ("n", "s"):
        return review.say(Answer(yes=False), for_all=key == "s")
    if key in ("y", "a"):
        # where there is a choice, it holds for all of the name
        target = _chosen(item, _key(f"    which? {_numbers(item)}")) if key == "a" and item.choices else None
        return review.say(Answer(True, target), for_all=key == "a")
    if key == "e":
        pointer = " ".join(str(click.prompt("    it points at", default="", show_default=False)).split())
        return bool(pointer) and review.say(Answer(True, pointer))
    target = _chosen(item, key)
    return target is not None and review.say(Answer(True, target))


def _key(prompt: str) -> str:
    click.echo(f"{prompt} > ", nl=False)
    key = click.getchar()
    click.echo(key if key.isprintable() else "")
    if key in ("\x03", "\x04"):
        raise click.Abort
    return key


def _numbers(item: Item) -> str:
    number = min(_MOST, len(item.choices))
    return f"1-{number} " if number else ""


def _chosen(item: Item, key: str) -> Key | str | None:
    number = int(key) if key.isascii() and key.isdecimal() else 0
    return item.choices[number - 1] if 0 < number <= len(item.choices) else None


def _show(review: Review, item: Item, colour: bool) -> None:
    from matbaa.encode.listing import told

    click.echo(f"\n[{review.position + 1}/{len(review.items)}] ", nl=False)
    click.echo(told(item.work, item.placed, colour=colour, entries=False), nl=False, color=colour)
    for number, target in enumerate(item.choices[:_MOST], 1):
        click.echo(f"    {number}  {item.work.pointer(item.placed, target)}")
