"""Files whose bytes are not in the encoding that they name: which byte, where, and what it would be elsewhere."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from matbaa.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matbaa.document import Document

__all__ = ["check", "encoding_fault"]

_DECLARED = re.compile(rb"<\?xml[^>]*?\sencoding\s*=\s*[\"']([A-Za-z][\w.:-]*)[\"']")
_EBCDIC = b"\x4c\x6f\xa7\x94"
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_LIKELY = {
    "windows-1252": "Western European",
    "windows-1254": "Turkish",
    "windows-1250": "Central European",
    "windows-1251": "Cyrillic",
    "koi8-r": "Russian",
    "shift-jis": "Japanese",
    "gb18030": "Chinese",
}
# what Python calls encodings, and no file is in
_NONE = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"})
# how many bytes around a bad one are shown, at most, and how many readings of them
_AROUND, _READINGS = 24, 4
_SAVE = "save the file as UTF-8, or name its true encoding in the XML declaration"
_MANY_BYTES = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def encoding_fault(data: bytes, name: str) -> Finding | None:
    """MBW006 for data that a parser has refused, if it is for their encoding."""
    if data.startswith(_EBCDIC):
        hint = "convert it to UTF-8 first, such as with iconv -f IBM037 -t UTF-8"
        return Finding("MBW006", Severity.ERROR, "is written in EBCDIC, the encoding of mainframes", name, 1, 1, hint)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"<", b"\xff", b"\xfe", b"\0"):
        return None  # no XML at all
    encoding, said = _encoding(data)
    if encoding.startswith(("utf-16", "utf-32")):
        if said and b"\0" not in data[:200]:
            message = f"says that it is {said}, but is written in an encoding of single bytes"
            return Finding("MBW006", Severity.ERROR, message, name, 1, 1, _SAVE)
    elif (at := data.find(b"\0")) >= 0:
        message = "holds a NUL (a byte 0x00), which no text has"
        hint = "delete it; a file with many of them is no text, is damaged, or is UTF-16 without a mark at its start"
        return Finding("MBW006", Severity.ERROR, message, name, *_place(data, at, encoding), hint)
    try:
        data.decode(encoding)
    except LookupError:
        return None
    except UnicodeDecodeError as error:
        shown = said or {"utf-8": "UTF-8"}.get(encoding, encoding)
        message = f"the byte 0x{data[error.start]:02X} is not {shown}, the encoding that the file "
        message += "names" if said else "must be in, since it names none"
        readings = _readings(data, error.start)
        hint = f"{_SAVE}; in {readings}" if readings else _SAVE
        return Finding("MBW006", Severity.ERROR, message, name, *_place(data, error.start, encoding), hint)
    return None


def check(document: Document) -> Iterator[Finding]:
    """MBW007 for a file that names an encoding of single bytes, but whose bytes are UTF-8 throughout."""
    encoding, said = _encoding(document.data)
    if encoding in ("utf-8", "ascii") or not said or b"\0" in document.data[:4]:
        return
    found = _MANY_BYTES.search(document.data)
    if found is None:
        return
    try:
        document.data.decode("utf-8")
        read = found[0].decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return
    if len(read) < 2:  # an encoding of several bytes a character
        return
    line, column = _place(document.data, found.start(), encoding)
    message = f'names the encoding {said}, but its bytes are UTF-8: "{found[0].decode()}" is read as "{read}"'
    hint = 'write encoding="UTF-8" in the XML declaration'
    yield Finding("MBW007", Severity.WARNING, message, document.name, line, column, hint)


def _encoding(data: bytes) -> tuple[str, str]:
    """The encoding, in Python's name for it where it has one, and how the file names it, if it does."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name, ""
    found = _DECLARED.match(data[:300].replace(b"\0", b""))
    if found is None:
        return "utf-8", ""
    said = found[1].decode("ascii", "replace")
    try:
        info = codecs.lookup(said)
    except LookupError:
        return said.lower(), said
    name = info.name.replace("-", "_")
    return ("?" if name in _NONE or not info._is_text_encoding else info.name), said


def _place(data: bytes, at: int, encoding: str) -> tuple[int, int]:
    try:
        codecs.lookup(encoding)
    except LookupError:
        encoding = "latin-1"
    before = data[:at].removeprefix(codecs.BOM_UTF8).decode(encoding, "replace").removeprefix("\ufeff")
    lines = re.split("\r\n|\n|\r", before)
    return len(lines), len(lines[-1]) + 1


def _readings(data: bytes, at: int) -> str:
    """The word around a byte, as it would be in likely encodings."""
    begin = max(data.rfind(sign, max(0, at - _AROUND), at) for sign in (b" ", b">", b"\n", b'"')) + 1
    if begin == 0:
        begin = max(0, at - _AROUND)
    ends = [end for sign in (b" ", b"<", b"\n", b'"') if (end := data.find(sign, at, at + _AROUND)) >= 0]
    word = data[begin : min(ends, default=min(len(data), at + _AROUND))]
    found: dict[str, str] = {}
    for encoding, where in _LIKELY.items():
        try:
            data.decode(encoding)
            read = word.decode(encoding)
        except UnicodeDecodeError:
            continue
        if read.isprintable() and read not in found.values():
            found[f"{encoding} ({where})"] = read
    likely = sorted(found.items(), key=lambda reading: not _reads_well(reading[1]))
    return ", in ".join(f'{name} it would be "{read}"' for name, read in likely[:_READINGS])


def _reads_well(word: str) -> bool:
    """Letters of one size, or a capital and small ones; what is read in the wrong encoding seldom looks so."""
    letters = "".join(sign for sign in word if sign.isalpha() or ord(sign) > 0x2E7F)
    return 2 * len(letters) > len(word) and (letters.istitle() or letters.islower() or letters.upper() == letters)
