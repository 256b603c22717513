"""Plain text: golden cases, completeness, white space, and how lines are set."""

from __future__ import annotations

import os
import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matbaa.document import TEI, Document, read
from matbaa.transform import Options, built_in, transform
from tests.pages import CASES, articles, hoisted_notes, required_samples, squeeze, tei, text_of

TEXT = sorted(path.parent for path in (CASES / "text").glob("*/input.xml"))


def plain(document: Document, options: Options | None = None) -> str:
    return transform(document, built_in("text"), options).data.decode()


@pytest.mark.parametrize("folder", TEXT, ids=lambda folder: folder.name)
def test_case(folder: Path) -> None:
    settings = folder / "options.toml"
    options = Options(**tomllib.loads(settings.read_text("utf-8"))) if settings.exists() else Options()
    got = plain(read(folder / "input.xml"), options)
    expected = folder / "expected.txt"
    if os.environ.get("MATBAA_ACCEPT"):
        expected.write_text(got, "utf-8")
    assert got == expected.read_text("utf-8")


def test_there_are_cases() -> None:
    assert len(TEXT) > 10


def missing(document: Document, reading: str) -> list[str]:
    """Where the plain text differs from the document's text, letter by letter; empty if nowhere."""
    source = document.root.find(f"{{{TEI}}}text")
    if source is None:
        return []
    notes = hoisted_notes(source)
    expected = text_of(source, reading) + "".join(text_of(note, reading) for note in notes)
    whole = plain(document, Options(reading=reading))
    # the signs that plain text adds: of notes, and of gaps
    for number in range(1, len(notes) + 1):
        whole = whole.replace(f"[{number}]", "")
    got = squeeze(whole.replace("[…]", ""))
    if expected == got:
        return []
    at = next((i for i, (a, b) in enumerate(zip(expected, got, strict=False)) if a != b), min(len(expected), len(got)))
    return [f"{document.name} at {at}: expected …{expected[at - 20 : at + 40]}…, got …{got[at - 20 : at + 40]}…"]


@pytest.mark.parametrize("reading", ["corrected", "original"])
@pytest.mark.parametrize("path", articles(), ids=lambda path: path.name)
def test_the_whole_article_is_there(path: Path, reading: str) -> None:
    assert missing(read(path), reading) == []


@pytest.mark.parametrize("reading", ["corrected", "original"])
def test_the_whole_samples_are_there(reading: str) -> None:
    assert [difference for path in required_samples() for difference in missing(read(path), reading)] == []


@pytest.mark.parametrize("path", articles(), ids=lambda path: path.name)
def test_the_original_reading_is_the_source(path: Path) -> None:
    source = path.parent / "source" / f"{path.stem}.txt"
    if not source.exists():
        pytest.skip(f"{path.name} has no source text beside it")
    got = plain(read(path), Options(reading="original", notes="drop"))
    assert squeeze(got).replace("-", "") == squeeze(source.read_text("utf-8")).replace("-", "")


@pytest.mark.parametrize("path", articles(), ids=lambda path: path.name)
def test_layout_of_lines(path: Path) -> None:
    got = plain(read(path))
    assert got.endswith("\n")
    assert not got.endswith("\n\n")
    assert "\n\n\n" not in got
    assert not re.search(r"^ | $|  |\t", got, re.MULTILINE)


def test_dropped_notes_leave_nothing() -> None:
    document = tei("<body><p>One<note>Two</note> three.</p><note>Four</note></body>")
    assert plain(document) == "One[1] three.\n\nFour\n\n[1] Two\n"
    assert plain(document, Options(notes="drop")) == "One three.\n"


def test_an_empty_text_is_an_empty_file() -> None:
    assert plain(tei("<body><p/></body>")) == ""


def test_decomposed_letters_stay_as_they_are() -> None:
    assert plain(tei("<body><p>e\u0301 \u00e9 a\u00a0b</p></body>")) == "e\u0301 \u00e9 a\u00a0b\n"


def test_xinclude_is_told_once() -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{}.xml"/>'
    made = transform(tei(f"<body><p>a</p>{include.format('b')}{include.format('c')}</body>"), built_in("text"))
    assert made.data == b"a\n"
    assert [(finding.code, finding.message) for finding in made.findings] == [
        ("MBT004", "XInclude is not followed: the text of b.xml, c.xml is not in the output")
    ]


_words = st.lists(st.text(st.sampled_from("abcğüş.’"), min_size=1, max_size=12), min_size=1, max_size=30)


@given(_words, st.integers(1, 40))
def test_wrapping_keeps_words_and_width(words: list[str], width: int) -> None:
    document = tei(f"<body><p>{' '.join(words)}</p></body>")
    lines = plain(document, Options(width=width)).splitlines()
    assert " ".join(lines).split(" ") == words
    assert all(len(line) <= width or " " not in line for line in lines)
    # no line could have taken the first word of the next
    assert all(len(line) + 1 + len(after.split(" ")[0]) > width for line, after in pairwise(lines))


@given(
    st.lists(
        st.tuples(st.sampled_from(["", " ", "\n   ", "\t"]), st.text(st.sampled_from("abc"), min_size=1, max_size=4)),
        min_size=1,
    )
)
def test_indentation_neither_makes_nor_takes_spaces(parts: list[tuple[str, str]]) -> None:
    marked = "".join(f"{space}<hi>{word}</hi>" for space, word in parts)
    expected = re.sub(r"\s+", " ", "".join(space + word for space, word in parts)).strip()
    assert plain(tei(f"<body>\n  <p>{marked}\n  </p>\n</body>")) == expected + "\n"
