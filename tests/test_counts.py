"""What a site says of a text and what the TEI has, counted by other means than its own."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

from lxml import etree, html

from tests.conftest import ROOT, Matbaa

T = {"t": "http://www.tei-c.org/ns/1.0"}
KINDS = ("persons", "places", "orgs", "events", "documents", "works")
# elements that may point at an entry: outside of citations, of lists and of what is read in the header
NAMES = "persName placeName orgName geogName settlement country region district name rs eventName objectName title"


def _pointers(file: Path) -> Counter[str]:
    """How often the text points at each id, in the texts' own elements."""
    counted: Counter[str] = Counter()
    root = etree.parse(file)
    inside = "ancestor::t:text and not(ancestor::t:bibl) and not(ancestor::t:listBibl)"
    for name in NAMES.split():
        for node in root.iterfind(f".//{{{T['t']}}}{name}"):
            if node.xpath(inside, namespaces=T):
                tokens = {token for attribute in ("ref", "key") for token in node.get(attribute, "").split()}
                counted.update({token.rpartition("#")[2] for token in tokens})
    for node in root.xpath("//t:text//t:bibl[not(ancestor::t:listBibl)]", namespaces=T):
        counted.update({ref.rpartition("#")[2] for ref in node.xpath(".//t:ref/@target", namespaces=T)})
    return counted


def _compare(site: Path, texts: list[Path], lists: list[Path]) -> int:
    """Holds lists, pages of entries and pages of texts against the TEI; gives how many mentions there are."""
    known = {str(name) for file in lists for name in etree.parse(file).xpath("//@xml:id")}
    wanted = sum((_pointers(file) for file in texts), Counter[str]())
    listed = [kind for kind in KINDS if (site / "index" / f"{kind}.json").is_file()]
    total = 0
    for kind in listed:
        data = json.loads((site / "index" / f"{kind}.json").read_text("utf-8"))[kind]["entries"]
        rows = html.parse(site / "index" / f"{kind}.html").getroot()
        for entry in data:
            if entry["id"] not in known:
                continue  # what no list has stands under an id of its own
            number = len(entry["mentions"])
            assert number == wanted[entry["id"]], (kind, entry["id"])
            (row,) = rows.xpath("//*[@id = $id]", id=entry["id"])
            page = row.xpath(".//a/@href")[0]
            there = html.parse(site / "index" / page).getroot()
            assert len(there.xpath("//a[contains(@href, '/html/')][contains(@href, '#')]")) >= number
            for mention in entry["mentions"]:
                assert (site / "index" / mention["href"].partition("#")[0]).is_file()
            total += number
    for file in texts:
        text = html.parse(site / "html" / f"{file.stem}.html").getroot()
        links = Counter(
            str(link).rpartition("/")[2].removesuffix(".html")
            for link in text.xpath("//article//a[@id]/@href | //article//*[@id]//a[not(@id)]/@href")
            if "../index/" in link
        )
        for name, number in _pointers(file).items():
            if name in known:
                assert links[name] >= number, (file.name, name)
    return total


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.xml"))


def test_the_counts_of_this_edition_are_those_of_its_tei(site: Path) -> None:
    assert _compare(site, [ROOT / "tei" / "celik-milli-bagimsizlik.xml"], _files(ROOT / "tei" / "authority")) > 700


def test_the_counts_of_a_diary_are_those_of_its_tei(matbaa: Matbaa, samples: Path, tmp_path: Path) -> None:
    shutil.copytree(samples / "diary", tmp_path / "tei")
    shutil.copy(samples / "diary-listplace.xml", tmp_path / "places.xml")
    (tmp_path / "edition.toml").write_text(
        '[edition]\ntitle = "Tagebuch"\nlanguage = "de"\ntexts = ["tei/*.xml"]\nauthorities = ["places.xml"]\n'
        "[site]\nsearch = false\n",
        "utf-8",
    )
    done = matbaa("build", cwd=tmp_path)
    assert done.code == 0, done.err
    assert _compare(tmp_path / "build", _files(tmp_path / "tei"), [tmp_path / "places.xml"]) > 100
