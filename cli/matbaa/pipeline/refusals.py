"""What cannot be built at all, told before any work."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from matbaa.finding import CannotRun, Finding, Severity
from matbaa.index.identity import page_name

if TYPE_CHECKING:
    from pathlib import Path

    from matbaa.project import Project

__all__ = ["refuse_inputs", "refuse_twins"]


def refuse_inputs(project: Project, folder: Path) -> None:
    """A folder that holds what the edition is made from must not become its output. Raises `CannotRun`."""
    schema = project.schema
    inputs = [
        *project.texts,
        *project.authorities,
        project.sources,
        schema.odd,
        schema.relaxng,
        schema.xsd,
        schema.schematron,
    ]
    folders = {path if path.is_dir() else path.parent for path in inputs if path}
    inside = {place for place in folders if folder in (place.resolve(), *place.resolve().parents)}
    held = next((path for path in inputs if path and (path in inside or path.parent in inside)), None)
    if held is not None:
        message = f"cannot be the output folder: it holds {project.name(held)}, which the edition is made from"
        hint = "choose a folder for output alone, such as build"
        raise CannotRun(Finding("MBI007", Severity.ERROR, message, project.name(folder), hint=hint))


def refuse_twins(project: Project) -> None:
    """Two texts must not become one page. Raises `CannotRun`."""
    names: dict[str, Path] = {}
    faults = []
    for path in project.texts:
        try:
            str(path).encode()
        except UnicodeEncodeError:
            message = "has a name that is not in the encoding of this system, so that no page can have it"
            hint = "rename the file"
            faults.append(
                Finding("MBI020", Severity.ERROR, message, os.fsencode(path).decode("utf-8", "replace"), hint=hint)
            )
            continue
        # there are systems that take A for a
        if (other := names.setdefault(page_name(path).casefold(), path)) != path:
            message = f"would become the same page as {project.name(other)}"
            hint = "give the two files different names"
            faults.append(Finding("MBI006", Severity.ERROR, message, project.name(path), hint=hint))
    if faults:
        raise CannotRun(*faults)
