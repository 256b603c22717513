<?xml version="1.0" encoding="UTF-8"?>
<!-- ODD to RELAX NG (XML syntax). Patterns are named as the ODD names things: p, model.pLike, att.global.attributes,
     att.global.attribute.n, macro.paraContent, teidata.word. -->
<xsl:stylesheet version="3.0" expand-text="yes"
    xmlns="http://relaxng.org/ns/structure/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:odd="urn:matbaa:odd"
    exclude-result-prefixes="xs tei odd">

  <xsl:import href="resolve.xsl"/>
  <xsl:import href="shared.xsl"/>
  <xsl:import href="rng-content.xsl"/>
  <xsl:import href="rng-any.xsl"/>
  <xsl:import href="rng-attributes.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:mode name="odd:rng" on-no-match="fail"/>

  <!-- The grammar: the start, then a pattern for each specification in the order of the ODD. -->
  <xsl:template match="/" as="element()">
    <xsl:variable name="resolved" as="document-node()">
      <xsl:document>
        <xsl:sequence select="odd:resolve(.)"/>
      </xsl:document>
    </xsl:variable>
    <xsl:apply-templates select="$resolved/tei:schemaSpec" mode="odd:rng"/>
  </xsl:template>

  <xsl:template match="tei:schemaSpec" mode="odd:rng" as="element()">
    <xsl:variable name="start" as="xs:string*" select="tokenize((@start, 'TEI')[1])"/>
    <xsl:variable name="missing" as="xs:string*" select="$start[not(odd:spec(., current())/self::tei:elementSpec)]"/>
    <xsl:if test="exists($missing)">
      <xsl:sequence select="odd:fail('schemaSpec/@start names ' || string-join($missing, ', ') || ', which is not an element of the schema', .)"/>
    </xsl:if>
    <grammar ns="{odd:own-namespace(.)}" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
      <xsl:sequence select="odd:rng-documentation(.)"/>
      <start>
        <choice>
          <xsl:for-each select="$start">
            <ref name="{.}"/>
          </xsl:for-each>
        </choice>
      </start>
      <xsl:apply-templates select="tei:dataSpec, tei:macroSpec, tei:classSpec, tei:elementSpec" mode="odd:rng"/>
      <xsl:call-template name="odd:rng-any-elements"/>
    </grammar>
  </xsl:template>

  <!-- Gloss and description as annotation. -->
  <xsl:function name="odd:rng-documentation" as="element(a:documentation)?">
    <xsl:param name="spec" as="element()"/>
    <xsl:for-each select="odd:documentation($spec)">
      <a:documentation>{.}</a:documentation>
    </xsl:for-each>
  </xsl:function>

  <xsl:template match="tei:elementSpec" mode="odd:rng" as="element()">
    <define name="{@ident}">
      <element name="{odd:name(.)}">
        <xsl:copy-of select="@ns"/>
        <xsl:sequence select="odd:rng-documentation(.)"/>
        <xsl:sequence select="odd:rng-content(tei:content)"/>
        <xsl:apply-templates select="tei:attList/*" mode="odd:rng"/>
      </element>
    </define>
  </xsl:template>

  <xsl:template match="tei:macroSpec | tei:dataSpec" mode="odd:rng" as="element()">
    <define name="{@ident}">
      <xsl:sequence select="odd:rng-documentation(.)"/>
      <xsl:sequence select="odd:rng-content((tei:content, tei:valList)[1])"/>
    </define>
  </xsl:template>

  <!-- A model class: one of its members. -->
  <xsl:template match="tei:classSpec[@type = 'model']" mode="odd:rng" as="element()">
    <define name="{@ident}">
      <xsl:sequence select="odd:rng-documentation(.)"/>
      <choice>
        <xsl:for-each select="odd:members(@ident, .)">
          <ref name="{@ident}"/>
        </xsl:for-each>
      </choice>
    </define>
  </xsl:template>

  <!-- An attribute class: a pattern for all of it, and one for each attribute of its own. -->
  <xsl:template match="tei:classSpec[@type = 'atts']" mode="odd:rng" as="element()+">
    <define name="{@ident}.attributes">
      <xsl:sequence select="odd:rng-documentation(.)"/>
      <xsl:apply-templates select="tei:attList/*" mode="odd:rng-refs">
        <xsl:with-param name="class" as="xs:string" select="@ident" tunnel="yes"/>
      </xsl:apply-templates>
      <xsl:if test="not(tei:attList//(tei:attDef | tei:classRef | tei:attRef))">
        <empty/>
      </xsl:if>
    </define>
    <xsl:for-each select="tei:attList//tei:attDef">
      <define name="{odd:rng-attribute-name(ancestor::tei:classSpec/@ident, @ident)}">
        <xsl:apply-templates select="." mode="odd:rng"/>
      </define>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
