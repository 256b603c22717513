"""The encoding guide: its examples are well-formed and valid, and the edition is encoded as they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from matbaa.document import TEI

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "encoding.md").read_text("utf-8")
BLOCK = re.compile(r"^```xml( wrong)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILES = [*ROOT.glob("tei/*.xml"), *ROOT.glob("tei/authority/*.xml")]


def examples(*, wrong: bool) -> list[str]:
    """One a line."""
    return [line for mark, block in BLOCK.findall(GUIDE) if bool(mark) is wrong for line in block.splitlines() if line]


def closed(example: str) -> str:
    """An example with the end of what it leaves open."""
    for name in ("place", "event", "p"):
        if re.search(rf"<{name}\b", example) and f"</{name}>" not in example:
            example += f"</{name}>"
    return example


def plain(xml: str) -> str:
    """XML in which only what the guide shows can differ: pointers without their files, no white space around tags."""
    xml = re.sub(r' xmlns="[^"]*"', "", xml)
    xml = re.sub(r"[\w./-]+\.xml#", "…#", xml)
    return re.sub(r"\s+", " ", re.sub(r"\s*(<[^>]+>)\s*", r"\1", xml)).strip()


def written() -> str:
    """All of the edition."""
    trees = [etree.parse(file) for file in FILES]
    return "\n".join(plain(etree.tostring(tree.getroot(), encoding="unicode")) for tree in trees)


def test_there_are_examples_of_both_kinds() -> None:
    assert len(examples(wrong=False)) > 80
    assert len(examples(wrong=True)) > 10


@pytest.mark.parametrize("example", examples(wrong=False) + examples(wrong=True))
def test_an_example_is_well_formed(example: str) -> None:
    etree.fromstring(f'<x xmlns="{TEI}">{closed(example)}</x>')


def test_the_edition_is_encoded_as_the_guide_says() -> None:
    edition = written()
    assert [example for example in examples(wrong=False) if plain(example) not in edition] == []


def test_the_edition_has_nothing_that_the_guide_calls_wrong() -> None:
    edition = written()
    assert [example for example in examples(wrong=True) if plain(example) in edition] == []
