"""The whole edition: every text as a page and as plain text, every index, the home page, and a manifest of it all.

What is fresh is left alone. Each file is written whole or not at all, and what a build knows is kept after its files
are in their places; so wherever a build is stopped, the next one ends in the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from typing import TYPE_CHECKING

from matbaa.files import refused
from matbaa.finding import Finding, Severity
from matbaa.index.identity import page_name
from matbaa.pipeline import outputs, search
from matbaa.pipeline.bench import Bench, Stale
from matbaa.pipeline.cluster import Cluster
from matbaa.pipeline.entries import make_entries
from matbaa.pipeline.gathering import Sources, gathered
from matbaa.pipeline.inputs import digests
from matbaa.pipeline.lasting import ledger_digest, look, publish, told
from matbaa.pipeline.lock import alone
from matbaa.pipeline.pictures import make_pictures, picture_digests
from matbaa.pipeline.plan import MANIFEST, digest, program, shape_of
from matbaa.pipeline.refusals import refuse_inputs, refuse_twins
from matbaa.pipeline.site import make_site
from matbaa.pipeline.state import State
from matbaa.pipeline.texts import make_texts, would_change
from matbaa.pipeline.theme import theme_of
from matbaa.pipeline.workers import Limits, Pool, Workers
from matbaa.program import fingerprint
from matbaa.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from matbaa.project import Project

__all__ = ["MANIFEST", "Built", "Orders", "Stale", "build"]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build left: all its files, those of them that changed, and those of builds before that it took away.

    `stale` says what was made, or for a dry run what would be; `findings` is what the stylesheets had to say, `faults`
    why texts were set aside, `published` is how many addresses are new in the ledger.
    """

    folder: Path
    files: tuple[str, ...]
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    stale: tuple[Stale, ...] = ()
    findings: tuple[Finding, ...] = ()
    faults: tuple[Finding, ...] = ()
    published: int = 0


def _silent(*_what: object) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Orders:
    """How to build: by so many processes (`jobs`; none is this one alone, without limits) or by the workers of a Dask
    scheduler, whose address is given; `force` makes all of it, `dry` nothing at all; `publish` adds to the ledger what
    the pages offer.

    `progress` is called with what is done (`reading`, `pages`, `entries`), how many are done and how many there are to
    do, `waiting` when another build must end first, `written` with the name of each output that has changed, when it is
    in its place.
    """

    jobs: int = 0
    force: bool = False
    dry: bool = False
    scheduler: str = ""
    limits: Limits = field(default_factory=Limits)
    publish: bool = False
    progress: Callable[[str, int, int], None] = _silent
    waiting: Callable[[], None] = _silent
    written: Callable[[str], None] = _silent


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
            outputs.refuse_links(folder)
            outputs.clear_unfinished(folder)
            stack.callback(_remove_empty, made)
            stack.callback(outputs.clear_unfinished, folder)
        state = stack.enter_context(State(folder))
        pool: Workers
        if orders.scheduler and not orders.dry:
            pool = stack.enter_context(Cluster(orders.scheduler, folder))
        else:
            pool = stack.enter_context(Pool(orders.jobs, orders.limits))
        theme = theme_of(project)
        bench = Bench(project, theme, folder, state, pool, orders.force, orders.dry, orders.progress, orders.written)
        built = _built(bench)
        if orders.publish and not orders.dry:
            bench.wanted.update(built.files)
            return replace(built, published=publish(bench))
        return built


