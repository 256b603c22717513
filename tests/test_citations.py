"""Citations against the entries that they point at."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matbaa.document import TEI, parse
from matbaa.finding import Finding, Severity
from matbaa.known import Known, Work
from matbaa.validate import citations
from matbaa.validate.locators import numbers

LIST = "/edition/works.xml"
WORKS = {
    "tak2005": Work(("Tak",), (), ("Bir antlaşma",), ("2005",), (301, 320)),
    "mango2000": Work(("Mango",), (), ("Atatürk",), ("2000",)),
    "sonyel1987": Work(("Sonyel",), (), (), ("1987",)),
    "gonlubol-sar1997": Work(("Gönlübol", "Sar"), (), (), ("1997",)),
    "akyol2010a": Work(("Akyol",), (), (), ("2010a",)),
    "akyol2010b": Work(("Akyol",), (), (), ("2010b",)),
    "milli-dis-politika": Work((), (), ("Atatürk'ün Milli Dış Politikası",), ("1994",), text="Politikası, 1994"),
    "zabit-2": Work((), (), ("TBMM Zabıt Ceridesi",), ("1920",), volumes=("2",), text="TBMM Zabıt Ceridesi, 1920"),
    "plain": Work((), (), (), ("2011",), text="Yetim, Fahri. Bir yazı. 2011"),
    "nutuk": Work(("Atatürk",), (), ("Nutuk 1919-1927",), ("1970",)),
}
KNOWN = Known(works={(LIST, name): work for name, work in WORKS.items()})


def findings(content: str, known: Known = KNOWN) -> list[Finding]:
    def resolve(token: str) -> tuple[str, str] | None:
        return (LIST, token[1:]) if token.startswith("#") else None

    document = parse(
        f'<TEI xmlns="{TEI}"><text><body><p>{content}</p></body></text></TEI>'.encode(), "t.xml", Path("/edition/t.xml")
    )
    found, facts = citations.check(document, known, resolve)
    assert facts == {}
    return found


def codes(content: str) -> list[str]:
    return [finding.code for finding in findings(content)]


@pytest.mark.parametrize(
    ("words", "entry", "expected"),
    [
        ("Tak, 2005", "tak2005", []),
        ("Tak 2005", "tak2005", []),
        ("2005", "tak2005", []),
        ("(2005, 12)", "tak2005", []),
        ("Tak’ın 2005’teki yazısı", "tak2005", []),
        ("Tak et al., 2005", "tak2005", []),
        ("Tak, 2005a", "tak2005", []),
        ("Tak, 2006", "tak2005", ["MBR001"]),
        ("2006", "tak2005", ["MBR001"]),
        ("Tak, baskıda", "tak2005", []),
        ("a.g.e.", "tak2005", []),
        ("[5]", "tak2005", []),
        ("Tak, 2005", "mango2000", ["MBR002"]),
        ("Tak, 2000", "mango2000", ["MBR002"]),
        ("SONYEL, 1987", "sonyel1987", []),
        ("Sonyel S. R., 1987", "sonyel1987", []),
        ("Sonyell, 1987", "sonyel1987", []),
        ("Gonlubol ve Sar, 1997", "gonlubol-sar1997", []),
        ("Gönlübol vd., 1997", "gonlubol-sar1997", []),
        ("Akyol, 2010a", "akyol2010a", []),
        ("Akyol, 2010b", "akyol2010a", ["MBR001"]),
        ("Akyol, 2010", "akyol2010a", ["MBR003"]),
        ("2010", "akyol2010a", []),
        ("Atatürk'ün Milli Dış Politikası, 1994", "milli-dis-politika", []),
        ("TBMM, 1920", "zabit-2", []),
        ("Yetim, 2011", "plain", []),
        ("Bayur, 2011", "plain", ["MBR002"]),
        ("Atatürk, Nutuk 1919", "nutuk", []),
        ("Atatürk, 1970 [1927]", "nutuk", []),
    ],
)
def test_words_and_entry(words: str, entry: str, expected: list[str]) -> None:
    assert codes(f'(<bibl><ref target="#{entry}">{words}</ref></bibl>)') == expected
    assert codes(f'(<ref type="bibr" target="#{entry}">{words}</ref>)') == expected
    assert codes(f'(<bibl corresp="#{entry}">{words}</bibl>)') == expected


def test_a_wrong_pointer_is_told_once_with_the_right_one() -> None:
    (finding,) = findings('(<ref target="#mango2000">Tak, 2005</ref>)')
    assert (finding.severity, finding.hint) == (Severity.WARNING, 'did you mean "tak2005"?')
    (finding,) = findings('(<ref target="#mango2000">Nobody, 1812</ref>)')
    assert finding.severity == Severity.HINT


def test_a_title_or_a_second_mention_tells_nothing_new() -> None:
    cited = '<bibl><ref target="#akyol2010a">Akyol, 2010</ref></bibl>'
    assert codes(cited + cited) == ["MBR003"]
    assert codes('<bibl><ref target="#akyol2010a">Akyol, 2010</ref>, <title>Bir</title></bibl>') == []


@pytest.mark.parametrize(
    "content",
    [
        '<ptr target="#tak2005"/>',
        '<ref target="#nobody">Tak, 1812</ref>',
        '<ref target="http://example.org/">Tak, 1812</ref>',
        '<ref target="#tak2005 #mango2000">Tak, 2005; Mango, 2000; Nobody, 1812</ref>',
        '<ref target="#tak2005">on which see all that was written in the years before the war, in 1812</ref>',
        '<bibl><ref target="#tak2005"/></bibl>',
        "<bibl>Tak, 1812</bibl>",
    ],
)
def test_what_is_not_compared(content: str) -> None:
    assert codes(content) == []


@pytest.mark.parametrize(
    ("locator", "expected"),
    [
        ('<citedRange unit="page" from="302" to="302">s. 302</citedRange>', []),
        ('<citedRange unit="page" from="302" to="308">s. 302-308</citedRange>', []),
        ('<citedRange unit="page" from="302" to="308">s. 302–8</citedRange>', []),
        ('<citedRange unit="page" from="302" to="308">s. 302 ff.</citedRange>', []),
        ('<citedRange unit="page" from="302" to="308">s. 302, 304-308</citedRange>', []),
        ('<citedRange unit="page" from="302" to="308"/>', []),
        ('<citedRange unit="page">s. 302</citedRange>', []),
        ('<citedRange unit="line" from="12r" to="12v">fol. 12r-v</citedRange>', []),
        ('<citedRange unit="volume" from="1" to="1">C. I</citedRange>', []),
        ('<citedRange unit="volume" from="2" to="2">C. I</citedRange>', ["MBR005"]),
        ('<citedRange unit="page" from="308" to="302">s. 302-308</citedRange>', ["MBR004"]),
        ('<citedRange unit="page" from="xx" to="xi">s. xi-xx</citedRange>', ["MBR004"]),
        ('<citedRange unit="page" from="0">s. 0</citedRange>', ["MBR004"]),
        ('<citedRange unit="page" from="303" to="303">s. 302</citedRange>', ["MBR005"]),
        ('<citedRange unit="page" from="302" to="309">s. 302-308</citedRange>', ["MBR005"]),
        ('<citedRange unit="page" from="321" to="321">s. 321</citedRange>', ["MBR006"]),
        ('<citedRange unit="page">s. 300-302</citedRange>', ["MBR006"]),
        ('<citedRange unit="chapter">400</citedRange>', []),
    ],
)
def test_locators(locator: str, expected: list[str]) -> None:
    assert codes(f'<bibl><ref target="#tak2005">Tak, 2005</ref>, {locator}</bibl>') == expected


def test_numbers_beyond_all_measure_are_left_alone() -> None:
    huge = "9" * 5000
    locator = f'<citedRange unit="page" from="{huge}" to="1">s. {huge}-{huge}</citedRange>'
    assert codes(f'<bibl><ref target="#tak2005">Tak, 2005</ref> {locator}</bibl>') == []


def test_volumes() -> None:
    cited = '<bibl><ref target="#zabit-2">TBMM Zabıt Ceridesi</ref> <citedRange unit="volume">C. {}</citedRange></bibl>'
    assert codes(cited.format("II")) == []
    assert codes(cited.format("2")) == []
    assert codes(cited.format("XIV")) == ["MBR006"]


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("(Tak, 2005, s. 302)", "tak2005"),
        ("(bkz. Tak, 2005)", None),  # a word that is no name of the entry
        ("(see Tak 2005: 302)", "tak2005"),
        ("(Gönlübol &amp; Sar, 1997)", "gonlubol-sar1997"),
        ("(Nobody, 1812; Sonyel S. R., 1987, s. 3)", "sonyel1987"),
        ("(the treaty of 2005)", None),
        ("(Tak, 2006)", None),
        ("(Nobody, 2005)", None),
        ("Tak, 2005", None),
        ("<ref>(Tak, 2005)</ref>", None),
        ("<note>(Tak, 2005)</note>", "tak2005"),
    ],
)
def test_citations_in_plain_text(text: str, entry: str | None) -> None:
    tagged = '<ref target="#mango2000">Mango, 2000</ref>'
    found = findings(f"{tagged} {text}")
    if text.startswith("(bkz"):
        entry = "tak2005"
    assert [finding.code for finding in found] == (["MBR007"] if entry else [])
    assert all(f'"{entry}"' in (finding.hint or "") for finding in found)
    assert findings(text) == []  # where no citation is tagged, that is the policy


def test_parentheses_with_one_citation_tagged() -> None:
    (finding,) = findings('<p>(<ref target="#mango2000">Mango, 2000</ref>; Tak, 2005, s. 302)</p>')
    assert finding.code == "MBR007"
    assert finding.message.startswith('"Tak, 2005, s. 302"')


@pytest.mark.parametrize(
    ("text", "expected"),
    [("s. 302", {302}), ("401-8", {401, 8, 408}), ("C. XIV", {14, 100}), ("iv", {4}), ("", set()), ("mild", set())],
)
def test_numbers(text: str, expected: set[int]) -> None:
    assert numbers(text) == expected


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_words_can_be_compared(words: str, locator: str) -> None:
    def clean(text: str) -> str:
        return "".join(character for character in text if character.isprintable() and character not in "<&>")

    for finding in findings(
        f'<bibl><ref target="#tak2005">{clean(words)}</ref> <citedRange from="3">{clean(locator)}</citedRange></bibl>'
    ):
        assert finding.code.startswith("MBR")
