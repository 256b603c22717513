"""What TEI lets stand where, as far as tags for names, dates and citations go: by the content models of `tei_all`."""

from __future__ import annotations

from matbaa.document import TEI

__all__ = ["may_hold", "may_stand"]

# elements in which names and dates may stand
_HOSTS = frozenset(
    """
    ab abbr accMat acquisition activity actor add addName additions addrLine affiliation age author authority bibl
    biblScope birth bloc byline camera caption case castItem catDesc catchwords cell change channel citedRange cl
    classCode closer collation collection colloc colophon condition constitution corr country creation custEvent
    damage date dateline death decoNote def del derivation desc dictScrap distinct distributor district docAuthor
    docDate docEdition docImprint domain edition editor education eg email emph entryFree etym eventName expan
    explicit extent fDescr factuality faith figDesc filiation finalRubric floruit foliation foreign forename form
    fsDescr funder fw gen genName gender geoDecl geogFeat geogName gloss gram gramGrp handNote head headItem
    headLabel heraldry hi hyph iType imprimatur incipit institution interaction item l label lang langKnown language
    layout lbl lem licence locale material measure meeting mentioned metSym metamark mod mood musicNotation name
    nameLink nationality note num number objectName objectType occupation offset opener orgName orig origDate
    origPlace origin orth p per persName persPronouns phr placeName pos post preparedness principal pron provenance
    pubPlace publisher purpose q quote rb rdg re ref reg region rendition repository residence resp restore retrace
    rhyme role roleDesc roleName rs rt rubric s said salute scriptNote secFol secl seg sense settlement sex sic
    signatures signed soCalled socecStatus sound source span speaker sponsor stage stamp street stress subc summary
    supplied support surname surplus surrogates syll tagUsage tech term textLang time title titlePart tns trailer
    typeNote u unclear unit usg valDesc view watermark wit witDetail witness writing xr
    """.split()
)
# of these, those in which no bibl may stand
_NO_BIBL = frozenset(
    """
    abbr activity actor addName addrLine affiliation age author authority biblScope birth bloc byline castItem
    catDesc catchwords channel citedRange cl classCode closer collection colophon constitution country creation date
    dateline death derivation distinct distributor district docAuthor docDate docImprint domain edition editor
    education eg email eventName expan explicit extent factuality faith finalRubric floruit foreign forename funder
    fw genName gender geoDecl geogFeat geogName gloss headItem headLabel heraldry incipit institution interaction
    label langKnown language locale material measure mentioned metSym name nameLink nationality num objectName
    objectType offset opener orgName origDate origPlace persName persPronouns phr placeName preparedness principal
    pubPlace publisher purpose rb region repository residence resp role roleDesc roleName rs rt rubric s secFol
    settlement sex soCalled socecStatus span speaker sponsor stamp street surname term time unit valDesc watermark
    wit
    """.split()
)
# what names and dates may hold
_PHRASES = frozenset(
    """
    abbr add addName addSpan address affiliation alt altGrp am anchor app att binaryObject bloc c caesura catchwords
    cb certainty choice cit cl climate code corr country damage damageSpan date del delSpan depth dim dimensions
    distinct district ellipsis email emph eventName ex expan fLib figure floatingText foreign forename formula fs
    fvLib fw g gap gb genName geo geogFeat geogName gi gloss graphic handShift height heraldry hi ident idno
    incident index interp interpGrp join joinGrp kinesic lang lb link linkGrp listRef listTranspose location locus
    locusGrp m material measure measureGrp media mentioned metamark milestone mod name nameLink notatedMusic note
    noteGrp num oRef objectName objectType offset orgName orig origDate origPlace pRef pause pb pc persName
    persPronouns phr placeName population precision ptr q quote redo ref reg region respons restore retrace rhyme
    roleName rs ruby s said secFol secl seg settlement shift sic signatures soCalled space span spanGrp specDesc
    specList stamp state subst substJoin supplied surname surplus tag term terrain time timeline title trait unclear
    undo unit val vocal w watermark width witDetail writing
    """.split()
)
_NOT_IN_DATE = frozenset("cit floatingText quote said".split())
# what a citation may hold besides, as far as it occurs in running text
_IN_BIBL = frozenset("bibl biblScope citedRange author editor publisher pubPlace edition title".split())
_NOT_IN_BIBL = frozenset(
    """
    att binaryObject caesura catchwords cit dimensions floatingText formula gi graphic heraldry locus locusGrp
    material media oRef objectType origDate origPlace pRef rhyme ruby said secFol signatures specDesc specList stamp
    tag val watermark
    """.split()
)


def may_stand(element: str, parent: str) -> bool:
    """True if a tag of the assistant, by its local name, may stand in `parent`, a tag as lxml writes it."""
    local = parent.removeprefix(f"{{{TEI}}}")
    if element == "citedRange":
        return local == "bibl"
    return local in _HOSTS and not (element == "bibl" and local in _NO_BIBL)


def may_hold(element: str, child: str) -> bool:
    """True if a tag of the assistant, by its local name, may hold `child`, a tag as lxml writes it."""
    local = child.removeprefix(f"{{{TEI}}}")
    if element == "bibl":
        return (local in _PHRASES and local not in _NOT_IN_BIBL) or local in _IN_BIBL
    return local in _PHRASES and not (element == "date" and local in _NOT_IN_DATE)
