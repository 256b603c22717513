"""RELAX NG's compact syntax, turned into the XML syntax."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from matbaa.finding import CannotRun
from matbaa.relaxng.compact import to_xml

CASES = Path(__file__).parent / "cases" / "compact"
RNG = "{http://relaxng.org/ns/structure/1.0}"


def written(element: etree._Element, depth: int = 0) -> list[str]:
    """A line for each element: its name, attributes and text, whatever its prefixes are."""
    attributes = "".join(f" {name}={value!r}" for name, value in sorted(element.attrib.items()))
    bare = len(element) and not (element.text or "").strip()
    lines = [f"{'  ' * depth}{element.tag!s}{attributes} {None if bare else element.text or ''!r}"]
    for child in element:
        lines += written(child, depth + 1)
        if (child.tail or "").strip():
            lines.append(f"{'  ' * depth}{child.tail!r}")
    return lines


def of(text: str) -> etree._Element:
    return to_xml(text.encode(), "schema.rnc").getroot()


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_cases(case: Path) -> None:
    found = to_xml((case / "schema.rnc").read_bytes(), "schema.rnc")
    assert written(found.getroot()) == written(etree.parse(case / "schema.rng").getroot())


def test_values_find_their_prefixes() -> None:
    value = of('namespace p = "urn:p" namespace q = inherit default namespace = "urn:d" xsd:QName "p:x"')
    assert (value.tag, value.text, value.get("ns")) == (f"{RNG}value", "p:x", "urn:d")
    assert value.nsmap["p"] == "urn:p"
    assert not {None, "q"} & value.nsmap.keys()


def test_annotations_in_no_namespace_stay_there() -> None:
    again = etree.fromstring(etree.tostring(of("[ note [ ] ] element a { text }")))
    assert [child.tag for child in again] == ["note", f"{RNG}name", f"{RNG}text"]


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("element a {", 1, 11, 'this "{" is never closed'),
        ("element a {\n  (text\n}", 3, 1, 'here stands "}", where ")" (for the "(" of line 2)'),
        ("element a { }", 1, 13, "nothing in the braces"),
        ("element a { text } element b { text }", 1, 20, 'the keyword "element", where the end of the schema'),
        ("element a { text, text | empty }", 1, 24, '"," and "|" stand side by side'),
        ("element a { text** }", 1, 18, '"*" repeats what is already repeated'),
        ("element a { text, }", 1, 19, 'here stands "}", where a pattern should be'),
        ('element a { xsd:string - "x" | "y" }', 1, 24, 'a datatype with "-" stands among other patterns'),
        ('element a { xsd:string - "x"? }', 1, 24, 'a datatype with "-" stands before "?"'),
        ('string - string - "x"', 1, 17, '"-" stands after another'),
        ("element * - a | b { text }", 1, 11, '"-" stands among other names'),
        ("element * - a:* - b { text }", 1, 13, 'the prefix "a" is not declared'),
        ("element { text }", 1, 9, 'here stands "{", where a name should be'),
        ("element p:a { text }", 1, 9, 'the prefix "p" is not declared'),
        ("element a { p:a }", 1, 13, 'the prefix "p" of a datatype is not declared'),
        ('\n<grammar xmlns="http://relaxng.org/ns/structure/1.0"/>', 2, 1, "this is XML, and not the compact syntax"),
        ("element a { text; }", 1, 17, 'the character ";"'),
        ("element a { a:b:c }", 1, 16, '":"'),
        ("element a { \\ }", 1, 13, '"\\" stands before nothing'),
        ('element a { "x }', 1, 13, 'no closing "'),
        ('element a { "x\ny" }', 1, 13, 'no closing "'),
        ('element a { """x"" }', 1, 13, 'no closing "'),
        ('"\\x{0}"', 1, 2, "stands for no character"),
        ('"\\x{110000}"', 1, 2, "stands for no character"),
        ('"\\x{}"', 1, 2, "stands for no character"),
        ('"\\x{41"', 1, 2, "stands for no character"),
        ('"\\x{41}\\x{42}\\x{0}"', 1, 14, "stands for no character"),
        ("element \\x{A}a { text }", 1, 9, "escaped line break"),
        ("start = text\nfoo bar", 2, 5, 'where "=", "|=" or "&=" after "foo" should be'),
        ("start = text\n\nelement a { text }", 3, 1, "a definition"),
        ('include "x" { include "y" }', 1, 15, 'an "include" cannot stand inside another'),
        ('include "x" inherit = p', 1, 23, 'the prefix "p" is not declared'),
        ("grammar { start = text", 1, 9, "never closed"),
        ('start = text\nnamespace p = "x"', 2, 1, "a definition"),
        ('text\nnamespace p = "x"', 2, 1, "declarations stand at the beginning"),
        ('namespace xml = "urn:x" text', 1, 11, 'the prefix "xml" cannot stand for'),
        ("namespace p = text", 1, 15, 'where a namespace, or "inherit" should be'),
        ('default = "x" text', 1, 9, '"namespace" after "default"'),
        ("datatypes = text", 1, 11, 'a prefix after "datatypes"'),
        ('namespace a = "u" [ b = "1" ] start = text', 1, 19, 'the annotation "b" has no prefix'),
        ('namespace a = "u" [ a:b = "1" a:b = "2" ] text', 1, 31, "stands twice"),
        ('namespace r = "http://relaxng.org/ns/structure/1.0" [ r:b [] ] text', 1, 55, "namespace of RELAX NG"),
        ("[ a [ ] start = text", 1, 15, 'where "[" after "start" should be'),
        ("## nothing", 1, 11, "the end of the schema, where a pattern should be"),
        ("text >> a [ ]", 1, 1, "no annotations beside it"),
        ("element a { xsd:string { minLength } }", 1, 36, 'where "=" after "minLength" should be'),
        ("element a { \x0b text }", 1, 13, "the character U+000B is not allowed"),
        ("element \\x{61}\\x{62} { ; }", 1, 24, '";"'),
    ],
)
def test_faults(text: str, line: int, column: int, words: str) -> None:
    with pytest.raises(CannotRun) as caught:
        of(text)
    (found,) = caught.value.findings
    assert (found.code, found.file, found.line, found.column) == ("MBG008", "schema.rnc", line, column)
    assert words in found.message


