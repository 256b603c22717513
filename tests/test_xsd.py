"""XSD: a schema compiled in part says what the whole says, and the words for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from matbaa import cache
from matbaa.document import parse
from matbaa.validate import xsd
from matbaa.validate.xsd_part import part
from matbaa.validate.xsd_schema import Schema

NS = "urn:letters"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
NAMES = ["letter", "head", "p", "name", "note", "gap", "date", "block", "list", "item", "foot", "other"]
Plan = tuple[str, bool, str, list[Any]]
elements: st.SearchStrategy[Plan] = st.recursive(
    st.tuples(st.sampled_from(NAMES), st.booleans(), st.sampled_from(["", "x", "1921"]), st.just([])),
    lambda inner: st.tuples(
        st.sampled_from(NAMES), st.booleans(), st.sampled_from(["", "x"]), st.lists(inner, max_size=5)
    ),
    max_leaves=12,
)


def built(plan: Plan) -> etree._Element:
    name, attribute, text, children = plan
    element = etree.Element(f"{{{NS}}}{name}", nsmap={None: NS})
    element.text = text
    if attribute:
        element.set("when" if name == "date" else "k", "1921-03-16")
    for child in children:
        element.append(built(child))
    return element


@pytest.fixture(scope="module")
def schema() -> Path:
    return Path(__file__).parent / "cases" / "xsd" / "letters.xsd"


def told(validator: etree.XMLSchema) -> list[tuple[str | None, str]]:
    return [(entry.path, entry.message) for entry in validator.error_log]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=elements)
def test_a_part_says_what_the_whole_says(schema: Path, plan: Plan) -> None:
    root = built(plan)
    letter = etree.Element(f"{{{NS}}}letter", nsmap={None: NS})
    letter.extend([root] if root.tag != letter.tag else list(root))
    tree = etree.ElementTree(letter)
    whole = etree.XMLSchema(etree.parse(schema))
    whole.validate(tree)
    assert [(entry.path, entry.message) for entry in Schema(schema).faults(tree)] == told(whole)


def test_a_part_is_smaller(schema: Path) -> None:
    tree = etree.parse(schema)
    assert part(tree, {"letter", "p", "name"})
    left = etree.tostring(tree, encoding="unicode")
    assert 'name="foot"/>' in left  # nothing in it, for none is there
    assert 'ref="note"' not in left.partition('name="rare-short"')[0].rpartition("inline-short")[2]


def test_a_schema_that_redefines_another_is_left_whole(tmp_path: Path, schema: Path) -> None:
    tree = etree.parse(schema)
    etree.SubElement(tree.getroot(), "{http://www.w3.org/2001/XMLSchema}redefine", schemaLocation="x.xsd")
    before = etree.tostring(tree)
    assert not part(tree, {"letter"})
    assert etree.tostring(tree) == before


def findings(schema: Path, content: str) -> list[tuple[str, str | None]]:
    text = f'<letter xmlns="{NS}" xmlns:xsi="{XSI}">{content}</letter>'
    document = parse(text.encode(), "letter.xml")
    found = [(one.message, one.hint) for one in xsd.check(document, xsd.open_schema(schema, "letters.xsd"))]
    place = f' (in the namespace "{NS}")'
    return [(message.replace(place, ""), hint and hint.replace(place, "")) for message, hint in found]


@pytest.mark.parametrize("again", [False, True])
def test_words(schema: Path, again: bool) -> None:
    """From a schema compiled as a whole, and from a part of it when it is known to be sound."""
    if again:
        xsd._compiled.cache_clear()
    cases: dict[str, tuple[str, str | None]] = {
        "<p/><head/>": ("<head> is not expected here in <letter>", "here may stand <p>, <foot>, <list>"),
        "<p><naem/></p>": ("the schema knows no element <naem>, here in <p>", "did you mean <name>?"),
        "<head/>": ("<letter> is not complete: <p> is missing", "add <p> to <letter>"),
        "<p/><foot><name/></foot>": ("<foot> is not complete: <note> is missing", "add <note> to <foot>"),
        '<p crt="high"/>': ("@crt is not allowed on <p>", "did you mean @cert?"),
        '<p cert="hihg"/>': (
            '"hihg" is no value of @cert on <p>',
            'did you mean "high"? allowed are high, low; or a value of another form, which the schema says',
        ),
        "<p><date>1921</date></p>": ("<date> lacks @when", "add @when to <date>"),
        '<p><date when="1921-3-16">1921</date></p>': (
            '"1921-3-16" is no value of @when on <date>',
            "write a date as YYYY-MM-DD, YYYY-MM or YYYY, with two digits for month and day, such as 1919-09-04",
        ),
        '<p><date when="1921-03-16">May</date></p>': (
            '"May" is no value of <date>, which must be xs:gYear',
            "write a value of that type",
        ),
        '<p xsi:type="number">x</p>': (
            "@type on <p>: The type definition 'number', specified by xsi:type, is blocked or not validly derived from "
            "the type definition of the element declaration.",
            None,
        ),
    }
    assert {content: findings(schema, content)[:1] for content in cases} == {
        content: [expected] for content, expected in cases.items()
    }


def test_an_id_that_stands_twice(tmp_path: Path) -> None:
    file = tmp_path / "ids.xsd"
    file.write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a"><xs:complexType><xs:sequence>'
        '<xs:element name="b" maxOccurs="9"><xs:complexType><xs:attribute name="i" type="xs:ID"/></xs:complexType>'
        "</xs:element></xs:sequence></xs:complexType></xs:element></xs:schema>"
    )
    document = parse(b'<a><b i="x"/><b i="x"/></a>', "a.xml")
    (found,) = xsd.check(document, xsd.open_schema(file, "ids.xsd"))
    assert found.message == 'the id "x" stands twice in this file'


def test_a_sound_schema_is_compiled_as_a_whole_once(schema: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    xsd._compiled.cache_clear()
    xsd.open_schema(schema, "letters.xsd")
    xsd._compiled.cache_clear()
    monkeypatch.setattr(cache, "store", None)
    assert xsd.open_schema(schema, "letters.xsd").schema.whole is None


def test_many_faults_take_no_long_time(schema: Path) -> None:
    content = "".join("<p>{'<name/>' * number}<foot/></p>" for number in range(150))
    assert len(findings(schema, content)) == 150
