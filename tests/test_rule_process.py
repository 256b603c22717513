"""Schematron rules in a process of their own: stopped where they come to no end, and all else goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from matbaa.finding import CannotRun
from matbaa.validate import rule_process
from matbaa.validate.checks import Settings
from matbaa.validate.plan import Item, of_paths, sort_schemas
from matbaa.validate.rule_process import RuleProcess

if TYPE_CHECKING:
    from tests.conftest import Matbaa

RULES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">
<ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>
<pattern><rule context="tei:seg"><report test="true()">{words}</report></rule></pattern>
<pattern><rule context="tei:gap"><assert test="0 =
  (for $a in 1 to 1000000000, $b in 1 to 1000000000 return $a * $b)">endless</assert></rule></pattern></schema>"""
TEXT = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title/></titleStmt><publicationStmt>
<p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body><p>{content}</p></body></text></TEI>"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    file = tmp_path / "rules.sch"
    file.write_text(RULES.format(words="a segment"), "utf-8")
    return file


def written(folder: Path, **contents: str) -> list[Path]:
    for name, content in contents.items():
        (folder / f"{name}.xml").write_text(TEXT.format(content=content), "utf-8")
    return [folder / f"{name}.xml" for name in contents]


def asked(files: list[Path], rules: Path, seconds: float) -> tuple[RuleProcess, tuple[Item, ...]]:
    plan = of_paths(files, schemas=sort_schemas([rules]))
    return RuleProcess(Settings.of(plan, None, (), ()), seconds), plan.items


ENDLESS = {"a": "<seg/>", "b": "<gap/>", **{f"c{number}": "<seg/>" for number in range(6)}}


def test_rules_without_end_are_given_up_and_the_rest_goes_on(
    tmp_path: Path, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rule_process, "_may_fork", lambda: False)
    process, items = asked(written(tmp_path, **ENDLESS), rules, 2)
    process.ask(items)
    try:
        outcomes = [process.answer() for _ in items]
    finally:
        process.close()
    told = [[finding.code for finding in outcome.findings] for outcome in outcomes]
    assert told == [["MBS001"], ["MBS004"], *[["MBS001"]] * 6]
    assert "within 2 seconds" in outcomes[1].findings[0].message
    assert [outcome.lasting for outcome in outcomes[:3]] == [True, False, True]


def test_rules_without_end_in_a_run_that_may_fork(tmp_path: Path, rules: Path, matbaa: Matbaa) -> None:
    """A process of its own, for this one may have run Saxon, and then must not be forked."""
    files = written(tmp_path, **ENDLESS)
    done = matbaa("validate", "--format", "json", "--time-limit", "2", "--select", "MBS", "--schema", rules, *files)
    assert done.code == 1, done.err
    found = json.loads(done.out)["findings"]
    assert [(Path(one["file"]).stem, one["code"]) for one in found] == [
        (name, "MBS004" if name == "b" else "MBS001") for name in ENDLESS
    ]
    assert any("within 2 seconds" in one["message"] for one in found)


def test_what_a_check_raises_comes_through(tmp_path: Path, rules: Path) -> None:
    rules.write_text(RULES.replace("true()", "true(").format(words=""), "utf-8")
    process, items = asked(written(tmp_path, a="<seg/>"), rules, 60)
    process.ask(items)
    with pytest.raises(CannotRun) as caught:
        process.answer()
    process.close()
    assert caught.value.findings[0].code == "MBS003"


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="a signal of Unix")
@pytest.mark.parametrize(("number", "code"), [("SIGKILL", "MBI008"), ("SIGSEGV", "MBS004"), ("SIGINT", "")])
def test_a_process_that_is_ended(tmp_path: Path, rules: Path, number: str, code: str) -> None:
    process, items = asked(written(tmp_path, a="<gap/>"), rules, 60)
    process.ask(items)
    child = process._child.process if process._child else 0
    time.sleep(1)
    os.kill(child if isinstance(child, int) else child.pid, getattr(signal, number))
    try:
        if code == "MBS004":
            assert [finding.code for finding in process.answer().findings] == [code]
        else:
            with pytest.raises(CannotRun if code else KeyboardInterrupt):
                process.answer()
    finally:
        process.close()


def test_rules_of_strangers_have_a_limit_too(tmp_path: Path, rules: Path, matbaa: Matbaa) -> None:
    (file,) = written(tmp_path, a='<gap/><seg/><ref target="#nowhere"/>')
    model = f'<?xml-model href="{rules.name}" schematypens="http://purl.oclc.org/dsdl/schematron"?>'
    file.write_text(model + file.read_text("utf-8"), "utf-8")
    result = matbaa("validate", file, "--time-limit", "2")
    assert result.code == 1
    assert "MBS004" in result.out
    assert "MBP001" in result.out


@pytest.mark.skipif(sys.platform == "win32", reason="a signal of Unix")
def test_an_interrupted_run_ends_at_once_and_leaves_nothing_running(tmp_path: Path, rules: Path) -> None:
    (file,) = written(tmp_path, a="<gap/>")
    run = subprocess.Popen(
        [sys.executable, "-m", "matbaa", "validate", "--schema", rules, file], stderr=subprocess.PIPE
    )
    time.sleep(3)
    run.send_signal(signal.SIGINT)
    _, told = run.communicate(timeout=20)
    assert run.returncode == 130
    assert told.strip() == b"matbaa: interrupted"