def test_a_keyword_as_a_name_needs_a_sign() -> None:
    with pytest.raises(CannotRun) as caught:
        of("start = list list = text")
    assert caught.value.findings[0].message.endswith('here stands the keyword "list", where "{" after "list" should be')
    with pytest.raises(CannotRun) as caught:
        of("start = div")
    assert caught.value.findings[0].hint == 'to use the keyword as a name write "\\div"'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings_and_lines(encoding: str, newline: str) -> None:
    text = 'element é {\n\n  string """\n"""\n}\n'.replace("\n", newline)
    root = to_xml(text.encode(encoding), "schema.rnc").getroot()
    value = root.find(f"{RNG}value")
    assert value is not None
    assert (root.findtext(f"{RNG}name"), value.text, value.sourceline) == ("é", "\n", 3)


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(CannotRun) as caught:
        to_xml(b"start =\n text # \xff", "schema.rnc")
    assert (caught.value.findings[0].code, caught.value.findings[0].line) == ("MBG008", 2)


def test_every_element_has_its_line() -> None:
    root = of("start =\n  element a {\n    attribute b { xsd:string {\n pattern = 'x' } }\n  | c >> d [\n ] }\n")
    lines = {etree.QName(element).localname: element.sourceline for element in root.iter()}
    assert lines == {
        "grammar": 1, "start": 1, "element": 2, "attribute": 3, "name": 3, "data": 3, "param": 4, "ref": 5, "choice": 3,
        "d": 5,
    }  # fmt: skip


def test_lines_that_libxml2_cannot_keep() -> None:
    root = of("start = text\n" + "\n" * 70_000 + "foo = text")
    assert [element.sourceline for element in root] == [1, None]


def test_an_empty_schema_is_an_empty_grammar() -> None:
    assert of("# nothing\n").tag == f"{RNG}grammar"


def test_names_and_namespaces_that_libxml2_does_not_take() -> None:
    root = of('namespace p = "bad_scheme://" [ p:y = "" p:x [ ] ] element p:a { text }')
    assert [(element.get("ns"), element.text) for element in root.iter(f"{RNG}name")] == [("bad_scheme://", "a")]


@pytest.mark.parametrize(
    "text",
    [
        "element a {" * 5000,
        "(" * 100_000,
        "start = " + "(" * 1000 + "text" + ")" * 1000,
        "div {" * 5000,
        "grammar {" * 5000,
        "element " + "(" * 5000,
        "a [" * 5000,
        "[ a [" * 5000,
        "string - (" * 5000,
        "element * - (" * 5000,
    ],
)
def test_depth_is_bounded(text: str) -> None:
    with pytest.raises(CannotRun) as caught:
        of(text)
    assert caught.value.findings[0].code == "MBG008"


def test_depth_that_is_used() -> None:
    depth = 100
    assert len(list(of("element a {" * depth + "text" + "}" * depth).iter(f"{RNG}element"))) == depth


@pytest.mark.parametrize("text", ['"' * 50_001, "'''" + "''" * 30_000, "\\" * 50_000, "##\n" * 30_000, '""~' * 20_000,
                                  "\\x{" * 20_000, "a" * 200_000, "a|" * 50_000])  # fmt: skip
def test_long_input_ends(text: str) -> None:
    with suppress(CannotRun):
        of(text)


_TOKENS = st.sampled_from(
    "element attribute a b:c xml:d b:* * - | , & ? + ( ) { } [ ] = |= &= ~ >> text empty start div include grammar "
    'namespace default inherit parent external list mixed string token xsd:date "x" ## # \\x{41} \\text \n'.split(" ")
)


