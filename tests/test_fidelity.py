"""Fidelity to the source: that every edit of a text is found where it is, and that white space and line-end hyphens
never matter.
"""

from __future__ import annotations

import random
import time
from html import escape
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matbaa.document import Document, parse
from matbaa.validate.fidelity import check, compare, differences
from matbaa.validate.reading import encoding, transcription

TEI = "http://www.tei-c.org/ns/1.0"
WORDS = st.lists(st.text("abcçğıîşüÖI’.–", min_size=1, max_size=8), min_size=1, max_size=40)
SPACES = st.sampled_from([" ", "\n", "  ", "\n\n", "\t", "\n   "])


def tei(content: str) -> Document:
    return parse(f'<TEI xmlns="{TEI}"><text><body>{content}</body></text></TEI>'.encode(), "text.xml")


def spaced(words: list[str], draw: st.DrawFn) -> str:
    return "".join(draw(SPACES) + word for word in words)


@st.composite
def same_text(draw: st.DrawFn) -> tuple[str, str]:
    """A source and an encoding of it: other white space, words broken at line ends, elements and comments in
    between.
    """
    words = draw(WORDS)
    source, content = [], []
    for word in words:
        cut = draw(st.integers(0, len(word)))
        broken = 0 < cut < len(word) and draw(st.booleans())
        source.append(draw(SPACES) + (f"{word[:cut]}-\n{word[cut:]}" if broken else word))
        marked = draw(
            st.sampled_from(
                [
                    "{}{}",
                    "<hi>{}{}</hi>",
                    "{}<!-- x -->{}",
                    "{}<lb/>{}",
                    "<p>{}{}</p>",
                    "{}<supplied>?</supplied>{}",
                    "<choice><sic>{}{}</sic><corr>other</corr></choice>",
                ]
            )
        )
        content.append(draw(SPACES) + marked.format(escape(word[:cut]), escape(word[cut:])))
    return "".join(source), "".join(content)


@given(same_text())
def test_a_faithful_encoding_has_no_differences(pair: tuple[str, str]) -> None:
    source, content = pair
    assert compare(transcription(source)[0], encoding(tei(content))[0]) == []


