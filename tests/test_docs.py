"""The documents: every link in them leads somewhere, and the commands that they show exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from matbaa.main import COMMANDS

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("docs/assistant/*.md"), ROOT / "build/README.md"]
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if not re.match(r"[a-z]+:", link):
            path, _, _ = link.partition("#")
            assert not path or (page.parent / path).exists(), link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_exist(page: Path) -> None:
    for command in re.findall(r"(?:^|`)matbaa ([a-z]+)", page.read_text("utf-8"), re.MULTILINE):
        assert command in COMMANDS, command


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert all(f"matbaa {command}" in readme for command in COMMANDS)
