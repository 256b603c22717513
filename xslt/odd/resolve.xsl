<?xml version="1.0" encoding="UTF-8"?>
<!-- From an ODD to a resolved schemaSpec, which all outputs are made of. It is still ODD, but flat:
       - its children are complete specifications, none of them with a mode;
       - references to what is not in the schema are gone;
       - an attList holds classRef (all attributes of that class), attRef (one of them) and attDef (the specification's own, or an
         inherited one with its changes), and delivers each attribute once. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:odd="urn:matbaa:odd"
    exclude-result-prefixes="#all">

  <xsl:import href="gather.xsl"/>
  <xsl:import href="attributes.xsl"/>

  <!-- The ODD from which the schemaSpec takes specifications (see schemaSpec/@source), where there is one. -->
  <xsl:param name="source" as="document-node()?" select="()"/>

  <!-- The resolved schemaSpec of an ODD. -->
  <xsl:function name="odd:resolve" as="element(tei:schemaSpec)">
    <xsl:param name="odd" as="document-node()"/>
    <xsl:variable name="schema" as="element(tei:schemaSpec)" select="odd:schema($odd)"/>
    <xsl:variable name="gathered" as="element()*" select="odd:gather($schema, $source)"/>
    <xsl:variable name="pruned" as="element()*" select="odd:pruned($gathered, $source)"/>
    <xsl:variable name="index" as="map(xs:string, element())" select="odd:index($pruned)"/>
    <schemaSpec xmlns="http://www.tei-c.org/ns/1.0">
      <xsl:sequence select="$schema/@*, $schema/(tei:gloss | tei:desc | tei:constraintSpec)"/>
      <xsl:apply-templates select="$pruned" mode="odd:attribute-plan">
        <xsl:with-param name="index" as="map(xs:string, element())" select="$index" tunnel="yes"/>
      </xsl:apply-templates>
    </schemaSpec>
  </xsl:function>

  <!-- The specifications without references that lead nowhere, and without model classes that nothing belongs to. Where all is written in the ODD itself such a reference is a fault;
       where specifications are chosen from a source it is a consequence of the choice, unless the source does not know it either. -->
  <xsl:function name="odd:pruned" as="element()*">
    <xsl:param name="specs" as="element()*"/>
    <xsl:param name="source" as="document-node()?"/>
    <xsl:variable name="present" as="map(xs:string, xs:boolean)" select="map:merge($specs ! map { string(@ident): true() })"/>
    <xsl:variable name="elsewhere" as="map(xs:string, xs:boolean)"
      select="map:merge($source//(tei:elementSpec | tei:classSpec | tei:macroSpec | tei:dataSpec) ! map { string(@ident): true() })"/>
    <xsl:variable name="lost" as="element()*"
      select="$specs/(tei:classes/tei:memberOf | (tei:content | tei:attList)//(tei:elementRef | tei:classRef | tei:macroRef | tei:dataRef)[@key])
              [not($present(@key)) and not($elsewhere(@key))]"/>
    <xsl:if test="exists($lost)">
      <xsl:sequence select="odd:fail('the ODD speaks of ' || string-join(odd:distinct($lost ! string(@key)), ', ')
        || ', but does not specify it', $lost[1])"/>
    </xsl:if>
    <xsl:variable name="populated" as="map(xs:string, xs:boolean)" select="odd:populated($specs)"/>
    <xsl:apply-templates select="$specs[$populated(@ident)]" mode="odd:prune">
      <xsl:with-param name="present" as="map(xs:string, xs:boolean)" select="$populated" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:function>

  <!-- The idents of all specifications but model classes that have no element in them, directly or through other classes. -->
  <xsl:function name="odd:populated" as="map(xs:string, xs:boolean)">
    <xsl:param name="specs" as="element()*"/>
    <xsl:variable name="solid" as="xs:string*" select="$specs[not(self::tei:classSpec[@type = 'model'])]/@ident"/>
    <xsl:variable name="reached" as="xs:string*" select="odd:classes-above($specs[self::tei:elementSpec], (), odd:index($specs))"/>
    <xsl:sequence select="map:merge(($solid, $reached) ! map { .: true() })"/>
  </xsl:function>

  <!-- The idents of the classes that the given specifications belong to, and those that these belong to, and so on. -->
  <xsl:function name="odd:classes-above" as="xs:string*">
    <xsl:param name="specs" as="element()*"/>
    <xsl:param name="seen" as="xs:string*"/>
    <xsl:param name="index" as="map(xs:string, element())"/>
    <xsl:variable name="next" as="xs:string*"
      select="distinct-values($specs/tei:classes/tei:memberOf/@key)[map:contains($index, .)][not(. = $seen)]"/>
    <xsl:sequence select="if (empty($next)) then $seen else odd:classes-above($next ! $index(.), ($seen, $next), $index)"/>
  </xsl:function>

  <xsl:mode name="odd:prune" on-no-match="shallow-copy"/>

  <xsl:template match="@mode[not(parent::tei:memberOf or parent::tei:attDef)]" mode="odd:prune" as="attribute()?"/>

  <!-- A reference stays if what it refers to is there. -->
  <xsl:template mode="odd:prune" as="element()?"
      match="tei:memberOf | tei:content//tei:elementRef[@key] | tei:content//tei:classRef | tei:content//tei:macroRef | tei:content//tei:dataRef[@key]">
    <xsl:param name="present" as="map(xs:string, xs:boolean)" tunnel="yes"/>
    <xsl:if test="$present(@key)">
      <xsl:copy-of select="."/>
    </xsl:if>
  </xsl:template>

  <!-- A sequence or an alternation goes when all that stood in it has gone. -->
  <xsl:template match="tei:sequence | tei:alternate" mode="odd:prune" as="element()?">
    <xsl:variable name="inside" as="node()*">
      <xsl:apply-templates mode="#current"/>
    </xsl:variable>
    <xsl:if test="$inside[self::*]">
      <xsl:copy>
        <xsl:copy-of select="@*, $inside"/>
      </xsl:copy>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
