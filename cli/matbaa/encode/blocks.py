"""Which elements of a text are read as one, which are read apart, which are not read, and which are tagged already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matbaa.document import TEI
from matbaa.encode.model import Kind

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["CLOSED", "MENTION_TAGS", "is_apart", "is_block", "is_closed_block", "is_unread", "mark_kind"]

_T = f"{{{TEI}}}"


def _tags(names: str) -> frozenset[str]:
    return frozenset(_T + name for name in names.split())


# hold blocks, and no text of their own
_CONTAINERS = _tags(
    "text group front body back div div1 div2 div3 div4 div5 div6 div7 titlePage docTitle lg list table row sp "
    "argument epigraph figure floatingText postscript opener closer address"
)
_ALWAYS = _tags(
    "text group front body back div div1 div2 div3 div4 div5 div6 div7 titlePage docTitle titlePart byline docAuthor "
    "docEdition docImprint imprimatur argument epigraph opener closer postscript salute signed dateline trailer "
    "p ab head l lg list item table row cell sp speaker u"
)
# in running text part of it, elsewhere a block
_SOMETIMES = _tags("quote q said cit label desc address addrLine stage figDesc figure floatingText note noteGrp")
_HOLDS_BLOCKS = _tags("p ab l lg list table sp div")
# inside running text they interrupt it, and it goes on behind them as if they were not there
_APART = _tags("note noteGrp figure floatingText stage figDesc")
_LISTS = _tags(
    "listBibl listPerson listPlace listOrg listEvent listObject listNym listWit listApp listRelation castList "
    "standOff spanGrp linkGrp joinGrp altGrp interpGrp annotationBlock"
)
_UNREAD = _LISTS | _tags(
    "fw del surplus index rt witDetail metamark certainty precision respons interp span link join alt am "
    "teiHeader facsimile sourceDoc"
)
_ALTERNATIVES = _tags("sic orig abbr")
_NAMES = {
    "persName": Kind.PERSON, "placeName": Kind.PLACE, "geogName": Kind.PLACE, "settlement": Kind.PLACE,
    "region": Kind.PLACE, "country": Kind.PLACE, "district": Kind.PLACE, "bloc": Kind.PLACE, "orgName": Kind.ORG,
    "eventName": Kind.EVENT, "objectName": Kind.DOCUMENT, "date": Kind.DATE, "docDate": Kind.DATE, "time": Kind.DATE,
    "bibl": Kind.CITATION, "biblStruct": Kind.CITATION, "biblFull": Kind.CITATION,
}  # fmt: skip
_TYPES = {
    "person": Kind.PERSON, "pers": Kind.PERSON, "place": Kind.PLACE, "geo": Kind.PLACE, "org": Kind.ORG,
    "organisation": Kind.ORG, "organization": Kind.ORG, "event": Kind.EVENT, "document": Kind.DOCUMENT,
    "work": Kind.DOCUMENT, "bibl": Kind.DOCUMENT, "date": Kind.DATE,
}  # fmt: skip
_CITING = frozenset({"bibl", "bibr", "biblio", "bib", "citation"})
# what is tagged, and what is no running text
CLOSED = (
    frozenset(_T + name for name in _NAMES)
    | _tags("name rs ref ptr title author editor publisher pubPlace imprint surname forename addName "
            "genName nameLink formula code gi att val tag ident eg idno email biblScope citedRange geo")
)  # fmt: skip
# the tags that an assistant could have set
MENTION_TAGS = frozenset(_T + name for name in _NAMES) | _tags("name rs ref citedRange")
_IMPRINT = _tags("docImprint docEdition")
_BIBLIOGRAPHIES = frozenset({"bibliography", "references", "bibliographie", "literature", "works-cited"})


def is_block(node: etree._Element, within: str) -> bool:
    """True of an element whose text is a passage of its own; `within` is the tag of the block that it stands in."""
    if node.tag in _ALWAYS:
        return True
    if node.tag not in _SOMETIMES:
        return False
    return within in _CONTAINERS or any(child.tag in _HOLDS_BLOCKS for child in node)


def is_apart(node: etree._Element) -> bool:
    """True of a block that leaves nothing behind in the text around it."""
    return node.tag in _APART


def is_unread(node: etree._Element) -> bool:
    """True of what a reader does not read in the text, and of lists: furniture of a page, what is deleted, the
    source's side of a choice, other readings.
    """
    parent = node.getparent()
    if node.tag in _UNREAD:
        return True
    if parent is None:
        return False
    if parent.tag == f"{_T}choice":
        return _chosen(parent) is not node
    if parent.tag == f"{_T}app":
        return next(parent.iterchildren(f"{_T}lem", f"{_T}rdg"), None) is not node
    return False


def _chosen(choice: etree._Element) -> etree._Element | None:
    """The editor's reading: the first child that is not the source's."""
    children = [child for child in choice if isinstance(child.tag, str)]
    mine = (child for child in children if child.tag not in _ALTERNATIVES)
    return next(mine, children[0] if children else None)


def is_closed_block(node: etree._Element) -> bool:
    """True of a block in which nothing may be proposed: a bibliography, an editor's note, the imprint of a title page,
    the speaker of a speech that says who he is.
    """
    if node.tag in _IMPRINT:
        return True
    if node.tag == f"{_T}note":
        return node.get("type") == "editorial"
    if node.tag == f"{_T}div":
        return node.get("type", "").lower() in _BIBLIOGRAPHIES
    parent = node.getparent()
    return node.tag == f"{_T}speaker" and parent is not None and "who" in parent.attrib


def mark_kind(node: etree._Element) -> Kind | None:
    """What a tag says that its words are; nothing of a tag that is no mention."""
    local = str(node.tag).removeprefix(_T)
    if kind := _NAMES.get(local):
        return kind
    type_ = node.get("type", "").lower()
    if local in ("name", "rs"):
        return _TYPES.get(type_)
    if local == "ref" and type_ in _CITING:
        return Kind.CITATION
    if local == "title" and "ref" in node.attrib:
        return Kind.DOCUMENT
    return None
