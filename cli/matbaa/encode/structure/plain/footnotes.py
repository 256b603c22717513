"""Footnotes: what stands at the foot of a page behind a number that also stands in the page's text goes to that
place.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from matbaa.encode.structure.model import Element, element
from matbaa.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matbaa.encode.structure.model import Content
    from matbaa.encode.structure.plain.lines import Line
    from matbaa.encode.structure.source import Source
    from matbaa.finding import Finding

__all__ = ["Noted", "marker", "note_label", "with_footnotes"]

_RAISED = "¹²³⁰⁴⁵⁶⁷⁸⁹"
_LABEL = re.compile(
    rf"(?:\[(\d{{1,4}}|\*{{1,3}})\]|\((\d{{1,4}})\)|(\d{{1,4}})(?:([.)])?(?=\s))|([{_RAISED}]{{1,4}})"
    r"|([*†‡§]{1,3}))\s*(?=\S)"
)
_BEHIND = ".,;:!?…)]”\"’'»"
_RULE = re.compile(r"[-_—─]{3,}")
# a page has no more lines of notes than this
_DEEPEST = 60


class NoteLabel(NamedTuple):
    """The number before a note: normalised, as it stands, where its words begin, and how it is written."""

    n: str
    text: str
    end: int
    form: str


@dataclass(frozen=True, slots=True)
class Noted:
    """The lines, without those of notes; in the lines of the text, the notes at their marks."""

    lines: list[Line]
    below: tuple[Element, ...] = ()
    findings: tuple[Finding, ...] = ()


def note_label(text: str) -> NoteLabel | None:
    """The number or sign that a note begins with."""
    found = _LABEL.match(text)
    if found is None:
        return None
    bracketed, round_, bare, point, raised, sign = found.groups()
    n = bracketed or round_ or bare or (unicodedata.normalize("NFKC", raised) if raised else sign)
    ways = {"bracket": bracketed, "round": round_, "point": point, "bare": bare, "raised": raised, "sign": sign}
    form = next(way for way, text in ways.items() if text)
    return NoteLabel(n, found[0].strip(), found.end(), form)


def marker(text: str, label: NoteLabel, start: int = 0) -> tuple[int, int] | None:
    """Where in `text`, from `start`, the mark of a note with this label stands: its characters.

    In brackets; raised; or a number that follows a letter or a mark directly.
    """
    n = label.n
    forms = [f"[{n}]", *([f"({n})"] if label.form == "round" else [])]
    forms += ["".join(_RAISED["1230456789".index(digit)] for digit in n)] if n.isdigit() else []
    for form in (*forms, n):
        at = text.find(form, start)
        while at >= 0:
            end = at + len(form)
            if _is_mark(text, at, end, bare=form == n):
                return at, end
            at = text.find(form, at + 1)
    return None


def _is_mark(text: str, begin: int, end: int, *, bare: bool) -> bool:
    before, after = text[begin - 1 : begin], text[end : end + 1]
    if not begin or (text[begin] == "(" and before == " "):
        return False  # an item begins so
    if not bare:
        return text[begin] in "[(" or (before not in _RAISED and after not in _RAISED) or not (before and after)
    if not text[begin].isdigit():
        return bool(before.strip()) and before != text[begin] and after != text[begin]
    if not before or not (before.isalpha() or before in _BEHIND) or after.isalnum() or after == "_":
        return False
    # 3.5 and 1,200 are numbers, and so is what goes on with digits
    if before in ".," and text[begin - 2 : begin - 1].isdigit():
        return False
    return not (after and after in ".," and text[end + 1 : end + 2].isdigit())


def with_footnotes(lines: list[Line], source: Source, join: Callable[[Sequence[Line]], Content]) -> Noted:
    """The lines with their footnotes at the marks. Where a page has no marks for what looks like notes, it stays.

    `join` makes one of the lines of a note.
    """
    starts = [0, *(at for at, line in enumerate(lines) if at and line.new_page), len(lines)]
    if len(starts) < 3:
        return Noted(lines)
    result: list[Line] = []
    findings: list[Finding] = []
    carried: tuple[Element, ...] = ()
    for begin, end in pairwise(starts):
        page = lines[begin:end]
        if carried:
            page[0] = replace(page[0], before=(*carried, *page[0].before))
            carried = ()
        split = _split(page, join)
        if split is None:
            result.extend(page)
            continue
        body, rule, marks = split
        number = body[0].number
        findings.append(
            source.finding(
                "MBE028",
                Severity.HINT,
                f"{len(marks)} note{'s' if len(marks) > 1 else ''} at the foot of a page (from line "
                f"{page[len(body)].number}) "
                f"{'are' if len(marks) > 1 else 'is'} put where the number stands in its text",
                number,
                "look whether each stands at its word",
            )
        )
        result.extend(body)
        if rule:
            carried = (element("fw", rule, attributes={"type": "rule", "place": "bottom"}),)
    return Noted(result, carried, tuple(findings))


def _split(page: Sequence[Line], join: Callable[[Sequence[Line]], Content]) -> tuple[list[Line], str, list[str]] | None:
    """The page's text with the notes at their marks, the rule above the notes, and their numbers."""
    best = None
    for at in range(len(page) - 1, max(len(page) - _DEEPEST, 1) - 1, -1):
        label = note_label(page[at].text)
        if label is None or not (page[at].gap > 0 or _RULE.fullmatch(page[at - 1].text)):
            continue
        found = _tied(page, at, join)
        if found is None:
            if best is not None:
                break
            continue
        best = found
    return best


def _tied(
    page: Sequence[Line], at: int, join: Callable[[Sequence[Line]], Content]
) -> tuple[list[Line], str, list[str]] | None:
    """The page with the notes from its line `at` on tied to their marks; nothing if the first of them has none.

    A number without a mark is part of the note before it.
    """
    rule = page[at - 1].text if _RULE.fullmatch(page[at - 1].text) else ""
    body = list(page[: at - 1 if rule else at])
    place = (0, 0, 0)
    labels: list[NoteLabel] = []
    found: list[tuple[int, int, int]] = []
    notes: list[list[Line]] = []
    for line in page[at:]:
        label = note_label(line.text)
        mark = None
        if label and (not labels or _follows(labels[-1], label)):
            mark = _mark(body, label, place)
        if label and mark:
            place = mark
            labels.append(label)
            found.append(mark)
            notes.append([replace(line, text=line.text[label.end :])])
        elif notes:
            notes[-1].append(line)
        else:
            return None
    placed: dict[int, list[tuple[int, int, Element]]] = {}
    for label, (row, begin, end), own in zip(labels, found, notes, strict=True):
        note = element("note", *join(own), attributes={"place": "foot", "n": label.n})
        placed.setdefault(row, []).append((begin, end, note))
    marked = [replace(line, marks=tuple(placed[row])) if row in placed else line for row, line in enumerate(body)]
    return marked, rule, [label.n for label in labels]


def _mark(body: Sequence[Line], label: NoteLabel, after: tuple[int, int, int]) -> tuple[int, int, int] | None:
    """Where the mark of a note stands behind `after`: its line, its first character, the one behind its last."""
    for row in range(after[0], len(body)):
        if place := marker(body[row].text, label, after[2] if row == after[0] else 0):
            return (row, *place)
    return None


def _follows(before: NoteLabel, label: NoteLabel) -> bool:
    if before.n.isdigit() and label.n.isdigit():
        return before.form == label.form and int(label.n) == int(before.n) + 1
    return not label.n.isdigit() and label.n != before.n
