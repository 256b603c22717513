"""Normalised dates: order in time, and how a reader writes them."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matbaa.index import dates


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"when": "1919-05-19"}, "1919-05-19"),
        ({"from": "1919", "to": "1923"}, "1919/1923"),
        ({"from": "1919"}, "1919/.."),
        ({"notBefore": "1920-09", "notAfter": "1920-11"}, "~1920-09/1920-11"),
        ({"cert": "low"}, ""),
    ],
)
def test_iso(attributes: dict[str, str], expected: str) -> None:
    assert dates.iso(attributes) == expected


def test_order_in_time_puts_the_wider_span_first() -> None:
    ordered = ["-0044-03-15", "0476", "1801/1900", "1919/1923", "1919", "1919-05", "1919-05-19", "1919-06-01", "soon"]
    shuffled = random.Random(7).sample(ordered, len(ordered))
    assert sorted(shuffled, key=dates.sort_key) == ordered


@pytest.mark.parametrize(
    ("expression", "language", "expected"),
    [
        ("1919-05-19", "tr", "19 Mayıs 1919"),
        ("1919-05-19", "en", "May 19, 1919"),
        ("1919-05", "tr", "Mayıs 1919"),
        ("1919", "tr", "1919"),
        ("1919/1923", "tr", "1919 – 1923"),
        ("1919/..", "tr", "1919 – …"),
        ("~1920-09/1920-11", "tr", "≈ Eylül 1920 – Kasım 1920"),
        ("1919-02-31", "tr", "1919-02-31"),
        ("-0044", "tr", "-0044"),
        ("1919-05-19", "zz-zz", "May 19, 1919"),
    ],
)
def test_label(expression: str, language: str, expected: str) -> None:
    assert dates.label(expression, language) == expected


@given(st.text())
def test_no_expression_breaks_anything(expression: str) -> None:
    dates.label(expression, "tr")
    assert dates.sort_key(expression) <= (1, 0, 0, 0)
    assert all(character.isalnum() or character == "-" for character in dates.slug(expression))
