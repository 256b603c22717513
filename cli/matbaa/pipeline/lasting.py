"""What lasts, looked at when all is made: links that resolve, and addresses that were published and are still there."""

from __future__ import annotations

import functools
import hashlib
import json
from typing import TYPE_CHECKING

from matbaa.files import write_whole
from matbaa.finding import CannotRun, Finding, Severity
from matbaa.lasting.ledger import LEDGER, gone, lines, written
from matbaa.lasting.links import broken
from matbaa.pipeline.places import place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from pathlib import Path

    from matbaa.lasting.links import Broken
    from matbaa.pipeline.bench import Bench
    from matbaa.pipeline.gathering import Sources
    from matbaa.project import Project

    _Ids = Callable[[str], frozenset[str] | None]

__all__ = ["ledger_digest", "look", "publish", "told"]

_GONE, _HINTS = "gone", "hints"
# of one page so many links that lead nowhere are told one by one
_MOST = 20
# pages whose ids are at hand at once
_AT_HAND = 4096


def look(bench: Bench, sources: Sources, excused: Collection[str]) -> None:
    """Looks at the links and published addresses that may have changed, and keeps what was found.

    `excused` are the documents that were set aside: that their pages are not there is told otherwise.
    """
    pages = bench.state.pages
    absent = {f"html/{document}.{ending}" for document in excused for ending in ("html", "xml")}
    moved = pages.moved()

    @functools.cache
    def is_there(name: str) -> bool:
        # the editors may have put files of their own into the folder
        return name in bench.wanted or name in absent or (bench.folder / name).is_file()

    @functools.lru_cache(_AT_HAND)
    def ids(name: str) -> frozenset[str]:
        return pages.ids(name)

    def has(name: str) -> frozenset[str] | None:
        return ids(name) if name in bench.wanted else None

    found = {}
    for name in sorted(pages.unchecked(moved) & bench.wanted):
        links = {page: fragments for page, fragments in pages.links(name).items() if page not in absent}
        found[name] = list(broken(links, is_there, ids))
    _look_at_ledger(bench, moved, has, absent)
    hints = _of_citing(sources)
    bench.state.keep_fact(_HINTS, _kept(hints))
    pages.checked(found)


def _look_at_ledger(bench: Bench, moved: Collection[str], has: _Ids, absent: Collection[str]) -> None:
    """Looks at what was published: at all of it when the ledger has changed, else at what has moved or was gone."""
    text = _text(bench.project)
    digest = ledger_digest(bench.project)
    before = json.loads(bench.state.fact(_GONE) or '["", []]')
    only = None
    if before[0] == digest:
        numbers = {finding["line"] for finding in before[1]}
        only = {*moved, *(line.page for line in lines(text) if line.number in numbers)}
    found = list(gone(text, LEDGER, has, absent, only)) if text and only != set() else []
    bench.state.keep_fact(_GONE, json.dumps([digest, json.loads(_kept(found))]))


def publish(bench: Bench) -> int:
    """Adds to the ledger what the pages offer; gives how many addresses were new. Raises `CannotRun`.

    An entry that no list has, as a date, has a page only as long as something mentions it: that is not promised.
    """
    before = _text(bench.project)
    passing = {entry.page for entry in bench.state.kept.entries().values() if not entry.own}
    promised = bench.wanted - passing
    pages = {name: offered for name, offered in bench.state.pages.offered() if name in promised}
    after = written(pages, before)
    if after != before:
        write_whole(_ledger(bench.project), after.encode("utf-8"))
    return _addresses(after) - _addresses(before)


def _addresses(ledger: str) -> int:
    return sum(1 + len(line.ids) for line in lines(ledger))


def told(bench: Bench) -> Iterator[Finding]:
    """What was found when links and addresses were looked at last."""
    for name, links in bench.state.pages.broken():
        source = bench.state.source(name)
        yield from _broken(bench.project, name, source, links)
    for kept in json.loads(bench.state.fact(_GONE) or '["", []]')[1] + json.loads(bench.state.fact(_HINTS) or "[]"):
        yield Finding(**{**kept, "severity": Severity(kept["severity"])})


def _broken(project: Project, page: str, source: str, links: Sequence[Broken]) -> Iterator[Finding]:
    for link in links[:_MOST]:
        goal = f'{link.page}, which has no id "{link.fragment}"' if link.fragment else f"{link.page}, which {link.why}"
        file, (line, column) = place_of(project, page, source, link)
        message, hint = f"a link on {page} leads to {goal}", "point at something that is there"
        yield Finding("MBL001", Severity.WARNING, message, file, line, column, hint)
    if (more := len(links) - _MOST) > 0:
        yield Finding("MBL001", Severity.WARNING, f"{more} more links on {page} lead nowhere", source or page)


def _of_citing(sources: Sources) -> list[Finding]:
    """Why there is no DataCite metadata of texts that have a DOI, or of which others have one."""
    if not any("a DOI" not in source.lacks for source in sources.texts):
        return []
    return [
        Finding(
            "MBL003", Severity.HINT, f"no DataCite metadata can be made: the header lacks {_listed(source.lacks)}",
            source.name, hint="say it in titleStmt and publicationStmt",
        )
        for source in sources.texts
        if source.lacks
    ]  # fmt: skip


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _kept(findings: Sequence[Finding]) -> str:
    return json.dumps(
        [
            {
                "code": one.code,
                "severity": int(one.severity),
                "message": one.message,
                "file": one.file,
                "line": one.line,
                "column": one.column,
                "hint": one.hint,
            }
            for one in findings
        ]
    )


def _ledger(project: Project) -> Path:
    return project.root / LEDGER


def _text(project: Project) -> str:
    """The ledger; empty where the edition has none. Raises `CannotRun` for one that cannot be read."""
    try:
        return _ledger(project).read_text("utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        message = f"the ledger cannot be read: {reason}"
        raise CannotRun(Finding("MBI003", Severity.ERROR, message, LEDGER)) from None


def ledger_digest(project: Project) -> str:
    """A digest of the ledger; empty without one. Raises `CannotRun` for one that cannot be read."""
    text = _text(project)
    return hashlib.sha256(text.encode()).hexdigest() if text else ""
