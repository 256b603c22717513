"""A comparison written out: as a table with the differences for people, as JSON for programs."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

from matbaa.compare.model import total

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matbaa.compare.model import Comparison, Difference, Figures, Found

__all__ = ["as_json", "as_text"]

_VERSION = 1
_ASPECTS = ("target", "value", "locator")
_HEADS = ("reference", "found", "exact", "prec.", "recall", "F1", "overlap", "prec.", "recall", "F1", *_ASPECTS)
_WIDTHS = (10, 7, 7, 7, 7, 7, 9, 7, 7, 7, 8, 7, 9)
_SAID = {
    "missing": "missing",
    "extra": "extra",
    "span": "other span",
    "target": "other target",
    "value": "other value",
    "locator": "other locator",
}


def as_text(comparisons: Sequence[Comparison], *, differences: bool = False) -> str:
    """What was measured, the table of figures, and below it each difference if they are asked for."""
    lines = [_headline(comparison) for comparison in comparisons] if len(comparisons) < 6 else []
    if len(comparisons) > 1:
        lines.append(f"{len(comparisons)} texts: {_amounts(comparisons)}")
    lines += ["", *_table(total(comparisons))]
    if differences:
        found = [difference for comparison in comparisons for difference in comparison.differences]
        lines += ["", f"{len(found):,} difference{'' if len(found) == 1 else 's'}"]
        for difference in found:
            lines += ["", *_told(difference)]
    return "\n".join(lines) + "\n"


def _headline(comparison: Comparison) -> str:
    return f"{comparison.file} against {comparison.reference}: {_amounts([comparison])}"


def _amounts(comparisons: Sequence[Comparison]) -> str:
    common = sum(comparison.common for comparison in comparisons)
    more = sum(comparison.only_file for comparison in comparisons)
    less = sum(comparison.only_reference for comparison in comparisons)
    apart = f", {more:,} only here, {less:,} only in the reference" if more or less else ""
    return f"{common:,} characters in both{apart}"


def _table(figures: dict[str, Figures]) -> Iterator[str]:
    if not figures:
        yield "neither text has anything tagged that was asked for"
        return
    yield _row("", _HEADS)
    for kind, of_kind in figures.items():
        numbers = [str(of_kind.reference), str(of_kind.found), str(of_kind.exact), *_measures(of_kind)]
        lenient = [f"+{of_kind.overlapping}", *_measures(of_kind, lenient=True)]
        yield _row(kind, [*numbers, *lenient, *(_number(of_kind.share(aspect)) for aspect in _ASPECTS)])
    if apart := sum(of_kind.outside for kind, of_kind in figures.items() if kind != "mentions"):
        yield ""
        yield f"not counted: {apart:,} in words that only one of the texts has"


def _row(head: str, cells: Sequence[str]) -> str:
    return f"  {head:<12}" + "".join(f"{cell:>{width}}" for cell, width in zip(cells, _WIDTHS, strict=True))


def _measures(figures: Figures, *, lenient: bool = False) -> list[str]:
    return [_number(measure(lenient=lenient)) for measure in (figures.precision, figures.recall, figures.f1)]


def _number(share: float | None) -> str:
    """Cut and not rounded, so that 1.000 means all of them."""
    return "–" if share is None else f"{math.floor(share * 1000 + 1e-9) / 1000:.3f}"


def _told(difference: Difference) -> Iterator[str]:
    one, other = difference.reference, difference.found
    there = f", tagged as {difference.other} there" if difference.other else ""
    yield f"{_place(other)}: {_SAID[difference.what]} ({difference.kind}{there}; reference: {_place(one)})"
    if difference.what == "span":
        yield f"    reference  {_words(one)}"
        yield f"    found      {_words(other)}"
        return
    yield f"    {_words(one if one.element else other)}"
    if difference.what in _ASPECTS:
        yield f"    reference  {'  '.join(one.says) or '–'}"
        yield f"    found      {'  '.join(other.says) or '–'}"


def _place(found: Found) -> str:
    return f"{found.file}:{found.place.line}:{found.place.column}"


def _words(found: Found) -> str:
    return f"… {found.before.lstrip()}[{found.words}]{found.after.rstrip()} …"


def as_json(comparisons: Sequence[Comparison], *, differences: bool = False) -> str:
    """The same as data; docs/assistant/measuring.md describes the form."""
    told: dict[str, Any] = {
        "version": _VERSION,
        "total": {kind: _figures(figures) for kind, figures in total(comparisons).items()},
        "texts": [_text(comparison, differences=differences) for comparison in comparisons],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _text(comparison: Comparison, *, differences: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "file": comparison.file,
        "reference": comparison.reference,
        "characters": {
            "common": comparison.common,
            "onlyFile": comparison.only_file,
            "onlyReference": comparison.only_reference,
        },
        "kinds": {kind: _figures(figures) for kind, figures in total([comparison]).items()},
    }
    if differences:
        told["differences"] = [_difference(difference) for difference in comparison.differences]
    return told


def _figures(figures: Figures) -> dict[str, Any]:
    told: dict[str, Any] = {"reference": figures.reference, "found": figures.found, "outside": figures.outside}
    for name, number, lenient in (
        ("exact", figures.exact, False),
        ("overlapping", figures.exact + figures.overlapping, True),
    ):
        told[name] = {
            "matched": number,
            "precision": _rounded(figures.precision(lenient=lenient)),
            "recall": _rounded(figures.recall(lenient=lenient)),
            "f1": _rounded(figures.f1(lenient=lenient)),
        }
    for aspect in _ASPECTS:
        if figures.compared[aspect]:
            told[aspect] = {
                "compared": figures.compared[aspect],
                "right": figures.right[aspect],
                "share": _rounded(figures.share(aspect)),
            }
    return told


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 6)


def _difference(difference: Difference) -> dict[str, Any]:
    told: dict[str, Any] = {"what": difference.what, "kind": difference.kind}
    if difference.other:
        told["taggedAs"] = difference.other
    for name, found in (("reference", difference.reference), ("found", difference.found)):
        told[name] = {"file": found.file, "line": found.place.line, "column": found.place.column}
        if found.element:
            told[name] |= {
                "element": found.element,
                "before": found.before,
                "words": found.words,
                "after": found.after,
            }
        if difference.what in _ASPECTS:
            told[name]["says"] = list(found.says)
    return told
