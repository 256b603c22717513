"""A build by the workers of a Dask scheduler: the same bytes, also when a worker is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from matbaa.finding import CannotRun
from matbaa.pipeline.build import Orders, build
from matbaa.pipeline.tasks import TextMaking, text_made
from matbaa.project import load
from tests.conftest import ROOT, Matbaa

distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install 'matbaa[cluster]'")


def _started(*arguments: str, folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
    )


class Running:
    """A scheduler with two workers on this machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        file = folder / "scheduler.json"
        where = ("--host", "127.0.0.1", "--scheduler-file", str(file), "--no-dashboard")
        self.scheduler = _started("dask_scheduler", *where, "--port", "0", folder=folder)
        self.workers = [self.worker() for _ in range(2)]
        for _ in range(300):
            if file.exists() and file.stat().st_size:
                break
            time.sleep(0.1)
        import json

        self.address = str(json.loads(file.read_text("utf-8"))["address"])
        with distributed.Client(self.address, timeout=30, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)

    def worker(self) -> subprocess.Popen[bytes]:
        """One more of them."""
        file = str(self.folder / "scheduler.json")
        options = ("--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1", "--local-directory", str(self.folder))
        return _started("dask_worker", "--scheduler-file", file, *options, folder=self.folder)

    def stop(self) -> None:
        for process in (*self.workers, self.scheduler):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    running = Running(tmp_path_factory.mktemp("cluster"))
    yield running
    running.stop()


def _tree(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def texts(edition: Path) -> Path:
    """The small edition with some more texts."""
    first = edition / "tei" / "mektup.xml"
    for number in range(12):
        (edition / "tei" / f"mektup{number}.xml").write_bytes(first.read_bytes())
    return edition


def _slow_made(task: TextMaking) -> object:
    time.sleep(0.3)
    return text_made(task)


def test_the_same_bytes_also_when_a_worker_is_lost(
    cluster: Running, texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = load(texts / "edition.toml")
    build(project, tmp_path / "alone", Orders())
    monkeypatch.setattr("matbaa.pipeline.texts.text_made", _slow_made)
    lost = cluster.workers[0]

    def progress(what: str, done: int, _total: int) -> None:
        if what == "pages" and done == 3 and lost.poll() is None:
            os.killpg(lost.pid, signal.SIGKILL)

    built = build(project, tmp_path / "many", Orders(scheduler=cluster.address, progress=progress))
    assert lost.wait() == -signal.SIGKILL
    assert built.faults == ()
    assert _tree(tmp_path / "many") == _tree(tmp_path / "alone")


def test_what_a_cluster_lacks_is_told(matbaa: Matbaa, cluster: Running, edition: Path, tmp_path: Path) -> None:
    project = load(edition / "edition.toml")
    with pytest.MonkeyPatch.context() as patch, pytest.raises(CannotRun, match="another version of Matbaa"):
        patch.setattr("matbaa.pipeline.cluster.contents", lambda: "another")
        build(project, tmp_path / "out", Orders(scheduler=cluster.address))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("address", ["nonsense", "tcp://127.0.0.1:port"])
def test_an_address_that_is_none(matbaa: Matbaa, edition: Path, address: str) -> None:
    done = matbaa("build", "--scheduler", address, cwd=edition)
    assert done.code == 2
    assert "MBI012" in done.err
    assert not (edition / "build").exists()
