"""Running text as words, and what makes two spellings of a name the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

__all__ = ["APOSTROPHES", "Word", "bare", "fold", "lower", "split"]

APOSTROPHES = "'’‘ʼ´`′"
_WORD = re.compile("[^\\W_][\\w\u0300-\u036f\u00ad]*")
_FOLDED = str.maketrans(
    {
        "ı": "i", "â": "a", "î": "i", "û": "u", "ê": "e", "ô": "o", "ß": "ss", "ſ": "s", "\u0307": "", "\u00ad": "",
        "_": "",
    }
)  # fmt: skip
_TURKISH = str.maketrans({"I": "ı", "İ": "i"})
_ROMAN = re.compile(r"[IVXLC]+")
# what may stand between the end of a sentence and the first word of the next
_AFTER = " \t\n\u00a0\"“”„«»‹›'’‘()[]–—―-*"
_ENDS = ".!?…"
# short words whose full stop ends no sentence
_SHORTENED = frozenset(
    """dr prof mr mrs ms messrs st ste sen jun jr sr rev hon gen col capt lt sgt gov pres hr fr frl dipl ing bzw usw vgl
    bkz yay haz çev no nr vol art av doç org op alb bnb yzb tğm mme mlle mm m me mgr sig dott avv ing on sra srta d dna
    ca s p pp ed eds hg hrsg bd vb vs z b""".split()
)


class Word(NamedTuple):
    """A word of a text: where it stands, as written and folded, and how it is written.

    `capital` is true of a first letter in upper case, `capitals` where all are (two at least); `opens` of the first
    word of a sentence.
    """

    begin: int
    end: int
    text: str
    key: str
    capital: bool
    capitals: bool
    opens: bool


@lru_cache(65536)
def fold(text: str) -> str:
    """`text` without case, circumflex and the dots that tell i from ı; other accents tell words apart and stay."""
    return unicodedata.normalize("NFC", text).lower().translate(_FOLDED)


def lower(text: str) -> str:
    """`text` in lower case as Turkish has it."""
    return unicodedata.normalize("NFC", text).translate(_TURKISH).lower()


def bare(text: str) -> list[str]:
    """The words of `text`, as written."""
    return _WORD.findall(text)


def split(text: str) -> list[Word]:
    """The words of `text`, in order."""
    words: list[Word] = []
    end = 0
    for match in _WORD.finditer(text):
        written = match[0]
        capital = written[0].isupper()
        between = text[end : match.start()]
        opens = not words or (between != " " and _is_first(between, words[-1]))
        capitals = len(written) > 1 and written.isupper()
        words.append(Word(match.start(), match.end(), written, fold(written), capital, capitals, opens))
        end = match.end()
    return words


def _is_first(between: str, before: Word) -> bool:
    """True if a sentence ends in what stands between two words."""
    kept = between.strip(_AFTER)
    if not kept or kept[-1] not in _ENDS:
        return False
    if kept != ".":
        return True
    shortened = (
        (len(before.text) == 1 and before.capital)
        or before.key in _SHORTENED
        or _ROMAN.fullmatch(before.text) is not None
    )
    return not shortened and not (before.text.isdigit() and len(before.text) < 3)
