"""`matbaa transform` as it is used: files, folders, standard input, own stylesheets, and all that can go wrong."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matbaa.document import TEI
from matbaa.finding import CannotRun
from matbaa.main import run
from matbaa.transform import Options, built_in, own, plan, transform
from tests.pages import HIDDEN, tei

if TYPE_CHECKING:
    from collections.abc import Callable

GOOD = f'<TEI xmlns="{TEI}"><teiHeader/><text><body><p>Words.</p></body></text></TEI>'
BROKEN = f'<TEI xmlns="{TEI}"><teiHeader/><text><body><p>Words.</body></text></TEI>'


def xslt(content: str) -> str:
    """A stylesheet with `content` as its declarations."""
    return (
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" '
        f'xmlns:xs="http://www.w3.org/2001/XMLSchema" exclude-result-prefixes="#all">{content}'
        "</xsl:stylesheet>"
    )


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Writes a file below a fresh current folder."""
    monkeypatch.chdir(tmp_path)

    def write(name: str, text: str = GOOD) -> Path:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    return write


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_one_file_to_standard_output(make: Callable[..., Path], capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    make("a.xml")
    assert run(["transform", "a.xml"]) == 0
    out, err = capfdbinary.readouterr()
    assert out.startswith(b"<!DOCTYPE")
    assert b"Words." in out
    assert err == b""


def test_standard_input(
    make: Callable[..., Path], capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    make("elsewhere.xml")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode())))
    assert run(["transform", "-", "--to", "text"]) == 0
    assert capfdbinary.readouterr().out == b"Words.\n"


def test_standard_input_to_a_file(make: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    make("elsewhere.xml")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode())))
    assert run(["transform", "-", "--to", "text", "-o", "out.txt"]) == 0
    assert Path("out.txt").read_text() == "Words.\n"


def test_a_folder_keeps_its_tree(make: Callable[..., Path]) -> None:
    make("in/a.xml")
    make("in/deep/b.c.xml")
    make("in/.hidden/c.xml")
    make("other/d.XML.xml")
    assert run(["transform", "in", "other/d.XML.xml", "-o", "out/new"]) == 0
    assert files(Path("out/new")) == ["a.html", "d.XML.html", "deep/b.c.html"]


def test_one_file_to_a_file_or_a_folder(make: Callable[..., Path]) -> None:
    make("a.xml")
    Path("there").mkdir()
    for target in ("x.htm", "there", "new/"):
        assert run(["transform", "a.xml", "-o", target]) == 0
    assert Path("x.htm").is_file()
    assert Path("there/a.html").is_file()
    assert Path("new/a.html").is_file()


def test_options_of_plain_text(make: Callable[..., Path], capfd: pytest.CaptureFixture[str]) -> None:
    make("a.xml", GOOD.replace("Words.", "<choice><sic>Wrods</sic><corr>Words</corr></choice><note>N</note> and more"))
    assert run(["transform", "a.xml", "--to", "text", "--notes", "drop", "--reading", "original", "--width", "5"]) == 0
    assert capfd.readouterr().out == "Wrods\nand\nmore\n"


def test_a_bad_file_is_told_and_the_others_are_made(
    make: Callable[..., Path], capfd: pytest.CaptureFixture[str]
) -> None:
    make("in/a.xml")
    make("in/b.xml", BROKEN)
    make("in/c.xml", "<html/>")
    make("out/b.html", "earlier")
    assert run(["transform", "in", "-o", "out"]) == 1
    err = capfd.readouterr().err
    assert "in/b.xml:1:" in err
    assert "MBW001" in err
    assert "MBW004" in err
    assert files(Path("out")) == ["a.html", "b.html"]
    assert Path("out/b.html").read_text() == "earlier"


