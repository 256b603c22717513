"""`matbaa tag` as it is used: golden cases as folders, and its options."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from matbaa.main import run
from tests.conftest import Matbaa, Result

Here = Callable[..., Result]
CASES = sorted(path for path in (Path(__file__).parent / "cases" / "tag").iterdir() if path.is_dir())


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Here:
    """Runs `matbaa` in this process, which is sooner."""

    # the cases were made with this one
    monkeypatch.setattr("importlib.metadata.version", lambda _name: "0.1.0")

    def run_here(*arguments: str, cwd: Path) -> Result:
        monkeypatch.chdir(cwd)
        monkeypatch.setenv("MATBAA_DEBUG", "1")
        code = run(arguments)
        return Result(code, *capsys.readouterr())

    return run_here


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_a_case(here: Here, case: Path, tmp_path: Path) -> None:
    """`input.xml` is tagged by the lists of `authority/`; `options` has options of the command, if any."""
    shutil.copytree(case, tmp_path / "case")
    folder = tmp_path / "case"
    options = (folder / "options").read_text("utf-8").split() if (folder / "options").exists() else []
    lists = ["--authority", "authority"] if (folder / "authority").is_dir() else []
    diff = here("tag", "input.xml", "--diff", *lists, *options, cwd=folder)
    written = here("tag", "input.xml", "--write", *lists, *options, cwd=folder)
    assert written.code == 0, written.err
    expected = {"expected.diff": diff.out.encode(), "expected.xml": (folder / "input.xml").read_bytes()}
    for name, content in expected.items():
        if os.environ.get("MATBAA_ACCEPT"):
            (case / name).write_bytes(content)
        assert (case / name).read_bytes() == content
    # a second run has nothing new to say, and does not touch the file
    before = (folder / "input.xml").stat()
    again = here("tag", "input.xml", "--write", *lists, *options, cwd=folder)
    assert (again.code, again.out) == (0, "")
    assert "0 proposals written to 0 files" in again.err
    assert (folder / "input.xml").stat() == before


LISTS = (Path(__file__).parent / "cases" / "tag" / "names" / "authority" / "persons.xml").read_text("utf-8")
HEADER = LISTS[LISTS.index("<teiHeader>") : LISTS.index("<standOff>")]


def text(body: str) -> str:
    start = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="tr">'
    return f"{start}\n  {HEADER}<text><body>{body}</body></text>\n</TEI>\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A text, and the lists for it."""
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "all.xml").write_text(LISTS, "utf-8")
    body = "<p>Namık Kemal, Gelibolu’da oturdu.</p><p>Ali Paşa ile Namık Kemal, Gelibolu.</p>"
    (tmp_path / "text.xml").write_text(text(body), "utf-8")
    return tmp_path


def test_proposals_are_listed(here: Here, folder: Path) -> None:
    before = (folder / "text.xml").read_bytes()
    done = here("tag", "text.xml", "--authority", "lists", cwd=folder)
    assert done.code == 1
    assert done.out.startswith("text.xml:")
    assert '    <persName ref="lists/all.xml#kemal">Namık Kemal</persName>, Gelibolu’da oturdu.\n' in done.out
    assert "    may be lists/all.xml#ali-1 or lists/all.xml#ali-2\n" in done.out
    assert "5 proposals in 1 file" in done.err
    assert (folder / "text.xml").read_bytes() == before
    done = here("tag", "text.xml", cwd=folder)
    assert (done.code, done.err) == (0, "0 proposals in 1 file\n")


def test_proposals_as_data(here: Here, folder: Path) -> None:
    done = here("tag", "text.xml", "--authority", "lists", "--format", "json", "--only", "persons", cwd=folder)
    data = json.loads(done.out)
    (file,) = data["files"]
    first, ali, _ = file["proposals"]
    assert (data["version"], file["file"], first["kind"], first["text"]) == (1, "text.xml", "person", "Namık Kemal")
    assert (first["element"], first["attributes"]) == ("persName", {"ref": "lists/all.xml#kemal"})
    assert (first["before"], first["after"]) == ("", ", Gelibolu’da oturdu.")
    line = (folder / "text.xml").read_text("utf-8").splitlines()[first["line"] - 1]
    assert line[first["column"] - 1 :].startswith("Namık Kemal")
    assert ali["alternatives"] == ["lists/all.xml#ali-1", "lists/all.xml#ali-2"]


@pytest.mark.parametrize(
    ("options", "elements"),
    [
        (["--only", "persons"], {"persName": 2}),
        (["--only", "places,dates"], {"placeName": 2}),
        (["--except", "names"], {}),
        (["--names", "rs"], {"rs": 4}),
        (["--cert", "high", "--except", "places"], {"persName": 2}),
    ],
)
def test_what_is_wanted(here: Here, folder: Path, options: list[str], elements: dict[str, int]) -> None:
    assert here("tag", "text.xml", "--write", "--authority", "lists", *options, cwd=folder).code == 0
    written = (folder / "text.xml").read_text("utf-8").partition("<body>")[2]
    found = {name: written.count(f"<{name} ") for name in ("persName", "placeName", "rs")}
    assert {name: number for name, number in found.items() if number} == elements


def test_standard_input(matbaa: Matbaa, folder: Path) -> None:
    source = (folder / "text.xml").read_text("utf-8")
    done = matbaa("tag", "-", "--write", "--authority", "lists", cwd=folder, stdin=source)
    assert done.code == 0
    assert '<persName ref="lists/all.xml#kemal" cert="high" resp="#matbaa">Namık Kemal</persName>' in done.out
    again = matbaa("tag", "-", "--accept", cwd=folder, stdin=done.out)
    assert again.code == 0
    assert '<persName ref="lists/all.xml#kemal">Namık Kemal</persName>' in again.out
    nothing = matbaa("tag", "-", "--write", cwd=folder, stdin=source)
    assert nothing.out == source


