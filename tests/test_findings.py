"""The pages of the findings: one for each code that Matbaa uses, in one form."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from matbaa.codes import AREAS, Example, codes, page, parsed
from matbaa.main import run
from tests.conftest import ROOT

FOLDER = ROOT / "docs" / "findings"
PAGES = sorted(FOLDER.glob("*.md"))
# what files alone cannot show: permissions of the system, memory that is used up, a fault of Matbaa's own
NO_EXAMPLE = {
    "MBE002", "MBE031", "MBG012", "MBI003", "MBI008", "MBI010", "MBI012", "MBI016", "MBI017", "MBI020", "MBI021",
}  # fmt: skip


def test_every_code_in_use_is_known_and_no_other() -> None:
    sources = [*(ROOT / "cli").rglob("*.py"), *(ROOT / "xslt").rglob("*.xsl")]
    used = {
        code
        for file in sources
        if file.name != "codes.py"
        for code in re.findall(r"\bMB[A-Z]\d{3}\b", file.read_text("utf-8"))
    }
    assert used == set(codes()) == {path.stem for path in PAGES}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_has_its_form(path: Path) -> None:
    found = page(path.stem)
    assert found.code == path.stem
    assert found.code[:3] in AREAS
    assert re.fullmatch(r"(error|warning|hint)((,| or) (error|warning|hint))*", found.severity)
    assert not found.title.endswith(".")
    assert len(found.explanation.split()) > 12
    assert (found.wrong is not None and found.right is not None) or found.code in NO_EXAMPLE


@pytest.mark.parametrize("code", [path.stem for path in PAGES if path.stem not in NO_EXAMPLE])
def test_the_examples_are_what_they_are_said_to_be(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = page(code)
    assert found.wrong
    assert found.right
    monkeypatch.setenv("MATBAA_DEBUG", "1")
    status, told = _told(found.wrong, tmp_path / "wrong", monkeypatch, capsys)
    assert code in {other for _, other in told}, told
    severities = {severity for severity, other in told if other == code}
    assert severities <= set(re.findall(r"\w+", found.severity)), severities
    assert status in ({1, 2} if "error" in severities else {0, 1})
    status, told = _told(found.right, tmp_path / "right", monkeypatch, capsys)
    assert code not in {other for _, other in told}, told
    assert status == 0, told


def _told(
    example: Example, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[int, set[tuple[str, str]]]:
    """The exit code of an example, and the severity and code of each finding."""
    for name, content in example.files:
        assert not Path(name).is_absolute()
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    folder.mkdir(exist_ok=True)
    monkeypatch.chdir(folder)
    status = run(example.arguments)
    captured = capsys.readouterr()
    findings = re.findall(r"^(?:.+: )?(error|warning|hint) (MB[A-Z]\d{3}) ", captured.out + captured.err, re.MULTILINE)
    return status, set(findings)


@pytest.mark.parametrize(
    "text", ["", "# MBP001\n\nSeverity: error\n", "# MBP001: x\n\nbody\n", "# MBP1: x\n\nSeverity: error\n"]
)
def test_what_is_no_page(text: str) -> None:
    with pytest.raises(ValueError, match="begins with"):
        parsed(text)


def test_no_page() -> None:
    with pytest.raises(KeyError):
        page("MBP999")
    with pytest.raises(KeyError):
        page("../index-data")


def test_the_overview_has_every_code() -> None:
    """The table at its end is made from the pages."""
    path = ROOT / "docs" / "findings.md"
    mark = "<!-- made from the pages -->\n"
    text, _, _ = path.read_text("utf-8").partition(mark)
    expected = f"{text}{mark}{_overview()}"
    if os.environ.get("MATBAA_ACCEPT"):
        path.write_text(expected, "utf-8")
    assert path.read_text("utf-8") == expected


def _overview() -> str:
    lines: list[str] = []
    for area, title in AREAS.items():
        lines += ["", f"### {area}: {title}", "", "| code | severity | what |", "|---|---|---|"]
        for path in PAGES:
            if path.stem.startswith(area):
                found = page(path.stem)
                lines.append(f"| [{found.code}](findings/{found.code}.md) | {found.severity} | {found.title} |")
    return "\n".join(lines) + "\n"
