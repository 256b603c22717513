"""The RELAX NG validator: verdicts by the specification's own cases and by Jing, states, values, limits, the cache."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from matbaa import cache
from matbaa.document import parse
from matbaa.finding import CannotRun, Finding
from matbaa.relaxng import store
from matbaa.relaxng.automaton import Automaton
from matbaa.relaxng.derivatives import Derivatives, TooComplex
from matbaa.relaxng.encoding import grammar_from_json, grammar_to_json, kept_from_json, kept_to_json
from matbaa.relaxng.faults import What
from matbaa.relaxng.grammar import Datatype, Element, Grammar, Name
from matbaa.relaxng.patterns import ATTRIBUTE, DATA, ELEMENT, EMPTY, LIST, NOT_ALLOWED, TEXT, VALUE, Patterns
from matbaa.relaxng.reader import load
from matbaa.relaxng.validator import faults
from matbaa.relaxng.values import Values
from matbaa.validate.grammar import check
from tests.conftest import ROOT
from tests.random_schemas import RandomDocument, random_schema

REFERENCE = Path(os.environ.get("MATBAA_REFERENCE", ROOT.parent / "shared" / "reference"))
SPECTEST = REFERENCE / "relaxng-spectest.xml"
RNG = "http://relaxng.org/ns/structure/1.0"
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"


# the verdicts of others


def spectest() -> Iterator[Any]:
    """The cases of the specification's own suite that have documents."""
    if not SPECTEST.is_file():
        return
    for number, case in enumerate(etree.parse(os.fspath(SPECTEST)).getroot().iter("testCase"), 1):
        if case.find("valid") is not None or case.find("invalid") is not None:
            yield pytest.param(case, id=f"{number}-{case.findtext('section') or ''}")


def unpack(folder: Path, node: etree._Element) -> None:
    for resource in node.iterchildren("resource"):
        data = etree.tostring(resource[0], encoding="utf-8") if len(resource) else (resource.text or "").encode()
        (folder / resource.get("name", "")).write_bytes(data)
    for directory in node.iterchildren("dir"):
        inner = folder / directory.get("name", "")
        inner.mkdir()
        unpack(inner, directory)


@pytest.mark.skipif(not SPECTEST.is_file(), reason="no relaxng-spectest.xml here: set MATBAA_REFERENCE")
@pytest.mark.parametrize("case", list(spectest()))
def test_the_cases_of_the_specification(case: etree._Element, tmp_path: Path) -> None:
    unpack(tmp_path, case)
    schema = tmp_path / "schema.rng"
    correct = case.find("correct")
    assert correct is not None
    schema.write_bytes(etree.tostring(correct[0], encoding="utf-8"))
    automaton = Automaton(lambda: load(schema, "schema.rng"))
    for verdict in ("valid", "invalid"):
        for text in case.iterchildren(verdict):
            root = etree.fromstring(etree.tostring(text[0], encoding="utf-8", with_tail=False))
            for _ in range(2):  # the first time learning, then by the tables
                assert (not faults(root, automaton)) == (verdict == "valid"), etree.tostring(root)


def verdicts(jing: str, schema: Path, files: list[Path]) -> dict[str, int]:
    """By file, the line of Jing's first complaint."""
    done = subprocess.run(
        [jing, "-i", str(schema), *map(str, files)], capture_output=True, text=True, check=False, timeout=120
    )
    found: dict[str, int] = {}
    for name, line in re.findall(r"^(.+?):(\d+):\d+: \w+: ", done.stdout, re.MULTILINE):
        found.setdefault(name, int(line))
    return found


@pytest.mark.parametrize("seed", range(12))
def test_jing_says_the_same_of_random_schemas(seed: int, jing: str, tmp_path: Path) -> None:
    rand = Random(seed)
    schema = tmp_path / "schema.rng"
    while True:
        schema.write_text(random_schema(rand), "utf-8")
        try:
            grammar = load(schema, "schema.rng")
        except CannotRun:
            continue
        break
    automaton = Automaton(lambda: grammar)
    made = RandomDocument(grammar, rand)
    files = []
    for number in range(30):
        text = made.text()
        if text is not None:
            files.append(tmp_path / f"{number}.xml")
            files[-1].write_text(text, "utf-8")
    theirs = verdicts(jing, schema, files)
    for file in files:
        told = told_of(file.read_bytes(), automaton)
        line = min((finding.line or 0 for finding in told), default=None)
        assert line == theirs.get(str(file)), (schema.read_text("utf-8"), file.read_text("utf-8"), told)


