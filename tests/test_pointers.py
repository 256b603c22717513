"""Pointers over many files: what is read, how often, and that memory does not grow with the texts."""

from __future__ import annotations

import re
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from matbaa.document import parse, read
from matbaa.pointers import Prefix
from matbaa.validate import attributes, targets
from matbaa.validate.pointers import Pointers

if TYPE_CHECKING:
    from matbaa.document import Document

TEI = "http://www.tei-c.org/ns/1.0"
PERSONS = (
    f'<TEI xmlns="{TEI}"><standOff><listPerson><person xml:id="a"/><person xml:id="b"/></listPerson></standOff></TEI>'
)


def tei(content: str) -> str:
    return f'<TEI xmlns="{TEI}"><text><body><p>{content}</p></body></text></TEI>'


def element(markup: str) -> etree._Element:
    return etree.fromstring(f'<x xmlns="{TEI}">{markup}</x>')[0]


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        ('<persName ref="#a" n="#b" key="#c" resp="#d" xml:id="e"/>', ["ref", "resp"]),
        ('<date from="1919" to="1920" period="#p"/>', ["period"]),
        ('<app from="#a" to="#b"/>', ["from", "to"]),
        ('<biblScope from="1" to="2"/>', []),
        ('<relation active="#a" passive="#b" mutual="#c" name="x"/>', ["active", "passive", "mutual"]),
        ('<graphic url="a.png"/>', ["url"]),
        ('<keywords scheme="#k"/>', ["scheme"]),
        ('<styleDefDecl scheme="css"/>', []),
        ('<event where="#x"/>', ["where"]),
        ('<move where="stage left"/>', []),
        ('<handShift new="#h"/>', ["new"]),
        ('<num value="12"/>', []),
        ('<rdg wit="#A #B" hand="#h"/>', ["wit", "hand"]),
        ('<ref xmlns="http://www.w3.org/1999/xhtml" target="#x"/>', []),
        ('<moduleRef url="x"/>', []),
    ],
)
def test_which_attributes_are_pointers(markup: str, names: list[str]) -> None:
    assert [name for name, _ in attributes.pointers(element(markup))] == names


def test_each_target_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "persons.xml").write_text(PERSONS)
    opened: list[Path] = []
    original = read

    def counting(path: Path) -> Document:
        opened.append(path)
        return original(path)

    monkeypatch.setattr(targets, "read", counting)
    across = Pointers(tmp_path)
    for number in range(5):
        document = parse(
            tei('<persName ref="persons.xml#a missing.xml#b"/>' * 3).encode(),
            f"{number}.xml",
            tmp_path / f"{number}.xml",
        )
        assert {finding.code for finding in across.check(document)} == {"MBP002"}
    assert opened == [tmp_path / "persons.xml"]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.xml"
    outside.write_text(PERSONS)
    inside = tmp_path / "edition"
    inside.mkdir()
    (inside / "persons.xml").symlink_to(outside)
    across = Pointers(inside)
    document = parse(tei('<persName ref="persons.xml#nobody"/>').encode(), "a.xml", inside / "a.xml")
    assert [finding.code for finding in across.check(document)] == ["MBP010"]


def test_a_target_that_is_no_xml(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no xml")
    across = Pointers(tmp_path)
    document = parse(
        tei('<ref target="notes.txt"/><ref target="notes.txt#a"/><ref target="."/>').encode(),
        "a.xml",
        tmp_path / "a.xml",
    )
    assert [(finding.code, finding.column) for finding in across.check(document)] == [("MBP002", 87)]


def test_memory_does_not_grow_with_the_texts(tmp_path: Path) -> None:
    (tmp_path / "persons.xml").write_text(PERSONS)
    across = Pointers(tmp_path)
    text = tei("Bir mektup. " * 2000 + '<persName ref="persons.xml#a">K</persName>' * 200).encode()

    def check(numbers: range) -> int:
        for number in numbers:
            assert not list(across.check(parse(text, f"{number}.xml", tmp_path / f"{number}.xml")))
        return tracemalloc.get_traced_memory()[0]

    check(range(20))
    tracemalloc.start()
    try:
        before = check(range(20, 40))
        after = check(range(40, 140))
    finally:
        tracemalloc.stop()
    assert (after - before) / 100 < 2_000  # bytes a file of 32,000


def test_a_file_that_includes_itself_ends(tmp_path: Path) -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{}.xml"/>'
    for name, other in (("a", "b"), ("b", "a")):
        (tmp_path / f"{name}.xml").write_text(tei(f'<seg xml:id="{name}"/>' + include.format(other)))
    across = Pointers(tmp_path)
    document = parse(tei(include.format("a") + '<ref target="#b"/>').encode(), "c.xml", tmp_path / "c.xml")
    assert not list(across.check(document))
    assert not list(across.finish(unused=True))


def test_dangling_pointers_are_told_with_what_all_files_know(tmp_path: Path) -> None:
    across = Pointers(tmp_path)
    first = parse(tei('<persName ref="#b"/>').encode(), "1.xml", tmp_path / "1.xml")
    lists = parse(PERSONS.encode(), "persons.xml", tmp_path / "persons.xml")
    assert not [finding for document in (first, lists) for finding in across.check(document)]
    (finding,) = across.finish(unused=False)
    assert finding.code == "MBP001"
    assert finding.hint is not None
    assert re.search(r"stands in persons\.xml", finding.hint)


def test_a_pattern_that_would_run_for_ever_is_given_up() -> None:
    """The pattern of a prefixDef comes from the text."""
    prefix = Prefix("p", "(a+)+$", "x.xml#$1")
    assert prefix.expand("a" * 60 + "b") is None
    assert prefix.expand("aaa") == "x.xml#aaa"
