"""The build: everything there, the same bytes each time, and all or nothing."""

from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path

import pytest

from matbaa.charts.exports import FORMS
from matbaa.files import Staging, write_whole
from matbaa.finding import CannotRun
from matbaa.resources import resource
from tests.conftest import Matbaa


def _tree(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_everything_is_there(matbaa: Matbaa, edition: Path) -> None:
    done = matbaa("build", cwd=edition)
    assert done.code == 0, done.err
    assert done.out == ""
    made = set(_tree(edition / "build"))
    kinds = ("persons", "places", "works", "dates")
    assert made == {
        "index.html",
        "manifest.json",
        *(f"assets/{file.name}" for file in resource("xslt/assets").iterdir()),
        "html/mektup.html",
        "text/mektup.txt",
        "tei/mektup.xml",
        *(f"cite/mektup.{form}" for form in ("bib", "ris", "json")),
        *(f"index/{kind}.{form}" for kind in kinds for form in ("html", "json", "csv")),
        "index/works.bib",
        "index/works.csl.json",
        *(f"index/persons/{person}.html" for person in ("arif", "cem", "cinar", "bilinmeyen-kisi-6afa35")),
        *(f"index/places/{place}.html" for place in ("ilgaz", "izmir")),
        "index/works/oz1920.html",
        *(f"index/{chart}.{form}" for chart, forms in FORMS.items() for form in ("html", *forms)),
        *(f"index/dates/{date}.html" for date in ("d-1919-05-19", "d-1920-09-1920-11-c0ca49")),
    }


def test_the_manifest_tells_what_was_made_from_what(matbaa: Matbaa, edition: Path) -> None:
    matbaa("build", cwd=edition)
    build = edition / "build"
    manifest = json.loads((build / "manifest.json").read_text("utf-8"))
    outputs = {record["path"]: record for record in manifest["outputs"]}
    assert set(outputs) == set(_tree(build)) - {"manifest.json"}
    for path, record in outputs.items():
        data = (build / path).read_bytes()
        assert record["sha256"] == hashlib.sha256(data).hexdigest()
        assert record["bytes"] == len(data)
    page = outputs["html/mektup.html"]
    assert page["from"] == ["tei/mektup.xml", "tei/lists/kimler.xml"]
    assert outputs["index/persons/cinar.html"]["from"] == ["tei/lists/kimler.xml", "tei/mektup.xml"]
    assert outputs["index/persons.json"]["from"] == ["index/persons/"]
    named = {source for record in outputs.values() for source in record["from"] if not source.endswith("/")}
    assert set(manifest["inputs"]) == named
    for path, digest in manifest["inputs"].items():
        assert digest == hashlib.sha256((edition / path).read_bytes()).hexdigest()


def test_two_builds_are_byte_equal(matbaa: Matbaa, edition: Path, tmp_path: Path) -> None:
    matbaa("build", cwd=edition)
    elsewhere = tmp_path / "elsewhere" / "deep"
    elsewhere.parent.mkdir()
    edition.rename(elsewhere)
    done = matbaa("build", "-o", tmp_path / "second", "--project", elsewhere)
    assert done.code == 0, done.err
    assert _tree(elsewhere / "build") == _tree(tmp_path / "second")


def test_a_second_build_changes_nothing(matbaa: Matbaa, edition: Path) -> None:
    matbaa("build", cwd=edition)
    times = {file: file.stat().st_mtime_ns for file in (edition / "build").rglob("*") if file.is_file()}
    done = matbaa("build", cwd=edition)
    assert ", 0 changed" in done.err
    assert times == {file: file.stat().st_mtime_ns for file in (edition / "build").rglob("*") if file.is_file()}


def test_outputs_of_a_removed_text_are_taken_away_and_nothing_else(matbaa: Matbaa, edition: Path) -> None:
    (edition / "tei" / "ikinci.xml").write_bytes((edition / "tei" / "mektup.xml").read_bytes())
    matbaa("build", cwd=edition)
    build = edition / "build"
    (build / "html" / "mine.html").write_text("kept", "utf-8")
    assert (build / "html" / "ikinci.html").is_file()
    (edition / "tei" / "ikinci.xml").unlink()
    done = matbaa("build", cwd=edition)
    assert "6 removed" in done.err
    assert not (build / "html" / "ikinci.html").exists()
    assert (build / "html" / "mine.html").is_file()


def test_a_forged_manifest_takes_nothing_outside_away(matbaa: Matbaa, edition: Path) -> None:
    matbaa("build", cwd=edition)
    manifest = edition / "build" / "manifest.json"
    forged = json.loads(manifest.read_text("utf-8"))
    forged["outputs"].append({"path": "../edition.toml"})
    manifest.write_text(json.dumps(forged), "utf-8")
    matbaa("build", cwd=edition)
    assert (edition / "edition.toml").is_file()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<TEI>", "not well-formed XML"),
        ("düz metin", "is not XML"),
        ("<html/>", "is not TEI"),
        ('<!DOCTYPE TEI [<!ENTITY e SYSTEM "file:///etc/passwd">]><TEI>&e;</TEI>', 'the entity "e"'),
        (
            '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
            + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
            + "]><a>&j;</a>",
            "entity bomb",
        ),
    ],
)
def test_a_broken_text_leaves_the_last_build_as_it_was(matbaa: Matbaa, edition: Path, text: str, said: str) -> None:
    matbaa("build", cwd=edition)
    before = _tree(edition / "build")
    (edition / "tei" / "yeni.xml").write_text(text, "utf-8")
    done = matbaa("build", cwd=edition)
    assert done.code == 1
    assert "tei/yeni.xml" in done.err
    assert said in done.err
    assert _tree(edition / "build") == before


