"""RELAX NG schemas: read, brought to simple form, and what is wrong with them."""

from __future__ import annotations

import hashlib
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from matbaa.finding import CannotRun
from matbaa.relaxng import patterns as kinds
from matbaa.relaxng.grammar import AnyName, Name, NameChoice, NsName, contains
from matbaa.relaxng.reader import load
from matbaa.relaxng.reader_names import is_ncname
from matbaa.relaxng.restrictions_names import OTHER, Names, overlap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from matbaa.finding import Finding
    from matbaa.relaxng.grammar import Datatype, Grammar, NameClass

CASES = Path(__file__).parent / "cases" / "relaxng"
RNG = "http://relaxng.org/ns/structure/1.0"
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"


def faults(path: Path, catalog: Mapping[str, Path] | None = None) -> tuple[Finding, ...]:
    """What is wrong with a schema, which may be nothing."""
    try:
        load(path, path.name, catalog)
    except CannotRun as error:
        return error.findings
    return ()


def fault(path: Path, catalog: Mapping[str, Path] | None = None) -> Finding:
    """The one thing that is wrong with a schema."""
    (found,) = faults(path, catalog)
    assert found.code == "MBG008"
    return found


@pytest.fixture
def schema(tmp_path: Path) -> Callable[..., Path]:
    """Writes a schema; the namespace of RELAX NG and the library of XML Schema need not be written."""

    def written(content: str, name: str = "schema.rng") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        root, _, rest = content.partition(">")
        slash = "/" if root.endswith("/") else ""
        root = f'{root.removesuffix("/")} xmlns="{RNG}"'
        if "datatypeLibrary" not in root:
            root += f' datatypeLibrary="{XSD}"'
        path.write_text(f"{root}{slash}>{rest}", "utf-8")
        return path

    return written


# -- the simple form, in words


def shown(grammar: Grammar) -> str:
    """A grammar in the manner of the compact syntax."""
    lines = [f"start = {pattern(grammar, grammar.start)}"]
    for number, element in enumerate(grammar.elements):
        names = name_class(grammar.names[element.names])
        content = pattern(grammar, element.content)
        lines.append(f"{number} = element {names} {{ {content} }}  # {element.file}:{element.line}")
    lines.append(
        f"files: {' '.join(Path(path).name for path, _ in grammar.files)}; ids: {'yes' if grammar.ids else 'no'}"
    )
    return "\n".join(lines) + "\n"


def pattern(grammar: Grammar, number: int) -> str:
    node = grammar.patterns.nodes[number]
    match node[0]:
        case kinds.EMPTY:
            return "empty"
        case kinds.NOT_ALLOWED:
            return "notAllowed"
        case kinds.TEXT:
            return "text"
        case kinds.CHOICE | kinds.GROUP | kinds.INTERLEAVE as kind:
            sign = {kinds.CHOICE: " | ", kinds.GROUP: ", ", kinds.INTERLEAVE: " & "}[kind]
            parts = [pattern(grammar, part) for part in node[1:]]
            return f"({sign.join(parts if kind == kinds.GROUP else sorted(parts))})"
        case kinds.MORE:
            return f"{pattern(grammar, node[1])}+"
        case kinds.LIST:
            return f"list {{ {pattern(grammar, node[1])} }}"
        case kinds.ATTRIBUTE:
            return f"attribute {name_class(grammar.names[node[1]])} {{ {pattern(grammar, node[2])} }}"
        case kinds.ELEMENT:
            return str(node[1])
        case kinds.DATA:
            but = "" if node[2] == kinds.NOT_ALLOWED else f" - {pattern(grammar, node[2])}"
            return f"{datatype(grammar.datatypes[node[1]])}{but}"
        case kinds.VALUE:
            bound = "".join(f" {prefix}={uri}" for prefix, uri in node[3])
            return f'{datatype(grammar.datatypes[node[1]])} "{node[2]}"{bound}'
    raise AssertionError(node)


