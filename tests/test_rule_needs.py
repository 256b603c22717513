"""Which Schematron rules a document calls for: the others are not compiled, and nothing is found otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matbaa.document import parse, read
from matbaa.validate.rule_needs import called_for, names_in, needs
from matbaa.validate.rule_store import open_rules
from matbaa.validate.schematron import check

CASES = Path(__file__).parent / "cases" / "schematron"
TEI = "http://www.tei-c.org/ns/1.0"
PREFIXES: dict[str | None, str] = {"tei": TEI, "x": "urn:x"}


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        ("p", {"p"}),
        ("tei:p", {f"{{{TEI}}}p"}),
        (" tei:p ", {f"{{{TEI}}}p"}),
        ("child::tei:p", {f"{{{TEI}}}p"}),
        ("*:p", {"*:p"}),
        ("tei:p | tei:ab", {f"{{{TEI}}}p", f"{{{TEI}}}ab"}),
        ("tei:div/tei:p[1]", {f"{{{TEI}}}p"}),
        ("tei:div[tei:head | tei:p]//x:p[@n][2]", {"{urn:x}p"}),
        ("tei:p[. = 'a | b']", {f"{{{TEI}}}p"}),
        ("(tei:a | tei:b)/tei:p", {f"{{{TEI}}}p"}),
        ("tei:*[@when]", {"@when"}),
        ("tei:*[not(self::tei:p)][ @xml:id ]", {"@{http://www.w3.org/XML/1998/namespace}id"}),
        ("*[@from and @to]", {"@from"}),
        ("tei:date/@when", {"@when"}),
        ("@tei:x | attribute::y", {f"@{{{TEI}}}x", "@y"}),
        ("*", None),
        ("/", None),
        ("tei:*[@a or @b]", None),
        ("tei:*[@a and (@b, @c)]", None),
        ("tei:*[@a | @b]", None),
        ("tei:*[@a = 1]", None),
        ("@*", None),
        ("text()", None),
        ("tei:p | node()", None),
        ("tei:p | *", None),
        ("tei:a union tei:b", None),
        ("tei:a except tei:p/tei:b", None),
        ("tei:a[1] except tei:p/tei:b", None),
        ("tei:a[1] union tei:p/tei:b", None),
        ("(tei:p)", None),
        ("element(tei:p)", None),
        ("key('a', 'b')/tei:p", {f"{{{TEI}}}p"}),
        ("$all", None),
        (".[self::tei:p]", None),
        ("tei:p(: or tei:q :)", None),
        ("unknown:p", None),
        ("Q{urn:x}p", None),
        ("ancestor::tei:p", None),
        ("çay", None),
        ("", None),
        ("]", None),
    ],
)
def test_what_a_context_needs(context: str, expected: set[str] | None) -> None:
    found = needs(context, PREFIXES)
    assert (None if found is None else set(found)) == expected


@given(st.text(alphabet="ab:*@/|[]()'\" .$", max_size=30))
def test_any_context_is_answered(context: str) -> None:
    assert needs(context, {"a": "urn:a"}) is None or needs(context, {"a": "urn:a"})


def test_names_of_a_document() -> None:
    names = names_in(parse(b'<a xmlns="urn:a" xml:id="x"><!-- c --><b xmlns="" n="1"/><?p i?></a>', "a.xml").root)
    assert names == {
        "{urn:a}a", "*:a", "b", "*:b", "@n", "@*:n", "@*:id", "@{http://www.w3.org/XML/1998/namespace}id"
    }  # fmt: skip


def test_rules_that_are_called_for() -> None:
    rules = (frozenset({"a"}), None, frozenset({"b", "@c"}), frozenset({"d"}))
    assert called_for(rules, frozenset({"a", "@c", "e"})) == {0, 1, 2}


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_a_part_of_the_rules_finds_what_all_find(case: str) -> None:
    folder = CASES / case
    document = read(folder / "input.xml", "input.xml")
    open_rules(folder / "schema.sch", "schema.sch").compiled()
    whole = open_rules(folder / "schema.sch", "schema.sch").compiled()
    whole.compile_all()
    part = open_rules(folder / "schema.sch", "schema.sch").compiled()
    assert list(check(document, part)) == list(check(document, whole))


def test_rules_are_compiled_as_they_are_called_for(tmp_path: Path) -> None:
    file = tmp_path / "rules.sch"
    rules = "".join(
        f'<pattern><rule context="{name}"><report test="true()">{name}</report></rule></pattern>' for name in "abcdefgh"
    )
    file.write_text(f'<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">{rules}</schema>')
    open_rules(file).compiled()
    kept = open_rules(file).compiled()

    def told(text: str) -> str:
        return "".join(finding.message for finding in check(parse(text.encode(), "t.xml"), kept))

    def compiled(text: str) -> int:
        ready = kept.ready_for(parse(text.encode(), "t.xml"))
        return ready.generated.stylesheet.count("<successful-report ") if ready else 0

    assert compiled("<nothing/>") == 0
    assert told("<nothing/>") == ""
    assert told("<a><x><a/></x></a>") == "aa"
    assert compiled("<a/>") == 1
    assert told("<b><c/></b>") == "bc"
    assert compiled("<b/>") == 3
    assert compiled("<a><d/></a>") == 4
    # a further one, and compiling them bit by bit would have cost more than all at once
    assert told("<h><b/></h>") == "hb"
    assert compiled("<a/>") == 8
    assert told("<z><d/><e/><f/></z>") == "def"
