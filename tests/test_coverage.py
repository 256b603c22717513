"""Names that stand untagged."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matbaa.document import TEI, parse
from matbaa.finding import Finding, Severity
from matbaa.known import Known, Named, Person
from matbaa.validate import coverage

LIST = "/edition/lists.xml"
KNOWN = Known(
    persons={
        (LIST, "bekir-sami"): Person(("Bekir Sami Kunduh", "Bekir Sami Bey", "Kunduh")),
        (LIST, "mustafa-1"): Person(("Mustafa Kemal Paşa",)),
        (LIST, "ali-1"): Person(("Ali Kemal",)),
        (LIST, "ali-2"): Person(("Ali Kemal",)),
    },
    named={(LIST, "ankara"): Named("place", ("Ankara", "Engürü")), (LIST, "yeni-gun"): Named("org", ("Yeni Gün",))},
)
A = '<placeName ref="#ankara">Ankara</placeName>'
S = '<placeName ref="#sivas">Sivas</placeName>'
B = '<persName ref="#bekir-sami">Bekir Sami Bey</persName>'
# enough tagged names for one that is not to be an oversight
FILL = f"<p>{A}, {S}, {A}, {S}, {A}, {S}, {B}, {B}, {B}, {B}.</p>"


def findings(content: str, known: Known | None = None) -> list[Finding]:
    def resolve(token: str) -> tuple[str, str] | None:
        return (LIST, token[1:]) if token.startswith("#") else None

    document = parse(
        f'<TEI xmlns="{TEI}"><text><body>{content}</body></text></TEI>'.encode(), "t.xml", Path("/edition/t.xml")
    )
    found, facts = coverage.check(document, known or Known(), resolve)
    assert facts == {}
    assert all(finding.severity == Severity.HINT for finding in found)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He came to Ankara late.", ["Ankara"]),
        ("Ankara was far.", ["Ankara"]),
        ("Ankara’ya gitti.", ["Ankara"]),
        ("Ankara hükümeti", ["Ankara"]),
        ("Ankara. Then he left.", ["Ankara"]),
        ("He met Bekir  Sami\n Bey there.", ["Bekir Sami Bey"]),
        ("Ankara Üniversitesi", []),
        ("Yeni Ankara", []),
        ("Ankara-Moskova", []),
        ("Ankaralı, ankara, ANKARA", []),
        ("Mustafa Bekir Sami Bey", []),
        ("<head>Ankara</head>", []),
        ("<title>From Ankara</title>", []),
        ("<bibl>Ankara, 1921</bibl>", []),
        ("<rs>the lady of Ankara</rs>", []),
        ("<orgName>the Ankara government</orgName>", []),
        ("<note>He came to Ankara.</note>", []),
        (f"<note>{A} and Ankara</note>", ["Ankara"]),
        ("<choice><sic>to Ankara</sic><corr>x</corr></choice>", []),
        ("<hi>Ankara</hi>", ["Ankara"]),
        ("<signed>Bekir Sami Bey</signed>", []),
        ("<placeName>Trabzon</placeName> and Trabzon", []),
        ("<placeName>New York</placeName> and New York", ["New York"]),
        ("<orgName>Time</orgName>, <orgName>Time</orgName>. Time went by.", []),
    ],
)
def test_names_tagged_elsewhere_in_the_file(text: str, expected: list[str]) -> None:
    found = findings(f"{FILL}<p>{text}</p>")
    assert [finding.code for finding in found] == ["MBN001"] * len(expected)
    assert [finding.message.split('"')[1] for finding in found] == expected


def test_place_count_and_further_lines() -> None:
    (finding,) = findings(f"{FILL}\n<p>and so\n to Ankara,\n and Ankara</p>")
    assert (finding.line, finding.column) == (3, 5)
    assert finding.message == '"Ankara" is tagged 3 times in this file and stands here untagged, and in line 4'


def test_a_text_that_tags_few_of_its_names_has_another_policy() -> None:
    assert findings(f"<p>{A}, {S}.</p><p>Ankara, Sivas, Ankara.</p>") == []
    assert findings(FILL + "<p>Ankara, Ankara, Ankara, Ankara.</p>") == []


def test_a_name_of_two_is_left_alone() -> None:
    two = '<persName ref="#a">Kemal</persName> <persName ref="#b">Kemal</persName>'
    assert findings(f"{FILL}<p>{two}</p><p>Kemal</p>") == []
    kinds = "<persName>Medina</persName> <placeName>Medina</placeName>"
    assert findings(f"{FILL}<p>{kinds}</p><p>Medina</p>") == []
    known = Known(named={(LIST, "x"): Named("place", ("Sivas",)), (LIST, "sivas"): Named("place", ("Sivas",))})
    assert findings(f"{FILL}<p>in Sivas</p>", known) == []


def test_a_part_of_a_longer_name_is_not_taken_for_it() -> None:
    longer = '<persName ref="#m">Mustafa Kemal Paşa</persName> <persName ref="#m">Mustafa Kemal</persName>'
    (finding,) = findings(f"{FILL}<p>{longer} {longer}</p><p>with Mustafa Kemal Paşa</p>")
    assert '"Mustafa Kemal Paşa"' in finding.message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("then Bekir Sami Kunduh came", ["bekir-sami"]),
        ("then Mustafa Kemal Paşa came", ["mustafa-1"]),
        ("from Engürü", ["ankara"]),
        ("Mr. Kunduh", ["bekir-sami"]),
        ("then Ali Kemal came", []),  # two have this name
        ("in Yeni Gün", []),  # no organisation is tagged
    ],
)
def test_names_of_the_lists(text: str, expected: list[str]) -> None:
    found = findings(f"{FILL}<p>{text}</p>", KNOWN)
    assert [finding.code for finding in found] == ["MBN002"] * len(expected)
    assert all(f'"{entry}"' in finding.message for entry, finding in zip(expected, found, strict=True))


@pytest.mark.parametrize(
    "content", ["", "<p/>", "<p>Ankara</p>", "<p><persName/></p>", "<p><persName>1</persName> 1</p>"]
)
def test_nothing_to_say(content: str) -> None:
    assert findings(content, KNOWN) == []


NAMES = st.text(alphabet="ABab ’'-.[](*+\\^İı", max_size=8)


@given(st.lists(NAMES, max_size=4), st.lists(NAMES, max_size=4))
def test_any_names_can_be_looked_for(tagged: list[str], plain: list[str]) -> None:
    content = "".join(f"<persName>{name}</persName>" for name in tagged)
    for finding in findings(f"<p>{content} {' '.join(plain)}</p>", KNOWN):
        assert finding.line == 1


def test_the_work_grows_with_the_text_and_no_faster() -> None:
    letters = "abcdefghij"
    names = ["Ali" + "".join(letters[int(digit)] for digit in f"{n:03}") for n in range(1000)]
    known = Known(persons={(LIST, name): Person((f"{name} Veli", f"{name} Bey")) for name in names})
    part = "".join(f'<p>{A}, <persName ref="#{name}">{name} Bey</persName>, {name} Veli: words.</p>' for name in names)

    def seconds(times: int) -> float:
        begun = time.process_time()
        assert len(findings(f"<p>{A}</p>" * 3000 + part * times, known)) in (0, len(names))
        return time.process_time() - begun

    seconds(1)
    assert seconds(8) < 30 * max(seconds(1), 0.01)
