"""The pages of the findings: one for each code that Matbaa uses, in one form."""

from __future__ import annotations

import re

import pytest

from matbaa.codes import codes, page, parsed
from tests.conftest import ROOT

FOLDER = ROOT / "docs" / "findings"
PAGES = sorted(FOLDER.glob("*.md"))


def test_every_code_in_use_is_known_and_no_other() -> None:
    sources = [*(ROOT / "cli").rglob("*.py"), *(ROOT / "xslt").rglob("*.xsl")]
    used = {
        code
        for file in sources
        if file.name != "codes.py"
        for code in re.findall(r"\bMB[A-Z]\d{3}\b", file.read_text("utf-8"))
    }
    assert used <= set(codes())


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_has_its_form(path: object) -> None:
    code = getattr(path, "stem", "")
    found = page(code)
    assert found.code == code
    assert found.severity.split()[0].rstrip(",") in {"error", "warning", "hint"}
    assert not found.title.endswith(".")
    assert len(found.explanation.split()) > 8


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
