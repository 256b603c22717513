"""What is fuzzed: functions that must answer or refuse in their own words, whatever they are given."""

from __future__ import annotations

from pathlib import Path

from matbaa.dates import values, words
from matbaa.document import parse
from matbaa.encode import citations
from matbaa.encode import dates as written_dates
from matbaa.encode.model import Passage
from matbaa.encodings import check
from matbaa.finding import CannotRun
from matbaa.include import included
from matbaa.known import Known
from matbaa.pointers import Prefix, resolve

__all__ = ["TARGETS"]

_HERE = Path("/nowhere/text.xml")
_PREFIXES = (Prefix("p", "(.*)", "file.xml#$1"), Prefix("q", "(a+)+$", "p:$1"))


def reader(data: bytes) -> None:
    """The one way in for XML, and the places of all that is in it."""
    try:
        document = included(parse(data, "text.xml", _HERE))
    except CannotRun:
        return
    for finding in check(document):
        assert finding.line
    for node in document.root.iter():
        assert document.locate(node).line >= 1
        for name in node.attrib if isinstance(node.tag, str) else ():
            assert document.locate_attribute(node, str(name)).column >= 1
    for text in document.texts():
        assert document.locate_text(text, max(0, len(str(text)) - 1)).line >= 1


def pointers(data: bytes) -> None:
    """What a pointer leads to."""
    token = data.decode("utf-8", "surrogateescape")
    found = resolve(token, _HERE, _PREFIXES)
    assert found.file is not None or found.address is not None
    assert isinstance(found.key, str)


def dates(data: bytes) -> None:
    """Values of dates in attributes, and dates in words."""
    text = data.decode("utf-8", "replace")
    for name in ("when", "when-iso"):
        values.value_or_none({name: text}, "when")
        values.spanned({name: text, "notAfter": text})
    for language in ("tr", "de", "en"):
        words.read(text, language)
        written_dates.find([Passage(text, language)], Known())


def cited(data: bytes) -> None:
    """Citations in running text."""
    text = data.decode("utf-8", "replace")
    for proposal in citations.find([Passage(text, "en")], Known()).proposals:
        assert 0 <= proposal.span.begin <= proposal.span.end <= len(text)


TARGETS = {"reader": reader, "pointers": pointers, "dates": dates, "citations": cited}
