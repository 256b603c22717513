"""The words around days, months and years, by language: what says that a number is a year, or which part of a century.

All are written as `fold` leaves them: without case and accents. A star after a word stands for the endings of Turkish.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from matbaa.dates.names import ANDS, CENTURIES, FILLERS, RANGES
from matbaa.dates.numerals import counted

__all__ = ["LANGUAGES", "Sense", "vocabulary"]


class Sense(NamedTuple):
    """What a word is in a date: one letter, as `grammar` uses them, and what it stands for."""

    symbol: str
    value: int | str = 0


# the classes of words, their letter, and the value that all of a class have
_CLASSES: dict[str, Sense] = {
    "year": Sense("k"),
    "years": Sense("K"),
    "month": Sense("q"),
    "day": Sense("g"),
    "days": Sense("g", "many"),
    "spring": Sense("s", 3),
    "summer": Sense("s", 6),
    "autumn": Sense("s", 9),
    "winter": Sense("s", 12),
    "decade": Sense("Z"),
    "century": Sense("c"),
    "thirteenth": Sense("e", 13),
    "fourteenth": Sense("e", 14),
    "fifteenth": Sense("e", 15),
    "sixteenth": Sense("e", 16),
    "seventeenth": Sense("e", 17),
    "eighteenth": Sense("e", 18),
    "nineteenth": Sense("e", 19),
    "twentieth": Sense("e", 20),
    "of": Sense("f"),
    "in": Sense("p", "sure"),
    # before a number of anything as well
    "at": Sense("p"),
    "from": Sense("F"),
    "since": Sense("S"),
    "onward": Sense("O"),
    "to": Sense("T"),
    "until": Sense("T", "until"),
    "and": Sense("&"),
    "between": Sense("B"),
    "among": Sense("A"),
    "before": Sense("b"),
    "after": Sense("a"),
    # as nouns, whose own time stands before them without an ending: 1980 öncesi
    "before_it": Sense("b", "of"),
    "after_it": Sense("a", "of"),
    "circa": Sense("t"),
    # after the time
    "nearby": Sense("t", "after"),
    "about": Sense("v"),
    "begin": Sense("P", "begin"),
    "mid": Sense("P", "mid"),
    "end": Sense("P", "end"),
    "half": Sense("H", 2),
    "third": Sense("H", 3),
    "quarter": Sense("H", 4),
    "last": Sense("L"),
    "same": Sense("="),
    "rumi": Sense("j", "rumi"),
    "hijri": Sense("j", "hijri"),
    "julian": Sense("j", "julian"),
    "gregorian": Sense("j", "gregorian"),
    "number": Sense("!"),
    "thing": Sense("%"),
    # what is another word than it seems without its accents
    "none": Sense("#"),
}

_WORDS = """
[tr]
year: yil* sene*
month: ay*
day: gun* tarih* tarihli gunlu
days: gunleri*
spring: bahar* ilkbahar*
summer: yaz*
autumn: sonbahar* guz*
winter: kis*
century: yuzyil* asir* asr* yy yuzyillik
to: ila
until: kadar dek degin
and: ve ile veya yahut
since: itibaren beri bu_yana
among: arasi* aralarinda
before: once evvel
before_it: oncesi*
after: sonra
after_it: sonrasi*
circa: takriben tahminen circa ca
nearby: civari* civarlari* dolayi* dolaylari* siralari*
about: yaklasik asagi yukari
begin: basi* baslari* baslangici* baslarken
mid: ortasi* ortalari*
end: sonu* sonlari* sonundaki
half: yarisi* yari
quarter: ceyregi* ceyrek
last: son
same: ayni
rumi: rumi r
hijri: hicri h
gregorian: miladi
julian: jolyen julyen
number: sayfa s ss sf sh cilt c sayi no nr numara numarali madde md belge dosya kutu gomlek fon vr syf saat bolum fasil
thing: kisi kisilik lira kurus asker askerin adet metre kilometre km kg ton tl nufus nufuslu
[en]
year: year
years: years
month: month months
day: day date
days: days
spring: spring springtime
summer: summer summertime
autumn: autumn fall
winter: winter wintertime
decade: decade
century: century centuries cent
of: of the
in: in during throughout anno
at: within by
from: from
since: since
onward: onward onwards on forward
to: to through thru
until: until till til
and: and or
between: between betwixt
before: before ere
after: after following
circa: circa ca c
about: about around approximately roughly nearly some
begin: early beginning beginnings start opening outset
mid: mid middle midst
end: late end close ending
half: half
third: third thirds
quarter: quarter
last: last final latter
same: same that
rumi: rumi
hijri: hijri ah a.h
julian: julian os
gregorian: gregorian
number: p pp page pages no nos number numbers vol vols volume chapter ch section sec article art fol folio verse line
  room flight
thing: men women people persons souls troops soldiers copies miles metres meters feet pounds dollars francs marks
  years months days hours times words lines pages houses acres tons horses guns per percent
