"""The kinds of what the assistant tags, as the command line has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from matbaa.encode.model import Kind

__all__ = ["KINDS", "kinds_of", "listed"]

KINDS = ("citations", "dates", "persons", "places", "orgs", "events", "documents")
_NAMES = ("persons", "places", "orgs", "events", "documents")


def listed(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    """Kinds with commas between them; `names` stands for all but citations and dates."""
    if value is None:
        return None
    found: dict[str, None] = {}
    for word in value.split(","):
        kind = word.strip().lower()
        if kind == "names":
            found |= dict.fromkeys(_NAMES)
        elif kind in KINDS:
            found[kind] = None
        else:
            raise click.BadParameter(f"{word.strip()!r} is none of {', '.join(KINDS)}, names")
    return tuple(found)


def kinds_of(only: tuple[str, ...] | None, without: tuple[str, ...] | None) -> tuple[Kind, ...]:
    """The kinds that are asked for: those of `only`, or all, but not those of `without`."""
    from matbaa.encode.model import Kind

    names = dict(zip(KINDS, Kind, strict=True))
    return tuple(kind for name, kind in names.items() if name in (only or KINDS) and name not in (without or ()))
