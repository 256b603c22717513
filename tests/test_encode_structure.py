"""`matbaa encode`: the structure of plain text, Markdown and DOCX, and that nothing of a text is lost."""

from __future__ import annotations

import io
import os
import re
import time
import zipfile
from collections import Counter
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


def docx(folder: Path) -> bytes:
    """A DOCX file of the parts in `folder`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for file in sorted(folder.rglob("*.*")):
            archive.write(file, file.relative_to(folder).as_posix())
    return buffer.getvalue()


def told(made: Draft) -> str:
    return "".join(f"{item.line or '-'} {item.code} {item.message}\n" for item in made.findings)


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_case(folder: Path) -> None:
    """Each case is a folder: source.txt, .md or .docx; expected.xml is the draft, expected.txt what is guessed."""
    path = next(folder.glob("source.*"), folder / "source.docx")
    options = (folder / "options").read_text("utf-8").split() if (folder / "options").exists() else []
    wishes = Wishes(**dict(option.split("=") for option in options))  # type: ignore[arg-type]
    source = open_source(path, name=path.name) if path.exists() else Source(path.name, docx(folder / "docx"), "docx")
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


def test_the_drafts_fit_the_rules_and_tei(matbaa: Matbaa, tmp_path: Path, reference: Path) -> None:
    """All drafts of the cases together: Matbaa's grammar and rules, and the grammar of all of TEI."""
    files = [tmp_path / f"{folder.name}.xml" for folder in CASES]
    for folder, file in zip(CASES, files, strict=True):
        file.write_bytes((folder / "expected.xml").read_bytes())
    done = matbaa("validate", "--schema", "matbaa", "--ignore", "MBP002", *files)
    assert (done.code, done.out) == (0, ""), done.out
    tei_all = grammar.open_schema(reference / "tei_all.rng", "tei_all.rng")
    for file in files:
        found = list(grammar.check(parse(file.read_bytes(), file.name), tei_all))
        assert not found, found[0]


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
    # what follows the last page's form feed is no page
    fed = text.rstrip().count("\f")
    if fed:
        assert len(list(document.root.iter(f"{TEI}pb"))) == fed + 1


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


def test_only_what_is_asked_for_is_tagged(matbaa: Matbaa) -> None:
    text = "He came on 3 May 1920, and nobody knew why (Smith, 1999, p. 3).\n"
    assert "<bibl" in matbaa("encode", "-", "-q", stdin=text).out
    dates = matbaa("encode", "-", "-q", "--only", "dates", stdin=text).out
    assert '<date when="1920-05-03"' in dates
    assert "<bibl" not in dates
    assert "<date" not in matbaa("encode", "-", "-q", "--no-tags", stdin=text).out
    assert matbaa("encode", "-", "--only", "dates", "--no-tags", stdin=text).code == 2


def test_of_many_guesses_of_one_kind_the_first_are_told(matbaa: Matbaa, tmp_path: Path) -> None:
    words = [f"{letter}{other}{'x' * 20}" for letter in "abcde" for other in "fghi"]
    (tmp_path / "a.txt").write_text(
        "".join(f"so it was told: {word}-\nword and {word[::-1]} there is\n" for word in words)
    )
    some = matbaa("encode", "a.txt", "--no-tags", cwd=tmp_path)
    assert some.err.count("MBE023") == 13
    assert "and 8 more MBE023; --all-guesses tells them" in some.err
    assert matbaa("encode", "a.txt", "--no-tags", "--all-guesses", cwd=tmp_path).err.count("MBE023") == 20


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


# Markdown

