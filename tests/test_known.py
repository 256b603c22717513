"""What lists say: read from documents, joined, written and read again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matbaa.dates.values import Span
from matbaa.document import TEI, Document, parse
from matbaa.entries import Entry, Form
from matbaa.known import Known, Named, Person, Work

PATH = Path("/edition/lists.xml")


def lists(content: str) -> Document:
    return parse(f'<TEI xmlns="{TEI}"><standOff>{content}</standOff></TEI>'.encode(), "lists.xml", PATH)


def test_persons_have_names_and_times() -> None:
    known = Known.of(
        lists(
            """<listPerson><person xml:id="a">
            <persName><surname>Briand</surname>, <forename>Aristide</forename></persName><persName>Briand</persName>
            <birth when="1862-03-28"/><death notBefore="1932-03" notAfter="1932-04">1932</death></person>
            <person xml:id="b"><persName>Ali</persName><birth>1881</birth><death cert="low" when="1900"/></person>
            <person><persName>without an id</persName></person></listPerson>"""
        )
    )
    assert known.persons == {
        ("/edition/lists.xml", "a"): Person(
            ("Aristide Briand", "Briand, Aristide", "Briand"),
            Span(18620328, 18620328),
            Span(19320301, 19320431),
        ),
        ("/edition/lists.xml", "b"): Person(("Ali",), Span(18810101, 18811231), None),
    }


def test_places_inside_places_and_organisations() -> None:
    known = Known.of(
        lists(
            """<listPlace><place xml:id="tr"><country>Türkiye</country>
            <place xml:id="ankara"><placeName>Ankara</placeName>
            <placeName>Engürü</placeName></place></place></listPlace>
            <listOrg><org xml:id="tbmm"><orgName>TBMM</orgName></org></listOrg>"""
        )
    )
    assert {key[1]: entry for key, entry in known.named.items()} == {
        "tr": Named("place", ("Türkiye",)),
        "ankara": Named("place", ("Ankara", "Engürü")),
        "tbmm": Named("org", ("TBMM",)),
    }


@pytest.mark.parametrize(
    ("entry", "work"),
    [
        ("Tak, 2005", Work((), (), (), ("2005",), text="Tak, 2005")),
        (
            "<author><surname>Tak</surname></author> <date>2005a</date> <title>Başlık</title>",
            Work(("Tak",), (), ("Başlık",), ("2005a",)),
        ),
        (
            '<author>Le Goff</author><biblScope unit="page">401-8</biblScope><biblScope unit="volume">II</biblScope>',
            Work(("Le Goff",), (), (), (), (401, 408), ("II",)),
        ),
        (
            '<biblScope unit="page" from="3" to="9">pp. 3 ff.</biblScope>',
            Work((), (), (), (), (3, 9), text="pp. 3 ff."),
        ),
        ('<biblScope unit="page">3–9, 12–14</biblScope>', Work((), (), (), (), text="3–9, 12–14")),
        (f'<author>A</author><biblScope unit="page" from="1" to="{"9" * 5000}"/>', Work(("A",), (), (), ())),
        ('<biblScope unit="page">xi–xx</biblScope>', Work((), (), (), (), text="xi–xx")),
        ('<editor>Ünal</editor><date from="1919" to="1922"/>', Work((), ("Ünal",), (), ("1919", "1922"))),
    ],
)
def test_works(entry: str, work: Work) -> None:
    known = Known.of(lists(f'<listBibl><bibl xml:id="w">{entry}</bibl></listBibl>'))
    assert known.works == {("/edition/lists.xml", "w"): work}


def test_names_in_full_of_all_kinds() -> None:
    known = Known.of(
        lists(
            """<listPerson><person xml:id="h"><persName type="preferred"><roleName>Freiherr</roleName>
            <forename>Hugo</forename> <nameLink>von</nameLink> <surname>Hofmannsthal</surname></persName>
            <occupation>Dichter</occupation><note>Lebte in Rodaun.</note></person></listPerson>
            <listEvent><event xml:id="e"><eventName xml:lang="en">First World War</eventName></event></listEvent>
            <listBibl type="documents"><bibl xml:id="d"><title type="preferred">Nutuk</title></bibl></listBibl>
            <listBibl type="cited"><bibl xml:id="w"><title>Tarih</title></bibl></listBibl>
            <listOrg><org xml:id="o" type="party"><orgName>Taşnak</orgName></org></listOrg>"""
        )
    )
    assert {key[1]: entry for key, entry in known.entries.items()} == {
        "h": Entry(
            "person",
            (Form("Freiherr Hugo von Hofmannsthal", "", "preferred", "von Hofmannsthal", "Hugo", "Freiherr"),),
            "",
            "Dichter Lebte in Rodaun.",
        ),
        "e": Entry("event", (Form("First World War", "en"),)),
        "d": Entry("document", (Form("Nutuk", "", "preferred"),)),
        "o": Entry("org", (Form("Taşnak"),), "party"),
    }
    assert {key[1] for key in known.works} == {"d", "w"}
    assert not known.named.keys() & {(PATH.as_posix(), "e")}


def test_a_citation_in_running_text_is_no_work() -> None:
    assert not Known.of(lists('<note><bibl xml:id="w">Tak, 2005</bibl></note>'))


TEXTS = st.text(max_size=5)
NAMES = st.lists(TEXTS, max_size=3).map(tuple)
SPANS = st.none() | st.builds(Span, st.none() | st.integers(), st.none() | st.integers())
KEYS = st.tuples(TEXTS, TEXTS)
KNOWN = st.builds(
    Known,
    st.dictionaries(KEYS, st.builds(Person, NAMES, SPANS, SPANS), max_size=3),
    st.dictionaries(KEYS, st.builds(Named, st.sampled_from(["place", "org"]), NAMES), max_size=3),
    st.dictionaries(
        KEYS,
        st.builds(Work, NAMES, NAMES, NAMES, NAMES, st.none() | st.tuples(st.integers(), st.integers()), NAMES, TEXTS),
        max_size=3,
    ),
    st.dictionaries(
        KEYS,
        st.builds(
            Entry,
            st.sampled_from(["person", "place", "org", "event", "document"]),
            st.lists(st.builds(Form, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS), max_size=2).map(tuple),
            TEXTS,
            TEXTS,
        ),
        max_size=3,
    ),
)


@given(KNOWN)
def test_what_is_written_is_read_again(known: Known) -> None:
    again = Known.from_json(json.loads(json.dumps(known.to_json())))
    assert (again.persons, again.named, again.works) == (known.persons, known.named, known.works)
    assert again.entries == known.entries
    assert again.digest == known.digest


def test_the_digest_tells_what_is_new_and_parts_are_joined() -> None:
    one, other = (
        Known.of(lists(f'<listOrg><org xml:id="{name}"><orgName>A</orgName></org></listOrg>')) for name in "ab"
    )
    both = Known.merged([one, other])
    assert len({one.digest, other.digest, both.digest, Known().digest}) == 4
    assert {key[1] for key in both.named} == {"a", "b"}


def test_names_and_works_that_are_shared() -> None:
    known = Known.of(
        lists(
            """<listPlace><place xml:id="p"><placeName>Roma</placeName><placeName>Roma Antica</placeName></place>
            <place xml:id="q"><placeName>Roma</placeName></place></listPlace>
            <listBibl><bibl xml:id="a"><author>Tak</author> <date>2005a</date></bibl>
            <bibl xml:id="b"><author>Tak</author> <date>2005b</date></bibl>
            <bibl xml:id="c"><author>Tak</author> <date>2006</date></bibl></listBibl>"""
        )
    )
    path = PATH.as_posix()
    other = Known(named={("/other.xml", "r"): Named("place", ("Roma",))})
    both = Known.merged([known, other])
    assert known.called("Roma") == ((path, "p"), (path, "q"))
    assert both.called("Roma") == ((path, "p"), (path, "q"), ("/other.xml", "r"))
    assert both.called("Roma Antica") == ((path, "p"),)
    assert both.called("Antica") == ()
    assert set(both.beginning({"Roma", "Antica"})) == {"Roma", "Roma Antica"}
    assert [key[1] for key, _ in both.of_year("2005")] == ["a", "b"]
    assert Known.merged([both, Known()]).called("Roma") == both.called("Roma")
