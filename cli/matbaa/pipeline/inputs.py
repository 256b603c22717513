"""The files that an edition is made from, and those that they include."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from matbaa.document import digest_with

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matbaa.pipeline.state import State
    from matbaa.project import Project

__all__ = ["digests", "keep_included"]

_FACT = "included"


def digests(state: State, project: Project) -> dict[str, str]:
    """A digest for each text and authority file, by its path, with what builds before have seen it include."""
    paths = [*project.texts, *project.authorities]
    included: dict[str, list[str]] = json.loads(state.fact(_FACT) or "{}")
    parts = {part: Path(part) for path in paths for part in included.get(str(path), ())}
    found = state.digests([*paths, *parts.values()])
    return {
        str(path): digest_with(found[path], (found[parts[part]] for part in included.get(str(path), ())))
        if found[path]
        else ""
        for path in paths
    }


def keep_included(state: State, included: Mapping[str, Sequence[str]]) -> None:
    """Keeps which files each file includes, by paths."""
    told = json.dumps({path: parts for path, parts in included.items() if parts})
    if told != (state.fact(_FACT) or "{}"):
        state.keep_fact(_FACT, told)
