"""The small words of citations in the languages of editions: units of locators, signals, roles, what stands for a year.

All are written as `fold` of `dates.words` leaves them: without case and accents.
"""

from __future__ import annotations

from functools import cache

from matbaa.dates.names import months

__all__ = [
    "AGAIN",
    "ARTICLES",
    "CONNECTORS",
    "DATED",
    "ENDLESS",
    "EVENTS",
    "FORINSTANCE",
    "FUNCTION",
    "LEADING",
    "NEXT",
    "NO_AUTHORS",
    "OTHERS",
    "PARTICLES",
    "PUBLISHERS",
    "ROLES",
    "SAYING",
    "SIGNALS",
    "UNDATED",
    "is_month",
    "phrases",
    "unit",
]

_UNITS = """
page: s ss sf sh shf sayfa sayfalar sahife sahifeler p pp pg pgs page pages pag pags pagina paginas pagine seite seiten
  fol fols folio folios bl blatt yk vr yaprak varak
volume: c cilt ciltler v vol vols volume volumes volumen volumenes volumi bd bde band bande t tom tome tomes tomo tomos
  tomi jg jahrgang
issue: sy sayi no nr num nro issue heft h fasc fascicolo fasz fasc fascicule numero
chapter: ch chs chap chaps chapter chapters bol bolum kap kapitel cap caps capitulo capitulos capitolo chapitre
section: § §§ sec secs sect section sections abschn abschnitt abs absatz par paras para paragraph paragraf art article
  artikel madde md seccion sezione ¶
note: n nn note notes fn fns footnote footnotes endnote anm fussn fussnote dn dipnot nota notas nt
line: l ll line lines z zeile zeilen satir satirlar linea lineas ligne lignes riga righe vv verse verses vers
column: col cols column columns sp spalte spalten sutun colonne columna
part: pt pts part parts teil tl kisim parte partie partes bk book buch kitap livre libro lib
"""
# what a word means in one language and not in the others
_ELSEWHERE = {
    ("en", "c"): "chapter", ("de", "v"): "line", ("de", "c"): "chapter", ("fr", "v"): "line", ("fr", "n"): "issue",
    ("es", "n"): "note", ("es", "v"): "line", ("fr", "no"): "issue",
}  # fmt: skip
# these are a unit only with a full stop, or joined to their number
SHORT_UNITS = frozenset("c v t h n nn l ll z d no p s art par num md sp abs bl lib sec col cap pt".split()) - {"p", "s"}

# before a citation, and no part of it
SIGNALS = frozenset(
    """bkz bk krs karsilastiriniz karsilastir ayrica orn ornegin mesela msl bakiniz bakin aktaran akt zikreden nakleden
    kaynak alinti alintilayan gore ayni yine keza detay ayrintili bilgi icin konuda konuyla konu ilgili hakkinda
    see also eg e g cf compare contra example examples instance for from in by per after following as discussed
    described quoted cited according source sources adapted reprinted reviewed recently most notably especially esp and
    but however namely among others other such like version review overview above below here more
    recent work works discussion details detail information further reading
    vgl vergleiche siehe auch dazu hierzu hierfur dafur daruber exemplarisch beispielhaft einfuhrend z b zb etwa
    bspw beispielsweise beispiel so bei nach zit zitiert ausfuhrlich
    grundlegend zuletzt insbesondere insb bes vor allem allg allgemein ferner wie zum uberblick einen fur quelle
    darstellung nachzulesen zusammenfassend laut gemass zufolge kritisch weiterfuhrend sowie ebenso aber hier
    schon bereits
    voir cite citee par exemple ex selon apres aussi notamment dans chez comparer surtout entre autres
    vease veanse ver vid tambien ejemplo por segun citado citada en confrontese comparese asimismo entre otros otras
    vedi cfr si veda anche ad esempio es secondo citato citata cit da tra gli altri
    fuente fonte apud confer sic scil viz
    bijv zie ook onder andere""".split()
)
FORINSTANCE = ("z b", "d h", "v a", "p ex", "e g", "i e", "u a", "s a", "s o", "s u", "z t", "par ex", "por ej", "p ej",
    "ad es", "p es", "zit n", "c f", "v g", "b k z", "zum beispiel", "for example", "s")  # fmt: skip
# in open text, where these stand a citation follows
OPENERS = frozenset("bkz bk bakiniz krs vgl cf cfr siehe see voir vease vedi".split())

