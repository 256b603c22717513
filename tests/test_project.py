"""edition.toml: what is wrong in it is told with line and column, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matbaa.finding import CannotRun
from matbaa.project import CONFIG, find, load
from tests.conftest import Matbaa


def _faults(folder: Path, text: str) -> list[tuple[str, int | None, int | None, str]]:
    (folder / "tei").mkdir(exist_ok=True)
    (folder / "tei" / "a.xml").write_text("<a/>", "utf-8")
    config = folder / CONFIG
    config.write_text(text, "utf-8")
    with pytest.raises(CannotRun) as caught:
        load(config)
    return [(found.code, found.line, found.column, found.message) for found in caught.value.findings]


GOOD = '[edition]\ntitle = "T"\ntexts = ["tei/*.xml"]\n'


def test_a_project(edition: Path) -> None:
    project = load(edition / CONFIG)
    assert project.title == "Küçük Yayın"
    assert [project.name(path) for path in project.texts] == ["tei/mektup.xml"]
    assert [project.name(path) for path in project.authorities] == ["tei/lists/kimler.xml"]
    assert project.output == edition.resolve() / "build"
    assert project.source_of(project.texts[0]) == edition.resolve() / "tei" / "source" / "mektup.txt"
    assert find(edition / "tei" / "lists") == edition.resolve() / CONFIG


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GOOD + 'langage = "tr"\n', [("MBC002", 4, 1, 'unknown key "langage" in [edition]')]),
        (GOOD + "[shema]\n", [("MBC002", 4, 2, 'unknown key "shema" at the top')]),
        (
            '[edition]\n  title = 3\ntexts = ["tei/*.xml"]\n',
            [("MBC003", 2, 3, '"title" must be text in double quotes')],
        ),
        (
            '[edition]\ntitle = "T"\ntexts = "tei"\n',
            [("MBC003", 3, 1, '"texts" must be a list of texts, such as ["tei/*.xml"]')],
        ),
        ('[edition]\ntexts = ["tei/*.xml"]\n', [("MBC004", 1, 2, 'the key "title" is missing from [edition]')]),
        (
            '[edition]\ntitle = "T"\ntexts = ["../*.xml"]\n',
            [("MBC005", 3, 1, '"../*.xml" leads out of the edition\'s folder')],
        ),
        ('[edition]\ntitle = "T"\ntexts = ["tie/*.xml"]\n', [("MBC006", 3, 1, 'no file fits "tie/*.xml"')]),
        (GOOD + 'output = "."\n', [("MBC005", 4, 1, "the output folder must not be the edition's own folder")]),
        (GOOD + 'sources = "none"\n', [("MBC006", 4, 1, 'there is no folder "none"')]),
        (GOOD + 'language = "Türkçe"\n', [("MBC003", 4, 1, '"Türkçe" is no language tag')]),
        ('[edition]\ntitle = "T"\ntexts = []\n', [("MBC003", 3, 1, '"texts" is empty')]),
        (
            GOOD + 'authorities = ["tei/*.xml"]\n',
            [("MBC006", 4, 1, 'every file that fits "texts" is an authority file as well')],
        ),
        (GOOD + "output =\n", [("MBC001", 4, 9, "is not TOML: Invalid value")]),
        (
            '[edition]\ntitle = ""\ntexts = ["tei/*.xml"]\nx = 1\n',
            [("MBC002", 4, 1, 'unknown key "x" in [edition]'), ("MBC003", 2, 1, '"title" is empty')],
        ),
    ],
)
def test_faults(tmp_path: Path, text: str, expected: list[tuple[str, int, int, str]]) -> None:
    assert _faults(tmp_path, text) == expected


def test_a_byte_order_mark_does_no_harm(edition: Path) -> None:
    config = edition / CONFIG
    config.write_bytes(b"\xef\xbb\xbf" + config.read_bytes())
    assert load(config).title == "Küçük Yayın"


def test_a_near_name_is_offered(matbaa: Matbaa, edition: Path) -> None:
    with (edition / CONFIG).open("a", encoding="utf-8") as file:
        file.write('ouput = "b"\n')
    done = matbaa("build", cwd=edition)
    assert done.code == 2
    assert "edition.toml:7:1: error MBC002" in done.err
    assert 'did you mean "output"?' in done.err
    assert not (edition / "build").exists()


def test_no_project_here(matbaa: Matbaa, tmp_path: Path) -> None:
    done = matbaa("build", cwd=tmp_path)
    assert done.code == 2
    assert "edition.toml" in done.err


@given(st.text())
def test_any_text_gives_a_finding_or_a_project(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    config = tmp_path_factory.mktemp("any") / CONFIG
    config.write_text(text, "utf-8", newline="")
    with pytest.raises(CannotRun) as caught:
        load(config)
    assert all(found.code.startswith("MBC") for found in caught.value.findings)