def test_a_single_bad_file(make: Callable[..., Path], capfd: pytest.CaptureFixture[str]) -> None:
    make("b.xml", BROKEN)
    assert run(["transform", "b.xml"]) == 1
    out, err = capfd.readouterr()
    assert out == ""
    assert "MBW001" in err
    assert run(["transform", "b.xml", "-o", "new/b.html"]) == 1
    assert not Path("new").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["missing.xml"], "no such file"),
        (["empty", "-o", "out"], "MBI004"),
        (["empty"], "MBI004"),
        (["empty", "a.xml"], "MBI004"),
        (["missing", "a.xml"], "MBI001"),
        (["a.xml", "in/b.xml", "-o", "x.html"], "x.html is named like a file"),
        (["in", "-o", "x.txt", "--to", "text"], "x.txt is named like a file"),
        (["a.xml", "other/a.xml", "-o", "out"], "MBI006"),
        (["a.xml", "other/A.xml", "-o", "out"], "MBI006"),
        (["a.xml", "in"], "-o DIR"),
        (["in"], "-o DIR"),
        (["a.xml", "--xslt", "mine.xsl", "--to", "html"], "exclude each other"),
        (["a.xml", "--ext", ".x"], "--xslt"),
        (["a.xml", "--notes", "drop"], "--to text"),
        (["a.xml", "--to", "pdf"], "pdf"),
        (["a.xml", "--param", "novalue"], "NAME=VALUE"),
        (["a.xml", "--param", "nosuch=1"], "MBT005"),
        (["a.xml", "-", "-o", "out"], "Standard input"),
        (["a.xml", "--xslt", "missing.xsl"], "no such file"),
        (["a.xml", "--xslt", "copy.xsl", "--ext", ".xml", "-o", "."], "MBI007"),
        (["a.xml", "--xslt", "copy.xsl", "-o", "copy.xsl"], "MBI007"),
        (["a.xml", "-o", "a.xml"], "MBI007"),
        (["a.xml", "-o", "link.html"], "MBI007"),
        (["in", "-o", "a.xml"], "MBI005"),
        ([], "Missing argument"),
    ],
)
def test_misuse_does_nothing(
    make: Callable[..., Path], capfd: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    for name in ("a.xml", "other/a.xml", "other/A.xml", "in/b.xml"):
        make(name)
    make("copy.xsl", xslt('<xsl:mode on-no-match="shallow-copy"/>'))
    Path("link.html").symlink_to("a.xml")
    Path("empty").mkdir()
    before = {name: Path(name).read_bytes() for name in files(Path())}
    assert run(["transform", *arguments]) == 2
    out, err = capfd.readouterr()
    assert words in err
    assert "Traceback" not in err
    assert out == ""
    assert {name: Path(name).read_bytes() for name in files(Path())} == before


def test_a_folder_may_be_named_like_a_file(make: Callable[..., Path]) -> None:
    make("a.xml")
    make("in/b.xml")
    assert run(["transform", "a.xml", "in/b.xml", "-o", "x.html/"]) == 0
    assert run(["transform", "a.xml", "in/b.xml", "-o", "x.html"]) == 0
    assert files(Path("x.html")) == ["a.html", "b.html"]


def test_a_stylesheet_of_ones_own(make: Callable[..., Path], capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    make("any.xml", "<list><item>é</item></list>")
    make(
        "mine.xsl",
        xslt(
            '<xsl:output method="xml" encoding="ISO-8859-1"/><xsl:param name="times" as="xs:integer"/>'
            '<xsl:template match="/"><out><xsl:value-of select="$times * 2, //item"/></out>'
            "<xsl:message>done</xsl:message></xsl:template>"
        ),
    )
    assert run(["transform", "any.xml", "--xslt", "mine.xsl", "--param", "times=21"]) == 0
    out, err = capfdbinary.readouterr()
    assert b'encoding="ISO-8859-1"' in out
    assert out.endswith("<out>42 é</out>".encode("latin-1"))
    assert b"done" in err


@pytest.mark.parametrize(
    ("output", "ending"),
    [
        ('<xsl:output method="html"/>', ".html"),
        ('<xsl:output method="text"/>', ".txt"),
        ('<xsl:output method="json"/>', ".json"),
        ("", ".xml"),
    ],
)
def test_the_ending_follows_the_output_method(make: Callable[..., Path], output: str, ending: str) -> None:
    make("in/a.xml", "<a/>")
    make("base.xsl", xslt(output))
    make(
        "mine.xsl",
        xslt('<xsl:import href="base.xsl"/><xsl:template match="/"><xsl:text>1</xsl:text></xsl:template>'),
    )
    assert run(["transform", "in", "--xslt", "mine.xsl", "-o", "out"]) == 0
    assert files(Path("out")) == [f"a{ending}"]
    assert run(["transform", "in", "--xslt", "mine.xsl", "--ext", "md", "-o", "named"]) == 0
    assert files(Path("named")) == ["a.md"]


def test_a_stylesheet_that_imports_ours(make: Callable[..., Path]) -> None:
    make("a.xml", GOOD.replace("Words.", "<persName>Name</persName>"))
    make(
        "mine.xsl",
        xslt(
            '<xsl:import href="matbaa:html.xsl"/><xsl:template match="*:persName">'
            '<mark xmlns="http://www.w3.org/1999/xhtml"><xsl:apply-templates/></mark></xsl:template>'
        ),
    )
    assert run(["transform", "a.xml", "--xslt", "mine.xsl", "--param", "css=x.css", "-o", "out/"]) == 0
    page = Path("out/a.html").read_text("utf-8")
    assert "<mark>Name</mark>" in page
    assert '<link rel="stylesheet" href="x.css">' in page


def test_further_files_of_a_stylesheet(make: Callable[..., Path], capfd: pytest.CaptureFixture[str]) -> None:
    make("in/deep/a.xml", "<a><b/><b/></a>")
    make(
        "split.xsl",
        xslt(
            '<xsl:template match="/"><xsl:for-each select="//b"><xsl:result-document href="parts/{position()}.xml">'
            '<c n="{position()}"/></xsl:result-document></xsl:for-each></xsl:template>'
        ),
    )
    assert run(["transform", "in", "--xslt", "split.xsl", "-o", "out"]) == 0
    assert [name for name in files(Path("out")) if "parts" in name] == ["deep/parts/1.xml", "deep/parts/2.xml"]
    assert files(Path("in")) == ["deep/a.xml"]
    assert run(["transform", "in/deep/a.xml", "--xslt", "split.xsl"]) == 2
    assert "MBT006" in capfd.readouterr().err


def test_further_files_that_meet(make: Callable[..., Path], capfd: pytest.CaptureFixture[str]) -> None:
    make("in/a.xml", "<a/>")
    make("in/b.xml", "<a/>")
    make(
        "same.xsl",
        xslt('<xsl:template match="/"><xsl:result-document href="same.xml"><c/></xsl:result-document></xsl:template>'),
    )
    assert run(["transform", "in", "--xslt", "same.xsl", "-o", "out"]) == 2
    assert "MBI006" in capfd.readouterr().err
    assert not Path("out").exists()


def test_a_stylesheet_that_does_not_compile(make: Callable[..., Path], capfd: pytest.CaptureFixture[str]) -> None:
    make("a.xml")
    make(
        "bad.xsl",
        xslt('\n  <xsl:template match="/">\n    <xsl:value-of select="1 +"/>\n  </xsl:template>'),
    )
    assert run(["transform", "a.xml", "--xslt", "bad.xsl", "-o", "out"]) == 2
    err = capfd.readouterr().err
    assert "bad.xsl:3:" in err
    assert "MBT001" in err
    assert not Path("out").exists()


def test_a_transformation_that_fails(make: Callable[..., Path], capfd: pytest.CaptureFixture[str]) -> None:
    make("in/a.xml", "<a/>")
    make("in/b.xml", "<b/>")
    make(
        "stop.xsl",
        xslt(
            '<xsl:template match="a"><xsl:message terminate="yes">no a, please</xsl:message></xsl:template>'
            '<xsl:template match="b"><ok/></xsl:template>'
        ),
    )
    assert run(["transform", "in", "--xslt", "stop.xsl", "-o", "out"]) == 1
    err = capfd.readouterr().err
    assert "no a, please" in err
    assert "in/a.xml" in err
    assert files(Path("out")) == ["b.xml"]


@pytest.mark.skipif(os.geteuid() == 0 or sys.platform == "win32", reason="root writes everywhere")
def test_an_output_that_cannot_be_written(make: Callable[..., Path], capfd: pytest.CaptureFixture[str]) -> None:
    make("a.xml")
    Path("closed").mkdir(mode=0o500)
    assert run(["transform", "a.xml", "-o", "closed/"]) == 2
    assert "MBI005" in capfd.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk(make: Callable[..., Path]) -> None:
    make("a.xml")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent / "cli")}
    command = [sys.executable, "-m", "matbaa", "transform", "a.xml"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, env=environment)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert b"space" in done.stderr


