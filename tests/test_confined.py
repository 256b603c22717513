"""Stylesheets of strangers: they read and write what they may, and nothing else."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from matbaa.confine import available, confine
from matbaa.document import read
from matbaa.finding import CannotRun
from matbaa.main import run
from matbaa.transform import Options, confined, own, transform

if TYPE_CHECKING:
    from collections.abc import Callable

    from matbaa.transform import Output

SHEETS = Path(__file__).parent / "hostile" / "stylesheets"
needs_kernel = pytest.mark.skipif(not available(), reason="the kernel confines no process (Landlock)")

# what each comes to: the code of its finding, or what it puts out
REFUSED = {
    "doc-absolute": "MBT007",
    "doc-by-evaluate": "MBT002",
    "doc-by-lookup": "MBT007",
    "doc-file-uri": "MBT007",
    "doc-from-pieces": "MBT007",
    "doc-in-a-global": "MBT007",
    "doc-in-a-key": "MBT007",
    "doc-percent-encoded": "MBT007",
    "doc-relative": "MBT007",
    "doc-symlink": "MBT007",
    "doc-symlinked-folder": "MBT007",
    "document": "MBT007",
    "document-with-base": "MBT007",
    "collection": "MBT007",
    "uri-collection": "MBT007",
    "endless": "MBT008",
    "endless-recursion": "MBT002",
    "expath-file": "MBT001",
    "import-network": "MBT007",
    "import-no-stylesheet": "MBT007",
    "java": "MBT001",
    "java-runtime": "MBT001",
    "json-doc": "MBT007",
    "network-doc": "MBT007",
    "network-ftp": "MBT007",
    "network-jar": "MBT007",
    "network-text": "MBT007",
    "password-file": "MBT007",
    "process-environ": "MBT007",
    "shadow-attribute": "MBT007",
    "source-document": "MBT007",
    "source-document-dynamic": "MBT007",
    "static-variable": "MBT001",
    "transform-of-another": "MBT007",
    "transform-of-text": "MBT007",
    "unparsed-text": "MBT007",
    "unparsed-text-lines": "MBT007",
    "write-above": "MBT007",
    "write-absolute": "MBT007",
    "write-far-above": "MBT007",
    "write-file-uri": "MBT007",
    "write-into-the-home": "MBT007",
    "write-network": "MBT007",
    "write-over-the-stylesheet": "MBT007",
    "write-over-the-text": "MBT007",
    "write-percent-encoded": "MBT007",
    "write-symlink": "MBT007",
    "xquery-module": "MBT002",
}
HARMLESS = {
    "doc-available": "none",
    "doc-with-entity": "",
    "environment": "",
    "system-property": "",
    "unparsed-text-available": "none",
    "use-when": "",
    "read-inside": "inside",
}


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """A folder that holds secrets, one with a text, and one with stylesheets and links to the secrets."""
    for name, data in {
        "secret/secret.xml": "<s>SECRET</s>",
        "secret/secret.txt": "SECRET",
        "secret/secret.json": '{"key": "SECRET"}',
        "secret/evil.xsl": (SHEETS / "doc-relative.xsl").read_text(),
        "in/text.xml": "<text>words</text>",
        "sheets/inside.xml": "<i>inside</i>",
        "sheets/inside.txt": "inside",
        "sheets/with-entity.xml": '<!DOCTYPE a [<!ENTITY e SYSTEM "../secret/secret.txt">]><a>&e;</a>',
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(data)
    for sheet in SHEETS.glob("*.xsl"):
        (tmp_path / "sheets" / sheet.name).write_text(sheet.read_text())
    (tmp_path / "sheets" / "link.xml").symlink_to("../secret/secret.xml")
    (tmp_path / "sheets" / "linked").symlink_to("../secret")
    return tmp_path


@pytest.fixture
def made(edition: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Output]:
    """Runs a stylesheet on the text, with the folder of secrets as a parameter where it takes one."""
    monkeypatch.setenv("MATBAA_SECRET", "SECRET")

    def make(name: str) -> Output:
        limit = 3.0 if name == "endless" else 60.0
        target = own(edition / "sheets" / f"{name}.xsl", folders=[edition / "in"], seconds=limit)
        given = {"outside": str(edition / "secret")} if "outside" in target.parameters else {}
        try:
            return transform(read(edition / "in" / "text.xml"), target, Options(parameters=given))
        finally:
            assert target.confined
            target.confined.close()

    return make


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_hostile_stylesheet_is_tried() -> None:
    assert sorted({*REFUSED, *HARMLESS}) == sorted(path.stem for path in SHEETS.glob("*.xsl"))


@needs_kernel
@pytest.mark.parametrize("name", REFUSED)
def test_what_a_stylesheet_may_not(name: str, edition: Path, made: Callable[[str], Output]) -> None:
    before = tree(edition)
    with pytest.raises(CannotRun) as caught:
        made(name)
    told = caught.value.findings
    assert {finding.code for finding in told} == {REFUSED[name]}, told
    assert not any("SECRET" in f"{finding}" for finding in told)
    assert tree(edition) == before
    assert not Path("/root/.matbaa-written.xml").exists()


@needs_kernel
@pytest.mark.parametrize("name", HARMLESS)
def test_what_comes_to_nothing(name: str, edition: Path, made: Callable[[str], Output]) -> None:
    before = tree(edition)
    output = made(name)
    assert HARMLESS[name].encode() in output.data
    assert b"SECRET" not in output.data
    assert not any(word in output.data.decode() for word in (str(Path.home()), str(Path.cwd())))
    assert sorted(output.others) == (["list.txt", "parts/a b.xml"] if name == "read-inside" else [])
    assert tree(edition) == before


@pytest.mark.parametrize("name", ["doc-relative", "unparsed-text", "collection", "write-absolute", "write-above"])
def test_without_the_kernel_nothing_is_read_or_written_outside_either(
    name: str, edition: Path, made: Callable[[str], Output], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confined, "KERNEL", False)
    before = tree(edition)
    with pytest.raises(CannotRun) as caught:
        made(name)
    assert {finding.code for finding in caught.value.findings} == {"MBT007"}
    assert tree(edition) == before


def test_trust_lifts_it(edition: Path, capfd: pytest.CaptureFixture[str]) -> None:
    sheet, text = str(edition / "sheets/doc-relative.xsl"), str(edition / "in/text.xml")
    assert run(["transform", text, "--xslt", sheet, "--trust"]) == 0
    assert "SECRET" in capfd.readouterr().out
    assert run(["transform", text, "--xslt", sheet]) == 1
    out, err = capfd.readouterr()
    assert "MBT007" in err
    assert "SECRET" not in out + err


def test_trust_is_of_stylesheets_of_ones_own(edition: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["transform", str(edition / "in/text.xml"), "--trust"]) == 2
    assert "--xslt" in capfd.readouterr().err


def test_an_edition_may_be_read(edition: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (edition / "edition.toml").write_text("")
    sheet, text = str(edition / "sheets/doc-relative.xsl"), str(edition / "in/text.xml")
    assert run(["transform", text, "--xslt", sheet]) == 0
    assert "SECRET" in capfd.readouterr().out


RULES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"><pattern><rule context="text">
<report test="true()">({}<value-of select="available-environment-variables()"/>)</report></rule></pattern></schema>"""


