"""`matbaa encode`: the structure of plain text, Markdown and DOCX, and that nothing of a text is lost."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from matbaa.document import Document, parse, words
from matbaa.encode.structure import Draft, Source, Wishes, draft, open_source
from matbaa.encode.structure.characters import writable
from matbaa.finding import CannotRun
from matbaa.validate import grammar
from matbaa.validate.fidelity import differences
from tests.conftest import ROOT, Matbaa

CASES = sorted(path for path in (ROOT / "tests" / "cases" / "encode").iterdir() if path.is_dir())
TEI = "{http://www.tei-c.org/ns/1.0}"
SCHEMA = ROOT / "schema" / "matbaa.rng"


def encoded(text: str | bytes, kind: str = "text", wishes: Wishes | None = None) -> Draft:
    data = text if isinstance(text, bytes) else text.encode()
    return draft(Source("letter.txt", data, kind), wishes)


def tree(made: Draft) -> Document:
    return parse(made.xml.encode(), "draft.xml")


def valid(made: Draft) -> Document:
    document = tree(made)
    found = list(grammar.check(document, grammar.open_schema(SCHEMA, "matbaa.rng")))
    assert not found, (found[0].message, found[0].line, made.xml[-3000:])
    return document


def body_of(made: Draft) -> str:
    """`text` alone, without the indentation of its first line."""
    return made.xml[made.xml.index("  <text>") : made.xml.index("</TEI>")]


def told(made: Draft) -> str:
    return "".join(f"{item.line or '-'} {item.code} {item.message}\n" for item in made.findings)


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_case(folder: Path) -> None:
    """Each case is a folder: source.txt, .md or .docx; expected.xml is the draft, expected.txt what is guessed."""
    (path,) = folder.glob("source.*")
    options = (folder / "options").read_text("utf-8").split() if (folder / "options").exists() else []
    wishes = Wishes(**dict(option.split("=") for option in options))  # type: ignore[arg-type]
    source = open_source(path, name=path.name)
    made = draft(source, wishes)
    valid(made)
    xml = re.sub(r'ident="matbaa" version="[^"]*"', 'ident="matbaa" version="0"', made.xml)
    if os.environ.get("MATBAA_ACCEPT"):
        (folder / "expected.xml").write_text(xml, "utf-8")
        (folder / "expected.txt").write_text(told(made), "utf-8")
    assert xml == (folder / "expected.xml").read_text("utf-8")
    assert told(made) == (folder / "expected.txt").read_text("utf-8")


def test_the_article_has_the_structure_that_its_editor_gave_it() -> None:
    """The draft of the source: the same divisions, headings, paragraphs, page breaks, abstracts and keywords."""
    made = draft(open_source(ROOT / "tei" / "source" / "celik-milli-bagimsizlik.txt"))
    edited = parse((ROOT / "tei" / "celik-milli-bagimsizlik.xml").read_bytes(), "article.xml")
    assert skeleton(valid(made)) == skeleton(edited)


KEPT = set(
    "front body back div head p pb titlePage docTitle titlePart byline docAuthor label term note list item l lg fw "
    "table opener closer".split()
)
ADDED = {"corr", "supplied"}


def skeleton(document: Document) -> list[str]:
    """Elements of structure with their attributes, and the words between them."""
    parts: list[str] = []
    found: list[str] = []

    def flush() -> None:
        if words := " ".join("".join(parts).split()):
            found.append(words)
        parts.clear()

    def walk(node: object) -> None:
        from lxml import etree

        assert isinstance(node, etree._Element)
        if not isinstance(node.tag, str):
            return
        name = node.tag.removeprefix(TEI)
        if name in ADDED or node.get("type") == "editorial":
            return
        if name in KEPT:
            flush()
            found.append(f"<{name} {sorted(node.attrib.items())}>")
        parts.append(node.text or "")
        for child in node:
            walk(child)
            parts.append(child.tail or "")
        if name in KEPT:
            flush()
            found.append(f"</{name}>")

    walk(next(document.root.iter(f"{TEI}text")))
    return found


# text of every kind

LETTERS = st.sampled_from("abcdeğışİöüßéñ ABCÇ0123456789.,;:!?-–—()[]*'’\"“”«»/&<>#_\u00ad\u2019¹ﬁ")
ROWS = st.lists(
    st.one_of(
        st.text(LETTERS, max_size=90),
        st.sampled_from(
            ["", "", "  ", "\f", "ABSTRACT", "Keywords: a, b; c", "1. One", "2. Two", "1.1 More", "Chapter 3", "* * *",
             "- first", "- second", "1) a", "2) b", "[1] note", "1 note", "word[1] goes on", "KAYNAKÇA", "Dear friend,",
             "Yours", "   The moon is up,", "   The river low,", "HAMLET. To be", "12", "a-\nb",
             "\x00\x01\x0b\x85\u2028",
             "J. Smith", "Ankara, 3 Mayıs 1920", "by Ada Lovelace", "Özet: " + "bir iki üç " * 12, "> quoted", "\t\tin"]
        ),
        st.lists(st.sampled_from("the of and village river Men were late never before again. house, road-".split()),
                 min_size=4, max_size=14).map(" ".join),
    ),
    max_size=40,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(ROWS)
def test_no_text_is_lost_and_every_draft_is_valid(rows: list[str]) -> None:
    text = "\n".join(rows)
    if not text.split():
        with pytest.raises(CannotRun):
            encoded(text)
        return
    made = encoded(text)
    document = valid(made)
    assert differences(document, writable(text), "source") == []


WORD = st.text("abcçdeğıiöşü", min_size=1, max_size=9)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(WORD, min_size=12, max_size=60), min_size=1, max_size=6), st.integers(40, 90))
def test_wrapped_paragraphs_come_back(paragraphs: list[list[str]], width: int) -> None:
    import textwrap

    said = [" ".join(words).capitalize() + "." for words in paragraphs]
    wrapped = [textwrap.fill(words, width, break_long_words=False, break_on_hyphens=False) for words in said]
    made = encoded("\n\n".join(wrapped), wishes=Wishes(language="tr"))
    document = valid(made)
    assert [
        words(p) for p in document.root.iter(f"{TEI}p") if p.get("{http://www.w3.org/XML/1998/namespace}id")
    ] == said


# the command


def test_the_command_writes_a_draft_and_tells_what_it_guessed(matbaa: Matbaa, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A journey\n\nN. N. Smith\n\nIt was late when we came to the village.\n", "utf-8")
    done = matbaa("encode", "a.txt", "-o", "a.xml", cwd=tmp_path)
    assert (done.code, done.out) == (0, "")
    assert 'a.txt:1: hint MBE027 "A journey" is taken as the title' in done.err
    assert matbaa("validate", "--schema", "matbaa", "--source", "a.txt", "a.xml", cwd=tmp_path).code == 0
    again = matbaa("encode", "a.txt", "-o", "a.xml", cwd=tmp_path)
    assert again.code == 2
    assert "a.xml: error MBE032 is there already" in again.err
    assert matbaa("encode", "a.txt", "-o", "a.xml", "--force", "-q", cwd=tmp_path).err == ""


def test_standard_input_and_output(matbaa: Matbaa) -> None:
    done = matbaa("encode", "-", "--title", "A note", "--author", "N. N.", "-q", stdin="It was late.\n")
    assert done.code == 0
    assert '<title type="main">A note</title>' in done.out
    assert "<author>N. N.</author>" in done.out
    assert "It was late." in done.out


def test_a_wrong_encoding_is_named_with_its_place(matbaa: Matbaa, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Sevgili dostum,\n\ngeldim ışıkta.\n".encode("iso-8859-9"))
    done = matbaa("encode", "a.txt", cwd=tmp_path)
    assert done.code == 2
    assert "a.txt:3:8: error MBE020 is not UTF-8: the byte FD does not fit (byte 24 of the file)" in done.err
    assert "geldim ışıkta." in matbaa("encode", "a.txt", "--encoding", "iso-8859-9", cwd=tmp_path).out


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_marked_and_plain_unicode(encoding: str) -> None:
    assert "geldim ışıkta." in encoded("Sevgili dostum,\n\ngeldim ışıkta.\n".encode(encoding)).xml


@settings(deadline=None)
@example("\x00" * 10 + "a")
@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_any_characters(text: str) -> None:
    if writable(text).split():
        valid(encoded(text))
