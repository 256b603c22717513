"""Builds after builds: only what is stale is made, and wherever one was stopped, the next ends in the same bytes."""

from __future__ import annotations

import faulthandler
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from matbaa.files import refused
from matbaa.finding import CannotRun
from matbaa.pipeline import outputs
from matbaa.pipeline import texts as texts_module
from matbaa.pipeline.build import Built, Orders, build
from matbaa.pipeline.plan import reasons
from matbaa.pipeline.state import Known, State
from matbaa.pipeline.tasks import TextMaking, text_made
from matbaa.pipeline.workers import Limits
from matbaa.project import Project, load
from tests.conftest import Matbaa

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="what is put in the place of a function is forked along")


def _tree(folder: Path) -> dict[str, bytes]:
    """Every file, and every folder as an empty one."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() if file.is_file() else b"" for file in folder.rglob("*")
    }


def _project(edition: Path) -> Project:
    return load(edition / "edition.toml")


def _stale(built: Built) -> set[str]:
    return {one.name for one in built.stale}


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def texts(edition: Path) -> Path:
    """The small edition with four texts: two that mention Cem, and two with other words."""
    first = edition / "tei" / "mektup.xml"
    for number in range(3):
        (edition / "tei" / f"mektup{number}.xml").write_bytes(first.read_bytes())
    return edition


def _clean(edition: Path, tmp_path: Path) -> dict[str, bytes]:
    """What a build makes that knows nothing of others."""
    folder = tmp_path / "clean"
    shutil.rmtree(folder, ignore_errors=True)
    build(_project(edition), folder, Orders(force=True))
    return _tree(folder)


def test_nothing_is_made_twice(texts: Path) -> None:
    first = build(_project(texts))
    assert _stale(first) == set(first.files) - {"manifest.json"}
    second = build(_project(texts))
    assert second.stale == ()
    assert second.changed == ()
    assert second.files == first.files


def test_an_edit_of_one_text_makes_its_outputs_and_no_other_text_s(texts: Path, tmp_path: Path) -> None:
    build(_project(texts))
    _replace(texts / "tei" / "mektup1.xml", "Sonra", "Evvel")
    built = build(_project(texts))
    pages = {name for name in _stale(built) if name.startswith(("html/", "text/", "tei/", "cite/"))}
    assert pages == {"html/mektup1.html", "text/mektup1.txt", "tei/mektup1.xml"}
    assert _tree(texts / "build") == _clean(texts, tmp_path)


def test_an_edit_that_makes_no_difference_stops_there(texts: Path) -> None:
    build(_project(texts))
    _replace(texts / "tei" / "mektup1.xml", "</TEI>", "</TEI>\n<!-- checked -->")
    built = build(_project(texts))
    # the page is made again, and is the same; what the indexes have of the text is the same before
    assert _stale(built) == {"html/mektup1.html", "text/mektup1.txt", "tei/mektup1.xml"}
    assert [name for name in built.changed if name != "manifest.json"] == ["tei/mektup1.xml"]


def test_a_file_that_was_only_touched_is_fresh(texts: Path) -> None:
    build(_project(texts))
    os.utime(texts / "tei" / "mektup1.xml")
    assert build(_project(texts)).stale == ()


def test_an_edit_of_an_entry_makes_the_pages_that_mention_it(texts: Path, tmp_path: Path) -> None:
    other, lists = texts / "tei" / "mektup1.xml", texts / "tei" / "lists" / "kimler.xml"
    other.write_text(other.read_text("utf-8").replace("kimler.xml#arif", "kimler.xml#cem"), "utf-8")
    build(_project(texts))
    _replace(lists, '<person xml:id="arif">', '<person xml:id="arif" n="1">')
    assert _stale(build(_project(texts))) == set()
    _replace(lists, "Ârif</persName>", "Ârif Bey</persName>")
    built = build(_project(texts))
    assert {name for name in _stale(built) if name.startswith("html/")} == {
        "html/mektup.html",
        "html/mektup0.html",
        "html/mektup2.html",
    }
    assert "text/mektup.txt" not in _stale(built)
    assert _tree(texts / "build") == _clean(texts, tmp_path)


def test_an_output_that_was_changed_or_taken_away_is_made_again(texts: Path, tmp_path: Path) -> None:
    build(_project(texts))
    (texts / "build" / "text" / "mektup.txt").write_text("by hand", "utf-8")
    (texts / "build" / "index" / "persons.csv").unlink()
    built = build(_project(texts))
    assert {one.name: one.reasons for one in built.stale} == {
        "text/mektup.txt": ("it was changed by something else than a build",),
        "index/persons.csv": ("it is not there any more",),
    }
    assert _tree(texts / "build") == _clean(texts, tmp_path)


def test_force_makes_everything(texts: Path) -> None:
    first = build(_project(texts))
    forced = build(_project(texts), None, Orders(force=True))
    assert _stale(forced) == _stale(first)
    assert forced.changed == ()


@pytest.mark.parametrize("jobs", [2, 3])
def test_any_number_of_processes_gives_the_same_bytes(texts: Path, tmp_path: Path, jobs: int) -> None:
    build(_project(texts), tmp_path / "many", Orders(jobs=jobs))
    assert _tree(tmp_path / "many") == _clean(texts, tmp_path)


def test_what_is_kept_may_be_damaged(texts: Path, tmp_path: Path) -> None:
    build(_project(texts))
    with State((texts / "build").resolve()) as state:
        place = state._place
    assert place is not None
    for damage in (b"", b"no data base at all" * 1000):
        place.write_bytes(damage)
        _replace(texts / "tei" / "mektup1.xml", "Sonra" if not damage else "Evvel", "Evvel" if not damage else "Sonra")
        build(_project(texts))
        assert _tree(texts / "build") == _clean(texts, tmp_path)


def test_nothing_need_be_kept(texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATBAA_CACHE", "")
    build(_project(texts))
    (texts / "tei" / "mektup1.xml").unlink()
    built = build(_project(texts))
    cited = {f"cite/mektup1.{form}" for form in ("bib", "ris", "json")}
    assert set(built.removed) == {"html/mektup1.html", "text/mektup1.txt", "tei/mektup1.xml", *cited}
    assert _tree(texts / "build") == _clean(texts, tmp_path)


def _crashes(task: TextMaking) -> object:
    if task.path.stem == "mektup1":
        faulthandler.disable()
        os.kill(os.getpid(), signal.SIGSEGV)
    return text_made(task)


def _hangs(task: TextMaking) -> object:
    if task.path.stem == "mektup1":
        time.sleep(60)
    return text_made(task)


def _overfills(task: TextMaking) -> object:
    if task.path.stem == "mektup1":
        return bytearray(8 << 30)
    return text_made(task)


@on_linux
@pytest.mark.parametrize(
    ("work", "said"), [(_crashes, "SIGSEGV"), (_hangs, "took more than 5 seconds"), (_overfills, "MB of memory")]
)
def test_a_text_that_does_harm_is_set_aside(
    texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, work: object, said: str
) -> None:
    monkeypatch.setattr(texts_module, "text_made", work)
    built = build(_project(texts), None, Orders(jobs=2, limits=Limits(5, 2 << 30)))
    (fault,) = built.faults
    assert fault.code == "MBI010"
    assert fault.file == "tei/mektup1.xml"
    assert said in fault.message
    monkeypatch.undo()
    aside = tmp_path / "aside.xml"
    (texts / "tei" / "mektup1.xml").rename(aside)
    assert _tree(texts / "build") == _clean(texts, tmp_path)
    aside.rename(texts / "tei" / "mektup1.xml")
    assert build(_project(texts)).faults == ()
    assert _tree(texts / "build") == _clean(texts, tmp_path)


def test_a_broken_text_is_set_aside_and_comes_back(texts: Path, matbaa: Matbaa, tmp_path: Path) -> None:
    build(_project(texts))
    broken = texts / "tei" / "mektup1.xml"
    whole = broken.read_bytes()
    broken.write_bytes(whole[:-20])
    done = matbaa("build", cwd=texts)
    assert done.code == 1
    assert "tei/mektup1.xml" in done.err
    assert not (texts / "build" / "html" / "mektup1.html").exists()
    assert (texts / "build" / "html" / "mektup2.html").is_file()
    assert matbaa("build", cwd=texts).code == 1
    broken.write_bytes(whole)
    assert matbaa("build", cwd=texts).code == 0
    assert _tree(texts / "build") == _clean(texts, tmp_path)


def test_a_broken_list_stops_everything(texts: Path) -> None:
    build(_project(texts))
    before = _tree(texts / "build")
    (texts / "tei" / "lists" / "kimler.xml").write_text("<TEI>", "utf-8")
    with pytest.raises(CannotRun):
        build(_project(texts))
    assert _tree(texts / "build") == before


def test_a_full_disk_is_told_and_the_next_build_mends_it(
    texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(_project(texts))
    _replace(texts / "tei" / "mektup1.xml", "Sonra", "Evvel")
    write, written = outputs.write, []

    def full(folder: Path, name: str, data: bytes) -> outputs.Written:
        written.append(name)
        if len(written) == 2:
            raise refused(OSError(28, os.strerror(28)), folder / name)
        return write(folder, name, data)

    monkeypatch.setattr(outputs, "write", full)
    try:
        built = build(_project(texts))
    except CannotRun as error:
        faults = error.findings
    else:
        faults = built.faults
    assert any("No space left" in fault.message for fault in faults)
    monkeypatch.undo()
    build(_project(texts))
    assert _tree(texts / "build") == _clean(texts, tmp_path)


def _begun(edition: Path) -> subprocess.Popen[bytes]:
    """A build with two workers, in a group of processes of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "matbaa", "build", "--jobs", "2", "--project", edition],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _workers(process: subprocess.Popen[bytes]) -> list[int]:
    with suppress(OSError):
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("ascii").split()
        return [int(child) for child in children]
    return []


