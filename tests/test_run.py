"""Runs over many files: several processes, outcomes kept from run to run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from matbaa import cache
from matbaa.finding import CannotRun, Finding, Severity
from matbaa.validate import checks, run, workers
from matbaa.validate.outcome import Outcome
from matbaa.validate.plan import Item, of_paths, sort_schemas

if TYPE_CHECKING:
    from tests.conftest import Matbaa

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="letter-{number}">
<teiHeader><fileDesc><titleStmt><title>Letter {number}</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
<text><body><p>{content}</p></body></text></TEI>
"""


@pytest.fixture
def letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Forty letters; every fifth has an element that may not be there, every seventh a pointer that leads nowhere."""
    monkeypatch.setenv("MATBAA_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "letters"
    folder.mkdir()
    for number in range(40):
        content = "x" * 12_000
        content += "<nonsense/>" if number % 5 == 0 else ""
        content += '<ref target="letter-1000.xml#p">x</ref>' if number % 7 == 0 else ""
        (folder / f"letter-{number:02}.xml").write_text(LETTER.format(number=number, content=content), "utf-8")
    return sorted(folder.glob("*.xml"))


def findings(files: list[Path], jobs: int = 1, *, keep: bool = False, select: tuple[str, ...] = ()) -> list[Finding]:
    plan = of_paths(files, schemas=sort_schemas([Path("matbaa")]))
    return list(run.validate(plan, jobs=jobs, keep=keep, select=select))


def test_several_processes_find_what_one_finds_in_the_same_order(letters: list[Path]) -> None:
    alone = findings(letters)
    assert {finding.code for finding in alone} >= {"MBG001", "MBP002"}
    assert findings(letters, jobs=2) == alone
    assert findings(letters, jobs=3) == alone


def test_what_has_not_changed_is_not_checked_again(letters: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    first = findings(letters, keep=True)
    checked: list[str] = []
    honest = checks.Checker.check

    def noted(checker: checks.Checker, item: Item) -> Outcome:
        checked.append(item.path.name)
        return honest(checker, item)

    monkeypatch.setattr(checks.Checker, "check", noted)
    assert findings(letters, keep=True) == first
    assert checked == []
    text = letters[3].read_text("utf-8")
    letters[3].write_text(text.replace("</p></body>", "<nonsense/></p></body>"), "utf-8")
    second = findings(letters, keep=True)
    assert checked == [letters[3].name]
    assert len(second) > len(first)
    assert findings(letters, keep=False) == second
    assert len(checked) == 1 + len(letters)


def test_a_schema_that_changes_has_all_checked_again(matbaa: Matbaa, letters: list[Path], tmp_path: Path) -> None:
    schema = tmp_path / "schema.rng"
    grammar = (
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><ref name="any"/></start><define name="any">'
        "<element><anyName/><zeroOrMore><choice><attribute><anyName/></attribute><text/>"
        '<ref name="any"/></choice></zeroOrMore></element></define></grammar>'
    )

    def told() -> set[str]:
        report = matbaa("validate", letters[1], "--schema", schema, "--format", "json").out
        return {finding["code"] for finding in json.loads(report)["findings"]}

    schema.write_text(grammar, "utf-8")
    assert not any(code.startswith("MBG") for code in told())
    schema.write_text(grammar.replace("<text/>", ""), "utf-8")
    assert any(code.startswith("MBG") for code in told())


def test_damaged_outcomes_are_as_good_as_none(letters: list[Path], tmp_path: Path) -> None:
    first = findings(letters[:6], keep=True)
    kept = [path for path in (tmp_path / "cache" / "results").rglob("*") if path.is_file()]
    assert len(kept) == 6
    for number, path in enumerate(kept):
        data = path.read_bytes()
        path.write_bytes([b"", data[:-5], data.replace(b"letter", b"LETTER"), b"\0" * len(data)][number % 4])
    assert findings(letters[:6], keep=True) == first


def test_checks_that_nobody_asks_for_are_not_made(letters: list[Path]) -> None:
    assert {finding.code[:3] for finding in findings(letters, select=("MBP",))} >= {"MBP"}
    plan = of_paths(letters)
    assert checks.Settings.of(plan, None, ("MBP0",), ()).areas == ("MBP",)
    assert "MBS" not in checks.Settings.of(plan, None, (), ("MBS",)).areas
    assert "MBS" in checks.Settings.of(plan, None, ("MBS001",), ("MBS",)).areas
    assert "MBS" in checks.Settings.of(plan, None, (), ("MBS001",)).areas


def test_a_process_that_dies_is_told() -> None:
    with pytest.raises(CannotRun) as told:
        list(workers.spread(_die, [1, 2, 3], 2, _nothing))
    assert told.value.findings[0].code == "MBI008"


def test_what_a_process_cannot_do_is_told_as_by_one() -> None:
    with pytest.raises(CannotRun) as told:
        list(workers.spread(_refuse, [1, 2], 2, _nothing))
    assert told.value.findings[0].message == "no"


def test_results_come_in_the_order_of_the_tasks() -> None:
    assert list(workers.spread(abs, range(-100, 0), 3, _nothing)) == list(range(100, 0, -1))


def _nothing() -> None:
    pass


def _die(_number: int) -> int:
    import os

    os._exit(9)


def _refuse(number: int) -> int:
    from matbaa.finding import Severity

    raise CannotRun(Finding("MBI001", Severity.ERROR, "no", f"{number}"))


def test_an_outcome_survives_being_kept() -> None:
    outcome = Outcome(
        (Finding("MBP001", Severity.WARNING, "İ \ud800", "a.xml", 1, 2, "hint", None),),
        {"pointers": {"path": "x", "out": [1, None]}},
        ("http://example.org",),
        (("x.rng", 3),),
        read=True,
        checked=True,
        reads=(("a.xml", "0" * 64), ("gone.xml", "")),
    )
    assert Outcome.from_json(outcome.to_json()) == outcome


def test_the_cache_can_be_turned_off(letters: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATBAA_CACHE", "")
    assert cache.folder() is None
    assert findings(letters[:3], keep=True) == findings(letters[:3], keep=True)
