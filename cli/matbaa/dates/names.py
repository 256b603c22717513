"""The words that dates are written with in the languages of editions: months, days of the week, and small words.

All are written as `fold` of `dates.words` leaves them: without case and accents.
"""

from __future__ import annotations

from functools import cache

__all__ = ["ANDS", "CENTURIES", "FILLERS", "RANGES", "is_of", "is_short", "months", "weekdays"]

# a language and its twelve months, the forms of one with strokes between them
_MONTHS = """
tr: ocak/oca/kanunusani subat/sub mart/mar nisan/nis mayis/may haziran/haz temmuz/tem agustos/agu eylul/eyl
  ekim/eki/tesrinievvel kasim/kas/tesrinisani aralik/ara/kanunuevvel
en: january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sep/sept october/oct
  november/nov december/dec
de: januar/jan/janner/jenner februar/feb/feber/hornung marz/mar/maerz april/apr mai juni/jun juli/jul august/aug
  september/sept/sep/septemb oktober/okt/october/oct/octob november/nov/novemb dezember/dez/december/dec/decemb/dezemb
fr: janvier/janv fevrier/fevr mars avril/avr mai juin juillet/juil aout septembre/sept octobre/oct novembre/nov
  decembre/dec
es: enero/ene febrero/feb marzo/mar abril/abr mayo/may junio/jun julio/jul agosto/ago
  septiembre/sept/setiembre octubre/oct noviembre/nov diciembre/dic
it: gennaio/gen febbraio/feb marzo/mar aprile/apr maggio/mag giugno/giu luglio/lug agosto/ago settembre/set/sett
  ottobre/ott novembre/nov dicembre/dic
nl: januari/jan februari/feb maart/mrt april/apr mei juni/jun juli/jul augustus/aug september/sep oktober/okt
  november/nov december/dec
pl: stycznia/sty/styczen lutego/lut/luty marca/mar/marzec kwietnia/kwi/kwiecien maja/maj czerwca/cze/czerwiec
  lipca/lip/lipiec sierpnia/sie/sierpien wrzesnia/wrz/wrzesien pazdziernika/paz/pazdziernik listopada/lis/listopad
  grudnia/gru/grudzien
pt: janeiro/jan fevereiro/fev marco/mar abril/abr maio/mai junho/jun julho/jul agosto/ago setembro/set outubro/out
  novembro/nov dezembro/dez
ca: gener/gen febrer/febr marc abril/abr maig juny juliol/jul agost setembre/set octubre/oct novembre/nov desembre/des
gl: xaneiro/xan febreiro/feb marzo/mar abril/abr maio xuno xullo/xul agosto/ago setembro/set outubro/out novembro/nov
  decembro/dec
ro: ianuarie/ian februarie/feb martie/mar aprilie/apr mai iunie/iun iulie/iul august/aug septembrie/sept octombrie/oct
  noiembrie/nov decembrie/dec
cs: ledna/led/leden unora/uno/unor brezna/bre/brezen dubna/dub/duben kvetna/kve/kveten cervna/cvn/cerven
  cervence/cvc/cervenec srpna/srp/srpen zari/zar rijna/rij/rijen listopadu/lis/listopad prosince/pro/prosinec
sk: januara/jan/januar februara/feb/februar marca/mar/marec aprila/apr/april maja/maj juna/jun jula/jul
  augusta/aug/august septembra/sep/september oktobra/okt/oktober novembra/nov/november decembra/dec/december
hu: januar/jan februar/febr marcius/marc aprilis/apr majus/maj junius/jun julius/jul augusztus/aug szeptember/szept
  oktober/okt november/nov december/dec
sv: januari/jan februari/feb mars april/apr maj juni juli augusti/aug september/sep oktober/okt november/nov
  december/dec
da: januar/jan februar/feb marts/mar april/apr maj juni/jun juli/jul august/aug september/sep oktober/okt november/nov
  december/dec
nb: januar/jan februar/feb mars/mar april/apr mai juni/jun juli/jul august/aug september/sep oktober/okt november/nov
  desember/des
nn: januar/jan februar/feb mars/mar april/apr mai juni/jun juli/jul august/aug september/sep oktober/okt november/nov
  desember/des
fi: tammikuuta/tammi/tammikuu helmikuuta/helmi/helmikuu maaliskuuta/maalis/maaliskuu huhtikuuta/huhti/huhtikuu
  toukokuuta/touko/toukokuu kesakuuta/kesa/kesakuu heinakuuta/heina/heinakuu elokuuta/elo/elokuu
  syyskuuta/syys/syyskuu lokakuuta/loka/lokakuu marraskuuta/marras/marraskuu joulukuuta/joulu/joulukuu
et: jaanuar/jaan veebruar/veebr marts aprill/apr mai juuni juuli august/aug september/sept oktoober/okt november/nov
  detsember/dets
lv: janvaris/janv februaris/febr marts aprilis/apr maijs junijs/jun julijs/jul augusts/aug septembris/sept
  oktobris/okt novembris/nov decembris/dec
lt: sausio/saus/sausis vasario/vas/vasaris kovo/kov/kovas balandzio/bal/balandis geguzes/geg/geguze
  birzelio/birz/birzelis liepos/liep/liepa rugpjucio/rugp/rugpjutis rugsejo/rugs/rugsejis spalio/spal/spalis
  lapkricio/lapkr/lapkritis gruodzio/gruod/gruodis
hr: sijecnja/sij/sijecanj veljace/velj/veljaca ozujka/ozu/ozujak travnja/tra/travanj svibnja/svi/svibanj
  lipnja/lip/lipanj srpnja/srp/srpanj kolovoza/kol/kolovoz rujna/ruj/rujan listopada/lis/listopad
  studenoga/stu/studeni prosinca/pro/prosinac
sl: januar/jan februar/feb marec/mar april/apr maj junij/jun julij/jul avgust/avg september/sep oktober/okt
  november/nov december/dec
sr: јануар/јан фебруар/феб март/мар април/апр мај јун јул август/авг септембар/сеп октобар/окт новембар/нов
  децембар/дец
sr-Latn: januar/jan februar/feb mart/mar april/apr maj jun jul avgust/avg septembar/sep oktobar/okt novembar/nov
  decembar/dec
bg: януари/яну февруари/фев март април/апр маи юни юли август/авг септември/сеп октомври/окт ноември/ное декември/дек
mk: јануари/јан февруари/фев март/мар април/апр мај јуни/јун јули/јул август/авг септември/сеп октомври/окт
  ноември/ное декември/дек
ru: января/янв/январь февраля/февр/февраль марта/мар/март апреля/апр/апрель мая/маи июня/июн/июнь июля/июл/июль
  августа/авг/август сентября/сент/сентябрь октября/окт/октябрь ноября/нояб/ноябрь декабря/дек/декабрь
uk: січня/січ/січень лютого/лют/лютии березня/бер/березень квітня/квіт/квітень травня/трав/травень червня/черв/червень
  липня/лип/липень серпня/серп/серпень вересня/вер/вересень жовтня/жовт/жовтень листопада/лист/листопад
  грудня/груд/грудень
be: студзеня/сту/студзень лютага/лют/люты сакавіка/сак/сакавік красавіка/кра/красавік мая/маи чэрвеня/чэр/чэрвень
  ліпеня/ліп/ліпень жніуня/жні/жнівень верасня/вер/верасень кастрычніка/кас/кастрычнік лістапада/ліс/лістапад
  снежня/сне/снежань
el: ιανουαριου/ιαν/ιανουαριοσ φεβρουαριου/φεβ/φεβρουαριοσ μαρτιου/μαρ/μαρτιοσ απριλιου/απρ/απριλιοσ μαιου/μαι/μαιοσ
  ιουνιου/ιουν/ιουνιοσ ιουλιου/ιουλ/ιουλιοσ αυγουστου/αυγ/αυγουστοσ σεπτεμβριου/σεπ/σεπτεμβριοσ
  οκτωβριου/οκτ/οκτωβριοσ νοεμβριου/νοε/νοεμβριοσ δεκεμβριου/δεκ/δεκεμβριοσ
ga: eanair/ean feabhra/feabh marta aibrean/aib bealtaine/beal meitheamh/meith iuil lunasa/lun mfomh dfomh samhain/samh
  nollaig/noll
cy: ionawr/ion chwefror/chwef/chw mawrth/maw ebrill/ebr mai mehefin/meh gorffennaf/gorff/gor awst medi hydref/hyd
  tachwedd/tach rhagfyr/rhag
eu: urtarrila/urt otsaila/ots martxoa/mar apirila/api maiatza/mai ekaina/eka uztaila/uzt abuztua/abu iraila/ira
  urria/urr azaroa/aza abendua/abe
is: januar/jan februar/feb mars/mar april/apr mai juni/jun juli/jul agust/agu september/sep oktober/okt november/nov
  desember/des
sq: janar/jan shkurt/shk mars/mar prill/pri maj qershor/qer korrik/korr gusht/gush shtator/sht tetor/tet nentor/nen
  dhjetor/dhj
az: yanvar/yan fevral/fev mart/mar aprel/apr may iyun/iyn iyul/iyl avqust/avq sentyabr/sen oktyabr/okt noyabr/noy
  dekabr/dek
la: ianuarius/ianuarii/ianuario/januarius/januarii/januario/ian/jan februarius/februarii/februario/feb/febr
  martius/martii/martio/mart aprilis/aprili/apr maius/maii/maio/maj iunius/iunii/iunio/junius/junii/junio/iun/jun
  iulius/iulii/iulio/julius/julii/julio/iul/jul augustus/augusti/augusto/aug september/septembris/septembri/sept
  october/octobris/octobri/oct/octob november/novembris/novembri/nov/novemb december/decembris/decembri/dec/decemb
"""
# a language and its seven days from Monday; what stands in several words is known by the last
_WEEKDAYS = """
tr: pazartesi/pzt sali/sal carsamba/car persembe/per cuma cumartesi/cmt/cum pazar/paz
en: monday/mon tuesday/tue/tues wednesday/wed thursday/thu/thur/thurs friday/fri saturday/sat sunday/sun
de: montag/montags/mo dienstag/dienstags/di mittwoch/mittwochs/mi donnerstag/donnerstags/do freitag/freitags/fr
  samstag/samstags/sa/sonnabend/sonnabends sonntag/sonntags/so
fr: lundi/lun mardi/mar mercredi/mer jeudi/jeu vendredi/ven samedi/sam dimanche/dim
es: lunes/lun martes/mar miercoles/mie jueves/jue viernes/vie sabado/sab domingo/dom
it: lunedi/lun martedi/mar mercoledi/mer giovedi/gio venerdi/ven sabato/sab domenica/dom
nl: maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
pl: poniedziałek wtorek sroda czwartek piatek sobota niedziela/niedz
pt: segunda terca quarta quinta sexta sabado domingo
ca: dilluns dimarts dimecres dijous divendres dissabte diumenge
gl: luns martes mercores xoves venres sabado domingo
ro: luni marti miercuri joi vineri sambata duminica
cs: pondeli utery streda ctvrtek patek sobota nedele
sk: pondelok utorok streda stvrtok piatok sobota nedela
hu: hetfo kedd szerda csutortok pentek szombat vasarnap
sv: mandag tisdag onsdag torsdag fredag lordag sondag
da: mandag tirsdag onsdag torsdag fredag lørdag søndag
nb: mandag tirsdag onsdag torsdag fredag lørdag søndag
nn: mandag tysdag/tirsdag onsdag torsdag fredag laurdag/lørdag søndag
fi: maanantai/maanantaina tiistai/tiistaina keskiviikko/keskiviikkona torstai/torstaina perjantai/perjantaina
  lauantai/lauantaina sunnuntai/sunnuntaina
et: esmaspaev teisipaev kolmapaev neljapaev reede laupaev puhapaev
lv: pirmdiena/pirmd otrdiena/otrd tresdiena/tresd ceturtdiena/ceturtd piektdiena/piektd sestdiena/sestd svetdiena/svetd
lt: pirmadienis antradienis treciadienis ketvirtadienis penktadienis sestadienis sekmadienis
hr: ponedjeljak utorak srijeda cetvrtak petak subota nedjelja
sl: ponedeljek torek sreda cetrtek petek sobota nedelja
sr: понедељак уторак среда четвртак петак субота недеља
sr-Latn: ponedeljak utorak sreda cetvrtak petak subota nedelja
bg: понеделник вторник сряда четвъртък петък събота неделя
mk: понеделник вторник среда четврток петок сабота недела
ru: понедельник вторник среда четверг пятница суббота воскресенье
uk: понеділок вівторок середа четвер пʼятниця субота неділя
be: панядзелак ауторак серада чацвер пятніца субота нядзеля
el: δευτερα τριτη τεταρτη πεμπτη παρασκευη σαββατο κυριακη
ga: luain mairt ceadaoin deardaoin haoine sathairn domhnaigh
cy: llun mawrth mercher iau gwener sadwrn sul
eu: astelehena asteartea asteazkena osteguna ostirala larunbata igandea
is: manudagur þriðjudagur miðvikudagur fimmtudagur fostudagur laugardagur sunnudagur
sq: hene marte merkure enjte premte shtune diel
az: ertəsi axsami cərsənbə axsami cumə sənbə bazar
"""
# between the beginning and the end of a time
RANGES = frozenset("- – — bis to until till ile ila tot au al ate hasta fino til az".split())
# between two dates that need not be the ends of one time
ANDS = frozenset("/ & und u and et ve y e i en och og a ja es si".split())
CENTURIES = frozenset(
    """century jahrhundert jahrhunderts jh jhd jhdt siecle siecles siglo secolo sec seculo segle yuzyil yuzyilin
    yuzyilda yuzyili eeuw saeculum saeculo saec wiek wieku stoleti vek veka arhundrade arhundrede szazad век
    века""".split()
)
# what says nothing about which day, month or year it is
FILLERS = frozenset(
    """the of on in den dem der die das am im vom von le la les l du de del di da do d el los il lo dal dell dello op
    van w roku r rok anno year jahr jahre jahres annee an ano yili yil yilinda tarihinde tarihli tarih gunu ayi ayinda
    ayinin month mois monat monats mese mes from desde od dia day tag jour giorno mense ad""".split()
)