@needs_kernel
@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("<value-of select=\"doc('file://{}/secret/secret.xml')\"/>", "Permission denied"),
        ("<value-of select=\"doc-available('file://{}/secret/secret.xml')\"/>", "(false)"),
        ("<value-of select=\"unparsed-text('file://{}/sheets/inside.txt')\"/>", "(inside)"),
    ],
)
def test_rules_read_what_they_may(
    rule: str, words: str, edition: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MATBAA_SECRET", "SECRET")
    rules = edition / "sheets" / "rules.sch"
    rules.write_text(RULES.format(rule.format(edition)))
    # a text's pointers, and so the rules, may look into the folder above its own
    text = edition / "in" / "letters" / "text.xml"
    text.parent.mkdir()
    text.write_text("<text>words</text>")
    assert run(["validate", str(text), "--schema", str(rules)]) == 1
    out, err = capfd.readouterr()
    assert words in out + err
    assert "SECRET" not in out + err


@needs_kernel
def test_a_process_confines_itself(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a").write_text("a")
    (tmp_path / "b").write_text("b")
    child = os.fork() if sys.platform == "linux" else 0
    if child == 0:
        status = 1
        try:
            if confine([tmp_path / "in", tmp_path / "missing"], [tmp_path / "in"]):
                (tmp_path / "in" / "c").write_text((tmp_path / "in" / "a").read_text())
                try:
                    (tmp_path / "b").read_text()
                except PermissionError:
                    status = 0
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert (tmp_path / "in" / "c").read_text() == "a"
