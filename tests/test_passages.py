"""A document as passages of running text, and the way back into it."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matbaa.document import TEI, Document, TextNode, parse, read
from matbaa.encode.blocks import MENTION_TAGS
from matbaa.encode.model import Kind, Mark, Passage, Span
from matbaa.encode.passages import Reading, read_passages, without_tags
from matbaa.encode.source import Source
from matbaa.finding import CannotRun
from tests.random_tei import RandomText

PATH = Path("/edition/text.xml")
HOSTILE = Path(__file__).parent / "hostile"


def tei(body: str, before: str = "") -> Document:
    data = f'{before}<TEI xmlns="{TEI}"><teiHeader><title>Header</title></teiHeader><text>{body}</text></TEI>'
    return parse(data.encode(), "text.xml", PATH)


def passages(body: str, before: str = "") -> tuple[Passage, ...]:
    return read_passages(tei(body, before)).passages


def texts(body: str) -> list[str]:
    return [passage.text for passage in passages(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<body><p>  two\n   words\t</p><p> </p><p>more</p></body>", ["two words", "more"]),
        ("<body><head>I</head><lg><l>a</l><l>b <hi>c</hi></l></lg></body>", ["I", "a", "b c"]),
        ("<body><p>a<lb/>b<pb n='2'/> c <lb/> d</p></body>", ["a b c d"]),
        ("<body><p>Wör<lb break='no'/>ter, Wör-\n<lb break='no'/>\n ter</p></body>", ["Wörter, Wörter"]),
        ("<body><p>Wör-<lb/>\n  ter und Türk-<lb/>İngiliz und 1919-<lb/>1923</p></body>",
         ["Wörter und Türk-İngiliz und 1919-1923"]),
        ("<body><p>Wör¬<lb/>ter Wör\u00ad<pb/>ter Wör\u00adter a -<lb/>b</p></body>", ["Wörter Wörter Wörter a - b"]),
        ("<body><p>Wör-<fw>kustode</fw><pb/><fw>2</fw>ter</p></body>", ["Wörter"]),
        ("<body><p>I <choice><sic>wos</sic><corr>was</corr></choice> <choice><orig>heere</orig><reg>here</reg></choice>"
         " at <choice><abbr>St</abbr><expan>Saint</expan></choice> <choice><seg>A</seg><seg>B</seg></choice></p>"
         "</body>",
         ["I was here at Saint A"]),
        ("<body><p>a <app><lem>b</lem><rdg>c</rdg></app> <app><rdg>d</rdg><rdg>e</rdg></app> <sic>f</sic></p></body>",
         ["a b d f"]),
        ("<body><p>in <subst><del>Rom</del><add>Ulm</add></subst> <del>x</del> <index><term>y</term></index>z</p>"
         "</body>",
         ["in Ulm z"]),
        ("<body><p>Mustafa<note>not <q>here</q></note> Kemal</p></body>", ["Mustafa Kemal", "not here"]),
        ("<body><p>a<note>b<note>c</note>d</note>e</p></body>", ["ae", "bd", "c"]),
        ("<body><p>before <list><item>one</item><item>two</item></list> after</p></body>",
         ["before", "one", "two", "after"]),
        ("<body><p>said <quote>so <hi>it</hi></quote> is.</p><quote>Block</quote><cit><quote><p>In</p>"
         "</quote></cit></body>",
         ["said so it is.", "Block", "In"]),
        ("<body><p>as <quote><lg><l>verse</l></lg></quote> says</p></body>", ["as", "verse", "says"]),
        ("<body><table><row><cell>a</cell><cell>b</cell></row></table></body>", ["a", "b"]),
        ("<front><titlePage><docTitle><titlePart>T</titlePart></docTitle><byline>by <docAuthor>A</docAuthor></byline>"
         "</titlePage></front><body><opener><dateline>Rome</dateline><salute>Sir</salute></opener></body>",
         ["T", "by", "A", "Rome", "Sir"]),
        ("<body><sp><speaker>X</speaker><stage>off</stage><p>Yes <stage>(nods)</stage>, no</p></sp></body>",
         ["X", "off", "Yes , no", "(nods)"]),
        ("<body><listPerson><person><persName>A</persName></person></listPerson><p>b</p></body>"
         "<back><listBibl><bibl>c</bibl></listBibl></back>", ["b"]),
        ("<body><div><p>a</p></div><floatingText><body><p>b</p></body></floatingText></body>", ["a", "b"]),
        ("<body><p>u\u0308ber I\u0307zmir q\u0308x</p></body>", ["über İzmir q\u0308x"]),
        ("<body><p>a\u00a0b <!-- not this --><?nor this?>c &amp; <![CDATA[<d>]]></p></body>", ["a b c & <d>"]),
        ("<body>bare <p>p</p> words</body>", ["bare", "p", "words"]),
    ],
)  # fmt: skip
def test_what_a_reader_reads(body: str, expected: list[str]) -> None:
    assert texts(body) == expected


def test_blocks_and_languages() -> None:
    found = passages(
        '<front xml:lang="tr"><div xml:lang="en"><head>A</head></div><p>b<note xml:lang="de">c</note></p></front>'
        "<body><p>d</p></body>"
    )
    assert [(passage.block, passage.language) for passage in found] == [
        ("head", "en"), ("p", "tr"), ("note", "de"), ("p", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "closed"),
    [
        ("<body><p>Then <persName ref='#a'> Mustafa <hi>Kemal</hi></persName>’s</p></body>", [["Mustafa Kemal"]]),
        ("<body><p>a <bibl>Tak, <date>2005</date></bibl>; <ref>b</ref><formula>c</formula></p></body>",
         [["Tak, 2005", "b", "c"]]),
        ("<body><p>m <math xmlns='urn:m'>x</math> y</p></body>", [["x"]]),
        ("<body><div type='bibliography'><p>Tak 2005</p></div></body>", [["Tak 2005"]]),
        ("<body><sp who='#a'><speaker>A</speaker><p>b</p></sp><sp><speaker>C</speaker></sp></body>", [["A"], [], []]),
        ("<body><p><persName>A<note>b <date>1919</date></note> C</persName></p></body>", [["A C"], ["1919"]]),
        ("<body><p>a<note type='editorial'>b <hi>c</hi></note></p></body>", [[], ["b c"]]),
        ("<body><p>Wor-<lb/><persName>ter Ali</persName></p></body>", [["ter Ali"]]),
        ("<body><p><date/>x<name> </name></p></body>", [[]]),
        ("<body><p><ref>a <list><item>b</item></list> c</ref> d</p></body>", [["a"], [], ["c"]]),
    ],
)  # fmt: skip
def test_what_is_closed(body: str, closed: list[list[str]]) -> None:
    assert [[found.text[begin:end] for begin, end in found.closed] for found in passages(body)] == closed


def test_marks_and_where_they_lead() -> None:
    before = "<!DOCTYPE TEI [<!ENTITY u 'lists/'>]>"
    (passage,) = passages(
        '<body><p><persName ref="#a &u;p.xml#b http://x.org/y">A</persName> <date when="1919">1919</date> '
        '<rs type="place" ref="lists/q.xml">there</rs> <bibl><ref target="w.xml#tak">Tak</ref></bibl> '
        '<name>N</name> <ref type="bibl" target="#t">T</ref></p></body>',
        before,
    )
    person = (("ref", "#a lists/p.xml#b http://x.org/y"),)
    assert passage.marks == (
        Mark(Kind.PERSON, Span(0, 1), "persName", ((str(PATH), "a"), ("/edition/lists/p.xml", "b")), person),
        Mark(Kind.DATE, Span(2, 6), "date", (), (("when", "1919"),)),
        Mark(Kind.PLACE, Span(7, 12), "rs", (), (("type", "place"), ("ref", "lists/q.xml"))),
        Mark(Kind.CITATION, Span(13, 16), "bibl", (("/edition/w.xml", "tak"),)),
        Mark(Kind.CITATION, Span(19, 20), "ref", ((str(PATH), "t"),), (("type", "bibl"), ("target", "#t"))),
    )


def test_the_way_back() -> None:
    document = tei("<body>\n<p>Ali\n   geldi<lb/>eve <choice><sic>gti</sic><corr>gitti</corr></choice></p></body>")
    reading = read_passages(document)
    (text,) = (passage.text for passage in reading.passages)
    assert text == "Ali geldi eve gitti"
    assert (reading.first(0, 3), reading.last(0, 3)) == ((_text(reading, 0), 3), (_text(reading, 0), 6))
    assert reading.first(0, 4) == reading.last(0, 4) == (_text(reading, 0), 7)
    assert reading.first(0, 9) is None
    assert tuple(reading.place(0, 4)) == (3, 4)
    assert reading.place(0, 9) == reading.place(0, 8)
    found = reading.first(0, 14)
    assert found is not None
    assert (str(found[0]), found[1]) == ("gitti", 0)
    assert reading.first(0, len(text)) is None


def _text(reading: Reading, passage: int) -> TextNode:
    return TextNode(reading.blocks[passage], "text")


@settings(max_examples=50, deadline=None)
@given(st.randoms(use_true_random=False))
def test_every_character_has_its_place(random: Random) -> None:
    document = tei(RandomText(random).body())
    reading = read_passages(document)
    seen: set[tuple[TextNode, int]] = set()
    for number, passage in enumerate(reading.passages):
        assert passage.text == " ".join(passage.text.split())
        for offset, character in enumerate(passage.text):
            first, last = reading.first(number, offset), reading.last(number, offset)
            if first is None or last is None:
                assert character == " "
                continue
            assert first[0] == last[0]
            written = str(first[0])[first[1] : last[1] + 1]
            assert written == character or (character == " " and written.isspace())
            assert first not in seen
            seen.add(first)
        assert all(0 <= begin < end <= len(passage.text) for begin, end in passage.closed)
        assert all(a.end <= b.begin for a, b in zip(passage.closed, passage.closed[1:], strict=False))


@settings(max_examples=50, deadline=None)
@given(st.randoms(use_true_random=False))
def test_tags_taken_away_leave_the_text(random: Random) -> None:
    document = tei(RandomText(random).body())
    plain = without_tags(document)
    assert "".join(plain.root.itertext()) == "".join(document.root.itertext())
    left = [node for text in plain.root.iter(f"{{{TEI}}}text") for node in text.iter(*MENTION_TAGS)]
    lists = (f"{{{TEI}}}list", f"{{{TEI}}}castList")
    assert all(any(str(above.tag).startswith(lists) for above in node.iterancestors()) for node in left)


def test_tags_taken_away_leave_all_else_as_it_is() -> None:
    data = (
        '\ufeff<?xml version="1.0"?>\r\n<!DOCTYPE TEI [<!ENTITY mk "<persName>Kemal</persName>">]>\r\n'
        f"<TEI xmlns='{TEI}'><teiHeader><author><persName>A</persName></author></teiHeader>\r\n<text>"
        "<p a = 'b'>Then <persName ref='>'>Mustafa &mk;</persName><date when='1919'/> &#x131;<![CDATA[<x>]]></p>"
        "<listPerson><person><persName>B</persName></person></listPerson></text></TEI>\r\n"
    ).encode()
    document = parse(data, "text.xml", PATH)
    expected = data.replace(b"<persName ref='>'>", b"").replace(b"&mk;</persName><date when='1919'/>", b"&mk;")
    assert without_tags(document).data == expected


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "iso-8859-1", "cp1254", "utf-32"])
def test_tags_taken_away_in_other_encodings(encoding: str) -> None:
    name = {"utf-16-le": "utf-16"}.get(encoding, encoding)
    source = f'<?xml version="1.0" encoding="{name}"?><TEI xmlns="{TEI}"><text><p>ü{{}}</p></text></TEI>'
    document = parse(source.format("<name>ö</name>").encode(encoding), "text.xml", PATH)
    assert without_tags(document).data == source.format("ö").encode(encoding)


@pytest.mark.parametrize("path", sorted(HOSTILE.glob("*.xml")), ids=lambda path: path.name)
def test_hostile_files(path: Path) -> None:
    """Whatever can be read at all has passages, and its tags can be taken away, or it is told why not."""
    try:
        document = read(path)
    except CannotRun:
        return
    reading = read_passages(document)
    plain = without_tags(document)
    assert [passage.text for passage in read_passages(plain).passages] == [one.text for one in reading.passages]


@given(st.lists(st.sampled_from(["ü", "abc ", "\n", "\r\n", "&#x131;", "<hi>ö</hi>", "€" * 1500]), max_size=30))
def test_bytes_lines_and_columns(pieces: list[str]) -> None:
    """A source knows of each character the byte, and of each byte line and column, as the document does."""
    document = tei(f"<p>{''.join(pieces)}</p>")
    source = Source(document)
    for text in document.texts():
        content = str(text)
        for offset in {0, 1, 1023, 1024, 1025, len(content) // 2, len(content) - 1}:
            if not 0 <= offset < len(content):
                continue
            begin, end = source.before(text, offset), source.after(text, offset)
            assert begin is not None
            assert end is not None
            written = source.utf8[begin:end].decode()
            assert written == content[offset] or written in ("&#x131;", "\r\n")
            assert source.place(begin) == document.locate_text(text, offset)


def test_tags_of_the_machine_can_be_passed_over() -> None:
    document = tei(
        '<body><p><bibl resp="#m"><ref target="#t">Tak</ref>, <persName>Ali</persName></bibl> '
        '<orgName resp="#e #m"><placeName resp="#m">A</placeName> B</orgName> <date>1919</date></p></body>'
    )
    (passage,) = read_passages(document, unseen=["#m"]).passages
    assert [passage.text[begin:end] for begin, end in passage.closed] == ["Ali", "1919"]
    assert [mark.element for mark in passage.marks] == ["persName", "date"]
    (passage,) = read_passages(document).passages
    assert [passage.text[begin:end] for begin, end in passage.closed] == ["Tak, Ali", "A B", "1919"]


def test_what_others_made(samples: Path) -> None:
    for path in sorted(samples.glob("*/*.xml"))[::9]:
        document = read(path)
        reading = read_passages(document)
        assert reading.passages
        plain = read_passages(without_tags(document))
        assert [passage.text for passage in plain.passages] == [passage.text for passage in reading.passages]