def test_help_has_an_example(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["transform", "--help"]) == 0
    assert "matbaa transform letters/ --to text" in capfd.readouterr().out


def test_the_library_as_others_use_it() -> None:
    output = transform(tei("<body><p>Words.</p></body>"), built_in("text"))
    assert output.data == b"Words.\n"
    assert output.findings == ()
    with pytest.raises(CannotRun) as raised:
        transform(tei("<body><p/></body>"), built_in("text"), Options(parameters={"wdith": "1"}))
    assert "wdith" in str(raised.value)
    assert "width" in (raised.value.findings[0].hint or "")


def test_a_wrong_type_of_parameter(make: Callable[..., Path], capfd: pytest.CaptureFixture[str]) -> None:
    make("a.xml")
    assert run(["transform", "a.xml", "--to", "text", "--param", "width=wide"]) == 1
    assert "wide" in capfd.readouterr().err


def test_own_stylesheet_needs_no_tei(make: Callable[..., Path]) -> None:
    path = make("mine.xsl", xslt('<xsl:param name="Q{urn:x}p"/>'))
    target = own(path)
    assert target.extension == ".xml"
    assert target.parameters == {"{urn:x}p"}


_names = st.lists(st.sampled_from(["a", "A", "b/a", "b/A", "c", "b/c.d"]), min_size=1, max_size=5, unique=True)