@given(WORDS, st.data())
def test_one_edit_is_found_where_it_is(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    at = data.draw(st.integers(0, len(text) - 1).filter(lambda i: text[i] != " "))
    edited = text[:at] + "Q" + text[at + 1 :]
    source, _ = transcription(text)
    ours, nodes, starts = encoding(tei(f"<p>{escape(edited)}</p>"))
    assert len(nodes) == len(starts) == 1
    position = len(text[:at].replace(" ", ""))
    differences = compare(source, ours)
    assert differences is not None
    assert [(d.source, d.encoding) for d in differences] == [((position, position + 1), (position, position + 1))]


@given(WORDS, st.lists(st.tuples(st.integers(0, 10_000), st.sampled_from("QXZ")), max_size=5))
def test_the_differences_are_the_whole_difference(words: list[str], edits: list[tuple[int, str]]) -> None:
    """Replacing each span of the encoding by that of the source gives the source."""
    text = "".join(words)
    edited = text
    for at, what in edits:
        at %= len(edited) + 1
        edited = edited[:at] + what + edited[at + (what == "X") :]
    source, _ = transcription(text)
    ours, _, _ = encoding(tei(f"<p>{escape(edited)}</p>"))
    differences = compare(source, ours)
    assert differences is not None
    mended = ours.text
    for difference in reversed(differences):
        (a1, a2), (b1, b2) = difference.source, difference.encoding
        mended = mended[:b1] + source.text[a1:a2] + mended[b2:]
    assert mended == source.text
    assert bool(differences) == (text != edited)


@given(st.text("ab-\n c", max_size=40), st.text("ab-\n c", max_size=40))
@settings(max_examples=300)
def test_a_report_is_made_whatever_the_texts(source: str, content: str) -> None:
    reading, offsets = transcription(source)
    assert len(reading.text) == len(offsets)
    ours, _, _ = encoding(tei(f"<p>{escape(content)}</p>"))
    differences = compare(reading, ours)
    assume(differences is not None)
    if reading.text == ours.text:
        assert differences == []


def test_places(tmp_path: Path) -> None:
    source = tmp_path / "s.txt"
    source.write_text("Bir iki\n\nüç dört\nbeş", "utf-8")
    document = parse(
        f'<TEI xmlns="{TEI}"><text><body>\n<p>Bir\n   i<hi>k\u0131</hi> üç</p>\n'
        "<p>dört&#x20;beş &amp; altı</p></body></text></TEI>".encode(),
        "t.xml",
    )
    findings = list(check(document, source, "s.txt"))
    assert [(finding.line, finding.column) for finding in findings] == [(3, 10), (4, 18)]
    assert "(s.txt:1)" in findings[0].message
    assert "(s.txt:4)" in findings[1].message


def test_texts_that_have_nothing_in_common_are_told_once(tmp_path: Path) -> None:
    source = tmp_path / "s.txt"
    source.write_text("".join(random.Random(1).choices("abcdef ", k=600_000)), "utf-8")
    other = "".join(random.Random(2).choices("uvwxyz ", k=500_000))
    began = time.perf_counter()
    findings = list(check(tei(f"<p>{other}</p>"), source, "s.txt"))
    assert [finding.code for finding in findings] == ["MBF002"]
    assert time.perf_counter() - began < 10


def test_long_texts_that_are_nearly_equal_are_compared_quickly(tmp_path: Path) -> None:
    chance = random.Random(3)
    text = "".join(chance.choices("abcdefghijklm  \n", k=1_000_000))
    source = tmp_path / "s.txt"
    source.write_text(text, "utf-8")
    edited = list(text)
    for at in range(5_000, 1_000_000, 50_000):
        edited[at] = "Q"
    began = time.perf_counter()
    findings = list(check(tei(f"<p>{''.join(edited)}</p>"), source, "s.txt"))
    assert len(findings) == 20
    assert time.perf_counter() - began < 15


def test_an_empty_text_and_an_empty_source(tmp_path: Path) -> None:
    source = tmp_path / "s.txt"
    source.write_text("", "utf-8")
    assert list(check(tei("<p/>"), source)) == []
    assert [finding.code for finding in check(tei("<p>Bir</p>"), source)] == ["MBF001"]
    source.write_text("Bir", "utf-8")
    assert [finding.code for finding in check(tei("<p/>"), source)] == ["MBF001"]
    assert [finding.code for finding in check(parse(f'<TEI xmlns="{TEI}"/>'.encode(), "t.xml"), source)] == ["MBF001"]


def test_deep_nesting(tmp_path: Path) -> None:
    source = tmp_path / "s.txt"
    source.write_text("a", "utf-8")
    assert list(check(tei("<seg>" * 200 + "a" + "</seg>" * 200), source)) == []


def test_footnotes_are_read_where_they_were_printed() -> None:
    source = "One word¹ and\ntwo[2] more.\n\n1. First note.\n[2] Second.\n\n12\n\fNext page."
    notes = (
        '<p>One word<note place="foot" n="1">First note.</note> and two<note place="foot" n="2">Second.</note> more. '
        '<fw>12</fw><pb n="2"/>Next page.</p>'
    )
    assert differences(tei(notes), source, "source") == []
    changed = differences(tei(notes.replace("First", "Other")), source, "source")
    assert {item.code for item in changed} == {"MBF001"}
    assert any("Other" in item.message for item in changed)
    in_place = "One word First note. and two Second. more. 12 Next page."
    assert differences(tei(notes), in_place, "source") == []


@given(st.lists(st.tuples(st.sampled_from("ab"), st.booleans(), st.booleans()), max_size=60))
def test_any_number_of_hyphens_at_line_ends_may_be_left_out(
    pieces: list[tuple[str, bool, bool]],
) -> None:
    source = "".join(f"{letter}-\n" if ends else letter for letter, ends, _ in pieces) + "x"
    ours = "".join(f"{letter}-" if ends and kept else letter for letter, ends, kept in pieces) + "x"
    assert compare(transcription(source)[0], encoding(tei(f"<p>{ours}</p>"))[0]) == []


def test_more_hyphens_than_two_texts_may_differ() -> None:
    source = "abc-\n" * 30_000 + "x"
    assert differences(tei(f"<p>{'abc' * 30_000}x</p>"), source, "source") == []
