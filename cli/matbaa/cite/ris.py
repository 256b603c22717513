"""RIS, in UTF-8: a line a value, `TY  - JOUR` to `ER  - `."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matbaa.cite.model import Work

__all__ = ["as_ris"]

_TYPES = {"article-journal": "JOUR", "chapter": "CHAP", "book": "BOOK", "thesis": "THES"}


def as_ris(works: Iterable[Work]) -> str:
    """The works as a RIS file. Its lines end as the format demands, in CR and LF."""
    lines = []
    for work in works:
        lines.append(f"TY  - {_TYPES.get(work.kind, 'GEN')}")
        lines += [f"{tag}  - {told}" for tag, value in _values(work) if (told := _line(value))]
        lines += ["ER  - ", ""]
    return "".join(f"{line}\r\n" for line in lines)


def _values(work: Work) -> Iterator[tuple[str, str]]:
    yield "ID", work.key
    yield "TI", work.full_title
    for title in work.other_titles:
        yield "TT", title.text
    for tag, persons in (
        ("AU", work.authors),
        ("A2", work.book_editors),
        ("ED", () if work.book_editors else work.editors),
        ("A4", work.translators),
    ):
        for person in persons:
            yield tag, person.inverted
    if work.date is not None:
        # the year by itself is four figures; a date that is not understood stands as it is written
        yield "PY", f"{work.date.year:04d}" if work.date.year and work.date.year > 0 else ""
        yield "DA", _day(work)
    yield "T2", work.journal or work.book
    yield ("T3" if work.journal or work.book else "T2"), work.series
    yield "VL", work.volume
    yield "IS", work.issue
    yield "SP", work.first_page
    yield "EP", work.last_page
    yield "ET", work.edition
    yield "PB", "; ".join(work.publishers)
    yield "CY", "; ".join(work.places)
    yield "DO", work.doi
    for kind in ("issn", "isbn"):
        yield "SN", work.identifier(kind)
    yield "UR", work.url
    yield "LA", work.language
    for keywords in work.keywords:
        for term in keywords.terms:
            yield "KW", term
    yield "AB", work.abstract


def _day(work: Work) -> str:
    """`2017/03/04/`; the date as it is written where it is not understood."""
    date = work.date
    if date is None or date.first is None or date.year is None or date.year < 1:
        return date.written if date else ""
    month, day = date.first.month, date.first.day
    return f"{date.year:04d}/{month or '':0>2}/{day or '':0>2}/" if month and day else (
        f"{date.year:04d}/{month:02d}//" if month else f"{date.year:04d}///"
    )  # fmt: skip


def _line(value: str) -> str:
    """`value` without line breaks and other controls, which would end or break the record."""
    spaced = "".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in value)
    return " ".join(spaced.split())
