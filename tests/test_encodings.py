"""Files in other encodings than UTF-8, and those that are not in the one that they name."""

from __future__ import annotations

import pytest

from matbaa.document import parse
from matbaa.encodings import check
from matbaa.finding import CannotRun, Place

TEXT = '<?xml version="1.0" encoding="{}"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0"><p>{}</p></TEI>'


@pytest.mark.parametrize(
    ("said", "encoding", "words"),
    [
        ("UTF-8", "utf-8", "Şü"),
        ("UTF-8", "utf-8-sig", "Şü"),
        ("UTF-16", "utf-16", "Şü"),
        ("UTF-8", "utf-16", "Şü"),
        ("UTF-16", "utf-16-le", "Şü"),
        ("UTF-32", "utf-32", "Şü"),
        ("ISO-8859-1", "latin-1", "ü"),
        ("windows-1252", "cp1252", "“ü”"),
        ("windows-1254", "cp1254", "“Şü”"),
        ("ISO-8859-9", "iso-8859-9", "Şü"),
        ("GB18030", "gb18030", "中文ü"),
        ("Shift_JIS", "shift-jis", "日本語"),
        ("EUC-JP", "euc-jp", "日本語"),
        ("Big5", "big5", "中文"),
        ("KOI8-R", "koi8-r", "Привет"),
        ("windows-1251", "cp1251", "Привет"),
        ("macintosh", "mac-roman", "ü"),
    ],
)
def test_encodings_that_are_read(said: str, encoding: str, words: str) -> None:
    document = parse(TEXT.format(said, words).encode(encoding), "a.xml")
    assert "".join(document.root.itertext()) == words
    assert document.locate(document.root[0]) == Place(2, 42)
    assert not list(check(document))


@pytest.mark.parametrize(
    ("data", "place", "message", "hint"),
    [
        (
            TEXT.format("UTF-8", "Şişli").encode("iso-8859-9"),
            (2, 45),
            "0xDE is not UTF-8",
            '(Turkish) it would be "Şişli"',
        ),
        ("<a>\n<p>fü</p></a>".encode("latin-1"), (2, 5), "since it names none", '(Western European) it would be "fü"'),
        (TEXT.format("UTF-8", "日本語").encode("shift-jis"), (2, 45), "not UTF-8", '(Japanese) it would be "日本語"'),
        (TEXT.format("UTF-8", "Привет").encode("koi8-r"), (2, 45), "not UTF-8", '(Russian) it would be "Привет"'),
        (TEXT.format("GB18030", "\xff").encode("latin-1"), (2, 45), "0xFF is not GB18030", ""),
        (TEXT.format("US-ASCII", "ü").encode(), (2, 45), "0xC3 is not US-ASCII", ""),
        (TEXT.format("UTF-16", "a").encode(), (1, 1), "says that it is UTF-16", ""),
        (TEXT.format("UTF-16", "Ş").encode("utf-16")[:-1], (2, 55), "not utf-16", ""),
        (TEXT.format("IBM037", "a").encode("cp037"), (1, 1), "EBCDIC", "iconv"),
        (b"<a>\n\r\nx\0y</a>", (3, 2), "NUL", ""),
        (b"<?xml version='1.0' encoding='idna'?>\n<a>\0</a>", (2, 4), "NUL", ""),
        (b"<?xml version='1.0' encoding='klingon'?>\n<a>\0</a>", (2, 4), "NUL", ""),
        (b"<a>\xc0\xaf</a>", (1, 4), "0xC0", ""),
        (b"<a>\xed\xa0\x80</a>", (1, 4), "0xED", ""),
        (b"<a>x\xc3", (1, 5), "0xC3", ""),
    ],
)
def test_the_first_byte_that_is_not_in_the_encoding(
    data: bytes, place: tuple[int, int], message: str, hint: str
) -> None:
    with pytest.raises(CannotRun) as caught:
        parse(data, "a.xml")
    (finding,) = caught.value.findings
    assert finding.code == "MBW006"
    assert (finding.line, finding.column) == place
    assert message in finding.message
    assert hint in (finding.hint or "")


def test_utf_8_that_is_said_to_be_latin_1() -> None:
    (finding,) = check(parse(TEXT.format("ISO-8859-1", "a Şişli ü").encode(), "a.xml"))
    assert (finding.code, finding.line, finding.column) == ("MBW007", 2, 47)
    assert '"Ş" is read as "Å' in finding.message
    assert not list(check(parse(TEXT.format("ISO-8859-1", "é à").encode("latin-1"), "a.xml")))
