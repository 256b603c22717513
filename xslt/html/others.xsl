<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements of dictionaries, manuscript descriptions, speech and lists of names: in order, with the class of their name, for whoever wants to give them a look. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="analytic | monogr | imprint | biblStruct | biblFull | relatedItem | meeting | headItem | headLabel | textLang | ellipsis | binaryObject | notatedMusic
                       | post | annotationBlock | broadcast | recording | equipment
                       | entry | entryFree | superEntry | dictScrap | form | orth | pron | hyph | syll | stress | gramGrp | gram | pos | per | gen | case | number | tns | mood | iType
                       | subc | colloc | sense | def | usg | lbl | lang | etym | re | xr | hom | oRef | pRef
                       | msDesc | msIdentifier | altIdentifier | institution | repository | collection | msName | msContents | msItem | msItemStruct | incipit | explicit
                       | colophon | rubric | finalRubric | summary | physDesc | objectDesc | supportDesc | support | dimensions | foliation | collation | condition
                       | layoutDesc | layout | handDesc | handNote | scriptDesc | scriptNote | decoDesc | decoNote | musicNotation | bindingDesc | binding | sealDesc | seal
                       | accMat | history | origin | provenance | acquisition | additional | adminInfo | recordHist | source | surrogates | msPart | msFrag | filiation | locusGrp
                       | age | climate | gender | langKnowledge | langKnown | objectIdentifier | persPronouns | persona | population | socecStatus | terrain
                       | wit | witDetail | listApp | line | zone | surface | path | glyph | char"
                as="element()">
    <xsl:call-template name="m:inline"/>
  </xsl:template>

</xsl:stylesheet>
