"""Which findings a user wants to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from matbaa.codes import CODES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from matbaa.finding import Finding

__all__ = ["selected", "unknown"]


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


def unknown(beginnings: Iterable[str]) -> dict[str, str | None]:
    """Those of `beginnings` with which no code begins, each with the one that was probably meant, if one stands out."""
    found: dict[str, str | None] = {}
    for beginning in beginnings:
        asked = beginning.upper()
        known = {code[: len(asked)] for code in CODES}
        if not asked or asked not in known:
            near = [other for other in known if OSA.distance(asked, other, score_cutoff=1) == 1] if asked else []
            found[beginning] = near[0] if len(near) == 1 else None
    return found
