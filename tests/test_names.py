"""Names in running text: what is proposed, to the character, and what is left alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from matbaa.document import read
from matbaa.encode.model import Passage, Proposal
from matbaa.encode.names import find
from matbaa.known import Known

CASES = sorted((Path(__file__).parent / "cases" / "encode-names").glob("*/text.*.txt"))


def tagged(text: str, proposals: list[Proposal]) -> str:
    """The text with the proposals as tags; the pointers are ids, alternatives stand after a stroke."""
    before: dict[int, str] = {}
    after: dict[int, str] = {}
    for one in proposals:
        kind = f' type="{dict(one.attributes)["type"]}"' if one.attributes else ""
        target = " ".join(f"#{key[1]}" for key in one.targets) + "".join(f"|#{key[1]}" for key in one.alternatives)
        opening = f'<{one.element}{kind} ref="{target}" cert="{one.cert}">'
        before[one.span.begin] = opening + before.get(one.span.begin, "")
        for part in one.parts:
            inner = "".join(f' {name}="{value}"' for name, value in part.attributes)
            pointer = f' ref="#{part.targets[0][1]}"' if part.targets else ""
            before[part.span.begin] = before.get(part.span.begin, "") + f"<{part.element}{inner}{pointer}>"
            after[part.span.end] = after.get(part.span.end, "") + f"</{part.element}>"
        after[one.span.end] = after.get(one.span.end, "") + f"</{one.element}>"
    letters = [*text, ""]
    return "".join(after.get(place, "") + before.get(place, "") + letter for place, letter in enumerate(letters))


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.suffixes[0][1:]}")
def test_cases(path: Path) -> None:
    known = Known.of(read(path.parent / "lists.xml"))
    lines = path.read_text("utf-8").splitlines()
    found = find([Passage(line, path.suffixes[0][1:]) for line in lines], known)
    got = "".join(
        tagged(line, [one for one in found.proposals if one.passage == number]) + "\n"
        for number, line in enumerate(lines)
    )
    expected = path.with_name(path.name.replace("text", "tagged", 1))
    if os.environ.get("MATBAA_ACCEPT"):
        expected.write_text(got, "utf-8")
    assert got == expected.read_text("utf-8")