@given(st.lists(_TOKENS, max_size=25).map(" ".join))
@example("element a { [")
@example("namespace b =")
def test_any_row_of_tokens_is_a_schema_or_a_fault(text: str) -> None:
    with suppress(CannotRun):
        assert etree.QName(of(text)).namespace == "http://relaxng.org/ns/structure/1.0"


@given(st.binary(max_size=60) | st.text(max_size=40).map(str.encode))
def test_any_bytes_are_a_schema_or_a_fault(data: bytes) -> None:
    with suppress(CannotRun):
        assert to_xml(data, "schema.rnc").getroot() is not None


# ---- there and back with Trang


def canonical(element: etree._Element, ns: str = "", library: str = "") -> object:
    """What a schema says, however it writes it: without annotations, with names and types in full."""
    ns, library = element.get("ns", ns), element.get("datatypeLibrary", library)
    local = etree.QName(element).localname
    children = [canonical(child, ns, library) for child in element if str(child.tag).startswith(RNG)]
    flat: list[object] = []
    for child in children:
        kind = child[0] if isinstance(child, tuple) else None
        # groups are often left out; what is joined by one sign may be joined once or twice
        if isinstance(child, tuple) and (kind == local or (kind == "group" and local not in ("choice", "interleave"))
                                         or (kind == "choice" and local == "except")) \
                and kind in ("choice", "group", "interleave"):  # fmt: skip
            flat.extend(child[2])
        else:
            flat.append(child)
    if local in ("choice", "group", "interleave") and len(flat) == 1:
        return flat[0]
    attributes: dict[str, object] = {name: value for name, value in element.attrib.items()
                                     if name in ("combine", "href")}  # fmt: skip
    if local in ("element", "attribute") and element.get("name"):
        own = element.get("ns", "") if local == "attribute" else ns
        flat.insert(0, _name(element, element.get("name", ""), own))
    elif local == "name":
        return _name(element, element.text or "", ns)
    elif local in ("nsName", "externalRef", "include"):
        attributes["ns"] = ns
    elif local in ("data", "value"):
        attributes["type"] = (library if element.get("type") else "", element.get("type", "token"))
    elif local in ("define", "param", "parentRef", "ref"):
        attributes["name"] = element.get("name")
    if local == "attribute" and len(flat) == 1:
        flat.append(("text", (), ()))
    if local in ("param", "value"):
        flat.append(element.text or "")
    return local, tuple(sorted(attributes.items())), tuple(flat)


def _name(element: etree._Element, text: str, ns: str) -> object:
    prefix, _, local = text.strip().rpartition(":")
    if not prefix:
        return "name", ns, local
    return "name", "http://www.w3.org/XML/1998/namespace" if prefix == "xml" else element.nsmap[prefix], local


@pytest.fixture(scope="module")
def trang() -> str:
    found = shutil.which("trang")
    if found is None:
        pytest.skip("there is no Trang here")
    return found


def _there_and_back(trang: str, schema: Path, folder: Path) -> None:
    compact, back = folder / "schema.rnc", folder / "back.rng"
    subprocess.run([trang, schema, compact], check=True, timeout=120)
    subprocess.run([trang, compact, back], check=True, timeout=120)
    ours = to_xml(compact.read_bytes(), "schema.rnc").getroot()
    # some of the namespaces in the cases are no addresses
    assert canonical(ours) == canonical(etree.parse(back, etree.XMLParser(recover=True)).getroot())


def test_the_schema_that_ships(trang: str, tmp_path: Path, root: Path) -> None:
    _there_and_back(trang, root / "schema" / "matbaa.rng", tmp_path)


def test_tei_all(trang: str, tmp_path: Path, reference: Path) -> None:
    _there_and_back(trang, reference / "tei_all.rng", tmp_path)


def test_clark_s_cases(trang: str, tmp_path: Path, reference: Path) -> None:
    """The correct schemas of James Clark's test suite, as definitions of one grammar."""
    cases = reference / "relaxng-spectest.xml"
    if not cases.is_file():
        pytest.skip("no cases here")
    grammar = etree.Element(f"{RNG}grammar", nsmap={None: RNG[1:-1]})
    for number, case in enumerate(etree.parse(cases).iter("correct")):
        schema = next(case.iterchildren(f"{RNG}*"), None)
        local_names = {etree.QName(element).localname for element in case.iter("{*}*")}
        # of these, some look at other files; others Trang refuses to write, or lxml to move
        if schema is not None and not {"include", "externalRef", "value", "comment", "ext"} & local_names:
            definition = etree.SubElement(grammar, f"{RNG}define", name=f"case{number}")
            definition.append(schema)
    assert len(grammar) > 100
    (tmp_path / "cases.rng").write_bytes(etree.tostring(grammar))
    _there_and_back(trang, tmp_path / "cases.rng", tmp_path)
