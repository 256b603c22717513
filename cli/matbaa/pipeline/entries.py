"""The third step: the page of each entry, and what it gives to the lists and the data of its kind."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matbaa.index.catalogue import entry_digest
from matbaa.pipeline.kept import KeptEntry
from matbaa.pipeline.state import made_from
from matbaa.pipeline.tasks import EntryMaking, entry_made, entry_of, entry_page_name, share_from

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from matbaa.pipeline.bench import Bench
    from matbaa.pipeline.gathering import Sources
    from matbaa.pipeline.plan import Shape
    from matbaa.pipeline.tasks import EntryMade

__all__ = ["make_entries"]


@dataclass(frozen=True, slots=True)
class _Plan:
    """An entry that is to be made: what its page is made from, and the files that those things stand in."""

    task: EntryMaking
    own: str
    parts: Mapping[str, str]
    sources: tuple[str, ...]


def make_entries(bench: Bench, sources: Sources, shape: Shape, changed: set[str]) -> None:
    """Makes the pages of entries that are stale; `changed` are the keys of entries of which a share would change.

    A dry run only notes what is stale.
    """
    plans: dict[str, _Plan] = {}
    work = _Work(bench, sources, shape)
    keys = work.stale(changed)

    def tasks() -> Iterator[EntryMaking]:
        for key in keys:
            if (plan := work.plan(key)) is not None:
                plans[key] = plan
                yield plan.task

    if bench.dry:
        for _ in tasks():
            pass
        return
    with bench.state.kept.together() as together:
        for number, outcome in enumerate(bench.pool.spread(entry_made, tasks()), 1):
            bench.progress("entries", number, len(keys))
            plan = plans.pop(outcome.task.key)
            if outcome.result is None:
                bench.faults += outcome.faults
            else:
                _keep(bench, plan, outcome.result, work.context)
            together.keep()
    work.forget_gone()


def _keep(bench: Bench, plan: _Plan, made: EntryMade, context: str) -> None:
    """Keeps what was made of an entry."""
    bench.state.record([bench.made(made.written, plan.parts, plan.sources)])
    told = hashlib.sha256(made.json.encode() + b"\0" + made.csv.encode()).hexdigest()
    listed = hashlib.sha256(made.row).hexdigest()
    entry = KeptEntry(made.kind, plan.own, made.written.name, made_from(plan.parts), context, listed, told)
    bench.state.kept.keep_entry(made.key, entry, made.row, made.json, made.csv)


class _Work:
    """What is known of the entries before any is made."""

    def __init__(self, bench: Bench, sources: Sources, shape: Shape) -> None:
        self._bench, self._sources, self._shape = bench, sources, shape
        self._entries = sources.catalogue.entries
        self._known = bench.state.kept.entries()
        self._sizes = bench.state.kept.mentioned()
        self._names = {str(source.path): (number, source.name) for number, source in enumerate(sources.texts)}
        self.context = made_from(shape.parts)

    def stale(self, changed: set[str]) -> list[str]:
        """The keys of the entries that are to be looked at, those with most mentions first. The pages of the others
        are noted as wanted.
        """
        bench = self._bench
        marked = bench.state.kept.stale() | changed
        found = []
        for key in {*self._sizes, *self._entries, *changed}:
            known = self._known.get(key)
            if (
                known is None
                or bench.force
                or key in marked
                or known.own != self._own(key)
                or known.context != self.context
                or not bench.is_fresh(known.page, known.made_from)
            ):
                found.append(key)
            else:
                bench.wanted.add(known.page)
        return sorted(found, key=lambda key: (-self._sizes.get(key, 0), key))

    def _own(self, key: str) -> str:
        entry = self._entries.get(key)
        return entry_digest(entry).hex() if entry else ""

    def plan(self, key: str) -> _Plan | None:
        """What is to be done for an entry; nothing where it is fresh after all, or nothing speaks of it any more."""
        names = self._names
        shares = sorted((one for one in self._bench.state.kept.shares_of(key) if one[0] in names),
                        key=lambda one: names[one[0]][0])  # fmt: skip
        entry = self._entries.get(key)
        if entry is None and not shares:
            return None
        page = entry_page_name(entry_of(entry, [share_from(data) for _, _, data in shares[:1]]))
        mentions = hashlib.sha256(b"".join(digest for _, digest, _ in shares)).hexdigest()
        own = self._own(key)
        parts = {"what a list says of it": own, "its mentions": mentions, **self._shape.parts}
        known = self._known.get(key)
        if not self._bench.want(page, parts) and known is not None and known.made_from == made_from(parts):
            return None
        file = self._sources.lists.get(key.rpartition("#")[0])
        sources = (*([file] if file else []), *(names[path][1] for path, _, _ in shares))
        task = EntryMaking(
            key, page, entry, [data for _, _, data in shares], self._shape.language, self._bench.folder,
            self._shape.parameters(2, "matbaa", "index"),
        )  # fmt: skip
        return _Plan(task, own, parts, sources)

    def forget_gone(self) -> None:
        """Forgets the entries that nothing speaks of any more."""
        kept = self._bench.state.kept
        gone = {*self._known, *kept.stale()} - {*kept.mentioned(), *self._entries}
        kept.forget_entries(gone)
