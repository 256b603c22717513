"""Finds the dates of a text and proposes them as `date` elements."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from matbaa.dates.grammar import expressions
from matbaa.dates.languages import likeliest
from matbaa.dates.lexer import Lexer
from matbaa.dates.resolving import resolve, written
from matbaa.encode.dates.around import is_cut
from matbaa.encode.dates.clues import Clues
from matbaa.encode.dates.context import completed
from matbaa.encode.dates.evidence import is_time
from matbaa.encode.dates.figures import day_of_text
from matbaa.encode.dates.relations import relation
from matbaa.encode.model import Found, Kind, Proposal, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matbaa.dates.grammar import Expression
    from matbaa.dates.lexer import Lexed
    from matbaa.dates.resolving import Resolved
    from matbaa.encode.dates.context import Completed, When
    from matbaa.encode.model import Cert, Passage
    from matbaa.known import Known

__all__ = ["find"]

_LESS: dict[Cert, Cert] = {"high": "medium", "medium": "low", "low": "low"}


def find(passages: Sequence[Passage], known: Known) -> Found:
    """The dates of running text, each with the days, months or years that it means.

    A date whose year stands elsewhere gets it from there, with less certainty. What follows another calendar than the
    Gregorian carries `@calendar`, which points at a `calendar` of that id; the header must have it.
    """
    lexers: dict[str, Lexer] = {}
    proposals: list[Proposal] = []
    before: When | None = None
    for number, passage in enumerate(passages):
        language = passage.language.partition("-")[0].lower() or likeliest(passage.text)
        lexed = lexers.setdefault(language, Lexer(language)).lex(passage.text)
        tag = passage.language

        clues = Clues(passage.written, before.year if before else None, number == 0)

        def accept(one: Expression, lexed: Lexed = lexed, tag: str = tag, clues: Clues = clues) -> bool:
            return is_time(one, lexed, clues) and resolve(one, tag) is not None

        found = list(expressions(lexed, accept))
        if (day := day_of_text(lexed, clues)) and not (found and found[0].begin == 0):
            found.insert(0, day)
        found = [one for one in found if not _closed(_span(one, lexed), passage)]
        whole, before = completed(found, lexed, passage, number, before)
        for one in whole:
            if proposal := _proposal(one, lexed, number, passage):
                proposals.append(proposal)
    return Found(tuple(proposals))


def _span(one: Expression, lexed: Lexed) -> Span:
    end = lexed.end(one.end - 1)
    # the full stop of Sept. and Jh. belongs to the word
    short = lexed.symbols[one.end - 1] in "mc" and lexed.text[end : end + 1] == "." and is_cut(one.end - 1, lexed)
    return Span(lexed.starts[one.begin], end + short)


def _closed(span: Span, passage: Passage) -> bool:
    index = bisect_right(passage.closed, span.begin, key=lambda closed: closed.end)
    return index < len(passage.closed) and passage.closed[index].begin < span.end


def _proposal(one: Completed, lexed: Lexed, number: int, passage: Passage) -> Proposal | None:
    expression = one.expression
    resolved = resolve(expression, passage.language)
    if resolved is None:
        return None
    cert = one.cert
    if expression.narrowed and resolved.how == "within" and cert == "high":
        cert = "medium"
    for _ in resolved.doubts:
        cert = _LESS[cert]
    if resolved.unsure:
        cert = "low"
    reason = "; ".join(part for part in (one.reason, *resolved.doubts) if part)
    attributes = _attributes(resolved, relation(expression, lexed))
    if resolved.calendar:
        pointers = " ".join(f"#{name}" for name in resolved.calendar.split())
        attributes = (*attributes, ("calendar", pointers))
    if expression.circa:
        attributes = (*attributes, ("precision", "low"))
    return Proposal(Kind.DATE, number, _span(expression, lexed), "date", attributes, cert=cert, reason=reason)


def _attributes(resolved: Resolved, related: str) -> tuple[tuple[str, str], ...]:
    first, last = written(resolved.first), written(resolved.last)
    if resolved.how == "when":
        return ((related or "when", first),)
    if resolved.how == "range":
        return (("from", first), ("to", last))
    return (("notBefore", first), ("notAfter", last))
