"""Sorting as a reader of a language expects."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matbaa.index.collate import letter, sort_key

SORTED = {
    "tr": (
        "Adana Âdem Arif Celal Çelik Güneş Ğ Hatay Ilgaz Isparta İnönü İzmir Orhan Özalp Sonyel Şener Uğur Ünal Zürcher"
    ),
    "sv": "Alm Zorn Åberg Ärla Öberg",
    "es": "Nadal Nuñez Ñandú Ortega",
    "de": "Adler Ähre Maas Müller Muster Straße Strasser",
    "en": "Adams Émile Ernest Zola",
}


@pytest.mark.parametrize("language", SORTED)
def test_order(language: str) -> None:
    names = SORTED[language].split()
    shuffled = random.Random(7).sample(names, len(names))
    assert sorted(shuffled, key=lambda name: sort_key(name, language)) == names


def test_a_region_does_not_change_the_alphabet() -> None:
    assert sort_key("Çelik", "tr-TR") == sort_key("Çelik", "tr")


def test_a_shorter_name_and_a_space_come_first() -> None:
    names = ["Ali Fuat", "Ali", "Alican", "Ali-Can"]
    assert sorted(names, key=lambda name: sort_key(name, "tr")) == ["Ali", "Ali-Can", "Ali Fuat", "Alican"]


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [
        ("ilk", "tr", "İ"),
        ("Ilgaz", "tr", "I"),
        ("Âdem", "tr", "A"),
        ("şûra", "tr", "Ş"),
        ("ilk", "en", "I"),
        ("Émile", "fr", "E"),
        ("(kitap)", "tr", "K"),
        ("1920", "tr", "#"),
        ("…", "tr", "#"),
        ("Ωμέγα", "el", "Ω"),
    ],
)
def test_letter(name: str, language: str, expected: str) -> None:
    assert letter(name, language) == expected


@given(st.text(), st.text(), st.sampled_from(["tr", "en", "sv", "xx"]))
def test_keys_always_compare_and_tell_different_texts_apart(one: str, other: str, language: str) -> None:
    first, second = sort_key(one, language), sort_key(other, language)
    assert (first < second) or (second < first) or one == other
    assert len(letter(one, language)) >= 1
