"""Reading the bytes of a source: which format they are in, and of a text its characters."""

from __future__ import annotations

import codecs
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matbaa.finding import CannotRun, Finding, Severity

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FORMATS", "Source", "decoded", "open_source"]

FORMATS = ("text", "markdown", "docx")
# more than any book; what is larger is no text to be encoded as one document
_LARGEST = 64_000_000
_SUFFIXES = {".md": "markdown", ".markdown": "markdown", ".docx": "docx", ".docm": "docx"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Source:
    """A source: its name for messages, its bytes, and its format, one of `FORMATS`."""

    name: str
    data: bytes
    format: str

    def finding(
        self, code: str, severity: Severity, message: str, line: int | None = None, hint: str | None = None
    ) -> Finding:
        """A finding of this source; of a DOCX file, `line` is the number of a paragraph."""
        if self.format == "docx" and line:
            message, line = f"paragraph {line}: {message}", None
        return Finding(code, severity, message, self.name, line, hint=hint)


def open_source(path: Path, format: str | None = None, name: str | None = None) -> Source:
    """The source at `path`, or on standard input for `-`. Without `format`, its name and its first bytes tell it.

    Raises `CannotRun` when it cannot be read, is too large, or is of a format that is not known.
    """
    name = name or ("standard input" if str(path) == "-" else str(path))
    data = _data(path, name)
    return Source(name, data, format or _format(path, data, name))


def _data(path: Path, name: str) -> bytes:
    try:
        if str(path) == "-":
            data = sys.stdin.buffer.read(_LARGEST + 1)
        else:
            with path.open("rb") as file:
                data = file.read(_LARGEST + 1)
    except FileNotFoundError:
        raise _fault("MBI001", "there is no such file", name, "check the path and its spelling") from None
    except IsADirectoryError:
        raise _fault("MBI002", "this is a folder, not a file", name, "name one text") from None
    except OSError as error:
        raise _fault("MBI003", f"cannot be read: {error.strerror}", name) from None
    if len(data) > _LARGEST:
        raise _fault(
            "MBE033",
            f"the source is larger than {_LARGEST // 1_000_000} MB",
            name,
            "encode it in parts, such as volumes",
        )
    return data


def _format(path: Path, data: bytes, name: str) -> str:
    known = _SUFFIXES.get(path.suffix.lower())
    if data.startswith(b"PK\x03\x04"):
        if known is None and path.suffix.lower() in {".odt", ".epub", ".zip", ".xlsx", ".pptx"}:
            raise _fault("MBE033", f"a {path.suffix} file is no text that Matbaa reads", name, _SAVE_AS)
        return "docx"
    if data.startswith(b"%PDF"):
        raise _fault("MBE033", "this is a PDF, not its text", name, "extract its text first, as pdftotext -layout does")
    if path.suffix.lower() in {".xml", ".tei", ".odd", ".html", ".htm", ".xhtml"}:
        hint = "matbaa tag works on a TEI file that exists; with --from text its marks are taken for words"
        raise _fault("MBE033", f"a {path.suffix} file has marks among its words already", name, hint)
    if data.startswith((_OLD_WORD, rb"{\rtf")):
        raise _fault("MBE033", "this is a file of a word processor that Matbaa does not read", name, _SAVE_AS)
    if known == "docx":
        raise _fault(
            "MBE033",
            "this is no DOCX file: it is not a zip archive",
            name,
            "open it in a word processor and save it anew",
        )
    return known or "text"


_SAVE_AS = "save it as DOCX, as Markdown or as plain text in UTF-8"


def decoded(source: Source, encoding: str | None = None) -> str:
    """The characters of a text, with `\\n` at the line ends and without a byte order mark.

    The encoding is that of the byte order mark, else `encoding`, else UTF-8. Raises `CannotRun` (MBE020) that names the
    place of the first byte that does not fit.
    """
    data = source.data
    marked = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), None)
    if marked:
        data, encoding = data[len(marked[0]) :], marked[1]
    elif encoding is None:
        encoding = _sixteen(data) or "utf-8"
    try:
        text = codecs.lookup(encoding).decode(data, "strict")[0]
    except LookupError:
        raise _fault(
            "MBE020", f'there is no encoding "{encoding}"', source.name, "such as utf-8, utf-16 or windows-1254"
        ) from None
    except UnicodeDecodeError as error:
        raise CannotRun(_misfit(source, data, encoding, error.start)) from None
    except (UnicodeError, ValueError, TypeError) as error:
        raise _fault("MBE020", f"is no text in {encoding}: {error}", source.name, _ENCODINGS) from None
    if not isinstance(text, str):
        raise _fault(
            "MBE020", f'"{encoding}" is no encoding of text', source.name, "such as utf-8, utf-16 or windows-1254"
        )
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


_ENCODINGS = "say which one with --encoding: windows-1254 or iso-8859-9 for Turkish, windows-1252 for Western Europe"


def _misfit(source: Source, data: bytes, encoding: str, at: int) -> Finding:
    before = data[:at].decode(encoding, "replace")
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    message = f"is not {encoding.upper()}: the byte {data[at]:02X} does not fit (byte {at} of the file)"
    return Finding("MBE020", Severity.ERROR, message, source.name, line, column, _ENCODINGS)


def _sixteen(data: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of most alphabets is nought or small."""
    start = data[:4000]
    if len(start) < 4 or len(data) % 2:
        return None
    even, odd = start[::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.05 * half else None


def _fault(code: str, message: str, name: str, hint: str | None = None) -> CannotRun:
    return CannotRun(Finding(code, Severity.ERROR, message, name, hint=hint))