[de]
year: jahr jahre jahres
years: jahren
month: monat monats monates monate monaten
day: tag tages datum
days: tage tagen
spring: fruhling fruhlings fruhjahr fruhjahrs fruhjahre lenz vorfruhling
summer: sommer sommers sommern hochsommer spatsommer
autumn: herbst herbstes herbsts herbste spatherbst
winter: winter winters
decade: jahrzehnt jahrzehnts
century: jahrhundert jahrhunderts jahrhundertes jahrhunderte jahrhunderten jh jhd jhdt jhdts jhs
of: der die das des den dem
in: im anno wahrend
at: in am
from: von vom
since: seit ab
onward: an
to: zum
until: bis
and: und u oder sowie
between: zwischen
before: vor
after: nach
circa: circa ca um zirka
about: etwa ungefahr gegen rund
begin: anfang anfangs beginn anfange fruhen fruhes fruhe fruhem
mid: mitte
end: ende ausgang spaten spates spate spatem schluss
half: halfte
third: drittel drittels
quarter: viertel viertels
last: letzten letzte letztes letzter letztem
same: gleichen selben desselben demselben derselben dieses
rumi: rumi
hijri: hidschra hijri
julian: julianisch julianischen julianischem
gregorian: gregorianisch gregorianischen
number: s seite seiten nr nro no bd band bande kap kapitel art artikel blatt bl fol nummer zeile vers zimmer uhr
thing: mark kronen gulden thaler taler mann francs franken meter kilometer stuck exemplare uhr prozent
[fr]
year: an annee
years: annees ans
month: mois
day: jour date
days: jours
spring: printemps
summer: ete
autumn: automne
winter: hiver
decade: decennie
century: siecle siecles s
of: le la les l de du des d
in: en durant
at: pendant dans
since: depuis dès partir
to: à au aux
until: jusqu jusque
and: et ou
between: entre
before: avant
after: apres
circa: circa ca vers
about: environ autour quelque
begin: debut commencement premiers
mid: milieu
end: fin derniers
half: moitie
third: tiers
quarter: quart
last: dernier derniere dernieres
same: meme
rumi: rumi
hijri: hegire hijri
julian: julien
gregorian: gregorien
number: p pp page pages no n numero vol tome t chapitre chap art article ff folio
thing: hommes femmes francs livres metres kilometres lieues ans fois soldats habitants personnes
[es]
year: ano
years: anos
month: mes meses
day: dia fecha
days: dias
spring: primavera
summer: verano estio
autumn: otono
winter: invierno
decade: decada decenio
century: siglo siglos s
of: el la los las de del
in: en durante
since: desde partir
onward: adelante
to: a al
until: hasta
and: y e o u
between: entre
before: antes
after: despues tras
circa: circa ca hacia
about: alrededor cerca unos aproximadamente
begin: principios comienzos inicios principio comienzo inicio primeros
mid: mediados
end: fines finales final fin ultimos
half: mitad
third: tercio
quarter: cuarto
last: ultimo ultima ultimas
same: mismo misma
hijri: hegira
julian: juliano
gregorian: gregoriano
number: p pp pag pags pagina paginas no num numero vol tomo t capitulo cap art articulo
thing: hombres mujeres pesetas pesos reales metros kilometros leguas anos veces soldados habitantes personas
[it]
year: anno
years: anni
month: mese mesi
day: giorno data
days: giorni
spring: primavera
summer: estate
autumn: autunno
winter: inverno
decade: decennio
century: secolo secoli sec
thirteenth: duecento
fourteenth: trecento
fifteenth: quattrocento
sixteenth: cinquecento
seventeenth: seicento
eighteenth: settecento
nineteenth: ottocento
twentieth: novecento
of: il lo la i gli l di d dello degli alle agli le
in: nel nell nello del dell durante
at: in nella nei negli della
since: dal dall dalla
onward: poi
to: a al all
until: fino sino
and: e ed o
none: è
between: tra fra
before: prima avanti
after: dopo
circa: circa ca verso
about: intorno attorno quasi
begin: inizio inizi principio principi primi
end: fine ultimi ultime
half: meta
third: terzo
quarter: quarto
last: ultimo ultima
same: stesso stessa medesimo medesima
hijri: egira
julian: giuliano
gregorian: gregoriano
number: p pp pag pagg pagina pagine n no num numero vol tomo capitolo cap art articolo
thing: uomini donne lire metri chilometri miglia anni volte soldati abitanti persone scudi
"""
LANGUAGES = ("tr", "en", "de", "fr", "es", "it")


@cache
def vocabulary(language: str) -> dict[str, Sense]:
    """The words of a language for times, beside the names of months and days; of one without a table the commonest.

    A word whose accents tell it from another is written with them; any other is folded. A star stands after a
    Turkish word that takes endings.
    """
    _, _, rest = _WORDS.partition(f"\n[{language}]\n")
    if not rest:
        plain = ((FILLERS, "f"), (RANGES, "T"), (ANDS, "&"), (CENTURIES, "c"))
        return {word: Sense(symbol) for words, symbol in plain for word in words if word.isalpha()}
    words = _counting(language)
    own: dict[str, Sense] = {}
    sense = Sense("#")
    for piece in rest.partition("\n[")[0].split():
        if piece.endswith(":"):
            sense = _CLASSES[piece[:-1]]
        elif piece not in own:
            own[piece.replace("_", " ")] = sense
    return {word: sense for word, sense in words.items() if word not in own or own[word].symbol not in "bP"} | {
        word: sense for word, sense in own.items() if word not in words or sense.symbol in "bP"
    }


def _counting(language: str) -> dict[str, Sense]:
    # in English and German the day is an ordinal number; a cardinal one counts
    plain = "U" if language in ("en", "de") else "u"
    return {word: Sense("o" if ordinal else plain, number) for word, number, ordinal in counted(language)}
