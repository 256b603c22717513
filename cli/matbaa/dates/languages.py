"""Which language a text is in that does not say it, as far as it matters for dates."""

from __future__ import annotations

import re
from collections import Counter

from matbaa.dates.folding import fold
from matbaa.dates.vocabulary import LANGUAGES, vocabulary

__all__ = ["likeliest"]

_WORD = re.compile(r"[^\W\d_]+")
# the words that hold sentences together
_COMMON = frozenset("fpF&Tbatv")
_SAMPLE = 4000


def likeliest(text: str) -> str:
    """The language of `LANGUAGES` that a text seems to be in, by its small words; empty where none stands out."""
    counts: Counter[str] = Counter()
    for found in _WORD.finditer(text[:_SAMPLE]):
        word = fold(found[0])
        for language in LANGUAGES:
            sense = vocabulary(language).get(word)
            counts[language] += sense is not None and sense.symbol in _COMMON
    (first, most), (_, next_most) = counts.most_common(2) or (("", 0), ("", 0))
    return first if most > next_most else ""