def name_class(names: NameClass) -> str:
    match names:
        case Name():
            return f"{{{names.namespace}}}{names.local}" if names.namespace else names.local
        case AnyName():
            return "*" if names.but is None else f"* - {name_class(names.but)}"
        case NsName():
            return f"{{{names.namespace}}}*" + ("" if names.but is None else f" - {name_class(names.but)}")
        case NameChoice():
            return f"({' | '.join(map(name_class, names.classes))})"


def datatype(used: Datatype) -> str:
    parameters = " ".join(f'{name}="{value}"' for name, value in used.parameters)
    return f"{'xsd:' if used.library else ''}{used.name}" + (f" {{ {parameters} }}" if parameters else "")


def told(findings: tuple[Finding, ...]) -> str:
    lines = [f"{one.file}:{one.line}:{one.column}: {one.message}\n    {one.hint}" for one in findings]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_schemas_are_brought_to_simple_form_or_refused(case: str) -> None:
    folder = CASES / case
    main = folder / "schema.rng"
    found = faults(main)
    assert {finding.code for finding in found} <= {"MBG008"}
    got = told(found) if found else shown(load(main, main.name))
    assert got == (folder / "expected.txt").read_text("utf-8")


def test_what_a_schema_is_made_of_is_told_with_its_digests() -> None:
    grammar = load(CASES / "include-and-override" / "schema.rng", "a/name.rng")
    for path, digest in grammar.files:
        assert hashlib.sha256(Path(path).read_bytes()).hexdigest() == digest
    assert grammar.patterns.nodes == load(CASES / "include-and-override" / "schema.rng", "x").patterns.nodes


def test_files_are_named_as_the_main_file_is_named() -> None:
    with pytest.raises(CannotRun) as caught:
        load(CASES / "undefined" / "schema.rng", "some/where/schema.rng")
    assert {finding.file for finding in caught.value.findings} == {"some/where/part.rng", "some/where/schema.rng"}


# -- James Clark's tests


def unpacked(case: etree._Element, folder: Path) -> None:
    for child in case:
        if child.tag == "dir":
            unpacked(child, folder / child.attrib["name"])
        elif child.tag == "resource":
            folder.mkdir(parents=True, exist_ok=True)
            (folder / child.attrib["name"]).write_bytes(etree.tostring(child[0], encoding="utf-8", with_tail=False))


def test_of_the_specification_s_test_suite_no_correct_schema_is_refused_and_no_incorrect_one_read(
    reference: Path, tmp_path: Path
) -> None:
    suite = reference / "relaxng-spectest.xml"
    if not suite.is_file():
        pytest.skip("the RELAX NG test suite is not in the folder of reference")
    wrong, count = [], 0
    for number, case in enumerate(etree.parse(suite).iter("testCase")):
        written = next(case.iterchildren("correct", "incorrect"))
        folder = tmp_path / str(number)
        folder.mkdir()
        unpacked(case, folder)
        main = folder / "schema.rng"
        main.write_bytes(etree.tostring(written[0], encoding="utf-8", with_tail=False))
        codes = {finding.code for finding in faults(main)}
        count += 1
        if codes != (set() if written.tag == "correct" else {"MBG008"}):
            wrong.append((case.sourceline, written.tag, codes))
    assert not wrong
    assert count == 385


def test_tei_all_is_read(reference: Path) -> None:
    begun = time.process_time()
    grammar = load(reference / "tei_all.rng", "tei_all.rng")
    assert time.process_time() - begun < 5
    names = {names.local for names in grammar.names if isinstance(names, Name)}
    assert {"TEI", "teiHeader", "persName"} <= names
    assert len(grammar.elements) > 580
    assert grammar.ids


def test_the_schema_that_ships_is_read(root: Path) -> None:
    assert load(root / "schema" / "matbaa.rng", "matbaa.rng").ids


