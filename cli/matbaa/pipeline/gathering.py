"""The first step: what indexes need of every file, and the catalogue of all lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matbaa.finding import CannotRun
from matbaa.index.catalogue import Catalogue, catalogue
from matbaa.index.identity import page_name
from matbaa.pipeline.inputs import keep_included
from matbaa.pipeline.tasks import Gathering, found_in, questions_from, survey_from
from matbaa.program import fingerprint

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from matbaa.finding import Finding
    from matbaa.index.authority import Entry
    from matbaa.index.catalogue import Question
    from matbaa.index.gathered import Head
    from matbaa.pipeline.bench import Bench
    from matbaa.pipeline.kept import Found

__all__ = ["Source", "Sources", "gathered"]

# files whose findings are kept at once
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Source:
    """A text that can be read: `name` in messages, `document` in indexes; `digest` is that of the file, `heads` the
    titles and authors of its header, `cited` a digest of what that says to cite the text, `lacks` what DataCite
    demands and it does not say, `asked` what the text asks of the catalogue.
    """

    path: Path
    name: str
    document: str
    digest: str
    heads: tuple[Head, ...]
    cited: str
    lacks: tuple[str, ...]
    asked: bytes
    kinds: tuple[str, ...]

    def questions(self) -> tuple[Question, ...]:
        """What it asks of the catalogue."""
        return questions_from(self.asked)


@dataclass(frozen=True, slots=True)
class Sources:
    """The texts of the edition in their order, the catalogue of all lists and its digest, and for each authority file
    its name by its path.
    """

    texts: tuple[Source, ...]
    catalogue: Catalogue
    digest: str
    lists: dict[str, str]

    def without(self, documents: Collection[str]) -> Sources:
        """The same as if these texts were not there."""
        texts = tuple(source for source in self.texts if source.document not in documents)
        paths = {str(source.path.resolve()) for source in texts}
        known = self.catalogue.without(path for path in self.catalogue.texts if path not in paths)
        return Sources(texts, known, known.digest(), self.lists)


def gathered(bench: Bench) -> Sources:
    """Gathers from every file that has changed. A text that cannot be read is set aside.

    Raises `CannotRun` for an authority file that cannot be read: without it every text would be wrong.
    """
    project = bench.project
    faults = _survey(bench)
    lists = {str(path): project.name(path) for path in project.authorities}
    if stopped := [fault for path in lists for fault in faults.get(path, ())]:
        raise CannotRun(*stopped)
    for path in project.texts:
        bench.faults += faults.get(str(path), ())
    found = {path: (survey, asked, kinds) for path, survey, asked, kinds in bench.state.kept.surveys()}
    included: dict[str, Sequence[str]] = {}
    own: list[tuple[str, str, Sequence[Entry]]] = []
    folders = _Folders()
    texts = []
    for path in project.texts:
        if str(path) in faults:
            continue
        survey, asked, kinds = found[str(path)]
        surveyed = survey_from(survey)
        included[str(path)] = surveyed.included
        own.append((str(folders.of(path)), page_name(path), surveyed.entries))
        digest = bench.digests[str(path)]
        source = Source(
            path,
            project.name(path),
            page_name(path),
            digest,
            surveyed.heads,
            surveyed.cited,
            surveyed.lacks,
            asked,
            kinds,
        )
        texts.append(source)
    entries = []
    for file in lists:
        surveyed = survey_from(found[file][0])
        included[file] = surveyed.included
        entries.append(surveyed.entries)
    if not bench.dry:
        keep_included(bench.state, included)
    known = catalogue(project.language, project.root, entries, own)
    return Sources(tuple(texts), known, known.digest(), lists)


class _Folders:
    """Real paths of many files in few folders."""

    def __init__(self) -> None:
        self._real: dict[Path, Path] = {}

    def of(self, path: Path) -> Path:
        """The same as `path.resolve()`."""
        if path.is_symlink():
            return path.resolve()
        if path.parent not in self._real:
            self._real[path.parent] = path.parent.resolve()
        return self._real[path.parent] / path.name


def _survey(bench: Bench) -> dict[str, tuple[Finding, ...]]:
    """Surveys the files that have changed; gives the faults of those that cannot be read, by their paths."""
    project, kept = bench.project, bench.state.kept
    before = kept.surveyed()
    authorities = set(project.authorities)
    tasks = [
        Gathering(path, project.name(path), path in authorities)
        for path in dict.fromkeys((*project.authorities, *project.texts))
        if before.get(str(path)) != _source(bench, path, path in authorities) or not bench.digests[str(path)]
    ]
    faults: dict[str, tuple[Finding, ...]] = {}
    fresh: dict[str, tuple[str, Found]] = {}
    for number, outcome in enumerate(bench.pool.spread(found_in, tasks), 1):
        bench.progress("reading", number, len(tasks))
        path = str(outcome.task.path)
        if outcome.result is None:
            faults[path] = outcome.faults
            continue
        bench.digests[path], found = outcome.result
        fresh[path] = _source(bench, outcome.task.path, outcome.task.authority), found
        if len(fresh) >= _BATCH:
            kept.keep_found(fresh)
            fresh = {}
    kept.keep_found(fresh)
    kept.forget_files((before.keys() - bench.digests.keys()) | (before.keys() & faults.keys()))
    return faults


def _source(bench: Bench, path: Path, authority: bool) -> str:
    return f"{fingerprint()} {bench.digests[str(path)]} {authority}"
