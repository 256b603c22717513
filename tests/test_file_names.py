"""Names of files that make trouble somewhere: read, made into addresses that hold everywhere."""

from __future__ import annotations

import os
import re
import sys
from html import unescape
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from matbaa.index.identity import page_name
from matbaa.main import run

NAMES = (
    "a b", "ü", "😀", "-x", "it's", 'a"b', "a#b?", "100%", "a%20b", "new\nline", "long" + "x" * 200, "CON", "nul.txt",
    "dot.", "space ", "a:b", "a<b>", "a|b*", "..x", "q?", "index", "&amp;", "back\\slash", "tab\tx", "plain",
)  # fmt: skip
TEXT = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T{}</title></titleStmt>'
    "<publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader><text><body>"
    '<p>Words of {} <persName key="ali">Ali</persName> <ref target="{}">next</ref></p></body></text></TEI>'
)
PORTABLE = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*")
needs_unix = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the system takes no such names")


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tei").mkdir()
    for number, name in enumerate(NAMES):
        following = quote(f"{NAMES[(number + 1) % len(NAMES)]}.xml")
        (tmp_path / "tei" / f"{name}.xml").write_text(TEXT.format(number, number, following), "utf-8")
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "Names"\ntexts = ["tei/*.xml"]\n')
    return tmp_path


@needs_unix
def test_every_text_is_reached_by_links(texts: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "--jobs", "1"]) == 0
    assert "MBL" not in "".join(capfd.readouterr())
    build = texts / "build"
    pages = {path.name for path in (build / "html").iterdir()}
    assert len(pages) == len(NAMES)
    for path in build.rglob("*"):
        assert PORTABLE.fullmatch(path.name), path
        assert not re.fullmatch(r"(?i)(con|nul)(\..*)?", path.name)
    home = (build / "index.html").read_text("utf-8")
    linked = {unquote(unescape(address)) for address in re.findall(r'href="html/([^"]+)"', home)}
    assert pages <= linked
    for number, name in enumerate(NAMES):
        following = page_name(Path(f"{NAMES[(number + 1) % len(NAMES)]}.xml"))
        page = (build / "html" / f"{page_name(Path(name + '.xml'))}.html").read_text("utf-8")
        assert f'href="{following}.html"' in page, name


@needs_unix
def test_the_commands_take_any_name(texts: Path, capfd: pytest.CaptureFixture[str]) -> None:
    os.chdir(texts / "tei")
    raw = os.fsdecode(b"lat\xedn.xml")
    Path(raw).write_text(TEXT.format("r", "r", "x.xml"))
    for name in (*(f"{name}.xml" for name in NAMES), raw):
        assert run(["validate", "--no-cache", "--ignore", "MBP", "--", name]) == 0, name
        assert run(["transform", "--to", "text", "--", name]) == 0, name
        assert "Words" in capfd.readouterr().out
    assert run(["transform", "--to", "text", "-o", "out", "."]) == 0
    assert len(list(Path("out").iterdir())) == len(NAMES)  # ..x.xml is hidden, the raw one is not
    assert run(["stats", "--", raw]) == 0
    assert run(["index", "--kind", "persons", "--", raw]) == 0
    capfd.readouterr()
    assert run(["build", "--project", ".."]) == 2
    assert "MBI020" in capfd.readouterr().err


def test_page_names_are_the_same_on_every_system() -> None:
    assert page_name(Path("Brief-12_a.xml")) == "Brief-12_a"
    assert page_name(Path("ü.xml")) == page_name(Path("u\u0308.xml"))
    made = [page_name(Path(f"{name}.xml")) for name in (*NAMES, "con", "aux.1", ".", "é", "中文", "x" * 500)]
    assert all(PORTABLE.fullmatch(name) and len(name) <= 100 for name in made)


@pytest.mark.parametrize("twin", ["A.xml", "u\u0308.xml"])
def test_twins_are_refused(texts: Path, twin: str, capfd: pytest.CaptureFixture[str]) -> None:
    (texts / "tei" / "a.xml").write_text(TEXT.format("a", "a", "a.xml"))
    if (texts / "tei" / twin).exists():
        pytest.skip("the system takes them for one")
    (texts / "tei" / twin).write_text(TEXT.format("b", "b", "a.xml"))
    assert run(["build"]) == 2
    assert "MBI006" in capfd.readouterr().err


@pytest.mark.parametrize("place", ["build/html", "build/index", "build/.matbaa-unfinished"])
def test_links_do_not_lead_out_of_the_output(texts: Path, place: str, capfd: pytest.CaptureFixture[str]) -> None:
    for file in (texts / "tei").iterdir():
        if file.name != "plain.xml":
            file.unlink()
    (texts / "elsewhere").mkdir()
    (texts / "build").mkdir()
    (texts / place).symlink_to(texts / "elsewhere")
    assert run(["build", "--jobs", "1"]) == 2
    assert "MBI021" in capfd.readouterr().err
    assert not list((texts / "elsewhere").iterdir())


def test_links_do_not_lead_out_of_the_folder_of_transform(texts: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (texts / "in" / "sub").mkdir(parents=True)
    (texts / "in" / "sub" / "a.xml").write_text(TEXT.format("a", "a", "a.xml"))
    (texts / "elsewhere").mkdir()
    (texts / "out").mkdir()
    (texts / "out" / "sub").symlink_to(texts / "elsewhere")
    assert run(["transform", "in", "--to", "text", "-o", "out"]) == 2
    assert "MBI021" in capfd.readouterr().err
    assert not list((texts / "elsewhere").iterdir())


def test_symbolic_links_among_the_inputs(texts: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = texts / "links"
    folder.mkdir()
    (folder / "broken.xml").symlink_to("nowhere.xml")
    (folder / "loop.xml").symlink_to("loop.xml")
    (folder / "self").symlink_to(".")
    (folder / "good.xml").symlink_to("../tei/plain.xml")
    assert run(["transform", "links", "--to", "text", "-o", "out"]) == 1
    err = capfd.readouterr().err
    assert err.count("MBI00") == 2
    assert "Traceback" not in err
    assert [path.name for path in (texts / "out").iterdir()] == ["good.txt"]
    assert run(["validate", "links", "--no-cache"]) == 1
    assert "fault of Matbaa" not in "".join(capfd.readouterr())
