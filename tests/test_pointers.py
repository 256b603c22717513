"""Pointers over many files: what is read, how often, and that memory does not grow with the texts."""

from __future__ import annotations

import json
import re
import tempfile
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from matbaa.document import parse, read
from matbaa.pointers import Prefix
from matbaa.validate import attributes, pointers, pointers_across, targets
from matbaa.validate.targets import Targets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matbaa.document import Document
    from matbaa.finding import Finding

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


def told(
    root: Path,
    files: dict[str, str],
    *names: str,
    authorities: tuple[str, ...] = (),
    unused: bool = False,
    written: bool = True,
) -> list[Finding]:
    """What both steps say of `names` (all files by default), of which facts pass through JSON as between processes."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if written:
            path.write_text(content, "utf-8")
    findings: list[Finding] = []
    facts = []
    for name in names or files:
        authority = name in authorities if authorities else None
        own, fact = pointers.check(parse(files[name].encode(), name, root / name), authority=authority)
        findings += own
        facts.append((name, json.loads(json.dumps(fact))))
    listed = [(root / name).resolve() for name in authorities]
    return findings + list(pointers_across.across(facts, Targets(root), authorities=listed, unused=unused))


def codes(findings: Iterable[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def test_each_target_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "persons.xml").write_text(PERSONS)
    opened: list[Path] = []
    original = read

    def counting(path: Path) -> Document:
        opened.append(path)
        return original(path)

    monkeypatch.setattr(targets, "read", counting)
    files = {f"{number}.xml": tei('<persName ref="persons.xml#a missing.xml#b"/>' * 3) for number in range(5)}
    assert codes(told(tmp_path, files)) == ["MBP002"] * 15
    assert opened == [tmp_path / "persons.xml"]


def test_checking_one_file_reads_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that its outcome can be kept while that file is as it was."""
    (tmp_path / "persons.xml").write_text(PERSONS)
    text = tei('<persName ref="persons.xml#a persons.xml#nobody"/><ref target="#nowhere"/>')
    monkeypatch.setattr(targets, "read", None)
    monkeypatch.setattr(pointers_across, "read", None)
    findings, _ = pointers.check(parse(text.encode(), "a.xml", tmp_path / "a.xml"))
    assert findings == []


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.xml"
    outside.write_text(PERSONS)
    inside = tmp_path / "edition"
    inside.mkdir()
    (inside / "persons.xml").symlink_to(outside)
    assert codes(told(inside, {"a.xml": tei('<persName ref="persons.xml#nobody"/>')})) == ["MBP010"]


def test_a_target_that_is_no_xml(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no xml")
    text = tei('<ref target="notes.txt"/><ref target="notes.txt#a"/><ref target="."/>')
    assert [(finding.code, finding.column) for finding in told(tmp_path, {"a.xml": text})] == [("MBP002", 87)]


def test_a_text_that_is_not_on_disk(tmp_path: Path) -> None:
    (tmp_path / "persons.xml").write_text(PERSONS)
    text = tei('<persName ref="persons.xml#a"/><persName ref="persons.xml#nobody"/>')
    (finding,) = told(tmp_path, {"standard input": text}, written=False)
    assert (finding.code, finding.line, finding.column) == ("MBP001", 1, 98)


def test_facts_do_not_grow_with_the_mentions(tmp_path: Path) -> None:
    """They are kept of every file of an edition until the last has been seen."""
    (tmp_path / "persons.xml").write_text(PERSONS)
    (tmp_path / "a.xml").write_text("")
    text = tei("Bir mektup. " * 2000 + '<persName ref="persons.xml#a">K</persName><rs ref="persons.xml#b"/>' * 200)
    _, facts = pointers.check(parse(text.encode(), "a.xml", tmp_path / "a.xml"))
    assert len(json.dumps(facts)) < 500
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        kept = [pointers.check(parse(text.encode(), "a.xml", tmp_path / "a.xml"))[1] for _ in range(50)]
        after = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert (after - before) / len(kept) < 6_000  # bytes a file of 40,000


def test_a_file_that_includes_itself_ends(tmp_path: Path) -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{}.xml"/>'
    for name, other in (("a", "b"), ("b", "a")):
        (tmp_path / f"{name}.xml").write_text(tei(f'<seg xml:id="{name}"/>' + include.format(other)))
    text = tei(include.format("a") + '<ref target="#b"/><ref target="#c"/>')
    (finding,) = told(tmp_path, {"c.xml": text}, unused=True)
    assert finding.message.endswith('points at "#c", but in this file there is no such xml:id')


def test_dangling_pointers_are_told_with_what_all_files_know(tmp_path: Path) -> None:
    (finding,) = told(tmp_path, {"1.xml": tei('<persName ref="#b"/>'), "persons.xml": PERSONS})
    assert finding.code == "MBP001"
    assert finding.hint is not None
    assert re.search(r"stands in persons\.xml", finding.hint)


def test_comments_and_instructions_may_stand_anywhere(tmp_path: Path) -> None:
    anywhere = "<!--c--><?p i?>"
    persons = PERSONS.replace("/>", f">{anywhere}<note>{anywhere}</note></person>")
    texts = {"1.xml": tei(f'{anywhere}<persName ref="persons.xml#a">{anywhere}</persName>'), "persons.xml": persons}
    assert codes(told(tmp_path, texts, unused=True)) == ["MBP009"]


@pytest.mark.parametrize(
    ("token", "code"),
    [
        ("//example.org/x.xml#y", None),
        ("?page=2", None),
        ("persons.xml?version=2#a", None),
        ("persons.xml#xpath(//x)", None),
        ("textgrid:k8fq.0", None),
        ("a%00.xml#b", None),
        ("https://[", None),
        ("file://[", "MBP004"),
        ("C:\\\\edition\\\\persons.xml#a", "MBP004"),
        ("..\\\\persons.xml#a", "MBP002"),
        (f"{'a' * 5000}.xml", "MBP002"),
        ("persons.xml#", "MBP003"),
        ("persons.xml##a", "MBP001"),
        ("../../../../../../etc/passwd", "MBP010"),
        ("/etc/passwd#a", "MBP010"),
        ("JavaScript:alert(1)", "MBP011"),
        ("data:text/html,x", "MBP011"),
        ("data:image/png;base64,AAAA", None),
    ],
)
def test_odd_pointers(token: str, code: str | None, tmp_path: Path) -> None:
    (tmp_path / "persons.xml").write_text(PERSONS)
    assert codes(told(tmp_path, {"a.xml": tei(f'<ref target="{token}"/>')})) == ([code] if code else [])


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40),
    st.sampled_from(["", "x/", "http://["]),
)
def test_any_pointer_is_borne(token: str, base: str) -> None:
    folder = Path(tempfile.gettempdir())
    value = token.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    text = tei(f'<seg xml:base="{base}"><ref target="{value}"/></seg>') if base else tei(f'<ref target="{value}"/>')
    for finding in told(folder, {"matbaa-no-such.xml": text}, written=False):
        assert finding.message
        assert finding.hint


