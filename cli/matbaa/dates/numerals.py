"""Numbers as dates have them: Roman ones, words for days and centuries, days in figures only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["COMPOUNDS", "MARKED", "counted", "figures", "roman", "without_year"]

_ROMAN = re.compile(r"(?=[ivx])(x{0,3})(ix|iv|v?i{0,3})")
_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
# what may follow a number or a Roman one: 3rd, 1er, 1º, 3ème, 19'uncu
MARKED = frozenset(
    "st nd rd th d er ere re e eme ieme de ste sten ten ter te º ° ª o inci uncu nci ncu ci cu si".split()
)

_YEAR_FIRST = re.compile(r"(\d{4})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{1,2})")
# with a year of three figures too, as letters write 907 for 1907; or with none
_NUMERIC = re.compile(
    r"(\d{1,2}|[ivx]{1,5})\s*(?:\.\s*/|[./-])\s*(\d{1,2}|[ivx]{1,5})(?:\s*[./-]\s*|\s)(\d{4}|[89]\d\d|\d\d)"
)
_NO_YEAR = re.compile(r"(\d{1,2})\s*[./]\s*(\d{1,2}|[ivx]{1,5})\.?")


def roman(text: str) -> int:
    """The number that folded text of the letters i, v and x stands for, up to 39; 0 if it stands for none."""
    found = _ROMAN.fullmatch(text)
    return 10 * len(found[1]) + _UNITS.index(found[2]) if found else 0


def figures(text: str) -> list[tuple[int, int, int]]:
    """The years, months and days that figures may mean, folded text, the likelier first; empty if they mean none.

    A year below 100 has two figures only.
    """
    if found := _YEAR_FIRST.fullmatch(text):
        year, one, other = int(found[1]), int(found[3]), int(found[4])
        return _possible((year, one, other), (year, other, one))
    found = _NUMERIC.fullmatch(text)
    if found is None:
        return []
    first, second = _figure(found[1]), _figure(found[2])
    year = int(found[3])
    if len(found[3]) == 3:
        year += 1000
    if not found[1].isdigit():
        return _possible((year, first, second)) if found[2].isdigit() else []
    if not found[2].isdigit():
        return _possible((year, second, first))
    last = ((first, second, year),) if year < 100 else ()
    return _possible((year, second, first), (year, first, second), *last)


def without_year(text: str) -> list[tuple[int, int]]:
    """The months and days that two figures may mean, folded text, the likelier first."""
    found = _NO_YEAR.fullmatch(text)
    if found is None:
        return []
    first, second = int(found[1]), _figure(found[2])
    possible = _possible((0, second, first), *(((0, first, second),) if found[2].isdigit() else ()))
    return [(month, day) for _, month, day in possible]


def _figure(text: str) -> int:
    return int(text) if text.isdigit() else roman(text)


def _possible(*dates: tuple[int, int, int]) -> list[tuple[int, int, int]]:
    return list(dict.fromkeys((y, m, d) for y, m, d in dates if 1 <= m <= 12 and 1 <= d <= 31))


# a language and its numbers from 1 to 19, then 20 and 30: `-` stands for one that is not used
_CARDINALS = """
tr: - iki uc dort bes alti yedi sekiz dokuz on on_bir on_iki on_uc on_dort on_bes on_alti on_yedi on_sekiz on_dokuz
  yirmi otuz
en: - two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
  nineteen twenty thirty
de: - zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn
  neunzehn zwanzig dreissig
fr: - deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix_sept dix_huit dix_neuf
  vingt trente
es: - dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho
  diecinueve veinte treinta
it: - due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette
  diciotto diciannove venti trenta
"""
_ORDINALS = """
tr: birinci ikinci ucuncu dorduncu besinci altinci yedinci sekizinci dokuzuncu onuncu on_birinci on_ikinci on_ucuncu
  on_dorduncu on_besinci on_altinci on_yedinci on_sekizinci on_dokuzuncu yirminci otuzuncu
en: first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
  sixteenth seventeenth eighteenth nineteenth twentieth thirtieth
de: erst zweit dritt viert funft sechst siebent acht neunt zehnt elft zwolft dreizehnt vierzehnt funfzehnt sechzehnt
  siebzehnt achtzehnt neunzehnt zwanzigst dreissigst
fr: premier deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme douzieme
  treizieme quatorzieme quinzieme seizieme dix_septieme dix_huitieme dix_neuvieme vingtieme trentieme
