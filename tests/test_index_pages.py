"""The pages of lists and of entries: what they say, where they lead, and that they are sound HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from matbaa.document import parse
from matbaa.resources import resource
from matbaa.saxon import saxon
from tests.pages import faults, parsed

if TYPE_CHECKING:
    from lxml import etree

NAMESPACE = 'xmlns="urn:matbaa:index"'
PARAMETERS = {
    "css": "../assets/matbaa.css ../assets/index.css",
    "home": "../index.html",
    "kinds": "persons places dates timeline map",
    "title": "Edition",
    "root": "../",
    "language": "tr",
}


def page(stylesheet: str, source: str, **parameters: str) -> str:
    document = parse(source.encode(), "source.xml")
    html = saxon().stylesheet(resource(f"xslt/{stylesheet}.xsl")).run(document, {**PARAMETERS, **parameters})
    # scripts of our own, by address; none in the page
    assert [fault for fault in faults(html) if fault != "element script"] == []
    assert not re.search(r"<style|<script(?! src)", html)
    return html


def rows(*entries: str, kind: str = "persons") -> str:
    return f'<index {NAMESPACE} kind="{kind}" language="tr">{"".join(entries)}</index>'


def row(identity: str, name: str, letter: str = "A", attributes: str = 'mentions="2" texts="1"', more: str = "") -> str:
    return (
        f'<entry id="{identity}" letter="{letter}" href="persons/{identity}.html" {attributes}>'
        f"<name>{name}</name><label>{name}</label>{more}</entry>"
    )


def text(node: etree._Element | None) -> str:
    assert node is not None
    return " ".join("".join(node.itertext()).split())


def test_a_row_leads_to_its_entry() -> None:
    more = '<variant>Ali Bey</variant><note lang="en">A man.</note><note lang="tr">Bir adam.</note>'
    html = parsed(page("index", rows(row("ali", "Ali", more=more), row("can", "Can", "C", 'mentions="12000"'))))
    first, second = html.xpath("//ul[@class='rows']/li")
    assert (first.get("id"), first.get("data-count")) == ("ali", "2")
    assert first.xpath("string(a/@href)") == "persons/ali.html"
    assert text(first) == "Ali 2 Ali Bey — Bir adam."
    assert first.xpath("string(.//*[@lang]/@lang)") == "tr"
    assert first.xpath("string(span[@class='count']/@title)") == "2 geçiş · 1 metin"
    assert text(second) == "Can 12\u202f000".replace("\u202f", " ")
    assert text(html.find(".//{*}p[@class='subtitle']")) == "2 madde · 12 002 geçiş"
    assert html.xpath("//section/h2/text()") == ["A", "C"]
    assert html.xpath("//p[@class='downloads']/a/@href") == ["persons.json", "persons.csv"]
    assert html.xpath("//nav[@class='letters']/a/@href") == ["#letter:A", "#letter:C"]


def test_the_bar_leads_to_every_index_and_chart() -> None:
    html = parsed(page("index", rows(row("ali", "Ali"))))
    bar = "//header[@class='bar']//a"
    assert html.xpath(f"{bar}/@href") == [
        "../index.html", "persons.html", "places.html", "dates.html", "timeline.html", "map.html",
    ]  # fmt: skip
    assert html.xpath(f"string({bar}[@aria-current='page'])") == "Kişiler"
    entry = parsed(page("entry", entry_source(), indexes="../", root="../../"))
    assert entry.xpath(f"{bar}/@href")[1:3] == ["../persons.html", "../places.html"]
    assert entry.xpath(f"string({bar}[@aria-current='true'])") == "Kişiler"


def test_a_long_list_can_be_filtered_and_a_short_one_needs_it_not() -> None:
    short = parsed(page("index", rows(row("ali", "Ali"))))
    assert short.xpath("//*[@data-filter]") == []
    long = parsed(page("index", rows(*(row(f"p{number}", f"Ali {number}") for number in range(8)))))
    (box,) = long.xpath("//*[@data-filter]")
    assert box.get("hidden") is not None
    assert long.xpath("//script/@src") == ["../assets/settings.js", "../assets/filter.js"]
    assert box.xpath(".//button/@data-sort") == ["name", "count"]
    assert long.xpath(f"//*[@id='{box.get('data-filter')}']//li[@data-count]")


def _date(day: str) -> str:
    return row(f"d-{day}", f"Tag {day}", day[:4], f'mentions="1" date="{day}"')


def test_a_year_with_many_dates_is_a_calendar() -> None:
    few = [_date(f"1919-05-{day:02}") for day in range(1, 10)]
    many = [_date("1920"), *(_date(f"1920-{month:02}-{day:02}") for month in (3, 1) for day in range(1, 29))]
    html = parsed(page("index", rows(*few, *many, kind="dates")))
    rows_of, calendar = html.xpath("//section[@class='letter']")
    assert len(rows_of.xpath("ul[@class='rows']/li")) == 9
    assert rows_of.xpath(".//ul[@class='days']") == []
    assert calendar.xpath("ul[@class='rows']/li/@id") == ["d-1920"]
    assert calendar.xpath("div/h3/text()") == ["Ocak", "Mart"]
    day = calendar.xpath(".//ul[@class='days']/li")[1]
    assert (text(day), day.get("id")) == ("2", "d-1920-01-02")
    assert day.xpath("string(a/@aria-label)") == "Tag 1920-01-02"


def test_many_years_stand_in_decades() -> None:
    html = parsed(page("index", rows(*(_date(str(year)) for year in range(1888, 1920)), kind="dates")))
    decades = html.xpath("//nav[@class='letters']/span")
    assert [text(decade) for decade in decades][:2] == ["1888’89", "1890’91’92’93’94’95’96’97’98’99"]
    assert html.xpath("count(//nav[@class='letters']//a)") == 32


def entry_source(mentions: str = "", more: str = "", attributes: str = 'kind="persons"') -> str:
    return (
        f'<entry {NAMESPACE} id="ali" language="tr" {attributes}><name>Kaya, Ali</name><label>Ali Kaya</label>'
        f"{more}{mentions}</entry>"
    )


def mention(document: str, number: int, words: str = "x") -> str:
    address = f"../../html/{document}.html#m.{number}"
    return (
        f'<mention document="{document}" title="Text {document}" page="{number}" href="{address}">'
        f"<before>{words} </before><form>Ali</form><after>’nin</after></mention>"
    )


def test_an_entry_says_what_is_known_and_leads_on() -> None:
    more = (
        '<variant>Ali Bey</variant><fact name="birth">1880</fact><fact name="weight">70</fact>'
        '<identifier type="gnd" url="https://d-nb.info/gnd/1">1</identifier>'
        '<identifier type="x" url="javascript:alert(1)">2</identifier><note lang="tr">Bir adam.</note>'
        '<related kind="places" id="izmir" label="İzmir" href="../places/izmir.html" count="3"/>'
        '<related kind="persons" id="can" label="Can" href="../persons/can.html" count="1"/>'
        '<related kind="persons" id="cem" label="Cem" href="../persons/cem.html" count="2"/>'
    )
    html = parsed(page("entry", entry_source(mention("a", 7), more), indexes="../", root="../../"))
    assert html.xpath("string(//title)") == "Ali Kaya · Edition"
    assert html.xpath("string(//h1)") == "Ali Kaya"
    assert html.xpath("string(//p[@class='above']/a/@href)") == "../persons.html#ali"
    facts = html.xpath("//dl[@class='facts']/*")
    assert [text(fact) for fact in facts] == [
        "Diğer adları", "Ali Bey", "Doğumu", "1880", "weight", "70", "Tanımlayıcılar", "GND 1", "x 2",
    ]  # fmt: skip
    assert html.xpath("//dl[@class='facts']//a/@href") == ["https://d-nb.info/gnd/1"]
    related = html.xpath("//section[@class='related']//*[self::dt or self::li]")
    assert [text(one) for one in related] == ["Kişiler", "Cem 2", "Can 1", "Yerler", "İzmir 3"]
    (item,) = html.xpath("//ol[@class='mentions']/li")
    assert text(item) == "s. 7 … x Ali’nin …"
    assert set(item.xpath("a/@href | span/a/@href")) == {"../../html/a.html#m.7"}


def test_what_is_mentioned_with_many_unfolds() -> None:
    many = "".join(
        f'<related kind="persons" id="p{number}" label="P{number}" href="p{number}.html" count="{number}"/>'
        for number in range(1, 21)
    )
    html = parsed(page("entry", entry_source(more=many), indexes="../"))
    shown = html.xpath("//section[@class='related']//dd/ul/li/a/text()")
    assert shown == [f"P{number}" for number in range(20, 8, -1)]
    assert text(html.find(".//{*}section[@class='related']//{*}summary")) == "daha fazla (8)"
    assert "Metinlerde adıyla geçmiyor" in text(html.find(".//{*}main"))


@pytest.mark.parametrize(
    ("texts", "each", "folds", "opened", "filtered"),
    [(1, 3, 0, 0, False), (1, 30, 1, 1, True), (4, 5, 4, 4, False), (3, 40, 3, 1, True), (120, 1, 3, 1, True)],
)
def test_long_lists_of_mentions_are_folded(texts: int, each: int, folds: int, opened: int, filtered: bool) -> None:
    all_of_them = "".join(mention(f"t{number:03}", one) for number in range(texts) for one in range(each))
    html = parsed(page("entry", entry_source(all_of_them), indexes="../"))
    assert len(html.xpath("//ol[@class='mentions']/li")) == texts * each
    assert len(html.xpath("//section[@class='passages']//details")) == folds
    assert len(html.xpath("//section[@class='passages']//details[@open]")) == opened
    assert bool(html.xpath("//*[@data-filter]")) == filtered


def test_hostile_words_stay_words() -> None:
    nasty = "&lt;script&gt;alert(1)&lt;/script&gt;\" onclick='x"
    for html in (
        page("index", rows(row("a", nasty, more=f"<variant>{nasty}</variant><note>{nasty}</note>"))),
        page("entry", entry_source(mention("a", 1, nasty), f'<fact name="birth">{nasty}</fact>'), indexes="../"),
    ):
        assert parsed(html).xpath("//*[@onclick]") == []
        assert "<script>" not in html


def home(*texts: str, more: str = "") -> etree._Element:
    source = f'<edition {NAMESPACE} title="Edition" language="tr">{"".join(texts)}{more}</edition>'
    return parsed(page("home", source, root="", home="index.html", indexes="index/"))


def a_text(number: int, more: str = "") -> str:
    return (
        f'<text name="t{number}" html="html/t{number}.html" plain="text/t{number}.txt" tei="tei/t{number}.xml">'
        f'<file form="bib" href="cite/t{number}.bib"/><title lang="tr">Metin {number}</title>'
        f"<author>Ali</author>{more}</text>"
    )


DOORS = '<index kind="persons" entries="12000"/><index kind="dates" entries="3"/><chart kind="map"/>'


def test_an_edition_of_one_text_is_introduced_by_it() -> None:
    summaries = '<title lang="en">Text</title><summary lang="en">About.</summary><summary lang="tr">Hakkında.</summary>'
    html = home(a_text(1, summaries), more=DOORS)
    assert text(html.find(".//{*}h1")) == "Metin 1"
    assert html.xpath("//p[@class='summary']/text()") == ["Hakkında."]
    assert html.xpath("//p[@class='go']/a/@href") == ["html/t1.html", "text/t1.txt", "tei/t1.xml"]
    assert html.xpath("//ul[@class='doors']//a/@href") == ["index/persons.html", "index/dates.html", "index/map.html"]
    assert text(html.find(".//{*}ul[@class='doors']/{*}li")) == "Kişiler 12 000"
    assert html.xpath("//section[@aria-labelledby='page:cite']//a/@href") == ["cite/t1.bib"]
    assert html.xpath("string(//header[@class='bar']//a[@aria-current]/@href)") == "index.html"


def test_an_edition_of_several_texts_lists_them() -> None:
    html = home(a_text(1), a_text(2))
    assert text(html.find(".//{*}h1")) == "Edition"
    assert [text(item) for item in html.xpath("//ul[@class='texts']/li")] == ["AliMetin 1", "AliMetin 2"]
    assert html.xpath("//*[@data-filter] | //details[@class='fold']") == []


def test_a_library_is_folded_and_can_be_searched() -> None:
    html = home(*map(a_text, range(250)))
    folds = html.xpath("//details[@class='fold']")
    assert [len(fold.xpath(".//li")) for fold in folds] == [100, 100, 50]
    assert text(folds[0].find("{*}summary")) == "Metin 0 – Metin 99"
    assert html.xpath("//*[@data-filter]")
    assert "assets/filter.js" in html.xpath("//script/@src")


def test_the_summary_of_a_text_is_the_beginning_of_its_abstract() -> None:
    from matbaa.index.gathered import survey

    sentence = "A sentence of some length about this and that. "
    source = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="tr"><teiHeader/><text><front>'
        f'<div type="abstract"><head>Abstract</head><p>{sentence * 30}</p><p>x</p></div>'
        '<div type="abstract" xml:lang="en"><p>Short.</p></div></front><body><p/></body></text></TEI>'
    )
    summaries = [head for head in survey(parse(source.encode(), "t.xml")).heads if head.kind == "summary"]
    assert [summary.language for summary in summaries] == ["tr", "en"]
    assert summaries[1].words == "Short."
    assert len(summaries[0].words) <= 520
    assert summaries[0].words.endswith("that.")
