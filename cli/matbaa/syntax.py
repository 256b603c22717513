"""What is wrong with data that is not well-formed XML, or that reaches out of itself, in a scholar's words."""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING
from xml.parsers import expat

from matbaa.finding import Finding, Severity
from matbaa.limits import DEEPEST

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["refused_entity", "syntax_finding"]

# expat's number for entities that make much of little
_AMPLIFIED = 43
_ENTITY_HINT = "put the characters themselves in the text, or declare the entity with its text inside the file"


def _hint(entity: str | None) -> str:
    """What to do about an entity; those that HTML knows have a character."""
    character = html5.get(f"{entity};", "")
    codes = "".join(f"&#{ord(sign)};" for sign in character)
    return f'write "{codes}" (or the character itself) for "&{entity};"' if character else _ENTITY_HINT


def refused_entity(data: bytes, name: str) -> Finding | None:
    """The finding for an entity whose text would lie outside the document, or is declared nowhere."""
    refused: list[Finding] = []
    subset: list[str | None] = []
    parser = expat.ParserCreate()
    # entities for declarations are read if they are declared inside
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)

    def doctype(_name: str, system: str | None, _public: str | None, _internal: bool) -> None:
        subset.append(system)

    def refuse(entity: str | None, address: str | None) -> None:
        what = f'the entity "{entity}"' if entity else "an entity for declarations"
        where = f' ("{address}")' if address else ""
        refused.append(
            Finding("MBW003", Severity.ERROR, f"{what} lies outside the document{where}: it is not read",
                    name, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1,
                    _hint(entity))
        )  # fmt: skip

    def external(context: str | None, _base: str | None, system: str | None, _public: str | None) -> int:
        if subset and system == subset[0] and context is None:
            subset.clear()  # the DTD: it is left unread, and what it would declare is undeclared
            return 1
        refuse((context or "").split("\f")[0] or None, system)
        return 0

    def skipped(entity: str, is_parameter: bool) -> None:
        if not is_parameter:
            refuse(entity, None)

    parser.StartDoctypeDeclHandler = doctype
    parser.ExternalEntityRefHandler = external
    parser.SkippedEntityHandler = skipped
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:  # lxml says what is wrong, in better words
        if error.code == _AMPLIFIED and not refused:
            return _bomb(name, error.lineno, error.offset + 1)
    except (ValueError, LookupError):
        pass
    return refused[0] if refused else None


def _bomb(name: str, line: int | None, column: int | None) -> Finding:
    what = "its entities grow beyond measure when resolved (an entity bomb)"
    return Finding("MBW003", Severity.ERROR, what, name, line, column, "remove the entity declarations")


# libxml2's words -> ours, and what to do; groups of the pattern fill both
_COMPLETE = "is the file complete, with one root element around everything?"
_ENCODING = "save the file as UTF-8, or name its true encoding in the XML declaration"
_MISMATCH = "<{0}>, opened in line {1}, is closed by </{2}>"
_AMPERSAND = 'an "&" begins no entity'
_SYNTAX: tuple[tuple[str, str, str | None], ...] = (
    (
        r"Opening and ending tag mismatch: (\S+) line (\d+) and (\S+)",
        _MISMATCH,
        "close <{0}> before </{2}>, or look for a missing tag between the two lines",
    ),
    (r"Couldn't find end of Start Tag (\S+)", 'the tag <{0} … has no ">"', "an attribute without quotes does this too"),
    (r"Premature end of data in tag (\S+) line (\d+)", "<{0}>, opened in line {1}, is never closed", _COMPLETE),
    (r"Extra content at the end", "something stands after the end of the root element", _COMPLETE),
    (r"Attribute (\S+) redefined", "the attribute {0} stands twice on one element", None),
    (r"Specification mandates value for attribute (\S+)", "the attribute {0} has no value", 'write {0}="…"'),
    (r"AttValue: \" or ' expected", "the value of an attribute does not stand in quotes", None),
    (
        r"Unescaped '<' not allowed",
        'a "<" stands in the value of an attribute',
        "write &lt;, or look for a missing quote",
    ),
    (
        r"StartTag: invalid element name",
        'a "<" stands before something that is no name',
        "in a text it is written &lt;",
    ),
    (
        r"Namespace prefix (\S+) (?:for \S+ )?on (\S+) is not defined",
        'the prefix "{0}:" of <{1}> is not declared',
        None,
    ),
    (
        r"EntityRef: expecting ';'|xmlParseEntityRef",
        _AMPERSAND,
        "an ampersand in the text is written &amp;",
    ),
    (r"Invalid bytes in character encoding", "there are bytes that its encoding does not have", _ENCODING),
    (r"Unsupported encoding: (\S+)", "its encoding {0} is not known", _ENCODING),
    (
        r"xmlParseCharRef: ",
        "a reference such as &#1; stands for no character of XML",
        "write the character itself",
    ),
    (r"Failed to parse QName '([^']*)'", 'the name "{0}" has more than one colon', None),
    (r"Sequence '\]\]>' not allowed", '"]]>" stands in the text', "write ]]&gt;"),
    (r"Start tag expected", "there is no element", _COMPLETE),
    (r"Comment not terminated|Double hyphen within comment", 'a comment does not end, or has "--" in it', None),
    (r"Unsupported version '([^']*)'", "it says that it is XML {0}, and there is none but 1.0", 'write version="1.0"'),
    (
        r"XML declaration allowed only at the start",
        "its XML declaration does not stand at the very start",
        "delete what stands before it, also white space",
    ),
    (r"xml namespace prefix mapped to wrong URI", 'the prefix "xml:" is declared as something else', "delete that"),
    (
        r"attributes construct error",
        "the attributes of a tag cannot be told apart",
        "look for a missing quote or blank",
    ),
    (
        r"(?:invalid Char value|Invalid character: Char) (\w+)",
        "character {0} is not allowed in XML",
        "delete it; most editors do not show it",
    ),
)


