<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements of manuscript descriptions, graphs, headers and lists of names: in order, with the class of their name, for whoever wants to give them a look. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="urn:matbaa:functions"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="analytic | monogr | imprint | biblStruct | biblFull | relatedItem | meeting | headItem | headLabel | textLang | ellipsis | binaryObject | notatedMusic
                       | post | annotationBlock | broadcast | recording | equipment
                       | msDesc | msIdentifier | altIdentifier | institution | repository | collection | msName | msContents | msItem | msItemStruct | incipit | explicit
                       | colophon | rubric | finalRubric | summary | physDesc | objectDesc | supportDesc | support | dimensions | foliation | collation | condition
                       | layoutDesc | layout | handDesc | handNote | scriptDesc | scriptNote | decoDesc | decoNote | musicNotation | bindingDesc | binding | sealDesc | seal
                       | accMat | history | origin | provenance | acquisition | additional | adminInfo | recordHist | source | surrogates | msPart | msFrag | filiation | locusGrp
                       | age | climate | gender | langKnowledge | langKnown | objectIdentifier | persPronouns | persona | population | socecStatus | terrain
                       | additions | custEvent | custodialHist | secFol | typeDesc | typeNote | handNotes
                       | wit | witDetail | listApp | path | glyph | char"
                as="element()">
    <xsl:call-template name="m:inline"/>
  </xsl:template>

  <!-- Graphs and trees: the labels of their nodes, in order. -->
  <xsl:template match="arc | eLeaf | eTree | forest | graph | iNode | leaf | listForest | node | root | tree | triangle" as="element()">
    <xsl:call-template name="m:inline"/>
  </xsl:template>

  <!-- Values of feature structures that stand outside of one: such a structure itself is left out. -->
  <xsl:template match="f | binary | default | numeric | string | symbol | vAlt | vColl | vDefault | vLabel | vMerge | vNot | vRange | bicond | cond | if | iff | then
                       | fDecl | fDescr | fsConstraints | fsDecl | fsDescr | fsdDecl | fsdLink"
                as="element()">
    <xsl:call-template name="m:inline"/>
  </xsl:template>

  <!-- Parts of the header that "About this text" shows, and the few that also stand in texts. -->
  <xsl:template match="abstract | appInfo | application | authority | availability | cRefPattern | calendar | calendarDesc | catDesc | catRef | category | change | citeData
                       | citeStructure | classCode | classDecl | conversion | correspAction | correspContext | correspDesc | creation | distributor | editionStmt | editorialDecl
                       | encodingDesc | fileDesc | funder | geoDecl | keywords | langUsage | language | licence | listPrefixDef | namespace | notesStmt | prefixDef | principal
                       | profileDesc | projectDesc | publicationStmt | refState | refsDecl | rendition | revisionDesc | samplingDecl | schemaRef | seriesStmt | sourceDesc
                       | sponsor | styleDefDecl | tagUsage | tagsDecl | taxonomy | textClass | titleStmt | unitDecl | unitDef | activity | channel | constitution | derivation
                       | domain | factuality | interaction | locale | particDesc | preparedness | purpose | setting | settingDesc | textDesc | charDecl | localProp | mapping
                       | unicodeProp | unihanProp | metDecl | recordingStmt | scriptStmt | transcriptionDesc | variantEncoding"
                as="element()">
    <xsl:call-template name="m:inline"/>
  </xsl:template>

</xsl:stylesheet>
