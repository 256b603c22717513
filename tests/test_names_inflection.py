"""Endings of names: what is taken off, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matbaa.encode.names.inflection import german_stems, is_ending, plain_head, plural, turkish_stems
from matbaa.encode.names.spelling import ascii_fold, old_fold, shortened
from matbaa.encode.names.text import fold, lower, split


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        line.split()
        for line in """
        Irağa Irak
        Zonguldağın Zonguldak
        Zonguldakta Zonguldak
        Meclisinin Meclisi
        Meclisin Meclis
        Meclislerinde Meclis
        Devletleriyle Devletleri
        Konferansında Konferansı
        Konferansındaki Konferansı
        Savaşlarında Savaş
        kongrelerinde kongre
        Bakanlığının Bakanlığı
        Bakanlığa Bakanlık
        Paşalara Paşa
        Beyin Bey
        Millîyi Millî
        Milliyeyi Milliye
        Saltanatın Saltanat
        Mücadelesine Mücadelesi
        Mücadeleye Mücadele
        Harbinin Harbi
        Harbinden Harbi
        Ordunun Ordu
        Demiryolunun Demiryolu
        Mektebinde Mektebi
        Kitabı Kitap
        Ağaca Ağaç
        Kanadı Kanat
        Rengi Renk
        Kemalin Kemal
        İstiklâlin İstiklâl
        Türkiyemizden Türkiye
        Ankaraymış Ankara
        Cephesiydi Cephesi
        Heyetimiz Heyet
        Kurulunca Kurul
        MECLİSİNİN MECLİSİ
        PAŞALARIN PAŞA
        """.strip().splitlines()
    ],
)
def test_a_turkish_ending_is_taken_off(word: str, stem: str) -> None:
    assert fold(stem) in turkish_stems(word)


@pytest.mark.parametrize(
    "pair",
    """Ankaralı/Ankara Vanlı/Van Türkiyeli/Türkiye Wilsoncu/Wilson Bağımsızlık/Bağımsız Türkiyesiz/Türkiye
    Meclisa/Meclis Konferansnın/Konferans Paşaın/Paşa Ankaraı/Ankara Vanden/Van""".split(),
)
def test_what_makes_another_word_or_none_is_no_ending(pair: str) -> None:
    word, stem = pair.split("/")
    assert fold(stem) not in turkish_stems(word)


VOWELS = "aeıioöuü"
CLOSE = {"a": "ı", "ı": "ı", "o": "u", "u": "u", "e": "i", "i": "i", "ö": "ü", "ü": "ü"}
OPEN = {vowel: "a" if vowel in "aıou" else "e" for vowel in VOWELS}
SOFT = {"k": "ğ", "p": "b", "ç": "c", "t": "d"}
SYLLABLES = st.tuples(st.sampled_from("bdfghkmrsvyz"), st.sampled_from(VOWELS)).map("".join)
STEMS = st.builds(
    lambda syllables, final: ("".join(syllables) + final).capitalize(),
    st.lists(SYLLABLES, min_size=2, max_size=4),
    st.sampled_from(["", "k", "p", "ç", "t", "n", "r", "m", "z", "ş"]),
)


def inflected(stem: str, many: bool, owned: bool, case: str, soft: bool) -> str:
    """A Turkish noun in a case, by the rules of its vowels and consonants."""
    text = lower(stem)

    def last() -> str:
        return next(letter for letter in reversed(text) if letter in VOWELS)

    def ends_in_vowel() -> bool:
        return text[-1] in VOWELS

    def soften() -> None:
        nonlocal text
        if soft and not many and text[-1] in SOFT and text == lower(stem):
            text = text[:-1] + SOFT[text[-1]]

    if many:
        text += f"l{OPEN[last()]}r"
    if owned:
        if ends_in_vowel():
            text += "s" + CLOSE[last()]
        else:
            soften()
            text += CLOSE[last()]
    if case in ("in", "de", "den"):
        between = "n" if owned else ""
        hard = "d" if owned or text[-1] not in "kpçtşfhs" else "t"
        if case == "in":
            if ends_in_vowel():
                text += "n" + CLOSE[last()] + "n"
            else:
                soften()
                text += CLOSE[last()] + "n"
        else:
            text += between + hard + OPEN[last()] + ("n" if case == "den" else "")
    elif case in ("i", "e"):
        sound = CLOSE[last()] if case == "i" else OPEN[last()]
        if ends_in_vowel():
            text += ("n" if owned else "y") + sound
        else:
            soften()
            text += sound
    elif case == "le":
        text += ("y" if ends_in_vowel() else "") + "l" + OPEN[last()]
    return text


@given(STEMS, st.booleans(), st.booleans(), st.sampled_from(["", "i", "e", "de", "den", "in", "le"]), st.booleans())
def test_every_form_of_a_turkish_noun_leads_to_it(stem: str, many: bool, owned: bool, case: str, soft: bool) -> None:
    word = inflected(stem, many, owned, case, soft)
    assert word == lower(stem) or fold(stem) in turkish_stems(word)


@given(st.text(max_size=30))
def test_stems_are_shorter_than_the_word_and_cost_little(word: str) -> None:
    stems = turkish_stems(word)
    assert len(stems) <= 30
    assert all(len(stem) <= len(fold(word)) + 2 for stem in stems)


def test_after_an_apostrophe() -> None:
    names = "nın ya de den yla e ye un ın nde ndaki dır ymış ler lere si deki yi".split()
    assert all(is_ending(ending, "tr") for ending in names)
    assert not any(is_ending(ending, "tr") for ending in "li lı lik cu ci ce’de siz gil".split())
    assert is_ending("s", "en")
    assert is_ending("s", "de")
    assert not is_ending("e", "en")


def test_heads_of_turkish_compounds() -> None:
    words = "Hükümeti Kongresi Savaşı Bakanlığı Mücadelesi".split()
    assert [plain_head(word) for word in words] == ["hükümet", "kongre", "savaş", "bakanlık", "mücadele"]
    assert [plural(word) for word in words] == "hükümetleri kongreleri savaşları bakanlıkları mücadeleleri".split()
    assert plural("Prensip") == ""
    assert plural("") == ""


def test_german_endings_and_spellings() -> None:
    assert german_stems("saltens") == ("salten",)
    assert german_stems("landes") == ("lande", "land")
    assert german_stems("es") == ()
    assert {old_fold(fold(word)) for word in ("Oesterreich", "Österreich")} == {"oesterreich"}
    assert old_fold("curpark") == old_fold("kurpark")
    assert old_fold("helenenthal") == old_fold("helenental")
    assert shortened("volkstheater") == "volksth"
    assert shortened("theater") == ""
    assert ascii_fold(fold("Sèvres")) == "sevres"


def test_folding_and_words() -> None:
    assert fold("Mîsâk-ı") == fold("MİSAK-I") == fold("Misak-i")
    assert fold("Ankara\u00ad") == "ankara"
    assert fold("e\u0301") == "é"
    words = split("I. Dünya Savaşı bitti. Er traf Dr. Salten am 5. Mai; „Nein.“ Sie ging… Ja?")
    assert [word.text for word in words if word.opens] == ["I", "Er", "Sie", "Ja"]
    assert [word.text for word in split("d’Arc’ın Beer-Hofmann x_y")] == ["d", "Arc", "ın", "Beer", "Hofmann", "x_y"]
