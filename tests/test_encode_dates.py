"""Dates found in running text, and what they mean."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from matbaa.encode.dates import find
from matbaa.encode.model import Passage, Proposal
from matbaa.known import Known

CASES = Path(__file__).parent / "cases" / "encode-dates"
CERT = {"high": "", "medium": " ?", "low": " !"}


def value(proposal: Proposal) -> str:
    given = dict(proposal.attributes)
    if "when" in given:
        told = given["when"]
    elif "from" in given or "to" in given:
        told = f"{given.get('from', '')}/{given.get('to', '')}"
    else:
        told = f"{given.get('notBefore', '')}..{given.get('notAfter', '')}"
    told += " ~" if given.get("precision") == "low" else ""
    told += f" {given['calendar'].replace('#', '@')}" if "calendar" in given else ""
    return told + CERT[proposal.cert]


def read(language: str, text: str) -> tuple[str, str]:
    """The text with brackets around each date that was found, and the values."""
    found = find([Passage(text, language)], Known()).proposals
    for proposal in reversed(found):
        begin, end = proposal.span
        text = f"{text[:begin]}[{text[begin:end]}]{text[end:]}"
    return text, "; ".join(value(proposal) for proposal in found)


def table() -> list[tuple[str, str, str]]:
    lines = (CASES / "expressions.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split("|") for line in lines if line and not line.startswith("#")]
    return [(language.strip(), text.strip(), values.strip()) for language, text, values in rows]


@pytest.mark.parametrize(("language", "text", "values"), table())
def test_expressions(language: str, text: str, values: str) -> None:
    # a bracket of the text itself stays where it does not open or close a date
    plain = text.replace("1335 [1919]", "1335 \0001919\1")
    plain = re.sub(r"[\[\]]", "", plain).replace("\0", "[").replace("\1", "]")
    assert read(language, plain) == (text, values)