@given(names=_names)
def test_no_two_inputs_meet(names: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("plan")
    for name in names:
        path = folder / f"{name}.xml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(GOOD)
    collide = len({name.casefold() for name in names}) < len(names)
    try:
        outputs = [job.output for job in plan([folder], ".html", None)]
    except CannotRun:
        assert collide
    else:
        assert not collide
        assert sorted(outputs) == sorted(f"{name}.html" for name in names)


def _documented(language: str) -> list[str]:
    text = (Path(__file__).parent.parent / "docs" / "transform.md").read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def test_the_documented_stylesheet_works(make: Callable[..., Path]) -> None:
    text = (
        '<div><sp><speaker>A</speaker><p><date when="1919" cert="low">1919</date>'
        '<note type="editorial">gone</note><note>stays</note></p></sp></div>'
    )
    make("play.xml", GOOD.replace("<p>Words.</p>", text))
    (stylesheet,) = _documented("xml")
    make("mine.xsl", stylesheet)
    assert run(["transform", "play.xml", "--xslt", "mine.xsl", "--param", "doubt=(?)", "-o", "play.html"]) == 0
    page = Path("play.html").read_text("utf-8")
    assert '<b class="speaker">A</b>' in page
    assert "</time><sup>(?)</sup>" in page
    assert "stays" in page
    assert "gone" not in page


def test_the_documented_python_works(make: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    make("letter.xml")
    (program,) = _documented("python")
    exec(program, {})
    assert capsys.readouterr().out == "Words.\n ()\n"


def test_the_documentation_lists_what_is_hidden() -> None:
    root = Path(__file__).parent.parent
    (patterns,) = re.findall(r'match="(fw \|[^"]*)"', (root / "xslt/lib/hidden.xsl").read_text("utf-8"))
    names = re.sub(r"\[[^]]*\]", "", patterns)
    listed = (root / "docs/transform.md").read_text("utf-8").split("### What is left out")[1].split("###")[0]
    assert {name.strip() for name in names.split("|")} == set(re.findall(r"`(\w+)`", listed)) - {
        "pb",
        "standOff",
        "text",
    }
    assert {f"{{{TEI}}}{name.strip()}" for name in names.split("|")} == HIDDEN


def test_the_documentation_lists_the_parameters() -> None:
    text = (Path(__file__).parent.parent / "docs/transform.md").read_text("utf-8").split("### Parameters of")[1]
    listed = set(re.findall(r"`([\w-]+)`", "".join(re.findall(r"^\| (`[^|]*)\|", text.split("##")[0], re.MULTILINE))))
    assert listed == built_in("html").parameters


def test_an_address_of_ours_in_an_included_module(make: Callable[..., Path], capfd: pytest.CaptureFixture[str]) -> None:
    make("a.xml")
    make("lib/base.xsl", xslt("<xsl:import href='matbaa:text.xsl'/><xsl:import href=\"words.xsl\"/>"))
    make("lib/words.xsl", xslt('<xsl:variable name="word">x</xsl:variable><xsl:include href="data.xsl"/>'))
    make("lib/data.xsl", xslt('<xsl:variable name="data" select="unparsed-text(\'data.txt\')"/>'))
    make("lib/data.txt", "from a file")
    make(
        "mine.xsl",
        "<!-- <xsl:stylesheet -->"
        + xslt(
            '\n<xsl:import href="lib/base.xsl"/>\n'
            '<xsl:template match="*:p"><xsl:value-of select="$data, $word"/></xsl:template>'
        ),
    )
    assert run(["transform", "a.xml", "--xslt", "mine.xsl"]) == 0
    assert capfd.readouterr().out == "from a file x\n"
    make("broken.xsl", xslt('\n<xsl:import href="matbaa:text.xsl"/>\n<xsl:template match="p" nosuch="1"/>'))
    assert run(["transform", "a.xml", "--xslt", "broken.xsl"]) == 2
    err = capfd.readouterr().err
    assert "broken.xsl:3:" in err
    assert "/matbaa-" not in err
    make("lost.xsl", xslt('<xsl:import href="matbaa:nosuch.xsl"/>'))
    assert run(["transform", "a.xml", "--xslt", "lost.xsl"]) == 2
    assert "nosuch.xsl" in capfd.readouterr().err