def too_deep(limit: int, name: str, line: int | None, column: int | None = None) -> Finding:
    """The finding of elements in elements beyond the limit."""
    message = f"is not read: its elements stand more than {limit} deep in one another"
    hint = "look for elements that are opened again and again where they should be closed"
    if limit < DEEPEST:
        hint += f"; or raise the limit, to {DEEPEST} at most: --max-depth, or depth in [limits] of edition.toml"
    return Finding("MBW008", Severity.ERROR, message, name, line, column, hint)


def syntax_finding(error: etree.XMLSyntaxError, data: bytes, name: str) -> Finding:
    """The parser's complaint in words that tell a scholar what to do."""
    line, column = (number or None for number in error.position)
    said = re.sub(r", line \d+, column \d+.*$", "", error.msg or "unknown fault")

    def finding(code: str, message: str, hint: str | None) -> Finding:
        return Finding(code, Severity.ERROR, message, name, line, column, hint)

    if "amplification" in said or "entity reference loop" in said:
        return _bomb(name, line, column)
    if found := re.match(r"Entity '([^']+)' not defined", said):
        return finding("MBW003", f'the entity "{found[1]}" is not declared in the file', _hint(found[1]))
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"<", b"\xff", b"\xfe", b"\0"):
        line, column = 1, 1
        hint = "Matbaa reads TEI-XML; plain text and office documents must be encoded first"
        return finding("MBW001", "is not XML: it does not begin with a tag", hint)
    if found := re.search(r"Excessive depth in document: (\d+)", said):
        return too_deep(int(found[1]), name, line, column)
    if "XML_PARSE_HUGE" in said:
        what = "is not read: a text or a value in it has more than ten million characters"
        hint = "split it, or raise the limit: --max-size 513 on the command line, megabytes in [limits] of edition.toml"
        return finding("MBW008", what, hint)
    for pattern, message, advice in _SYNTAX:
        if found := re.search(pattern, said):
            if line and column:
                column = _begin(data, line, column, message, found) or column
            if message == _MISMATCH and found[1].casefold() == found[3].casefold():
                advice = "write </{0}>: an end tag is spelt as its start tag"
            told = message.format(*found.groups())
            todo = advice.format(*found.groups()) if advice else None
            return finding("MBW001", f"is not well-formed XML: {told}", todo)
    return finding("MBW001", f"is not well-formed XML: {said}", None)


def _begin(data: bytes, line: int, column: int, message: str, found: re.Match[str]) -> int | None:
    """The column at which what is at fault begins, where libxml2 tells the one behind it."""
    if message == _MISMATCH:
        culprit = rf"</{re.escape(found[3])}\s*>"
    elif message == _AMPERSAND:
        culprit = "&"
    else:
        return None
    lines = re.split(rb"\r\n|\n|\r", data)
    if line > len(lines):
        return None
    text = lines[line - 1].removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    places = [place.span() for place in re.finditer(culprit, text)]
    # in some lines libxml2 counts bytes
    before = [begin for begin, end in places if end < column] or [begin for begin, _ in places]
    return before[-1] + 1 if before else None