MARKDOWN = st.lists(
    st.one_of(
        ROWS.map("\n".join),
        st.sampled_from(
            [
                "# Head", "## *Head* two", "> quoted\n> more", "- one\n- two\n  - deep", "1. one\n2. two\n\n   more",
                "a *b **c** d* `e` [f](g.html) ![h](i.png)", "| a | b |\n|---|---|\n| 1 | *2* |", "text[^1] and[^1]",
                "[^1]: the note\n\n    goes on", "[^x]: unused", "word^[inline *note*]", "```\ncode  here\n\n```",
                "---",
                "a  \nb  \nc", "<b>bold</b> <!-- no --> <br> x", "<div>html</div>", "&amp; &copy; \\*", "***",
                "Abstract",
                "Keywords: a, b", "Term<sup>2", "[link]: http://x.y", "~~gone~~", "1) x\n\n    code",
            ]
        ),
    ),
    max_size=12,
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(MARKDOWN)
def test_of_markdown_no_word_is_lost(parts: list[str]) -> None:
    """What the parser of Markdown calls text stands in the draft, word by word, apart from its order: notes move."""
    text = "\n\n".join(["Text", *parts])
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin).disable("footnote_tail")
    said = Counter[str]()
    for token in tokens.parse(writable(text)):
        for inline in token.children or ():
            if inline.type in {"text", "code_inline"}:
                said.update("".join(inline.content.split()))
        if token.type in {"fence", "code_block"}:
            said.update("".join(token.content.split()))
    if not said:
        return
    document = valid(encoded(text, "markdown"))
    body = next(document.root.iter(f"{TEI}text"))
    found = Counter("".join("".join(map(str, body.itertext())).split()))
    assert not said - found


def test_front_matter_that_is_no_yaml_is_told_with_its_line() -> None:
    with pytest.raises(CannotRun, match="no YAML") as caught:
        encoded("---\ntitle: a: b\n---\n\ntext\n", "markdown")
    assert caught.value.findings[0].line == 2


def test_addresses_of_pictures_are_relative_to_the_draft(matbaa: Matbaa, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "tei").mkdir()
    (tmp_path / "in" / "a.md").write_text("![A mill](mill.png) and [more](b.html#c), [far](https://x.y/z)\n", "utf-8")
    assert matbaa("encode", "in/a.md", "-o", "tei/a.xml", "-q", cwd=tmp_path).code == 0
    draft_ = (tmp_path / "tei" / "a.xml").read_text("utf-8")
    assert 'url="../in/mill.png"' in draft_
    assert 'target="../in/b.html#c"' in draft_
    assert 'target="https://x.y/z"' in draft_


def test_in_an_edition_a_draft_names_its_schemas(matbaa: Matbaa, edition: Path) -> None:
    config = edition / "edition.toml"
    config.write_text(config.read_text("utf-8") + '\n[schema]\nrelaxng = "schema/letters.rng"\n', "utf-8")
    (edition / "schema").mkdir()
    (edition / "schema" / "letters.rng").write_bytes(SCHEMA.read_bytes())
    (edition / "new.txt").write_text("It was late when we came.\n", "utf-8")
    done = matbaa("encode", "new.txt", "-o", "tei/new.xml", "--no-tags", "-q", cwd=edition)
    assert (done.code, done.err) == (0, "")
    assert '<?xml-model href="../schema/letters.rng"' in (edition / "tei" / "new.xml").read_text("utf-8")