def test_jing_agrees_about_the_cases(jing: str, tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_text("<x/>", "utf-8")
    for name in ("name-classes", "not-allowed", "contexts", "attribute-twice"):
        done = subprocess.run([jing, CASES / name / "schema.rng", tmp_path / "x.xml"], capture_output=True, text=True)
        refused = "schema.rng:" in done.stdout
        assert refused == bool(faults(CASES / name / "schema.rng")), done.stdout


# -- files


def test_a_file_on_the_network_is_taken_from_the_catalog(schema: Callable[..., Path]) -> None:
    address = "https://example.org/part.rng"
    main = schema(f'<grammar><include href="{address}"/></grammar>')
    copy = schema('<grammar><start><externalRef href="own.rng"/></start></grammar>', "copies/part.rng")
    schema('<element name="a"><empty/></element>', "copies/own.rng")
    assert "fetches nothing" in fault(main).message
    grammar = load(main, "schema.rng", {address: copy})
    assert [Path(path).name for path, _ in grammar.files] == ["schema.rng", "part.rng", "own.rng"]


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/x.rng",
        "//127.0.0.1/x.rng",
        "file://host/x.rng",
        "data:text/xml,x",
        "ftp://x/y",
        "http://[/x",
    ],
)
def test_nothing_but_files_is_read(schema: Callable[..., Path], address: str) -> None:
    assert fault(schema(f'<externalRef href="{address}"/>')).line == 1


@pytest.mark.parametrize("name", ["with space.rng", "mit-ümlaut.rng", "100%.rng", "a+b.rng"])
def test_files_may_have_any_name(schema: Callable[..., Path], name: str) -> None:
    schema('<element name="a"><empty/></element>', name)
    assert not faults(schema(f'<externalRef href="{name}"/>'))
    assert not faults(schema(f'<externalRef href="{name.replace("%", "%25").replace(" ", "%20")}"/>'))


def test_an_absolute_path_and_a_base_are_followed(schema: Callable[..., Path], tmp_path: Path) -> None:
    there = schema('<element name="a"><empty/></element>', "x/y/there.rng")
    assert not faults(schema(f'<externalRef href="{there.as_uri()}"/>'))
    base = 'xml:base="x/"><group xml:base="y/z"><externalRef href="there.rng"/></group>'
    (tmp_path / "based.rng").write_text(f'<group xmlns="{RNG}" {base}</group>', "utf-8")
    assert not faults(tmp_path / "based.rng")


@pytest.mark.parametrize("name", ["schema.rng", "schema.rnc"])
def test_a_schema_that_is_not_there(tmp_path: Path, name: str) -> None:
    assert [finding.code for finding in faults(tmp_path / name)] == ["MBI001"]
    (tmp_path / name).mkdir()
    assert [finding.code for finding in faults(tmp_path / name)] == ["MBI002"]


def test_entities_outside_the_file_are_not_read(tmp_path: Path) -> None:
    main = tmp_path / "schema.rng"
    entity = '<!DOCTYPE x [<!ENTITY e SYSTEM "/etc/hostname">]>'
    main.write_text(f'{entity}<element xmlns="{RNG}" name="a"><value>&e;</value></element>', "utf-8")
    assert "outside" in fault(main).message


# -- schemas that would do harm


def chain(content: str, length: int, last: str = "<empty/>") -> str:
    """Definitions that lead from one to the next."""
    defined = "".join(
        f'<define name="d{i}">{content.replace("NEXT", f"d{i + 1}").replace("NUMBER", str(i))}</define>'
        for i in range(length)
    )
    start = '<start><element name="a"><ref name="d0"/></element></start>'
    return f'<grammar>{start}{defined}<define name="d{length}">{last}</define></grammar>'


