"""Names in running text: what is proposed, to the character, and what is left alone."""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matbaa.document import TEI, parse, read
from matbaa.encode.model import Candidate, Kind, Mark, Passage, Proposal, Span
from matbaa.encode.names import find
from matbaa.encode.passages import read_passages, without_tags
from matbaa.entries import Entry, Form
from matbaa.known import Known

CASES = sorted((Path(__file__).parent / "cases" / "encode-names").glob("*/text.*.txt"))


def tagged(text: str, proposals: list[Proposal]) -> str:
    """The text with the proposals as tags; the pointers are ids, alternatives stand after a stroke."""
    before: dict[int, str] = {}
    after: dict[int, str] = {}
    for one in proposals:
        kind = f' type="{dict(one.attributes)["type"]}"' if one.attributes else ""
        target = " ".join(f"#{key[1]}" for key in one.targets) + "".join(f"|#{key[1]}" for key in one.alternatives)
        opening = f'<{one.element}{kind} ref="{target}" cert="{one.cert}">'
        before[one.span.begin] = opening + before.get(one.span.begin, "")
        for part in one.parts:
            inner = "".join(f' {name}="{value}"' for name, value in part.attributes)
            pointer = f' ref="#{part.targets[0][1]}"' if part.targets else ""
            before[part.span.begin] = before.get(part.span.begin, "") + f"<{part.element}{inner}{pointer}>"
            after[part.span.end] = after.get(part.span.end, "") + f"</{part.element}>"
        after[one.span.end] = after.get(one.span.end, "") + f"</{one.element}>"
    letters = [*text, ""]
    return "".join(after.get(place, "") + before.get(place, "") + letter for place, letter in enumerate(letters))


def told(candidates: tuple[Candidate, ...]) -> str:
    """A line for each candidate: its kind, id, how sure, how often, its forms, and why."""
    return "".join(
        f"{one.kind} {one.id} {one.cert} {len(one.mentions)}: {' | '.join(one.forms)} ({one.reason})\n"
        for one in candidates
    )


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.suffixes[0][1:]}")
def test_cases(path: Path) -> None:
    known = Known.of(read(path.parent / "lists.xml"))
    lines = path.read_text("utf-8").splitlines()
    found = find([Passage(line, path.suffixes[0][1:]) for line in lines], known)
    text = "".join(
        tagged(line, [one for one in found.proposals if one.passage == number]) + "\n"
        for number, line in enumerate(lines)
    )
    for name, got in (("tagged", text), ("candidates", told(found.candidates))):
        expected = path.with_name(path.name.replace("text", name, 1))
        if os.environ.get("MATBAA_ACCEPT"):
            expected.write_text(got, "utf-8")
        assert got == expected.read_text("utf-8")


def lists(content: str) -> Known:
    return Known.of(parse(f'<TEI xmlns="{TEI}"><standOff>{content}</standOff></TEI>'.encode(), "l.xml", Path("/l.xml")))


KNOWN = lists(
    """<listPerson>
    <person xml:id="a"><persName><forename>Mustafa Kemal</forename> <surname>Atatürk</surname></persName>
      <persName>Mustafa Kemal Paşa</persName><note>Türkiye lideri</note></person>
    <person xml:id="b"><persName><forename>Anna</forename> <nameLink>von</nameLink> <surname>Berg</surname></persName>
      </person>
    <person xml:id="c"><persName>Washington</persName></person></listPerson>
    <listPlace><place xml:id="p"><placeName>Türkiye</placeName></place><place xml:id="q"><placeName>Ankara</placeName>
      </place><place xml:id="r"><placeName>Washington</placeName></place></listPlace>
    <listOrg><org xml:id="o"><orgName>Ankara hükümeti</orgName></org></listOrg>
    <listEvent><event xml:id="e"><eventName>Sivas Kongresi</eventName></event>
      <event xml:id="f"><eventName>Erzurum Kongresi</eventName></event></listEvent>
    <listBibl type="documents"><bibl xml:id="d"><title>Mîsâk-ı Millî</title></bibl></listBibl>"""
)
WORDS = st.sampled_from(
    """Mustafa Kemal Paşa Paşalara Atatürk Bey Anna von Berg Washington Türkiye Ankara hükümeti lideri Sivas Erzurum ve
    Kongresi kongreleri Mîsâk-ı Millî Misakımillî Sir General the in nach der 14 1922 (TBMM) ’nın 's . , ; ( ) “ ” - I.
    ABD é başkanı Konferansı Fevzi Sèvres Treaty of""".split()
)
TEXTS = st.lists(WORDS | st.text(max_size=4), max_size=16).map(" ".join) | st.text(max_size=60)
LANGUAGES = st.sampled_from(["tr", "en", "de", "fr", "it", "es", "", "el", "x-none"])