def test_xml_base(tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "persons.xml").write_text(PERSONS)
    here = '<seg xml:base="lists/" xml:id="s"><persName ref="persons.xml#a"/><ref target="#s"/></seg>'
    lacking = '<seg xml:base="lists/x.xml"><persName ref="persons.xml#z"/></seg>'
    distant = '<seg xml:base="https://example.org/e/"><ref target="x.xml#y #s"/></seg>'
    found = told(tmp_path, {"a.xml": tei(here + lacking + distant)})
    assert [(finding.code, finding.message) for finding in found] == [
        ("MBP001", '@ref on <persName> points at "persons.xml#z", but in persons.xml there is no such xml:id')
    ]


def test_the_advice_knows_lists_that_stand_in_a_body(tmp_path: Path) -> None:
    persons = f'<TEI xmlns="{TEI}"><text><body><listPerson><person xml:id="b"/></listPerson></body></text></TEI>'
    (finding,) = told(tmp_path, {"1.xml": tei('<persName ref="#b"/>'), "list.xml": persons}, unused=True)
    assert finding.hint == 'the id stands in list.xml: write "list.xml#b"'


def test_the_advice_on_bare_names(tmp_path: Path) -> None:
    text = tei('<ptr target="L2"/><persName ref="b"/><ref target="c"/>').replace("<text>", '<text xml:id="t">')
    other = tei("x").replace(">", ' xml:id="L2">', 1)
    found = told(tmp_path, {"texts/1.xml": text, "texts/of 1921/2.xml": other, "lists/persons.xml": PERSONS})
    assert [finding.hint for finding in found] == [
        'the text with this id is "of%201921/2.xml"',
        'the id stands in lists/persons.xml: write "../lists/persons.xml#b"',
        'a bare name is taken for a file; an id is written with a #: "#id", in another file "file.xml#id"',
    ]


def test_an_id_inside_an_entry_stands_for_it(tmp_path: Path) -> None:
    persons = PERSONS.replace('<person xml:id="b"/>', '<person xml:id="b"><persName xml:id="b1"/></person>')
    texts = {"1.xml": tei('<persName ref="persons.xml#b1"/>'), "persons.xml": persons}
    (finding,) = told(tmp_path, texts, unused=True)
    assert finding.message == 'nothing points at the entry "a"'


def test_a_pattern_that_would_run_for_ever_is_given_up() -> None:
    """The pattern of a prefixDef comes from the text."""
    prefix = Prefix("p", "(a+)+$", "x.xml#$1")
    assert prefix.expand("a" * 60 + "b") is None
    assert prefix.expand("aaa") == "x.xml#aaa"
