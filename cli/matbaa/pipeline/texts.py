"""The second step: pages and plain texts, and what each text has to do with the entries."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matbaa.finding import CannotRun
from matbaa.index.addresses import quoted
from matbaa.lasting.sitemap import address
from matbaa.pipeline import outputs
from matbaa.pipeline.kept import SharedText
from matbaa.pipeline.plan import ASSETS, SCRIPTS, digest, program, text_outputs
from matbaa.pipeline.tasks import TextMaking, catalogue_bytes, shares_of, text_made

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from matbaa.pipeline.bench import Bench
    from matbaa.pipeline.gathering import Source, Sources
    from matbaa.pipeline.plan import Shape
    from matbaa.pipeline.tasks import TextMade

__all__ = ["make_texts", "would_change"]

_CATALOGUE = "catalogue"
_BAD_STYLESHEET = "MBT001"


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be done with one text: `wanted` are its outputs that are stale, by kind, `parts` what each is made
    from, `shared` what its shares are made from, `neighbours` what its page is told of the texts before and after.
    """

    source: Source
    wanted: Mapping[str, str]
    parts: Mapping[str, Mapping[str, str]]
    shared: SharedText
    neighbours: dict[str, str]


def make_texts(bench: Bench, sources: Sources, shape: Shape) -> frozenset[str]:
    """Makes the pages and plain texts that are stale, and keeps the shares of their texts in the entries.

    Gives the documents that did harm and are to be set aside. A dry run only notes what is stale.
    """
    plans = {plan.source.path: plan for plan in _plans(bench, sources, shape)}
    if bench.dry:
        return frozenset()
    set_aside = set()
    with bench.state.kept.together() as together:
        for number, outcome in enumerate(bench.pool.spread(text_made, _tasks(bench, plans, sources, shape)), 1):
            bench.progress("pages", number, len(plans))
            if any(fault.code == _BAD_STYLESHEET for fault in outcome.faults):  # it is no text's fault
                raise CannotRun(*outcome.faults)
            if outcome.result is None:
                bench.faults += outcome.faults
                set_aside.add(outcome.task.document)
            else:
                _keep(bench, sources, plans[outcome.task.path], outcome.result)
            together.keep()
    if not set_aside:
        bench.state.keep_fact(_CATALOGUE, sources.digest)
    return frozenset(set_aside)


def _keep(bench: Bench, sources: Sources, plan: _Plan, made: TextMade) -> None:
    """Keeps what was made of a text; if that was changed meanwhile, it is for the next build."""
    source = plan.source
    as_planned = made.digest == source.digest
    used = {sources.lists[file] for key in made.linked if (file := key.rpartition("#")[0]) in sources.lists}
    for written, said in made.written:
        whose = (source.name, *sorted(used)) if written.name.startswith("html/") else (source.name,)
        record = bench.made(written, plan.parts[written.name], whose, said)
        if as_planned:
            bench.state.record([record])
    bench.state.kept.keep_shares(str(source.path), plan.shared if as_planned else None, made.shares)


def would_change(bench: Bench, sources: Sources, shape: Shape) -> set[str]:
    """The keys of the entries of which a share would change, for a build that only tells."""
    changed: set[str] = set()
    kept = bench.state.kept
    for plan in _plans(bench, sources, shape):
        path = str(plan.source.path)
        shares = shares_of(kept.found(path).gathered, plan.source.document, sources.catalogue)
        now = {key: hashlib.sha256(share).digest() for key, share in shares.items()}
        before = kept.share_digests(path)
        changed |= {key for key in {*before, *now} if before.get(key) != now.get(key)}
    return changed


def _plans(bench: Bench, sources: Sources, shape: Shape) -> Iterator[_Plan]:
    """The texts with which something is to be done."""
    shared = bench.state.kept.shared()
    same = bench.state.fact(_CATALOGUE) == sources.digest
    modules = [bench.own[path] for path in bench.theme.modules]
    sheet = {"the edition's own stylesheet": digest(repr(modules))} if modules else {}
    whole = shape, program(), sheet
    for number, source in enumerate(sources.texts):
        beside = _neighbours(sources.texts, number)
        before = shared.get(str(source.path))
        if same and before is not None and before.digest == source.digest:
            answers = before.answers
        else:
            answers = sources.catalogue.answers(source.questions())
        context = digest(repr((source.document, source.cited, source.lacks, beside, whole)))
        now = SharedText(source.digest, answers, context)
        text = {source.name: source.digest}
        outputs_ = text_outputs(source.document, datacite=not source.lacks)
        if before == now and not bench.force and bench.are_there(outputs_.values()):
            continue
        cited = {"its header": source.cited, "the address of the edition": shape.url, **program()}
        parts = dict.fromkeys(outputs_.values(), cited)
        parts[outputs_["html"]] = text | {"the entries that it mentions": answers} | shape.parts | sheet
        if beside:
            parts[outputs_["html"]] |= {"the texts before and after": digest(repr(beside))}
        parts[outputs_["text"]] = text | program()
        parts[outputs_["tei"]] = text
        wanted = {kind: name for kind, name in outputs_.items() if bench.want(name, parts[name])}
        if wanted or before != now:
            yield _Plan(source, wanted, parts, now, beside)


def _neighbours(texts: Sequence[Source], number: int) -> dict[str, str]:
    """What the page of a text is told of those before and after it, as parameters of its stylesheet."""
    told: dict[str, str] = {}
    for name, place in (("previous", number - 1), ("next", number + 1)):
        if 0 <= place < len(texts):
            other = texts[place]
            title = next((head.words for head in other.heads if head.kind == "title"), "")
            told |= {name: f"{quoted(other.document)}.html", f"{name}-title": title or other.document}
    return told


def _tasks(bench: Bench, plans: Mapping[Path, _Plan], sources: Sources, shape: Shape) -> Iterator[TextMaking]:
    """The work, the largest texts first, so that none is left for the end."""
    if not plans:
        return
    catalogue = outputs.unfinished(bench.folder, f"catalogue-{sources.digest}", catalogue_bytes(sources.catalogue))
    # the language of our words on the page of a text is that of the text
    scripts = " ".join(f"../{ASSETS}{name}.js" for name in SCRIPTS)
    parameters = {**shape.parameters(1, "matbaa"), "scripts": scripts, "language": ""}
    for plan in sorted(plans.values(), key=lambda plan: (-_size(plan.source), plan.source.name)):
        source = plan.source
        named = text_outputs(source.document, datacite=not source.lacks)
        yield TextMaking(
            source.path, source.name, source.document, bench.folder, plan.wanted,
            bench.state.kept.found(str(source.path)).gathered, catalogue,
            parameters | plan.neighbours | {kind: f"../{named[kind]}" for kind in ("text", "tei")},
            {form: f"../{name}" for form, name in named.items() if name.startswith("cite/")},
            address(shape.url, named["html"]) if shape.url else "", shape.language, bench.theme.stylesheet,
        )  # fmt: skip


def _size(source: Source) -> int:
    try:
        return source.path.stat().st_size
    except OSError:
        return 0