def test_a_fault_in_one_file_leaves_all_as_they_are(here: Here, folder: Path) -> None:
    before = (folder / "text.xml").read_bytes()
    (folder / "no-header.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><p>Namık Kemal</p></text></TEI>', "utf-8"
    )
    done = here("tag", "text.xml", "no-header.xml", "--write", "--authority", "lists", cwd=folder)
    assert done.code == 2
    assert "MBE003" in done.err
    (folder / "broken.xml").write_text("<TEI", "utf-8")
    done = here("tag", "text.xml", "broken.xml", "--write", "--authority", "lists", cwd=folder)
    assert done.code == 1
    assert "MBW001" in done.err
    assert (folder / "text.xml").read_bytes() == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--only", "persons", "--except", "dates"], "not both"),
        (["--only", "people"], "none of citations"),
        (["--diff", "--format", "json"], "does not go with"),
        (["--accept", "--candidates", "c.xml"], "no candidates"),
        (["--interactive"], "needs a terminal"),
    ],
)
def test_misuse(here: Here, folder: Path, options: list[str], said: str) -> None:
    done = here("tag", "text.xml", *options, cwd=folder)
    assert done.code == 2
    assert said in done.err


def test_permissions_and_links_stay(here: Here, folder: Path) -> None:
    (folder / "text.xml").chmod(0o640)
    (folder / "link.xml").symlink_to("text.xml")
    assert here("tag", "link.xml", "--write", "--authority", "lists", cwd=folder).code == 0
    assert (folder / "link.xml").is_symlink()
    assert (folder / "text.xml").stat().st_mode & 0o777 == 0o640
    assert "#matbaa" in (folder / "text.xml").read_text("utf-8")


class Terminal:
    """A run of the command line in a terminal of its own; each key is pressed when it is asked for."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.shown = ""
        process, self._terminal = pty.fork()
        if process == 0:
            os.chdir(folder)
            os.execv(sys.executable, [sys.executable, "-m", "matbaa", *arguments])
        self._process = process

    def press(self, keys: str) -> int:
        """Gives the exit code."""
        asked = 0
        while True:
            ready, _, _ = select.select([self._terminal], [], [], 30)
            if not ready:
                os.kill(self._process, signal.SIGKILL)
            try:
                self.shown += os.read(self._terminal, 4096).decode()
            except OSError:  # Linux says so when the process has ended
                break
            if asked < len(keys) and self.shown.endswith(" > ") and self.shown.count(" > ") > asked:
                time.sleep(0.05)  # the terminal has to have changed its mode
                os.write(self._terminal, keys[asked].encode())
                asked += 1
        os.close(self._terminal)
        return os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        # every one is asked: the third, Ali Paşa, may be two
        ("yyy1yy", ["kemal", "gelibolu", "ali-1", "kemal", "gelibolu"]),
        ("nsnuny", ["kemal"]),
        ("aa2", ["kemal", "gelibolu", "ali-2", "kemal", "gelibolu"]),
        ("x?ysq", ["kemal"]),
    ],
)
def test_one_by_one(folder: Path, keys: str, expected: list[str]) -> None:
    before = (folder / "text.xml").read_text("utf-8")
    terminal = Terminal(folder, "tag", "text.xml", "--interactive", "--authority", "lists")
    assert terminal.press(keys) == 0, terminal.shown
    after = (folder / "text.xml").read_text("utf-8")
    assert re.findall(r'ref="lists/all.xml#([^"]*)"', after) == expected, terminal.shown
    assert "#matbaa" not in after
    assert re.sub(r'<(\w+) ref="[^"]*">([^<]*)</\1>', r"\2", after) == before


def test_an_edition_has_no_say_in_files_outside_it(matbaa: Matbaa, edition: Path, tmp_path: Path) -> None:
    """Its language is that of its own texts."""
    outside = tmp_path / "brief.xml"
    body = "<p>Am 3. Mai 1919, im Herbst 1921.</p>"
    outside.write_text(text(body).replace(' xml:lang="tr"', ""), "utf-8")
    there = matbaa("tag", outside, "--format", "json", cwd=tmp_path)
    here = matbaa("tag", outside, "--format", "json", cwd=edition)
    assert len(json.loads(there.out)["files"][0]["proposals"]) == 2
    assert json.loads(here.out) == json.loads(there.out)


def test_encode_tags_its_draft(here: Here, folder: Path) -> None:
    """As `tag --write` would, and with entries for the works that no list has."""
    source = "Bir not\n\nNamık Kemal, 3 Mayıs 1873’te Gelibolu’da oturdu (Tak, 2005, s. 302).\n"
    (folder / "not.txt").write_text(source, "utf-8")
    done = here("encode", "not.txt", "-o", "a.xml", "--language", "tr", "--authority", "lists", "-q", cwd=folder)
    assert (done.code, done.err) == (0, "")
    draft = (folder / "a.xml").read_text("utf-8")
    assert '<persName ref="lists/all.xml#kemal" cert="high" resp="#matbaa">Namık Kemal</persName>, <date when=' in draft
    assert '<listBibl type="cited">\n      <bibl xml:id="tak2005"' in draft
    assert '<ref target="#tak2005">Tak, 2005</ref>' in draft
    assert draft.count('ident="matbaa"') == 1
    assert here("tag", "a.xml", "--authority", "lists", cwd=folder).code == 0
    assert here("validate", "a.xml", "--schema", "matbaa", "--select", "MBG", cwd=folder).code == 0
    assert here("encode", "not.txt", "-o", "b.xml", "--no-tags", cwd=folder).code == 0
    assert "resp=" not in (folder / "b.xml").read_text("utf-8")