CONNECTORS = frozenset("& und and ve et y e ed ile og och + oder or ou o veya sowie".split())
PARTICLES = frozenset(
    """van von vom zu zur zum de del della delle degli dei di da do dos das du des le la les el al ibn bin bint ben ten
    ter den der af av d l dal dalla in't 't san santa st abu ould mac mc""".split()
)
# may stand between the words of the name of a body, or of a title
FUNCTION = PARTICLES | frozenset(
    """of the for in on to at from with a an and or as by its der die das dem den fur und im in am zur zum uber aus bei
    mit ein eine des et au aux sur pour par dans en y los las el un una para por con e il lo gli per con nel nella sul
    sulla ve ile icin ya da olarak uzerine uzerinde hakkinda dair ait gore kadar""".split()
)
# forms of "and others", word by word
OTHERS = (
    "et al", "et alii", "et aliae", "vd", "v d", "vdi", "vdig", "vdgr", "vds", "ve digerleri", "ve dig", "ve ark",
    "ve arkadaslari", "ve baskalari", "u a", "ua", "u w", "und andere", "und weitere", "y otros", "y otras", "y cols",
    "y col", "y colaboradores", "et coll", "et autres", "et collab", "e altri", "e coll", "ed altri", "e a", "ea",
    "en anderen", "and others", "and colleagues", "m fl", "i wsp", "& al", "& others", "and al", "e col", "at al",
)  # fmt: skip
# what somebody did with a work
ROLES = (
    "ed", "eds", "edd", "edit", "editor", "editors", "hrsg", "hgg", "hg", "hrsgg", "herausgeber", "dir", "coord",
    "coords", "comp", "comps", "trans", "transl", "ubers", "trad", "cev", "der", "haz", "yay haz", "edt", "derleyen",
    "hazirlayan", "ceviren", "a cura di", "cur", "curs", "sous la dir", "org", "orgs", "jr", "sr",
)  # fmt: skip
# "the same work as before", word by word; a work by another author is named before it
AGAIN = (
    "ibid", "ibidem", "ib", "ebd", "ebda", "ebenda", "ders", "dies", "idem", "a a o", "aao", "a g e", "age", "a g m",
    "agm", "a g t", "agt", "a g b", "a g y", "agy", "a y", "ayni eser", "ayni yer", "ayni makale", "ayni yazar",
    "op cit", "opcit", "o c", "loc cit", "ob cit", "art cit", "ivi", "cit", "id", "ibd", "obra citada",
    "adi gecen eser", "adi gecen makale",
)  # fmt: skip
# what stands where a year would
UNDATED = (
    "n d", "nd", "t y", "ty", "tarihsiz", "tsz", "o j", "oj", "o d", "s d", "sd", "s f", "sf", "s a", "sine data",
    "no date", "ohne jahr", "sin fecha", "sans date", "senza data", "forthcoming", "in press", "in preparation",
    "im druck", "im erscheinen", "in vorbereitung", "i e", "i dr", "i vorb", "a paraitre", "sous presse", "en prensa",
    "en preparacion", "in corso di stampa", "in stampa", "in pubblicazione", "baskida", "basimda", "yayimlanacak",
    "yayina hazirlaniyor", "in review", "submitted", "i d", "k a",
)  # fmt: skip
# 12 ff.: and what follows, to no end that is told
ENDLESS = (
    "ff", "fff", "vd", "vdd", "v d", "ve devami", "sqq", "seqq", "et seq", "et seqq", "passim", "y ss", "e ss", "et ss",
    "ss", "sgg", "e sgg", "et suiv", "et suivantes", "suiv", "y siguientes", "y sigs", "e seguenti", "u o", "und ofter",
)  # fmt: skip
# 12 f.: and the next
NEXT = ("f", "sq", "et s", "e s", "y s", "s", "sg", "e sg")

