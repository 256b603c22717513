"""`matbaa validate` as it is used: golden folders, each with its `arguments`, run in a copy of the folder."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from matbaa.document import parse
from matbaa.main import run
from matbaa.validate.nodes import element_of, element_on

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).parent
ROOT = HERE.parent
REFERENCE = Path(os.environ.get("MATBAA_REFERENCE", ROOT.parent / "shared" / "reference"))
SAMPLES = Path(os.environ.get("MATBAA_SAMPLES", ROOT.parent / "shared" / "samples"))
AREAS = ("validate", "pointers", "fidelity", "dates", "citations", "coverage")
CASES = sorted(path for area in AREAS for path in (HERE / "cases" / area).iterdir())
CASES_OF_VALIDATE = HERE / "cases" / "validate"
TEI = "http://www.tei-c.org/ns/1.0"
LETTER = f"""<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title>x</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
<text><body><p corresp="#nowhere">x</p></body></text></TEI>"""


def validated(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """The exit code, standard output and standard error of one run."""
    code = run(["validate", *arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def portable(report: str, folder: Path) -> str:
    return report.replace(str(folder), "FOLDER").replace(str(folder.parent), "PARENT")


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_case(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "case"
    shutil.copytree(case, folder, ignore=shutil.ignore_patterns("expected.txt", "arguments"))
    monkeypatch.chdir(folder)
    code, out, err = validated(capsys, *(case / "arguments").read_text("utf-8").split())
    report = portable(f"{out}--\n{err}exit {code}\n", folder)
    if os.environ.get("MATBAA_ACCEPT"):
        (case / "expected.txt").write_text(report, "utf-8")
    assert report == (case / "expected.txt").read_text("utf-8")


def test_the_edition_itself_is_valid(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    code, out, err = validated(capsys)
    assert out == ""
    assert code == 0
    assert re.fullmatch(r"\d+ files valid\n", err)


BREAKS: list[tuple[str, str, str]] = [
    (r"<persName ref=", "<persNam ref=", "MBW001"),
    (r"<persName ref=\"[^\"]*\">([^<]*)</persName>", r"<persNam>\1</persNam>", "MBG001"),
    (r"<persName ref=", "<persName reff=", "MBG002"),
    (r"<date when=\"(\d{4})-", r'<date when="\1/', "MBG003"),
    (r"persons\.xml#ataturk", "persons.xml#atatuerk", "MBP001"),
    (r"authority/persons\.xml#", "authority/person.xml#", "MBP002"),
    (r"<persName ref=\"authority/persons\.xml#ataturk\"", '<persName ref="authority/places.xml#ankara"', "MBP008"),
    (r"xml:id=\"p6\"", 'xml:id="p5"', "MBP005"),
    (r"diplomasi", "diplomsai", "MBF001"),
    (r"diplomasi", "diplomasi fazladan", "MBF001"),
]


@pytest.mark.parametrize(("pattern", "replacement", "expected"), BREAKS)
def test_a_fault_in_the_article_is_found(
    pattern: str,
    replacement: str,
    expected: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("tei", "schema"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "edition.toml", tmp_path)
    article = next((tmp_path / "tei").glob("*.xml"))
    source = article.read_text("utf-8")
    body = source.index("<body")
    found = re.compile(pattern).search(source, body)
    assert found, pattern
    article.write_text(source[: found.start()] + found.expand(replacement) + source[found.end() :], "utf-8")
    monkeypatch.chdir(tmp_path)
    code, out, _ = validated(capsys, str(article.relative_to(tmp_path)), "--format", "json")
    findings = json.loads(out)["findings"]
    line = source.count("\n", 0, found.start()) + 1
    assert code == 1
    assert expected in {finding["code"] for finding in findings}
    assert all(finding["message"] and finding["hint"] for finding in findings if finding["code"] != "MBS001")
    if expected != "MBW001":
        assert abs(next(f["line"] for f in findings if f["code"] == expected) - line) <= 1


def test_standard_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    done = command(["-", "--ignore", "MBG"], tmp_path, LETTER.encode())
    assert done.returncode == 1
    assert done.stdout.decode().startswith("standard input:3:16: error MBP001")
    assert done.stderr.decode() == "1 file: 1 error\n"


def command(arguments: Sequence[str], folder: Path, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "cli"), "PYTHONWARNINGS": "error"}
    return subprocess.run(
        [sys.executable, "-m", "matbaa", "validate", *arguments],
        cwd=folder,
        env=environment,
        input=data,
        capture_output=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["a.xml", "b.xml", "--source", "a.txt"], "--sources"),
        (["a.xml", "--source", "a.txt", "--sources", "."], "not both"),
        (["a.xml", "--sources", "nowhere"], "nowhere"),
        (["a.xml", "--format", "pdf"], "pdf"),
        (["a.xml", "--schema", "a.rnc"], "MBG008"),
        (["a.xml", "--schema", "nowhere.rng"], "no such file"),
        (["a.xml", "-o", "nowhere/report.txt"], "cannot be written"),
        ([], "no edition here"),
        (["a.xml", "--source", "nowhere.txt"], "no such file"),
        (["a.xml", "--source", "."], "--sources"),
        (["a.xml", "--select", "MPB"], 'did you mean "MBP"'),
        (["a.xml", "--ignore", "MBP9"], 'did you mean "MBP0"'),
        (["a.xml", "--ignore", ""], "no code begins"),
        (["a.xml", "--select", "MBP,MBG"], "no code begins"),
    ],
)
def test_misuse(arguments: list[str], words: str, tmp_path: Path) -> None:
    for name in ("a.xml", "b.xml"):
        (tmp_path / name).write_text(LETTER)
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "a.rnc").write_text("start = text")
    done = command(arguments, tmp_path)
    assert done.returncode == 2
    assert words in (done.stderr + done.stdout).decode()
    assert b"Traceback" not in done.stderr


def test_the_report_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(LETTER)
    done = command(["a.xml", "--format", "sarif", "-o", "report.sarif"], tmp_path)
    assert done.returncode == 1
    assert done.stdout == b""
    assert json.loads((tmp_path / "report.sarif").read_text())["version"] == "2.1.0"


@pytest.mark.parametrize("kind", ["text", "schema", "source", "link", "way round", "configuration"])
def test_a_report_never_overwrites_what_is_read(kind: str, tmp_path: Path) -> None:
    inputs = {"a.xml": LETTER, "a.txt": "x", "s.rng": (CASES_OF_VALIDATE / "grammar" / "schema.rng").read_text("utf-8")}
    inputs["edition.toml"] = '[edition]\ntitle = "T"\ntexts = ["a.xml"]\n'
    for name, content in inputs.items():
        (tmp_path / name).write_text(content)
    (tmp_path / "link").symlink_to("a.xml")
    outputs = {"text": "a.xml", "schema": "s.rng", "source": "a.txt", "link": "link", "configuration": "edition.toml"}
    output = outputs.get(kind, str(tmp_path / ".." / tmp_path.name / "a.xml"))
    done = command(["a.xml", "--schema", "s.rng", "--source", "a.txt", "-o", output], tmp_path)
    assert done.returncode == 2
    assert b"MBI007" in done.stderr
    assert {name: (tmp_path / name).read_text() for name in inputs} == inputs


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit", "github"])
def test_names_that_are_not_utf_8(form: str, tmp_path: Path) -> None:
    name = os.fsdecode(b"mektup\xe7.xml")
    try:
        (tmp_path / name).write_text(LETTER)
    except OSError:
        pytest.skip("this disk takes only names in UTF-8")
    (tmp_path / os.fsdecode(b"mektup\xe7.txt")).write_text("other words")
    options = ["--sources", ".", "--format", form]
    printed = command([name, *options, "--schema", "matbaa"], tmp_path)
    written = command([name, *options, "--schema", "matbaa", "-o", "report"], tmp_path)
    assert b"Traceback" not in printed.stderr + written.stderr
    assert printed.returncode == written.returncode == 1
    assert (tmp_path / "report").read_bytes() == printed.stdout
    assert ("mektup%E7.xml" if form == "sarif" else "mektup\ufffd.xml") in printed.stdout.decode()


@pytest.mark.parametrize("schema", ["grammar/schema.rng", "xsd/schema.xsd"])
def test_a_schema_whose_name_is_not_utf_8(schema: str, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(LETTER.replace(' corresp="#nowhere"', ""))
    name = os.fsdecode(b"\xfeema") + Path(schema).suffix
    try:
        shutil.copy(CASES_OF_VALIDATE / schema, tmp_path / name)
    except OSError:
        pytest.skip("this disk takes only names in UTF-8")
    assert command(["a.xml", "--schema", name], tmp_path).stderr == b"1 file valid\n"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--schema", "s.rng"], "1 file valid"),
        ([], "1 file: no fault found by the checks that ran (1 hint)"),
        (["--schema", "s.rng", "--select", "MBP"], "1 file: no fault found by the checks that ran"),
        (["--schema", "s.rng", "--ignore", "MBG"], "1 file: no fault found by the checks that ran"),
    ],
)
def test_only_what_was_wholly_checked_is_called_valid(options: list[str], words: str, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(LETTER.replace(' corresp="#nowhere"', ""))
    shutil.copy(CASES_OF_VALIDATE / "grammar" / "schema.rng", tmp_path / "s.rng")
    done = command(["a.xml", *options], tmp_path)
    assert done.stderr.decode() == f"{words}\n"
    assert done.returncode == 0


@pytest.mark.parametrize(("level", "code"), [("error", 0), ("warning", 0), ("hint", 1)])
def test_the_fail_level(level: str, code: int, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(LETTER.replace(' corresp="#nowhere"', ""))
    assert command(["a.xml", "--fail-on", level], tmp_path).returncode == code


def test_the_schema_that_ships(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(LETTER.replace("<body>", "<body><lump/>"))
    done = command(["a.xml", "--schema", "matbaa", "--ignore", "MBP"], tmp_path)
    assert b"error MBG001 the schema knows no element <lump>" in done.stdout
    assert b"MBG009" not in done.stdout


def test_a_prefix_for_tei_and_the_schema_that_ships(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(
        f'<tei:TEI xmlns:tei="{TEI}"><tei:teiHeader/><tei:text><tei:body><tei:bogus/></tei:body></tei:text></tei:TEI>'
    )
    done = command(["a.xml", "--schema", "matbaa", "--select", "MBG"], tmp_path)
    assert b"a.xml:1:" in done.stdout
    assert done.returncode == 1
    assert done.stderr == b"1 file: 2 errors\n"


NAMES = st.tuples(st.sampled_from(["", "a:", "b:"]), st.sampled_from(["p", "hi"]), st.sampled_from(["", ' xmlns="y"']))
TREES: st.SearchStrategy[str] = st.recursive(
    st.sampled_from(["", "text", "<!--c-->", "<?pi?>"]),
    lambda inner: st.lists(
        st.builds(lambda name, content: f"<{name[0]}{name[1]}{name[2]}>{content}</{name[0]}{name[1]}>", NAMES, inner),
        max_size=4,
    ).map("".join),
)


@given(TREES)
def test_every_path_of_libxml2_leads_to_its_element(content: str) -> None:
    root = etree.fromstring(f'<a:r xmlns:a="{TEI}" xmlns:b="x">{content}</a:r>')
    for element in root.iter("*"):
        assert element_on(root, root.getroottree().getpath(element)) is element


@pytest.mark.parametrize(
    ("path", "line", "message", "found"),
    [
        (None, 2, "Did not expect element hi there", "2"),
        (None, 3, "Element '{http://www.tei-c.org/ns/1.0}hi': This element is not expected.", "3"),
        (None, 9, "Did not expect element hi there", None),
        (None, 2, "Internal error", None),
        ("/TEI/p", 3, "Expecting an element , got nothing", None),
        ("/*/*[2]/text()[1]", 3, "Did not expect text", "3"),
        ("/*/*[1]/@n", 2, "Invalid attribute", "2"),
    ],
)
def test_a_complaint_without_a_good_path(path: str | None, line: int, message: str, found: str | None) -> None:
    document = parse(f'<TEI xmlns="{TEI}">\n<hi n="2"/>\n<hi n="3">x</hi></TEI>'.encode(), "a.xml")
    assert element_of(document, path, line, message).get("n") == found


def test_files_of_the_network_and_of_the_machine_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(
        f'<!DOCTYPE TEI [<!ENTITY e SYSTEM "file:///etc/passwd">]>\n<TEI xmlns="{TEI}">&e;</TEI>'
    )
    done = command(["a.xml"], tmp_path)
    assert done.returncode == 1
    assert b"error MBW003" in done.stdout
    assert b"root:" not in done.stdout + done.stderr


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample texts are not there (MATBAA_SAMPLES)")
def test_the_samples_are_read_without_a_fault_of_ours(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = validated(capsys, str(SAMPLES), "--format", "json")
    report = json.loads(out)
    assert report["summary"]["files"] > 150
    assert code == 1
    assert {finding["code"] for finding in report["findings"]} <= {
        "MBP001",
        "MBP002",
        "MBP009",
        "MBG009",
        "MBG013",
        "MBG015",
        "MBA006",
    }


@pytest.mark.skipif(not (SAMPLES.is_dir() and REFERENCE.is_dir()), reason="samples or TEI's schemas are not there")
def test_the_diary_is_valid_tei(capsys: pytest.CaptureFixture[str]) -> None:
    entries = sorted(str(path) for path in (SAMPLES / "diary").glob("*.xml"))[:20]
    code, out, _ = validated(capsys, *entries, "--schema", str(REFERENCE / "tei_all.rng"), "--ignore", "MBP")
    assert out == ""
    assert code == 0