def told_of(data: bytes, automaton: Automaton) -> list[Finding]:
    return [finding for finding in check(parse(data, "text.xml"), automaton) if finding.code != "MBG014"]


# grammars made by hand


def made(patterns: Patterns, start: int, contents: dict[str, int], names: tuple[str, ...] = ()) -> Automaton:
    """The automaton of a grammar whose elements are those of `contents`, in this order, then attributes `names`."""
    every = (*contents, *names)
    grammar = Grammar(
        patterns,
        start,
        tuple(Name("", name) for name in every),
        (Datatype("", "token"), Datatype(XSD, "integer")),
        tuple(Element(number, content, "schema.rng", 1) for number, content in enumerate(contents.values())),
        (),
        False,
    )
    return Automaton(lambda: grammar)


@st.composite
def expressions(draw: st.DrawFn, depth: int = 4) -> tuple[object, ...]:
    """Trees of choices, groups and repetitions over three elements."""
    kind = draw(st.sampled_from(["leaf", "leaf", "choice", "group", "more", "optional"])) if depth else "leaf"
    if kind == "leaf":
        return ("leaf", draw(st.integers(0, 2)))
    if kind in ("choice", "group"):
        return (kind, draw(expressions(depth - 1)), draw(expressions(depth - 1)))
    return (kind, draw(expressions(depth - 1)))


def as_pattern(patterns: Patterns, tree: tuple[object, ...]) -> int:
    kind, *parts = tree
    if kind == "leaf":
        return patterns.number((ELEMENT, parts[0]))
    inner = [as_pattern(patterns, part) for part in parts if isinstance(part, tuple)]
    if kind == "choice":
        return patterns.choice(inner)
    if kind == "group":
        return patterns.group(inner)
    return patterns.more(inner[0]) if kind == "more" else patterns.choice((EMPTY, inner[0]))


def as_expression(tree: tuple[object, ...]) -> str:
    kind, *parts = tree
    if kind == "leaf":
        return "abc"[int(str(parts[0]))]
    inner = [as_expression(part) for part in parts if isinstance(part, tuple)]
    if kind == "choice":
        return f"(?:{inner[0]}|{inner[1]})"
    return "".join(inner) if kind == "group" else f"(?:{inner[0]}){'+' if kind == 'more' else '?'}"


@given(expressions(), st.lists(st.text("abc", max_size=6), min_size=1, max_size=5))
def test_sequences_of_elements_are_what_regular_expressions_say(tree: tuple[object, ...], words: list[str]) -> None:
    patterns = Patterns()
    content = as_pattern(patterns, tree)
    automaton = made(patterns, patterns.number((ELEMENT, 3)), {"a": EMPTY, "b": EMPTY, "c": EMPTY, "root": content})
    for word in words:
        root = etree.Element("root")
        for letter in word:
            etree.SubElement(root, letter)
        assert (not faults(root, automaton)) == bool(re.fullmatch(as_expression(tree), word))


def test_the_end_of_an_element_tells_which_definition_it_was() -> None:
    patterns = Patterns()
    short, long, last, other = (patterns.number((ELEMENT, number)) for number in range(4))
    start = patterns.choice((patterns.group((short, last)), patterns.group((long, other))))
    grammar = Grammar(
        patterns,
        patterns.number((ELEMENT, 4)),
        tuple(Name("", name) for name in ("a", "b", "c", "root")),
        (),
        (
            Element(0, EMPTY, "", 1),
            Element(0, patterns.more(other), "", 1),
            Element(1, EMPTY, "", 1),
            Element(2, EMPTY, "", 1),
            Element(3, start, "", 1),
        ),
        (),
        False,
    )
    automaton = Automaton(lambda: grammar)
    for data, right in [
        (b"<root><a/><b/></root>", True),
        (b"<root><a><c/></a><c/></root>", True),
        (b"<root><a/><c/></root>", False),
        (b"<root><a><c/></a><b/></root>", False),
        (b"<root><a>x</a><b/></root>", False),
    ]:
        assert (not faults(etree.fromstring(data), automaton)) == right, data