# a year stands after these: 12 May 1919, the spring of 1919, born 1881
DATED = frozenset(
    """spring summer autumn fall winter easter christmas ilkbahar yaz sonbahar guz kis bahar fruhling fruhjahr
    sommer herbst
    ostern weihnachten printemps ete automne hiver primavera verano otono invierno estate autunno inverno
    b born d died ca circa c ad bc bce ce ms mo h hicri miladi rumi m gest geb ne mort nato nacido o olum dogum since
    until before after between early late mid version v vers edition edn isbn issn doi accessed erisim no nr""".split()
)
# of these a book is, but no citation: its imprint
PUBLISHERS = frozenset(
    """press verlag yayinlari yayinevi yayincilik yayinlar yay matbaasi basimevi editions editorial editore editrice
    presses publishers publishing publications verlagsgesellschaft uitgeverij kitabevi up copyright routledge springer
    bloomsbury palgrave elsevier gruyter ashgate gallimard suhrkamp harpercollins yayincilik""".split()
)
# with such words a name is that of something that happened, or was signed
EVENTS = (
    """war wars battle treaty congress conference revolution crisis armistice agreement act accord pact declaration
    expedition exhibition olympics festival election elections coup siege campaign reform constitution law
    krieg weltkrieg schlacht vertrag konferenz kongress revolution frieden abkommen gesetz ausstellung aufstand
    guerre bataille traite congres conference paix loi accord armistice exposition
    guerra batalla tratado congreso conferencia ley acuerdo pacto batalha battaglia trattato congresso legge pace""",
    """savas muharebe antlasma anlasma kongre konferans mutareke ateskes inkilap ihtilal darbe kanun yasa
    sozlesme protokol
    isyan harb harekat beyanname genelge doktrin pakt secim mutarekename muahede baris""",
)
# before a name, the name is no author's: the Robert Burns Birthplace Museum (2009)
ARTICLES = frozenset(
    """the a an this that these those our his her its their my your der die das dem den des ein eine einem einen
    eines im
    am beim zum zur le la les l un une ce cette el los las un una unos este esta il lo gli i uno questo questa nel nella
    al alla del della dello sul sulla bu su""".split()
)
# before a name, an author is likely: by Kinross (2018)
LEADING = frozenset(
    """by like following per see and or also than after according to von nach bei laut gemass mit und oder auch
    wie siehe
    selon par chez avec et voir segun por y e con como secondo per da di ve ile bkz vgl cf""".split()
)
# what authors do: "Lewis (1993) shows"
SAYING = (
    """can could will would may might should must gives gave performs takes took looks goes applies applied adopts
    adopted focuses focused addresses addressed extends extended builds built reviews reviewed stresses stressed warns
    warned urges follows followed tells told puts lists listed recommends recommended tests tested argues argued argue
    shows showed show states stated suggests suggested suggest notes noted claims claimed claim
    writes wrote describes described describe points pointed proposes proposed propose observes observed finds found
    find explains explained defines defined define demonstrates demonstrated discusses discussed discuss reports
    reported report concludes concluded considers considered uses used use introduces introduced presents presented
    present calls called sees emphasizes emphasized emphasises highlights highlighted examines examined analyzes
    analyzed analyses analysed compares compared identifies identified offers offered provides provided reminds
    asserts maintains contends insists coined coins develops developed makes made has have had also does did is are was
    were who whose in
    zeigt zeigen schreibt schreiben argumentiert argumentieren betont betonen nennt nennen beschreibt beschreiben
    definiert definieren stellt stellen weist weisen hat haben spricht sprechen unterscheidet versteht sieht vertritt
    fordert verweist bezeichnet geht konstatiert meint bemerkt untersucht untersuchen schlagt schlagen verwendet
    montre montrent ecrit ecrivent affirme soutient souligne note propose decrit definit explique a ont considere
    muestra afirma sostiene senala describe propone define explica escribe plantea argumenta observa considera ha han
    mostra sostiene scrive afferma propone descrive definisce spiega osserva nota considera ha hanno""",
    "gore belirt ifade et soyle yaz acikla vurgula savun gost ileri one isaret tanimla degerlendir aktar bahse",
)
# no surname is one of these, though it has a capital
NO_AUTHORS = frozenset(
    """fig figs figure figures abb abbildung tab table tables tablo sekil resim figura figuras tabelle grafik eq
    equation
    appendix anhang ek section chapter part kap kapitel vol volume band bd page seite line note step version release
    day week year month century monat jahr tag yil gun ay hafta asir yuzyil
    i ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xvii xviii xix xx xxi
    the a an this that these those they he she it we you his her its their our my your there when where while although
    though although lastly finally however moreover
    furthermore additionally similarly likewise unlike indeed thus hence first second third if as here again
    because during until before after between both some many most all every each no not one two three
    der die das ein eine dieser diese dieses er sie es wir ihr ich im am zum zur seit vor nach wahrend bis um
    le la les un une ce cette ces il elle ils elles nous vous je dans depuis pendant avant
    el la los las un una este esta estos estas ellos ella nosotros desde durante antes en
    il lo gli uno una questo questa questi queste nel nella dal dalla durante prima
    bu su o bir biz siz onlar ben sen ancak fakat ama lakin""".split()
)


# months that are short, and still nobody's name where no full stop stands behind them
_SHORT_MONTHS = frozenset(
    """may mai mart marz mars mayo maio june juni juli july juin aout ocak ekim jan feb mar apr jun jul aug sep
    sept oct okt
    nov dec dez""".split()
)


def is_month(word: str, *, dotted: bool = False) -> bool:
    """True of a folded word that is the name of a month; of a short one, which may be a surname (Ott, Ara) as well,
    only where a full stop stands behind it.
    """
    return bool(months(word)) and (len(word) > 4 or dotted or word in _SHORT_MONTHS)


@cache
def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    name = ""
    for piece in _UNITS.split():
        if piece.endswith(":"):
            name = piece[:-1]
        else:
            table[piece] = name
    return table


def unit(word: str, language: str = "") -> str:
    """The unit that a folded word stands for, in `language` (a tag, or empty); empty for none."""
    found = _table().get(word, "")
    return _ELSEWHERE.get((language.partition("-")[0].lower(), word), found) if found else ""


@cache
def phrases(which: tuple[str, ...]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases as words, by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in which:
        split = tuple(phrase.split())
        found.setdefault(split[0], []).append(split)
    return {first: tuple(sorted(several, key=len, reverse=True)) for first, several in found.items()}
