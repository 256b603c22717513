"""The whole edition: every text as a page and as plain text, every index, the home page, and a manifest of it all.

What is fresh is left alone. Each file is written whole or not at all, and what a build knows is kept after its files
are in their places; so wherever a build is stopped, the next one ends in the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING

from matbaa.files import refused
from matbaa.finding import CannotRun, Finding, Severity
from matbaa.pipeline import outputs
from matbaa.pipeline.lock import alone
from matbaa.pipeline.others import other, stylesheets_digest
from matbaa.pipeline.plan import ASSETS, MANIFEST, SCRIPTS, Edition, Want, edition_of, reasons
from matbaa.pipeline.refusals import refuse_inputs, refuse_twins
from matbaa.pipeline.state import Made, State
from matbaa.pipeline.texts import Gathering, Making, gathered_from, gathered_of, made_of
from matbaa.pipeline.workers import Limits, spread
from matbaa.program import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from matbaa.index.gathered import Gathered
    from matbaa.project import Project

__all__ = ["MANIFEST", "Built", "Orders", "Stale", "build"]

# below so many bytes of new texts, processes cost more than they save
_FEW = 2_000_000
# seconds after which what was made is kept, lest it be made again
_KEEP = 1.0


@dataclass(frozen=True, slots=True)
class Stale:
    """An output that is not as it should be, and why."""

    name: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build left: all its files, those of them that changed, and those of builds before that it took away.

    `stale` says what was made, or for a dry run what would be; `findings` is what the stylesheets had to say, `faults`
    why texts were set aside.
    """

    folder: Path
    files: tuple[str, ...]
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    stale: tuple[Stale, ...] = ()
    findings: tuple[Finding, ...] = ()
    faults: tuple[Finding, ...] = ()


def _silent(*_what: object) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Orders:
    """How to build: `force` makes all of it, `dry` nothing at all.

    `progress` is called with how many texts are done and how many there are to do, `waiting` when another build must
    end first.
    """

    jobs: int = 1
    force: bool = False
    dry: bool = False
    limits: Limits = field(default_factory=Limits)
    progress: Callable[[int, int], None] = _silent
    waiting: Callable[[], None] = _silent


def build(project: Project, output: Path | None = None, orders: Orders | None = None) -> Built:
    """Builds the edition into `output` (the project's own by default).

    A text that cannot be read or transformed is set aside, and the edition is made as if it were not there. Raises
    `CannotRun` when an authority file cannot be read, two texts would have one name, or the disk refuses.
    """
    orders = orders or Orders()
    folder = (output or project.output).resolve()
    refuse_inputs(project, folder)
    refuse_twins(project)
    with ExitStack() as stack:
        if not orders.dry:
            made = [place for place in (folder, *folder.parents) if not place.exists()]
            try:
                folder.mkdir(parents=True, exist_ok=True)
                stack.enter_context(alone(folder, orders.waiting))
            except OSError as error:
                raise refused(error, folder) from None
            outputs.clear_unfinished(folder)
            stack.callback(_remove_empty, made)
            stack.callback(outputs.clear_unfinished, folder)
        state = stack.enter_context(State(folder))
        return _Build(project, folder, orders, state).run()


