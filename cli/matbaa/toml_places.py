"""Where in a TOML text something is written: its readers keep no places."""

from __future__ import annotations

import contextlib
import re

from matbaa.finding import Place

__all__ = ["Keys", "bracketed", "fault_place", "place_of"]

# the keys that lead to a value, and the number of a table of several with one name
Keys = tuple[str | int, ...]

_KEY = r"(?:\"(?:[^\"\\]|\\.)*\"|'[^']*'|[\w-]+)"
_DOTTED = rf"{_KEY}(?:\s*\.\s*{_KEY})*"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_DOTTED})\s*\]")
_ASSIGNMENT = re.compile(rf"\s*({_DOTTED})\s*=")


def fault_place(message: str, source: str) -> tuple[str, int | None, int | None]:
    """tomllib's message, without the place that it ends with, and that place: line and column."""
    if found := re.search(r"\s*\(at line (\d+), column (\d+)\)$", message):
        return message[: found.start()], int(found[1]), int(found[2])
    end = source.rstrip("\n").count("\n") + 1
    return re.sub(r"\s*\(at end of document\)$", "", message), end, 1


def place_of(source: str, path: Keys) -> tuple[int | None, int | None]:
    """Where the table or key `path` is written, by its name: TOML's readers keep no places.

    A number in `path` counts the tables of one name, as `[[waiver]]` writes them.
    """
    table: Keys = ()
    counts: dict[Keys, int] = {}
    for number, line in enumerate(source.splitlines(), 1):
        if header := _HEADER.match(line):
            table = _names(header[2])
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            if path in (table, table[:-1]):
                return Place(number, header.start(2) + 1)
        elif (assignment := _ASSIGNMENT.match(line)) and _begins((*table, *_names(assignment[1])), path):
            return Place(number, assignment.start(1) + 1)
    return (1, 1) if source else (None, None)


def _begins(written: Keys, path: Keys) -> bool:
    """True if `written` is `path` or lies in it; of an array in one assignment, any of its members."""
    inline = len(path) > 1 and isinstance(path[1], int) and written == path[:1]
    return inline or written[: len(path)] == path


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(_name(part) for part in re.findall(_KEY, dotted))


def _name(key: str) -> str:
    if key.startswith('"'):
        import tomllib

        # a line of a longer text may look like a key and be none
        with contextlib.suppress(tomllib.TOMLDecodeError):
            return str(next(iter(tomllib.loads(f"{key} = 0"))))
    return key.strip("\"'")


def bracketed(path: Keys) -> str:
    """A table as it is headed."""
    return f"[[{path[0]}]]" if isinstance(path[-1], int) else f"[{path[0]}]"
