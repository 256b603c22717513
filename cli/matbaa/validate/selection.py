"""Which findings a user wants to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from matbaa.finding import Finding

__all__ = ["is_selected", "selected", "unknown"]


def selected(findings: Iterable[Finding], select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Iterator[Finding]:
    """The findings whose code `is_selected`."""
    return (finding for finding in findings if is_selected(finding.code, select, ignore))


def is_selected(code: str, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> bool:
    """True if `code` begins with one of `select` (any, if there are none) and with none of `ignore`; of both, the
    longer decides.
    """
    wanted = max((len(start) for start in select if code.startswith(start.upper())), default=-1 if select else 0)
    unwanted = max((len(start) for start in ignore if code.startswith(start.upper())), default=-1)
    return wanted > unwanted


def unknown(beginnings: Iterable[str]) -> dict[str, str | None]:
    """Those of `beginnings` with which no code begins, each with the one that was probably meant, if one stands out."""
    asked = list(beginnings)
    if not asked:
        return {}
    from matbaa.codes import codes, near

    found: dict[str, str | None] = {}
    for beginning in asked:
        upper = beginning.upper()
        known = {code[: len(upper)] for code in codes()}
        if not upper or upper not in known:
            found[beginning] = near(upper, known) if upper else None
    return found
