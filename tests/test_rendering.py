"""What @rend, @style, @rendition and tagsDecl come to on the page: classes of a closed list, and nothing else."""

from __future__ import annotations

import re
from html import escape, unescape
from pathlib import Path

import pytest

from matbaa.document import parse
from matbaa.transform import built_in, transform

ROOT = Path(__file__).parent.parent
STYLES = {
    "font-style: italic": "italic",
    "font-style:oblique;font-weight:700": "bold italic",
    "FONT-WEIGHT: 400": "regular",
    "font-variant-caps: all-small-caps": "smallcaps",
    "text-decoration: underline line-through": "strike underline",
    "text-align:justify": "justify",
    "font-size: 140%": "size-130 size-150",
    "font-size: 24px": "size-150",
    "font-size: x-large": "size-150",
    "font-size: 1e9em": "",
    "font-size: 999999em": "size-300",
    "letter-spacing: 0.1em": "spaced",
    "margin-left: 40px": "left-3",
    "padding-left: 999em": "left-10",
    "margin-top: 2em; margin-bottom: 9em": "above-2 below-4",
    "text-indent: -1em": "hanging",
    "color: #c00": "ink-red",
    "color: rgb(0, 0, 200)": "ink-blue",
    "color: black": "",
    "color: #fff": "",
    "background: yellow": "ground-yellow",
    "border: 1px solid red": "boxed",
    "font: italic bold 12px/30px Georgia, serif": "bold italic",
    "font-family: 'Courier New', monospace": "typewriter",
    "font-weight: bold !important": "bold",
    "color: red /* font-weight: bold */": "ink-red",
    "bold": "bold",
    "kursiv gesperrt": "italic spaced",
    # what is no look, or might do harm
    "position: fixed; top: 0; z-index: 9": "",
    "display: none; visibility: hidden; opacity: 0": "",
    "float: right": "",
    "width: expression(alert(1))": "",
    "background: url(javascript:alert(1))": "",
    "background-image: url(https://example.org/x)": "",
    "color: red; background: url('data:text/html,x')": "ink-red",
    "@import 'https://example.org/x.css'": "",
    "behavior: url(x.htc); -moz-binding: url(x)": "",
    "} body { display: none": "",
    "font-style: \\69 talic": "",
    "color: </style><script>alert(1)</script>": "",
    '" onclick="alert(1)': "",
}


def page(body: str, declared: str = "") -> str:
    text = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>'
        "<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>"
        f"<encodingDesc><tagsDecl>{declared}</tagsDecl></encodingDesc></teiHeader><text><body>{body}</body></text></TEI>"
    )
    return transform(parse(text.encode(), "a.xml"), built_in("html")).data.decode()


def looks(html: str, mark: str) -> str:
    """The looks of the element that holds the words `mark`."""
    found = re.search(rf'<\w+[^>]*?class="([^"]*)"[^>]*>{re.escape(mark)}<', html)
    return " ".join(name[2:] for name in found[1].split() if name.startswith("r-")) if found else ""


def test_styles_come_to_the_nearest_looks() -> None:
    html = page("<p>" + "".join(f'<hi style="{escape(css)}">w{n}.</hi> ' for n, css in enumerate(STYLES)) + "</p>")
    for number, (css, expected) in enumerate(STYLES.items()):
        got = looks(html, f"w{number}.")
        assert got == expected or got in expected.split(), css
        assert css not in unescape(html.partition("<article")[2]) or css == "bold", css
    assert " style=" not in html
    assert "onclick" not in html


def test_every_look_has_a_rule_in_the_style_sheet() -> None:
    sheet = (ROOT / "xslt" / "assets" / "matbaa.css").read_text()
    source = "".join((ROOT / "xslt" / "lib" / name).read_text() for name in ("rendering.xsl", "styles.xsl"))
    words = {
        word
        for line in re.findall(r"': map \{(.*?)\}", source, re.DOTALL)
        for word in re.findall(r"': '([\w-]+)'", line)
    }
    assert len(words) > 20
    for word in words:
        assert f".r-{word} " in sheet or f".r-{word}{{" in sheet, word


@pytest.mark.parametrize(
    ("selector", "fits"),
    [
        ("hi", True),
        ("*", True),
        ("p hi", True),
        ("div > hi", False),
        ("div > p > hi", True),
        ("body hi, foreign", True),
        ("foreign, hi[rend=x]", True),
        ("hi[rend]", True),
        ("hi[rend='x'][n~=b]", True),
        ("hi[n=b]", False),
        ("hi[n^=a][n$=b]", True),
        ("hi[xml:lang|=de]", True),
        ("hi.x", True),
        (".y", False),
        ("hi:hover", False),
        ("hi::before", False),
        ("hi + hi", False),
        ("#a", False),
        ("hi[", False),
        ("", False),
        ("hi[n='\"]'] {", False),
        ("x y z " * 50 + "hi", False),
    ],
)
def test_selectors_of_renditions(selector: str, fits: bool) -> None:
    declared = f'<rendition scheme="css" selector="{escape(selector)}">font-weight: bold</rendition>'
    html = page('<div><p><hi rend="x" n="a b" xml:lang="de-AT">w</hi></p></div>', declared)
    assert (looks(html, "w") == "bold") is fits


def test_renditions_by_pointer_and_by_usage() -> None:
    declared = (
        '<rendition xml:id="r">color: red</rendition><rendition xml:id="s">font-style: italic</rendition>'
        '<rendition selector="hi" scope="first-letter">font-size: 3em</rendition>'
        '<namespace name="http://www.tei-c.org/ns/1.0"><tagUsage gi="hi" rendition="#s"/></namespace>'
    )
    html = page('<p><hi rendition="#r">one</hi><hi>two</hi><hi rendition="#none">three</hi></p>', declared)
    assert [looks(html, word) for word in ("one", "two", "three")] == ["ink-red", "italic", "italic"]
