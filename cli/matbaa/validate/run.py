"""The run: each file by itself, over as many processes as there are processors; then what only all of them show."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from matbaa.files import real
from matbaa.finding import Finding, Severity
from matbaa.processors import available
from matbaa.validate import grammar
from matbaa.validate.checks import Settings, checker
from matbaa.validate.results import Results
from matbaa.validate.workers import spread

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from pathlib import Path

    from matbaa.validate.outcome import Facts, Outcome
    from matbaa.validate.plan import Item, Plan
    from matbaa.validate.rule_process import RuleProcess

__all__ = ["validate"]

# a task for a process is so many files, or files of so many bytes
_FILES, _BYTES = 32, 1_000_000
# fewer bytes than this are checked sooner than a pool of processes is made for them; with rules, which have a process
# of their own anyway, and without
_WORTH_SPREADING, _WORTH_SPREADING_WITHOUT_RULES = 4_000_000, 1_500_000
_RULES = "MBS"
# a file without any of these words names no schema
_NAMING_SCHEMAS = (b"xml-model", b"oxygen", b"chemaLocation")

# the process that runs the rules for this one, while there is one
_running: dict[_Way, RuleProcess] = {}


def validate(
    plan: Plan,
    phase: str | None = None,
    progress: Callable[[str], None] | None = None,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    jobs: int | None = None,
    keep: bool = True,
    seconds: float | None = None,
) -> Iterator[Finding]:
    """Everything that is wrong with the files of `plan`, file by file, and at the end what only the whole set
    shows.

    A file that cannot be read gives its finding, and the rest goes on. `phase` is one of the Schematron schemas'
    phases; `progress` is called with each file's name when it has been checked. Checks of which `select` and `ignore`
    would leave nothing are not made. `jobs` processes share the work (by default one for each processor); with `keep`,
    a file is not checked again while nothing has changed that its outcome rests on. `seconds` is as for `RuleProcess`.
    Raises `CannotRun` when a schema cannot be used.
    """
    settings = Settings.of(plan, phase, select, ignore)
    unopened, told = _Unopened(), set[Finding]()
    facts: dict[str, list[tuple[str, Facts]]] = {}
    for item, outcome in _outcomes(plan, _Way(settings, keep, seconds), jobs or available()):
        for finding in outcome.findings:
            if finding.file == item.name or finding not in told:
                yield finding
            if finding.file != item.name:  # of a schema, which several texts may name
                told.add(finding)
        for check, found in outcome.facts.items():
            facts.setdefault(check, []).append((item.name, found))
        unopened.add(item.name, outcome)
        if progress:
            progress(item.name)
    yield from unopened.findings()
    yield from _across(plan, settings, facts)


def _across(plan: Plan, settings: Settings, facts: dict[str, list[tuple[str, Facts]]]) -> Iterator[Finding]:
    """Checks over what is known of all files."""
    if "MBP" in settings.areas and (known := facts.get("pointers")):
        from matbaa.validate import pointers_across
        from matbaa.validate.targets import Targets

        targets = Targets(plan.root)
        yield from pointers_across.across(known, targets, authorities=plan.authorities, unused=plan.whole)
    if "MBA" in settings.areas and (known := facts.get("authority")):
        from matbaa.validate import authority

        yield from authority.across(known)


class _Way(NamedTuple):
    """How files are checked, in whatever process: with which settings, whether outcomes are kept, how many seconds
    rules have for a file, and which files and folders those that were given may read.
    """

    settings: Settings
    keep: bool
    seconds: float | None
    reads: tuple[Path, ...] | None = None


def _outcomes(plan: Plan, way: _Way, jobs: int) -> Iterator[tuple[Item, Outcome]]:
    """Each item with its outcome, in order: kept from an earlier run, or new."""
    items = plan.items
    results = Results(repr(way.settings)) if way.keep else None
    kept = {number: outcome for number, item in enumerate(items) if results and (outcome := results.load(item))}
    stale = [item for number, item in enumerate(items) if number not in kept]
    for schemas in dict.fromkeys(item.schemas for item in stale if item.schemas):
        checker(way.settings).open(schemas)  # one that cannot be used ends the run before anything else is told
    if stale and _RULES in way.settings.areas:
        way = way._replace(reads=_reads(plan, way.settings))
    fresh = _fresh(stale, way, jobs)
    with closing(fresh):
        for number, item in enumerate(items):
            yield item, kept.pop(number) if number in kept else next(fresh)


def _reads(plan: Plan, settings: Settings) -> tuple[Path, ...]:
    """What rules may read: the folders of the run, of its files and of its schemas, and what these are made of."""
    files = plan.reads()
    given = {rules for item in plan.items if item.schemas for rules in item.schemas.schematron}
    parts = {part for rules in given for part in checker(settings).files_of_rules(rules)}
    folders = {place.parent for path in files for place in (path.absolute(), real(path))}
    return tuple(sorted({plan.root, *((plan.base,) if plan.base else ()), *folders, *parts}))


def _fresh(items: Sequence[Item], way: _Way, jobs: int) -> Generator[Outcome]:
    sizes = [_size(item) for item in items]
    if jobs > 1:
        given = any(item.schemas and item.schemas.schematron for item in items)
        with_rules = given and _RULES in way.settings.areas
        least = _WORTH_SPREADING if with_rules else _WORTH_SPREADING_WITHOUT_RULES
        if len(items) == 1 or sum(sizes) < least:
            jobs = 1
    for outcomes in spread(partial(_check, way), _tasks(items, sizes, jobs), jobs, _end):
        yield from outcomes


def _tasks(items: Sequence[Item], sizes: Sequence[int], jobs: int) -> Iterator[list[Item]]:
    """Files in their order, as many at a time as are worth handing to another process."""
    share = min(_BYTES, sum(sizes) // jobs)
    task: list[Item] = []
    room = share
    for item, size in zip(items, sizes, strict=True):
        task.append(item)
        room -= size
        if room <= 0 or len(task) >= _FILES:
            yield task
            task, room = [], share
    if task:
        yield task


def _check(way: _Way, items: Sequence[Item]) -> list[Outcome]:
    """Rules by a process of their own, all else by this one."""
    settings = way.settings
    asked = {number for number, item in enumerate(items) if _RULES in settings.areas and _may_have_rules(item)}
    if asked:
        for item in (item for number, item in enumerate(items) if number in asked):
            _rules(way, item).ask([item])
    outcomes = []
    for number, item in enumerate(items):
        outcome = checker(settings.without(_RULES)).check(item)
        outcomes.append(outcome.joined(_rules(way, item).answer()) if number in asked else outcome)
    if way.keep:
        results = Results(repr(settings))
        for item, outcome in zip(items, outcomes, strict=True):
            results.store(item, outcome)
    return outcomes


def _rules(way: _Way, item: Item) -> RuleProcess:
    """The process that runs the rules of an item for this one. Those that a text names itself read nothing anyway, and
    nobody knows beforehand where they lie.
    """
    if not item.schemas:
        way = way._replace(reads=None)
    if way not in _running:
        from matbaa.validate.rule_process import RuleProcess

        _running[way] = RuleProcess(way.settings, way.seconds, way.reads)
    return _running[way]


def _end() -> None:
    """What a process does last."""
    grammar.save()
    while _running:
        _running.popitem()[1].close()


def _may_have_rules(item: Item) -> bool:
    if item.schemas:
        return bool(item.schemas.schematron)
    try:
        data = item.path.read_bytes() if item.data is None else item.data
    except OSError:
        return False
    # what is not of ASCII's kin has zero bytes, or no sign that means "<"
    return b"\0" in data or b"<" not in data or any(word in data for word in _NAMING_SCHEMAS)


def _size(item: Item) -> int:
    try:
        return item.path.stat().st_size if item.data is None else len(item.data)
    except OSError:
        return 0


@dataclass
class _Unopened:
    """Texts that were not checked against a schema, and why."""

    bare: list[str] = field(default_factory=list)
    distant: dict[str, list[str]] = field(default_factory=dict)
    missing: dict[str, list[tuple[str, int]]] = field(default_factory=dict)

    def add(self, name: str, outcome: Outcome) -> None:
        for address in outcome.distant:
            self.distant.setdefault(address, []).append(name)
        for address, line in outcome.missing:
            self.missing.setdefault(address, []).append((name, line))
        if outcome.read and not (outcome.checked or outcome.distant or outcome.missing):
            self.bare.append(name)

    def findings(self) -> Iterator[Finding]:
        """Each schema once, however many texts name it."""
        for address, names in self.distant.items():
            yield Finding(
                "MBG013",
                Severity.HINT,
                f'the schema "{address}" that {_texts(names)} is on the network, from which Matbaa fetches '
                "nothing: it was not used",
                names[0],
                hint="name a local copy: in [catalog] of edition.toml, or with --schema",
            )
        for address, places in self.missing.items():
            name, line = places[0]
            yield Finding(
                "MBG015",
                Severity.WARNING,
                f'the schema "{address}" that {_texts([name for name, _ in places])} is not there: it was not used',
                name,
                line,
                1,
                hint="mend the path, which starts at the folder of the text, or give a schema with --schema",
            )
        if self.bare:
            files = self.bare[0] if len(self.bare) == 1 else f"{len(self.bare)} files"
            yield Finding(
                "MBG009",
                Severity.HINT,
                f"no schema was given for {files}: grammar and rules were not checked",
                None,
                hint="name one with --schema FILE (.rng, .rnc, .xsd, .sch); --schema matbaa is the one that ships "
                "with Matbaa",
            )


def _texts(names: Sequence[str]) -> str:
    others = len(names) - 1
    if not others:
        return "this text names"
    return f"this text and {others} other{'s' if others > 1 else ''} name"
