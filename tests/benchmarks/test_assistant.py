"""How good the assistant is: texts that are tagged by hand are stripped of their tags, tagged again, and compared.

`docs/assistant/measuring.md` has the figures; `make bench` prints them anew.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import etree

from matbaa.compare import MENTIONS
from matbaa.compare.files import compare_all, paired
from matbaa.compare.model import Figures, total
from matbaa.compare.tell import as_text
from matbaa.document import TEI
from matbaa.main import run


def measured(texts: Path, again: Path) -> dict[str, Figures]:
    """The figures of the texts in `again` against those in `texts`, which are printed too."""
    comparisons = compare_all(paired([again], texts)[0], MENTIONS)
    print("\n" + as_text(comparisons))
    return total(comparisons)


def least(figures: dict[str, Figures], **wanted: float) -> None:
    for kind, f1 in wanted.items():
        assert (figures[kind].f1() or 0) >= f1, kind


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Path:
    """The edition without its text."""
    for name in ("edition.toml", "schema", "tei/authority", "tei/source"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (root / name).is_dir() else shutil.copy
        copy(root / name, tmp_path / name)
    return tmp_path


def test_a_draft_of_the_article(root: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the transcription: `matbaa encode`, then `matbaa tag --write`."""
    monkeypatch.chdir(project)
    (text,) = (root / "tei").glob("*.xml")
    draft = project / "tei" / text.name
    assert run(["encode", str(project / "tei" / "source" / f"{text.stem}.txt"), "-q", "-o", str(draft)]) == 0
    assert run(["tag", str(draft), "--write"]) == 0
    least(
        measured(text, draft),
        citations=0.97,
        dates=0.95,
        persons=0.95,
        places=0.97,
        orgs=0.9,
        events=0.95,
        documents=0.93,
    )


def test_a_draft_of_the_article_by_preferred_names_alone(
    root: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How much the other forms in the lists do: they are taken away."""
    monkeypatch.chdir(project)
    for path in (project / "tei" / "authority").glob("*.xml"):
        tree = etree.parse(path)
        for form in list(
            tree.iter(*(f"{{{TEI}}}{name}" for name in "persName placeName orgName eventName title".split()))
        ):
            if form.get("type") == "variant" and (parent := form.getparent()) is not None:
                parent.remove(form)
        tree.write(path, encoding="utf-8", xml_declaration=True)
    (text,) = (root / "tei").glob("*.xml")
    draft = project / "tei" / text.name
    assert run(["encode", str(project / "tei" / "source" / f"{text.stem}.txt"), "-q", "-o", str(draft)]) == 0
    assert run(["tag", str(draft), "--write"]) == 0
    least(measured(text, draft), citations=0.97, dates=0.95, persons=0.93, places=0.85)


def test_the_article_stripped(root: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The edition's own text, with its corrections and notes, which the editor has not tagged."""
    monkeypatch.chdir(project)
    (text,) = (root / "tei").glob("*.xml")
    bare = project / "tei" / text.name
    assert run(["transform", str(text), "--to", "untagged", "-o", str(bare)]) == 0
    assert run(["tag", str(bare), "--write"]) == 0
    least(
        measured(text, bare),
        citations=0.97,
        dates=0.85,
        persons=0.95,
        places=0.95,
        orgs=0.9,
        events=0.95,
        documents=0.93,
    )


def test_the_dates_and_places_of_a_diary(samples: Path, tmp_path: Path) -> None:
    """120 entries of Arthur Schnitzler's diary, in German, with the list of the places that they name."""
    assert run(["transform", str(samples / "diary"), "--to", "untagged", "-o", f"{tmp_path}/"]) == 0
    lists = str(samples / "diary-listplace.xml")
    assert run(["tag", str(tmp_path), "--authority", lists, "--only", "dates,places", "--write"]) == 0
    least(measured(samples / "diary", tmp_path), dates=0.9, places=0.75)