def _killed(process: subprocess.Popen[bytes], _edition: Path) -> None:
    """The whole group of processes, without a chance to tidy up."""
    os.killpg(process.pid, signal.SIGKILL)


def _worker_killed(process: subprocess.Popen[bytes], _edition: Path) -> None:
    for worker in _workers(process)[:1]:
        os.kill(worker, signal.SIGKILL)


def _folder_gone(_process: subprocess.Popen[bytes], edition: Path) -> None:
    shutil.rmtree(edition / "build" / "index", ignore_errors=True)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are found in /proc")
@pytest.mark.parametrize("harm", [_killed, _worker_killed, _folder_gone])
def test_harm_at_any_moment(texts: Path, tmp_path: Path, harm: Callable[[subprocess.Popen[bytes], Path], None]) -> None:
    """`MATBAA_HARMS` is how often; in the suite a few times only."""
    chance = random.Random(f"1920 {harm.__name__}")
    for turn in range(int(os.environ.get("MATBAA_HARMS", "3"))):
        old, new = ("Sonra", "Evvel") if turn % 2 == 0 else ("Evvel", "Sonra")
        for file in (texts / "tei").glob("*.xml"):
            _replace(file, old, new)
        process = _begun(texts)
        time.sleep(chance.uniform(0.1, 2.5))
        with suppress(ProcessLookupError):
            harm(process, texts)
        assert process.wait(120) in (0, 1, 2, -signal.SIGKILL)
    build(_project(texts))
    assert _tree(texts / "build") == _clean(texts, tmp_path)


