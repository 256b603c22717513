"""edition.toml: what is wrong in it is told with line and column, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matbaa.finding import CannotRun, Place
from matbaa.project import CONFIG, Checks, Site, Waiver, find, load
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
        (GOOD + "[site]\nsearch = 1\n", [("MBC003", 5, 1, '"search" must be true or false')]),
        (GOOD + '[site]\nurl = "example.org"\n', [("MBC003", 5, 1, '"example.org" is no address of a site')]),
        (GOOD + '[site]\ncss = ["x.css"]\n', [("MBC006", 5, 1, 'there is no file "x.css"')]),
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
        (
            GOOD + '[validate]\nfail-on = "errors"\nselect = "MBP"\nignore = ["MPB"]\n',
            [
                ("MBC003", 6, 1, '"select" must be a list of codes, such as ["MBP009"]'),
                ("MBC003", 7, 1, 'no code begins with "MPB"'),
                ("MBC003", 5, 1, '"errors" is no severity'),
            ],
        ),
        (
            GOOD + '[catalog]\n"http://a.b/c.rng" = 3\n"http://a.b/d.rng" = "../d.rng"\n  \'http://e\' = "e.rng"\n',
            [
                ("MBC003", 5, 1, 'what stands for "http://a.b/c.rng" must be the path of a file'),
                ("MBC005", 6, 1, '"../d.rng" leads out of the edition\'s folder'),
                ("MBC006", 7, 3, 'there is no file "e.rng"'),
            ],
        ),
        ('catalog = "x"\n' + GOOD, [("MBC003", 1, 1, '"catalog" must be a table, written [catalog]')]),
        (
            GOOD + '[waiver]\ncode = "MBP009"\n',
            [("MBC003", 4, 2, '"waiver" must be a table for each waiver, written [[waiver]]')],
        ),
        (
            GOOD + '[[waiver]]\ncode = "MBP009"\nfile = "tei/a.xml"\nreason = "r"\n'
            '\n[[waiver]]\ncode = "MBP09"\nline = 0\nlinee = 3\n',
            [
                ("MBC002", 12, 1, 'unknown key "linee" in [[waiver]]'),
                ("MBC003", 10, 1, 'there is no code "MBP09"'),
                ("MBC003", 11, 1, '"line" must be at least 1'),
                ("MBC004", 9, 3, 'the key "file" is missing from [[waiver]]'),
                ("MBC004", 9, 3, 'the key "reason" is missing from [[waiver]]'),
            ],
        ),
        (
            GOOD + '[[waiver]]\ncode = "MBP009"\nfile = "/tei/a.xml"\nreason = " "\nline = true\nmatch = ""\n',
            [
                ("MBC005", 6, 1, '"/tei/a.xml" leads out of the edition\'s folder'),
                ("MBC003", 7, 1, '"reason" is empty'),
                ("MBC003", 8, 1, '"line" must be a whole number'),
                ("MBC003", 9, 1, '"match" is empty'),
            ],
        ),
        (
            'waiver = [{code = "MBP009"}]\n' + GOOD,
            [
                ("MBC004", 1, 1, 'the key "file" is missing from [[waiver]]'),
                ("MBC004", 1, 1, 'the key "reason" is missing from [[waiver]]'),
            ],
        ),
    ],
)
def test_faults(tmp_path: Path, text: str, expected: list[tuple[str, int, int, str]]) -> None:
    assert _faults(tmp_path, text) == expected


@pytest.mark.parametrize(
    "line",
    [
        'sources = "a\\u0000b"',
        'sources = "loop/x"',
        f'output = "{"x" * 300}"',
        'texts = ["**x"]',
        'texts = ["a\\u0000*"]',
        '[catalog]\n"" = "a\\u0000"',
    ],
)
def test_paths_that_no_system_has(tmp_path: Path, line: str) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    good = GOOD if not line.startswith("texts") else '[edition]\ntitle = "T"\n'
    ((code, number, _, message),) = _faults(tmp_path, f"{good}{line}\n")
    assert code in {"MBC003", "MBC005", "MBC006"}
    assert number is not None
    assert number >= 3
    assert "\0" not in message


def test_what_the_checks_are_told(edition: Path) -> None:
    config = edition / CONFIG
    assert load(config).checks == Checks()
    assert load(config).waivers == ()
    assert load(config).catalog == {}
    more = (
        '[validate]\nignore = ["MBF", "MBP009"]\nfail-on = "warning"\n'
        '[catalog]\n"https://example.org/a.rng" = "tei/mektup.xml"\n'
        '[[waiver]]\ncode = "mbp004"\nfile = "tei/*.xml"\nreason = "old names"\n'
        '[[waiver]]\ncode = "MBG003"\nfile = "tei/mektup.xml"\nline = 3\nmatch = "when"\nreason = "as printed"\n'
    )
    lines = config.read_text("utf-8").count("\n")
    with config.open("a", encoding="utf-8") as file:
        file.write(more)
    project = load(config)
    assert project.checks == Checks((), ("MBF", "MBP009"), "warning")
    assert project.catalog == {"https://example.org/a.rng": edition.resolve() / "tei" / "mektup.xml"}
    assert project.waivers == (
        Waiver("MBP004", "tei/*.xml", "old names", place=Place(lines + 6, 3)),
        Waiver("MBG003", "tei/mektup.xml", "as printed", 3, "when", Place(lines + 10, 3)),
    )


def test_how_the_edition_stands_on_the_web(edition: Path) -> None:
    config = edition / CONFIG
    (edition / "own.css").write_text("p {}", "utf-8")
    keys = 'url = "https://example.org/letters"\ncss = ["own.css"]\n'
    config.write_text(config.read_text("utf-8") + keys, "utf-8")
    assert load(config).site == Site("https://example.org/letters/", (edition.resolve() / "own.css",), search=False)


def test_the_catalog_may_name_a_schema_that_is_still_to_be_made(edition: Path) -> None:
    config = edition / CONFIG
    with config.open("a", encoding="utf-8") as file:
        file.write('[schema]\nrelaxng = "new.rng"\n[catalog]\n"https://example.org/a.rng" = "new.rng"\n')
    assert load(config).catalog == {"https://example.org/a.rng": edition.resolve() / "new.rng"}


def test_a_byte_order_mark_does_no_harm(edition: Path) -> None:
    config = edition / CONFIG
    config.write_bytes(b"\xef\xbb\xbf" + config.read_bytes())
    assert load(config).title == "Küçük Yayın"


def test_a_near_name_is_offered(matbaa: Matbaa, edition: Path) -> None:
    config = edition / CONFIG
    config.write_text(config.read_text("utf-8").replace("[edition]\n", '[edition]\nouput = "b"\n'), "utf-8")
    done = matbaa("build", cwd=edition)
    assert done.code == 2
    assert "edition.toml:2:1: error MBC002" in done.err
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


def test_an_edition_without_a_text_is_where_its_first_one_is_encoded(tmp_path: Path, matbaa: Matbaa) -> None:
    config = tmp_path / "edition.toml"
    config.write_text('[edition]\ntitle = "Letters"\nlanguage = "en"\ntexts = ["tei/*.xml"]\n', "utf-8")
    with pytest.raises(CannotRun, match="no file fits"):
        load(config)
    assert load(config, empty=True).texts == ()
    (tmp_path / "tei").mkdir()
    (tmp_path / "letter.txt").write_text("A letter\n\nDear friend, we are well.\n", "utf-8")
    done = matbaa("encode", "letter.txt", "-o", "tei/letter.xml", cwd=tmp_path)
    assert done.code == 0, done.err
    assert [text.name for text in load(config).texts] == ["letter.xml"]
