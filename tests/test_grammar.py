"""What is said of a text that does not fit a grammar: codes, words, places, and no more than is at fault."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matbaa.document import parse
from matbaa.finding import Finding
from matbaa.relaxng.automaton import Automaton
from matbaa.validate.grammar import check, open_schema
from tests.conftest import ROOT

TEI = "http://www.tei-c.org/ns/1.0"
_NO_BREAK = "<body> may not hold text of its own, but here is the character U+00A0 (no-break space)"
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>x</title></titleStmt><publicationStmt><p/></publicationStmt>"
    "<sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
)


@cache
def schema(path: Path) -> Automaton:
    return open_schema(path, path.name)


@pytest.fixture(scope="module")
def tei_all(reference: Path) -> Automaton:
    return schema(reference / "tei_all.rng")


def letter(body: str) -> bytes:
    return f'<TEI xmlns="{TEI}">\n{HEADER}\n<text><body>\n{body}\n</body></text></TEI>'.encode()


def told(body: str, automaton: Automaton) -> list[tuple[int | None, str, str]]:
    """Line within the body, code and message of each finding."""
    return [
        ((finding.line or 0) - 3, finding.code, finding.message)
        for finding in check(parse(letter(body), "text.xml"), automaton)
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>words</p>", []),
        ("<persNam/><p/>", [(1, "MBG001", "the schema knows no element <persNam>, here in <body>")]),
        ("<p/>\n<row><cell/></row>", [(2, "MBG001", "<row> is not allowed in <body>")]),
        ("<div/>\n<p/>", [(2, "MBG001", "<p> cannot stand after <div> in <body>")]),
        (
            "<p><graphic url='a'/></p>\n<p xml:id='a' n=''>x</p><p><ref targt='a'/></p>",
            [(2, "MBG002", "@targt is not allowed on <ref>")],
        ),
        ("<p>\n<date when='1919-9-4'/></p>", [(2, "MBG003", '"1919-9-4" is no value that @when on <date> may have')]),
        (
            "<p><date cert='hihg'/></p>",
            [(1, "MBG003", '"hihg" is no value that @cert on <date> may have')],
        ),
        (
            "<p>\n<graphic/></p>",
            [(2, "MBG004", "<graphic> lacks @url")],
        ),
        (
            "<table>\n<row>\n</row></table>",
            [(3, "MBG005", "<row> (begun on line 5) is empty: <cell> is missing")],
        ),
        ("<p/>words", [(1, "MBG006", '<body> may not hold text of its own, but here is "words"')]),
        ("<p><lb>\n x</lb></p>", [(2, "MBG006", '<lb> may not hold text of its own, but here is "x"')]),
        # comments and instructions stand anywhere; unbreakable spaces are text
        ("<!-- x --><p/><?y z?>", []),
        ("<p/>\u00a0", [(1, "MBG006", _NO_BREAK)]),
    ],
)
def test_messages(body: str, expected: list[tuple[int, str, str]], tei_all: Automaton) -> None:
    assert told(body, tei_all) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        # what is missing before is told once, what is out of order once
        (
            HEADER.replace("<titleStmt><title>x</title></titleStmt>", ""),
            ["<titleStmt> is missing in <fileDesc> before"],
        ),
        (
            HEADER.replace("<titleStmt><title>x</title></titleStmt>", "").replace(
                "<sourceDesc>", "<titleStmt><title>x</title></titleStmt><sourceDesc>"
            ),
            ["<publicationStmt> stands before <titleStmt>, which must come first in <fileDesc>"],
        ),
        (HEADER.replace("titleStmt", "titelStmt"), ["the schema knows no element <titelStmt>, here in <fileDesc>"]),
        (HEADER.replace("sourceDesc", "sourceDsc"), ["the schema knows no element <sourceDsc>, here in <fileDesc>"]),
        (HEADER.replace("<sourceDesc><p/></sourceDesc>", ""), ["<fileDesc> ends too early: <sourceDesc> is missing"]),
        ("", ["<teiHeader> is missing in <TEI> before <text>"]),
    ],
)
def test_one_fault_is_told_once(data: str, expected: list[str], tei_all: Automaton) -> None:
    text = f'<TEI xmlns="{TEI}">{data}<text><body><p/></body></text></TEI>'.encode()
    messages = [finding.message for finding in check(parse(text, "text.xml"), tei_all)]
    assert len(messages) == len(expected)
    assert all(message.startswith(begin) for message, begin in zip(messages, expected, strict=True))


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        ("<p><persname/></p>", "did you mean <persName>?"),
        ("<p><hi id='x'/></p>", "did you mean @xml:id?"),
        ("<p><date cert='hihg'/></p>", 'did you mean "high"?'),
        ("<p xmlns=''/><p/>", f'the schema knows <p> in the namespace "{TEI}"; this one is in no namespace'),
        ("<p><date when='x'/></p>", "write a date as YYYY-MM-DD"),
        ("<table><row/></table>", "add <cell> to <row>"),
        ("<p/><row><cell/></row>", "<row> stands in <table>"),
    ],
)
def test_hints(body: str, hint: str, tei_all: Automaton) -> None:
    (found,) = check(parse(letter(body), "text.xml"), tei_all)
    assert hint in (found.hint or "")


def test_what_the_text_uses_is_named_first(tei_all: Automaton) -> None:
    (found,) = check(parse(letter("<p><hi/><hi/><date/><ref/><name/><wrong/></p>"), "text.xml"), tei_all)
    assert (found.hint or "").startswith("here may stand <hi>, <date>, <name>, <ref>, ")


def test_another_root_is_named(tei_all: Automaton) -> None:
    (found,) = check(parse(b"<html/>", "text.xml"), tei_all)
    assert found.message == "<html> cannot be the root element in this schema"


@given(
    st.lists(
        st.sampled_from(
            "<p> </p> <div> </div> <list> </list> <item> </item> <hi> </hi> <lb/> <head> </head> <zz> </zz> word "
            "<table> </table> <row> </row> <cell> </cell> <!--x--> <date/>".split()
        ),
        max_size=25,
    )
)
def test_whatever_stands_there_it_is_told_and_has_a_place(pieces: list[str]) -> None:
    """Nothing is too broken to be spoken of; every finding has its line, column and words."""
    open_tags: list[str] = []
    body = ""
    for piece in pieces:
        if piece.startswith("</"):
            if open_tags and open_tags[-1] == piece[2:-1]:
                body += f"</{open_tags.pop()}>\n"
            continue
        if piece.startswith("<") and not piece.endswith("/>") and piece[1] != "!":
            open_tags.append(piece[1:-1])
        body += piece
    body += "".join(f"</{tag}>" for tag in reversed(open_tags))
    automaton = schema(ROOT / "schema" / "matbaa.rng")
    found: list[Finding] = list(check(parse(letter(body), "text.xml"), automaton))
    assert all(finding.line and finding.column and re.match(r"MBG\d{3}$", finding.code) for finding in found)
    assert found == list(check(parse(letter(body), "text.xml"), automaton))


CHANGES = [
    (r"<titleStmt>.*?</titleStmt>", ""),
    (r"<p>", "<p><body/>"),
    (r"</p>", "</p>words"),
    (r"<body>", '<body rendd="x">'),
    (r"<date when=\"(\d{4})-", r'<date when="\1/'),
    (r"<div ", "<dvi "),
    (r"<head>", "<hed>"),
    (r"<persName ref=", "<persName reff="),
    (r"<bibl>", "<bibl><row/>"),
    (r"<sourceDesc>", "<sourceDesc><sourceDesc/>"),
]


def test_jing_finds_the_first_fault_in_the_same_line(jing: str, tmp_path: Path) -> None:
    article = next((ROOT / "tei").glob("*.xml")).read_text("utf-8")
    rng = ROOT / "schema" / "matbaa.rng"
    files = {}
    for number, (pattern, replacement) in enumerate(CHANGES):
        for count in (1, 2, 5):
            found = [*re.finditer(pattern, article, re.DOTALL)]
            if len(found) < count:
                continue
            match = found[count - 1]
            text = article[: match.start()] + match.expand(replacement) + article[match.end() :]
            if replacement in ("<dvi ", "<hed>"):
                end = {"<dvi ": "</div>", "<hed>": "</head>"}[replacement]
                text = _renamed(text, match.start(), end)
            file = tmp_path / f"{number}-{count}.xml"
            file.write_text(text, "utf-8")
            files[str(file)] = text
    done = subprocess.run([jing, "-i", str(rng), *files], capture_output=True, text=True, check=False, timeout=120)
    theirs: dict[str, int] = {}
    for name, line in re.findall(r"^(.+?):(\d+):\d+: \w+: ", done.stdout, re.MULTILINE):
        theirs.setdefault(name, int(line))
    assert len(theirs) > 10
    for name, text in files.items():
        lines = [finding.line or 0 for finding in check(parse(text.encode(), name), schema(rng))]
        assert min(lines, default=None) == theirs.get(name), name


def _renamed(text: str, start: int, end: str) -> str:
    """The text with the end tag renamed that belongs to the start tag at `start`; where others nest in it, empty."""
    opened = re.match(r"<(\w+)", text[start:])
    assert opened is not None
    place = text.index(end, start)
    inner = text[start:place].count(end.replace("</", "<").rstrip(">"))
    while inner:
        inner -= 1
        place = text.index(end, place + 1)
    return text[:place] + f"</{opened[1]}>" + text[place + len(end) :]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<TEI xmlns="{tei}"><xi:include href="header.xml"/><text><body><p/></body></text></TEI>', []),
        (
            '<TEI xmlns="{tei}"><teiHeader><xi:include href="a.xml"/></teiHeader>'
            '<text><xi:include href="b.xml"/></text></TEI>',
            [],
        ),
        (
            '<TEI xmlns="{tei}"><xi:include href="header.xml"/><text><body><p><nonsense/></p></body></text></TEI>',
            ["MBG001"],
        ),
    ],
)
def test_nothing_is_missing_where_it_may_be_included(body: str, expected: list[str], tei_all: Automaton) -> None:
    data = body.replace("{tei}", "http://www.tei-c.org/ns/1.0").replace(
        "<TEI ", '<TEI xmlns:xi="http://www.w3.org/2001/XInclude" ', 1
    )
    assert [finding.code for finding in check(parse(data.encode(), "a.xml"), tei_all)] == expected
