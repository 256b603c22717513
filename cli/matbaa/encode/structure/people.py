"""Lines that name the author, and where the author works, below a title."""

from __future__ import annotations

import re

from matbaa.encode.structure.vocabulary import fold

__all__ = ["is_affiliation", "is_byline", "is_date", "name_in", "names", "without_by"]

_WORD = re.compile(r"[^\W\d_][\w.’'‘\-]*|[A-ZÇĞİÖŞÜ]\.")
_BY = re.compile(r"(?:by|von|par|por|di|da|yazan|hazırlayan|yazar|author|autor|auteur)\s*:?\s+", re.IGNORECASE)
_RANK = re.compile(
    r"(?:(?:prof|dr|doç|arş|gör|öğr|üyesi|yrd|assoc|assist|asst|dipl|ing|mag|univ|pd|phd|ph\.d|msc|m\.a|hc|h\.c|sir|lady)\b\.?\s*)+",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    "von van der den de del della di da do dos du des la le el al bin ibn ben und and et y e ve ile & zu zur ten "
    "ter of".split()
)
_STOP = frozenset(
    "the a an der die das ein eine le la les un une il lo gli i el los las una uno bir bu ve in im on for fur "
    "uber zur zum from with "
    "about sur pour dans sobre para nel nella sul icin uzerine".split()
) - {"la", "ve"}
_PLACE_OF_WORK = re.compile(
    r"universit|institut|fakult|facult|department|departement|departamento|dipartimento|bolum|enstitu|akademi|academy|college|"
    r"school of|hochschule|orcid|e-?mail|e-?posta|@|\bmyo\b|anabilim|https?://|bakanlig|muse|museum|library|bibliothe|\bdoi\b"
)
_DATE = re.compile(r"\D{0,40}\b(?:1[0-9]|20)\d\d\b\W*(?:[-–/]\W*\d{2,4})?\W*")
_MARKS = "*†‡§¹²³⁴⁵⁶⁷⁸⁹0123456789 ,"


def without_by(text: str) -> str:
    """The name without `by`, a rank before it, and marks of notes behind it."""
    text = _BY.sub("", text, count=1) if _BY.match(text) else text
    return text.strip(_MARKS)


def name_in(text: str) -> tuple[int, int]:
    """Where in the line the name stands: behind `by`, before marks of notes."""
    found = _BY.match(text)
    begin = found.end() if found else 0
    end = len(text.rstrip(_MARKS))
    return (begin, end) if begin < end else (0, len(text))


def is_byline(text: str) -> bool:
    """True if the line names one or several persons, and nothing else."""
    if len(text) > 160 or (text[-1:] in ".;:!?" and not re.search(r"\b[A-Z]\.$", text)):
        return False
    said = bool(_BY.match(text))
    names = re.split(r"\s*(?:,|;|&|\band\b|\bund\b|\bve\b|\bet\b|\s/\s)\s*", without_by(text))
    good = [_is_name(name.strip(_MARKS), alone=said) for name in names if name.strip(_MARKS)]
    return bool(good) and all(good)


def _is_name(text: str, *, alone: bool) -> bool:
    text = _RANK.sub("", text, count=1).strip()
    words = text.split()
    if not (1 if alone else 2) <= len(words) <= 6:
        return False
    small = [fold(word) for word in words]
    if any(word in _STOP for word in small) or any(not _WORD.fullmatch(word.strip("()")) for word in words):
        return False
    capital = [word.strip("(")[0].isupper() for word, low in zip(words, small, strict=True) if low not in _PARTICLES]
    return len(capital) >= (1 if alone else 2) and all(capital)


def is_affiliation(text: str) -> bool:
    """True if the line says where somebody works or can be reached."""
    return len(text) <= 300 and bool(_PLACE_OF_WORK.search(fold(text)))


def is_date(text: str) -> bool:
    """True if the line is little more than a date with its year."""
    return len(text) <= 60 and bool(_DATE.fullmatch(text))


_JOINED = re.compile(r"\s*(?:;|&|\band\b|\bund\b|\bve\b|\bet\b|\s/\s|,(?!\s*(?:Jr|Sr|PhD|Ph\.D|M\.A)\b))\s*")


def names(text: str) -> list[str]:
    """The persons that a byline names."""
    return [name for part in _JOINED.split(without_by(text)) if fold(name := part.strip(_MARKS))]
