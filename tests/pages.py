"""What tests of pages share: the samples, the checks of a page's soundness, and the text that should be shown."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import html5lib
import pytest
from lxml import etree

from matbaa.document import TEI, XML, Document, parse, read

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
CASES = Path(__file__).parent / "cases"

_T = f"{{{TEI}}}"
# what HTML allows no blocks in, and the blocks
_PHRASING = frozenset("p h1 h2 h3 h4 h5 h6 span em i b sup sub cite code time pre rt rb small".split())
_BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 div section header footer nav article ul ol li dl dt dd table figure blockquote hr pre".split()
)
_PARENTS = {
    "li": {"ul", "ol"},
    "dt": {"dl"},
    "dd": {"dl"},
    "tr": {"tbody", "thead", "table"},
    "td": {"tr"},
    "th": {"tr"},
    "caption": {"table"},
    "figcaption": {"figure"},
}
_CHILDREN = {"ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd"}, "tr": {"td", "th"}}


def articles() -> list[Path]:
    """The edition's own texts."""
    return sorted((ROOT / "tei").glob("*.xml"))


def authorities() -> list[Path]:
    """The edition's own authority files."""
    return sorted((ROOT / "tei" / "authority").glob("*.xml"))


def samples() -> list[Path]:
    """TEI made by others; empty where there is none."""
    folder = Path(os.environ.get("MATBAA_SAMPLES") or ROOT.parent / "shared" / "samples")
    return sorted(folder.rglob("*.xml")) if folder.is_dir() else []


def required_samples() -> list[Path]:
    """The same; skips the test where there is none."""
    found = samples()
    if not found:
        pytest.skip("no sample texts: set MATBAA_SAMPLES to a folder of TEI files")
    return found


def tei(text: str, header: str = "", attributes: str = "") -> Document:
    """A small TEI document with `text` as the content of its text element."""
    source = (
        f'<TEI xmlns="{TEI}" {attributes}><teiHeader><fileDesc><titleStmt><title>A title</title></titleStmt>'
        "<publicationStmt><p/>"
        f"</publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>{header}</teiHeader><text>{text}</text></TEI>"
    )
    return parse(source.encode(), "small.xml")


@cache
def _source(path: Path) -> Document:
    return read(path)


def faults(page: str) -> list[str]:
    """What is wrong with a page: its syntax, ids and links, elements in wrong places, anything that could run."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=False)
    tree = parser.parse(page)
    found = [f"parse error {code} at {position}" for position, code, _data in parser.errors]
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    ids = [element.get("id") for element in elements if element.get("id") is not None]
    found += [f"id {name!r} occurs {ids.count(name)} times" for name in {name for name in ids if ids.count(name) > 1}]
    found += [f"bad id {name!r}" for name in ids if not name or re.search(r"\s", name)]
    known = set(ids)
    for element in elements:
        found += _misplaced(element)
        for name, value in element.attrib.items():
            if name.startswith("on") or name in {"style", "srcdoc", "formaction"}:
                found.append(f"attribute {name} on {_name(element)}")
            if name in {"href", "src"}:
                found += _bad_address(element, value, known)
        of_data = element.tag == "script" and element.get("type") == "application/ld+json"
        of_the_site = element.tag == "script" and element.get("src", ":").startswith("../assets/") and not element.text
        if element.tag in {"script", "iframe", "object", "embed", "base", "form", "svg"} and not (
            of_the_site or of_data
        ):
            found.append(f"element {_name(element)}")
    html = tree.getroot()
    if not html.get("lang"):
        found.append("the page names no language")
    if not (html.findtext("head/title") or "").strip():
        found.append("the page has no title")
    headings = [element.tag for element in elements if element.tag == "h1"]
    if len(headings) != 1:
        found.append(f"{len(headings)} h1 elements")
    return found


def _name(element: etree._Element) -> str:
    return str(element.tag)


def _misplaced(element: etree._Element) -> Iterator[str]:
    parent = element.getparent()
    above = _name(parent) if parent is not None else ""
    name = _name(element)
    if name in _BLOCKS and above in _PHRASING:
        yield f"{name} in {above} ({etree.tostring(element, encoding='unicode')[:80]})"
    if name in _PARENTS and above not in _PARENTS[name]:
        yield f"{name} in {above}"
    if above in _CHILDREN and name not in _CHILDREN[above]:
        yield f"{name} in {above}"
    inside = any(ancestor.tag == "a" for ancestor in element.iterancestors())
    if inside and (element.tag == "a" or element.get("tabindex")):
        yield f"{_name(element)} inside a link"
    if above in _CHILDREN and ((parent is not None and (parent.text or "").strip()) or (element.tail or "").strip()):
        yield f"text directly in {above}"


def _bad_address(element: etree._Element, value: str, ids: set[str]) -> Iterator[str]:
    if value.startswith("#"):
        if value[1:] not in ids:
            yield f"link to {value}, which is not on the page"
        return
    scheme = re.match(r"[a-z][a-z0-9+.-]*:", re.sub(r"[\s\x00-\x1f]", "", value), re.IGNORECASE)
    allowed = {None, "http:", "https:", "mailto:"} if element.tag == "a" else {None}
    if element.tag == "link":
        allowed = (
            {None, "data:", "http:", "https:"} if element.get("rel") in {"icon", "license", "canonical"} else {None}
        )
    if (scheme[0].lower() if scheme else None) not in allowed:
        yield f"{_name(element)} to {value}"
    if element.tag == "img" and re.match(r"[/\\]{2}", value):
        yield f"image from another host: {value}"


def squeeze(text: str) -> str:
    """`text` without any white space, so that only what can be read is compared."""
    return re.sub(r"\s+", "", text)


# classes of what a page says itself
_GENERATED = frozenset({"pb", "noteref", "says", "back"})


def parsed(page: str) -> etree._Element:
    """A page as a tree."""
    return etree.fromstring(page.encode(), etree.HTMLParser(encoding="utf-8"))


def page_text(page: str) -> tuple[str, list[str]]:
    """What a page shows of its text, squeezed, without the page's own words: the text, and each note at its foot."""
    article = next(parsed(page).iter("article"))
    notes = article.find("section[@id='page:notes']")
    shown = [] if notes is None else [squeeze("".join(_shown(note))) for note in notes.iterfind("ol/li")]
    return squeeze("".join(_shown(article))), shown