def test_two_builds_at_once(texts: Path, tmp_path: Path) -> None:
    begun = [
        subprocess.Popen([sys.executable, "-m", "matbaa", "build", "--project", texts], stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    said = [process.communicate(timeout=120)[1].decode() for process in begun]
    assert [process.returncode for process in begun] == [0, 0, 0]
    assert sum("another build of this edition is at work" in words for words in said) >= 1
    assert _tree(texts / "build") == _clean(texts, tmp_path)


def test_a_dry_run_writes_nothing(texts: Path, matbaa: Matbaa) -> None:
    done = matbaa("build", "--dry-run", cwd=texts)
    assert done.code == 0
    assert "html/mektup.html: it was never made" in done.out
    assert not (texts / "build").exists()
    matbaa("build", cwd=texts)
    assert matbaa("build", "--dry-run", cwd=texts).out == "everything is fresh\n"
    _replace(texts / "tei" / "mektup1.xml", "Sonra", "Evvel")
    assert "text/mektup1.txt: tei/mektup1.xml changed" in matbaa("build", "--dry-run", cwd=texts).out


def test_why(texts: Path, matbaa: Matbaa) -> None:
    matbaa("build", cwd=texts)
    assert matbaa("build", "--why", "html/mektup.html", cwd=texts).out == "html/mektup.html: it is fresh\n"
    _replace(texts / "tei" / "mektup.xml", "Sonra", "Evvel")
    assert "tei/mektup.xml changed" in matbaa("build", "--why", "build/html/mektup.html", cwd=texts).out
    done = matbaa("build", "--why", "html/nothing.html", cwd=texts)
    assert done.code == 2
    assert "no output" in done.err


def test_reasons() -> None:
    known, before = Known("", 3, 4), {"x": "1", "y": "2"}
    assert reasons({"x": "1", "y": "2"}, known, before, (3, 4)) == ()
    assert reasons({"x": "0", "z": "2"}, known, before, (3, 4)) == ("x changed", "z is new", "y is gone")
    assert reasons({}, known, before, None) == ("it is not there any more",)
    assert reasons({}, known, before, (3, 5)) == ("it was changed by something else than a build",)
    assert reasons({}, None, {}, None) == ("it was never made",)


def test_names_outside_of_the_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    (tmp_path / "mine").write_text("kept", "utf-8")
    assert outputs.remove(tmp_path / "build", ["../mine", "/etc/passwd", "missing"]) == []
    assert (tmp_path / "mine").is_file()