@pytest.mark.parametrize(
    ("content", "length", "refused"),
    [
        ('<choice><text/><ref name="NEXT"/></choice>', 20_000, None),
        ('<element name="e"><ref name="NEXT"/></element>', 20_000, None),
        ('<group><ref name="NEXT"/><ref name="NEXT"/></group>', 200, None),
        ('<choice><ref name="NEXT"/><ref name="NEXT"/></choice>', 200, None),
        ('<interleave><ref name="NEXT"/><ref name="NEXT"/></interleave>', 200, None),
        ('<oneOrMore><optional><ref name="NEXT"/></optional></oneOrMore>', 200, None),
        ('<choice><element name="eNUMBER"><empty/></element><ref name="NEXT"/></choice>', 6_000, "beyond measure"),
        ('<group><attribute name="eNUMBER"/><ref name="NEXT"/></group>', 6_000, "too large"),
        ('<interleave><element name="eNUMBER"><empty/></element><ref name="NEXT"/></interleave>', 3_000, "too large"),
        ('<group><oneOrMore><attribute><nsName ns="nNUMBER"/></attribute></oneOrMore><ref name="NEXT"/></group>', 2_000,
         "too large"),
    ],
)  # fmt: skip
def test_long_and_doubled_definitions_are_bounded(
    schema: Callable[..., Path], content: str, length: int, refused: str | None
) -> None:
    main = schema(chain(content, length))
    begun = time.process_time()
    if refused:
        assert refused in fault(main).message
    else:
        assert not faults(main)
    assert time.process_time() - begun < 30


@pytest.mark.parametrize("depth", [100, 235, 254, 100_000])
def test_deep_schemas_end_in_words(schema: Callable[..., Path], depth: int) -> None:
    main = schema(f'<element name="a">{"<group>" * depth}<empty/>{"</group>" * depth}</element>')
    found = faults(main)
    assert bool(found) == (depth > 235)
    assert all("deep" in finding.message for finding in found)


def test_files_that_include_each_other_again_and_again(schema: Callable[..., Path]) -> None:
    for number in range(40):
        schema(
            f'<grammar><include href="i{number + 1}.rng"/><include href="i{number + 1}.rng"/></grammar>',
            f"i{number}.rng",
        )
        schema(f'<choice><externalRef href="e{number + 1}.rng"/><externalRef href="e{number + 1}.rng"/></choice>',
               f"e{number}.rng")  # fmt: skip
    schema("<grammar/>", "i40.rng")
    schema('<element name="a"><empty/></element>', "e40.rng")
    assert "include each other more than" in fault(schema('<grammar><include href="i0.rng"/></grammar>')).message
    assert not faults(schema('<externalRef href="e0.rng"/>'))
    for number in range(150):
        schema(f'<choice><externalRef href="l{number + 1}.rng"/></choice>', f"l{number}.rng")
    assert "in a row" in fault(schema('<externalRef href="l0.rng"/>')).message


# -- ids


def grammar_of(*elements: str) -> str:
    choice = "".join(f"<element {element}</element>" for element in elements)
    return f"<grammar><start><choice>{choice}</choice></start></grammar>"


ID = '<attribute name="id"><data type="ID"/></attribute>'


@pytest.mark.parametrize(
    ("elements", "sound"),
    [
        ([f'name="a">{ID}'], True),
        (['name="a"><attribute name="id"><data type="NCName"/></attribute>'], False),
        ([f'name="a">{ID}', 'name="b"><attribute name="id"><data type="NCName"/></attribute>'], True),
        ([f'name="a">{ID}', 'name="a"><attribute name="id"><data type="NCName"/></attribute>'], False),
        ([f'name="a">{ID}', 'name="a"><attribute name="id"><data type="IDREF"/></attribute>'], False),
        ([f'name="a">{ID}', 'name="a"><oneOrMore><attribute><anyName/></attribute></oneOrMore>'], False),
        ([f'name="a">{ID}', "><anyName/><oneOrMore><attribute><anyName/></attribute></oneOrMore>"], False),
        ([f'name="a">{ID}', "><anyName><except><name>a</name></except></anyName><oneOrMore><attribute><anyName/>"
          "</attribute></oneOrMore>"], True),
        ([f"><anyName/>{ID}"], False),
        ([f"><choice><name>a</name><name>b</name></choice>{ID}"], True),
        (['name="a"><oneOrMore><attribute><anyName/><data type="IDREF"/></attribute></oneOrMore>'], False),
        (['name="a"><attribute name="id"><choice><data type="ID"/><value>x</value></choice></attribute>'], False),
        (['name="a"><attribute name="ids"><list><data type="IDREF"/></list></attribute>'], False),
        (['name="a"><data type="IDREFS"/>'], False),
    ],
)  # fmt: skip
def test_ids_are_checked_where_every_attribute_is_known_by_its_name(
    schema: Callable[..., Path], elements: list[str], sound: bool
) -> None:
    assert load(schema(grammar_of(*elements)), "schema.rng").ids is sound


