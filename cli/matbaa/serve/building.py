"""What the building process does: it makes what is stale, unless a file that has changed cannot be read."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from matbaa.finding import CannotRun
from matbaa.serve.model import Made, Order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from matbaa.finding import Finding
    from matbaa.project import Project

__all__ = ["builder"]

# so many pages are told of before the build has ended
_EARLY = 20
_STYLESHEETS = ("html", "text", "entry", "index", "home", "chart")


def builder() -> Callable[[Order, Callable[[str], None]], Made]:
    """The work of a building process, which remembers between two orders which files were broken."""
    return _Builder()


class _Builder:
    def __init__(self) -> None:
        self._broken: frozenset[Path] = frozenset()

    def __call__(self, order: Order, say: Callable[[str], None]) -> Made:
        from matbaa.project import load

        begun = time.monotonic()
        try:
            project = load(order.config)
            if not order.whole and (faults := self._faults(project, order)):
                return Made(findings=tuple(faults), failed=True, seconds=time.monotonic() - begun)
            return self._made(project, order, begun, say)
        except CannotRun as error:
            return Made(findings=error.findings, failed=True, seconds=time.monotonic() - begun)

    def rest(self) -> None:
        """Compiles what the next build will need."""
        from matbaa.resources import resource
        from matbaa.saxon import saxon

        for name in _STYLESHEETS:
            saxon().stylesheet(resource(f"xslt/{name}.xsl"))

    def _faults(self, project: Project, order: Order) -> list[Finding]:
        """Why files that have changed, now or before, cannot be read. Building without them would take their pages
        away, while somebody is mending them.
        """
        suspects = self._broken | order.changed
        found = dict(_unreadable(project, suspects))
        self._broken = frozenset(found)
        return [fault for faults in found.values() for fault in faults]

    def _made(self, project: Project, order: Order, begun: float, say: Callable[[str], None]) -> Made:
        from matbaa.pipeline.build import Orders, build
        from matbaa.processors import available
        from matbaa.saxon import started

        # a process that has run Saxon must not be forked; what it has compiled is worth more than a second process
        written = _early(say) if not order.whole else _silent
        orders = Orders(jobs=0 if started() else available(), written=written)
        built = build(project, order.output, orders)
        return Made(
            built.changed,
            built.removed,
            time.monotonic() - begun,
            (*built.findings, *built.faults),
            folder=built.folder,
        )


def _early(say: Callable[[str], None]) -> Callable[[str], None]:
    """Tells of the first pages of texts as soon as they are there, before all that follows from them."""
    left = _EARLY

    def written(name: str) -> None:
        nonlocal left
        if left and name.startswith("html/"):
            left -= 1
            say(name)

    return written


def _silent(_name: str) -> None:
    pass


def _unreadable(project: Project, paths: frozenset[Path]) -> Iterator[tuple[Path, tuple[Finding, ...]]]:
    from matbaa.document import parse, require_tei
    from matbaa.transform.compiled import compiled

    for path in (*project.texts, *project.authorities):
        if path in paths:
            try:
                require_tei(parse(path.read_bytes(), project.name(path), path))
            except CannotRun as error:
                yield path, error.findings
            except OSError:
                continue  # it is being written; the build says so if it stays
    stylesheet = project.site.stylesheet
    if stylesheet is not None:
        try:
            compiled(stylesheet)
        except CannotRun as error:
            yield stylesheet, error.findings