def _built(bench: Bench) -> Built:
    project, state = bench.project, bench.state
    bench.digests, bench.own = digests(state, project), state.digests(bench.theme.inputs)
    bench.known, bench.there = state.outputs(), outputs.sizes_and_times(bench.folder)
    bench.before = set(bench.known)
    if not bench.force and state.fact("built") == _whole(bench) and _is_all_there(bench):
        return Built(bench.folder, tuple(sorted(bench.known)), findings=tuple(_said(bench)))
    if not bench.dry:
        state.keep_fact("built", "")  # until all of it is made
    searched = project.site.search and search.available()
    if project.site.search and not searched:
        bench.hints.append(search.missing())
    sources = gathered(bench)
    all_set_aside: set[str] = set()
    while True:
        bench.wanted.clear()
        mentioned = {kind for source in sources.texts for kind in source.kinds}
        shape = shape_of(project, sources.catalogue, mentioned, bench.theme, search=searched and bool(sources.texts))
        set_aside = make_texts(bench, sources, shape)
        if not set_aside:
            break
        sources = sources.without(set_aside)
        all_set_aside |= set_aside
    changed = would_change(bench, sources, shape) if bench.dry else set()
    make_entries(bench, sources, shape, changed)
    make_site(bench, sources, shape, changed)
    pictures = make_pictures(bench, sources)
    bench.wanted |= search.files(bench, shape)
    removed = [] if bench.dry else _remove(bench)
    search.make_search(bench, shape)
    stale = tuple(sorted(bench.stale.values(), key=lambda one: one.name))
    if bench.dry:
        return Built(bench.folder, tuple(sorted(bench.wanted)), stale=stale, faults=tuple(bench.faults))
    removed += _remove(bench)  # of the search
    _write_manifest(bench, sources, pictures)
    look(bench, sources, all_set_aside | _unread(bench, sources))
    if not bench.faults:
        state.keep_fact("built", _whole(bench))
    files = tuple(sorted((*bench.wanted, MANIFEST)))
    return Built(
        bench.folder,
        files,
        tuple(bench.changed),
        tuple(removed),
        stale,
        (*_said(bench), *bench.hints),
        tuple(bench.faults),
    )


def _whole(bench: Bench) -> str:
    files = (sorted(bench.digests.items()), picture_digests(bench))
    theme = sorted((str(path), digest) for path, digest in bench.own.items())
    made_from = (fingerprint(), bench.project, ledger_digest(bench.project), files, theme, search.version())
    return digest(repr(made_from))


def _unread(bench: Bench, sources: Sources) -> set[str]:
    """The texts that could not be read."""
    return {page_name(path) for path in bench.project.texts} - {source.document for source in sources.texts}


def _is_all_there(bench: Bench) -> bool:
    return MANIFEST in bench.known and all(
        bench.there.get(name) == (one.size, one.mtime) for name, one in bench.known.items()
    )


def _said(bench: Bench) -> Iterator[Finding]:
    """What stylesheets had to say of texts, also where nothing was made anew."""
    for source, said in bench.state.said():
        for message in said:
            yield Finding("MBT004", Severity.WARNING, message, source)
    yield from told(bench)


def _remove(bench: Bench) -> list[str]:
    """Takes away what builds before this one made and this one does not."""
    before = (bench.before or set(_listed(bench.folder))) - {*bench.wanted, MANIFEST}
    removed = outputs.remove(bench.folder, sorted(before))
    bench.state.forget(before)
    return removed


def _write_manifest(bench: Bench, sources: Sources, pictures: Mapping[str, str]) -> None:
    written = outputs.write_parts(bench.folder, MANIFEST, _manifest(bench, sources, pictures))
    bench.state.record([bench.made(written, program(), ())])


def _manifest(bench: Bench, sources: Sources, pictures: Mapping[str, str]) -> Iterator[str]:
    """The manifest, an output a line."""
    inputs = dict(pictures) | {source.name: source.digest for source in sources.texts}
    inputs |= {name: bench.digests[path] for path, name in sources.lists.items()}
    head = {
        "generator": f"matbaa {version('matbaa')}",
        "stylesheets": _stylesheets_digest(),
        "title": bench.project.title,
        "inputs": dict(sorted(inputs.items())),
    }
    yield json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}") + ',\n "outputs": ['
    lines = (line for name, line in bench.state.lines() if name in bench.wanted)
    yield "\n  " + ",\n  ".join(lines)
    yield "\n ]\n}\n"


def _stylesheets_digest() -> str:
    """The SHA-256 of all stylesheets together."""
    folder = resource("xslt")
    whole = hashlib.sha256()
    for path in sorted(file for file in folder.rglob("*") if file.is_file()):
        whole.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()


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
