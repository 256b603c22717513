"""Text where TEI has no place for any: it is shown, and told."""

from __future__ import annotations

import re

import pytest

from matbaa.document import parse
from matbaa.transform import built_in, transform

HOLDERS = {
    "list": "<list>{}<item>x</item>{}</list>",
    "list with labels": '<list type="gloss">{}<label>l</label>{}<item>x</item></list>',
    "table": "<table>{}<row><cell>c</cell></row>{}</table>",
    "row": "<table><row>{}<cell>c</cell>{}</row></table>",
    "figure": "<figure>{}<head>h</head>{}</figure>",
    "castList": "<castList>{}<castItem>c</castItem>{}</castList>",
    "listBibl": "<listBibl>{}<bibl>b</bibl>{}</listBibl>",
    "app": "<p>a<app>{}<lem>l</lem>{}<rdg>r</rdg></app>b</p>",
    "choice": "<p>a<choice>{}<sic>s</sic>{}<corr>c</corr></choice>b</p>",
    "graphic": '<figure><graphic url="x.png">{}{}</graphic></figure>',
    "lb": "<p>a<lb>{}{}</lb>b</p>",
    "pb": "<p>a<pb>{}{}</pb>b</p>",
    "milestone": '<p>a<milestone unit="x">{}{}</milestone>b</p>',
    "lg": "<lg>{}<l>l</l>{}</lg>",
    "sp": "<sp>{}<speaker>s</speaker>{}<p>p</p></sp>",
    "div": "<div>{}<p>x</p>{}</div>",
    "opener": "<opener>{}<salute>s</salute>{}</opener>",
    "spGrp": "<spGrp>{}<sp><p>x</p></sp>{}</spGrp>",
    "cit": "<cit>{}<quote>q</quote>{}<bibl>b</bibl></cit>",
    "entry": "<entry>{}<form>{}<orth>o</orth></form></entry>",
}
MESSAGES = frozenset(
    ("list", "table", "figure", "app", "choice", "graphic", "lb", "pb", "milestone", "castList", "listBibl")
)


@pytest.mark.parametrize("kind", ["html", "text"])
def test_stray_text_is_shown_and_told(kind: str) -> None:
    target = built_in(kind)
    for name, holder in HOLDERS.items():
        text = (
            '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>'
            "<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
            f"<text><body>{holder.format('straystone', 'straytwo')}</body></text></TEI>"
        )
        made = transform(parse(text.encode(), "a.xml"), target)
        shown = re.sub("<[^>]*>", "", made.data.decode())
        assert shown.count("straystone") == 1, name
        assert shown.count("straytwo") == 1, name
        if kind == "html" and name in MESSAGES:
            assert [finding.code for finding in made.findings if "holds text of its own" in finding.message] == [
                "MBT004"
            ], name