@cache
def _table(names: str) -> dict[str, dict[str, int]]:
    """Of each word, the languages it belongs to and the number that it has there, from 1."""
    table: dict[str, dict[str, int]] = {}
    language, number = "", 0
    for piece in names.split():
        if piece.endswith(":"):
            language, number = piece[:-1], 0
            continue
        number += 1
        for form in piece.split("/"):
            table.setdefault(form, {})[language] = number
    return table


def _meant(names: str, word: str, language: str) -> frozenset[int]:
    found = _table(names).get(word, {})
    return frozenset({found[language]} if language in found else found.values())


def months(word: str, language: str = "") -> frozenset[int]:
    """The months that a folded word means in `language`; in any other where that language has no such word."""
    return _meant(_MONTHS, word, language)


def weekdays(word: str, language: str = "") -> frozenset[int]:
    """The days of the week, Monday being 1, that a folded word means in `language`, or else in any other."""
    return _meant(_WEEKDAYS, word, language)


def is_of(word: str, language: str) -> bool:
    """True if a folded word is the name of a month or a day in this language."""
    return any(language in _table(names).get(word, {}) for names in (_MONTHS, _WEEKDAYS))


def is_short(word: str, language: str) -> bool:
    """True if a folded word is but the beginning of the name of a month of `language`."""
    return any(
        name != word and name.startswith(word)
        for name, found in _table(_MONTHS).items()
        if found.get(language) == _table(_MONTHS).get(word, {}).get(language, 0)
    )