@dataclass(eq=False)
class _Build:
    """One build under way."""

    project: Project
    folder: Path
    orders: Orders
    state: State
    digests: dict[str, str] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    faults: list[Finding] = field(default_factory=list)
    stale: dict[str, Stale] = field(default_factory=dict)

    def run(self) -> Built:
        paths = (*self.project.texts, *self.project.authorities)
        self.digests = {str(path): digest for path, digest in self.state.digests(paths).items()}
        whole = _digest(repr((fingerprint(), self.project, sorted(self.digests.items()))))
        known = self.state.outputs()
        if not self.orders.force and self.state.fact("built") == whole and self._is_all_there(known):
            return Built(self.folder, tuple(sorted(known)), findings=tuple(self._said(known)))
        if not self.orders.dry:
            self.state.keep_fact("built", "")  # until all of it is made
        texts, authorities = self._gather()
        while True:
            edition = edition_of(self.project, texts, authorities, self.digests)
            stale = self._stale(edition)
            if self.orders.dry:
                return Built(self.folder, tuple(sorted(edition.wants)), stale=stale, faults=tuple(self.faults))
            set_aside = self._make_texts(edition, stale)
            if not set_aside:
                break
            texts = {name: gathered for name, gathered in texts.items() if name not in set_aside}
        self._make_others(edition, {one.name for one in stale})
        removed = self._remove(edition)
        made = self.state.outputs()
        self._write_manifest(edition, made)
        if not self.faults:
            self.state.keep_fact("built", whole)
        files = tuple(sorted((*edition.wants, MANIFEST)))
        return Built(
            self.folder, files, tuple(self.changed), tuple(removed), tuple(self.stale.values()),
            tuple(self._said(made)), tuple(self.faults),
        )  # fmt: skip

    def _is_all_there(self, known: Mapping[str, Made]) -> bool:
        there = outputs.sizes_and_times(self.folder)
        return MANIFEST in known and all(there.get(one.name) == (one.size, one.mtime) for one in known.values())

    def _said(self, made: Mapping[str, Made]) -> Iterator[Finding]:
        """What stylesheets had to say of texts, also where nothing was made anew."""
        for one in made.values():
            for message in one.said:
                yield Finding("MBT004", Severity.WARNING, message, one.sources[0])

    def _gather(self) -> tuple[dict[str, Gathered], list[Gathered]]:
        """What the files give, those that have not changed from the builds before. A text without it is set aside."""
        before = self.state.gathered()
        made_from = {path: f"{fingerprint()} {digest}" for path, digest in self.digests.items()}
        tasks = [
            Gathering(path, self.project.name(path))
            for path in dict.fromkeys((*self.project.authorities, *self.project.texts))
            if before.get(str(path), ("", ""))[0] != made_from[str(path)] or not self.digests[str(path)]
        ]
        fresh: dict[str, bytes] = {}
        faults: dict[str, tuple[Finding, ...]] = {}
        jobs = self.orders.jobs if sum(_size(task.path) for task in tasks) > _FEW else 1
        for outcome in spread(gathered_of, tasks, jobs, _named, self.orders.limits):
            file = str(outcome.task.path)
            if outcome.result is None:
                faults[file] = outcome.faults
            else:
                self.digests[file], fresh[file] = outcome.result
        kept = ((file, f"{fingerprint()} {self.digests[file]}", data) for file, data in fresh.items())
        self.state.keep_gathered(kept)
        self.state.forget_gathered(before.keys() - self.digests.keys())
        in_lists = [fault for path in self.project.authorities for fault in faults.get(str(path), ())]
        if in_lists:  # without it every text would be wrong
            raise CannotRun(*in_lists)
        for path in self.project.texts:
            self.faults += faults.get(str(path), ())
        found = {path.stem: path for path in self.project.texts if str(path) not in faults}
        return (
            {name: self._gathered(path, fresh) for name, path in found.items()},
            [self._gathered(path, fresh) for path in self.project.authorities],
        )

    def _gathered(self, path: Path, fresh: Mapping[str, bytes]) -> Gathered:
        data = fresh.get(str(path)) or self.state.gathered_data(str(path))
        return gathered_from(data or gathered_of(Gathering(path, self.project.name(path)))[1])

    def _stale(self, edition: Edition) -> tuple[Stale, ...]:
        known, there = self.state.outputs(), outputs.sizes_and_times(self.folder)
        found = []
        for name, want in edition.wants.items():
            why = reasons(want, known.get(name), there.get(name))
            if not why and self.orders.force and name not in self.stale:
                why = ("all is made again",)
            if why:
                found.append(Stale(name, why))
        self.stale |= {one.name: one for one in found}
        return tuple(found)

    def _make_texts(self, edition: Edition, stale: Iterable[Stale]) -> frozenset[str]:
        """Makes the pages and plain texts that are stale; gives the names of texts that are to be set aside."""
        names = {one.name for one in stale}
        tasks = sorted(self._tasks(edition, names), key=lambda task: (-_size(task.path), task.name))
        set_aside = set()
        made: list[Made] = []
        last = time.monotonic()
        for done, outcome in enumerate(spread(made_of, tasks, self.orders.jobs, _named, self.orders.limits), 1):
            self.orders.progress(done, len(tasks))
            path = str(outcome.task.path)
            if outcome.result is None:
                self.faults += outcome.faults
                set_aside.add(outcome.task.path.stem)
                continue
            digest, written = outcome.result
            for one, said in written:
                # a text that was changed meanwhile is for the next build
                made += [_made(one, edition, said)] if digest == self.digests[path] else []
                self.changed += [one.name] if one.changed else []
            if time.monotonic() - last > _KEEP:
                self.state.record(made)
                made, last = [], time.monotonic()
        self.state.record(made)
        return frozenset(set_aside)

    def _tasks(self, edition: Edition, stale: set[str]) -> Iterator[Making]:
        for name, gathered in edition.texts.items():
            kinds = edition.text_outputs(name)
            wanted = {kind: output for kind, output in kinds.items() if output in stale}
            if not wanted:
                continue
            path = self.project.root.joinpath(gathered.path)
            parameters = {
                "css": "../assets/matbaa.css",
                "scripts": " ".join(f"../{ASSETS}{name}.js" for name in SCRIPTS),
                "home": "../index.html",
                "indexes": "../index/",
                "kinds": edition.kinds,
                "text": f"../{kinds['text']}",
            }
            yield Making(path, self.project.name(path), self.folder, wanted, edition.links[name], parameters)

    def _make_others(self, edition: Edition, stale: set[str]) -> None:
        """The indexes, the home page and the style."""
        for name in edition.wants:
            if name in stale and (data := other(edition, name)) is not None:
                self._write(name, data, edition)

    def _write(self, name: str, data: str, edition: Edition) -> None:
        written = outputs.write(self.folder, name, data.encode("utf-8"))
        self.changed += [name] if written.changed else []
        self.state.record([_made(written, edition, ())])

    def _remove(self, edition: Edition) -> list[str]:
        """Takes away what builds before this one made and this one does not."""
        before = {*self.state.outputs(), *_listed(self.folder)} - {*edition.wants, MANIFEST}
        removed = outputs.remove(self.folder, sorted(before))
        self.state.forget(before)
        return removed

    def _write_manifest(self, edition: Edition, made: Mapping[str, Made]) -> None:
        names = {self.project.name(path): str(path) for path in (*self.project.texts, *self.project.authorities)}
        used = {source for name in edition.wants for source in edition.wants[name].sources}
        manifest = {
            "generator": f"matbaa {version('matbaa')}",
            "stylesheets": stylesheets_digest(),
            "title": self.project.title,
            "inputs": {name: self.digests[names[name]] for name in sorted(used)},
            "outputs": [
                {
                    "path": name,
                    "bytes": made[name].size,
                    "sha256": made[name].sha256,
                    "from": list(edition.wants[name].sources),
                }
                for name in sorted(edition.wants)
                if name in made
            ],
        }
        self._write(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", edition)


def _made(written: outputs.Written, edition: Edition, said: tuple[str, ...]) -> Made:
    want = edition.wants.get(written.name, Want({}))
    return Made(written.name, want.inputs, want.sources, written.size, written.mtime, written.sha256, said)


def _listed(folder: Path) -> list[str]:
    """The files that the manifest of the build before names, for a build that knows nothing else of it."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        return [str(record["path"]) for record in manifest["outputs"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _remove_empty(folders: Iterable[Path]) -> None:
    """Takes away folders that were made for the output, the innermost first, where nothing came into them."""
    for folder in folders:
        try:
            folder.rmdir()
        except OSError:
            return


def _named(task: Gathering | Making) -> str:
    return task.name


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
