"""Words by which texts name their own parts, in several languages."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

__all__ = ["Part", "chapter_rank", "fold", "is_contents", "is_end", "keywords_label", "named_part"]


class Part(NamedTuple):
    """What a heading names: the `div/@type`, the language of the heading's words, whether it belongs after the text."""

    type: str
    language: str
    behind: bool = False


# each word without marks and capitals, as `fold` makes it
_ABSTRACTS = {
    "tr": "oz|ozet|genisletilmis ozet|genis ozet|uzun ozet",
    "en": "abstract|summary|extended abstract|extended summary|executive summary",
    "de": "zusammenfassung|kurzfassung|abstrakt|kurzdarstellung",
    "fr": "resume|resume etendu|sommaire analytique",
    "es": "resumen|resumen extendido|sintesis",
    "it": "riassunto|sommario|sintesi|abstract esteso",
    "pt": "resumo|resumo expandido",
    "nl": "samenvatting",
    "la": "summarium",
}
_KEYWORDS = {
    "tr": "anahtar kelimeler|anahtar sozcukler|anahtar kelime",
    "en": "keywords|key words|index terms|keyword",
    "de": "schlagworter|schlusselworter|stichworter|stichworte|schlagworte",
    "fr": "mots-cles|mots cles|mots-clefs",
    "es": "palabras clave|palabras claves",
    "it": "parole chiave|parole-chiave",
    "pt": "palavras-chave|palavras chave",
    "nl": "trefwoorden|sleutelwoorden",
}
_PARTS = {
    ("bibliography", True): {
        "tr": "kaynakca|kaynaklar|bibliyografya|yararlanilan kaynaklar",
        "en": "references|bibliography|works cited|literature cited|literature|sources",
        "de": "literatur|literaturverzeichnis|bibliographie|bibliografie|quellen|quellen und literatur|"
        "quellenverzeichnis|quellen- und literaturverzeichnis",
        "fr": "bibliographie|references bibliographiques|sources",
        "es": "bibliografia|referencias|referencias bibliograficas|fuentes",
        "it": "bibliografia|riferimenti bibliografici|fonti",
        "pt": "referencias bibliograficas",
        "nl": "literatuur|bronnen",
    },
    ("notes", True): {
        "tr": "notlar|dipnotlar|sonnotlar|son notlar",
        "en": "notes|endnotes|footnotes",
        "de": "anmerkungen|endnoten|fussnoten",
        "fr": "notes de fin|notes de bas de page",
        "es": "notas",
        "it": "note",
        "pt": "notas de fim",
        "nl": "noten|eindnoten",
    },
    ("acknowledgements", True): {
        "tr": "tesekkur|tesekkurler",
        "en": "acknowledgements|acknowledgments|acknowledgement",
        "de": "danksagung|dank",
        "fr": "remerciements",
        "es": "agradecimientos",
        "it": "ringraziamenti",
        "nl": "dankwoord",
    },
    ("appendix", True): {
        "tr": "ek|ekler",
        "en": "appendix|appendices|annex",
        "de": "anhang|anhange",
        "fr": "annexe|annexes",
        "es": "apendice|anexo|anexos",
        "it": "appendice|appendici",
        "nl": "bijlage|bijlagen",
    },
    ("preface", False): {
        "tr": "onsoz|sunus|mukaddime",
        "en": "preface|foreword",
        "de": "vorwort|geleitwort",
        "fr": "preface|avant-propos",
        "es": "prefacio|prologo",
        "it": "prefazione|premessa",
        "nl": "voorwoord",
    },
    ("dedication", False): {
        "tr": "ithaf",
        "en": "dedication",
        "de": "widmung",
        "fr": "dedicace",
        "es": "dedicatoria",
        "it": "dedica",
    },
}
_SECTIONS = {
    "tr": "giris|sonuc|tartisma|bulgular|yontem|degerlendirme|sonuc ve oneriler|sonuc ve degerlendirme",
    "en": "introduction|conclusion|conclusions|discussion|results|methods|method|background|epilogue|prologue",
    "de": "einleitung|einfuhrung|schluss|fazit|ergebnisse|diskussion|nachwort|epilog|prolog|personen",
    "fr": "introduction|conclusion|conclusions|discussion|resultats|epilogue|prologue|personnages",
    "es": "introduccion|conclusion|conclusiones|discusion|resultados|epilogo|personajes",
    "it": "introduzione|conclusione|conclusioni|discussione|risultati|epilogo|personaggi",
    "nl": "inleiding|conclusie|slot",
}
_CONTENTS = frozenset(
    "contents|table of contents|icindekiler|inhalt|inhaltsverzeichnis|table des matieres|sommaire|indice|indice "
    "generale|inhoud|"
    "illustrations|list of illustrations|dramatis personae|dramatis personæ|persons represented|personen|personnages|"
    "personaggi|personajes|kisiler|sahislar|characters|cast".split("|")
)
# the words for parts of a text, the larger first
_RANKS = (
    "volume vol band tome tomo cilt",
    "part teil partie parte kisim",
    "book buch livre libro kitap",
    "act akt aufzug acte acto atto perde canto",
    "chapter kapitel chapitre capitulo capitolo bolum fasil scene szene auftritt escena scena sahne",
)
_CHAPTER = re.compile(
    r"(?:(?:volume|vol\.|band|tome|tomo|cilt|chapter|part|book|canto|act|scene|kapitel|teil|buch|akt|aufzug|szene|auftritt|chapitre|partie|livre|acte|"
    r"scene|capitulo|parte|libro|acto|escena|capitolo|atto|scena|bolum|kisim|kitap|perde|sahne|fasil)\s+(?:[0-9]{1,3}|[ivxlcdm]{1,8}|"
    r"the \w+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"premiere?|prima|primo|primera?|segunda?|seconda?|"
    r"erste[rs]?|zweite[rs]?|dritte[rs]?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|"
    r"tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth)"
    r"|(?:[0-9]{1,3}\.?|[ivxlc]{1,6}\.?|birinci|ikinci|ucuncu|dorduncu|besinci|altinci|yedinci|sekizinci|dokuzuncu|onuncu|"
    r"(?:the )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last)|"
    r"(?:erste|zwei?te|zweyte|dritte|vierte|funfte|sechste|siebente|siebte|achte|neunte|zehnte|letzte)[rs]?|"
    r"premiere?|deuxieme|seconde?|troisieme|quatrieme|cinquieme|prim[oa]|segund[oa]|second[oa]|terz[oa]|tercer[oa]?)\s+"
    r"(?:bolum|kisim|kitap|perde|sahne|fasil|cilt|kapitel|teil|buch|band|akt|aufzug|auftritt|szene|scene|act|part|book|"
    r"chapter|volume|partie|acte|livre|tome|atto|parte|libro|capitolo|acto|escena|scena))\b"
)
# no heading that names a part is longer
_LONGEST = 200
_NUMBER = re.compile(r"^(?:[0-9]+(?:\.[0-9]+)*[.)]?|[ivxl]+[.)]|[a-h][.)])\s+")