def test_values_decide_together() -> None:
    patterns = Patterns()

    def attribute(name: int, value: str) -> int:
        return patterns.number((ATTRIBUTE, name, patterns.number((VALUE, 0, value, ()))))

    start = patterns.choice(
        (
            patterns.group((attribute(1, "letter"), attribute(2, "1"))),
            patterns.group((attribute(1, "diary"), attribute(2, "2"))),
        )
    )
    automaton = made(patterns, patterns.number((ELEMENT, 0)), {"a": start}, ("type", "n"))
    for attributes, wrong in [
        ('type="letter" n="1"', []),
        ('n="2" type="diary"', []),
        ('type="letter" n="2"', [What.VALUE]),
        ('type="letter"', [What.MISSING_ATTRIBUTES]),
        ('type="letter" n="1" x=""', [What.UNKNOWN_ATTRIBUTE]),
        ("", [What.MISSING_ATTRIBUTES]),
    ]:
        assert [fault.what for fault in faults(etree.fromstring(f"<a {attributes}/>"), automaton)] == wrong, attributes


@pytest.mark.parametrize(
    ("text", "fits"),
    [("1 2 3", True), (" 1\n2 ", True), ("1", True), ("", False), ("1 x", False), ("1\u00a02", False)],
)
def test_lists_are_parted_by_the_white_space_of_xml(text: str, fits: bool) -> None:
    patterns = Patterns()
    integer = patterns.number((DATA, 1, NOT_ALLOWED))
    wanted = patterns.number((LIST, patterns.more(integer)))
    values = Values(patterns.nodes.__getitem__, [Datatype("", "token"), Datatype(XSD, "integer")].__getitem__)
    assert values.allows(wanted, text, dict) == fits


def test_comments_part_no_text() -> None:
    patterns = Patterns()
    integer = patterns.number((DATA, 1, NOT_ALLOWED))
    automaton = made(patterns, patterns.number((ELEMENT, 0)), {"a": integer})
    assert not faults(etree.fromstring("<a>1<!-- x -->2<?y z?>3</a>"), automaton)
    assert [fault.what for fault in faults(etree.fromstring("<a>1<!-- x --> 2</a>"), automaton)] == [What.CONTENT]
    assert [fault.what for fault in faults(etree.fromstring("<a><!-- x --></a>"), automaton)] == [What.CONTENT]


# bounds


def optional_parts(patterns: Patterns, number: int) -> list[int]:
    """Parts that all may be left out, of which each allows the element 0 and another."""
    return [
        patterns.choice((EMPTY, patterns.number((ELEMENT, 0)), patterns.number((ELEMENT, other))))
        for other in range(2, number + 2)
    ]


def test_what_grows_beyond_measure_stops() -> None:
    patterns = Patterns()
    many = patterns.group(optional_parts(patterns, 400))
    derivatives = Derivatives(patterns)
    with pytest.raises(TooComplex):
        for _ in range(5):
            many = derivatives.after(many, {patterns.number((ELEMENT, 0))})


def test_a_document_that_cannot_be_decided_is_not_called_valid() -> None:
    patterns = Patterns()
    contents = {"a": EMPTY, "root": 0} | {f"b{number}": EMPTY for number in range(400)}
    contents["root"] = patterns.group(optional_parts(patterns, 400))
    automaton = made(patterns, patterns.number((ELEMENT, 1)), contents)
    found = told_of(b"<root>" + b"<a/>" * 50 + b"</root>", automaton)
    assert [finding.code for finding in found] == ["MBG012"]


@pytest.mark.parametrize(("come", "fits"), [(0, True), (1, True), (999, True), (1000, True), (1001, False)])
def test_many_parts_that_look_the_same_are_followed(come: int, fits: bool) -> None:
    patterns = Patterns()
    one = patterns.choice((EMPTY, patterns.number((ELEMENT, 0))))
    automaton = made(patterns, patterns.number((ELEMENT, 1)), {"a": EMPTY, "root": patterns.group([one] * 1000)})
    assert (not faults(etree.fromstring(f"<root>{'<a/>' * come}</root>"), automaton)) == fits


def test_patterns_are_taken_apart_however_deep_they_stand() -> None:
    patterns = Patterns()
    a, b = (patterns.number((ELEMENT, number)) for number in range(2))
    deep = a
    for _ in range(20_000):
        deep = patterns.choice((b, patterns.group((deep, b))))
    automaton = made(patterns, patterns.number((ELEMENT, 2)), {"a": EMPTY, "b": EMPTY, "root": deep})
    assert not faults(etree.fromstring("<root><b/></root>"), automaton)
    assert faults(etree.fromstring("<root><c/></root>"), automaton)


