"""The numbers of an edition."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Matbaa


def test_numbers(matbaa: Matbaa, edition: Path) -> None:
    done = matbaa("stats", "--project", edition, "--format", "json")
    assert done.code == 0, done.err
    stats = json.loads(done.out)
    (text,) = stats["texts"]
    source = (edition / "tei" / "source" / "mektup.txt").read_text("utf-8")
    note = "Tarihkesindeğildir;bak.Ârif."
    assert text["characters"] == len("".join(source.split())) + len(note)
    assert text["words"] == 30
    assert (text["paragraphs"], text["pages"], text["notes"], text["corrections"]) == (2, 2, 1, 1)
    assert text["mentions"] == {"dates": 2, "persons": 4, "places": 2, "works": 1}
    assert text["linked"] == {"dates": 2, "persons": 3, "places": 2, "works": 1}
    assert stats["entries"] == {"persons": 3, "places": 2, "works": 1}


def test_the_table_says_the_same(matbaa: Matbaa, edition: Path) -> None:
    done = matbaa("stats", "--project", edition)
    rows = {line.split()[0]: line.split()[1:] for line in done.out.splitlines() if line.split()}
    assert rows["persons"] == ["4", "3", "75.0%", "3"]
    assert rows["words"] == ["30"]


def test_what_nobody_has_accepted_yet(matbaa: Matbaa, edition: Path) -> None:
    text = edition / "tei" / "mektup.xml"
    before = text.read_text("utf-8")
    named = '<encodingDesc><appInfo><application xml:id="m" ident="matbaa" version="1"><label>Matbaa</label>'
    after = before.replace("</fileDesc>", f"</fileDesc>{named}</application></appInfo></encodingDesc>", 1)
    text.write_text(after.replace("<persName ", '<persName resp="#m" cert="high" '), "utf-8")
    done = matbaa("stats", "--project", edition, "--format", "json")
    assert json.loads(done.out)["texts"][0]["unreviewed"] == {"persons": after.count("<persName ")}
    done = matbaa("stats", "--project", edition)
    assert "  set by the assistant and not accepted yet\n  persons " in done.out