# -- names

NAMES = [(namespace, local) for namespace in ("", "u", "v", OTHER) for local in ("a", "b", OTHER)]
single = st.sampled_from([Name(*name) for name in NAMES if OTHER not in name])


def choices(of: st.SearchStrategy[NameClass]) -> st.SearchStrategy[NameClass]:
    return st.lists(of, min_size=2, max_size=3).map(lambda classes: NameChoice(tuple(classes)))


single_names = single | choices(single)
spaces = st.builds(NsName, st.sampled_from(["", "u", "v"]), st.none() | single_names)
any_names = st.builds(AnyName, st.none() | single_names | spaces | choices(single | spaces))
classes = single | spaces | any_names | choices(single | spaces | any_names)


@given(classes, classes)
def test_classes_of_names_overlap_where_they_have_a_name_in_common(one: NameClass, other: NameClass) -> None:
    common = [name for name in NAMES if contains(one, *name) and contains(other, *name)]
    found = overlap(Names.of(one), Names.of(other))
    assert (found is None) == (not common)
    assert found is None or found in common


@given(classes, st.sampled_from(NAMES))
def test_a_class_of_names_is_the_same_when_taken_apart(names: NameClass, name: tuple[str, str]) -> None:
    assert Names.of(names).has(name) == contains(names, *name)


@pytest.mark.parametrize("name", ["a", "_", "TEI", "a-b.c1", "über", "書名", "ab\u0301", "\u0e14\u0e35", "Ω"])
def test_names(name: str) -> None:
    assert is_ncname(name)


@pytest.mark.parametrize(
    "name", ["", "1a", "-a", "a b", "a:b", "\u0e35", "a\u00d7", ".a", "\u0301", "\U00010400", "a\n"]
)
def test_what_is_no_name(name: str) -> None:
    assert not is_ncname(name)


# -- anything at all

ELEMENTS = sorted(
    "element attribute group interleave choice optional zeroOrMore oneOrMore list mixed ref parentRef empty text value "
    "data notAllowed externalRef grammar start define div include name anyName nsName except param unknown".split()
)


@st.composite
def trees(draw: st.DrawFn, depth: int = 0) -> str:
    kind = draw(st.sampled_from(ELEMENTS))
    named = draw(st.sampled_from(["", ' name="a"', ' name="b"', ' type="token"', ' combine="choice"', ' href="."']))
    inner = draw(st.lists(trees(depth + 1), max_size=3)) if depth < 4 else []
    return f"<{kind}{named}>{''.join(inner)}</{kind}>"


def balanced(content: str) -> Iterator[str]:
    yield content
    yield f'<grammar><start><ref name="a"/></start><define name="a">{content}</define></grammar>'
    yield f'<element name="a">{content}</element>'


@given(content=trees())
def test_whatever_a_schema_holds_it_is_read_or_refused_with_a_place(
    tmp_path_factory: pytest.TempPathFactory, content: str
) -> None:
    main = tmp_path_factory.getbasetemp() / "any.rng"
    for whole in balanced(content):
        main.write_text(whole.replace(">", f' xmlns="{RNG}">', 1), "utf-8")
        for finding in faults(main):
            assert finding.code == "MBG008"
            assert finding.line
            assert finding.message