# what is kept


SCHEMA = f"""<element name="root" xmlns="{RNG}" datatypeLibrary="{XSD}">
<attribute name="n"><data type="integer"/></attribute>
<optional><attribute name="kind"><choice><value>x</value><value>y</value></choice></attribute></optional>
<zeroOrMore><choice>
<element name="a"><text/></element>
<element name="b"><data type="date"/></element>
</choice></zeroOrMore>
</element>"""
FITS = b'<root n="1" kind="x"><a>words</a><b>1919-09-04</b><a/></root>'
DOES_NOT = b'<root n="x"><c/><b>1919</b></root>'


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A schema, with a cache of its own."""
    monkeypatch.setenv("MATBAA_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "schema.rng"
    path.write_text(SCHEMA, "utf-8")
    return path


def opened(path: Path) -> Automaton:
    return store.opened(path, "schema.rng", {})


def test_what_was_learned_serves_without_the_schema(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = opened(kept)
    assert not told_of(FITS, first)
    wrong = told_of(DOES_NOT, first)
    assert len(wrong) == 3
    store.keep(first)

    def unread(*_: object) -> Grammar:
        raise AssertionError("the schema was read again")

    monkeypatch.setattr(store, "_load", unread)
    second = opened(kept)
    assert not faults(etree.fromstring(FITS.replace(b"<b>1919-09-04</b>", b"")), second)
    assert "grammar" not in vars(second)
    assert told_of(DOES_NOT, second) == wrong


def test_a_changed_schema_is_read_anew(kept: Path) -> None:
    store.keep(opened(kept))
    kept.write_text(SCHEMA.replace('"a"', '"c"'), "utf-8")
    assert [finding.code for finding in told_of(FITS, opened(kept))] == ["MBG001", "MBG001"]


def test_an_included_file_counts(kept: Path) -> None:
    part = kept.parent / "part.rng"
    part.write_text(SCHEMA, "utf-8")
    kept.write_text(f'<grammar xmlns="{RNG}"><start><externalRef href="part.rng"/></start></grammar>', "utf-8")
    assert not told_of(FITS, opened(kept))
    part.write_text(SCHEMA.replace('"a"', '"c"'), "utf-8")
    assert told_of(FITS, opened(kept))
    part.unlink()
    with pytest.raises(CannotRun):
        opened(kept)


@pytest.mark.parametrize("damage", [b"", b"{}", b"[]", b"x", b'{"tables": {}}', b'{"patterns": [[4, 900]]}'])
def test_damage_is_mended_silently(kept: Path, damage: bytes) -> None:
    first = opened(kept)
    told_of(FITS, first)
    store.keep(first)
    folder = cache.folder()
    assert folder is not None
    records = [path for path in folder.rglob("*/*") if path.is_file()]
    assert len(records) == 3
    for record in records:
        record.write_bytes(damage)  # without its digest
    assert not told_of(FITS, opened(kept))
    for record in records:
        cache.store(record.parts[-3], record.name, damage)  # whole, but not what it should be
    assert not told_of(FITS, opened(kept))
    assert len(told_of(DOES_NOT, opened(kept))) == 3


@given(st.integers(0, 10_000))
def test_grammars_and_tables_come_back_as_they_were(seed: int) -> None:
    rand = Random(seed)
    patterns = Patterns()
    leaves = [patterns.number((ELEMENT, number)) for number in range(3)]
    content = patterns.group([patterns.choice(rand.sample((EMPTY, *leaves), 3)) for _ in range(3)])
    automaton = made(patterns, leaves[0], {"a": content, "b": TEXT, "c": patterns.more(leaves[1])}, ("x",))
    base = grammar_to_json(automaton.grammar)
    root = etree.fromstring("<a><b/><c><b/></c></a>")
    wrong = [fault[:1] + fault[2:4] for fault in faults(root, automaton)]
    assert grammar_to_json(grammar_from_json(base)) == base
    data = kept_to_json(automaton.keep())
    again = Automaton(lambda: grammar_from_json(base), kept=kept_from_json(data))
    assert [fault[:1] + fault[2:4] for fault in faults(root, again)] == wrong
    assert kept_to_json(again.keep()) == data
