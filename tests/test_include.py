"""XInclude: texts over several files, read as one, and every finding where it belongs."""

# ruff: noqa: E501

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from matbaa.document import TextNode, read_whole
from matbaa.finding import CannotRun
from matbaa.main import run
from matbaa.pointers import Resolver

if TYPE_CHECKING:
    from collections.abc import Callable

    from matbaa.document import Document

TEI = "http://www.tei-c.org/ns/1.0"
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p>x</p></publicationStmt>"
    "<sourceDesc><p>y</p></sourceDesc></fileDesc></teiHeader>"
)


def tei(content: str) -> str:
    return f'<TEI xmlns="{TEI}" xmlns:xi="http://www.w3.org/2001/XInclude">{HEADER}<text><body>{content}</body></text></TEI>'


def part(content: str, more: str = "") -> str:
    return f'<div xmlns="{TEI}" xmlns:xi="http://www.w3.org/2001/XInclude"{more}>{content}</div>'


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Writes files, names with `__` for `/`; gives the path of the first."""

    def write(**files: str | bytes) -> Path:
        paths = []
        for name, content in files.items():
            stem, _, ending = name.replace("__", "/").rpartition("_")
            path = tmp_path / f"{stem}.{ending}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            paths.append(path)
        return paths[0]

    return write


def body(document: Document) -> str:
    found = document.root.find(f".//{{{TEI}}}body")
    assert found is not None
    return "".join(map(str, found.itertext()))


WAYS = {
    # what stands in the body, and what is read
    "the whole": ('<xi:include href="p_q/b.xml"/>', "[one two three]"),
    "by id": ('<xi:include href="p_q/b.xml" xpointer="two"/>', "two"),
    "by element and id": ('<xi:include href="p_q/b.xml" xpointer="element(two)"/>', "two"),
    "by element and steps": ('<xi:include href="p_q/b.xml" xpointer="element(/1/3)"/>', " three"),
    "by id and steps": ('<xi:include href="p_q/b.xml" xpointer="element(all/2)"/>', "two"),
    "by xpointer": ("""<xi:include href="p_q/b.xml" xpointer="xpointer(id('two'))"/>""", "two"),
    "text": ('a<xi:include href="p_q/t.txt" parse="text"/>b', "aT < &amp;\nTb"),
    "text in Latin-1": ('<xi:include href="p_q/l.txt" parse="text" encoding="iso-8859-1"/>', "é"),
    "a fallback": ('a<xi:include href="none.xml"><xi:fallback>b<p>c</p>d</xi:fallback></xi:include>e', "abcde"),
    "an empty fallback": ('a<xi:include href="none.xml"><xi:fallback/></xi:include>e', "ae"),
    "a fallback for another": (
        '<xi:include href="no.xml"><xi:fallback><xi:include href="p_q/b.xml" xpointer="two"/></xi:fallback></xi:include>',
        "two",
    ),
    "a fallback for an id": (
        '<xi:include href="p_q/b.xml" xpointer="no"><xi:fallback>f</xi:fallback></xi:include>',
        "f",
    ),
    "a fallback for the network": (
        '<xi:include href="http://127.0.0.1/"><xi:fallback>f</xi:fallback></xi:include>',
        "f",
    ),
    "this file": ('<p xml:id="here">h</p>-<xi:include xpointer="here"/>', "h-h"),
    "twice": ('<xi:include href="p_q/b.xml" xpointer="two"/><xi:include href="p_q/b.xml" xpointer="two"/>', "twotwo"),
    "nested": ('<xi:include href="p_q/n.xml"/>', "n:two;"),
    "escaped": ('<xi:include href="p_q/a%20%C3%BC.xml"/>', "ü"),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_included(way: str, written: Callable[..., Path], tmp_path: Path) -> None:
    content, expected = WAYS[way]
    path = written(
        a_xml=tei(content),
        p_q__b_xml=part('[<p>one </p><p xml:id="two">two</p><p> three</p>]', ' xml:id="all"'),
        p_q__t_txt="T < &amp;\r\nT",
        p_q__l_txt=b"\xe9",
        p_q__n_xml=part('n:<xi:include href="b.xml" xpointer="two"/>;'),
    )
    (tmp_path / "p_q" / "a ü.xml").write_text(part("ü"))
    document = read_whole(path)
    assert body(document) == expected
    for node in document.root.iter():
        assert document.locate(node).line >= 1
    for text in document.texts():
        for offset in range(len(str(text))):
            assert document.locate_text(text, offset).column >= 1


REFUSED = {
    '<xi:include href="none.xml"/>': "no such file",
    '<xi:include href="../secret.xml"/>': "outside",
    '<xi:include href="/etc/passwd" parse="text"/>': "outside",
    '<xi:include href="file:///etc/passwd" parse="text"><xi:fallback/></xi:include>': "outside",
    '<xi:include href="link.xml"/>': "outside",
    '<xi:include href="%2e%2e/secret.xml"/>': "outside",
    '<xi:include href="http://127.0.0.1:9/a.xml"/>': "fetched",
    '<xi:include href="//127.0.0.1/a.xml"/>': "fetched",
    '<xi:include href="a.xml"/>': "a part of itself",
    '<xi:include href="loop.xml"/>': "includes this one",
    "<xi:include/>": "names no file",
    '<xi:include parse="text"/>': "names no file",
    '<xi:include href="b.xml#two"/>': "fragment",
    '<xi:include href="b.xml" xpointer="none"/>': "nothing there",
    '<xi:include href="b.xml" xpointer="xpath1(//p)"/>': "not among those",
    '<xi:include href="b.xml" xpointer="element(/1/9)"/>': "nothing there",
    '<xi:include href="b.xml" parse="html"/>': "neither xml nor text",
    '<xi:include href="bad.txt" parse="text"/>': "at byte 1",
    '<xi:include href="nul.txt" parse="text"/>': "U+0000",
    '<xi:include href="b.xml" parse="text" encoding="klingon"/>': "klingon",
    '<xi:include href="a%00b.xml"/>': "no name of a file",
    '<p xml:id="me"><xi:include xpointer="me"/></p>': "stands in",
    '<xi:include href="."/>': "directory",
}


@pytest.mark.parametrize("content", REFUSED)
def test_what_cannot_be_followed(content: str, written: Callable[..., Path], tmp_path: Path) -> None:
    path = written(
        in__a_xml=tei(content),
        in__b_xml=part("<p/>"),
        in__loop_xml=part('<xi:include href="a.xml"/>'),
        secret_xml="<p>SECRET</p>",
        in__bad_txt=b"a\xff",
        in__nul_txt=b"a\0",
    )
    (tmp_path / "in" / "link.xml").symlink_to("../secret.xml")
    with pytest.raises(CannotRun) as caught:
        read_whole(path)
    (finding,) = caught.value.findings
    assert finding.code == "MBW005"
    assert REFUSED[content].lower() in f"{finding.message} {finding.hint}".lower()
    assert finding.line == 1
    assert "SECRET" not in f"{finding}"


def test_a_part_that_is_not_well_formed_is_told_by_its_own_name(written: Callable[..., Path]) -> None:
    path = written(a_xml=tei('<xi:include href="b.xml"/>'), b_xml="<p>\n<q></p>")
    with pytest.raises(CannotRun) as caught:
        read_whole(path, "texts/a.xml")
    (finding,) = caught.value.findings
    assert (finding.code, finding.file, finding.line) == ("MBW001", "texts/b.xml", 2)


def test_includes_without_measure(written: Callable[..., Path]) -> None:
    bomb = {f"b{n}_xml": part(f'<xi:include href="b{n + 1}.xml"/>' * 10) for n in range(20)}
    with pytest.raises(CannotRun) as caught:
        read_whole(written(a_xml=tei('<xi:include href="b0.xml"/>'), **bomb, b20_xml=part("x")))
    assert "10,000" in caught.value.findings[0].message
    deep = {f"d{n}_xml": part(f'<xi:include href="d{n + 1}.xml"/>') for n in range(60)}
    with pytest.raises(CannotRun) as caught:
        read_whole(written(a_xml=tei('<xi:include href="d0.xml"/>'), **deep, d60_xml=part("x")))
    assert "deep" in caught.value.findings[0].message


def test_places_are_of_the_file_that_a_node_was_written_in(written: Callable[..., Path]) -> None:
    path = written(
        a_xml=tei(
            '<p>x</p>\n  <xi:include href="p/b.xml"/> tail\n<p n="2">a<xi:include href="t.txt" parse="text"/>c</p>'
        ),
        p__b_xml=part('<p>one</p>\n\n <p n="1" rend="é">two</p>'),
        t_txt="L1\nL2",
    )
    document = read_whole(path, "a.xml")

    def told(words: str) -> tuple[str | None, int | None, int | None]:
        for text in document.texts():
            if (at := str(text).find(words)) >= 0:
                found = document.finding("MBW001", 1, "", document.locate_text(text, at))  # type: ignore[arg-type]
                return found.file, found.line, found.column
        raise AssertionError(words)

    assert told("two") == ("p/b.xml", 3, 20)
    assert told("tail") == ("a.xml", 2, 32)
    assert told("L2") == ("t.txt", 2, 1)
    assert told("c") == ("a.xml", 3, 50)
    two = document.root.findall(f".//{{{TEI}}}div/{{{TEI}}}p")[1]
    attribute = document.locate_attribute(two, "rend")
    found = document.finding("MBW001", 1, "", attribute)  # type: ignore[arg-type]
    assert (found.file, found.line, found.column) == ("p/b.xml", 3, 11)
    assert document.locate_end(two) == (3, 23)
    assert document.locate_text(TextNode(two, "text"), 0) == (3, 20)
    assert [(file.path.name, len(file.sha256)) for file in document.included] == [("b.xml", 64), ("t.txt", 64)]


def test_addresses_and_languages_mean_what_they_meant(written: Callable[..., Path], tmp_path: Path) -> None:
    path = written(
        a_xml=tei('<xi:include href="p/b.xml" xpointer="x"/>'),
        p__b_xml=part('<p xml:id="x"><ref target="q.xml#y"/></p>', ' xml:lang="tr"'),
    )
    document = read_whole(path)
    ref = next(document.root.iter(f"{{{TEI}}}ref"))
    assert Resolver(document).resolve("q.xml#y", ref).file == tmp_path / "p" / "q.xml"
    paragraph = ref.getparent()
    assert paragraph is not None
    assert paragraph.get("{http://www.w3.org/XML/1998/namespace}lang") == "tr"


def test_the_commands_follow(
    written: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    written(
        corpus_xml=f'<teiCorpus xmlns="{TEI}" xmlns:xi="http://www.w3.org/2001/XInclude">{HEADER}'
        '<xi:include href="a/one.xml"/></teiCorpus>',
        a__one_xml=tei('<xi:include href="../b/part.xml"/>'),
        b__part_xml=part('<p>The <persName key="x">part</persName>.</p>\n<p><wrong/></p>'),
    )
    assert run(["transform", "corpus.xml", "--to", "text"]) == 0
    assert "The part." in capfd.readouterr().out
    assert run(["transform", "corpus.xml"]) == 0
    assert "part" in re.sub("<[^>]*>", "", capfd.readouterr().out)
    assert run(["validate", "corpus.xml", "--schema", "matbaa", "--no-cache"]) == 1
    assert "b/part.xml:2:4: error MBG001" in "".join(capfd.readouterr())
    assert run(["index", "corpus.xml", "--kind", "persons", "--format", "json"]) == 0
    assert '"part"' in capfd.readouterr().out
    assert run(["stats", "corpus.xml"]) == 0


def test_a_text_is_checked_again_when_its_part_changes(
    written: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MATBAA_CACHE", str(tmp_path / "cache"))
    written(a_xml=tei('<xi:include href="b.xml"/>'))
    assert run(["validate", "a.xml"]) == 1
    assert "MBW005" in "".join(capfd.readouterr())
    written(b_xml=part("<p/>"))
    assert run(["validate", "a.xml"]) == 0
    written(b_xml=part('<p><date when="2024-13-45"/></p>'))
    assert run(["validate", "a.xml"]) == 1
    assert "b.xml:1" in "".join(capfd.readouterr())


def test_a_page_is_made_again_when_its_part_changes(
    written: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MATBAA_CACHE", str(tmp_path / "cache"))
    written(
        edition_toml='[edition]\ntitle = "T"\ntexts = ["tei/*.xml"]\n',
        tei__a_xml=tei('<xi:include href="parts/b.xml"/>'),
        tei__c_xml=tei("<p>c</p>"),
        tei__parts__b_xml=part("<p>first</p>"),
    )
    page = tmp_path / "build" / "text" / "a.txt"
    assert run(["build", "--jobs", "1"]) == 0
    assert page.read_text("utf-8") == "first\n"
    assert "first" in (tmp_path / "build" / "tei" / "a.xml").read_text("utf-8")
    assert (tmp_path / "build" / "tei" / "c.xml").read_bytes() == (tmp_path / "tei" / "c.xml").read_bytes()
    capfd.readouterr()
    for _ in range(2):
        assert run(["build", "--dry-run"]) == 0
        assert "html/a.html" not in "".join(capfd.readouterr())
    written(tei__parts__b_xml=part("<p>second, and longer</p>"))
    assert run(["build", "--dry-run"]) == 0
    said = "".join(capfd.readouterr())
    assert "html/a.html" in said
    assert "html/c.html" not in said
    assert run(["build", "--jobs", "1"]) == 0
    assert page.read_text("utf-8") == "second, and longer\n"
    (tmp_path / "tei" / "parts" / "b.xml").unlink()
    assert run(["build", "--jobs", "1"]) == 1
    assert "MBW005" in "".join(capfd.readouterr())
    assert not page.exists()
    written(tei__parts__b_xml=part("<p>third</p>"))
    assert run(["build", "--jobs", "1"]) == 0
    assert page.read_text("utf-8") == "third\n"