def test_references_lead_to_other_texts_and_to_entries(matbaa: Matbaa, edition: Path) -> None:
    first = (edition / "tei" / "mektup.xml").read_text("utf-8")
    refs = "".join(f'<ref target="{t}">bak</ref> ' for t in ("mektup.xml#p2", "mektup.xml", "lists/kimler.xml#cem"))
    second = first.replace("Sonra ", f"{refs} ").replace('<pb n="2"/>', "")
    (edition / "tei" / "ikinci.xml").write_text(second, "utf-8")
    done = matbaa("build", cwd=edition)
    assert done.code == 0, done.err
    page = (edition / "build" / "html" / "ikinci.html").read_text("utf-8")
    for address in ("mektup.html#p2", "mektup.html", "../index/persons/cem.html"):
        assert f'href="{address}"' in page


def test_texts_lead_to_those_before_and_after(matbaa: Matbaa, edition: Path) -> None:
    first = (edition / "tei" / "mektup.xml").read_text("utf-8")
    for name in ("a", "b c"):
        (edition / "tei" / f"{name}.xml").write_text(first, "utf-8")
    assert matbaa("build", cwd=edition).code == 0
    pages = sorted((edition / "build" / "html").glob("*.html"))
    told = [re.findall(r'<link rel="(prev|next)" href="([^"]*)"', page.read_text("utf-8")) for page in pages]
    assert pages[0].name == "a.html"
    assert told[0] == [("next", pages[1].name)]
    assert told[1] == [("prev", "a.html"), ("next", "mektup.html")]
    assert told[2] == [("prev", pages[1].name)]
    (edition / "tei" / "a.xml").unlink()
    assert "html/mektup.html" not in matbaa("build", "--dry-run", cwd=edition).out


def test_two_texts_of_one_name(matbaa: Matbaa, edition: Path) -> None:
    (edition / "tei" / "more").mkdir()
    (edition / "tei" / "more" / "mektup.xml").write_bytes((edition / "tei" / "mektup.xml").read_bytes())
    config = edition / "edition.toml"
    config.write_text(config.read_text("utf-8").replace('"tei/*.xml"', '"tei/*.xml", "tei/more/*.xml"'), "utf-8")
    done = matbaa("build", cwd=edition)
    assert done.code == 2
    assert "MBI006" in done.err


def test_an_output_folder_that_is_a_file(matbaa: Matbaa, edition: Path) -> None:
    (edition / "build").write_text("a file", "utf-8")
    done = matbaa("build", cwd=edition)
    assert done.code == 2
    assert "MBI005" in done.err
    assert (edition / "build").read_text("utf-8") == "a file"


@pytest.mark.parametrize("output", ["tei", "tei/source", "."])
def test_an_output_folder_that_holds_inputs_is_refused(matbaa: Matbaa, edition: Path, output: str) -> None:
    before = _tree(edition)
    done = matbaa("build", "-o", output, cwd=edition)
    assert done.code == 2
    assert "MBI007" in done.err
    assert _tree(edition) == before


def test_a_commit_that_fails_midway_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "a").write_text("old", "utf-8")
    (tmp_path / "b" / "x").write_text("old", "utf-8")
    replace, moved = Path.replace, []

    def refuse_b(self: Path, target: Path) -> Path:
        moved.append(self)
        if len(moved) == 4:
            raise PermissionError(13, os.strerror(13))
        return replace(self, target)

    with Staging(tmp_path) as stage:
        stage.write("a", b"new")
        stage.write("b/x", b"new")
        stage.write("c", b"new")
        before = {name: data for name, data in _tree(tmp_path).items() if not name.startswith(".matbaa")}
        monkeypatch.setattr(Path, "replace", refuse_b)
        with pytest.raises(PermissionError):
            stage.commit()
    assert _tree(tmp_path) == before


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.txt"
    write_whole(target, b"old")

    def refuse(*_arguments: object) -> Path:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(CannotRun, match="No space left"):
        write_whole(target, b"new")
    assert _tree(tmp_path) == {"a.txt": b"old"}


def test_nothing_is_left_of_an_output_folder_that_was_never_filled(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), Staging(tmp_path / "a" / "b") as stage:
        stage.write("x/y", b"z")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_every_link_of_the_edition_leads_somewhere(matbaa: Matbaa, root: Path, tmp_path: Path) -> None:
    """The whole article: each internal link, with its fragment, from each page."""
    done = matbaa("build", "-o", tmp_path / "out", "--project", root)
    assert done.code == 0, done.err
    pages = {file.resolve(): file.read_text("utf-8") for file in (tmp_path / "out").rglob("*.html")}
    ids = {file: set(re.findall(r'\sid="([^"]*)"', page)) for file, page in pages.items()}
    assert len(pages) >= 8
    links = 0
    for file, page in pages.items():
        for link in re.findall(r'\shref="([^"]*)"', page):
            if re.match(r"[a-z]+:", link):
                continue
            path, _, fragment = link.partition("#")
            target = (file.parent / path).resolve() if path else file
            assert target.is_file(), f"{file.name}: {link}"
            if fragment:
                assert fragment in ids[target], f"{file.name}: {link}"
            links += 1
    assert links > 2000
