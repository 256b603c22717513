"""Lives: whether persons die after their birth, and do what is told of them in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.dates.values import Span, spanned
from matbaa.document import TEI, XML, words
from matbaa.finding import Finding, Severity
from matbaa.known import attributes, life
from matbaa.validate.words import element, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml import etree

    from matbaa.document import Document
    from matbaa.known import Key, Known

__all__ = ["check"]

_T = f"{{{TEI}}}"
_LONGEST_LIFE = 120
# what belongs to somebody's lifetime
_OWN_TIMES = ("occupation", "residence", "education", "affiliation", "floruit")


def check(document: Document, known: Known, resolve: Callable[[str], Key | None]) -> Iterator[Finding]:
    """What is wrong with the times of the persons that a document lists, and of those who send letters in it.

    `resolve` gives the key of the entry that a pointer leads to.
    """
    for person in document.root.iter(f"{_T}person", f"{_T}persona"):
        yield from _life(document, person)
    if known.persons:
        for action in document.root.iter(f"{_T}correspAction"):
            yield from _sent(document, action, known, resolve)


def _life(document: Document, person: etree._Element) -> Iterator[Finding]:
    born, died = life(person)
    if born and died:
        death = next(person.iterchildren(f"{_T}death"))
        if died.before(born):
            death_day, birth_day = _shown(died.last, born.first), _shown(born.first, died.last)
            yield document.finding(
                "MBD004",
                Severity.ERROR,
                f"{_who(person)} dies in {death_day}, before being born in {birth_day}",
                document.locate(death),
                hint="mend one of the two dates; years before our era are negative",
            )
            return
        if born.last is not None and died.first is not None and (died.first - born.last) // 10_000 > _LONGEST_LIFE:
            told = f"lives from {_shown(born.last)} to {_shown(died.first)}"
            yield document.finding(
                "MBD005",
                Severity.WARNING,
                f"{_who(person)} {told}, more than {_LONGEST_LIFE} years",
                document.locate(death),
                hint="mend the dates, or give them @cert",
            )
            return
    for name in _OWN_TIMES:
        for node in person.iterchildren(_T + name):
            span = None if node.get("cert", "high") != "high" else spanned(attributes(node))
            outside = span and _outside(span, born, died)
            if outside:
                yield document.finding(
                    "MBD006",
                    Severity.WARNING,
                    f"{element(node)} of {_who(person)} is dated {outside}",
                    document.locate(node),
                    hint="mend the date, or that of birth or death",
                )


def _outside(span: Span, born: Span | None, died: Span | None) -> str:
    """Beyond which end of a life a time lies, for a message; empty for none."""
    if born and span.before(born):
        return f"{_shown(span.last, born.first)}, before the birth in {_shown(born.first, span.last)}"
    if died and died.before(span):
        return f"{_shown(span.first, died.last)}, after the death in {_shown(died.last, span.first)}"
    return ""


def _shown(day: int | None, other: int | None = None) -> str:
    """The year of a day as `Value` numbers it; the whole date if the other day is in that year too."""
    if day is None:
        return ""
    year, rest = divmod(day, 10_000)
    if other is None or other // 10_000 != year:
        return str(year)
    return f"{year:04}-{rest // 100:02}-{rest % 100:02}"


def _who(person: etree._Element) -> str:
    name = next(person.iterchildren(f"{_T}persName"), None)
    identity = person.get(f"{{{XML}}}id", "")
    return words(name) or identity or element(person)


def _sent(
    document: Document, action: etree._Element, known: Known, resolve: Callable[[str], Key | None]
) -> Iterator[Finding]:
    """A letter is sent by somebody who lives; it may be received, forwarded and printed later."""
    if action.get("type") != "sent":
        return
    spans = [spanned(attributes(date)) for date in action.iterchildren(f"{_T}date")]
    if len(spans) != 1 or spans[0] is None:
        return
    for name in action.iter(f"{_T}persName"):
        tokens = name.get("ref", "").split()
        key = resolve(tokens[0]) if len(tokens) == 1 else None
        person = known.persons.get(key) if key else None
        if person is not None and (outside := _outside(spans[0], person.birth, person.death)):
            yield document.finding(
                "MBD007",
                Severity.WARNING,
                f"{words(name) or quoted(tokens[0])} sends this letter in {outside}",
                document.locate(name),
                hint="mend the date, the pointer, or the dates of the person's entry",
            )
