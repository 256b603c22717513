"""What is kept from run to run: found again while it is whole, and removed when nobody uses it any more."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from matbaa import cache, pruning
from matbaa.pruning import DAY, prune, prune_daily


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MATBAA_CACHE", str(tmp_path))
    cache._prune.cache_clear()
    return tmp_path


def kept(name: bytes, age: float = 0, value: bytes = b"value") -> str:
    key = cache.digest([name])
    cache.store("kind", key, value)
    if age:
        then = time.time() - age
        os.utime(place(key), (then, then))
    return key


def place(key: str) -> Path:
    found = cache._place("kind", key)
    assert found is not None
    return found


def test_what_was_not_used_for_long_goes(base: Path) -> None:
    old, new = kept(b"old", 91 * DAY), kept(b"new", 89 * DAY)
    prune(base, time.time())
    assert cache.load("kind", old) is None
    assert cache.load("kind", new) == b"value"


def test_to_load_is_to_use(base: Path) -> None:
    key = kept(b"old", 91 * DAY)
    cache.load("kind", key)
    prune(base, time.time())
    assert cache.load("kind", key) == b"value"


def test_the_oldest_go_where_there_is_too_much(base: Path) -> None:
    keys = [kept(str(age).encode(), age * 100, b"x" * 968) for age in (3, 1, 4, 2, 5)]
    prune(base, time.time(), largest=4_500, enough=3_500)
    assert [cache.load("kind", key) is not None for key in keys] == [True, True, False, True, False]
    prune(base, time.time(), largest=4_500, enough=0)
    assert all(cache.load("kind", key) is not None for key in keys[:2])


def test_nothing_else_is_touched(base: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "ab").mkdir()
    others = [
        elsewhere / "ab" / ("a" * 64),
        base / "notes.txt",
        base / "kind" / "ab" / "notes.txt",
        base / "a" / ("b" * 64),
    ]
    for other in others:
        other.parent.mkdir(parents=True, exist_ok=True)
        other.write_text("x")
        os.utime(other, (0, 0))
    (base / "linked").symlink_to(elsewhere)
    unfinished = base / "kind" / "ab" / "tmpabc123"
    unfinished.write_text("x")
    os.utime(unfinished, (0, 0))
    prune(base, time.time())
    assert all(other.exists() for other in others)
    assert not unfinished.exists()


def test_it_is_done_once_a_day(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[Path] = []
    monkeypatch.setattr(pruning, "prune", lambda folder, _now: done.append(folder))
    prune_daily(base)
    prune_daily(base)
    assert done == [base]
    os.utime(base / "pruned", (0, 0))
    prune_daily(base)
    assert done == [base, base]
    prune_daily(base / "not" / "there")  # no error


def test_a_value_that_is_damaged_is_as_good_as_none(base: Path) -> None:
    key = kept(b"x")
    place(key).write_bytes(place(key).read_bytes()[:-1] + b"!")
    assert cache.load("kind", key) is None
