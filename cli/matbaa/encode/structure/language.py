"""In which language a text is, by its commonest words and by its letters: a guess, and none where it would be a bad
one.
"""

from __future__ import annotations

import re
from collections import Counter

__all__ = ["guess"]

_WORDS = {
    "tr": "ve bir bu da de ile için olarak olan daha çok gibi ki o ne en ise ya veya değil var sonra kadar her "
    "onun göre ancak "
    "bütün olduğu tarafından arasında üzere mi mı ben sen biz siz şey ama hiç böyle yok oldu etmek olması",
    "en": "the of and to in a is that it was for as with on be by at this from or an are which not have his he "
    "had were but they "
    "you i we she their her my has been will would there what all so",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden "
    "aus er hat dass "
    "sie nach wird bei einer um am sind noch wie einem über einen so zum war ich wir ihr aber nur oder",
    "fr": "le la les de des du et en un une est que qui dans pour par sur au aux ce cette il elle ne pas plus se "
    "sont avec son sa "
    "ses je vous nous on mais ou où comme été d l qu n",
    "es": "el la los las de del y en un una que se por con para al es lo como más su sus no este esta ha son fue "
    "pero entre "
    "sobre también muy sin yo me le ya cuando",
    "it": "il lo la gli le di del della dei delle e in un una che per con non si è al alla da dal come più sono "
    "ha nel nella "
    "anche ma questo questa suo sua io ci o era",
    "pt": "o a os as de do da dos das e em um uma que se por com para ao não mais no na como sua seu são foi mas "
    "também muito "
    "pelo pela",
    "nl": "de het een en van in is dat op te zijn met voor niet aan er die om ook als bij dan maar naar uit "
    "heeft wordt door ik "
    "je hij zij was",
    "la": "et in est non ad cum ut quod qui sed per ex de ab aut si sunt quae nec enim esse etiam quam atque "
    "autem hoc eius",
    "sv": "och att det i en som är av för på med den till inte om har de ett var jag men från han hon",
    "pl": "i w na z się nie do to że jest o jak a po od za ale przez co dla był przy jego",
}
_LETTERS = {
    "tr": "ğşıİĞŞ",
    "de": "ßäÄ",
    "fr": "èêœçùë",
    "es": "ñ¿¡",
    "pt": "ãõ",
    "sv": "åÅ",
    "pl": "łżśźćńę",
}
_SCRIPTS = {
    "ru": re.compile("[а-яА-Я]"),
    "el": re.compile("[α-ωΑ-Ω]"),
    "ar": re.compile("[\u0621-\u064a]"),
    "he": re.compile("[\u05d0-\u05ea]"),
}
_OF = {
    word: [tag for tag, row in _WORDS.items() if word in row.split()] for row in _WORDS.values() for word in row.split()
}
_WORD = re.compile(r"[^\W\d_]+")
# of a long text, so many characters tell enough
_ENOUGH = 20_000


def guess(text: str, least: float = 3.0) -> str:
    """The language tag of what `text` is most likely written in; empty where its words do not tell.

    `least` is how many more common words there must be of it than of any other language.
    """
    text = text[:_ENOUGH]
    words = [word.replace("İ", "i").lower() for word in _WORD.findall(text)]
    if not words:
        return ""
    letters = sum(map(len, words))
    for tag, script in _SCRIPTS.items():
        if len(script.findall(text)) > letters / 2:
            return tag
    scores: Counter[str] = Counter()
    for word in words:
        of = _OF.get(word, ())
        for tag in of:
            scores[tag] += 1 / len(of)  # type: ignore[assignment]
    for tag, own in _LETTERS.items():
        scores[tag] += min(sum(text.count(letter) for letter in own), len(words)) * 0.5  # type: ignore[assignment]
    ranked = scores.most_common(2)
    if not ranked:
        return ""
    best, score = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0
    return best if score - second >= least and score >= 1.3 * second else ""
