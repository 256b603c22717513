"""Files beyond the limits are refused in no time; where somebody raises a limit, they are read."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from matbaa import limits
from matbaa.document import parse
from matbaa.finding import CannotRun
from matbaa.limits import Limits
from matbaa.main import run

if TYPE_CHECKING:
    from collections.abc import Iterator

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>{}</body></text></TEI>'
BOMB = (
    "<!DOCTYPE TEI [<!ENTITY a0 'lol'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    + "]><TEI>&a9;</TEI>"
)


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    yield
    limits.use(Limits())


def deep(levels: int) -> bytes:
    return TEI.format(f"<p>{'<hi>' * levels}x{'</hi>' * levels}</p>").encode()


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (deep(300), "MBW008", "256 deep"),
        (deep(100_000), "MBW008", "256 deep"),
        (TEI.format("<p>" + "word " * 2_500_000 + "</p>").encode(), "MBW008", "ten million"),
        (TEI.format(f'<p n="{"x" * 11_000_000}"/>').encode(), "MBW008", "ten million"),
        (BOMB.encode(), "MBW003", "bomb"),
        (TEI.format("<p" + "".join(f" a{n}='x'" for n in range(200_000)) + "/>").encode(), "", ""),
        (TEI.format("<p>" + "<lb/>" * 300_000 + "</p>").encode(), "", ""),
    ],
    ids=["deep", "very deep", "long text", "long value", "bomb", "many attributes", "many siblings"],
)
def test_what_is_refused_at_once(data: bytes, code: str, words: str) -> None:
    begun = time.process_time()
    if code:
        with pytest.raises(CannotRun) as caught:
            parse(data, "a.xml")
        (finding,) = caught.value.findings
        assert finding.code == code
        assert words in finding.message
    else:
        parse(data, "a.xml")
    assert time.process_time() - begun < 15


def test_a_large_file() -> None:
    limits.use(Limits(megabytes=1))
    with pytest.raises(CannotRun) as caught:
        parse(b"<a>" + b" " * (3 << 20) + b"</a>", "a.xml")
    assert "3 MB" in caught.value.findings[0].message


def test_limits_are_raised() -> None:
    limits.use(Limits(depth=1000))
    parse(deep(900), "a.xml")
    with pytest.raises(CannotRun) as caught:
        parse(deep(1100), "a.xml")
    assert "more than 1000 deep" in caught.value.findings[0].message
    limits.use(Limits(depth=5000))
    with pytest.raises(CannotRun) as caught:
        parse(deep(3000), "a.xml")
    assert "2048" in caught.value.findings[0].message
    limits.use(Limits(megabytes=600))
    parse(TEI.format("<p>" + "word " * 2_500_000 + "</p>").encode(), "a.xml")
    with pytest.raises(CannotRun) as caught:  # what is allowed to be large is no bomb for all that
        parse(BOMB.encode(), "a.xml")
    assert caught.value.findings[0].code == "MBW003"


def test_they_are_said_in_the_edition_and_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.xml").write_bytes(deep(400))
    Path("edition.toml").write_text('[edition]\ntitle = "T"\ntexts = ["a.xml"]\n[limits]\ndepth = 500\n')
    assert run(["transform", "a.xml", "--to", "text"]) == 1
    assert run(["--max-depth", "500", "transform", "a.xml", "--to", "text"]) == 0
    assert run(["stats"]) == 0
    assert run(["build", "--jobs", "1"]) == 0
    capfd.readouterr()
    Path("edition.toml").write_text('[edition]\ntitle = "T"\ntexts = ["a.xml"]\n[limits]\ndepth = "much"\n')
    assert run(["stats"]) == 2
    assert "MBC003" in capfd.readouterr().err