def fold(text: str) -> str:
    """Words without capitals, marks and doubled blanks, so that ÖZ, Öz and OZ are one."""
    if text.isascii():
        return " ".join(text.casefold().split())
    spread = unicodedata.normalize("NFKD", text.replace("İ", "i").replace("ı", "i").casefold())
    return " ".join("".join(letter for letter in spread if not unicodedata.combining(letter)).split())


def chapter_rank(heading: str) -> int:
    """How large the part is that a heading such as `Part II` or `İkinci Kitap` names, 0 the largest."""
    words = re.findall(r"[^\W\d_]+", fold(heading))[:2]
    return next((rank for word in words for rank, row in enumerate(_RANKS) if word in row.split()), len(_RANKS) - 1)


def is_end(text: str) -> bool:
    """True if the line says that the text is at its end."""
    return len(text) < 30 and fold(text).strip(" .*-–—[]") in {
        "the end",
        "end",
        "ende",
        "fin",
        "finis",
        "fine",
        "son",
        "bitti",
        "einde",
    }


def is_contents(heading: str) -> bool:
    """True if it is the heading of a table of contents or another list that stands before the text."""
    return len(heading) < 60 and fold(heading).strip(" .:") in _CONTENTS


def _table(words: dict[str, str], kind: str, behind: bool) -> dict[str, Part]:
    return {word: Part(kind, language, behind) for language, row in words.items() for word in row.split("|")}


_NAMED = {word: part for (kind, behind), rows in _PARTS.items() for word, part in _table(rows, kind, behind).items()}
_NAMED |= _table(_ABSTRACTS, "abstract", behind=False)
_NAMED |= _table(_SECTIONS, "section", behind=False)
_LABELS = {word: language for language, row in _KEYWORDS.items() for word in row.split("|")}
_LABEL = re.compile(r"([^\W\d_][\w\s-]{3,24}?)\s*([:：—–]|\.\s)\s*")


def named_part(heading: str) -> Part | None:
    """What part of a text the heading names, if it is one of the customary names, with or without a number."""
    if len(heading) > _LONGEST:
        return None
    folded = fold(heading).strip(" .:*-—–")
    found = _NAMED.get(folded) or _NAMED.get(_NUMBER.sub("", folded))
    if found is None and len(folded) < 120:
        if _CHAPTER.match(folded):
            return Part("chapter", "")
        if re.match(
            r"(?:appendix|annex|anhang|annexe|anexo|ek|ek-|appendice|bijlage)[ -]?(?:[0-9]{1,2}|[a-h])\b", folded
        ):
            return Part("appendix", "", behind=True)
    return found


def keywords_label(text: str) -> tuple[str, str] | None:
    """The label that begins a line of keywords, as it stands there, and its language; nothing where there is none."""
    found = _LABEL.match(text[:60])
    if found is None:
        return None
    language = _LABELS.get(fold(found[1]))
    return (text[: found.end()].rstrip(), language) if language else None