@given(st.lists(st.tuples(TEXTS, LANGUAGES), max_size=3), st.data())
@settings(max_examples=60)
def test_whatever_the_text_what_is_given_is_sound(texts: list[tuple[str, str]], data: st.DataObject) -> None:
    passages = []
    for text, language in texts:
        ends = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
        passages.append(Passage(text, language, closed=(Span(*ends),)))
    found = find(passages, KNOWN)
    reached: dict[int, int] = {}
    for one in found.proposals:
        passage = passages[one.passage]
        assert 0 <= one.span.begin < one.span.end <= len(passage.text)
        assert reached.get(one.passage, 0) <= one.span.begin
        reached[one.passage] = one.span.end
        assert not any(closed.begin < closed.end and closed.overlaps(one.span) for closed in passage.closed)
        assert one.reason
        assert all(target in KNOWN.entries for target in (*one.targets, *one.alternatives))
        assert all(one.span.holds(part.span) for part in one.parts)
        for part, following in zip(one.parts, one.parts[1:], strict=False):
            assert part.span.end <= following.span.begin
    names = [candidate.id for candidate in found.candidates]
    assert len(set(names)) == len(names)
    assert not set(names) & {key[1] for key in KNOWN.entries}
    for candidate in found.candidates:
        assert re.fullmatch("[a-z][a-z0-9-]*", candidate.id)
        for number, span in candidate.mentions:
            assert not any(one.passage == number and one.span.overlaps(span) for one in found.proposals)
            assert not any(closed.begin < closed.end and closed.overlaps(span) for closed in passages[number].closed)


def test_what_is_tagged_already_is_context_and_is_left_alone() -> None:
    text = "Mustafa Kemal Paşa geldi. Nitekim Paşa sustu."
    mark = Mark(Kind.PERSON, Span(0, 18), "persName", (("/l.xml", "a"),))
    found = find([Passage(text, "tr", closed=(Span(0, 18),), marks=(mark,))], KNOWN)
    assert [(text[slice(*one.span)], one.element, one.targets) for one in found.proposals] == [
        ("Paşa", "rs", (("/l.xml", "a"),))
    ]


def test_two_of_one_name_are_left_to_the_editor_unless_the_text_tells() -> None:
    known = lists(
        """<listPerson><person xml:id="a"><persName><forename>Felix</forename> <surname>Salten</surname></persName>
        </person><person xml:id="b"><persName><forename>Otti</forename> <surname>Salten</surname></persName></person>
        </listPerson>"""
    )
    text = "Salten ging, und Salten kam."
    one = find([Passage(text, "de")], known).proposals[0]
    assert (one.cert, {*one.targets, *one.alternatives}) == ("low", {("/l.xml", "a"), ("/l.xml", "b")})
    assert one.alternatives
    told = find([Passage(text, "de"), Passage("Felix Salten las.", "de")], known).proposals[0]
    assert (told.cert, told.targets, told.alternatives) == ("medium", (("/l.xml", "a"),), ())


def test_the_language_is_guessed_where_no_passage_tells_it() -> None:
    texts = [
        "He was in Washington when they met, and it was not the first time that he had been there.",
        "Mr Berg left.",
    ]
    found = find([Passage(text) for text in texts], KNOWN)
    assert [one.targets[0][1] for one in found.proposals] == ["r", "b"]


LONG = 3_000


@pytest.mark.parametrize(
    "text",
    [
        "A " * LONG, "Ankara ve " * LONG, "(" * LONG, "(Ankara " * LONG, "A" * 300 * LONG, "Sir " * LONG,
        "Ankara, " * LONG, "Ankara’" * LONG, "A." * LONG, "Ankara-" * LONG,
        "Ankara de de de " * LONG, "Ankara Konferansı " * LONG,
        "Mustafa Kemal " * LONG, " ".join(f"Xy{number} Ab{number}" for number in range(LONG)), "\ud800 Ankara",
    ],
    ids=range(15),
)  # fmt: skip
def test_hostile_text_costs_no_more_than_other_text(text: str) -> None:
    began = time.process_time()
    find([Passage(text, "tr")], KNOWN)
    assert time.process_time() - began < 10


def test_a_large_list_and_a_long_text() -> None:
    entries = {
        ("/l.xml", f"p{number}"): Entry(
            "person", (Form(f"Name{number} Sur{number}", "", "", f"Sur{number}", f"Name{number}"),)
        )
        for number in range(5_000)
    }
    known = Known(entries=entries)
    text = " ".join(f"and then Name{number} Sur{number} said a word or two," for number in range(0, 5_000, 10))
    began = time.process_time()
    found = find([Passage(text, "en")] * 3, known)
    assert len(found.proposals) == 1_500
    assert time.process_time() - began < 20


def test_the_article_is_found_again(root: Path) -> None:
    """Nearly every name that the editor tagged, and hardly any other."""
    known = Known.merged(Known.of(read(path)) for path in sorted((root / "tei" / "authority").glob("*.xml")))
    document = read(root / "tei" / "celik-milli-bagimsizlik.xml")
    bare = without_tags(document)
    reading = read_passages(bare, known)
    found = find(reading.passages, known)
    made = Counter(str(one.kind) for one in found.proposals if one.cert != "low")
    assert made["person"] > 250
    assert made["place"] > 280
    assert made["event"] > 130
    assert len(found.candidates) < 20
