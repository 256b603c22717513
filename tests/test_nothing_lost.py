"""Nothing of a text is lost on the way to a page and to plain text, but what the one list of hidden elements names."""

from __future__ import annotations

import re
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from matbaa.document import TEI, Document, read
from matbaa.resources import resource
from matbaa.transform import built_in, transform
from tests.pages import HIDDEN, required_samples, tei
from tests.random_tei import RandomText
from tests.test_text import missing

if TYPE_CHECKING:
    from pathlib import Path

# roots, and elements in which TEI allows no words as such
_NEVER_INSIDE = frozenset(
    "TEI teiCorpus teiHeader egXML standOff row app caesura castList cb choice figure gb lb list listBibl listEvent "
    "listNym listObject listOrg listPerson listPlace listRelation listWit milestone pb ptr space table".split()
)
# shown as an image, with their words as its alternative
_IMAGES = ("graphic", "media")


def everything(names: list[str]) -> Document:
    """Each element twice, between blocks and inside a line, with numbered words in it, before and after it."""
    parts = (
        f"<div><{name}>w{4 * n}</{name}><p>w{4 * n + 1}<{name}>w{4 * n + 2}</{name}>w{4 * n + 3}</p></div>"
        for n, name in enumerate(names)
    )
    return tei(f"<body>{''.join(parts)}</body>")


def elements(reference: Path, *without: str) -> list[str]:
    """The names of the elements of TEI, but those that a text leaves out and `without`."""
    tree = etree.parse(reference / "p5subset.xml")
    names = sorted(spec.get("ident", "") for spec in tree.iter(f"{{{TEI}}}elementSpec"))
    assert len(names) > 550
    return [name for name in names if f"{{{TEI}}}{name}" not in HIDDEN and name not in {*_NEVER_INSIDE, *without}]


def lost(names: list[str], shown: str) -> list[str]:
    """The elements of `everything` whose words, or those beside them, are not in `shown`."""
    found = set(re.findall(r"w(\d+)", shown))
    return sorted({names[n // 4] for n in range(4 * len(names)) if str(n) not in found})


def test_every_element_of_tei_has_a_rule_and_keeps_its_words(reference: Path) -> None:
    names = elements(reference, *_IMAGES)
    made = transform(everything(names), built_in("html"))
    assert [finding.message for finding in made.findings] == []
    assert lost(names, made.data.decode().partition("<article")[2]) == []


def test_every_element_keeps_its_words_in_plain_text(reference: Path) -> None:
    names = elements(reference, *_IMAGES, "del", "surplus", "figDesc", "rt")
    assert lost(names, transform(everything(names), built_in("text")).data.decode()) == []


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_any_nesting_keeps_its_words_in_order_in_plain_text(seed: int) -> None:
    assert missing(tei(RandomText(Random(seed)).body()), "corrected") == []


@pytest.mark.parametrize(
    "words",
    ["قال الراوي ١٢٣", "שלום עולם", "μῆνιν ἄειδε θεὰ", "學而時習之", "e\u0301 q\u0303 u\u0331\u0308", "𐎠𐎢𐎼 𝔄 👁"],
)
def test_all_scripts_come_through(words: str) -> None:
    document = tei(f"<body><p>{words}</p></body>")
    for target in ("html", "text"):
        assert words in transform(document, built_in(target)).data.decode()


def test_samples_have_rules_for_all_their_elements() -> None:
    found = {
        (path.name, finding.message)
        for path in required_samples()
        for finding in transform(read(path), built_in("html")).findings
        if "no rule" in finding.message
    }
    assert found == set()


def test_hidden_elements_are_listed_once() -> None:
    for module in resource("xslt/html").glob("*.xsl"):
        assert not re.search(r'match="[^"]*\b(linkGrp|spanGrp|fvLib)\b', module.read_text("utf-8"))
