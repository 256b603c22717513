"""Running text as a row of letters, one for each word or sign, that say what it could be in a date.

The letters are those of `vocabulary`, and:

    d  a number up to 31           o  an ordinal one (3rd, 19th, third)   u  one in words      r  a Roman one
    n  a number of two figures     h  of three                            y  one that may be a year
    e  the name of a century (Ottocento)
    x  a decade (1920s)            X  one that needs its noun (1920'li yıllar)
    D  a day in figures            V  one with two figures for the year   Q  one without a year
    m  a month                     i  a month of the Hijri calendar       w  a day of the week
    E  an era (BC)                 #  anything else
    -  , . / ( ) [ ] & stand for themselves
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from matbaa.dates.calendars import lunar_month, solar_month
from matbaa.dates.folding import fold
from matbaa.dates.names import is_of, is_short, months, weekdays
from matbaa.dates.numerals import COMPOUNDS, MARKED, roman
from matbaa.dates.vocabulary import LANGUAGES, vocabulary

__all__ = ["Entry", "Lexed", "Lexer"]

_FIGURE = r"(?:\d{1,2}|[IVX]{1,4})"
_FIGURES = (
    r"(?:\d{4}-\d\d-\d\d|\d{4}(?P<stroke>[./])\d{1,2}(?P=stroke)\d{1,2}"
    rf"|{_FIGURE}(?:\.\s?{_FIGURE}\.\s?|/{_FIGURE}/|-{_FIGURE}-)(?:\d{{4}}|[89]\d\d|\d\d)"
    # 12/V 97, 8./IX. 93, 20/7 905
    r"|\d{1,2}\.?\s?/\s?(?:[IVX]{1,4}\.?\s?|\d{1,2}\s)(?:\d{4}|[89]\d\d|\d\d))(?![^\W_]|[.,/]\d)"
)
_NO_YEAR = rf"\d{{1,2}}\.\s?{_FIGURE}\.(?!\s?\d)"
_ERA = (
    r"(?:[Mİ]\.?\s?[ÖS]\b\.?|[vn]\.\s?Chr\b\.?|[vn]\.\s?u\.\s?Z\b\.?|a[vp]r?\.?\s?J\.?\s?-?\s?C\b\.?"
    r"|B\.\s?C\b\.?(?:\s?E\.)?|BCE?\b|A\.\s?D\b\.?|AD\b|C\.\s?E\.|CE\b|[ad]\.\s?(?:de\s)?C\b\.?"
    r"|(?:avant|après)\s(?:Jésus-Christ|notre\sère)|(?:vor|nach)\sChristus"
    r"|(?:antes|después)\sde\s(?:J\.\s?C\.|Cristo|Jesucristo|nuestra\s[Ee]ra)|(?:prima|avanti|dopo)\s(?:di\s)?Cristo)"
)
_BEFORE_OUR_ERA = re.compile(r"[Bv]|av|a\.|antes|prima|[Mİ]\.?\s?Ö")
# months that are written in two words: Teşrin-i evvel, Rebîü’l-evvel
_TWO = (
    r"(?:[Tt]e[şs]rin|[Kk][âa]n[uû]n)(?:[-\s'’]?[ıiîuü]?[-\s'’]{0,2})(?:[Ee]vvel|[Ss][âa]n[iî])\w*"
    r"|(?:[Rr]eb[iîı]\w{0,3}|[Cc]em[aâ]z\w{0,5}|[Rr]abi|[Jj]umada)[-\s'’ʿʻ]{1,3}(?:[uüea]?'?l[-\s'’]{1,2})?"
    r"(?:[Ee]vvel|[Aa]wwal|[Uuûû]l[aâ]|[AaÂâ]h[iı]r|[Tt]hani|[Aa]kh?ir)\w*"
)
_ELIDED = r"(?:[dl]|dell|nell|all|dall|sull|jusqu|qu|[DL]|Dell|Nell|All|Dall|Jusqu)['’](?=[^\W_])"
# with thousands or parts of one, or something that is counted
_NUMBER = r"\d++(?:[.,]\d++)++|\d++(?=\s?[%‰€$£])"
# 1º, 1.º
_RANKED = r"\d{1,2}\.?[º°ª]"
# by which calendar a day is counted
_STYLE = (
    r"[Oo]ld\s[Ss]tyle|O\.\s?S\.|[Nn]ew\s[Ss]tyle|N\.\s?S\.|[an]\.\s?St\b\.?|alten\sStils|neuen\sStils"
    r"|(?:ancien|vieux|nouveau)\sstyle|estilo\s(?:antiguo|nuevo)|stile\s(?:antico|nuovo)|eski\stakvim|A\.\s?H\."
)
# a day after a word without a blank, as where tags stand between: Wien22. 7. 1893
_WORD = r"[^\W\d_]{3,}+(?=\d{1,2}[./\s])|[^\W_]+(?:['’‘ʼ´`][^\W_]+)*|\S"
_APOSTROPHE = re.compile(r"['’‘ʼ´`]")
_MARKED = re.compile(r"(\d{1,2})(" + "|".join(sorted(MARKED, key=len, reverse=True)) + ")")
_ROMAN = re.compile(r"([IVX]{1,6})(?:e|è?me|th|st|nd|rd|º|o|ª|a)?|((?=.*x)[ivx]{1,6})e")
_DECADE = re.compile(r"\d{3}0(?:s|er|ern)")
_DECADE_ENDING = re.compile(r"s|l[iu]|l[ae]r[a-z]*")
# 19'uncu
_RANK = re.compile(r"[iu]?nc[iu]")
# Turkish endings: of the plural, of possession, of case
_ENDING = re.compile(r"(l[ae]r)?s?[iu]?(?:n?[dt][ae]n?|n?[iu]n|[yn]?[aeiu]|y?l[ae])?(?:ki)?(?:d[iu]r|yd[iu]|ken)?")
_HARD = str.maketrans("g", "k")
# where the names of months begin with a small letter
_SMALL = frozenset("fr es it pt ca gl ro nl pl cs sk hr sr sl bg ru uk be sv da nb nn fi et lv lt hu".split())
_SIGNS = {"[": "(", "]": ")", "&": "&"} | dict.fromkeys("-–—‐‑", "-") | {sign: sign for sign in ",./()"}
_REMEMBERED, _LONGEST = 100_000, 40
_YEARS = range(1000, 2100)
_BLANKS = re.compile(r"[-\s]+")


class Entry(NamedTuple):
    """What a word is: its letter, and what it stands for.

    `size` counts the characters that belong to it, without an ending after an apostrophe. `ending` is that, or
    the ending of a Turkish word without one. Of a month `own` is false in a text of another language, and `sure`
    is false of a word that may be another.
    """

    symbol: str
    value: int | str | frozenset[int] = 0
    size: int = 0
    ending: str = ""
    sure: bool = True
    own: bool = True


@dataclass(frozen=True, slots=True)
class Lexed:
    """A text, its letters, and of each where the word begins and what it is."""

    text: str
    language: str
    symbols: str
    starts: list[int]
    entries: list[Entry]

    def end(self, index: int) -> int:
        """Where a word ends, without an ending after an apostrophe."""
        return self.starts[index] + self.entries[index].size


@dataclass(frozen=True, slots=True)
class Lexer:
    """Reads texts of one language, and remembers the words that it has read."""

    language: str
    _known: dict[str, Entry] = field(default_factory=dict)

    def lex(self, text: str) -> Lexed:
        """The words of `text`, in a time that grows with its length only."""
        starts: list[int] = []
        entries: list[Entry] = []
        known = self._known
        for found in _pattern(self.language).finditer(text):
            word = found[0]
            entry = known.get(word)
            if entry is None:
                entry = self._entry(word, found.lastgroup or "")
                if len(known) < _REMEMBERED:
                    known[word] = entry
            if entry.symbol == "u" and entries and entries[-1].symbol in "do":
                entry = _month_rather(word, entry, self.language)
            starts.append(found.start())
            entries.append(entry)
        return Lexed(text, self.language, "".join([entry.symbol for entry in entries]), starts, entries)

    def _entry(self, word: str, kind: str) -> Entry:
        size = len(word)
        if kind == "word":
            return self._simple(word)
        if kind == "figures":
            four = word[:4].isdecimal() or word[-4:].isdecimal() or (word[-3:].isdecimal() and "." in word)
            return Entry("D" if four else "V", fold(word), size)
        if kind == "no_year":
            return Entry("Q", fold(word), size)
        if kind == "era":
            return Entry("E", -1 if _BEFORE_OUR_ERA.match(word) else 1, size)
        if kind == "rank":
            return _number(word.rstrip(".º°ª") + "º", "", self.language)._replace(size=size)
        if kind == "style":
            return Entry("j", _style(word), size)
        if kind == "two":
            month = solar_month(word)
            return Entry("m", frozenset({month}), size) if month else Entry("i", lunar_month(word), size)
        sense = None
        if kind in ("compound", "elided"):
            plain = _BLANKS.sub(" ", fold(word)) if kind == "compound" else fold(word[:-1])
            sense = vocabulary(self.language).get(plain)
        return Entry(sense.symbol, sense.value, size) if sense else Entry("#", 0, size)

    def _simple(self, word: str) -> Entry:
        if sign := _SIGNS.get(word):
            return Entry(sign, 0, 1)
        cut = _APOSTROPHE.search(word)
        core, ending = (word[: cut.start()], fold(word[cut.end() :])) if cut else (word, "")
        if not core or len(word) > _LONGEST:
            return Entry("#", 0, len(word))
        return _number(core, ending, self.language) if core[0].isdecimal() else _word(core, ending, self.language)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    compound = rf"|(?P<compound>{COMPOUNDS[language]}\b)" if language in COMPOUNDS else ""
    return re.compile(
        rf"(?P<figures>{_FIGURES})|(?P<no_year>{_NO_YEAR})|(?P<era>{_ERA})|(?P<two>{_TWO})|(?P<style>{_STYLE})|(?P<rank>{_RANKED})"
        rf"{compound}|(?P<elided>{_ELIDED})|(?P<counted>{_NUMBER})|(?P<word>{_WORD})"
    )


def _style(word: str) -> str:
    if word[0] == "A":
        return "hijri"
    return "gregorian" if any(part in word.lower() for part in ("new", "neu", "nouv", "nue", "nuo", "n.")) else "julian"


def _number(core: str, ending: str, language: str) -> Entry:
    size = len(core)
    whole = size + (1 + len(ending) if ending else 0)
    if not core.isdecimal():
        folded = fold(core)
        found = _MARKED.fullmatch(folded)
        if found and (found[2] != "o" or found[1] == "1"):
            return Entry("o" if 0 < int(found[1]) <= 31 else "#", int(found[1]), size, ending)
        if _DECADE.fullmatch(folded):
            return Entry("x", int(folded[:4]), size, ending)
        return Entry("#", 0, size)
    number = int(core) if size <= 4 else 0
    if size <= 2:
        if ending and _RANK.match(ending) and 0 < number <= 31:
            return Entry("o", number, whole)
        return Entry("d" if 0 < number <= 31 else "n", number, size, ending)
    if size == 4 and ending and number % 10 == 0 and _DECADE_ENDING.fullmatch(ending):
        return Entry("X" if ending in ("li", "lu") else "x", number, whole)
    symbol = "h" if size == 3 and number >= 100 else "y" if number in _YEARS else "z"
    return Entry(symbol, number, size, ending)


def _month_rather(word: str, entry: Entry, language: str) -> Entry:
    """A number in words that is also a month, behind a day in figures: French 28 sept."""
    named = months(fold(word), language)
    return Entry("m", named, entry.size, entry.ending, False, True) if named else entry


def _word(core: str, ending: str, language: str) -> Entry:
    size, folded = len(core), fold(core)
    words = vocabulary(language if language in LANGUAGES else "")
    sense = (None if core.isascii() else words.get(core.lower())) or words.get(folded)
    if sense and size == 1 and ((sense.symbol == "j" and not core.isupper()) or (sense.symbol == "c" and ending)):
        sense = None
    if sense and sense.symbol not in "!":
        return Entry(sense.symbol, sense.value, size, ending)
    own = is_of(folded, language) or language not in LANGUAGES
    capital = core[0].isupper()
    if named := months(folded, language):
        short = is_short(folded, language)
        if own or (capital and size > 3):
            return Entry("m", named, size, ending, (capital or language in _SMALL) and not short, own)
    if (day := weekdays(folded, language)) and (own or (capital and size > 4)):
        return Entry("w", day, size, ending)
    # in French the century of xixe is known by its x, for vie is a word
    found = _ROMAN.fullmatch(core if core.isascii() else unicodedata.normalize("NFKC", core))
    if found and (number := roman((found[1] or found[2]).lower())):
        return Entry("r", number, size, ending)
    if capital and (month := lunar_month(folded)):
        return Entry("i", month, size, ending)
    if sense:
        return Entry(sense.symbol, sense.value, size, ending)
    if language == "tr" and not ending:
        return _turkish(folded, size)
    return Entry("#", 0, size, ending)


def _turkish(folded: str, size: int) -> Entry:
    """A Turkish word with endings: the longest beginning that is known."""
    words = vocabulary("tr")
    for length in range(min(size, 12), 1, -1):
        stem = folded[:length]
        sense = words.get(f"{stem}*")
        hard = stem[:-1] + stem[-1].translate(_HARD)
        month = months(hard, "tr") if not sense and length > 3 and is_of(hard, "tr") else None
        if (sense or month) and (found := _ENDING.fullmatch(folded, length)):
            ending = folded[length:]
            if month:
                return Entry("m", month, size, ending, sure=False)
            if sense:
                symbol = "K" if sense.symbol == "k" and found[1] else sense.symbol
                return Entry(symbol, sense.value, size, ending)
    return Entry("#", 0, size)
