"""Files that mean harm, by kind: each is told or made, in bounded time, and nothing of it runs or gets out."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

import html5lib
import pytest

from matbaa.document import read_whole, require_tei
from matbaa.finding import CannotRun
from matbaa.main import run
from matbaa.transform import built_in, transform

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

HOSTILE = Path(__file__).parent / "hostile"
EXPECTED = HOSTILE / "expected.json"
KINDS = ("entities", "structure", "pointers", "names", "pages", "looks", "dates", "formulas", "includes", "encodings")
SECRETS = ("root:x:", "the secret", "import pytest")
# what a browser may load or follow; anything else it could run
_SAFE = re.compile(r"(?:https?:|mailto:|#|[^:]*$|[^:/?#]*[/?#])", re.IGNORECASE)
_ADDRESSES = frozenset("href src action formaction data poster srcset cite background ping manifest xlink:href".split())
_ACTIVE = frozenset("script iframe object embed base link meta form svg template style applet frame".split())


def expected() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = json.loads(EXPECTED.read_text("utf-8"))
    return found


def accepted(kind: str, got: dict[str, list[str]]) -> dict[str, list[str]]:
    """What is expected of a kind; with MATBAA_ACCEPT=1, that is what was got."""
    if os.environ.get("MATBAA_ACCEPT"):
        told = expected() if EXPECTED.exists() else {}
        told[kind] = got
        EXPECTED.write_text(json.dumps(told, indent=0, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")
    return expected()[kind]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own, so that it is seen if anything else is touched."""
    (tmp_path / "conftest.py").write_text("import pytest")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def tree(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_there_are_enough_of_them() -> None:
    assert sum(path.is_file() for path in HOSTILE.rglob("*")) > 400


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_told_of_hostile_files(kind: str, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(HOSTILE / kind, folder / "a" / "b" / kind)
    before = tree(folder)
    begun = time.monotonic()
    files = [str(path.relative_to(folder)) for path in sorted((folder / "a" / "b" / kind).glob("*.xml"))]
    code = run(["validate", *files, "--schema", "matbaa", "--format", "json", "--no-cache"])
    out, err = capfd.readouterr()
    assert code == 1, err
    assert "Traceback" not in err
    assert "a fault of Matbaa itself" not in err
    assert not any(secret in out + err for secret in SECRETS)
    told: dict[str, set[str]] = {Path(name).name: set() for name in files}
    for finding in json.loads(out)["findings"]:
        if finding.get("file") and finding["code"] != "MBS001":
            told.setdefault(Path(finding["file"]).name, set()).add(finding["code"])
    got = {name: sorted(codes) for name, codes in told.items()}
    assert got == accepted(kind, got)
    assert tree(folder) == before
    assert time.monotonic() - begun < 120


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_runs_on_pages_of_hostile_files(kind: str, folder: Path) -> None:
    shutil.copytree(HOSTILE / kind, folder / "a" / "b" / kind)
    html, text = built_in("html"), built_in("text")
    codes = expected()[kind]
    unforeseen: list[str] = []

    def foreseen(name: str) -> set[str]:
        # of a text that includes another, that other may be at fault
        return set().union(*codes.values()) if kind == "includes" else set(codes[name])

    for path in sorted((folder / "a" / "b" / kind).glob("*.xml")):
        begun = time.monotonic()
        try:
            document = require_tei(read_whole(path, path.name))
            page, plain = transform(document, html).data.decode(), transform(document, text).data.decode()
        except CannotRun as error:
            unforeseen += [] if {finding.code for finding in error.findings} <= foreseen(path.name) else [path.name]
            continue
        assert not list(active(page)), path.name
        assert not any(secret in page + plain for secret in SECRETS), path.name
        assert time.monotonic() - begun < 60, path.name
    assert not unforeseen


def active(page: str) -> Iterator[str]:
    """What a browser would run, load or follow on a page, and what would change how it looks."""
    root: Element = html5lib.parse(page, treebuilder="etree", namespaceHTMLElements=False)
    ours = {"style": 1, "meta": 9, "link": 1}
    for element in root.iter():
        name = str(element.tag).rpartition("}")[2].lower()
        ours[name] = ours.get(name, 0) - 1
        if name in _ACTIVE and ours[name] < 0:
            yield f"<{name}>"
        if name == "meta" and element.get("http-equiv", "").lower() not in ("", "content-security-policy"):
            yield f"meta {element.attrib}"
        for attribute, value in element.items():
            local = str(attribute).rpartition("}")[2].lower()
            if local.startswith("on") or local in ("style", "srcdoc"):
                yield f"{name}/@{local}={value}"
            # a browser drops white space and controls at the ends and line breaks inside before it looks for a scheme
            address = re.sub(r"[\t\r\n]", "", value.strip("".join(map(chr, range(33)))))
            if (local, value) != ("href", "data:,") and local in _ADDRESSES and not _SAFE.match(address):
                yield f"{name}/@{local}={value}"


def test_formulas_are_no_formulas_in_tables(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(HOSTILE / "formulas", folder / "formulas")
    for path in sorted((folder / "formulas").glob("*.xml")):
        if run(["index", str(path), "--kind", "persons", "--format", "csv"]) == 1:
            assert "MBW001" in capfd.readouterr().err
            continue
        for row in csv.reader(io.StringIO(capfd.readouterr().out)):
            assert not [cell for cell in row if re.match(r"\s*[=+@＝＋－＠]|\s*-[^\d\s]|[\t\r]", cell)], path.name


@pytest.mark.parametrize("name", sorted(path.name for path in (HOSTILE / "schemas").iterdir()))
def test_hostile_schemas(name: str, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(HOSTILE / "schemas", folder / "a" / "b" / "schemas")
    text = folder / "a" / "b" / "text.xml"
    shutil.copy(HOSTILE / "structure" / "no-header.xml", text)
    before = tree(folder)
    begun = time.monotonic()
    schema = str(folder / "a" / "b" / "schemas" / name)
    code = run(["validate", str(text), "--schema", schema, "--no-cache", "--time-limit", "20", "--format", "json"])
    out, err = capfd.readouterr()
    assert code in (0, 1, 2)
    assert "Traceback" not in err
    assert "a fault of Matbaa itself" not in err
    assert not any(secret in out + err for secret in SECRETS)
    assert tree(folder) == before
    assert time.monotonic() - begun < 60
    codes = sorted(set(re.findall(r"MB[A-Z]\d{3}", out + err)) - {"MBG009"})
    assert codes == accepted("schemas", {**expected().get("schemas", {}), name: codes})[name]


@pytest.mark.parametrize("name", sorted(path.stem for path in (HOSTILE / "editions").iterdir()))
def test_hostile_editions(name: str, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    place = folder / "a" / "b" / "c" / "d"
    place.mkdir(parents=True)
    shutil.copy(HOSTILE / "editions" / f"{name}.toml", place / "edition.toml")
    shutil.copy(HOSTILE / "structure" / "no-header.xml", place / "t.xml")
    before = tree(folder)
    code = run(["build", "--project", str(place), "--jobs", "1"])
    out, err = capfd.readouterr()
    assert code in (0, 1, 2)
    assert "Traceback" not in err
    assert "a fault of Matbaa itself" not in err
    assert not any(secret in out + err for secret in SECRETS)
    made = {file for file, time in tree(folder).items() if before.get(file) != time}
    assert not {file for file in made if not file.startswith("a/b/c/d/build/")}, made
    for page in place.rglob("*.html"):
        assert not re.search(r"<script>alert|onload=.alert", page.read_text("utf-8"))
    codes = sorted(set(re.findall(r"MB[A-Z]\d{3}", out + err)))
    assert codes == accepted("editions", {**expected().get("editions", {}), name: codes})[name]
