"""The reader, pointers, dates and citations with whatever Hypothesis thinks of: an answer or a refusal, never a fault."""

# ruff: noqa: E501

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS

PIECES = (
    b"<", b">", b"</", b"/>", b"<a>", b"</a>", b"&", b";", b"&amp;", b"&#", b"&#x", b"&e;", b"%p;", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?", b"?>",
    b"<!DOCTYPE a [", b"]>", b"<!ENTITY e '", b"SYSTEM 'x'", b"'", b'"', b"=", b" ", b"\n", b"\r", b"\0", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff",
    b"<?xml version='1.0' encoding='", b"utf-16'?>", b"latin-1'?>", b"klingon'?>", b"idna'?>", b" xmlns='", b"xml:id='a'", b"xml:base='../'",
    b"<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' ", b"href='", b"xpointer='a'", b"parse='text'", b"\xc3\xbc", b"\xfc", b"\xe2\x80", b"\xf0\x9f\x98\x80", b"x" * 50,
)  # fmt: skip
WORDS = (
    "1919", "May 19", "19 Mayıs", "19.5.1919", "1335", "v. Chr.", "yüzyıl", "Jahrhundert", "bis", "–", "-", "/", "'", "’da", "circa", "between", "and", "XIX.", "W01",
    "--05", "T24:00:00", "+14:00", "Z", "(", ")", "[", "]", ";", ",", ":", "Tak", "2005", "p. 3", "s. 302-305", "ff.", "ibid.", "op. cit.", "vd.", "a.g.e.", "vol. II", "#", "%",
    "%00", "p:", "q:", "file:", "http://", "//", "..", "?", "\\", "&", "\u0301", "٣", "\u202e", "\ufeff", " ", "\n",
)  # fmt: skip


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=6)), max_size=30).map(b"".join))
@settings(max_examples=400, deadline=None)
def test_the_reader(data: bytes) -> None:
    TARGETS["reader"](data)


@pytest.mark.parametrize("name", ["pointers", "dates", "citations"])
def test_grammars(name: str) -> None:
    @given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=4)), max_size=20).map("".join))
    @settings(max_examples=150 if name != "pointers" else 500, deadline=None)
    def try_all(text: str) -> None:
        TARGETS[name](text.encode("utf-8", "surrogatepass"))

    try_all()
