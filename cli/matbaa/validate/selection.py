"""Which findings a user wants to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from matbaa.finding import Finding

__all__ = ["selected"]


def selected(findings: Iterable[Finding], select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Iterator[Finding]:
    """The findings whose code begins with one of `select` (any, if there are none) and with none of `ignore`; of
    both, the longer decides.
    """
    for finding in findings:
        wanted = max(
            (len(code) for code in select if finding.code.startswith(code.upper())), default=-1 if select else 0
        )
        unwanted = max((len(code) for code in ignore if finding.code.startswith(code.upper())), default=-1)
        if wanted > unwanted:
            yield finding
