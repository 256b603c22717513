"""`matbaa init`: each kind of edition is valid and can be built as it comes, and shows what is typical of its kind."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from lxml import etree

from matbaa.document import read
from matbaa.finding import CannotRun
from matbaa.init.contents import contents
from matbaa.init.create import create
from matbaa.init.kinds import KINDS
from matbaa.main import cli
from matbaa.project import load
from matbaa.resources import resource
from matbaa.saxon import saxon
from matbaa.validate.plan import of_project
from matbaa.validate.run import validate
from tests.conftest import Matbaa
from tests.instances import Instances

TEI = "{http://www.tei-c.org/ns/1.0}"
# what a sample of the kind must show
TYPICAL = {
    "article": "titlePage div[@type='abstract'] bibl citedRange note table",
    "letters": "correspDesc opener closer salute signed postscript del add unclear choice pb",
    "play": "castList role set sp speaker stage l p",
    "diary": "div[@type='entry'] date placeName persName gap",
    "manuscript": "msDesc handNotes handShift pb cb lb choice subst del add gap unclear supplied damage",
}


def _compiled(odd: Path) -> dict[str, bytes]:
    """As `compile_odd` does, without the XML Schema and the reference page, which take most of the time."""
    document = read(odd)
    node, source = saxon().node(document.tree), saxon().node(read(resource("schema/matbaa.odd")).tree)
    sheets = {f"{odd.stem}.rng": "odd2rng.xsl", f"{odd.stem}.sch": "odd2sch.xsl"}
    folder = resource("xslt/odd")
    return {
        name: saxon().stylesheet(folder / sheet).run(node, {"source": source}).encode()
        for name, sheet in sheets.items()
    }


@pytest.mark.parametrize("kind", KINDS)
def test_every_sample(kind: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Both are valid without any finding, show what is typical, and say that they are samples."""
    monkeypatch.setattr("matbaa.init.contents.compile_odd", cache(_compiled))
    for language, word in (("en", "sample"), ("tr", "örne")):
        folder = tmp_path / language
        create(folder, contents(kind, None, language))
        assert list(validate(of_project(load(folder / "edition.toml")), jobs=1)) == []
        texts = [etree.parse(path) for path in sorted((folder / "tei").glob("*.xml"))]
        for path in TYPICAL[kind].split():
            assert any(text.find(f".//{TEI}{path}") is not None for text in texts), path
        for file in (folder / "tei").rglob("*.xml"):
            header = etree.parse(file).getroot().find(f"{TEI}teiHeader")
            assert header is not None
            assert word in "".join(header.itertext()).lower()
        _told(folder, word)


def _told(folder: Path, word: str) -> None:
    """The README and the workflow are whole, and speak of what is there."""
    readme = (folder / "README.md").read_text("utf-8")
    assert word in readme
    for path in (folder / "README.md", folder / "edition.toml", folder / "requirements.txt"):
        assert "{{" not in path.read_text("utf-8")
    named = [name for name in re.findall(r"`([^`]+\.xml)`", readme) if "/" not in name]
    assert len(named) >= 2
    assert all((folder / "tei" / "authority" / name).exists() for name in named)
    workflow = yaml.safe_load((folder / ".github" / "workflows" / "edition.yml").read_text("utf-8"))
    runs = [step.get("run", "") for step in workflow["jobs"]["build"]["steps"]]
    assert {"matbaa schema --check", "matbaa validate --format github", "matbaa build"} <= set(runs)


@pytest.mark.parametrize("kind", ["letters", "play"])
def test_what_is_valid_by_its_schema_is_valid_tei(kind: str, reference: Path, jing: str, tmp_path: Path) -> None:
    """Of the two kinds that together have all that the schema of articles has not."""
    odd = resource("init/templates") / kind / "schema" / f"{kind}.odd"
    (tmp_path / "x.rng").write_bytes(_compiled(odd)[f"{kind}.rng"])
    files = []
    instances = Instances(tmp_path / "x.rng", seed=int(os.environ.get("MATBAA_SEED", "1")))
    for number, document in enumerate(instances.documents(30)):
        files.append(tmp_path / f"{number}.xml")
        files[-1].write_bytes(etree.tostring(document, encoding="utf-8"))
    command = [jing, str(reference / "tei_all.rng"), str(odd), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout[:2000]


def test_as_a_user_begins(matbaa: Matbaa, tmp_path: Path) -> None:
    title = 'Mektuplar: "İzmir" \\ 1911'
    done = matbaa("init", "mektup", "--kind", "letters", "--language", "tr", "--title", title, cwd=tmp_path)
    folder = tmp_path / "mektup"
    assert (done.code, done.out) == (0, "")
    assert "cd mektup\n" in done.err
    assert "matbaa serve" in done.err
    assert tomllib.loads((folder / "edition.toml").read_text("utf-8"))["edition"]["title"] == title
    checked = matbaa("validate", "--format", "json", cwd=folder)
    assert checked.code == 0
    assert '"findings": []' in checked.out
    built = matbaa("build", cwd=folder)
    assert built.code == 0, built.err
    assert title in (folder / "build" / "index.html").read_text("utf-8").replace("&quot;", '"')
    assert "şiirlere yaz gelmeden" in (folder / "build" / "text" / "1911-03-04.txt").read_text("utf-8").lower()


def test_another_language_says_that_the_sample_is_english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("matbaa.init.contents.compile_odd", lambda _odd: {})
    folder = tmp_path / "tagebuch"
    done = CliRunner().invoke(cli, ["init", str(folder), "--kind", "diary", "--language", "de-AT"])
    assert done.exit_code == 0
    assert "no sample in the language de-AT" in done.output
    assert 'language = "de-AT"' in (folder / "edition.toml").read_text("utf-8")


def test_a_folder_that_is_not_empty_is_refused_and_left_alone(matbaa: Matbaa, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    for name, words in ((".", "it holds notes.txt"), ("notes.txt", "this is a file")):
        done = matbaa("init", name, cwd=tmp_path)
        assert done.code == 2
        assert "MBI015" in done.err
        assert words in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--kind", "opera"], "'opera' is not one of"),
        (["--title", "two\nlines"], "a title is one line"),
        (["--title", " "], "a title is one line"),
        (["--language", "turkish language"], "no language tag"),
    ],
)
def test_misuse_is_told(matbaa: Matbaa, tmp_path: Path, arguments: list[str], words: str) -> None:
    done = matbaa("init", "x", *arguments, cwd=tmp_path)
    assert done.code == 2
    assert words in done.err
    assert not (tmp_path / "x").exists()


def test_a_repository_without_files_is_taken(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    create(tmp_path, {"a/b.txt": b"x", ".c": b"y"})
    assert sorted(path.name for path in tmp_path.iterdir()) == [".c", ".git", "a"]


def test_nothing_remains_of_what_could_not_be_written(tmp_path: Path) -> None:
    # a name that no disk takes, after one that it does
    with pytest.raises(CannotRun) as caught:
        create(tmp_path / "deep" / "new", {"a.txt": b"x", "b" * 300: b"y"})
    assert caught.value.findings[0].code == "MBI005"
    assert list(tmp_path.iterdir()) == []
