"""The workbench of one build: what all of its steps use, and what they leave on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from matbaa.pipeline import outputs
from matbaa.pipeline.plan import reasons
from matbaa.pipeline.state import Known, Made, made_from

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path

    from matbaa.finding import Finding
    from matbaa.pipeline.state import State
    from matbaa.pipeline.theme import Theme
    from matbaa.pipeline.workers import Workers
    from matbaa.project import Project

__all__ = ["Bench", "Stale"]


@dataclass(frozen=True, slots=True)
class Stale:
    """An output that is not as it should be, and why."""

    name: str
    reasons: tuple[str, ...]


@dataclass(eq=False)
class Bench:
    """One build under way. `before` are the outputs of the last build, `known` and `there` what is known of outputs and
    what lies in the folder; `wanted` are the outputs that the edition has, `stale` those of them that are made, `own`
    the digests of the files of its theme.
    """

    project: Project
    theme: Theme
    folder: Path
    state: State
    pool: Workers
    force: bool
    dry: bool
    progress: Callable[[str, int, int], None]
    written: Callable[[str], None]
    digests: dict[str, str] = field(default_factory=dict)
    known: dict[str, Known] = field(default_factory=dict)
    there: dict[str, tuple[int, int]] = field(default_factory=dict)
    before: set[str] = field(default_factory=set)
    wanted: set[str] = field(default_factory=set)
    stale: dict[str, Stale] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    faults: list[Finding] = field(default_factory=list)
    hints: list[Finding] = field(default_factory=list)
    own: dict[Path, str] = field(default_factory=dict)
    _made: set[str] = field(default_factory=set)

    def want(self, name: str, parts: Mapping[str, str]) -> bool:
        """Notes an output that is made from `parts`; true if it is to be made."""
        self.wanted.add(name)
        known, there = self.known.get(name), self.there.get(name)
        if known is not None and there == (known.size, known.mtime) and known.made_from == made_from(parts):
            why: tuple[str, ...] = ("all is made again",) if self.force and name not in self._made else ()
        else:
            before = self.state.parts(name) if known is not None else {}
            why = reasons(parts, known, before, there) or ("it was made otherwise",)
        return self.note(name, why)

    def note(self, name: str, why: tuple[str, ...]) -> bool:
        """Notes an output, and that it is to be made if there is a reason."""
        self.wanted.add(name)
        if why:
            self.stale[name] = Stale(name, why)
        return bool(why)

    def is_fresh(self, name: str, source: str) -> bool:
        """Is the output there as it was made, from what has the digest `source`?"""
        known = self.known.get(name)
        return known is not None and known.made_from == source and self.there.get(name) == (known.size, known.mtime)

    def are_there(self, names: Collection[str]) -> bool:
        """Notes outputs that are made from the same things as before as wanted, if they are there as they were made."""
        for name in names:
            known = self.known.get(name)
            if known is None or self.there.get(name) != (known.size, known.mtime):
                return False
        self.wanted.update(names)
        return True

    def made(
        self, written: outputs.Written, parts: Mapping[str, str], sources: Iterable[str], said: tuple[str, ...] = ()
    ) -> Made:
        """Notes that an output is in its place, and gives what is to be kept of it."""
        name, size, mtime = written.name, written.size, written.mtime
        if written.changed:
            self.changed.append(name)
            self.written(name)
        self._made.add(name)
        self.known[name], self.there[name] = Known(made_from(parts), size, mtime), (size, mtime)
        return Made(
            written.name,
            dict(parts),
            tuple(sources),
            written.size,
            written.mtime,
            written.sha256,
            said,
            written.scanned,
        )

    def write(self, name: str, data: bytes, parts: Mapping[str, str], sources: Iterable[str] = ()) -> None:
        """Writes an output in this process."""
        self.state.record([self.made(outputs.write(self.folder, name, data), parts, sources)])
