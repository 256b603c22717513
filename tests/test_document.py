"""Reading XML from strangers, and the places of what is in it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from matbaa.document import TextNode, element_at, parse, read, require_tei
from matbaa.files import Staging, tei_files, write_whole
from matbaa.finding import CannotRun, Place

if TYPE_CHECKING:
    from matbaa.document import Document

HOSTILE = Path(__file__).parent / "hostile"
TEI = "http://www.tei-c.org/ns/1.0"

# file -> code, line (None: of the whole file), words of the message
REFUSED: dict[str, tuple[str, int | None, str]] = {
    "attribute-twice.xml": ("MBW001", 1, "twice"),
    "bare-ampersand.xml": ("MBW001", 1, "&"),
    "control-character.xml": ("MBW001", 1, "not allowed in XML"),
    "crossed-tags.xml": ("MBW001", 1, "closed by </hi>"),
    "empty.xml": ("MBW002", None, "empty"),
    "entity-bomb.xml": ("MBW003", None, "bomb"),
    "entity-loop.xml": ("MBW003", None, "bomb"),
    "external-entity-in-attribute.xml": ("MBW003", 2, "secret"),
    "external-entity-nested.xml": ("MBW003", 5, "secret"),
    "external-entity.xml": ("MBW003", 4, "secret"),
    "html.xml": ("MBW004", 2, "<html>"),
    "json.xml": ("MBW001", 1, "does not begin with a tag"),
    "latin-1-said-utf-8.xml": ("MBW006", 2, "0x"),
    "network-entity.xml": ("MBW003", 2, "127.0.0.1"),
    "no-namespace.xml": ("MBW004", 1, "no namespace"),
    "nul.xml": ("MBW006", 1, "NUL"),
    "only-white-space.xml": ("MBW002", None, "empty"),
    "parameter-entity.xml": ("MBW003", 3, "more"),
    "plain-text.xml": ("MBW001", 1, "does not begin with a tag"),
    "quadratic-bomb.xml": ("MBW003", None, "bomb"),
    "said-utf-16.xml": ("MBW006", 1, "single bytes"),
    "tei-p4.xml": ("MBW004", 1, "TEI.2"),
    "too-deep.xml": ("MBW008", 1, "deep"),
    "truncated-in-a-tag.xml": ("MBW001", 1, "not well-formed"),
    "truncated.xml": ("MBW001", 1, "never closed"),
    "two-roots.xml": ("MBW001", 2, "after the end"),
    "unbound-prefix.xml": ("MBW001", 1, "prefix"),
    "undeclared-entity-without-doctype.xml": ("MBW003", 1, "nbsp"),
    "undeclared-entity.xml": ("MBW003", 2, "nbsp"),
    "unknown-encoding.xml": ("MBW001", 1, "klingon"),
    "word-document.xml": ("MBW001", 1, "does not begin with a tag"),
    "wrong-namespace.xml": ("MBW004", 1, "ns/2.0"),
}
# file -> its text
READ: dict[str, str] = {
    "control-in-name.xml": "x",
    "deep.xml": "x",
    "duplicate-ids.xml": "",
    "external-entity-unused.xml": "nothing",
    "internal-entity.xml": "Mustafa Kemal",
    "latin-5.xml": "Şişli ığ",
    "many-attributes.xml": "",
    "network-dtd.xml": "x",
    "script-in-the-text.xml": "xalert(1)<script>",
    "utf-16.xml": "Şişli x",
    "utf-8-bom.xml": "Şişli",
    "windows-1254.xml": "“Şişli”",
    "windows-line-ends.xml": "\na\nb",
    "xinclude-of-a-secret.xml": "",
}


def test_every_hostile_file_is_tried() -> None:
    assert sorted({*REFUSED, *READ}) == sorted(path.name for path in HOSTILE.glob("*.xml"))


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str) -> None:
    code, line, words = REFUSED[name]
    with pytest.raises(CannotRun) as caught:
        require_tei(read(HOSTILE / name, name))
    finding = caught.value.findings[0]
    assert finding.code == code
    assert finding.file == name
    assert words in finding.message
    assert "the secret" not in f"{finding.message}{finding.hint}"
    if line is not None:
        assert finding.line == line


@pytest.mark.parametrize("name", READ)
def test_what_is_read(name: str) -> None:
    document = require_tei(read(HOSTILE / name, name))
    text = "".join(document.root.itertext())
    assert text == READ[name]
    for node in document.root.iter():
        assert document.locate(node).line >= 1
    for piece in document.texts():
        assert document.locate_text(piece, 0).column >= 1


@pytest.mark.parametrize(("name", "code"), [("missing.xml", "MBI001"), (".", "MBI002")])
def test_files_that_cannot_be_opened(name: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(CannotRun) as caught:
        read(tmp_path / name)
    assert caught.value.findings[0].code == code


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read any file")
def test_a_file_without_permission(tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.write_text("<a/>")
    file.chmod(0)
    with pytest.raises(CannotRun) as caught:
        read(file)
    assert caught.value.findings[0].code == "MBI003"


# --- places -------------------------------------------------------------------------------------------------------


@dataclass
class Written:
    """A document as it is written, with the offset of each thing in it, in document order."""

    text: str = ""
    nodes: list[int] = field(default_factory=list)
    attributes: list[dict[str, int]] = field(default_factory=list)
    characters: list[int] = field(default_factory=list)  # of every character of the text content

    def place(self, offset: int) -> Place:
        before = self.text[:offset].replace("\r\n", "\n")
        return Place(before.count("\n") + 1, len(before) - before.rfind("\n"))


PIECES = st.sampled_from(
    [
        "text",
        "white",
        "amp",
        "char",
        "cdata",
        "entity",
        "comment",
        "pi",
        "open",
        "open",
        "empty",
        "close",
        "close",
        "emoji",
    ]
)
ATTRIBUTES = st.lists(st.sampled_from(["n", "ref", "xml:id", "when"]), unique=True, max_size=3)


def write(pieces: list[tuple[str, list[str], str]], line_end: str) -> Written:
    out = Written(
        f'<?xml version="1.0"?>{line_end}<!DOCTYPE TEI [<!ENTITY e "Ş{"x" * 3}">]>{line_end}<!-- before -->{line_end}'
    )
    open_tags: list[str] = []

    def tag(name: str, attributes: list[str], space: str, end: str) -> None:
        out.nodes.append(len(out.text))
        places = {}
        out.text += f"<{name}"
        for attribute in attributes:
            out.text += space
            places[attribute] = len(out.text)
            out.text += f"{attribute}='a > \"n=' " if attribute != "xml:id" else "xml:id='i'"
        out.attributes.append(places)
        out.text += end

    def characters(raw: str, count: int | None = None) -> None:
        start = len(out.text)
        if count is None:
            out.characters.extend(start + i for i in range(len(raw)) if raw[max(i - 1, 0) : i + 1] != "\r\n")
        else:
            out.characters.extend([start] * count)
        out.text += raw

    tag("TEI", [], " ", f' xmlns="{TEI}">')
    for kind, attributes, space in pieces:
        if kind == "text":
            characters("şıx yz")
        elif kind == "emoji":
            characters("a😀b")
        elif kind == "white":
            characters(line_end + "  ")
        elif kind == "amp":
            characters("&amp;", 1)
        elif kind == "char":
            characters("&#x15F;", 1)
        elif kind == "entity":
            characters("&e;", 4)
        elif kind == "cdata":
            out.text += "<![CDATA["
            characters("<p>&")
            out.text += "]]>"
        elif kind == "comment":
            out.nodes.append(len(out.text))
            out.attributes.append({})
            out.text += f"<!-- <x n='1'>{line_end} -->"
        elif kind == "pi":
            out.nodes.append(len(out.text))
            out.attributes.append({})
            out.text += "<?do n='1'?>"
        elif kind == "open":
            tag("seg", attributes, space, ">")
            open_tags.append("seg")
        elif kind == "empty":
            tag("lb", attributes, space, "/>")
        elif open_tags:
            out.text += f"</{open_tags.pop()} >"
    out.text += "".join(f"</{name}>" for name in reversed(open_tags)) + f"</TEI>{line_end}<!-- after -->"
    return out


@given(
    st.lists(st.tuples(PIECES, ATTRIBUTES, st.sampled_from([" ", "\n  ", "\t"])), max_size=25),
    st.sampled_from(["\n", "\r\n"]),
)
@settings(max_examples=300, deadline=None)
def test_places_agree_with_the_text_as_written(pieces: list[tuple[str, list[str], str]], line_end: str) -> None:
    written = write(pieces, line_end)
    document = parse(written.text.encode(), "random.xml")
    nodes = list(document.root.iter())
    assert [document.locate(node) for node in nodes] == [written.place(offset) for offset in written.nodes]
    for node, attributes in zip(nodes, written.attributes, strict=True):
        for name, offset in attributes.items():
            full = f"{{http://www.w3.org/XML/1998/namespace}}{name[4:]}" if name.startswith("xml:") else name
            assert document.locate_attribute(node, full) == written.place(offset)
    located = [document.locate_text(text, offset) for text in document.texts() for offset in range(len(str(text)))]
    exact = [written.place(offset) for offset in written.characters]
    assert [place.line for place in located] == [place.line for place in exact]
    if "entity" not in {kind for kind, _, _ in pieces}:
        assert located == exact


def test_the_place_of_a_missing_attribute_is_its_element() -> None:
    document = parse(b'<a>\n  <b ref="n=\'1\'" mn="2"/></a>', "a.xml")
    assert document.locate_attribute(document.root[0], "n") == Place(2, 3)
    assert document.locate_attribute(document.root[0], "mn") == Place(2, 18)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-9"])
def test_columns_count_characters_in_every_encoding(encoding: str) -> None:
    source = f'<?xml version="1.0" encoding="{encoding}"?>\n<p>şığ<hi n="ş"\n rend="x">y</hi></p>'
    document = parse(source.encode(encoding), "a.xml")
    assert document.locate(document.root[0]) == Place(2, 7)
    assert document.locate_text(TextNode(document.root[0], "text"), 0) == Place(3, 11)


def paths(document: Document) -> list[tuple[etree._Element, str]]:
    """Every element with its path as fn:path() writes it."""
    found = []
    for element in document.root.iter("*"):
        steps = []
        node: etree._Element | None = element
        while node is not None:
            name = etree.QName(node)
            before = len([other for other in node.itersiblings(preceding=True) if other.tag == node.tag])
            steps.append(f"/Q{{{name.namespace or ''}}}{name.localname}[{before + 1}]")
            node = node.getparent()
        found.append((element, "".join(reversed(steps))))
    return found


def test_the_element_of_a_path() -> None:
    document = parse(
        f'<TEI xmlns="{TEI}"><a/><b xmlns=""/><a n="1"><!-- c --><?p i?><a xml:id="x"/>t<a/></a></TEI>'.encode(),
        "a.xml",
    )
    for element, path in paths(document):
        assert element_at(document, path) == (element, None)
        assert element_at(document, f"{path}/text()[1]")[0] is element
        assert element_at(document, f"{path}/@n") == (element, "n")
        assert element_at(document, f"{path}/@Q{{http://www.w3.org/XML/1998/namespace}}id")[1] == (
            "{http://www.w3.org/XML/1998/namespace}id"
        )
    assert element_at(document, f"/Q{{{TEI}}}TEI[1]/Q{{{TEI}}}a[2]/Q{{{TEI}}}b[7]")[0] is document.root[2]
    assert element_at(document, "/")[0] is document.root


# --- files ---------------------------------------------------------------------------------------------------------


def test_the_files_of_folders(tmp_path: Path) -> None:
    for name in (
        "b/2.xml",
        "b/1.XML",
        "b/1.xml",
        "a.xml",
        ".hidden/x.xml",
        "b/.x.xml",
        "b/readme.txt",
        "c/x.xml/y.xml",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("<a/>")
    found = [
        path.relative_to(tmp_path).as_posix() for path in tei_files([tmp_path, tmp_path / "b", tmp_path / "a.xml"])
    ]
    assert found == ["a.xml", "b/1.XML", "b/1.xml", "b/2.xml", "c/x.xml/y.xml"]


def test_an_output_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    write_whole(target, b"old")
    with pytest.raises(CannotRun):
        write_whole(tmp_path / "no" / "out.txt", b"new")
    assert target.read_bytes() == b"old"
    with pytest.raises(RuntimeError, match="stop"), Staging(tmp_path / "folder") as stage:
        stage.write("a/b.txt", b"x")
        raise RuntimeError("stop")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.txt"]
    with Staging(tmp_path / "folder") as stage:
        stage.write("a/b.txt", b"x")
        stage.commit()
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.txt")] == ["out.txt", "folder/a/b.txt"]


def test_names_that_only_libxml2_knows_have_the_line_that_it_tells() -> None:
    document = parse('<a>\n<b/>\n<c \ufeffx="1"/>\n<d>text</d></a>'.encode(), "a.xml")
    places = [document.locate(node) for node in document.root.iter()]
    assert [place.line for place in places] == [1, 2, 3, 4]
    assert document.locate_end(document.root[2]).line == 4
    assert document.locate_attribute(document.root[1], "\ufeffx").line == 3
    assert document.locate_text(TextNode(document.root[2], "text"), 2).line == 4


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("<a><b>x</a>", 8),
        ("<a><b>x</a  >", 8),
        ("<a>çğş <b>ü</a><a></a></a>", 12),
        ("<a>x & y</a>", 6),
        ("<a>&amp; &lt; x& y</a>", 16),
        ("<a>x&y z</a>", 5),
    ],
)
def test_what_is_not_well_formed_is_told_where_it_begins(text: str, column: int) -> None:
    with pytest.raises(CannotRun) as caught:
        parse(f"<r>\n{text}\n</r>".encode(), "r.xml")
    assert (caught.value.findings[0].line, caught.value.findings[0].column) == (2, column)


def test_an_end_tag_in_other_letters() -> None:
    with pytest.raises(CannotRun) as caught:
        parse(b"<persName>x</persname>", "r.xml")
    assert (caught.value.findings[0].hint or "").startswith("write </persName>")


def test_many_attributes_of_one_element_are_found_one_after_another() -> None:
    names = [f"a{number}" for number in range(3000)]
    attributes = " ".join(f"""{name}="= x{name}='" """ for name in names)
    document = parse(f"<a {attributes} xml:a1='y'/>".encode(), "a.xml")
    columns = [document.locate_attribute(document.root, name).column or 0 for name in names]
    assert columns == sorted(set(columns))
    assert document.locate_attribute(document.root, "{http://www.w3.org/XML/1998/namespace}a1").column > columns[-1]
    assert document.locate_attribute(document.root, "none").column == 1
