"""The calendars that dates of a text follow, described in its header: `profileDesc/calendarDesc/calendar`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from matbaa.dates.calendars import CALENDARS
from matbaa.dates.folding import fold
from matbaa.document import TEI, XML, words
from matbaa.encode.header import last_child
from matbaa.encode.layout import behind, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from lxml import etree

    from matbaa.document import Document
    from matbaa.encode.edit import Insertion
    from matbaa.encode.layout import Lines
    from matbaa.encode.settle import Placed
    from matbaa.encode.source import Source

__all__ = ["calendars_for", "repointed"]

_T = f"{{{TEI}}}"
_ID = f"{{{XML}}}id"
_NAMES = {
    "rumi": re.compile("rumi|mali"),
    "hijri": re.compile("hijri|hicri|islam|hegir|hidschra"),
    "julian": re.compile("ju[lj]+[iy]"),
    "gregorian": re.compile("gregor|miladi"),
}


def calendars_for(
    document: Document, source: Source, placed: Iterable[Placed]
) -> tuple[dict[str, str], Insertion | None]:
    """The ids in the document of the calendars that proposals point at, by their own, and the entries that it lacks.

    One that the header describes under another id has that. Where there is no header for entries, they have no id.
    """
    needed = dict.fromkeys(name for one in placed for name in _named(one.proposal.attributes))
    ids = {name: found for name in needed if (found := _described(document, name))}
    new = {name: _free(document, name) for name in needed if name not in ids}
    insertion = _inserted(document, source, new) if new else None
    return (ids | new if insertion else ids), insertion


def repointed(attributes: tuple[tuple[str, str], ...], ids: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Attributes whose `calendar` points at these ids; without it, where there is none."""
    if not _named(attributes):
        return attributes
    pointers = " ".join(f"#{ids[name]}" for name in _named(attributes) if name in ids)
    return tuple(
        (name, pointers if name == "calendar" else value)
        for name, value in attributes
        if name != "calendar" or pointers
    )


def _named(attributes: tuple[tuple[str, str], ...]) -> list[str]:
    return [pointer.removeprefix("#") for pointer in dict(attributes).get("calendar", "").split()]


def _described(document: Document, name: str) -> str:
    """The id of the calendar in the header, by its id or else by its words."""
    calendars = [node for node in document.root.iter(f"{_T}calendar") if node.get(_ID)]
    tellings: tuple[Callable[[etree._Element], str], ...] = (lambda node: node.get(_ID, ""), words)
    for told in tellings:
        for node in calendars:
            if _NAMES[name].search(fold(told(node))):
                return node.get(_ID, "")
    return ""


def _free(document: Document, name: str) -> str:
    taken = {node.get(_ID) for node in document.root.iter() if isinstance(node.tag, str)}
    return next(one for one in (name, *(f"{name}-{number}" for number in range(2, 1000))) if one not in taken)


def _inserted(document: Document, source: Source, new: dict[str, str]) -> Insertion | None:
    header = document.root.find(f"{_T}teiHeader")
    if header is None:
        return None
    prefix = f"{header.prefix}:" if header.prefix else ""
    lines: Lines = []
    for name, identity in new.items():
        text = [(0, f"<{prefix}p>{CALENDARS[name]}</{prefix}p>")]
        lines += wrapped(text, f'<{prefix}calendar xml:id="{identity}">', f"{prefix}calendar")
    for path in ("profileDesc/calendarDesc", "profileDesc", "encodingDesc", "fileDesc"):
        holder = header.find("/".join(f"{_T}{step}" for step in path.split("/")))
        sister: etree._Element | None = holder if path in ("encodingDesc", "fileDesc") else last_child(holder)
        if sister is not None and (found := behind(sister, lines, source)):
            return found
        name = {"profileDesc/calendarDesc": "calendarDesc", "profileDesc": "profileDesc"}.get(path, "")
        if name:
            lines = wrapped(lines, f"<{prefix}{name}>", f"{prefix}{name}")
    return None