def _shown(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        classes = (child.get("class") or "").split()
        own = not _GENERATED.isdisjoint(classes) or classes == ["title-block"] or child.get("id") == "page:notes"
        if not own or (child.tag == "div" and "pb" not in classes):
            yield from _shown(child)
        yield child.tail or ""


# the exceptions: what a page, and a plain text, does not show of a text. docs/transform.md lists them too.
HIDDEN = frozenset(
    _T + name
    for name in (
        "fw index facsimile sourceDoc annotation listAnnotation link linkGrp join joinGrp alt altGrp span spanGrp "
        "interp interpGrp fs fvLib fLib certainty precision respons timeline substJoin "
        "listTranspose listChange xenoData"
    ).split()
)
_EDITED = tuple(_T + name for name in ("corr", "reg", "expan"))
_ORIGINAL = tuple(_T + name for name in ("sic", "orig", "abbr"))
_ENTRIES = frozenset("person personGrp place org object nym relation witness".split())
_NAMES = frozenset(_T + name for name in "persName placeName orgName eventName objectName name label".split())
_NOTE_PLACES = frozenset(
    _T + name
    for name in (
        "div div1 div2 div3 div4 div5 div6 div7 front body back text group noteGrp figure epigraph argument titlePage "
        "castList set person place org event listBibl standOff annotation"
    ).split()
)


def is_hoisted(note: etree._Element) -> bool:
    """Does a note leave its place for the foot of the page?"""
    parent = note.getparent()
    return note.tag == f"{_T}note" and parent is not None and parent.tag not in _NOTE_PLACES


def text_of(element: etree._Element, reading: str | None = None) -> str:
    """What an output should show of `element`, squeezed, without the hoisted notes inside it.

    Without `reading` that of a page; `corrected` or `original` that of plain text.
    """
    return squeeze("".join(_pieces(element, reading)))


def hoisted_notes(text: etree._Element) -> list[etree._Element]:
    """The notes of a text that stand at the foot of the page, in order."""
    return [
        note
        for note in text.iter(f"{_T}note")
        if is_hoisted(note) and not any(a.tag in HIDDEN for a in note.iterancestors())
    ]


def _pieces(element: etree._Element, reading: str | None) -> Iterator[str]:
    if element.tag == f"{_T}choice":
        edited = [child for child in element if child.tag in _EDITED]
        original = [child for child in element if child.tag in _ORIGINAL]
        if reading:
            chosen = [*original, *edited] if reading == "original" else [*edited, *original]
            for child in (chosen or list(element))[:1]:
                yield from _pieces(child, reading)
        else:
            for child in [*edited[:1], *original, *edited[1:]] or element:
                yield from _pieces(child, reading)
        return
    if element.tag == f"{_T}app" and reading:
        readings = [*element.iterfind(f"{_T}lem"), *element.iterfind(f"{_T}rdg"), *element.iterfind(f".//{_T}rdg")]
        for child in [*readings[:1], *(note for note in element.iterfind(f"{_T}note") if not is_hoisted(note))]:
            yield from _pieces(child, reading)
        return
    first = _name_of_entry(element) if reading is None else None
    if first is not None:
        yield from _pieces(first, reading)
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child is not first and not is_hoisted(child) and not _dropped(child, reading):
            yield from _pieces(child, reading)
        yield child.tail or ""


def _name_of_entry(element: etree._Element) -> etree._Element | None:
    """What stands at the head of an entry of a list: its preferred name, else its first."""
    name = etree.QName(element).localname
    parent = element.getparent()
    if name not in _ENTRIES and not (name == "event" and parent is not None and parent.tag == f"{_T}listEvent"):
        return None
    names = [child for child in element if child.tag in _NAMES]
    return next((child for child in names if child.get("type") == "preferred"), names[0] if names else None)


def _dropped(element: etree._Element, reading: str | None) -> bool:
    name = etree.QName(element).localname
    parent = element.getparent()
    if element.tag in HIDDEN:
        return True
    if name == "figDesc":  # the description of an image is its alt text
        return reading is not None or (parent is not None and parent.find(f"{_T}graphic") is not None)
    if reading is None:
        return name in {"graphic", "media"} or (name == "desc" and parent is not None and parent.tag == f"{_T}graphic")
    return (
        name in {"graphic", "media", "rt"}
        or (name == "del" and next(element.iterancestors(f"{_T}restore"), None) is None)
        or (name in {"supplied", "ex"} and reading == "original")
        or (name in {"surplus", "am"} and reading == "corrected")
    )


def xml_id(element: etree._Element) -> str | None:
    """The xml:id of an element."""
    return element.get(f"{{{XML}}}id")