es: primero segundo tercero cuarto quinto sexto septimo octavo noveno decimo undecimo duodecimo decimotercero
  decimocuarto decimoquinto decimosexto decimoseptimo decimoctavo decimonoveno vigesimo trigesimo
it: primo secondo terzo quarto quinto sesto settimo ottavo nono decimo undicesimo dodicesimo tredicesimo
  quattordicesimo quindicesimo sedicesimo diciassettesimo diciottesimo diciannovesimo ventesimo trentesimo
"""
# forms that are not made by rule
_FURTHER = {
    "tr": (("ilk", 1),),
    "en": (("former", 1), ("latter", 2)),
    "de": (("siebte", 7), ("siebten", 7), ("siebter", 7)),
    "fr": (("premiere", 1), ("premiers", 1), ("premieres", 1), ("second", 2), ("seconde", 2), ("vingt_et_unieme", 21)),
    "es": (("primer", 1), ("primera", 1), ("primeros", 1), ("primeras", 1), ("segunda", 2), ("tercer", 3)),
    "it": (("prima", 1), ("primi", 1), ("seconda", 2), ("terza", 3), ("ventunesimo", 21), ("decimonono", 19)),
}
_ONE = {"tr": "bir", "en": "one", "de": "ein", "fr": "un", "es": "uno", "it": "uno"}
# words that count in pairs: tens, what stands between, and the rest; they are looked up with a blank between
COMPOUNDS = {
    "tr": (
        r"(?:(?:[Oo]n|[Yy]irmi|[Oo]tuz)\s(?:[Bb]ir|[İi]ki|[Üü]ç|[Dd]ört|[Bb]eş|[Aa]ltı|[Yy]edi|[Ss]ekiz|[Dd]okuz)\w*"
        r"|bu\syana)"
    ),
    "en": r"(?:[Tt]wenty|[Tt]hirty)[-\s](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)",
    "fr": (
        r"(?:[Dd]ix|[Vv]ingt|[Tt]rente)(?:-|\set\s|-et-)"
        r"(?:une?|deux|trois|quatre|cinq|six|sept|huit|neu[fv])(?:ième)?"
    ),
    "es": r"[Tt]reinta\sy\suno",
}


def counted(language: str) -> Iterator[tuple[str, int, bool]]:
    """The words of a language for 1 to 31, each with its number and whether it is an ordinal one.

    A number of two words has a blank between them.
    """
    cardinals, ordinals = _of(_CARDINALS, language), _of(_ORDINALS, language)
    for words, ordinal in ((cardinals, False), (ordinals, True)):
        for number, word in zip((*range(1, 21), 30), words, strict=False):
            if word != "-":
                yield from ((form, number, ordinal) for form in _inflected(word, language, ordinal))
    for tens, number in ((20, n) for n in range(1, 10)):
        yield from _compound(language, cardinals, ordinals, tens, number)
    yield from _compound(language, cardinals, ordinals, 30, 1)
    for word, number in _FURTHER.get(language, ()):
        yield word.replace("_", " "), number, True


def _of(table: str, language: str) -> list[str]:
    _, _, rest = table.partition(f"\n{language}:")
    return rest.partition(":")[0].split()[:21] if rest else []


def _inflected(word: str, language: str, ordinal: bool) -> Iterator[str]:
    word = word.replace("_", " ")
    if language == "de" and ordinal:
        yield from (word + ending for ending in ("e", "en", "er", "es", "em"))
    else:
        yield word


def _compound(
    language: str, cardinals: list[str], ordinals: list[str], tens: int, unit: int
) -> Iterator[tuple[str, int, bool]]:
    if not cardinals:
        return
    head = cardinals[19 if tens == 20 else 20]
    word = cardinals[unit - 1] if unit > 1 else _ONE[language]
    number = tens + unit
    if language == "tr":
        yield f"{head} {word}", number, False
        yield f"{head} {ordinals[unit - 1]}", number, True
    elif language == "en":
        yield f"{head} {ordinals[unit - 1]}", number, True
    elif language == "de":
        yield f"{word}und{head}", number, False
        yield from ((form, number, True) for form in _inflected(f"{word}und{head}st", "de", True))
    elif language == "fr":
        yield f"{head} et {word}" if unit == 1 else f"{head} {word}", number, False
    elif language == "es":
        yield f"veinti{word}" if tens == 20 else f"{head} y {word}", number, False
    else:
        yield (head[:-1] if word[0] in "uo" else head) + word, number, False
