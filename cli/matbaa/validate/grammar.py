"""RELAX NG: documents held to a schema, in the XML or the compact syntax."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.document import TEI
from matbaa.relaxng import store
from matbaa.relaxng.faults import What
from matbaa.relaxng.ids import faults_of_ids
from matbaa.relaxng.validator import faults

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from lxml import etree

    from matbaa.document import Document
    from matbaa.finding import Finding
    from matbaa.relaxng.automaton import Automaton
    from matbaa.relaxng.faults import Fault

__all__ = ["check", "open_schema", "save"]

_open: dict[Path, Automaton] = {}


def open_schema(path: Path, name: str, catalog: Mapping[str, Path] | None = None) -> Automaton:
    """The schema at `path`, ready for `check`; read once in a process. `name` is for messages, `catalog` has local
    copies of files that the schema names by addresses on the network.

    Raises `CannotRun` (MBG008) when the schema cannot be used.
    """
    resolved = path.resolve()
    found = _open.get(resolved)
    if found is None:
        found = _open[resolved] = store.opened(resolved, name, catalog or {})
    return found


def check(document: Document, schema: Automaton) -> Iterator[Finding]:
    """What the RELAX NG schema has against `document`, as findings MBG001 to MBG007, MBG011, MBG012 and MBG014."""
    found = _faults(document.root, schema)
    # in TEI the checks on pointers tell of ids and of what points at them
    if not str(document.root.tag).startswith(f"{{{TEI}}}"):
        found += faults_of_ids(document.root, schema)
    if found:
        from matbaa.relaxng.messages import Messages

        messages = Messages(document, schema)
        yield from map(messages.finding, found)


def _faults(root: etree._Element, automaton: Automaton) -> list[Fault]:
    found = faults(root, automaton)
    if found and found[-1].what is What.TOO_COMPLEX:
        automaton.forget()  # it may be that all documents before made it what it is
        found = faults(root, automaton)
    return found


def save() -> None:
    """Keeps what was learned about the schemas, for the next run."""
    for automaton in _open.values():
        store.keep(automaton)