# DOCX, and what else may come from a stranger

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(body: str, *, head: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    return buffer.getvalue()


def test_files_of_a_word_processor_made_by_another_library(tmp_path: Path) -> None:
    import docx as library

    made = library.Document()
    made.add_heading("Rivers", 0)
    made.add_heading("One", 1)
    made.add_paragraph("First ").add_run("paragraph").italic = True
    made.add_paragraph("a point", style="List Bullet")
    made.add_paragraph("a point inside", style="List Bullet 2")
    made.add_table(rows=1, cols=2).cell(0, 1).text = "cell"
    made.save(str(tmp_path / "a.docx"))
    document = valid(draft(open_source(tmp_path / "a.docx")))
    assert words(next(document.root.iter(f"{TEI}titlePart"))) == "Rivers"
    assert words(next(document.root.iter(f"{TEI}hi"))) == "paragraph"
    assert [words(item) for item in document.root.iter(f"{TEI}item")] == ["a point a point inside", "a point inside"]
    assert [words(cell) for cell in document.root.iter(f"{TEI}cell")] == ["", "cell"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (word(" " * 210_000_000), "is 210 MB when unpacked"),
        (word("<w:p/>", head='<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "declares entities"),
        (b"PK\x03\x04 nothing", "this is no DOCX file"),
        (word("<w:p><w:r><w:t>x</w:r></w:p>"), "is not well-formed"),
        (word(""), "has no words"),
    ],
    ids=["bomb", "entities", "no archive", "ill-formed", "empty"],
)
def test_a_docx_that_cannot_be_read(data: bytes, said: str) -> None:
    with pytest.raises(CannotRun, match=said) as caught:
        encoded(data, "docx")
    assert caught.value.findings[0].code == "MBE033"


def test_what_has_marks_already_is_for_tag(tmp_path: Path, matbaa: Matbaa) -> None:
    file = tmp_path / "letter.xml"
    file.write_text("<TEI><text/></TEI>", "utf-8")
    done = matbaa("encode", file)
    assert (done.code, done.out) == (2, "")
    assert "MBE033" in done.err
    assert "matbaa tag" in done.err
    assert "&lt;TEI&gt;" in matbaa("encode", file, "--from", "text", "--no-tags").out


@pytest.mark.parametrize("tag", ["sdt><w:sdtContent", "tbl><w:tr><w:tc"])
def test_nothing_is_lost_that_is_nested_deeply(tag: str) -> None:
    names = [name.removeprefix("w:") for name in tag.split("><")]
    opened = "".join(f"<w:{name}>" for name in names) * 90
    closed = "".join(f"</w:{name}>" for name in reversed(names)) * 90
    assert "deep down" in encoded(word(f"{opened}<w:p><w:r><w:t>deep down</w:t></w:r></w:p>{closed}"), "docx").xml


def test_lists_that_go_deeper_and_deeper() -> None:
    lines = "".join(f"{' ' * (3 * n)}- point {n}\n{' ' * (3 * n)}- another\n" for n in range(600))
    assert "point 599" in valid(encoded(lines)).data.decode()
    numbers = (f'<w:pPr><w:numPr><w:ilvl w:val="{n}"/><w:numId w:val="1"/></w:numPr></w:pPr>' for n in range(600))
    body = "".join(f"<w:p>{number}<w:r><w:t>point</w:t></w:r></w:p>" for number in numbers)
    assert encoded(word(body), "docx").xml.count("point") == 600


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.pdf", "this is a PDF"),
        ("a.doc", "word processor"),
        ("a.odt", "no text that Matbaa reads"),
        ("b.docx", "no DOCX"),
    ],
)
def test_other_formats_are_named(matbaa: Matbaa, tmp_path: Path, name: str, said: str) -> None:
    beginnings = {
        "a.pdf": b"%PDF-1.4",
        "a.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "a.odt": b"PK\x03\x04",
        "b.docx": b"text",
    }
    (tmp_path / name).write_bytes(beginnings[name] + b" and so on")
    done = matbaa("encode", name, cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


@pytest.mark.parametrize(
    "text",
    [
        "word " * 400_000, "\n" * 500_000 + "x", "x\f" * 8_000, "abc-\n" * 40_000, "[" * 20_000, "Ab cd ef: " * 60_000,
        "\n\n".join(["THE HEADING"] * 5_000), "\n".join(f"{n}. item" for n in range(1, 20_000)), "." * 1_000_000,
        "\n\n".join(f"word[{n}] is here." for n in range(2_000)) + "\n\nNotes\n\n[0] no", "a" + " " * 1_000_000 + "b",
    ],
    ids=["line", "blank lines", "pages", "hyphens", "brackets", "labels", "headings", "items", "dots", "notes",
    "blanks"],
)  # fmt: skip
def test_hostile_text_takes_no_longer_than_other_text(text: str) -> None:
    begin = time.process_time()
    encoded(text)
    assert time.process_time() - begin < 8
