"""Entries for what no list has, in the form of authority files."""

from __future__ import annotations

import subprocess
from importlib.metadata import version
from pathlib import Path

import pytest

from matbaa.document import TEI, Document, parse, read
from matbaa.encode import pipeline
from matbaa.encode.candidates import gathered, new_list, with_entries
from matbaa.encode.conventions import Conventions
from matbaa.encode.model import KINDS, Candidate, Found, Kind, Part, Proposal, Span
from matbaa.encode.passages import read_passages
from matbaa.encode.settle import settle
from matbaa.encode.source import Source
from matbaa.encode.tagging import tag
from matbaa.encode.work import Wanted, drafted
from matbaa.known import Known, Named
from tests.conftest import Matbaa

ONCE = ((0, Span(0, 3)),)
CANDIDATES = (
    Candidate(Kind.CITATION, "tak2005", ("Tak, 2005", "Tak (2005)"), mentions=ONCE * 2, authors=("Tak",), year="2005a"),
    Candidate(Kind.CITATION, "law", ("Law & Order",), "medium", mentions=ONCE, title="Law & Order", volume="II"),
    Candidate(Kind.CITATION, "tdk", ("TDK",), authors=("Türk Dil Kurumu",), year="[1921]"),
    Candidate(Kind.PERSON, "1st", ("Ali Paşa", "Ali"), mentions=ONCE),
    Candidate(Kind.PLACE, "x", ("X",), attributes=(("type", "settlement"),)),
    Candidate(Kind.ORG, "x", ("X",)),
    Candidate(Kind.EVENT, "e", ("E",)),
    Candidate(Kind.DOCUMENT, "d", ("D",)),
)


def test_a_new_list(jing: str, reference: Path, matbaa: Matbaa, tmp_path: Path) -> None:
    """It is valid here and by the grammar of all TEI, and what is read of it is what was put in."""
    path = tmp_path / "candidates.xml"
    document, ids = with_entries(new_list(path), CANDIDATES, taken={"tak2005"})
    path.write_bytes(document.data)
    golden = Path(__file__).parent / "cases" / "candidates.xml"
    expected = golden.read_text("utf-8").replace('version="0.1.0"', f'version="{version("matbaa")}"')
    assert document.data.decode() == expected
    assert ids["tak2005"] == "tak2005-2"
    assert matbaa("validate", "--schema", "matbaa", path, "--ignore", "MBA").code == 0
    done = subprocess.run([jing, reference / "tei_all.rng", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    known = Known.of(read(path))
    works = {key[1]: (work.authors, work.titles, work.years, work.volumes) for key, work in known.works.items()}
    assert works["tak2005-2"] == (("Tak",), (), ("2005", "2005a"), ())
    assert works["law"] == ((), ("Law & Order",), (), ("II",))
    assert {person.names for person in known.persons.values()} == {("Ali Paşa", "Ali")}
    assert {(key[1], named) for key, named in known.named.items()} == {
        ("x", Named("place", ("X",))), ("x-2", Named("org", ("X",))),
    }  # fmt: skip


def test_entries_are_added_to_lists_that_are_there() -> None:
    data = (
        f'<?xml version="1.0"?>\r\n<TEI xmlns="{TEI}">\r\n\t<teiHeader>\r\n\t\t<fileDesc/>\r\n\t</teiHeader>\r\n'
        '\t<standOff>\r\n\t\t<listPerson><person xml:id="law"><persName>B</persName></person></listPerson>\r\n'
        "\t\t<listBibl>\r\n\t\t\t<bibl xml:id='a'>A</bibl>\r\n\t\t</listBibl>\r\n\t</standOff>\r\n</TEI>"
    ).encode()
    document = parse(data, "list.xml", Path("/x/list.xml"))
    after, ids = with_entries(document, [CANDIDATES[1], CANDIDATES[3], CANDIDATES[5]])
    assert ids == {"law": "law-2", "1st": "e-1st", "x": "x"}
    text = after.data.decode()
    assert (
        '<bibl xml:id=\'a\'>A</bibl>\r\n\t\t\t<bibl xml:id="law-2" cert="medium" resp="#matbaa">\r\n'
        "\t\t\t\t<title>Law &amp; Order</title>\r\n"
    ) in text
    assert '<persName>B</persName></person><person xml:id="e-1st"' in text
    assert "</listBibl>\r\n\t\t<listOrg>\r\n\t\t\t<org " in text
    assert with_entries(document, []) == (document, {})


def test_one_work_of_several_texts_is_one_entry() -> None:
    one, other, third = CANDIDATES[0], CANDIDATES[1], Candidate(Kind.CITATION, "tak2005", ("Tak",), authors=("Takaş",))
    found, ids = gathered([[one], [one, other], [third]])
    assert [candidate.id for candidate in found] == ["tak2005", "law", "tak2005-2"]
    assert len(found[0].mentions) == 4
    assert ids == ({"tak2005": "tak2005"}, {"tak2005": "tak2005", "law": "law"}, {"tak2005": "tak2005-2"})


def _draft(header: str, more: str = "") -> Document:
    text = f'<TEI xmlns="{TEI}">{header}<text><p>(Tak, 2005)</p>{more}</text></TEI>'
    return parse(text.encode(), "d.xml", Path("/d.xml"))


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        (CANDIDATES[:1], '<p>(<bibl cert="high" resp="#matbaa"><ref target="#tak2005">Tak, 2005</ref></bibl>)</p>'),
        ((), '<p>(<bibl cert="high" resp="#matbaa">Tak, 2005</bibl>)</p>'),
    ],
)
def test_a_draft_holds_the_works_that_it_cites(candidates: tuple[Candidate, ...], expected: str) -> None:
    document = _draft("<teiHeader><fileDesc/></teiHeader>")
    source, reading = Source(document), read_passages(document)
    ref = Part(Span(1, 10), "ref", targets=("tak2005",), pointer="target")
    settled = settle([Proposal(Kind.CITATION, 0, Span(1, 10), "bibl", parts=(ref,))], reading, source)
    done = tag(document, source, settled.placed, Conventions(reading), candidates=candidates)
    text = done.data.decode()
    assert expected in text
    assert ('</teiHeader><standOff><listBibl type="cited"><bibl xml:id="tak2005"' in text) == bool(candidates)


def test_what_encode_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft gets the tags that need no choice, and entries for the works that these point at, and no others."""

    def find(*_: object) -> Found:
        ref = Part(Span(1, 10), "ref", targets=("tak2005",), pointer="target")
        unclear = Proposal(Kind.PERSON, 1, Span(0, 3), "persName", alternatives=(("/a", "1"), ("/a", "2")))
        return Found((Proposal(Kind.CITATION, 0, Span(1, 10), "bibl", parts=(ref,)), unclear), CANDIDATES)

    monkeypatch.setattr(pipeline, "RECOGNISERS", ("found",))
    monkeypatch.setattr(pipeline, "_recogniser", lambda _name: find)
    document = _draft("<teiHeader><fileDesc/></teiHeader>", "<p>Ali</p>")
    done, work = drafted(document, Wanted(KINDS))
    text = done.data.decode()
    assert '<ref target="#tak2005">Tak, 2005</ref>' in text
    assert text.count("<bibl xml:id=") == 1
    assert "<p>Ali</p>" in text
    assert len(work.proposed.candidates) == len(CANDIDATES)
    done, _ = drafted(document, Wanted((Kind.DATE,)))
    assert done == document
